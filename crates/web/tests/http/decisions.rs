//! A roadmap's way to a decision, through everyone who has a part in it.

use plan::access::{Actor, Role};
use plan::roadmap::store::{create_area, create_initiative, create_need};
use plan::roadmap::{AreaInput, InitiativeInput, Level, NeedInput};
use reqwest::StatusCode;
use uuid::Uuid;

use crate::people::People;
use crate::served::Browsing;

/// A small roadmap of Hedemora's with one need that has all it takes.
pub async fn complete(site: &People) -> (String, Uuid) {
    let mut tx = site.db.write(&Actor::Program).await.unwrap();
    let input = plan::roadmap::RoadmapInput {
        region_code: "2083".into(),
        title: "Färdplan 2035".into(),
        purpose: String::new(),
    };
    let id = plan::roadmap::store::create(&mut tx, Some("2083"), &input, plan::roadmap::Origin::Empty)
        .await
        .unwrap();
    let area = create_area(&mut tx, id, &AreaInput { title: "Grunduppdraget".into() }).await.unwrap();
    let need = NeedInput {
        title: "Bemanning".into(),
        more_needed: "Fler som arbetar heltid".into(),
        horizon: Some(2030),
        ..NeedInput::default()
    };
    let need = create_need(&mut tx, area, &need).await.unwrap();
    for level in [Level::National, Level::Local] {
        let input = InitiativeInput { level, title: "Saknas".into(), ..InitiativeInput::default() };
        create_initiative(&mut tx, need, &input).await.unwrap();
    }
    tx.commit().await.unwrap();
    (format!("/fardplan/{id}"), need)
}

pub struct Officers {
    pub leader: Browsing,
    pub investigator: Browsing,
    pub secretary: Browsing,
}

impl Officers {
    pub async fn of(site: &People) -> Self {
        Self {
            leader: site.person(Role::DevelopmentLeader, "2083").await,
            investigator: site.person(Role::Investigator, "2083").await,
            secretary: site.person(Role::CommitteeSecretary, "2083").await,
        }
    }
}

/// Takes a step that must succeed.
pub async fn step(who: &Browsing, page: &str, fields: &[(&str, &str)]) {
    let address = format!("{page}/beslut");
    let form = who.page(&address).await;
    let version =
        form.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [fields, &[("version", version.as_str())]].concat();
    who.done(&address, &fields).await;
}

/// Takes a step that must be refused; what is said.
async fn refused(who: &Browsing, page: &str, fields: &[(&str, &str)], status: StatusCode) -> String {
    let address = format!("{page}/beslut");
    let form = who.page(&address).await;
    let version =
        form.split("name=\"version\" value=\"").nth(1).map_or("1", |rest| rest.split('"').next().unwrap());
    let fields = [fields, &[("version", version)]].concat();
    who.refused(&address, &fields, status).await
}

pub const CONSULT: [(&str, &str); 3] =
    [("to", "consultation"), ("question", "Räcker målen?"), ("answer_by", "2027-01-31")];
const DECISION: [(&str, &str); 4] = [
    ("decided_by", "council"),
    ("decided_on", "2026-11-16"),
    ("paragraph", "§ 87"),
    ("registry_number", "ON 2026/412"),
];

/// Takes a roadmap all the way to adopted.
pub async fn adopt(officers: &Officers, page: &str) {
    let Officers { leader, investigator, secretary } = officers;
    step(leader, page, &[("to", "preparation")]).await;
    step(leader, page, &CONSULT).await;
    step(leader, page, &[("to", "revision")]).await;
    step(investigator, page, &[("to", "proposal"), ("summary", "Alla tillstyrker.")]).await;
    step(secretary, page, &[("to", "committee"), ("registry_number", "ON 2026/412")]).await;
    let prepared = [("decided_by", "committee"), ("decided_on", "2026-11-02"), ("paragraph", "§ 41")];
    step(secretary, page, &[&prepared[..], &[("to", "board"), ("registry_number", "ON 2026/412")]].concat())
        .await;
    step(secretary, page, &[&DECISION[..], &[("to", "adopted")]].concat()).await;
}

#[tokio::test]
async fn a_roadmap_goes_from_draft_to_decision_and_is_then_read_by_everyone() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    let elected = site.person(Role::ElectedMember, "2083").await;
    assert_eq!(elected.status(&page).await, StatusCode::NOT_FOUND, "no draft before dispatch");
    adopt(&officers, &page).await;
    assert_eq!(elected.status(&page).await, StatusCode::OK, "dispatched");
    let before_publishing = elected.page(&format!("{page}/beslut")).await;
    assert!(!before_publishing.contains("(Person committee_secretary)"), "names are for colleagues");

    let stranger = site.stranger();
    assert_eq!(stranger.status(&page).await, StatusCode::NOT_FOUND, "adopted is not yet published");
    let decided = officers.secretary.page(&format!("{page}/beslut")).await;
    assert!(decided.contains("antagen av fullmäktige 2026-11-16, § 87, dnr ON 2026/412"), "{decided}");
    assert!(
        decided.contains("Färdplanen är nu antagen.") || !decided.contains("Steget är taget"),
        "{decided}"
    );
    officers.secretary.done(&format!("{page}/publicera"), &[]).await;
    assert!(stranger.page(&page).await.contains("Bemanning"));
    assert!(stranger.page("/fardplaner").await.contains("Färdplan 2035"));
    // What is published is what was adopted, not the way there.
    let decisions = stranger.page(&format!("{page}/beslut")).await;
    assert!(decisions.contains("/version/3") && !decisions.contains("/version/2"), "{decisions}");
    assert!(!decisions.contains("Person committee_secretary"), "nor who did what");
    // The decisions in order, the committee's too, and what those who were asked answered.
    for path in [format!("{page}/beslut"), format!("{page}/version/3")] {
        let told = stranger.page(&path).await;
        let in_order = told.split("Besluten i ordning").nth(1).unwrap().split("</ol>").next().unwrap();
        let committee =
            in_order.find("av nämnden 2026-11-02, § 41, dnr ON 2026/412").expect("the committee's");
        let council =
            in_order.find("av fullmäktige 2026-11-16, § 87, dnr ON 2026/412").expect("the council's");
        assert!(committee < council, "{in_order}");
        assert!(told.contains("Alla tillstyrker."), "{told}");
    }
    for number in [1, 2] {
        assert_eq!(stranger.status(&format!("{page}/version/{number}")).await, StatusCode::NOT_FOUND);
    }
    // Who may only read what is published changes nothing, not even by saving it as it is.
    let api = format!("{}/api/v1", site.address);
    let id = page.rsplit('/').next().unwrap();
    let delete = stranger.client.delete(format!("{api}/roadmaps/{id}?version=9")).send().await.unwrap();
    assert_eq!(delete.status(), StatusCode::FORBIDDEN);
    step(&officers.secretary, &page, &[("to", "in_force"), ("announced_on", "2026-11-20")]).await;
    assert!(stranger.page(&format!("{page}/beslut")).await.contains("2026-12-11"), "three weeks to appeal");

    // While it applies its text is locked.
    let edit = [("title", "Annat"), ("version", "1")];
    let locked = officers.leader.refused(&format!("/behov/{need}"), &edit, StatusCode::CONFLICT).await;
    assert!(locked.contains("gällande"), "{locked}");

    // Under review only the adopted version is public.
    step(&officers.leader, &page, &[("to", "under_review"), ("reason", "Ny prognos")]).await;
    assert_eq!(stranger.get(&page).await.headers()["location"], format!("{page}/version/3"));
    for list in ["/fardplaner", "/kommun/2083", "/kommun/2083/fardplaner", "/organisation/2083"] {
        let text = stranger.page(list).await;
        assert!(text.contains(&format!("{page}/version/3")) && text.contains("Färdplan 2035"), "{list}");
        assert!(!officers.leader.page(list).await.contains("/version/3"), "who reads all of it is led there");
    }
    let version = stranger.page(&format!("{page}/version/3")).await;
    assert!(version.contains("Bemanning"));
    assert!(version.contains("Kontrollsumma"));
    assert!(
        !version.contains("andringar") && !version.contains("/beslut"),
        "no way leads where they may not go"
    );
    assert_eq!(
        stranger.status(&format!("{page}/version/1")).await,
        StatusCode::NOT_FOUND,
        "earlier ones are drafts"
    );

    let edit = [
        ("title", "Bemanning dygnet runt"),
        ("version", "1"),
        ("horizon", "2032"),
        ("scope", "all"),
        ("more_needed", "Fler som arbetar heltid"),
    ];
    officers.leader.done(&format!("/behov/{need}"), &edit).await;
    let changes = officers.leader.page(&format!("{page}/version/3/andringar")).await;
    assert!(changes.contains("<del>2030</del>") && changes.contains("<ins>2032</ins>"), "{changes}");
    assert!(changes.contains("<del>Bemanning</del>"));
    assert!(changes.contains("<ins>Bemanning dygnet runt</ins>"));
    let back = [("to", "in_force"), ("reason", "Klart")];
    let told = refused(&officers.leader, &page, &back, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(told.contains("Något har ändrats sedan den antogs"));
}

#[tokio::test]
async fn each_step_is_refused_without_what_it_demands_and_to_those_who_may_not_take_it() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let empty = format!("/fardplan/{}", site.roadmap("2083", "Tom").await);
    let to = |name: &'static str| [("to", name)];
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;

    // The template's needs lack local initiatives and horizons: that is told, and stops nobody.
    let draft = officers.leader.page(&format!("{empty}/beslut")).await;
    assert!(draft.contains("0 av 20 behov klara") && draft.contains("ingen horisont"), "{draft}");
    assert_eq!(draft.matches("href=\"/behov/").count(), 20, "each is where it can be mended");
    step(&officers.leader, &empty, &to("preparation")).await;
    let told = refused(&officers.leader, &empty, &to("consultation"), unprocessable).await;
    for part in ["Skriv vad ni vill ha svar på", "Välj ett datum", "20 behov är inte klara"] {
        assert!(told.contains(part), "{part}");
    }
    step(&officers.leader, &empty, &CONSULT).await;
    let (page, _) = complete(&site).await;
    let told = refused(&officers.leader, &page, &to("adopted"), unprocessable).await;
    assert!(!told.contains("antagen av"), "no step leads there");
    refused(&officers.secretary, &page, &to("preparation"), StatusCode::FORBIDDEN).await;
    step(&officers.leader, &page, &to("preparation")).await;
    let late = [("to", "consultation"), ("question", "?"), ("answer_by", "2026-11-22")];
    assert!(
        refused(&officers.leader, &page, &late, unprocessable).await.contains("Välj ett datum efter i dag")
    );
    step(&officers.leader, &page, &CONSULT).await;
    for path in [page.clone(), format!("{page}/beslut")] {
        let text = officers.secretary.page(&path).await;
        assert!(text.contains("Räcker målen?") && text.contains("2027-01-31"), "{path}");
    }
    step(&officers.leader, &page, &to("revision")).await;
    let whose = officers.leader.page(&format!("{page}/beslut")).await;
    assert!(
        whose.contains("Lägg förslag till beslut: ") && whose.contains("(Person investigator)"),
        "{whose}"
    );
    assert!(
        refused(&officers.investigator, &page, &to("proposal"), unprocessable)
            .await
            .contains("Skriv en sammanställning")
    );
    refused(&officers.leader, &page, &[("to", "proposal"), ("summary", "Allt")], StatusCode::FORBIDDEN).await;
    step(&officers.investigator, &page, &[("to", "proposal"), ("summary", "Alla tillstyrker.")]).await;
    assert!(
        refused(&officers.secretary, &page, &to("committee"), unprocessable)
            .await
            .contains("Skriv diarienumret")
    );
    step(&officers.secretary, &page, &[("to", "committee"), ("registry_number", "ON 1")]).await;
    let council = [&DECISION[..], &[("to", "adopted")]].concat();
    let told = refused(&officers.secretary, &page, &council, unprocessable).await;
    assert!(told.contains("5 kap. 28 §"), "the board first");
    let tomorrow =
        [("to", "board"), ("decided_by", "committee"), ("decided_on", "2026-11-23"), ("paragraph", "§ 1")];
    assert!(
        refused(&officers.secretary, &page, &tomorrow, unprocessable).await.contains("har inte varit än")
    );
    step(&officers.secretary, &page, &[("to", "committee"), ("reason", "Bordlagd till december")]).await;
    let history = officers.leader.page(&format!("{page}/beslut")).await;
    assert!(history.contains("Bordlagd till december"));
    assert!(history.contains("Person committee_secretary"));
}

#[tokio::test]
async fn a_plan_may_be_decided_without_consultation_and_revised_without_a_summary() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let secretary = site.person(Role::CommitteeSecretary, "2083").await;
    let (page, _) = complete(&site).await;
    step(&leader, &page, &[("to", "preparation")]).await;
    let own = leader.page(&format!("{page}/beslut")).await;
    assert!(own.contains("Lägg förslag till beslut: ingen har i dag en funktion"), "{own}");
    assert!(own.contains("/organisation/2083"), "where one is given");
    let investigator = site.person(Role::Investigator, "2083").await;
    let own = leader.page(&format!("{page}/beslut")).await;
    assert!(own.contains("(Person investigator)"), "who does it is named: {own}");
    let unreasoned =
        refused(&investigator, &page, &[("to", "proposal")], StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(unreasoned.contains("Skriv en motivering"));
    step(&investigator, &page, &[("to", "proposal"), ("reason", "Brådskar")]).await;
    step(&secretary, &page, &[("to", "committee"), ("registry_number", "ON 1")]).await;
    let number = [
        ("decided_by", "committee"),
        ("decided_on", "2026-11-16"),
        ("paragraph", "117"),
        ("registry_number", "ON 1"),
    ];
    step(&secretary, &page, &[&number[..], &[("to", "adopted")]].concat()).await;
    let told = secretary.page(&format!("{page}/beslut?sparad=steg")).await;
    assert!(told.contains("Färdplanen är nu antagen.") && told.contains("§\u{a0}117"), "{told}");
    step(&secretary, &page, &[("to", "in_force"), ("announced_on", "2026-11-18")]).await;
    step(&leader, &page, &[("to", "under_review"), ("reason", "Nya siffror")]).await;
    step(&leader, &page, &[("to", "revision")]).await;
    let form = investigator.page(&format!("{page}/beslut")).await;
    assert!(!form.contains("Sammanställning av svaren"), "nobody was asked: {form}");
    step(&investigator, &page, &[("to", "proposal")]).await;
}

#[tokio::test]
async fn while_a_plan_is_revised_the_version_in_force_answers_for_everyone() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    let measure = [
        ("title", "Heltid som norm"),
        ("start_year", "2028"),
        ("status", "proposed"),
        ("effect[0].lever", "contract_hours"),
        ("effect[0].size", "2"),
        ("effect[0].low", "1"),
        ("effect[0].high", "3"),
        ("effect[0].source", "Egen"),
        ("enabled", "on"),
    ];
    officers.leader.done(&format!("/behov/{need}/atgard"), &measure).await;
    adopt(&officers, &page).await;
    officers.secretary.done(&format!("{page}/publicera"), &[]).await;
    step(&officers.secretary, &page, &[("to", "in_force"), ("announced_on", "2026-11-18")]).await;
    let stranger = site.stranger();
    let in_force = stranger.page(&format!("{page}/varde")).await;
    assert!(in_force.contains("den som gäller"), "{in_force}");
    step(&officers.leader, &page, &[("to", "under_review"), ("reason", "Nya siffror")]).await;
    let title = [("title", "Utkastets titel"), ("region_code", "2083"), ("version", "10")];
    officers.leader.done(&format!("{page}/andra"), &title).await;

    for who in [&stranger, &officers.leader] {
        let home = who.page("/kommun/2083").await;
        assert!(!home.contains("Ingen färdplan än"), "{home}");
        let verdict =
            home.split("<section class=\"answer").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(verdict.contains("Färdplan 2035") && verdict.contains("gällande"), "{verdict}");
    }
    assert!(officers.leader.page("/kommun/2083").await.contains("under revidering"), "the draft is labelled");
    let worth = stranger.page(&format!("{page}/varde")).await;
    assert!(worth.contains("så som den antogs, version 3") && worth.contains("Heltid som norm"), "{worth}");
    assert_eq!(stranger.status(&format!("{page}/varde.csv")).await, StatusCode::OK);
    let decisions = stranger.get(&format!("{page}/beslut")).await;
    assert!(decisions.headers()["location"].to_str().unwrap().ends_with("/version/3"));
    let draft = officers.leader.page(&format!("{page}/varde")).await;
    assert!(draft.contains("inte beslutad: under revidering"), "{draft}");
    assert!(!stranger.page("/kommun/2083").await.contains("Skapa färdplan"), "who may not is not asked to");
    // What is over answers no more.
    let repeal = [
        ("to", "repealed"),
        ("reason", "Ersätts inte"),
        ("decided_by", "council"),
        ("decided_on", "2026-11-20"),
        ("paragraph", "§ 99"),
        ("registry_number", "ON 3"),
    ];
    step(&officers.secretary, &page, &repeal).await;
    for who in [&stranger, &officers.leader] {
        assert!(who.page("/kommun/2083").await.contains("Ingen färdplan än"));
    }
}

#[tokio::test]
async fn a_committee_that_replaces_what_the_council_adopted_is_warned() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    adopt(&officers, &page).await;
    step(&officers.secretary, &page, &[("to", "in_force"), ("announced_on", "2026-11-18")]).await;
    step(&officers.leader, &page, &[("to", "under_review"), ("reason", "Nya siffror")]).await;
    step(&officers.leader, &page, &[("to", "revision")]).await;
    step(&officers.investigator, &page, &[("to", "proposal")]).await;
    step(&officers.secretary, &page, &[("to", "committee"), ("registry_number", "ON 2")]).await;
    assert!(officers.secretary.page(&format!("{page}/beslut")).await.contains("är antagen av fullmäktige"));
}

#[tokio::test]
async fn of_two_who_take_a_step_at_once_one_is_told_that_it_has_been_taken() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    step(&officers.leader, &page, &[("to", "preparation")]).await;
    let stale = [("to", "draft"), ("version", "1.1763803800000000")];
    officers.leader.refused(&format!("{page}/beslut"), &stale, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn measures_are_told_of_by_those_who_do_them_and_decided_by_the_head() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    let whole = [
        ("title", "Heltid som norm"),
        ("start_year", "2028"),
        ("owner", "Förvaltningschefen"),
        ("funding", "Budget 2028"),
        ("deadline", "2029-12-31"),
        ("indicator", "Andel heltid"),
        ("enabled", "1"),
        ("reach_percent", "100"),
        ("control", "own"),
        ("commitment", "should"),
        ("ramp_years", "0"),
        ("cost_one_off", "0"),
        ("cost_yearly", "0"),
    ];
    let with = |more: &[(&'static str, &'static str)]| {
        let kept = whole.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        kept.copied().chain(more.iter().copied()).collect::<Vec<_>>()
    };
    let decided_at_once = with(&[("status", "decided")]);
    officers.leader.refused(&format!("/behov/{need}/atgard"), &decided_at_once, StatusCode::FORBIDDEN).await;
    let to =
        officers.leader.done(&format!("/behov/{need}/atgard"), &with(&[("status", "prioritised")])).await;
    let measure = format!("/atgard/{}", to.rsplit("#atgard-").next().unwrap());
    let unit = site.person(Role::UnitManager, "2083").await;
    let head = site.person(Role::HeadOfSocialServices, "2083").await;
    let economist = site.person(Role::Economist, "2083").await;

    let decided = with(&[("status", "decided"), ("version", "1")]);
    for other in [&officers.leader, &unit, &economist] {
        other.refused(&measure, &decided, StatusCode::FORBIDDEN).await;
    }
    head.done(&measure, &decided).await;
    let dearer = with(&[("status", "decided"), ("version", "2"), ("cost_yearly", "1200000")]);
    unit.refused(&measure, &dearer, StatusCode::FORBIDDEN).await;
    economist.done(&measure, &dearer).await;
    let planned = with(&[("status", "planned"), ("version", "3"), ("cost_yearly", "1200000")]);
    economist.refused(&measure, &planned, StatusCode::FORBIDDEN).await;
    unit.done(&measure, &planned).await;

    // Adopted, its text is locked and its progress is not.
    adopt(&officers, &page).await;
    let ongoing = with(&[("status", "ongoing"), ("version", "4"), ("cost_yearly", "1200000")]);
    unit.done(&measure, &ongoing).await;
    let renamed =
        with(&[("status", "ongoing"), ("version", "5"), ("cost_yearly", "1200000"), ("title", "Annat")]);
    officers.leader.refused(&measure, &renamed, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn case_data_is_stopped_at_the_field_and_what_was_typed_is_kept() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (_, need) = complete(&site).await;
    let path = format!("/behov/{need}/atgard");
    for (text, told) in [
        ("Gäller 811218-9876 på Kvarnberget", "ser ut som ett personnummer"),
        ("Efter Görans stroke behövs mer nattpersonal", "namn tillsammans med en sjukdom"),
    ] {
        let fields = [("title", "Natt"), ("start_year", "2028"), ("description", text)];
        let page = officers.leader.refused(&path, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(page.contains(told) && page.contains(text), "{page}");
    }
}

#[tokio::test]
async fn the_planners_are_reminded_a_week_before_unless_it_is_over_or_they_do_not_want_to() {
    use plan::decisions::{Reminded, due};
    use plan::jobs::{JobKind, claim};
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    step(&officers.leader, &page, &[("to", "preparation")]).await;
    step(&officers.leader, &page, &CONSULT).await;
    let minute = chrono::Duration::minutes(1);
    let kinds = [JobKind::Reminder];
    assert!(claim(&site.db, "test", &kinds, minute).await.unwrap().is_none(), "not yet");
    let later = site.later("2027-01-24T09:00:00Z").await;
    let job = claim(&later.db, "test", &kinds, minute).await.unwrap().unwrap();
    let about: Reminded = serde_json::from_str(&job.payload).unwrap();
    let reminder = async || due(&mut later.db.write_as_system().await.unwrap(), about).await.unwrap();
    let found = reminder().await.unwrap();
    assert_eq!(found.to.len(), 1);
    let letter = web::reminder(&later.address.parse().unwrap(), &found.to[0], &found, about.of());
    assert!(letter.text.contains("Färdplan 2035"));
    assert!(letter.text.contains("2027-01-31"));
    let way_out = letter.unsubscribe.unwrap();
    assert!(way_out.ends_with("/konto/paminnelser"));
    assert!(letter.text.contains(&way_out));

    officers.leader.done("/konto/paminnelser", &[]).await;
    assert_eq!(reminder().await, None, "who does not want to is not reminded");
    officers.leader.done("/konto/paminnelser", &[("wants_reminders", "1")]).await;
    assert!(reminder().await.is_some());
    step(&officers.leader, &page, &[("to", "revision")]).await;
    assert_eq!(reminder().await, None, "it is over");
}

#[tokio::test]
async fn nobody_freezes_what_they_have_not_read() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    step(&officers.leader, &page, &[("to", "preparation")]).await;
    let form = officers.leader.page(&format!("{page}/beslut")).await;
    let seen = form.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let later = site.later("2026-11-22T10:00:00Z").await;
    let mut tx = later.db.write(&Actor::Program).await.unwrap();
    let tree = plan::roadmap::load(&mut tx, page.rsplit('/').next().unwrap().parse().unwrap()).await.unwrap();
    let before = tree.need(need).unwrap();
    let input = NeedInput { title: "Något helt annat".into(), ..NeedInput::from(before) };
    plan::roadmap::store::edit_need(&mut tx, need, before.version, &input).await.unwrap();
    tx.commit().await.unwrap();
    let consult = [
        ("to", "consultation"),
        ("question", "Räcker målen?"),
        ("answer_by", "2027-01-31"),
        ("version", seen.as_str()),
    ];
    officers.leader.refused(&format!("{page}/beslut"), &consult, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn what_lies_before_those_who_decide_stands_still_also_in_its_measures() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    let fields =
        [("title", "Heltid som norm"), ("start_year", "2028"), ("reach_percent", "100"), ("enabled", "1")];
    let to = officers.leader.done(&format!("/behov/{need}/atgard"), &fields).await;
    let measure = format!("/atgard/{}", to.rsplit("#atgard-").next().unwrap());
    step(&officers.leader, &page, &[("to", "preparation")]).await;
    step(&officers.leader, &page, &[("to", "consultation"), ("question", "?"), ("answer_by", "2027-01-31")])
        .await;
    let unit = site.person(Role::UnitManager, "2083").await;
    let told = [&fields[..], &[("version", "1"), ("status", "prioritised")]].concat();
    unit.refused(&measure, &told, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn a_copy_of_what_others_have_decided_is_not_decided_here() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, need) = complete(&site).await;
    let head = site.person(Role::HeadOfSocialServices, "2083").await;
    let whole = [
        ("title", "Heltid som norm"),
        ("start_year", "2028"),
        ("owner", "Förvaltningschefen"),
        ("funding", "Budget 2028"),
        ("deadline", "2029-12-31"),
        ("reach_percent", "100"),
        ("enabled", "1"),
    ];
    let to = officers
        .leader
        .done(&format!("/behov/{need}/atgard"), &[&whole[..], &[("status", "prioritised")]].concat())
        .await;
    let measure = format!("/atgard/{}", to.rsplit("#atgard-").next().unwrap());
    head.done(&measure, &[&whole[..], &[("status", "decided"), ("version", "1")]].concat()).await;
    let id = page.rsplit('/').next().unwrap();
    let fields = [("title", "Kopia"), ("origin", "copy"), ("copy", id)];
    let copy = officers.leader.done("/kommun/2083/fardplaner", &fields).await;
    let copy = copy.split('?').next().unwrap();
    let status =
        |text: &str| (text.matches("rm-status rm-decided").count(), text.contains("Heltid som norm"));
    assert_eq!(status(&officers.leader.page(&page).await), (1, true));
    assert_eq!(status(&officers.leader.page(copy).await), (0, true));
}

#[tokio::test]
async fn a_roadmap_about_another_municipality_says_whose_it_is_and_does_not_answer_for_it() {
    let site = People::new().await;
    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    let fields = [("title", "Moras tankar"), ("origin", "template")];
    let to = neighbour.done("/kommun/2083/fardplaner", &fields).await;
    assert!(neighbour.page(&to).await.contains("gjord av Mora"));
    assert!(neighbour.page("/kommun/2083/fardplaner").await.contains("gjord av Mora"));
    assert!(!neighbour.page("/kommun/2083").await.contains("Moras tankar"));
}

#[tokio::test]
async fn whoever_is_asked_reads_the_question_and_whose_it_is() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let neighbour = site.person(Role::Investigator, "2062").await;
    let (page, _) = complete(&site).await;
    let share =
        [("organisation_id", "2062"), ("purpose", "Remiss"), ("until_date", "2027-01-31"), ("has_read", "1")];
    officers.leader.done(&format!("{page}/dela"), &share).await;
    step(&officers.leader, &page, &[("to", "preparation")]).await;
    step(&officers.leader, &page, &CONSULT).await;
    let roadmap = neighbour.page(&page).await;
    assert!(roadmap.contains("Räcker målen?") && roadmap.contains("Ett utkast från Hedemora"), "{roadmap}");
    let decisions = neighbour.page(&format!("{page}/beslut")).await;
    assert!(decisions.contains("Räcker målen?"));
    assert!(decisions.contains("2027-01-31"));
    assert!(!decisions.contains("Ingen version är låst"), "there is one, which is not theirs to read");
}

#[tokio::test]
async fn whoever_has_signed_in_finds_their_municipality_its_roadmaps_and_what_waits() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let (page, _) = complete(&site).await;
    let mine = officers.leader.page("/min-kommun").await;
    assert!(mine.contains("<h1>Hedemora</h1>") && mine.contains("href=\"/kommun/2083\""), "{mine}");
    assert!(mine.contains(&format!("href=\"{page}/beslut\"")), "{mine}");
    assert!(mine.contains("Påbörja beredningen") || mine.contains("intern beredning"), "{mine}");
    let neighbour = site.person(Role::DevelopmentLeader, "2062").await;
    let theirs = neighbour.page("/min-kommun").await;
    assert!(!theirs.contains(&page) && theirs.contains("Inget just nu"), "{theirs}");
    let stranger = site.stranger().get("/min-kommun").await;
    assert_eq!(stranger.headers()["location"], "/logga-in?tillbaka=/min-kommun");
}
