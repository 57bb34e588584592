//! What is said, by whichever way, and what becomes of it.

use reqwest::StatusCode;

use super::{change, convened, handed_over, links, planned, seated, version};
use crate::served::Browsing;

/// Saves an answer to a question, by a way to it.
async fn write(browser: &Browsing, way: &str, question: &str, body: &str) {
    let to = format!("{way}/{question}");
    browser.done(&to, &[("version", "0"), ("body", body)]).await;
}

/// Sends an answer.
async fn send(browser: &Browsing, way: &str, how: &[(&str, &str)]) {
    let page = browser.page(&format!("{way}/kontrollera")).await;
    let seal = page.split("name=\"seal\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut fields = how.to_vec();
    fields.extend([("seal", seal), ("in_part", "1")]);
    browser.done(&format!("{way}/skicka"), &fields).await;
}

#[tokio::test]
async fn answers_by_any_way_lie_in_one_list_and_a_group_does_not_end_before_all_have_been_told() {
    let (site, convener, group) = convened().await;
    let list = "Mora;socialchef;a@x.example\nGävle;socialchef;b@x.example\nKalmar;sjuksköterska;c@x.example";
    let seats = seated(&convener, &group, list).await;
    let meetings = planned(&convener, &group, "2").await;
    let meeting = &meetings[1];
    site.letters().await;
    let questions = [
        ("questions", "Vad ska tekniken få göra?\nVad saknas i utkastet?"),
        ("purpose", "Inför mötet."),
        ("planned_use", "Till förslaget."),
        ("minutes", "15"),
        ("answer_by", "2026-12-03"),
        ("feedback_by", "2026-12-31"),
    ];
    let ask = format!("{meeting}/fragor");
    assert!(convener.page(&ask).await.contains("senast torsdag 26 november 2026"), "seven days before");
    let inquiry = super::address(&convener.done(&ask, &questions).await);
    change(&convener, &inquiry, &format!("{inquiry}/oppna"), &[]).await;
    assert_eq!(links(&convener.page(&inquiry).await, "mote"), std::slice::from_ref(meeting), "the way back");
    let page = convener.page(meeting).await;
    assert!(page.contains("11 dagar före"), "{page}");
    let letters = site.letters().await;
    assert_eq!(letters.iter().filter(|letter| letter.subject.contains("Frågor inför")).count(), 3);
    let asked: Vec<String> = links(&convener.page(&inquiry).await, "fraga")
        .iter()
        .map(|to| to.strip_prefix("/fraga/").unwrap().to_owned())
        .collect();
    let all = links(&convener.page(&format!("{inquiry}/mottagare")).await, "mottagare");
    let officer = |at: usize| format!("/svara/at-{}", all[at].strip_prefix("/mottagare/").unwrap());

    // In writing, by telephone, and in the room.
    let room = handed_over(&convener, &seats[0]).await;
    let member = site.stranger();
    let own = all[0].strip_prefix("/mottagare/").unwrap();
    let way = member.done(&format!("{room}/svara/{own}"), &[]).await;
    write(&member, &way, &asked[0], "Täckningen är vårt hinder.").await;
    send(&member, &way, &[]).await;
    write(&convener, &officer(1), &asked[0], "Vi lade ner en nattpatrull.").await;
    send(&convener, &officer(1), &[("channel", "phone"), ("given_by", "Chefen")]).await;
    write(&convener, &officer(2), &asked[1], "Skilj på tillsyn och hjälp.").await;
    send(&convener, &officer(2), &[("channel", "meeting"), ("given_by", "Sjuksköterskan")]).await;
    let page = convener.page(meeting).await;
    for said in ["Täckningen är vårt hinder.", "i telefon, antecknat", "på mötet"] {
        assert!(page.contains(said), "{said} in {page}");
    }
    assert!(page.contains("3 svar och synpunkter: 0 har fått besked, 3 är öppna."), "{page}");
    // Nobody else reads it before the meeting has been held.
    let other = handed_over(&convener, &seats[1]).await;
    assert!(!member.page(&format!("{other}{meeting}")).await.contains("Täckningen"));

    // Nothing ends while anything is open.
    let later = site.later("2026-12-20T09:30:00Z").await;
    let convener = later.stranger();
    convener.sign_in("national_coordinator.skr@example.se", crate::people::PASSWORD).await;
    let end = format!("{group}/avsluta");
    let shown = convener.page(&end).await;
    let summary = [("summary", "Förslaget är lämnat."), ("version", version(&shown))];
    let page = convener.refused(&end, &summary, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("inte har fått besked: 3."), "{page}");

    let taken = [
        ("outcome", "taken_in"),
        ("reason", "Målet uttrycks nu i minuter."),
        ("changed", "Rekommendation 4"),
    ];
    let first = format!("/fraga/{}/svar", asked[0]);
    let mut fields = taken.to_vec();
    fields.push(("version", "0"));
    convener.done(&first, &fields).await;
    let open = [("outcome", "open"), ("reason", "Styrgruppen tar ställning i januari."), ("version", "0")];
    convener.done(&format!("/fraga/{}/svar", asked[1]), &open).await;
    let page = convener.refused(&end, &summary, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("inte har fått besked: 1."), "what is still open is open: {page}");
    let not = [("outcome", "not_taken"), ("reason", "Det följer redan av lagen."), ("version", "1")];
    convener.done(&format!("/fraga/{}/svar", asked[1]), &not).await;
    let member = later.stranger();
    let page = member.page(&room).await;
    for said in ["Täckningen är vårt hinder.", "Togs in", "Målet uttrycks nu i minuter.", "Rekommendation 4"]
    {
        assert!(page.contains(said), "{said} in {page}");
    }
    // Nor while a meeting that has been is neither held nor cancelled.
    let page = convener.refused(&end, &summary, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("varken är hållna eller inställda: 2"), "{page}");
    for meeting in &meetings {
        change(&convener, meeting, &format!("{meeting}/hallet"), &[]).await;
    }
    later.letters().await;
    convener.done(&end, &summary).await;
    let letters = later.letters().await;
    assert_eq!(letters.len(), 3, "{letters:?}");
    let told = letters.iter().find(|letter| letter.to == "c@x.example").unwrap();
    assert!(
        told.text.contains("Skilj på tillsyn och hjälp.") && told.text.contains("Det följer redan av lagen.")
    );
    assert!(!told.text.contains("Täckningen"), "each is told of theirs alone");
    assert!(convener.page(&inquiry).await.contains("avslutad"), "{}", convener.page(&inquiry).await);
    convener.refused(&format!("{room}/skriv"), &[("body", "En sak till.")], StatusCode::CONFLICT).await;
}

#[tokio::test]
async fn whoever_has_a_seat_next_gets_nothing_that_was_not_sent() {
    let (site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    let meeting = planned(&convener, &group, "2").await[1].clone();
    let questions = [
        ("questions", "Vad ska tekniken få göra?"),
        ("purpose", "Inför mötet."),
        ("planned_use", "Till förslaget."),
        ("minutes", "15"),
        ("answer_by", "2026-12-03"),
        ("feedback_by", "2026-12-31"),
    ];
    let inquiry = super::address(&convener.done(&format!("{meeting}/fragor"), &questions).await);
    change(&convener, &inquiry, &format!("{inquiry}/oppna"), &[]).await;
    let asked = links(&convener.page(&format!("{inquiry}/mottagare")).await, "mottagare")[0].clone();
    let own = asked.strip_prefix("/mottagare/").unwrap().to_owned();
    let member = site.stranger();
    let way = member.done(&format!("{}/svara/{own}", handed_over(&convener, &seats[0]).await), &[]).await;
    let attach = async |name: &str| {
        let to = format!("{}{way}/filer", member.address);
        let sent = crate::attachments::send(&member.client, &to, name, name.as_bytes()).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    };
    attach("Skickad.txt").await;
    send(&member, &way, &[]).await;
    attach("Utkast.txt").await;

    let tomorrow = site.later("2026-11-23T09:30:00Z").await;
    let convener = tomorrow.stranger();
    convener.sign_in("national_coordinator.skr@example.se", crate::people::PASSWORD).await;
    let take = [("act", "take"), ("name", "Åsa Ek"), ("email", "ny@x.example")];
    change(&convener, &seats[0], &format!("{}/tilltrad", seats[0]), &take).await;
    let newcomer = tomorrow.stranger();
    let room = handed_over(&convener, &seats[0]).await;
    let way = newcomer.done(&format!("{room}/svara/{own}"), &[]).await;
    let files = newcomer.page(&format!("{way}/filer")).await;
    assert!(files.contains("Skickad.txt") && !files.contains("Utkast.txt"), "{files}");
}

#[tokio::test]
async fn what_was_said_by_telephone_between_meetings_is_noted_and_given_word() {
    let (site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    let note = [("act", "note"), ("channel", "phone"), ("body", "Fråga den som bor där.")];
    convener.done(&format!("{}/anteckna", seats[0]), &note).await;
    let page = convener.page(&format!("{group}/sagt?visa=oppna")).await;
    let dispose = links(&page, "synpunkt")[0].clone();
    let without = [("outcome", "not_taken"), ("version", "1")];
    convener.refused(&dispose, &without, StatusCode::UNPROCESSABLE_ENTITY).await;
    let with = [("outcome", "not_taken"), ("reason", "Omprövning följer av lagen.")];
    change(&convener, &dispose, &dispose, &with).await;
    let room = handed_over(&convener, &seats[0]).await;
    let page = site.stranger().page(&room).await;
    for said in ["Fråga den som bor där.", "Togs inte in", "Omprövning följer av lagen."] {
        assert!(page.contains(said), "{said} in {page}");
    }
    // What was said in the room stands with the meeting, and once however often the button is pressed.
    let meeting = &planned(&convener, &group, "2").await[0];
    let form = convener.page(meeting).await;
    let key = form.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let seat = seats[0].strip_prefix("/plats/").unwrap();
    let said =
        [("act", "note"), ("key", key), ("seat", seat), ("channel", "meeting"), ("body", "Natten är lång.")];
    let nobodys = [("act", "note"), ("seat", ""), ("channel", "meeting"), ("body", "Natten är lång.")];
    let page = convener.refused(&format!("{meeting}/sagt"), &nobodys, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("Välj platsen") && page.contains("Natten är lång."), "{page}");
    for _ in 0..2 {
        convener.done(&format!("{meeting}/sagt"), &said).await;
    }
    let page = convener.page(meeting).await;
    assert_eq!(page.matches("Natten är lång.").count(), 1, "{page}");
    assert!(page.contains("på mötet") && page.contains("Ett svar eller en synpunkt"), "{page}");
    let file = site.stranger().get(&format!("{room}/sagt.csv")).await.text().await.unwrap();
    assert!(file.contains("Fråga den som bor där."), "{file}");
}
