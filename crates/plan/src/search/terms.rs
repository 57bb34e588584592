//! What is asked for as terms, with what each is worth.

use std::collections::{BTreeSet, HashMap};

use swedish::analysis::{Analyser, Wanted};

use super::find::Asked;
use super::spelling;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;

/// Most words that are asked for.
const MOST_WORDS: usize = 8;
/// Most terms that a word is looked for by: a question of all of them is one that both databases take.
const MOST_TERMS: usize = 48;
/// How much a completed word says against a whole one, a corrected one, and one that it stands within.
const COMPLETED: f64 = 0.7;
const CORRECTED: f64 = 0.6;
const WITHIN: f64 = 0.5;
/// The most that a term can be worth, times its weight.
pub(super) const SCALE: f64 = 100.0;
/// Texts with a term are counted so far: what stands in more is as common.
const COUNTED: i64 = 1_500;
/// All texts are counted so far: how rare a word is needs no more.
const ALL_COUNTED: i64 = 10_000;

/// What to look for.
pub(super) struct Terms {
    pub wanted: Vec<Wanted>,
    /// Each term, for which of the words it stands, and what it is worth.
    pub worth: Vec<(String, usize, i64)>,
    /// Words as they were typed that were taken for others.
    pub corrected: Vec<String>,
}

/// Makes what is typed into what to look for: each word with its terms, completed while it is being typed, and corrected where nothing
/// has it.
pub(super) async fn terms(tx: &mut Tx, analyser: &Analyser, asked: &Asked<'_>) -> Result<Terms, Fault> {
    let mut wanted = analyser.wanted(asked.text);
    wanted.truncate(MOST_WORDS);
    wanted.iter_mut().for_each(|one| one.terms.truncate(MOST_TERMS / 2));
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
        if !near.is_empty() {
            has_changed = true;
            corrected.push(one.typed.clone());
            one.terms.extend(near.into_iter().map(|term| (term, CORRECTED)));
        }
    }
    wanted.iter_mut().for_each(|one| one.terms.truncate(MOST_TERMS));
    if has_changed {
        counts = self::counts(tx, &wanted).await?;
    }
    let all = sql!("select count(*) from (select 1 from search_entry limit $1) counted");
    let (all,): (i64,) = query(all).bind(ALL_COUNTED).one(tx).await?;
    let worth = wanted.iter().enumerate().flat_map(|(word, one)| worth(word, one, &counts, all)).collect();
    Ok(Terms { wanted, worth, corrected })
}

/// In how many texts each term stands, as far as that is counted; those that stand in none are left out.
async fn counts(tx: &mut Tx, wanted: &[Wanted]) -> Result<HashMap<String, i64>, Fault> {
    let terms: BTreeSet<&String> =
        wanted.iter().flat_map(|one| one.terms.iter().map(|(term, _)| term)).collect();
    if terms.is_empty() {
        return Ok(HashMap::new());
    }
    let terms: Vec<&String> = terms.into_iter().collect();
    let mut select = Builder::new("");
    for (at, term) in terms.iter().enumerate() {
        select.push(if at > 0 { " union all " } else { "" });
        select.push(&format!(
            "select cast({at} as bigint), (select count(*) from (select 1 from search_posting"
        ));
        select
            .push(" where term = ")
            .bind(term.as_bytes().to_vec())
            .push(" limit ")
            .bind(COUNTED)
            .push(") counted)");
    }
    let rows: Vec<(i64, i64)> = select.build().all(tx).await?;
    let known = rows.into_iter().filter(|(_, count)| *count > 0);
    let term = |at: i64| terms.get(usize::try_from(at).ok()?).map(|term| (*term).clone());
    Ok(known.filter_map(|(at, count)| Some((term(at)?, count))).collect())
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
