//! Examples: a tip becomes what everybody reads, is followed up, reviewed, taken up and turned down.

use plan::access::{Actor, Role};
use reqwest::StatusCode;

use crate::attachments::send;
use crate::people::People;
use crate::served::Browsing;

const TIP: [(&str, &str); 5] = [
    ("title", "Egen rehabassistent i hemtjänsten"),
    ("claim", "Fler tränar i vardagen, och arbetsterapeuterna hinner med fler besök."),
    ("maturity", "introduced"),
    ("not_worked", "Första halvåret saknades bil."),
    ("contact", "Enhetschef rehabilitering"),
];

/// The page that a saved form leads to, without what is said on it.
async fn made(browser: &Browsing, path: &str, fields: &[(&str, &str)]) -> String {
    browser.done(path, fields).await.split(['?', '#']).next().unwrap().to_owned()
}

/// The version that a page would save.
fn version(page: &str) -> String {
    let field =
        page.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("no version: {page}"));
    field.split('"').next().unwrap().to_owned()
}

/// Takes an example a step.
async fn step(browser: &Browsing, example: &str, step: &str, more: &[(&str, &str)]) {
    let version = version(&browser.page(example).await);
    let mut fields = vec![("version", version.as_str()), ("steg", step)];
    fields.extend(more);
    browser.done(&format!("{example}/steg"), &fields).await;
}

/// A tip of Leksand's that has been published, and who may publish there.
async fn published(site: &People) -> (String, Browsing) {
    let manager = site.person(Role::UnitManager, "2029").await;
    let example = made(&manager, "/bibliotek/tips", &TIP).await;
    let leader = site.person(Role::DevelopmentLeader, "2029").await;
    step(&leader, &example, "publicera", &[]).await;
    (example, leader)
}

#[tokio::test]
async fn a_tip_of_five_fields_is_approved_and_read_by_everybody() {
    let site = People::new().await;
    let manager = site.person(Role::UnitManager, "2029").await;
    let form = manager.page("/bibliotek/tips").await;
    let asked = form.split("<h2").next().unwrap();
    for label in
        ["Vad gjorde ni?", "Vad har det lett till?", "Hur långt", "Vad fungerade inte?", "Vem kan den"]
    {
        assert!(asked.contains(label), "{label}: {asked}");
    }
    let fields = ["class=\"fm-field\"", "class=\"fm-field "].map(|class| form.matches(class).count());
    assert_eq!(
        fields.iter().sum::<usize>(),
        5 + 2,
        "five, and two for whoever writes for somebody else: {form}"
    );
    let empty = manager.refused("/bibliotek/tips", &TIP[1..], StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(empty.contains("Första halvåret saknades bil."), "what was typed is kept: {empty}");
    let example = made(&manager, "/bibliotek/tips", &TIP).await;
    let own = manager.page(&format!("{example}?sparad=tips")).await;
    assert!(own.contains("väntar på att någon hos er godkänner det"), "{own}");
    assert!(!own.contains("value=\"publicera\""), "a unit manager does not publish: {own}");
    let stranger = site.stranger();
    assert_eq!(stranger.status(&example).await, StatusCode::NOT_FOUND);
    let fields = [("version", "2"), ("steg", "publicera")];
    manager.refused(&format!("{example}/steg"), &fields, StatusCode::FORBIDDEN).await;

    // Sent back with a reason, sent again, and published.
    let leader = site.person(Role::DevelopmentLeader, "2029").await;
    let waiting = leader.page("/bibliotek/exempel?visa=vantar").await;
    assert!(waiting.contains("Egen rehabassistent"), "{waiting}");
    let fields = [("version", "2"), ("steg", "tillbaka"), ("reason", "")];
    leader.refused(&format!("{example}/steg"), &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    step(&leader, &example, "tillbaka", &[("reason", "Skriv hur många ni är.")]).await;
    assert!(manager.page(&example).await.contains("Skickat tillbaka: Skriv hur många ni är."));
    step(&manager, &example, "skicka", &[]).await;
    step(&leader, &example, "publicera", &[]).await;
    let page = stranger.page(&example).await;
    for said in
        ["Egen rehabassistent", "Leksand", "Fler tränar i vardagen", "Tips", "Infört", "Första halvåret"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("name=\"steg\""), "{page}");
    assert!(stranger.page("/bibliotek/exempel").await.contains("Egen rehabassistent"));
    assert!(stranger.page("/bibliotek").await.contains("Ett exempel"));

    // What everybody reads is changed by whoever may publish it.
    let changed = [&TIP[..4], &[("contact", "MAR"), ("version", "5")]].concat();
    manager.refused(&format!("{example}/andra"), &changed, StatusCode::FORBIDDEN).await;
    leader.done(&format!("{example}/andra"), &changed).await;
    assert!(stranger.page(&example).await.contains("MAR"));
    let lacking = [&TIP[..4], &[("contact", ""), ("version", "6")]].concat();
    leader.refused(&format!("{example}/andra"), &lacking, StatusCode::UNPROCESSABLE_ENTITY).await;
    leader.refused(&format!("{example}/bort"), &[("version", "6")], StatusCode::CONFLICT).await;
    step(&leader, &example, "dra-tillbaka", &[("reason", "Det stämmer inte längre.")]).await;
    assert_eq!(stranger.status(&example).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_came_of_it_later_and_who_turned_it_down_stand_on_its_page() {
    let site = People::new().await;
    let (example, leader) = published(&site).await;
    let fields = [("body", "Undersköterskor auskulterade hos rehab under hösten."), ("day", "2026-11-01")];
    leader.done(&format!("{example}/uppfoljning"), &fields).await;
    let ahead = [("body", "Det gick bra."), ("day", "2027-11-01")];
    leader.refused(&format!("{example}/uppfoljning"), &ahead, StatusCode::UNPROCESSABLE_ENTITY).await;
    let stranger = site.stranger();
    let page = stranger.page(&example).await;
    assert!(page.contains("Vad som har hänt sedan") && page.contains("auskulterade hos rehab"), "{page}");

    // Who answers for it is told of who takes it up.
    let contact = [&TIP[..], &[("contact_email", "rehab@leksand.example"), ("version", "3")]].concat();
    leader.done(&format!("{example}/andra"), &contact).await;
    let neighbour = site.person(Role::DevelopmentLeader, "2083").await;
    let reuse = format!("{example}/hos-oss");
    neighbour.refused(&reuse, &[("step", "declined")], StatusCode::UNPROCESSABLE_ENTITY).await;
    let declined =
        [("step", "declined"), ("reason", "Vi har ingen egen rehabenhet."), ("unit", "Hemtjänst norr")];
    neighbour.done(&reuse, &declined).await;
    let other = site.person(Role::Investigator, "2062").await;
    other.done(&reuse, &[("step", "interested"), ("day", "2026-10-01")]).await;
    other.done(&reuse, &[("step", "testing"), ("day", "2026-11-01")]).await;
    let page = stranger.page(&example).await;
    let taken = page.split("id=\"upptag\"").nth(1).unwrap();
    assert!(taken.contains("Hedemora") && taken.contains("Vi har ingen egen rehabenhet."), "{taken}");
    assert!(taken.contains("En har valt bort det, och säger varför."), "{taken}");
    assert!(taken.contains("Mora") && taken.contains("Testar sedan"), "{taken}");
    assert!(!taken.contains("Intresserad"), "the newest step stands: {taken}");
    assert!(!taken.contains("/bort\""), "strangers take nothing away: {taken}");
    let letters = site.letters().await;
    let told: Vec<_> = letters.iter().filter(|letter| letter.to == "rehab@leksand.example").collect();
    assert_eq!(told.len(), 3);
    assert!(told.iter().any(|one| one.text.contains("Hedemora har valt bort")), "{told:?}");

    // A step that was noted by mistake is taken away by its own organisation only.
    let page = neighbour.page(&example).await;
    let remove = page.split("action=\"/bibliotek/upptag/").nth(1).unwrap();
    let remove = format!("/bibliotek/upptag/{}", remove.split('"').next().unwrap());
    other.refused(&remove, &[], StatusCode::FORBIDDEN).await;
    neighbour.done(&remove, &[("tillbaka", example.as_str())]).await;
    assert!(!stranger.page(&example).await.contains("Vi har ingen egen rehabenhet."));

    // The same of an approach.
    let night = "/bibliotek/arbetssatt/digital_night_supervision";
    let declined = [("step", "declined"), ("reason", "Uppkopplingen räcker inte i byarna.")];
    neighbour.done(&format!("{night}/hos-oss"), &declined).await;
    assert!(stranger.page(night).await.contains("Uppkopplingen räcker inte i byarna."));
    neighbour.refused("/bibliotek/arbetssatt/magi/hos-oss", &declined, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn others_review_it_and_it_is_looked_at_again_in_time() {
    let site = People::new().await;
    let (example, leader) = published(&site).await;
    let reviewer = site.person(Role::RegionalCoordinator, "20").await;
    let stranger = site.stranger();
    let review = format!("{example}/granska");
    leader.refused(&review, &[("verdict", "verified")], StatusCode::FORBIDDEN).await;
    reviewer.refused(&review, &[("verdict", "questioned")], StatusCode::UNPROCESSABLE_ENTITY).await;
    reviewer.done(&review, &[("verdict", "questioned"), ("note", "Hur många timmar?")]).await;
    let page = stranger.page(&example).await;
    assert!(page.contains("Hur många timmar?") && page.contains("En granskare har frågor"), "{page}");
    let changed = [&TIP[..], &[("staff_hours", "400"), ("version", "3")]].concat();
    leader.done(&format!("{example}/andra"), &changed).await;
    assert!(stranger.page(&example).await.contains("Exemplet har ändrats sedan dess."));
    reviewer.done(&review, &[("verdict", "verified"), ("note", "")]).await;
    assert!(!stranger.page(&example).await.contains("En granskare har frågor"));

    // Nobody answers at the contact: that stands there until somebody who owns it says otherwise.
    let neighbour = site.person(Role::Investigator, "2062").await;
    let answer = stranger.post(&format!("{example}/kontakt-borta"), &[]).await;
    assert!(
        answer.headers()["location"].to_str().unwrap().starts_with("/logga-in"),
        "strangers sign in first"
    );
    assert!(!stranger.page(&example).await.contains("kontakten inte svarar"));
    neighbour.done(&format!("{example}/kontakt-borta"), &[]).await;
    assert!(stranger.page(&example).await.contains("kontakten inte svarar"));
    let list = leader.page("/bibliotek/exempel?visa=se-over").await;
    assert!(list.contains("Egen rehabassistent"), "{list}");
    step(&leader, &example, "stammer", &[]).await;
    assert!(!stranger.page(&example).await.contains("kontakten inte svarar"));
    let soon = site.later("2028-05-21T09:00:00Z").await.stranger();
    assert!(!soon.page(&example).await.contains("Behöver ses över"));
    let late = site.later("2028-05-22T09:00:00Z").await.stranger();
    let page = late.page(&example).await;
    assert!(page.contains("Behöver ses över") && page.contains("ett och ett halvt år"), "{page}");
}

#[tokio::test]
async fn a_whole_example_tells_what_was_measured_and_what_is_wrong_in_it() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2029").await;
    let script = "<script>alert(1)</script>";
    let whole = [
        &TIP[..],
        &[
            ("conclusions", script),
            ("body", "Undersköterskor fick utbildning.\n\nSedan började de."),
            ("region_code", "2029"),
            ("theme", "reablement_and_prevention"),
            ("approach", "reablement"),
            ("from_year", "2019"),
            ("to_year", "2021"),
            ("cost_yearly", "1 250 000"),
            ("rows", "2"),
            ("result[0].indicator", "Besök per vecka"),
            ("result[0].before", "12"),
            ("result[0].after", "15,5"),
            ("evidence", "before_after"),
            ("verdict", "mixed"),
        ],
    ]
    .concat();
    let with = |field: &'static str, value: &'static str| {
        let mut fields: Vec<(&str, &str)> =
            whole.iter().filter(|(name, _)| *name != field).copied().collect();
        fields.push((field, value));
        fields
    };
    for (field, value, said) in [
        ("to_year", "2018", "Slutet kommer före början"),
        ("from_year", "nittiotalet", "heltal"),
        ("cost_yearly", "många", "beloppet"),
        ("result[0].indicator", "", "Skriv vad som mättes"),
        ("result[0].after", "NaN", "tal"),
        ("theme", "magi", "Välj något i listan"),
        ("approach", "magi", "Välj något i listan"),
        ("contact_email", "inte en adress", "e-postadress"),
    ] {
        let page = leader
            .refused("/bibliotek/exempel/nytt", &with(field, value), StatusCode::UNPROCESSABLE_ENTITY)
            .await;
        assert!(page.contains(said), "{field}={value}: {page}");
        assert!(page.contains("Besök per vecka") || field.ends_with("indicator"), "{field}: {page}");
    }
    let example = made(&leader, "/bibliotek/exempel/nytt", &whole).await;
    step(&leader, &example, "publicera", &[]).await;
    let page = site.stranger().page(&example).await;
    for said in ["1\u{a0}250\u{a0}000", "2019–2021", "Besök per vecka", "15,5", "Hemrehabilitering", "Delvis"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains(script) && page.contains("&#60;script&#62;"), "{page}");
    let approach = site.stranger().page("/bibliotek/arbetssatt/reablement").await;
    assert!(approach.contains("Egen rehabassistent") && approach.contains("1 organisation"), "{approach}");
    // Found by what it is about, and not by what it is not.
    let stranger = site.stranger();
    for (query, is_there) in [
        ("tema=reablement_and_prevention", true),
        ("tema=technology", false),
        ("lan=20", true),
        ("lan=01", false),
        ("liknar=2029", true),
        ("utfall=mixed", true),
        ("utfall=failed", false),
        ("mognad=introduced&underlag=before_after", true),
        ("sida=2", false),
        ("sida=-9", true),
    ] {
        let list = stranger.page(&format!("/bibliotek/exempel?{query}")).await;
        assert_eq!(list.contains("Egen rehabassistent"), is_there, "{query}");
    }
    // Saved by two: what the other saved is shown, and nothing is lost.
    let old = [&whole[..], &[("version", "1")]].concat();
    leader.refused(&format!("{example}/andra"), &old, StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn an_answer_becomes_a_draft_in_one_step_and_once() {
    let site = People::new().await;
    let mut tx = site.db.write(&Actor::Program).await.unwrap();
    let (_, _, recipient) = crate::boundaries::draft::inquiry(&mut tx).await;
    tx.commit().await.unwrap();
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let page = leader.page(&format!("/mottagare/{recipient}")).await;
    let button = format!("action=\"/mottagare/{recipient}/exempel\"");
    assert!(page.contains(&button), "{page}");
    let example = made(&leader, &format!("/mottagare/{recipient}/exempel"), &[]).await;
    let draft = leader.page(&example).await;
    assert!(draft.contains("Kvarnbergets hemlighet") && draft.contains("Utkast"), "{draft}");
    assert_eq!(made(&leader, &format!("/mottagare/{recipient}/exempel"), &[]).await, example, "once");
    assert_eq!(site.stranger().status(&example).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_example_that_resembles_another_says_so_and_points_to_needs_that_it_may_meet() {
    let site = People::new().await;
    let (example, _) = published(&site).await;
    site.roadmap("2083", "Plan").await;
    let neighbour = site.person(Role::DevelopmentLeader, "2083").await;
    let alike =
        [("title", "Vi anställde en rehabassistent"), ("claim", "Det gick bra."), ("contact", "Enhetschef")];
    let own = made(&neighbour, "/bibliotek/tips", &alike).await;
    let page = neighbour.page(&own).await;
    let alike = page.split("Liknande exempel finns redan").nth(1).unwrap_or_else(|| panic!("{page}"));
    assert!(alike.contains(&format!("href=\"{example}\"")), "{alike}");
    let lonely = [("title", "Fika mot ensamhet"), ("claim", "Fler träffas."), ("contact", "Enhetschef")];
    let own = made(&neighbour, "/bibliotek/tips", &lonely).await;
    let page = neighbour.page(&own).await;
    assert!(page.contains("Behov i färdplaner") && page.contains("Undvika ensamhet och isolering"), "{page}");
}

#[tokio::test]
async fn published_examples_are_open_data() {
    let site = People::new().await;
    let (example, leader) = published(&site).await;
    let id = example.trim_start_matches("/exempel/");
    let draft = made(&leader, "/bibliotek/tips", &[("title", "Ett & annat <utkast>"), TIP[1], TIP[4]]).await;
    let stranger = site.stranger();
    let all = stranger.json("/examples").await;
    assert_eq!(all.as_array().map(Vec::len), Some(1), "{all}");
    assert_eq!((&all[0]["title"], &all[0]["region_code"]), (&TIP[0].1.into(), &"2029".into()));
    assert_eq!(stranger.json("/examples?region=2083").await.as_array().unwrap().len(), 0);
    assert_eq!(stranger.json("/examples?maturity=introduced").await.as_array().unwrap().len(), 1);
    assert_eq!(stranger.json(&format!("/examples/{id}")).await["id"], id);
    let hidden = draft.replace("/exempel/", "/api/v1/examples/");
    assert_eq!(stranger.status(&hidden).await, StatusCode::NOT_FOUND);

    let table = stranger.page("/bibliotek/exempel.csv").await;
    assert!(table.contains("Egen rehabassistent") && !table.contains("utkast"), "{table}");
    // Marks of markup in a title stay a title's.
    step(&leader, &draft, "publicera", &[]).await;
    let feed = stranger.page("/bibliotek/exempel.atom").await;
    let read = roxmltree::Document::parse(&feed).unwrap();
    let titles: Vec<&str> = read
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "title")))
        .filter_map(|node| node.text())
        .collect();
    assert!(titles.contains(&"Ett & annat <utkast>"), "{titles:?}");
    let page = stranger.page(&draft).await;
    let data = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!((&data["headline"], &data["@type"]), (&"Ett & annat <utkast>".into(), &"Article".into()));
    assert!(data["license"].as_str().unwrap().starts_with("https://creativecommons.org/"), "{data}");
}

#[tokio::test]
async fn what_everybody_reads_takes_somebody_who_stands_by_it() {
    let site = People::new().await;
    let manager = site.person(Role::UnitManager, "2029").await;
    let example = made(&manager, "/bibliotek/tips", &TIP).await;
    let files = format!("{}{example}/bilagor", site.address);
    let attach =
        async |browser: &Browsing, name: &str| send(&browser.client, &files, name, b"Hej").await.status();
    assert_eq!(attach(&manager, "utkast.txt").await, StatusCode::SEE_OTHER, "their own draft");
    let neighbour = site.person(Role::DevelopmentLeader, "2083").await;
    let declined = [("step", "declined"), ("reason", "Nej.")];
    neighbour.refused(&format!("{example}/hos-oss"), &declined, StatusCode::NOT_FOUND).await;
    let leader = site.person(Role::DevelopmentLeader, "2029").await;
    leader.refused(&format!("{example}/hos-oss"), &declined, StatusCode::UNPROCESSABLE_ENTITY).await;
    step(&leader, &example, "publicera", &[]).await;
    assert_eq!(attach(&manager, "oläst.txt").await, StatusCode::FORBIDDEN);
    let later = format!("{example}/uppfoljning");
    manager.refused(&later, &[("body", "Det gick bra.")], StatusCode::FORBIDDEN).await;
    assert_eq!(attach(&leader, "läst.txt").await, StatusCode::SEE_OTHER);
    let page = site.stranger().page(&example).await;
    let file =
        page.split("href=\"").find(|part| part.contains("/bilaga/")).unwrap_or_else(|| panic!("{page}"));
    assert_eq!(site.stranger().status(file.split('"').next().unwrap()).await, StatusCode::OK);
    assert!(
        page.contains("utkast.txt") && page.contains("läst.txt") && !page.contains("oläst.txt"),
        "{page}"
    );
    assert!(!manager.page(&example).await.contains("/andra\""), "the way there is not shown");
}
