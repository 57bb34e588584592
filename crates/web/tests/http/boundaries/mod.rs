//! Organisations are boundaries: what one has not published or shared is not there for others, by any way in.

pub mod draft;
mod example;
mod figures;
mod group;

use std::collections::BTreeSet;
use std::sync::Arc;

use plan::access::{Actor, Kind, Role};
use plan::attachments::list;
use plan::records::delete;
use reqwest::{Method, StatusCode};
use uuid::Uuid;

use self::draft::Draft;
use crate::decisions::{CONSULT, Officers, complete, step};
use crate::people::People;
use crate::served::Browsing;
use crate::served::forecast;

/// What stands in every text of the draft, and must be seen by nobody outside.
const SECRET: &str = "Kvarnbergets hemlighet";

/// What is sent with a request that changes something: enough for any of the forms, and for the API.
async fn ask(browser: &Browsing, method: &Method, path: &str) -> (StatusCode, String) {
    let request = browser.client.request(method.clone(), format!("{}{path}", browser.address));
    let request = match (method, path.starts_with("/api/")) {
        (&Method::PUT, true) if path.contains("/roadmaps/") => request.json(&serde_json::json!({
            "version": 1, "title": "Kapad", "region_code": "2083", "purpose": "",
        })),
        (&Method::POST | &Method::PUT, true) => {
            request.json(&serde_json::json!({ "version": 1, "title": "Kapad", "start_year": 2030 }))
        }
        (&Method::POST, false) => request.form(&[
            ("version", "1"),
            ("title", "Kapad"),
            ("name", "Kapad"),
            ("start_year", "2030"),
            ("riktning", "upp"),
            ("to", "preparation"),
            ("level", "local"),
            ("scope", "all"),
            ("kolumn", "local"),
            ("act", "note"),
            ("note", "Kapad"),
            ("body", "Kapad"),
            ("fran", "00000000-0000-0000-0000-000000000007"),
        ]),
        _ => request,
    };
    let response = request.send().await.unwrap();
    (response.status(), response.text().await.unwrap())
}

/// Every route that the router knows: it lists them when it is asked to show itself.
fn routes(site: &People) -> BTreeSet<String> {
    let (db, attachments) = (site.db.clone(), site.attachments.clone());
    let router = web::router(web::Site {
        db,
        attachments,
        forecast: forecast(),
        gate: Arc::default(),
        computing: Arc::default(),
    });
    format!("{router:?}").split('"').filter(|text| text.starts_with('/')).map(str::to_owned).collect()
}

/// Whether a path is one of a route's.
fn leads(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) =
        (route.split('/').collect(), path.split('?').next().unwrap_or_default().split('/').collect());
    route.len() == path.len()
        && route.iter().zip(&path).all(|(one, other)| one.starts_with('{') || one == other)
}

/// Where routes begin that lead to no thing of an organisation's: what everyone may see, the own account, and what other
/// tests try ([`crate::attacks`], [`crate::accounts`], [`crate::transfer`]).
const OTHERS: [&str; 47] = [
    "/",
    "/api-info",
    "/api/v1/approaches",
    "/api/v1/examples",
    "/api/v1/levers",
    "/api/v1/openapi.json",
    "/api/v1/overview",
    "/api/v1/regions",
    "/api/v1/roadmaps",
    "/api/v1/tables",
    "/api/v1/trail",
    "/behorigheter",
    "/bibliotek",
    "/borttaget",
    "/drift",
    "/fardplaner",
    "/forfragan/ny",
    "/forfragningar",
    "/glomt-losenord",
    "/grupp/ny",
    "/grupper",
    "/halsa",
    "/hjalp/havstang",
    "/inbjudan",
    "/karta.svg",
    "/kommun",
    "/konto",
    "/lan",
    "/logg",
    "/min-kommun",
    "/logg.csv",
    "/logg.xlsx",
    "/logga-in",
    "/logga-ut",
    "/metod",
    "/nytt-losenord",
    "/organisation",
    "/organisationer",
    "/person",
    "/redo",
    "/riket",
    "/siffror",
    "/sok",
    "/sprak",
    "/static",
    "/tillganglighet",
    "/{*__private__axum_fallback}",
];

/// Whether a route is one of those: itself, or for what is not about things all that lies below.
fn is_known(route: &str) -> bool {
    let is_below =
        |other: &str| other != "/" && !other.ends_with("roadmaps") && route.starts_with(&format!("{other}/"));
    OTHERS.iter().any(|other| *other == route || is_below(other))
}

#[tokio::test]
async fn every_route_to_a_thing_is_tried_and_every_other_is_known() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let tried: Vec<String> = draft.addresses().into_iter().map(|(_, path)| path).collect();
    let all = routes(&site);
    assert!(all.len() > 80, "{} routes: the router lists them in another way", all.len());
    let missing: Vec<&String> = all
        .iter()
        .filter(|route| !tried.iter().any(|path| leads(route, path)))
        .filter(|route| !is_known(route))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[tokio::test]
async fn no_role_outside_an_organisation_reads_or_changes_its_draft_by_any_way_in() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let before = draft.tree(&site).await;
    let unknown = Uuid::from_u128(42);
    for role in Role::ALL {
        // A neighbour, the region above, and the country: for all roles in turn.
        let organisation = ["2062", "20", "00"][role as usize % 3];
        let outsider = site.person(role, organisation).await;
        for (method, path) in draft.addresses() {
            let (status, text) = ask(&outsider, &method, &path).await;
            let about = format!("{role} in {organisation}: {method} {path}");
            assert!(!text.contains(SECRET), "{about}");
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::GONE, "{about}: {status}");
            let parts = draft.parts();
            let hidden = |text: &str, path: &str| text.replace(path.split('?').next().unwrap(), "");
            let other = parts
                .iter()
                .fold(path.clone(), |path, id| path.replace(&id.to_string(), &unknown.to_string()));
            let (no_status, no_text) = ask(&outsider, &method, &other).await;
            let plain = |text: String, path: &str| {
                let text = parts.iter().fold(text, |text, id| text.replace(&id.to_string(), "id"));
                hidden(&text.replace(&unknown.to_string(), "id"), path)
            };
            assert_eq!(
                (status, plain(text, &path)),
                (no_status, plain(no_text, &other)),
                "{about} is as if it were not there"
            );
        }
        lists_are_silent(&outsider).await;
    }
    assert_eq!(draft.tree(&site).await, before, "nothing has been changed");
    let mut tx = site.db.read(&Actor::Program).await.unwrap();
    assert_eq!(
        list(&mut tx, Kind::Roadmap.of(draft.roadmap)).await.unwrap().len(),
        1,
        "nothing has been attached or removed"
    );
}

/// The pages and answers that tell of many roadmaps.
async fn lists_are_silent(browser: &Browsing) {
    for path in [
        "/fardplaner",
        "/bibliotek",
        "/bibliotek/exempel",
        "/bibliotek/exempel?visa=utkast",
        "/forfragningar",
        "/grupper",
        "/kommun/2083",
        "/kommun/2083/fardplaner",
        "/kommun/2083/egna-siffror",
        "/kommun/2083/egna-siffror/platser",
        "/kommun/2083/egna-siffror/omsorg",
        "/organisation/2083",
        "/sok?q=Kvarnbergets",
        "/sok/forslag?q=Kvarnbergets",
        "/logg",
        "/logg.csv",
        "/logg.xlsx",
        "/logg.xlsx",
        "/api/v1/trail",
        "/api/v1/roadmaps",
        "/api/v1/roadmaps?region=2083",
    ] {
        let text = browser.get(path).await.text().await.unwrap();
        assert!(!text.contains(SECRET), "{path}");
    }
}

#[tokio::test]
async fn a_stranger_sees_nothing_of_a_draft_and_is_asked_to_sign_in() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let stranger = site.stranger();
    for (method, path) in draft.addresses() {
        let (status, text) = ask(&stranger, &method, &path).await;
        assert!(!text.contains(SECRET), "{method} {path}");
        // Where only those who sign in answer, whoever comes is asked to, whether anything is there or not.
        let as_account = path.strip_prefix("/svara/").is_some_and(|key| !key.starts_with("at-"))
            || path.starts_with("/min-plats/");
        let expected = match (as_account, &method) {
            (true, &Method::GET) => status == StatusCode::SEE_OTHER,
            (true, _) => status == StatusCode::SEE_OTHER || status == StatusCode::UNAUTHORIZED,
            (false, _) => status == StatusCode::NOT_FOUND || status == StatusCode::GONE,
        };
        assert!(expected, "{method} {path}: {status}");
    }
    lists_are_silent(&stranger).await;
    let fields = [("title", "Ny plan"), ("origin", "empty")];
    let page = stranger.refused("/kommun/2083/fardplaner", &fields, StatusCode::UNAUTHORIZED).await;
    assert!(page.contains("href=\"/logga-in?tillbaka=/kommun/2083/fardplaner\""));
    assert!(page.contains("Ny plan"));
}

#[tokio::test]
async fn a_copy_cannot_be_made_of_what_one_may_not_read() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    let id = draft.roadmap.to_string();
    let fields = [("title", "Kopia"), ("origin", "copy"), ("copy", id.as_str())];
    let page = neighbour.refused("/kommun/2062/fardplaner", &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(!page.contains(SECRET));
    let body = serde_json::json!({ "region_code": "2062", "title": "Kopia", "start": { "copy": id } });
    let address = format!("{}/api/v1/roadmaps", site.address);
    let answer = neighbour.client.post(address).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn in_the_house_each_role_reads_and_changes_what_its_table_says() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let page = format!("/fardplan/{}", draft.roadmap);
    for role in Role::ALL {
        let person = site.person(role, "2083").await;
        let may_read = role.has(plan::access::Right::ReadDraft);
        let expected = if may_read { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(person.status(&page).await, expected, "{role} reads");
        let need = format!("/behov/{}/atgard", draft.need);
        let made = person.post(&need, &[("title", "Ny åtgärd"), ("start_year", "2028")]).await.status();
        let expected = match (may_read, role.has(plan::access::Right::Plan)) {
            (true, true) => StatusCode::SEE_OTHER,
            (true, false) => StatusCode::FORBIDDEN,
            _ => StatusCode::GONE,
        };
        assert_eq!(made, expected, "{role} adds a measure");
    }
}

#[tokio::test]
async fn a_right_below_reaches_no_higher() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    let to = admin.done("/organisation/2083", &[("kind", "committee"), ("name", "Omsorgsnämnden")]).await;
    let committee = to.trim_start_matches("/organisation/").split('?').next().unwrap().to_owned();
    let below = site.person(Role::OrganisationAdmin, &committee).await;
    let own = format!("/organisation/{committee}/funktion");
    below.done(&own, &[("role", "reference_group_member"), ("title", "Ledamot")]).await;
    // What reads the whole municipality is given by those who look after it, also in the committee.
    let function = [("role", "auditor"), ("title", "Revisor")];
    let page = below.refused(&own, &function, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("Rollen når längre än det du själv sköter") && !page.contains("value=\"auditor\""));
    below.refused("/organisation/2083/funktion", &function, StatusCode::FORBIDDEN).await;
    admin.done(&own, &function).await;
    let page = below.page(&format!("/organisation/{committee}")).await;
    let auditor = page.split("Revisor").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(auditor.contains("bjuder in till den") && !auditor.contains("bjud-in"), "{auditor}");
    let page = admin.page(&format!("/organisation/{committee}")).await;
    let auditor = page.split("Revisor").nth(1).unwrap();
    let invite = auditor.split('"').find(|part| part.ends_with("/bjud-in")).unwrap().to_owned();
    let me = [("email", "organisation_admin.2083@example.se"), ("from_date", "2026-11-22")];
    below.refused(&invite, &me, StatusCode::FORBIDDEN).await;
    admin.refused("/organisation/2062/funktion", &function, StatusCode::FORBIDDEN).await;
    let operator = [("role", "system_admin"), ("title", "Kapare")];
    admin.refused("/organisation/2083/funktion", &operator, StatusCode::UNPROCESSABLE_ENTITY).await;

    // The committee's own leader plans for the committee, reads the municipality's, and does not write in it.
    let draft = Draft::new(&site).await;
    let leader = site.person(Role::DevelopmentLeader, &committee).await;
    assert_eq!(leader.status(&format!("/fardplan/{}", draft.roadmap)).await, StatusCode::OK);
    let measure = [("title", "Ny åtgärd"), ("start_year", "2028")];
    leader.refused(&format!("/behov/{}/atgard", draft.need), &measure, StatusCode::FORBIDDEN).await;
    let own =
        leader.done("/kommun/2083/fardplaner", &[("title", "Nämndens plan"), ("origin", "empty")]).await;
    assert!(leader.page(own.split('?').next().unwrap()).await.contains("Nämndens plan"));
}

#[tokio::test]
async fn a_shared_draft_is_read_by_those_named_until_the_day_or_until_it_is_revoked() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let neighbour = site.person(Role::Investigator, "2062").await;
    let third = site.person(Role::Investigator, "2034").await;
    let page = format!("/fardplan/{}", draft.roadmap);
    let share = format!("{page}/dela");
    let form = leader.page(&share).await;
    assert!(
        form.contains("allmän handling") && form.contains("tryckfrihetsförordningen"),
        "what it means in law is said"
    );

    let fields =
        [("organisation_id", "2062"), ("purpose", "Gemensam nattpatrull"), ("until_date", "2026-12-31")];
    let unread = leader.refused(&share, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(unread.contains("kryssa i rutan"));
    assert!(unread.contains("Gemensam nattpatrull"));
    let fields = [&fields[..], &[("has_read", "1")]].concat();
    let to = leader.done(&share, &fields).await;
    assert!(leader.page(&to).await.contains("Utkastet är delat."));
    assert!(!leader.page(&page).await.contains("Gemensam nattpatrull"), "they know");

    let read = neighbour.page(&page).await;
    assert!(read.contains(SECRET));
    assert!(read.contains("delat med Mora till och med 2026-12-31. Skäl: Gemensam nattpatrull"), "{read}");
    assert_eq!(third.status(&page).await, StatusCode::NOT_FOUND);
    assert_eq!(neighbour.status(&share).await, StatusCode::FORBIDDEN, "those who read do not share further");
    let measure = [("title", "Ny åtgärd"), ("start_year", "2028")];
    neighbour.refused(&format!("/behov/{}/atgard", draft.need), &measure, StatusCode::FORBIDDEN).await;
    let auditor = site.person(Role::Auditor, "2083").await;
    assert!(auditor.page("/logg").await.contains("Gemensam nattpatrull"), "sharing leaves a trace");

    let same_person = |other: &People| Browsing { address: other.address.clone(), ..neighbour.clone() };
    let last_day = site.later("2026-12-31T10:00:00Z").await;
    let after = site.later("2027-01-01T10:00:00Z").await;
    for (site, status) in [(&last_day, StatusCode::OK), (&after, StatusCode::NOT_FOUND)] {
        let browser = same_person(site);
        browser.sign_in("investigator.2062@example.se", crate::people::PASSWORD).await;
        // The cookie of a fresh session is kept by hand: the jar of this browser was given, not filled.
        let answer = browser.sign_in("investigator.2062@example.se", crate::people::PASSWORD).await;
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let plain = reqwest::Client::new();
        let read =
            plain.get(format!("{}{page}", site.address)).header("cookie", cookie).send().await.unwrap();
        assert_eq!(read.status(), status);
    }

    let revoke = leader.page(&share).await;
    let revoke = revoke.split('"').find(|text| text.ends_with("/sluta")).unwrap().to_owned();
    leader.done(&revoke, &[]).await;
    let again = site.stranger();
    again.sign_in("investigator.2062@example.se", crate::people::PASSWORD).await;
    assert_eq!(again.status(&page).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_deleted_draft_comes_back_only_for_those_who_plan() {
    let site = People::new().await;
    let draft = Draft::new(&site).await;
    let mut tx = site.db.write(&Actor::Program).await.unwrap();
    delete(&mut tx, Kind::Measure.of(draft.measure), 1).await.unwrap();
    tx.commit().await.unwrap();
    let restore = format!("/atgard/{}/aterstall", draft.measure);
    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    neighbour.refused(&restore, &[], StatusCode::NOT_FOUND).await;
    let auditor = site.person(Role::Auditor, "2083").await;
    auditor.refused(&restore, &[], StatusCode::FORBIDDEN).await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    leader.done(&restore, &[]).await;
}

#[tokio::test]
async fn a_plan_on_consultation_is_shared_with_those_who_are_asked() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    step(&officers.leader, &page, &[("to", "preparation")]).await;
    step(&officers.leader, &page, &CONSULT).await;
    let asked = site.person(Role::Investigator, "2062").await;
    assert_eq!(asked.status(&page).await, StatusCode::NOT_FOUND);
    let fields =
        [("organisation_id", "2062"), ("purpose", "Remiss"), ("until_date", "2027-01-31"), ("has_read", "1")];
    officers.leader.done(&format!("{page}/dela"), &fields).await;
    let read = asked.page(&page).await;
    assert!(read.contains("Bemanning") && read.contains("Räcker målen?"), "{read}");
}
