//! Figures and charts that leave the page as files.

use reqwest::StatusCode;

use crate::served::Served;

#[tokio::test]
async fn what_leaves_the_page_says_what_it_rests_on() {
    let site = Served::new().await;
    let query = "ar=2033&visa=hemtjanst&scenario=trend&sick_leave=-2";
    let address = format!("{}/kommun/2083?{query}", site.address);
    let said = "År: 2033; Så utvecklas behovet: Trenden fortsätter; Sjukfrånvaro: −2,0 procentenheter";
    let page = site.page(&format!("/kommun/2083?{query}")).await;
    assert!(page.contains(said), "{page}");
    assert!(page.contains(&format!("Hämtat 2026-11-22 från {}", address.replace('&', "&#38;"))));
    let named = async |path: &str| {
        let answer = site.get(path).await;
        let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
        (name, answer.text().await.unwrap())
    };
    let (name, picture) = named(&format!("/kommun/2083/diagram/hemtjanst.svg?{query}")).await;
    assert!(name.contains("hedemora-hemtjanst-2033-trend-sick_leave_-2-2026-11-22.svg"), "{name}");
    // Long lines are broken.
    let words: Vec<&str> = picture.split("class=\"about\"").skip(1).collect();
    let words = words.iter().map(|part| part.split(['>', '<']).nth(1).unwrap()).collect::<Vec<_>>().join(" ");
    assert!(words.contains("Socialstyrelsen 2024") && words.contains(said), "{words}");
    assert!(words.contains("Hämtat 2026-11-22 från http://"), "{words}");
    let (name, table) = named(&format!("/kommun/2083/prognos.csv?{query}")).await;
    assert!(name.contains("hedemora-prognos-2033-trend-sick_leave_-2-2026-11-22.csv"), "{name}");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let heads: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads[heads.len() - 3..], ["chosen", "fetched", "address"]);
    for row in rows.records() {
        let row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        assert_eq!(row[row.len() - 3..], [said, "2026-11-22", address.as_str()]);
    }
    let workbook = site.get(&format!("/kommun/2083/prognos.xlsx?{query}")).await;
    let name = workbook.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains("hedemora-prognos-2033-trend-sick_leave_-2-2026-11-22.xlsx"), "{name}");
    let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(workbook.bytes().await.unwrap())).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut workbook.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let words = part("xl/sharedStrings.xml");
    assert!(words.contains("Trenden fortsätter") && words.contains("Socialstyrelsen 2024"), "{words}");
    assert!(words.contains("Invånare 80 år och äldre (personer), utfall"), "{words}");
    // As many with home care as the table for programs says, whole.
    let row = table.lines().find(|row| row.contains(",2033,home_care_persons,")).unwrap();
    let median = row.split(',').nth(7).unwrap().parse::<f64>().unwrap().round();
    assert!(part("xl/worksheets/sheet1.xml").contains(&format!("<v>{median}</v>")), "{row}");
    let (name, map) = named("/karta.svg?visa=platser&ar=2030").await;
    assert!(name.contains("karta-platser-2030-friskare-2026-11-22.svg"), "{name}");
    assert!(map.contains("År: 2030") && map.contains("2026-11-22"));
}

#[tokio::test]
async fn page_csv_and_api_say_the_same() {
    let site = Served::new().await;
    for unclear in
        ["prognos.csv?scenario=x", "prognos.csv?sick_leave=mycket", "diagram/80-plus.svg?scenario=x"]
    {
        assert_eq!(site.status(&format!("/kommun/2083/{unclear}")).await, 400, "{unclear}");
    }
    let csv = site.page("/kommun/2083/prognos.csv?scenario=trend").await;
    let row = csv.lines().find(|l| l.starts_with("2083,Hedemora,2030,special_housing_persons,")).unwrap();
    let median: f64 = row.split(',').nth(7).unwrap().parse().unwrap();
    let api = site.json("/regions/2083/projection?indicator=special_housing_persons&scenario=trend").await;
    let same = api.as_array().unwrap().iter().find(|r| r["year"] == 2030).unwrap();
    assert_eq!(same["p50"].as_f64().unwrap(), median);
    let table = site.page("/kommun/2083?scenario=trend&visa=sarskilt-boende").await;
    assert!(
        table.contains(&format!("<th scope=\"row\">2030</th><td class=\"number\">{:.0}</td>", median)),
        "{median}"
    );
}

#[tokio::test]
async fn what_the_chart_of_the_oldest_shows_is_in_its_table_and_its_file() {
    let site = Served::new().await;
    let head = |columns: &[&str]| {
        let cells: Vec<String> =
            columns.iter().map(|text| format!("<th scope=\"col\" class=\"number\">{text}</th>")).collect();
        format!("<thead><tr><th scope=\"col\">År</th>{}</tr></thead>", cells.concat())
    };
    let futures = ["median", "hälften av framtiderna", "9 av 10 framtider"];
    let row = |page: &str, year: i32| -> Vec<String> {
        let row = page.split(&format!("<tr><th scope=\"row\">{year}</th>")).nth(1).unwrap();
        let cells = row.split("</tr>").next().unwrap().split("<td class=\"number\">").skip(1);
        cells.map(|cell| cell.trim_end_matches("</td>").replace('\u{a0}', "")).collect()
    };
    let file = |csv: &str, year: i32, kind: &str| -> Vec<String> {
        let is_it = |line: &&str| {
            line.contains(&format!(",{year},population_80_plus,persons,"))
                && line.contains(&format!(",{kind},"))
        };
        let mut found = csv.lines().filter(is_it);
        let line = found.next().unwrap_or_else(|| panic!("{year} {kind}"));
        assert!(found.next().is_none(), "{year} {kind} once");
        line.split(',').map(str::to_owned).collect()
    };
    let whole = |text: &str| format!("{:.0}", text.parse::<f64>().unwrap());

    let (page, csv) = (site.page("/kommun/2083").await, site.page("/kommun/2083/prognos.csv").await);
    assert!(page.contains(&head(&["utfall", futures[0], futures[1], futures[2]])), "{page}");
    for year in [2008, 2023, 2025] {
        let [counted, rest @ ..] = &row(&page, year)[..] else { panic!("{year}") };
        assert!(rest.len() == 3 && rest.iter().all(String::is_empty), "{year} has no futures");
        assert_eq!(*counted, whole(&file(&csv, year, "counted")[7]), "{year}");
    }
    assert!(!page.contains("<th scope=\"row\">2024</th><td"), "nobody counted them by age in 2024");
    let coming = row(&page, 2030);
    assert_eq!((coming[0].as_str(), &coming[1]), ("", &whole(&file(&csv, 2030, "forecast")[7])));
    assert!(csv.lines().skip(1).all(|line| line.contains(",forecast,") || line.contains(",counted,")));

    let (page, csv) = (site.page("/riket").await, site.page("/kommun/00/prognos.csv").await);
    assert!(page.contains(&head(&["utfall", futures[0], futures[1], futures[2], "SCB 2026"])), "{page}");
    assert_eq!(row(&page, 2035)[4], "870122");
    assert_eq!(whole(&file(&csv, 2035, "official")[7]), "870122");
    assert_eq!((row(&page, 2025)[0].as_str(), row(&page, 2025)[4].as_str()), ("683947", ""));

    // What is tried is compared with the same without: the dashed line is in the table too.
    let tried = site.page("/kommun/2083?visa=arsarbetare&onset_delay=2").await;
    assert!(tried.contains(&head(&[futures[0], futures[1], futures[2], "utan ändring"])), "{tried}");
    let plain = site.page("/kommun/2083?visa=arsarbetare").await;
    assert_eq!(row(&tried, 2030)[3], row(&plain, 2030)[0]);
}

#[tokio::test]
async fn municipalities_of_a_county_stand_side_by_side_sorted_and_as_files() {
    let site = Served::new().await;
    let page = site.page("/lan/20?ordna=platser-antal&fallande=1&karta=platser-antal").await;
    let table =
        &page[page.find("<table class=\"data\"><caption>2035, median").or(page.rfind("<table")).unwrap()..];
    let places = |row: &str| {
        let cell = row.split("<td class=\"number\">").nth(2).unwrap();
        let number: String = cell.split('<').next().unwrap().chars().filter(char::is_ascii_digit).collect();
        number.parse::<i64>().unwrap()
    };
    let shown: Vec<i64> = table.split("<tr><th scope=\"row\">").skip(1).map(places).collect();
    assert_eq!(shown.len(), 15);
    assert!(shown.is_sorted_by(|a, b| a >= b), "{shown:?}");
    assert!(page.contains("aria-sort=\"descending\""));
    assert_eq!(
        page.matches("data-code=\"20").count(),
        15,
        "the county's municipalities are on the map, no others"
    );

    let csv = site.page("/lan/20/kommuner.csv?ar=2035").await;
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let places = reader.headers().unwrap().iter().position(|head| head == "places_gap").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 15);
    let mut filed: Vec<i64> =
        rows.iter().map(|row| row[places].parse::<f64>().unwrap().round() as i64).collect();
    filed.sort_by(|a, b| b.cmp(a));
    assert_eq!(filed, shown, "the file says what the page says");
    let all = site.page("/riket/kommuner.csv").await;
    assert_eq!(all.lines().count(), 291);
    for path in ["/lan/20/kommuner.xlsx", "/riket/kommuner.xlsx"] {
        let file = site.get(path).await;
        assert_eq!(file.status(), StatusCode::OK);
        assert!(file.bytes().await.unwrap().starts_with(b"PK"));
    }
    // What colours the map stands in the table and in the files, also when it does not usually.
    let other = site.page("/lan/20?karta=rekrytering").await;
    let headings = other.split("id=\"tabell\"").nth(1).unwrap().matches("<th scope=\"col\"").count();
    assert_eq!(headings, 1 + 7 + 1);
    let head = site.page("/lan/20/kommuner.csv?karta=rekrytering").await;
    assert!(head.lines().next().unwrap().contains("hires_a_year_per_1000_aged_20_to_66_p5"));
    assert_eq!(site.status("/karta.svg?lan=2083").await, StatusCode::NOT_FOUND);
    assert_eq!(site.status("/lan/20/kommuner.csv?scenario=x").await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_table_of_a_county_tells_how_far_each_municipality_has_come() {
    let site = Served::new().await;
    let row = async || {
        let page = site.page("/lan/20").await;
        let at = page.find(">Hedemora</a>").unwrap();
        page[at..].split("</tr>").next().unwrap().to_owned()
    };
    assert!(row().await.ends_with("<td>ingen</td>"));
    site.roadmap().await;
    assert!(row().await.ends_with("<td>utkast</td>"));
}

/// The sheets of a workbook by their names, and all its texts.
fn workbook(file: &[u8]) -> (Vec<String>, String) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let sheets = part("xl/workbook.xml");
    let sheets =
        sheets.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    (sheets.collect(), part("xl/sharedStrings.xml"))
}

#[tokio::test]
async fn a_roadmap_s_tables_are_had_as_workbooks() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let measure = [
        ("title", "Heltid som norm"),
        ("start_year", "2028"),
        ("cost_yearly", "500000"),
        ("effect[0].lever", "sick_leave"),
        ("effect[0].size", "-2"),
        ("effect[0].low", "-3"),
        ("effect[0].high", "-1"),
        ("effect[0].source", "Egen"),
        ("enabled", "on"),
    ];
    site.done(&format!("/behov/{need}/atgard"), &measure).await;
    for (path, sheets, said) in [
        ("varde.xlsx", vec!["Åtgärdernas effekt", "År för år", "Vad siffrorna bygger på"], "Kvar att lösa"),
        ("urval.xlsx", vec!["Vad pengarna räcker till", "Vad siffrorna bygger på"], "Heltid som norm"),
        ("atgarder.xlsx", vec!["Alla åtgärder", "Effekter", "Vad siffrorna bygger på"], "Sjukfrånvaro"),
    ] {
        let answer = site.get(&format!("/fardplan/{roadmap}/{path}")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let (found, texts) = workbook(&answer.bytes().await.unwrap());
        assert_eq!(found, sheets);
        assert!(texts.contains(said) && texts.contains("Heltid som norm"), "{path}: {texts}");
    }
    let (_, texts) = workbook(&site.get("/logg.xlsx").await.bytes().await.unwrap());
    assert!(texts.contains("Skapade färdplan") && texts.contains("2026-11-22 10:30:00"), "{texts}");
}
