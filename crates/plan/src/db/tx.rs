//! A transaction: whose it is, what time it is, and whether what it changes must be told.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Postgres, Sqlite, Transaction};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use super::Boxed;
use crate::access::{Actor, Owner, Person, Right, Role, may, may_grant};
use crate::accounts::SecretKey;
use crate::clock::Clock;
use crate::fault::Fault;
use crate::quotas::Quotas;

/// A transaction of somebody's. Dropped without [`Tx::commit`], nothing in it has happened.
#[derive(Debug)]
pub struct Tx {
    pub(super) open: Open,
    /// Held until the transaction has ended.
    pub(super) write_lock: Option<OwnedSemaphorePermit>,
    pub(super) actor: Actor,
    pub(super) clock: Clock,
    pub(super) secret_key: Option<SecretKey>,
    pub(super) quotas: Quotas,
    pub(super) trail: Trail,
}

/// A transaction of one of the engines.
#[derive(Debug)]
pub(super) enum Open {
    File(Transaction<'static, Sqlite>),
    Server(Transaction<'static, Postgres>),
}

/// Whether a transaction must tell what it changed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trail {
    /// Nothing changes, or only the program's own books.
    NotDue,
    /// What has been changed must have been noted.
    Due { changed: bool, noted: bool },
}

impl Tx {
    /// Whom the transaction belongs to.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The clock.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The key that some of what is in the database is sealed with.
    ///
    /// # Errors
    /// [`Fault::OtherKey`] when the program has none.
    pub(crate) fn secret_key(&self) -> Result<&SecretKey, Fault> {
        self.secret_key.as_ref().ok_or(Fault::OtherKey)
    }

    /// How much may be kept and done.
    pub(crate) fn quotas(&self) -> &Quotas {
        &self.quotas
    }

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The date in Sweden.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }

    /// Goes on only if whoever the transaction belongs to has a right in a place.
    ///
    /// # Errors
    /// [`Fault::Forbidden`].
    pub(crate) fn demand(&self, right: Right, owner: Owner<'_>) -> Result<(), Fault> {
        if may(&self.actor, right, owner) { Ok(()) } else { Err(Fault::Forbidden(right)) }
    }

    /// Goes on only if the actor may give a role in a place, take it, or look after whoever has it.
    ///
    /// # Errors
    /// [`Fault::Forbidden`].
    pub(crate) fn demand_grant(&self, role: Role, owner: Owner<'_>) -> Result<(), Fault> {
        self.demand(Right::ManageUsers, owner)?;
        if may_grant(&self.actor, role, owner) { Ok(()) } else { Err(Fault::Forbidden(Right::ManageUsers)) }
    }

    /// The transaction is a person's from here on: they have proved who they are. It gives them no rights.
    pub(crate) fn becomes(&mut self, person: Uuid) {
        let person = Person { id: person, name: String::new(), grants: Vec::new() };
        self.actor = Actor::Person(Arc::new(person));
    }

    /// The transaction is from here on of somebody who answers through a link of theirs, unless they have signed in. It gives
    /// them no rights.
    pub(crate) fn becomes_respondent(&mut self, recipient: Uuid) {
        if matches!(self.actor, Actor::Visitor) {
            self.actor = Actor::Respondent(recipient);
        }
    }

    /// Nothing in the transaction is told: what is not more than a draft is told when it is sent.
    pub(crate) fn is_a_draft(&mut self) {
        self.trail = Trail::NotDue;
    }

    /// Whether nothing has been noted in the trail yet.
    pub(crate) fn is_unnoted(&self) -> bool {
        matches!(self.trail, Trail::Due { noted: false, .. })
    }

    /// Remembers that what is changed has been noted in the trail.
    pub(crate) fn audited(&mut self) {
        if let Trail::Due { noted, .. } = &mut self.trail {
            *noted = true;
        }
    }

    pub(super) fn has_changed(&mut self) {
        if let Trail::Due { changed, .. } = &mut self.trail {
            *changed = true;
        }
    }

    /// Makes everything in the transaction last.
    ///
    /// # Errors
    /// The database cannot be reached: as a rule nothing has happened, but a server may go away just when it has.
    /// [`Fault::MissingAuditEntry`] when something was changed without a trace, which no tested program does.
    pub fn commit(self) -> Boxed<'static, ()> {
        Box::pin(async move {
            if matches!(self.trail, Trail::Due { changed: true, noted: false }) {
                return Err(Fault::MissingAuditEntry);
            }
            match self.open {
                Open::File(tx) => tx.commit().await?,
                Open::Server(tx) => tx.commit().await?,
            }
            drop(self.write_lock);
            Ok(())
        })
    }
}
