//! All answers to one question: what they are about, what became of each, and how the text has changed.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use plan::access::{Kind as ThingKind, Phase, Right};
use plan::db::Tx;
use plan::fault::Fault as Refused;
use plan::inquiry::{
    self, Disposition, DispositionInput, Inquiry, Outcome, Question, QuestionKind, Reply, Seen,
};
use plan::organisations;
use plan::records::Page;
use plan::roadmap::changes::Change;
use serde::Deserialize;
use uuid::Uuid;

use super::choices;
use crate::words::{
    frame_below, inquiry_address, name_words, outcome_words, question_address, recipient_address, reply_words,
};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, options, submit};
use site::page::{Frame, encoded, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fraga/{id}/svar", get(question).post(dispose))
        .route("/fraga/{id}/tema", post(set_themes))
}

#[derive(Template)]
#[template(path = "inquiry/answers.html")]
struct AnswersPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    number: usize,
    help: String,
    choices: Vec<(String, i64)>,
    /// What is wrong with a theme.
    faults: Vec<(String, String)>,
    /// The themes of the answers, with how many have each and where those are shown alone.
    themes: Vec<ThemeLink>,
    /// Which theme is shown alone, in words, and where all are shown.
    only: Option<(String, String)>,
    /// Where it is seen what the effects that are proposed would change.
    worth: Option<String>,
    /// What lets a theme through that was stopped, when somebody has read it.
    review: Option<String>,
    /// Where a theme is set, for those who may.
    set_themes: Option<String>,
    answers: Vec<GivenAnswer>,
    /// What became of it, for all who answered.
    disposition: Option<FormView>,
    /// That it says nothing of answers that came later.
    stale: Option<String>,
    outcome: Option<(String, String, String)>,
    /// What has changed of the point since others were asked; none where it is about none that is read.
    changes: Option<Vec<ChangedText>>,
    before: Option<String>,
    after: Option<String>,
    /// Other pages of answers.
    newer: Option<String>,
    older: Option<String>,
}

/// A text of a point as it was when others were asked, and as it is.
struct ChangedText {
    title: String,
    what: String,
    texts: Option<(String, String)>,
}

/// What has changed of the point that a question is about since others were asked.
async fn point_changes(
    tx: &mut Tx,
    t: Texts,
    tree: &organisations::Organisations,
    (inquiry, question): (&Inquiry, &Question),
) -> Result<Option<Vec<ChangedText>>, Fault> {
    let (Some(roadmap), Some(version), Some(point)) =
        (inquiry.roadmap_id, inquiry.roadmap_version, question.point_id)
    else {
        return Ok(None);
    };
    let of = ThingKind::Roadmap.of(roadmap);
    if !plan::records::may_read(tx, of).await? {
        return Ok(None);
    }
    let changes = match plan::decisions::compare(tx, of, version, None).await {
        // Whoever reads the plan by a share, or as it was published, does not read its earlier versions.
        Err(Refused::NotFound { .. }) => return Ok(None),
        compared => compared?,
    };
    let is_here = |change: &&Change| [change.id, change.need_id].contains(&Some(point));
    let row = |change: &Change| {
        let (what, texts) = web_things::change_words(t, tree, change);
        ChangedText { title: change.title.clone(), what, texts }
    };
    Ok(Some(changes.iter().filter(is_here).map(row).collect()))
}

/// A theme with how many answers have it.
struct ThemeLink {
    theme: String,
    count: usize,
    address: String,
}

struct GivenAnswer {
    recipient: Uuid,
    name: String,
    /// What it is about, with commas between: as it is, and as it was typed.
    themes: String,
    typed_themes: String,
    /// Whether what was typed was refused.
    is_refused: bool,
    address: String,
    choice: String,
    body: Vec<String>,
    /// What became of just this one.
    own: Option<String>,
    form: Option<(String, FormView)>,
}

async fn question(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
    Query(chosen): Query<ChosenPage>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, &chosen, flash.message(t), None).await
}

/// Answers on one page.
const PAGE: i64 = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
struct ChosenPage {
    sida: Option<i64>,
    tema: Option<String>,
}

impl ChosenPage {
    fn number(&self) -> i64 {
        self.sida.unwrap_or(1).clamp(1, i64::from(i32::MAX))
    }

    /// The address of another page of the same.
    fn to(&self, question: Uuid, number: i64) -> String {
        let theme = self.tema.as_deref().map(|theme| format!("&tema={}", encoded(theme))).unwrap_or_default();
        format!("{}/svar?sida={number}{theme}", question_address(question))
    }
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    chosen: &ChosenPage,
    notice: Option<FlashMessage>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (inquiry, question) = inquiry::question(&mut tx, id).await?;
    let questions = inquiry::questions(&mut tx, inquiry.id).await?;
    let only = chosen.tema.as_deref();
    let newest = inquiry::newest_answer(&mut tx, id).await?;
    let themes = inquiry::themes(&mut tx, inquiry.id).await?;
    let counts = inquiry::counts_of(&mut tx, &question).await?;
    let frequent = inquiry::theme_counts(&themes, id);
    let total = match only {
        Some(theme) => frequent.iter().find(|(one, _)| one == theme).map_or(0, |(_, count)| *count as i64),
        None => counts.values().sum(),
    };
    let number = chosen.number().min((total + PAGE - 1) / PAGE).max(1);
    let replies = inquiry::replies_page(&mut tx, id, only, Page { limit: PAGE, number }).await?;
    let dispositions = inquiry::dispositions(&mut tx, inquiry.id).await?;
    let tree = organisations::load(&mut tx).await?;
    let changes = point_changes(&mut tx, t, &tree, (&inquiry, &question)).await?;
    drop(tx);
    let owner = tree.get(&inquiry.organisation_id);
    let may_compile = inquiry.phase == Phase::Open
        && owner.is_some_and(|owner| plan::access::may(&site.visitor().actor, Right::Compile, owner.owner()));
    let place = questions.iter().position(|one| one.id == id).unwrap_or(0);
    let link = |at: Option<&Question>| at.map(|one| format!("{}/svar", question_address(one.id)));
    let general = dispositions.iter().find(|one| one.question_id == id && one.recipient_id.is_none());
    let answers = replies.iter().map(|named| {
        let recipient = &named.recipient_id;
        let name = name_words(t, &named.name, named.is_spontaneous);
        let about = themes.get(&(id, *recipient)).map(|themes| themes.join(", ")).unwrap_or_default();
        let typed = refused
            .filter(|form| form.value("act") == "themes" && form.value("mottagare") == recipient.to_string());
        GivenAnswer {
            typed_themes: typed.map_or_else(|| about.clone(), |form| form.text("themes")),
            is_refused: typed.is_some(),
            themes: about,
            ..given(
                t,
                &question,
                (*recipient, &name),
                &named.reply(),
                &dispositions,
                may_compile.then(|| (chosen.to(id, number), newest)),
                refused,
            )
        }
    });
    let link_to = |(theme, count): (String, usize)| ThemeLink {
        address: ChosenPage { sida: None, tema: Some(theme.clone()) }.to(id, 1),
        theme,
        count,
    };
    let page = AnswersPage {
        frame: frame_below(t, here, question.title.clone(), &inquiry)
            .below(t.get("answers-title"), format!("{}/svaren", inquiry_address(inquiry.id))),
        notice,
        number: place + 1,
        help: question.help.clone(),
        choices: choices(t, &question, &counts),
        faults: refused
            .filter(|form| form.value("act") == "themes")
            .map(|form| form.summary(&t))
            .unwrap_or_default(),
        themes: frequent.into_iter().map(link_to).collect(),
        only: only
            .map(|theme| (t.with("themes-only", &[("theme", &theme)]), ChosenPage::default().to(id, 1))),
        worth: inquiry
            .roadmap_id
            .filter(|_| question.kind == QuestionKind::Effect)
            .map(|roadmap| format!("/fardplan/{roadmap}/varde#effektforslag")),
        set_themes: may_compile.then(|| chosen.to(id, number).replace("/svar?", "/tema?")),
        review: refused.filter(|form| form.value("act") == "themes").and_then(Form::review),
        answers: answers.collect(),
        disposition: may_compile
            .then(|| disposition_form(t, (chosen.to(id, number), newest), None, general, refused)),
        stale: general.filter(|one| may_compile && one.answers_since > 0).map(|one| outcome_words(t, one)),
        outcome: general
            .filter(|_| !may_compile)
            .map(|one| (outcome_words(t, one), one.reason.clone(), one.changed.clone())),
        changes,
        before: link(place.checked_sub(1).and_then(|before| questions.get(before))),
        after: link(questions.get(place + 1)),
        newer: (number > 1).then(|| chosen.to(id, number - 1)),
        older: (number * PAGE < total).then(|| chosen.to(id, number + 1)),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

fn given(
    t: Texts,
    question: &Question,
    (recipient, name): (Uuid, &str),
    reply: &Reply,
    dispositions: &[Disposition],
    dispose: Option<(String, Option<DateTime<Utc>>)>,
    refused: Option<&Form>,
) -> GivenAnswer {
    let own =
        dispositions.iter().find(|of| of.question_id == question.id && of.recipient_id == Some(recipient));
    let (choice, body) = reply_words(t, question, reply);
    let title = t.with("disposition-of-one", &[("name", &name)]);
    GivenAnswer {
        recipient,
        themes: String::new(),
        typed_themes: String::new(),
        is_refused: false,
        name: name.to_owned(),
        address: recipient_address(recipient),
        choice,
        body: crate::words::paragraphs(&body),
        own: own.map(|of| format!("{}. {}", outcome_words(t, of).trim_end_matches('.'), of.reason)),
        form: dispose.map(|to| (title, disposition_form(t, to, Some(recipient), own, refused))),
    }
}

fn disposition_form(
    t: Texts,
    (action, newest): (String, Option<DateTime<Utc>>),
    recipient: Option<Uuid>,
    stored: Option<&Disposition>,
    refused: Option<&Form>,
) -> FormView {
    let key = recipient.map(|id| id.to_string()).unwrap_or_default();
    let mut fresh = Form::default();
    if let Some(stored) = stored {
        fresh.set("outcome", stored.outcome).set("reason", &stored.reason).set("changed", &stored.changed);
    }
    let typed = refused.filter(|form| form.value("act").is_empty() && form.value("recipient") == key);
    let mut form = typed.unwrap_or(&fresh).clone();
    form.set("version", stored.map_or(0, |stored| stored.version));
    let fields = Fields { t, thing: "disposition", form: &form, theirs: None };
    let mut list = vec![
        fields.required("outcome", Kind::Radios(options(t, "outcome", Outcome::ALL.map(Outcome::name)))),
        fields.field("reason", Kind::Text),
    ];
    if recipient.is_none() {
        list.push(fields.field("changed", Kind::Text));
    }
    // Many forms on one page: each has ids of its own.
    for field in &mut list {
        if let Some(recipient) = recipient {
            field.id = format!("{}-{recipient}", field.id);
        }
    }
    let mut view = FormView::new(t, &form, vec![Section { fields: list, ..Section::default() }], None);
    view.action = action;
    view.save = t.get("disposition-save");
    view.hidden.push(("recipient".into(), key));
    let newest = newest.map_or(0, |at| at.timestamp_micros());
    view.hidden.push(("newest".into(), newest.to_string()));
    view
}

async fn dispose(Id(id): Id, Query(chosen): Query<ChosenPage>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = DispositionInput {
        outcome: Outcome::named(form.value("outcome")),
        reason: form.text("reason"),
        changed: form.text("changed"),
    };
    let recipient: Option<Uuid> = match form.value("recipient") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| Fault::NotFound)?),
    };
    let seen = Seen {
        version: form.value("version").parse().unwrap_or(-1),
        newest: form.value("newest").parse().ok().and_then(DateTime::from_timestamp_micros),
    };
    let done = submit(&site, &mut form, async |tx| inquiry::dispose(tx, id, recipient, seen, &input).await);
    match done.await? {
        Some(()) => {
            let anchor = recipient.map(|recipient| format!("#svar-{recipient}")).unwrap_or_default();
            Ok(see_other(&format!("{}&sparad=bemotande{anchor}", chosen.to(id, chosen.number()))))
        }
        None => show(&site, t, &here, id, &chosen, None, Some(&form)).await,
    }
}

/// Says what an answer is about.
async fn set_themes(Id(id): Id, Query(chosen): Query<ChosenPage>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    form.set("act", "themes");
    let recipient: Uuid = form.value("mottagare").parse().map_err(|_| Fault::NotFound)?;
    let (typed, seen) = (form.text("themes"), form.value("seen").to_owned());
    let of = (id, recipient);
    match submit(&site, &mut form, async |tx| inquiry::set_themes(tx, of, &seen, &typed).await).await? {
        Some(()) => {
            Ok(see_other(&format!("{}&sparad=tema#svar-{recipient}", chosen.to(id, chosen.number()))))
        }
        None => show(&site, t, &here, id, &chosen, None, Some(&form)).await,
    }
}
