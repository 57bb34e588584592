//! The page of a county or the country: the sum of its municipalities, without levers.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use forecast::Forecast;
use statistics::Region;
use statistics::region::Kind;

use super::charts::{Shown, draw};
use super::choice::{PREPARED, View};
use super::downloads;
use super::figure::Figure;
use super::headline::{headline, note};
use super::origin::{Origin, origin};
use super::query::unclear;
use super::region::{RegionFigures, frame, source, years};
use super::within::{self, Stages, Within};
use super::{address, region_with, with_zero_again};
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, attached_workbook, csv_text};
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

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
    /// The figure that the map is coloured by.
    figure: &'static str,
    within_title: String,
    within: Within,
    origin: Origin,
}

pub async fn country(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    fields: Fields,
) -> Result<Response, Fault> {
    wide_region(site, t, "00".to_owned(), uri, fields).await
}

pub async fn county(
    site: RequestContext,
    t: Texts,
    Path(code): Path<String>,
    uri: CurrentPage,
    fields: Fields,
) -> Result<Response, Fault> {
    wide_region(site, t, code, uri, fields).await
}

/// A county or the country: the sum of its municipalities, without levers.
async fn wide_region(
    site: RequestContext,
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
    let stages = plan::decisions::answering_stages(&mut site.read().await?).await?;
    let page = site
        .compute(move |forecast| {
            let asked = View::of(&fields, forecast);
            let remarks = asked.remarks_of_aggregate(t);
            let view = asked.without_trials();
            let answer = wide_answer(forecast, t, &uri, &region, &view, remarks)?;
            let figure = within::figure(&fields);
            let asked = within::Asked { region: &region, view: &view, figure, stages: &stages };
            let within = asked.shown(forecast, t, &fields);
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
                figure: figure.name(),
                within_title: t.get(match region.kind() {
                    Kind::Country => "within-country-title",
                    _ => "within-title",
                }),
                within,
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
    mut remarks: Vec<String>,
) -> Option<RegionFigures> {
    if forecast.has_own_within(&region.code) {
        remarks.push(t.get("own-figures-not-here"));
    }
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
        sheet: format!("/kommun/{}/utskrift?{query}", region.code),
        explained: format!("/kommun/{}/sa-raknas-det?{query}", region.code),
        make_measure: None,
        conversion: None,
        set_aside: None,
        side_by_side: None,
        effect_title: String::new(),
        source: source(t, region, view.shown),
        basis: basis.sentence(t),
        fetched: basis.fetched(t),
    })
}

/// The municipalities of a county or of the country, side by side, as rows for programs.
pub async fn municipalities_csv(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    code: Option<Path<String>>,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let Side { region, view, figure, stages, basis } = side(&site, t, &here, code, &fields).await?;
    let name = downloads::file_name(&region, "kommuner", &basis, "csv");
    let text = site
        .compute(move |forecast| {
            let asked = within::Asked { region: &region, view: &view, figure, stages: &stages };
            csv_text(asked.csv_rows(forecast, &basis))
        })
        .await?
        .map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", &name, text))
}

/// The same as a workbook for spreadsheets.
pub async fn municipalities_xlsx(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    code: Option<Path<String>>,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let Side { region, view, figure, stages, basis } = side(&site, t, &here, code, &fields).await?;
    let name = downloads::file_name(&region, "kommuner", &basis, "xlsx");
    let book = site
        .compute(move |forecast| {
            let asked = within::Asked { region: &region, view: &view, figure, stages: &stages };
            asked.workbook(forecast, t, &basis)
        })
        .await?;
    attached_workbook(&site, &name, book).await
}

/// What a file of municipalities side by side is about.
struct Side {
    region: Region,
    view: View,
    figure: Figure,
    stages: Stages,
    basis: Basis,
}

async fn side(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    code: Option<Path<String>>,
    fields: &[(String, String)],
) -> Result<Side, Fault> {
    let region = region_with(site, code.as_ref().map_or("00", |Path(code)| code))?.clone();
    if region.kind() == Kind::Municipality {
        return Err(Fault::NotFound);
    }
    let view = View::of(fields, &site.forecast);
    if view.is_unclear() {
        return Err(unclear(t, &view, fields));
    }
    let view = view.without_trials();
    let basis = view.basis(t, &here.asked, &address(&region));
    let stages = plan::decisions::answering_stages(&mut site.read().await?).await?;
    Ok(Side { region, view, figure: within::figure(fields), stages, basis })
}
