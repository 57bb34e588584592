//! The room of somebody who has a seat: what became of what they said, what they are asked, the next meeting, their tasks. Reached by
//! a link of their own, or by signing in.

use askama::Template;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, HeaderValue, REFERRER_POLICY};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Phase;
use plan::groups::{self, Coming, Entry, Meeting, NotesState, RemarkAbout, Room};
use plan::inquiry::{Inquiry, Outcome, Recipient};
use site::files::kept;
use uuid::Uuid;
use web_inquiry::answer_address;

use crate::overview::{MeetingRow, TaskRow, paragraphs};
use crate::words::{SaidRow, holder_name, room_address, when};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit, submit_once};
use site::page::{Frame, NavItem, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/min-plats/{key}", get(page))
        .route("/min-plats/{key}/kommer", post(coming))
        .route("/min-plats/{key}/svara/{recipient}", post(answer))
        .route("/min-plats/{key}/skriv", post(write))
        .route("/min-plats/{key}/uppgift/{task}", post(finish))
        .route("/min-plats/{key}/konto", post(claim))
        .route("/min-plats/{key}/sagt.csv", get(csv))
        .route("/min-plats/{key}/bilaga/{id}", get(document))
        .route("/min-plats/{key}/dokument", get(crate::document::for_member))
        .layer(axum::middleware::map_response(unreferred))
}

/// Where a room is must not be told to where a link leads: the address lets in whoever has it.
pub async fn unreferred(mut response: Response) -> Response {
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// By what way somebody comes to their seat, as it stands in the address. Who must sign in is asked to, before anything is looked
/// up: strangers do not learn what there is.
#[derive(Clone, Debug)]
pub struct Key(String);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Path(path): Path<Vec<(String, String)>> =
            Path::from_request_parts(parts, state).await.map_err(|_| Fault::NotFound)?;
        let (_, key) = path.into_iter().next().ok_or(Fault::NotFound)?;
        let Ok(here) = CurrentPage::from_request_parts(parts, state).await;
        let key = Self(key);
        if here.visitor.has_accounts && here.visitor.is_stranger() && key.account().is_some() {
            return Err(Fault::SignIn(here.back));
        }
        Ok(key)
    }
}

impl Key {
    /// The seat that is named, where one signs in.
    fn account(&self) -> Option<Uuid> {
        self.0.parse().ok().filter(|id: &Uuid| id.to_string() == self.0)
    }

    /// The way.
    pub fn entry(&self) -> Entry<'_> {
        self.account().map_or(Entry::Link(&self.0), Entry::Account)
    }

    /// Address of the room.
    pub fn address(&self) -> String {
        room_address(&self.0)
    }
}

#[derive(Template)]
#[template(path = "groups/member.html")]
struct MemberPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    over: String,
    lead: String,
    about: Vec<String>,
    ended: Vec<String>,
    asked: Vec<AskedRow>,
    next: Option<NextView>,
    said: Vec<(String, Vec<SaidRow>)>,
    tasks: Vec<OwnTask>,
    meetings: Vec<MeetingRow>,
    seats: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    write: Option<FormView>,
    calendar: bool,
    has_feed: bool,
    /// Whether whoever has signed in can have the seat by their account.
    claims: bool,
    address: String,
    export: String,
    sharing: String,
}

struct AskedRow {
    title: String,
    about: String,
    address: String,
    /// How it is asked for there: what makes something on the way is posted.
    method: &'static str,
    words: String,
}

/// The next meeting, and whether they come.
struct NextView {
    title: String,
    address: String,
    when: String,
    place: Option<(String, bool)>,
    said: String,
    id: Uuid,
    options: Vec<(String, String)>,
}

struct OwnTask {
    row: TaskRow,
    /// Where it is said to be done, if it is theirs.
    finish: Option<(String, i64)>,
}

/// A frame for a page of a room.
pub fn frame(t: Texts, here: &CurrentPage, title: impl Into<String>) -> Frame {
    Frame::new(t, title, NavItem::Group, here)
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &key, flash.message(t), None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    notice: Option<FlashMessage>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let room = groups::room(&mut tx, key.entry()).await?;
    let asked = groups::own_questions(&mut tx, key.entry()).await?;
    let has_feed = groups::has_feed(&mut tx, key.entry()).await?;
    let today = tx.today();
    drop(tx);
    let now = site.db.clock().now();
    let group = &room.member.group;
    let is_going = group.ended_at.is_none();
    let next = room.meetings.iter().find(|one| one.is_on() && one.ends_at() > now).filter(|_| is_going);
    let address = key.address();
    let documents =
        room.documents.iter().map(|one| (one.name.clone(), format!("{address}/bilaga/{}", one.id)));
    let page = MemberPage {
        frame: frame(t, here, t.get("member-title")),
        notice,
        over: format!("{} · {}", room.member.seat.title, group.title),
        lead: lead(t, &room),
        about: about(t, &room),
        ended: if is_going { Vec::new() } else { paragraphs(&group.summary) },
        asked: to_read(t, &room, today, &address)
            .into_iter()
            .chain(asked.iter().filter_map(|(inquiry, one)| asked_row(t, key, inquiry, one)))
            .collect(),
        next: next.map(|next| next_view(t, &room, next, &address)),
        said: said(t, &room),
        tasks: room
            .tasks
            .iter()
            .map(|task| OwnTask {
                row: TaskRow::new(t, &room.seats, task, today, false),
                finish: (task.seat_id == Some(room.member.seat.id) && task.done_at.is_none() && is_going)
                    .then(|| (format!("{address}/uppgift/{}", task.id), task.version)),
            })
            .collect(),
        meetings: room
            .meetings
            .iter()
            .map(|one| MeetingRow::new(t, one, now, format!("{address}/mote/{}", one.id)))
            .collect(),
        seats: seats(t, &room, today),
        documents: documents.collect(),
        write: is_going.then(|| write_form(site, t, &address, refused)),
        calendar: is_going,
        has_feed,
        claims: matches!(key.entry(), Entry::Link(_)) && site.visitor().actor.person_id().is_some(),
        export: format!("{address}/sagt.csv"),
        sharing: t.get("member-sharing"),
        address,
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

/// Who convenes the group, as whom the page is read, and whom to ask.
fn about(t: Texts, room: &Room) -> Vec<String> {
    let contact = &room.member.group.contact;
    let mut about = vec![
        t.with("group-convened-by", &[("name", &room.sender)]),
        t.with("member-as", &[("name", &holder_name(t, &room.member.holder))]),
    ];
    if !contact.is_empty() {
        about.push(t.with("group-contact-is", &[("contact", contact)]));
    }
    about
}

/// The notes that are out for remarks.
fn to_read(t: Texts, room: &Room, today: chrono::NaiveDate, address: &str) -> Vec<AskedRow> {
    let is_out = |one: &&Meeting| {
        one.notes_state == NotesState::Remarks && one.remarks_until.is_none_or(|until| until >= today)
    };
    let row = |one: &Meeting| AskedRow {
        title: t.with("member-notes-out", &[("title", &one.title)]),
        about: one
            .remarks_until
            .map(|day| t.with("notes-until", &[("day", &t.long_date(day))]))
            .unwrap_or_default(),
        address: format!("{address}/mote/{}", one.id),
        method: "get",
        words: t.get("member-notes-read"),
    };
    room.meetings.iter().filter(is_out).map(row).collect()
}

/// "You have said seven things at three meetings. Four have changed the proposal, two did not come along and one is open."
fn lead(t: Texts, room: &Room) -> String {
    let all = &room.contributions;
    if all.is_empty() {
        return t.get("member-said-nothing");
    }
    let count = |is: fn(Option<Outcome>) -> bool| all.iter().filter(|one| is(one.outcome())).count();
    let taken = count(|one| one == Some(Outcome::TakenIn));
    let partly = count(|one| one == Some(Outcome::Partly));
    let not = count(|one| one == Some(Outcome::NotTaken));
    let noted = count(|one| one == Some(Outcome::Noted));
    let open = all.iter().filter(|one| one.is_open()).count();
    let mut parts = vec![t.count("member-said", all.len())];
    for (key, number) in [
        ("member-taken", taken),
        ("member-partly", partly),
        ("member-not", not),
        ("member-noted", noted),
        ("member-open", open),
    ] {
        if number > 0 {
            parts.push(t.count(key, number));
        }
    }
    parts.join(" ")
}

/// What was said, meeting by meeting, the latest first.
fn said(t: Texts, room: &Room) -> Vec<(String, Vec<SaidRow>)> {
    let rows = |of: Option<Uuid>| -> Vec<SaidRow> {
        let here = room.contributions.iter().filter(|one| one.meeting_id() == of);
        here.map(|one| SaidRow { dispose: None, ..SaidRow::new(t, &room.seats, one) }).collect()
    };
    let mut all: Vec<(String, Vec<SaidRow>)> = room
        .meetings
        .iter()
        .rev()
        .map(|one| (format!("{}, {}", one.title, crate::words::day_of(t, one.starts_at)), rows(Some(one.id))))
        .collect();
    all.push((t.get("said-between"), rows(None)));
    all.retain(|(_, rows)| !rows.is_empty());
    all
}

fn asked_row(t: Texts, key: &Key, inquiry: &Inquiry, one: &Recipient) -> Option<AskedRow> {
    if inquiry.phase != Phase::Open {
        return None;
    }
    let last = one.last_day(inquiry).map(|day| t.long_date(day)).unwrap_or_default();
    let has_answered = one.state.has_answered();
    Some(AskedRow {
        title: inquiry.title.clone(),
        about: if has_answered {
            t.with("member-answered", &[("day", &last)])
        } else {
            t.with("member-asked", &[("day", &last), ("minutes", &inquiry.minutes.unwrap_or(0))])
        },
        address: match key.entry() {
            Entry::Account(_) => answer_address(&one.id.to_string()),
            Entry::Link(_) => format!("{}/svara/{}", key.address(), one.id),
        },
        method: match key.entry() {
            Entry::Account(_) => "get",
            Entry::Link(_) => "post",
        },
        words: t.get(if has_answered { "member-answer-again" } else { "member-answer" }),
    })
}

fn next_view(t: Texts, room: &Room, next: &Meeting, address: &str) -> NextView {
    let said = room.coming.get(&next.id).map_or(Coming::Unsaid, |one| one.coming);
    let is_link = next.address.starts_with("https://") || next.address.starts_with("http://");
    let choices = [Coming::Yes, Coming::Substitute, Coming::No];
    NextView {
        title: next.title.clone(),
        address: format!("{address}/mote/{}", next.id),
        when: when(t, next),
        place: (!next.address.is_empty()).then(|| (next.address.clone(), is_link)),
        said: if said == Coming::Unsaid { String::new() } else { t.get(&format!("coming-{said}")) },
        id: next.id,
        options: choices.map(|one| (one.to_string(), t.get(&format!("coming-do-{one}")))).into(),
    }
}

/// The seats of the group, and who has each. Addresses are nobody else's to know.
fn seats(t: Texts, room: &Room, today: chrono::NaiveDate) -> Vec<(String, String)> {
    let holder = |seat: &groups::Seat| match seat.holder(today) {
        Some(one) if !one.name.is_empty() => one.name.clone(),
        Some(_) => String::new(),
        None => t.get("seat-vacant"),
    };
    room.seats.iter().map(|seat| (seat.title.clone(), holder(seat))).collect()
}

fn write_form(site: &RequestContext, t: Texts, address: &str, refused: Option<&Form>) -> FormView {
    let fresh = Form::default();
    let form = refused.unwrap_or(&fresh);
    let fields = Fields { t, thing: "member", form, theirs: None };
    let section = Section { fields: vec![fields.required("body", Kind::Text)], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{address}/skriv");
    view.save = t.get("member-send");
    view.hidden.push(form.one_time_key(site.db.clock()));
    view
}

/// Says whether they come to a meeting.
async fn coming(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let meeting: Uuid = form.value("mote").parse().map_err(|_| Fault::NotFound)?;
    let coming = Coming::named(form.value("kommer")).unwrap_or(Coming::Unsaid);
    let said = submit(&site, &mut form, async |tx| {
        groups::answer_invitation(tx, key.entry(), meeting, coming).await
    });
    match said.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=kommer", key.address()))),
        None => show(&site, t, &here, &key, None, Some(&form)).await,
    }
}

/// Leads whoever has come by a link to their answer.
async fn answer(
    site: RequestContext,
    key: Key,
    Path((_, recipient)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let link = groups::link_to_answer(&mut tx, key.entry(), recipient).await?;
    tx.commit().await?;
    Ok(see_other(&answer_address(&link)))
}

async fn write(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let body = form.text("body");
    let said = submit_once(&site, &mut form, async |tx| {
        groups::remark(tx, key.entry(), RemarkAbout::default(), &body).await
    });
    match said.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=sagt", key.address()))),
        None => show(&site, t, &here, &key, None, Some(&form)).await,
    }
}

async fn finish(key: Key, Path((_, task)): Path<(String, Uuid)>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let result = form.text("result");
    let done = submit(&site, &mut form, async |tx| {
        groups::finish_task(tx, key.entry(), task, version, &result).await
    });
    match done.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=uppgift", key.address()))),
        None => show(&site, t, &here, &key, None, Some(&form)).await,
    }
}

async fn claim(site: RequestContext, key: Key) -> Result<Response, Fault> {
    let Entry::Link(link) = key.entry() else { return Err(Fault::NotFound) };
    let mut tx = site.write().await?;
    let seat = groups::claim(&mut tx, link).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=konto", room_address(&seat.to_string()))))
}

/// All that they have said, and what became of it, as a file.
async fn csv(site: RequestContext, t: Texts, key: Key) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let room = groups::room(&mut tx, key.entry()).await?;
    drop(tx);
    let head = ["said-csv-how", "said-csv-about", "said-csv-said", "said-csv-fate", "said-csv-because"]
        .map(|key| t.get(key));
    let rows = room.contributions.iter().map(|one| {
        let row = SaidRow::new(t, &room.seats, one);
        let said = [row.choice, row.body.join("\n")].join("\n").trim().to_owned();
        [row.how, row.about, said, row.fate, row.because.join("\n")].map(|text| site::files::guarded(&text))
    });
    let text = site::files::csv_text(std::iter::once(head).chain(rows)).map_err(|_| Fault::Interrupted)?;
    Ok(site::files::attached("text/csv; charset=utf-8", "sagt.csv", text))
}

/// A document of the group, for whoever has a seat in it.
async fn document(
    site: RequestContext,
    key: Key,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    let room = groups::room(&mut site.read().await?, key.entry()).await?;
    let file = room.documents.into_iter().find(|one| one.id == id).ok_or(Fault::NotFound)?;
    let stream = site.attachments.stream_attachment(&file).await?;
    let mut response = kept(file.media_type.name(), &file.name, Body::from_stream(stream.bytes));
    response.headers_mut().insert(CONTENT_LENGTH, stream.size.into());
    Ok(response)
}
