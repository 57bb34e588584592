//! Writing on an agenda: what an item is about, what was said, what was decided.

use axum::response::Response;
use axum::routing::get;
use plan::groups::{self, AgendaItem, ItemInput, Meeting, NotesState, Progress};
use uuid::Uuid;

use crate::meeting_form::met;
use crate::words::{frame_below_meeting, meeting_address};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, options, submit, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/mote/{id}/punkt", get(new).post(create))
        .route("/punkt/{id}", get(edit).post(save))
}

fn sections(t: Texts, form: &Form, theirs: Option<&Form>, is_new: bool) -> Vec<Section> {
    let fields = Fields { t, thing: "item", form, theirs };
    let mut all = vec![fields.required("title", Kind::Line), fields.field("body", Kind::Text)];
    if !is_new {
        all.extend([
            fields.field("notes", Kind::Text),
            fields.field("decision", Kind::Text),
            fields.required(
                "progress",
                Kind::Radios(options(t, "progress", Progress::ALL.map(Progress::name))),
            ),
        ]);
    }
    vec![Section { fields: all, ..Section::default() }]
}

fn read(form: &Form) -> ItemInput {
    ItemInput {
        title: form.text("title"),
        body: form.text("body"),
        notes: form.text("notes"),
        decision: form.text("decision"),
        progress: Progress::named(form.value("progress")).unwrap_or(Progress::Untreated),
    }
}

fn fill(form: &mut Form, item: &AgendaItem) {
    form.set("title", &item.title)
        .set("body", &item.body)
        .set("notes", &item.notes)
        .set("decision", &item.decision)
        .set("progress", item.progress);
}

async fn new(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    show_new(&site, t, &here, id, &Form::default()).await
}

async fn show_new(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(site, id).await?;
    let frame = frame_below_meeting(t, here, t.get("item-new"), &group, &meeting);
    let mut page = FormPage::new(frame, form, sections(t, form, None, true), "item-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.is_locked = !convenes;
    page.form.cancel = Some(meeting_address(id));
    page.show()
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&form);
    match submit_once(&site, &mut form, async |tx| groups::create_item(tx, id, &input).await).await? {
        Some(item) => Ok(see_other(&format!("{}?sparad=punkt#punkt-{item}", meeting_address(id)))),
        None => show_new(&site, t, &here, id, &form).await,
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (meeting, item) = groups::item(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &item);
    form.set("version", item.version);
    show_edit(&site, t, &here, &meeting, &item, (&form, None)).await
}

async fn show_edit(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    meeting: &Meeting,
    item: &AgendaItem,
    (form, theirs): (&Form, Option<&Form>),
) -> Result<Response, Fault> {
    let (group, _, convenes) = met(site, meeting.id).await?;
    let frame = frame_below_meeting(t, here, item.title.clone(), &group, meeting);
    let conflict = theirs.map(|_| t.get("item-conflict"));
    let mut page = FormPage::new(frame, form, sections(t, form, theirs, false), "form-save");
    if conflict.is_some() {
        let action = page.form.action.clone();
        page.form = site::forms::FormView::new(t, form, sections(t, form, theirs, false), conflict);
        page.form.action = action;
    }
    page.form.is_locked = !convenes || meeting.notes_state == NotesState::Final;
    page.form.cancel = Some(meeting_address(meeting.id));
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&form);
    let version = form.value("version").parse().unwrap_or(-1);
    let saved = submit(&site, &mut form, async |tx| groups::edit_item(tx, id, version, &input).await).await?;
    let (meeting, item) = groups::item(&mut site.read().await?, id).await?;
    if saved.is_some() {
        return Ok(see_other(&format!("{}?sparad=punkt#punkt-{id}", meeting_address(meeting.id))));
    }
    let mut theirs = Form::default();
    fill(&mut theirs, &item);
    let is_conflict = form.is_conflict();
    if is_conflict {
        form.set("version", item.version);
    }
    show_edit(&site, t, &here, &meeting, &item, (&form, is_conflict.then_some(&theirs))).await
}
