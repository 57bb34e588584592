//! The answers as whoever asks reads them: point by recipient, and question by question with what becomes of each.

mod matrix;
mod question;

use std::collections::BTreeMap;

use plan::access::{Phase, Right};
use plan::inquiry::{Disposition, Inquiry, Question, Reply};
use plan::organisations;
use uuid::Uuid;

use crate::words::{outcome_words, question_address, reply_words};
use site::Site;
use site::texts::Texts;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().merge(matrix::routes()).merge(question::routes())
}

/// An answer to one question in words.
pub struct AnswerRow {
    pub title: String,
    pub address: String,
    pub choice: String,
    pub body: Vec<String>,
}

/// What one of those asked answered, question by question.
pub fn rows_of(t: Texts, questions: &[Question], replies: &BTreeMap<Uuid, Reply>) -> Vec<AnswerRow> {
    let row = |question: &Question| {
        let (choice, body) = reply_words(t, question, replies.get(&question.id)?);
        let body = crate::words::paragraphs(&body);
        let address = format!("{}/svar", question_address(question.id));
        Some(AnswerRow { title: question.title.clone(), address, choice, body })
    };
    questions.iter().filter_map(row).collect()
}

/// How a question was answered in sum.
pub struct QuestionSum {
    pub number: usize,
    pub title: String,
    pub address: String,
    pub answered: usize,
    /// The same in words.
    pub answers: String,
    /// Words and count of each choice.
    pub choices: Vec<(String, i64)>,
    /// What became of it, in words; none where nothing has yet.
    pub outcome: Option<String>,
    /// Whether something must.
    pub is_due: bool,
}

/// Every question with how often each choice was made and what became of it.
pub fn sums(
    t: Texts,
    questions: &[Question],
    counts: &BTreeMap<Uuid, BTreeMap<String, i64>>,
    dispositions: &[Disposition],
    due: &[Question],
) -> Vec<QuestionSum> {
    let none = BTreeMap::new();
    let sum = |(place, question): (usize, &Question)| {
        let of = counts.get(&question.id).unwrap_or(&none);
        let answered = of.values().sum::<i64>();
        let outcome = dispositions
            .iter()
            .find(|one| one.question_id == question.id && one.recipient_id.is_none())
            .map(|one| outcome_words(t, one));
        QuestionSum {
            number: place + 1,
            title: question.title.clone(),
            address: format!("{}/svar", question_address(question.id)),
            answered: answered as usize,
            answers: t.count("question-answers", answered as usize),
            choices: choices(t, question, of),
            is_due: due.iter().any(|one| one.id == question.id),
            outcome,
        }
    };
    questions.iter().enumerate().map(sum).collect()
}

/// How often each choice was made, in the question's order. Who chose several counts in each.
fn choices(t: Texts, question: &Question, counts: &BTreeMap<String, i64>) -> Vec<(String, i64)> {
    let made = |choice: &str| {
        counts
            .iter()
            .filter(|(all, _)| all.lines().any(|one| one == choice))
            .map(|(_, count)| count)
            .sum::<i64>()
    };
    let all = question.choices().into_iter();
    all.map(|choice| (crate::words::choice_words(t, question, &choice), made(&choice))).collect()
}

/// Whether somebody may say what becomes of answers, and sum them up.
pub fn may_compile(site: &RequestContext, tree: &organisations::Organisations, inquiry: &Inquiry) -> bool {
    inquiry.phase == Phase::Open
        && tree
            .get(&inquiry.organisation_id)
            .is_some_and(|owner| plan::access::may(&site.visitor().actor, Right::Compile, owner.owner()))
}
