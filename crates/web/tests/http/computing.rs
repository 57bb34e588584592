//! Large computations: a fair share of them, and pages meanwhile.

use reqwest::StatusCode;

use crate::served::Served;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_a_fair_share_of_large_computations_is_refused_at_once_and_pages_answer_meanwhile() {
    let site = Served::new().await;
    // Each a question of its own, for a whole county.
    let asked = (0..12).map(|n| {
        site.get(Box::leak(
            format!("/api/v1/regions/12/projection?healthy_share={}", 10 + n).into_boxed_str(),
        ))
    });
    let (answers, page) = futures::join!(futures::future::join_all(asked), site.get("/kommun/2083"));
    assert_eq!(page.status(), StatusCode::OK);
    let busy: Vec<_> = answers.iter().filter(|one| one.status() == StatusCode::SERVICE_UNAVAILABLE).collect();
    let done = answers.iter().filter(|one| one.status() == StatusCode::OK).count();
    assert!(done >= 3 && busy.len() + done == answers.len(), "{done} of {}", answers.len());
    assert!(!busy.is_empty());
    assert!(busy.iter().all(|one| one.headers()["retry-after"] == "10"));
    // What has been computed is there at once, and the queue has room again.
    let again = site.get("/api/v1/regions/12/projection?healthy_share=10").await;
    assert_eq!(again.status(), StatusCode::OK);
}
