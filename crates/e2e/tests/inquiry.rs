//! Asking and answering as people do it, in browsers of their own and with a real mail server: the country asks through a
//! region, the region its municipalities; and a roadmap goes on consultation.

use chrono::Days;
use mailparse::{MailHeaderMap, parse_mail};
use plan::clock::Clock;
use servers::smtp::MailServer;

use crate::accounts::{comes_in_at, look, look_at};
use crate::browser::{Tab, Window};
use crate::program::Program;

/// A day so many days from now.
pub fn in_days(days: u64) -> String {
    Clock::system().today().checked_add_days(Days::new(days)).unwrap().to_string()
}

/// A program with accounts that sends its letters to a mail server.
pub fn with_mail() -> (MailServer, Program) {
    let mut server = MailServer::new();
    server.start();
    let mail = server.address();
    let sender = "Färdplan <fardplan@kommun.example>";
    let program = Program::with_accounts_and(&["--mail", &mail, "--mail-from", sender]);
    (server, program)
}

/// The letters to an address: subject, and the link in each.
fn letters_to(server: &MailServer, to: &str) -> Vec<(String, String)> {
    let letter = |bytes: &Vec<u8>| {
        let mail = parse_mail(bytes).unwrap();
        if mail.headers.get_first_value("To").as_deref() != Some(to) {
            return None;
        }
        let text = mail.subparts[0].get_body().unwrap();
        let link = text.lines().find(|line| line.starts_with("http")).unwrap().trim().to_owned();
        Some((mail.headers.get_first_value("Subject").unwrap(), link))
    };
    server.letters().iter().filter_map(letter).collect()
}

/// Waits until so many letters have come to an address.
pub async fn wait_for(server: &MailServer, to: &str, count: usize) -> Vec<(String, String)> {
    wait_until(server, to, |letters| (letters.len() >= count).then(|| letters.to_vec())).await
}

/// The link of the letter to somebody whose subject begins so, when it has come.
pub async fn wait_for_subject(server: &MailServer, to: &str, begins: &str) -> String {
    let link = |letters: &[(String, String)]| {
        let found = letters.iter().find(|(subject, _)| subject.starts_with(begins));
        found.map(|(_, link)| link.clone())
    };
    wait_until(server, to, link).await
}

async fn wait_until<T>(server: &MailServer, to: &str, found: impl Fn(&[(String, String)]) -> Option<T>) -> T {
    let mut letters = Vec::new();
    for _ in 0..600 {
        letters = letters_to(server, to);
        if let Some(found) = found(&letters) {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("what was waited for never came to {to}: {letters:?}");
}

/// Fills in what an inquiry about a theme is told.
async fn begins(program: &Program, tab: &Tab) {
    tab.go(&program.at("/forfragan/ny")).await;
    tab.click("[name=face][value=call]").await;
    for (name, value) in [
        ("title", "Goda exempel för kompetensförsörjningen"),
        ("theme", "kompetensförsörjning"),
        ("purpose", "Vi samlar exempel från hela landet."),
        ("planned_use", "Till ett betänkande."),
        ("minutes", "40"),
    ] {
        tab.fill(&format!("[name={name}]"), value).await;
    }
    tab.choose("[name=answer_by]", &in_days(60)).await;
    tab.choose("[name=feedback_by]", &in_days(90)).await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.path().await.ends_with("?sparad=forfragan"), "{}", tab.text().await);
}

/// Adds a question on the page of a draft.
async fn adds(tab: &Tab, title: &str, kind: &str) {
    tab.follow("a[href$='/fraga']").await;
    tab.fill("[name=title]", title).await;
    tab.click(&format!("[name=kind][value={kind}]")).await;
    tab.follow(".fm-buttons button").await;
}

/// Opens the form of a way to add recipients.
pub async fn unfold(tab: &Tab, way: &str) -> String {
    let form = format!("details:has(form[action$='/{way}'])");
    tab.click(&format!("{form} > summary")).await;
    form
}

#[tokio::test]
async fn the_country_asks_through_a_region_and_gets_its_answer() {
    let (server, program) = with_mail();
    let mut wrong = Vec::new();
    let windows = [Window::open().await, Window::open().await, Window::open().await];

    let national = comes_in_at(&program, &windows[0], "national_coordinator", "skr").await;
    let regional = comes_in_at(&program, &windows[1], "regional_coordinator", "20").await;
    begins(&program, &national).await;
    adds(&national, "Beskriv ert exempel", "text").await;
    let page = national.path().await.split(['?', '#']).next().unwrap().to_owned();
    look_at(&national, "a draft", 1280, &mut wrong).await;
    national.go(&program.at(&format!("{page}/sa-ser-den-ut"))).await;
    look_at(&national, "the preview", 1280, &mut wrong).await;
    national.go(&program.at(&format!("{page}/mottagare"))).await;
    let form = unfold(&national, "lista").await;
    national.fill(&format!("{form} textarea"), "Region Dalarna").await;
    national.follow(&format!("{form} .fm-buttons button")).await;
    look_at(&national, "the recipients", 360, &mut wrong).await;
    national.go(&program.at(&page)).await;
    national.follow("form[action$='/oppna'] button").await;
    assert!(national.text().await.contains("Förfrågan är öppen"), "{}", national.text().await);

    let region = "regional_coordinator@20.example";
    let (subject, own) = wait_for(&server, region, 1).await.remove(0);
    assert!(subject.starts_with("Svara senast") && subject.ends_with("kompetensförsörjningen"), "{subject}");
    regional.go(&own).await;
    look_at(&regional, "what the region is asked", 360, &mut wrong).await;
    regional.follow("form[action$='/vidare'] button").await;
    let below = regional.path().await.split('?').next().unwrap().to_owned();
    regional.go(&program.at(&format!("{below}/mottagare"))).await;
    let form = unfold(&regional, "lista").await;
    // Fifteen municipalities by the addresses of their functions.
    let codes = [
        "Vansbro",
        "Malung-Sälen",
        "Gagnef",
        "Leksand",
        "Rättvik",
        "Orsa",
        "Älvdalen",
        "Smedjebacken",
        "Mora",
        "Falun",
        "Borlänge",
        "Säter",
        "Hedemora",
        "Avesta",
        "Ludvika",
    ];
    let list: Vec<String> = codes
        .iter()
        .enumerate()
        .map(|(place, name)| format!("{name};socialchef;k{place}@x.example"))
        .collect();
    regional.fill(&format!("{form} textarea"), &list.join("\n")).await;
    regional.follow(&format!("{form} .fm-buttons button")).await;
    assert!(regional.text().await.contains("15 mottagare är tillagda"), "{}", regional.text().await);
    regional.go(&program.at(&below)).await;
    regional.follow("form[action$='/oppna'] button").await;
    let (_, leksand) = wait_for(&server, "k3@x.example", 1).await.remove(0);
    let (_, mora) = wait_for(&server, "k8@x.example", 1).await.remove(0);

    // Leksand answers on a phone, without script.
    let answerer = Window::open().await;
    let tab = answerer.tab_without_script(&leksand).await;
    tab.width(360).await;
    look_at(&tab, "the first page of an answer", 360, &mut wrong).await;
    tab.follow("form[action$='/borja'] button").await;
    tab.fill("textarea[name=body]", "En egen rehabenhet med rehabassistent.").await;
    look(&tab, "a question", &mut wrong).await;
    tab.follow(".fm-buttons button").await;
    look_at(&tab, "the check of the answers", 360, &mut wrong).await;
    tab.follow("a[href$='/filer']").await;
    look_at(&tab, "the files", 360, &mut wrong).await;
    tab.go(&format!("{leksand}/kontrollera")).await;
    tab.follow("form[action$='/skicka'] .fm-buttons button").await;
    look_at(&tab, "the receipt", 360, &mut wrong).await;
    assert!(tab.text().await.contains("Tack, svaret är skickat"));
    let copy = wait_for(&server, "k3@x.example", 2).await;
    assert!(copy.iter().any(|(subject, _)| subject.starts_with("Kvitto ")), "{copy:?}");

    // Mora says no, and when to ask again.
    let tab = answerer.tab(&mora).await;
    tab.follow("a[href$='/tacka-nej']").await;
    look_at(&tab, "to decline", 360, &mut wrong).await;
    tab.fill("[name=reason]", "Pandemin tar all tid och kraft.").await;
    tab.choose("[name=ask_again_on]", &in_days(200)).await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("Ni har tackat nej"));

    // Thirteen are reminded, and those who have answered or declined are not.
    regional.go(&program.at(&below)).await;
    look(&regional, "an open inquiry", &mut wrong).await;
    regional.follow("form[action$='/paminn'] button").await;
    wait_for(&server, "k0@x.example", 2).await;
    wait_for(&server, "k14@x.example", 2).await;
    assert_eq!(
        (letters_to(&server, "k3@x.example").len(), letters_to(&server, "k8@x.example").len()),
        (2, 1)
    );

    // The region lifts the answer in, sums up, and answers.
    regional.go(&program.at(&format!("{below}/sammanstallning"))).await;
    regional.fill("[name=summary]", "Det extraordinära läget gör att svaren är få.").await;
    regional.follow("form[action$='/sammanstallning'] .fm-buttons button").await;
    look_at(&regional, "the compilation", 1280, &mut wrong).await;
    let told = regional.text().await;
    assert!(
        told.contains(
            "1 av 15 tillfrågade har svarat, en har tackat nej med skäl och 13 har inte hört av sig"
        ),
        "{told}"
    );
    regional.follow("form[action$='/bifoga'] button").await;
    assert!(regional.text().await.contains("sammanstallning-av-svar"), "{}", regional.text().await);
    regional.go(&own).await;
    regional.follow("form[action$='/borja'] button, ol.questions a").await;
    regional.follow("form[action$='/lyft'] button").await;
    assert!(
        regional
            .value("document.querySelector('textarea[name=body]').value")
            .await
            .contains("Leksand: En egen rehabenhet")
    );
    look_at(&regional, "a question with answers from below", 1280, &mut wrong).await;
    regional.go(&format!("{own}/kontrollera")).await;
    regional.follow("form[action$='/skicka'] .fm-buttons button").await;

    // The country sees one answer, and how it stands in the branch.
    national.go(&program.at(&page)).await;
    look(&national, "an inquiry that has been passed on", &mut wrong).await;
    let seen = national.text().await;
    assert!(seen.contains("1 av 1 har svarat") && seen.contains("Skickad vidare"), "{seen}");
    national.go(&program.at(&format!("{page}/svaren"))).await;
    look(&national, "the answers", &mut wrong).await;
    national.follow("ol.questions a").await;
    look_at(&national, "the answers to a question", 1280, &mut wrong).await;
    assert!(national.text().await.contains("Leksand: En egen rehabenhet"));
    national.go(&program.at(&format!("{page}/aterkoppling"))).await;
    look_at(&national, "the feedback", 1280, &mut wrong).await;
    national.fill("[name=feedback]", "Exemplet står i betänkandet.").await;
    national.follow("form[action$='/aterkoppling'] .fm-buttons button").await;
    let told = wait_for(&server, region, 3).await;
    let (_, became) = told.iter().find(|(subject, _)| subject.starts_with("Vad svaren ledde till")).unwrap();
    regional.go(became).await;
    look_at(&regional, "what became of the answer", 1280, &mut wrong).await;
    assert!(regional.text().await.contains("Exemplet står i betänkandet."));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn what_is_typed_is_saved_while_one_types_and_by_keyboard_alone() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab(&program.at("/forfragan/ny")).await;
    tab.choose("[name=organisation_id]", "skr").await;
    tab.fill("[name=title]", "Natten").await;
    tab.click("[name=face][value=call]").await;
    for (name, value) in
        [("theme", "natt"), ("purpose", "Varför"), ("planned_use", "Till vad"), ("minutes", "5")]
    {
        tab.fill(&format!("[name={name}]"), value).await;
    }
    tab.choose("[name=answer_by]", &in_days(30)).await;
    tab.choose("[name=feedback_by]", &in_days(60)).await;
    tab.click("[name=is_open]").await;
    tab.follow(".fm-buttons button").await;
    adds(&tab, "Vad fungerar?", "text").await;
    tab.follow("form[action$='/oppna'] button").await;
    let page = tab.path().await.split('?').next().unwrap().to_owned();

    let open = program.at(&page.replace("/forfragan/", "/oppen-fraga/"));
    let tab = window.tab(&open).await;
    let mut wrong = Vec::new();
    look(&tab, "an open inquiry", &mut wrong).await;
    tab.fill("[name=title]", "Anhörigföreningen").await;
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    tab.enter("[name=title]").await;
    assert!(tab.path().await.starts_with("/svara/"));
    tab.follow("a.button[href$='/kontrollera'], form[action$='/borja'] button").await;
    let link = tab.path().await.split('/').take(3).collect::<Vec<_>>().join("/");
    tab.go(&program.at(&link)).await;
    tab.follow("ol.questions a").await;
    tab.fill("textarea[name=body]", "Vi vill ha nattpatrull").await;
    tab.until("it is saved while one types", async || tab.text_of("#sparat").await.contains("Sparat")).await;
    // A tab that is closed loses nothing.
    let question = tab.path().await;
    let tab = window.tab(&program.at(&question)).await;
    assert_eq!(
        tab.value("document.querySelector('textarea[name=body]').value").await,
        "Vi vill ha nattpatrull"
    );
    // Typed on after it was saved, it is sent as it is then: the page knows the version that it has.
    tab.fill("textarea[name=body]", "Vi vill ha nattpatrull i varje kommundel").await;
    tab.focus(".fm-buttons button").await;
    tab.enter(".fm-buttons button").await;
    assert!(tab.path().await.ends_with("/kontrollera"));
    assert!(tab.text().await.contains("i varje kommundel"));
    assert!(wrong.is_empty(), "{wrong:#?}");
}
