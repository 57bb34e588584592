//! The recruitment trail: what has been done to fill what is missing, and letters to those who could.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::{get, post};
use plan::groups::{
    self, Group, Meeting, RecruitmentChannel, RecruitmentResult, RecruitmentStep, SeatRole, StepInput,
};
use plan::inquiry::SIZES;
use serde::Deserialize;
use site::words::size_words;
use uuid::Uuid;

use crate::seats::{box_name, perspective_fields, perspectives};

use crate::words::{convened, county_name, county_options, frame_below, group_address, told, when};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{
    Field, Fields, Form, FormPage, FormView, Kind, Section, Sent, options, submit, submit_once,
};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/grupp/{id}/rekrytering", get(page).post(create))
        .route("/grupp/{id}/rekrytering/brev", get(letter).post(write))
        .route("/rekrytering/{id}", get(edit).post(save))
        .route("/rekrytering/{id}/bort", post(forget))
}

/// What a step is to be about.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Begin {
    lan: String,
    storlek: Option<i64>,
    perspektiv: String,
    plats: Option<Uuid>,
}

impl Begin {
    /// A form that is about it.
    fn form(&self) -> Form {
        let mut form = Form::default();
        form.set("county", &self.lan)
            .set("size_class", self.storlek.map(|class| class.to_string()).unwrap_or_default())
            .set("seat_id", self.plats.map(|seat| seat.to_string()).unwrap_or_default());
        if let Some(one) = groups::Perspective::named(&self.perspektiv) {
            form.set(box_name(one), "1");
        }
        form
    }

    fn is_about_something(&self) -> bool {
        let is_placed = !self.lan.is_empty() || self.storlek.is_some();
        is_placed || !self.perspektiv.is_empty() || self.plats.is_some()
    }
}

#[derive(Template)]
#[template(path = "groups/recruitment.html")]
struct RecruitmentPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    rows: Vec<Row>,
    form: Option<FormView>,
    is_open: bool,
    address: String,
    public: Option<String>,
}

struct Row {
    day: String,
    about: String,
    channel: String,
    whom: String,
    email: String,
    note: String,
    result: String,
    mark: &'static str,
    address: String,
    version: i64,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
    Query(begin): Query<Begin>,
) -> Result<Response, Fault> {
    let mut form = begin.form();
    form.set("channel", RecruitmentChannel::Network).set("result", RecruitmentResult::Waiting);
    let is_begun = begin.is_about_something();
    show(&site, t, &here, id, flash.message(t), &form, is_begun).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    form: &Form,
    is_open: bool,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, convenes, _) = convened(site, &mut tx, id).await?;
    let steps = groups::steps(&mut tx, id).await?;
    let seats = groups::seats(&mut tx, id).await?;
    drop(tx);
    let address = group_address(id);
    let sections = vec![Section { fields: fields(site, t, form, &seats), ..Section::default() }];
    let mut view = FormView::new(t, form, sections, None);
    view.action = format!("{address}/rekrytering");
    view.save = t.get("step-save");
    view.hidden.push(form.one_time_key(site.db.clock()));
    let is_empty = steps.is_empty();
    let page = RecruitmentPage {
        frame: frame_below(t, here, t.get("recruitment-title"), &group),
        notice,
        rows: steps.iter().map(|step| row(site, t, step)).collect(),
        form: convenes.then_some(view),
        is_open: is_open || is_empty || !form.is_good(),
        public: (group.openness != groups::Openness::Members && group.ended_at.is_none())
            .then(|| format!("{}/vill-delta/{id}", here.asked.origin)),
        address,
    };
    render_with(form.status(), &page)
}

fn row(site: &RequestContext, t: Texts, step: &RecruitmentStep) -> Row {
    let size =
        step.size_class.and_then(|class| usize::try_from(class).ok()).map(|class| size_words(t, class));
    let county = (!step.county.is_empty()).then(|| county_name(site, t, &step.county));
    let role = SeatRole::named(&step.role).map(|role| t.get(&format!("seat-role-{role}")));
    let perspectives = step
        .perspectives
        .split_whitespace()
        .filter_map(groups::Perspective::named)
        .map(|one| t.get(&format!("perspective-{one}")));
    let about: Vec<String> = [county, role, size].into_iter().flatten().chain(perspectives).collect();
    Row {
        day: t.long_date(step.day),
        about: about.join(" · "),
        channel: t.get(&format!("recruitment-channel-{}", step.channel)),
        whom: step.whom.clone(),
        email: step.email.clone(),
        note: step.note.clone(),
        result: t.get(&format!("recruitment-result-{}", step.result)),
        mark: match step.result {
            RecruitmentResult::Seated => "full",
            RecruitmentResult::Interested => "half",
            RecruitmentResult::Declined | RecruitmentResult::NoAnswer => "struck",
            RecruitmentResult::Waiting => "",
        },
        address: format!("/rekrytering/{}", step.id),
        version: step.version,
    }
}

/// A step in one sentence: "2 september: brev till …, inget svar".
pub fn step_words(t: Texts, step: &RecruitmentStep) -> String {
    t.with(
        "step-words",
        &[
            ("day", &t.long_date(step.day)),
            ("channel", &t.get(&format!("recruitment-channel-{}", step.channel))),
            ("whom", &step.whom),
            ("result", &t.get(&format!("recruitment-result-{}", step.result)).to_lowercase()),
        ],
    )
}

fn about_fields(site: &RequestContext, t: Texts, fields: &Fields<'_>) -> Vec<Field> {
    let mut roles = vec![(String::new(), t.get("choice-any"))];
    roles.extend(options(t, "seat-role", SeatRole::ALL.map(SeatRole::name)));
    let mut sizes = vec![(String::new(), t.get("choice-any"))];
    sizes.extend((0..SIZES.len()).map(|class| (class.to_string(), size_words(t, class))));
    let mut all = vec![
        fields.field("county", Kind::Choice(county_options(site, t))),
        fields.field("role", Kind::Choice(roles)),
        fields.field("size_class", Kind::Choice(sizes)),
    ];
    all.extend(perspective_fields(t, fields));
    all
}

fn fields(site: &RequestContext, t: Texts, form: &Form, seats: &[groups::Seat]) -> Vec<Field> {
    let fields = Fields { t, thing: "step", form, theirs: None };
    let mut all = about_fields(site, t, &fields);
    let channels = RecruitmentChannel::ALL.map(RecruitmentChannel::name);
    let results = RecruitmentResult::ALL.map(RecruitmentResult::name);
    all.extend([
        fields.field("day", Kind::Date),
        fields.required("channel", Kind::Choice(options(t, "recruitment-channel", channels))),
        fields.required("whom", Kind::Line),
        fields.field("email", Kind::Email),
        fields.field("note", Kind::Text),
        fields.required("result", Kind::Choice(options(t, "recruitment-result", results))),
        fields.field("seat_id", Kind::Choice(crate::words::seat_options(t, seats))),
    ]);
    all
}

fn read(form: &mut Form) -> StepInput {
    StepInput {
        county: form.text("county"),
        role: SeatRole::named(form.value("role")),
        perspectives: perspectives(form),
        size_class: form.whole("size_class"),
        day: form.date("day"),
        channel: RecruitmentChannel::named(form.value("channel")).unwrap_or(RecruitmentChannel::Other),
        whom: form.text("whom"),
        email: form.text("email"),
        note: form.text("note"),
        result: RecruitmentResult::named(form.value("result")).unwrap_or(RecruitmentResult::Waiting),
        seat_id: form.value("seat_id").parse().ok(),
    }
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    match submit_once(&site, &mut form, async |tx| groups::recruit(tx, id, &input).await).await? {
        Some(_) => Ok(see_other(&format!("{}/rekrytering?sparad=steg", group_address(id)))),
        None => show(&site, t, &here, id, None, &form, true).await,
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let step = groups::recruitment_step(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    let input = StepInput::from(&step);
    form.set("county", &input.county)
        .set("role", input.role.map_or("", SeatRole::name))
        .set("size_class", input.size_class.map(|class| class.to_string()).unwrap_or_default())
        .set("day", step.day)
        .set("channel", input.channel)
        .set("whom", &input.whom)
        .set("email", &input.email)
        .set("note", &input.note)
        .set("result", input.result)
        .set("seat_id", input.seat_id.map(|id| id.to_string()).unwrap_or_default())
        .set("version", step.version);
    for one in &input.perspectives {
        form.set(box_name(*one), "1");
    }
    show_edit(&site, t, &here, &step, &form).await
}

async fn show_edit(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    step: &RecruitmentStep,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, convenes, _) = convened(site, &mut tx, step.planning_group_id).await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    drop(tx);
    let back = format!("{}/rekrytering", group_address(group.id));
    let sections = vec![Section { fields: fields(site, t, form, &seats), ..Section::default() }];
    let frame = frame_below(t, here, step.whom.clone(), &group).below(t.get("recruitment-title"), &back);
    let mut page = FormPage::new(frame, form, sections, "form-save");
    page.form.cancel = Some(back);
    page.form.is_locked = !convenes;
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::edit_step(tx, id, version, &input).await).await? {
        Some(()) => {
            let group = groups::recruitment_step(&mut site.read().await?, id).await?.planning_group_id;
            Ok(see_other(&format!("{}/rekrytering?sparad=steg", group_address(group))))
        }
        None => {
            let step = groups::recruitment_step(&mut site.read().await?, id).await?;
            if form.is_conflict() {
                form.set("version", step.version);
            }
            show_edit(&site, t, &here, &step, &form).await
        }
    }
}

async fn forget(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, form, .. } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let mut tx = site.write().await?;
    let group = groups::forget_step(&mut tx, id, version).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}/rekrytering?sparad=steg-borta", group_address(group))))
}

async fn letter(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(begin): Query<Begin>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, _, tree) = convened(&site, &mut tx, id).await?;
    let meetings = groups::meetings(&mut tx, id).await?;
    drop(tx);
    let now = site.db.clock().now();
    let next = meetings.iter().find(|one| one.is_on() && one.starts_at > now);
    let mut form = begin.form();
    form.set("subject", t.with("recruit-letter-subject", &[("group", &group.title)]))
        .set("body", template(&site, t, &group, tree.name(&group.organisation_id), &begin, next, &here));
    show_letter(&site, t, &here, &group, &form)
}

/// What a letter to a network begins with: what the group is, what it lacks, when it meets, and how one takes part.
fn template(
    site: &RequestContext,
    t: Texts,
    group: &Group,
    convener: &str,
    begin: &Begin,
    next: Option<&Meeting>,
    here: &CurrentPage,
) -> String {
    let mut parts = vec![t.with(
        "recruit-letter-about",
        &[("group", &group.title), ("convener", &convener), ("mandate", &group.mandate)],
    )];
    if !begin.lan.is_empty() {
        parts.push(t.with("recruit-letter-county", &[("county", &county_name(site, t, &begin.lan))]));
    }
    if let Some(class) = begin.storlek.and_then(|class| usize::try_from(class).ok()) {
        parts.push(t.with("recruit-letter-size", &[("size", &size_words(t, class).to_lowercase())]));
    }
    if let Some(next) = next {
        parts.push(t.with("recruit-letter-next", &[("title", &next.title), ("when", &when(t, next))]));
    }
    parts.push(t.get("recruit-letter-no-duty"));
    if group.openness != groups::Openness::Members {
        let address = format!("{}/vill-delta/{}", here.asked.origin, group.id);
        parts.push(t.with("recruit-letter-how", &[("address", &address)]));
    }
    if !group.contact.is_empty() {
        parts.push(t.with("recruit-letter-contact", &[("contact", &group.contact)]));
    }
    parts.join("\n\n")
}

fn show_letter(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    group: &Group,
    form: &Form,
) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "step", form, theirs: None };
    let mut all = about_fields(site, t, &fields);
    all.extend([
        fields.required("whom", Kind::Line),
        fields.required("email", Kind::Email),
        fields.required("subject", Kind::Line),
        fields.required("body", Kind::Text),
    ]);
    let back = format!("{}/rekrytering", group_address(group.id));
    let frame = frame_below(t, here, t.get("recruit-letter"), group).below(t.get("recruitment-title"), &back);
    let section = Section { fields: all, ..Section::default() };
    let mut page = FormPage::new(frame, form, vec![section], "recruit-letter-send");
    page.form.cancel = Some(back);
    page.form.is_locked = group.ended_at.is_some();
    page.form.hidden.push(("seat_id".into(), form.value("seat_id").into()));
    let lead = if site.gate.sends_mail() { "recruit-letter-lead" } else { "recruit-letter-no-mail" };
    page.lead(t.get(lead)).show()
}

async fn write(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let mut input = read(&mut form);
    let (subject, body) = (form.text("subject"), form.text("body"));
    if body.is_empty() {
        form.fault(plan::fault::FieldFault::new("body", "letter-missing"));
    }
    input.note = String::new();
    let words: Vec<String> = crate::overview::paragraphs(&body.replace("\r\n", "\n"));
    let address = format!("{}/om-gruppen/{id}", here.asked.origin);
    let letter =
        site::letters::letter(t, &input.email, &subject, &words, &address, &t.get("recruit-letter-end"));
    match submit(&site, &mut form, async |tx| groups::write_letter(tx, id, &input, &letter).await).await? {
        Some(_) => Ok(see_other(&format!(
            "{}/rekrytering?sparad={}",
            group_address(id),
            told(&site, "rekryteringsbrev")
        ))),
        None => {
            let group = groups::load(&mut site.read().await?, id).await?;
            show_letter(&site, t, &here, &group, &form)
        }
    }
}
