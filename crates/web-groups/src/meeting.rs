//! A meeting as whoever convenes sees it: where it stands, what was said ahead and there, notes, tasks, who came.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Phase;
use plan::attachments::Attachment;
use plan::fault::FieldFault;
use plan::groups::{self, AgendaItem, Attendance, Contribution, Group, Meeting, NotesState, Seat};
use plan::inquiry::{Channel, Inquiry};
use swedish::working_days::is_working_day;
use uuid::Uuid;
use web_inquiry::inquiry_address;

use crate::attendance;
use crate::material;
use crate::notes::{Notes, NotesView};
use crate::overview::{TaskRow, paragraphs};
use crate::words::{SaidRow, convened, day_of, frame_below, meeting_address, told, when};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, options, submit, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/mote/{id}", get(page))
        .route("/mote/{id}/hallet", post(hold))
        .route("/mote/{id}/ateruppta", post(resume))
        .route("/mote/{id}/slutliga", post(finish))
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
    /// What whoever convenes may have overlooked of the time.
    cautions: Vec<String>,
    stages: Vec<Stage>,
    summary: Vec<String>,
    fates: String,
    background: Vec<String>,
    /// What there is to read before: name and address.
    material: Vec<(String, String)>,
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
    resume: bool,
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
    material: Vec<Attachment>,
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
    let material = groups::material(&mut tx, id).await?;
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
        material,
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
        cautions: cautions(t, &seen),
        stages: stages(t, &seen),
        summary: paragraphs(&meeting.summary),
        fates: fates(t, &seen.said),
        background: paragraphs(&meeting.background),
        material: seen.material.iter().map(|file| material::link(group, file)).collect(),
        asked: seen.asked.iter().map(|one| asked_row(t, one)).collect(),
        ask: ask_view(t, &seen, today),
        answers: by_question(answers.map(|one| SaidRow::new(t, &seen.seats, one))),
        note: seen.convenes.then(|| note_form(site, t, &seen, today, refused)),
        notes: NotesView::new(t, &notes),
        tasks: shown_tasks.map(|task| TaskRow::new(t, &seen.seats, task, today, seen.convenes)).collect(),
        tally: attendance::tally(t, &seen.seats, &seen.said, &seen.attendance, today),
        attendance: attendance::rows(t, &seen.seats, &seen.said, &seen.attendance, today),
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
        resume: seen.convenes && !meeting.is_on(),
        hold: may && !is_held && meeting.day() <= today,
        ask_for_remarks: may && is_held && is_written,
        finish: may && is_held && is_written && meeting.remarks_until.is_none_or(|until| until < today),
        write: may && is_written,
        delete: seen.convenes && !is_held && meeting.invited_at.is_none(),
    }
}

/// What may have been overlooked of when it is: what is to be held so is not forbidden.
fn cautions(t: Texts, seen: &Seen) -> Vec<String> {
    let meeting = &seen.meeting;
    if !seen.convenes || !meeting.is_on() || meeting.held_at.is_some() {
        return Vec::new();
    }
    let holiday = (!is_working_day(meeting.day())).then(|| t.get("meeting-on-holiday"));
    let same = groups::overlapping(&seen.meetings, meeting);
    let same = same
        .iter()
        .map(|other| t.with("meeting-overlaps", &[("title", &other.title), ("when", &when(t, other))]));
    holiday.into_iter().chain(same).collect()
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
    // None is chosen before: what is said in one seat must not be noted in another.
    let mut seats = vec![(String::new(), t.get("remark-seat-choose"))];
    let held = seen.seats.iter().filter(|seat| seat.holder(today).is_some());
    seats.extend(held.map(|seat| (seat.id.to_string(), seat.title.clone())));
    let section = Section {
        fields: vec![
            fields.required("seat", Kind::Choice(seats)),
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
    let seat = form.value("seat").parse().unwrap_or_default();
    if form.value("seat").is_empty() {
        form.fault(FieldFault::new("seat", "seat-missing"));
    }
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

async fn hold(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::hold(tx, id, version).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=hallet", meeting_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}

async fn resume(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::resume(tx, id, version).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad={}", meeting_address(id), told(&site, "ateruppta")))),
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
