//! The same form or request twice makes one thing.

use plan::access::Role;
use reqwest::StatusCode;

use crate::people::People;
use crate::served::{Served, text};

#[tokio::test]
async fn the_same_request_twice_makes_one_thing() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let path = format!("/behov/{need}/atgard");
    let page = site.page(&path).await;
    let key = page.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = |title| [("title", title), ("start_year", "2028"), ("key", key)];
    let fields = (fields("Heltid som norm"), fields("Fler lärlingar"));
    let (one, other) = tokio::join!(site.done(&path, &fields.0), site.done(&path, &fields.0));
    assert_eq!(one, other);
    // A form that has come back and been changed is another.
    assert_ne!(site.done(&path, &fields.1).await, one);
    let measures = async || {
        let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
        tree["areas"][0]["needs"][0]["measures"].as_array().unwrap().len()
    };
    assert_eq!(measures().await, 2);

    let address = format!("{}/api/v1/needs/{need}/measures", site.address);
    let send = async |key: &str, title: &str| {
        let body = serde_json::json!({ "title": title, "start_year": 2028 });
        let request = site.client.post(&address).header("idempotency-key", key).json(&body);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        text(&answer.json::<serde_json::Value>().await.unwrap()["id"])
    };
    let first = send("a", "Nattpatrull").await;
    assert_eq!(send("a", "Nattpatrull").await, first);
    assert_ne!(send("b", "Nattpatrull").await, first);
    assert_eq!(measures().await, 4);
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_organisation_one_function_and_one_share() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    let page = admin.page("/organisation/2083").await;
    let key = page.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let part = [("kind", "committee"), ("name", "Omsorgsnämnden"), ("key", key)];
    let function = [("role", "economist"), ("title", "Controller"), ("key", key)];
    let part = tokio::join!(admin.done("/organisation/2083", &part), admin.done("/organisation/2083", &part));
    assert_eq!(part.0, part.1);
    for _ in 0..2 {
        admin.done("/organisation/2083/funktion", &function).await;
    }
    let page = admin.page("/organisation/2083").await;
    assert_eq!(page.matches(">Omsorgsnämnden</a>").count(), 1);
    assert_eq!(page.matches("<h3>Controller").count(), 1, "{page}");

    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let share = format!("/fardplan/{}/dela", site.roadmap("2083", "Färdplan").await);
    let purpose = ("purpose", "Gemensam planering");
    let fields =
        [("organisation_id", "2062"), purpose, ("until_date", "2027-06-01"), ("has_read", "1"), ("key", "k")];
    let both = tokio::join!(leader.done(&share, &fields), leader.done(&share, &fields));
    assert_eq!(both.0, both.1);
    assert_eq!(leader.page(&share).await.matches("/sluta\"").count(), 1);
}
