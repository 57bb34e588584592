//! Pages and data of the forecast: the start page with its map, a page for every region, and the API.

mod aggregate;
pub mod api;
mod charts;
mod choice;
mod comparison;
mod conversion;
mod downloads;
mod effects;
mod explained;
mod figure;
mod figures;
mod headline;
mod hindcast;
mod map;
pub mod method;
mod origin;
mod query;
mod region;
mod sheet;
mod sorting;
mod start;
mod tries;
mod within;
mod workbook;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use statistics::Region;

use site::Site;
use site::fault::Fault;
use site::page::see_other;
use site::words::{lever_key, region_address as address, region_name as name, unit_key};

pub use charts::{bands, counted, fan_labels};
pub use choice::{SCENARIOS, View, coverage_today};
pub use effects::{effect_intervals, effects};
pub use map::{Area, map_of};

/// Everything below the forecast, but for its API.
pub fn routes(site: &Site) -> axum::Router<Site> {
    when_prepared(pages(), site).route("/siffror", get(figures::page))
}

/// Routes that answer when what is the same for everyone has been computed.
fn when_prepared(routes: axum::Router<Site>, site: &Site) -> axum::Router<Site> {
    routes.route_layer(middleware::from_fn_with_state(site.clone(), wait_until_prepared))
}

/// Whoever asks while what is the same for everyone is being computed is told so at once, and comes back by itself.
async fn wait_until_prepared(State(site): State<Site>, request: Request, next: Next) -> Response {
    if site.forecast.is_preparing() { Fault::Preparing.into_response() } else { next.run(request).await }
}

fn pages() -> axum::Router<Site> {
    axum::Router::new()
        .route("/", get(start::page))
        .route("/karta.svg", get(start::map_file))
        .route("/metod", get(method::page))
        .route("/riket", get(aggregate::country))
        .route("/riket/kommuner.csv", get(aggregate::municipalities_csv))
        .route("/riket/kommuner.xlsx", get(aggregate::municipalities_xlsx))
        .route("/lan/{code}", get(aggregate::county))
        .route("/lan/{code}/kommuner.csv", get(aggregate::municipalities_csv))
        .route("/lan/{code}/kommuner.xlsx", get(aggregate::municipalities_xlsx))
        .route("/kommun/{code}", get(region::municipality))
        .route("/kommun/{code}/tva-forsok", get(tries::page))
        .route("/kommun/{code}/utskrift", get(sheet::page))
        .route("/kommun/{code}/sa-raknas-det", get(explained::page))
        .route("/kommun/{code}/rakna-om", get(conversion::page))
        .route("/kommun/{code}/jamforelse", get(comparison::comparison))
        .route("/kommun/{code}/prognos.csv", get(downloads::csv))
        .route("/kommun/{code}/prognos.xlsx", get(downloads::xlsx))
        .route("/kommun/{code}/tillbakablick.csv", get(downloads::hindcast_csv))
        .route("/kommun/{code}/tillbakablick.svg", get(downloads::hindcast_svg))
        .route("/kommun/{code}/diagram/{chart}", get(downloads::svg))
}

/// The region whose code a spreadsheet has taken for a number, so that its leading zero was lost: 330 for 0330.
fn without_zero<'a>(site: &'a Site, code: &str) -> Option<&'a Region> {
    site.forecast.regions().by_code(&format!("0{code}"))
}

/// Leads from a code that has lost its leading zero to the region's page, with what was asked of it.
fn with_zero_again(site: &Site, code: &str, uri: &Uri) -> Option<Response> {
    let to = address(without_zero(site, code)?);
    Some(see_other(&uri.query().map_or_else(|| to.clone(), |query| format!("{to}?{query}"))))
}

/// The municipality with a code, or a fault that names similar ones.
///
/// # Errors
/// [`Fault::NoRegion`]; [`Fault::NotFound`] for a county or the country.
pub fn municipality_with<'a>(site: &'a Site, code: &str) -> Result<&'a Region, Fault> {
    let region = region_with(site, code)?;
    if region.kind() == statistics::region::Kind::Municipality { Ok(region) } else { Err(Fault::NotFound) }
}

/// The region with a code, or a fault that names similar ones.
pub fn region_with<'a>(site: &'a Site, code: &str) -> Result<&'a Region, Fault> {
    if let Some(region) = site.forecast.regions().by_code(code) {
        return Ok(region);
    }
    if let Some(meant) = without_zero(site, code) {
        return Err(Fault::NoRegion { asked: code.to_owned(), suggestions: vec![meant.clone()] });
    }
    let suggestions =
        site.forecast.regions().find(code).map_or_else(|unknown| unknown.suggestions, |r| vec![r.clone()]);
    Err(Fault::NoRegion { asked: code.to_owned(), suggestions })
}
