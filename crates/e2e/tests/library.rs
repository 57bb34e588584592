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
    tab.follow("section:not(.card) > .approaches a").await;
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

#[tokio::test]
async fn the_library_grows_by_a_tip_from_a_phone_by_what_came_later_by_a_no_and_by_a_table() {
    let program = Program::start();
    let window = Window::open().await;
    let tab = window.tab_without_script(&program.at("/bibliotek/tips")).await;
    tab.width(360).await;
    tab.choose("[name=organisation_id]", "2029").await;
    tab.fill("[name=title]", "Promenader med ungdomar").await;
    tab.fill("[name=claim]", "Fler kommer ut varje dag.").await;
    tab.fill("[name=contact]", "Enhetschef hemtjänst").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("väntar på att någon hos er godkänner"), "{}", tab.text().await);
    tab.follow("button[value=publicera]").await;
    assert!(tab.text().await.contains("Nu ser alla det"), "{}", tab.text().await);
    tab.go(&program.at("/sok?q=promenad")).await;
    assert!(tab.text().await.contains("Promenader med ungdomar"), "{}", tab.text().await);

    // The library begins with what public sources tell; it is there soon after the program has started.
    let leksand = program.at("/sok?q=auskulterar");
    for _ in 0..300 {
        tab.go(&leksand).await;
        if tab.text().await.contains("auskulterar hos rehab") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    tab.follow(".found a").await;
    let idea = tab.text().await;
    assert!(idea.contains("Idé") && idea.contains("Källan är från före försöket"), "{idea}");
    tab.follow("a[href$='/uppfoljning']").await;
    tab.fill("[name=body]", "Försöket hölls. Alla som var med ville fortsätta.").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("Alla som var med ville fortsätta."), "{}", tab.text().await);
    tab.follow("a[href$='/hos-oss']").await;
    tab.choose("[name=organisation_id]", "2083").await;
    tab.click("[name=step][value=declined]").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text_of("[role=alert]").await.contains("Skriv en motivering"), "{}", tab.text().await);
    tab.fill("[name=reason]", "Vi har ingen egen rehab att auskultera hos.").await;
    tab.follow(".fm-buttons button").await;
    let seen = tab.text().await;
    assert!(seen.contains("Hedemora") && seen.contains("Vi har ingen egen rehab"), "{seen}");
    assert!(seen.contains("En har valt bort det, och säger varför."), "{seen}");
    spread(&program, &window).await;
    window.close().await;
}

/// Sends a table as a browser does; the page that tells what would come of it.
async fn table(program: &Program, to: &str, lines: &str) -> String {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"organisation_id\"\r\n\r\nskr\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"enkat.csv\"\r\n\r\n{lines}\r\n--x--\r\n"
    );
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let sent =
        client.post(program.at(to)).header("content-type", "multipart/form-data; boundary=x").body(body);
    let answer = sent.send().await.unwrap();
    let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    match to {
        Some(to) => program.at(&to),
        None => panic!("{}", answer.text().await.unwrap()),
    }
}

/// How far some have come is told on a phone, read out of a table, and seen year by year.
async fn spread(program: &Program, window: &Window) {
    let locks = program.at("/bibliotek/arbetssatt/digital_keys");
    let tab = window.tab(&format!("{locks}/anvandning")).await;
    tab.width(360).await;
    tab.choose("[name=organisation_id]", "2083").await;
    tab.click("[name=stage][value=partly]").await;
    tab.fill("[name=share]", "140").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text_of("[role=alert]").await.contains("mellan 0 och 100"), "{}", tab.text().await);
    tab.fill("[name=share]", "40").await;
    tab.follow(".fm-buttons button").await;
    assert!(tab.text().await.contains("en delvis"), "{}", tab.text().await);

    let lines = "Kommun;Arbetssätt;Hur långt;Andel i procent;Sedan\nMora;Digitala lås;Infört överallt;80;2023\n\
        Ankeborg;Digitala lås;Prövar;;2024\n";
    let preview = table(program, "/bibliotek/spridning/fil", lines).await;
    let mut wrong = Vec::new();
    tab.go(&preview).await;
    assert!(tab.text().await.contains("Rad 3. Ankeborg"), "{}", tab.text().await);
    let pages = [
        preview.clone(),
        format!("{locks}/anvandning"),
        format!("{locks}/spridning?kommun=Hedemora"),
        program.at("/bibliotek/spridning"),
        program.at("/bibliotek/spridning/fil"),
        program.at("/bibliotek/exempel/fil"),
        program.at("/bibliotek/exempel?kostnad=1&storlek=2"),
    ];
    for page in &pages {
        for width in [360, 1280] {
            tab.width(width).await;
            tab.go(page).await;
            wrong.extend(tab.violations().await.into_iter().map(|v| format!("{page} at {width}: {v}")));
            wrong.extend(
                tab.overflow().await.map(|element| format!("{page} at {width}: too wide: {element}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    tab.go(&preview).await;
    tab.follow("main .fm-buttons button").await;
    tab.go(&format!("{locks}/spridning?ar=2023")).await;
    let seen = tab.text().await;
    assert!(seen.contains("2 av 290 kommuner använder det: en överallt, en delvis"), "{seen}");
    let then = tab.value("document.querySelector('.map [data-code=\"2062\"] title').textContent").await;
    assert_eq!(then, "Mora: Infört överallt");
    let then = tab.value("document.querySelector('.map [data-code=\"2083\"] title').textContent").await;
    assert_eq!(then, "Hedemora: Inget sagt", "what began later is not on an earlier map");
}
