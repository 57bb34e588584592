//! How things spread: told by those who use them, asked for once a year, and read out of tables.

use plan::access::Role;
use reqwest::StatusCode;
use serde_json::Value;

use crate::attachments::send;
use crate::inquiry::{address, ask, between, link_to, open, questions, send as send_answer};
use crate::people::People;
use crate::served::Browsing;

const LOCKS: &str = "/bibliotek/arbetssatt/digital_keys";

/// What asks how far municipalities have come.
const CALL: [(&str, &str); 9] = [
    ("face", "call"),
    ("title", "Tekniken i kommunerna 2026"),
    ("theme", "välfärdsteknik"),
    ("purpose", "Vi följer hur tekniken sprider sig."),
    ("planned_use", "Till bilden av spridningen."),
    ("minutes", "10"),
    ("answer_by", "2027-01-31"),
    ("feedback_by", "2027-02-28"),
    ("readers", "recipients"),
];

/// Sends a table; the page that it leads to, or why it was refused.
async fn table(browser: &Browsing, to: &str, name: &str, bytes: &[u8]) -> Result<String, String> {
    let answer = send(&browser.client, &format!("{}{to}", browser.address), name, bytes).await;
    match (answer.status(), answer.headers().get("location").cloned()) {
        (StatusCode::SEE_OTHER, Some(to)) => Ok(to.to_str().unwrap().to_owned()),
        (StatusCode::UNPROCESSABLE_ENTITY, _) => Err(answer.text().await.unwrap()),
        (status, _) => panic!("{status}: {}", answer.text().await.unwrap()),
    }
}

#[tokio::test]
async fn who_uses_what_is_told_and_seen_year_by_year() {
    let site = People::new().await;
    let hedemora = site.person(Role::UnitManager, "2083").await;
    let note = format!("{LOCKS}/anvandning");
    let stranger = site.stranger();
    assert!(stranger.page(&format!("{LOCKS}/spridning")).await.contains("Ingen kommun har sagt hur långt"));
    for (fields, said) in [
        (vec![("share", "40")], "Välj hur långt ni har kommit."),
        (vec![("stage", "none"), ("share", "40")], "Det som inte används har ingen andel."),
        (vec![("stage", "partly"), ("share", "140")], "Ange ett tal mellan 0 och 100"),
        (vec![("stage", "partly"), ("share", "0")], "Det som används har en andel."),
        (vec![("stage", "partly"), ("share", "fyrtio")], "Skriv ett tal"),
        (vec![("stage", "partly"), ("day", "2027-01-01")], "har inte varit"),
        (vec![("stage", "partly"), ("day", "1889-01-01")], "Välj en dag från"),
    ] {
        let page = hedemora.refused(&note, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(page.contains(said), "{fields:?}: {page}");
    }
    hedemora.done(&note, &[("stage", "testing"), ("day", "2021-05-01")]).await;
    hedemora.done(&note, &[("stage", "partly"), ("share", "40"), ("day", "2024-02-01")]).await;
    let mora = site.person(Role::Investigator, "2062").await;
    let why = "Täckningen räckte inte i de yttre byarna.";
    mora.done(&note, &[("stage", "retired"), ("day", "2025-03-01"), ("note", why)]).await;
    let page = stranger.page(&format!("{LOCKS}/spridning")).await;
    for said in [
        "En kommun av 290 använder det: en delvis.",
        "En har haft det men har slutat.",
        "Om 288 är inget sagt.",
        "40\u{a0}% av dem som det passar för",
        why,
        "1 februari 2024",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("/bort\""), "strangers take nothing away");
    let rows: Vec<&str> = between(&page, "<tbody>", "</tbody>").split("</tr>").collect();
    let counts = |year: &str| {
        let row = rows.iter().find(|row| row.contains(&format!(">{year}<"))).unwrap();
        row.split("number\">")
            .skip(1)
            .map(|cell| cell.split('<').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(counts("2021"), ["0", "1", "0", "0", "0"]);
    assert_eq!(counts("2024"), ["0", "0", "1", "0", "0"]);
    assert_eq!(counts("2026"), ["0", "0", "1", "0", "1"]);
    let then = stranger.page(&format!("{LOCKS}/spridning?ar=2022")).await;
    assert!(
        then.contains("Hedemora: Prövar") && page.contains("Hedemora: Infört delvis"),
        "the map is of its year"
    );

    // Said again without a day, it has been so since it was said first: the form asks for no other.
    let form = hedemora.page(&note).await;
    let day = between(&form, "id=\"day\"", ">");
    assert!(day.contains("value=\"\"") && form.contains("value=\"40\""), "{form}");
    hedemora.done(&note, &[("stage", "partly"), ("share", "45")]).await;
    let again = stranger.page(&format!("{LOCKS}/spridning")).await;
    assert!(again.contains("45\u{a0}%") && again.contains("1 februari 2024"), "{again}");

    // Who near us has done this?
    let near =
        between(&hedemora.page(&format!("{LOCKS}/spridning")).await, "id=\"nara\"", "</section>").to_owned();
    assert!(
        near.contains("Hedemora och de närmaste") && near.contains("Säter") && near.contains("Avesta"),
        "{near}"
    );
    let asked = stranger.page(&format!("{LOCKS}/spridning?kommun=Orsa")).await;
    assert!(
        between(&asked, "id=\"nara\"", "</section>").contains("Har slutat, sedan 1 mars 2025"),
        "{asked}"
    );
    // What they have told of it counts as well.
    let falun = site.person(Role::DevelopmentLeader, "2080").await;
    falun.done(&format!("{LOCKS}/hos-oss"), &[("step", "declined"), ("reason", "För dyrt.")]).await;
    let asked = stranger.page(&format!("{LOCKS}/spridning?kommun=Falun")).await;
    assert!(
        between(&asked, "id=\"nara\"", "</section>").contains("Valde bort det 22 november 2026"),
        "{asked}"
    );
    let odd = stranger.page(&format!("{LOCKS}/spridning?kommun=Ankeborg&ar=nu")).await;
    assert!(odd.contains("id=\"kommun-fel\""), "{odd}");

    // The same at a glance, side by side, as a file and for programs.
    assert!(stranger.page(LOCKS).await.contains("En har haft det men har slutat."));
    let overview = stranger.page("/bibliotek/spridning").await;
    assert!(overview.contains("Digitala lås") && overview.contains("Läkemedelsautomat"), "{overview}");
    let file = stranger.page(&format!("{LOCKS}/spridning.csv")).await;
    assert_eq!(file.lines().count(), 4, "{file}");
    assert_eq!(stranger.page("/bibliotek/spridning.csv").await.lines().count(), 3);
    let told = stranger.json("/approaches/digital_keys/uptake").await;
    assert_eq!(told[0]["stage"], Value::from("retired"));
    assert_eq!(stranger.status("/api/v1/approaches/no/uptake").await, StatusCode::NOT_FOUND);
    // With what is only known nobody has come any way.
    let known = "/bibliotek/arbetssatt/turnover_cost";
    assert!(!stranger.page(known).await.contains("Hur det har spridit sig"));
    assert_eq!(stranger.status(&format!("{known}/spridning")).await, StatusCode::NOT_FOUND);

    // What was told by mistake is taken away by those whose it is.
    let own = hedemora.page(&format!("{LOCKS}/spridning")).await;
    let remove =
        format!("/bibliotek/spridning/{}/bort", between(&own, "action=\"/bibliotek/spridning/", "/bort"));
    mora.refused(&remove, &[], StatusCode::FORBIDDEN).await;
    hedemora.done(&remove, &[("tillbaka", &format!("{LOCKS}/spridning"))]).await;
    assert!(stranger.page(&format!("{LOCKS}/spridning")).await.contains("en prövar"));
}

#[tokio::test]
async fn a_yearly_question_has_what_was_said_last_filled_in() {
    let site = People::new().await;
    let mora = site.person(Role::Investigator, "2062").await;
    mora.done(
        &format!("{LOCKS}/anvandning"),
        &[("stage", "testing"), ("share", "12,5"), ("day", "2025-03-01")],
    )
    .await;
    let asker = site.person(Role::DevelopmentLeader, "skr").await;
    let page = address(&asker.done("/forfragan/ny", &CALL).await);
    let choose = format!("{page}/spridning");
    assert!(asker.page(&choose).await.contains("Läkemedelsautomat"));
    asker.refused(&choose, &[], StatusCode::UNPROCESSABLE_ENTITY).await;
    asker.done(&choose, &[("digital_keys", "1"), ("medication_dispenser", "1")]).await;
    asker.refused(&choose, &[("digital_keys", "1")], StatusCode::UNPROCESSABLE_ENTITY).await;
    let made = [("title", "Hur långt?"), ("kind", "uptake"), ("unit", "digital_keys")];
    asker.refused(&format!("{page}/fraga"), &made, StatusCode::UNPROCESSABLE_ENTITY).await;
    ask(&asker, &page, "Mora; mora@kommun.example").await;
    open(&asker, &page).await;

    let answerer = site.stranger();
    let link = link_to(&site.letters().await, "mora@kommun.example");
    let mut asked = questions(&answerer, &link).await;
    // Dispensers stand before locks among the technologies.
    asked.reverse();
    let first = answerer.page(&asked[0]).await;
    assert!(first.contains("Digitala lås: hur långt har ni kommit?"), "{first}");
    assert!(first.contains("från 1 mars 2025") && first.contains("value=\"12,5\""), "{first}");
    assert!(between(&first, "value=\"testing\"", ">").contains("checked"), "{first}");
    assert!(!answerer.page(&asked[1]).await.contains("senast är känt"));
    let wrong = [("version", "0"), ("stage", "retired"), ("share", "30")];
    answerer.refused(&asked[0], &wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(first.contains("blir öppna för alla"), "{first}");
    let long = "Leverantören svarar inte. ".repeat(300);
    let said =
        [("version", "0"), ("stage", "everywhere"), ("share", "80"), ("day", "2026-02-01"), ("body", &long)];
    answerer.done(&asked[0], &said).await;
    answerer.done(&asked[1], &[("version", "0"), ("stage", "none")]).await;
    let stranger = site.stranger();
    let before = stranger.page(&format!("{LOCKS}/spridning")).await;
    assert!(before.contains("en prövar"), "a draft is nobody's to read: {before}");
    send_answer(&answerer, &link, &[]).await;
    let after = stranger.page(&format!("{LOCKS}/spridning")).await;
    assert!(after.contains("en överallt."), "{after}");
    assert!(after.contains("Svar till Sveriges Kommuner och Regioner"), "{after}");
    assert!(!after.contains("Leverantören"), "what is written besides is theirs who ask: {after}");

    // An answer that is changed is told once.
    let again = answerer.page(&asked[0]).await;
    let version = between(&again, "name=\"version\" value=\"", "\"").to_owned();
    answerer
        .done(&asked[0], &[("version", version.as_str()), ("stage", "partly"), ("day", "2026-03-01")])
        .await;
    send_answer(&answerer, &link, &[]).await;
    let told = stranger.json("/approaches/digital_keys/uptake").await;
    let told: Vec<&str> = told.as_array().unwrap().iter().map(|one| one["stage"].as_str().unwrap()).collect();
    assert_eq!(told, ["partly", "testing"]);
    let report = asker.page(&format!("{page}/sammanstallning")).await;
    assert!(report.contains("Infört delvis: 1 (Mora: sedan 1 mars 2026)"), "{report}");
    let answers = asker.page(&format!("{page}/svaren")).await;
    assert!(answers.contains("Infört delvis"), "{answers}");

    // What is not used is told as well.
    assert_eq!(
        stranger.json("/approaches/medication_dispenser/uptake").await[0]["stage"],
        Value::from("none")
    );
}

#[tokio::test]
async fn an_answer_that_only_confirms_leaves_what_was_told_and_nobody_speaks_for_others() {
    let site = People::new().await;
    let mora = site.person(Role::Investigator, "2062").await;
    mora.done(&format!("{LOCKS}/anvandning"), &[("stage", "testing"), ("day", "2025-03-01")]).await;
    let asked_by = async |site: &People, organisation: &str, stages: &[[(&'static str, &'static str); 2]]| {
        let asker = site.person(Role::DevelopmentLeader, organisation).await;
        let page = address(&asker.done("/forfragan/ny", &CALL).await);
        asker.done(&format!("{page}/spridning"), &[("digital_keys", "1")]).await;
        let to = format!("mora-{organisation}@kommun.example");
        ask(&asker, &page, &format!("Mora; {to}")).await;
        open(&asker, &page).await;
        let answerer = site.stranger();
        let link = link_to(&site.letters().await, &to);
        let question = questions(&answerer, &link).await.remove(0);
        for stage in stages {
            let shown = answerer.page(&question).await;
            let version = between(&shown, "name=\"version\" value=\"", "\"").to_owned();
            answerer.done(&question, &[&stage[..], &[("version", version.as_str())]].concat()).await;
            send_answer(&answerer, &link, &[]).await;
        }
    };
    let told = async || {
        let told = site.stranger().json("/approaches/digital_keys/uptake").await;
        let one =
            |one: &Value| format!("{} {} {}", one["stage"], one["day"], one["told_by"]).replace('"', "");
        told.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    // A municipality that asks another makes nothing public of it.
    asked_by(&site, "2083", &[[("stage", "retired"), ("day", "2026-01-01")]]).await;
    assert_eq!(told().await, ["testing 2025-03-01 "]);
    // What is only confirmed stays its own word; what is then changed stands beside it.
    let confirmed = [("stage", "testing"), ("day", "2025-03-01")];
    asked_by(&site, "skr", &[confirmed, [("stage", "partly"), ("day", "2026-03-01")]]).await;
    assert_eq!(told().await, ["partly 2026-03-01 skr", "testing 2025-03-01 "]);
    // What they answer later of the same day holds: it is their own word as well.
    asked_by(
        &site.later("2026-11-23T09:30:00Z").await,
        "20",
        &[[("stage", "everywhere"), ("day", "2026-03-01")]],
    )
    .await;
    let newest = site.stranger().page("/bibliotek/spridning.csv").await;
    assert!(newest.contains("digital_keys,2062,everywhere,") && newest.lines().count() == 2, "{newest}");
}

#[tokio::test]
async fn a_table_is_seen_before_it_is_taken_in() {
    let site = People::new().await;
    let skr = site.person(Role::DevelopmentLeader, "skr").await;
    let page = "/bibliotek/spridning/fil";
    let lines = "Kommun;Arbetssätt;Hur långt;Andel i procent;Sedan;Kommentar;Extra\n\
        Mora;Digitala lås;Infört överallt;80 %;2023;;x\n\
        0114;digital_keys;testing;;2024-05-01;<script>alert(1)</script>;\n\
        114;Digitala lås;prövar;;2024-05-01;;\n\
        Ankeborg;Digitala lås;Prövar;;2024;;\n\
        Falun;Flygande mattor;Prövar;;2024;;\n\
        Falun;Digitala lås;Har slutat;30;2024;;\n\
        Falun;Digitala lås;ibland;;2024;;\n\
        Falun;Digitala lås;Prövar;;;;\n\
        Mora kommun;gps-larm;Prövar;0,45;2026;;\n";
    let to = table(&skr, page, "enkat.csv", lines.as_bytes()).await;
    // Script is a reason to refuse the whole file, as for every file that is sent.
    assert!(to.unwrap_err().contains("innehåller något som kan köras"), "refused");
    let lines = lines.replace("<script>alert(1)</script>", "bara centralt");
    let staged = table(&skr, page, "enkat.csv", lines.as_bytes()).await.unwrap();
    let shown = skr.page(&staged).await;
    for said in [
        "2 rader i enkat.csv kan läsas in. Inget är sparat än.",
        "7 rader kan inte läsas in",
        "Kolumner som inte läses: Extra",
        "Samma organisation, arbetssätt och dag står på två rader.",
        "Ankeborg",
        "Flygande mattor",
        "Det som inte används har ingen andel.",
        "Upplands Väsby",
        "Skriv sedan när, när det gäller någon annan än er själva.",
        "0,45 kan betyda två saker. Skriv 45 för 45 procent.",
        "Läs in 2 rader",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    for number in [4, 5, 6, 7, 8, 9, 10] {
        assert!(shown.contains(&format!("<b>Rad {number}.</b>")), "{number}: {shown}");
    }
    let stranger = site.stranger();
    assert_eq!(stranger.page("/bibliotek/spridning.csv").await.lines().count(), 1, "nothing is saved yet");
    let other = site.person(Role::DevelopmentLeader, "2062").await;
    assert_eq!(other.status(&staged).await, StatusCode::NOT_FOUND, "nobody else sees it");
    skr.done(&staged, &[]).await;
    let taken = stranger.page(&format!("{LOCKS}/spridning")).await;
    assert!(taken.contains("2 av 290 kommuner använder det: en överallt, en prövar."), "{taken}");
    assert!(taken.contains("Enligt Sveriges Kommuner och Regioner"), "{taken}");
    assert_eq!(skr.status(&staged).await, StatusCode::NOT_FOUND, "taken in once");
    let again = skr.done(&staged, &[]).await;
    assert!(again.ends_with("sparad=tabell-borta"), "sent twice it is one: {again}");

    // A municipality tells of itself, and what it has said stays.
    let staged = table(&other, page, "enkat.csv", lines.as_bytes()).await.unwrap();
    let shown = other.page(&staged).await;
    assert!(shown.contains("Ni kan bara läsa in uppgifter om er egen organisation."), "{shown}");
    other.done(&staged, &[]).await;
    let staged = table(&skr, page, "enkat.csv", lines.as_bytes()).await.unwrap();
    skr.done(&staged, &[]).await;
    let told = stranger.json("/approaches/digital_keys/uptake").await;
    let of_mora = told.as_array().unwrap().iter().filter(|one| one["organisation_id"] == "2062");
    let by: Vec<&str> = of_mora.map(|one| one["told_by"].as_str().unwrap()).collect();
    assert_eq!(by, ["", "skr"], "its own word of a day goes first");
    let staged = table(&skr, page, "enkat.csv", lines.as_bytes()).await.unwrap();
    skr.done(&format!("{staged}/bort"), &[]).await;
    assert_eq!(skr.status(&staged).await, StatusCode::NOT_FOUND);
    // Who told something takes it back, and nobody else whom it is not about.
    let shown = skr.page(&format!("{LOCKS}/spridning")).await;
    let row =
        shown.split("<tr>").find(|row| row.contains("Upplands Väsby") && row.contains("/bort")).unwrap();
    let remove =
        format!("/bibliotek/spridning/{}/bort", between(row, "action=\"/bibliotek/spridning/", "/bort"));
    other.refused(&remove, &[], StatusCode::FORBIDDEN).await;
    skr.done(&remove, &[]).await;

    // A table in the one language is read by whoever reads the other.
    let english = table(
        &other,
        page,
        "enkat.csv",
        b"Municipality,Approach,How far,Since\nMora,GPS alarm,Testing,2024\n",
    );
    let shown = other.page(&english.await.unwrap()).await;
    assert!(shown.contains("En rad i enkat.csv kan läsas in.") && shown.contains("GPS-larm"), "{shown}");

    // The file that is given out is one that is taken.
    let given = stranger.page("/bibliotek/spridning.csv").await;
    let staged = table(&other, page, "spridning.csv", given.as_bytes()).await.unwrap();
    assert!(other.page(&staged).await.contains("En rad i spridning.csv kan läsas in."));
}

#[tokio::test]
async fn examples_come_out_of_a_spreadsheet_as_drafts() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2029").await;
    let page = "/bibliotek/exempel/fil";
    let template = leader.get(&format!("{page}/mall.xlsx")).await.bytes().await.unwrap();
    assert!(template.starts_with(b"PK"));
    let empty = table(&leader, page, "mall.xlsx", &template).await.unwrap_err();
    assert!(empty.contains("Det finns inga rader"), "{empty}");
    let head = "Vad gjorde ni?,Vad har det lett till?,Var?,Hur långt har det kommit?,Kostnad per år,Från år";
    let lines = format!(
        "{head}\nNattpatrull med kamera,Färre besök,Leksand,Infört,250 000,2023\n\
         =cmd|'/C calc'!A0,Inget,,,,\n,Utan namn,,,,\nEgen rehab,Bra,Ankeborg,Kanske,gratis,nittonhundra\n\
         Nattpatrull med kamera,Igen,Leksand,Infört,,\n"
    );
    let commands = table(&leader, page, "exempel.csv", lines.as_bytes()).await.unwrap_err();
    assert!(commands.contains("innehåller något som kan köras"), "{commands}");
    let lines = lines.replace("=cmd|'/C calc'!A0", "Trygg hemgång i Åkerö");
    let latin: Vec<u8> = lines.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let staged = table(&leader, page, "exempel.csv", &latin).await.unwrap();
    let shown = leader.page(&staged).await;
    for said in [
        "2 rader i exempel.csv kan läsas in.",
        "3 rader kan inte läsas in",
        "Trygg hemgång i Åkerö",
        "Samma exempel står på en rad till.",
        "”Kanske” kan inte stå där. Välj bland: ",
        "”Ankeborg” kan inte stå där. Vad som kan stå där finns på mallens andra blad.",
        "Kostnad per år: ",
        "Från år: ",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    leader.done(&staged, &[]).await;
    let drafts = leader.page("/bibliotek/exempel?visa=utkast&sparad=exempel-fil").await;
    assert!(
        drafts.contains("Nattpatrull med kamera") && drafts.contains("Exemplen är inlästa som utkast."),
        "{drafts}"
    );
    assert!(!site.stranger().page("/bibliotek/exempel").await.contains("Nattpatrull med kamera"));
    let again = table(&leader, page, "exempel.csv", &latin).await.unwrap();
    assert!(leader.page(&again).await.contains("Ni har redan ett exempel som heter så."));

    // What is no such table is told in words.
    let many = format!("{head}\n{}", "En rad,,,,,\n".repeat(10_000));
    for (name, bytes, said) in [
        ("exempel.csv", b"Namn;Datum\na;b\n".to_vec(), "Kolumner saknas: Vad gjorde ni?"),
        ("exempel.csv", many.into_bytes(), "10\u{a0}000"),
        ("exempel.xlsx", b"MZ\x90\x00 a program".to_vec(), "Filen är inte vad dess namn säger"),
        ("exempel.xls", b"\xd0\xcf\x11\xe0 old".to_vec(), "Excels gamla format"),
        ("exempel.pdf", crate::attachments::PDF.to_vec(), "Skicka en tabell: XLSX, ODS eller CSV."),
        ("exempel.csv", vec![b'a'; 6 * 1024 * 1024], "Filen är för stor. Högst 5 MB"),
    ] {
        let page = table(&leader, page, name, &bytes).await.unwrap_err();
        assert!(page.to_lowercase().contains(&said.to_lowercase()), "{said}: {page}");
    }
    assert_eq!(site.stranger().status(page).await, StatusCode::SEE_OTHER, "one must sign in");
}

#[tokio::test]
async fn examples_are_found_by_lever_size_cost_and_year() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2029").await;
    let tip = [
        ("title", "Digitala lås i hela hemtjänsten"),
        ("claim", "Tiden för nycklar halverades."),
        ("maturity", "introduced"),
        ("contact", "Enhetschef"),
        ("approach", "digital_keys"),
        ("from_year", "2021"),
        ("to_year", "2023"),
        ("cost_yearly", "300 000"),
        ("region_code", "2029"),
    ];
    let example = leader.done("/bibliotek/exempel/nytt", &tip).await.split('?').next().unwrap().to_owned();
    let version = between(&leader.page(&example).await, "name=\"version\" value=\"", "\"").to_owned();
    leader.done(&format!("{example}/steg"), &[("version", version.as_str()), ("steg", "publicera")]).await;
    let stranger = site.stranger();
    for (query, is_there) in [
        ("ar=2022", true),
        ("ar=2020", false),
        ("ar=2024", false),
        ("kostnad=300000", true),
        ("kostnad=299+999", false),
        ("storlek=1", true),
        ("storlek=4", false),
        ("lan=20&storlek=1", true),
        ("lan=01&storlek=1", false),
        ("liknar=2029&lan=20", true),
        ("havstang=exit_age", false),
        ("ar=nu&kostnad=lite&storlek=stor&havstang=inget", true),
    ] {
        let page = stranger.page(&format!("/bibliotek/exempel?{query}")).await;
        assert_eq!(page.contains("Digitala lås i hela"), is_there, "{query}");
    }
}
