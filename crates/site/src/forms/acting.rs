//! Choosing for which organisation one acts.

use plan::access::{Right, may_somewhere};
use plan::organisations;

use crate::fault::Fault;
use crate::texts::Texts;
use crate::visit::RequestContext;

/// The organisations that the reader has a right in by a function there, by name, to choose among: with nothing first, when
/// there are several. Whoever sits at the machine acts for anyone.
///
/// # Errors
/// The database fails.
pub async fn acting_for(
    site: &RequestContext,
    t: Texts,
    right: Right,
) -> Result<Vec<(String, String)>, Fault> {
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    let ids: Vec<String> = match tx.actor().person() {
        Some(person) => person.places_with(right).into_iter().map(str::to_owned).collect(),
        None if may_somewhere(tx.actor(), right) => tree.all().map(|one| one.id.clone()).collect(),
        // Whoever has not come in acts for nobody.
        None => Vec::new(),
    };
    let mut all: Vec<(String, String)> =
        ids.iter().map(|id| (id.clone(), tree.name(id).to_owned())).collect();
    let order = swedish::Order::new();
    all.sort_by(|a, b| order.as_ref().map_or_else(|| a.1.cmp(&b.1), |order| order.compare(&a.1, &b.1)));
    if all.len() > 1 {
        all.insert(0, (String::new(), t.get("share-choose")));
    }
    Ok(all)
}
