//! How much each term of a text says, as whole numbers: the more often, and the more in its title, the more; and less in a long text.

use std::collections::{BTreeMap, HashMap};

use fnv::FnvBuildHasher;
use swedish::analysis::Analyser;

use crate::db::{Builder, Tx};
use crate::fault::Fault;

/// How much a word in the title says, in what says what it is about, and elsewhere.
const TITLE: f64 = 5.0;
const STRONG: f64 = 2.0;
const BODY: f64 = 1.0;
/// How soon more of the same says no more, and how much a text's length takes off: as BM25 does by Robertson and Zaragoza (2009),
/// with a text of so many words as the usual one, so that a weight depends on nothing but its own text.
const SATURATION: f64 = 1.5;
const BY_LENGTH: f64 = 0.5;
const USUAL_WORDS: f64 = 120.0;
/// The weight that none reaches.
pub(super) const MOST: f64 = 1_000.0;
/// Longest text that is searched and quoted, in characters.
const LONGEST: usize = 20_000;

/// Terms with their weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Weights(BTreeMap<String, i64>);

impl Weights {
    /// The weights of a text's terms.
    pub fn of(analyser: &Analyser, title: &str, strong: &str, body: &str) -> Self {
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        let body: String = body.chars().take(LONGEST).collect();
        let mut words = 0.0;
        for (text, weight) in [(title, TITLE), (strong, STRONG), (body.as_str(), BODY)] {
            for (term, count) in analyser.terms(text) {
                words += count;
                *sums.entry(term).or_insert(0.0) += count * weight;
            }
        }
        let by_length = 1.0 - BY_LENGTH + BY_LENGTH * words / USUAL_WORDS;
        let weight = |sum: f64| ((MOST * sum / (sum + SATURATION * by_length)) as i64).max(1);
        Self(sums.into_iter().map(|(term, sum)| (term, weight(sum))).collect())
    }

    /// As one text: a term and its weight a line.
    pub fn stored(&self) -> String {
        self.0.iter().map(|(term, weight)| format!("{term}\t{weight}\n")).collect()
    }

    /// What was stored so.
    pub fn read(text: &str) -> Self {
        Self(weights(text).map(|(term, weight)| (term.to_owned(), weight)).collect())
    }
}

/// The terms and weights of a text, as they are stored.
fn weights(stored: &str) -> impl Iterator<Item = (&str, i64)> {
    written(stored).filter_map(|(term, weight)| Some((term, weight.parse().ok()?)))
}

/// The terms of a text with their weights as they are written.
fn written(stored: &str) -> impl Iterator<Item = (&str, &str)> {
    stored.lines().filter_map(|line| line.split_once('\t'))
}

/// Of each term the words that it stands for, and what it is worth for each.
pub(super) type ByTerm<'a> = HashMap<&'a str, Vec<(usize, i64)>, FnvBuildHasher>;

/// What each term that is asked for weighs in a text, as they are stored, and what it stands for. Most terms of a text nobody asks
/// for: of those the weight is not read.
pub(super) fn asked_for<'a>(
    stored: &'a str,
    worth: &'a ByTerm<'a>,
) -> impl Iterator<Item = (i64, &'a [(usize, i64)])> {
    written(stored).filter_map(|(term, weight)| {
        let words = worth.get(term)?;
        Some((weight.parse().ok()?, words.as_slice()))
    })
}

/// What is quoted from.
pub(super) fn quotable(strong: &str, body: &str) -> String {
    let all = format!("{strong}\n{body}");
    all.trim().chars().take(LONGEST).collect()
}

/// Rows that are written at once.
const ROWS: usize = 100;

/// Writes an entry's terms anew: only those that differ.
pub(super) async fn rewrite(tx: &mut Tx, entry: i64, before: &Weights, after: &Weights) -> Result<(), Fault> {
    let gone: Vec<(&String, &i64)> =
        before.0.iter().filter(|(term, weight)| after.0.get(*term) != Some(*weight)).collect();
    for some in gone.chunks(ROWS) {
        let mut delete = Builder::new("delete from search_posting where ");
        for (at, (term, weight)) in some.iter().enumerate() {
            delete.push(if at > 0 { " or (term = " } else { "(term = " }).bind(term.as_bytes().to_vec());
            delete.push(" and weight = ").bind(**weight).push(" and entry = ").bind(entry).push(")");
        }
        delete.build().execute(tx).await?;
    }
    // What nothing has any more is not kept either.
    let dropped: Vec<&String> =
        gone.iter().map(|(term, _)| *term).filter(|term| !after.0.contains_key(*term)).collect();
    for some in dropped.chunks(ROWS) {
        let mut delete = Builder::new("delete from search_term where ");
        delete.is_in("term", some.iter().map(|term| term.as_bytes().to_vec()));
        delete.push(" and not exists (select 1 from search_posting p where p.term = search_term.term)");
        delete.build().execute(tx).await?;
    }
    let new: Vec<(&String, &i64)> =
        after.0.iter().filter(|(term, weight)| before.0.get(*term) != Some(*weight)).collect();
    for some in new.chunks(ROWS) {
        let mut insert = Builder::new("insert into search_posting (term, entry, weight) values ");
        for (at, (term, weight)) in some.iter().enumerate() {
            insert.push(if at > 0 { ", (" } else { "(" }).bind(term.as_bytes().to_vec());
            insert.push(", ").bind(entry).push(", ").bind(**weight).push(")");
        }
        insert.build().execute(tx).await?;
    }
    // In order, so that two who write do not wait for each other in a ring.
    let unknown: Vec<&String> =
        new.iter().map(|(term, _)| *term).filter(|term| !before.0.contains_key(*term)).collect();
    for some in unknown.chunks(ROWS) {
        let mut insert = Builder::new("insert into search_term (term, text) values ");
        for (at, term) in some.iter().enumerate() {
            insert
                .push(if at > 0 { ", (" } else { "(" })
                .bind(term.as_bytes().to_vec())
                .push(", ")
                .bind(*term)
                .push(")");
        }
        insert.push(" on conflict do nothing");
        insert.build().execute(tx).await?;
    }
    Ok(())
}
