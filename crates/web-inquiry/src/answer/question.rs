//! One question at a time.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use plan::inquiry::{self, Answering, DraftReply, Question, QuestionKind, Reply, Stance};
use uuid::Uuid;

use super::below::{BelowRow, rows};
use super::files::FileList;
use super::intro::{Listed, listed};
use super::material::point_words;
use super::{Banner, Key, frame, sender};
use crate::effects::asked_words;
use crate::words::{choice_words, moment};
use site::Site;
use site::fault::Fault;
use site::forms::{Field, Fields, Form, Kind, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::lever_words;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/{question}", get(page).post(save))
        .route("/svara/{key}/{question}/utkast", post(autosave))
}

/// A question as it is answered, with what has been typed.
pub struct QuestionView {
    pub title: String,
    pub help: String,
    /// The area of the roadmap that the point lies in.
    pub above: Option<String>,
    pub fields: Vec<Field>,
}

impl QuestionView {
    pub fn new(t: Texts, question: &Question, form: &Form) -> Self {
        let fields = Fields { t, thing: "reply", form, theirs: None };
        let is_point = question.point_id.is_some() && question.kind == QuestionKind::Stance;
        Self {
            title: question.title.clone(),
            help: if is_point { String::new() } else { question.help.clone() },
            above: is_point.then(|| question.help.clone()).filter(|area| !area.is_empty()),
            fields: answer_fields(t, question, &fields),
        }
    }
}

fn answer_fields(t: Texts, question: &Question, fields: &Fields<'_>) -> Vec<Field> {
    let choices = || -> Vec<(String, String)> {
        let words = |choice: String| (choice.clone(), choice_words(t, question, &choice));
        question.choices().into_iter().map(words).collect()
    };
    let body = |key: &str| Field { label: t.get(key), ..fields.field("body", Kind::Text) };
    let chosen = |label: String, kind: Kind| Field { label, ..fields.field("choice", kind) };
    let own = || t.get("reply-own");
    match question.kind {
        QuestionKind::Line => vec![Field { label: own(), ..fields.field("body", Kind::Line) }],
        QuestionKind::Text => vec![Field { label: own(), ..fields.field("body", Kind::Text) }],
        QuestionKind::File => vec![body("reply-about-file")],
        QuestionKind::OneOf => vec![chosen(own(), Kind::Radios(choices())), body("reply-comment")],
        QuestionKind::Date => vec![chosen(own(), Kind::Date), body("reply-comment")],
        QuestionKind::SeveralOf => {
            let boxes = choices().into_iter().enumerate().map(|(place, (_, words))| Field {
                label: words,
                ..fields.called(&format!("choice[{place}]"), "choice", Kind::Box)
            });
            boxes.chain([body("reply-comment")]).collect()
        }
        QuestionKind::Scale => {
            let mut ends = question.options.lines();
            let (low, high) = (ends.next().unwrap_or_default(), ends.next().unwrap_or_default());
            let hint = t.with("reply-scale", &[("low", &low), ("high", &high), ("of", &inquiry::SCALE)]);
            let field = Field { hint: Some(hint), ..chosen(own(), Kind::Radios(choices())) };
            vec![field, body("reply-comment")]
        }
        QuestionKind::Number => {
            let hint = (!question.unit.is_empty()).then(|| t.with("reply-unit", &[("unit", &question.unit)]));
            vec![Field { hint, ..chosen(own(), Kind::Number) }, body("reply-comment")]
        }
        QuestionKind::Effect => {
            let unit = question.lever().map(|lever| lever_words(t, lever));
            let number = |name: &str| fields.called(name, &format!("effect-{name}"), Kind::Number);
            let size = Field { hint: unit, ..number("size") };
            vec![size, number("low"), number("high"), body("reply-effect-why")]
        }
        QuestionKind::Uptake => crate::uptake::fields(t, fields),
        QuestionKind::Stance => {
            let words = Stance::ALL.map(|stance| {
                let (name, means) = (format!("stance-{stance}"), format!("stance-{stance}-means"));
                (stance.name().to_owned(), format!("{}. {}", t.get(&name), t.get(&means)))
            });
            vec![chosen(t.get("reply-stance"), Kind::Radios(words.to_vec())), body("reply-remarks")]
        }
    }
}

#[derive(Template)]
#[template(path = "answer/question.html")]
struct QuestionPage {
    frame: Frame,
    banner: Banner,
    /// Which of how many.
    place: String,
    /// How many have been answered.
    progress: String,
    view: QuestionView,
    /// That what was said last is filled in.
    known: Option<String>,
    /// That some of the answer is open to all.
    public: Option<String>,
    /// What the roadmap says about the point.
    point: Vec<(String, String)>,
    faults: Vec<(String, String)>,
    /// What another has written meanwhile.
    theirs: Option<String>,
    review: Option<String>,
    version: i64,
    here: String,
    draft: String,
    saved: String,
    before: Option<String>,
    list: Vec<Listed>,
    /// What those asked further down have answered.
    below: Vec<BelowRow>,
    lift: String,
    check: String,
    all_files: String,
    /// The files that answer it, where it is answered with files.
    files: Option<FileList>,
    is_open: bool,
    is_last: bool,
}

/// The question that an address tells, if it is asked, and its place.
fn asked(it: &Answering, question: Uuid) -> Result<(usize, &Question), Fault> {
    let asked = it.asked();
    let place = asked.iter().position(|one| one.id == question).ok_or(Fault::NotFound)?;
    Ok((place, asked[place]))
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    Path((_, question)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &key, question, None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    question: Uuid,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let (place, one) = asked(&it, question)?;
    let point = match (one.kind, one.point_id) {
        (QuestionKind::Effect, _) => {
            inquiry::asked_effect(&mut tx, &it, one).await?.map(|asked| asked_words(t, &asked))
        }
        (_, Some(point)) => inquiry::point(&mut tx, &it, point).await?.map(|point| point_words(t, &point)),
        (_, None) => None,
    };
    let below = rows(&mut tx, t, &it, one).await?;
    let files = match one.kind {
        QuestionKind::File => Some(inquiry::files_of_question(&mut tx, &it, question).await?),
        _ => None,
    };
    let known = inquiry::last_known(&mut tx, &it, one).await?;
    let is_public = one.approach().is_some() && inquiry::becomes_public(&mut tx, &it).await?;
    drop(tx);
    let draft = it.drafts.get(&question);
    let mut fresh = Form::default();
    let before_this = known.as_ref().map(inquiry::as_reply);
    fill(&mut fresh, one, draft.map(|draft| &draft.reply).or(before_this.as_ref()));
    let form = refused.unwrap_or(&fresh);
    let all = it.asked();
    let list = listed(t, key, &it, Some(question));
    let before = place.checked_sub(1).and_then(|place| all.get(place));
    let theirs = draft.filter(|_| refused.is_some_and(Form::is_conflict)).map(|draft| {
        let (choice, body) = crate::words::reply_words(t, one, &draft.reply);
        let said = [choice, body].join("\n").trim().to_owned();
        t.with(
            "answer-theirs",
            &[("author", &draft.author), ("at", &moment(t, draft.saved_at)), ("text", &said)],
        )
    });
    let page = QuestionPage {
        frame: frame(t, here, one.title.clone()),
        banner: Banner::new(t, key, &it, &sender),
        place: {
            let place = t.with("answer-number", &[("number", &(place + 1)), ("of", &all.len())]);
            if one.is_required { format!("{place} · {}", t.get("answer-is-required")) } else { place }
        },
        progress: t.with(
            "answer-progress",
            &[("answered", &list.iter().filter(|one| one.is_answered).count()), ("of", &all.len())],
        ),
        point: point.unwrap_or_default(),
        faults: form.summary(&t),
        theirs,
        review: form.review(),
        version: draft.map_or(0, |draft| draft.version),
        here: key.address(&question.to_string()),
        draft: key.address(&format!("{question}/utkast")),
        saved: draft.map_or_else(
            || if it.is_open { t.get("answer-not-saved") } else { String::new() },
            |draft| saved_words(t, draft),
        ),
        before: before.map(|one| key.address(&one.id.to_string())),
        list,
        below,
        lift: key.address(&format!("{question}/lyft")),
        check: key.address("kontrollera"),
        all_files: key.address("filer"),
        files: files.map(|files| {
            FileList::new(t, key, Some(question), &files, it.is_open.then(Form::default).as_ref())
        }),
        is_open: it.is_open,
        is_last: place + 1 == all.len(),
        public: is_public.then(|| t.get("uptake-public")),
        known: known.map(|said| t.with("uptake-known", &[("day", &t.date(said.day))])),
        view: QuestionView::new(t, one, form),
    };
    render_with(form.status(), &page)
}

/// The fields of an effect, in the order in which they are kept.
const EFFECT: [&str; 3] = ["size", "low", "high"];
/// The same of how far they have come.
const UPTAKE: [&str; 3] = ["stage", "share", "day"];

fn fill(form: &mut Form, question: &Question, reply: Option<&Reply>) {
    let Some(reply) = reply else { return };
    form.set("choice", &reply.choice).set("body", &reply.body);
    match question.kind {
        QuestionKind::SeveralOf => {
            for (place, choice) in question.choices().iter().enumerate() {
                if reply.choice.lines().any(|made| made == choice) {
                    form.set(format!("choice[{place}]"), "1");
                }
            }
        }
        QuestionKind::Number => {
            form.set("choice", reply.choice.replace('.', ","));
        }
        QuestionKind::Effect => {
            for (name, number) in EFFECT.iter().zip(reply.choice.lines()) {
                form.set(*name, number.replace('.', ","));
            }
        }
        QuestionKind::Uptake => {
            for (name, said) in UPTAKE.iter().zip(reply.choice.split('\n')) {
                form.set(*name, if *name == "share" { said.replace('.', ",") } else { said.to_owned() });
            }
        }
        _ => {}
    }
}

fn read(form: &Form, question: &Question) -> Reply {
    let choice = if question.kind == QuestionKind::SeveralOf {
        let ticked = |(place, _): &(usize, String)| form.ticked(&format!("choice[{place}]"));
        let made = question.choices().into_iter().enumerate().filter(ticked).map(|(_, choice)| choice);
        made.collect::<Vec<_>>().join("\n")
    } else if question.kind == QuestionKind::Effect {
        EFFECT.map(|name| form.text(name)).join("\n")
    } else if question.kind == QuestionKind::Uptake {
        UPTAKE.map(|name| form.text(name)).join("\n")
    } else {
        form.text("choice")
    };
    Reply { choice, body: form.value("body").to_owned() }
}

/// Saves what a form holds, as it was seen; none when it was refused, and the form says why.
/// When what has been written was saved, and by whom.
pub fn saved_words(t: Texts, draft: &DraftReply) -> String {
    let at = moment(t, draft.saved_at);
    match draft.author.as_str() {
        "" => t.with("answer-saved-at", &[("at", &at)]),
        author => t.with("answer-saved-by", &[("author", &author), ("at", &at)]),
    }
}

async fn saved(
    site: &RequestContext,
    key: &Key,
    question: Uuid,
    form: &mut Form,
) -> Result<Option<i64>, Fault> {
    let it = inquiry::enter(&mut site.read().await?, key.entry()).await?;
    let reply = read(form, asked(&it, question)?.1);
    let version = form.value("version").parse().unwrap_or(-1);
    submit(site, form, async |tx| inquiry::save(tx, key.entry(), question, version, &reply).await).await
}

/// Saves, and goes on to the next; or shows the question again with what is wrong and what another has written.
async fn save(key: Key, Path((_, question)): Path<(String, Uuid)>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    if saved(&site, &key, question, &mut form).await?.is_none() {
        return show(&site, t, &here, &key, question, Some(&form)).await;
    }
    if form.value("vidare") == "stang" {
        return Ok(see_other(&key.address("")));
    }
    // What is asked next may hang on what was just answered.
    let it = inquiry::enter(&mut site.read().await?, key.entry()).await?;
    let (place, _) = asked(&it, question)?;
    let next = it.asked().get(place + 1).map(|next| key.address(&next.id.to_string()));
    Ok(see_other(&next.unwrap_or_else(|| key.address("kontrollera"))))
}

/// That it was saved, or why not, for the page that is being written on.
#[derive(Template)]
#[template(path = "answer/saved.html")]
struct SavedPart {
    words: String,
    version: i64,
    is_wrong: bool,
}

/// Saves while somebody writes. The version that the page has then goes back to it.
async fn autosave(
    key: Key,
    Path((_, question)): Path<(String, Uuid)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let Sent { site, t, mut form, .. } = sent;
    let seen = form.value("version").parse().unwrap_or(-1);
    let part = match saved(&site, &key, question, &mut form).await? {
        Some(version) => {
            let at = moment(t, site.db.clock().now());
            SavedPart { words: t.with("answer-saved-at", &[("at", &at)]), version, is_wrong: false }
        }
        None => {
            let words = form.summary(&t).into_iter().map(|(_, words)| words).next().unwrap_or_default();
            SavedPart { words, version: seen, is_wrong: true }
        }
    };
    Ok(Html(part.render()?).into_response())
}
