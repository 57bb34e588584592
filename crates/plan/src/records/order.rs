//! The order among siblings.

use sqlx_macros::FromRow;
use uuid::Uuid;

use crate::access::{Kind, Ref};
use crate::db::{Builder, Tx};
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

/// The position of something new: after everything else with the same parent, deleted or not.
pub(super) async fn last(tx: &mut Tx, kind: Kind, parent: Uuid) -> Result<i64, Fault> {
    let Some(above) = kind.parent() else { return Ok(0) };
    let mut select = Builder::new("select coalesce(max(position), -1) + 1 from ");
    select.push(kind.name()).push(" where ").push(above.name()).push("_id = ").bind(parent);
    let (position,): (i64,) = select.build().one(tx).await?;
    Ok(position)
}

/// Changes places with the nearest sibling in a direction. False when there is none, and nothing has changed.
pub(super) async fn shift(tx: &mut Tx, of: Ref, direction: Direction) -> Result<bool, Fault> {
    let Some(above) = of.kind.parent() else { return Ok(false) };
    let (table, above) = (of.kind.name(), above.name());
    let mut select = Builder::new("select id, position, deleted_at is not null as deleted from ");
    select.push(table).push(" where ").push(above).push("_id = (select ").push(above).push("_id from ");
    select.push(table).push(" where id = ").bind(of.id).push(") order by position, id");
    let before: Vec<Sibling> = select.build().all(tx).await?;
    let Some(after) = shifted(&before, of.id, direction) else { return Ok(false) };
    for (place, sibling) in after.iter().enumerate() {
        if sibling.position != place as i64 {
            let mut update = Builder::new("update ");
            update.push(table).push(" set position = ").bind(place as i64);
            update.push(" where id = ").bind(sibling.id);
            update.build().execute(tx).await?;
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
