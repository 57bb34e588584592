//! A meeting as somebody who has a seat sees it: what it is about, notes when they are out, what all have said when it has been held,
//! and remarks on notes.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use plan::groups::{self, Contribution, NotesState, RemarkAbout};
use uuid::Uuid;

use crate::member::{Key, frame, unreferred};
use crate::notes::{hash_words, present};
use crate::overview::{meeting_state, paragraphs};
use crate::words::{SaidRow, when};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/min-plats/{key}/mote/{id}", get(page).post(remark))
        .layer(axum::middleware::map_response(unreferred))
}

#[derive(Template)]
#[template(path = "groups/member_meeting.html")]
struct MeetingPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    state: String,
    when: String,
    place: Option<(String, bool)>,
    cancelled: Option<String>,
    summary: Vec<String>,
    background: Vec<String>,
    /// What there is to read before: name and address.
    material: Vec<(String, String)>,
    agenda: Vec<ItemRow>,
    /// Whether there are notes to read.
    has_notes: bool,
    present: Vec<String>,
    hash: Option<String>,
    remark: Option<FormView>,
    until: Option<String>,
    said: Vec<SaidRow>,
    before: Option<(String, String)>,
    after: Option<(String, String)>,
}

struct ItemRow {
    title: String,
    body: Vec<String>,
    /// What was said at the meeting that it comes along from.
    before: Vec<String>,
    notes: Vec<String>,
    decision: String,
    continues: bool,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    Path((_, id)): Path<(String, Uuid)>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &key, id, (flash.message(t), None)).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    id: Uuid,
    (notice, refused): (Option<FlashMessage>, Option<&Form>),
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = groups::room_meeting(&mut tx, key.entry(), id).await?;
    let today = tx.today();
    drop(tx);
    let meeting = &it.meeting;
    let is_final = meeting.notes_state == NotesState::Final;
    // What is final is read as it was made final.
    let agenda: Vec<ItemRow> = match &it.notes {
        Some((notes, Some(_))) => notes
            .items
            .iter()
            .map(|item| ItemRow {
                title: item.title.clone(),
                body: paragraphs(&item.body),
                before: Vec::new(),
                notes: paragraphs(&item.notes),
                decision: item.decision.clone(),
                continues: item.progress == groups::Progress::Continues,
            })
            .collect(),
        _ => it
            .agenda
            .iter()
            .map(|item| ItemRow {
                title: item.title.clone(),
                body: paragraphs(&item.body),
                before: it.before.get(&item.id).map(|text| paragraphs(text)).unwrap_or_default(),
                notes: paragraphs(&item.notes),
                decision: item.decision.clone(),
                continues: item.progress == groups::Progress::Continues,
            })
            .collect(),
    };
    let may_remark = meeting.notes_state == NotesState::Remarks
        && it.room.member.group.ended_at.is_none()
        && meeting.remarks_until.is_none_or(|until| today <= until);
    let (before, after) = groups::neighbours(&it.room.meetings, meeting);
    let link = |one: &groups::Meeting| (one.title.clone(), format!("{}/mote/{}", key.address(), one.id));
    let row = |one: &Contribution| SaidRow { dispose: None, ..SaidRow::new(t, &it.room.seats, one) };
    let group = &it.room.member.group;
    let page = MeetingPage {
        frame: frame(t, here, meeting.title.clone()).below(group.title.clone(), key.address()),
        notice,
        state: meeting_state(t, meeting, site.db.clock().now()),
        when: when(t, meeting),
        place: (!meeting.address.is_empty()).then(|| {
            let is_link = meeting.address.starts_with("https://") || meeting.address.starts_with("http://");
            (meeting.address.clone(), is_link)
        }),
        cancelled: (!meeting.is_on())
            .then(|| t.with("meeting-cancelled-because", &[("reason", &meeting.cancel_reason)])),
        summary: if it.notes.is_some() { paragraphs(&meeting.summary) } else { Vec::new() },
        background: paragraphs(&meeting.background),
        material: it
            .material
            .iter()
            .map(|file| (file.name.clone(), format!("{}/bilaga/{}", key.address(), file.id)))
            .collect(),
        has_notes: it.notes.is_some(),
        present: it.notes.as_ref().map(|(notes, _)| present(t, notes)).unwrap_or_default(),
        hash: it.notes.as_ref().and_then(|(_, hash)| hash.as_deref().map(hash_words)).filter(|_| is_final),
        remark: may_remark.then(|| remark_form(site, t, key, &it.agenda, id, refused)),
        until: meeting
            .remarks_until
            .filter(|_| may_remark)
            .map(|until| t.with("notes-until", &[("day", &t.long_date(until))])),
        agenda,
        said: it.said.iter().map(row).collect(),
        before: before.map(link),
        after: after.map(link),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

fn remark_form(
    site: &RequestContext,
    t: Texts,
    key: &Key,
    agenda: &[groups::AgendaItem],
    id: Uuid,
    refused: Option<&Form>,
) -> FormView {
    let fresh = Form::default();
    let form = refused.unwrap_or(&fresh);
    let fields = Fields { t, thing: "remark", form, theirs: None };
    let mut items = vec![(String::new(), t.get("remark-whole"))];
    items.extend(agenda.iter().map(|item| (item.id.to_string(), item.title.clone())));
    let section = Section {
        fields: vec![fields.field("item", Kind::Choice(items)), fields.required("body", Kind::Text)],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/mote/{id}", key.address());
    view.save = t.get("remark-send");
    view.hidden.push(form.one_time_key(site.db.clock()));
    view
}

async fn remark(key: Key, Path((_, id)): Path<(String, Uuid)>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let about = RemarkAbout { meeting: Some(id), item: form.value("item").parse().ok() };
    let body = form.text("body");
    let said = submit_once(&site, &mut form, async |tx| groups::remark(tx, key.entry(), about, &body).await);
    match said.await? {
        Some(_) => Ok(see_other(&format!("{}/mote/{id}?sparad=synpunkt", key.address()))),
        None => show(&site, t, &here, &key, id, (None, Some(&form))).await,
    }
}
