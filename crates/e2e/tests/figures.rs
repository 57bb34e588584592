//! A municipality pastes the forecast that it has bought and the places that it has decided, sees what changes and why, decides it,
//! computes with it, and sees years later how it came out.

use crate::browser::{Tab, Window};
use crate::program::Program;

/// As it comes out of a spreadsheet: a title, blanks in thousands, a total, a comment, a column of changes.
const BOUGHT: &str = "Befolkningsprognos Hedemora kommun\t\t\t\t\t\n\t\t\t\t\t\n\
Ålder\tKön\t2026\t2027\t2028\tFörändr.\n\
0–64 år\tBåda\t10\u{a0}600\t10 550\t10500\t−0,9 %\n\
65–79 år\tBåda\t3 100\t3 060\t3 020\t−2,6 %\n\
80–84 år\tBåda\t790\t830\t870\t10,1 %\n\
85-w år\tBåda\t545\t560\t580\t6,4 %\n\
Totalt\tBåda\t15 035\t15 000\t14 970\t\n\
Bygger på SCB, levererad i Excel\t\t\t\t\t\n";

async fn step(tab: &Tab, step: &str) {
    tab.follow(&format!("form:has(input[name=steg][value={step}]) .fm-buttons button")).await;
}

/// Nothing is wrong with the page on a phone, on a screen or on a large one.
async fn sound(tab: &Tab) {
    for width in [360, 1280, 2560] {
        tab.width(width).await;
        assert_eq!(tab.violations().await, Vec::<String>::new(), "{width}");
        assert_eq!(tab.overflow().await, None, "{width}");
    }
}

#[tokio::test]
async fn a_bought_forecast_is_pasted_compared_decided_and_computed_with() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab(&program.at("/kommun/2083")).await;
    let headline = tab.text_of("#rubrik").await;
    tab.follow("a[href='/kommun/2083/egna-siffror']").await;

    // What cannot be read is told with its cell, and what was pasted stays.
    tab.fill("#table", &BOUGHT.replace("545", "5O5")).await;
    tab.fill("[name=maker]", "Konsultföretaget").await;
    tab.fill("[name=title]", "Prognos 2026").await;
    tab.enter("[name=title]").await;
    let refused = tab.text().await;
    assert!(refused.contains("Rad 7, kolumn C: ”5O5” är inget antal personer."), "{refused}");
    assert_eq!(tab.violations().await, Vec::<String>::new());
    tab.fill("#table", BOUGHT).await;
    tab.enter("[name=title]").await;

    // How it was understood, what it changes and where.
    let page = tab.path().await.split('?').next().unwrap().to_owned();
    assert!(page.starts_with("/egna-siffror/"), "{page}");
    let seen = tab.text().await;
    for what in
        ["Utkast", "Läses inte", "Antal personer 31 december", "Var skillnaden finns", "Platser som saknas"]
    {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    sound(&tab).await;
    for taken in ["review", "set", "use"] {
        step(&tab, taken).await;
    }
    assert!(tab.text().await.contains("I bruk"));
    tab.go(&program.at("/kommun/2083")).await;
    let now = tab.text().await;
    assert!(now.contains("Räknat med kommunens egna siffror"), "{now}");
    assert_ne!(tab.text_of("#rubrik").await, headline, "everything is computed with it");

    // Taken out of use, all is as it was.
    tab.go(&program.at(&page)).await;
    tab.fill("#reason", "Vi väntar på nästa.").await;
    step(&tab, "retire").await;
    tab.go(&program.at("/kommun/2083")).await;
    assert_eq!(tab.text_of("#rubrik").await, headline);
    window.close().await;
}

/// A forecast from some years ago, and what is decided of homes.
const OLDER: &str = "Ålder\t2023\t2024\t2025\t2026\n0–64 år\t11\u{a0}100\t11 000\t10900\t10 800\n\
65–79 år\t3 030\t3 020\t3 010\t3 000\n80–84 år\t620\t660\t690\t730\n85–89 år\t340\t360\t370\t380\n90+\t200\t200\t190\t190\n";
const HOMES: &str = "Boende;Händelse;År;Platser\nSkogsgläntan;Nu;2025;60\nMunkbohemmet;Nu;2025;66\nNya Munkbo;Öppnas;2028;30\n";

#[tokio::test]
async fn what_a_forecast_said_is_held_against_what_came_beside_the_places_that_are_decided() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab(&program.at("/kommun/2083/egna-siffror")).await;
    tab.fill("#table", OLDER).await;
    tab.choose("[name=made_on]", "2023-02-01").await;
    tab.fill("[name=title]", "Prognos 2023").await;
    tab.enter("[name=title]").await;
    for taken in ["review", "set", "use", "evaluate"] {
        step(&tab, taken).await;
    }
    let seen = tab.text().await;
    for what in
        ["Så träffade prognosen", "2025 låg prognosen", "80 år och äldre", "Utvärderad", "Vad den ändrar"]
    {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    sound(&tab).await;
    tab.as_printed(true).await;
    let printed = tab.text().await;
    assert!(printed.contains("Så träffade prognosen") && printed.contains("Före och efter"), "{printed}");
    assert!(!printed.contains("Ta ur bruk"), "what can be done is not printed: {printed}");
    tab.as_printed(false).await;

    tab.go(&program.at("/kommun/2083/egna-siffror/platser")).await;
    assert_eq!(tab.violations().await, Vec::<String>::new());
    tab.fill("#table", HOMES).await;
    tab.enter("[name=title]").await;
    let seen = tab.text().await;
    for what in ["I dag finns 126 platser", "156 platser 2035", "Nya Munkbo", "Boende för boende"] {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    sound(&tab).await;
    for taken in ["review", "set", "use"] {
        step(&tab, taken).await;
    }
    tab.go(&program.at("/kommun/2083/egna-siffror")).await;
    let now = tab.text().await;
    assert!(
        now.contains("Nu gäller ”Prognos 2023”") && now.contains("126 platser i särskilt boende 2025"),
        "{now}"
    );
    tab.go(&program.at("/kommun/2083/egna-siffror/omsorg")).await;
    assert_eq!(tab.violations().await, Vec::<String>::new());
    window.close().await;
}
