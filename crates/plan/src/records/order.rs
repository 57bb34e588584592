//! The order among siblings.

use sqlx_macros::FromRow;
use uuid::Uuid;

use crate::access::{Kind, Ref};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// Where to move something among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One step towards the first.
    Up,
    /// One step towards the last.
    Down,
}

#[derive(Clone, Debug, PartialEq, FromRow)]
struct Sibling {
    id: Uuid,
    position: i64,
    deleted: bool,
}

/// The statements that order one kind of thing.
struct Statements {
    /// The position after all with the same parent, deleted or not.
    last: &'static str,
    /// Everything with the same parent as a thing, deleted or not, in order.
    siblings: &'static str,
    /// Gives a thing a position.
    place: &'static str,
}

macro_rules! statements {
    ($table:literal, $parent:literal) => {
        Some(Statements {
            last: sql!(concat!(
                "select coalesce(max(position), -1) + 1 from ",
                $table,
                " where ",
                $parent,
                " = $1"
            )),
            siblings: sql!(concat!(
                "select id, position, deleted_at is not null as deleted from ",
                $table,
                " where ",
                $parent,
                " = (select ",
                $parent,
                " from ",
                $table,
                " where id = $1) order by position, id"
            )),
            place: sql!(concat!("update ", $table, " set position = $2 where id = $1")),
        })
    };
}

/// None for what stands alone.
fn statements(kind: Kind) -> Option<Statements> {
    match kind {
        Kind::Roadmap => None,
        Kind::Area => statements!("area", "roadmap_id"),
        Kind::Need => statements!("need", "area_id"),
        Kind::Initiative => statements!("initiative", "need_id"),
        Kind::Measure => statements!("measure", "need_id"),
    }
}

/// The position of something new: after everything else with the same parent, deleted or not.
pub(super) async fn last(tx: &mut Tx, kind: Kind, parent: Uuid) -> Result<i64, Fault> {
    let Some(statements) = statements(kind) else { return Ok(0) };
    let (position,): (i64,) = query(statements.last).bind(parent).one(tx).await?;
    Ok(position)
}

/// Changes places with the nearest sibling in a direction. False when there is none, and nothing has changed.
pub(super) async fn shift(tx: &mut Tx, of: Ref, direction: Direction) -> Result<bool, Fault> {
    let Some(statements) = statements(of.kind) else { return Ok(false) };
    let before: Vec<Sibling> = query(statements.siblings).bind(of.id).all(tx).await?;
    let Some(after) = shifted(&before, of.id, direction) else { return Ok(false) };
    for (place, sibling) in after.iter().enumerate() {
        if sibling.position != place as i64 {
            query(statements.place).bind(sibling.id).bind(place as i64).execute(tx).await?;
        }
    }
    Ok(true)
}

/// The new order, when there is anything to change places with. Deleted siblings keep their places.
fn shifted(siblings: &[Sibling], id: Uuid, direction: Direction) -> Option<Vec<Sibling>> {
    let from = siblings.iter().position(|sibling| sibling.id == id)?;
    let to = match direction {
        Direction::Up => siblings[..from].iter().rposition(|sibling| !sibling.deleted)?,
        Direction::Down => siblings[from + 1..].iter().position(|sibling| !sibling.deleted)? + from + 1,
    };
    let mut order = siblings.to_vec();
    order.swap(from, to);
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(siblings: &[Sibling]) -> Vec<Uuid> {
        siblings.iter().filter(|sibling| !sibling.deleted).map(|sibling| sibling.id).collect()
    }

    proptest! {
        #[test]
        fn moving_changes_places_with_the_nearest_and_loses_nothing(
            deleted in prop::collection::vec(any::<bool>(), 1..12),
            steps in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..20),
        ) {
            let id = |place: usize| Uuid::from_u128(place as u128);
            let mut order: Vec<Sibling> = deleted.iter().enumerate()
                .map(|(place, &deleted)| Sibling { id: id(place), position: place as i64, deleted })
                .collect();
            for (which, up) in steps {
                let moved = which.get(&order).clone();
                if moved.deleted { continue; }
                let before = seen(&order);
                let direction = if up { Direction::Up } else { Direction::Down };
                let at = before.iter().position(|id| *id == moved.id).unwrap();
                let mut expected = before.clone();
                match direction {
                    Direction::Up if at > 0 => expected.swap(at, at - 1),
                    Direction::Down if at + 1 < expected.len() => expected.swap(at, at + 1),
                    _ => prop_assert_eq!(shifted(&order, moved.id, direction), None),
                }
                if let Some(after) = shifted(&order, moved.id, direction) {
                    order = after;
                }
                prop_assert_eq!(seen(&order), expected);
                for (place, sibling) in order.iter().enumerate() {
                    prop_assert!(!sibling.deleted || sibling.id == id(place), "a deleted one moved");
                }
            }
            let mut ids: Vec<_> = order.iter().map(|sibling| sibling.id).collect();
            ids.sort();
            prop_assert_eq!(ids, (0..deleted.len()).map(id).collect::<Vec<_>>());
        }
    }
}
