//! What decides who may do what with a roadmap, asked before anything in it is read or changed.

use sqlx::FromRow;
use uuid::Uuid;

use super::part::Part;
use super::stage::Stage;
use crate::access::{Place, Reading, Right, may, may_read};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// A roadmap, as far as rights go.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Root {
    pub id: Uuid,
    pub organisation_id: String,
    pub house: String,
    #[sqlx(try_from = "String")]
    pub stage: Stage,
    pub is_published: bool,
}

impl Root {
    /// Where it belongs.
    pub fn place(&self) -> Place<'_> {
        Place { organisation: &self.organisation_id, house: &self.house }
    }

    /// Whether whoever acts reads how it came to be: its earlier versions and the steps that were taken. What is published
    /// or shared is the roadmap, not its way there.
    pub fn shows_its_way(&self, tx: &Tx) -> bool {
        let may = |right| may(tx.actor(), right, self.place());
        may(Right::ReadDraft) || (self.stage.is_dispatched() && may(Right::ReadDispatched))
    }

    /// Goes on only if whoever acts may do this with it, and its stage allows it.
    pub fn demand(&self, tx: &Tx, right: Right) -> Result<(), Fault> {
        tx.demand(right, self.place())?;
        // What follows a decided measure up is written while the roadmap is carried out.
        let follows_up = matches!(right, Right::Status | Right::Approve | Right::Indicator);
        let is_carried_out = matches!(self.stage, Stage::Adopted | Stage::InForce);
        if self.stage.is_open() || (follows_up && is_carried_out) {
            Ok(())
        } else {
            Err(Fault::Locked(self.stage))
        }
    }

    /// Whether it can be read by whoever acts, given the organisations that it is shared with now.
    pub fn is_readable(&self, tx: &Tx, shared_with: &[String]) -> bool {
        let reading = Reading {
            place: self.place(),
            is_dispatched: self.stage.is_dispatched(),
            is_published: self.is_published,
            shared_with,
        };
        may_read(tx.actor(), &reading)
    }
}

/// The roadmap that a part belongs to, for whoever may read it. A part that is deleted, or lies below something deleted,
/// is not found; nor is what one may not read, so that nobody learns that it is there.
pub(crate) async fn root_of(tx: &mut Tx, part: Part, id: Uuid) -> Result<Root, Fault> {
    let text = match part {
        Part::Roadmap => sql!(
            "select id, organisation_id, house, stage, is_published from roadmap where id = $1 and deleted_at is null"
        ),
        Part::Area => sql!(
            "select r.id, r.organisation_id, r.house, r.stage, r.is_published
             from area a join roadmap r on r.id = a.roadmap_id
             where a.id = $1 and a.deleted_at is null and r.deleted_at is null"
        ),
        Part::Need => sql!(
            "select r.id, r.organisation_id, r.house, r.stage, r.is_published
             from need n join area a on a.id = n.area_id join roadmap r on r.id = a.roadmap_id
             where n.id = $1 and n.deleted_at is null and a.deleted_at is null and r.deleted_at is null"
        ),
        Part::Initiative => sql!(
            "select r.id, r.organisation_id, r.house, r.stage, r.is_published
             from initiative i join need n on n.id = i.need_id join area a on a.id = n.area_id
             join roadmap r on r.id = a.roadmap_id
             where i.id = $1 and i.deleted_at is null and n.deleted_at is null and a.deleted_at is null
             and r.deleted_at is null"
        ),
        Part::Measure => sql!(
            "select r.id, r.organisation_id, r.house, r.stage, r.is_published
             from measure m join need n on n.id = m.need_id join area a on a.id = n.area_id
             join roadmap r on r.id = a.roadmap_id
             where m.id = $1 and m.deleted_at is null and n.deleted_at is null and a.deleted_at is null
             and r.deleted_at is null"
        ),
    };
    let found: Option<Root> = query(text).bind(id).optional(tx).await?;
    let missing = Fault::NotFound { what: part.name() };
    let Some(root) = found else { return Err(missing) };
    let shared_with = shared_with(tx, root.id).await?;
    if root.is_readable(tx, &shared_with) { Ok(root) } else { Err(missing) }
}

/// What somebody may do with a roadmap as it stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Change what stands in it.
    pub plan: bool,
    /// Change some of a measure's fields: how far it has come, what it costs, what is followed up.
    pub follow_up: bool,
}

/// What whoever acts may do with the roadmap that a part belongs to.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn abilities(tx: &mut Tx, part: Part, id: Uuid) -> Result<Abilities, Fault> {
    let root = root_of(tx, part, id).await?;
    let may = |right| root.demand(tx, right).is_ok();
    let follow_up = [Right::Status, Right::Approve, Right::Indicator, Right::Money].into_iter().any(may);
    Ok(Abilities { plan: may(Right::Plan), follow_up })
}

/// The organisations that a roadmap is shared with today.
pub(super) async fn shared_with(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = query(sql!(
        "select organisation_id from roadmap_share where roadmap_id = $1 and revoked_at is null and until_date >= $2"
    ))
    .bind(roadmap)
    .bind(tx.today())
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
