//! What one meets on coming back to a page, and when an answer does not come.

use crate::browser::{Tab, Window};
use crate::program::Program;
use crate::user_path::add_measure;

async fn is_asked_before_leaving(tab: &Tab) -> bool {
    tab.value("window.dispatchEvent(new Event('beforeunload', { cancelable: true }))").await == "false"
}

async fn back_from(tab: &Tab, address: &str) {
    tab.go(address).await;
    tab.value("(setTimeout(() => history.back()), 1)").await;
}

#[tokio::test]
async fn what_is_tried_stands_in_the_address_and_is_there_on_coming_back() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab(&program.at("/kommun/2083")).await;
    tab.focus("#contract_hours").await;
    for _ in 0..6 {
        tab.press("#contract_hours", "ArrowRight").await;
    }
    tab.choose("#scenario", "trend").await;
    tab.until("the address follows", async || {
        let path = tab.path().await;
        path.contains("scenario=trend") && path.contains("contract_hours=1.5")
    })
    .await;
    let shown = async || {
        let at = tab.value("document.querySelector('#contract_hours').value").await;
        (at, tab.value("document.querySelector('#scenario').value").await, tab.text_of("#effekt").await)
    };
    let before = shown().await;
    let path = tab.path().await;
    back_from(&tab, &program.at("/fardplaner")).await;
    tab.until("the page again", async || tab.path().await == path).await;
    tab.until("the same figures", async || shown().await == before).await;
    tab.go(&program.at(&path)).await;
    assert_eq!(shown().await, before);
    let language = tab.value("document.querySelector('a.language').href").await;
    assert!(language.contains("contract_hours"), "{language}");

    // A roadmap's measures likewise.
    let id = program.roadmap_from_template("2083", "Färdplan").await;
    let tree: serde_json::Value =
        reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().json().await.unwrap();
    let need = tree["areas"][0]["needs"][0]["id"].as_str().unwrap();
    add_measure(&program, need, "Heltid", "contract_hours", 2.0).await;
    add_measure(&program, need, "Friskare", "exit_age", 1.0).await;
    tab.go(&program.at(&format!("/fardplan/{id}/varde"))).await;
    tab.click("[name=med]").await;
    tab.until("the address follows", async || tab.path().await.matches("med=").count() == 1).await;
    let (path, figures) = (tab.path().await, tab.text_of(".answer").await);
    back_from(&tab, &program.at("/fardplaner")).await;
    tab.until("the page again", async || tab.path().await == path).await;
    tab.until("the same measures", async || {
        tab.value("document.querySelectorAll('[name=med]:checked').length").await == "1"
    })
    .await;
    tab.until("the same figures", async || tab.text_of(".answer").await == figures).await;
    window.close().await;
}

#[tokio::test]
async fn what_is_typed_is_asked_about_before_it_is_left_and_there_on_coming_back() {
    let program = Program::start();
    let window = Window::open().await;
    let page = program.at("/kommun/2083/fardplaner");
    let tab = window.tab(&page).await;
    assert!(!is_asked_before_leaving(&tab).await);
    tab.fill("[name=title]", "Färdplan för kvällar").await;
    assert!(is_asked_before_leaving(&tab).await);
    // Whoever leaves all the same finds it again.
    tab.value("delete document.querySelector('form[data-changed]').dataset.changed").await;
    back_from(&tab, &program.at("/fardplaner")).await;
    tab.until("the text again", async || {
        tab.value("document.querySelector('[name=title]')?.value ?? ''").await == "Färdplan för kvällar"
    })
    .await;
    tab.fill("[name=title]", "").await;
    tab.follow(".fm-buttons button").await;
    assert!(is_asked_before_leaving(&tab).await, "what was refused is not saved");
    window.close().await;
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_told_and_asked_for_again() {
    let program = Program::start();
    let address = program.at("/kommun/2083");
    let port = address.rsplit(':').next().unwrap().split('/').next().unwrap().to_owned();
    let window = Window::open().await;
    let tab = window.tab(&address).await;
    let database = program.stop();
    tab.focus("#contract_hours").await;
    tab.press("#contract_hours", "ArrowRight").await;
    tab.until("the failure", async || {
        tab.text_of("#uteblivet:not([hidden])").await.contains("Svaret kom inte")
    })
    .await;
    assert_eq!(tab.value("document.querySelector('#svar').classList.contains('stale')").await, "true");
    assert_eq!(tab.violations().await, Vec::<String>::new());
    let _again = Program::start_with(database, &["--port", &port]);
    tab.click("#uteblivet button").await;
    tab.until("the answer", async || tab.text_of("#uteblivet:not([hidden])").await.is_empty()).await;
    assert_eq!(tab.value("document.querySelectorAll('.stale').length").await, "0");
    window.close().await;
}

/// Saves fields of a roadmap's first measure as somebody else would.
async fn saved_by_another(program: &Program, roadmap: &str, fields: &[(&str, &str)]) {
    let tree = reqwest::get(program.at(&format!("/api/v1/roadmaps/{roadmap}"))).await.unwrap();
    let tree: serde_json::Value = tree.json().await.unwrap();
    let mut measure = tree["areas"][0]["needs"][0]["measures"][0].clone();
    let id = measure["id"].as_str().unwrap().to_owned();
    for field in ["id", "need_id", "position"] {
        measure.as_object_mut().unwrap().remove(field);
    }
    let address = program.at(&format!("/api/v1/measures/{id}"));
    for (field, value) in fields {
        measure[*field] = (*value).into();
    }
    let answer = reqwest::Client::new().put(&address).json(&measure).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{}", answer.text().await.unwrap());
}

#[tokio::test]
async fn two_who_change_different_fields_both_get_theirs() {
    let program = Program::start();
    let id = program.roadmap_from_template("2083", "Färdplan").await;
    let tree: serde_json::Value =
        reqwest::get(program.at(&format!("/api/v1/roadmaps/{id}"))).await.unwrap().json().await.unwrap();
    let need = tree["areas"][0]["needs"][0]["id"].as_str().unwrap();
    let measure = add_measure(&program, need, "Heltid", "contract_hours", 2.0).await;
    let page = program.at(&format!("/atgard/{measure}"));
    let window = Window::open().await;
    let tab = window.tab(&page).await;
    saved_by_another(&program, &id, &[("title", "Heltid åt alla")]).await;
    tab.fill("[name=owner]", "Förvaltningschefen").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.path().await.contains("sparad="), "nobody is asked: {}", tab.path().await);
    tab.go(&page).await;
    let value = async |name: &str| tab.value(&format!("document.querySelector('[name={name}]').value")).await;
    assert_eq!(
        (value("title").await, value("owner").await),
        ("Heltid åt alla".into(), "Förvaltningschefen".into())
    );

    // What both have changed is asked about, and what only the other has changed is theirs.
    saved_by_another(&program, &id, &[("title", "Annas"), ("funding", "Budget 2028")]).await;
    tab.fill("[name=title]", "Bos").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("Någon annan har sparat"));
    assert_eq!((value("title").await, value("funding").await), ("Bos".into(), "Budget 2028".into()));
    window.close().await;
}

#[tokio::test]
async fn whoever_moves_something_by_keyboard_stays_with_it_and_can_undo_it() {
    let program = Program::start();
    let window = Window::open().await;
    let id = program.roadmap_from_template("2083", "Färdplan").await;
    let tab = window.tab(&program.at(&format!("/fardplan/{id}"))).await;
    let order =
        async || tab.value("[...document.querySelectorAll('.rm-matrix tbody tr')].map(r => r.id)+''").await;
    let before = order().await;
    let second = format!("#{}", before.split(',').nth(1).unwrap());
    let down = format!("{second} button[value=ner]");
    for _ in 0..2 {
        let shown = order().await;
        tab.focus(&down).await;
        tab.press(&down, "Enter").await;
        tab.until("another order", async || order().await != shown).await;
        let focused = format!("document.activeElement === document.querySelector('{down}')");
        tab.until("the same button", async || tab.value(&focused).await == "true").await;
    }
    let shown = order().await;
    tab.follow("[role=status] button").await;
    tab.until("one step back", async || order().await != shown).await;
    tab.follow("[role=status] button").await;
    assert_eq!(order().await, shown, "what was undone can be undone");
    // After a deletion the next key undoes it.
    tab.go(&program.at(&format!("/behov/{}", &second["#behov-".len()..]))).await;
    tab.follow(".fm-else form[action$=bort] button").await;
    assert_eq!(tab.value("document.activeElement.closest('[role=status]') !== null").await, "true");
}
