//! The directive and the plan of what a group works with. The text is written freely; each version that the steering group has
//! decided is kept as it stood.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::entry::{Entry, enter};
use super::meetings::{stored_meeting, stored_meetings};
use super::store::{load, stored};
use super::types::{Group, Meeting};
use crate::access::{Kind, Right};
use crate::audit;
use crate::checks::{Check, Valid, line, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::records::{added, event, place_below, root_of, save};

/// Most documents of one group.
const MOST: usize = 50;
/// Longest text, in characters.
const LONGEST: usize = 40_000;

named! {
    /// What a document is for.
    Purpose {
        /// What is to be done, and why (projektdirektiv).
        Directive = "directive",
        /// How it is to be done (projektplan).
        Plan = "plan",
        /// Something else.
        Other = "other",
    }
}

/// A document as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct GroupDocument {
    /// Id.
    pub id: Uuid,
    /// The group.
    pub planning_group_id: Uuid,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Its text.
    pub body: String,
    /// Counts the changes.
    pub version: i64,
}

/// A version that has been decided.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct DecidedVersion {
    /// Counts the versions.
    pub number: i64,
    /// What it was called.
    pub title: String,
    /// Its text.
    pub body: String,
    /// The day that it was decided.
    pub decided_on: NaiveDate,
    /// The meeting of the steering group where it was, if it was at one.
    pub meeting_id: Option<Uuid>,
    /// SHA-256 of title and text.
    pub hash: Vec<u8>,
    /// When it was noted.
    pub created_at: DateTime<Utc>,
}

/// A document's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInput {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Its text.
    pub body: String,
}

impl DocumentInput {
    fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let input = Self { title: line(&self.title), body: lines(&self.body), purpose: self.purpose };
        let mut check = Check::default();
        check.title("title", &input.title);
        check.at_most("body", &input.body, LONGEST);
        check.finish(input)
    }
}

/// The documents of a group, in order, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn documents(tx: &mut Tx, group: Uuid) -> Result<Vec<GroupDocument>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    stored_documents(tx, group).await
}

async fn stored_documents(tx: &mut Tx, group: Uuid) -> Result<Vec<GroupDocument>, Fault> {
    query(sql!(
        "select id, planning_group_id, title, purpose, body, version from group_document
         where planning_group_id = $1 and deleted_at is null order by position, id"
    ))
    .bind(group)
    .all(tx)
    .await
}

/// A document with the versions that have been decided, the newest first, for whoever convenes its group.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Damaged`] when a version is not what was decided.
pub async fn document(tx: &mut Tx, id: Uuid) -> Result<(GroupDocument, Vec<DecidedVersion>), Fault> {
    let root = root_of(tx, Kind::GroupDocument.of(id)).await?;
    let all = stored_documents(tx, root.of.id).await?;
    let found = all.into_iter().find(|one| one.id == id).ok_or(Fault::NotFound { what: "group_document" })?;
    Ok((found, stored_versions(tx, id).await?))
}

async fn stored_versions(tx: &mut Tx, id: Uuid) -> Result<Vec<DecidedVersion>, Fault> {
    let all: Vec<DecidedVersion> = query(sql!(
        "select number, title, body, decided_on, meeting_id, hash, created_at from group_document_version
         where document_id = $1 order by number desc"
    ))
    .bind(id)
    .all(tx)
    .await?;
    if all.iter().any(|one| hash(&one.title, &one.body) != one.hash) {
        return Err(Fault::Damaged);
    }
    Ok(all)
}

fn hash(title: &str, body: &str) -> Vec<u8> {
    Sha256::digest(format!("{title}\n{body}")).to_vec()
}

/// Adds a document to a group.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `documents-full`.
pub async fn create_document(tx: &mut Tx, group: Uuid, input: &DocumentInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Group.of(group), Kind::GroupDocument).await?;
    if stored_documents(tx, group).await?.len() >= MOST {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "documents-full").with("max", MOST)]));
    }
    let id = tx.new_id();
    query(sql!(
        "insert into group_document (id, planning_group_id, position, title, version, purpose, body)
         values ($1, $2, $3, $4, 1, $5, $6)"
    ))
    .bind(id)
    .bind(group)
    .bind(place)
    .bind(&input.title)
    .bind(input.purpose.name())
    .bind(&input.body)
    .execute(tx)
    .await?;
    added(tx, &root, Kind::GroupDocument.of(id)).await
}

/// Saves a document as the actor has seen it. What has been decided stays as it was.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn edit_document(tx: &mut Tx, id: Uuid, version: i64, input: &DocumentInput) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update group_document set title = $3, purpose = $4, body = $5, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text).bind(id).bind(version).bind(&input.title).bind(input.purpose.name());
    save(tx, Kind::GroupDocument.of(id), edit.bind(&input.body)).await
}

/// The meetings where a group's documents can be decided: those that the group that steers it has held, the latest first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn deciding_meetings(tx: &mut Tx, group: Uuid) -> Result<(Group, Vec<Meeting>), Fault> {
    let group = load(tx, group).await?;
    let steering = match group.steering_id {
        Some(id) => match stored(tx, id).await {
            // One that has been taken away steers nothing.
            Err(Fault::NotFound { .. }) => group,
            found => found?,
        },
        None => group,
    };
    let mut meetings = stored_meetings(tx, steering.id).await?;
    meetings.retain(|one| one.held_at.is_some());
    meetings.reverse();
    Ok((steering, meetings))
}

/// Notes that the steering group has decided a document as it stands, on a day; at one of its meetings, if it was at one.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Conflict`] when it has changed since it was seen;
/// [`Fault::Invalid`] with `date-missing`, `date-to-come`, `document-empty` or `choice-unknown`.
pub async fn decide_document(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    decided_on: Option<NaiveDate>,
    meeting: Option<Uuid>,
) -> Result<i64, Fault> {
    let of = Kind::GroupDocument.of(id);
    let root = root_of(tx, of).await?;
    root.demand(tx, Right::Convene)?;
    let (document, versions) = document(tx, id).await?;
    let (steering, _) = deciding_meetings(tx, root.of.id).await?;
    let mut check = Check::default();
    match decided_on {
        None => check.add(FieldFault::new("decided_on", "date-missing")),
        Some(day) if day > tx.today() => check.add(FieldFault::new("decided_on", "date-to-come")),
        Some(_) => {}
    }
    if document.body.is_empty() {
        check.add(FieldFault::new("form", "document-empty"));
    }
    if let Some(meeting) = meeting
        && stored_meeting(tx, meeting).await?.planning_group_id != steering.id
    {
        check.add(FieldFault::new("meeting_id", "choice-unknown"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    if document.version != version {
        return Err(Fault::Conflict);
    }
    // The same decision noted twice is one.
    let is_noted = |newest: &&DecidedVersion| {
        newest.hash == hash(&document.title, &document.body)
            && Some(newest.decided_on) == decided_on
            && newest.meeting_id == meeting
    };
    if let Some(newest) = versions.first().filter(is_noted) {
        return Ok(newest.number);
    }
    let number = versions.first().map_or(1, |newest| newest.number + 1);
    query(sql!(
        "insert into group_document_version (document_id, number, title, body, decided_on, meeting_id, hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(id)
    .bind(number)
    .bind(&document.title)
    .bind(&document.body)
    .bind(decided_on)
    .bind(meeting)
    .bind(hash(&document.title, &document.body))
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change = json!({ "number": [null, number], "decided_on": [null, decided_on] });
    audit::record(tx, event(&root, "decide", of).change(change)).await?;
    Ok(number)
}

/// The newest decided version of each document of a group, for whoever has a seat in it.
///
/// # Errors
/// As [`enter`].
pub async fn decided_documents(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<DecidedVersion>, Fault> {
    let member = enter(tx, entry).await?;
    let mut newest = Vec::new();
    for document in stored_documents(tx, member.group.id).await? {
        newest.extend(stored_versions(tx, document.id).await?.into_iter().next());
    }
    Ok(newest)
}
