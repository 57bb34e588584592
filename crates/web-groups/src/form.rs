//! The form of a group's own fields, and ending a group.

use axum::response::Response;
use axum::routing::get;
use plan::access::Right;
use plan::groups::{self, Group, GroupInput, GroupKind, Openness};
use plan::records::Listing;
use uuid::Uuid;

use crate::words::{convened, county_options, frame_below, group_address, list_frame, told};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, acting_for, options, submit, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/grupp/ny", get(new).post(create))
        .route("/grupp/{id}/andra", get(edit).post(save))
        .route("/grupp/{id}/avsluta", get(ending).post(end))
}

async fn new(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let mut form = Form::default();
    fill(&mut form, &GroupInput::default());
    show_new(&site, t, &here, &form).await
}

async fn show_new(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
) -> Result<Response, Fault> {
    let mut sections = sections(site, t, form, None, None).await?;
    let conveners = acting_for(site, t, Right::Convene).await?;
    if conveners.len() > 1 {
        let fields = Fields { t, thing: "group", form, theirs: None };
        sections[0].fields.insert(0, fields.required("organisation_id", Kind::Choice(conveners)));
    }
    let frame = list_frame(t, here, t.get("group-new")).below(t.get("groups-title"), "/grupper");
    let mut page = FormPage::new(frame, form, sections, "group-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.lead(t.get("group-new-lead")).show()
}

async fn create(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let organisation = form.text("organisation_id");
    let convener = Some(organisation.as_str()).filter(|id| !id.is_empty());
    match submit_once(&site, &mut form, async |tx| groups::create(tx, convener, &input).await).await? {
        Some(id) => Ok(see_other(&format!("{}?sparad=grupp", group_address(id)))),
        None => show_new(&site, t, &here, &form).await,
    }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let group = groups::load(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &GroupInput::from(&group));
    form.set("version", group.version);
    show_edit(&site, t, &here, &group, &form, None).await
}

async fn show_edit(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    group: &Group,
    form: &Form,
    theirs: Option<&Form>,
) -> Result<Response, Fault> {
    let frame = frame_below(t, here, t.get("group-edit"), group);
    let sections = sections(site, t, form, theirs, Some(group.id)).await?;
    let mut page = FormPage::new(frame, form, sections, "form-save");
    page.form.is_locked = group.ended_at.is_some();
    page.form.cancel = Some(group_address(group.id));
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&mut form);
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::edit(tx, id, version, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=grupp", group_address(id)))),
        None => {
            let now = groups::load(&mut site.read().await?, id).await?;
            let mut theirs = Form::default();
            fill(&mut theirs, &GroupInput::from(&now));
            let is_conflict = form.is_conflict();
            if is_conflict {
                form.set("version", now.version);
            }
            show_edit(&site, t, &here, &now, &form, is_conflict.then_some(&theirs)).await
        }
    }
}

fn read(form: &mut Form) -> GroupInput {
    GroupInput {
        kind: GroupKind::named(form.value("kind")).unwrap_or(GroupKind::Reference),
        title: form.text("title"),
        mandate: form.text("mandate"),
        theme: form.text("theme"),
        roadmap_id: form.value("roadmap_id").parse().ok(),
        county: form.text("county"),
        starts_on: form.date("starts_on"),
        ends_on: form.date("ends_on"),
        decider: form.text("decider"),
        decides_on: form.date("decides_on"),
        decision_path: form.text("decision_path"),
        openness: Openness::named(form.value("openness")).unwrap_or(Openness::Members),
        notice_days: form.whole("notice_days"),
        contact: form.text("contact"),
        steering_id: form.value("steering_id").parse().ok(),
    }
}

fn fill(form: &mut Form, input: &GroupInput) {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    form.set("kind", input.kind)
        .set("title", &input.title)
        .set("mandate", &input.mandate)
        .set("theme", &input.theme)
        .set("roadmap_id", id(input.roadmap_id))
        .set("county", &input.county)
        .set("starts_on", day(input.starts_on))
        .set("ends_on", day(input.ends_on))
        .set("decider", &input.decider)
        .set("decides_on", day(input.decides_on))
        .set("decision_path", &input.decision_path)
        .set("openness", input.openness)
        .set("notice_days", input.notice_days.map(|days| days.to_string()).unwrap_or_default())
        .set("contact", &input.contact)
        .set("steering_id", id(input.steering_id));
}

async fn sections(
    site: &RequestContext,
    t: Texts,
    form: &Form,
    theirs: Option<&Form>,
    own: Option<Uuid>,
) -> Result<Vec<Section>, Fault> {
    let mut tx = site.read().await?;
    let none = || vec![(String::new(), t.get("choice-none"))];
    let (mut roadmaps, mut steering) = (none(), none());
    let (all, _) = plan::roadmap::list(&mut tx, &Listing::all()).await?;
    roadmaps.extend(all.into_iter().map(|one| (one.roadmap.id.to_string(), one.roadmap.title)));
    let (all, _) = groups::list(&mut tx, &Listing::all()).await?;
    let others = all.into_iter().filter(|one| Some(one.id) != own && one.kind == GroupKind::Steering);
    steering.extend(others.map(|one| (one.id.to_string(), one.title)));
    drop(tx);
    let fields = Fields { t, thing: "group", form, theirs };
    let about = vec![
        fields.required("kind", Kind::Radios(options(t, "group-kind", GroupKind::ALL.map(GroupKind::name)))),
        fields.required("title", Kind::Line),
        fields.required("mandate", Kind::Text),
        fields.field("theme", Kind::Line),
        fields.field("roadmap_id", Kind::Choice(roadmaps)),
        fields.field("county", Kind::Choice(county_options(site, t))),
    ];
    let decision = vec![
        fields.field("starts_on", Kind::Date),
        fields.field("ends_on", Kind::Date),
        fields.required("decider", Kind::Line),
        fields.field("decides_on", Kind::Date),
        fields.field("decision_path", Kind::Text),
        fields.field("steering_id", Kind::Choice(steering)),
    ];
    let how = vec![
        fields.required("openness", Kind::Radios(options(t, "openness", Openness::ALL.map(Openness::name)))),
        fields.field("notice_days", Kind::Number),
        fields.field("contact", Kind::Text),
    ];
    let section =
        |heading: &str, fields| Section { heading: Some(t.get(heading)), fields, ..Section::default() };
    Ok(vec![
        section("group-section-about", about),
        section("group-section-decision", decision),
        section("group-section-how", how),
    ])
}

async fn ending(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, ..) = convened(&site, &mut tx, id).await?;
    drop(tx);
    let mut form = Form::default();
    form.set("version", group.version).set("summary", &group.summary);
    show_ending(t, &here, &group, &form)
}

fn show_ending(t: Texts, here: &CurrentPage, group: &Group, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "group", form, theirs: None };
    let section = Section { fields: vec![fields.required("summary", Kind::Text)], ..Section::default() };
    let frame = frame_below(t, here, t.get("group-end"), group);
    let mut page = FormPage::new(frame, form, vec![section], "group-end-do");
    page.form.is_locked = group.ended_at.is_some();
    page.form.cancel = Some(group_address(group.id));
    page.lead(t.get("group-end-lead"))
        .link(t.get("said-title"), format!("{}/sagt", group_address(group.id)))
        .show()
}

async fn end(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let summary = form.text("summary");
    match submit(&site, &mut form, async |tx| groups::end(tx, id, version, &summary).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad={}", group_address(id), told(&site, "grupp-avslutad")))),
        None => {
            let now = groups::load(&mut site.read().await?, id).await?;
            if form.is_conflict() {
                form.set("version", now.version);
            }
            show_ending(t, &here, &now, &form)
        }
    }
}
