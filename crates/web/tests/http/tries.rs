//! What is tried on a municipality's page: told in words, converted, begun later, set side by side, and before a measure is saved.

use reqwest::StatusCode;
use serde_json::json;

use crate::served::Served;

#[tokio::test]
async fn how_figures_are_computed_is_told_in_words_with_the_municipality_s_own() {
    let site = Served::new().await;
    let page = site.page("/kommun/2083?ar=2035&scenario=oforandrad").await;
    let link = page.split("href=\"").find(|rest| rest.contains("/sa-raknas-det?")).unwrap();
    let link = link.split('"').next().unwrap().replace("&#38;", "&");
    let told = site.page(&link).await;
    let row = page.split("<th scope=\"row\">2035</th>").nth(1).unwrap();
    let median = row.split("<td class=\"number\">").nth(2).unwrap().split('<').next().unwrap();
    assert!(told.contains(&format!("Då blir de {median} år 2035")), "{median}: {told}");
    assert!(told.contains("Så utvecklas behovet: Oförändrade andelar"), "{told}");
    assert!(told.contains("href=\"/metod\""));
    for path in ["/kommun/20/sa-raknas-det", "/kommun/00/sa-raknas-det?scenario=scb"] {
        assert_eq!(site.status(path).await, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn what_is_tried_may_begin_later_and_grow_and_becomes_a_measure_that_does() {
    let site = Served::new().await;
    let lacking = async |query: &str| {
        let page = site.page(&format!("/kommun/2083?ar=2030&contract_hours=2{query}")).await;
        page.split("class=\"effect\"").nth(1).unwrap().split("</dl>").next().unwrap().to_owned()
    };
    let (at_once, later) = (lacking("").await, lacking("&borjar=2029&infas=3").await);
    assert_ne!(at_once, later);
    assert_eq!(at_once, lacking("&borjar=2026&infas=0").await);
    let page = site.page("/kommun/2083?ar=2030&contract_hours=2&borjar=2029&infas=3").await;
    assert!(page.contains("Börjar verka, år: 2029; År till full effekt: 3"), "{page}");
    let make = "/kommun/2083/ny-atgard?hav=contract_hours:2&#38;start=2029&#38;infas=3";
    assert!(page.contains(make), "{page}");
    let need = site.need(&site.roadmap().await).await;
    let form = site.page(&format!("/behov/{need}/atgard?hav=contract_hours:2&start=2029&infas=3")).await;
    assert!(form.contains("name=\"start_year\"") && form.contains("value=\"2029\""));
    assert!(
        form.split("name=\"ramp_years\"").nth(1).unwrap().split('>').next().unwrap().contains("value=\"3\"")
    );
    let json = site.json("/regions/2083/projection?indicator=fte_gap&contract_hours=2&start_year=2029").await;
    let now = site.json("/regions/2083/projection?indicator=fte_gap&contract_hours=2").await;
    let of = |json: &serde_json::Value, year: i64| {
        json.as_array().unwrap().iter().find(|row| row["year"] == year).unwrap()["p50"].clone()
    };
    assert_ne!(of(&json, 2027), of(&now, 2027));
    assert_eq!(of(&json, 2029), of(&now, 2029));
}

#[tokio::test]
async fn what_people_count_is_converted_to_a_lever_and_its_effect_told() {
    let site = Served::new().await;
    let asked = "/kommun/2083/rakna-om?havstang=contract_hours&antal=50&fran=75&till=90&alla=400";
    let page = site.page(asked).await;
    assert!(page.contains("Arbetad tid per anställd: +0,69 h/vecka."), "{page}");
    assert!(page.contains("/kommun/2083?ar=2035&#38;visa=80-plus&#38;contract_hours=0.69"), "{page}");
    // What else is tried comes along, and what is impossible is told.
    let kept = site.page(&format!("{asked}&sick_leave=-1&ar=2030&borjar=2029")).await;
    assert!(
        kept.contains("ar=2030&#38;visa=80-plus&#38;sick_leave=-1&#38;contract_hours=0.69&#38;borjar=2029"),
        "{kept}"
    );
    for wrong in ["antal=500&fran=75&till=90&alla=400", "antal=5&fran=75&till=900&alla=400"] {
        let path = format!("/kommun/2083/rakna-om?havstang=contract_hours&{wrong}");
        assert_eq!(site.status(&path).await, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert!(page.contains("/ny-atgard?hav=contract_hours:0.69") && page.contains("årsarbetare"));
    let empty = site.page("/kommun/2083/rakna-om?havstang=medication_dispensing").await;
    assert!(empty.contains("Hur många får en läkemedelsautomat?") && !empty.contains("fm-summary"));
    let none = "/kommun/2083/rakna-om?havstang=medication_dispensing&antal=x&alla=0";
    let wrong = site.get(none).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().await.unwrap().contains("value=\"x\""));
    assert_eq!(site.status("/kommun/20/rakna-om").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_tries_are_set_side_by_side() {
    let site = Served::new().await;
    let link = |page: &str, part: &str| {
        let mut links = page.split("href=\"").map(|rest| rest.split('"').next().unwrap().to_owned());
        links
            .find(|link| link.contains(part))
            .unwrap_or_else(|| panic!("{part}: {page}"))
            .replace("&#38;", "&")
    };
    let first = site.page("/kommun/2083?ar=2035&sick_leave=-2").await;
    let aside = site.page(&link(&first, "jamfor=")).await;
    let hidden = aside.split("name=\"jamfor\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(hidden.contains("sick_leave=-2"), "{hidden}");
    let kept = link(&first, "jamfor=").split("jamfor=").nth(1).unwrap().to_owned();
    let second = site.page(&format!("/kommun/2083?ar=2035&contract_hours=1&jamfor={kept}")).await;
    let both = site.page(&link(&second, "/tva-forsok?")).await;
    assert!(both.contains("Sjukfrånvaro:</span> −2,0 procentenheter"), "{both}");
    assert!(
        both.contains("Arbetad tid per anställd:</span> +1,00 h/vecka") || both.contains("+1,0 h/vecka"),
        "{both}"
    );
    assert!(both.contains("Årsarbetare som saknas"));
    assert_eq!(site.status("/kommun/2083/tva-forsok").await, StatusCode::OK);
    assert_eq!(site.status("/kommun/20/tva-forsok").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_measure_would_do_is_shown_before_it_is_saved() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let path = format!("/behov/{}/atgard", site.need(&roadmap).await);
    let fields = |size| {
        [
            ("preview", "1"),
            ("title", "Heltid som norm"),
            ("start_year", "2028"),
            ("effect[0].lever", "contract_hours"),
            ("effect[0].size", size),
            ("effect[0].low", "1"),
            ("effect[0].high", "3"),
        ]
    };
    let page = site.post(&path, &fields("2")).await.text().await.unwrap();
    assert!(page.contains("Vad åtgärden gör för sig 2035") && page.contains("Inget är sparat än"), "{page}");
    assert!(page.contains("value=\"Heltid som norm\""));
    let page = site.post(&path, &fields("9")).await.text().await.unwrap();
    assert!(!page.contains("Vad åtgärden gör för sig") && page.contains("fm-summary"), "{page}");
    let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
    assert_eq!(tree["areas"][0]["needs"][0]["measures"], json!([]));
}
