//! Answering: by a link of one's own, together, to the last second, and in an open form.

use plan::access::Role;
use reqwest::StatusCode;

use super::{CALL, ask, between, call, ids, link_to, open, opened, questions, sealed, send};
use crate::people::{PASSWORD, People, link};

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

    let to = send(&stranger, &mora, &[]).await;
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
async fn an_answer_is_taken_and_changed_to_the_last_second_of_the_swedish_day() {
    // A winter's day, and the night when clocks are put forward.
    for (last, words, in_time, late) in [
        ("2027-01-31", "söndag 31 januari 2027", "2027-01-31T22:59:59Z", "2027-01-31T23:00:00Z"),
        ("2027-03-28", "söndag 28 mars 2027", "2027-03-28T21:59:59Z", "2027-03-28T22:00:00Z"),
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
        send(&stranger, &link, &[]).await;
        stranger.done(&asked[1], &[("version", "1"), ("body", "Sedan")]).await;
        send(&stranger, &link, &[]).await;
        assert!(stranger.page(&format!("{link}/kvitto")).await.contains("<dd>2</dd>"), "the second version");
        // The same once more is the same answer.
        send(&stranger, &link, &[]).await;
        assert!(stranger.page(&format!("{link}/kvitto")).await.contains("<dd>2</dd>"));

        let closed = site.later(late).await;
        let stranger = closed.stranger();
        let fields = [("version", "2"), ("body", "För sent")];
        let refused = stranger.refused(&asked[1], &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(
            refused.contains(&format!("Sista dagen var {words}")) && refused.contains("För sent"),
            "{refused}"
        );
        stranger.refused(&format!("{link}/skicka"), &[], StatusCode::UNPROCESSABLE_ENTITY).await;
    }
}

#[tokio::test]
async fn two_who_write_at_once_are_told_and_lose_nothing() {
    let (site, _, _) = opened("Mora;mora@x.example").await;
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
    let read = sealed(&one, &link, &[]).await;
    // What has changed since somebody read it through is not sent as theirs.
    other.done(&asked[1], &[("version", "2"), ("body", "Den enas ord. Och mer")]).await;
    let seal = [("seal", read[0].1.as_str())];
    let refused = one.refused(&send, &seal, StatusCode::CONFLICT).await;
    assert!(refused.contains("Och mer"), "the answer as it stands now: {refused}");
    let read = sealed(&one, &link, &[]).await;
    let seal = [("seal", read[0].1.as_str())];
    let (a, b) = tokio::join!(one.post(&send, &seal), other.post(&send, &seal));
    assert_eq!((a.status(), b.status()), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert!(
        one.page(&format!("{link}/kvitto")).await.contains("<dd>1</dd>"),
        "sent at the same second it is one"
    );
}

#[tokio::test]
async fn a_file_answers_the_question_that_it_was_sent_for() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    for title in ["Er rutin", "Er plan", "Något mer"] {
        asker.done(&format!("{page}/fraga"), &[("title", title), ("kind", "file")]).await;
    }
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let link = link_to(&site.letters().await, "mora@x.example");
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await;
    let [routine, plan, other] = [&asked[2], &asked[3], &asked[4]];
    let early = stranger.get(&format!("{link}/kvitto")).await;
    assert!(early.headers()["location"].to_str().unwrap().ends_with("/kontrollera"), "nothing has been sent");
    let upload = |question: &str| format!("{link}/filer?fraga={}", question.rsplit('/').next().unwrap());
    let attach = async |to: String| {
        let address = format!("{}{to}", stranger.address);
        crate::attachments::send(&stranger.client, &address, "Rutin.txt", "Så gör vi".as_bytes())
            .await
            .status()
    };
    assert_eq!(attach(upload(routine)).await, StatusCode::SEE_OTHER);
    assert!(stranger.page(routine).await.contains("Rutin.txt"));
    assert!(!stranger.page(plan).await.contains("Rutin.txt"), "it answers the other question");
    let check = stranger.page(&format!("{link}/kontrollera")).await;
    assert!(between(&check, "3. ", "4. ").contains("Rutin.txt"), "{check}");
    assert_eq!(attach(upload(plan)).await, StatusCode::SEE_OTHER);
    for question in [routine, plan] {
        assert!(stranger.page(question).await.contains("Rutin.txt"), "the same file answers both");
    }
    assert!(!stranger.page(other).await.contains("Rutin.txt"), "and no more");
    assert_eq!(attach(format!("{link}/filer")).await, StatusCode::SEE_OTHER);
    assert!(!stranger.page(other).await.contains("Rutin.txt"), "nor does what goes with the whole answer");
    assert_eq!(
        attach(upload(&asked[0])).await,
        StatusCode::NOT_FOUND,
        "a question of a choice takes no file"
    );
    send(&stranger, &link, &[]).await;
    let remove = between(&stranger.page(plan).await, "method=\"post\" action=\"", "\"").to_owned();
    assert_eq!(stranger.done(&remove, &[]).await, *plan);
    assert!(!stranger.page(plan).await.contains("Rutin.txt"));
    assert!(stranger.page(routine).await.contains("Rutin.txt"), "it answers the other still");
    let check = stranger.page(&format!("{link}/kontrollera")).await;
    let left = between(&check, "4. ", "5. ");
    assert!(
        !left.contains("Rutin.txt") && left.contains("kvar"),
        "what was sent is no answer any more: {left}"
    );
    send(&stranger, &link, &[]).await;
    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let shown = asker.page(&format!("/mottagare/{recipient}")).await;
    let file = between(&shown, &format!("href=\"/mottagare/{recipient}/fil/"), "\"").to_owned();
    assert_eq!(asker.status(&format!("/mottagare/{recipient}/fil/{file}")).await, StatusCode::OK);
}

#[tokio::test]
async fn a_file_says_when_it_came_and_goes_if_it_was_never_sent() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    asker.done(&format!("{page}/fraga"), &[("title", "Er rutin"), ("kind", "file")]).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let link = link_to(&site.letters().await, "mora@x.example");
    let asked = questions(&site.stranger(), &link).await;
    let question = asked[2].rsplit('/').next().unwrap();
    let attach = async |site: &People, name: &str| {
        let stranger = site.stranger();
        let to = format!("{}{link}/filer?fraga={question}", stranger.address);
        let sent = crate::attachments::send(&stranger.client, &to, name, name.as_bytes()).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    };
    attach(&site, "Sänd.txt").await;
    send(&site.stranger(), &link, &[]).await;
    attach(&site, "Osänd.txt").await;
    let later = site.later("2026-12-24T10:00:00Z").await;
    let seen = later.stranger().page(&asked[2]).await;
    assert!(seen.contains("22 november") && !seen.contains("24 december"), "{seen}");

    let over = site.later("2027-02-20T09:00:00Z").await;
    let leader = over.stranger();
    leader.sign_in("development_leader.2083@example.se", PASSWORD).await;
    let feedback = format!("{page}/aterkoppling");
    let shown = leader.page(&feedback).await;
    let version = between(&shown, "name=\"version\" value=\"", "\"");
    leader.done(&feedback, &[("act", "tell"), ("version", version), ("feedback", "Tack.")]).await;
    over.letters().await;
    leader.done(&format!("{page}/avsluta"), &[("act", "end")]).await;
    let recipient = ids(&leader.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let kept = async |site: &People| {
        let mut tx = site.db.write_as_system().await.unwrap();
        plan::inquiry::purge_expired(&mut tx).await.unwrap();
        let of = plan::access::Kind::Recipient.of(recipient.parse().unwrap());
        let files = plan::attachments::list(&mut tx, of).await.unwrap();
        tx.commit().await.unwrap();
        // By name: they came at the same moment of a clock that stands still.
        let mut names: Vec<String> = files.into_iter().map(|file| file.name).collect();
        names.sort();
        names
    };
    assert_eq!(kept(&over).await, ["Osänd.txt", "Sänd.txt"], "there is time to change one’s mind");
    assert_eq!(kept(&site.later("2027-03-23T09:00:00Z").await).await, ["Sänd.txt"]);
}

#[tokio::test]
async fn others_answers_are_read_when_one_has_answered_where_the_sender_says_so() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let mut fields = CALL;
    fields[8] = ("readers", "recipients_at_once");
    let page = call(&asker, &fields).await;
    ask(&asker, &page, "Mora;mora@x.example\nOrsa;orsa@x.example").await;
    open(&asker, &page).await;
    let letters = site.letters().await;
    let stranger = site.stranger();
    let [mora, orsa] = ["mora@x.example", "orsa@x.example"].map(|to| link_to(&letters, to));
    for (link, says) in [(&mora, "Moras svar"), (&orsa, "Orsas svar")] {
        let none = async |when: &str| {
            let all = stranger.page(&format!("{link}/alla")).await;
            let says_when = all.contains("så fort de själva har skickat ett helt svar");
            assert!(says_when && !all.contains("Moras svar"), "{when}: {all}");
        };
        none("not before one has answered oneself").await;
        let asked = questions(&stranger, link).await;
        stranger.done(&asked[1], &[("version", "0"), ("body", says)]).await;
        send(&stranger, link, &[("in_part", "1")]).await;
        none("nor when a part has been answered").await;
        stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja"), ("body", "")]).await;
        send(&stranger, link, &[]).await;
    }
    let all = stranger.page(&format!("{mora}/alla")).await;
    assert!(all.contains("Moras svar") && all.contains("Orsas svar"), "{all}");
}

#[tokio::test]
async fn texts_are_taken_whole_and_case_data_is_not() {
    let (site, asker, page) = opened("Mora;mora@x.example").await;
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
    send(&stranger, &link, &[]).await;
    for file in
        ["sammanstallning", "sammanstallning.docx", "sammanstallning.xlsx", "diarium.csv", "mottagare.csv"]
    {
        assert_eq!(asker.status(&format!("{page}/{file}")).await, StatusCode::OK, "{file}");
    }
    let report = asker.page(&format!("{page}/sammanstallning")).await;
    assert!(!report.contains("<script>alert"), "{report}");
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
    let join = async |site: &People, fields: Vec<(String, String)>| {
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
        let refused = join(&site, fields).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(refused.text().await.unwrap().contains("Anhörigföreningen"), "{why}: kept");
    }
    let later = site.later("2026-11-22T09:30:10Z").await;
    let to = join(&later, me(&key, "")).await;
    assert_eq!(to.status(), StatusCode::SEE_OTHER);
    let link = to.headers()["location"].to_str().unwrap().to_owned();
    let asked = questions(&stranger, &link).await;
    stranger.done(&asked[1], &[("version", "0"), ("body", "Vi vill ha nattpatrull")]).await;
    send(&stranger, &link, &[]).await;
    let shown = asker.page(&format!("{page}/mottagare")).await;
    assert!(shown.contains("Anhörigföreningen"), "{shown}");
    // Who says by themselves who they are is told from those who were asked.
    let report = asker.page(&format!("{page}/sammanstallning")).await;
    assert!(report.contains("Anhörigföreningen (inte tillfrågad)"), "{report}");
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(join(&later, me(&key, "")).await.status());
    }
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

#[tokio::test]
async fn colleagues_write_along_by_links_of_their_own_and_every_version_is_kept() {
    let (site, asker, page) = opened("Mora;mora@x.example").await;
    let own = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &own).await;
    let who = [("name", "Bo Ek"), ("email", "bo@x.example")];
    stranger.done(&format!("{own}/kollega"), &who).await;
    let letters = site.letters().await;
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, "bo@x.example"));
    let theirs = link(&letters[0]);
    assert_ne!(theirs, own);
    for (who, says) in [
        ([("name", "Bo"), ("email", "bo@x.example")], "har redan en länk"),
        ([("name", ""), ("email", "bo")], "Skriv ett namn"),
    ] {
        let refused =
            stranger.refused(&format!("{own}/kollega"), &who, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains(says), "{refused}");
    }
    let question = asked[1].rsplit('/').next().unwrap();
    stranger.done(&format!("{theirs}/{question}"), &[("version", "0"), ("body", "Först så")]).await;
    assert!(stranger.page(&own).await.contains("av Bo Ek"), "it is seen who wrote what");
    send(&stranger, &own, &[]).await;
    stranger.done(&asked[1], &[("version", "1"), ("body", "Sedan så")]).await;
    assert!(stranger.page(&own).await.contains("inte skickat det på nytt"));
    send(&stranger, &own, &[]).await;
    assert!(!stranger.page(&own).await.contains("inte skickat det på nytt"));
    let recipient = ids(&asker.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let at = format!("/mottagare/{recipient}");
    for (who, way) in [(&stranger, &own), (&asker, &at)] {
        let first = who.page(&format!("{way}/svar/1")).await;
        assert!(first.contains("Först så") && !first.contains("Sedan så"), "{first}");
        assert_eq!(who.status(&format!("{way}/svar/3")).await, StatusCode::NOT_FOUND);
    }
    assert!(asker.page(&at).await.contains("Tidigare versioner"));

    // Whoever answered without an account is forgotten, and what was answered is not.
    asker.done(&format!("{at}/gor"), &[("act", "forget")]).await;
    let kept = asker.page(&at).await;
    assert!(kept.contains("Sedan så") && !kept.contains("Bo Ek") && !kept.contains("mora@x"), "{kept}");
    let ended = stranger.get(&theirs).await;
    assert_eq!(ended.status(), StatusCode::NOT_FOUND);
    assert!(ended.text().await.unwrap().contains("Den kan ha återkallats"), "whom to ask is told");
}

#[tokio::test]
async fn what_is_not_asked_any_more_is_not_unsent_and_what_is_lacking_is_told() {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = super::address(&asker.done("/forfragan/ny", &CALL).await);
    let add = format!("{page}/fraga");
    let choice = [("title", "Har ni prövat?"), ("kind", "one_of"), ("options", "Ja\nNej")];
    let first = asker.done(&add, &choice).await;
    let first = first.rsplit("#fraga-").next().unwrap().to_owned();
    let form = asker.page(&add).await;
    let on = format!("{first}{}", super::between(&form, &format!("value=\"{first}"), "\""));
    let follow = [("title", "Hur gick det?"), ("kind", "text"), ("depends_on", on.as_str())];
    asker.done(&add, &follow).await;
    asker.done(&add, &[("title", "Vad behövs?"), ("kind", "text"), ("is_required", "1")]).await;
    ask(&asker, &page, "Mora;mora@x.example").await;
    open(&asker, &page).await;
    let own = link(&site.letters().await[0]);
    let stranger = site.stranger();
    let asked = questions(&stranger, &own).await;
    assert_eq!(asked.len(), 2, "what hangs on a choice is not asked before it");
    stranger.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    let asked = questions(&stranger, &own).await;
    assert_eq!(asked.len(), 3);
    stranger.done(&asked[1], &[("version", "0"), ("body", "Bra")]).await;
    stranger.done(&asked[0], &[("version", "1"), ("choice", "Nej")]).await;
    assert!(stranger.page(&asked[2]).await.contains("behövs för att svaret ska vara helt"));
    let check = stranger.page(&format!("{own}/kontrollera")).await;
    assert!(check.contains("Utan svar på fråga 2 räknas svaret som ett delsvar"), "{check}");
    stranger.done(&asked[2], &[("version", "0"), ("body", "Tid")]).await;
    send(&stranger, &own, &[]).await;
    let start = stranger.page(&own).await;
    assert!(start.contains("kvitto") && !start.contains("inte skickat det på nytt"), "{start}");
}
