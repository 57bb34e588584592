//! What whoever runs the program sees: the jobs of the queue, and why some of them wait.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Right, may_somewhere};
use plan::jobs::{Listed, Overview, overview, retry};
use plan::outbox::never_sent;
use serde::Deserialize;
use uuid::Uuid;

use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

const ADDRESS: &str = "/drift";

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route(ADDRESS, get(page))
        .route(&format!("{ADDRESS}/jobb/{{id}}/igen"), post(again))
        .merge(crate::synonyms::routes())
}

#[derive(Template)]
#[template(path = "operations.html")]
struct OperationsPage {
    frame: Frame,
    notice: Option<String>,
    counts: Vec<(String, String)>,
    rows: Vec<Row>,
    /// Whether letters only wait here.
    sends_no_mail: bool,
    /// How many letters were never sent, in words, when there are any.
    never_sent: Option<String>,
}

/// A job that waits.
struct Row {
    kind: String,
    attempts: String,
    next: String,
    reason: String,
    /// Where it is asked to be tried again.
    again: String,
    /// What the button does, for those who do not see the row.
    again_label: String,
}

#[derive(Deserialize)]
struct OperationsQuery {
    igen: Option<String>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Query(asked): Query<OperationsQuery>,
) -> Result<Response, Fault> {
    operator(&site)?;
    let mut tx = site.read().await?;
    let (overview, never_sent) = (overview(&mut tx).await?, never_sent(&mut tx).await?);
    let page = OperationsPage {
        frame: Frame::new(t, t.get("operations-title"), NavItem::Other, &uri),
        notice: asked
            .igen
            .map(|what| t.get(if what == "synonymer" { "synonyms-saved" } else { "operations-again-done" })),
        counts: counts(t, &overview),
        rows: overview.open.iter().map(|job| Row::new(t, job)).collect(),
        sends_no_mail: site.gate.accounts().is_some_and(|accounts| !accounts.sends_mail),
        never_sent: usize::try_from(never_sent)
            .ok()
            .filter(|n| *n > 0)
            .map(|n| t.count("operations-never-sent", n)),
    };
    render(&page)
}

/// Lets a job be tried at once.
async fn again(site: RequestContext, Path(id): Path<Uuid>) -> Result<Response, Fault> {
    operator(&site)?;
    let mut tx = site.write().await?;
    let waited = retry(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other(&if waited { format!("{ADDRESS}?igen=1") } else { ADDRESS.to_owned() }))
}

fn operator(site: &RequestContext) -> Result<(), Fault> {
    if may_somewhere(&site.visitor().actor, Right::Operate) {
        Ok(())
    } else {
        Err(Fault::Plan(plan::fault::Fault::Forbidden(Right::Operate)))
    }
}

fn counts(t: Texts, overview: &Overview) -> Vec<(String, String)> {
    let words = |(state, n): &(plan::jobs::State, i64)| {
        (t.get(&format!("operations-state-{state}")), t.number(*n as f64, 0))
    };
    overview.counts.iter().map(words).collect()
}

impl Row {
    fn new(t: Texts, job: &Listed) -> Self {
        let kind = t.get(&format!("operations-kind-{}", job.kind));
        Self {
            attempts: t.number(job.attempts as f64, 0),
            next: job.due_at.map_or_else(
                || t.get("operations-next-never"),
                |at| plan::clock::in_sweden(at).format("%Y-%m-%d %H:%M").to_string(),
            ),
            reason: job.reason.map_or_else(
                || t.get("operations-reason-none"),
                |reason| t.get(&format!("operations-reason-{reason}")),
            ),
            again: format!("{ADDRESS}/jobb/{}/igen", job.id),
            again_label: t.with("operations-again-label", &[("kind", &kind)]),
            kind,
        }
    }
}
