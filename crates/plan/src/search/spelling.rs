//! Completing what is being typed, and correcting what is written otherwise than anything that there is.

use sqlx_macros::FromRow;

use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;

/// Most ways to complete a word, and words that it stands within.
const MOST: i64 = 24;
/// The fewest letters that are corrected, and the fewest where two may be wrong.
const SHORTEST: usize = 4;
const LONG: usize = 8;

/// The fewest letters of a word that is looked for within others.
const SHORTEST_WITHIN: usize = 5;

#[derive(FromRow)]
struct Row {
    term: Vec<u8>,
}

fn text(row: Row) -> Option<String> {
    String::from_utf8(row.term).ok()
}

/// The bytes that terms with a beginning lie from, and before.
fn beginning(of: &str) -> (Vec<u8>, Vec<u8>) {
    // Nothing that is a letter begins with this byte.
    let mut after = of.as_bytes().to_vec();
    after.push(0xff);
    (of.as_bytes().to_vec(), after)
}

/// Terms that begin with what is typed, in the order of their letters.
pub(super) async fn completions(tx: &mut Tx, typed: &str) -> Result<Vec<String>, Fault> {
    let (first, after) = beginning(typed);
    let rows: Vec<Row> =
        query(sql!("select term from search_term where term >= $1 and term < $2 order by term limit $3"))
            .bind(first)
            .bind(after)
            .bind(MOST)
            .all(tx)
            .await?;
    Ok(rows.into_iter().filter_map(text).collect())
}

/// Terms that are spelt almost as a stem that nothing has, the likest first: at most three, with so many letters
/// otherwise; how many follows from its length where nothing is said. Dots and rings are no letters.
pub(super) async fn corrections(tx: &mut Tx, stem: &str, most: Option<usize>) -> Result<Vec<String>, Fault> {
    let letters = stem.chars().count();
    if letters < SHORTEST {
        return Ok(Vec::new());
    }
    // The first letter is seldom wrong, but for its dots and rings.
    let folded = swedish::fold(stem);
    let Some(first) = folded.chars().next() else { return Ok(Vec::new()) };
    let also = match first {
        'a' => ["å", "ä"],
        'o' => ["ö", "ø"],
        _ => ["", ""],
    };
    let mut select = Builder::new("select term from search_term where length(term) between ");
    select.bind(stem.len() as i64 - 2).push(" and ").bind(stem.len() as i64 + 3).push(" and (false");
    let first = first.to_string();
    for letter in [first.as_str()].into_iter().chain(also).filter(|letter| !letter.is_empty()) {
        let (from, to) = beginning(letter);
        select.push(" or term >= ").bind(from).push(" and term < ").bind(to);
    }
    select.push(") order by term");
    let rows: Vec<Row> = select.build().all(tx).await?;
    let most = most.unwrap_or(if letters >= LONG { 2 } else { 1 });
    let mut near: Vec<(usize, String)> = rows
        .into_iter()
        .filter_map(text)
        .filter_map(|term| {
            let distance = if swedish::fold(&term) == folded { 0 } else { strsim::osa_distance(&term, stem) };
            (distance <= most).then_some((distance, term))
        })
        .collect();
    near.sort();
    near.truncate(3);
    Ok(near.into_iter().map(|(_, term)| term).collect())
}

/// Terms that a stem that nothing has stands within: compounds of words that the list of parts lacks; the shortest first.
pub(super) async fn within(tx: &mut Tx, stem: &str) -> Result<Vec<String>, Fault> {
    if stem.chars().count() < SHORTEST_WITHIN || !stem.chars().all(char::is_alphanumeric) {
        return Ok(Vec::new());
    }
    // Terms hold letters and digits only: nothing in them means anything to a pattern.
    // How long each is costs little to ask first.
    let select = sql!(
        "select term from search_term where length(term) > $1 and text like $2 order by length(term), term limit $3"
    );
    let select = query(select).bind(stem.len() as i64).bind(format!("%{stem}%")).bind(MOST);
    let rows: Vec<Row> = select.all(tx).await?;
    Ok(rows.into_iter().filter_map(text).collect())
}
