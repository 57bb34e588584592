use super::*;
use crate::organisations::official;

fn read(text: &str) -> Result<PeopleTable, Vec<FieldFault>> {
    let row = |(at, line): (usize, &str)| TableRow {
        number: at + 1,
        cells: line.split(';').map(str::to_owned).collect(),
    };
    let rows: Vec<TableRow> = text.lines().enumerate().map(row).collect();
    read_people(&rows, official().unwrap(), "2083")
}

fn counted(text: &str) -> Vec<(i32, Option<Sex>, String, f64)> {
    let table = read(text).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
    table.counts.iter().map(|one| (one.year, one.sex, one.ages.to_string(), one.people)).collect()
}

fn faults(text: &str) -> Vec<String> {
    let told = |fault: &FieldFault| {
        let args: Vec<&str> = fault.args.iter().map(|(_, value)| value.as_str()).collect();
        format!("{} {}", fault.key, args.join(" ")).trim().to_owned()
    };
    read(text).unwrap_err().iter().map(told).collect()
}

#[test]
fn the_same_numbers_are_read_however_the_table_lies() {
    let expected = vec![
        (2026, None, "80–84".into(), 812.0),
        (2026, None, "85+".into(), 1_415.0),
        (2027, None, "80–84".into(), 840.0),
        (2027, None, "85+".into(), 1_430.5),
    ];
    for text in [
        "Ålder;2026;2027\n80-84 år;812;840\n85+ år;1 415;1 430,5",
        "Befolkningsprognos Hedemora;;\n;;\nÅlder;2026.0;2027\n80–84;812;840\n85-;1415.0;1\u{a0}430,5\nKälla: konsulten;;",
        "År;80-84;85+;Totalt\n2026;812;1415;9999\n2027;840;1430,5;9999",
        "Kommun;År;Ålder;Antal\n2083;2026;80-84;812\n;;85 och äldre;1415\n2083 Hedemora;2027;80-84;840\n;;85 och äldre;1430.5",
    ] {
        assert_eq!(counted(text), expected, "{text}");
    }
}

#[test]
fn sexes_are_kept_apart_and_both_are_no_third() {
    let text = "År;Kön;Ålder;Antal\n2026;Kvinnor;80+;600\n2026;Män;80+;400\n2026;Båda könen;80+;1001";
    assert_eq!(
        counted(text),
        [(2026, Some(Sex::Women), "80+".into(), 600.0), (2026, Some(Sex::Men), "80+".into(), 400.0)]
    );
    let text = "År;Kön;Ålder;Antal\n2026;2;80+;600\n2026;1;80+;400\n2026;3;80+;1200";
    assert_eq!(faults(text), ["people-total 80+, 2026 1000 1200"]);
    assert_eq!(faults("År;Kön;Ålder;Antal\n2026;annat;80+;600"), ["people-sex 2 B annat"]);
}

#[test]
fn what_cannot_be_meant_is_told_with_its_line() {
    for (text, expected) in [
        ("hej;då\n1;2", vec!["people-head"]),
        ("Kommun;År;80+\nFalun;2026;5000", vec!["people-elsewhere 2 A Falun"]),
        ("Kommun;År;80+\n580;2026;5000", vec!["people-elsewhere 2 A 580"]),
        ("År;80+;Totalt\n2026;..;10", vec!["people-missing 2 B 2026"]),
        ("År;80+\n2026;x\n2027;-", vec!["people-missing 2 B 2026", "people-missing 3 B 2027"]),
        ("År;80+\n2026;12 %", vec!["people-number 2 B 12 %"]),
        ("År;80+\n2026;1.234", vec!["people-number 2 B 1.234"]),
        ("År;80+\n2026;-5", vec!["people-number 2 B -5"]),
        ("År;80+;85+\n2026;500;200", vec!["people-overlap 2026 80+ 85+"]),
        ("Ålder;2026;2027;2029\n80+;1;2;3", vec!["people-gap 2027 2029"]),
        ("Ålder;2026\n80+;5\n80+;6", vec!["people-twice 3 B 80+, 2026"]),
        ("Ålder;2026\ngammal;5", vec!["people-age 2 A gammal"]),
        ("År;80+\n26;500", vec!["people-year 2 A 26"]),
        ("År;0-79;80+\n2026;0,9;0,1", vec!["people-shares"]),
        ("År;0-79;80+;Totalt\n2026;900;100;1200", vec!["people-total 2026 1000 1200"]),
        ("Ålder;2026\n", vec!["people-none"]),
        ("Ålder;2026;2027\n80-84;812;840\n85+;;", vec!["people-missing 3 B 2026", "people-missing 3 C 2027"]),
        ("År;Ålder;Antal\n2026;80-84;812\n;;1415", vec!["people-age-missing 3 B"]),
        ("År;0-79;80-84;85 plus\n2026;9;8;7", vec!["people-unread D 85 plus"]),
        ("Ålder;2026;2027 (prel)\n80+;9;8", vec!["people-unread C 2027 (prel)"]),
        ("År;Kön;Ålder;Antal\n2026;K;80+;600", vec!["people-only-women"]),
        ("Kvinnor;;\nÅlder;2026;2027\n80+;9;8", vec!["people-only-women"]),
        ("År;Kön;Ålder;Antal\n2026;Båda;80+;1000\n2026;K;80-84;300\n2026;K;85+;300", vec!["people-mixed"]),
        ("År;Ålder;Antal\n2026;80-84;5\n2026;85+;5\n2027;80-84;5", vec!["people-uneven 2027"]),
        ("År;0-79;80+;Totalt\n2026;92,5;7,5;100", vec!["people-shares"]),
        ("Kommun;NYKO6;0-1_år;80+_år;Y_koordinat\n580;1;2;1;6500000", vec!["people-personal 1 B NYKO6"]),
        ("Ålder;2026;Anm\n80+;5;19121212-1212", vec!["people-identity-number 2 C"]),
    ] {
        assert_eq!(faults(text), expected, "{text}");
    }
}

#[test]
fn what_has_been_rounded_or_disturbed_a_little_is_taken() {
    assert_eq!(counted("År;0-79;80+;Totalt\n2026;14 001;1 399;15 401").len(), 2);
    assert_eq!(counted("Ålder;2030;2035;2040\n80+;1;2;3").len(), 3, "every fifth year is a forecast");
    assert_eq!(counted("Ålder;2029;2030;2035\n80+;1;2;3").len(), 3, "and after single years too");
    assert_eq!(counted("År;0-79;80+;Folkmängd\n2026;900;100;1000").len(), 2);
    assert_eq!(counted("Kommun;År;80+\n2083 Hedemora;2026;100").len(), 1);
    let text = "År;Kön;Ålder;Antal\n2026;Kvinnor;80+;600\n2026;Totalt;80+;1000";
    assert_eq!(counted(text)[1], (2026, Some(Sex::Men), "80+".into(), 400.0), "the men are the rest");
    let oldest = "År;0-99;100;101;102+\n2026;900;5;3;2";
    assert_eq!(counted(oldest)[1], (2026, None, "100+".into(), 10.0));
    let text = "År;Ålder;Antal\n2026;;\n;80+;5\n2027;;\n;80+;6";
    assert_eq!(counted(text)[1], (2027, None, "80+".into(), 6.0), "a line of its own says the year");
    assert_eq!(counted("År;Ålder;Antal\n2026;80+;5\n2026;Totalt;900").len(), 1);
}

#[test]
fn what_a_column_was_taken_for_is_told() {
    let table = read("Rubrik;;\nÅlder;2026;Kommentar\n80+;5;bra").unwrap();
    let uses: Vec<ColumnUse> = table.columns.iter().map(|(_, of)| *of).collect();
    assert_eq!(uses, [ColumnUse::Age, ColumnUse::PeopleIn(2026), ColumnUse::Unread]);
    assert_eq!(table.left_out, [1]);
}
