//! Where somebody has a right, as lists: for a database to find what they may read, by the same rule as
//! [`may`](super::may) and [`may_read`](super::may_read) judge one thing at a time.

use super::Actor;
use super::table::{Reach, Right, Role};

/// Where an actor has a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Places {
    /// Wherever it is.
    Everywhere,
    /// In these.
    Some {
        /// Whole houses.
        houses: Vec<String>,
        /// Single organisations.
        organisations: Vec<String>,
    },
}

impl Places {
    /// Where an actor has a right.
    pub fn of(actor: &Actor, right: Right) -> Self {
        let person = match actor {
            Actor::Machine | Actor::Program => return Self::Everywhere,
            Actor::Visitor | Actor::Respondent(_) => return Self::nowhere(),
            Actor::Person(person) => person,
        };
        let (mut houses, mut organisations) = (Vec::new(), Vec::new());
        for grant in person.grants.iter().filter(|grant| grant.role.has(right)) {
            match right.reach() {
                _ if grant.role == Role::SystemAdmin => return Self::Everywhere,
                Reach::Everywhere => return Self::Everywhere,
                Reach::House => houses.push(grant.house.clone()),
                Reach::Below => {
                    organisations.push(grant.organisation.clone());
                    organisations.extend(grant.below.iter().cloned());
                }
            }
        }
        Self::Some { houses, organisations }
    }

    /// The organisations that an actor reads what is shared with.
    pub fn receivers(actor: &Actor) -> Vec<String> {
        let grants = actor.person().map_or(&[][..], |person| &person.grants);
        let readers = grants.iter().filter(|grant| grant.role.has(Right::ReadShared));
        readers
            .flat_map(|grant| [&grant.house, &grant.organisation].into_iter().chain(&grant.below))
            .cloned()
            .collect()
    }

    const fn nowhere() -> Self {
        Self::Some { houses: Vec::new(), organisations: Vec::new() }
    }
}
