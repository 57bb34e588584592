//! A group's directive and plan: writing them, and noting what the steering group has decided.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Kind as ThingKind;
use plan::groups::{self, DecidedVersion, DocumentInput, GroupDocument, Meeting, Purpose};
use uuid::Uuid;

use crate::notes::hash_words;
use crate::overview::paragraphs;
use crate::words::{convened, day_of, frame_below, group_address};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, options, submit, submit_once};
use site::page::{Frame, render, render_with, see_other};
use site::texts::Texts;
use site::things::{self, Id};
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/grupp/{id}/dokument", get(list).post(create))
        .route("/direktiv/{id}", get(page).post(save))
        .route("/direktiv/{id}/beslut", post(decide))
}

#[derive(Template)]
#[template(path = "groups/documents.html")]
struct ListPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    rows: Vec<(String, String, String)>,
    form: Option<FormView>,
    attached: String,
}

fn address(id: Uuid) -> String {
    things::address(ThingKind::GroupDocument.of(id))
}

fn sections(t: Texts, form: &Form, theirs: Option<&Form>) -> Vec<Section> {
    let fields = Fields { t, thing: "document", form, theirs };
    let purposes = options(t, "purpose", Purpose::ALL.map(Purpose::name));
    let fields = vec![
        fields.required("title", Kind::Line),
        fields.required("purpose", Kind::Radios(purposes)),
        fields.required("body", Kind::Text),
    ];
    vec![Section { fields, ..Section::default() }]
}

fn read(form: &Form) -> DocumentInput {
    DocumentInput {
        title: form.text("title"),
        purpose: Purpose::named(form.value("purpose")).unwrap_or(Purpose::Other),
        body: form.text("body"),
    }
}

fn fill(form: &mut Form, document: &GroupDocument) {
    form.set("title", &document.title).set("purpose", document.purpose).set("body", &document.body);
}

async fn list(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    form.set("purpose", Purpose::Directive);
    show_list(&site, t, &here, id, (flash.message(t), &form)).await
}

async fn show_list(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    (notice, form): (Option<FlashMessage>, &Form),
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, convenes, _) = convened(site, &mut tx, id).await?;
    let documents = groups::documents(&mut tx, id).await?;
    let mut rows = Vec::with_capacity(documents.len());
    for one in &documents {
        let (_, versions) = groups::document(&mut tx, one.id).await?;
        let state = versions.first().map_or_else(|| t.get("document-undecided"), |newest| decided(t, newest));
        let purpose = t.get(&format!("purpose-{}", one.purpose));
        rows.push((one.title.clone(), address(one.id), format!("{purpose} · {state}")));
    }
    drop(tx);
    let mut view = FormView::new(t, form, sections(t, form, None), None);
    view.action = format!("{}/dokument", group_address(id));
    view.save = t.get("document-add");
    view.hidden.push(form.one_time_key(site.db.clock()));
    let page = ListPage {
        frame: frame_below(t, here, t.get("documents-title"), &group),
        notice,
        rows,
        form: convenes.then_some(view),
        attached: format!("{}/bilagor", group_address(id)),
    };
    render_with(form.status(), &page)
}

/// "Version 2, beslutad torsdag 1 oktober 2026".
pub fn decided(t: Texts, version: &DecidedVersion) -> String {
    t.with("document-decided", &[("number", &version.number), ("day", &t.long_date(version.decided_on))])
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&form);
    match submit_once(&site, &mut form, async |tx| groups::create_document(tx, id, &input).await).await? {
        Some(document) => Ok(see_other(&format!("{}?sparad=direktiv", address(document)))),
        None => show_list(&site, t, &here, id, (None, &form)).await,
    }
}

#[derive(Template)]
#[template(path = "groups/document.html")]
struct DocumentPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    form: FormView,
    decide: Option<FormView>,
    versions: Vec<VersionRow>,
    delete: Option<(String, i64)>,
}

/// A decided version, as pages show it.
pub struct VersionRow {
    /// What it is called.
    pub title: String,
    /// Which, and when it was decided.
    pub words: String,
    /// Its text.
    pub body: Vec<String>,
    /// Its hash.
    pub hash: String,
}

impl VersionRow {
    /// A decided version.
    pub fn new(t: Texts, version: &DecidedVersion) -> Self {
        Self {
            title: version.title.clone(),
            words: decided(t, version),
            body: paragraphs(&version.body),
            hash: hash_words(&version.hash),
        }
    }
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let (document, _) = groups::document(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &document);
    form.set("version", document.version);
    show(&site, t, &here, id, flash.message(t), (&form, None, None)).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    (form, theirs, refused): (&Form, Option<&Form>, Option<&Form>),
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (document, versions) = groups::document(&mut tx, id).await?;
    let (group, convenes, _) = convened(site, &mut tx, document.planning_group_id).await?;
    let (steering, meetings) = groups::deciding_meetings(&mut tx, group.id).await?;
    drop(tx);
    let conflict = theirs.map(|_| t.get("document-conflict"));
    let mut view = FormView::new(t, form, sections(t, form, theirs), conflict);
    view.action = address(id);
    view.is_locked = !convenes;
    let decide = convenes.then(|| decide_form(t, &document, (&steering.title, &meetings), refused));
    let page = DocumentPage {
        frame: frame_below(t, here, document.title.clone(), &group)
            .below(t.get("documents-title"), format!("{}/dokument", group_address(group.id))),
        notice,
        form: view,
        decide,
        delete: (convenes && versions.is_empty()).then(|| (address(id), document.version)),
        versions: versions.iter().map(|one| VersionRow::new(t, one)).collect(),
    };
    let status = refused.map_or(form.status(), Form::status);
    render_with(if status == StatusCode::OK { form.status() } else { status }, &page)
}

fn decide_form(
    t: Texts,
    document: &GroupDocument,
    (steering, meetings): (&str, &[Meeting]),
    refused: Option<&Form>,
) -> FormView {
    let mut fresh = Form::default();
    fresh.set("version", document.version);
    let form = refused.unwrap_or(&fresh);
    let fields = Fields { t, thing: "document", form, theirs: None };
    let mut choices = vec![(String::new(), t.get("document-no-meeting"))];
    choices.extend(
        meetings
            .iter()
            .map(|one| (one.id.to_string(), format!("{}, {}", one.title, day_of(t, one.starts_at)))),
    );
    let section = Section {
        intro: Some(t.with("document-decide-lead", &[("group", &steering)])),
        fields: vec![
            fields.required("decided_on", Kind::Date),
            fields.field("meeting_id", Kind::Choice(choices)),
        ],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/beslut", address(document.id));
    view.save = t.get("document-decide");
    view
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&form);
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::edit_document(tx, id, version, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=direktiv", address(id)))),
        None => {
            let (document, _) = groups::document(&mut site.read().await?, id).await?;
            let mut theirs = Form::default();
            fill(&mut theirs, &document);
            let is_conflict = form.is_conflict();
            if is_conflict {
                form.set("version", document.version);
            }
            show(&site, t, &here, id, None, (&form, is_conflict.then_some(&theirs), None)).await
        }
    }
}

async fn decide(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let day = form.date("decided_on");
    let meeting = form.value("meeting_id").parse().ok();
    let decided =
        submit(&site, &mut form, async |tx| groups::decide_document(tx, id, version, day, meeting).await);
    match decided.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=direktiv-beslutat", address(id)))),
        None => {
            let (document, _) = groups::document(&mut site.read().await?, id).await?;
            if form.is_conflict() {
                form.set("version", document.version);
            }
            let mut own = Form::default();
            fill(&mut own, &document);
            own.set("version", document.version);
            show(&site, t, &here, id, None, (&own, None, Some(&form))).await
        }
    }
}

#[derive(Template)]
#[template(path = "groups/member_documents.html")]
struct MemberPage {
    frame: Frame,
    versions: Vec<VersionRow>,
    back: String,
}

/// The documents that have been decided, for whoever has a seat.
pub async fn for_member(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: crate::member::Key,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let room = groups::enter(&mut tx, key.entry()).await?;
    let versions = groups::decided_documents(&mut tx, key.entry()).await?;
    drop(tx);
    render(&MemberPage {
        frame: crate::member::frame(t, &here, t.get("documents-title"))
            .below(room.group.title, key.address()),
        versions: versions.iter().map(|one| VersionRow::new(t, one)).collect(),
        back: key.address(),
    })
}
