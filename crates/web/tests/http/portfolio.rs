//! Choosing among a roadmap's measures, from outside.

use reqwest::StatusCode;

use crate::served::{Served, text};

/// A roadmap with three measures: one for staff, one dear, and one without a cost that begins too late.
async fn roadmap(site: &Served) -> String {
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    for (title, start, lever, size, cost) in [
        ("=Heltid som norm", "2027", "contract_hours", "2", "2000000"),
        ("Längre arbetsliv", "2027", "exit_age", "1", "90000000"),
        ("Mer utbildning", "2034", "training_supply", "10", ""),
    ] {
        let fields = [
            ("title", title),
            ("start_year", start),
            ("enabled", "1"),
            ("cost_one_off", cost),
            ("effect[0].lever", lever),
            ("effect[0].size", size),
            ("effect[0].low", size),
            ("effect[0].high", size),
        ];
        site.done(&format!("/behov/{need}/atgard"), &fields).await;
    }
    roadmap
}

#[tokio::test]
async fn the_choice_is_a_page_files_and_json_that_agree() {
    let site = Served::new().await;
    let id = roadmap(&site).await;
    let worth = site.page(&format!("/fardplan/{id}/varde?ar=2033")).await;
    assert!(worth.contains(&format!("href=\"/fardplan/{id}/urval?ar=2033&#38;gap=arsarbetare")), "{worth}");

    let json = site.json(&format!("/roadmaps/{id}/portfolio?year=2033&budget=5000000")).await;
    assert_eq!((json["exact"].as_bool(), json["best"]["chosen"].as_array().unwrap().len()), (Some(true), 1));
    assert_eq!(text(&json["best"]["chosen"][0]["title"]), "=Heltid som norm");
    let why: Vec<String> =
        json["best"]["left_out"].as_array().unwrap().iter().map(|out| text(&out["why"])).collect();
    assert_eq!(why, ["too_dear", "idle"]);
    let frontier = json["frontier"].as_array().unwrap();
    assert!(frontier.len() >= 3 && frontier[0]["cost_sek"] == 0.0);
    assert_eq!(frontier[0]["lacking"], json["without"]);

    let query = "ar=2033&budget=5+000+000&sakerhet=80&gap=arsarbetare&scenario=oforandrad";
    let page = site.page(&format!("/fardplan/{id}/urval?{query}")).await;
    for words in [
        "En åtgärd för <b>2,0\u{a0}mnkr</b> stänger mest av gapet inom 5,0\u{a0}mnkr",
        "men den kostar 90,0\u{a0}mnkr och av budgeten återstår 3,0\u{a0}mnkr",
        "Den har ingen effekt till och med 2033",
        "En åtgärd saknar kostnad",
        "Svaret är exakt",
        "class=\"chart wide frontier\"",
        "class=\"chart narrow frontier\"",
        "value=\"5 000 000\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let csv = site.page(&format!("/fardplan/{id}/urval.csv?{query}")).await;
    assert_eq!(csv.lines().count(), frontier.len() + 1);
    assert!(
        csv.lines().any(|row| row.starts_with("2000000,") && row.contains(",true,false,'=Heltid som norm,"))
    );
    let svg = site.page(&format!("/fardplan/{id}/urval/avvagningen.svg?{query}")).await;
    assert!(svg.starts_with("<?xml"));
}

#[tokio::test]
async fn what_cannot_be_read_comes_back_with_what_was_typed() {
    let site = Served::new().await;
    let id = roadmap(&site).await;
    for (query, words) in [
        ("budget=mycket", ["value=\"mycket\"", "href=\"#budget\">Ange en budget i kronor"]),
        ("budget=-5", ["value=\"-5\"", "href=\"#budget\">Ange en budget i kronor"]),
        ("budget=", ["aria-invalid=\"true\"", "href=\"#budget\">Ange en budget i kronor"]),
        ("sakerhet=101&budget=7", ["value=\"101\"", "href=\"#sakerhet\">Ange säkerheten i procent"]),
        ("ar=1850", ["<option value=\"1850\" selected>", "href=\"#ar\">Välj något i listan"]),
        ("gap=magi&scenario=x", ["href=\"#gap\"", "href=\"#scenario\""]),
    ] {
        let answer = site.get(&format!("/fardplan/{id}/urval?{query}")).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        let page = answer.text().await.unwrap();
        for word in words {
            assert!(page.contains(word), "{query}: {word}: {page}");
        }
        assert!(page.contains("Något behöver rättas"));
        assert!(!page.contains("Mest för budgeten:</b>"));
    }
    for wrong in
        ["", "budget=-1", "budget=NaN", "budget=1&gap=magi", "budget=1&year=1850", "budget=1&certainty=2"]
    {
        let answer = site.get(&format!("/api/v1/roadmaps/{id}/portfolio?{wrong}")).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
    let none = "/fardplan/01938b2e-0000-7000-8000-000000000000/urval";
    assert_eq!(site.get(none).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_measures_or_municipality_the_page_says_what_to_do() {
    let site = Served::new().await;
    let id = site.roadmap().await;
    let page = site.page(&format!("/fardplan/{id}/urval")).await;
    assert!(page.contains("Lägg till åtgärder med effekt"));
    assert!(page.contains("Till färdplanen"));
    let county = [("title", "Länet"), ("origin", "empty")];
    let to = site.done("/kommun/20/fardplaner", &county).await;
    let id: String = to.trim_start_matches("/fardplan/").chars().take(36).collect();
    assert!(site.page(&format!("/fardplan/{id}/urval")).await.contains("Värdet räknas för kommuner"));
}

#[tokio::test]
async fn every_gap_and_scenario_has_an_answer_in_both_languages() {
    let site = Served::new().await;
    let id = roadmap(&site).await;
    for (code, words) in [("sv", "Mest för budgeten:</b>"), ("en", "Most for the budget:</b>")] {
        for gap in ["arsarbetare", "platser", "rekrytering", "kronor"] {
            for (scenario, budget) in [("friskare", "0"), ("andel", "1000000000000"), ("tak", "3000000")] {
                let query = format!("gap={gap}&scenario={scenario}&budget={budget}&sakerhet=50&ar=2030");
                let address = format!("{}/fardplan/{id}/urval?{query}", site.address);
                let request = site.client.get(address).header("cookie", format!("sprak={code}"));
                let page = request.send().await.unwrap().text().await.unwrap();
                assert!(page.contains(words), "{query}");
                for odd in ["NaN", "portfolio-", "worth-gap", "inf "] {
                    assert!(!page.contains(odd), "{query}: {odd}");
                }
            }
        }
    }
}
