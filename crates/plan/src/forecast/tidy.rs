//! Projections as tidy rows: one region, year and indicator each.

use projection::indicator::Indicator;
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
    /// 5 per cent of the futures lie below.
    pub p5: f64,
    /// A quarter of the futures lie below.
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// Three quarters of the futures lie below.
    pub p75: f64,
    /// 95 per cent of the futures lie below.
    pub p95: f64,
}

/// The rows of one region, by indicator and year. Flows have no row for the base year.
pub fn rows<'a>(region: &'a Region, summary: &'a Summary, base_year: i32) -> impl Iterator<Item = Row> + 'a {
    Indicator::ALL.into_iter().flat_map(move |indicator| {
        let from = usize::from(indicator.is_flow());
        (from..=summary.years()).map(move |year| {
            let Quantiles { p5, p25, p50, p75, p95 } = summary.at(indicator, year).map(short);
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

/// Three decimals: more would claim a precision that single-precision futures do not have.
fn short(value: f64) -> f64 {
    let rounded = (value * 1000.0).round() / 1000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The heading of the CSV form.
pub const HEADING: &str = "region,name,year,indicator,unit,p5,p25,p50,p75,p95\n";

/// The rows of several regions as CSV, with a heading.
pub fn csv<'a>(regions: impl IntoIterator<Item = (&'a Region, &'a Summary)>, base_year: i32) -> String {
    let mut text = HEADING.to_owned();
    for (region, summary) in regions {
        for row in rows(region, summary, base_year) {
            let Row { region, name, year, indicator, unit, p5, p25, p50, p75, p95 } = row;
            // Names of regions have neither commas nor quotes: nothing needs quoting.
            text += &format!("{region},{name},{year},{indicator},{unit},{p5},{p25},{p50},{p75},{p95}\n");
        }
    }
    text
}
