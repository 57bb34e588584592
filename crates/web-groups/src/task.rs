//! Tasks: what somebody promises to do by when.

use axum::response::Response;
use axum::routing::get;
use plan::groups::{self, Group, Task, TaskInput};
use uuid::Uuid;

use crate::words::{convened, frame_below, group_address, meeting_address, seat_options};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, submit, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/mote/{id}/uppgift", get(new).post(create))
        .route("/uppgift/{id}", get(edit).post(save))
}

fn sections(t: Texts, form: &Form, seats: &[groups::Seat]) -> Vec<Section> {
    let fields = Fields { t, thing: "task", form, theirs: None };
    let all = vec![
        fields.required("title", Kind::Line),
        fields.field("seat_id", Kind::Choice(seat_options(t, seats))),
        fields.field("assignee", Kind::Line),
        fields.required("due", Kind::Date),
        fields.field("is_done", Kind::Box),
        fields.field("result", Kind::Text),
    ];
    vec![Section { fields: all, ..Section::default() }]
}

fn read(form: &mut Form) -> TaskInput {
    TaskInput {
        title: form.text("title"),
        seat_id: form.value("seat_id").parse().ok(),
        assignee: form.text("assignee"),
        due: form.date("due"),
        is_done: form.ticked("is_done"),
        result: form.text("result"),
    }
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
    let mut tx = site.read().await?;
    let meeting = groups::meeting(&mut tx, id).await?;
    let (group, convenes, _) = convened(site, &mut tx, meeting.planning_group_id).await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    drop(tx);
    let frame = frame_below(t, here, t.get("task-new"), &group).below(meeting.title, meeting_address(id));
    let key = form.one_time_key(site.db.clock());
    show_form(t, frame, &group, (form, &seats), convenes, (meeting_address(id), Some(key)))
}

fn show_form(
    t: Texts,
    frame: site::page::Frame,
    group: &Group,
    (form, seats): (&Form, &[groups::Seat]),
    convenes: bool,
    (back, key): (String, Option<(String, String)>),
) -> Result<Response, Fault> {
    let mut page = FormPage::new(frame, form, sections(t, form, seats), "task-save");
    page.form.is_locked = !convenes || group.ended_at.is_some();
    page.form.cancel = Some(back);
    page.form.hidden.extend(key);
    page.show()
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let group = groups::meeting(&mut site.read().await?, id).await?.planning_group_id;
    let made =
        submit_once(&site, &mut form, async |tx| groups::create_task(tx, group, Some(id), &input).await);
    match made.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=uppgift#uppgifter", meeting_address(id)))),
        None => show_new(&site, t, &here, id, &form).await,
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let task = groups::task(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &task);
    show_edit(&site, t, &here, &task, &form).await
}

fn fill(form: &mut Form, task: &Task) {
    form.set("title", &task.title)
        .set("seat_id", task.seat_id.map(|id| id.to_string()).unwrap_or_default())
        .set("assignee", &task.assignee)
        .set("due", task.due.map(|day| day.to_string()).unwrap_or_default())
        .set("result", &task.result)
        .set("version", task.version);
    if task.done_at.is_some() {
        form.set("is_done", "1");
    }
}

fn back(task: &Task) -> String {
    task.meeting_id.map_or_else(|| group_address(task.planning_group_id), meeting_address)
}

async fn show_edit(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    task: &Task,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, convenes, _) = convened(site, &mut tx, task.planning_group_id).await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    drop(tx);
    let frame = frame_below(t, here, task.title.clone(), &group);
    show_form(t, frame, &group, (form, &seats), convenes, (back(task), None))
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let version = form.value("version").parse().unwrap_or(-1);
    let saved = submit(&site, &mut form, async |tx| groups::edit_task(tx, id, version, &input).await).await?;
    let task = groups::task(&mut site.read().await?, id).await?;
    if saved.is_some() {
        return Ok(see_other(&format!("{}?sparad=uppgift#uppgifter", back(&task))));
    }
    if form.is_conflict() {
        form.set("version", task.version);
    }
    show_edit(&site, t, &here, &task, &form).await
}
