//! What officers of whoever asks do with an answer: note what came by another way, ask for more.

use reqwest::StatusCode;

use super::{act, ids, link_to, opened, questions, seen, send};
use crate::people::link;
use crate::served::Browsing;

/// Sends a file with an answer.
async fn attach(browser: &Browsing, link: &str, name: &str, text: &str) {
    let address = format!("{}{link}/filer", browser.address);
    let status = crate::attachments::send(&browser.client, &address, name, text.as_bytes()).await.status();
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_officer_goes_on_from_what_was_sent_and_sees_nothing_that_was_not() {
    let (site, asker, page) = opened("Mora;mora@x.example").await;
    let link = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    stranger.done(&asked[1], &[("version", "0"), ("body", "Det vi skickade")]).await;
    attach(&stranger, &link, "skickad.txt", "en fil").await;
    send(&stranger, &link, &[]).await;
    attach(&stranger, &link, "utkast.txt", "ett utkast").await;
    stranger.done(&asked[1], &[("version", "1"), ("body", "Ett hemligt utkast")]).await;

    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let officer = format!("/svara/at-{recipient}");
    let files = asker.page(&format!("{officer}/filer")).await;
    assert!(
        !files.contains("utkast.txt") && files.contains("skickad.txt"),
        "each goes on from what was sent: {files}"
    );
    let shown = asker.page(&format!("/mottagare/{recipient}")).await;
    assert!(shown.contains("skickad.txt") && !shown.contains("utkast.txt"), "{shown}");
    let question = asked[1].rsplit('/').next().unwrap();
    let noted = asker.page(&format!("{officer}/{question}")).await;
    assert!(noted.contains(">\nDet vi skickade</textarea>"), "what was sent, and not the draft: {noted}");
    asker
        .done(&format!("{officer}/{question}"), &[("version", "0"), ("body", "Det vi skickade, och mer")])
        .await;
    send(&asker, &officer, &[("channel", "phone"), ("given_by", "Chefen")]).await;
    let report = asker.page(&format!("{page}/sammanstallning")).await;
    assert!(
        report.contains("Det vi skickade, och mer") && report.contains("Ja: 1"),
        "nothing is wiped: {report}"
    );
    assert!(stranger.page(&asked[1]).await.contains("Ett hemligt utkast"), "a draft is not lost");
    // A file that is taken away from the draft stays with what was sent.
    let own = stranger.page(&format!("{link}/filer")).await;
    let remove =
        own.split("action=\"").map(|rest| rest.split('"').next().unwrap()).find(|to| to.ends_with("/bort"));
    stranger.done(remove.unwrap(), &[]).await;
    assert_eq!(stranger.page(&format!("{link}/filer")).await.matches("/bort\"").count(), 1);
}

#[tokio::test]
async fn who_is_asked_to_say_more_has_still_answered() {
    let (site, asker, page) = opened("Mora;mora@x.example").await;
    let link = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    send(&stranger, &link, &[("in_part", "1")]).await;
    site.letters().await;
    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    act(&asker, &recipient, &[("act", "revise"), ("note", "Hur många?")]).await;
    let letters = site.letters().await;
    assert!(letters.len() == 1 && letters[0].text.contains("Hur många?"), "{letters:?}");
    assert!(stranger.page(&link).await.contains("ber er komplettera svaret: Hur många?"));
    assert!(asker.page(&page).await.contains("1 av 1 har svarat, en av dem delvis"));
    // Whoever stands by the answer sends it as it is, now as a whole one.
    send(&stranger, &link, &[]).await;
    assert!(!stranger.page(&link).await.contains("komplettera"));
    assert!(asker.page(&format!("{page}/mottagare")).await.contains("</span> har svarat<"));
    // Another address: the old link is for nobody any more, and nothing goes to who has answered.
    act(&asker, &recipient, &[("act", "readdress"), ("email", "ny@x.example")]).await;
    assert_eq!(stranger.status(&link).await, StatusCode::NOT_FOUND);
    let version = seen(&asker, &recipient).await;
    let told = [("act", "told"), ("channel", "phone"), ("version", version.as_str())];
    let at = format!("/mottagare/{recipient}/gor");
    let refused = asker.refused(&at, &told, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Skriv vad svaren ledde till"), "{refused}");
}

#[tokio::test]
async fn answers_in_free_text_are_sorted_by_themes_and_stay_whole() {
    let (site, asker, page) = opened("Mora;mora@x.example\nOrsa;orsa@x.example").await;
    let letters = site.letters().await;
    let mut question = String::new();
    for (to, says) in [("mora@x.example", "Nattpatrullen hinner inte"), ("orsa@x.example", "Larmen är tysta")]
    {
        let link = link_to(&letters, to);
        let stranger = site.stranger();
        let asked = questions(&stranger, &link).await;
        stranger.done(&asked[1], &[("version", "0"), ("body", says)]).await;
        send(&stranger, &link, &[]).await;
        question = format!("/fraga/{}", asked[1].rsplit('/').next().unwrap());
    }
    let recipients = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare");
    let set = async |recipient: &str, themes: &str| {
        let fields = [("mottagare", recipient), ("themes", themes), ("seen", "")];
        asker.done(&format!("{question}/tema"), &fields).await
    };
    set(&recipients[0], "Natt, bemanning").await;
    // Whoever has not seen what another has said of it meanwhile is told.
    let blind = [("mottagare", recipients[0].as_str()), ("themes", "annat"), ("seen", "")];
    let refused = asker.refused(&format!("{question}/tema"), &blind, StatusCode::CONFLICT).await;
    assert!(refused.contains("value=\"annat\"") && refused.contains("Natt"), "{refused}");
    set(&recipients[1], "natt; teknik").await;
    let all = asker.page(&format!("{question}/svar")).await;
    assert!(all.contains("Natt (2)") && all.contains("teknik (1)"), "one theme however it is typed: {all}");
    let only = asker.page(&format!("{question}/svar?tema=teknik")).await;
    assert!(only.contains("Larmen är tysta") && !only.contains("Nattpatrullen hinner inte"), "{only}");
    let report = asker.page(&format!("{page}/sammanstallning")).await;
    assert!(report.contains("Natt (2), bemanning (1), teknik (1)"), "{report}");
    assert!(
        report.contains("Nattpatrullen hinner inte") && report.contains("Larmen är tysta"),
        "none is hidden"
    );
    let many: Vec<String> = (0..13).map(|n| format!("tema {n}")).collect();
    let many = many.join(",");
    let fields =
        [("mottagare", recipients[0].as_str()), ("themes", many.as_str()), ("seen", "bemanning, Natt")];
    let refused = asker.refused(&format!("{question}/tema"), &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Högst 12 teman"), "{refused}");
}
