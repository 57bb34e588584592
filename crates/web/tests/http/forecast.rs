//! The forecast's pages and API from outside.

use std::sync::Arc;

use forecast::Forecast;
use plan::db::Db;
use reqwest::StatusCode;
use serde_json::Value;
use servers::Database;

use crate::served::{Served, attachments, text};

#[tokio::test]
async fn the_start_page_lists_every_municipality_with_its_figure() {
    let site = Served::new().await;
    let page = site.page("/?visa=arsarbetare&ar=2030&ordna=namn").await;
    assert_eq!(page.matches("<th scope=\"row\">").count(), 290);
    let place =
        |name: &str| page.find(&format!(">{name}</a></th>")).unwrap_or_else(|| panic!("{name} is missing"));
    assert!(
        place("Ale") < place("Vara") && place("Vara") < place("Åmål") && place("Åmål") < place("Övertorneå")
    );
    assert!(page.contains("aria-sort=\"ascending\""));
}

#[tokio::test]
async fn an_unknown_municipality_is_not_found_and_similar_ones_are_named() {
    let site = Served::new().await;
    for path in ["/kommun/2803", "/kommun/Heddemora", "/lan/99", "/kommun/2803/fardplaner"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().await.unwrap().contains("Okänd kommun"), "{path}");
    }
    let page = site.get("/kommun/Heddemora").await.text().await.unwrap();
    assert!(page.contains("Menade du Hedemora (2083)?"));
    assert!(page.contains("href=\"/kommun/2083\""));
}

#[tokio::test]
async fn a_code_that_has_lost_its_leading_zero_leads_to_the_region() {
    let site = Served::new().await;
    for (asked, address) in [
        ("/kommun/330", "/kommun/0330"),
        ("/kommun/330?scenario=tak&ar=2030", "/kommun/0330?scenario=tak&ar=2030"),
        ("/lan/1", "/lan/01"),
        ("/kommun/1", "/lan/01"),
    ] {
        let answer = site.get(asked).await;
        assert_eq!(
            (answer.status(), &answer.headers()["location"]),
            (StatusCode::SEE_OTHER, &address.parse().unwrap())
        );
    }
    for path in ["/kommun/999", "/lan/2"] {
        assert_eq!(site.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let problem = site.json("/regions/330").await;
    assert!(text(&problem["detail"]).contains("Menade du Knivsta (0330)?"), "{problem}");
}

#[tokio::test]
async fn a_search_leads_straight_to_the_only_hit() {
    let site = Served::new().await;
    for (asked, address) in [
        ("hedem", "/kommun/2083"),
        ("ostersund", "/kommun/2380"),
        ("dalarna", "/lan/20"),
        ("Riket", "/riket"),
        ("Sweden", "/riket"),
    ] {
        let answer = site.get(&format!("/sok?q={asked}")).await;
        assert_eq!(answer.headers()["location"], address, "{asked}");
    }
    assert!(site.page("/sok?q=he").await.contains("Hedemora"));
    assert!(site.page("/sok/forslag?q=zzz").await.contains("Inget heter så"));
}

#[tokio::test]
async fn absurd_levers_are_held_and_said_so_and_nonsense_is_left_out() {
    let site = Served::new().await;
    let page = site.page("/kommun/2083?sick_leave=-999&exit_age=snart&scenario=magi&ar=abc").await;
    assert!(page.contains("Sjukfrånvaro räknas bara till \u{2212}6,0 procentenheter"), "{page}");
    assert!(page.contains("”snart” är inget tal"));
    for odd in [
        "?ar=99999",
        "?ar=-5",
        "?andel80=900&scenario=andel",
        "?frisk=1e999&scenario=friskare",
        "?onset_delay=1e308",
    ] {
        let page = site.page(&format!("/kommun/2083{odd}")).await;
        assert!(!page.contains("NaN") && !page.contains("inf "), "{odd}");
    }
}

#[tokio::test]
async fn the_headline_follows_the_levers_and_the_population_does_not() {
    let site = Served::new().await;
    let figure_of = async |code: &str, query: &str, indicator: &str| {
        let rows = site.json(&format!("/regions/{code}/projection?indicator={indicator}{query}")).await;
        rows.as_array().unwrap().iter().find(|r| r["year"] == 2035).unwrap()["p50"].as_f64().unwrap()
    };
    let figure = async |query: &str, indicator: &str| figure_of("2083", query, indicator).await;
    assert!(figure("&contract_hours=4", "fte_gap").await < figure("", "fte_gap").await);
    assert_eq!(
        figure("&contract_hours=4", "population_80_plus").await,
        figure("", "population_80_plus").await
    );
    assert!(figure_of("0330", "&scenario=tak", "queue").await > 0.0);
    let (plain, tried) = (site.page("/kommun/2083").await, site.page("/kommun/2083?contract_hours=4").await);
    let headline =
        |page: &str| page.split("id=\"rubrik\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
    assert_ne!(headline(&plain), headline(&tried));
    assert!(tried.contains("Gör till åtgärd"));
    assert!(!plain.contains("Gör till åtgärd"));
}

#[tokio::test]
async fn a_municipality_is_its_own_row_of_the_overview() {
    let site = Served::new().await;
    let own = site.json("/regions/0114/projection?indicator=fte").await;
    let own = own.as_array().unwrap().iter().find(|r| r["year"] == 2033).unwrap().clone();
    let all = site.json("/overview?indicator=fte&year=2033").await;
    assert_eq!(all.as_array().unwrap().len(), 312);
    assert_eq!(*all.as_array().unwrap().iter().find(|r| r["region"] == "0114").unwrap(), own);
}

#[tokio::test]
async fn charts_and_map_are_files_of_their_own() {
    let site = Served::new().await;
    for path in ["/kommun/2083/diagram/kostnad.svg", "/kommun/20/diagram/80-plus.svg", "/karta.svg"] {
        let answer = site.get(path).await;
        assert_eq!(answer.headers()["content-type"], "image/svg+xml", "{path}");
        assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let svg = answer.text().await.unwrap();
        assert!(svg.starts_with("<?xml"));
        assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    }
    assert_eq!(site.get("/kommun/2083/diagram/okant.svg").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_answer_is_protected() {
    let site = Served::new().await;
    for path in ["/", "/finns-inte", "/api/v1/regions", "/kommun/2083"] {
        let answer = site.get(path).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let body = answer.text().await.unwrap();
        assert!(
            !body.contains("<script>") && !body.contains(" style=\"") && !body.contains(" onclick"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_names_of_this_machine_are_answered_to() {
    let site = Served::new().await;
    let other = site.client.get(&site.address).header("host", "fardplan.example").send().await.unwrap();
    assert_eq!(other.status(), StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn the_api_answers_problems_as_problems() {
    let site = Served::new().await;
    for (path, status) in [
        ("/regions/9999", 404),
        ("/overview?indicator=magi", 400),
        ("/overview?year=1850", 400),
        ("/finns-inte", 404),
    ] {
        let answer = site.get(&format!("/api/v1{path}")).await;
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["status"], status);
        assert!(!text(&problem["title"]).is_empty() && !text(&problem["detail"]).is_empty());
    }
}

#[tokio::test]
async fn the_api_says_what_can_be_asked_of_it() {
    let site = Served::new().await;
    let refused = async |path: &str| {
        let answer = site.get(&format!("/api/v1{path}")).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        text(&answer.json::<Value>().await.unwrap()["detail"])
    };
    for (path, said) in [
        ("/regions/2083/projection?scenario=magi", "later, unchanged, trend, coverage, ceiling, official."),
        ("/regions/2083/projection?exit_age=snart", "”exit_age” ska vara ett tal, och ”snart” är inget"),
        ("/regions/2083/projection?scenario=andel&andel80=halva", "”andel80” ska vara ett tal"),
        (
            "/regions/2083/projection?scenario=coverage&coverage_80_plus=halva",
            "”coverage_80_plus” ska vara ett tal",
        ),
        ("/regions/2083/projection?indicator=magi", "population_80_plus"),
        ("/overview?year=1850", "”1850”. Den kan vara: 2025–2035."),
        ("/overview?year=i%20år", "”i år”. Den kan vara: 2025–2035."),
    ] {
        let detail = refused(path).await;
        assert!(detail.contains(said) && !detail.contains("sida") && !detail.contains("visas"), "{detail}");
    }

    // A parameter that is not described is refused, and those that are described are named.
    let document = site.json("/openapi.json").await;
    let forecast = document["paths"].as_object().unwrap().iter();
    let forecast = forecast.filter(|(_, path)| path["get"]["tags"][0] == "forecast");
    let mut paths = 0;
    for (path, described) in forecast {
        let path = path.replace("{code}", "2083");
        let detail = refused(&format!("{path}?foo=1")).await;
        let parameters = described["get"]["parameters"].as_array().cloned().unwrap_or_default();
        let names: Vec<String> =
            parameters.iter().filter(|one| one["in"] == "query").map(|one| text(&one["name"])).collect();
        let known = detail.split("De som finns är: ").nth(1).unwrap_or_default();
        assert!(detail.starts_with("Parametern ”foo” finns inte här"), "{detail}");
        assert_eq!(known.trim_end_matches('.'), names.join(", "), "{path}");
        paths += 1;
    }
    assert_eq!(paths, 8);
    let lever = site.get("/api/v1/regions/2083/projection?indicator=fte&contract_hours=4").await;
    assert_eq!(lever.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_description_of_the_api_covers_what_it_answers() {
    let site = Served::new().await;
    let document = site.json("/openapi.json").await;
    let paths = document["paths"].as_object().unwrap();
    for path in [
        "/regions",
        "/regions/{code}/projection",
        "/regions/{code}/hindcast",
        "/overview",
        "/levers",
        "/tables",
        "/roadmaps",
        "/roadmaps/{id}/worth",
    ] {
        assert!(paths.contains_key(path), "{path}");
    }
    assert!(paths.keys().all(|p| p.chars().all(|c| c.is_ascii_lowercase() || "/-{}".contains(c))));
    for path in ["/regions", "/regions/2083/hindcast", "/regions/2083/similar", "/levers", "/tables"] {
        assert!(!site.json(path).await.as_array().unwrap().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_language_is_remembered_and_leads_back_to_this_site_only() {
    let site = Served::new().await;
    let answer = site.get("/sprak?till=en&tillbaka=/kommun/2083").await;
    assert_eq!(answer.headers()["location"], "/kommun/2083");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let page = site
        .client
        .get(format!("{}/kommun/2083", site.address))
        .header("cookie", cookie)
        .send()
        .await
        .unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("<html lang=\"en\">"));
    assert!(page.contains("residents"));
    let away = site.get("/sprak?till=en&tillbaka=//evil.example").await;
    assert_eq!(away.headers()["location"], "/");
}

#[tokio::test]
async fn the_country_is_called_riket_in_swedish_and_sweden_in_english() {
    let site = Served::new().await;
    let roadmap = [("title", "Plan"), ("origin", "empty")];
    site.done("/kommun/00/fardplaner", &roadmap).await;
    for (path, swedish) in [
        ("/riket", "<h1>Riket</h1>"),
        ("/kommun/00/diagram/80-plus.svg", "Invånare 80 år och äldre, Riket"),
        ("/kommun/2083/jamforelse", ">Riket</a>"),
        ("/sok/forslag?q=ri", ">Riket <"),
        ("/fardplaner", ">Riket</a>"),
        ("/kommun/00/fardplaner", "Riket"),
    ] {
        assert!(site.page(path).await.contains(swedish), "{path}");
        let page = site.client.get(format!("{}{path}", site.address)).header("cookie", "sprak=en");
        let page = page.send().await.unwrap().text().await.unwrap();
        assert!(page.contains("Sweden") && !page.contains("Riket"), "{path}: {page}");
    }
}

#[tokio::test]
async fn the_hindcast_tells_all_the_years_that_its_chart_shows() {
    let site = Served::new().await;
    let csv = site.page("/kommun/2083/tillbakablick.csv").await;
    let last: Vec<&str> = csv.lines().last().unwrap().split(',').collect();
    assert_eq!(last[0], "2023");
    let whole = |text: &str| format!("{:.0}", text.parse::<f64>().unwrap());
    let page = site.page("/kommun/2083").await.replace('\u{a0}', "");
    let (forecast, outcome) = (whole(last[3]), whole(last[6]));
    let interval = format!("({}–{})", whole(last[1]), whole(last[5]));
    let prose = page.split("id=\"h-past\"").nth(1).unwrap().split("<figure>").next().unwrap();
    assert!(prose.contains("för 2018") && prose.contains("För 2023 hade den sagt"), "{prose}");
    for said in [&format!("<b>{forecast}</b>"), &interval, &format!("det blev <b>{outcome}</b>")] {
        assert!(prose.contains(said), "{said}: {prose}");
    }
    assert!(prose.contains("år 2018 och") && prose.contains("år 2023, av alla i landet"), "{prose}");
    let described = format!("2023: {forecast}, nio framtider av tio {}", interval.trim_matches(['(', ')']));
    assert!(page.contains(&described), "{described}");
}

#[tokio::test]
async fn while_the_country_is_computed_pages_say_so_at_once() {
    let database = Database::new();
    let db = Db::open(&database.place.parse().unwrap()).await.unwrap();
    let forecast = Arc::new(Forecast::new(2027, 20, 1).unwrap());
    forecast.begin_preparing();
    let site = web::Site {
        db,
        attachments: attachments(&database),
        forecast: Arc::clone(&forecast),
        gate: Arc::default(),
        computing: Arc::default(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, web::router(site)).await.unwrap() });
    for path in ["/", "/kommun/2083", "/metod"] {
        let waiting = reqwest::get(format!("{address}{path}")).await.unwrap();
        assert_eq!(waiting.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(waiting.headers()["retry-after"], "1");
        assert_eq!(waiting.headers()["refresh"], "1");
        assert!(waiting.text().await.unwrap().contains("Färdplan räknar"), "{path}");
    }
    let api = reqwest::get(format!("{address}/api/v1/regions/2083/projection")).await.unwrap();
    assert_eq!(
        (api.status(), &api.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"1".parse().unwrap())
    );
    assert_eq!(api.headers()["content-type"], "application/problem+json");
    assert_eq!(reqwest::get(format!("{address}/halsa")).await.unwrap().status(), StatusCode::OK);
    forecast.prepare(None).unwrap();
    let page = reqwest::get(format!("{address}/kommun/2083")).await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert!(!page.headers().contains_key("refresh"));
}

#[tokio::test]
async fn a_region_says_what_its_figures_rest_on_and_why_they_differ_from_the_official_forecast() {
    let site = Served::new().await;
    for path in ["/kommun/2083?ar=2035", "/lan/20?ar=2035", "/riket?ar=2035"] {
        let page = site.page(path).await;
        for said in [
            "31 december 2025",
            "Varför skiljer det sig från SCB?",
            "870\u{a0}122",
            "på trettio; minus är för få",
        ] {
            assert!(page.contains(said), "{path}: {said}");
        }
    }
    assert!(site.page("/riket").await.contains("SCB 2026"), "theirs is drawn beside ours");
}

/// The median of people aged 80 or more in a year to come, in the table of a page: after what there were.
fn in_the_table(page: &str, year: i32) -> f64 {
    let row = page.split(&format!("<th scope=\"row\">{year}</th>")).nth(1).expect("a row of the year");
    let figure = row.split("<td class=\"number\">").nth(2).and_then(|rest| rest.split('<').next());
    let digits = figure.expect("a median").chars().filter(char::is_ascii_digit);
    digits.collect::<String>().parse().expect("a number")
}

#[tokio::test]
async fn the_country_and_counties_can_be_seen_as_the_official_forecast_has_them() {
    let site = Served::new().await;
    let country = site.page("/riket?ar=2035&scenario=scb").await;
    assert!(
        (in_the_table(&country, 2035) / 870_122.0 - 1.0).abs() < 0.002,
        "{}",
        in_the_table(&country, 2035)
    );
    assert!(country.contains("<option value=\"scb\" selected>"));
    let (ours, theirs) = (site.page("/lan/20").await, site.page("/lan/20?scenario=scb").await);
    assert!(in_the_table(&theirs, 2035) < 0.99 * in_the_table(&ours, 2035));
    // Rows of what is within, and the files, are on the same assumptions.
    let within = |page: &str| {
        let table = page.split("id=\"tabell\"").nth(1).expect("what is within").to_owned();
        let cells = table.split("<td class=\"number\">").skip(1);
        cells.map(|cell| cell.split("</td>").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(within(&ours).len(), 15 * 6);
    assert_ne!(within(&ours), within(&theirs));
    assert!(theirs.contains("/kommun/20/prognos.csv?ar=2035&#38;visa=80-plus&#38;scenario=scb"));
}

#[tokio::test]
async fn need_comes_later_unless_unchanged_shares_are_chosen_and_the_page_says_what_they_would_give() {
    let site = Served::new().await;
    let plain = site.page("/kommun/1480?ar=2035").await;
    let unchanged = site.page("/kommun/1480?ar=2035&scenario=oforandrad").await;
    let places = |page: &str, after: &str| {
        let rest = page.split(after).nth(1).unwrap().split("fler platser").next().unwrap();
        let figure = rest.rsplit("<b>").next().unwrap();
        figure.chars().filter(char::is_ascii_digit).collect::<String>().parse::<f64>().unwrap()
    };
    let [later, said, chosen] = [
        places(&plain, "behövs"),
        places(&plain, "skulle det i stället behövas"),
        places(&unchanged, "behövs"),
    ];
    assert!(later < said, "{later} {said}");
    assert_eq!(said, chosen);
    assert!(!unchanged.contains("skulle det i stället behövas"), "what is tried stands alone");
    assert!(plain.contains("href=\"/metod#need\""));
    let method = site.page("/metod").await;
    assert!(method.contains("id=\"need\"") && method.contains("2012–2019"), "the trials it was chosen on");
}

#[tokio::test]
async fn the_start_page_says_what_the_country_needs_both_ways() {
    let site = Served::new().await;
    let gap = async |query: &str| {
        let rows = site.json(&format!("/regions/00/projection?indicator=places_gap{query}")).await;
        let row = rows.as_array().unwrap().iter().find(|row| row["year"] == 2035).unwrap().clone();
        ((row["p50"].as_f64().unwrap() / 100.0).round() * 100.0) as i64
    };
    let (later, unchanged) = (gap("").await, gap("&scenario=oforandrad").await);
    assert!(later < unchanged);
    let sentence = site.page("/?ar=2035").await;
    let sentence = sentence.split("I hela landet").nth(1).unwrap().split("</p>").next().unwrap();
    let digits: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(digits.contains(&format!("behövsdå{later}platser")), "{sentence}");
    assert!(digits.contains(&format!("varjeålder{unchanged}platser")), "{sentence}");
}

#[tokio::test]
async fn a_chosen_part_of_gained_years_counts_under_a_ceiling_too() {
    let site = Served::new().await;
    let queue = async |query: &str| {
        let rows = site.json(&format!("/regions/0330/projection?indicator=queue&scenario=tak{query}")).await;
        rows.as_array().unwrap().iter().find(|row| row["year"] == 2035).unwrap()["p50"].as_f64().unwrap()
    };
    assert!(queue("&frisk=0").await > queue("").await);
    let described = site.json("/openapi.json").await.to_string();
    assert!(described.contains("`later` (unless another is asked for"));
    let country = site.page("/riket?scenario=oforandrad").await;
    assert!(country.contains("<option value=\"oforandrad\" selected>"));
}

#[tokio::test]
async fn a_lever_is_judged_under_the_scenario_that_it_is_tried_in() {
    let site = Served::new().await;
    let effect = async |query: &str| {
        let page = site.page(&format!("/kommun/1214?ar=2035{query}")).await;
        let rest = page.split("Platser som saknas").nth(1).expect("an effect on places").to_owned();
        let figure = rest.split(['\u{2212}', '+']).nth(1).unwrap().to_owned();
        let sign = rest.chars().find(|c| matches!(c, '\u{2212}' | '+')).unwrap();
        let size: f64 = figure.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
        if sign == '+' { size } else { -size }
    };
    assert!(effect("&onset_delay=1").await < 0.0);
    assert!(effect("&onset_delay=1&scenario=oforandrad").await < 0.0);
    assert!(effect("&scenario=oforandrad").await > 0.0, "alone it is against later need");
}

#[tokio::test]
async fn a_decided_share_starts_at_todays_whatever_year_is_looked_at() {
    let site = Served::new().await;
    let field = async |year: i32| {
        let page = site.page(&format!("/kommun/0180?scenario=andel&ar={year}")).await;
        page.split("id=\"andel80\"").nth(1).unwrap().split("value=\"").nth(1).unwrap()[..4].to_owned()
    };
    assert_eq!(field(2026).await, field(2035).await);
    let plain = site.page("/kommun/0180").await;
    assert!(plain.contains(&format!("value=\"{}", field(2035).await)), "it is there before it is chosen");
}

#[tokio::test]
async fn the_headline_says_what_it_takes_for_granted() {
    let site = Served::new().await;
    for (query, said) in [
        ("", "Kommer behoven senare när vi lever längre, och ändras inget annat, behövs"),
        ("&frisk=50", "Skjuts behoven upp 50\u{a0}% så mycket som livet blir längre, och ändras"),
        ("&scenario=oforandrad", "Får lika stor andel vid varje ålder insatser som i dag, och ändras"),
        ("&scenario=scb&frisk=0", "som SCB väntar sig och skjuts behoven upp 0\u{a0}% så mycket"),
        ("&scenario=tak&sick_leave=-1", "Byggs inga fler platser, behövs med det du prövar"),
    ] {
        let page = site.page(&format!("/kommun/1480?ar=2035{query}")).await;
        assert!(page.contains(said), "{query}: {said}");
    }
    let county = site.page("/lan/14?scenario=tak&ar=2030").await;
    assert!(county.contains("bara för en kommun i taget"));
    let within = site.page("/riket?scenario=scb&ar=2030").await;
    assert!(within.contains("/lan/14?ar=2030&#38;visa=80-plus&#38;scenario=scb"), "the choice goes along");
    let file = site.get("/kommun/1480/prognos.csv?scenario=oforandrad").await;
    let name = file.headers()["content-disposition"].to_str().unwrap();
    assert!(name.contains("prognos-2035-oforandrad-2026-11-22.csv"), "{name}");
    assert_eq!(site.json("/regions?q=stockh").await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_api_of_roadmaps_refuses_what_it_does_not_know_too() {
    let site = Served::new().await;
    for path in ["/roadmaps?foo=1", "/roadmaps?regoin=2083"] {
        let answer = site.get(&format!("/api/v1{path}")).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{path}");
    }
    assert_eq!(site.get("/api/v1/roadmaps?region=2083").await.status(), StatusCode::OK);
    assert_eq!(site.get("/fardplaner?foo=1").await.status(), StatusCode::OK, "pages are not so strict");
}

#[tokio::test]
async fn a_chart_as_a_file_is_seen_against_the_same_line_as_on_the_page() {
    let site = Served::new().await;
    let query = "ar=2035&visa=sarskilt-boende&scenario=oforandrad&onset_delay=1";
    let page = site.page(&format!("/kommun/1480?{query}")).await;
    let file = site.page(&format!("/kommun/1480/diagram/sarskilt-boende.svg?{query}")).await;
    let dashed = |svg: &str| {
        let line = svg.split("class=\"other").nth(1).expect("a dashed line").to_owned();
        line.split(" d=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(dashed(&page), dashed(&file));
}

#[tokio::test]
async fn an_address_that_ends_in_a_slash_leads_to_the_page() {
    let site = Served::new().await;
    for (path, to) in [("/kommun/2083/?ar=2030", "/kommun/2083?ar=2030"), ("/metod/", "/metod")] {
        let answer = site.get(path).await;
        assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT, "{path}");
        assert_eq!(answer.headers()["location"], to);
    }
    for path in ["//annan.se/", "///", "/finns-inte"] {
        assert_eq!(site.status(path).await, StatusCode::NOT_FOUND, "{path}");
    }
    for region in ["114", "%00", "9999"] {
        let answer = site.get(&format!("/api/v1/roadmaps?region={region}")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{region}");
        assert_eq!(answer.text().await.unwrap().contains("0114"), region == "114");
    }
}
