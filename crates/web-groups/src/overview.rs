//! A group as whoever convenes it sees it: what to do now, its meetings, what is lacking, what has been promised.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use plan::access::Kind as ThingKind;
use plan::groups::{self, Group, Meeting, NotesState, Seat, Task};
use uuid::Uuid;

use crate::coverage::{coverage_of, gap_words};
use crate::words::{convened, day_of, group_address, list_frame, meeting_address, told, when};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Form, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::{self, Id};
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/grupp/{id}", get(page)).route("/grupp/{id}/kalla", post(invite))
}

/// Most gaps that are named on the page.
const MOST_GAPS: usize = 6;

#[derive(Template)]
#[template(path = "groups/page.html")]
struct GroupPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// What hinders what was asked for.
    faults: Vec<(String, String)>,
    tag: String,
    about: Vec<String>,
    mandate: Vec<String>,
    facts: Vec<(String, String)>,
    summary: Vec<String>,
    /// What to do now: what, why and where.
    todo: Vec<Todo>,
    meetings: Vec<MeetingRow>,
    gaps: Vec<String>,
    more_gaps: String,
    seats: String,
    tasks: Vec<TaskRow>,
    convenes: bool,
    may_invite: bool,
    address: String,
    more: Vec<(String, String)>,
    version: i64,
    can_delete: bool,
}

struct Todo {
    what: String,
    why: String,
    words: String,
    address: String,
}

/// A meeting in a list.
pub struct MeetingRow {
    /// What it is about.
    pub title: String,
    /// Where it is seen.
    pub address: String,
    /// When.
    pub when: String,
    /// How far it has come.
    pub state: String,
    /// Whether it will not be.
    pub is_cancelled: bool,
}

impl MeetingRow {
    /// A meeting, seen at an address at a moment.
    pub fn new(t: Texts, meeting: &Meeting, now: DateTime<Utc>, address: String) -> Self {
        Self {
            title: meeting.title.clone(),
            address,
            when: when(t, meeting),
            state: meeting_state(t, meeting, now),
            is_cancelled: !meeting.is_on(),
        }
    }
}

/// How far a meeting has come, in words.
pub fn meeting_state(t: Texts, meeting: &Meeting, now: DateTime<Utc>) -> String {
    if !meeting.is_on() {
        return t.get("meeting-cancelled");
    }
    match (meeting.held_at, meeting.notes_state) {
        (None, _) if meeting.ends_at() < now => t.get("meeting-has-been"),
        (None, _) if meeting.planned_at.is_some_and(|at| at != meeting.starts_at) => t.get("meeting-moved"),
        (None, _) => t.get("meeting-to-come"),
        (Some(_), state) => t.get(&format!("notes-state-{state}")),
    }
}

/// A task in a list.
pub struct TaskRow {
    /// What.
    pub title: String,
    /// Who does it.
    pub who: String,
    /// By when.
    pub due: String,
    /// How far it has come.
    pub state: String,
    /// What mark it has: done, late or left.
    pub mark: &'static str,
    /// Where it is changed.
    pub address: Option<String>,
}

impl TaskRow {
    /// A task, for whoever may change it or not.
    pub fn new(t: Texts, seats: &[Seat], task: &Task, today: chrono::NaiveDate, may_edit: bool) -> Self {
        let seat = task.seat_id.and_then(|id| seats.iter().find(|seat| seat.id == id));
        let state = if task.done_at.is_some() {
            t.get("task-done")
        } else if task.is_late(today) {
            t.get("task-late")
        } else {
            t.get("task-left")
        };
        let moved = (task.moves > 0).then(|| t.count("task-moved", task.moves as usize));
        Self {
            title: task.title.clone(),
            who: seat.map_or_else(|| task.assignee.clone(), |seat| seat.title.clone()),
            due: task.due.map(|due| t.long_date(due)).unwrap_or_default(),
            state: [Some(state), moved].into_iter().flatten().collect::<Vec<_>>().join(", "),
            mark: match (task.done_at.is_some(), task.is_late(today)) {
                (true, _) => "full",
                (_, true) => "struck",
                _ => "",
            },
            address: may_edit.then(|| things::address(ThingKind::Task.of(task.id))),
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
    show(&site, t, &here, id, flash.message(t), None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let today = tx.today();
    let (group, convenes, tree) = convened(site, &mut tx, id).await?;
    let seats = groups::seats(&mut tx, id).await?;
    let meetings = groups::meetings(&mut tx, id).await?;
    let tasks = groups::tasks(&mut tx, id).await?;
    let open = groups::contributions(&mut tx, id).await?.iter().filter(|one| one.is_open()).count();
    let asked = groups::questions_ahead(&mut tx, id).await?;
    let steps = groups::steps(&mut tx, id).await?;
    let can_delete = convenes && !plan::records::is_lasting(&mut tx, ThingKind::Group.of(id)).await?;
    let roadmap = match group.roadmap_id {
        Some(roadmap) if plan::records::may_read(&mut tx, ThingKind::Roadmap.of(roadmap)).await? => {
            Some(plan::roadmap::around(&mut tx, ThingKind::Roadmap.of(roadmap)).await?.title)
        }
        _ => None,
    };
    drop(tx);
    let found = coverage_of(site, &group, &seats, today);
    let gaps = found.gaps();
    let address = group_address(id);
    let now = site.db.clock().now();
    let next = meetings.iter().find(|one| one.is_on() && one.ends_at() > now);
    let held = seats.iter().filter(|seat| seat.holder(today).is_some()).count();
    let interested = steps.iter().filter(|step| step.result == groups::RecruitmentResult::Interested).count();
    let uninvited = groups::nearest(&meetings, now).iter().any(|one| one.invited_at.is_none());
    let asked_next = next.and_then(|next| asked.iter().find(|(meeting, _)| *meeting == next.id));
    let situation = Situation { group: &group, seats: held, meetings: &meetings, next, open, interested };
    let page = GroupPage {
        frame: list_frame(t, here, group.title.clone()).below(t.get("groups-title"), "/grupper"),
        notice,
        faults: refused.map(|form| form.summary(&t)).unwrap_or_default(),
        tag: if group.ended_at.is_some() {
            t.get("group-ended")
        } else {
            t.get(&format!("group-kind-{}", group.kind))
        },
        about: about(t, &group, tree.name(&group.organisation_id), roadmap),
        mandate: paragraphs(&group.mandate),
        facts: facts(t, &group),
        summary: paragraphs(&group.summary),
        todo: if convenes {
            situation.todo(t, asked_next.map(|(_, one)| one), today, uninvited)
        } else {
            Vec::new()
        },
        meetings: meetings.iter().map(|one| MeetingRow::new(t, one, now, meeting_address(one.id))).collect(),
        more_gaps: if gaps.len() > MOST_GAPS {
            t.count("gaps-more", gaps.len() - MOST_GAPS)
        } else {
            String::new()
        },
        gaps: gaps.iter().take(MOST_GAPS).map(|gap| gap_words(site, t, &group, gap)).collect(),
        seats: t.with("group-seats", &[("held", &held), ("all", &seats.len())]),
        tasks: tasks
            .iter()
            .filter(|task| task.done_at.is_none())
            .map(|task| TaskRow::new(t, &seats, task, today, convenes))
            .collect(),
        may_invite: convenes && next.is_some() && held > 0,
        convenes,
        more: more(t, &address, convenes),
        version: group.version,
        can_delete,
        address,
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

/// How things stand with a group, for what to do now.
struct Situation<'a> {
    group: &'a Group,
    seats: usize,
    meetings: &'a [Meeting],
    next: Option<&'a Meeting>,
    open: usize,
    interested: usize,
}

impl Situation<'_> {
    /// What to do now, the most pressing first.
    fn todo(
        &self,
        t: Texts,
        asked: Option<&plan::inquiry::Inquiry>,
        today: chrono::NaiveDate,
        uninvited: bool,
    ) -> Vec<Todo> {
        let address = group_address(self.group.id);
        let todo = |key: &str, why: String, to: String| Todo {
            what: t.get(&format!("todo-{key}")),
            why,
            words: t.get(&format!("todo-{key}-do")),
            address: to,
        };
        let mut all = Vec::new();
        if self.seats == 0 {
            all.push(todo("seats", t.get("todo-seats-why"), format!("{address}/platser")));
        }
        if self.meetings.is_empty() {
            all.push(todo("meetings", t.get("todo-meetings-why"), format!("{address}/serie")));
        }
        if self.interested > 0 {
            let why = t.count("todo-interested-why", self.interested);
            all.push(todo("interested", why, format!("{address}/rekrytering")));
        }
        if uninvited && self.seats > 0 {
            all.push(todo("invite", t.get("todo-invite-why"), format!("{address}#kalla")));
        }
        for meeting in
            self.meetings.iter().filter(|one| one.is_on() && one.held_at.is_none() && one.day() < today)
        {
            let why =
                t.with("todo-hold-why", &[("title", &meeting.title), ("day", &day_of(t, meeting.starts_at))]);
            all.push(todo("hold", why, meeting_address(meeting.id)));
        }
        // What is out for remarks waits until its last day.
        let waits = |one: &Meeting| one.remarks_until.is_some_and(|until| until >= today);
        let unfinished = |one: &&Meeting| one.held_at.is_some() && one.notes_state != NotesState::Final;
        for meeting in self.meetings.iter().filter(unfinished).filter(|one| !waits(one)) {
            let why = t.with("todo-notes-why", &[("title", &meeting.title)]);
            all.push(todo("notes", why, meeting_address(meeting.id)));
        }
        if let Some(next) = self.next
            && self.seats > 0
            && asked.is_none_or(|one| one.phase == plan::access::Phase::Draft)
        {
            let by = groups::out_by(self.group, next);
            let key = if today > by { "todo-questions-late" } else { "todo-questions-why" };
            let why = t.with(key, &[("title", &next.title), ("day", &t.long_date(by))]);
            let to = match asked {
                Some(one) => things::address(ThingKind::Inquiry.of(one.id)),
                None => format!("{}/fragor", meeting_address(next.id)),
            };
            all.push(todo("questions", why, to));
        }
        if self.open > 0 {
            all.push(todo("open", t.count("todo-open-why", self.open), format!("{address}/sagt?visa=oppna")));
        }
        all
    }
}

fn about(t: Texts, group: &Group, convener: &str, roadmap: Option<String>) -> Vec<String> {
    let mut about = vec![t.with("group-convened-by", &[("name", &convener)])];
    if !group.theme.is_empty() {
        about.push(group.theme.clone());
    }
    about.extend(roadmap);
    match (group.starts_on, group.ends_on) {
        (Some(start), Some(end)) => {
            about.push(t.with("group-period", &[("from", &t.long_date(start)), ("to", &t.long_date(end))]));
        }
        (Some(start), None) => about.push(t.with("group-from", &[("day", &t.long_date(start))])),
        (None, Some(end)) => about.push(t.with("group-until", &[("day", &t.long_date(end))])),
        (None, None) => {}
    }
    about
}

fn facts(t: Texts, group: &Group) -> Vec<(String, String)> {
    let decided = group.decides_on.map(|day| t.long_date(day)).unwrap_or_default();
    [
        ("group-decider", group.decider.clone()),
        ("group-decides-on", decided),
        ("group-decision-path", group.decision_path.clone()),
        ("group-openness", t.get(&format!("openness-{}", group.openness))),
        ("group-contact", group.contact.clone()),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| (t.get(key), text))
    .collect()
}

/// A text as paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn more(t: Texts, address: &str, convenes: bool) -> Vec<(String, String)> {
    let to = |key: &str, what: &str| (t.get(key), format!("{address}/{what}"));
    let mut more = vec![
        to("seats-title", "platser"),
        to("coverage-title", "tackning"),
        to("said-title", "sagt"),
        to("memory-title", "minne"),
        to("series-document", "serien"),
        to("documents-title", "dokument"),
        to("letters-title", "brev"),
        to("recruitment-title", "rekrytering"),
    ];
    if convenes {
        more.extend([to("group-edit", "andra"), to("group-end", "avsluta")]);
    }
    more
}

/// Tells those who have seats of the meetings to come.
async fn invite(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let said = told(&site, "kallat");
    match submit(&site, &mut form, async |tx| groups::invite(tx, id).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad={said}", group_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}
