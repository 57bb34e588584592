//! Point by recipient: who took which stance, and every question with how it was answered.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::inquiry::{self, Question, QuestionKind, Recipient, Stance};
use serde::Deserialize;
use uuid::Uuid;

use super::{QuestionSum, sums};
use crate::words::{frame_below, inquiry_address, name_words, question_address, recipient_address};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, encoded, render};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/forfragan/{id}/svaren", get(matrix))
}

#[derive(Template)]
#[template(path = "inquiry/matrix.html")]
struct MatrixPage {
    frame: Frame,
    /// The points: number, title and address.
    points: Vec<(usize, String, String)>,
    rows: Vec<MatrixRow>,
    /// Every question with how it was answered.
    questions: Vec<QuestionSum>,
    filter: String,
    /// The stances to choose among, and the chosen one.
    choices: Vec<(&'static str, String)>,
    stance: String,
    has_points: bool,
    /// Other pages of those who answered.
    newer: Option<String>,
    older: Option<String>,
    /// The marks of the stances, with their words.
    stances: Vec<(&'static str, String)>,
}

struct MatrixRow {
    name: String,
    address: String,
    /// For each point: the stance's mark, its words, and whether something was written.
    cells: Vec<(String, String, bool)>,
}

/// Most of those asked who are shown in the matrix at once.
const MOST_ROWS: usize = 300;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    /// Whose name is sought.
    q: String,
    /// Which stance those have taken on some point who are shown.
    stallning: String,
    sida: usize,
}

async fn matrix(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let inquiry = inquiry::load(&mut tx, id).await?;
    let questions = inquiry::questions(&mut tx, id).await?;
    let points: Vec<&Question> = questions.iter().filter(|one| one.kind == QuestionKind::Stance).collect();
    // Without points there is no matrix, and nobody to list.
    let recipients = if points.is_empty() { Vec::new() } else { inquiry::recipients(&mut tx, id).await? };
    let counts = inquiry::counts(&mut tx, id).await?;
    let dispositions = inquiry::dispositions(&mut tx, id).await?;
    let stances = inquiry::stances(&mut tx, id).await?;
    let due = inquiry::undisposed(&mut tx, id).await?;
    drop(tx);
    let sought = swedish::fold(chosen.q.trim());
    let is_sought = |one: &&Recipient| {
        one.state.has_answered() && (sought.is_empty() || swedish::fold(&one.title).contains(&sought))
    };
    let of: HashMap<(Uuid, Uuid), (&str, bool)> = stances
        .iter()
        .map(|(recipient, question, choice, wrote)| ((*recipient, *question), (choice.as_str(), *wrote)))
        .collect();
    let stance = Stance::named(&chosen.stallning);
    let has_taken = |one: &&Recipient| {
        let is_so = |point: &&Question| {
            let taken = of.get(&(one.id, point.id)).and_then(|(choice, _)| Stance::named(choice));
            taken.is_some() && taken == stance
        };
        stance.is_none() || points.iter().any(is_so)
    };
    let found: Vec<&Recipient> = recipients.iter().filter(is_sought).filter(has_taken).collect();
    let page = chosen.sida.clamp(1, found.len().div_ceil(MOST_ROWS).max(1));
    let to = |page: usize| {
        let (address, q) = (inquiry_address(id), encoded(&chosen.q));
        format!("{address}/svaren?q={q}&stallning={}&sida={page}", stance.map_or("", Stance::name))
    };
    let row = |one: &&Recipient| MatrixRow {
        name: name_words(t, &one.title, one.is_spontaneous),
        address: recipient_address(one.id),
        cells: points.iter().map(|point| cell(t, of.get(&(one.id, point.id)).copied())).collect(),
    };
    let stances = Stance::ALL.map(|stance| (stance.name(), t.get(&format!("stance-{stance}"))));
    let number = |id: Uuid| questions.iter().position(|one| one.id == id).map_or(0, |place| place + 1);
    render(&MatrixPage {
        frame: frame_below(t, &here, t.get("answers-title"), &inquiry),
        has_points: !points.is_empty(),
        rows: found.iter().skip((page - 1) * MOST_ROWS).take(MOST_ROWS).map(row).collect(),
        newer: (page > 1).then(|| to(page - 1)),
        older: (page * MOST_ROWS < found.len()).then(|| to(page + 1)),
        choices: std::iter::once(("", t.get("matrix-any-stance"))).chain(stances.clone()).collect(),
        stance: stance.map_or("", Stance::name).to_owned(),
        stances: stances.to_vec(),
        points: points
            .iter()
            .map(|point| {
                (number(point.id), point.title.clone(), format!("{}/svar", question_address(point.id)))
            })
            .collect(),
        questions: sums(t, &questions, &counts, &dispositions, &due),
        filter: chosen.q,
    })
}

fn cell(t: Texts, reply: Option<(&str, bool)>) -> (String, String, bool) {
    let Some((choice, wrote)) = reply else { return (String::new(), t.get("answers-none"), false) };
    let words = Stance::named(choice).map(|stance| t.get(&format!("stance-{stance}")));
    (choice.to_owned(), words.unwrap_or_default(), wrote)
}
