//! The forms of an inquiry's own fields: new, and while it is a draft; and of its plan while answers come in.

use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::{Kind as ThingKind, Phase, Right};
use plan::inquiry::{self, About, Face, Inquiry, InquiryInput, PlanInput, Readers};
use serde::Deserialize;
use uuid::Uuid;

use crate::words::{frame_below, inquiry_address, list_frame};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, acting_for, options, submit, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/ny", get(new).post(create))
        .route("/forfragan/{id}/andra", get(edit).post(save))
        .route("/forfragan/{id}/plan", get(plan).post(replan))
}

/// What a new inquiry is to be about.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Begin {
    fardplan: Option<Uuid>,
    fran: Option<Uuid>,
}

impl Begin {
    fn about(&self) -> About {
        match (self.fardplan, self.fran) {
            (Some(roadmap), _) => About::Roadmap(roadmap),
            (None, Some(copied)) => About::Copy(copied),
            (None, None) => About::Theme,
        }
    }
}

async fn new(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(begin): Query<Begin>,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    let mut tx = site.read().await?;
    let mut input = InquiryInput::default();
    match begin.about() {
        About::Roadmap(id) => {
            let roadmap = plan::roadmap::around(&mut tx, ThingKind::Roadmap.of(id)).await?;
            if let Some(prepared) = inquiry::prepared_about(&mut tx, id).await? {
                return Ok(see_other(&inquiry_address(prepared.id)));
            }
            input.title = t.with("inquiry-about-roadmap", &[("title", &roadmap.title)]);
            input.face = Face::Consultation;
        }
        About::Copy(id) => {
            let copied = inquiry::load(&mut tx, id).await?;
            input = InquiryInput { answer_by: None, feedback_by: None, ..InquiryInput::from(&copied) };
            if input.face == Face::Consultation {
                input.face = Face::Questions;
            }
        }
        About::Theme => {}
    }
    drop(tx);
    fill(&mut form, &input);
    show_new(&site, t, &here, &begin, &form).await
}

async fn show_new(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    begin: &Begin,
    form: &Form,
) -> Result<Response, Fault> {
    let is_roadmaps = begin.fardplan.is_some();
    let mut sections = sections(t, form, is_roadmaps);
    let senders = acting_for(site, t, Right::Ask).await?;
    if !is_roadmaps && senders.len() > 1 {
        let fields = Fields { t, thing: "inquiry", form, theirs: None };
        sections[0].fields.insert(0, fields.required("organisation_id", Kind::Choice(senders)));
    }
    let frame = list_frame(t, here, t.get("inquiry-new")).below(t.get("inquiries-title"), "/forfragningar");
    let mut page = FormPage::new(frame, form, sections, "inquiry-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.lead(t.get("inquiry-new-lead")).show()
}

async fn create(Query(begin): Query<Begin>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let organisation = form.text("organisation_id");
    let asked = Some(organisation.as_str()).filter(|id| !id.is_empty());
    let made =
        submit_once(&site, &mut form, async |tx| inquiry::create(tx, asked, &input, begin.about()).await);
    match made.await? {
        Some(id) => Ok(see_other(&format!("{}?sparad=forfragan", inquiry_address(id)))),
        None => show_new(&site, t, &here, &begin, &form).await,
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let inquiry = inquiry::load(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &InquiryInput::from(&inquiry));
    form.set("version", inquiry.version);
    show_edit(t, &here, &inquiry, &form, None)
}

fn show_edit(
    t: Texts,
    here: &CurrentPage,
    inquiry: &Inquiry,
    form: &Form,
    conflict: Option<String>,
) -> Result<Response, Fault> {
    let frame = frame_below(t, here, t.get("inquiry-edit"), inquiry);
    let mut page = FormPage::new(frame, form, sections(t, form, inquiry.roadmap_id.is_some()), "form-save");
    page.form.conflict = conflict;
    page.form.is_locked = inquiry.phase != Phase::Draft;
    page.form.cancel = Some(inquiry_address(inquiry.id));
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| inquiry::edit(tx, id, version, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=forfragan", inquiry_address(id)))),
        None => {
            let now = inquiry::load(&mut site.read().await?, id).await?;
            if form.is_conflict() {
                form.set("version", now.version);
            }
            show_edit(t, &here, &now, &form, None)
        }
    }
}

/// What was typed.
fn read(form: &mut Form) -> InquiryInput {
    InquiryInput {
        face: Face::named(form.value("face")).unwrap_or(Face::Call),
        title: form.text("title"),
        purpose: form.text("purpose"),
        planned_use: form.text("planned_use"),
        theme: form.text("theme"),
        letter: form.text("letter"),
        contact: form.text("contact"),
        minutes: form.whole("minutes"),
        answer_by: form.date("answer_by"),
        feedback_by: form.date("feedback_by"),
        readers: Readers::named(form.value("readers")).unwrap_or(Readers::Sender),
        is_open: form.ticked("is_open"),
        registry_number: form.text("registry_number"),
        reminders: form.text("reminders"),
    }
}

fn fill(form: &mut Form, input: &InquiryInput) {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    form.set("face", input.face)
        .set("title", &input.title)
        .set("purpose", &input.purpose)
        .set("planned_use", &input.planned_use)
        .set("theme", &input.theme)
        .set("letter", &input.letter)
        .set("contact", &input.contact)
        .set("minutes", input.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
        .set("answer_by", day(input.answer_by))
        .set("feedback_by", day(input.feedback_by))
        .set("readers", input.readers)
        .set("registry_number", &input.registry_number)
        .set("reminders", &input.reminders);
    if input.is_open {
        form.set("is_open", "1");
    }
}

/// The fields of an inquiry. One about a roadmap is opened by a step of the roadmap, and has its face from there.
fn sections(t: Texts, form: &Form, is_roadmaps: bool) -> Vec<Section> {
    let fields = Fields { t, thing: "inquiry", form, theirs: None };
    let mut about = Vec::new();
    if !is_roadmaps {
        let faces = [Face::Call, Face::Questions].map(Face::name);
        about.push(fields.required("face", Kind::Radios(options(t, "face", faces))));
    }
    about.push(fields.required("title", Kind::Line));
    if !is_roadmaps {
        about.push(fields.required("theme", Kind::Line));
    }
    about.push(fields.required("purpose", Kind::Text));
    about.push(fields.required("planned_use", Kind::Text));
    let promise = vec![
        fields.required("minutes", Kind::Number),
        fields.required("answer_by", Kind::Date),
        fields.required("feedback_by", Kind::Date),
        fields.required("readers", Kind::Radios(options(t, "readers", Readers::ALL.map(Readers::name)))),
    ];
    let letter = vec![
        fields.field("letter", Kind::Text),
        fields.field("contact", Kind::Text),
        fields.field("reminders", Kind::Line),
        fields.field("is_open", Kind::Box),
        fields.field("registry_number", Kind::Line),
    ];
    let section =
        |heading: &str, fields| Section { heading: Some(t.get(heading)), fields, ..Section::default() };
    vec![
        section("inquiry-section-about", about),
        section("inquiry-section-promise", promise),
        section("inquiry-section-letter", letter),
    ]
}

async fn plan(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let inquiry = inquiry::load(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &InquiryInput::from(&inquiry));
    form.set("version", inquiry.version);
    show_plan(t, &here, &inquiry, &form)
}

fn show_plan(t: Texts, here: &CurrentPage, inquiry: &Inquiry, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "inquiry", form, theirs: None };
    let mut list = vec![
        fields.required("answer_by", Kind::Date),
        fields.required("feedback_by", Kind::Date),
        fields.field("reminders", Kind::Line),
        fields.field("contact", Kind::Text),
        fields.field("is_open", Kind::Box),
    ];
    // What has been said to those who answer stands; what has not can be said yet.
    if inquiry.minutes.is_none() {
        list.insert(0, fields.field("minutes", Kind::Number));
    }
    if inquiry.planned_use.is_empty() {
        list.insert(0, fields.field("planned_use", Kind::Text));
    }
    let section = Section { fields: list, ..Section::default() };
    let frame = frame_below(t, here, t.get("inquiry-plan"), inquiry);
    let mut page = FormPage::new(frame, form, vec![section], "form-save");
    page.form.is_locked = inquiry.phase != Phase::Open;
    page.form.cancel = Some(inquiry_address(inquiry.id));
    page.lead(t.get("inquiry-plan-lead")).show()
}

async fn replan(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = PlanInput {
        answer_by: form.date("answer_by"),
        feedback_by: form.date("feedback_by"),
        reminders: form.text("reminders"),
        is_open: form.ticked("is_open"),
        planned_use: form.text("planned_use"),
        minutes: form.whole("minutes"),
        contact: form.text("contact"),
    };
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| inquiry::replan(tx, id, version, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=plan", inquiry_address(id)))),
        None => {
            let now = inquiry::load(&mut site.read().await?, id).await?;
            show_plan(t, &here, &now, &form)
        }
    }
}
