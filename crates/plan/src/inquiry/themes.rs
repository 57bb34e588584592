//! What answers in free text are about: themes in the words of whoever compiles them, so that many answers can be sorted
//! without being reduced to a count.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::json;
use swedish::Order;
use uuid::Uuid;

use crate::access::{Kind, Right};
use crate::audit;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{event, root_of};

/// Most themes of one answer.
const MOST_THEMES: usize = 12;
/// Longest theme, characters.
const LONGEST_THEME: usize = 60;

/// The themes of the answers to an inquiry: by question and recipient, in the order of the alphabet.
pub type Themes = BTreeMap<(Uuid, Uuid), Vec<String>>;

/// The themes of all answers to an inquiry, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn themes(tx: &mut Tx, inquiry: Uuid) -> Result<Themes, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    let rows: Vec<(Uuid, Uuid, String)> = query(sql!(
        "select t.question_id, t.recipient_id, t.theme from reply_theme t
         join reply a on a.question_id = t.question_id and a.recipient_id = t.recipient_id
         join question q on q.id = t.question_id
         where q.inquiry_id = $1"
    ))
    .bind(inquiry)
    .all(tx)
    .await?;
    let mut themes = Themes::new();
    for (question, recipient, theme) in rows {
        themes.entry((question, recipient)).or_default().push(theme);
    }
    let order = Order::new();
    for of_one in themes.values_mut() {
        of_one.sort_by(|a, b| compare(order.as_ref(), a, b));
    }
    Ok(themes)
}

fn compare(order: Option<&Order>, a: &str, b: &str) -> Ordering {
    order.map_or_else(|| a.cmp(b), |order| order.compare(a, b))
}

/// How many answers to a question have each theme, the most frequent first.
pub fn theme_counts(themes: &Themes, question: Uuid) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ((_, _), of_one) in themes.iter().filter(|((of, _), _)| *of == question) {
        for theme in of_one {
            *counts.entry(theme).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return Vec::new();
    }
    let mut counts: Vec<(String, usize)> =
        counts.into_iter().map(|(theme, count)| (theme.to_owned(), count)).collect();
    let order = Order::new();
    counts.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| compare(order.as_ref(), a, b)));
    counts
}

/// Says what an answer is about, with commas between. A theme that only differs in capitals from one there is already is
/// that one.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Conflict`] when others stand there than `seen`;
/// [`Fault::Invalid`] with `too-long` or `themes-full`.
pub async fn set_themes(
    tx: &mut Tx,
    (question, recipient): (Uuid, Uuid),
    seen: &str,
    typed: &str,
) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Question.of(question)).await?;
    root.demand(tx, Right::Compile)?;
    let answered: Option<(Uuid,)> =
        query(sql!("select recipient_id from reply where question_id = $1 and recipient_id = $2"))
            .bind(question)
            .bind(recipient)
            .optional(tx)
            .await?;
    answered.ok_or(Fault::NotFound { what: "recipient" })?;
    let there = themes(tx, root.of.id).await?;
    let before = there.get(&(question, recipient)).cloned().unwrap_or_default();
    if before.join(", ") != seen {
        return Err(Fault::Conflict);
    }
    let new = written_alike(&there, typed);
    let mut check = Check::default();
    for theme in new.iter().filter(|theme| theme.chars().count() > LONGEST_THEME) {
        let length = theme.chars().count();
        check.add(FieldFault::new("themes", "too-long").with("max", LONGEST_THEME).with("length", length));
    }
    if new.len() > MOST_THEMES {
        check.add(FieldFault::new("themes", "themes-full").with("max", MOST_THEMES));
    }
    check.texts(&[("themes", &new.join(", "))]);
    check.finish(()).map_err(Fault::Invalid)?;
    query(sql!("delete from reply_theme where question_id = $1 and recipient_id = $2"))
        .bind(question)
        .bind(recipient)
        .execute(tx)
        .await?;
    for theme in &new {
        query(sql!("insert into reply_theme (question_id, recipient_id, theme) values ($1, $2, $3)"))
            .bind(question)
            .bind(recipient)
            .bind(theme)
            .execute(tx)
            .await?;
    }
    let change = json!({ "themes": [before, new], "recipient": [null, recipient] });
    audit::record(tx, event(&root, "themes", Kind::Question.of(question)).change(change)).await
}

/// Themes as they were typed, each once, and written as they are elsewhere in the inquiry.
fn written_alike(there: &Themes, typed: &str) -> Vec<String> {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for theme in there.values().flatten() {
        known.entry(swedish::fold(theme)).or_insert(theme);
    }
    let mut new: Vec<String> = Vec::new();
    for theme in typed.split([',', ';', '\n']).map(line).filter(|theme| !theme.is_empty()) {
        let folded = swedish::fold(&theme);
        let theme = known.get(&folded).map_or(theme, |there| (*there).to_owned());
        if !new.iter().any(|one| swedish::fold(one) == folded) {
            new.push(theme);
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_written_as_it_is_elsewhere_and_once() {
        let there = Themes::from([((Uuid::nil(), Uuid::nil()), vec!["Natt".to_owned()])]);
        assert_eq!(written_alike(&there, " natt,  Teknik; teknik ,, NATT"), ["Natt", "Teknik"]);
    }

    #[test]
    fn themes_are_counted_by_answer_for_one_question() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let of = |themes: &[&str]| themes.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let themes = Themes::from([
            ((a, a), of(&["Natt", "Teknik"])),
            ((a, b), of(&["Teknik"])),
            ((b, b), of(&["Natt"])),
        ]);
        assert_eq!(theme_counts(&themes, a), [("Teknik".to_owned(), 2), ("Natt".to_owned(), 1)]);
    }
}
