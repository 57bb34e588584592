//! Failed attempts, counted in the database so that the count holds over several replicas.
//!
//! Nobody shall be able to lock somebody else out: whoever comes with a browser that they have signed in with before, or
//! with a one-time code beside the password, is counted apart from what strangers fail with.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use chrono::Duration;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;

/// How far back attempts count.
const WINDOW: Duration = Duration::minutes(15);
/// How far ahead of the clock an attempt may be: one that is further was made by a clock that has been corrected since.
const SLACK: Duration = Duration::minutes(1);
/// Most failed attempts at one account from one address, or from one browser, or of somebody who has signed in.
const MOST_HERE: i64 = 8;
/// Most failed attempts at one account.
const MOST_ACCOUNT: i64 = 40;
/// Most failed attempts from one address: many people may share one.
const MOST_ADDRESS: i64 = 200;
/// Most letters with a link to one mailbox.
const MOST_LETTERS: i64 = 3;

/// Most who begin to answer an open inquiry from one address: a library's or a care home's visitors share one.
const MOST_NEWCOMERS_HERE: i64 = 30;
/// Most who begin to answer an open inquiry at all.
const MOST_NEWCOMERS: i64 = 600;

/// Counts somebody who begins to answer an inquiry that is open to all.
///
/// # Errors
/// [`Fault::TooMany`].
pub(crate) async fn count_newcomer(db: &Db, inquiry: Uuid, address: &str) -> Result<(), Fault> {
    attempt(db, &Counter::newcomer(inquiry, address)).await.map(|_| ())
}

/// The network that an address is counted by. Whoever has one IPv6 address has the whole of its /64.
pub fn network(address: &str) -> String {
    let parsed = address.parse::<IpAddr>().or_else(|_| address.parse::<SocketAddr>().map(|whole| whole.ip()));
    match parsed.map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).to_string(),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// Something that attempts are counted by, and how many are borne.
#[derive(Debug)]
pub(super) struct Counter {
    hash: Vec<u8>,
    most: i64,
}

impl Counter {
    fn new(most: i64, of: &str, parts: [&str; 2]) -> Self {
        Self { hash: Sha256::digest(format!("{of}\n{}\n{}", parts[0], parts[1])).to_vec(), most }
    }

    /// Of a stranger who tries an account from an address.
    pub(super) fn stranger(account: &str, address: &str) -> Vec<Self> {
        let address = &network(address);
        vec![
            Self::new(MOST_HERE, "both", [account, address]),
            Self::new(MOST_ACCOUNT, "account", [account, ""]),
            Self::new(MOST_ADDRESS, "address", [address, ""]),
        ]
    }

    /// Of whoever has a browser that the account has been signed in with.
    pub(super) fn known_device(account: &str, device: &str) -> Vec<Self> {
        vec![Self::new(MOST_HERE, "device", [account, device])]
    }

    /// Of whoever gives password and one-time code at once.
    pub(super) fn with_code(account: &str, address: &str) -> Vec<Self> {
        let address = &network(address);
        vec![
            Self::new(MOST_HERE, "code here", [account, address]),
            Self::new(MOST_ACCOUNT, "code", [account, ""]),
            Self::new(MOST_ADDRESS, "codes", [address, ""]),
        ]
    }

    /// Of somebody who has signed in, and is asked for their own password.
    pub(super) fn own(person: Uuid) -> Vec<Self> {
        vec![Self::new(MOST_HERE, "own", [&person.to_string(), ""])]
    }

    /// Of whoever asks for letters from an address.
    pub(super) fn letters_from(address: &str) -> Vec<Self> {
        vec![Self::new(MOST_ADDRESS, "letters", [&network(address), ""])]
    }

    /// Of whoever comes from an address to an inquiry that is open to all.
    pub(super) fn newcomer(inquiry: Uuid, address: &str) -> Vec<Self> {
        let inquiry = &inquiry.to_string();
        vec![
            Self::new(MOST_NEWCOMERS_HERE, "newcomer", [inquiry, &network(address)]),
            Self::new(MOST_NEWCOMERS, "newcomers", [inquiry, ""]),
        ]
    }

    /// Of letters to a mailbox.
    pub(super) fn letters_to(mailbox: &str) -> Vec<Self> {
        vec![Self::new(MOST_LETTERS, "mailbox", [mailbox, ""])]
    }
}

/// An attempt that has been counted as failed before it is made, so that many at once are counted as well.
#[derive(Debug)]
pub(super) struct Attempt(Vec<Uuid>);

/// Counts an attempt, and goes on only if there have not been too many failures.
///
/// # Errors
/// [`Fault::TooMany`].
pub(super) async fn attempt(db: &Db, counters: &[Counter]) -> Result<Attempt, Fault> {
    let mut tx = db.write_as_system().await?;
    let (since, until) = (tx.now() - WINDOW, tx.now() + SLACK);
    let mut made = Vec::new();
    for counter in counters {
        let (count,): (i64,) =
            query(sql!("select count(*) from attempt where hash = $1 and at > $2 and at < $3"))
                .bind(counter.hash.clone())
                .bind(since)
                .bind(until)
                .one(&mut tx)
                .await?;
        if count >= counter.most {
            return Err(Fault::TooMany { minutes: WINDOW.num_minutes() });
        }
        let id = tx.new_id();
        query(sql!("insert into attempt (id, hash, at) values ($1, $2, $3)"))
            .bind(id)
            .bind(counter.hash.clone())
            .bind(tx.now())
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
    query(sql!("delete from attempt where at < $1 or at > $2"))
        .bind(tx.now() - WINDOW)
        .bind(tx.now() + SLACK)
        .execute(tx)
        .await?;
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
