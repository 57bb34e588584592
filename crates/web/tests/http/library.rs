//! The library: from a need to an approach, what is known of it, a try on the municipality's own forecast, and a measure.

use plan::access::Role;
use reqwest::StatusCode;

use crate::people::People;
use crate::served::Served;

const NIGHT: &str = "/bibliotek/arbetssatt/digital_night_supervision";
const CARERS: &str = "/bibliotek/arbetssatt/caregiver_support_dementia";

/// Addresses of the approaches that a page leads to.
fn approaches(page: &str) -> Vec<String> {
    let found = page.split("href=\"/bibliotek/arbetssatt/").skip(1);
    found.map(|rest| format!("/bibliotek/arbetssatt/{}", rest.split(['"', '?']).next().unwrap())).collect()
}

#[tokio::test]
async fn every_approach_says_what_is_known_of_it() {
    let site = Served::new().await;
    let list = site.page("/bibliotek").await;
    let all = approaches(&list);
    assert_eq!(all.len(), 42, "{list}");
    for address in &all {
        let page = site.page(address).await;
        for word in ["NaN", "inf ", "None", "{ $"] {
            assert!(!page.contains(word), "{word} in {address}: {page}");
        }
        assert!(page.contains("Underlagets styrka") && page.contains("Pröva i er kommun"), "{page}");
        let english =
            site.client.get(format!("{}{address}", site.address)).header("cookie", "sprak=en").send();
        let english = english.await.unwrap().text().await.unwrap();
        assert!(english.contains("Strength of the evidence") && english.contains("lang=\"en\""), "{english}");
        assert!(!english.contains("Underlagets styrka") && !english.contains("{ $"), "{english}");
    }
    let falls = site.page("/bibliotek/arbetssatt/fall_prevention_exercise").await;
    assert!(falls.contains("inget ärligt sätt"), "what leads to no lever says so: {falls}");
    let few = approaches(&site.page("/bibliotek?havstang=night_supervision").await);
    assert_eq!(few, [NIGHT]);
    assert_eq!(site.status("/bibliotek/arbetssatt/magi").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn where_studies_contradict_each_other_it_is_not_known() {
    let site = Served::new().await;
    let page = site.page(CARERS).await;
    for said in [
        "3 studier vägda tillsammans: vi vet inte",
        "De ger hasardkvot 0,83 (0,25–2,73)",
        "Fylld ruta: deltagarna lottades",
        "class=\"pooled\"",
        "Nästa kommun kan vänta sig",
        "Spijker 2008",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let tried = site.page(&format!("{CARERS}?kommun=hedemora")).await;
    assert!(tried.contains("Pröva i Hedemora"), "{tried}");
    assert!(tried.contains("Vi vet inte om det minskar behovet av personal i Hedemora"), "{tried}");
    let places = tried.split("Platser som saknas").nth(1).unwrap().split("</dd>").next().unwrap();
    assert!(places.contains(" till ") && !places.contains('('), "the interval and no mean: {places}");
    // The municipality's own share follows when another municipality is typed.
    let share = |page: &str| {
        let words = page.split("Bygger på: Flyttar").nth(1).unwrap_or_else(|| panic!("{page}"));
        words.split("procent: ").nth(1).unwrap().split(". ").next().unwrap().to_owned()
    };
    let elsewhere = site.page(&format!("{CARERS}?kommun=Stockholm")).await;
    assert_ne!(share(&tried), share(&elsewhere));
    // A single study says how sure it is, and no more.
    let page = site.page("/bibliotek/arbetssatt/health_promotion_senior_meetings").await;
    assert!(page.contains("en studie är en studie"), "{page}");
    let csv = site.page(&format!("{CARERS}/studier.csv")).await;
    assert!(csv.lines().count() > 12 && csv.contains("Mittelman 2006"), "{csv}");
}

#[tokio::test]
async fn a_try_that_cannot_be_computed_says_why_and_keeps_what_was_typed() {
    let site = Served::new().await;
    let good = [
        ("kommun", "Hedemora"),
        ("mitt", "2"),
        ("lagst", "1"),
        ("hogst", "4"),
        ("andel", "50"),
        ("borjar", "2028"),
        ("ar", "2035"),
        ("rakna", "1"),
    ];
    let asked = |field: &str, value: &str| {
        let query: Vec<String> = good
            .iter()
            .map(|(name, typed)| format!("{name}={}", if *name == field { value } else { typed }))
            .collect();
        format!("{NIGHT}?{}", query.join("&"))
    };
    let page = site.page(&asked("", "")).await;
    assert!(page.contains("färre årsarbetare år 2035"), "{page}");
    // Each fault says which field it is of.
    let page = site.get(&format!("{NIGHT}?kommun=Hedemora&rakna=1")).await.text().await.unwrap();
    assert!(page.contains("Troligast: Skriv ett tal.") && page.contains("Visa år: Skriv ett tal."), "{page}");
    for (field, value) in [
        ("kommun", "Atlantis"),
        ("kommun", ""),
        ("mitt", "mycket"),
        ("mitt", "99"),
        ("lagst", "3"),
        ("hogst", "NaN"),
        ("andel", "0"),
        ("andel", "101"),
        ("ar", "1900"),
        ("borjar", ""),
        ("kommun", "20"),
    ] {
        let answer = site.get(&asked(field, value)).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("fm-summary") && page.contains("aria-invalid"), "{field}={value}: {page}");
        assert!(page.contains(&format!("value=\"{value}\"")), "{value} is kept: {page}");
    }
}

#[tokio::test]
async fn a_try_becomes_a_measure_with_its_sources_in_one_step() {
    let site = Served::new().await;
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let page = site.page(&format!("/fardplan/{roadmap}")).await;
    let to = format!("/bibliotek?behov={need}");
    assert!(page.contains(&to), "a need that nothing is done about leads to the library");
    let list = site.page(&to).await;
    assert!(list.contains(&format!("caregiver_support_dementia?behov={need}")), "{list}");
    // The need says where.
    let tried = site.page(&format!("{CARERS}?behov={need}")).await;
    assert!(tried.contains("Pröva i Hedemora"), "{tried}");
    let way = tried.split(&format!("href=\"{CARERS}/atgard?")).nth(1).unwrap().split('"').next().unwrap();
    let way = format!("{CARERS}/atgard?{}", way.replace("&amp;", "&").replace("&#38;", "&"));
    let form = site.page(&way).await;
    assert!(form.contains(&format!("value=\"{need}\" selected")), "{form}");
    let mut fields: Vec<(String, String)> = form
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|rest| {
            let name = rest.split('"').next().unwrap();
            let value = rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect();
    fields.push(("behov".into(), need.clone()));
    let sent: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let first = site.done(&format!("{CARERS}/atgard"), &sent).await;
    assert_eq!(site.done(&format!("{CARERS}/atgard"), &sent).await, first, "sent twice it is one");
    let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
    let measures = tree["areas"][0]["needs"][0]["measures"].as_array().unwrap();
    assert_eq!(measures.len(), 1);
    let (measure, effect) = (&measures[0], &measures[0]["effects"][0]);
    assert_eq!(measure["title"], "Anhörigstöd vid demens");
    assert_eq!(
        (&measure["status"], &effect["lever"]),
        (&"proposed".into(), &"special_housing_coverage".into())
    );
    let number = |name: &str| effect[name].as_f64().unwrap();
    assert!(number("low") < number("size") && number("size") < 0.0 && number("high") > 0.0, "{effect}");
    let source = effect["source"].as_str().unwrap();
    assert!(source.contains("3 studier vägda tillsammans") && source.contains("doi:"), "{source}");
    assert!(site.page(&first).await.contains("Anhörigstöd vid demens"));
    // What a need is not chosen for is nothing.
    let without: Vec<(&str, &str)> = sent.iter().copied().filter(|(name, _)| *name != "behov").collect();
    let refused = site.refused(&format!("{CARERS}/atgard"), &without, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Välj vilket behov"), "{refused}");
}

#[tokio::test]
async fn everybody_may_look_and_only_planners_make_measures() {
    let site = People::new().await;
    let stranger = site.stranger();
    assert!(stranger.page(CARERS).await.contains("Anhörigstöd vid demens"));
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let tried = leader.page(CARERS).await;
    assert!(tried.contains("Pröva i Hedemora"), "where one works is filled in: {tried}");
    // Whoever plans for another municipality makes no measure in this one's draft, nor does a stranger.
    let form = [("title", "Färdplan"), ("origin", "template")];
    let roadmap = leader.done("/kommun/2083/fardplaner", &form).await;
    let roadmap: String = roadmap.trim_start_matches("/fardplan/").chars().take(36).collect();
    let need = leader.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"][0]["id"].clone();
    let sent = [
        ("kommun", "Hedemora"),
        ("andel", "50"),
        ("borjar", "2028"),
        ("ar", "2035"),
        ("behov", need.as_str().unwrap()),
    ];
    let elsewhere = site.person(Role::DevelopmentLeader, "2062").await;
    for other in [&elsewhere, &stranger] {
        let chosen =
            other.page(&format!("{CARERS}/atgard?kommun=Hedemora&andel=50&borjar=2028&ar=2035")).await;
        assert!(!chosen.contains(need.as_str().unwrap()), "a draft's needs are not offered: {chosen}");
        let answer = other.post(&format!("{CARERS}/atgard"), &sent).await;
        assert_ne!(
            answer.headers().get("location").map(|to| to.to_str().unwrap().contains("/atgard/")),
            Some(true)
        );
    }
    let measures = async || {
        leader.json(&format!("/roadmaps/{roadmap}")).await["areas"][0]["needs"][0]["measures"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(measures().await, 0);
    leader.done(&format!("{CARERS}/atgard"), &sent).await;
    assert_eq!(measures().await, 1);
}

#[tokio::test]
async fn a_need_without_measures_ranks_what_would_meet_it() {
    let site = People::new().await;
    let forecast = crate::served::forecast();
    let effects = &forecast.tables().effects;
    plan::search::keep_named(&site.db, plan::search::APPROACH, &plan::library::named(effects)).await.unwrap();
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let roadmap = site.roadmap("2083", "Plan").await;
    let plan = leader.page(&format!("/fardplan/{roadmap}")).await;
    let needs = plan.split("href=\"/bibliotek?behov=").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut ranked = Vec::new();
    for need in needs {
        let page = leader.page(&format!("/bibliotek?behov={need}")).await;
        ranked.extend(
            page.split("class=\"approaches ranked\"")
                .nth(1)
                .map(|rest| rest.split("</ol>").next().unwrap().to_owned()),
        );
        assert!(!site.stranger().page(&format!("/bibliotek?behov={need}")).await.contains("ranked\""));
    }
    assert!(ranked.len() > 3, "{} needs are about approaches: {plan}", ranked.len());
    for one in &ranked {
        assert!(one.contains("?behov=") && one.contains("#prova"), "{one}");
        // What surely lowers the need stands before what is not known.
        let places = ["färre årsarbetare", "Vi vet inte", "utan egna siffror"]
            .map(|words| (one.find(words), one.rfind(words)));
        if let ((_, Some(last)), (Some(first), _)) = (places[0], places[1]) {
            assert!(last < first, "{one}");
        }
    }
}

#[tokio::test]
async fn an_effect_that_fades_closes_less_and_so_does_its_measure() {
    let site = Served::new().await;
    let asked = "kommun=Hedemora&mitt=2&lagst=1&hogst=4&andel=50&borjar=2026&ar=2035&rakna=1";
    let fewer = |page: &str| -> f64 {
        let said = page.split("class=\"said\"").nth(1).unwrap().split("</p>").next().unwrap();
        let number = said.split_whitespace().find_map(|word| word.replace(',', ".").parse::<f64>().ok());
        number.unwrap_or_else(|| panic!("{said}"))
    };
    let lasting = fewer(&site.page(&format!("{NIGHT}?{asked}")).await);
    let page = site.page(&format!("{NIGHT}?{asked}&halveras=2")).await;
    let fading = fewer(&page);
    assert!(fading > 0.0 && fading < lasting / 2.0, "{fading} of {lasting}");
    let wrong = site.get(&format!("{NIGHT}?{asked}&halveras=0")).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    // The measure fades as the try did, and says so where it is read and carried out.
    let roadmap = site.roadmap().await;
    let need = site.need(&roadmap).await;
    let fields = [("title", "Nattillsyn"), ("start_year", "2028"), ("half_life_years", "5,5")];
    site.done(&format!("/behov/{need}/atgard"), &fields).await;
    let tree = site.json(&format!("/roadmaps/{roadmap}")).await;
    assert_eq!(tree["areas"][0]["needs"][0]["measures"][0]["half_life_years"], 5.5);
    let file = site.page(&format!("/fardplan/{roadmap}/fil")).await;
    assert!(file.contains("half_life_years = 5.5"), "{file}");
    let way = page.split(&format!("href=\"{NIGHT}/atgard?")).nth(1).unwrap().split('"').next().unwrap();
    assert!(way.contains("halveras=2"), "{way}");
}
