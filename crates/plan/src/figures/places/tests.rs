use proptest::prelude::*;

use super::*;
use crate::fault::FieldFault;
use crate::figures::people::TableRow;

fn rows(text: &str) -> Vec<TableRow> {
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().enumerate().map(|(at, line)| TableRow { number: at + 1, cells: cells(line) }).collect()
}

fn read(text: &str) -> Vec<(i32, f64)> {
    places_by_year(&read_places(&rows(text)).unwrap().changes)
}

fn refused(text: &str) -> Vec<(&'static str, String)> {
    let told = |fault: FieldFault| {
        let of =
            |name: &str| fault.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        (fault.key, of("row").unwrap_or_default())
    };
    read_places(&rows(text)).unwrap_err().into_iter().map(told).collect()
}

#[test]
fn what_is_decided_is_added_year_by_year() {
    let table = "Platser i särskilt boende\n\
        Boende\tHändelse\tÅr\tPlatser\n\
        Skogsgläntan\tNu\t2025\t45\n\
        Munkbohemmet\tNu\t2025\t60\n\
        Munkbohemmet\tStängs\t2029\t60\n\
        Nya Munkbo\tÖppnas\t2028\t80\n\
        Skogsgläntan\tOmvandlas\t2030\t−10\n\
        Skogsgläntan\tLediga\t\t3\n\
        Summa\tNu\t2025\t105\n";
    assert_eq!(read(table), [(2025, 105.0), (2028, 185.0), (2029, 125.0), (2030, 115.0)]);
    let read = read_places(&rows(table)).unwrap();
    assert_eq!((vacant_places(&read.changes), read.left_out), (3, vec![1, 9]));
}

#[test]
fn years_across_say_the_same_as_a_line_a_change() {
    let across =
        "Enhet\t2025\t2028\t2029\nSkogsgläntan\t45\t45\t35\nNya Munkbo\t0\t80\t80\nTotalt\t45\t125\t115\n";
    assert_eq!(read(across), [(2025, 45.0), (2028, 125.0), (2029, 115.0)]);
    let down = "Enhet\tÅr\tAntal platser\nSkogsgläntan\t2025\t45\n\t2029\t35\nNya Munkbo\t2028\t80\n";
    assert_eq!(read(down), read(across));
    // Each as of its own year; and what is said last of how many stand empty.
    let apart = "Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t2025\t60\nB\tNu\t2026\t66\nA\tLediga\t2024\t9\nA\tLediga\t2025\t4\nB\tOmvandlas\t2028\t+5\n";
    assert_eq!(read(apart), [(2025, 126.0), (2028, 131.0)]);
    assert_eq!(vacant_places(&read_places(&rows(apart)).unwrap().changes), 4);
    assert_eq!(read("Namn\tPlatser\nA\t20\nB\t30\nSumma\t50\n"), [(0, 50.0)]);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (table, key, row) in [
        ("Boende\tAdress\nA\tStorgatan\n", "places-head", ""),
        ("Enhet\t2025\t2026\nA\t20\t\n", "places-missing", "2"),
        ("Enhet\t2025\nA\t2O\n", "places-number", "2"),
        ("Enhet\t2025\nA\t-4\n", "places-number", "2"),
        ("Enhet\t2025\nA\t12,5\n", "places-number", "2"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t\t20\nA\tFlyttas\t2027\t20\n", "places-event", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t\t20\nA\tStängs\t\t20\n", "places-year-missing", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t\t20\nA\tStängs\t2027\t30\n", "places-below-zero", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t\t20\nA\tNu\t\t30\n", "places-twice", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tÖppnas\t2027\t20\n", "places-none", ""),
        ("Enhet\t2025\nA\t20\nB\t30\nTotalt\t51\n", "people-total", ""),
        ("Enhet\tPlatser\n\t20\t\n", "places-unit-missing", "2"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t2025\t60\nA\tÖppnas\t2024\t20\n", "places-past", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tÖppnas\t2025\t20\nA\tNu\t2025\t60\n", "places-past", "2"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t2025\t60\nA\tOmvandlas\t2027\t10\n", "places-converted", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t2025\t60\nA\tStängs\t2027\t\n", "places-how-many", "3"),
        ("Enhet\tHändelse\tÅr\tPlatser\nA\tNu\t2025\t60\nA\tStängs\t2027\t0\n", "places-how-many", "3"),
        ("Enhet\tPlatser\tKontakt\nA\t20\t19121212-1212\n", "people-identity-number", "2"),
    ] {
        assert_eq!(refused(table).first(), Some(&(key, row.to_owned())), "{table}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_pasted_breaks_it_and_places_never_fall_below_none(cells in prop::collection::vec(
        prop_oneof![Just("Enhet".to_owned()), Just("Platser".into()), Just("2027".into()), Just("Nu".into()),
            Just("Stängs".into()), "[0-9]{1,3}", "[a-zåäö -]{0,5}"], 4..40), width in 2_usize..5) {
        let mut table: Vec<TableRow> = vec![TableRow { number: 1, cells: vec!["Enhet".into(), "Platser".into(), "År".into(), "Händelse".into()] }];
        table.extend(cells.chunks(width).enumerate().map(|(at, cells)| TableRow { number: at + 2, cells: cells.to_vec() }));
        if let Ok(read) = read_places(&table) {
            prop_assert!(places_by_year(&read.changes).iter().all(|(_, places)| *places >= 0.0));
        }
    }
}
