//! Finding: what somebody asks for, among what they may read, the best first.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use sqlx_macros::FromRow;
use swedish::analysis::{Analyser, Wanted};
use uuid::Uuid;

use super::analyser;
use super::quote::{Marked, marked, quote};
use super::score::{ByTerm, asked_for};
use super::terms::{SCALE, Terms, terms};
use crate::access::{Kind, RootKind};
use crate::db::{Builder, Tx};
use crate::fault::Fault;
use crate::records::{is_readable, root_of};

/// What it is worth that one more of the words is there at all, against the most that a word can be worth.
const EACH_WORD: f64 = 0.6;
/// How many of the best by a first look are weighed with all their terms, and how many times more when too few of them may be read.
const POOL: usize = 120;
const MORE: usize = 8;
/// Texts that the first look takes in all, shared by the terms; a term's own are those that it weighs most in.
const LOOKED_AT: usize = 8_000;
const FEWEST_OF_TERM: usize = 300;
/// Texts that are read at once.
const AT_ONCE: usize = 500;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// As it was typed.
    pub text: &'a str,
    /// Whether it is still being typed: the last word may go on.
    pub is_typing: bool,
    /// Only of these kinds; of every kind when there are none.
    pub kinds: &'a [&'a str],
    /// Most that are found.
    pub most: usize,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What kind: a thing's, or of what the program knows by name.
    pub kind: String,
    /// The thing, if it is one.
    pub id: Option<Uuid>,
    /// What it lies below and stands alone, itself where it does.
    pub root: Option<Uuid>,
    /// Its name, if the program knows it by one.
    pub name: String,
    /// What it is called, with what was asked for marked.
    pub title: Marked,
    /// What it says of what was asked for.
    pub quote: Marked,
    /// How much it says of what was asked for: tells what is near the best hit of the same question and what is far from it.
    pub worth: i64,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// What nothing has, and what it was taken for.
    pub corrected: Vec<(String, String)>,
}

/// A text that may be what is asked for.
#[derive(FromRow)]
struct Candidate {
    number: i64,
    kind: String,
    thing_id: Option<Uuid>,
    root_id: Option<Uuid>,
    name: String,
    terms: String,
    #[sqlx(default)]
    worth: i64,
}

/// Finds what somebody asks for among what they may read.
///
/// # Errors
/// The database fails.
pub async fn find(tx: &mut Tx, asked: &Asked<'_>) -> Result<Found, Fault> {
    let analyser = analyser(tx).await?;
    let Terms { wanted, worth, corrected } = terms(tx, &analyser, asked).await?;
    if worth.is_empty() {
        return Ok(Found::default());
    }
    let mut there: Vec<Candidate> = Vec::new();
    let (mut pool, mut seen, mut looked_at) = (POOL.max(asked.most), HashSet::new(), 0);
    loop {
        let (found, looked_at_now) = candidates(tx, &worth, wanted.len(), asked.kinds, pool).await?;
        for one in found {
            if there.len() < asked.most && seen.insert(one.number) && is_there(tx, &one).await? {
                there.push(one);
            }
        }
        // Looking deeper found nothing more.
        if there.len() >= asked.most || looked_at_now == looked_at {
            break;
        }
        looked_at = looked_at_now;
        pool *= MORE;
    }
    let hits = hits(tx, &analyser, &wanted, there).await?;
    Ok(Found { corrected: told(corrected, &hits), hits })
}

/// What misspelt words were taken for, in the words that the reader sees marked: what stands only where they may not read is not told.
fn told(corrected: Vec<String>, hits: &[Hit]) -> Vec<(String, String)> {
    let parts = hits.iter().flat_map(|hit| hit.title.iter().chain(&hit.quote));
    let Some((seen, _)) = parts.into_iter().find(|(_, is_mark)| *is_mark) else { return Vec::new() };
    corrected.into_iter().map(|typed| (typed, seen.to_lowercase())).collect()
}

/// The ids of things of a kind that somebody asks for, the best first, whether the actor may read them or not: for whoever asks for the
/// things themselves.
///
/// # Errors
/// The database fails.
pub async fn ids(tx: &mut Tx, text: &str, kind: Kind, most: usize) -> Result<Vec<Uuid>, Fault> {
    let analyser = analyser(tx).await?;
    let asked = Asked { text, is_typing: false, kinds: &[kind.name()], most };
    let Terms { wanted, worth, .. } = terms(tx, &analyser, &asked).await?;
    if worth.is_empty() {
        return Ok(Vec::new());
    }
    let (found, _) = candidates(tx, &worth, wanted.len(), asked.kinds, LOOKED_AT).await?;
    Ok(found.into_iter().filter_map(|one| one.thing_id).take(most).collect())
}

/// Texts that the actor may read, the best of a pool first, and how many were looked at. A first look sums what the terms say of
/// those texts that they weigh most in; the best of these are weighed with all their terms. Whole numbers only: every database comes
/// to the same.
async fn candidates(
    tx: &mut Tx,
    worth: &[(String, usize, i64)],
    words: usize,
    kinds: &[&str],
    pool: usize,
) -> Result<(Vec<Candidate>, usize), Fault> {
    let looked_at = looked_at(tx, worth, words, pool).await?;
    let mut found: Vec<Candidate> = Vec::new();
    let mut by_term = ByTerm::default();
    for (term, word, value) in worth {
        by_term.entry(term).or_default().push((*word, *value));
    }
    for some in looked_at.chunks(AT_ONCE) {
        let mut select = Builder::new(
            "select e.number, e.kind, e.thing_id, e.root_id, e.name, e.terms from search_entry e where ",
        );
        select.is_in("e.number", some.iter().copied()).push(" and ");
        if kinds.is_empty() {
            select.push("true");
        } else {
            select.is_in("e.kind", kinds.iter().copied());
        }
        select.push(" and (e.thing_id is null");
        for root in RootKind::all() {
            let below = Kind::ALL.into_iter().filter(|kind| kind.root() == root);
            select.push(" or (").is_in("e.kind", below.map(Kind::name));
            select.push(" and exists (select 1 from ").push(root.name());
            select.push(" r where r.id = e.root_id and r.deleted_at is null and ");
            is_readable(&mut select, tx, root);
            select.push("))");
        }
        select.push(")");
        let rows: Vec<Candidate> = select.build().all(tx).await?;
        found.extend(
            rows.into_iter().map(|row| Candidate { worth: score(&row.terms, &by_term, words), ..row }),
        );
    }
    found.sort_by_key(|row| (Reverse(row.worth), row.number));
    Ok((found, looked_at.len()))
}

/// Numbers of the texts that look best: by each term those that it weighs most in.
async fn looked_at(
    tx: &mut Tx,
    worth: &[(String, usize, i64)],
    words: usize,
    pool: usize,
) -> Result<Vec<i64>, Fault> {
    let deeper = (pool / POOL).max(1);
    let of_term = ((LOOKED_AT / worth.len().max(1)).max(FEWEST_OF_TERM) * deeper) as i64;
    let mut select = Builder::new("select found.entry from (");
    for (at, (term, word, value)) in worth.iter().enumerate() {
        // That a word is there at all counts once, however many of its terms are.
        let alike = worth.iter().filter(|(_, other, _)| other == word).count() as i64;
        let each = if words > 1 { each_word() / alike } else { 0 };
        select.push(if at > 0 { " union all " } else { "" });
        select.push(&format!(
            "select t{at}.entry, t{at}.weight * {value} + {each} as worth from (select entry, weight"
        ));
        select.push(" from search_posting where term = ").bind(term.as_bytes().to_vec());
        select.push(" order by weight desc, entry desc limit ").bind(of_term).push(&format!(") t{at}"));
    }
    select
        .push(") found group by found.entry order by sum(found.worth) desc, found.entry limit ")
        .bind(pool as i64);
    let rows: Vec<(i64,)> = select.build().all(tx).await?;
    Ok(rows.into_iter().map(|(entry,)| entry).collect())
}

/// What it is worth that a word is there at all.
fn each_word() -> i64 {
    (EACH_WORD * SCALE * super::score::MOST) as i64
}

/// What a text is worth with all its terms, as they are stored.
fn score(terms: &str, worth: &ByTerm<'_>, words: usize) -> i64 {
    let mut is_there = vec![false; words];
    let mut sum = 0;
    for (weight, words) in asked_for(terms, worth) {
        for (word, value) in words {
            sum += weight * value;
            is_there[*word] = true;
        }
    }
    sum + each_word() * is_there.into_iter().filter(|is_there| *is_there).count() as i64
}

/// Whether the actor finds the thing itself: what lies below something deleted is not there.
async fn is_there(tx: &mut Tx, row: &Candidate) -> Result<bool, Fault> {
    let (Some(id), Some(kind)) = (row.thing_id, Kind::named(&row.kind)) else { return Ok(true) };
    // Whether what stands alone is there and may be read has been asked.
    if kind.parent().is_none() {
        return Ok(true);
    }
    match root_of(tx, kind.of(id)).await {
        Ok(_) => Ok(true),
        Err(Fault::NotFound { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// What was found, as it is told.
async fn hits(
    tx: &mut Tx,
    analyser: &Analyser,
    wanted: &[Wanted],
    found: Vec<Candidate>,
) -> Result<Vec<Hit>, Fault> {
    let mut select = Builder::new("select number, title, body from search_entry where ");
    select.is_in("number", found.iter().map(|one| one.number));
    let rows: Vec<(i64, String, String)> = select.build().all(tx).await?;
    let texts: HashMap<i64, (String, String)> =
        rows.into_iter().map(|(number, title, body)| (number, (title, body))).collect();
    let hit = |one: Candidate| {
        let (title, body) = texts.get(&one.number)?;
        Some(Hit {
            title: marked(title, &analyser.marks(title, wanted)),
            quote: quote(body, &analyser.marks(body, wanted)),
            kind: one.kind,
            id: one.thing_id,
            root: one.root_id,
            name: one.name,
            worth: one.worth,
        })
    };
    Ok(found.into_iter().filter_map(hit).collect())
}
