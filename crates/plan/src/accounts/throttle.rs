//! Failed attempts, counted in the database so that the count holds over several replicas.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use chrono::Duration;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;

/// How far back attempts count.
const WINDOW: Duration = Duration::minutes(15);
/// Most failed attempts at one account from one address.
const MOST_HERE: i64 = 8;
/// Most failed attempts at one account.
const MOST_ACCOUNT: i64 = 40;
/// Most failed attempts from one address: many people may share one.
const MOST_ADDRESS: i64 = 200;

/// The network that an address is counted by. Whoever has one IPv6 address has the whole of its /64.
pub fn network(address: &str) -> String {
    let parsed = address.parse::<IpAddr>().or_else(|_| address.parse::<SocketAddr>().map(|whole| whole.ip()));
    match parsed.map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).to_string(),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// What an attempt is counted by, and the most failures of each.
fn counted(what: &str, address: &str) -> [(Vec<u8>, i64); 3] {
    let address = network(address);
    let hash = |text: String| Sha256::digest(text).to_vec();
    [
        (hash(format!("both\n{what}\n{address}")), MOST_HERE),
        (hash(format!("account\n{what}")), MOST_ACCOUNT),
        (hash(format!("address\n{address}")), MOST_ADDRESS),
    ]
}

/// An attempt that has been counted as failed before it is made, so that many at once are counted as well.
#[derive(Debug)]
pub(super) struct Attempt(Vec<Uuid>);

/// Counts an attempt, and goes on only if there have not been too many failures.
///
/// # Errors
/// [`Fault::TooMany`].
pub(super) async fn attempt(db: &Db, what: &str, address: &str) -> Result<Attempt, Fault> {
    let mut tx = db.write_as_system().await?;
    let (since, now) = (tx.now() - WINDOW, tx.now());
    let mut made = Vec::new();
    for (hash, most) in counted(what, address) {
        let (count,): (i64,) = query(sql!("select count(*) from attempt where hash = $1 and at > $2"))
            .bind(hash.clone())
            .bind(since)
            .one(&mut tx)
            .await?;
        if count >= most {
            return Err(Fault::TooMany { minutes: WINDOW.num_minutes() });
        }
        let id = tx.new_id();
        query(sql!("insert into attempt (id, hash, at) values ($1, $2, $3)"))
            .bind(id)
            .bind(hash)
            .bind(now)
            .execute(&mut tx)
            .await?;
        made.push(id);
    }
    tx.commit().await?;
    Ok(Attempt(made))
}

/// Takes back the count of an attempt that succeeded.
pub(super) async fn succeeded(tx: &mut Tx, attempt: &Attempt) -> Result<(), Fault> {
    for id in &attempt.0 {
        query(sql!("delete from attempt where id = $1")).bind(*id).execute(tx).await?;
    }
    Ok(())
}

/// Forgets failures that no longer count.
pub(super) async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from attempt where at < $1")).bind(tx.now() - WINDOW).execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_one_network_are_counted_as_one() {
        assert_eq!(network("2001:db8:1:2::7"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::7"), network("2001:db8:1:3::7"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(network("192.0.2.1:51234"), network("192.0.2.1"));
        assert_eq!(network("[2001:db8:1:2::7]:443"), network("2001:db8:1:2::7"));
    }
}
