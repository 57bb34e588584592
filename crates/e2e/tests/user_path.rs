//! The main path: pick a municipality, drag a lever, start a roadmap from the template, add a measure, see its worth.

use crate::browser::{Tab, Window};
use crate::program::Program;

/// Adds a decided measure over the API and gives its id.
pub async fn add_measure(program: &Program, need: &str, title: &str, lever: &str, size: f64) -> String {
    let body = serde_json::json!({
        "title": title, "owner": "Omsorgsnämnden", "funding": "Budget 2027", "deadline": "2029-12-31",
        "start_year": 2027, "ramp_years": 2, "reach_percent": 100.0, "status": "decided",
        "effects": [{ "lever": lever, "size": size, "low": size * 0.5, "high": size * 1.5, "source": "Egen bedömning" }],
    });
    let answer = reqwest::Client::new()
        .post(program.at(&format!("/api/v1/needs/{need}/measures")))
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 201, "{}", answer.text().await.unwrap());
    let created: serde_json::Value = answer.json().await.unwrap();
    created["id"].as_str().unwrap().to_owned()
}

async fn fill_measure(tab: &Tab) {
    tab.fill("[name=title]", "Fler arbetar heltid").await;
    tab.fill("[name=owner]", "Omsorgsnämnden").await;
    tab.fill("[name=start_year]", "2027").await;
    tab.choose("[name='effect[0].lever']", "contract_hours").await;
    tab.fill("[name='effect[0].size']", "2").await;
    tab.fill("[name='effect[0].low']", "1").await;
    tab.fill("[name='effect[0].high']", "3").await;
    tab.fill("[name='effect[0].source']", "Egen bedömning").await;
}

#[tokio::test]
async fn from_municipality_to_the_worth_of_its_roadmap() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab(&program.at("/")).await;

    // A few letters find the municipality.
    tab.fill("#sok-kommun", "hede").await;
    tab.until("suggestions", async || tab.text_of("#forslag-start").await.contains("Hedemora")).await;
    tab.follow("#forslag-start a").await;
    assert_eq!(tab.path().await, "/kommun/2083");
    let headline = tab.text_of("#rubrik").await;
    assert!(headline.contains("2035") && headline.contains("80 år"), "{headline}");

    // The comparison arrives by itself.
    tab.until("the comparison", async || tab.text().await.contains("Dalarnas län")).await;

    // Dragging a lever changes the answer without leaving the page; the keyboard drags as well as a hand.
    let before = tab.text_of("#effekt").await;
    tab.focus("#contract_hours").await;
    for _ in 0..8 {
        tab.press("#contract_hours", "ArrowRight").await;
    }
    tab.until("the answer follows", async || tab.text_of("#effekt").await != before).await;
    assert!(tab.text_of("output[for=contract_hours]").await.starts_with('+'));
    assert!(tab.text_of("#effekt").await.contains('\u{2212}'), "fewer full-time equivalents lack");

    // A roadmap from the template.
    tab.follow("a[href='/kommun/2083/fardplaner']").await;
    tab.fill("[name=title]", "Färdplan 2035").await;
    tab.follow(".fm-buttons button").await;
    let page = tab.text().await;
    for area in ["Ändamålsenlig organisation och styrning", "Säkerställa grunduppdraget"] {
        assert!(page.contains(area), "the template's areas are there");
    }
    let roadmap = tab.path().await.split(['?', '#']).next().unwrap().to_owned();

    // A measure, and what it is worth.
    tab.follow("a[href$='/atgard']").await;
    fill_measure(&tab).await;
    tab.enter("[name=title]").await;
    assert!(tab.text().await.contains("Fler arbetar heltid"), "the measure stands in the roadmap");
    tab.go(&program.at(&format!("{roadmap}/varde"))).await;
    let worth = tab.text().await;
    assert!(worth.contains("Räcker det?") && worth.contains("Fler arbetar heltid"), "{worth}");

    // Switched off, it closes nothing.
    let question = tab.text_of(".answer").await;
    tab.click("[name=med]").await;
    tab.until("the answer without it", async || tab.text_of(".answer").await != question).await;
    window.close().await;
}

#[tokio::test]
async fn the_same_path_without_script() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab_without_script(&program.at("/")).await;

    tab.fill("#sok-kommun", "Hedemora").await;
    tab.follow(".bigsearch button").await;
    assert_eq!(tab.path().await, "/kommun/2083");

    tab.focus("#contract_hours").await;
    for _ in 0..4 {
        tab.press("#contract_hours", "ArrowRight").await;
    }
    tab.follow(".try form button").await;
    assert!(tab.path().await.contains("contract_hours=1"), "{}", tab.path().await);
    assert!(tab.text_of("#effekt").await.contains('\u{2212}'));

    tab.follow("a[href='/kommun/2083/fardplaner']").await;
    tab.fill("[name=title]", "Färdplan utan skript").await;
    tab.follow(".fm-buttons button").await;
    let roadmap = tab.path().await.split(['?', '#']).next().unwrap().to_owned();

    tab.follow("a[href$='/atgard']").await;
    fill_measure(&tab).await;
    tab.enter("[name=title]").await;
    assert!(tab.text().await.contains("Fler arbetar heltid"), "the measure stands in the roadmap");
    tab.go(&program.at(&format!("{roadmap}/varde"))).await;
    let with = tab.text_of(".answer").await;
    assert!(with.contains("Räcker det?"), "{with}");
    tab.click("[name=med]").await;
    tab.follow("#varde form button").await;
    assert_ne!(tab.text_of(".answer").await, with, "switched off, it closes nothing");
    window.close().await;
}

#[tokio::test]
async fn a_chart_is_saved_as_a_picture_of_points_that_says_what_it_rests_on_by_its_name() {
    let program = Program::start();
    let window = Window::open().await;
    for (path, name) in [
        ("/kommun/2083?visa=sarskilt-boende&scenario=trend", "fardplan-hedemora-sarskilt-boende-2035-trend-"),
        ("/", "fardplan-karta-tillvaxt-80-plus-2035-friskare-"),
    ] {
        let tab = window.tab(&program.at(path)).await;
        tab.value(
            "HTMLAnchorElement.prototype.click = function () { window.saved = \
             `${this.download} ${this.href.slice(0, 22)} ${this.href.length}`; }",
        )
        .await;
        tab.click("a[data-png]").await;
        tab.until("a picture", async || tab.value("window.saved ?? ''").await.contains("image/png")).await;
        let saved = tab.value("window.saved").await;
        let parts: Vec<&str> = saved.split(' ').collect();
        assert!(parts[0].starts_with(name) && parts[0].ends_with(".png"), "{saved}");
        assert!(parts[2].parse::<usize>().unwrap() > 20_000, "something is drawn: {saved}");
    }
}
