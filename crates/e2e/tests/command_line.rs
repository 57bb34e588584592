//! The command line: figures out, and words that help when something is wrong.

use std::process::{Command, Stdio};

use crate::program::{binary, run};

fn out(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refusal(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{arguments:?} should be refused");
    String::from_utf8(output.stderr).unwrap()
}

/// Rows of tidy CSV with one indicator: (year, p5, p50, p95).
fn rows(csv: &str, indicator: &str) -> Vec<(i32, f64, f64, f64)> {
    csv.lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|f| f[3] == indicator)
        .map(|f| (f[2].parse().unwrap(), f[5].parse().unwrap(), f[7].parse().unwrap(), f[9].parse().unwrap()))
        .collect()
}

#[test]
fn csv_is_tidy_and_has_every_promised_indicator() {
    let csv = out(&["project", "2083", "--to", "2032", "--draws", "60", "--format", "csv"]);
    assert_eq!(csv.lines().next(), Some("region,name,year,indicator,unit,p5,p25,p50,p75,p95"));
    for indicator in [
        "population_total",
        "population_65_plus",
        "population_80_plus",
        "population_20_66",
        "home_care_persons",
        "special_housing_persons",
        "special_housing_persons_80_plus",
        "fte",
        "hires",
        "cost_sek",
    ] {
        let rows = rows(&csv, indicator);
        assert!(rows.len() >= 7, "{indicator}: {} rows", rows.len());
        assert!(rows.iter().all(|(_, p5, p50, p95)| p5 <= p50 && p50 <= p95), "{indicator}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not() {
    let ask = |seed: &str| {
        out(&["project", "Hedemora", "--to", "2030", "--draws", "40", "--seed", seed, "--format", "csv"])
    };
    assert_eq!(ask("7"), ask("7"));
    assert_ne!(ask("7"), ask("8"));
}

#[test]
fn one_municipality_alone_equals_its_row_in_the_national_run() {
    let arguments = ["--to", "2028", "--draws", "20", "--format", "csv"];
    let all = out(&[&["project", "--all"][..], &arguments].concat());
    let alone = out(&[&["project", "0114"][..], &arguments].concat());
    let own: Vec<&str> = all.lines().filter(|line| line.starts_with("0114,")).collect();
    assert_eq!(own, alone.lines().skip(1).collect::<Vec<_>>());
    // The base year is the published population, exactly.
    let country: Vec<&str> =
        all.lines().filter(|l| l.starts_with("00,Riket,2025,population_80_plus,")).collect();
    assert_eq!(country, ["00,Riket,2025,population_80_plus,persons,683947,683947,683947,683947,683947"]);
}

#[test]
fn a_misspelt_municipality_is_answered_with_what_may_have_been_meant() {
    assert_eq!(
        refusal(&["project", "Heddemora"]).trim(),
        "Okänd kommun \"Heddemora\". Menade du Hedemora (2083)?"
    );
}

#[test]
fn impossible_horizons_and_futures_are_refused_in_words() {
    assert!(refusal(&["project", "2083", "--to", "2500"]).contains("tabellerna räcker"));
    assert!(refusal(&["project", "2083", "--draws", "0"]).contains("framtider"));
}

const ROADMAP: &str = r#"
title = "Färdplan"
region = "2083"
[[area]]
title = "Personal"
[[area.need]]
title = "Trygga anställningar"
[[area.need.measure]]
title = "Fler arbetar heltid"
start_year = 2027
[[area.need.measure.effect]]
lever = "contract_hours"
size = 2.0
low = 1.0
high = 3.0
source = "Egen bedömning"
"#;

#[test]
fn a_roadmap_file_lowers_the_gap_and_leaves_the_population() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fardplan.toml");
    std::fs::write(&file, ROADMAP).unwrap();
    let arguments = ["project", "2083", "--to", "2035", "--draws", "60", "--format", "csv"];
    let without = out(&arguments);
    let with = out(&[&arguments[..], &["--roadmap", file.to_str().unwrap()]].concat());
    let last = |csv: &str, indicator| rows(csv, indicator).last().unwrap().2;
    assert!(last(&with, "fte_gap") < last(&without, "fte_gap") - 5.0);
    assert_eq!(rows(&with, "population_80_plus"), rows(&without, "population_80_plus"));
}

#[test]
fn a_municipality_is_projected_on_its_own_forecast() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("prognos.csv");
    let written =
        "Befolkningsprognos;;\nÅlder;2026;2027\n65-79 år;2\u{a0}800;2 790\n80+;1220;1260\nKälla: egen;;\n";
    std::fs::write(&file, written).unwrap();
    let own = ["--expected", file.to_str().unwrap()];
    let asked = ["project", "2083", "--to", "2027", "--draws", "60"];
    let table = out(&[&asked[..], &own].concat());
    let (theirs, ours) = table.split_once("Färdplans prognos:").unwrap();
    assert!(theirs.contains("Kommunens egen befolkningsprognos, 2026–2027"), "{table}");
    let of_80_plus = |table: &str| {
        let row = table.lines().find(|line| line.starts_with("Invånare 80+")).unwrap().to_owned();
        let figures = row.split("  ").map(str::trim).filter(|figure| !figure.is_empty());
        let median = figures.last().unwrap().split(' ').next().unwrap().replace('\u{a0}', "");
        median.parse::<f64>().unwrap()
    };
    assert_eq!(of_80_plus(theirs), 1260.0, "the last year that is asked for: {table}");
    assert_ne!(of_80_plus(ours), 1260.0, "{table}");
    assert!(refusal(&[&asked[..], &own, &["--format", "csv"]].concat()).contains("bara som tabell"));
    std::fs::write(&file, "Kommun;År;80+\nFalun;2026;4000\n").unwrap();
    let refused = refusal(&[&asked[..], &own].concat());
    assert!(refused.contains("Rad 2 gäller Falun, en annan kommun."), "{refused}");
    std::fs::write(&file, "Adress;År;Ålder\nGatan 1;2026;81\n").unwrap();
    let refused = refusal(&[&asked[..], &own].concat());
    assert!(refused.contains("en rad för varje person"), "{refused}");
}

#[test]
fn a_portfolio_is_chosen_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fardplan.toml");
    let dear = ROADMAP.replace("start_year = 2027", "start_year = 2027\ncost_one_off = 9e7");
    let dear = dear.split_once("[[area.need.measure]]").unwrap().1.replace("heltid", "natt");
    std::fs::write(&file, format!("{ROADMAP}[[area.need.measure]]{dear}")).unwrap();
    let file = file.to_str().unwrap();
    let asked = ["portfolio", "--roadmap", file, "--draws", "60", "--year", "2033", "--budget"];
    let table = out(&[&asked[..], &["5000000"]].concat());
    for words in [
        "Hedemora (2083): Årsarbetare som saknas 2033",
        "+ Fler arbetar heltid: 0,0 mnkr",
        "– Fler arbetar natt: 90,0 mnkr, skulle ge",
        "av budgeten återstår 5,0 mnkr",
        "Saknar kostnad och räknas som gratis: Fler arbetar heltid.",
        "Exakt: alla urval",
    ] {
        assert!(table.replace('\u{a0}', " ").contains(words), "{words}: {table}");
    }
    let json = out(&[&asked[..], &["1e9", "--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["best"]["measures"].as_array().unwrap().len(), 2);
    assert_eq!(json["exact"], true);
}

#[test]
fn an_impossible_portfolio_is_refused_in_words() {
    let with = |more: &[&str]| {
        refusal(&[&["portfolio", "--roadmap", "../../examples/fardplan.toml"][..], more].concat())
    };
    assert!(with(&["--budget=-1"]).contains("ange kronor, noll eller mer"));
    assert!(with(&["--budget", "1", "--certainty", "80"]).contains("andel mellan 0 och 1"));
    assert!(with(&["--budget", "1", "--year", "1999"]).contains("prognosen börjar 2026"));
    assert!(with(&["--budget", "1", "--year", "2999"]).contains("tabellerna räcker till"));
    assert!(with(&["Umeå", "--budget", "1"]).contains("gäller Hedemora och kan inte räknas för Umeå"));
}

#[test]
fn a_broken_roadmap_file_is_refused_with_line_column_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trasig.toml");
    std::fs::write(&file, "title = \"Färdplan\"\nregion = \n").unwrap();
    let said = refusal(&["project", "2083", "--roadmap", file.to_str().unwrap()]);
    assert!(said.contains("trasig.toml, rad 2, kolumn 10"), "{said}");
}

#[test]
fn the_tables_are_listed_with_their_sources() {
    let list = out(&["data"]);
    for word in ["population_base", "Statistics Sweden", "Socialstyrelsen", "method"] {
        assert!(list.contains(word), "{word}");
    }
}

#[test]
fn whoever_has_seen_enough_is_told_of_no_fault() {
    for arguments in
        [["data", "show", "population_base"].as_slice(), &["backtest", "--draws", "20", "--json"]]
    {
        let mut command = Command::new(binary());
        let mut child =
            command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success() && ended.stderr.is_empty(), "{arguments:?}: {ended:?}");
    }
}

#[test]
fn the_server_does_not_listen_where_others_could_reach_it() {
    assert!(refusal(&["serve", "--address", "0.0.0.0"]).contains("127.0.0.1"));
}

#[test]
fn parts_of_all_rows_one_after_the_other_are_all_rows() {
    let arguments = ["project", "--all", "--to", "2027", "--draws", "20", "--format", "csv"];
    let whole = out(&arguments);
    let parts: String =
        (1..=5).map(|k| out(&[&arguments[..], &["--shard", &format!("{k}/5")]].concat())).collect();
    assert!(whole == parts, "{} and {} bytes", whole.len(), parts.len());
    assert!(refusal(&["project", "--all", "--shard", "6/5"]).contains("3/16"));
    assert!(refusal(&["project", "--all", "--shard", "1/5", "--format", "json"]).contains("csv"));
}

#[test]
fn the_back_test_prints_errors_coverage_and_simpler_ways() {
    let text = out(&["backtest", "--draws", "100"]);
    for expected in ["80 år och äldre", "under 5 000", "medelfel", "skevhet", "oförändrat", "konstant"] {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
    let found: serde_json::Value = serde_json::from_str(&out(&[
        "backtest", "--from", "2010", "--to", "2015", "--draws", "50", "--json",
    ]))
    .unwrap();
    assert_eq!((found["from"].as_i64(), found["ages"].as_array().map(Vec::len)), (Some(2010), Some(5)));
    assert!(refusal(&["backtest", "--from", "2005"]).contains("2008–2019"));
}

#[test]
fn the_written_method_is_what_the_program_says() {
    let written =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/method.md")).unwrap();
    assert!(
        written == out(&["method", "--language", "en"]),
        "docs/method.md is old: fardplan method --language en > docs/method.md"
    );
    assert!(out(&["method"]).contains("Prov mot utfallet"));
}
