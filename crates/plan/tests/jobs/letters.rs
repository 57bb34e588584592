//! Letters.

use chrono::Duration;
use plan::access::Actor;
use plan::fault::Fault;
use plan::jobs::{Reason, fail, finish};
use plan::outbox::{Email, Posted, never_sent, purge_expired, queue_email, sent, take};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{Site, kept};

fn letter() -> Email {
    Email {
        to: "anna.åkesson@kommun.example".into(),
        subject: "Färdplanen är på remiss".into(),
        text: "Hej!\n\nSvara senast den 1 mars.".into(),
        html: "<p>Hej!</p><p>Svara senast den 1 mars.</p>".into(),
        unsubscribe: Some("https://fardplan.example/avanmal/7f3a".into()),
        ..Email::default()
    }
}

/// The letter that the next job is about.
fn of(job: &plan::jobs::Claim) -> Uuid {
    serde_json::from_str::<Posted>(&job.payload).unwrap().letter
}

fn wrong(letter: &Email) -> Vec<(String, &'static str)> {
    match letter.check() {
        Err(Fault::Invalid(faults)) => faults.into_iter().map(|fault| (fault.field, fault.key)).collect(),
        Err(other) => panic!("{other}"),
        Ok(()) => Vec::new(),
    }
}

#[tokio::test]
async fn a_posted_letter_waits_to_be_sent_once() {
    let site = Site::new().await;
    let id = kept!(site, tx => queue_email(tx, &letter())).unwrap();
    let job = site.claim("worker").await.unwrap();
    assert_eq!(of(&job), id);
    assert_eq!(kept!(site, tx => take(tx, id)).unwrap(), Some(letter()));
    let mut tx = site.db.write_as_system().await.unwrap();
    sent(&mut tx, id).await.unwrap();
    finish(&mut tx, &job).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(kept!(site, tx => take(tx, id)).unwrap(), None);
    assert!(site.claim("worker").await.is_none());
    assert_eq!(kept!(site, tx => never_sent(tx)).unwrap(), 0);
}

#[tokio::test]
async fn a_letter_goes_only_if_what_it_tells_of_lasts() {
    let site = Site::new().await;
    let mut tx = site.db.write_as_system().await.unwrap();
    let id = queue_email(&mut tx, &letter()).await.unwrap();
    drop(tx);
    assert!(site.claim("worker").await.is_none());
    assert_eq!(kept!(site, tx => take(tx, id)).unwrap(), None);

    // The action that posts a letter tells of it; one that does not is stopped.
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    queue_email(&mut tx, &letter()).await.unwrap();
    assert!(matches!(tx.commit().await, Err(Fault::MissingAuditEntry)));
    assert!(site.claim("worker").await.is_none());
}

#[tokio::test]
async fn a_letter_that_is_not_valid_is_not_posted() {
    let site = Site::new().await;
    let mut tx = site.db.write_as_system().await.unwrap();
    let bad = Email { to: "a@b.example\r\nBcc: c@d.example".into(), ..letter() };
    assert!(matches!(queue_email(&mut tx, &bad).await, Err(Fault::Invalid(_))));
    tx.commit().await.unwrap();
    assert!(site.claim("worker").await.is_none());
}

#[tokio::test]
async fn a_letter_that_was_given_up_can_be_sent_for_a_week_and_is_then_erased() {
    let mut site = Site::new().await;
    let id = kept!(site, tx => queue_email(tx, &letter())).unwrap();
    while let Some(job) = site.claim("worker").await {
        kept!(site, tx => fail(tx, &job, Reason::Refused)).unwrap();
        site.pass(Duration::hours(6));
    }
    // It was given up at the last attempt, six hours ago.
    site.pass(Duration::days(7) - Duration::hours(6) - Duration::seconds(1));
    kept!(site, tx => purge_expired(tx)).unwrap();
    assert_eq!(kept!(site, tx => take(tx, id)).unwrap(), Some(letter()));
    assert_eq!(site.overview().await.open.len(), 1);
    site.pass(Duration::seconds(1));
    kept!(site, tx => purge_expired(tx)).unwrap();
    assert_eq!(kept!(site, tx => take(tx, id)).unwrap(), None);
    assert!(site.overview().await.open.is_empty(), "nothing is left to try again with");
    assert_eq!(kept!(site, tx => never_sent(tx)).unwrap(), 1);
}

#[test]
fn addresses_and_links_are_what_they_should_be() {
    for good in ["a@b", "anna.åkesson+x@räksmörgås.example", "o'brien@kommun.example"] {
        assert!(wrong(&Email { to: good.into(), ..letter() }).is_empty(), "{good}");
    }
    let long = format!("{}@kommun.example", "a".repeat(250));
    for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b..c", ".a@b", "a@b.", "<a@b>", "a,b@c", &long] {
        assert_eq!(wrong(&Email { to: bad.into(), ..letter() }), [("to".into(), "letter-to")], "{bad}");
    }
    let long = format!("https://{}", "a".repeat(900));
    for bad in ["", "mailto:a@b", "javascript:x", "https://a b", "https://a>", "https://å", &long] {
        let faults = wrong(&Email { unsubscribe: Some(bad.into()), ..letter() });
        assert_eq!(faults, [("unsubscribe".into(), "letter-link")], "{bad}");
    }
    assert!(wrong(&Email { unsubscribe: None, ..letter() }).is_empty());
    assert_eq!(wrong(&Email { subject: String::new(), ..letter() }), [("subject".into(), "title-missing")]);
    assert_eq!(wrong(&Email { text: "a\0b".into(), ..letter() }), [("text".into(), "letter-text")]);
}

/// What could end a line somewhere on the way.
fn breaks() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 10] =
        ["\r\n", "\n", "\r", "\0", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\r\n\r\n"];
    prop::sample::select(KNOWN.as_slice()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn nothing_that_breaks_a_line_gets_into_a_header(
        before in ".{0,20}", line in breaks(), after in "(Bcc: x@y|.{0,20})", field in 0..3
    ) {
        let text = format!("{before}{line}{after}");
        let letter = match field {
            0 => Email { to: format!("{text}a@b.example"), ..letter() },
            1 => Email { subject: text, ..letter() },
            _ => Email { unsubscribe: Some(format!("https://a.example/{text}")), ..letter() },
        };
        prop_assert!(!wrong(&letter).is_empty());
    }

    #[test]
    fn what_is_accepted_is_one_line_each(to in "\\PC{0,12}@\\PC{0,12}|.*", subject in ".*", link in ".*") {
        let link = format!("https://{link}");
        let letter = Email { to, subject, unsubscribe: Some(link), ..letter() };
        if letter.check().is_ok() {
            let link = letter.unsubscribe.as_deref().unwrap_or_default();
            prop_assert!([&letter.to, &letter.subject, link].iter().all(|text| !text.contains(char::is_control)));
            prop_assert_eq!(letter.to.matches('@').count(), 1);
            prop_assert!(link.is_ascii() && !link.contains(['<', '>', ' ']));
        }
    }
}
