//! A frozen version of a roadmap, and what has changed since.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDate;
use plan::access::{Kind, Ref, RootKind};
use plan::clock::in_sweden;
use plan::decisions::{self, Content, Frozen, Version};
use plan::inquiry::{self, Cause};
use plan::organisations::{self, Organisations};
use plan::records;
use plan::roadmap::changes::Change;
use plan::roadmap::frozen::{FrozenArea, FrozenInitiative, FrozenMeasure, FrozenNeed};
use plan::roadmap::{Blanks, Column};
use uuid::Uuid;

use super::history::HistoryView;
use crate::changes::change_words;
use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::things::{self, Of, api_name, slug};
use site::visit::{CurrentPage, RequestContext};
use site::words::blank_words;
use site::words::decision;

pub fn routes(kind: RootKind) -> axum::Router<Site> {
    let at = |what: &str| format!("/{}/{{id}}/version/{{number}}{what}", slug(kind.kind()));
    let api = format!("/api/v1/{}/{{id}}/versions", api_name(kind));
    axum::Router::new()
        .route(&at(""), get(page))
        .route(&at("/andringar"), get(since))
        .route(&at("/andringar/{to}"), get(between))
        .route(&api, get(list))
        .route(&format!("{api}/{{number}}"), get(content))
}

#[derive(Template)]
#[template(path = "decisions/roadmap.html")]
struct VersionPage {
    frame: Frame,
    title: String,
    about: String,
    hash: String,
    question: Option<String>,
    /// Until when the decision can be appealed against, and which version came after it.
    remarks: Vec<String>,
    history: HistoryView,
    purpose: String,
    areas: Vec<AreaRow>,
    /// What has changed since, for those who may read that.
    changes: Option<String>,
}

struct AreaRow {
    title: String,
    needs: Vec<NeedRow>,
}

struct NeedRow {
    title: String,
    more_needed: String,
    horizon: String,
    initiatives: Vec<String>,
    measures: Vec<(String, String)>,
    /// Columns that are left blank on purpose, and why.
    blanks: Vec<String>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Path((_, number)): Path<(Uuid, i64)>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (version, frozen) = decisions::version(&mut tx, of, number).await?;
    let Frozen { content: Content::Roadmap(content), .. } = frozen;
    let is_readable = records::may_read(&mut tx, of).await?;
    let history = decisions::history_of_version(&mut tx, of, number).await?;
    let newest = decisions::versions(&mut tx, of).await?.iter().map(|version| version.number).max();
    let title = content.title;
    let address = things::address(of);
    let page = VersionPage {
        frame: frame(
            t,
            &here,
            is_readable.then_some(of),
            t.with("version-title", &[("number", &number), ("title", &title)]),
        ),
        title,
        about: about(t, &version),
        hash: version.hash_text(),
        question: asked(t, &version),
        remarks: remarks(t, &version, newest, site.db.clock().today()),
        history: HistoryView::new(t, &history),
        purpose: content.purpose,
        areas: content.areas.iter().map(|area| area_row(t, area)).collect(),
        changes: is_readable.then(|| format!("{address}/version/{number}/andringar")),
    };
    render(&page)
}

/// Until when a decision can be appealed against, and which version came after it.
fn remarks(t: Texts, version: &Version, newest: Option<i64>, today: NaiveDate) -> Vec<String> {
    let appeal = version.appeal_until().map(|day| {
        t.with(if day < today { "decide-appeal-over" } else { "decide-appeal" }, &[("date", &day)])
    });
    let later = newest.filter(|newest| *newest > version.number);
    let later = later.map(|newest| t.with("version-later", &[("number", &newest)]));
    appeal.into_iter().chain(later).collect()
}

/// The frame of a page below the decisions of a roadmap that may be read, or else below all roadmaps.
fn frame(t: Texts, here: &CurrentPage, below: Option<Ref>, title: String) -> Frame {
    let frame = Frame::new(t, title, NavItem::Roadmap, here).below(t.get("roadmaps-title"), "/fardplaner");
    match below {
        Some(of) => frame.below(t.get("decide-title"), format!("{}/beslut", things::address(of))),
        None => frame,
    }
}

/// Who decided it, when and where that is written; or when it was frozen, where it is no decision.
pub fn about(t: Texts, version: &Version) -> String {
    match version.body() {
        Some(body) => decision(t, body, version.decided_on, &version.paragraph, &version.registry_number),
        None => t.with("version-made", &[("date", &in_sweden(version.made_at).format("%Y-%m-%d"))]),
    }
}

fn asked(t: Texts, version: &Version) -> Option<String> {
    let by = version.answer_by?;
    Some(t.with("version-question", &[("question", &version.question), ("date", &by)]))
}

fn area_row(t: Texts, area: &FrozenArea) -> AreaRow {
    AreaRow { title: area.title.clone(), needs: area.needs.iter().map(|need| need_row(t, need)).collect() }
}

fn need_row(t: Texts, need: &FrozenNeed) -> NeedRow {
    let initiative =
        |row: &FrozenInitiative| format!("{} ({})", row.title, t.get(&format!("level-{}", row.level)));
    let measure = |row: &FrozenMeasure| {
        let status = t.get(&format!("status-{}", row.status));
        let deadline = row.deadline.map(|day| day.to_string()).unwrap_or_default();
        let told = [status, row.owner.clone(), deadline];
        let told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
        (row.title.clone(), told.join(" · "))
    };
    NeedRow {
        title: need.title.clone(),
        more_needed: need.more_needed.clone(),
        horizon: need.horizon.map(|year| year.to_string()).unwrap_or_default(),
        initiatives: need.initiatives.iter().map(initiative).collect(),
        measures: need.measures.iter().map(measure).collect(),
        blanks: Column::ALL
            .into_iter()
            .filter_map(|column| {
                let why = blank_words(t, column, Blanks::from(need.blanks).get(column)?);
                Some(format!("{}: {why}", t.get(&format!("matrix-{column}"))))
            })
            .collect(),
    }
}

#[derive(Template)]
#[template(path = "decisions/changes.html")]
struct ChangesPage {
    frame: Frame,
    lead: String,
    changes: Vec<ChangeRow>,
}

struct ChangeRow {
    part: String,
    title: String,
    what: String,
    values: Option<(String, String)>,
    /// The answers that caused it: what became of them, and where they are read.
    causes: Vec<(String, String)>,
}

/// What has changed from a version to the roadmap as it stands.
async fn since(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Path((_, number)): Path<(Uuid, i64)>,
) -> Result<Response, Fault> {
    let lead = t.with("changes-since", &[("number", &number)]);
    shown(&site, t, &here, (of, number, None), lead).await
}

/// What has changed from one version to another.
async fn between(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Path((_, number, to)): Path<(Uuid, i64, i64)>,
) -> Result<Response, Fault> {
    let lead = t.with("changes-between", &[("from", &number), ("to", &to)]);
    shown(&site, t, &here, (of, number, Some(to)), lead).await
}

async fn shown(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    (of, from, to): (Ref, i64, Option<i64>),
    lead: String,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let changes = decisions::compare(&mut tx, of, from, to).await?;
    let causes = match of.kind {
        Kind::Roadmap => inquiry::causes(&mut tx, of.id, from, to).await?,
        _ => Vec::new(),
    };
    let tree = organisations::load(&mut tx).await?;
    let frame = frame(t, here, Some(of), t.get("changes-title"));
    render(&ChangesPage {
        frame,
        lead,
        changes: changes.iter().map(|change| change_row(t, &tree, change, &causes)).collect(),
    })
}

fn change_row(t: Texts, tree: &Organisations, change: &Change, causes: &[Cause]) -> ChangeRow {
    let part = t.get(&format!("part-{}", change.part));
    let (what, values) = change_words(t, tree, change);
    let of = |cause: &&Cause| [change.id, change.need_id].contains(&Some(cause.point));
    let causes = causes.iter().filter(of).map(|cause| cause_words(t, cause)).collect();
    ChangeRow { part, title: change.title.clone(), what, values, causes }
}

/// What became of the answers that caused a change, and where they are read.
fn cause_words(t: Texts, cause: &Cause) -> (String, String) {
    let answers = match &cause.name {
        Some(name) => t.with("cause-of-one", &[("name", name)]),
        None => t.count("cause-of-all", usize::try_from(cause.answers).unwrap_or(0)),
    };
    let words = format!("{answers} {}. {}", t.get(&format!("outcome-{}", cause.outcome)), cause.reason);
    let address = match cause.question {
        Some(question) => format!("{}/svar", things::address(Kind::Question.of(question))),
        None => format!("/vi-fragade/{}", cause.inquiry),
    };
    (words.trim().to_owned(), address)
}

/// A roadmap's frozen versions, the newest first: those that the actor may read.
#[utoipa::path(get, path = "/roadmaps/{id}/versions", operation_id = "roadmap_versions", params(("id" = Uuid, Path, description = "Roadmap")),
    tag = "roadmaps",
    responses((status = 200, description = "Versions with decision and hash", body = [RoadmapVersion]),
        (status = 404, description = "There is none such, or none that may be read")))]
pub async fn list(site: RequestContext, Of(of): Of) -> Result<axum::Json<Vec<RoadmapVersion>>, Fault> {
    let versions = decisions::versions(&mut site.read().await?, of).await?;
    let of = |version| RoadmapVersion { roadmap_id: of.id, version };
    Ok(axum::Json(versions.into_iter().map(of).collect()))
}

/// A frozen version of a roadmap.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct RoadmapVersion {
    /// The roadmap.
    roadmap_id: Uuid,
    /// The version.
    #[serde(flatten)]
    version: Version,
}

/// A frozen version with everything in it.
#[utoipa::path(get, path = "/roadmaps/{id}/versions/{number}", operation_id = "roadmap_version", tag = "roadmaps",
    params(("id" = Uuid, Path, description = "Roadmap"), ("number" = i64, Path, description = "Version")),
    responses((status = 200, description = "The version and its content, whose hash has been checked", body = Object),
        (status = 404, description = "There is none such, or none that may be read")))]
pub async fn content(
    site: RequestContext,
    Of(of): Of,
    Path((_, number)): Path<(Uuid, i64)>,
) -> Result<Response, Fault> {
    let (version, frozen) = decisions::version(&mut site.read().await?, of, number).await?;
    let version = RoadmapVersion { roadmap_id: of.id, version };
    Ok(axum::Json(serde_json::json!({ "version": version, "content": frozen.stored })).into_response())
}
