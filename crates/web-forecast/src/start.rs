//! The start page: what this is, a map and a table of all municipalities by a chosen figure.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use forecast::Forecast;
use projection::output::Output;
use projection::quantile::Quantiles;
use statistics::Region;
use statistics::region::Kind;

use super::choice::View;
use super::figure::Figure;
use super::map::Coloured;
use super::region::years;
use super::sorting::{Column, Heading, SortKey, Sorting};
use super::within::municipalities;
use super::{address, region_with};
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, file_name_with};
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::visit::{Asked, CurrentPage};

type Fields = Query<Vec<(String, String)>>;

struct Row {
    name: String,
    address: String,
    county: String,
    /// Inhabitants, those aged 80 or more, and the figure.
    values: [f64; 3],
    shown: [String; 3],
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

/// What the map and the table show.
struct Selection {
    figure: Figure,
    view: View,
}

impl Selection {
    fn of(fields: &[(String, String)], forecast: &Forecast) -> Self {
        let asked = fields.iter().rev().find(|(name, _)| name == "visa");
        let figure = asked.and_then(|(_, figure)| Figure::named(figure)).unwrap_or(Figure::Growth);
        Self { figure, view: View::of(fields, forecast).without_trials() }
    }

    fn coloured<'a>(&'a self, forecast: &'a Forecast, municipalities: &'a [Region]) -> Coloured<'a> {
        let overview = self.view.overview(forecast);
        Coloured { figure: self.figure, year: self.view.year, overview, municipalities }
    }

    /// What a map of a region rests on.
    fn basis(&self, t: Texts, asked: &Asked, region: &Region) -> Basis {
        let (name, year, scenario) = (self.figure.name(), self.view.year, self.view.scenario);
        let chosen = self.view.chosen(t);
        let path = match region.code.as_str() {
            "00" => format!("/?{}", self.query()),
            _ => format!("{}?ar={year}&karta={name}&scenario={scenario}", address(region)),
        };
        Basis::new(asked, &path, chosen, &[name.to_owned(), year.to_string(), scenario.to_owned()])
    }

    fn query(&self) -> String {
        format!("visa={}&ar={}{}", self.figure.name(), self.view.year, self.view.scenario_query())
    }
}

pub async fn page(
    State(site): State<Site>,
    t: Texts,
    uri: CurrentPage,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let page = site.compute(move |forecast| start(forecast, t, &uri, &fields)).await?;
    render(&page)
}

/// The map as a file of its own, of the country or of a county.
pub async fn map_file(
    State(site): State<Site>,
    t: Texts,
    here: CurrentPage,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let selection = Selection::of(&fields, &site.forecast);
    let code = fields.iter().rev().find(|(name, _)| name == "lan").map_or("00", |(_, code)| code.as_str());
    let region = region_with(&site, code)?.clone();
    if region.kind() == Kind::Municipality {
        return Err(Fault::NotFound);
    }
    let basis = selection.basis(t, &here.asked, &region);
    let of = if region.code == "00" { "" } else { region.name.as_str() };
    let name = file_name_with(&format!("fardplan karta {of}"), &basis, "svg");
    let svg = site
        .compute(move |forecast| {
            let municipalities = municipalities(forecast, &region);
            let map = selection.coloured(forecast, &municipalities).drawn(forecast, t).0;
            charts::standalone(&map, &basis.notes(t, &t.get(selection.figure.source_key())))
        })
        .await?;
    Ok(attached("image/svg+xml", &name, svg))
}

fn start(forecast: &Forecast, t: Texts, uri: &CurrentPage, fields: &[(String, String)]) -> StartPage {
    let selection = Selection::of(fields, forecast);
    let municipalities: Vec<Region> = forecast.regions().municipalities().cloned().collect();
    let coloured = selection.coloured(forecast, &municipalities);
    let (map, legend) = coloured.drawn(forecast, t);
    let columns = columns(t, selection.figure, forecast.run().base_year);
    let usual = Sorting { column: columns.len() - 1, falling: true };
    let sorting = Sorting::read(fields, &columns, usual);
    let mut rows: Vec<Row> =
        municipalities.iter().filter_map(|region| row(forecast, t, &selection, region)).collect();
    sorting.sort(&mut rows, |row, column| match column {
        0 => SortKey::Words(&row.name),
        1 => SortKey::Words(&row.county),
        column => SortKey::Number(row.values[column - 2]),
    });
    StartPage {
        frame: Frame::new(t, t.get("start-title"), NavItem::Forecast, uri),
        map,
        legend,
        figures: Figure::ALL.map(|f| (f.name(), t.get(&f.key()), f == selection.figure)).to_vec(),
        years: years(forecast, selection.view.year),
        map_title: coloured.title(t),
        map_query: selection.query(),
        headings: sorting.headings(&columns, &format!("/?{}", selection.query())),
        rows,
        country: country(forecast, t, selection.view.year).unwrap_or_default(),
    }
}

/// What is coming in the whole country, in one sentence.
fn country(forecast: &Forecast, t: Texts, year: i32) -> Option<String> {
    let summary = forecast.overview().get("00")?;
    let unchanged = forecast.overview_unchanged().get("00")?;
    let index = forecast.year_index(year)?;
    let growth = summary.growth(Output::Population80Plus, index)?;
    let (places, fte) = (summary.at(Output::PlacesGap, index), summary.at(Output::FteGap, index));
    let round = |v: f64| t.number((v / 100.0).round() * 100.0, 0);
    let interval = |q: Quantiles| t.interval(&round(q.p5), &round(q.p95));
    let (_, growth_interval) = Figure::Growth.written_with_interval(t, growth);
    Some(t.with(
        "start-country",
        &[
            ("year", &year),
            ("growth", &t.percent(growth.p50, 0)),
            ("growth_interval", &format!("{growth_interval}\u{a0}%")),
            ("places", &round(places.p50)),
            ("places_interval", &interval(places)),
            ("places_unchanged", &round(unchanged.at(Output::PlacesGap, index).p50)),
            ("fte", &round(fte.p50)),
            ("fte_interval", &interval(fte)),
            ("fte_unchanged", &round(unchanged.at(Output::FteGap, index).p50)),
        ],
    ))
}

fn columns(t: Texts, figure: Figure, base: i32) -> Vec<Column> {
    let text = |name: &str| t.with(&format!("column-{name}"), &[("base", &base)]);
    let column = |name: &'static str, is_number| Column { name, text: text(name), is_number };
    vec![
        column("namn", false),
        column("lan", false),
        column("invanare", true),
        column("80-plus", true),
        Column { name: "siffra", text: t.get(&figure.key()), is_number: true },
    ]
}

/// A municipality's row.
fn row(forecast: &Forecast, t: Texts, selection: &Selection, region: &Region) -> Option<Row> {
    let summary = selection.view.overview(forecast).get(&region.code)?;
    let index = forecast.year_index(selection.view.year)?;
    let people = |output| summary.at(output, 0).p50;
    let (inhabitants, old) = (people(Output::PopulationTotal), people(Output::Population80Plus));
    let value = selection.figure.of(summary, index).map_or(f64::NAN, |q| q.p50);
    Some(Row {
        name: region.name.clone(),
        address: address(region),
        county: forecast.regions().by_code(region.county()).map_or_else(String::new, |c| c.name.clone()),
        values: [inhabitants, old, value],
        shown: [t.number(inhabitants, 0), t.number(old, 0), selection.figure.written(t, value)],
    })
}
