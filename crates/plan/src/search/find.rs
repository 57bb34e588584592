//! Finding: what somebody asks for, among what they may read, the best first.

use std::collections::HashMap;

use sqlx_macros::FromRow;
use swedish::analysis::{Analyser, Wanted};
use uuid::Uuid;

use super::{analyser, spelling};
use crate::access::{Kind, RootKind};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::records::{is_readable, root_of};

/// Most words that are asked for.
const MOST_WORDS: usize = 8;
/// How much a completed word says against a whole one, a corrected one, and one that it stands within.
const COMPLETED: f64 = 0.7;
const CORRECTED: f64 = 0.6;
const WITHIN: f64 = 0.5;
/// What it is worth that one more of the words is there at all, against the most that a word can be worth.
const EACH_WORD: f64 = 0.6;
/// The most that a term can be worth, times its weight.
const SCALE: f64 = 100.0;
/// How many of the best are looked through for what the actor may read, and how many more each time.
const POOL: i64 = 200;
const MORE: i64 = 8;
/// Letters quoted around what was found.
const QUOTED: usize = 160;

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

/// A text in parts, each with whether it is what was asked for.
pub type Marked = Vec<(String, bool)>;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What kind: a thing's, or of what the program knows by name.
    pub kind: String,
    /// The thing, if it is one.
    pub id: Option<Uuid>,
    /// Its name, if the program knows it by one.
    pub name: String,
    /// What it is called, with what was asked for marked.
    pub title: Marked,
    /// What it says of what was asked for.
    pub quote: Marked,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// What nothing has, and what it was taken for.
    pub corrected: Vec<(String, String)>,
}

#[derive(FromRow)]
struct Row {
    kind: String,
    thing_id: Option<Uuid>,
    name: String,
    title: String,
    body: String,
}

/// Finds what somebody asks for among what they may read.
///
/// # Errors
/// The database fails.
pub async fn find(tx: &mut Tx, asked: &Asked<'_>) -> Result<Found, Fault> {
    let analyser = analyser(tx).await?;
    let Terms { wanted, worth, corrected } = terms(tx, &analyser, asked).await?;
    if worth.is_empty() {
        return Ok(Found { hits: Vec::new(), corrected });
    }
    let mut hits: Vec<Hit> = Vec::new();
    let (mut pool, mut seen) = (POOL.max(asked.most as i64), 0);
    loop {
        let rows = scored(tx, &worth, wanted.len(), asked.kinds, pool).await?;
        for row in rows.iter().skip(seen) {
            if hits.len() < asked.most && is_there(tx, row).await? {
                hits.push(hit(&analyser, &wanted, row));
            }
        }
        seen = rows.len();
        if hits.len() >= asked.most || !has_more(tx, &worth, pool).await? {
            return Ok(Found { hits, corrected });
        }
        pool *= MORE;
    }
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
    let rows = scored(tx, &worth, wanted.len(), asked.kinds, i64::MAX / 2).await?;
    Ok(rows.iter().filter_map(|row| row.thing_id).take(most).collect())
}

/// What to look for.
struct Terms {
    wanted: Vec<Wanted>,
    /// Each term, for which of the words it stands, and what it is worth.
    worth: Vec<(String, usize, i64)>,
    corrected: Vec<(String, String)>,
}

async fn terms(tx: &mut Tx, analyser: &Analyser, asked: &Asked<'_>) -> Result<Terms, Fault> {
    let mut wanted = analyser.wanted(asked.text);
    wanted.truncate(MOST_WORDS);
    if asked.is_typing
        && asked.text.ends_with(char::is_alphanumeric)
        && let Some(last) = wanted.last_mut()
    {
        let typed = last.typed.rsplit(' ').next().unwrap_or_default().replace('-', "");
        for term in spelling::completions(tx, &typed).await? {
            if !last.terms.iter().any(|(known, _)| *known == term) {
                last.terms.push((term, COMPLETED));
            }
        }
    }
    let mut counts = counts(tx, &wanted).await?;
    let mut corrected = Vec::new();
    let mut has_changed = false;
    for one in &mut wanted {
        let is_known =
            |least: f64| one.terms.iter().any(|(term, weight)| *weight >= least && counts.contains_key(term));
        if is_known(COMPLETED) {
            continue;
        }
        let Some((stem, _)) = one.terms.first().cloned() else { continue };
        let stem = stem.as_str();
        let within = spelling::within(tx, stem).await?;
        if !within.is_empty() {
            has_changed = true;
            one.terms.extend(within.into_iter().map(|term| (term, WITHIN)));
            continue;
        }
        // A compound of known parts is corrected only where it lacks its dots and rings.
        let most = if is_known(0.0) { Some(0) } else { None };
        let near = spelling::corrections(tx, stem, most).await?;
        if let Some(likest) = near.first() {
            has_changed = true;
            corrected.push((one.typed.clone(), likest.clone()));
            one.terms.extend(near.into_iter().map(|term| (term, CORRECTED)));
        }
    }
    if has_changed {
        counts = self::counts(tx, &wanted).await?;
    }
    let (all,): (i64,) = query(sql!("select count(*) from search_entry")).one(tx).await?;
    let worth = wanted.iter().enumerate().flat_map(|(word, one)| worth(word, one, &counts, all)).collect();
    Ok(Terms { wanted, worth, corrected })
}

/// In how many texts each term stands; those that stand in none are left out.
async fn counts(tx: &mut Tx, wanted: &[Wanted]) -> Result<HashMap<String, i64>, Fault> {
    let terms = wanted.iter().flat_map(|one| one.terms.iter().map(|(term, _)| term.as_bytes().to_vec()));
    let mut select = Builder::new("select term, count(*) from search_posting where ");
    select.is_in("term", terms).push(" group by term");
    let rows: Vec<(Vec<u8>, i64)> = select.build().all(tx).await?;
    Ok(rows.into_iter().filter_map(|(term, count)| Some((String::from_utf8(term).ok()?, count))).collect())
}

/// What the terms of a word are worth: the fewer texts have any of the strongest, the more.
fn worth(word: usize, one: &Wanted, counts: &HashMap<String, i64>, all: i64) -> Vec<(String, usize, i64)> {
    let known = one.terms.iter().filter(|(term, _)| counts.contains_key(term));
    let best = known.clone().map(|(_, weight)| *weight).fold(0.0, f64::max);
    let most =
        known.clone().filter(|(_, weight)| *weight >= best).filter_map(|(term, _)| counts.get(term)).max();
    let rarity = most.map_or(0.0, |count| {
        let (all, count) = (all as f64, *count as f64);
        (1.0 + (all - count + 0.5).max(0.0) / (count + 0.5)).ln() / (1.0 + (all + 0.5) / 0.5).ln().max(1e-9)
    });
    let value = |weight: f64| ((SCALE * weight * (0.2 + 0.8 * rarity)).round() as i64).max(1);
    known.map(|(term, weight)| (term.clone(), word, value(*weight))).collect()
}

/// The best texts of a pool that the actor may read, in order. Whole numbers only: every database comes to the same.
async fn scored(
    tx: &mut Tx,
    worth: &[(String, usize, i64)],
    words: usize,
    kinds: &[&str],
    pool: i64,
) -> Result<Vec<Row>, Fault> {
    let each = (EACH_WORD * SCALE * super::score::MOST) as i64;
    let mut select = Builder::new(
        "select e.kind, e.thing_id, e.name, e.title, e.body from (select p.entry as entry, sum(p.weight * (case",
    );
    for (term, _, value) in worth {
        select.push(" when p.term = ").bind(term.as_bytes().to_vec()).push(&format!(" then {value}"));
    }
    select.push(" else 0 end))");
    for word in 0..words {
        select.push(&format!(" + {each} * max(case when "));
        select.is_in(
            "p.term",
            worth.iter().filter(|(_, of, _)| *of == word).map(|(term, ..)| term.as_bytes().to_vec()),
        );
        select.push(" then 1 else 0 end)");
    }
    select.push(" as score from search_posting p where ");
    select.is_in("p.term", worth.iter().map(|(term, ..)| term.as_bytes().to_vec()));
    select.push(" group by p.entry order by score desc, p.entry limit ").bind(pool);
    select.push(") found join search_entry e on e.number = found.entry where ");
    if kinds.is_empty() {
        select.push("true");
    } else {
        select.is_in("e.kind", kinds.iter().copied());
    }
    select.push(" and (e.thing_id is null");
    for root in RootKind::all() {
        select
            .push(" or (")
            .is_in("e.kind", Kind::ALL.into_iter().filter(|kind| kind.root() == root).map(Kind::name));
        select.push(" and exists (select 1 from ").push(root.name());
        select.push(" r where r.id = e.root_id and r.deleted_at is null and ");
        is_readable(&mut select, tx, root);
        select.push("))");
    }
    select.push(") order by found.score desc, found.entry");
    select.build().all(tx).await
}

/// Whether more texts have any of the terms than lie in a pool.
async fn has_more(tx: &mut Tx, worth: &[(String, usize, i64)], pool: i64) -> Result<bool, Fault> {
    let mut count = Builder::new("select count(*) from (select p.entry from search_posting p where ");
    count.is_in("p.term", worth.iter().map(|(term, ..)| term.as_bytes().to_vec()));
    count.push(" group by p.entry limit ").bind(pool.saturating_add(1)).push(") counted");
    let (found,): (i64,) = count.build().one(tx).await?;
    Ok(found > pool)
}

/// Whether the actor finds the thing itself: what lies below something deleted is not there.
async fn is_there(tx: &mut Tx, row: &Row) -> Result<bool, Fault> {
    let (Some(id), Some(kind)) = (row.thing_id, Kind::named(&row.kind)) else { return Ok(true) };
    match root_of(tx, kind.of(id)).await {
        Ok(_) => Ok(true),
        Err(Fault::NotFound { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

fn hit(analyser: &Analyser, wanted: &[Wanted], row: &Row) -> Hit {
    Hit {
        kind: row.kind.clone(),
        id: row.thing_id,
        name: row.name.clone(),
        title: marked(&row.title, &analyser.marks(&row.title, wanted)),
        quote: quote(&row.body, &analyser.marks(&row.body, wanted)),
    }
}

/// A text in parts, with what lies in the places marked.
fn marked(text: &str, places: &[std::ops::Range<usize>]) -> Marked {
    let mut parts = Vec::new();
    let mut at = 0;
    for place in places {
        parts.push((text[at..place.start].to_owned(), false));
        parts.push((text[place.clone()].to_owned(), true));
        at = place.end;
    }
    parts.push((text[at..].to_owned(), false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Some of a text around the first of the places, with those within it marked; from its beginning when there is none.
fn quote(text: &str, places: &[std::ops::Range<usize>]) -> Marked {
    let first = places.first().map_or(0, |place| place.start);
    let before = text[..first].char_indices().rev().nth(QUOTED / 3).map_or(0, |(at, _)| at);
    // A word is not begun in its middle.
    let start =
        if before == 0 { 0 } else { text[before..first].find(' ').map_or(first, |space| before + space + 1) };
    let end = text[start..].char_indices().nth(QUOTED).map_or(text.len(), |(at, _)| start + at);
    // Nor is one ended so.
    let whole =
        if end < text.len() { text[start..end].rfind(' ').map_or(end, |space| start + space) } else { end };
    let end = if whole > first { whole } else { end };
    let end = places.iter().filter(|place| place.start < end).map(|place| place.end).fold(end, usize::max);
    let within: Vec<std::ops::Range<usize>> = places
        .iter()
        .filter(|place| place.start >= start && place.end <= end)
        .map(|place| place.start - start..place.end - start)
        .collect();
    let mut parts = marked(&text[start..end], &within);
    if start > 0 {
        parts.insert(0, ("… ".to_owned(), false));
    }
    if end < text.len() {
        parts.push((" …".to_owned(), false));
    }
    parts
}
