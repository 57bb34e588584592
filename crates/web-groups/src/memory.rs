//! What a group remembers: its timeline, a search, the whole series as one document, and the letters that have gone.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use documents::{Block, Column, Document, Kind, Run, Table};
use plan::groups::{self, FinalNotes, Found, Meeting};
use serde::Deserialize;
use uuid::Uuid;

use crate::notes::{hash_words, present};
use crate::words::{convened, day_of, frame_below, group_address, meeting_address, moment, when};
use site::Site;
use site::fault::Fault;
use site::files::{attached, file_name};
use site::page::{Frame, render};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/grupp/{id}/minne", get(page))
        .route("/grupp/{id}/serien", get(series))
        .route("/grupp/{id}/serien.docx", get(series_docx))
        .route("/grupp/{id}/brev", get(letters))
        .route("/mote/{id}/anteckningar.docx", get(notes_docx))
}

/// The media type of a document for Word.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Longest piece of a text that is shown where it was found, in characters.
const LONGEST_PIECE: usize = 300;
/// Most letters that are listed.
const MOST_LETTERS: i64 = 500;

#[derive(Template)]
#[template(path = "groups/memory.html")]
struct MemoryPage {
    frame: Frame,
    q: String,
    found_words: String,
    found: Vec<FoundRow>,
    timeline: Vec<MomentRow>,
}

struct FoundRow {
    place: String,
    title: String,
    text: String,
    meeting: Option<(String, String)>,
}

struct MomentRow {
    day: String,
    what: String,
    title: String,
    address: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let group = groups::load(&mut tx, id).await?;
    let found = groups::search(&mut tx, id, &asked.q).await?;
    let timeline = groups::timeline(&mut tx, id).await?;
    drop(tx);
    let moment_row = |one: &groups::TimelineEntry| MomentRow {
        day: day_of(t, one.at),
        what: t.get(&format!("happened-{}", one.what.name())),
        title: one.title.clone(),
        address: one.meeting_id.map(meeting_address),
    };
    let q = asked.q.trim().to_owned();
    render(&MemoryPage {
        frame: frame_below(t, &here, t.get("memory-title"), &group),
        found_words: if q.is_empty() { String::new() } else { t.count("memory-found", found.len()) },
        q,
        found: found.iter().map(|one| found_row(t, one)).collect(),
        timeline: timeline.iter().map(moment_row).collect(),
    })
}

fn found_row(t: Texts, one: &Found) -> FoundRow {
    let mut text: String = one.text.chars().take(LONGEST_PIECE).collect();
    if one.text.chars().count() > LONGEST_PIECE {
        text.push('…');
    }
    FoundRow {
        place: t.get(&format!("found-{}", one.place.name())),
        title: one.title.clone(),
        text,
        meeting: one
            .meeting
            .as_ref()
            .map(|of| (format!("{}, {}", of.title, day_of(t, of.starts_at)), meeting_address(of.id))),
    }
}

/// The notes of one meeting in a document.
fn blocks(t: Texts, when: String, notes: &FinalNotes, hash: Option<&[u8]>, level: u8) -> Vec<Block> {
    let mut all = vec![Block::plain(when)];
    if !notes.summary.is_empty() {
        all.push(Block::Paragraph(vec![Run::Strong(notes.summary.clone())]));
    }
    if !notes.present.is_empty() {
        all.push(Block::plain(t.with("notes-present", &[("seats", &present(t, notes).join("; "))])));
    }
    for (at, item) in notes.items.iter().enumerate() {
        all.push(Block::Heading(level, format!("{}. {}", at + 1, item.title)));
        all.extend(Block::paragraphs(&item.body));
        all.extend(Block::paragraphs(&item.notes));
        if !item.decision.is_empty() {
            all.push(Block::Paragraph(vec![
                Run::Strong(format!("{} ", t.get("item-decision-label"))),
                Run::Plain(item.decision.clone()),
            ]));
        }
        if item.progress == groups::Progress::Continues {
            all.push(Block::Paragraph(vec![Run::Emphasis(t.get("progress-continues"))]));
        }
    }
    if !notes.tasks.is_empty() {
        let column = |key: &str, kind| Column::new(t.get(key), kind);
        all.push(Block::Table(Table {
            caption: t.get("promises-title"),
            columns: vec![
                column("task-what", Kind::Name).weighing(3),
                column("task-who", Kind::Text).weighing(2),
                column("task-due", Kind::Text).weighing(2),
            ],
            rows: notes
                .tasks
                .iter()
                .map(|task| {
                    let due = task.due.map(|due| t.long_date(due)).unwrap_or_default();
                    vec![task.title.clone(), task.who.clone(), due]
                })
                .collect(),
        }));
    }
    if let Some(hash) = hash {
        all.push(Block::Paragraph(vec![Run::Emphasis(hash_words(hash))]));
    }
    all
}

/// The notes of all meetings that have been held, in order, as one document.
async fn series_document(
    site: &RequestContext,
    t: Texts,
    id: Uuid,
) -> Result<(groups::Group, Document), Fault> {
    let mut tx = site.read().await?;
    let (group, _, tree) = convened(site, &mut tx, id).await?;
    let meetings = groups::meetings(&mut tx, id).await?;
    let mut document = Document {
        title: t.with("series-document-of", &[("group", &group.title)]),
        language: t.code(),
        head: vec![(t.get("group-convener"), tree.name(&group.organisation_id).to_owned())],
        blocks: Vec::new(),
    };
    document.blocks.extend(Block::paragraphs(&group.mandate));
    for meeting in meetings.iter().filter(|one| one.held_at.is_some()) {
        let (notes, hash) = groups::notes(&mut tx, meeting.id).await?;
        document.blocks.push(Block::Heading(1, meeting.title.clone()));
        document.blocks.extend(blocks(t, state_and_when(t, meeting), &notes, hash.as_deref(), 2));
    }
    if document.blocks.is_empty() || meetings.iter().all(|one| one.held_at.is_none()) {
        document.blocks.push(Block::plain(t.get("series-document-none")));
    }
    Ok((group, document))
}

fn state_and_when(t: Texts, meeting: &Meeting) -> String {
    let state = t.get(&format!("notes-state-{}", meeting.notes_state));
    format!("{} · {state}", when(t, meeting))
}

#[derive(Template)]
#[template(path = "groups/series_document.html")]
struct SeriesPage {
    frame: Frame,
    html: String,
    address: String,
}

async fn series(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (group, document) = series_document(&site, t, id).await?;
    render(&SeriesPage {
        frame: frame_below(t, &here, t.get("series-document"), &group),
        html: document.html(),
        address: group_address(id),
    })
}

async fn series_docx(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let (_, document) = series_document(&site, t, id).await?;
    docx(&site, document).await
}

async fn docx(site: &RequestContext, document: Document) -> Result<Response, Fault> {
    let name = file_name(&document.title, "docx");
    let file = site.compute(move |_| document.docx()).await?.map_err(|_| Fault::Interrupted)?;
    Ok(attached(DOCX, &name, file))
}

async fn notes_docx(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let meeting = groups::meeting(&mut tx, id).await?;
    let (notes, hash) = groups::notes(&mut tx, id).await?;
    drop(tx);
    let document = Document {
        title: t.with("notes-of", &[("title", &notes.title)]),
        language: t.code(),
        head: vec![(t.get("notes-group"), notes.group.clone())],
        blocks: blocks(t, state_and_when(t, &meeting), &notes, hash.as_deref(), 1),
    };
    docx(&site, document).await
}

#[derive(Template)]
#[template(path = "groups/letters.html")]
struct LettersPage {
    frame: Frame,
    rows: Vec<(String, String, String, String)>,
}

/// The letters that have gone to those who have seats: who was told of what, and when.
async fn letters(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let group = groups::load(&mut tx, id).await?;
    let seats = groups::seats(&mut tx, id).await?;
    let meetings = groups::meetings(&mut tx, id).await?;
    let sent = groups::sent_letters(&mut tx, id, MOST_LETTERS).await?;
    drop(tx);
    let row = |one: &groups::SentLetter| {
        let seat = seats.iter().find(|seat| seat.id == one.seat_id).map(|seat| seat.title.clone());
        let meeting = meetings.iter().find(|meeting| Some(meeting.id) == one.meeting_id);
        let about = t.get(&format!("group-letter-{}", one.kind));
        let about = meeting.map_or(about.clone(), |meeting| format!("{about}: {}", meeting.title));
        let state = match (&one.failed, one.letter.as_deref()) {
            (Some(why), Some("given_up")) if t.has(&format!("letter-failed-{why}")) => {
                t.get(&format!("letter-failed-{why}"))
            }
            (_, Some("given_up")) => t.get("letter-not-sent"),
            (_, Some("waiting" | "claimed")) => t.get("letter-waits"),
            _ => t.get("letter-sent"),
        };
        (moment(one.at), seat.unwrap_or_default(), about, state)
    };
    render(&LettersPage {
        frame: frame_below(t, &here, t.get("letters-title"), &group),
        rows: sent.iter().map(row).collect(),
    })
}
