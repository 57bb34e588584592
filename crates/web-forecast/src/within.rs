//! The regions within a county or the country, side by side: a map, a table sorted by its headings, and the same as files.

use std::collections::HashMap;

use charts::Sparkline;
use documents::{Cell, Sheet, Workbook};
use forecast::{Forecast, Summary};
use plan::access::Stage;
use projection::output::Output;
use statistics::Region;
use statistics::region::Kind;

use super::choice::View;
use super::figure::Figure;
use super::map::Coloured;
use super::sorting::{Column, Heading, SortKey, Sorting};
use super::{address, name};
use site::basis::Basis;
use site::texts::Texts;

/// The figures of the table, numbers and rates; what colours the map stands there too.
const FIGURES: [Figure; 6] =
    [Figure::Growth, Figure::Places, Figure::PlacesRate, Figure::Fte, Figure::FteRate, Figure::Cost];
/// How far the roadmap that answers for each municipality has come.
pub type Stages = HashMap<String, Stage>;

/// What is shown of the regions within a region.
pub struct Within {
    pub caption: String,
    pub headings: Vec<Heading>,
    pub rows: Vec<Row>,
    pub map: String,
    pub legend: String,
    /// Whose figures the map rests on.
    pub source: String,
    /// The figures that the map can be coloured by.
    pub figures: Vec<(&'static str, String, bool)>,
    /// What else is chosen, for the form that colours the map.
    pub kept: Vec<(&'static str, String)>,
    /// Addresses of the same as files.
    pub workbook: String,
    pub csv: String,
    pub map_file: String,
}

/// A region's row.
pub struct Row {
    pub name: String,
    pub address: String,
    /// People aged 80 or more, year by year, as a small line.
    pub line: String,
    /// Each figure with its interval.
    pub figures: Vec<(String, String)>,
    /// How far its roadmap has come; of a county, how many of its municipalities have one that applies.
    pub roadmap: String,
    values: Vec<f64>,
    progress: f64,
}

/// A region and what is asked of those within it.
pub struct Asked<'a> {
    pub region: &'a Region,
    pub view: &'a View,
    pub figure: Figure,
    pub stages: &'a Stages,
}

/// The figure that the map is to be coloured by.
pub fn figure(fields: &[(String, String)]) -> Figure {
    let asked = fields.iter().rev().find(|(name, _)| name == "karta");
    asked.and_then(|(_, figure)| Figure::named(figure)).unwrap_or(Figure::Growth)
}

/// The municipalities of a county or of the country.
pub fn municipalities(forecast: &Forecast, region: &Region) -> Vec<Region> {
    let all = forecast.regions().municipalities();
    let is_within = |one: &&Region| region.kind() == Kind::Country || one.county() == region.code;
    all.filter(is_within).cloned().collect()
}

impl Asked<'_> {
    /// Everything that the page shows.
    pub fn shown(&self, forecast: &Forecast, t: Texts, fields: &[(String, String)]) -> Within {
        let columns = self.columns(t);
        let sorting = Sorting::read(fields, &columns, Sorting { column: 0, falling: false });
        let mut rows = self.rows(forecast, t);
        sorting.sort(&mut rows, |row, column| match column {
            0 => SortKey::Words(&row.name),
            column => SortKey::Number(row.values.get(column - 1).copied().unwrap_or(row.progress)),
        });
        let own = address(self.region);
        let query = format!("{}&karta={}", self.view.query(self.view.shown), self.figure.name());
        let municipalities = municipalities(forecast, self.region);
        let coloured = Coloured {
            figure: self.figure,
            year: self.view.year,
            overview: self.view.overview(forecast),
            municipalities: &municipalities,
        };
        let (map, legend) = coloured.drawn(forecast, t);
        Within {
            caption: t.with("within-caption", &[("year", &self.view.year)]),
            headings: sorting.headings(&columns, &format!("{own}?{query}")),
            rows,
            map,
            legend,
            source: t.get(self.figure.source_key()),
            figures: Figure::ALL.map(|f| (f.name(), t.get(&f.key()), f == self.figure)).to_vec(),
            kept: [
                ("visa", self.view.shown.name().to_owned()),
                ("ar", self.view.year.to_string()),
                ("scenario", self.view.scenario.to_owned()),
            ]
            .into_iter()
            .chain(sorting.fields(&columns))
            .collect(),
            workbook: format!("{own}/kommuner.xlsx?{query}"),
            csv: format!("{own}/kommuner.csv?{query}"),
            map_file: format!(
                "/karta.svg?visa={}&ar={}&scenario={}&lan={}",
                self.figure.name(),
                self.view.year,
                self.view.scenario,
                self.region.code
            ),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let other = Some(self.figure).filter(|figure| !FIGURES.contains(figure));
        FIGURES.into_iter().chain(other).collect()
    }

    fn columns(&self, t: Texts) -> Vec<Column> {
        let words = Column { name: "namn", text: t.get("region"), is_number: false };
        let figures = self.figures().into_iter();
        let figures = figures.map(|f| Column { name: f.name(), text: t.get(&f.key()), is_number: true });
        let roadmap = Column { name: "fardplan", text: t.get("column-roadmap"), is_number: false };
        std::iter::once(words).chain(figures).chain([roadmap]).collect()
    }

    fn rows(&self, forecast: &Forecast, t: Texts) -> Vec<Row> {
        let overview = self.view.overview(forecast);
        let below: Vec<Region> = match self.region.kind() {
            Kind::Country => forecast.regions().counties().cloned().collect(),
            _ => municipalities(forecast, self.region),
        };
        let row = |region: &Region| {
            let summary = overview.get(&region.code)?;
            let (roadmap, progress) = self.roadmap(forecast, t, region);
            let index = forecast.year_index(self.view.year)?;
            let figures = self.figures();
            let figures: Vec<_> = figures.iter().map(|figure| (figure, figure.of(summary, index))).collect();
            Some(Row {
                name: name(t, region),
                address: format!("{}?{}", address(region), self.view.query(self.view.shown)),
                line: line(summary),
                values: figures.iter().map(|(_, q)| q.map_or(f64::NAN, |q| q.p50)).collect(),
                figures: figures
                    .into_iter()
                    .map(|(figure, q)| q.map(|q| figure.written_with_interval(t, q)).unwrap_or_default())
                    .collect(),
                roadmap,
                progress,
            })
        };
        below.iter().filter_map(row).collect()
    }

    /// How far a region's roadmap has come, in words and as a number to sort by.
    fn roadmap(&self, forecast: &Forecast, t: Texts, region: &Region) -> (String, f64) {
        if region.kind() == Kind::Municipality {
            let stage = self.stages.get(&region.code);
            let words =
                stage.map_or_else(|| t.get("roadmap-stage-none"), |stage| t.get(&format!("stage-{stage}")));
            let place = stage.and_then(|stage| Stage::ALL.iter().position(|other| other == stage));
            return (words, place.map_or(-1.0, |place| place as f64));
        }
        let all = municipalities(forecast, region);
        let applies = |one: &&Region| self.stages.get(&one.code) == Some(&Stage::InForce);
        let count = all.iter().filter(applies).count();
        let words = t.with("roadmap-stages-of", &[("n", &count), ("all", &all.len())]);
        (words, count as f64 / all.len().max(1) as f64)
    }

    /// The municipalities as rows for programs, their heads first.
    pub fn csv_rows(&self, forecast: &Forecast, basis: &Basis) -> Vec<Vec<String>> {
        let heads = ["region_code", "region", "county_code", "year", "base_year"];
        let base = ["population_base_year", "population_80_plus_base_year"];
        let figures = self.figures().into_iter().map(Figure::api_name);
        let figures = figures.flat_map(|name| ["", "_p5", "_p95"].map(|part| format!("{name}{part}")));
        let mut head: Vec<String> = heads.into_iter().chain(base).map(str::to_owned).collect();
        head.extend(figures);
        head.push("roadmap_stage".into());
        head.extend(Basis::HEADS.map(str::to_owned));
        let mut rows = vec![head];
        rows.extend(self.each(forecast).map(|(region, summary, index)| {
            let people = |output| format!("{:.0}", summary.at(output, 0).p50);
            let mut row = vec![
                region.code.clone(),
                region.name.clone(),
                region.county().to_owned(),
                self.view.year.to_string(),
                forecast.run().base_year.to_string(),
                people(Output::PopulationTotal),
                people(Output::Population80Plus),
            ];
            for figure in self.figures() {
                let q = figure.of(&summary, index);
                row.extend(
                    [q.map(|q| q.p50), q.map(|q| q.p5), q.map(|q| q.p95)]
                        .map(|v| v.map_or_else(String::new, |v| format!("{v:.4}"))),
                );
            }
            row.push(self.stages.get(&region.code).map_or_else(String::new, |stage| stage.name().to_owned()));
            row.extend(basis.columns());
            row
        }));
        rows
    }

    /// The municipalities as a workbook for spreadsheets.
    pub fn workbook(&self, forecast: &Forecast, t: Texts, basis: &Basis) -> Workbook {
        let mut head = vec![
            t.get("column-namn"),
            t.get("column-lan"),
            t.with("column-invanare", &[("base", &forecast.run().base_year)]),
            t.with("column-80-plus", &[("base", &forecast.run().base_year)]),
        ];
        for figure in self.figures() {
            let name = t.get(&figure.key());
            head.extend([
                name.clone(),
                format!("{name}, {}", t.get("xlsx-low")),
                format!("{name}, {}", t.get("xlsx-high")),
            ]);
        }
        head.push(t.get("column-roadmap"));
        let counties = forecast.regions();
        let rows = self.each(forecast).map(|(region, summary, index)| {
            let county = counties.by_code(region.county()).map_or_else(String::new, |one| one.name.clone());
            let people = |output| Cell::Number(summary.at(output, 0).p50.round(), 0);
            let mut row = vec![
                Cell::Text(region.name.clone()),
                Cell::Text(county),
                people(Output::PopulationTotal),
                people(Output::Population80Plus),
            ];
            for figure in self.figures() {
                let q = figure.of(&summary, index);
                let values = [q.map(|q| q.p50), q.map(|q| q.p5), q.map(|q| q.p95)];
                row.extend(values.map(|value| value.map_or(Cell::Empty, |value| cell(figure, value))));
            }
            row.push(Cell::Text(self.roadmap(forecast, t, &region).0));
            row
        });
        let sheet = Sheet { name: t.get("within-title"), head, rows: rows.collect() };
        Workbook { sheets: vec![sheet, basis.sheet(t, &[t.get("chart-source-care")])] }
    }

    /// The municipalities with their futures.
    fn each(&self, forecast: &Forecast) -> impl Iterator<Item = (Region, Summary, usize)> {
        let overview = self.view.overview(forecast);
        let index = forecast.year_index(self.view.year).unwrap_or_default();
        municipalities(forecast, self.region)
            .into_iter()
            .filter_map(move |region| Some((region.clone(), overview.get(&region.code)?.clone(), index)))
    }
}

fn line(summary: &Summary) -> String {
    let series = summary.series(Output::Population80Plus);
    Sparkline { values: series.iter().map(|q| q.p50).collect() }.svg()
}

/// Shares as shares, counts whole.
fn cell(figure: Figure, value: f64) -> Cell {
    match figure {
        Figure::Growth | Figure::Cost | Figure::Share => Cell::Share(value),
        Figure::Places | Figure::Fte => Cell::Number(value.round(), 0),
        Figure::PlacesRate | Figure::FteRate | Figure::Hires => Cell::Number(value, 1),
    }
}
