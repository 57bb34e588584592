//! How much there is room for in one roadmap, so that it is computed and shown while one waits.

use uuid::Uuid;

use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// The most measures in a roadmap: several times what the largest have.
pub const MOST_MEASURES: usize = 500;
/// The longest text of a roadmap that is copied or frozen, bytes: what can be sent as a file, twice.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The most areas, needs, initiatives and measures together.
pub const MOST_PARTS: usize = 5_000;

/// Goes on only if a roadmap, with what has just been added to it or brought back, is not too large.
///
/// # Errors
/// [`Fault::Invalid`] with `measures-full` or `parts-full`.
pub(crate) async fn demand(tx: &mut Tx, roadmap: Uuid) -> Result<(), Fault> {
    let [areas, needs, initiatives, measures] = counts(tx, roadmap).await?;
    let full = |key, most: usize| Err(Fault::Invalid(vec![FieldFault::new("form", key).with("max", most)]));
    if measures > MOST_MEASURES as i64 {
        return full("measures-full", MOST_MEASURES);
    }
    if areas + needs + initiatives + measures > MOST_PARTS as i64 {
        return full("parts-full", MOST_PARTS);
    }
    Ok(())
}

/// Goes on only if a roadmap's text is not longer than a file may be.
///
/// # Errors
/// [`Fault::Invalid`] with `roadmap-too-long`.
pub(crate) fn demand_length(bytes: usize) -> Result<(), Fault> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let most = MOST_BYTES / 1024 / 1024;
    Err(Fault::Invalid(vec![FieldFault::new("form", "roadmap-too-long").with("max", most)]))
}

/// Areas, needs, initiatives and measures that are there; not what lies below something deleted.
async fn counts(tx: &mut Tx, roadmap: Uuid) -> Result<[i64; 4], Fault> {
    let counted = [
        sql!("select count(*) from area where roadmap_id = $1 and deleted_at is null"),
        sql!(
            "select count(*) from need join area on area.id = need.area_id
             where area.roadmap_id = $1 and area.deleted_at is null and need.deleted_at is null"
        ),
        sql!(
            "select count(*) from initiative join need on need.id = initiative.need_id
             join area on area.id = need.area_id where area.roadmap_id = $1 and area.deleted_at is null
                and need.deleted_at is null and initiative.deleted_at is null"
        ),
        sql!(
            "select count(*) from measure join need on need.id = measure.need_id
             join area on area.id = need.area_id where area.roadmap_id = $1 and area.deleted_at is null
                and need.deleted_at is null and measure.deleted_at is null"
        ),
    ];
    let mut counts = [0; 4];
    for (count, text) in counts.iter_mut().zip(counted) {
        (*count,) = query(text).bind(roadmap).one(tx).await?;
    }
    Ok(counts)
}
