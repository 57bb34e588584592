//! One search in everything, by whoever may read it.

use plan::access::Role;
use reqwest::StatusCode;

use crate::people::People;

#[tokio::test]
async fn everything_is_found_by_those_who_may_read_it_and_leads_there() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let roadmap = site.roadmap("2083", "Plan för Kvarnberget").await;
    let stranger = site.stranger();
    let page = leader.page("/sok?q=ensamma+%C3%A4ldre").await;
    assert!(page.contains("Undvika") && page.contains("<mark>ensamhet</mark>"), "{page}");
    let need =
        page.split("href=\"").find(|part| part.contains("#behov-")).unwrap_or_else(|| panic!("{page}"));
    let (address, anchor) = need.split('"').next().unwrap().split_once('#').unwrap();
    assert_eq!(address, format!("/fardplan/{roadmap}"));
    assert!(leader.page(address).await.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    let nobody = stranger.page("/sok?q=ensamma+%C3%A4ldre").await;
    assert!(!nobody.contains("<mark>"), "{nobody}");
    assert!(!stranger.page("/sok/forslag?q=kvarnb").await.contains("Kvarnberget"));
    assert!(leader.page("/sok/forslag?q=kvarnb").await.contains("<mark>Kvarnberget</mark>"));

    // Among some things only; misspelt words are said.
    assert!(leader.page("/sok?q=ensamhet&bland=fardplaner").await.contains("<mark>ensamhet</mark>"));
    assert!(!leader.page("/sok?q=ensamhet&bland=grupper").await.contains("<mark>"));
    let page = leader.page("/sok?q=ensamheet").await;
    assert!(
        page.contains("Inget innehåller ”ensamheet”") && page.contains("<mark>ensamhet</mark>"),
        "{page}"
    );
    assert!(leader.page("/sok?q=xyzzyx&bland=bibliotek").await.contains("Inget handlar om ”xyzzyx”"));

    // An example that is published is found by everybody; municipalities stand first.
    let tip = [
        ("title", "Balkongodling"),
        ("claim", "Fler träffas."),
        ("maturity", "tested"),
        ("contact", "Enhetschef"),
    ];
    let example = leader.done("/bibliotek/tips", &tip).await;
    let example = example.split('?').next().unwrap();
    assert!(!stranger.page("/sok?q=odling").await.contains("Balkongodling"), "a draft");
    leader.done(&format!("{example}/steg"), &[("version", "2"), ("steg", "publicera")]).await;
    let page = stranger.page("/sok?q=odling").await;
    assert!(
        page.contains(&format!("href=\"{example}\"")) && page.contains("<mark>Balkongodling</mark>"),
        "{page}"
    );
    assert!(stranger.page("/bibliotek/exempel?q=odlingar").await.contains("Balkongodling"));
    assert!(!stranger.page("/bibliotek/exempel?q=odlingar&lan=01").await.contains("Balkongodling"));
    assert!(!stranger.page("/bibliotek/exempel?q=kamera").await.contains("Balkongodling"));
    let page = stranger.page("/sok?q=mor").await;
    assert!(page.contains("href=\"/kommun/2062\""), "{page}");
}

#[tokio::test]
async fn what_means_the_same_is_edited_by_whoever_runs_the_program() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let operator = site.person(Role::SystemAdmin, "00").await;
    assert_eq!(leader.status("/drift/synonymer").await, StatusCode::FORBIDDEN);
    let page = operator.page("/drift/synonymer").await;
    assert!(page.contains("säbo"), "{page}");
    let list = [("text", "odling, trädgård"), ("version", "0")];
    leader.refused("/drift/synonymer", &list, StatusCode::FORBIDDEN).await;
    operator.done("/drift/synonymer", &list).await;
    let page = operator.refused("/drift/synonymer", &list, StatusCode::CONFLICT).await;
    assert!(page.contains("odling, trädgård"), "what was typed is kept: {page}");
}
