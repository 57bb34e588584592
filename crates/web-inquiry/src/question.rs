//! The form of a question.

use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::Phase;
use plan::inquiry::{self, Inquiry, Question, QuestionInput, QuestionKind};
use serde::Deserialize;
use uuid::Uuid;

use crate::words::{choice_words, frame_below, inquiry_address};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, options, submit, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/{id}/fraga", get(new).post(create))
        .route("/fraga/{id}/andra", get(edit).post(save))
}

/// What separates the question from the choice in a field's value.
const BRANCH: char = '/';

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    slag: Option<String>,
}

async fn new(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    let kind = asked.slag.as_deref().and_then(QuestionKind::named).unwrap_or(QuestionKind::Text);
    fill(&mut form, &QuestionInput { kind, ..QuestionInput::default() });
    show(&site, t, &here, id, None, &form).await
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (inquiry, question) = inquiry::question(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    fill(&mut form, &QuestionInput::from(&question));
    form.set("version", question.version);
    show(&site, t, &here, inquiry.id, Some(id), &form).await
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&form);
    match submit_once(&site, &mut form, async |tx| inquiry::create_question(tx, id, &input).await).await? {
        Some(made) => Ok(saved(id, made)),
        None => show(&site, t, &here, id, None, &form).await,
    }
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read(&form);
    let version = form.value("version").parse().unwrap_or(-1);
    let (inquiry, _) = inquiry::question(&mut site.read().await?, id).await?;
    match submit(&site, &mut form, async |tx| inquiry::edit_question(tx, id, version, &input).await).await? {
        Some(()) => Ok(saved(inquiry.id, id)),
        None => {
            if form.is_conflict() {
                let (_, now) = inquiry::question(&mut site.read().await?, id).await?;
                form.set("version", now.version);
            }
            show(&site, t, &here, inquiry.id, Some(id), &form).await
        }
    }
}

fn saved(inquiry: Uuid, question: Uuid) -> Response {
    see_other(&format!("{}?sparad=fraga#fraga-{question}", inquiry_address(inquiry)))
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    inquiry: Uuid,
    question: Option<Uuid>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let asked = inquiry::load(&mut tx, inquiry).await?;
    let all = inquiry::questions(&mut tx, inquiry).await?;
    drop(tx);
    let title = t.get(if question.is_some() { "question-edit" } else { "question-new" });
    let mut page = FormPage::new(
        frame_below(t, here, title, &asked),
        form,
        vec![section(t, form, &asked, &all, question)],
        "question-save",
    );
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.is_locked = asked.phase != Phase::Draft;
    page.form.cancel = Some(inquiry_address(inquiry));
    page.show()
}

fn section(t: Texts, form: &Form, asked: &Inquiry, all: &[Question], own: Option<Uuid>) -> Section {
    let fields = Fields { t, thing: "question", form, theirs: None };
    let kinds = QuestionKind::ALL.into_iter().filter(|kind| {
        // A stance is on a point of a roadmap, or on what a question says.
        match kind {
            QuestionKind::Stance => asked.roadmap_id.is_some() || form.value("kind") == kind.name(),
            _ if kind.is_from_list() => form.value("kind") == kind.name(),
            _ => true,
        }
    });
    let mut list = vec![
        fields.required("title", Kind::Line),
        fields.field("help", Kind::Text),
        fields.required("kind", Kind::Radios(options(t, "question-kind", kinds.map(QuestionKind::name)))),
        fields.field("options", Kind::Text),
        fields.field("unit", Kind::Line),
        fields.field("is_required", Kind::Box),
    ];
    let branches = branches(t, all, own);
    if branches.len() > 1 {
        list.push(fields.field("depends_on", Kind::Choice(branches)));
    }
    Section { fields: list, ..Section::default() }
}

/// Earlier questions with choices, each with each of its choices.
fn branches(t: Texts, all: &[Question], own: Option<Uuid>) -> Vec<(String, String)> {
    let end = own.and_then(|own| all.iter().position(|one| one.id == own)).unwrap_or(all.len());
    let mut found = vec![(String::new(), t.get("question-always"))];
    for (place, one) in all[..end].iter().enumerate() {
        for choice in one.choices() {
            let words = t.with(
                "question-branch",
                &[
                    ("number", &(place + 1)),
                    ("title", &one.title),
                    ("choice", &choice_words(t, one, &choice)),
                ],
            );
            found.push((format!("{}{BRANCH}{choice}", one.id), words));
        }
    }
    found
}

fn read(form: &Form) -> QuestionInput {
    let branch = form.text("depends_on");
    let (on, choice) = branch.split_once(BRANCH).unwrap_or_default();
    QuestionInput {
        title: form.text("title"),
        help: form.text("help"),
        kind: QuestionKind::named(form.value("kind")).unwrap_or(QuestionKind::Text),
        options: form.text("options"),
        unit: form.text("unit"),
        is_required: form.ticked("is_required"),
        depends_on: on.parse().ok(),
        depends_choice: choice.to_owned(),
    }
}

fn fill(form: &mut Form, input: &QuestionInput) {
    form.set("title", &input.title)
        .set("help", &input.help)
        .set("kind", input.kind)
        .set("options", &input.options)
        .set("unit", &input.unit);
    if input.is_required {
        form.set("is_required", "1");
    }
    if let Some(on) = input.depends_on {
        form.set("depends_on", format!("{on}{BRANCH}{}", input.depends_choice));
    }
}
