//! What is asked of Statistics Sweden's database, by either version of its interface (PxWebApi 1 and 2).

use serde::Deserialize;
use serde_json::{Value, json};

use super::json_stat::{Dataset, Dimension, NotJsonStat};
use crate::table::Fault;
use projection::AGES;

/// A version of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The first: tables by path, questions as filters.
    One,
    /// The second: tables by number, questions as selections.
    Two,
}

/// A table of people by region, age and sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its number, for the second version.
    pub number: &'static str,
    /// Its path, for the first.
    pub path: &'static str,
    /// The code of the number of people.
    contents: &'static str,
    /// The first year that is asked of it, and the last.
    pub years: (i32, i32),
}

/// The tables that people are fetched from: from 2025 on every number is disturbed, and they are other tables.
pub const PEOPLE: [Source; 2] = [
    Source {
        number: "TAB638",
        path: "BE/BE0101/BE0101A/BefolkningNy",
        contents: "BE0101N1",
        years: (super::FETCHED_FROM, 2024),
    },
    Source {
        number: "TAB5557",
        path: "BE/BE0101/BE0101A/BefolkningCKM",
        contents: "000007ME",
        years: (2025, i32::MAX),
    },
];

/// Codes of all together, where a dimension cannot be left out.
const TOTALS: [&str; 4] = ["SC", "TotSA", "TotSa", "tot"];

/// How much may be asked at once, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most cells of an answer.
    pub cells: usize,
    /// Most questions in a time.
    pub calls: u32,
    /// That time, seconds.
    pub seconds: u32,
}

impl Limits {
    /// Reads what a server says of its limits.
    ///
    /// # Errors
    /// It says nothing of them.
    pub fn read(version: Version, text: &str) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Two {
            max_data_cells: usize,
            max_calls_per_time_window: u32,
            time_window: u32,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct One {
            max_cells: usize,
            max_calls: u32,
            time_window: u32,
        }
        Ok(match version {
            Version::Two => {
                let Two { max_data_cells: cells, max_calls_per_time_window: calls, time_window: seconds } =
                    serde_json::from_str(text)?;
                Self { cells, calls, seconds }
            }
            Version::One => {
                let One { max_cells: cells, max_calls: calls, time_window: seconds } =
                    serde_json::from_str(text)?;
                Self { cells, calls, seconds }
            }
        })
    }
}

/// What a table is divided into, as the server describes it.
///
/// # Errors
/// It is no description of a table.
pub fn described(version: Version, text: &str) -> Result<Vec<Dimension>, NotJsonStat> {
    #[derive(Deserialize)]
    struct One {
        variables: Vec<Variable>,
    }
    #[derive(Deserialize)]
    struct Variable {
        code: String,
        values: Vec<String>,
        #[serde(default)]
        elimination: bool,
    }
    match version {
        Version::Two => Ok(Dataset::read(text)?.dimensions),
        Version::One => {
            let One { variables } = serde_json::from_str(text)?;
            let dimension = |one: Variable| Dimension {
                code: one.code,
                categories: one.values,
                can_be_left_out: one.elimination,
            };
            Ok(variables.into_iter().map(dimension).collect())
        }
    }
}

/// A question put to a table: which categories of each dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    selection: Vec<(String, Vec<String>)>,
}

impl Question {
    /// Asks for people of some regions in a year, by sex and single age.
    ///
    /// # Errors
    /// The table is not as it was when this was written: which code is gone.
    pub fn people(
        source: &Source,
        dimensions: &[Dimension],
        year: i32,
        regions: &[&str],
    ) -> Result<Self, Fault> {
        let changed = |reason: String| Fault::Check { table: source.number.to_owned(), reason };
        let ages = |of: &Dimension| -> Vec<String> {
            // One-year classes end with another code where wider classes lie in the same dimension.
            let oldest = if of.categories.iter().any(|code| code == "100+1") { "100+1" } else { "100+" };
            (0..AGES - 1).map(|age| age.to_string()).chain([oldest.to_owned()]).collect()
        };
        let mut selection = Vec::new();
        for of in dimensions {
            let wanted: Vec<String> = match of.code.as_str() {
                "Region" => regions.iter().map(|code| (*code).to_owned()).collect(),
                "Alder" => ages(of),
                "Kon" => vec!["1".into(), "2".into()],
                "ContentsCode" => vec![source.contents.to_owned()],
                "Tid" => vec![year.to_string()],
                _ if of.can_be_left_out => continue,
                other => {
                    let total = TOTALS.iter().find(|total| of.categories.iter().any(|code| code == *total));
                    let total =
                        total.ok_or_else(|| changed(format!("{other} has no total that is known")))?;
                    vec![(*total).to_owned()]
                }
            };
            if let Some(gone) = wanted.iter().find(|code| !of.categories.contains(code)) {
                return Err(changed(format!("{} has no {gone} any more", of.code)));
            }
            selection.push((of.code.clone(), wanted));
        }
        for needed in ["Region", "Alder", "Kon", "ContentsCode", "Tid"] {
            if !selection.iter().any(|(code, _)| code == needed) {
                return Err(changed(format!("{needed} is gone")));
            }
        }
        Ok(Self { selection })
    }

    /// How many cells the answer has.
    pub fn cells(&self) -> usize {
        self.selection.iter().map(|(_, codes)| codes.len()).product()
    }

    /// The question as it is sent.
    pub fn body(&self, version: Version) -> Value {
        match version {
            Version::Two => {
                let of = |(code, codes): &(String, Vec<String>)| json!({ "variableCode": code, "valueCodes": codes });
                json!({ "selection": self.selection.iter().map(of).collect::<Vec<_>>() })
            }
            Version::One => {
                let of = |(code, codes): &(String, Vec<String>)| json!({ "code": code, "selection": { "filter": "item", "values": codes } });
                let query: Vec<Value> = self.selection.iter().map(of).collect();
                json!({ "query": query, "response": { "format": "json-stat2" } })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimension(code: &str, categories: &[&str], can_be_left_out: bool) -> Dimension {
        Dimension {
            code: code.into(),
            categories: categories.iter().map(|code| (*code).to_owned()).collect(),
            can_be_left_out,
        }
    }

    fn table(oldest: &str) -> Vec<Dimension> {
        let mut ages: Vec<String> = (0..100).map(|age| age.to_string()).collect();
        ages.extend(["100+".into(), oldest.to_owned(), "TotSA".into(), "80-84".into()]);
        let ages: Vec<&str> = ages.iter().map(String::as_str).collect();
        vec![
            dimension("Region", &["00", "01", "0114", "2083"], true),
            dimension("Civilstand", &["OG", "G", "SC"], false),
            dimension("Alder", &ages, false),
            dimension("Kon", &["1", "2", "TotSa"], false),
            dimension("ContentsCode", &["000007ME"], false),
            dimension("Tid", &["2025", "2026"], false),
        ]
    }

    #[test]
    fn every_dimension_is_asked_for_by_its_own_codes() {
        let asked =
            Question::people(&PEOPLE[1], &table("100+1"), 2025, &["00", "2083"]).expect("it can be asked");
        assert_eq!(asked.cells(), 2 * 101 * 2);
        let body = asked.body(Version::Two).to_string();
        for part in ["\"SC\"", "\"100+1\"", "\"2083\"", "\"000007ME\"", "\"2025\"", "variableCode"] {
            assert!(body.contains(part), "{part}: {body}");
        }
        assert!(!body.contains("\"100+\"") && !body.contains("TotSa") && !body.contains("80-84"));
        let first = asked.body(Version::One).to_string();
        assert!(first.contains("\"filter\":\"item\"") && first.contains("json-stat2"), "{first}");
    }

    #[test]
    fn a_code_that_is_gone_is_told_by_its_name() {
        let mut other = table("x");
        other[3].categories = vec!["M".into(), "K".into()];
        let told = Question::people(&PEOPLE[1], &other, 2025, &["00"]).expect_err("the sexes are others");
        assert!(told.to_string().contains("Kon has no 1 any more"), "{told}");
        let told =
            Question::people(&PEOPLE[0], &table("x"), 2025, &["00"]).expect_err("the contents are others");
        assert!(told.to_string().contains("ContentsCode has no BE0101N1"), "{told}");
        let told = Question::people(&PEOPLE[1], &table("x")[1..], 2025, &["00"]).expect_err("no region");
        assert!(told.to_string().contains("Region is gone"), "{told}");
    }

    #[test]
    fn limits_and_descriptions_are_read_of_both_versions() {
        let two = r#"{"apiVersion":"2.2.0","maxDataCells":150000,"maxCallsPerTimeWindow":3,"timeWindow":1}"#;
        let one = r#"{"maxValues":100000,"maxCells":150000,"maxCalls":30,"timeWindow":10,"CORS":true}"#;
        assert_eq!(
            Limits::read(Version::Two, two).expect("limits"),
            Limits { cells: 150_000, calls: 3, seconds: 1 }
        );
        assert_eq!(Limits::read(Version::One, one).expect("limits").calls, 30);
        let described_one = r#"{"title":"t","variables":[{"code":"Region","text":"region","values":["00"],"valueTexts":["Riket"],"elimination":true}]}"#;
        assert_eq!(
            described(Version::One, described_one).expect("a table"),
            [dimension("Region", &["00"], true)]
        );
        assert!(described(Version::Two, "<html>").is_err());
    }
}
