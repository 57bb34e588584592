//! From a gap to a measure by way of the library, on a phone and without script.

use crate::browser::Window;
use crate::program::Program;

#[tokio::test]
async fn an_officer_with_a_gap_finds_an_approach_sees_how_sure_it_is_tries_it_and_makes_it_a_measure() {
    let program = Program::start();
    let roadmap = program.roadmap_from_template("2083", "Färdplan för Hedemora").await;
    let window = Window::open().await;
    let tab = window.tab_without_script(&program.at(&format!("/fardplan/{roadmap}"))).await;
    tab.width(360).await;
    tab.follow("a[href^='/bibliotek?behov=']").await;
    assert!(tab.text().await.contains("42 arbetssätt"), "{}", tab.text().await);
    tab.choose("#havstang", "night_supervision").await;
    tab.follow("main form button").await;
    assert!(tab.text().await.contains("Ett arbetssätt"), "{}", tab.text().await);
    tab.follow(".approaches a").await;
    let seen = tab.text().await;
    for said in ["Digital tillsyn på natten", "Mycket svagt", "Vi vet inte", "Pröva i Hedemora"] {
        assert!(seen.contains(said), "{said} in {seen}");
    }
    // What studies give no number for, the officer sets; backwards it is refused where it was typed.
    for (name, value) in [("mitt", "2"), ("lagst", "5"), ("hogst", "4")] {
        tab.fill(&format!("[name={name}]"), value).await;
    }
    tab.follow(".fm-buttons button").await;
    assert!(tab.text_of("[role=alert]").await.contains("Det lägsta, 5,"), "{}", tab.text().await);
    tab.fill("[name=lagst]", "0,5").await;
    tab.follow(".fm-buttons button").await;
    let found = tab.text_of(".said").await;
    assert!(found.contains("I Hedemora behövs") && found.contains("färre årsarbetare år 2035"), "{found}");
    tab.follow(".try-here a.button").await;
    tab.follow(".fm-buttons button").await;
    assert_eq!(tab.value("document.querySelector('[name=title]').value").await, "Digital tillsyn på natten");
    assert_eq!(tab.value("document.querySelector('[name=\"effect[0].low\"]').value").await, "0,5");
    tab.go(&program.at(&format!("/fardplan/{roadmap}/varde"))).await;
    assert!(tab.text().await.contains("Digital tillsyn på natten"), "{}", tab.text().await);
    window.close().await;
}
