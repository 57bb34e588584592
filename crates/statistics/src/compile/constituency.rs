//! The 29 constituencies of the Riksdag, by municipality, as of the elections of 2022 and 2026 (Vallagen 2005:837,
//! 4 kap. 2 §).

/// Number of constituencies.
pub const CONSTITUENCIES: usize = 29;

/// Constituencies that are whole counties: (number, county code).
const COUNTIES: [(usize, &str); 17] = [
    (3, "03"),
    (4, "04"),
    (5, "05"),
    (6, "06"),
    (7, "07"),
    (8, "08"),
    (9, "09"),
    (10, "10"),
    (15, "13"),
    (21, "17"),
    (22, "18"),
    (23, "19"),
    (24, "20"),
    (25, "21"),
    (26, "22"),
    (27, "23"),
    (28, "24"),
];

const SKANE_WEST: [&str; 8] = ["1260", "1285", "1283", "1284", "1266", "1267", "1282", "1214"];
const SKANE_SOUTH: [&str; 11] =
    ["1231", "1261", "1262", "1281", "1265", "1264", "1230", "1263", "1287", "1233", "1286"];
const VASTRA_WEST: [&str; 11] =
    ["1440", "1489", "1401", "1482", "1441", "1462", "1481", "1402", "1415", "1419", "1407"];
const VASTRA_NORTH: [&str; 14] = [
    "1460", "1438", "1439", "1484", "1461", "1430", "1421", "1427", "1486", "1435", "1488", "1485", "1487",
    "1492",
];
const VASTRA_SOUTH: [&str; 8] = ["1443", "1490", "1463", "1465", "1452", "1491", "1442", "1466"];

/// The number (1–29) of the constituency that a municipality lies in.
pub fn of(code: &str) -> usize {
    let county = &code[..2];
    match code {
        "0180" => 1,
        "1280" => 11,
        "1480" => 16,
        _ if county == "01" => 2,
        _ if county == "25" => 29,
        _ if SKANE_WEST.contains(&code) => 12,
        _ if SKANE_SOUTH.contains(&code) => 13,
        _ if county == "12" => 14,
        _ if VASTRA_WEST.contains(&code) => 17,
        _ if VASTRA_NORTH.contains(&code) => 18,
        _ if VASTRA_SOUTH.contains(&code) => 19,
        _ if county == "14" => 20,
        _ => COUNTIES.iter().find(|(_, c)| *c == county).map_or(0, |(number, _)| *number),
    }
}
