//! The notes of a meeting as pages show them, while they are written and when they are final.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use data_encoding::HEXLOWER;
use plan::access::Kind as ThingKind;
use plan::groups::{self, AgendaItem, Contribution, FinalNotes, Meeting, NotesState, Progress, Seat};
use uuid::Uuid;

use crate::overview::paragraphs;
use crate::words::{SaidRow, convened, meeting_address};
use site::Site;
use site::fault::Fault;
use site::page::render;
use site::texts::Texts;
use site::things::{self, Id};
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/mote/{id}/nu", get(now))
}

/// The notes, as a page shows them: also by themselves, for whoever has the page open while others write.
#[derive(Template)]
#[template(path = "groups/notes.html")]
pub struct NotesView {
    t: Texts,
    address: String,
    items: Vec<ItemRow>,
    /// Whether they can be written, and so are asked for again and again.
    is_live: bool,
    state: String,
    hash: Option<String>,
    remarks_until: Option<String>,
    convenes: bool,
}

struct ItemRow {
    id: Uuid,
    number: usize,
    title: String,
    body: Vec<String>,
    notes: Vec<String>,
    decision: String,
    tag: String,
    from: Option<String>,
    /// What was said at the meeting that it comes along from.
    before: Vec<String>,
    edit: Option<String>,
    remarks: Vec<SaidRow>,
}

/// The seats that somebody came for, with word of those where it was a substitute.
pub fn present(t: Texts, notes: &FinalNotes) -> Vec<String> {
    let words = |seat: &String| match notes.substituted.contains(seat) {
        true => t.with("notes-substitute", &[("seat", seat)]),
        false => seat.clone(),
    };
    notes.present.iter().map(words).collect()
}

/// What notes are shown of.
pub struct Notes {
    pub meeting: Meeting,
    pub convenes: bool,
    pub items: Vec<AgendaItem>,
    /// What was said of items at the meeting that they come along from.
    pub before: BTreeMap<Uuid, String>,
    pub said: Vec<Contribution>,
    pub seats: Vec<Seat>,
    pub hash: Option<Vec<u8>>,
}

impl NotesView {
    /// Notes as somebody sees them who convenes the group, or only reads.
    pub fn new(t: Texts, seen: &Notes) -> Self {
        let meeting = &seen.meeting;
        let is_live = meeting.notes_state != NotesState::Final;
        let row = |(at, item): (usize, &AgendaItem)| ItemRow {
            id: item.id,
            number: at + 1,
            title: item.title.clone(),
            body: paragraphs(&item.body),
            notes: paragraphs(&item.notes),
            decision: item.decision.clone(),
            tag: match item.progress {
                Progress::Continues => t.get("progress-continues"),
                _ => String::new(),
            },
            from: item.from_id.map(|_| t.get("item-came-along")),
            before: seen.before.get(&item.id).map(|text| paragraphs(text)).unwrap_or_default(),
            edit: (is_live && seen.convenes).then(|| things::address(ThingKind::AgendaItem.of(item.id))),
            remarks: remarks_on(t, seen, Some(item.id)),
        };
        Self {
            t,
            address: meeting_address(meeting.id),
            items: seen.items.iter().enumerate().map(row).collect(),
            is_live,
            state: t.get(&format!("notes-state-{}", meeting.notes_state)),
            hash: seen.hash.as_deref().map(hash_words),
            remarks_until: meeting
                .remarks_until
                .filter(|_| is_live)
                .map(|until| t.with("notes-until", &[("day", &t.long_date(until))])),
            convenes: seen.convenes,
        }
    }
}

fn remarks_on(t: Texts, seen: &Notes, item: Option<Uuid>) -> Vec<SaidRow> {
    let is_on =
        |one: &&Contribution| matches!(one, Contribution::Remark(remark) if remark.agenda_item_id == item);
    seen.said.iter().filter(is_on).map(|one| SaidRow::new(t, &seen.seats, one)).collect()
}

/// A hash as it is shown.
pub fn hash_words(hash: &[u8]) -> String {
    format!("SHA-256 {}", HEXLOWER.encode(hash))
}

/// The notes by themselves: asked for again and again by whoever has the page open.
async fn now(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let meeting = groups::meeting(&mut tx, id).await?;
    let (group, convenes, _) = convened(&site, &mut tx, meeting.planning_group_id).await?;
    let notes = Notes {
        items: groups::agenda(&mut tx, id).await?,
        before: groups::notes_before(&mut tx, id).await?,
        said: groups::remarks_on(&mut tx, id).await?,
        seats: groups::seats(&mut tx, group.id).await?,
        hash: None,
        meeting,
        convenes,
    };
    drop(tx);
    render(&NotesView::new(t, &notes))
}
