//! Who may do what: the one place where it is decided.
//!
//! Rights come with a role, roles with a function that a person holds in an organisation, today. [`TABLE`] is the whole
//! of it, and is shown to users as it stands. An organisation is a boundary: what one house (a municipality with its
//! committees and units, a region, an association, …) has not decided to publish or share is not there for others.

mod actor;
mod kind;
mod places;
mod state;
mod table;

pub use actor::{Actor, Grant, Person};
pub use kind::{Kind, Ref, RootKind};
pub use places::Places;
pub use state::{Going, Phase, Stage, State};
pub use table::{Reach, Right, Role, TABLE};

/// Where something belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The organisation that owns it.
    pub organisation: &'a str,
    /// The house that the organisation is a part of, or is itself.
    pub house: &'a str,
}

/// What decides who may read something.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Where it belongs.
    pub owner: Owner<'a>,
    /// What it takes to change it: whoever may do that reads it as well.
    pub right: Right,
    /// Whether it has left preparation and lies before those who decide.
    pub is_dispatched: bool,
    /// Whether it is published as it stands.
    pub is_published: bool,
    /// The organisations that it is shared with now.
    pub shared_with: &'a [String],
}

/// Whether somebody has a right where something belongs.
pub fn may(actor: &Actor, right: Right, owner: Owner<'_>) -> bool {
    match actor {
        Actor::Machine | Actor::Program => true,
        Actor::Visitor | Actor::Respondent(_) => false,
        Actor::Person(person) => {
            person.grants.iter().any(|grant| grant.role.has(right) && within(grant, right, owner))
        }
    }
}

/// Whether somebody has a right anywhere at all.
pub fn may_somewhere(actor: &Actor, right: Right) -> bool {
    match actor {
        Actor::Machine | Actor::Program => true,
        Actor::Visitor | Actor::Respondent(_) => false,
        Actor::Person(person) => person.grants.iter().any(|grant| grant.role.has(right)),
    }
}

/// Whether somebody may give a role in an organisation, take it, or look after whoever has it: only those who look after
/// users wherever any of its rights reaches. So nobody gives a reach that they do not have.
pub fn may_grant(actor: &Actor, role: Role, owner: Owner<'_>) -> bool {
    let house = Owner { organisation: owner.house, house: owner.house };
    let reached = role.rights().iter().all(|right| match right.reach() {
        Reach::House => may(actor, Right::ManageUsers, house),
        Reach::Below => true,
        Reach::Everywhere => may(actor, *right, owner),
    });
    reached && may(actor, Right::ManageUsers, owner)
}

/// Whether somebody may read something.
pub fn may_read(actor: &Actor, what: &Reading<'_>) -> bool {
    what.is_published
        || may(actor, Right::ReadDraft, what.owner)
        || may(actor, what.right, what.owner)
        || (what.is_dispatched && may(actor, Right::ReadDispatched, what.owner))
        || receives(actor, what.shared_with)
}

/// Whether a grant reaches so far.
fn within(grant: &Grant, right: Right, owner: Owner<'_>) -> bool {
    match right.reach() {
        _ if grant.role == Role::SystemAdmin => true,
        Reach::House => grant.house == owner.house,
        Reach::Below => grant.covers(owner.organisation),
        Reach::Everywhere => true,
    }
}

/// Whether somebody reads what is shared with one of the organisations.
fn receives(actor: &Actor, shared_with: &[String]) -> bool {
    let Actor::Person(person) = actor else { return false };
    let reads = |grant: &Grant, receiver: &String| grant.house == *receiver || grant.covers(receiver);
    let readers = || person.grants.iter().filter(|grant| grant.role.has(Right::ReadShared));
    shared_with.iter().any(|receiver| readers().any(|grant| reads(grant, receiver)))
}
