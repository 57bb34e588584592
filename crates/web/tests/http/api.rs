//! What every part of the API does alike.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::served::Served;

#[tokio::test]
async fn the_api_asks_in_english_and_still_knows_its_former_names() {
    let site = Served::new().await;
    let indicator = "/regions/2083/projection?indicator=special_housing_persons&scenario=";
    for (english, former) in [
        ("unchanged", "oforandrad"),
        ("coverage&coverage_80_plus=12.5", "andel&andel80=12.5"),
        ("ceiling&healthy_share=40", "tak&frisk=40"),
        ("official", "scb"),
        ("later", "friskare"),
    ] {
        let (new, old) = (
            site.json(&format!("{indicator}{english}")).await,
            site.json(&format!("{indicator}{former}")).await,
        );
        assert_eq!(new, old, "{english}");
        assert!(new.as_array().is_some_and(|rows| rows.len() > 5), "{english}: {new}");
    }
    let plain = site.json(&format!("{indicator}later")).await;
    assert_ne!(plain, site.json(&format!("{indicator}coverage&coverage_80_plus=12.5")).await);
}

#[tokio::test]
async fn a_list_over_the_api_comes_a_page_at_a_time_and_tells_where_the_next_is() {
    let site = Served::new().await;
    for title in ["Ett", "Två", "Tre"] {
        site.post("/kommun/2083/fardplaner", &[("title", title), ("origin", "empty")]).await;
    }
    let mut address = Some("/api/v1/roadmaps?region=2083&limit=2".to_owned());
    let mut titles = Vec::new();
    while let Some(next) = address {
        let answer = site.get(&next).await;
        assert_eq!(answer.headers()["x-total-count"], "3");
        let link = answer.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
        address = link.map(|link| link.trim_start_matches('<').split('>').next().unwrap().to_owned());
        let roadmaps: Vec<Value> = answer.json().await.unwrap();
        titles.extend(roadmaps.iter().map(|one| one["title"].as_str().unwrap().to_owned()));
    }
    titles.sort();
    assert_eq!(titles, ["Ett", "Tre", "Två"]);
    for (query, count) in
        [("organisation=2083", 3), ("organisation=2062", 0), ("stage=adopted", 0), ("stage=draft", 3)]
    {
        let found: Vec<Value> = site.get(&format!("/api/v1/roadmaps?{query}")).await.json().await.unwrap();
        assert_eq!(found.len(), count, "{query}");
    }
    for wrong in ["limit=0", "limit=1001", "page=0", "stage=klar"] {
        assert_eq!(
            site.get(&format!("/api/v1/roadmaps?{wrong}")).await.status(),
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn a_change_over_the_api_tells_its_version_by_the_entity_tag_and_what_is_wrong_field_by_field() {
    let site = Served::new().await;
    site.post("/kommun/2083/fardplaner", &[("title", "Ett"), ("origin", "empty")]).await;
    let all: Vec<Value> = site.get("/api/v1/roadmaps").await.json().await.unwrap();
    let address = format!("{}/api/v1/roadmaps/{}", site.address, all[0]["id"].as_str().unwrap());
    let tag = site.client.get(&address).send().await.unwrap().headers()["etag"].clone();
    assert_eq!(tag, "\"1\"");
    let change = |title: &str| json!({ "region_code": "2083", "title": title, "purpose": "" });
    let put = async |tag: &str, title: &str| {
        let sent = site.client.put(&address).header("if-match", tag).json(&change(title));
        sent.send().await.unwrap()
    };
    let saved = put("\"1\"", "Två").await;
    assert_eq!((saved.status(), &saved.headers()["etag"]), (StatusCode::OK, &"\"2\"".parse().unwrap()));
    assert_eq!(put("\"1\"", "Tre").await.status(), StatusCode::CONFLICT);
    let untold = site.client.put(&address).json(&change("Tre")).send().await.unwrap();
    assert_eq!(untold.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let wrong: Value = put("\"2\"", " ").await.json().await.unwrap();
    assert_eq!(
        (wrong["errors"][0]["field"].as_str(), wrong["errors"][0]["key"].as_str()),
        (Some("title"), Some("title-missing"))
    );
    let gone = site.client.delete(&address).header("if-match", "\"2\"").send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
}
