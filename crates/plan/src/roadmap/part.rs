//! The parts that a roadmap consists of, for what is done alike to all of them.

use uuid::Uuid;

use super::name::named;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

named! {
    /// A kind of part.
    Part {
        /// The roadmap itself.
        Roadmap = "roadmap",
        /// A heading.
        Area = "area",
        /// A need.
        Need = "need",
        /// Something under way.
        Initiative = "initiative",
        /// Something that shall be done.
        Measure = "measure",
    }
}

/// The same statement for each kind of part; the table's name stands between the two texts.
macro_rules! for_part {
    ($part:expr, $before:literal, $after:literal) => {
        match $part {
            Part::Roadmap => sql!(concat!($before, "roadmap", $after)),
            Part::Area => sql!(concat!($before, "area", $after)),
            Part::Need => sql!(concat!($before, "need", $after)),
            Part::Initiative => sql!(concat!($before, "initiative", $after)),
            Part::Measure => sql!(concat!($before, "measure", $after)),
        }
    };
}
pub(super) use for_part;

/// The roadmap that a part belongs to. A part that is deleted, or lies below something deleted, is not found.
pub(super) async fn roadmap_of(tx: &mut Tx, part: Part, id: Uuid) -> Result<Uuid, Fault> {
    let text = match part {
        Part::Roadmap => sql!("select id from roadmap where id = $1 and deleted_at is null"),
        Part::Area => sql!(
            "select r.id from area a join roadmap r on r.id = a.roadmap_id
             where a.id = $1 and a.deleted_at is null and r.deleted_at is null"
        ),
        Part::Need => sql!(
            "select r.id from need n join area a on a.id = n.area_id join roadmap r on r.id = a.roadmap_id
             where n.id = $1 and n.deleted_at is null and a.deleted_at is null and r.deleted_at is null"
        ),
        Part::Initiative => sql!(
            "select r.id from initiative i join need n on n.id = i.need_id join area a on a.id = n.area_id
             join roadmap r on r.id = a.roadmap_id
             where i.id = $1 and i.deleted_at is null and n.deleted_at is null and a.deleted_at is null
             and r.deleted_at is null"
        ),
        Part::Measure => sql!(
            "select r.id from measure m join need n on n.id = m.need_id join area a on a.id = n.area_id
             join roadmap r on r.id = a.roadmap_id
             where m.id = $1 and m.deleted_at is null and n.deleted_at is null and a.deleted_at is null
             and r.deleted_at is null"
        ),
    };
    let found: Option<(Uuid,)> = query(text).bind(id).optional(tx).await?;
    found.map(|(id,)| id).ok_or(Fault::NotFound { what: part.name() })
}
