//! Forms of a meeting: its own fields, cancelling it, questions ahead, its summary, and sending its notes for remarks.

use axum::response::Response;
use axum::routing::get;
use chrono::Days;
use plan::clock::Clock;
use plan::groups::{self, Group, Meeting, MeetingInput, QuestionsInput};
use uuid::Uuid;
use web_inquiry::inquiry_address;

use crate::words::{convened, frame_below, frame_below_meeting, group_address, meeting_address, time, told};
use site::Site;
use site::fault::Fault;
use site::forms::{Field, Fields, Form, FormPage, Kind, Section, Sent, submit, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/grupp/{id}/mote", get(new).post(create))
        .route("/mote/{id}/andra", get(edit).post(save))
        .route("/mote/{id}/stall-in", get(cancelling).post(cancel))
        .route("/mote/{id}/fragor", get(questions).post(ask))
        .route("/mote/{id}/sammanfatta", get(summary).post(sum_up))
        .route("/mote/{id}/synpunkter", get(remarks).post(ask_for_remarks))
}

/// A meeting with its group, and whether whoever is signed in may change it.
pub async fn met(site: &RequestContext, id: Uuid) -> Result<(Group, Meeting, bool), Fault> {
    let mut tx = site.read().await?;
    let meeting = groups::meeting(&mut tx, id).await?;
    let (group, convenes, _) = convened(site, &mut tx, meeting.planning_group_id).await?;
    Ok((group, meeting, convenes))
}

fn fields(t: Texts, form: &Form, theirs: Option<&Form>) -> Vec<Section> {
    let fields = Fields { t, thing: "meeting", form, theirs };
    let fields = vec![
        fields.required("title", Kind::Line),
        fields.required("day", Kind::Date),
        fields.required("time", Kind::Line),
        fields.required("minutes", Kind::Number),
        fields.field("address", Kind::Line),
        fields.field("background", Kind::Text),
    ];
    vec![Section { fields, ..Section::default() }]
}

fn read(form: &mut Form) -> MeetingInput {
    MeetingInput {
        title: form.text("title"),
        day: form.date("day"),
        time: time(form, "time"),
        minutes: form.whole("minutes"),
        address: form.text("address"),
        background: form.text("background"),
    }
}

fn fill(form: &mut Form, input: &MeetingInput) {
    form.set("title", &input.title)
        .set("day", input.day.map(|day| day.to_string()).unwrap_or_default())
        .set("time", input.time.map(|time| time.format("%H.%M").to_string()).unwrap_or_default())
        .set("minutes", input.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .set("address", &input.address)
        .set("background", &input.background);
}

async fn new(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut form = Form::default();
    form.set("time", "13.00").set("minutes", 90);
    show_new(&site, t, &here, id, &form).await
}

async fn show_new(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let (group, convenes, _) = convened(site, &mut site.read().await?, id).await?;
    let frame = frame_below(t, here, t.get("meeting-new"), &group);
    let mut page = FormPage::new(frame, form, fields(t, form, None), "meeting-save");
    page.form.is_locked = !convenes;
    page.form.cancel = Some(group_address(id));
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.show()
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    match submit_once(&site, &mut form, async |tx| groups::create_meeting(tx, id, &input).await).await? {
        Some(meeting) => Ok(see_other(&format!("{}?sparad=mote", meeting_address(meeting)))),
        None => show_new(&site, t, &here, id, &form).await,
    }
}

/// A page with one form about a meeting.
struct About<'a> {
    t: Texts,
    here: &'a CurrentPage,
    group: &'a Group,
    meeting: &'a Meeting,
    convenes: bool,
}

impl About<'_> {
    fn page(&self, title: &str, form: &Form, sections: Vec<Section>, save: &str) -> FormPage {
        let frame = frame_below_meeting(self.t, self.here, self.t.get(title), self.group, self.meeting);
        let mut page = FormPage::new(frame, form, sections, save);
        page.form.is_locked = !self.convenes;
        page.form.cancel = Some(meeting_address(self.meeting.id));
        page
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(&site, id).await?;
    let mut form = Form::default();
    fill(&mut form, &MeetingInput::from(&meeting));
    form.set("version", meeting.version);
    let about = About { t, here: &here, group: &group, meeting: &meeting, convenes };
    show_edit(&about, &form, None)
}

fn show_edit(about: &About<'_>, form: &Form, theirs: Option<&Form>) -> Result<Response, Fault> {
    let mut page = about.page("meeting-edit", form, fields(about.t, form, theirs), "form-save");
    if about.meeting.invited_at.is_some() {
        page = page.lead(about.t.get("meeting-edit-told"));
    }
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::edit_meeting(tx, id, version, &input).await).await? {
        Some(true) => {
            Ok(see_other(&format!("{}?sparad={}", meeting_address(id), told(&site, "mote-flyttat"))))
        }
        Some(false) => Ok(see_other(&format!("{}?sparad=mote", meeting_address(id)))),
        None => {
            let (group, meeting, convenes) = met(&site, id).await?;
            let mut theirs = Form::default();
            fill(&mut theirs, &MeetingInput::from(&meeting));
            let is_conflict = form.is_conflict();
            if is_conflict {
                form.set("version", meeting.version);
            }
            let about = About { t, here: &here, group: &group, meeting: &meeting, convenes };
            show_edit(&about, &form, is_conflict.then_some(&theirs))
        }
    }
}

async fn cancelling(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(&site, id).await?;
    let mut form = Form::default();
    form.set("version", meeting.version);
    let about = About { t, here: &here, group: &group, meeting: &meeting, convenes };
    show_cancelling(&about, &form)
}

fn show_cancelling(about: &About<'_>, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t: about.t, thing: "cancel", form, theirs: None };
    let section = Section { fields: vec![fields.required("reason", Kind::Line)], ..Section::default() };
    let page = about.page("meeting-cancel", form, vec![section], "meeting-cancel-do");
    page.lead(about.t.get("meeting-cancel-lead")).show()
}

async fn cancel(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let reason = form.text("reason");
    match submit(&site, &mut form, async |tx| groups::cancel(tx, id, version, &reason).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad={}", meeting_address(id), told(&site, "installt")))),
        None => {
            let (group, meeting, convenes) = met(&site, id).await?;
            if form.is_conflict() {
                form.set("version", meeting.version);
            }
            show_cancelling(&About { t, here: &here, group: &group, meeting: &meeting, convenes }, &form)
        }
    }
}

/// Days after a meeting by which those who answered are told what became of it, unless something else is typed.
const FEEDBACK_AFTER: u64 = 30;

async fn questions(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(&site, id).await?;
    let day = meeting.day();
    let mut form = Form::default();
    form.set("purpose", t.with("questions-purpose-begun", &[("title", &meeting.title)]))
        .set("planned_use", t.with("questions-use-begun", &[("group", &group.title)]))
        .set("minutes", 15)
        .set("answer_by", day)
        .set("feedback_by", day.checked_add_days(Days::new(FEEDBACK_AFTER)).unwrap_or(day));
    let about = About { t, here: &here, group: &group, meeting: &meeting, convenes };
    show_questions(&about, &form, site.db.clock())
}

fn show_questions(about: &About<'_>, form: &Form, clock: &Clock) -> Result<Response, Fault> {
    let t = about.t;
    let fields = Fields { t, thing: "questions", form, theirs: None };
    let all: Vec<Field> = vec![
        fields.required("questions", Kind::Text),
        fields.required("purpose", Kind::Text),
        fields.required("planned_use", Kind::Text),
        fields.required("minutes", Kind::Number),
        fields.required("answer_by", Kind::Date),
        fields.required("feedback_by", Kind::Date),
    ];
    let section = Section { fields: all, ..Section::default() };
    let by = groups::out_by(about.group, about.meeting);
    let key = if clock.today() > by { "questions-late" } else { "questions-in-time" };
    let words = t.counted(key, about.group.notice_days as f64, &[("day", &t.long_date(by))]);
    let mut page = about.page("ahead-title", form, vec![section], "questions-begin");
    page.form.hidden.push(form.one_time_key(clock));
    page.lead(t.get("questions-lead")).lead(words).show()
}

async fn ask(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = QuestionsInput {
        questions: form.text("questions"),
        purpose: form.text("purpose"),
        planned_use: form.text("planned_use"),
        minutes: form.whole("minutes"),
        answer_by: form.date("answer_by"),
        feedback_by: form.date("feedback_by"),
    };
    let (group, meeting, convenes) = met(&site, id).await?;
    let title = t.with("questions-inquiry", &[("title", &meeting.title)]);
    let asked = submit_once(&site, &mut form, async |tx| groups::ask_ahead(tx, id, &title, &input).await);
    match asked.await? {
        Some(inquiry) => Ok(see_other(&format!("{}?sparad=forfragan", inquiry_address(inquiry)))),
        None => {
            let about = About { t, here: &here, group: &group, meeting: &meeting, convenes };
            show_questions(&about, &form, site.db.clock())
        }
    }
}

async fn summary(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(&site, id).await?;
    let mut form = Form::default();
    form.set("summary", &meeting.summary).set("version", meeting.version);
    show_summary(&About { t, here: &here, group: &group, meeting: &meeting, convenes }, &form, None)
}

fn show_summary(about: &About<'_>, form: &Form, theirs: Option<&Form>) -> Result<Response, Fault> {
    let fields = Fields { t: about.t, thing: "meeting", form, theirs };
    let section = Section { fields: vec![fields.field("summary", Kind::Text)], ..Section::default() };
    about.page("meeting-sum-up", form, vec![section], "form-save").show()
}

async fn sum_up(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let text = form.text("summary");
    match submit(&site, &mut form, async |tx| groups::sum_up(tx, id, version, &text).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=mote", meeting_address(id)))),
        None => {
            let (group, meeting, convenes) = met(&site, id).await?;
            let mut theirs = Form::default();
            theirs.set("summary", &meeting.summary);
            let is_conflict = form.is_conflict();
            if is_conflict {
                form.set("version", meeting.version);
            }
            let about = About { t, here: &here, group: &group, meeting: &meeting, convenes };
            show_summary(&about, &form, is_conflict.then_some(&theirs))
        }
    }
}

/// Days that those who have seats have for remarks, unless something else is typed.
const REMARK_DAYS: u64 = 14;

async fn remarks(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(&site, id).await?;
    let today = site.db.clock().today();
    let usual = today.checked_add_days(Days::new(REMARK_DAYS)).unwrap_or(today);
    let mut form = Form::default();
    form.set("remarks_until", meeting.remarks_until.filter(|until| *until > today).unwrap_or(usual));
    form.set("version", meeting.version);
    show_remarks(&About { t, here: &here, group: &group, meeting: &meeting, convenes }, &form)
}

fn show_remarks(about: &About<'_>, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t: about.t, thing: "meeting", form, theirs: None };
    let section =
        Section { fields: vec![fields.required("remarks_until", Kind::Date)], ..Section::default() };
    let page = about.page("notes-ask", form, vec![section], "notes-ask-do");
    page.lead(about.t.get("notes-ask-lead")).lead(about.t.get("notes-law-draft")).show()
}

async fn ask_for_remarks(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let until = form.date("remarks_until");
    match submit(&site, &mut form, async |tx| groups::ask_for_remarks(tx, id, version, until).await).await? {
        Some(()) => {
            Ok(see_other(&format!("{}?sparad={}", meeting_address(id), told(&site, "pa-synpunkter"))))
        }
        None => {
            let (group, meeting, convenes) = met(&site, id).await?;
            if form.is_conflict() {
                form.set("version", meeting.version);
            }
            show_remarks(&About { t, here: &here, group: &group, meeting: &meeting, convenes }, &form)
        }
    }
}
