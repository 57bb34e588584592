//! Keeping what is searched as what is written.

use std::hash::Hasher;

use fnv::FnvHasher;
use sqlx_macros::FromRow;
use swedish::analysis::Analyser;
use uuid::Uuid;

use super::analyser;
use super::score::{self, Weights};
use crate::access::{Kind, Ref};
use crate::db::{Builder, Db, Tx, query, sql};
use crate::fault::Fault;

/// What of a kind is searched besides its title: columns that say what it is about, and columns that tell more. None for what is not
/// searched by itself.
const fn columns(kind: Kind) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match kind {
        Kind::Roadmap => (&["purpose"], &[]),
        Kind::Area => (&[], &[]),
        Kind::Need => (&["more_needed"], &["evidence"]),
        Kind::Initiative => (&["description"], &["source"]),
        Kind::Measure => (&["description"], &["owner", "indicator", "funding"]),
        Kind::Inquiry => (&["purpose", "theme"], &["planned_use"]),
        Kind::Question => (&["help"], &["options"]),
        Kind::Group => (&["mandate", "theme"], &["decider", "summary"]),
        Kind::Meeting => (&["background"], &["summary"]),
        Kind::AgendaItem => (&["body", "decision"], &["notes"]),
        Kind::Task => (&[], &["result"]),
        Kind::GroupDocument => (&[], &["body"]),
        Kind::Example => (
            &["claim", "conclusions", "need"],
            &["body", "not_worked", "conditions", "next_step", "target_group", "legal", "source"],
        ),
        Kind::Figures => (&["maker"], &["note"]),
        // Whom one has asked and who sits where is found where that is.
        Kind::Recipient | Kind::Seat => return None,
    })
}

/// A thing's texts as they stand.
#[derive(FromRow)]
struct Texts {
    id: Uuid,
    root_id: Uuid,
    title: String,
    strong: String,
    body: String,
    is_deleted: bool,
}

/// Whether things of a kind are found by themselves.
pub const fn is_searched(kind: Kind) -> bool {
    columns(kind).is_some()
}

/// Makes what is searched of a thing as what is written of it; of what stands alone also what lies below it, as it is made, copied
/// and brought back as a whole.
///
/// # Errors
/// The database fails.
pub(crate) async fn refresh(tx: &mut Tx, of: Ref, is_whole: bool) -> Result<(), Fault> {
    let analyser = analyser(tx).await?;
    let is_root = of.kind.parent().is_none();
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| *kind == of.kind || (is_root && is_whole && kind.root().kind() == of.kind));
    for kind in kinds {
        let Some(select) = texts(kind, |select| {
            select.push(if kind == of.kind { " where own.id = " } else { " where root.id = " }).bind(of.id);
        }) else {
            continue;
        };
        let all: Vec<Texts> = select.build().all(tx).await?;
        for one in &all {
            keep(tx, &analyser, kind, one).await?;
        }
        if all.is_empty() && kind == of.kind {
            forget(tx, number(of.id)).await?;
        }
    }
    Ok(())
}

/// The question for the texts of a kind, with the root that each lies below; none for what is not searched.
fn texts(kind: Kind, narrow: impl FnOnce(&mut Builder)) -> Option<Builder> {
    let (strong, body) = columns(kind)?;
    let joined = |columns: &[&str]| match columns {
        [] => "''".to_owned(),
        all => all.iter().map(|column| format!("own.{column}")).collect::<Vec<_>>().join(" || '\n' || "),
    };
    let way: Vec<Kind> = std::iter::successors(Some(kind), |kind| kind.parent()).collect();
    let mut select = Builder::new("select own.id as id, ");
    // What stands alone is its own root.
    let alias = |at: usize| match at {
        0 => "own",
        _ if at + 1 == way.len() => "root",
        1 => "above",
        _ => "higher",
    };
    select.push(alias(way.len() - 1)).push(".id as root_id, own.title as title, ");
    select.push(&joined(strong)).push(" as strong, ").push(&joined(body));
    select.push(" as body, own.deleted_at is not null as is_deleted from ").push(kind.name()).push(" own");
    for (at, pair) in way.windows(2).enumerate() {
        let (below, above, parent) = (alias(at), alias(at + 1), pair[1].name());
        select.push(" join ").push(parent).push(" ").push(above).push(" on ").push(above);
        select.push(".id = ").push(below).push(".").push(parent).push("_id");
    }
    narrow(&mut select);
    Some(select)
}

/// The number of a thing's entry: the last bits of its id, which chance has made.
pub(super) fn number(id: Uuid) -> i64 {
    let bits = (id.as_u128() & u128::from(u64::MAX >> 1)) as u64;
    i64::try_from(bits).unwrap_or(i64::MAX)
}

async fn keep(tx: &mut Tx, analyser: &Analyser, kind: Kind, texts: &Texts) -> Result<(), Fault> {
    if texts.is_deleted {
        return forget(tx, number(texts.id)).await;
    }
    let entry = NewEntry {
        number: number(texts.id),
        kind: kind.name(),
        thing_id: Some(texts.id),
        root_id: Some(texts.root_id),
        name: "",
        title: &texts.title,
        strong: &texts.strong,
        body: &texts.body,
        keywords: "",
    };
    entry.keep(tx, analyser).await
}

/// What is to be found.
pub(super) struct NewEntry<'a> {
    pub number: i64,
    pub kind: &'a str,
    pub thing_id: Option<Uuid>,
    pub root_id: Option<Uuid>,
    pub name: &'a str,
    pub title: &'a str,
    /// What says what it is about.
    pub strong: &'a str,
    /// What tells more.
    pub body: &'a str,
    /// What it is found by and is not quoted.
    pub keywords: &'a str,
}

impl NewEntry<'_> {
    /// Keeps it, unless it is kept so already: only what differs is written.
    pub async fn keep(&self, tx: &mut Tx, analyser: &Analyser) -> Result<(), Fault> {
        let old: Option<(String, String, String, String)> =
            query(sql!("select title, body, terms, analysis from search_entry where number = $1"))
                .bind(self.number)
                .optional(tx)
                .await?;
        let body = score::quotable(self.strong, self.body);
        // What is not quoted is not kept, but by a number that changes with it.
        let version = match self.keywords {
            "" => analyser.version(),
            words => format!("{}-{}", analyser.version(), checksum(&[words])),
        };
        if old.as_ref().is_some_and(|(title, text, _, analysis)| {
            *title == self.title && *text == body && *analysis == version
        }) {
            return Ok(());
        }
        let weights =
            Weights::of(analyser, self.title, &format!("{}\n{}", self.strong, self.keywords), self.body);
        let before = old.as_ref().map(|(_, _, terms, _)| Weights::read(terms)).unwrap_or_default();
        let text = if old.is_some() {
            sql!(
                "update search_entry set kind = $2, thing_id = $3, root_id = $4, name = $5, title = $6, body = $7, terms = $8,
                    analysis = $9 where number = $1"
            )
        } else {
            sql!(
                "insert into search_entry (number, kind, thing_id, root_id, name, title, body, terms, analysis)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )
        };
        query(text)
            .bind(self.number)
            .bind(self.kind)
            .bind(self.thing_id)
            .bind(self.root_id)
            .bind(self.name)
            .bind(self.title)
            .bind(&body)
            .bind(weights.stored())
            .bind(&version)
            .execute(tx)
            .await?;
        score::rewrite(tx, self.number, &before, &weights).await
    }
}

/// A number that texts lead to: the same for the same, also in another program.
pub(super) fn checksum(texts: &[&str]) -> u64 {
    let mut hasher = FnvHasher::default();
    for text in texts {
        hasher.write(text.as_bytes());
        hasher.write_u8(0);
    }
    hasher.finish()
}

/// Takes away what is not there any more.
pub(super) async fn forget(tx: &mut Tx, number: i64) -> Result<(), Fault> {
    let old: Option<(String,)> =
        query(sql!("select terms from search_entry where number = $1")).bind(number).optional(tx).await?;
    let Some((terms,)) = old else { return Ok(()) };
    score::rewrite(tx, number, &Weights::read(&terms), &Weights::default()).await?;
    query(sql!("delete from search_entry where number = $1")).bind(number).execute(tx).await?;
    Ok(())
}

/// Things that are made anew at a time, so that nobody waits long to write.
const BATCH: i64 = 50;

/// Makes anew whatever an older program, or another list of phrases, has made, and takes away what has gone for good.
///
/// # Errors
/// The database fails.
pub async fn catch_up(db: &Db) -> Result<(), Fault> {
    for kind in Kind::ALL.into_iter().filter(|kind| is_searched(*kind)) {
        while catch_up_some(db, kind).await? {}
        while sweep(db, kind).await? {}
    }
    Ok(())
}

async fn catch_up_some(db: &Db, kind: Kind) -> Result<bool, Fault> {
    let mut tx = db.write_as_system().await?;
    let analyser = analyser(&mut tx).await?;
    let version = analyser.version();
    let Some(select) = texts(kind, |select| {
        select.push(" left join search_entry e on e.kind = ").bind(kind.name());
        select.push(" and e.thing_id = own.id and e.analysis = ").bind(&version);
        select.push(" where own.deleted_at is null and e.number is null order by own.id limit ").bind(BATCH);
    }) else {
        return Ok(false);
    };
    let all: Vec<Texts> = select.build().all(&mut tx).await?;
    for one in &all {
        keep(&mut tx, &analyser, kind, one).await?;
    }
    tx.commit().await?;
    Ok(!all.is_empty())
}

async fn sweep(db: &Db, kind: Kind) -> Result<bool, Fault> {
    let mut tx = db.write_as_system().await?;
    let mut select = Builder::new("select e.number from search_entry e where e.kind = ");
    select.bind(kind.name()).push(" and not exists (select 1 from ").push(kind.name());
    select.push(" t where t.id = e.thing_id) limit ").bind(BATCH);
    let gone: Vec<(i64,)> = select.build().all(&mut tx).await?;
    for (number,) in &gone {
        forget(&mut tx, *number).await?;
    }
    tx.commit().await?;
    Ok(!gone.is_empty())
}
