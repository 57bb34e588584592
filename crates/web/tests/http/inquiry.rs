//! Asking: who is asked, how they answer, and what becomes of it.

use plan::access::Role;
use plan::outbox::Email;
use reqwest::StatusCode;

use crate::decisions::{CONSULT, Officers, step};
use crate::people::{PASSWORD, People, link};
use crate::served::Browsing;

/// What an inquiry about a theme is told when it is made.
const CALL: [(&str, &str); 10] = [
    ("face", "call"),
    ("title", "Goda exempel på natten"),
    ("theme", "nattbemanning"),
    ("purpose", "Vi samlar exempel."),
    ("planned_use", "Till en rapport."),
    ("minutes", "15"),
    ("answer_by", "2027-01-31"),
    ("feedback_by", "2027-02-28"),
    ("readers", "recipients"),
    ("reminders", "-7 -1 1"),
];

/// The address of a thing that a redirect leads to.
fn address(to: &str) -> String {
    to.split(['?', '#']).next().unwrap().to_owned()
}

/// What stands between two texts on a page, for the first time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split(before).nth(1).unwrap_or_else(|| panic!("{before} in {page}")).split(after).next().unwrap()
}

/// The way in that was sent to an address.
fn link_to(letters: &[Email], to: &str) -> String {
    link(letters.iter().find(|letter| letter.to == to).unwrap_or_else(|| panic!("{to} in {letters:?}")))
}

/// The ids of a kind of row on a page, in order.
fn ids(page: &str, kind: &str) -> Vec<String> {
    page.split(&format!("id=\"{kind}-")).skip(1).map(|row| row[..36].to_owned()).collect()
}

/// An inquiry that a browser has made, with a question of text and one of choice.
async fn call(asker: &Browsing, fields: &[(&str, &str)]) -> String {
    let page = address(&asker.done("/forfragan/ny", fields).await);
    asker
        .done(
            &format!("{page}/fraga"),
            &[("title", "Har ni prövat?"), ("kind", "one_of"), ("options", "Ja\nNej")],
        )
        .await;
    asker.done(&format!("{page}/fraga"), &[("title", "Berätta"), ("kind", "text")]).await;
    page
}

/// Adds recipients from a list.
async fn ask(asker: &Browsing, page: &str, list: &str) {
    asker.done(&format!("{page}/mottagare/lista"), &[("list", list)]).await;
}

/// Opens a draft.
async fn open(asker: &Browsing, page: &str) {
    let shown = asker.page(page).await;
    let version = between(&shown, "/oppna\"><input type=\"hidden\" name=\"version\" value=\"", "\"");
    let to = asker.done(&format!("{page}/oppna"), &[("version", version)]).await;
    assert!(to.ends_with("?sparad=oppnad"), "{to}");
}

/// The questions of an answer that is being written, by their addresses.
async fn questions(browser: &Browsing, link: &str) -> Vec<String> {
    browser.done(&format!("{link}/borja"), &[]).await;
    let page = browser.page(link).await;
    page.split(&format!("href=\"{link}/"))
        .skip(1)
        .map(|rest| &rest[..36.min(rest.len())])
        .filter(|id| id.len() == 36 && id.chars().filter(|c| *c == '-').count() == 4)
        .map(|id| format!("{link}/{id}"))
        .collect()
}

#[tokio::test]
async fn a_link_opens_one_answer_and_looking_changes_nothing() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;socialchef;mora@x.example\nOrsa;socialchef;orsa@x.example").await;
    assert!(site.letters().await.is_empty(), "nobody is written to before it is opened");
    open(&asker, &page).await;
    let letters = site.letters().await;
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].subject, "Svara senast söndag 31 januari 2027: Goda exempel på natten");
    assert!(letters[0].text.contains("Vi samlar exempel."), "{}", letters[0].text);
    let (mora, orsa) = (link_to(&letters, "mora@x.example"), link_to(&letters, "orsa@x.example"));

    let stranger = site.stranger();
    for _ in 0..2 {
        let start = stranger.get(&mora).await;
        assert_eq!(start.headers()["referrer-policy"], "no-referrer");
        assert_eq!(start.headers()["cache-control"], "no-store");
    }
    let list = asker.page(&format!("{page}/mottagare")).await;
    assert_eq!(list.matches("</span> skickad<").count(), 2, "a scanner of mail has read nothing: {list}");

    let asked = questions(&stranger, &mora).await;
    assert_eq!(asked.len(), 2);
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    stranger.done(&asked[1], &[("version", "0"), ("body", "Moras hemlighet")]).await;
    for path in [&page, &format!("{page}/svaren"), &format!("{page}/sammanstallning")] {
        assert!(
            !asker.page(path).await.contains("Moras hemlighet"),
            "a draft is nobody's but theirs: {path}"
        );
    }
    // What Orsa's link opens tells nothing of Mora's, nor that it is there.
    let question = asked[1].rsplit('/').next().unwrap();
    for path in [orsa.clone(), format!("{orsa}/{question}"), format!("{orsa}/kontrollera")] {
        let other = stranger.page(&path).await;
        assert!(!other.contains("Moras hemlighet") && !other.contains("Mora"), "{path}");
    }
    let wrong = format!("/svara/{}", "x".repeat(43));
    let (unknown, other) = (stranger.get(&wrong).await, stranger.get(&format!("{wrong}/kvitto")).await);
    assert_eq!((unknown.status(), other.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));

    let to = stranger.done(&format!("{mora}/skicka"), &[]).await;
    assert_eq!(to, format!("{mora}/kvitto"));
    let copy = &site.letters().await[0];
    assert_eq!(copy.to, "mora@x.example");
    assert!(copy.subject.starts_with("Kvitto ") && copy.text.contains("Moras hemlighet"), "{copy:?}");
    assert!(asker.page(&format!("{page}/sammanstallning")).await.contains("Moras hemlighet"));

    let recipients = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare");
    asker.done(&format!("/mottagare/{}/gor", recipients[0]), &[("act", "revoke"), ("version", "0")]).await;
    assert_eq!(stranger.get(&mora).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(stranger.get(&orsa).await.status(), StatusCode::OK);
    assert!(asker.page(&format!("{page}/svaren")).await.contains("ett svar"), "the answer stays");
}

#[tokio::test]
async fn what_is_lacking_is_told_before_anybody_is_asked() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let draft = [("face", "call"), ("title", "Tom"), ("readers", "sender")];
    let page = address(&asker.done("/forfragan/ny", &draft).await);
    let refused =
        asker.refused(&format!("{page}/oppna"), &[("version", "1")], StatusCode::UNPROCESSABLE_ENTITY).await;
    for what in [
        "Skriv varför ni frågar",
        "Skriv vad svaren ska användas till",
        "hur många minuter",
        "när de som svarar får veta",
        "vilket tema",
        "Lägg till minst en fråga",
        "Välj mottagare",
    ] {
        assert!(refused.contains(what), "{what}: {refused}");
    }
    let list = "Mora;m@x.example\nhej\nOrsa;inte@@adress\nFalun";
    let refused = asker
        .refused(&format!("{page}/mottagare/lista"), &[("list", list)], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(
        refused.contains("Rad 2 har ingen e-postadress") && refused.contains("Rad 3 har en adress"),
        "{refused}"
    );
    assert!(refused.contains("Orsa;inte@@adress"), "what was pasted is kept");
    assert!(
        ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare").is_empty(),
        "nothing is half added"
    );
    asker.done(&format!("{page}/mottagare/grupp"), &[("kind", "municipality"), ("county", "20")]).await;
    let to = asker.done(&format!("{page}/mottagare/lista"), &[("list", "Falun\nKPR;kpr@x.example")]).await;
    assert!(to.ends_with("nya=1&kanda=1"), "{to}");
    let shown = asker.page(&format!("{page}/mottagare")).await;
    assert_eq!(
        ids(&shown, "mottagare").len(),
        15,
        "Dalarna's fifteen without Hedemora, which asks, and the council"
    );
    let burden = asker.page(&page).await;
    assert!(burden.contains("0 minuter för var och en av 15 mottagare"), "{burden}");
}

#[tokio::test]
async fn an_answer_is_taken_and_changed_to_the_last_second_of_the_swedish_day() {
    // A winter's day, and the night when clocks are put forward.
    for (last, in_time, late) in [
        ("2027-01-31", "2027-01-31T22:59:59Z", "2027-01-31T23:00:00Z"),
        ("2027-03-28", "2027-03-28T21:59:59Z", "2027-03-28T22:00:00Z"),
    ] {
        let site = People::new().await;
        let asker = site.person(Role::DevelopmentLeader, "2083").await;
        let fields: Vec<(&str, &str)> = CALL
            .iter()
            .map(|(name, value)| match *name {
                "answer_by" => (*name, last),
                "feedback_by" => (*name, "2027-04-30"),
                _ => (*name, *value),
            })
            .collect();
        let page = call(&asker, &fields).await;
        ask(&asker, &page, "Mora;mora@x.example").await;
        open(&asker, &page).await;
        let link = link(&site.letters().await[0]);
        let now = site.later(in_time).await;
        let stranger = now.stranger();
        let asked = questions(&stranger, &link).await;
        stranger.done(&asked[1], &[("version", "0"), ("body", "Först")]).await;
        stranger.done(&format!("{link}/skicka"), &[]).await;
        stranger.done(&asked[1], &[("version", "1"), ("body", "Sedan")]).await;
        stranger.done(&format!("{link}/skicka"), &[]).await;
        assert!(stranger.page(&format!("{link}/kvitto")).await.contains("<dd>2</dd>"), "the second version");
        // The same once more is the same answer.
        stranger.done(&format!("{link}/skicka"), &[]).await;
        assert!(stranger.page(&format!("{link}/kvitto")).await.contains("<dd>2</dd>"));

        let closed = site.later(late).await;
        let stranger = closed.stranger();
        let fields = [("version", "2"), ("body", "För sent")];
        let refused = stranger.refused(&asked[1], &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(
            refused.contains(&format!("Sista dagen var {last}")) && refused.contains("För sent"),
            "{refused}"
        );
        stranger.refused(&format!("{link}/skicka"), &[], StatusCode::UNPROCESSABLE_ENTITY).await;
    }
}

#[tokio::test]
async fn more_time_is_asked_for_and_given_also_when_the_last_day_has_passed() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;mora@x.example\nOrsa;orsa@x.example").await;
    open(&asker, &page).await;
    let link = link_to(&site.letters().await, "mora@x.example");
    let asked = questions(&site.stranger(), &link).await;
    site.stranger().done(&asked[1], &[("version", "0"), ("body", "Ett utkast")]).await;
    let late = site.later("2027-02-02T09:00:00Z").await;
    let stranger = late.stranger();
    assert!(stranger.page(&link).await.contains("Sista dagen var söndag 31 januari 2027"));
    let wanted = [("time_wanted", "2027-02-15"), ("reason", "Nämnden möts den tionde.")];
    stranger.done(&format!("{link}/mer-tid"), &wanted).await;
    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let shown = asker.page(&format!("/mottagare/{recipient}")).await;
    assert!(shown.contains("Vill ha tid till måndag 15 februari 2027. Nämnden möts den tionde."), "{shown}");
    assert!(!shown.contains("Ett utkast"));
    let given = [("act", "grant"), ("until", "2027-02-15"), ("version", "0")];
    asker.done(&format!("/mottagare/{recipient}/gor"), &given).await;
    assert!(stranger.page(&format!("{link}/kontrollera")).await.contains("Ett utkast"), "nothing is lost");
    stranger.done(&format!("{link}/skicka"), &[]).await;
    // Only those with that day are reminded around it.
    let reminded = site.later("2027-02-08T08:00:00Z").await.letters().await;
    assert!(
        !reminded.iter().any(|letter| letter.to == "mora@x.example" && letter.subject.contains("februari"))
    );
}

#[tokio::test]
async fn two_who_write_at_once_are_told_and_lose_nothing() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let link = link(&site.letters().await[0]);
    let (one, other) = (site.stranger(), site.stranger());
    let asked = questions(&one, &link).await;
    one.done(&asked[1], &[("version", "0"), ("body", "Den enas ord")]).await;
    let refused =
        other.refused(&asked[1], &[("version", "0"), ("body", "Den andras ord")], StatusCode::CONFLICT).await;
    assert!(
        refused.contains("Den enas ord") && refused.contains(">\nDen andras ord</textarea>"),
        "{refused}"
    );
    assert!(refused.contains("name=\"version\" value=\"1\""), "what is sent next is based on what is there");
    other.done(&asked[1], &[("version", "1"), ("body", "Den enas ord. Den andras ord")]).await;
    // Saved while somebody writes: a fragment, with the version that the page has then.
    let part =
        one.post(&format!("{}/utkast", asked[0]), &[("version", "0"), ("choice", "Ja"), ("body", "")]).await;
    let part = part.text().await.unwrap();
    assert!(part.contains("Sparat") && part.contains("value=\"1\""), "{part}");
    let send = format!("{link}/skicka");
    let (a, b) = tokio::join!(one.post(&send, &[]), other.post(&send, &[]));
    assert_eq!((a.status(), b.status()), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert!(
        one.page(&format!("{link}/kvitto")).await.contains("<dd>1</dd>"),
        "sent at the same second it is one"
    );
}

#[tokio::test]
async fn texts_are_taken_whole_and_case_data_is_not() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let link = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    let long = "å👵".repeat(5_000);
    stranger.done(&asked[1], &[("version", "0"), ("body", &long)]).await;
    let longer = format!("{long}!");
    let fields = [("version", "1"), ("body", longer.as_str())];
    let refused = stranger.refused(&asked[1], &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("10 000") || refused.contains("10\u{a0}000"), "{}", &refused[..2_000]);
    assert!(refused.contains(&longer), "what was typed is kept");
    let hostile = "<script>alert(1)</script>\u{b}från\u{2028}Word\u{0}";
    stranger.done(&asked[1], &[("version", "1"), ("body", hostile)]).await;
    let shown = stranger.page(&format!("{link}/kontrollera")).await;
    assert!(shown.contains("&#60;script&#62;") && !shown.contains("<script>alert"), "{shown}");
    let case = [("version", "2"), ("body", "Gäller 811218-9876")];
    let refused = stranger.refused(&asked[1], &case, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("personnummer"), "{refused}");
    let unknown = [("version", "0"), ("choice", "Kanske")];
    stranger.refused(&asked[0], &unknown, StatusCode::UNPROCESSABLE_ENTITY).await;
    stranger.done(&format!("{link}/skicka"), &[]).await;
    for file in
        ["sammanstallning", "sammanstallning.docx", "sammanstallning.xlsx", "diarium.csv", "mottagare.csv"]
    {
        assert_eq!(asker.status(&format!("{page}/{file}")).await, StatusCode::OK, "{file}");
    }
    let report = asker.page(&format!("{page}/sammanstallning")).await;
    assert!(!report.contains("<script>alert"), "{report}");
}

#[tokio::test]
async fn who_declines_is_not_reminded_and_is_asked_again_on_the_day() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;mora@x.example\nOrsa;orsa@x.example\nRättvik;r@x.example").await;
    open(&asker, &page).await;
    let letters = site.letters().await;
    let stranger = site.stranger();
    let (mora, orsa) = (link_to(&letters, "mora@x.example"), link_to(&letters, "orsa@x.example"));
    let refused = stranger
        .refused(&format!("{mora}/tacka-nej"), &[("reason", "")], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(refused.contains("id=\"reason\""));
    stranger
        .done(
            &format!("{mora}/tacka-nej"),
            &[("reason", "Pandemin tar all tid"), ("ask_again_on", "2027-09-01")],
        )
        .await;
    let asked = questions(&stranger, &orsa).await;
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Nej")]).await;
    stranger.done(&format!("{orsa}/skicka"), &[]).await;
    site.letters().await;

    // The last day is a Sunday: a week before is the Friday before that Sunday.
    assert!(site.later("2027-01-22T07:59:00Z").await.letters().await.is_empty(), "not before nine in Sweden");
    let reminded = site.later("2027-01-22T08:00:00Z").await.letters().await;
    assert_eq!(reminded.len(), 1, "only who has said nothing: {reminded:?}");
    assert_eq!(reminded[0].to, "r@x.example");
    assert!(
        reminded[0].subject.starts_with("Påminnelse, svara senast söndag 31 januari 2027"),
        "{reminded:?}"
    );
    let after = site.later("2027-02-01T08:00:00Z").await.letters().await;
    assert_eq!(after.len(), 1, "those of the day before and the day after fall together: {after:?}");

    // In the autumn a task stands there. A session has ended long before: they sign in again.
    let autumn = site.later("2027-09-01T08:00:00Z").await;
    let asker = autumn.stranger();
    asker.sign_in("development_leader.2083@example.se", PASSWORD).await;
    let shown = asker.page(&page).await;
    assert!(shown.contains("Fråga en igen som tackade nej: dagen är inne."), "{shown}");
}

#[tokio::test]
async fn an_open_form_is_for_people() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let fields = [&CALL[..], &[("is_open", "1")]].concat();
    let page = call(&asker, &fields).await;
    let id = page.rsplit('/').next().unwrap();
    let stranger = site.stranger();
    let form = format!("/oppen-fraga/{id}");
    assert_eq!(stranger.status(&form).await, StatusCode::NOT_FOUND, "a draft is not there");
    open(&asker, &page).await;
    let shown = stranger.page(&form).await;
    let key = between(&shown, "name=\"key\" value=\"", "\"").to_owned();
    let me = |key: &str, trap: &str| {
        vec![
            ("title".to_owned(), "Anhörigföreningen".to_owned()),
            ("key".to_owned(), key.to_owned()),
            ("webbplats".to_owned(), trap.to_owned()),
        ]
    };
    let send = async |site: &People, fields: Vec<(String, String)>| {
        let browser = site.stranger();
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&form, &fields).await
    };
    for (fields, why) in [
        (me(&key, ""), "too quick"),
        (me("", ""), "without the form's own key"),
        (me(&key, "http://spam.example"), "with what only a program fills in"),
    ] {
        let refused = send(&site, fields).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(refused.text().await.unwrap().contains("Anhörigföreningen"), "{why}: kept");
    }
    let later = site.later("2026-11-22T09:30:10Z").await;
    let to = send(&later, me(&key, "")).await;
    assert_eq!(to.status(), StatusCode::SEE_OTHER);
    let link = to.headers()["location"].to_str().unwrap().to_owned();
    let asked = questions(&stranger, &link).await;
    stranger.done(&asked[1], &[("version", "0"), ("body", "Vi vill ha nattpatrull")]).await;
    stranger.done(&format!("{link}/skicka"), &[]).await;
    let shown = asker.page(&format!("{page}/mottagare")).await;
    assert!(shown.contains("Anhörigföreningen"), "{shown}");
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(send(&later, me(&key, "")).await.status());
    }
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

/// Signs in a national coordinator, a region's and a municipality's.
async fn three(site: &People) -> [Browsing; 3] {
    [
        site.person(Role::NationalCoordinator, "skr").await,
        site.person(Role::RegionalCoordinator, "20").await,
        site.person(Role::DevelopmentLeader, "2029").await,
    ]
}

#[tokio::test]
async fn a_call_is_passed_on_answered_below_and_lifted_up() {
    let site = People::new().await;
    let [national, regional, leksand] = three(&site).await;
    let page = call(&national, &CALL).await;
    ask(&national, &page, "Region Dalarna").await;
    open(&national, &page).await;
    let letters = site.letters().await;
    assert_eq!(letters.len(), 1, "to whoever holds a function there: {letters:?}");
    let own = link(&letters[0]);
    assert!(letters[0].text.contains("Länken leder till inloggningen"), "{:?}", letters[0]);
    for address in [own.clone(), own.replace(&own[7..15], "00000000")] {
        let stranger = site.stranger().get(&address).await;
        assert_eq!(stranger.status(), StatusCode::SEE_OTHER, "what is there is told no stranger: {address}");
        let to = stranger.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, format!("/logga-in?tillbaka={address}"));
    }
    let start = regional.page(&own).await;
    assert!(start.contains("Förbered att fråga vidare"), "{start}");
    let below = address(&regional.done(&format!("{own}/vidare"), &[]).await);
    regional.done(&format!("{below}/mottagare/grupp"), &[("kind", "municipality"), ("county", "20")]).await;
    assert!(regional.page(&below).await.contains("sista dag söndag 24 januari 2027"), "a week to sum up");
    open(&regional, &below).await;
    assert!(national.page(&format!("{page}/mottagare")).await.contains("skickad vidare"));
    let letters = site.letters().await;
    assert_eq!(letters.len(), 1, "Leksand has somebody who answers");
    let theirs = link(&letters[0]);
    let asked = questions(&leksand, &theirs).await;
    leksand.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    leksand.done(&asked[1], &[("version", "0"), ("body", "En egen rehabenhet")]).await;
    leksand.done(&format!("{theirs}/skicka"), &[]).await;
    let mora = ids(&regional.page(&format!("{below}/mottagare")).await, "mottagare");
    regional
        .done(&format!("/svara/at-{}/tacka-nej", mora[0]), &[("reason", "Hinner inte"), ("channel", "phone")])
        .await;

    // Above, one sees how far they have come, and not what they say.
    let seen = national.page(&page).await;
    assert!(seen.contains("Region Dalarna") && seen.contains("Skickad vidare"), "{seen}");
    for path in [&page, &format!("{page}/svaren"), &format!("{page}/sammanstallning"), &below] {
        let response = national.get(path).await;
        assert!(!response.text().await.unwrap().contains("rehabenhet"), "{path}");
    }
    assert_eq!(national.status(&below).await, StatusCode::NOT_FOUND);
    assert_eq!(leksand.status(&page).await, StatusCode::NOT_FOUND);

    let asked = questions(&regional, &own).await;
    let question = regional.page(&asked[1]).await;
    assert!(question.contains("Leksand: En egen rehabenhet"), "{question}");
    let from = between(&question, "name=\"fran\" value=\"", "\"").to_owned();
    regional.done(&format!("{}/lyft", asked[1]), &[("fran", &from)]).await;
    let lifted = regional.page(&asked[1]).await;
    assert!(
        lifted.contains("Står i ert svar") && lifted.contains(">\nLeksand: En egen rehabenhet</textarea>")
    );
    regional
        .done(&format!("{below}/sammanstallning"), &[("version", "2"), ("summary", "Läget har varit svårt.")])
        .await;
    let report = regional.page(&format!("{below}/sammanstallning")).await;
    assert!(
        report.contains(
            "1 av 15 tillfrågade har svarat, en har tackat nej med skäl och 13 har inte hört av sig"
        ),
        "{report}"
    );
    let to = regional.done(&format!("{below}/sammanstallning/bifoga"), &[]).await;
    assert!(regional.page(&to).await.contains(".docx"));
    regional.done(&format!("{own}/skicka"), &[]).await;
    let compiled = national.page(&format!("{page}/sammanstallning")).await;
    assert!(compiled.contains("Leksand: En egen rehabenhet"), "{compiled}");
    let region = ids(&national.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let shown = national.page(&format!("/mottagare/{region}")).await;
    let file = between(&shown, &format!("href=\"/mottagare/{region}/fil/"), "\"");
    assert_eq!(national.status(&format!("/mottagare/{region}/fil/{file}")).await, StatusCode::OK);
}

#[tokio::test]
async fn a_roadmap_goes_on_consultation_and_no_proposal_is_made_before_every_point_is_disposed_of() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let roadmap = format!("/fardplan/{}", site.roadmap("2083", "Färdplan 2035").await);
    let id = roadmap.rsplit('/').next().unwrap();
    step(&officers.leader, &roadmap, &[("to", "preparation")]).await;
    let fields = [&CALL[1..2], &CALL[3..6], &CALL[7..], &[("is_open", "1")]].concat();
    let to = officers.leader.done(&format!("/forfragan/ny?fardplan={id}"), &fields).await;
    let page = address(&to);
    ask(&officers.leader, &page, "Kommunala pensionärsrådet;kpr@x.example").await;
    let draft = officers.leader.page(&page).await;
    assert!(
        draft.contains("20. ") && draft.contains("Ställningstagande till en punkt"),
        "a question each need"
    );
    let refused = officers
        .leader
        .refused(&format!("{page}/oppna"), &[("version", "1")], StatusCode::UNPROCESSABLE_ENTITY)
        .await;
    assert!(refused.contains("Skicka på remiss"), "{refused}");
    step(&officers.leader, &roadmap, &CONSULT).await;
    let letters = site.letters().await;
    let link = link_to(&letters, "kpr@x.example");
    assert!(letters[0].text.contains("Räcker målen?"), "what the step asks: {}", letters[0].text);

    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    assert_eq!(asked.len(), 20);
    let point = stranger.page(&asked[0]).await;
    assert!(point.contains("Det här föreslås") && point.contains("Tillstyrker med synpunkter"), "{point}");
    let remarks = [("version", "0"), ("choice", "approves_with_remarks"), ("body", "Tidigare")];
    stranger.done(&asked[0], &remarks).await;
    stranger.done(&asked[1], &[("version", "0"), ("choice", "approves"), ("body", "")]).await;
    stranger.done(&format!("{link}/skicka"), &[]).await;
    let matrix = officers.leader.page(&format!("{page}/svaren")).await;
    assert_eq!(matrix.matches("saknar bemötande").count(), 2, "{matrix}");

    step(&officers.leader, &roadmap, &[("to", "revision")]).await;
    let proposal = [("to", "proposal"), ("summary", "Rådet tillstyrker.")];
    let decide = format!("{roadmap}/beslut");
    let seen = officers.investigator.page(&decide).await;
    let version = between(&seen, "name=\"version\" value=\"", "\"").to_owned();
    let fields = [&proposal[..], &[("version", version.as_str())]].concat();
    let refused = officers.investigator.refused(&decide, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert_eq!(refused.matches("har fått svar men inget bemötande").count(), 2, "{refused}");
    let questions: Vec<&str> = asked[..2].iter().map(|asked| asked.rsplit('/').next().unwrap()).collect();
    let why = [("outcome", "taken_in"), ("version", "0"), ("recipient", "")];
    let answers = |question: &str| format!("/fraga/{question}/svar");
    let refused =
        officers.investigator.refused(&answers(questions[0]), &why, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("id=\"reason\""), "{refused}");
    let why = [&why[..], &[("reason", "Tidpunkten är flyttad."), ("changed", "Senast 2028")]].concat();
    officers.investigator.done(&answers(questions[0]), &why).await;
    let noted = [("outcome", "noted"), ("version", "0"), ("recipient", "")];
    officers.investigator.done(&answers(questions[1]), &noted).await;
    let outcome = format!("{link}/blev");
    let early = stranger.page(&outcome).await;
    assert!(early.contains("Inget är bestämt än") && !early.contains("Tidpunkten är flyttad"), "{early}");
    step(&officers.investigator, &roadmap, &proposal).await;
    assert!(officers.leader.page(&format!("{page}/sammanstallning")).await.contains("Rådet tillstyrker."));

    let over = site.later("2027-02-20T09:00:00Z").await;
    let leader = over.stranger();
    leader.sign_in("development_leader.2083@example.se", PASSWORD).await;
    let end = format!("{page}/avsluta");
    let publish = [("act", "end"), ("is_public", "1")];
    let refused = leader.refused(&end, &publish, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("1 av dem som har svarat har inte fått återkoppling än"), "{refused}");
    let shown = leader.page(&format!("{page}/aterkoppling")).await;
    let version = between(&shown, "name=\"version\" value=\"", "\"").to_owned();
    let tell =
        [("act", "tell"), ("version", version.as_str()), ("feedback", "Planen är ändrad på en punkt.")];
    leader.done(&format!("{page}/aterkoppling"), &tell).await;
    let told = over.letters().await;
    let feedback = told.iter().find(|letter| letter.subject.starts_with("Vad svaren ledde till")).unwrap();
    assert_eq!(feedback.to, "kpr@x.example");
    let became = over.stranger().page(&crate::people::link(feedback)).await;
    for what in
        ["Planen är ändrad på en punkt.", "Tidigare", "Tidpunkten är flyttad.", "Senast 2028", "Noterat"]
    {
        assert!(became.contains(what), "{what}: {became}");
    }
    leader.done(&end, &publish).await;
    let public = over.stranger().page(&format!("/vi-fragade/{}", page.rsplit('/').next().unwrap())).await;
    assert!(public.contains("Planen är ändrad på en punkt.") && public.contains("Tillgodosett"), "{public}");
    assert!(!public.contains("Tidigare<") && !public.contains("kpr@x"), "no single answer: {public}");
    assert!(over.stranger().page("/forfragningar").await.contains("Goda exempel på natten"));
    leader.refused(&answers(questions[0]), &why, StatusCode::CONFLICT).await;

    // The log tells of it in words.
    let auditor = over.person(Role::Auditor, "2083").await;
    let log = auditor.page("/logg").await;
    for what in [
        "Öppnade förfrågan",
        "Svarade",
        "Bemötte svaren på fråga",
        "Avslutade förfrågan",
        "någon med en svarslänk",
    ] {
        assert!(log.contains(what), "{what}");
    }
    assert!(!log.contains("kpr@x"), "no address in the log");
}

/// Sends a file with an answer.
async fn attach(browser: &Browsing, link: &str, name: &str, text: &str) {
    let address = format!("{}{link}/filer", browser.address);
    let status = crate::attachments::send(&browser.client, &address, name, text.as_bytes()).await.status();
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_officer_goes_on_from_what_was_sent_and_sees_nothing_that_was_not() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let link = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    stranger.done(&asked[1], &[("version", "0"), ("body", "Det vi skickade")]).await;
    attach(&stranger, &link, "skickad.txt", "en fil").await;
    stranger.done(&format!("{link}/skicka"), &[]).await;
    attach(&stranger, &link, "utkast.txt", "ett utkast").await;
    stranger.done(&asked[1], &[("version", "1"), ("body", "Ett hemligt utkast")]).await;

    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let officer = format!("/svara/at-{recipient}");
    let files = asker.page(&format!("{officer}/filer")).await;
    assert!(
        !files.contains("utkast.txt") && !files.contains("skickad.txt"),
        "each side has its own: {files}"
    );
    let shown = asker.page(&format!("/mottagare/{recipient}")).await;
    assert!(shown.contains("skickad.txt") && !shown.contains("utkast.txt"), "{shown}");
    let question = asked[1].rsplit('/').next().unwrap();
    let noted = asker.page(&format!("{officer}/{question}")).await;
    assert!(noted.contains(">\nDet vi skickade</textarea>"), "what was sent, and not the draft: {noted}");
    asker
        .done(&format!("{officer}/{question}"), &[("version", "0"), ("body", "Det vi skickade, och mer")])
        .await;
    asker.done(&format!("{officer}/skicka"), &[("channel", "phone"), ("given_by", "Chefen")]).await;
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
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let link = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    stranger.done(&format!("{link}/skicka"), &[("in_part", "1")]).await;
    site.letters().await;
    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let act = format!("/mottagare/{recipient}/gor");
    asker.done(&act, &[("act", "revise"), ("note", "Hur många?"), ("version", "0")]).await;
    let letters = site.letters().await;
    assert!(letters.len() == 1 && letters[0].text.contains("Hur många?"), "{letters:?}");
    assert!(stranger.page(&link).await.contains("ber er komplettera svaret: Hur många?"));
    assert!(asker.page(&page).await.contains("1 av 1 har svarat, en av dem delvis"));
    // Whoever stands by the answer sends it as it is, now as a whole one.
    stranger.done(&format!("{link}/skicka"), &[]).await;
    assert!(!stranger.page(&link).await.contains("komplettera"));
    assert!(asker.page(&format!("{page}/mottagare")).await.contains("</span> har svarat<"));
    // Another address: the old link is for nobody any more, and nothing goes to who has answered.
    let version = asker.page(&format!("/mottagare/{recipient}")).await;
    let version = between(&version, "name=\"version\" value=\"", "\"").to_owned();
    asker.done(&act, &[("act", "readdress"), ("email", "ny@x.example"), ("version", &version)]).await;
    assert_eq!(stranger.status(&link).await, StatusCode::NOT_FOUND);
    let told = [("act", "told"), ("channel", "phone"), ("version", "0")];
    let refused = asker.refused(&act, &told, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Skriv vad svaren ledde till"), "{refused}");
}

#[tokio::test]
async fn many_are_written_to_in_batches_once_each_and_reminded_by_their_own_day() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    let list: Vec<String> =
        (0..120).map(|number| format!("Enhet {number};enhet{number}@x.example")).collect();
    ask(&asker, &page, &list.join("\n")).await;
    open(&asker, &page).await;
    let letters = site.letters().await;
    let to: std::collections::BTreeSet<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!((letters.len(), to.len()), (120, 120));
    let late = link_to(&letters, "enhet7@x.example");
    let stranger = site.stranger();
    stranger.done(&format!("{late}/mer-tid"), &[("time_wanted", "2027-03-15")]).await;
    let waits = asker.page(&format!("{page}/mottagare?lage=time_asked")).await;
    let act = format!("/mottagare/{}/gor", ids(&waits, "mottagare")[0]);
    let earlier = [("act", "grant"), ("until", "2027-01-10"), ("version", "0")];
    asker.refused(&act, &earlier, StatusCode::UNPROCESSABLE_ENTITY).await;
    asker.done(&act, &[("act", "grant"), ("until", "2027-03-15"), ("version", "0")]).await;
    let reminded = site.later("2027-01-22T08:00:00Z").await.letters().await;
    assert_eq!(reminded.len(), 119, "in every batch only those with that day");
    assert!(!reminded.iter().any(|letter| letter.to == "enhet7@x.example"));
    let own = site.later("2027-03-08T08:00:00Z").await.letters().await;
    assert!(own.iter().any(|letter| letter.to == "enhet7@x.example" && letter.subject.contains("15 mars")));
}
