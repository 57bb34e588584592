//! The page: both answers, the form, what the money buys, and every measure with the reason.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use forecast::Forecast;
use plan::roadmap::{Measure, RoadmapTree, computable};
use projection::portfolio::Portfolio;

use super::answer::{PortfolioResult, Writer};
use super::query::{self, PortfolioQuery};
use crate::words::Id;
use crate::worth::Fields;
use site::Site;
use site::fault::Fault;
use site::forms::Field;
use site::page::{Frame, NavItem, render_with};
use site::texts::Texts;
use site::verdict::nothing_counted;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/fardplan/{id}/urval", get(page))
}

#[derive(Template)]
#[template(path = "roadmap/portfolio.html")]
pub struct PortfolioPage {
    frame: Frame,
    title: String,
    address: String,
    fields: Vec<Field>,
    /// What is wrong with the form: each field's id and a sentence.
    wrong: Vec<(String, String)>,
    remark: Option<String>,
    /// The answer, where the form is right, the roadmap a municipality's and some measure counts.
    pub answer: Option<PortfolioResult>,
    query: String,
    /// Where it is told in words how the figures are computed.
    explained: String,
    /// What the figures rest on, and when and where they were fetched.
    basis: Option<(String, String)>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    Id(id): Id,
    uri: CurrentPage,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    let page =
        site.compute_roadmap(move |forecast| portfolio_page(forecast, t, &uri, &tree, &fields)).await?;
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_with(status, &page)
}

/// The page for a roadmap.
pub fn portfolio_page(
    forecast: &Forecast,
    t: Texts,
    uri: &CurrentPage,
    tree: &RoadmapTree,
    sent: &Fields,
) -> PortfolioPage {
    let address = format!("/fardplan/{}", tree.roadmap.id);
    let (form, asked) = query::read(t, sent, forecast, tree);
    let measures: Vec<&Measure> = tree.computed_measures().collect();
    let found = asked.as_ref().and_then(|asked| choose(forecast, tree, &measures, asked));
    let remark = match (&asked, &found) {
        (Some(_), None) => Some(t.get("worth-not-municipality")),
        (Some(_), Some(_)) => nothing_counted(t, tree),
        _ => None,
    };
    let mut answer = None;
    if let (Some(asked), Some(found), None) = (&asked, &found, &remark) {
        answer = Some(Writer { t, asked, measures: &measures, found }.answer());
    }
    let mut frame =
        Frame::new(t, format!("{}: {}", t.get("portfolio-title"), tree.roadmap.title), NavItem::Roadmap, uri);
    if !form.is_good() {
        frame.title = t.with("form-fault-title", &[("title", &frame.title)]);
    }
    if let Some(region) = forecast.regions().by_code(&tree.roadmap.region_code) {
        frame = frame.below(site::words::region_name(t, region), site::words::region_address(region));
    }
    PortfolioPage {
        frame: frame
            .below(tree.roadmap.title.clone(), address.clone())
            .below(t.get("worth-title"), format!("{address}/varde")),
        title: tree.roadmap.title.clone(),
        fields: query::fields(t, &form, forecast),
        wrong: form.summary(&t),
        remark,
        answer,
        basis: asked.as_ref().map(|asked| {
            let basis = asked.basis(t, &uri.asked, tree);
            (basis.sentence(t), basis.fetched(t))
        }),
        explained: format!("/kommun/{}/sa-raknas-det", tree.roadmap.region_code),
        query: asked.map(|asked| asked.query()).unwrap_or_default(),
        address,
    }
}

/// Chooses among a roadmap's measures. None where the roadmap is no municipality's.
pub fn choose(
    forecast: &Forecast,
    tree: &RoadmapTree,
    measures: &[&Measure],
    asked: &PortfolioQuery,
) -> Option<Portfolio> {
    let computed: Vec<_> = measures.iter().map(|measure| computable(measure)).collect();
    let code = &tree.roadmap.region_code;
    forecast.portfolio(code, asked.outlook.clone(), &computed, (asked.gap, asked.year), asked.limits)
}
