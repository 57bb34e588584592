//! What was typed is kept, whatever refuses it.

use plan::access::Role;
use reqwest::StatusCode;

use crate::decisions::{Officers, complete};
use crate::people::People;
use crate::served::Browsing;

const TYPED: &str = "Allt det här tog en timme att skriva";

async fn sent(who: &Browsing, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let address = format!("{}{path}", who.address);
    let response = who.client.post(address).form(fields).send().await.unwrap();
    (response.status(), response.text().await.unwrap())
}

#[tokio::test]
async fn a_step_that_someone_else_took_first_keeps_the_summary() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    let fields = [("to", "preparation"), ("reason", TYPED), ("version", "1.1")];
    let (status, text) = sent(&officers.leader, &format!("{page}/beslut"), &fields).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(text.contains(TYPED) && text.contains("Någon annan har sparat"), "{text}");
}

#[tokio::test]
async fn a_step_that_is_no_longer_there_keeps_what_was_typed_for_it() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    let path = format!("{page}/beslut");
    let form = officers.leader.page(&path).await;
    let version = form.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("to", "preparation"), ("reason", TYPED), ("version", version)];
    officers.leader.done(&path, &fields).await;
    let (status, text) = sent(&officers.leader, &path, &fields).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        text.contains(&format!("<a href=\"{path}\">Tillbaka")),
        "a way back to read what now applies: {text}"
    );
    assert!(text.contains(TYPED), "{text}");
}

#[tokio::test]
async fn what_another_site_sends_is_not_offered_to_be_sent_again() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let address = format!("{}/kommun/2083/fardplaner", site.address);
    let forged = officers.leader.client.post(address).header("sec-fetch-site", "cross-site");
    let forged =
        forged.header("origin", "https://evil.example").form(&[("title", "Elak"), ("origin", "template")]);
    let answer = forged.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let text = answer.text().await.unwrap();
    assert!(!text.contains("Elak"), "{text}");
}

#[tokio::test]
async fn many_at_once_read_the_decisions_of_a_roadmap() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    let path = format!("{page}/beslut");
    let all = (0..24).map(|_| officers.leader.page(&path));
    for text in futures::future::join_all(all).await {
        assert!(text.contains("Beslut"), "{text}");
    }
}

#[tokio::test]
async fn what_one_may_not_do_is_said_above_what_one_typed() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    let share =
        [("organisation_id", "2080"), ("purpose", TYPED), ("until_date", "2026-12-01"), ("has_read", "1")];
    let reader = site.person(Role::Economist, "2083").await;
    let (status, text) = sent(&reader, &format!("{page}/dela"), &share).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(text.contains(TYPED), "{text}");
    drop(officers);
}

#[tokio::test]
async fn a_session_that_has_ended_takes_nothing_with_it() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    let signed_out = site.stranger();
    for path in [
        format!("{page}/beslut"),
        format!("/behov/{need}"),
        format!("{page}/dela"),
        "/kommun/2083/fardplaner".into(),
    ] {
        let fields = [("title", TYPED), ("version", "1")];
        let (status, text) = sent(&signed_out, &path, &fields).await;
        assert!(status.is_client_error(), "{path} {status}");
        for kept in [TYPED, "Logga in i en annan flik", "Skicka det du skrev igen"] {
            assert!(text.contains(kept), "{path} {kept} {text}");
        }
        assert!(text.contains(&format!("action=\"{path}\"")), "{path} is where it is sent again");
    }
    drop(officers);
}

#[tokio::test]
async fn a_database_that_is_away_takes_nothing_with_it_and_no_password_comes_back() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    site.db.close().await;
    for path in [
        format!("{page}/beslut"),
        format!("/behov/{need}/atgard"),
        "/organisation/2083".into(),
        "/konto".into(),
    ] {
        let (status, text) = sent(&officers.leader, &path, &[("reason", TYPED), ("version", "1")]).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(text.contains(TYPED) && text.contains("Skicka det du skrev igen"), "{path} {text}");
    }
    let secret = "det här är mitt lösenord";
    let (_, text) =
        sent(&site.stranger(), "/logga-in", &[("email", "a@example.se"), ("password", secret)]).await;
    assert!(!text.contains(secret), "{text}");
    assert!(!text.contains("Skicka det du skrev igen"), "it would be sent without the password");
}
