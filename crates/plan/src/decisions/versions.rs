//! Frozen versions of what is decided: as it was sent out, proposed and adopted.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use data_encoding::HEXLOWER;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::proof;
use super::steps::{APPEAL_WEEKS, Body, StepInput};
use super::subject::{Content, DecidedKind, Subject};
use crate::access::{Kind, Phase, Ref, Right, Stage, may};
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry;
use crate::records::{decided_of, event, exists, root_of};
use crate::roadmap::changes::{Change, What};
use crate::roadmap::{RoadmapTree, demand_length};

/// A frozen version.
#[derive(Clone, Debug, Serialize, ToSchema, FromRow)]
pub struct Version {
    /// Id.
    pub id: Uuid,
    /// Counts the versions of one thing from 1.
    pub number: i64,
    /// The state that it was frozen for.
    pub stage: Stage,
    /// When.
    pub made_at: DateTime<Utc>,
    /// SHA-256 of the content.
    #[serde(serialize_with = "audit::hex")]
    #[schema(value_type = String)]
    pub hash: Vec<u8>,
    /// What was asked of those consulted.
    pub question: String,
    /// The last day for their answers.
    pub answer_by: Option<NaiveDate>,
    /// Their answers summed up.
    pub summary: String,
    /// Who decided: the name of a [`Body`].
    pub decided_by: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// In which paragraph of the minutes.
    pub paragraph: String,
    /// Number in the registry.
    pub registry_number: String,
    /// When the adjusted minutes were announced.
    pub announced_on: Option<NaiveDate>,
    /// Whether everyone may read it.
    pub is_published: bool,
}

impl Version {
    /// Who decided.
    pub fn body(&self) -> Option<Body> {
        self.decided_by.as_deref().and_then(Body::named)
    }

    /// The last day to appeal against the decision.
    pub fn appeal_until(&self) -> Option<NaiveDate> {
        self.announced_on?.checked_add_days(Days::new(7 * APPEAL_WEEKS.unsigned_abs()))
    }

    /// The hash as text.
    pub fn hash_text(&self) -> String {
        HEXLOWER.encode(&self.hash)
    }
}

/// What was frozen in a version.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// As it is stored: written with its keys in order and no spaces, it has the version's hash.
    pub stored: Value,
    /// As it is read today.
    pub content: Content,
}

/// Freezes something as it is; the version's number and hash.
pub(super) async fn freeze(
    tx: &mut Tx,
    subject: &Subject,
    stage: Stage,
    input: &StepInput,
) -> Result<(i64, Vec<u8>), Fault> {
    let content = subject.content.stored().to_string();
    demand_length(content.len())?;
    demand_room(tx, subject.of).await?;
    let hash = Sha256::digest(&content).to_vec();
    let number = latest(tx, subject.of, None).await?.map_or(0, |version| version.number) + 1;
    let decided = stage == Stage::Adopted;
    query(sql!(
        "insert into frozen_version
            (id, kind, thing_id, number, stage, made_at, content, hash, question, answer_by, summary, decided_by,
             decided_on, paragraph, registry_number, is_published, title)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
    ))
    .bind(tx.new_id())
    .bind(subject.of.kind.name())
    .bind(subject.of.id)
    .bind(number)
    .bind(stage.name())
    .bind(tx.now())
    .bind(content)
    .bind(hash.clone())
    .bind(&input.question)
    .bind(input.answer_by)
    .bind(&input.summary)
    .bind(input.decided_by.filter(|_| decided).map(|body| body.name().to_owned()))
    .bind(input.decided_on.filter(|_| decided))
    .bind(&input.paragraph)
    .bind(&input.registry_number)
    .bind(false)
    .bind(&subject.title)
    .execute(tx)
    .await?;
    Ok((number, hash))
}

/// The most versions that something gets in a day: each holds all of it.
const MOST_A_DAY: i64 = 20;

async fn demand_room(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    let since = tx.now() - Duration::days(1);
    let (made,): (i64,) =
        query(sql!("select count(*) from frozen_version where thing_id = $1 and kind = $2 and made_at > $3"))
            .bind(of.id)
            .bind(of.kind.name())
            .bind(since)
            .one(tx)
            .await?;
    if made < MOST_A_DAY {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("form", "versions-full").with("max", MOST_A_DAY)]))
}

/// Notes when the minutes of the newest adopted version were announced.
pub(super) async fn announce(tx: &mut Tx, of: Ref, day: NaiveDate) -> Result<(), Fault> {
    query(sql!(
        "update frozen_version set announced_on = $4 where thing_id = $1 and kind = $2 and stage = $3 and number =
            (select max(number) from frozen_version where thing_id = $1 and kind = $2 and stage = $3)"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .bind(Stage::Adopted.name())
    .bind(day)
    .execute(tx)
    .await?;
    Ok(())
}

/// The newest version, or the newest that was frozen for a state.
pub(super) async fn latest(tx: &mut Tx, of: Ref, stage: Option<Stage>) -> Result<Option<Version>, Fault> {
    query(sql!(
        "select id, number, stage, made_at, hash, question, answer_by, summary, decided_by, decided_on,
            paragraph, registry_number, announced_on, is_published
         from frozen_version where thing_id = $1 and kind = $2 and (cast($3 as text) is null or stage = $3)
         order by number desc limit 1"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .bind(stage.map(Stage::name))
    .optional(tx)
    .await
}

/// What is written while something is carried out, which changes nothing that was decided.
const FOLLOW_UP: [&str; 3] = ["status", "status_reason", "indicator"];

/// Whether what is decided is as in the version that was adopted last.
pub(super) async fn is_unchanged(
    tx: &mut Tx,
    subject: &Subject,
    adopted: Option<&Version>,
) -> Result<bool, Fault> {
    let Some(adopted) = adopted else { return Ok(false) };
    let (_, before) = version(tx, subject.of, adopted.number).await?;
    let is_follow_up = |change: &Change| match &change.what {
        What::Changed { field, .. } => FOLLOW_UP.contains(&field.as_str()) || field.starts_with("blank_"),
        // The order decides nothing, and neither does why nothing stands in a column.
        What::Reordered => true,
        _ => false,
    };
    Ok(before.content.changes(&subject.content).iter().all(is_follow_up))
}

/// The versions that may be read, the newest first: all of them in the own house, else those published.
///
/// # Errors
/// [`Fault::NotFound`] when there is nothing that may be read.
pub async fn versions(tx: &mut Tx, of: Ref) -> Result<Vec<Version>, Fault> {
    let (is_readable, shows_all) = match root_of(tx, of).await {
        Ok(root) => (true, root.may_read_history(tx)),
        Err(Fault::NotFound { .. }) => (false, false),
        Err(other) => return Err(other),
    };
    if !exists(tx, of).await? {
        return Err(MISSING);
    }
    let mut versions: Vec<Version> = query(sql!(
        "select id, number, stage, made_at, hash, question, answer_by, summary, decided_by, decided_on, paragraph,
            registry_number, announced_on, is_published
         from frozen_version where thing_id = $1 and kind = $2 order by number desc"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .all(tx)
    .await?;
    versions.retain(|version| shows_all || version.is_published);
    if versions.is_empty() && !is_readable { Err(MISSING) } else { Ok(versions) }
}

/// What others are asked about something while they are asked, and until when: for everyone who may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn asked(tx: &mut Tx, of: Ref) -> Result<Option<(String, NaiveDate)>, Fault> {
    let (root, stage) = decided_of(tx, of).await?;
    if stage != Stage::Consultation {
        return Ok(None);
    }
    if let Some(inquiry) = inquiry::about_roadmap(tx, root.of.id, &[Phase::Open]).await? {
        return Ok(inquiry.answer_by.map(|by| (inquiry.purpose, by)));
    }
    // What was sent out before inquiries were kept.
    let newest = latest(tx, root.of, Some(Stage::Consultation)).await?;
    Ok(newest.and_then(|version| Some((version.question, version.answer_by?))))
}

const MISSING: Fault = Fault::NotFound { what: "version" };

/// A version with its content.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Broken`] when it is not what was frozen, as its hash and the trail tell.
pub async fn version(tx: &mut Tx, of: Ref, number: i64) -> Result<(Version, Frozen), Fault> {
    let found = versions(tx, of).await?.into_iter().find(|version| version.number == number);
    let version = found.ok_or(MISSING)?;
    let content = proof::content(tx, version.id).await?;
    let told = proof::Told::of(tx, of).await?;
    if !proof::has_hash(&content, &version.hash) || !told.agrees(&version) {
        return Err(Fault::Broken);
    }
    let stored: Value = serde_json::from_str(&content).map_err(|_| Fault::Broken)?;
    let content = Content::read(of, &stored)?;
    Ok((version, Frozen { stored, content }))
}

/// A roadmap as it was frozen in a version, for whoever has shown in another way that it is for them.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Broken`] when it is not what was frozen, as its hash tells.
pub(crate) async fn frozen_tree(tx: &mut Tx, roadmap: Uuid, number: i64) -> Result<RoadmapTree, Fault> {
    let of = Kind::Roadmap.of(roadmap);
    let found: Option<Version> = query(sql!(
        "select id, number, stage, made_at, hash, question, answer_by, summary, decided_by, decided_on, paragraph,
            registry_number, announced_on, is_published
         from frozen_version where thing_id = $1 and kind = $2 and number = $3"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .bind(number)
    .optional(tx)
    .await?;
    let version = found.ok_or(MISSING)?;
    let content = proof::content(tx, version.id).await?;
    if !proof::has_hash(&content, &version.hash) {
        return Err(Fault::Broken);
    }
    let stored: Value = serde_json::from_str(&content).map_err(|_| Fault::Broken)?;
    let Content::Roadmap(frozen) = Content::read(of, &stored)?;
    Ok(frozen.tree(version.stage, version.made_at))
}

/// What differs from one version to another, or to the thing as it stands when there is no other.
///
/// # Errors
/// As [`version`].
pub async fn compare(tx: &mut Tx, of: Ref, from: i64, to: Option<i64>) -> Result<Vec<Change>, Fault> {
    let (_, before) = version(tx, of, from).await?;
    let after = match to {
        Some(number) => version(tx, of, number).await?.1.content,
        None => Subject::load(tx, of).await?.content,
    };
    Ok(before.content.changes(&after))
}

/// Publishes the newest adopted version, and the thing itself while it stands as adopted: everyone may read them.
///
/// # Errors
/// [`Fault::NotFound`] when nothing has been adopted; [`Fault::Forbidden`].
pub async fn publish(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    let (root, stage) = decided_of(tx, of).await?;
    tx.demand(Right::Register, root.owner())?;
    let version = latest(tx, of, Some(Stage::Adopted)).await?.ok_or(MISSING)?;
    query(sql!("update frozen_version set is_published = $2 where id = $1"))
        .bind(version.id)
        .bind(true)
        .execute(tx)
        .await?;
    let text = match DecidedKind::of(root.of)? {
        DecidedKind::Roadmap => {
            sql!("update roadmap set is_published = $2 where id = $1")
        }
    };
    query(text).bind(root.of.id).bind(stage.is_decided()).execute(tx).await?;
    let change = json!({ "version": [null, version.number] });
    audit::record(tx, event(&root, "publish", root.of).change(change)).await
}

/// Whether the actor may publish.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn may_publish(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    let root = root_of(tx, of).await?;
    let adopted = latest(tx, of, Some(Stage::Adopted)).await?;
    Ok(adopted.is_some_and(|version| !version.is_published) && may(tx.actor(), Right::Register, root.owner()))
}
