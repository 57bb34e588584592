//! The roadmap's pages and API from outside.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::served::{Served, text};

/// All that a decided measure needs.
const DECIDED: [(&str, &str); 7] = [
    ("title", "Heltid som norm"),
    ("start_year", "2028"),
    ("status", "decided"),
    ("owner", "Förvaltningschefen"),
    ("funding", "Budget 2028"),
    ("deadline", "2029-12-31"),
    ("enabled", "1"),
];

fn without<'a>(fields: &[(&'a str, &'a str)], names: &[&str]) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter(|(name, _)| !names.contains(name)).copied().collect()
}

#[tokio::test]
async fn a_roadmap_is_made_from_the_template_and_shown_in_all_views() {
    let site = Served::new().await;
    assert!(site.page("/fardplaner").await.contains("Här finns ingen färdplan än"));
    let empty = site.page("/kommun/2083/fardplaner").await;
    assert!(empty.contains("Färdplan för äldreomsorgen i Hedemora"), "a title is proposed");
    let id = site.roadmap().await;
    let matrix = site.page(&format!("/fardplan/{id}?sparad=fardplan")).await;
    assert_eq!(matrix.matches("<tr role=\"row\" id=\"behov-").count(), 20);
    assert!(matrix.contains("role=\"status\"><p>Färdplanen är sparad.</p>"));
    assert!(
        matrix.contains("2020–2021, avslutat") && matrix.contains("SFS 2025:400"),
        "what has ended, and what applies"
    );
    assert!(
        matrix.contains("Vad saknas?") && matrix.contains("behov saknar både pågående initiativ och åtgärd")
    );
    assert!(site.page("/fardplaner").await.contains("20 behov"));
    for view in ["tidslinje", "lista"] {
        assert!(
            site.page(&format!("/fardplan/{id}?visa={view}")).await.contains("inga åtgärder än"),
            "{view}"
        );
    }
    let need = site.need(&id).await;
    site.done(&format!("/behov/{need}/atgard"), &DECIDED).await;
    let line = site.page(&format!("/fardplan/{id}?visa=tidslinje")).await;
    assert!(line.contains("class=\"bar decided\""));
    assert!(line.contains("2029-12-31"));
    for query in
        ["sortera=kostnad&ordning=fallande", "sortera=ansvarig", "status=decided", "sortera=x&status=y"]
    {
        assert!(
            site.page(&format!("/fardplan/{id}?visa=lista&{query}")).await.contains("Heltid som norm"),
            "{query}"
        );
    }
    let none = site.page(&format!("/fardplan/{id}?visa=lista&status=done")).await;
    assert!(none.contains("Ingen åtgärd har den statusen"));
}

#[tokio::test]
async fn a_roadmap_begins_empty_or_as_a_copy() {
    let site = Served::new().await;
    let first = site.roadmap().await;
    let copy = [("title", "Kopia"), ("origin", "copy"), ("copy", first.as_str())];
    let to = site.done("/kommun/1880/fardplaner", &copy).await;
    let page = site.page(&to).await;
    assert_eq!(page.matches("<tr role=\"row\" id=\"behov-").count(), 20);
    let to = site.done("/kommun/1880/fardplaner", &[("title", "Tom"), ("origin", "empty")]).await;
    assert!(site.page(&to).await.contains("Färdplanen är tom"));
    let none = [("title", "Kopia"), ("origin", "copy"), ("copy", "")];
    let page = site.refused("/kommun/1880/fardplaner", &none, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("href=\"#copy\">Välj en färdplan att kopiera"));
}

#[tokio::test]
async fn a_measure_is_added_with_its_effects_and_changed() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let path = format!("/behov/{need}/atgard");
    let form = site.page(&path).await;
    assert!(form.contains("name=\"effect[1].lever\""));
    assert!(!form.contains("name=\"effect[2].lever\""));
    let effect = [
        ("rows", "2"),
        ("effect[1].lever", "sick_leave"),
        ("effect[1].size", "\u{2212}0,5"),
        ("effect[1].low", "-1"),
        ("effect[1].high", "0,1"),
    ];
    let to = site.done(&path, &[&DECIDED[..], &effect[..], &[("cost_yearly", "1 200 000")]].concat()).await;
    assert!(to.starts_with(&format!("/fardplan/{roadmap}?sparad=atgard#atgard-")), "{to}");
    let page = site.page(&to).await;
    assert!(page.contains("Heltid som norm"));
    assert!(page.contains("Förvaltningschefen, från 2028"));
    let measure = &site.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"][0]["measures"][0];
    assert_eq!(measure["effects"][0]["size"], -0.5);
    assert_eq!(measure["cost_yearly"], 1_200_000.0);
    let form = site.page(&format!("/atgard/{}", text(&measure["id"]))).await;
    assert!(
        form.contains("value=\"-0,5\"")
            && form.contains("value=\"1200000\"")
            && form.contains("value=\"2029-12-31\"")
    );
    assert!(form.contains("<option value=\"decided\" selected>"));
}

#[tokio::test]
async fn a_row_is_added_without_losing_what_was_typed() {
    let site = Served::new().await;
    let need = site.need(&site.roadmap().await).await;
    let typed = [
        ("title", "Halvfärdig"),
        ("start_year", "snart"),
        ("rows", "2"),
        ("effect[0].size", "x"),
        ("more", "1"),
    ];
    let page = site.refused(&format!("/behov/{need}/atgard"), &typed, StatusCode::OK).await;
    assert!(page.contains("name=\"effect[2].lever\""));
    assert!(page.contains("value=\"Halvfärdig\""));
    assert!(page.contains("value=\"snart\""));
    assert!(!page.contains("aria-invalid"));
}

#[tokio::test]
async fn a_tried_lever_becomes_a_measure() {
    let site = Served::new().await;
    let choose = "/kommun/2083/ny-atgard?hav=onset_delay:0.5&hav=sick_leave:-1";
    assert!(site.page(choose).await.contains("Skapa en färdplan först"));
    let tried = [("title", "Färdplan"), ("origin", "template"), ("hav", "onset_delay:0.5,sick_leave:-1")];
    let to = site.done("/kommun/2083/fardplaner", &tried).await;
    assert_eq!(to, "/kommun/2083/ny-atgard?hav=onset_delay:0.5,sick_leave:-1");
    let page = site.page(&to).await;
    let need: String = page.split("<option value=\"").nth(1).unwrap().chars().take(36).collect();
    let to = site.get(&format!("{to}&behov={need}&start=2027")).await;
    let to = to.headers()["location"].to_str().unwrap().to_owned();
    let form = site.page(&to).await;
    assert!(
        form.contains("<option value=\"onset_delay\" selected>")
            && form.contains("<option value=\"sick_leave\" selected>")
    );
    assert!(form.contains("value=\"0,5\""));
    assert!(form.contains("value=\"2027\""));
}

#[tokio::test]
async fn a_decided_measure_without_owner_is_refused_with_everything_typed_kept() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let mut fields = without(&DECIDED, &["owner", "deadline", "enabled"]);
    fields.extend([
        ("description", "Två rader\r\noch en till"),
        ("deadline", "sommaren"),
        ("cost_yearly", "många"),
    ]);
    let path = format!("/behov/{need}/atgard");
    let page = site.refused(&path, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    for part in [
        "<title>Fel: Ny åtgärd",
        "href=\"#owner\">Ange vem som ansvarar",
        "href=\"#deadline\">Skriv en dag som finns",
        "href=\"#cost_yearly\">Kostnad per år, kronor: Skriv beloppet i siffror",
        "id=\"owner-wrong\"",
        "aria-describedby=\"owner-hint owner-wrong\"",
        "aria-invalid=\"true\"",
        "value=\"Heltid som norm\"",
        "value=\"Budget 2028\"",
        "Två rader\r\noch en till",
        "type=\"text\" value=\"sommaren\"",
        "value=\"många\"",
        "<option value=\"decided\" selected>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("name=\"enabled\" value=\"1\" checked"), "an unticked box stays so");
    let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
    assert_eq!(tree["areas"][0]["needs"][0]["measures"], json!([]));
}

#[tokio::test]
async fn one_rule_says_which_states_a_new_and_an_old_measure_may_have() {
    let site = Served::new().await;
    let need = site.need(&site.roadmap().await).await;
    let old = format!("/atgard/{}", site.measure(&need).await);
    let new = format!("/behov/{need}/atgard");
    let closed = |indicator| {
        let mut fields = [&[("version", "1")], &DECIDED[..]].concat();
        fields.retain(|(name, _)| !matches!(*name, "status" | "indicator"));
        fields.extend([("status", "closed"), ("indicator", indicator)]);
        fields
    };
    for path in [&old, &new] {
        let page = site.refused(path, &closed(""), StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(page.contains("nyckeltal"), "{page}");
    }
    for path in [&old, &new] {
        site.done(path, &closed("N20900")).await;
    }
}

#[tokio::test]
async fn a_conflict_keeps_both_versions_and_saving_again_is_a_decision() {
    let site = Served::new().await;
    let need = site.need(&site.roadmap().await).await;
    let measure = site.measure(&need).await;
    let path = format!("/atgard/{measure}");
    let typed = |title, owner, version| {
        [("title", title), ("owner", owner), ("start_year", "2028"), ("version", version), ("enabled", "1")]
    };
    site.done(&path, &typed("Annas titel", "Anna", "1")).await;
    let page = site.refused(&path, &typed("Bertils titel", "Anna", "1"), StatusCode::CONFLICT).await;
    assert!(page.contains("Någon annan har sparat åtgärden medan du skrev"));
    assert!(page.contains("value=\"Bertils titel\""));
    assert!(page.contains("</b> Annas titel"));
    assert!(page.contains("href=\"#title\">Vad ska göras? skiljer sig"));
    assert!(!page.contains("id=\"owner-theirs\""), "only what differs");
    assert!(page.contains("name=\"version\" value=\"2\""));
    site.done(&path, &typed("Bertils titel", "Anna", "2")).await;
    assert!(site.page(&path).await.contains("value=\"Bertils titel\""));
    let stale = site.post(&format!("/atgard/{measure}/bort"), &[("version", "1")]).await;
    assert_eq!(stale.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn every_part_is_made_changed_moved_deleted_and_brought_back() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let part = |to: &str| {
        to.rsplit('#').next().unwrap().split_once('-').map(|(slug, id)| format!("/{slug}/{id}")).unwrap()
    };
    let area = part(&site.done(&format!("/fardplan/{roadmap}/omrade"), &[("title", "Nytt område")]).await);
    let below =
        part(&site.done(&format!("{area}/behov"), &[("title", "Nytt behov"), ("horizon", "2030")]).await);
    let known = [("title", "Lokalt projekt"), ("level", "local"), ("from_year", "2026")];
    let known = part(&site.done(&format!("/behov/{need}/initiativ"), &known).await);
    let measure = format!("/atgard/{}", site.measure(&need).await);
    for (path, title) in [
        (area, "Nytt område"),
        (below, "Nytt behov"),
        (known, "Lokalt projekt"),
        (measure, "Heltid som norm"),
    ] {
        assert!(site.page(&path).await.contains(&format!("value=\"{title}\"")), "{path}");
        let changed = format!("{title}, ändrat");
        let edit =
            [("title", changed.as_str()), ("version", "1"), ("start_year", "2028"), ("level", "local")];
        site.done(&path, &edit).await;
        site.done(&format!("{path}/flytta"), &[("riktning", "upp")]).await;
        let to = site.done(&format!("{path}/bort"), &[("version", "2")]).await;
        let page = site.page(&to).await;
        assert!(!page.contains(&changed) && page.contains(&format!("action=\"{path}/aterstall\"")), "{path}");
        assert_eq!(site.get(&path).await.status(), StatusCode::NOT_FOUND);
        let to = site.done(&format!("{path}/aterstall"), &[]).await;
        assert!(site.page(&to).await.contains(&changed), "{path}");
    }
    let edit = [("title", "Ny titel"), ("purpose", "Syfte"), ("version", "1")];
    site.done(&format!("/fardplan/{roadmap}/andra"), &edit).await;
    let to = site.done(&format!("/fardplan/{roadmap}/bort"), &[("version", "2")]).await;
    assert_eq!(to, format!("/kommun/2083/fardplaner?borttagen=fardplan&id={roadmap}"));
    assert!(site.page(&to).await.contains(&format!("action=\"/fardplan/{roadmap}/aterstall\"")));
    let to = site.done(&format!("/fardplan/{roadmap}/aterstall"), &[]).await;
    assert!(site.page(&to).await.contains("Ny titel"));
}

#[tokio::test]
async fn a_file_is_read_back_and_its_faults_are_told_with_their_place() {
    let site = Served::new().await;
    let id = site.roadmap().await;
    let response = site.get(&format!("/fardplan/{id}/fil")).await;
    assert_eq!(
        response.headers()["content-disposition"],
        "attachment; filename=\"fardplan-2026-11-22.toml\""
    );
    let file = response.text().await.unwrap();
    let to = site.done("/kommun/1880/fardplaner", &[("origin", "file"), ("file", &file)]).await;
    assert_eq!(site.page(&to).await.matches("<tr role=\"row\" id=\"behov-").count(), 20);

    let broken =
        [("title", "Min"), ("origin", "file"), ("file", "title = \"A\"\nregion = \"2083\"\n[[area]\n")];
    let page = site.refused("/kommun/2083/fardplaner", &broken, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("Rad 3, kolumn "), "{page}");
    assert!(
        page.contains("id=\"file-wrong\"") && page.contains("value=\"Min\"") && page.contains("[[area]\n")
    );
    assert!(page.contains("följer inte reglerna för TOML"), "in Swedish: {page}");
    let unknown = [("origin", "file"), ("file", "title = \"A\"\nregion = \"2083\"\n[[areas]]\n")];
    let page = site.refused("/kommun/2083/fardplaner", &unknown, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("fältet ”areas” finns inte"), "{page}");
    // A file beside another choice is not dropped.
    let both = [("title", "Min"), ("origin", "template"), ("file", file.as_str())];
    let page = site.refused("/kommun/2083/fardplaner", &both, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("valt något annat") && page.contains("[[area]]"), "{page}");

    let file = "title = \"A\"\nregion = \"2083\"\n[[area]]\ntitle = \"\"\n[[area.need]]\ntitle = \"B\"\nhorizon = 1\n";
    let page = site
        .refused(
            "/kommun/2083/fardplaner",
            &[("origin", "file"), ("file", file)],
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    assert!(page.contains("I filen, område 1, title: Skriv vad det ska heta"), "{page}");
    assert!(page.contains("I filen, område 1, behov 1, horizon: Ange ett tal mellan 2000 och 2100"));
}

#[tokio::test]
async fn no_spreadsheet_takes_a_text_for_a_formula() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let fields =
        [("title", "=HYPERLINK(\"x\")"), ("owner", "+46"), ("funding", "@SUM(1)"), ("start_year", "2028")];
    site.done(&format!("/behov/{need}/atgard"), &fields).await;
    let response = site.get(&format!("/fardplan/{roadmap}/atgarder.csv")).await;
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/csv"));
    let csv = response.text().await.unwrap();
    assert!(
        csv.contains("\"'=HYPERLINK(\"\"x\"\")\"") && csv.contains(",'+46,") && csv.contains(",'@SUM(1),"),
        "{csv}"
    );
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    let site = Served::new().await;
    const EVIL: &str = "<script>alert(1)</script>\"'&";
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let path = format!("/behov/{need}");
    site.done(&path, &[("title", EVIL), ("more_needed", EVIL), ("evidence", EVIL), ("version", "1")]).await;
    let known = [("title", EVIL), ("description", EVIL), ("source", EVIL), ("level", "regional")];
    site.done(&format!("{path}/initiativ"), &known).await;
    let measure = [
        ("title", EVIL),
        ("description", EVIL),
        ("owner", EVIL),
        ("funding", EVIL),
        ("indicator", EVIL),
        ("status_reason", EVIL),
        ("start_year", "2028"),
        ("effect[0].lever", "sick_leave"),
        ("effect[0].size", "0"),
        ("effect[0].low", "0"),
        ("effect[0].high", "0"),
        ("effect[0].source", EVIL),
    ];
    let to = site.done(&format!("{path}/atgard"), &measure).await;
    let measure = to.rsplit("#atgard-").next().unwrap();
    site.done(&format!("/fardplan/{roadmap}/andra"), &[("title", EVIL), ("purpose", EVIL), ("version", "1")])
        .await;
    site.done(&format!("/fardplan/{roadmap}/omrade"), &[("title", EVIL)]).await;
    for page in [
        format!("/fardplan/{roadmap}"),
        format!("/fardplan/{roadmap}?visa=tidslinje"),
        format!("/fardplan/{roadmap}?visa=lista"),
        format!("/fardplan/{roadmap}/andra"),
        format!("/atgard/{measure}"),
        path,
        "/fardplaner".into(),
        "/kommun/2083/fardplaner".into(),
        "/kommun/2083/ny-atgard?hav=onset_delay:1".into(),
        format!("/fardplan/{roadmap}?sparad=%3Cscript%3Ealert&borttagen=%3Cscript%3Ealert"),
    ] {
        let html = site.page(&page).await;
        assert!(!html.contains("<script>alert"), "{page}");
        assert!(
            html.contains("script&#62;alert") || html.contains("script&gt;alert"),
            "{page} shows it as text"
        );
    }
    let wrong = [("title", ""), ("more_needed", EVIL), ("horizon", EVIL), ("version", "x")];
    let html = site.refused(&format!("/behov/{need}"), &wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(!html.contains("<script>alert"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let site = Served::new().await;
    let none = "01938b2e-0000-7000-8000-000000000000";
    for path in [
        format!("/fardplan/{none}"),
        format!("/fardplan/{none}/fil"),
        format!("/fardplan/{none}/andra"),
        format!("/behov/{none}/atgard"),
        format!("/atgard/{none}"),
        "/fardplan/inget".into(),
        "/atgard/inget".into(),
        "/kommun/9999/fardplaner".into(),
        format!("/api/v1/roadmaps/{none}"),
        "/api/v1/roadmaps/inget".into(),
    ] {
        assert_eq!(site.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let meant = site.get("/kommun/2084x/fardplaner").await.text().await.unwrap();
    assert!(meant.contains("Menade du"), "{meant}");
    let gone = site.post(&format!("/atgard/{none}/bort"), &[("version", "1")]).await;
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn other_sites_change_nothing() {
    let site = Served::new().await;
    let forged = site
        .client
        .post(format!("{}/kommun/2083/fardplaner", site.address))
        .header("origin", "https://evil.example")
        .header("sec-fetch-site", "cross-site")
        .form(&[("title", "Elak"), ("origin", "template")]);
    assert_eq!(forged.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(site.json("/roadmaps").await, json!([]));
}

#[tokio::test]
async fn the_pages_speak_english_too() {
    let site = Served::new().await;
    let id = site.roadmap().await;
    for path in ["/fardplaner".to_owned(), "/kommun/2083/fardplaner".into(), format!("/fardplan/{id}")] {
        let request = site.client.get(format!("{}{path}", site.address)).header("cookie", "sprak=en");
        let page = request.send().await.unwrap().text().await.unwrap();
        assert!(page.contains("<html lang=\"en\">") && page.contains("20 needs"), "{path}");
    }
}

#[tokio::test]
async fn the_api_goes_all_the_way_round() {
    let site = Served::new().await;
    let api = format!("{}/api/v1", site.address);
    let send = async |request: reqwest::RequestBuilder, body: &Value| {
        let response = request.json(body).send().await.unwrap();
        (response.status(), response.json::<Value>().await.unwrap_or_default())
    };
    let new = json!({"region_code": "2083", "title": "Färdplan"});
    let (status, tree) = send(site.client.post(format!("{api}/roadmaps")), &new).await;
    assert_eq!(status, StatusCode::CREATED);
    let id = text(&tree["id"]);
    assert_eq!(site.json("/roadmaps?region=2083").await[0]["needs"], 20);
    assert_eq!(site.json("/roadmaps?region=0180").await, json!([]));

    let need = text(&tree["areas"][0]["needs"][0]["id"]);
    let effect = json!({"lever": "sick_leave", "size": -0.5, "low": -1.0, "high": 0.1, "source": "Egen"});
    let measure =
        json!({"title": "Heltid", "start_year": 2028, "deadline": "2029-12-31", "effects": [effect]});
    let (status, made) = send(site.client.post(format!("{api}/needs/{need}/measures")), &measure).await;
    assert_eq!(
        (status, &made["reach_percent"], &made["version"]),
        (StatusCode::CREATED, &json!(100.0), &json!(1))
    );

    let address = format!("{api}/measures/{}", text(&made["id"]));
    let mut changed = made.clone();
    changed["title"] = json!("Heltid som norm");
    let (status, saved) = send(site.client.put(&address), &changed).await;
    assert_eq!(
        (status, &saved["title"], &saved["version"]),
        (StatusCode::OK, &json!("Heltid som norm"), &json!(2))
    );
    assert_eq!(saved["effects"], made["effects"]);
    let (status, problem) = send(site.client.put(&address), &changed).await;
    assert_eq!((status, &problem["status"]), (StatusCode::CONFLICT, &json!(409)));
    changed["version"] = json!(2);
    changed["status"] = json!("decided");
    let (status, problem) = send(site.client.put(&address), &changed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&problem["detail"]).contains("owner: Ange vem som ansvarar"), "{problem}");
    let (status, _) = send(site.client.put(&address), &json!({"titel": "x"})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    let gaps = site.json(&format!("/roadmaps/{id}/gaps")).await;
    assert!(gaps.as_array().unwrap().iter().any(|gap| gap["kind"] == "no_owner"));
    let edit = json!({"version": 1, "region_code": "2083", "title": "Ny titel", "purpose": ""});
    let (status, tree) = send(site.client.put(format!("{api}/roadmaps/{id}")), &edit).await;
    assert_eq!((status, &tree["title"]), (StatusCode::OK, &json!("Ny titel")));
    let nowhere = json!({"region_code": "9999", "title": "x"});
    let (status, problem) = send(site.client.post(format!("{api}/roadmaps")), &nowhere).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");

    let file = site.get(&format!("/api/v1/roadmaps/{id}/file")).await.text().await.unwrap();
    let again = json!({"region_code": "1880", "title": "Igen", "start": {"file": file}});
    let (status, copy) = send(site.client.post(format!("{api}/roadmaps")), &again).await;
    assert_eq!(
        (status, &copy["areas"][0]["needs"][0]["measures"][0]["title"]),
        (StatusCode::CREATED, &json!("Heltid som norm"))
    );

    let gone = site.client.delete(format!("{address}?version=2")).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    let gone = site.client.delete(format!("{api}/roadmaps/{id}?version=2")).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(site.get(&format!("/api/v1/roadmaps/{id}")).await.status(), StatusCode::NOT_FOUND);
    let described = site.json("/openapi.json").await;
    assert!(
        described["paths"]["/measures/{id}"]["put"].is_object()
            && described["components"]["schemas"]["Measure"].is_object()
    );
}

#[tokio::test]
async fn the_worth_is_a_page_files_and_json_that_agree() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let fields = [
        ("title", "=Heltid"),
        ("start_year", "2027"),
        ("enabled", "1"),
        ("effect[0].lever", "contract_hours"),
        ("effect[0].size", "2"),
        ("effect[0].low", "1"),
        ("effect[0].high", "3"),
    ];
    site.done(&format!("/behov/{need}/atgard"), &fields).await;
    let json = site.json(&format!("/roadmaps/{roadmap}/worth?gap=fte&year=2033")).await;
    let mean = json["measures"][0]["mean"].as_f64().unwrap();
    let change = json["remaining_mean"].as_f64().unwrap() - json["without_mean"].as_f64().unwrap();
    assert!(mean < 0.0 && (mean - change).abs() < 1e-3 * mean.abs(), "the only part is the whole change");
    let csv = site.page(&format!("/fardplan/{roadmap}/varde.csv?ar=2033")).await;
    let row = csv.lines().find(|l| l.contains("'=Heltid")).unwrap();
    assert!(row.starts_with(&format!("2033,'=Heltid,{mean:.2},")), "{row}");
    for path in [
        format!("/fardplan/{roadmap}/varde/vattenfall.svg"),
        format!("/fardplan/{roadmap}/varde/gapet.svg"),
        "/kommun/2083/tillbakablick.svg".into(),
    ] {
        assert!(site.page(&path).await.starts_with("<?xml"), "{path}");
    }
    assert_eq!(site.page("/kommun/2083/tillbakablick.csv").await.lines().count(), 16);
    for wrong in ["gap=magi", "year=1850"] {
        let answer = site.get(&format!("/api/v1/roadmaps/{roadmap}/worth?{wrong}")).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}
