//! The queue.

use std::collections::BTreeSet;

use chrono::Duration;
use plan::access::{Actor, Right};
use plan::audit::{self, TrailFilter};
use plan::fault::Fault;
use plan::jobs::{
    JobKind, NewJob, Reason, State, claim, enqueue, fail, finish, overview, purge_expired, retry,
};
use uuid::Uuid;

use crate::{LEASE, Site, kept};

fn count(overview: &plan::jobs::Overview, state: State) -> i64 {
    overview.counts.iter().find(|(one, _)| *one == state).unwrap().1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_workers_of_two_programs_do_each_job_once() {
    let site = Site::new().await;
    let mut expected = BTreeSet::new();
    for number in 0..40 {
        expected.insert(site.enqueue(&format!("{{\"number\":{number}}}"), None).await);
    }
    let other = site.again().await.with_clock(site.db.clock().clone());
    let workers: Vec<_> = (0..8)
        .map(|number| {
            let db = if number % 2 == 0 { &other } else { &site.db }.clone();
            tokio::spawn(async move {
                let mut done = Vec::new();
                while let Some(job) = claim(&db, "worker", &[JobKind::Mail], LEASE).await.unwrap() {
                    done.push(job.id);
                    tokio::task::yield_now().await;
                    let mut tx = db.write_as_system().await.unwrap();
                    finish(&mut tx, &job).await.unwrap();
                    tx.commit().await.unwrap();
                }
                done
            })
        })
        .collect();
    let mut done = Vec::new();
    for worker in workers {
        done.extend(worker.await.unwrap());
    }
    assert_eq!(done.len(), 40, "none was done twice");
    assert_eq!(done.into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(count(&site.overview().await, State::Done), 40);
}

#[tokio::test]
async fn a_worker_that_dies_loses_its_job_to_another() {
    let mut site = Site::new().await;
    let id = site.enqueue("{}", None).await;
    let dead = site.claim("the first").await.unwrap();
    site.pass(LEASE - Duration::seconds(1));
    assert!(site.claim("another").await.is_none(), "nobody else has it while the lease lasts");
    site.pass(Duration::seconds(1));
    let job = site.claim("another").await.unwrap();
    assert_eq!((job.id, job.attempts), (id, 2));
    let late = kept!(site, tx => finish(tx, &dead));
    assert!(matches!(late, Err(Fault::Conflict)), "whoever comes back too late changes nothing");
    assert!(matches!(kept!(site, tx => fail(tx, &dead, Reason::Slow)), Err(Fault::Conflict)));
    kept!(site, tx => finish(tx, &job)).unwrap();
    assert!(matches!(kept!(site, tx => finish(tx, &job)), Err(Fault::Conflict)), "once is enough");
}

#[tokio::test]
async fn what_a_clock_a_month_ahead_has_left_is_done_when_it_is_corrected() {
    let mut site = Site::new().await;
    site.pass(Duration::days(31));
    let jobs = BTreeSet::from([site.enqueue("{}", None).await, site.enqueue("{}", None).await]);
    assert!(site.claim("ahead").await.is_some(), "one is held and one waits");
    site.pass(Duration::days(-31));
    let done = [site.claim("one").await.unwrap().id, site.claim("two").await.unwrap().id];
    assert_eq!(BTreeSet::from(done), jobs);
}

#[tokio::test]
async fn what_is_planned_for_later_waits_for_its_time() {
    let mut site = Site::new().await;
    let due = site.now + Duration::days(30);
    kept!(site, tx => async {
        let job = NewJob { kind: JobKind::Reminder, payload: "{}", key: None, due };
        plan::jobs::enqueue(tx, &job).await
    })
    .unwrap();
    let claim = async |site: &Site| claim(&site.db, "worker", &[JobKind::Reminder], LEASE).await.unwrap();
    assert!(claim(&site).await.is_none());
    site.pass(Duration::days(30));
    let job = claim(&site).await.unwrap();
    kept!(site, tx => fail(tx, &job, Reason::Unreachable)).unwrap();
    site.pass(Duration::days(-20));
    assert!(
        claim(&site).await.is_some(),
        "one that has failed waits no longer than another, whatever the clock was"
    );
}

#[tokio::test]
async fn a_lease_that_ran_out_is_still_held_until_another_takes_the_job() {
    let mut site = Site::new().await;
    site.enqueue("{}", None).await;
    let slow = site.claim("slow").await.unwrap();
    site.pass(LEASE * 2);
    kept!(site, tx => finish(tx, &slow)).unwrap();
    assert!(site.claim("another").await.is_none());
}

#[tokio::test]
async fn what_fails_waits_longer_each_time_and_at_last_for_a_person() {
    let mut site = Site::new().await;
    let id = site.enqueue("{}", None).await;
    let mut waits = Vec::new();
    loop {
        let job = site.claim("worker").await.unwrap();
        kept!(site, tx => fail(tx, &job, Reason::Unreachable)).unwrap();
        let listed = site.overview().await.open.remove(0);
        assert_eq!((listed.attempts, listed.reason), (waits.len() as i64 + 1, Some(Reason::Unreachable)));
        let Some(due) = listed.due_at else { break };
        let wait = due - site.now;
        site.pass(wait - Duration::milliseconds(1));
        assert!(site.claim("worker").await.is_none(), "not before its time");
        site.pass(Duration::milliseconds(1));
        waits.push(wait);
    }
    assert!(waits.is_sorted() && waits[0] < waits[5] && waits.len() > 5, "{waits:?}");
    assert_eq!(waits.last(), waits.iter().max());
    site.pass(Duration::days(365));
    assert!(site.claim("worker").await.is_none(), "it waits for a person");
    assert_eq!(count(&site.overview().await, State::GivenUp), 1);

    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    assert!(retry(&mut tx, id).await.unwrap());
    tx.commit().await.unwrap();
    let job = site.claim("worker").await.unwrap();
    assert_eq!((job.id, job.attempts), (id, 1));
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    assert!(!retry(&mut tx, id).await.unwrap(), "somebody does it");
    tx.commit().await.unwrap();
    let asked = TrailFilter { root_id: Some(id.to_string()), before: None, most: 10 };
    let trail = audit::read(&mut site.db.read(&Actor::Machine).await.unwrap(), &asked).await.unwrap();
    assert_eq!(trail.len(), 1);
    assert_eq!((trail[0].action.as_str(), trail[0].actor.as_str()), ("job.retry", "machine"));
    assert!(trail[0].change.contains(r#""state":["given_up","waiting"]"#), "{}", trail[0].change);
}

#[tokio::test]
async fn a_job_that_takes_its_worker_with_it_is_given_up_too() {
    let mut site = Site::new().await;
    site.enqueue("{}", None).await;
    let mut attempts = 0;
    while let Some(job) = site.claim("doomed").await {
        attempts = job.attempts;
        assert!(attempts < 100);
        site.pass(LEASE);
    }
    assert!(attempts > 5);
    let listed = site.overview().await.open.remove(0);
    assert_eq!((listed.state, listed.reason), (State::GivenUp, Some(Reason::Lost)));
}

#[tokio::test]
async fn a_key_makes_it_one_job_however_often_it_is_asked_for() {
    let mut site = Site::new().await;
    let id = site.enqueue("{\"first\":true}", Some("reminder:2026-11-22")).await;
    site.pass(Duration::seconds(1));
    assert_eq!(site.enqueue("{}", Some("reminder:2026-11-22")).await, id);
    assert_ne!(site.enqueue("{}", Some("reminder:2026-11-23")).await, id);
    assert_ne!(site.enqueue("{}", None).await, site.enqueue("{}", None).await);
    let job = site.claim("worker").await.unwrap();
    assert_eq!((job.id, job.payload.as_str()), (id, "{\"first\":true}"));
    kept!(site, tx => finish(tx, &job)).unwrap();
    assert_eq!(site.enqueue("{}", Some("reminder:2026-11-22")).await, id, "also when it is done");
    assert_eq!(count(&site.overview().await, State::Waiting), 3);
}

#[tokio::test]
async fn what_is_rolled_back_was_never_asked_for() {
    let site = Site::new().await;
    let mut tx = site.db.write_as_system().await.unwrap();
    let job = NewJob { kind: JobKind::Mail, payload: "{}", key: Some("key"), due: tx.now() };
    enqueue(&mut tx, &job).await.unwrap();
    drop(tx);
    assert!(site.claim("worker").await.is_none());
    assert!(site.overview().await.open.is_empty());
}

#[tokio::test]
async fn jobs_are_done_in_the_order_that_they_are_due_and_not_before() {
    let mut site = Site::new().await;
    let mut tx = site.db.write_as_system().await.unwrap();
    for (payload, seconds) in [("\"last\"", 20), ("\"first\"", 10)] {
        let due = tx.now() + Duration::seconds(seconds);
        enqueue(&mut tx, &NewJob { kind: JobKind::Mail, payload, key: None, due }).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert!(site.claim("worker").await.is_none());
    site.pass(Duration::seconds(20));
    assert!(claim(&site.db, "worker", &[], LEASE).await.unwrap().is_none(), "only of kinds it can do");
    assert_eq!(site.claim("worker").await.unwrap().payload, "\"first\"");
    assert_eq!(site.claim("worker").await.unwrap().payload, "\"last\"");
}

#[tokio::test]
async fn what_is_done_is_forgotten_after_thirty_days_and_nothing_else_is() {
    let mut site = Site::new().await;
    site.enqueue("{}", None).await;
    let job = site.claim("worker").await.unwrap();
    kept!(site, tx => finish(tx, &job)).unwrap();
    site.enqueue("{}", None).await;
    site.pass(Duration::days(30) - Duration::seconds(1));
    kept!(site, tx => purge_expired(tx)).unwrap();
    assert_eq!(count(&site.overview().await, State::Done), 1);
    site.pass(Duration::seconds(1));
    kept!(site, tx => purge_expired(tx)).unwrap();
    let overview = site.overview().await;
    assert_eq!((count(&overview, State::Done), count(&overview, State::Waiting)), (0, 1));
}

#[tokio::test]
async fn only_whoever_runs_the_program_sees_jobs_and_starts_them_again() {
    let site = Site::new().await;
    let id = site.enqueue("{}", None).await;
    let mut tx = site.db.write(&Actor::Visitor).await.unwrap();
    assert!(matches!(overview(&mut tx).await, Err(Fault::Forbidden(Right::Operate))));
    assert!(matches!(retry(&mut tx, id).await, Err(Fault::Forbidden(Right::Operate))));
    assert!(matches!(plan::outbox::never_sent(&mut tx).await, Err(Fault::Forbidden(Right::Operate))));
    drop(tx);
    let mut tx = site.db.write(&Actor::Machine).await.unwrap();
    assert!(matches!(retry(&mut tx, Uuid::nil()).await, Err(Fault::NotFound { what: "job" })));
}
