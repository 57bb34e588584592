//! An inquiry as whoever asks sees it: before it is opened what is lacking and what it costs, then what to do now, and who
//! has answered.

mod standing;
mod tasks;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Kind as ThingKind, Phase, Right, Stage};
use plan::inquiry::{self, Inquiry, Question};
use plan::organisations;
use plan::records::Page;
use plan::roadmap::Roadmap;
use uuid::Uuid;

use crate::burden::BurdenView;
use crate::words::{
    answer_address, choice_words, day, frame_below, inquiry_address, list_frame, question_address,
};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Form, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::{self, Id};
use site::visit::{CurrentPage, RequestContext};
use standing::Standing;
pub use standing::mark;
use tasks::Task;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/{id}", get(page))
        .route("/forfragan/{id}/oppna", post(open))
        .route("/forfragan/{id}/paminn", post(remind))
        .route("/forfragan/{id}/sa-ser-den-ut", get(preview))
}

#[derive(Template)]
#[template(path = "inquiry/page.html")]
struct InquiryPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// What hinders it from being opened.
    faults: Vec<(String, String)>,
    tag: String,
    about: Vec<String>,
    purpose: String,
    planned_use: String,
    burden: BurdenView,
    /// Whose committees do not meet in time.
    untimely: Option<String>,
    questions: Vec<QuestionRow>,
    recipients: usize,
    draft: Option<DraftActions>,
    open: Option<OpenView>,
    id: Uuid,
    address: String,
    /// The roadmap that it is about: title and address.
    roadmap: Option<(String, String)>,
    /// The meeting that it asks ahead of: title and address.
    meeting: Option<(String, String)>,
    /// What it passes on: who asks, and where one's own answer is written.
    above: Option<(String, String)>,
    /// Where anyone may answer.
    link: Option<String>,
    /// Where effects of the roadmap's measures are asked about.
    effects: Option<String>,
    /// Where how far they have come is asked about.
    uptake: Option<String>,
    more: Vec<(String, String)>,
}

struct QuestionRow {
    id: Uuid,
    number: usize,
    title: String,
    about: String,
    edit: Option<String>,
    answers: String,
    version: i64,
    name: String,
}

/// What can be done with a draft.
struct DraftActions {
    version: i64,
    /// Whether it is opened here, and not by a step of its roadmap.
    opens: bool,
    /// Why that step cannot be taken as the roadmap stands.
    not_now: Option<String>,
    delete_words: String,
}

/// What is seen while answers come in, and after.
struct OpenView {
    standing: Standing,
    tasks: Vec<Task>,
    /// The days on which those who have not answered are reminded.
    reminders: String,
    remind: Option<String>,
    is_open: bool,
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
    let inquiry = inquiry::load(&mut tx, id).await?;
    let questions = inquiry::questions(&mut tx, id).await?;
    let asked = inquiry::standing(&mut tx, id).await?;
    let response = inquiry::response_counts(asked.iter().map(|alike| alike.progress));
    let all = response.asked + response.unsent;
    let burden = inquiry::burden(&mut tx, id).await?;
    let counts = inquiry::counts(&mut tx, id).await?;
    let may_edit = plan::records::may_change(&mut tx, ThingKind::Inquiry.of(id)).await?;
    let tree = organisations::load(&mut tx).await?;
    let owner = tree.get(&inquiry.organisation_id).cloned();
    let may = |right: Right| {
        owner.as_ref().is_some_and(|owner| plan::access::may(&site.visitor().actor, right, owner.owner()))
    };
    let untimely =
        if inquiry.phase == Phase::Ended { Vec::new() } else { inquiry::untimely(&mut tx, &inquiry).await? };
    let roadmap = match inquiry.roadmap_id {
        Some(roadmap) => readable_roadmap(&mut tx, roadmap).await?,
        None => None,
    };
    let not_now = roadmap.as_ref().and_then(|roadmap| not_now(t, roadmap.stage));
    let roadmap = roadmap.map(|roadmap| {
        let address = things::address(ThingKind::Roadmap.of(roadmap.id));
        (roadmap.title, address)
    });
    let meeting = inquiry::meeting_ahead(&mut tx, id).await?;
    let meeting = meeting.map(|(id, title)| (title, things::address(ThingKind::Meeting.of(id))));
    let is_draft = inquiry.phase == Phase::Draft;
    let above = inquiry::above(&mut tx, &inquiry).await?.zip(inquiry.above_id).map(|(above, recipient)| {
        let asks = format!("{} {}", t.get("inquiry-from-above"), tree.name(&above.organisation_id));
        (asks, answer_address(&recipient.to_string()))
    });
    let open = if is_draft {
        None
    } else {
        let untold = inquiry::untold(&mut tx, id).await?;
        let passed = inquiry::passed(&mut tx, id).await?;
        let has_mail = site.gate.sends_mail();
        let waiting = tasks::AllWaiting::load(&mut tx, &inquiry, has_mail).await?;
        let page = Page { limit: MOST_DECLINED, number: 1 };
        let declined = Some(inquiry::Only::State(inquiry::RecipientState::Declined));
        let (declined, _) = inquiry::recipients_page(&mut tx, &inquiry, declined, page).await?;
        let functions = inquiry::by_function(&mut tx, id).await?;
        let today = site.db.clock().today();
        Some(OpenView {
            standing: Standing::new(site, t, &tree, (&asked, &passed), &functions, &declined),
            tasks: tasks::tasks(t, &inquiry, &waiting, (all, &response), (untold, has_mail), today),
            reminders: if has_mail { reminder_words(t, &inquiry, today) } else { t.get("reminders-no-mail") },
            remind: (has_mail && may(Right::Ask) && inquiry.phase == Phase::Open && response.silent > 0)
                .then(|| t.count("reminders-now", response.silent)),
            is_open: inquiry.phase == Phase::Open,
        })
    };
    drop(tx);
    let address = inquiry_address(id);
    let answered = |question: &Question| counts.get(&question.id).map_or(0, |all| all.values().sum::<i64>());
    let rows = questions.iter().enumerate().map(|(place, question)| QuestionRow {
        id: question.id,
        number: place + 1,
        title: question.title.clone(),
        about: question_about(t, question, &questions),
        edit: (is_draft && may_edit).then(|| format!("{}/andra", question_address(question.id))),
        answers: if is_draft {
            String::new()
        } else {
            t.count("question-answers", answered(question) as usize)
        },
        version: question.version,
        name: t.with("question-remove-named", &[("title", &question.title)]),
    });
    let link = (inquiry.is_open && !is_draft).then(|| format!("{}/oppen-fraga/{id}", here.asked.origin));
    let page = InquiryPage {
        frame: list_frame(t, here, inquiry.title.clone()).below(t.get("inquiries-title"), "/forfragningar"),
        notice,
        faults: refused.map(|form| form.summary(&t)).unwrap_or_default(),
        tag: t.get(&format!("phase-{}", inquiry.phase)),
        about: about(t, tree.name(&inquiry.organisation_id), &inquiry, all),
        purpose: inquiry.purpose.clone(),
        planned_use: if inquiry.planned_use.is_empty() {
            String::new()
        } else {
            t.with("use-labelled", &[("text", &inquiry.planned_use)])
        },
        burden: BurdenView::new(t, &burden),
        untimely: (!untimely.is_empty()).then(|| untimely_words(t, &untimely)),
        questions: rows.collect(),
        recipients: all,
        draft: (is_draft && may_edit).then(|| DraftActions {
            version: inquiry.version,
            opens: inquiry.roadmap_id.is_none() || inquiry.above_id.is_some(),
            not_now,
            delete_words: t.get("inquiry-delete"),
        }),
        open,
        more: if is_draft { Vec::new() } else { more(t, &address, &inquiry, may(Right::Ask)) },
        id,
        address,
        roadmap,
        meeting,
        above,
        link,
        effects: (is_draft && may_edit && inquiry.roadmap_id.is_some() && inquiry.above_id.is_none())
            .then(|| format!("{}/effekter", inquiry_address(id))),
        uptake: (is_draft && may_edit && inquiry.above_id.is_none())
            .then(|| format!("{}/spridning", inquiry_address(id))),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

/// Most of those who have declined: as many as can be asked.
const MOST_DECLINED: i64 = 3 * inquiry::MOST as i64;

/// Most of those whose committees do not meet in time who are named.
const MOST_NAMED: usize = 8;

fn untimely_words(t: Texts, untimely: &[inquiry::Untimely]) -> String {
    let one = |one: &inquiry::Untimely| match one.next {
        Some(next) => t.with("untimely-next", &[("name", &one.title), ("day", &day(t, next))]),
        None => one.title.clone(),
    };
    let mut names: Vec<String> = untimely.iter().take(MOST_NAMED).map(one).collect();
    if untimely.len() > MOST_NAMED {
        names.push("…".into());
    }
    t.counted("untimely", untimely.len() as f64, &[("names", &names.join(", "))])
}

/// Why an inquiry cannot be opened by a step from the stage of its roadmap.
fn not_now(t: Texts, stage: Stage) -> Option<String> {
    let leads = |from: Stage| plan::decisions::steps_from(from).any(|step| step.to == Stage::Consultation);
    let will_lead = stage == Stage::Draft || leads(stage);
    let name = t.get(&format!("stage-{stage}"));
    (!will_lead).then(|| t.with("inquiry-not-now", &[("stage", &name)]))
}

async fn readable_roadmap(tx: &mut plan::db::Tx, id: Uuid) -> Result<Option<Roadmap>, Fault> {
    let of = ThingKind::Roadmap.of(id);
    if !plan::records::may_read(tx, of).await? {
        return Ok(None);
    }
    Ok(Some(plan::roadmap::around(tx, of).await?))
}

/// Who asks what face of question until when, and what is promised.
fn about(t: Texts, sender: &str, inquiry: &Inquiry, recipients: usize) -> Vec<String> {
    let mut about = vec![t.get(&format!("face-{}", inquiry.face)), sender.to_owned()];
    if !inquiry.theme.is_empty() {
        about.push(inquiry.theme.clone());
    }
    if !inquiry.registry_number.is_empty() {
        about.push(inquiry.registry_number.clone());
    }
    about.push(t.count("inquiry-recipients", recipients));
    if let Some(last) = inquiry.answer_by {
        about.push(t.with("inquiry-about-until", &[("day", &day(t, last))]));
    }
    if let Some(by) = inquiry.feedback_by {
        about.push(t.with("inquiry-about-feedback", &[("day", &day(t, by))]));
    }
    about
}

fn question_about(t: Texts, question: &Question, all: &[Question]) -> String {
    let mut about = vec![t.get(&format!("question-kind-{}", question.kind))];
    if question.point_id.is_some() && !question.help.is_empty() {
        about.push(question.help.clone());
    }
    if question.is_required {
        about.push(t.get("question-required"));
    }
    about.extend(condition(t, question, all));
    about.join(" · ")
}

/// When a question is asked, if it hangs on another.
fn condition(t: Texts, question: &Question, all: &[Question]) -> Option<String> {
    let on = question.depends_on?;
    let place = all.iter().position(|one| one.id == on)?;
    let choice = choice_words(t, &all[place], &question.depends_choice);
    Some(t.with("question-depends", &[("number", &(place + 1)), ("choice", &choice)]))
}

/// When those who have not answered are reminded.
fn reminder_words(t: Texts, inquiry: &Inquiry, today: chrono::NaiveDate) -> String {
    let days: Vec<String> = inquiry::to_come(inquiry, today).into_iter().map(|at| day(t, at)).collect();
    if days.is_empty() {
        t.get("reminders-none")
    } else {
        t.with("reminders-planned", &[("days", &days.join(", "))])
    }
}

/// Where the rest is seen.
fn more(t: Texts, address: &str, inquiry: &Inquiry, may_ask: bool) -> Vec<(String, String)> {
    let to = |key: &str, what: &str| (t.get(key), format!("{address}/{what}"));
    let mut more = vec![
        to("recipients-title", "mottagare"),
        to("answers-title", "svaren"),
        to("report-title", "sammanstallning"),
        to("feedback-title", "aterkoppling"),
        to("material-title", "bilagor"),
        to("reminded-title", "paminnelser"),
    ];
    if may_ask && inquiry.phase == Phase::Open {
        more.push(to("inquiry-plan", "plan"));
    }
    more.push(to("preview-title", "sa-ser-den-ut"));
    more
}

/// Opens it, or shows all that is lacking.
async fn open(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let said = if site.gate.sends_mail() { "oppnad" } else { "oppnad-utan-brev" };
    match submit(&site, &mut form, async |tx| inquiry::open(tx, id, version).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad={said}", inquiry_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}

async fn remind(Id(id): Id, site: RequestContext) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    inquiry::remind_now(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=paminnelse", inquiry_address(id))))
}

#[derive(Template)]
#[template(path = "inquiry/preview.html")]
struct PreviewPage {
    frame: Frame,
    sender: String,
    last_day: String,
    intro: crate::answer::Intro,
    questions: Vec<PreviewRow>,
}

/// A question as it will be seen.
struct PreviewRow {
    number: usize,
    view: crate::answer::QuestionView,
    /// What the roadmap says about the point.
    point: Vec<(String, String)>,
    /// When it is asked, if it hangs on another.
    condition: Option<String>,
}

/// Just what those who are asked see, all on one page.
async fn preview(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let inquiry = inquiry::load(&mut tx, id).await?;
    let questions = inquiry::questions(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    let sender = tree.name(&inquiry.organisation_id).to_owned();
    let material = inquiry::own_material(&mut tx, id).await?;
    let points = inquiry::points_asked(&mut tx, id).await?;
    drop(tx);
    // All on one page: each field has an id of its own.
    let view = |(place, one): (usize, &Question)| {
        let mut view = crate::answer::QuestionView::new(t, one, &Form::default());
        for field in &mut view.fields {
            field.id = format!("{}-{place}", field.id);
            field.name = format!("{}-{place}", field.name);
        }
        let said = points.iter().find(|(id, _)| one.point_id == Some(*id));
        PreviewRow {
            number: place + 1,
            view,
            point: said.map(|(_, text)| crate::answer::point_words(t, text)).unwrap_or_default(),
            condition: condition(t, one, &questions),
        }
    };
    render_with(
        StatusCode::OK,
        &PreviewPage {
            frame: frame_below(t, &here, t.get("preview-title"), &inquiry),
            last_day: inquiry
                .answer_by
                .map(|last| t.with("answer-last-day", &[("day", &day(t, last))]))
                .unwrap_or_default(),
            intro: crate::answer::Intro::new(
                t,
                &inquiry,
                inquiry.answer_by,
                questions.len(),
                crate::answer::reading(t, &material, &inquiry_address(id)),
            ),
            sender,
            questions: questions.iter().enumerate().map(view).collect(),
        },
    )
}
