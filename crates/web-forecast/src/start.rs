//! The start page: what this is, a map and a table of all municipalities by a chosen figure.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use charts::{Legend, Map, Shape};
use forecast::{Forecast, HORIZON};
use projection::output::Output;
use projection::quantile::Quantiles;
use serde::Deserialize;
use statistics::Region;

use super::address;
use super::choice::SCENARIOS;
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::visit::{Asked, CurrentPage};

/// A figure that the map can be coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    /// Growth of people aged 80 or more.
    Growth,
    /// Places in special housing beyond today's, per 1 000 inhabitants aged 80 or more.
    Places,
    /// Full-time equivalents lacking, per 1 000 inhabitants.
    FteGap,
    /// People to recruit a year on average, per 1 000 inhabitants aged 20–66.
    Hires,
    /// Growth of cost.
    Cost,
    /// Share of the inhabitants who are 80 or more.
    Share,
}

const FIGURES: [Figure; 6] =
    [Figure::Growth, Figure::Places, Figure::FteGap, Figure::Hires, Figure::Cost, Figure::Share];

impl Figure {
    fn name(self) -> &'static str {
        match self {
            Self::Growth => "tillvaxt-80-plus",
            Self::Places => "platser",
            Self::FteGap => "arsarbetare",
            Self::Hires => "rekrytering",
            Self::Cost => "kostnad",
            Self::Share => "andel-80-plus",
        }
    }

    fn key(self) -> String {
        format!("figure-{}", self.name())
    }

    fn is_percent(self) -> bool {
        matches!(self, Self::Growth | Self::Cost | Self::Share)
    }

    /// The figure's median for a region; shares are fractions of one.
    fn of(self, forecast: &Forecast, code: &str, year: i32) -> f64 {
        let Some(summary) = forecast.overview().get(code) else { return f64::NAN };
        let index = (year - forecast.run().base_year) as usize;
        let median = |indicator| summary.at(indicator, index).p50;
        let growth = |indicator| summary.growth(indicator, index).map_or(f64::NAN, |q| q.p50);
        match self {
            Self::Growth => growth(Output::Population80Plus),
            Self::Places => median(Output::PlacesGap) / median(Output::Population80Plus) * 1000.0,
            Self::FteGap => median(Output::FteGap) / median(Output::PopulationTotal) * 1000.0,
            Self::Hires => {
                let sum: f64 = (1..=index).map(|y| summary.at(Output::Hires, y).p50).sum();
                sum / index as f64 / median(Output::Population20To66) * 1000.0
            }
            Self::Cost => growth(Output::CostSek),
            Self::Share => median(Output::Population80Plus) / median(Output::PopulationTotal),
        }
    }

    fn written(self, t: Texts, value: f64) -> String {
        match self {
            Self::Share => t.percent(value, 1),
            _ if self.is_percent() => t.percent(value, 0),
            _ => t.number(value, 1),
        }
    }
}

#[derive(Deserialize)]
pub struct StartQuery {
    visa: Option<String>,
    ar: Option<String>,
    ordna: Option<String>,
    fallande: Option<String>,
}

/// The order of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    County,
    Inhabitants,
    Old,
    Figure,
}

const COLUMNS: [(Column, &str); 5] = [
    (Column::Name, "namn"),
    (Column::County, "lan"),
    (Column::Inhabitants, "invanare"),
    (Column::Old, "80-plus"),
    (Column::Figure, "siffra"),
];

struct Row {
    name: String,
    address: String,
    county: String,
    inhabitants: f64,
    old: f64,
    value: f64,
    shown: [String; 3],
}

/// A column heading: text, link that sorts by it, and how it is sorted now.
struct Heading {
    text: String,
    link: String,
    sorted: &'static str,
    number: bool,
}

#[derive(Template)]
#[template(path = "forecast/start.html")]
struct StartPage {
    frame: Frame,
    map: String,
    legend: String,
    figures: Vec<(&'static str, String, bool)>,
    years: Vec<(i32, bool)>,
    map_title: String,
    map_query: String,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    country: String,
}

struct Selection {
    figure: Figure,
    year: i32,
}

impl Selection {
    fn of(asked: &StartQuery, forecast: &Forecast) -> Self {
        let figure =
            FIGURES.into_iter().find(|f| asked.visa.as_deref() == Some(f.name())).unwrap_or(Figure::Growth);
        let year = asked.ar.as_deref().and_then(|v| v.parse().ok()).unwrap_or(HORIZON);
        Self { figure, year: year.clamp(forecast.run().base_year + 1, forecast.last_year()) }
    }

    /// What the map rests on.
    fn basis(&self, t: Texts, asked: &Asked) -> Basis {
        let (year, scenario) = (self.year.to_string(), SCENARIOS[0]);
        let chosen =
            vec![(t.get("year"), year.clone()), (t.get("scenario"), t.get(&format!("scenario-{scenario}")))];
        let path = format!("/?visa={}&ar={year}", self.figure.name());
        Basis::new(asked, &path, chosen, &[self.figure.name().to_owned(), year, scenario.to_owned()])
    }

    fn title(&self, t: Texts) -> String {
        t.with("map-title", &[("figure", &t.get(&self.figure.key())), ("year", &self.year)])
    }
}

pub async fn page(
    State(site): State<Site>,
    t: Texts,
    uri: CurrentPage,
    Query(asked): Query<StartQuery>,
) -> Result<Response, Fault> {
    let page = site.compute(move |forecast| start(forecast, t, &uri, &asked)).await?;
    render(&page)
}

/// The map as a file of its own.
pub async fn map_file(
    State(site): State<Site>,
    t: Texts,
    here: CurrentPage,
    Query(asked): Query<StartQuery>,
) -> Result<Response, Fault> {
    let selection = Selection::of(&asked, &site.forecast);
    let basis = selection.basis(t, &here.asked);
    let name = format!("attachment; filename=\"fardplan-karta-{}.svg\"", basis.file_part());
    let svg = site
        .compute(move |forecast| {
            let map = map(forecast, t, &selection, &values(forecast, &selection)).0;
            charts::standalone(&map, &basis.notes(t, &t.get("chart-source-care")))
        })
        .await?;
    Ok(([(CONTENT_TYPE, "image/svg+xml".to_owned()), (CONTENT_DISPOSITION, name)], svg).into_response())
}

fn values(forecast: &Forecast, selection: &Selection) -> Vec<(Region, f64)> {
    let value = |code: &str| selection.figure.of(forecast, code, selection.year);
    forecast.regions().municipalities().map(|r| (r.clone(), value(&r.code))).collect()
}

fn start(forecast: &Forecast, t: Texts, uri: &CurrentPage, asked: &StartQuery) -> StartPage {
    let selection = Selection::of(asked, forecast);
    let values = values(forecast, &selection);
    let (map, legend) = map(forecast, t, &selection, &values);
    let (column, falling) = order(asked);
    let mut rows: Vec<Row> =
        values.iter().map(|(region, value)| row(forecast, t, &selection, region, *value)).collect();
    sort(&mut rows, column, falling);
    let country = forecast.overview().get("00").and_then(|s| {
        let index = (selection.year - forecast.run().base_year) as usize;
        let growth = s.growth(Output::Population80Plus, index)?;
        let (places, fte) = (s.at(Output::PlacesGap, index), s.at(Output::FteGap, index));
        let round = |v: f64| t.number((v / 100.0).round() * 100.0, 0);
        let interval = |q: Quantiles| t.interval(&round(q.p5), &round(q.p95));
        let unchanged = forecast.overview_unchanged().get("00")?;
        Some(t.with(
            "start-country",
            &[
                ("year", &selection.year),
                ("growth", &t.percent(growth.p50, 0)),
                (
                    "growth_interval",
                    &format!("{}–{}", t.number(growth.p5 * 100.0, 0), t.percent(growth.p95, 0)),
                ),
                ("places", &round(places.p50)),
                ("places_interval", &interval(places)),
                ("places_unchanged", &round(unchanged.at(Output::PlacesGap, index).p50)),
                ("fte", &round(fte.p50)),
                ("fte_interval", &interval(fte)),
                ("fte_unchanged", &round(unchanged.at(Output::FteGap, index).p50)),
            ],
        ))
    });
    let base = forecast.run().base_year;
    StartPage {
        frame: Frame::new(t, t.get("start-title"), NavItem::Forecast, uri),
        map,
        legend,
        figures: FIGURES.map(|f| (f.name(), t.get(&f.key()), f == selection.figure)).to_vec(),
        years: (base + 1..=forecast.last_year()).map(|y| (y, y == selection.year)).collect(),
        map_title: selection.title(t),
        map_query: format!("visa={}&ar={}", selection.figure.name(), selection.year),
        headings: headings(t, &selection, column, falling),
        rows,
        country: country.unwrap_or_default(),
    }
}

fn order(asked: &StartQuery) -> (Column, bool) {
    let column = COLUMNS.iter().find(|(_, name)| asked.ordna.as_deref() == Some(name)).map(|(c, _)| *c);
    match column {
        Some(column) => (column, asked.fallande.is_some()),
        None => (Column::Figure, true),
    }
}

fn row(forecast: &Forecast, t: Texts, selection: &Selection, region: &Region, value: f64) -> Row {
    let base = |indicator| forecast.overview().get(&region.code).map_or(0.0, |s| s.at(indicator, 0).p50);
    let (inhabitants, old) = (base(Output::PopulationTotal), base(Output::Population80Plus));
    Row {
        name: region.name.clone(),
        address: address(region),
        county: forecast.regions().by_code(region.county()).map_or_else(String::new, |c| c.name.clone()),
        inhabitants,
        old,
        value,
        shown: [t.number(inhabitants, 0), t.number(old, 0), selection.figure.written(t, value)],
    }
}

fn sort(rows: &mut [Row], column: Column, falling: bool) {
    let words = swedish::Order::new();
    let compare = |a: &str, b: &str| words.as_ref().map_or_else(|| a.cmp(b), |order| order.compare(a, b));
    rows.sort_by(|a, b| {
        let by = match column {
            Column::Name => compare(&a.name, &b.name),
            Column::County => compare(&a.county, &b.county).then_with(|| compare(&a.name, &b.name)),
            Column::Inhabitants => a.inhabitants.total_cmp(&b.inhabitants),
            Column::Old => a.old.total_cmp(&b.old),
            Column::Figure => a.value.total_cmp(&b.value),
        };
        if falling { by.reverse() } else { by }
    });
}

fn headings(t: Texts, selection: &Selection, sorted: Column, falling: bool) -> Vec<Heading> {
    COLUMNS
        .into_iter()
        .map(|(column, name)| {
            let now = column == sorted;
            // Words rise first, numbers fall first; the same heading again turns it round.
            let number = !matches!(column, Column::Name | Column::County);
            let fall_next = if now { !falling } else { number };
            let text = match column {
                Column::Figure => t.get(&selection.figure.key()),
                _ => t.get(&format!("column-{name}")),
            };
            let turn = if fall_next { "&fallande=1" } else { "" };
            Heading {
                text,
                link: format!(
                    "/?visa={}&ar={}&ordna={name}{turn}#tabell",
                    selection.figure.name(),
                    selection.year
                ),
                sorted: match (now, falling) {
                    (true, true) => "descending",
                    (true, false) => "ascending",
                    _ => "",
                },
                number,
            }
        })
        .collect()
}

/// Number of colour classes.
const CLASSES: usize = 7;

/// The map and its legend: seven classes with as many municipalities in each.
fn map(forecast: &Forecast, t: Texts, selection: &Selection, values: &[(Region, f64)]) -> (String, String) {
    let mut sorted: Vec<f64> = values.iter().map(|(_, v)| *v).filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let limits: Vec<f64> = (1..CLASSES).map(|i| sorted[i * sorted.len() / CLASSES]).collect();
    let class = |v: f64| v.is_finite().then(|| limits.iter().filter(|limit| v >= **limit).count() as u8);
    let figure = selection.figure;
    let shapes = forecast
        .tables()
        .shapes
        .municipalities
        .iter()
        .zip(values)
        .map(|(shape, (region, value))| Shape {
            code: region.code.clone(),
            path: shape.path.clone(),
            label: format!("{}: {}", region.name, figure.written(t, *value)),
            href: address(region),
            class: class(*value),
        })
        .collect();
    let title = selection.title(t);
    let map = Map {
        id: "karta".into(),
        title: title.clone(),
        description: t.get("map-description"),
        viewbox: forecast.tables().shapes.size,
        shapes,
    };
    let bounds: Vec<f64> =
        std::iter::once(sorted[0]).chain(limits).chain([sorted[sorted.len() - 1]]).collect();
    let entries = bounds
        .windows(2)
        .enumerate()
        .map(|(i, w)| {
            let (low, high) = (figure.written(t, w[0]), figure.written(t, w[1]));
            (i as u8, t.interval(&low, &high))
        })
        .collect();
    let legend =
        Legend { id: "teckenforklaring".into(), title: t.get(&figure.key()), entries, missing: None };
    (map.svg(), legend.svg(charts::Width::Wide) + &legend.svg(charts::Width::Narrow))
}
