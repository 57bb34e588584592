//! The page for whoever runs the program.

use chrono::Duration;
use plan::jobs::{JobKind, Reason, claim, fail, finish};
use plan::outbox::{Email, queue_email};
use reqwest::StatusCode;

use crate::served::Served;

async fn posted(site: &Served) {
    let mut tx = site.db.write_as_system().await.unwrap();
    let letter = Email {
        to: "hemlig.person@kommun.example".into(),
        subject: "Hemligt ämne".into(),
        text: "Hemlig text".into(),
        html: "<p>Hemlig text</p>".into(),
        ..Email::default()
    };
    queue_email(&mut tx, &letter).await.unwrap();
    tx.commit().await.unwrap();
}

async fn claimed(site: &Served) -> plan::jobs::Claim {
    claim(&site.db, "worker", &[JobKind::Mail], Duration::minutes(1)).await.unwrap().unwrap()
}

/// The count that a state has on the page.
fn count(page: &str, state: &str) -> String {
    let row = page.split(&format!("<th scope=\"row\">{state}</th><td class=\"number\">")).nth(1).unwrap();
    row.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn jobs_that_wait_are_listed_with_why_and_can_be_tried_again() {
    let site = Served::new().await;
    let page = site.page("/drift").await;
    assert!(page.contains("<h1>Drift</h1>"));
    assert!(page.contains("Inget väntar. Allt är gjort."));
    assert_eq!(count(&page, "Väntar"), "0");

    posted(&site).await;
    posted(&site).await;
    let job = claimed(&site).await;
    let mut tx = site.db.write_as_system().await.unwrap();
    fail(&mut tx, &job, Reason::Unreachable).await.unwrap();
    tx.commit().await.unwrap();
    let done = claimed(&site).await;
    let mut tx = site.db.write_as_system().await.unwrap();
    finish(&mut tx, &done).await.unwrap();
    tx.commit().await.unwrap();
    let page = site.page("/drift").await;
    assert_eq!(
        (count(&page, "Väntar"), count(&page, "Klara de senaste 30 dagarna")),
        ("1".into(), "1".into())
    );
    // The clock stands at half past nine in Greenwich, and the first wait is five seconds.
    for words in ["Skicka brev", "2026-11-22 10:30", "Servern gick inte att nå", "Försök nu"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.to_lowercase().contains("hemlig"));
    assert!(!page.contains("kommun.example"));

    let again = format!("/drift/jobb/{}/igen", job.id);
    let to = site.done(&again, &[]).await;
    assert_eq!(to, "/drift?igen=1");
    assert!(site.page(&to).await.contains("role=\"status\"><p>Jobbet är på tur."));
    let job = claimed(&site).await;
    assert_eq!(job.attempts, 1, "it is tried at once, as if it were new");
    assert_eq!(site.done(&again, &[]).await, "/drift", "somebody does it already");
    site.refused(&format!("/drift/jobb/{}/igen", uuid::Uuid::nil()), &[], StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn a_job_that_was_given_up_waits_for_a_person() {
    let mut site = Served::new().await;
    posted(&site).await;
    while let Some(job) = claim(&site.db, "worker", &[JobKind::Mail], Duration::minutes(1)).await.unwrap() {
        let mut tx = site.db.write_as_system().await.unwrap();
        fail(&mut tx, &job, Reason::Refused).await.unwrap();
        tx.commit().await.unwrap();
        let later = site.db.clock().now() + Duration::hours(6);
        site.db = site.db.clone().with_clock(plan::clock::Clock::fixed(later));
    }
    let page = site.page("/drift").await;
    assert_eq!(count(&page, "Behöver en människa"), "1");
    assert!(
        page.contains("Inget, det väntar på dig") && page.contains("Servern tog inte emot det"),
        "{page}"
    );
}

#[tokio::test]
async fn every_state_kind_and_reason_has_its_words() {
    let site = Served::new().await;
    for reason in Reason::ALL {
        posted(&site).await;
        let job = claimed(&site).await;
        let mut tx = site.db.write_as_system().await.unwrap();
        fail(&mut tx, &job, reason).await.unwrap();
        tx.commit().await.unwrap();
    }
    for language in ["sv", "en"] {
        let page =
            site.client.get(format!("{}/drift", site.address)).header("cookie", format!("sprak={language}"));
        let page = page.send().await.unwrap().text().await.unwrap();
        assert!(!page.contains("operations-"), "a text without words: {page}");
    }
}
