//! The page of a county or the country: the sum of its municipalities, without levers.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use plan::forecast::{Forecast, Summary};
use statistics::Region;
use statistics::region::Kind;

use super::charts::{Shown, draw};
use super::choice::View;
use super::comparison::{Compared, compared};
use super::origin::{Origin, origin};
use super::region::{Answer, frame, headline, source};
use super::{address, region_with};
use crate::fault::Fault;
use crate::page::{Frame, render};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::Here;

type Fields = Query<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "forecast/wide_region.html")]
struct WideRegionPage {
    frame: Frame,
    answer: Answer,
    region: Region,
    within: Vec<Compared>,
    caption: String,
    origin: Origin,
}

pub async fn country(site: State<Site>, t: Texts, uri: Here, fields: Fields) -> Result<Response, Fault> {
    wide_region(site, t, "00".to_owned(), uri, fields).await
}

pub async fn county(
    site: State<Site>,
    t: Texts,
    Path(code): Path<String>,
    uri: Here,
    fields: Fields,
) -> Result<Response, Fault> {
    wide_region(site, t, code, uri, fields).await
}

/// A county or the country: the sum of its municipalities, without levers.
async fn wide_region(
    State(site): State<Site>,
    t: Texts,
    code: String,
    uri: Here,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?.clone();
    if region.kind() == Kind::Municipality
        || (region.kind() == Kind::Country && !uri.path().starts_with("/riket"))
    {
        return Ok(crate::page::see_other(&address(&region)));
    }
    let page = site
        .compute(move |forecast| {
            let view = View::of(&fields, forecast).without_trials();
            let summary = forecast.overview().get(&region.code)?;
            let answer = wide_answer(forecast, t, &region, &view, summary);
            let within = within(forecast, t, &region, view.year);
            let caption = t.with("within-caption", &[("year", &view.year)]);
            let origin = origin(forecast, t, &region, view.year);
            let frame = frame(forecast, t, &uri, &region);
            Some(WideRegionPage { frame, answer, region, within, caption, origin })
        })
        .await?
        .ok_or(Fault::NotFound)?;
    render(&page)
}

fn wide_answer(forecast: &Forecast, t: Texts, region: &Region, view: &View, summary: &Summary) -> Answer {
    let query = view.query(view.shown);
    Answer {
        t,
        headline: headline(forecast, t, view, summary),
        drawn: draw(t, forecast, region, view.shown, view.year, summary, None),
        tabs: Shown::ALL
            .map(|s| (t.get(&s.tab_key()), format!("{}?{}", address(region), view.query(s)), s == view.shown))
            .to_vec(),
        effects: Vec::new(),
        remarks: Vec::new(),
        chart_file: format!("/kommun/{}/diagram/{}.svg?{query}", region.code, view.shown.name()),
        table_file: format!("/kommun/{}/prognos.csv?{query}", region.code),
        make_measure: None,
        effect_title: String::new(),
        source: source(t, region, view.shown),
    }
}

/// The regions one step down, with three figures each.
fn within(forecast: &Forecast, t: Texts, region: &Region, year: i32) -> Vec<Compared> {
    let regions = forecast.regions();
    let below: Vec<&Region> = if region.kind() == Kind::Country {
        regions.counties().collect()
    } else {
        regions.municipalities().filter(|r| r.county() == region.code).collect()
    };
    below.into_iter().filter_map(|r| compared(forecast, t, r, year, false)).collect()
}
