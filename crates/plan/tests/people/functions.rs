//! Functions and their holders over time.

use std::sync::Arc;

use chrono::NaiveDate;
use plan::access::{Actor, Person, Right, Role};
use plan::accounts::{Client, InvitationInput, Invited, NewPassword, accept, invite, rename};
use plan::db::{Db, Tx};
use plan::fault::Fault;
use plan::organisations::{
    FunctionInput, HolderInput, OrganisationInput, OrganisationKind, create, create_function, end_function,
    grants, hold, holders, leave, load,
};
use plan::quotas::{Quota, Quotas};
use servers::Database;
use uuid::Uuid;

use crate::opened;

const NOW: &str = "2026-11-22T09:30:00Z";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn function(db: &Db, organisation: &str) -> Uuid {
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let input = FunctionInput { role: Role::DevelopmentLeader, title: "Utvecklingsledare".into() };
    let id = create_function(&mut tx, organisation, &input).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody who has come in by an invitation to a function.
async fn person(db: &Db, function: Uuid, email: &str) -> Uuid {
    let password = NewPassword::new(db.clock(), "en blå cykel i regn").await.unwrap();
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let input =
        InvitationInput { email: email.into(), from_date: tx.today(), to_date: None, is_substitute: false };
    let Invited::Link(link) = invite(&mut tx, function, &input).await.unwrap() else {
        panic!("{email} is new")
    };
    accept(&mut tx, &link, "Någon", &password, &Client::default()).await.unwrap();
    let id = plan::accounts::find_by_email(&mut tx, email).await.unwrap().unwrap().id;
    tx.commit().await.unwrap();
    id
}

async fn may_plan(db: &Db, person: Uuid) -> bool {
    let mut tx = db.read(&Actor::Program).await.unwrap();
    grants(&mut tx, person).await.unwrap().iter().any(|grant| grant.role.has(Right::Plan))
}

#[tokio::test]
async fn a_change_of_holder_leaves_the_history_on_the_function() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    let function = function(&db, "2083").await;
    let anna = person(&db, function, "anna@hedemora.example").await;
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let held = holders(&mut tx, "2083").await.unwrap();
    leave(&mut tx, held[0].id, day("2026-11-30")).await.unwrap();
    tx.commit().await.unwrap();
    let bertil = person(&db, function, "bertil@hedemora.example").await;
    assert!(may_plan(&db, anna).await, "until the last day");

    let later = opened(&database, "2026-12-01T09:00:00Z").await;
    assert!(!may_plan(&later, anna).await && may_plan(&later, bertil).await);
    let mut tx = later.read(&Actor::Program).await.unwrap();
    let held = holders(&mut tx, "2083").await.unwrap();
    let who: Vec<_> = held.iter().map(|holder| (holder.person_id, holder.to_date)).collect();
    assert!(who.contains(&(anna, Some(day("2026-11-30")))));
    assert!(who.contains(&(bertil, None)));
}

#[tokio::test]
async fn a_substitute_has_the_rights_for_the_days_and_needs_an_end() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    let (own, other) = (function(&db, "2083").await, function(&db, "2062").await);
    let person = person(&db, other, "vikarie@mora.example").await;
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let endless =
        HolderInput { person_id: person, from_date: day("2026-12-01"), to_date: None, is_substitute: true };
    let fault = hold(&mut tx, own, &endless).await.unwrap_err();
    assert!(matches!(fault, Fault::Invalid(faults) if faults[0].key == "substitute-needs-end"));
    hold(&mut tx, own, &HolderInput { to_date: Some(day("2026-12-31")), ..endless }).await.unwrap();
    tx.commit().await.unwrap();
    for (now, houses) in [
        (NOW, vec!["2062"]),
        ("2026-12-01T09:00:00Z", vec!["2062", "2083"]),
        ("2026-12-31T20:00:00Z", vec!["2062", "2083"]),
        ("2027-01-01T09:00:00Z", vec!["2062"]),
    ] {
        let db = opened(&database, now).await;
        let mut tx = db.read(&Actor::Program).await.unwrap();
        let grants = grants(&mut tx, person).await.unwrap();
        assert_eq!(grants.iter().map(|grant| grant.house.as_str()).collect::<Vec<_>>(), houses, "{now}");
    }
}

#[tokio::test]
async fn a_function_that_ends_gives_nothing_any_more() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    let function = function(&db, "2083").await;
    let anna = person(&db, function, "anna@hedemora.example").await;
    let mut tx = db.write(&Actor::Program).await.unwrap();
    end_function(&mut tx, function).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!may_plan(&db, anna).await);
}

#[tokio::test]
async fn organisations_are_the_official_ones_and_those_added_below_where_they_belong() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let tree = load(&mut tx).await.unwrap();
    let count = |kind| tree.all().filter(|one| one.kind == kind).count();
    assert_eq!(
        (
            count(OrganisationKind::Municipality),
            count(OrganisationKind::Region),
            count(OrganisationKind::Nation)
        ),
        (290, 20, 1)
    );
    let way: Vec<&str> = tree.path_to("2083").iter().map(|one| one.name.as_str()).collect();
    assert_eq!(way, ["Sverige", "Region Dalarna", "Hedemora"]);
    assert_eq!(tree.get("0980").unwrap().parent.as_deref(), Some("00"), "Gotland is its own region");

    let below = |parent: &str, kind, name: &str| OrganisationInput {
        parent: parent.into(),
        kind,
        name: name.into(),
        number: String::new(),
    };
    let made = async |tx: &mut Tx, input: OrganisationInput| create(tx, &input).await.unwrap().to_string();
    let committee = made(&mut tx, below("2083", OrganisationKind::Committee, "Omsorgsnämnden")).await;
    let unit = made(&mut tx, below(&committee, OrganisationKind::Unit, "Hemtjänst norr")).await;
    let provider = made(&mut tx, below("2083", OrganisationKind::Provider, "Vård AB")).await;
    for (parent, kind) in [
        ("2083", OrganisationKind::Municipality),
        ("00", OrganisationKind::Committee),
        ("2083", OrganisationKind::Agency),
    ] {
        let fault = create(&mut tx, &below(parent, kind, "Fel")).await.unwrap_err();
        assert!(
            matches!(fault, Fault::Invalid(faults) if faults[0].key == "kind-misplaced"),
            "{kind} below {parent}"
        );
    }
    let tree = load(&mut tx).await.unwrap();
    let house = |id: &str| tree.get(id).unwrap().house.clone();
    assert_eq!((house(&committee).as_str(), house(&unit).as_str()), ("2083", "2083"));
    assert_eq!(house(&provider), provider, "a provider is a house of its own");
    let mut parts = tree.parts_of("2083");
    parts.sort();
    let mut expected = vec![committee, unit];
    expected.sort();
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn a_function_is_taken_back_also_when_nothing_more_may_be_given() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let input = FunctionInput { role: Role::OrganisationAdmin, title: "Administratör".into() };
    let admin = create_function(&mut tx, "2083", &input).await.unwrap();
    tx.commit().await.unwrap();
    let admin = person(&db, admin, "anna@hedemora.example").await;
    let rogues = function(&db, "2083").await;
    let rogue = person(&db, rogues, "bo@hedemora.example").await;
    let held = grants(&mut db.read(&Actor::Program).await.unwrap(), admin).await.unwrap();
    let actor = Actor::Person(Arc::new(Person { id: admin, name: "Anna".into(), grants: held }));
    let none = Quota::ALL.into_iter().fold(Quotas::default(), |all, quota| all.with(quota, 0));
    let full = db.clone().with_quotas(none);
    let mut tx = full.write(&actor).await.unwrap();
    let given = create_function(&mut tx, "2083", &input).await;
    assert!(matches!(given, Err(Fault::Quota { .. })), "{given:?}");
    drop(tx);
    let mut tx = full.write(&actor).await.unwrap();
    end_function(&mut tx, rogues).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!may_plan(&db, rogue).await);
    // What can be done for nothing again and again is bounded, and is nobody else's.
    let mut tx = full.write(&actor).await.unwrap();
    let renamed = rename(&mut tx, "Anna Ny").await;
    assert!(matches!(renamed, Err(Fault::Quota { .. })), "{renamed:?}");
}
