//! Organisations are boundaries: what one has not published or shared is not there for others, by any way in.

use std::collections::BTreeSet;
use std::sync::Arc;

use plan::access::{Actor, Kind, Role};
use plan::attachments::{Examiner, attach, check, list};
use plan::db::Tx;
use plan::inquiry::{self, About, Channel, Entry, InquiryInput, NewRecipient, QuestionInput, Reply, Sending};
use plan::records::delete;
use plan::roadmap::store::{create_area, create_initiative, create_measure, create_need};
use plan::roadmap::{AreaInput, InitiativeInput, MeasureInput, NeedInput, RoadmapTree, load};
use reqwest::{Method, StatusCode};
use uuid::Uuid;

use crate::decisions::{CONSULT, Officers, complete, step};
use crate::people::People;
use crate::served::Browsing;
use crate::served::forecast;

/// What stands in every text of the draft, and must be seen by nobody outside.
const SECRET: &str = "Kvarnbergets hemlighet";

/// A draft of Hedemora's, with the secret in every text, and the ids of its parts.
struct Draft {
    roadmap: Uuid,
    area: Uuid,
    need: Uuid,
    initiative: Uuid,
    measure: Uuid,
    attachment: Uuid,
    inquiry: Uuid,
    question: Uuid,
    recipient: Uuid,
}

/// An inquiry of Hedemora's that Mora has answered, with the secret in every text: itself, its question and its recipient.
async fn inquiry(tx: &mut Tx) -> (Uuid, Uuid, Uuid) {
    let about = InquiryInput {
        title: SECRET.into(),
        theme: SECRET.into(),
        purpose: SECRET.into(),
        planned_use: SECRET.into(),
        minutes: Some(5),
        answer_by: "2027-01-31".parse().ok(),
        feedback_by: "2027-02-28".parse().ok(),
        ..InquiryInput::default()
    };
    let id = inquiry::create(tx, Some("2083"), &about, About::Theme).await.unwrap();
    let input = QuestionInput { title: SECRET.into(), ..QuestionInput::default() };
    let question = inquiry::create_question(tx, id, &input).await.unwrap();
    let asked = NewRecipient { title: SECRET.into(), ..NewRecipient::default() };
    inquiry::add(tx, id, &[asked]).await.unwrap();
    let version = inquiry::load(tx, id).await.unwrap().version;
    inquiry::open(tx, id, version).await.unwrap();
    let recipient = inquiry::recipients(tx, id).await.unwrap()[0].id;
    let reply = Reply { body: SECRET.into(), ..Reply::default() };
    inquiry::save(tx, Entry::Officer(recipient), question, 0, &reply).await.unwrap();
    let how = Sending { channel: Channel::Phone, given_by: SECRET.into(), in_part: false };
    inquiry::send(tx, Entry::Officer(recipient), &how).await.unwrap();
    (id, question, recipient)
}

impl Draft {
    async fn new(site: &People) -> Self {
        let roadmap = site.roadmap("2083", SECRET).await;
        let mut tx = site.db.write(&Actor::Program).await.unwrap();
        let area = create_area(&mut tx, roadmap, &AreaInput { title: SECRET.into() }).await.unwrap();
        let need = NeedInput { title: SECRET.into(), more_needed: SECRET.into(), ..NeedInput::default() };
        let need = create_need(&mut tx, area, &need).await.unwrap();
        let initiative = InitiativeInput { title: SECRET.into(), ..InitiativeInput::default() };
        let initiative = create_initiative(&mut tx, need, &initiative).await.unwrap();
        let measure =
            MeasureInput { title: SECRET.into(), owner: SECRET.into(), ..MeasureInput::starting(2028) };
        let measure = create_measure(&mut tx, need, &measure).await.unwrap();
        let file = check(&format!("{SECRET}.txt"), SECRET.into(), &Examiner::Here).unwrap();
        let file = site.attachments.store(site.db.clock(), file).await.unwrap();
        let attachment = attach(&mut tx, Kind::Roadmap.of(roadmap), &file).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = site.db.write(&Actor::Program).await.unwrap();
        let (inquiry, question, recipient) = inquiry(&mut tx).await;
        tx.commit().await.unwrap();
        Self { roadmap, area, need, initiative, measure, attachment, inquiry, question, recipient }
    }

    /// All that has an id of its own.
    fn parts(&self) -> [Uuid; 9] {
        [
            self.roadmap,
            self.area,
            self.need,
            self.initiative,
            self.measure,
            self.attachment,
            self.inquiry,
            self.question,
            self.recipient,
        ]
    }

    /// Every address that has to do with the inquiry.
    fn inquiry_addresses(&self) -> Vec<(Method, String)> {
        let mut all = Vec::new();
        let (inquiry, question, recipient) = (self.inquiry, self.question, self.recipient);
        let file = Uuid::from_u128(9);
        for (slug, id, shown, changed) in [
            (
                "forfragan",
                inquiry,
                &[
                    "",
                    "/aterkoppling",
                    "/andra",
                    "/bilagor",
                    "/borttaget",
                    "/dela",
                    "/diarium.csv",
                    "/fraga",
                    "/mottagare",
                    "/mottagare.csv",
                    "/plan",
                    "/sa-ser-den-ut",
                    "/sammanstallning",
                    "/sammanstallning.docx",
                    "/sammanstallning.xlsx",
                    "/svaren",
                ][..],
                &[
                    "/aterkoppling",
                    "/aterstall",
                    "/avsluta",
                    "/bort",
                    "/andra",
                    "/bilagor",
                    "/dela",
                    "/fraga",
                    "/mottagare/grupp",
                    "/mottagare/liknande",
                    "/mottagare/lista",
                    "/mottagare/samma",
                    "/oppna",
                    "/paminn",
                    "/plan",
                    "/sammanstallning",
                    "/sammanstallning/bifoga",
                ][..],
            ),
            (
                "fraga",
                question,
                &["/andra", "/svar"][..],
                &["/andra", "/svar", "/bort", "/aterstall", "/flytta"][..],
            ),
            ("mottagare", recipient, &[""][..], &["/gor", "/lank", "/bort", "/aterstall", "/flytta"][..]),
        ] {
            all.extend(shown.iter().map(|what| (Method::GET, format!("/{slug}/{id}{what}"))));
            all.extend(changed.iter().map(|what| (Method::POST, format!("/{slug}/{id}{what}"))));
        }
        // What an answer's address is made of: nobody but those who are asked, and those who ask, comes in by them.
        for key in [recipient.to_string(), format!("at-{recipient}")] {
            for what in ["", "/kontrollera", "/kvitto", "/blev", "/mer-tid", "/tacka-nej", "/filer", "/alla"]
            {
                all.push((Method::GET, format!("/svara/{key}{what}")));
            }
            for what in ["/borja", "/skicka", "/mer-tid", "/tacka-nej", "/filer", "/vidare"] {
                all.push((Method::POST, format!("/svara/{key}{what}")));
            }
            all.push((Method::GET, format!("/svara/{key}/{question}")));
            all.push((Method::POST, format!("/svara/{key}/{question}")));
            all.push((Method::POST, format!("/svara/{key}/{question}/utkast")));
            all.push((Method::POST, format!("/svara/{key}/{question}/lyft")));
            all.push((Method::POST, format!("/svara/{key}/filer/{file}/bort")));
        }
        for path in
            [format!("/mottagare/{recipient}/fil/{file}"), format!("/forfragan/{inquiry}/bilaga/{file}")]
        {
            all.push((Method::GET, path));
        }
        for path in [
            format!("/forfragan/{inquiry}/bilaga/{file}/bort"),
            format!("/forfragan/{inquiry}/bilaga/{file}/aterstall"),
            format!("/forfragan/{inquiry}/dela/{file}/sluta"),
        ] {
            all.push((Method::POST, path));
        }
        all.push((Method::GET, format!("/vi-fragade/{inquiry}")));
        all.push((Method::GET, format!("/oppen-fraga/{inquiry}")));
        all.push((Method::POST, format!("/oppen-fraga/{inquiry}")));
        all.push((Method::DELETE, format!("/api/v1/inquiries/{inquiry}?version=1")));
        all.push((Method::GET, format!("/api/v1/inquiries/{inquiry}/attachments")));
        all
    }

    /// Every address of the site that has to do with the draft, with what may be asked of it.
    fn addresses(&self) -> Vec<(Method, String)> {
        let r = self.roadmap;
        let mut all = Vec::new();
        let mut get = |route: &'static str| {
            let path = route.replace("{id}", &r.to_string()).replace("{chart}", "vattenfall.svg");
            let path = path.replace("{number}", "1").replace("{to}", "1");
            let path = path.replace("{attachment}", &self.attachment.to_string());
            let asked = if route.ends_with("portfolio") { "?year=2033&budget=5000000" } else { "" };
            let path = format!("{path}{asked}");
            all.push((Method::GET, path));
        };
        for route in [
            "/fardplan/{id}",
            "/fardplan/{id}/atgarder.csv",
            "/fardplan/{id}/atgarder.xlsx",
            "/fardplan/{id}/beslut",
            "/fardplan/{id}/borttaget",
            "/fardplan/{id}/bilaga/{attachment}",
            "/fardplan/{id}/bilagor",
            "/fardplan/{id}/dela",
            "/fardplan/{id}/fil",
            "/fardplan/{id}/fyll-i",
            "/fardplan/{id}/urval",
            "/fardplan/{id}/urval.csv",
            "/fardplan/{id}/urval.xlsx",
            "/fardplan/{id}/urval/avvagningen.svg",
            "/fardplan/{id}/varde",
            "/fardplan/{id}/varde.csv",
            "/fardplan/{id}/varde.xlsx",
            "/fardplan/{id}/varde/{chart}",
            "/fardplan/{id}/version/{number}",
            "/fardplan/{id}/version/{number}/andringar",
            "/fardplan/{id}/version/{number}/andringar/{to}",
            "/api/v1/roadmaps/{id}",
            "/api/v1/roadmaps/{id}/attachments",
            "/api/v1/roadmaps/{id}/file",
            "/api/v1/roadmaps/{id}/gaps",
            "/api/v1/roadmaps/{id}/worth",
            "/api/v1/roadmaps/{id}/portfolio",
            "/api/v1/roadmaps/{id}/versions",
            "/api/v1/roadmaps/{id}/versions/{number}",
        ] {
            get(route);
        }
        let mut with = |method: Method, path: String| all.push((method, path));
        let share = Uuid::from_u128(7);
        let file = format!("/fardplan/{r}/bilaga/{}", self.attachment);
        with(Method::POST, format!("/behov/{}/tomt", self.need));
        with(Method::POST, format!("/fardplan/{r}/bilagor"));
        with(Method::POST, format!("/fardplan/{r}/fyll-i"));
        with(Method::POST, format!("{file}/bort"));
        with(Method::POST, format!("{file}/aterstall"));
        with(Method::POST, format!("/fardplan/{r}/beslut"));
        with(Method::POST, format!("/fardplan/{r}/dela"));
        with(Method::POST, format!("/fardplan/{r}/dela/{share}/sluta"));
        with(Method::POST, format!("/fardplan/{r}/publicera"));
        with(Method::PUT, format!("/api/v1/roadmaps/{r}"));
        with(Method::DELETE, format!("/api/v1/roadmaps/{r}?version=1"));
        with(Method::POST, format!("/api/v1/needs/{}/measures", self.need));
        with(Method::PUT, format!("/api/v1/measures/{}", self.measure));
        with(Method::DELETE, format!("/api/v1/measures/{}?version=1", self.measure));
        for (slug, id) in [
            ("fardplan", r),
            ("omrade", self.area),
            ("behov", self.need),
            ("initiativ", self.initiative),
            ("atgard", self.measure),
        ] {
            let form =
                if slug == "fardplan" { format!("/fardplan/{id}/andra") } else { format!("/{slug}/{id}") };
            with(Method::GET, form.clone());
            with(Method::POST, form);
            for what in ["bort", "aterstall", "flytta"] {
                with(Method::POST, format!("/{slug}/{id}/{what}"));
            }
        }
        for path in [
            format!("/fardplan/{r}/omrade"),
            format!("/omrade/{}/behov", self.area),
            format!("/behov/{}/initiativ", self.need),
            format!("/behov/{}/atgard", self.need),
        ] {
            with(Method::GET, path.clone());
            with(Method::POST, path);
        }
        all.extend(self.inquiry_addresses());
        all
    }

    async fn tree(&self, site: &People) -> RoadmapTree {
        load(&mut site.db.read(&Actor::Program).await.unwrap(), self.roadmap).await.unwrap()
    }
}

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
const OTHERS: [&str; 42] = [
    "/",
    "/api-info",
    "/api/v1/levers",
    "/api/v1/openapi.json",
    "/api/v1/overview",
    "/api/v1/regions",
    "/api/v1/roadmaps",
    "/api/v1/tables",
    "/api/v1/trail",
    "/behorigheter",
    "/borttaget",
    "/drift",
    "/fardplaner",
    "/forfragan/ny",
    "/forfragningar",
    "/glomt-losenord",
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
        "/forfragningar",
        "/kommun/2083",
        "/kommun/2083/fardplaner",
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
        let as_account = path.strip_prefix("/svara/").is_some_and(|key| !key.starts_with("at-"));
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
