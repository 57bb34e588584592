//! Before an answer goes: somebody approves it where the organisation wants that, and its committee may have to meet.

use plan::access::Role;
use reqwest::StatusCode;

use super::{CALL, ask, call, open, questions, sealed, send};
use crate::people::People;

#[tokio::test]
async fn where_it_is_wanted_nobody_sends_what_has_not_been_approved() {
    let site = People::new().await;
    let asker = site.person(Role::NationalCoordinator, "skr").await;
    let writer = site.person(Role::DevelopmentLeader, "2029").await;
    let routine = "/organisation/2029/svarsrutin";
    let wanted = [("needs_approval", "1"), ("meetings", ""), ("version", "0")];
    writer.refused(routine, &wanted, StatusCode::FORBIDDEN).await;
    let head = site.person(Role::HeadOfSocialServices, "2029").await;
    head.done(routine, &wanted).await;

    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Leksand;;leksand@x.example").await;
    open(&asker, &page).await;
    let by_link = super::link_to(&site.letters().await, "leksand@x.example");
    let recipient = super::ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let own = format!("/svara/{recipient}");
    let asked = questions(&writer, &own).await;
    writer.done(&asked[1], &[("version", "0"), ("body", "Vi har prövat digital tillsyn")]).await;

    let no = [StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED];
    for ((who, way), no) in [(&writer, &own), (&site.stranger(), &by_link)].into_iter().zip(no) {
        let check = who.page(&format!("{way}/kontrollera")).await;
        assert!(check.contains("Lämna för godkännande") && !check.contains("Skicka svaret"), "{check}");
        let fields = sealed(who, way, &[]).await;
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = who.refused(&format!("{way}/skicka"), &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains("ska någon godkänna svaret"), "{refused}");
        who.refused(&format!("{way}/skicka-tillbaka"), &[("wanted", "Nej")], no).await;
    }
    writer.done(&format!("{own}/godkannande"), &[]).await;
    let letters = site.letters().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].subject.starts_with("Godkänn svaret senast"), "{:?}", letters[0]);
    assert!(head.page("/forfragningar").await.contains("väntar på ditt godkännande"));
    assert!(!writer.page("/forfragningar").await.contains("väntar på ditt godkännande"));

    head.done(&format!("{own}/skicka-tillbaka"), &[("wanted", "Nämn nattpatrullen")]).await;
    let letters = site.letters().await;
    let back = letters.iter().find(|letter| letter.subject.starts_with("Ändra svaret")).unwrap();
    assert!(back.text.contains("Nämn nattpatrullen"), "{back:?}");
    assert!(writer.page(&own).await.contains("Nämn nattpatrullen"));
    let seen = asker.page(&format!("/mottagare/{recipient}")).await;
    assert!(!seen.contains("nattpatrullen"), "what they say to each other is not for whoever asks: {seen}");

    writer.done(&asked[1], &[("version", "1"), ("body", "Vi har prövat tillsyn och nattpatrull")]).await;
    writer.done(&format!("{own}/godkannande"), &[]).await;
    let to = send(&head, &own, &[]).await;
    assert_eq!(to, format!("{own}/kvitto"));
    assert!(asker.page(&format!("/mottagare/{recipient}")).await.contains("tillsyn och nattpatrull"));
    assert!(!head.page("/forfragningar").await.contains("väntar på ditt godkännande"));
}

#[tokio::test]
async fn a_committee_that_does_not_meet_in_time_is_told_of_on_both_sides() {
    let site = People::new().await;
    let asker = site.person(Role::NationalCoordinator, "skr").await;
    let secretary = site.person(Role::CommitteeSecretary, "2029").await;
    let routine = "/organisation/2029/svarsrutin";
    let refused = secretary
        .refused(
            routine,
            &[("meetings", "nästa torsdag"), ("version", "0")],
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    assert!(
        refused.contains("”nästa torsdag” är ingen dag") && refused.contains(">\nnästa torsdag</textarea>")
    );
    secretary.done(routine, &[("meetings", "2026-11-19\n2027-02-11"), ("version", "0")]).await;

    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Leksand\nMora").await;
    let shown = asker.page(&page).await;
    assert!(shown.contains("Leksand (nästa torsdag 11 februari 2027)"), "before it is sent: {shown}");
    assert!(!shown.contains("Mora (nästa"), "who has told of no meetings is not judged: {shown}");
    open(&asker, &page).await;
    let recipient = super::ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let own = secretary.page(&format!("/svara/{recipient}")).await;
    assert!(own.contains("Er nämnd har inget sammanträde innan svaret ska vara inne"), "{own}");

    secretary.done(routine, &[("meetings", "2027-01-28, 2027-02-11"), ("version", "1")]).await;
    assert!(!asker.page(&page).await.contains("inget sammanträde mellan"));
    let own = secretary.page(&format!("/svara/{recipient}")).await;
    assert!(
        own.contains("Er nämnd sammanträder innan svaret ska vara inne: torsdag 28 januari 2027"),
        "{own}"
    );
}
