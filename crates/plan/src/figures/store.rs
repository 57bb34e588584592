//! Keeping and reading figures.

use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::numbers::{FiguresSubject, Numbers};
use super::outcome::Outcome;
use super::people::TableRow;
use super::table::{FiguresTable, Understood};
use super::types::{Figures, FiguresInput, FiguresState};
use crate::access::{Kind, Ref, Right, RootKind};
use crate::attachments::{Archived, listed};
use crate::audit::{self, Event};
use crate::db::{Query, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::{self, Listing, Root, root_of};

const FIGURES: &str = "r.id, r.organisation_id, r.region_code, r.subject, r.state, r.title, r.maker, r.made_on, r.note, r.reason, r.hash, \
    r.reviewed_at, r.set_at, r.used_from, r.evaluated_at, r.replaced_at, r.created_at, r.updated_at, r.version";

/// Figures that the actor may read, and how many there are on all pages; without the numbers.
///
/// # Errors
/// The database fails.
pub async fn list(tx: &mut Tx, listing: &Listing) -> Result<(Vec<Figures>, i64), Fault> {
    records::find(tx, RootKind::Figures, FIGURES, listing).await
}

/// Figures without their numbers, for whoever may read them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Figures, Fault> {
    records::load(tx, Kind::Figures.of(id), FIGURES).await
}

/// The numbers of figures, for whoever may read them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn numbers(tx: &mut Tx, id: Uuid) -> Result<Numbers, Fault> {
    root_of(tx, Kind::Figures.of(id)).await?;
    let (numbers,): (String,) =
        query(sql!("select numbers from figures_table where figures_id = $1")).bind(id).one(tx).await?;
    serde_json::from_str(&numbers).map_err(|_| Fault::Damaged)
}

/// What we expected ourselves of each of the numbers when they were put in use, in their order, and how they came out where they have
/// been evaluated; for whoever may read them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn kept(tx: &mut Tx, id: Uuid) -> Result<(Vec<Option<f64>>, Vec<Outcome>), Fault> {
    root_of(tx, Kind::Figures.of(id)).await?;
    let (ours, outcome): (String, String) =
        query(sql!("select ours, outcome from figures_table where figures_id = $1")).bind(id).one(tx).await?;
    let read = (serde_json::from_str(&ours).ok(), serde_json::from_str(&outcome).ok());
    read.0.zip(read.1).ok_or(Fault::Damaged)
}

/// How the table that figures were read from was understood, for whoever may read them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn understood(tx: &mut Tx, id: Uuid) -> Result<Understood, Fault> {
    root_of(tx, Kind::Figures.of(id)).await?;
    let (understood,): (String,) =
        query(sql!("select understood from figures_table where figures_id = $1")).bind(id).one(tx).await?;
    serde_json::from_str(&understood).map_err(|_| Fault::Damaged)
}

/// The table that figures were read from, line by line.
async fn sheet(tx: &mut Tx, id: Uuid) -> Result<Vec<TableRow>, Fault> {
    let (sheet,): (String,) =
        query(sql!("select sheet from figures_table where figures_id = $1")).bind(id).one(tx).await?;
    serde_json::from_str(&sheet).map_err(|_| Fault::Damaged)
}

/// Figures that a municipality is computed with.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct FiguresInUse {
    /// The municipality.
    pub region_code: String,
    /// What they are about.
    pub subject: FiguresSubject,
    /// Which figures.
    pub id: Uuid,
    /// Counts the changes of them.
    pub version: i64,
    /// What they are called.
    pub title: String,
    /// SHA-256 of the numbers, in hexadecimal digits.
    pub hash: String,
}

/// All figures that municipalities are computed with, by code. Everybody reads those.
///
/// # Errors
/// The database fails.
pub async fn in_use(tx: &mut Tx) -> Result<Vec<FiguresInUse>, Fault> {
    query(sql!(
        "select region_code, subject, id, version, title, hash from figures
         where state in ('in_use', 'evaluated') and is_published and deleted_at is null order by region_code, subject"
    ))
    .all(tx)
    .await
}

/// What differs whenever [`in_use`] does, and never comes back: how many figures there are, and all changes of them.
pub type FiguresStamp = (i64, i64);

/// The stamp of what there is: quick, to be asked often.
///
/// # Errors
/// The database fails.
pub async fn stamp(tx: &mut Tx) -> Result<FiguresStamp, Fault> {
    query(sql!("select count(*), cast(coalesce(sum(version), 0) as bigint) from figures")).one(tx).await
}

/// Keeps figures of a municipality as a draft, of the organisation that is named or the only one that the actor puts in figures
/// for.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn create(
    tx: &mut Tx,
    organisation: Option<&str>,
    code: &str,
    input: &FiguresInput,
    table: &FiguresTable,
) -> Result<Uuid, Fault> {
    let owner = organisations::acting(tx, Right::PutFigures, organisation).await?;
    if owner.house != code {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "figures-elsewhere")]));
    }
    let input = input.validate().map_err(Fault::Invalid)?;
    let (id, now) = (tx.new_id(), tx.now());
    let numbers = written(&table.numbers)?;
    let insert = query(sql!(
        "insert into figures (id, organisation_id, house, is_published, created_at, updated_at, version, region_code,
            subject, state, reason, hash, title, maker, made_on, note)
         values ($1, $2, $3, false, $4, $4, 1, $5, $6, 'draft', '', $7, $8, $9, $10, $11)"
    ))
    .bind(id)
    .bind(&owner.id)
    .bind(&owner.house)
    .bind(now)
    .bind(code)
    .bind(table.numbers.subject().name())
    .bind(hash(&numbers));
    own_fields(insert, &input).execute(tx).await?;
    query(sql!(
        "insert into figures_table (figures_id, numbers, sheet, understood, ours, outcome)
         values ($1, $2, $3, $4, '[]', '[]')"
    ))
    .bind(id)
    .bind(&numbers)
    .bind(written(&table.rows)?)
    .bind(written(&table.understood)?)
    .execute(tx)
    .await?;
    let change = json!({ "title": [null, input.title], "organisation_id": [null, owner.id],
        "subject": [null, table.numbers.subject()],
        "hash": [null, hash(&numbers)] });
    audit::record(tx, Event::on("figures.create", Kind::Figures, id).within(&owner.house).change(change))
        .await?;
    Ok(id)
}

/// Saves what is said of a draft, as the actor has seen it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`], with `figures-not-so` for what is no draft.
pub async fn edit(tx: &mut Tx, id: Uuid, version: i64, input: &FiguresInput) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let root = draft(tx, id).await?;
    let before = records::audit_snapshot(tx, Kind::Figures.of(id)).await?;
    let update = query(sql!(
        "update figures set version = version + 1, title = $3, maker = $4, made_on = $5, note = $6
         where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version);
    records::updated(tx, own_fields(update, &input)).await?;
    records::changed(tx, &root, "edit", Kind::Figures.of(id), &before).await
}

/// Puts other numbers in the place of a draft's, as the actor has seen it.
///
/// # Errors
/// As [`edit`].
pub async fn replace_numbers(tx: &mut Tx, id: Uuid, version: i64, table: &FiguresTable) -> Result<(), Fault> {
    let root = draft(tx, id).await?;
    if load(tx, id).await?.subject != table.numbers.subject() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "figures-not-so")]));
    }
    let before = records::audit_snapshot(tx, Kind::Figures.of(id)).await?;
    let numbers = written(&table.numbers)?;
    let update =
        query(sql!("update figures set version = version + 1, hash = $3 where id = $1 and version = $2"))
            .bind(id)
            .bind(version)
            .bind(hash(&numbers));
    records::updated(tx, update).await?;
    query(sql!("update figures_table set numbers = $2, sheet = $3, understood = $4 where figures_id = $1"))
        .bind(id)
        .bind(&numbers)
        .bind(written(&table.rows)?)
        .bind(written(&table.understood)?)
        .execute(tx)
        .await?;
    records::changed(tx, &root, "replace_numbers", Kind::Figures.of(id), &before).await
}

/// What decides over a draft, for whoever may change it.
async fn draft(tx: &mut Tx, id: Uuid) -> Result<Root, Fault> {
    let root = root_of(tx, Kind::Figures.of(id)).await?;
    root.demand_change(tx, Kind::Figures)?;
    demand_state(&load(tx, id).await?, &[FiguresState::Draft])?;
    Ok(root)
}

pub(super) fn demand_state(figures: &Figures, states: &[FiguresState]) -> Result<(), Fault> {
    if states.contains(&figures.state) {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("form", "figures-not-so").with("state", figures.state)]))
}

/// Figures as they go into an organisation's archive: with their numbers, the table that they were read from, how they came out, and
/// their files.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn archived(tx: &mut Tx, id: Uuid) -> Result<Archived, Fault> {
    let figures = load(tx, id).await?;
    let (numbers, sheet) = (numbers(tx, id).await?, sheet(tx, id).await?);
    let (ours, outcome) = kept(tx, id).await?;
    let files = listed(tx, Kind::Figures.of(id)).await?;
    let title = figures.content.title.clone();
    Ok(Archived {
        title,
        content: json!({ "figures": figures, "numbers": numbers, "sheet": sheet, "ours": ours,
        "outcome": outcome }),
        files,
    })
}

/// Brings back deleted figures.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn restore(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    records::restore(tx, of).await
}

/// Binds what is said of figures, in the order of the columns from the title on.
fn own_fields(query: Query, input: &FiguresInput) -> Query {
    query.bind(&input.title).bind(&input.maker).bind(input.made_on).bind(&input.note)
}

pub(super) fn written<T: serde::Serialize + ?Sized>(what: &T) -> Result<String, Fault> {
    serde_json::to_string(what).map_err(|_| Fault::Damaged)
}

fn hash(numbers: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(numbers))
}
