//! What there is room for, as it is told on pages and to programs.

use plan::quotas::{Quota, Quotas};
use reqwest::StatusCode;

use crate::attachments::send;
use crate::served::Served;

#[tokio::test]
async fn a_limit_is_told_before_it_is_reached_and_what_was_typed_is_kept_when_it_is() {
    let site = Served::with_quotas(Quotas::default().with(Quota::HouseRows, 3)).await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let page = format!("/fardplan/{roadmap}");
    assert!(!site.page(&page).await.contains("När gränsen är nådd"));
    site.measure(&need).await;
    site.measure(&need).await;
    let told = site.page(&page).await;
    assert!(told.contains("Ändringar i hela organisationen det senaste dygnet: 3 av 3"), "{told}");
    let fields = [("title", "Fler lärlingar"), ("start_year", "2028")];
    let form = site.refused(&format!("/behov/{need}/atgard"), &fields, StatusCode::TOO_MANY_REQUESTS).await;
    assert!(form.contains("Hela organisationen har gjort 3 ändringar det senaste dygnet"), "{form}");
    assert!(form.contains("Fler lärlingar"), "{form}");
}

#[tokio::test]
async fn a_file_that_is_refused_is_not_kept() {
    let quotas = Quotas::default().with(Quota::HouseMegabytes, 1);
    let site = Served::with_quotas(quotas).await;
    let roadmap = site.roadmap().await;
    let address = format!("{}/fardplan/{roadmap}/bilagor", site.address);
    let half = "Fler platser i Hedemora.\n".repeat(25_000);
    for expected in [303, 422, 422] {
        let answer = send(&site.client, &address, "underlag.txt", half.as_bytes()).await;
        assert_eq!(answer.status(), expected);
    }
    let kept = std::fs::read_dir(site.database.folder.path().join("attachments")).unwrap();
    assert_eq!(kept.filter(|file| file.as_ref().unwrap().path().is_file()).count(), 1);
}
