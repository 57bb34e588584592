//! Frozen versions of a roadmap: as it was sent out, proposed and adopted.

use chrono::{DateTime, Days, NaiveDate, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::changes::{Change, What, changes};
use super::frozen::FrozenV1;
use super::steps::{APPEAL_WEEKS, Body, StepInput};
use super::types::RoadmapTree;
use crate::access::{Kind, Right, Stage, may};
use crate::audit::{self, Event};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::{self, decided_of, root_of};

/// A frozen version.
#[derive(Clone, Debug, Serialize, ToSchema, FromRow)]
pub struct Version {
    /// Id.
    pub id: Uuid,
    /// The roadmap.
    pub roadmap_id: Uuid,
    /// Counts the roadmap's versions from 1.
    pub number: i64,
    /// The state that it was frozen for.
    #[sqlx(try_from = "String")]
    pub stage: Stage,
    /// When.
    pub made_at: DateTime<Utc>,
    /// SHA-256 of the content.
    #[serde(serialize_with = "hex")]
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

fn hex<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&HEXLOWER.encode(bytes))
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
    pub content: FrozenV1,
}

/// Freezes a roadmap as it is; the version's number and hash.
pub(super) async fn freeze(
    tx: &mut Tx,
    tree: &RoadmapTree,
    stage: Stage,
    input: &StepInput,
) -> Result<(i64, Vec<u8>), Fault> {
    let content = json!(FrozenV1::from(tree)).to_string();
    let hash = Sha256::digest(&content).to_vec();
    let number = latest(tx, tree.roadmap.id, None).await?.map_or(0, |version| version.number) + 1;
    let decided = stage == Stage::Adopted;
    query(sql!(
        "insert into roadmap_version
            (id, roadmap_id, number, stage, made_at, content, hash, question, answer_by, summary, decided_by, decided_on,
             paragraph, registry_number, is_published, title)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    ))
    .bind(tx.new_id())
    .bind(tree.roadmap.id)
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
    .bind(&tree.roadmap.title)
    .execute(tx)
    .await?;
    Ok((number, hash))
}

/// Notes when the minutes of the newest adopted version were announced.
pub(super) async fn announce(tx: &mut Tx, roadmap: Uuid, day: NaiveDate) -> Result<(), Fault> {
    query(sql!(
        "update roadmap_version set announced_on = $3 where roadmap_id = $1 and stage = $2 and number =
            (select max(number) from roadmap_version where roadmap_id = $1 and stage = $2)"
    ))
    .bind(roadmap)
    .bind(Stage::Adopted.name())
    .bind(day)
    .execute(tx)
    .await?;
    Ok(())
}

/// The newest version, or the newest that was frozen for a state.
pub(super) async fn latest(
    tx: &mut Tx,
    roadmap: Uuid,
    stage: Option<Stage>,
) -> Result<Option<Version>, Fault> {
    query(sql!(
        "select id, roadmap_id, number, stage, made_at, hash, question, answer_by, summary, decided_by, decided_on,
            paragraph, registry_number, announced_on, is_published
         from roadmap_version where roadmap_id = $1 and (cast($2 as text) is null or stage = $2)
         order by number desc limit 1"
    ))
    .bind(roadmap)
    .bind(stage.map(Stage::name))
    .optional(tx)
    .await
}

/// What is written in a roadmap while it is carried out, which changes nothing that was decided.
const FOLLOW_UP: [&str; 3] = ["status", "status_reason", "indicator"];

/// Whether what is decided in a roadmap is as in the version that was adopted last.
pub(super) async fn is_unchanged(
    tx: &mut Tx,
    tree: &RoadmapTree,
    adopted: Option<&Version>,
) -> Result<bool, Fault> {
    let Some(adopted) = adopted else { return Ok(false) };
    let (_, before) = version(tx, tree.roadmap.id, adopted.number).await?;
    let is_follow_up = |change: &Change| match &change.what {
        What::Changed { field, .. } => FOLLOW_UP.contains(&field.as_str()),
        _ => false,
    };
    Ok(changes(&before.content, &tree.into()).iter().all(is_follow_up))
}

/// The versions that may be read, the newest first: all of them in the own house, else those published.
///
/// # Errors
/// [`Fault::NotFound`] when there is nothing that may be read.
pub async fn versions(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<Version>, Fault> {
    let (is_readable, shows_all) = match root_of(tx, Kind::Roadmap.of(roadmap)).await {
        Ok(root) => (true, root.may_read_history(tx)),
        Err(Fault::NotFound { .. }) => (false, false),
        Err(other) => return Err(other),
    };
    let mut versions: Vec<Version> = query(sql!(
        "select v.id, v.roadmap_id, v.number, v.stage, v.made_at, v.hash, v.question, v.answer_by, v.summary,
            v.decided_by, v.decided_on, v.paragraph, v.registry_number, v.announced_on, v.is_published
         from roadmap_version v join roadmap r on r.id = v.roadmap_id
         where v.roadmap_id = $1 and r.deleted_at is null order by v.number desc"
    ))
    .bind(roadmap)
    .all(tx)
    .await?;
    versions.retain(|version| shows_all || version.is_published);
    if versions.is_empty() && !is_readable { Err(MISSING) } else { Ok(versions) }
}

/// The newest published version of each roadmap that whoever acts may not read as it stands now: it is being revised, or
/// has come to an end.
///
/// # Errors
/// The database fails.
pub async fn published(tx: &mut Tx) -> Result<Vec<Published>, Fault> {
    let readable = records::readable(tx, Kind::Roadmap).await?;
    let mut found: Vec<Published> = query(sql!(
        "select v.roadmap_id, v.number, v.title, v.decided_by, v.decided_on, v.paragraph, v.registry_number,
            r.region_code, r.organisation_id, r.stage
         from roadmap_version v join roadmap r on r.id = v.roadmap_id
         where r.deleted_at is null and v.is_published and v.number = (select max(newest.number)
            from roadmap_version newest where newest.roadmap_id = r.id and newest.is_published)
         order by r.updated_at desc, r.id desc"
    ))
    .all(tx)
    .await?;
    found.retain(|version| !readable.contains(&version.roadmap_id));
    Ok(found)
}

/// What a published version is listed by.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Published {
    /// Of which roadmap.
    pub roadmap_id: Uuid,
    /// Its number.
    pub number: i64,
    /// Its title then.
    pub title: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// Where that is written.
    pub paragraph: String,
    /// The registry number of the decision.
    pub registry_number: String,
    /// The region that it is about.
    pub region_code: String,
    /// Whose it is.
    pub organisation_id: String,
    /// How far the roadmap has come since.
    #[sqlx(try_from = "String")]
    pub stage: Stage,
}

/// What others are asked about a roadmap while they are asked, and until when: for everyone who may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn asked(tx: &mut Tx, roadmap: Uuid) -> Result<Option<(String, NaiveDate)>, Fault> {
    let (_, stage) = decided_of(tx, Kind::Roadmap.of(roadmap)).await?;
    if stage != Stage::Consultation {
        return Ok(None);
    }
    let newest = latest(tx, roadmap, Some(Stage::Consultation)).await?;
    Ok(newest.and_then(|version| Some((version.question, version.answer_by?))))
}

const MISSING: Fault = Fault::NotFound { what: "version" };

/// A version with its content.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Broken`] when the content is not what was frozen.
pub async fn version(tx: &mut Tx, roadmap: Uuid, number: i64) -> Result<(Version, Frozen), Fault> {
    let found = versions(tx, roadmap).await?.into_iter().find(|version| version.number == number);
    let version = found.ok_or(MISSING)?;
    let (content,): (String,) =
        query(sql!("select content from roadmap_version where id = $1")).bind(version.id).one(tx).await?;
    if Sha256::digest(&content).as_slice() != version.hash {
        return Err(Fault::Broken);
    }
    let stored: Value = serde_json::from_str(&content).map_err(|_| Fault::Broken)?;
    let content = FrozenV1::deserialize(&stored).map_err(|_| Fault::Broken)?;
    Ok((version, Frozen { stored, content }))
}

/// What differs from one version to another, or to the roadmap as it stands when there is no other.
///
/// # Errors
/// As [`version`].
pub async fn compare(tx: &mut Tx, roadmap: Uuid, from: i64, to: Option<i64>) -> Result<Vec<Change>, Fault> {
    let (_, before) = version(tx, roadmap, from).await?;
    let after = match to {
        Some(number) => version(tx, roadmap, number).await?.1.content,
        None => FrozenV1::from(&super::read::load(tx, roadmap).await?),
    };
    Ok(changes(&before.content, &after))
}

/// Publishes the newest adopted version, and the roadmap while it stands as adopted: everyone may read them.
///
/// # Errors
/// [`Fault::NotFound`] when nothing has been adopted; [`Fault::Forbidden`].
pub async fn publish(tx: &mut Tx, roadmap: Uuid) -> Result<(), Fault> {
    let (root, stage) = decided_of(tx, Kind::Roadmap.of(roadmap)).await?;
    tx.demand(Right::Register, root.place())?;
    let version = latest(tx, roadmap, Some(Stage::Adopted)).await?.ok_or(MISSING)?;
    query(sql!("update roadmap_version set is_published = $2 where id = $1"))
        .bind(version.id)
        .bind(true)
        .execute(tx)
        .await?;
    query(sql!("update roadmap set is_published = $2 where id = $1"))
        .bind(roadmap)
        .bind(stage.is_decided())
        .execute(tx)
        .await?;
    let change = json!({ "version": [null, version.number] });
    audit::note(tx, Event::on("roadmap.publish", "roadmap", roadmap).within(&root.house).change(change)).await
}

/// Whether whoever acts may publish.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn may_publish(tx: &mut Tx, roadmap: Uuid) -> Result<bool, Fault> {
    let root = root_of(tx, Kind::Roadmap.of(roadmap)).await?;
    let adopted = latest(tx, roadmap, Some(Stage::Adopted)).await?;
    Ok(adopted.is_some_and(|version| !version.is_published) && may(tx.actor(), Right::Register, root.place()))
}
