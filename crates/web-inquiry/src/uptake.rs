//! Asking how far those asked have come with approaches, such as technologies: chosen from a list, and what was said last filled in.

use axum::response::Response;
use axum::routing::get;
use plan::inquiry;
use statistics::effects::{Approach, Theme};
use uuid::Uuid;

use crate::words::{frame_below, inquiry_address};
use site::Site;
use site::fault::Fault;
use site::forms::{Field, Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::stage_choices;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/forfragan/{id}/spridning", get(page).post(ask))
}

/// How far they have come in words, with how many have it and since when where that is said.
pub fn said_words(t: Texts, choice: &str) -> String {
    let mut lines = choice.split('\n');
    let stage = lines.next().unwrap_or_default();
    let mut words = vec![t.get(&format!("uptake-stage-{stage}"))];
    let share = lines.next().and_then(|share| share.parse::<f64>().ok());
    words.extend(share.map(|share| {
        t.with(
            "uptake-share-of-users",
            &[("share", &t.percent(share / 100.0, usize::from(share.fract() != 0.0)))],
        )
    }));
    let day = lines.next().and_then(|day| day.parse().ok());
    words.extend(day.map(|day| t.with("uptake-since", &[("day", &t.date(day))])));
    words.join(", ")
}

/// What is typed in an answer.
pub fn fields(t: Texts, fields: &Fields<'_>) -> Vec<Field> {
    let one = |name: &str, kind: Kind| fields.called(name, &format!("uptake-{name}"), kind);
    let note = Field { label: t.get("reply-uptake-note"), ..fields.field("body", Kind::Text) };
    vec![
        one("stage", Kind::Radios(stage_choices(t))),
        one("share", Kind::Number),
        one("day", Kind::Date),
        note,
    ]
}

fn told(t: Texts, approach: &Approach) -> String {
    approach.title.in_language(t.code()).to_owned()
}

/// The approaches to choose among: technologies first.
fn choices(site: &RequestContext) -> Vec<&Approach> {
    let approaches = site.forecast.tables().effects.approaches().iter();
    let mut all: Vec<&Approach> = approaches.filter(|one| one.is_practice).collect();
    all.sort_by_key(|one| one.theme != Theme::Technology);
    all
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    show(&site, t, &here, id, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let about = inquiry::load(&mut tx, id).await?;
    let asked = inquiry::questions(&mut tx, id).await?;
    drop(tx);
    let fields = Fields { t, thing: "uptake", form, theirs: None };
    let is_asked = |one: &&&Approach| asked.iter().any(|question| question.approach() == Some(&one.name));
    let all = choices(site);
    let left: Vec<&&Approach> = all.iter().filter(|one| !is_asked(one)).collect();
    let one = |one: &&&Approach| Field { label: told(t, one), ..fields.called(&one.name, "ask", Kind::Box) };
    let (technology, others): (Vec<&&Approach>, Vec<&&Approach>) =
        left.iter().partition(|one| one.theme == Theme::Technology);
    let section = |key: &str, some: Vec<&&Approach>| Section {
        heading: Some(t.get(key)),
        fields: some.iter().map(one).collect(),
        ..Section::default()
    };
    let sections = [("theme-technology", technology), ("uptake-other-approaches", others)];
    let sections = sections.into_iter().filter(|(_, some)| !some.is_empty());
    let sections = sections.map(|(key, some)| section(key, some)).collect();
    let frame = frame_below(t, here, t.get("uptake-ask-title"), &about);
    let mut page = FormPage::new(frame, form, sections, "uptake-ask");
    page.form.is_locked = about.phase != plan::access::Phase::Draft;
    page.form.cancel = Some(inquiry_address(id));
    page.lead(t.get("uptake-ask-lead")).show()
}

async fn ask(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let ticked = choices(&site).into_iter().filter(|one| form.ticked(&one.name));
    let title = |one: &Approach| t.with("uptake-question", &[("approach", &told(t, one))]);
    let chosen: Vec<(String, String)> = ticked.map(|one| (one.name.clone(), title(one))).collect();
    let effects = &site.forecast.tables().effects;
    match submit(&site, &mut form, async |tx| inquiry::ask_about_uptake(tx, effects, id, &chosen).await)
        .await?
    {
        Some(()) => Ok(see_other(&format!("{}?sparad=spridning", inquiry_address(id)))),
        None => show(&site, t, &here, id, &form).await,
    }
}
