//! The rule of who may do what, against its own words.

use std::sync::Arc;

use plan::access::{
    Actor, Grant, Owner, Person, Reach, Reading, Right, Role, TABLE, may, may_grant, may_read,
};
use proptest::prelude::*;
use uuid::Uuid;

/// A small world: two municipalities, one with a committee that has a unit.
const WORLD: [(&str, &str, &[&str]); 5] = [
    ("2083", "2083", &["committee", "unit"]),
    ("committee", "2083", &["unit"]),
    ("unit", "2083", &[]),
    ("2062", "2062", &[]),
    ("20", "20", &[]),
];

fn grant(role: Role, place: usize) -> Grant {
    let (organisation, house, below) = WORLD[place];
    Grant {
        role,
        organisation: organisation.into(),
        house: house.into(),
        below: below.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn somebody(grants: Vec<Grant>) -> Actor {
    Actor::Person(Arc::new(Person { id: Uuid::from_u128(1), name: "Någon".into(), grants }))
}

fn roles() -> impl Strategy<Value = Vec<(Role, usize)>> {
    prop::collection::vec((prop::sample::select(Role::ALL.to_vec()), 0..WORLD.len()), 0..4)
}

proptest! {
    #[test]
    fn a_right_is_had_where_a_role_that_gives_it_reaches_and_nowhere_else(
        held in roles(), right in prop::sample::select(Right::ALL.to_vec()), at in 0..WORLD.len(),
    ) {
        let (organisation, house, _) = WORLD[at];
        let expected = held.iter().any(|(role, place)| {
            let (own, own_house, below) = WORLD[*place];
            let gives = TABLE.iter().any(|(other, rights)| other == role && rights.contains(&right));
            let reaches = match right.reach() {
                _ if *role == Role::SystemAdmin => true,
                Reach::House => own_house == house,
                Reach::Below => own == organisation || below.contains(&organisation),
                Reach::Everywhere => true,
            };
            gives && reaches
        });
        let actor = somebody(held.iter().map(|(role, place)| grant(*role, *place)).collect());
        prop_assert_eq!(may(&actor, right, Owner { organisation, house }), expected);
    }

    #[test]
    fn nobody_reads_a_draft_of_another_house_that_is_neither_published_nor_shared_with_them(
        held in roles(), at in 0..WORLD.len(), is_dispatched in any::<bool>(), shared in prop::collection::vec(0..WORLD.len(), 0..3),
    ) {
        let (organisation, house, _) = WORLD[at];
        let shared_with: Vec<String> = shared.iter().map(|to| WORLD[*to].0.to_owned()).collect();
        let reading = Reading { owner: Owner { organisation, house }, right: Right::Plan, is_dispatched, is_published: false, shared_with: &shared_with };
        let actor = somebody(held.iter().map(|(role, place)| grant(*role, *place)).collect());
        let is_inside = held.iter().any(|(_, place)| WORLD[*place].1 == house);
        let is_named = held.iter().any(|(_, place)| {
            let (own, own_house, below) = WORLD[*place];
            shared_with.iter().any(|to| to == own || to == own_house || below.contains(&to.as_str()))
        });
        prop_assert!(!may_read(&actor, &reading) || is_inside || is_named);
        prop_assert!(!may_read(&Actor::Visitor, &reading));
        let published = Reading { is_published: true, ..reading };
        prop_assert!(may_read(&actor, &published) && may_read(&Actor::Visitor, &published));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    fn nobody_gives_a_reach_that_they_do_not_have(
        held in roles(), role in prop::sample::select(Role::ALL.to_vec()), right in prop::sample::select(Right::ALL.to_vec()),
        given in 0..WORLD.len(), at in 0..WORLD.len(),
    ) {
        let owner = |place: usize| Owner { organisation: WORLD[place].0, house: WORLD[place].1 };
        let grantor = somebody(held.iter().map(|(role, place)| grant(*role, *place)).collect());
        let receiver = somebody(vec![grant(role, given)]);
        if may_grant(&grantor, role, owner(given)) && may(&receiver, right, owner(at)) {
            let reaches = may(&grantor, Right::ManageUsers, owner(at));
            prop_assert!(reaches, "{role} at {given} has {right} at {at}");
            prop_assert!(right.reach() != Reach::Everywhere || may(&grantor, right, owner(at)));
        }
        prop_assert!(!may_grant(&Actor::Visitor, role, owner(given)));
    }
}

#[test]
fn whoever_looks_after_a_unit_does_not_give_itself_the_house() {
    let unit = Owner { organisation: "unit", house: "2083" };
    let administrator = somebody(vec![grant(Role::OrganisationAdmin, 2)]);
    for role in [Role::Auditor, Role::Investigator, Role::ElectedMember, Role::SystemAdmin] {
        assert!(!may_grant(&administrator, role, unit), "{role}");
        assert_eq!(
            may_grant(&somebody(vec![grant(Role::OrganisationAdmin, 0)]), role, unit),
            role != Role::SystemAdmin
        );
    }
    assert!(may_grant(&administrator, Role::OrganisationAdmin, unit));
    assert!(may_grant(&administrator, Role::ReferenceGroupMember, unit));
}

#[test]
fn every_role_has_its_row_and_whoever_runs_the_program_reads_no_drafts() {
    assert_eq!(TABLE.map(|(role, _)| role), Role::ALL);
    for right in [Right::ReadDraft, Right::ReadDispatched, Right::ReadShared, Right::Plan] {
        assert!(!Role::SystemAdmin.has(right) && !Role::OrganisationAdmin.has(right), "{right}");
    }
    for role in Role::ALL.into_iter().filter(|role| *role != Role::SystemAdmin) {
        assert!(!role.has(Right::Operate), "{role}");
    }
}
