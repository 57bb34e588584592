//! A meeting as whoever convenes sees it: where it stands, what was said ahead and there, notes, tasks, who came.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use data_encoding::HEXLOWER;
use plan::access::{Kind as ThingKind, Phase};
use plan::groups::{
    self, AgendaItem, Attendance, Came, Coming, Contribution, Group, Meeting, NotesState, Progress, Seat,
};
use plan::inquiry::{Channel, Inquiry};
use uuid::Uuid;
use web_inquiry::inquiry_address;

use crate::meeting_form::met;
use crate::overview::{TaskRow, paragraphs};
use crate::words::{
    SaidRow, convened, day_of, frame_below, frame_below_meeting, group_address, holder_name, meeting_address,
    when,
};
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
        .route("/mote/{id}", get(page))
        .route("/mote/{id}/nu", get(now))
        .route("/mote/{id}/hallet", post(hold))
        .route("/mote/{id}/slutliga", post(finish))
        .route("/mote/{id}/narvaro", get(attendance).post(note_attendance))
        .route("/mote/{id}/sagt", post(note))
}

#[derive(Template)]
#[template(path = "groups/meeting.html")]
struct MeetingPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    faults: Vec<(String, String)>,
    over: String,
    when: String,
    place: Option<(String, bool)>,
    cancelled: Option<String>,
    stages: Vec<Stage>,
    summary: Vec<String>,
    fates: String,
    background: Vec<String>,
    documents: String,
    asked: Vec<AskedRow>,
    ask: Option<AskView>,
    /// What was answered, question by question.
    answers: Vec<(String, Vec<SaidRow>)>,
    /// Where it is noted what somebody said.
    note: Option<FormView>,
    notes: NotesView,
    tasks: Vec<TaskRow>,
    tally: String,
    attendance: Vec<(String, Vec<String>)>,
    before: Option<(String, String, String)>,
    after: Option<(String, String, String)>,
    convenes: bool,
    can: Can,
    address: String,
    version: i64,
    id: Uuid,
}

/// What can be done with it now.
struct Can {
    edit: bool,
    cancel: bool,
    hold: bool,
    ask_for_remarks: bool,
    finish: bool,
    write: bool,
    delete: bool,
}

/// A stage that a meeting goes through.
struct Stage {
    words: String,
    about: String,
    is_past: bool,
    is_now: bool,
}

struct AskedRow {
    title: String,
    address: String,
    about: String,
    /// Whether answers that come by other ways can be noted.
    is_out: bool,
}

/// Questions that are not out yet: until when they must be.
struct AskView {
    words: String,
    is_late: bool,
    address: String,
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

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t), None).await
}

/// Everything that there is to see of a meeting.
struct Seen {
    group: Group,
    convenes: bool,
    meeting: Meeting,
    meetings: Vec<Meeting>,
    seats: Vec<Seat>,
    items: Vec<AgendaItem>,
    before: std::collections::BTreeMap<Uuid, String>,
    said: Vec<Contribution>,
    attendance: Vec<Attendance>,
    asked: Vec<Inquiry>,
    hash: Option<Vec<u8>>,
}

async fn seen(site: &RequestContext, id: Uuid) -> Result<(Seen, Vec<groups::Task>), Fault> {
    let mut tx = site.read().await?;
    let meeting = groups::meeting(&mut tx, id).await?;
    let (group, convenes, _) = convened(site, &mut tx, meeting.planning_group_id).await?;
    let meetings = groups::meetings(&mut tx, group.id).await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    let items = groups::agenda(&mut tx, id).await?;
    let before = groups::notes_before(&mut tx, id).await?;
    let said = groups::contributions(&mut tx, group.id).await?;
    let attendance = groups::attendance(&mut tx, id).await?;
    let tasks = groups::tasks(&mut tx, group.id).await?;
    let asked = groups::questions_ahead(&mut tx, group.id).await?;
    let hash = match meeting.notes_state {
        NotesState::Final => groups::notes(&mut tx, id).await?.1,
        _ => None,
    };
    let seen = Seen {
        asked: asked.into_iter().filter(|(of, _)| *of == id).map(|(_, one)| one).collect(),
        said: said.into_iter().filter(|one| one.meeting_id() == Some(id)).collect(),
        group,
        convenes,
        meeting,
        meetings,
        seats,
        items,
        before,
        attendance,
        hash,
    };
    Ok((seen, tasks))
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let (seen, tasks) = seen(site, id).await?;
    let today = site.db.clock().today();
    let Seen { group, meeting, .. } = &seen;
    let notes = Notes {
        meeting: meeting.clone(),
        convenes: seen.convenes,
        items: seen.items.clone(),
        before: seen.before.clone(),
        said: seen.said.clone(),
        seats: seen.seats.clone(),
        hash: seen.hash.clone(),
    };
    let address = meeting_address(id);
    let (before, after) = groups::neighbours(&seen.meetings, meeting);
    let number = seen.meetings.iter().filter(|one| one.is_on()).position(|one| one.id == id);
    let over = match number {
        Some(at) => {
            let all = seen.meetings.iter().filter(|one| one.is_on()).count();
            t.with("meeting-number", &[("number", &(at + 1)), ("of", &all)])
        }
        None => String::new(),
    };
    let link = |one: &Meeting| (one.title.clone(), meeting_address(one.id), when(t, one));
    let answers = seen.said.iter().filter(|one| match one {
        Contribution::Answer(_) => true,
        Contribution::Remark(remark) => remark.agenda_item_id.is_none(),
    });
    let shown_tasks = tasks
        .iter()
        .filter(|task| task.meeting_id == Some(id) || (task.done_at.is_none() && meeting.final_at.is_none()));
    let page = MeetingPage {
        frame: frame_below(t, here, meeting.title.clone(), group),
        notice,
        faults: refused.map(|form| form.summary(&t)).unwrap_or_default(),
        over,
        when: when(t, meeting),
        place: place(&meeting.address),
        cancelled: (!meeting.is_on())
            .then(|| t.with("meeting-cancelled-because", &[("reason", &meeting.cancel_reason)])),
        stages: stages(t, &seen),
        summary: paragraphs(&meeting.summary),
        fates: fates(t, &seen.said),
        background: paragraphs(&meeting.background),
        documents: format!("{}/bilagor", group_address(group.id)),
        asked: seen.asked.iter().map(|one| asked_row(t, one)).collect(),
        ask: ask_view(t, &seen, today),
        answers: by_question(answers.map(|one| SaidRow::new(t, &seen.seats, one))),
        note: seen.convenes.then(|| note_form(site, t, &seen, today, refused)),
        notes: notes_view(t, &notes),
        tasks: shown_tasks.map(|task| TaskRow::new(t, &seen.seats, task, today, seen.convenes)).collect(),
        tally: tally(t, &seen, today),
        attendance: attendance_rows(t, &seen, today),
        before: before.map(link),
        after: after.map(link),
        convenes: seen.convenes,
        can: can(&seen, today),
        address,
        version: meeting.version,
        id,
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

fn can(seen: &Seen, today: chrono::NaiveDate) -> Can {
    let meeting = &seen.meeting;
    let is_written = meeting.notes_state != NotesState::Final;
    let is_held = meeting.held_at.is_some();
    let may = seen.convenes && meeting.is_on();
    Can {
        edit: seen.convenes && is_written,
        cancel: may && !is_held,
        hold: may && !is_held && meeting.day() <= today,
        ask_for_remarks: may && is_held && is_written,
        finish: may && is_held && is_written && meeting.remarks_until.is_none_or(|until| until < today),
        write: may && is_written,
        delete: seen.convenes && !is_held && meeting.invited_at.is_none(),
    }
}

/// Where it is: an address that can be followed, or a place.
fn place(address: &str) -> Option<(String, bool)> {
    let is_link = address.starts_with("https://") || address.starts_with("http://");
    (!address.is_empty()).then(|| (address.to_owned(), is_link))
}

fn stages(t: Texts, seen: &Seen) -> Vec<Stage> {
    let meeting = &seen.meeting;
    let asked = seen.asked.iter().filter_map(|one| one.opened_at).min();
    let open = seen.said.iter().filter(|one| one.is_open()).count();
    let told = meeting.final_at.is_some() && open == 0;
    let ahead = asked.map(|at| (meeting.day() - plan::clock::in_sweden(at).date()).num_days().max(0));
    let day = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| day_of(t, at)).unwrap_or_default();
    let asked_words = match (asked, ahead) {
        (Some(at), Some(days)) => t.counted("stage-asked-ahead", days as f64, &[("day", &day_of(t, at))]),
        _ => String::new(),
    };
    let remarks = meeting.remarks_until.map(|until| t.with("stage-until", &[("day", &t.long_date(until))]));
    let all = [
        ("stage-invited", day(meeting.invited_at), meeting.invited_at.is_some()),
        ("stage-asked", asked_words, asked.is_some()),
        ("stage-held", day(meeting.held_at.map(|_| meeting.starts_at)), meeting.held_at.is_some()),
        ("stage-remarks", remarks.unwrap_or_default(), meeting.notes_state != NotesState::Draft),
        ("stage-final", day(meeting.final_at), meeting.final_at.is_some()),
        ("stage-told", String::new(), told),
    ];
    let last = all.iter().rposition(|(.., is_past)| *is_past);
    all.into_iter()
        .enumerate()
        .map(|(at, (key, about, is_past))| Stage {
            words: t.get(key),
            about,
            is_past,
            is_now: last == Some(at),
        })
        .collect()
}

/// What was said, by what it was said to: each in the order that it came.
fn by_question(said: impl Iterator<Item = SaidRow>) -> Vec<(String, Vec<SaidRow>)> {
    let mut all: Vec<(String, Vec<SaidRow>)> = Vec::new();
    for mut row in said {
        let question = std::mem::take(&mut row.about);
        match all.iter_mut().find(|(title, _)| *title == question) {
            Some((_, rows)) => rows.push(row),
            None => all.push((question, vec![row])),
        }
    }
    all
}

/// How many have been told what became of what they said.
fn fates(t: Texts, said: &[Contribution]) -> String {
    if said.is_empty() {
        return String::new();
    }
    let open = said.iter().filter(|one| one.is_open()).count();
    t.counted("said-fates", said.len() as f64, &[("told", &(said.len() - open)), ("open", &open)])
}

fn asked_row(t: Texts, one: &Inquiry) -> AskedRow {
    let about = match (one.phase, one.answer_by) {
        (Phase::Draft, _) => t.get("asked-draft"),
        (Phase::Open, Some(day)) => t.with("asked-open", &[("day", &t.long_date(day))]),
        _ => t.get("asked-over"),
    };
    AskedRow {
        title: one.title.clone(),
        address: inquiry_address(one.id),
        about,
        is_out: one.phase == Phase::Open,
    }
}

fn ask_view(t: Texts, seen: &Seen, today: chrono::NaiveDate) -> Option<AskView> {
    let is_out = seen.asked.iter().any(|one| one.opened_at.is_some());
    if is_out || !seen.convenes || !seen.meeting.is_on() || seen.meeting.held_at.is_some() {
        return None;
    }
    let by = groups::out_by(&seen.group, &seen.meeting);
    let is_late = today > by;
    let key = if is_late { "ask-late" } else { "ask-by" };
    Some(AskView {
        words: t.with(key, &[("day", &t.long_date(by))]),
        is_late,
        address: format!("{}/fragor", meeting_address(seen.meeting.id)),
    })
}

/// What notes are shown of.
struct Notes {
    meeting: Meeting,
    convenes: bool,
    items: Vec<AgendaItem>,
    /// What was said of items at the meeting that they come along from.
    before: std::collections::BTreeMap<Uuid, String>,
    said: Vec<Contribution>,
    seats: Vec<Seat>,
    hash: Option<Vec<u8>>,
}

fn notes_view(t: Texts, seen: &Notes) -> NotesView {
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
    NotesView {
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

fn remarks_on(t: Texts, seen: &Notes, item: Option<Uuid>) -> Vec<SaidRow> {
    let is_on =
        |one: &&Contribution| matches!(one, Contribution::Remark(remark) if remark.agenda_item_id == item);
    seen.said.iter().filter(is_on).map(|one| SaidRow::new(t, &seen.seats, one)).collect()
}

/// A hash as it is shown.
pub fn hash_words(hash: &[u8]) -> String {
    format!("SHA-256 {}", HEXLOWER.encode(hash))
}

/// What somebody said at the meeting, or of it by telephone or in a letter, for whoever convenes to note.
fn note_form(
    site: &RequestContext,
    t: Texts,
    seen: &Seen,
    today: chrono::NaiveDate,
    refused: Option<&Form>,
) -> FormView {
    let typed = refused.filter(|form| form.value("act") == "note");
    let mut fresh = Form::default();
    fresh.set("channel", Channel::Meeting);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "remark", form, theirs: None };
    let channels = [Channel::Meeting, Channel::Phone, Channel::Email, Channel::Paper].map(Channel::name);
    let held = seen.seats.iter().filter(|seat| seat.holder(today).is_some());
    let section = Section {
        fields: vec![
            fields.required(
                "seat",
                Kind::Choice(held.map(|seat| (seat.id.to_string(), seat.title.clone())).collect()),
            ),
            fields.required("channel", Kind::Radios(options(t, "channel", channels))),
            fields.required("body", Kind::Text),
        ],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/sagt", meeting_address(seen.meeting.id));
    view.save = t.get("remark-note");
    view.hidden.extend([("act".into(), "note".into()), form.one_time_key(site.db.clock())]);
    view
}

async fn note(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let seat: Uuid = form.value("seat").parse().map_err(|_| Fault::NotFound)?;
    let channel = Channel::named(form.value("channel")).unwrap_or(Channel::Meeting);
    let body = form.text("body");
    let noted = submit_once(&site, &mut form, async |tx| {
        groups::note_remark(tx, seat, Some(id), channel, &body).await
    });
    match noted.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=antecknat#fragor", meeting_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}

/// How many seats have contributed, and how.
fn tally(t: Texts, seen: &Seen, today: chrono::NaiveDate) -> String {
    let held = seen.seats.iter().filter(|seat| seat.holder(today).is_some()).count();
    let mut contributed: Vec<Uuid> = seen.said.iter().filter_map(Contribution::seat_id).collect();
    let there: Vec<Uuid> =
        seen.attendance.iter().filter(|one| one.was_there()).map(|one| one.seat_id).collect();
    contributed.extend(&there);
    contributed.sort_unstable();
    contributed.dedup();
    t.with(
        "attendance-tally",
        &[("contributed", &contributed.len()), ("seats", &held), ("there", &there.len())],
    )
}

/// The seats by what they did: came, answered in another way, said that they come, or were not heard of.
fn attendance_rows(t: Texts, seen: &Seen, today: chrono::NaiveDate) -> Vec<(String, Vec<String>)> {
    let of = |seat: &Seat| seen.attendance.iter().find(|one| one.seat_id == seat.id);
    let said = |seat: &Seat| {
        let first = seen.said.iter().find(|one| one.seat_id() == Some(seat.id));
        first.map(|one| format!("attendance-{}", one.channel()))
    };
    let key = |seat: &Seat| match of(seat).map(|one| (one.came, one.coming)) {
        Some((Came::Self_, _)) => "attendance-there".to_owned(),
        Some((Came::Substitute, _)) => "attendance-substitute".to_owned(),
        other => said(seat).unwrap_or_else(|| {
            match other {
                Some((Came::Unsaid, Coming::Yes)) => "attendance-coming",
                Some((Came::Unsaid, Coming::Substitute)) => "attendance-sends",
                Some((_, Coming::No)) => "attendance-declined",
                _ => "attendance-silent",
            }
            .to_owned()
        }),
    };
    const ORDER: [&str; 12] = [
        "attendance-there",
        "attendance-substitute",
        "attendance-web",
        "attendance-email",
        "attendance-phone",
        "attendance-meeting",
        "attendance-paper",
        "attendance-coming",
        "attendance-sends",
        "attendance-declined",
        "attendance-silent",
        "",
    ];
    let held: Vec<&Seat> = seen.seats.iter().filter(|seat| seat.holder(today).is_some()).collect();
    ORDER
        .iter()
        .filter_map(|wanted| {
            let here: Vec<String> =
                held.iter().filter(|seat| key(seat) == *wanted).map(|seat| seat.title.clone()).collect();
            (!here.is_empty()).then(|| (t.counted(wanted, here.len() as f64, &[]), here))
        })
        .collect()
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
    render(&notes_view(t, &notes))
}

async fn hold(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::hold(tx, id, version).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=hallet", meeting_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}

async fn finish(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::finish(tx, id, version).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=slutliga", meeting_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}

#[derive(Template)]
#[template(path = "groups/attendance.html")]
struct AttendancePage {
    frame: Frame,
    faults: Vec<(String, String)>,
    rows: Vec<AttendanceRow>,
    options: Vec<(String, String)>,
    address: String,
    is_locked: bool,
}

struct AttendanceRow {
    seat: Uuid,
    title: String,
    holder: String,
    said: String,
    /// What stands there now.
    seen: String,
    came: String,
}

async fn attendance(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    show_attendance(&site, t, &here, id, None).await
}

async fn show_attendance(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(site, id).await?;
    let mut tx = site.read().await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    let there = groups::attendance(&mut tx, id).await?;
    let today = tx.today();
    drop(tx);
    let day = meeting.day();
    let row = |seat: &Seat| {
        let of = there.iter().find(|one| one.seat_id == seat.id);
        // Notes are written afterwards too: whoever has come to a seat since may have been there in it.
        let holder = seat.holder(day).or_else(|| seat.holder(today))?;
        let coming = of.map_or(Coming::Unsaid, |one| one.coming);
        let typed = refused.map(|form| form.value(&seat.id.to_string()).to_owned());
        Some(AttendanceRow {
            seat: seat.id,
            title: seat.title.clone(),
            holder: holder_name(t, holder),
            said: if coming == Coming::Unsaid { String::new() } else { t.get(&format!("coming-{coming}")) },
            seen: of.map_or(String::new(), |one| one.came.to_string()),
            came: typed.unwrap_or_else(|| of.map_or(String::new(), |one| one.came.to_string())),
        })
    };
    let options = [Came::Unsaid, Came::Self_, Came::Substitute, Came::Nobody];
    let words = |came: Came| match came {
        Came::Unsaid => t.get("came-unsaid"),
        came => t.get(&format!("came-{came}")),
    };
    let page = AttendancePage {
        frame: frame_below_meeting(t, here, t.get("attendance-title"), &group, &meeting),
        faults: refused.map(|form| form.summary(&t)).unwrap_or_default(),
        rows: seats.iter().filter_map(row).collect(),
        options: options.map(|came| (came.to_string(), words(came))).into(),
        address: meeting_address(id),
        is_locked: !convenes || meeting.notes_state == NotesState::Final,
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

async fn note_attendance(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let noted: Vec<groups::Noted> = form
        .names()
        .filter_map(|name| {
            let seat = name.parse().ok()?;
            let seen = Came::named(form.value(&format!("sett-{name}")))?;
            Some(groups::Noted { seat, seen, came: Came::named(form.value(name))? })
        })
        .collect();
    match submit(&site, &mut form, async |tx| groups::note_attendance(tx, id, &noted).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=narvaro", meeting_address(id)))),
        None => show_attendance(&site, t, &here, id, Some(&form)).await,
    }
}
