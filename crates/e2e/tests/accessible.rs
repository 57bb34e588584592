//! axe-core on every page, at the width of a phone and of a screen; and no page wider than its window.

use crate::browser::Window;
use crate::program::Program;

#[tokio::test]
async fn no_page_has_an_accessibility_violation_or_overflows() {
    let program = Program::start();
    let id = program.roadmap_from_template("2083", "Färdplan för Hedemora").await;
    let tree: serde_json::Value =
        reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().json().await.unwrap();
    let area = tree["areas"][0]["id"].as_str().unwrap();
    let need = tree["areas"][0]["needs"][0]["id"].as_str().unwrap();
    let initiative = tree["areas"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|a| a["needs"].as_array().unwrap())
        .flat_map(|n| n["initiatives"].as_array().unwrap())
        .next()
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let measure =
        crate::user_path::add_measure(&program, need, "Fler arbetar heltid", "contract_hours", 2.0).await;
    // Without a mail server it waits.
    crate::mail::post(&crate::mail::open(&program).await, &["karin@kommun.example"]).await;
    crate::attachments::attach(&program, &id, "Underlag till nämnden.pdf", crate::attachments::PDF).await;
    let paths = [
        "/".to_owned(),
        "/?visa=arsarbetare&ar=2045&ordna=namn".into(),
        "/lan/20?karta=platser-antal&ordna=platser&fallande=1".into(),
        "/kommun/2083/sa-raknas-det?ar=2035".into(),
        "/kommun/2083/rakna-om?havstang=contract_hours&antal=40&fran=75&till=90".into(),
        "/kommun/2083/rakna-om?antal=x".into(),
        "/kommun/2083/utskrift?ar=2035".into(),
        "/kommun/2083/tva-forsok?ett=sick_leave%3D-2&tva=contract_hours%3D1".into(),
        "/sok?q=he".into(),
        "/sok?q=zzzz".into(),
        "/riket".into(),
        "/lan/20".into(),
        "/kommun/2083".into(),
        "/kommun/2083?scenario=andel&visa=kostnad&sick_leave=-1".into(),
        "/kommun/2083?sick_leave=-999&exit_age=snart".into(),
        "/kommun/2083/jamforelse".into(),
        "/kommun/9999".into(),
        "/siffror".into(),
        "/metod".into(),
        "/tillganglighet".into(),
        format!("/bibliotek?behov={need}"),
        "/sok?q=nattillsyn".into(),
        "/sok?q=nattilsyn&bland=bibliotek".into(),
        "/drift/synonymer".into(),
        "/bibliotek/exempel?q=rehab".into(),
        "/bibliotek/tips".into(),
        "/bibliotek/exempel/nytt".into(),
        "/bibliotek?havstang=special_housing_coverage".into(),
        "/bibliotek/arbetssatt/caregiver_support_dementia?kommun=Hedemora".into(),
        "/bibliotek/arbetssatt/fall_prevention_exercise".into(),
        "/bibliotek/arbetssatt/digital_night_supervision?kommun=Atlantis&rakna=1".into(),
        format!(
            "/bibliotek/arbetssatt/caregiver_support_dementia/atgard?behov={need}&kommun=Hedemora&andel=50&borjar=2028&ar=2035"
        ),
        "/finns-inte".into(),
        "/drift".into(),
        "/fardplaner".into(),
        "/kommun/2083/fardplaner".into(),
        "/kommun/2083/egna-siffror".into(),
        "/kommun/0114/fardplaner".into(),
        format!("/fardplan/{id}"),
        format!("/fardplan/{id}?visa=tidslinje"),
        format!("/fardplan/{id}?visa=lista"),
        format!("/fardplan/{id}/fyll-i"),
        format!("/fardplan/{id}/bilagor"),
        format!("/fardplan/{id}/varde"),
        format!("/fardplan/{id}/varde?gap=kronor&valt=1"),
        format!("/fardplan/{id}/urval"),
        format!("/fardplan/{id}/urval?gap=platser&budget=0&sakerhet=50"),
        format!("/fardplan/{id}/urval?budget=mycket&ar=1850"),
        format!("/behov/{need}/atgard"),
        format!("/atgard/{measure}"),
        format!("/behov/{need}"),
        format!("/omrade/{area}"),
        format!("/initiativ/{initiative}"),
        "/kommun/2083/ny-atgard?hav=sick_leave:-1".into(),
    ];
    let window = Window::open().await;
    let tab = window.tab(&program.at("/tillganglighet")).await;
    let mut wrong = Vec::new();
    for path in &paths {
        for width in [360, 1280] {
            tab.width(width).await;
            tab.go(&program.at(path)).await;
            wrong.extend(tab.violations().await.into_iter().map(|v| format!("{path} at {width}: {v}")));
            if let Some(element) = tab.overflow().await {
                wrong.push(format!("{path} at {width}: wider than the window: {element}"));
            }
        }
    }
    // Forms that come back: with faults, with what someone else saved, and for what someone deleted meanwhile.
    let measure_form = program.at(&format!("/atgard/{measure}"));
    let mut look = async |tab: &crate::browser::Tab, what: &str| {
        for width in [360, 1280] {
            tab.width(width).await;
            wrong.extend(tab.violations().await.into_iter().map(|v| format!("{what} at {width}: {v}")));
        }
    };
    tab.go(&program.at(&format!("/behov/{need}/atgard"))).await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text_of("[role=alert]").await.contains("Skriv vad det ska heta"), "the empty title is named");
    look(&tab, "a form with faults").await;
    tab.go(&program.at(&format!("/fardplan/{id}/bilagor"))).await;
    tab.follow(".fm-buttons button").await;
    assert!(
        tab.text_of("[role=alert]").await.contains("Välj en fil"),
        "a file that was not chosen is asked for"
    );
    look(&tab, "a form without a file").await;
    tab.follow(".rm-entries form button").await;
    assert!(tab.text_of("[role=status]").await.contains("Bilagan är borttagen"), "what was done is told");
    look(&tab, "an attachment has been removed").await;
    tab.go(&measure_form).await;
    let version = someone_else_saves(&program, &id, &measure).await;
    tab.fill("[name=title]", "Fler arbetar heltid, och fler på helger").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("medan du skrev"), "the second is told");
    look(&tab, "a form that someone else saved").await;
    let address = program.at(&format!("/api/v1/measures/{measure}?version={version}"));
    let deleted = reqwest::Client::new().delete(address).send().await.unwrap();
    assert!(deleted.status().is_success());
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("Fler arbetar heltid"), "what was typed is kept");
    look(&tab, "a form for what is gone").await;
    tab.go(&program.at(&format!("/fardplan/{id}/borttaget"))).await;
    assert!(tab.text().await.contains("Ta tillbaka"));
    look(&tab, "what has been deleted").await;
    window.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Somebody else saves the same measure with another title; the new version.
async fn someone_else_saves(program: &Program, roadmap: &str, measure: &str) -> i64 {
    let tree: serde_json::Value =
        reqwest::get(program.at(&format!("/api/v1/roadmaps/{roadmap}"))).await.unwrap().json().await.unwrap();
    let areas = tree["areas"].as_array().unwrap();
    let needs = areas.iter().flat_map(|area| area["needs"].as_array().unwrap());
    let mut all = needs.flat_map(|need| need["measures"].as_array().unwrap());
    let mut body = all.find(|m| m["id"] == measure).unwrap().clone();
    body["title"] = "Heltid åt alla".into();
    let address = program.at(&format!("/api/v1/measures/{measure}"));
    let saved = reqwest::Client::new().put(address).json(&body).send().await.unwrap();
    assert!(saved.status().is_success(), "{}", saved.text().await.unwrap());
    body["version"].as_i64().unwrap() + 1
}
