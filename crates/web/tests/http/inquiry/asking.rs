//! Asking: what must be said first, who is written to, and when they are reminded.

use plan::access::Role;
use reqwest::StatusCode;

use super::{CALL, act, address, ask, call, ids, link_to, open, opened, questions, send};
use crate::people::{PASSWORD, People};

#[tokio::test]
async fn what_is_lacking_is_told_before_anybody_is_asked() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let draft = [("face", "call"), ("title", "Tom"), ("readers", "sender")];
    let page = address(&asker.done("/forfragan/ny", &draft).await);
    let refused =
        asker.refused(&format!("{page}/oppna"), &[("version", "1")], StatusCode::UNPROCESSABLE_ENTITY).await;
    for what in [
        "Skriv varför ni frågar",
        "Skriv vad svaren ska användas till",
        "hur många minuter",
        "när de som svarar får veta",
        "vilket tema",
        "Lägg till minst en fråga",
        "Välj mottagare",
    ] {
        assert!(refused.contains(what), "{what}: {refused}");
    }
    let list = "Mora;m@x.example\nhej\nOrsa;inte@@adress\nFalun";
    let refused = asker
        .refused(&format!("{page}/mottagare/lista"), &[("list", list)], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(
        refused.contains("Rad 2 har ingen giltig e-postadress") && refused.contains("Rad 3 har en adress"),
        "{refused}"
    );
    assert!(refused.contains("Orsa;inte@@adress"), "what was pasted is kept");
    assert!(
        ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare").is_empty(),
        "nothing is half added"
    );
    asker.done(&format!("{page}/mottagare/grupp"), &[("kind", "municipality"), ("county", "20")]).await;
    let to = asker.done(&format!("{page}/mottagare/lista"), &[("list", "Falun\nKPR;kpr@x.example")]).await;
    assert!(to.ends_with("nya=1&kanda=1&okanda=1"), "{to}");
    let shown = asker.page(&format!("{page}/mottagare")).await;
    assert_eq!(
        ids(&shown, "mottagare").len(),
        15,
        "Dalarna's fifteen without Hedemora, which asks, and the council"
    );
    let burden = asker.page(&page).await;
    assert!(burden.contains("15 mottagare. Hur lång tid det tar att svara är inte sagt."), "{burden}");
}

#[tokio::test]
async fn more_time_is_asked_for_and_given_also_when_the_last_day_has_passed() {
    let (site, asker, page) = opened("Mora;mora@x.example\nOrsa;orsa@x.example").await;
    let link = link_to(&site.letters().await, "mora@x.example");
    let asked = questions(&site.stranger(), &link).await;
    site.stranger().done(&asked[1], &[("version", "0"), ("body", "Ett utkast")]).await;
    let late = site.later("2027-02-02T09:00:00Z").await;
    let stranger = late.stranger();
    assert!(stranger.page(&link).await.contains("Sista dagen var söndag 31 januari 2027"));
    let wanted = [("time_wanted", "2027-02-15"), ("reason", "Nämnden möts den tionde.")];
    stranger.done(&format!("{link}/mer-tid"), &wanted).await;
    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let shown = asker.page(&format!("/mottagare/{recipient}")).await;
    assert!(shown.contains("Vill ha tid till måndag 15 februari 2027. Nämnden möts den tionde."), "{shown}");
    assert!(!shown.contains("Ett utkast"));
    act(&asker, &recipient, &[("act", "grant"), ("until", "2027-02-15")]).await;
    assert!(stranger.page(&format!("{link}/kontrollera")).await.contains("Ett utkast"), "nothing is lost");
    send(&stranger, &link, &[]).await;
    // Only those with that day are reminded around it.
    let reminded = site.later("2027-02-08T08:00:00Z").await.letters().await;
    assert!(
        !reminded.iter().any(|letter| letter.to == "mora@x.example" && letter.subject.contains("februari"))
    );
}

#[tokio::test]
async fn who_declines_is_not_reminded_and_is_asked_again_on_the_day() {
    let (site, _, page) = opened("Mora;mora@x.example\nOrsa;orsa@x.example\nRättvik;r@x.example").await;
    let letters = site.letters().await;
    let stranger = site.stranger();
    let (mora, orsa) = (link_to(&letters, "mora@x.example"), link_to(&letters, "orsa@x.example"));
    let refused = stranger
        .refused(&format!("{mora}/tacka-nej"), &[("reason", "")], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(refused.contains("id=\"reason\""));
    stranger
        .done(
            &format!("{mora}/tacka-nej"),
            &[("reason", "Pandemin tar all tid"), ("ask_again_on", "2027-09-01")],
        )
        .await;
    let asked = questions(&stranger, &orsa).await;
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Nej")]).await;
    send(&stranger, &orsa, &[]).await;
    site.letters().await;

    // The last day is a Sunday: a week before is the Friday before that Sunday.
    assert!(site.later("2027-01-22T07:59:00Z").await.letters().await.is_empty(), "not before nine in Sweden");
    let reminded = site.later("2027-01-22T08:00:00Z").await.letters().await;
    assert_eq!(reminded.len(), 1, "only who has said nothing: {reminded:?}");
    assert_eq!(reminded[0].to, "r@x.example");
    assert!(
        reminded[0].subject.starts_with("Påminnelse, svara senast söndag 31 januari 2027"),
        "{reminded:?}"
    );
    let after = site.later("2027-02-01T08:00:00Z").await.letters().await;
    assert_eq!(after.len(), 1, "those of the day before and the day after fall together: {after:?}");

    // In the autumn a task stands there. A session has ended long before: they sign in again.
    let autumn = site.later("2027-09-01T08:00:00Z").await;
    let asker = autumn.stranger();
    asker.sign_in("development_leader.2083@example.se", PASSWORD).await;
    let shown = asker.page(&page).await;
    assert!(shown.contains("Fråga en igen som tackade nej: dagen är inne."), "{shown}");
}

#[tokio::test]
async fn many_are_written_to_in_batches_once_each_and_reminded_by_their_own_day() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    let list: Vec<String> =
        (0..120).map(|number| format!("Enhet {number};enhet{number}@x.example")).collect();
    ask(&asker, &page, &list.join("\n")).await;
    open(&asker, &page).await;
    let letters = site.letters().await;
    let to: std::collections::BTreeSet<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!((letters.len(), to.len()), (120, 120));
    let late = link_to(&letters, "enhet7@x.example");
    let stranger = site.stranger();
    stranger.done(&format!("{late}/mer-tid"), &[("time_wanted", "2027-03-15")]).await;
    let waits = asker.page(&format!("{page}/mottagare?lage=time_asked")).await;
    let waits = ids(&waits, "mottagare")[0].clone();
    let version = super::seen(&asker, &waits).await;
    let at = format!("/mottagare/{waits}/gor");
    let earlier = [("act", "grant"), ("until", "2027-01-10"), ("version", version.as_str())];
    asker.refused(&at, &earlier, StatusCode::UNPROCESSABLE_ENTITY).await;
    let blind = [("act", "grant"), ("until", "2027-03-15"), ("version", "0")];
    asker.refused(&at, &blind, StatusCode::CONFLICT).await;
    act(&asker, &waits, &[("act", "grant"), ("until", "2027-03-15")]).await;
    let reminded = site.later("2027-01-22T08:00:00Z").await.letters().await;
    assert_eq!(reminded.len(), 119, "in every batch only those with that day");
    assert!(!reminded.iter().any(|letter| letter.to == "enhet7@x.example"));
    let log = asker.page(&format!("{page}/paminnelser")).await;
    assert!(log.contains("119 påminnelser har gått") && log.contains("fredag 22 januari 2027"), "{log}");
    assert!(log.contains("Enhet 8<") && !log.contains("Enhet 7<"), "{log}");
    let own = site.later("2027-03-08T08:00:00Z").await.letters().await;
    assert!(own.iter().any(|letter| letter.to == "enhet7@x.example" && letter.subject.contains("15 mars")));
}

#[tokio::test]
async fn those_who_are_often_asked_are_kept_as_a_list() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    let all = format!("{page}/mottagare");
    let refused = [("list_title", "Nätverket")];
    asker.refused(&format!("{all}/spara"), &refused, StatusCode::UNPROCESSABLE_ENTITY).await;
    ask(&asker, &page, "Mora\nOrsa").await;
    // The same organisation by another way in is the same one, with the address that it has now.
    let to = asker.done(&format!("{all}/lista"), &[("list", "Mora;;mora@x.example")]).await;
    assert!(to.ends_with("nya=0&kanda=1&okanda=0"), "{to}");
    let to = asker.done(&format!("{all}/lista"), &[("list", "Mora;socialchef;chef@x.example")]).await;
    assert!(to.ends_with("nya=1&kanda=0&okanda=0"), "another function is another: {to}");
    asker.done(&format!("{all}/spara"), &[("list_title", "Nätverket")]).await;

    let other = call(&asker, &CALL).await;
    let shown = asker.page(&format!("{other}/mottagare")).await;
    assert!(shown.contains("Nätverket (3)"), "{shown}");
    let list = shown.split("Nätverket (3)").next().unwrap().rsplit("value=\"").next().unwrap();
    let list = list.split('"').next().unwrap().to_owned();
    let saved = [("saved", list.as_str())];
    let to = asker.done(&format!("{other}/mottagare/sparad"), &saved).await;
    assert!(to.ends_with("nya=3&kanda=0&okanda=0"), "{to}");
    open(&asker, &other).await;
    let mut to: Vec<String> = site.letters().await.into_iter().map(|letter| letter.to).collect();
    to.sort();
    assert_eq!(to, ["chef@x.example", "mora@x.example"]);
    // What another organisation keeps is not there for others.
    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    let theirs = call(&neighbour, &CALL).await;
    assert!(!neighbour.page(&format!("{theirs}/mottagare")).await.contains("Nätverket"));
    neighbour.refused(&format!("{theirs}/mottagare/sparad"), &saved, StatusCode::NOT_FOUND).await;
    asker.done(&format!("{all}/ta-bort-lista"), &saved).await;
    assert!(!asker.page(&all).await.contains("Nätverket"));
}

#[tokio::test]
async fn whoever_is_asked_knows_whom_to_ask() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let contact = [("contact", "Utvecklingsenheten, 0225-000 00")];
    let page = call(&asker, &[&CALL[..], &contact].concat()).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let letters = site.letters().await;
    assert!(letters[0].text.contains("Vänd er till Utvecklingsenheten, 0225-000 00"), "{}", letters[0].text);
    let own = site.stranger().page(&link_to(&letters, "mora@x.example")).await;
    assert!(own.contains("Utvecklingsenheten, 0225-000 00"), "{own}");
}
