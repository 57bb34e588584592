//! The page of a county or the country: the sum of its municipalities, without levers.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use forecast::{Forecast, Overview};
use statistics::Region;
use statistics::region::Kind;

use super::charts::{Shown, draw};
use super::choice::{PREPARED, View};
use super::comparison::{Compared, compared};
use super::headline::{headline, note};
use super::origin::{Origin, origin};
use super::region::{RegionFigures, frame, source, years};
use super::{address, region_with, with_zero_again};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::CurrentPage;

type Fields = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "forecast/wide_region.html")]
struct WideRegionPage {
    frame: Frame,
    answer: RegionFigures,
    address: String,
    shown: &'static str,
    years: Vec<(i32, bool)>,
    /// The scenarios that are kept ready.
    scenarios: Vec<(&'static str, String, bool)>,
    within: Vec<Compared>,
    caption: String,
    origin: Origin,
}

pub async fn country(
    site: State<Site>,
    t: Texts,
    uri: CurrentPage,
    fields: Fields,
) -> Result<Response, Fault> {
    wide_region(site, t, "00".to_owned(), uri, fields).await
}

pub async fn county(
    site: State<Site>,
    t: Texts,
    Path(code): Path<String>,
    uri: CurrentPage,
    fields: Fields,
) -> Result<Response, Fault> {
    wide_region(site, t, code, uri, fields).await
}

/// A county or the country: the sum of its municipalities, without levers.
async fn wide_region(
    State(site): State<Site>,
    t: Texts,
    code: String,
    uri: CurrentPage,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    if let Some(moved) = with_zero_again(&site, &code, &uri) {
        return Ok(moved);
    }
    let region = region_with(&site, &code)?.clone();
    if region.kind() == Kind::Municipality
        || (region.kind() == Kind::Country && !uri.path().starts_with("/riket"))
    {
        return Ok(site::page::see_other(&address(&region)));
    }
    let page = site
        .compute(move |forecast| {
            let asked = View::of(&fields, forecast);
            let remarks = asked.remarks_of_aggregate(t);
            let view = asked.without_trials();
            let overview = view.overview(forecast);
            let answer = wide_answer(forecast, t, &uri, &region, &view, remarks)?;
            let within = within(forecast, t, &region, overview, &view);
            let caption = t.with("within-caption", &[("year", &view.year)]);
            let origin = origin(forecast, t, &region, view.year);
            let frame = frame(forecast, t, &uri, &region);
            Some(WideRegionPage {
                frame,
                answer,
                address: address(&region),
                shown: view.shown.name(),
                years: years(forecast, view.year),
                scenarios: PREPARED
                    .map(|s| (s, t.get(&format!("scenario-{s}")), s == view.scenario))
                    .to_vec(),
                within,
                caption,
                origin,
            })
        })
        .await?
        .ok_or(Fault::NotFound)?;
    render(&page)
}

fn wide_answer(
    forecast: &Forecast,
    t: Texts,
    here: &CurrentPage,
    region: &Region,
    view: &View,
    remarks: Vec<String>,
) -> Option<RegionFigures> {
    let overview = view.overview(forecast);
    let (summary, plain) = (overview.get(&region.code)?, forecast.overview().get(&region.code)?);
    let query = view.query(view.shown);
    let basis = view.basis(t, &here.asked, &address(region));
    Some(RegionFigures {
        t,
        headline: headline(forecast, t, region, view, summary),
        drawn: draw(t, forecast, region, view.shown, view, summary, view.is_tried().then_some(plain)),
        tabs: Shown::ALL
            .map(|s| (t.get(&s.tab_key()), format!("{}?{}", address(region), view.query(s)), s == view.shown))
            .to_vec(),
        effects: Vec::new(),
        remarks,
        note: note(forecast, t, region, view),
        chart_file: format!("/kommun/{}/diagram/{}.svg?{query}", region.code, view.shown.name()),
        table_file: format!("/kommun/{}/prognos.csv?{query}", region.code),
        workbook: format!("/kommun/{}/prognos.xlsx?{query}", region.code),
        make_measure: None,
        effect_title: String::new(),
        source: source(t, region, view.shown),
        basis: basis.sentence(t),
        fetched: basis.fetched(t),
    })
}

/// The regions one step down, with three figures each.
fn within(forecast: &Forecast, t: Texts, region: &Region, overview: &Overview, view: &View) -> Vec<Compared> {
    let regions = forecast.regions();
    let below: Vec<&Region> = if region.kind() == Kind::Country {
        regions.counties().collect()
    } else {
        regions.municipalities().filter(|r| r.county() == region.code).collect()
    };
    let index = forecast.year_index(view.year).unwrap_or_default();
    let row = |region: &Region| {
        let mut row = compared(t, region, overview, index, false)?;
        row.address = format!("{}?{}", row.address, view.query(view.shown));
        Some(row)
    };
    below.into_iter().filter_map(row).collect()
}
