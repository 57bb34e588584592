//! The actor: who a transaction belongs to.

use std::sync::Arc;

use uuid::Uuid;

use super::{Right, Role};

/// Whoever a transaction belongs to.
#[derive(Clone, Debug, Default)]
pub enum Actor {
    /// Somebody who has not signed in.
    #[default]
    Visitor,
    /// Somebody who answers an inquiry through a link of their own, by the recipient's id. It gives no other rights.
    Respondent(Uuid),
    /// Whoever sits at the machine, where the program runs without accounts.
    Machine,
    /// The program itself, or whoever runs its commands.
    Program,
    /// Somebody who has signed in.
    Person(Arc<Person>),
}

/// Somebody with an account, and what the functions that they hold today give them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// What their functions give.
    pub grants: Vec<Grant>,
}

impl Person {
    /// The organisations where they hold a function that has a right.
    pub fn places_with(&self, right: Right) -> Vec<&str> {
        let with = self.grants.iter().filter(|grant| grant.role.has(right));
        let mut ids: Vec<&str> = with.map(|grant| grant.organisation.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// A role that a person has in an organisation by holding a function there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The organisation.
    pub organisation: String,
    /// The house that the organisation is a part of, or is itself.
    pub house: String,
    /// The organisations of the same house that lie below, whatever the depth.
    pub below: Vec<String>,
}

impl Grant {
    /// Whether an organisation is the grant's own or lies below it in the same house.
    pub fn covers(&self, organisation: &str) -> bool {
        self.organisation == organisation || self.below.iter().any(|id| id == organisation)
    }
}

impl Actor {
    /// How the trail names the kind of actor.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Respondent(_) => "respondent",
            Self::Machine => "machine",
            Self::Program => "program",
            Self::Person(_) => "person",
        }
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The person's id.
    pub fn person_id(&self) -> Option<Uuid> {
        self.person().map(|person| person.id)
    }
}
