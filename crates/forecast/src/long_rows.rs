//! Projections in long form: one region, year and indicator each.

use projection::output::Output;
use projection::quantile::Quantiles;
use serde::Serialize;
use statistics::Region;

use super::Summary;

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Row {
    /// Region code.
    pub region: String,
    /// Region name.
    pub name: String,
    /// Calendar year; 31 December for stocks.
    pub year: i32,
    /// Name of the indicator.
    pub indicator: &'static str,
    /// Unit of the quantiles.
    pub unit: &'static str,
    /// 5 per cent of the futures lie below. None where it would count fewer than five people with care.
    pub p5: Option<f64>,
    /// A quarter of the futures lie below. None where it would count fewer than five people with care.
    pub p25: Option<f64>,
    /// The median. None where it would count fewer than five people with care.
    pub p50: Option<f64>,
    /// Three quarters of the futures lie below. None where it would count fewer than five people with care.
    pub p75: Option<f64>,
    /// 95 per cent of the futures lie below. None where it would count fewer than five people with care.
    pub p95: Option<f64>,
}

impl Row {
    /// The quantiles, from the lowest.
    pub fn quantiles(&self) -> [Option<f64>; 5] {
        [self.p5, self.p25, self.p50, self.p75, self.p95]
    }
}

/// The rows of one region, by indicator and year. Flows have no row for the base year.
pub fn rows<'a>(region: &'a Region, summary: &'a Summary, base_year: i32) -> impl Iterator<Item = Row> + 'a {
    Output::ALL.into_iter().flat_map(move |indicator| {
        let from = usize::from(indicator.is_flow());
        (from..=summary.years()).map(move |year| {
            let [p5, p25, p50, p75, p95] = told(indicator, &summary.at(indicator, year));
            Row {
                region: region.code.clone(),
                name: region.name.clone(),
                year: base_year + year as i32,
                indicator: indicator.name(),
                unit: indicator.unit().name(),
                p5,
                p25,
                p50,
                p75,
                p95,
            }
        })
    })
}

/// Fewest people with care that are counted: a smaller number could point at somebody.
const FEWEST: f64 = 5.0;

/// The quantiles as they may be told: none of a count of people with care whose middle or lower part is of so few.
fn told(indicator: Output, quantiles: &Quantiles) -> [Option<f64>; 5] {
    let Quantiles { p5, p25, p50, p75, p95 } = quantiles.map(short);
    let is_small = |value: f64| value > 0.0 && value < FEWEST;
    let all = [p5, p25, p50, p75, p95];
    let hidden = counts_people_with_care(indicator) && all.into_iter().any(is_small);
    all.map(|value| (!hidden).then_some(value))
}

/// Whether an indicator counts people who have, or wait for, care.
fn counts_people_with_care(indicator: Output) -> bool {
    matches!(
        indicator,
        Output::HomeCarePersons
            | Output::SpecialHousingPersons
            | Output::SpecialHousingPersons80Plus
            | Output::ShortTermPersons
            | Output::DayActivityPersons
            | Output::Queue
    )
}

/// Three decimals: more would claim a precision that single-precision futures do not have.
fn short(value: f64) -> f64 {
    let rounded = (value * 1000.0).round() / 1000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The heading of the CSV form.
pub const HEADING: &str = "region,name,year,indicator,unit,p5,p25,p50,p75,p95\n";

impl Row {
    /// The row as CSV, without its end.
    fn line(&self) -> String {
        let Self { region, name, year, indicator, unit, .. } = self;
        let [p5, p25, p50, p75, p95] =
            self.quantiles().map(|value| value.map(|value| value.to_string()).unwrap_or_default());
        // Names of regions have neither commas nor quotes: nothing needs quoting.
        format!("{region},{name},{year},{indicator},{unit},{p5},{p25},{p50},{p75},{p95}")
    }
}

/// The rows of several regions as CSV, with a heading.
pub fn csv<'a>(regions: impl IntoIterator<Item = (&'a Region, &'a Summary)>, base_year: i32) -> String {
    let mut text = HEADING.to_owned();
    for (region, summary) in regions {
        for row in rows(region, summary, base_year) {
            text += &format!("{}\n", row.line());
        }
    }
    text
}

/// The rows of one region as CSV with what is drawn beside them, of people aged 80 or more by year: those `counted`, and
/// those that Statistics Sweden `expected`. The column `kind` says which of them a row is; after it stand columns that are the
/// `same` in every row, each with its head.
///
/// # Errors
/// Those of the library that writes CSV; none is expected of text in memory.
pub fn csv_beside(
    region: &Region,
    summary: &Summary,
    base_year: i32,
    counted: &[(i32, f64)],
    expected: &[(i32, f64)],
    same: &[(&str, String)],
) -> Result<String, csv::Error> {
    let mut text = format!("{},kind", HEADING.trim_end());
    for (head, _) in same {
        text += &format!(",{head}");
    }
    let mut end = csv::Writer::from_writer(Vec::new());
    end.write_record(same.iter().map(|(_, value)| value))?;
    let end = end.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))?;
    let end = String::from_utf8_lossy(&end);
    text += "\n";
    let mut put = |row: &Row, kind: &str| text += &format!("{},{kind},{end}", row.line());
    for row in rows(region, summary, base_year) {
        if row.indicator != Output::Population80Plus.name() {
            put(&row, "forecast");
            continue;
        }
        let with = |year: i32, [p5, p25, p50, p75, p95]: [Option<f64>; 5]| Row {
            year,
            p5,
            p25,
            p50,
            p75,
            p95,
            ..row.clone()
        };
        if row.year == base_year {
            for &(year, people) in counted {
                put(&with(year, [Some(short(people)); 5]), "counted");
            }
            continue;
        }
        put(&row, "forecast");
        for &(year, people) in expected.iter().filter(|(year, _)| *year == row.year) {
            put(&with(year, [None, None, Some(short(people)), None, None]), "official");
        }
    }
    Ok(text)
}
