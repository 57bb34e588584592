//! How much is used, said before it is too late.

use plan::db::Tx;
use plan::fault::Fault;
use plan::quotas::{Usage, usage};

use crate::texts::Texts;

/// What the actor or a house will soon have used up, in sentences.
///
/// # Errors
/// The database cannot be reached.
pub async fn near(tx: &mut Tx, t: Texts, house: &str) -> Result<Vec<String>, Fault> {
    let all = usage(tx, house).await?;
    let near = all.iter().filter(|usage| usage.is_near());
    let key = |usage: &Usage| if usage.is_reached() { "quota-reached" } else { "quota-near" };
    Ok(near.map(|usage| t.with(key(usage), &[("usage", &sentence(t, usage))])).collect())
}

/// How much of a quota is used.
pub fn sentence(t: Texts, usage: &Usage) -> String {
    let number = |count: i64| t.number(count as f64, 0);
    let key = format!("quota-{}", usage.quota);
    t.with(&key, &[("used", &number(usage.used())), ("most", &number(usage.most))])
}
