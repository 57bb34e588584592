//! A region's forecast as a workbook: what the charts show, with its history, and what the figures rest on.

use std::collections::HashMap;

use documents::{Cell, Sheet, Workbook};
use forecast::long_rows::{self, Row};
use forecast::{Forecast, Summary};
use projection::output::Output;
use statistics::Region;

use super::charts::{Shown, counted, today};
use site::basis::Basis;
use site::texts::Texts;

/// The workbook of a region under what was chosen.
pub fn workbook(
    t: Texts,
    forecast: &Forecast,
    region: &Region,
    summary: &Summary,
    basis: &Basis,
    sources: &[String],
) -> Workbook {
    Workbook { sheets: vec![series(t, forecast, region, summary), basis.sheet(t, sources)] }
}

/// Every chart's series, a row for each year.
fn series(t: Texts, forecast: &Forecast, region: &Region, summary: &Summary) -> Sheet {
    let base = forecast.run().base_year;
    let history: HashMap<i32, f64> = counted(forecast, region, summary).into_iter().collect();
    // As files for programs tell them: too few with care are not told.
    let told: HashMap<(&str, i32), Row> =
        long_rows::rows(region, summary, base).map(|row| ((row.indicator, row.year), row)).collect();
    let mut head = vec![t.get("year"), format!("{}, {}", title(t, Shown::Over80), t.get("chart-history"))];
    for shown in Shown::ALL {
        let part = |key: &str| format!("{}, {}", title(t, shown), t.get(key));
        head.extend(["chart-median", "xlsx-low", "xlsx-high"].map(part));
        head.extend(today(t, forecast, region, shown).map(|(name, _)| name));
    }
    let first = history.keys().copied().min().unwrap_or(base);
    let rows = (first..=forecast.last_year()).map(|year| {
        let mut cells = vec![Cell::Year(year)];
        cells.push(history.get(&year).map_or(Cell::Empty, |people| Cell::Number(*people, 0)));
        for shown in Shown::ALL {
            let row = told.get(&(shown.indicator().name(), year));
            let cell = |value: fn(&Row) -> Option<f64>| row.and_then(value).map(|v| figure(shown, v));
            cells.extend(
                [cell(|r| r.p50), cell(|r| r.p5), cell(|r| r.p95)].map(|cell| cell.unwrap_or(Cell::Empty)),
            );
            cells.extend(today(t, forecast, region, shown).map(|(_, level)| figure(shown, level)));
        }
        cells
    });
    Sheet { name: t.get("xlsx-series"), head, rows: rows.collect() }
}

/// A chart's title and unit, as the head of a column.
fn title(t: Texts, shown: Shown) -> String {
    let unit = match shown.indicator() {
        Output::CostSek => t.get("unit-millions"),
        indicator => t.get(&format!("unit-{}", indicator.unit().name())),
    };
    format!("{} ({unit})", t.get(&shown.title_key()))
}

/// Persons whole, kronor in millions.
fn figure(shown: Shown, value: f64) -> Cell {
    match shown.indicator() {
        Output::CostSek => Cell::Number(value / 1e6, 1),
        _ => Cell::Number(value.round(), 0),
    }
}
