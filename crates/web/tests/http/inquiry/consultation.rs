//! A roadmap on consultation, from the step that opens it to what became of each point.

use plan::access::Role;
use reqwest::StatusCode;

use super::{CALL, address, ask, between, ids, link_to, questions, send};
use crate::attachments::send as send_file;
use crate::decisions::{CONSULT, Officers, step};
use crate::people::{PASSWORD, People};

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
    let leader = &officers.leader;
    let to = format!("{}{page}/bilagor", leader.address);
    let sent = send_file(&leader.client, &to, "Bakgrund.txt", b"Underlaget").await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    step(&officers.leader, &roadmap, &CONSULT).await;
    let letters = site.letters().await;
    let link = link_to(&letters, "kpr@x.example");
    assert!(letters[0].text.contains("Räcker målen?"), "what the step asks: {}", letters[0].text);

    let stranger = site.stranger();
    let open = page.replace("/forfragan/", "/oppen-fraga/");
    for way in [&link, &open] {
        let start = stranger.page(way).await;
        let document = between(&start, &format!("href=\"{way}/underlag/"), "\"");
        let document = stranger.get(&format!("{way}/underlag/{document}")).await;
        assert_eq!(document.text().await.unwrap(), "Underlaget");
        let plan = stranger.page(&format!("{way}/planen")).await;
        assert!(plan.matches("<h3>").count() == 20 && plan.contains("Så här löd planen"), "{plan}");
    }
    // What was sent by mistake is taken back, also while others answer.
    let start = stranger.page(&link).await;
    let document = between(&start, &format!("href=\"{link}/underlag/"), "\"").to_owned();
    leader.done(&format!("{page}/bilaga/{document}/bort"), &[]).await;
    assert_eq!(stranger.status(&format!("{link}/underlag/{document}")).await, StatusCode::NOT_FOUND);
    let asked = questions(&stranger, &link).await;
    assert_eq!(asked.len(), 20);
    let point = stranger.page(&asked[0]).await;
    assert!(point.contains("Det här föreslås") && point.contains("Tillstyrker med synpunkter"), "{point}");
    let remarks = [("version", "0"), ("choice", "approves_with_remarks"), ("body", "Tidigare")];
    stranger.done(&asked[0], &remarks).await;
    stranger.done(&asked[1], &[("version", "0"), ("choice", "approves"), ("body", "")]).await;
    send(&stranger, &link, &[]).await;
    let matrix = officers.leader.page(&format!("{page}/svaren")).await;
    assert_eq!(matrix.matches("saknar bemötande").count(), 2, "{matrix}");

    let taken = |stance: &str| format!("{page}/svaren?stallning={stance}");
    assert!(leader.page(&taken("approves")).await.contains("scope=\"row\""));
    let none = leader.page(&taken("rejects")).await;
    assert!(!none.contains("scope=\"row\"") && none.contains("Ingen som har svarat passar in"), "{none}");

    step(&officers.leader, &roadmap, &[("to", "revision")]).await;
    let need = format!("/behov/{}", ids(&leader.page(&roadmap).await, "behov")[0]);
    let edited =
        [("title", "Behovet"), ("version", "1"), ("scope", "all"), ("more_needed", "Beslut senast 2028")];
    leader.done(&need, &edited).await;
    let proposal = [("to", "proposal"), ("summary", "Rådet tillstyrker.")];
    let decide = format!("{roadmap}/beslut");
    let seen = officers.investigator.page(&decide).await;
    let version = between(&seen, "name=\"version\" value=\"", "\"").to_owned();
    let fields = [&proposal[..], &[("version", version.as_str())]].concat();
    let refused = officers.investigator.refused(&decide, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert_eq!(refused.matches("har svar som inte är bemötta").count(), 2, "{refused}");
    let questions: Vec<&str> = asked[..2].iter().map(|asked| asked.rsplit('/').next().unwrap()).collect();
    let why = [("outcome", "taken_in"), ("version", "0"), ("recipient", "")];
    let answers = |question: &str| format!("/fraga/{question}/svar");
    let refused =
        officers.investigator.refused(&answers(questions[0]), &why, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("id=\"reason\""), "{refused}");
    let why = [&why[..], &[("reason", "Tidpunkten är flyttad."), ("changed", "Senast 2028")]].concat();
    officers.investigator.done(&answers(questions[0]), &why).await;
    // The text before and after stands beside the answers, and the answers beside the text.
    let then = leader.page(&answers(questions[0])).await;
    let then = between(&then, "Texten då och nu", "</section>");
    assert!(then.contains("<ins>Beslut senast 2028</ins>"), "{then}");
    assert!(leader.page(&answers(questions[1])).await.contains("Ingenting är ändrat här"));
    let changes = leader.page(&format!("{roadmap}/version/1/andringar")).await;
    let cause = between(&changes, "class=\"became\"", "</p>");
    assert!(cause.contains("Ett svar på remissen: Tillgodosett. Tidpunkten är flyttad."), "{cause}");
    assert!(cause.contains(&answers(questions[0])), "{cause}");
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

#[tokio::test]
async fn a_prepared_consultation_says_when_it_cannot_be_sent() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let id = site.roadmap("2083", "Färdplan 2035").await;
    let roadmap = format!("/fardplan/{id}");
    let page = address(&officers.leader.done(&format!("/forfragan/ny?fardplan={id}"), &CALL).await);
    let sends = format!("href=\"{roadmap}/beslut\">Skicka på remiss");
    assert!(officers.leader.page(&page).await.contains(&sends));
    step(&officers.leader, &roadmap, &[("to", "preparation")]).await;
    assert!(officers.leader.page(&page).await.contains(&sends));
    let proposal = [("to", "proposal"), ("reason", "Bråttom."), ("summary", "Ingen har frågats.")];
    step(&officers.investigator, &roadmap, &proposal).await;
    let seen = officers.leader.page(&page).await;
    assert!(!seen.contains(&sends) && seen.contains("som den står nu (förslag till beslut)"), "{seen}");
}

#[tokio::test]
async fn what_became_of_an_answer_says_nothing_of_it_when_it_has_been_changed() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let id = site.roadmap("2083", "Färdplan 2035").await;
    let roadmap = format!("/fardplan/{id}");
    step(&officers.leader, &roadmap, &[("to", "preparation")]).await;
    let unsaid = [&CALL[1..2], &CALL[3..4], &CALL[6..7], &CALL[8..]].concat();
    let page = address(&officers.leader.done(&format!("/forfragan/ny?fardplan={id}"), &unsaid).await);
    let decide = format!("{roadmap}/beslut");
    let seen = officers.leader.page(&decide).await;
    let version = between(&seen, "name=\"version\" value=\"", "\"");
    let consult = [&CONSULT[..], &[("version", version)]].concat();
    let refused = officers.leader.refused(&decide, &consult, StatusCode::UNPROCESSABLE_ENTITY).await;
    for lacks in ["hur många minuter", "vad svaren ska användas till", "Välj mottagare", "vad det ledde till"]
    {
        assert!(refused.contains(lacks), "{lacks}: {refused}");
    }
    let all = [&CALL[1..2], &CALL[3..6], &CALL[7..], &[("version", "1")]].concat();
    officers.leader.done(&format!("{page}/andra"), &all).await;
    ask(&officers.leader, &page, "Kommunala pensionärsrådet;kpr@x.example").await;
    step(&officers.leader, &roadmap, &CONSULT).await;
    let link = link_to(&site.letters().await, "kpr@x.example");
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await[0].clone();
    stranger.done(&asked, &[("version", "0"), ("choice", "approves"), ("body", "")]).await;
    send(&stranger, &link, &[]).await;
    step(&officers.leader, &roadmap, &[("to", "revision")]).await;
    let answers = format!("/fraga/{}/svar", asked.rsplit('/').next().unwrap());
    let noted = [("outcome", "noted"), ("recipient", ""), ("version", "0")];
    officers.investigator.done(&answers, &noted).await;
    step(&officers.investigator, &roadmap, &[("to", "proposal"), ("summary", "Rådet tillstyrker.")]).await;

    let later = site.later("2026-11-25T09:00:00Z").await;
    let stranger = later.stranger();
    let against = [("version", "1"), ("choice", "rejects"), ("body", "Vi har ändrat oss")];
    stranger.done(&asked, &against).await;
    send(&stranger, &link, &[]).await;
    let [secretary, investigator] = [later.stranger(), later.stranger()];
    secretary.sign_in("committee_secretary.2083@example.se", PASSWORD).await;
    investigator.sign_in("investigator.2083@example.se", PASSWORD).await;
    let since = "Ett svar har kommit eller ändrats sedan dess och är inte bemött.";
    for place in [format!("{page}/svaren"), format!("{page}/sammanstallning")] {
        assert!(investigator.page(&place).await.contains(since), "{place}");
    }
    let seen = secretary.page(&decide).await;
    let version = between(&seen, "name=\"version\" value=\"", "\"");
    let committee = [("to", "committee"), ("registry_number", "ON 2026/412"), ("version", version)];
    let refused = secretary.refused(&decide, &committee, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("har svar som inte är bemötta"), "{refused}");
    let anew =
        [("outcome", "not_taken"), ("reason", "Behovet står kvar."), ("recipient", ""), ("version", "1")];
    investigator.done(&answers, &anew).await;
    assert!(!investigator.page(&format!("{page}/svaren")).await.contains("sedan dess"));
    step(&secretary, &roadmap, &committee[..2]).await;
}

#[tokio::test]
async fn an_effect_that_an_answer_proposes_is_computed_before_it_is_taken_in() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let leader = &officers.leader;
    let id = site.roadmap("2083", "Färdplan 2035").await;
    let roadmap = format!("/fardplan/{id}");
    let need = ids(&leader.page(&roadmap).await, "behov")[0].clone();
    let effect = [
        ("title", "Heltid som norm"),
        ("start_year", "2027"),
        ("rows", "1"),
        ("reach_percent", "100"),
        ("enabled", "1"),
        ("effect[0].lever", "sick_leave"),
        ("effect[0].size", "-1"),
        ("effect[0].low", "-2"),
        ("effect[0].high", "0"),
        ("effect[0].source", "Egen bedömning"),
    ];
    let measure = leader.done(&format!("/behov/{need}/atgard"), &effect).await;
    let measure = format!("/atgard/{}", measure.rsplit("#atgard-").next().unwrap());
    step(leader, &roadmap, &[("to", "preparation")]).await;
    let fields = [&CALL[1..2], &CALL[3..6], &CALL[7..]].concat();
    let page = address(&leader.done(&format!("/forfragan/ny?fardplan={id}"), &fields).await);
    ask(leader, &page, "KPR;kpr@x.example").await;
    let effects = leader.page(&format!("{page}/effekter")).await;
    assert!(effects.contains("Räknar vi rätt på ”Heltid som norm”"), "{effects}");
    let name = format!("effekt-{}", between(&effects, "name=\"effekt-", "\""));
    leader.done(&format!("{page}/effekter"), &[(name.as_str(), "1")]).await;
    step(leader, &roadmap, &CONSULT).await;

    let link = link_to(&site.letters().await, "kpr@x.example");
    let stranger = site.stranger();
    let asked = questions(&stranger, &link).await.pop().unwrap();
    let shown = stranger.page(&asked).await;
    assert!(shown.contains("\u{2212}1 (\u{2212}2 till 0)"), "what the plan counts on: {shown}");
    let numbers = |size, low, high, why| {
        [("version", "0"), ("size", size), ("low", low), ("high", high), ("body", why)]
    };
    for (fields, says) in [
        (numbers("-4", "-3", "-2", "Vi har prövat"), "är större än effekten"),
        (numbers("-4", "", "-2", "Vi har prövat"), "Skriv ett tal"),
        (numbers("-4", "-5", "-2", ""), "Skriv varför"),
        (numbers("-99", "-99", "-2", "Vi har prövat"), "mellan"),
    ] {
        let refused = stranger.refused(&asked, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains(says) && refused.contains("value=\"-"), "{says}: {refused}");
    }
    stranger.done(&asked, &numbers("-4", "-5", "-2", "Vi har prövat i två år.")).await;
    send(&stranger, &link, &[]).await;

    let worth = format!("{roadmap}/varde");
    let shown = leader.page(&worth).await;
    let proposal = between(&shown, "id=\"effektforslag\"", "</section>");
    assert!(
        proposal.contains("föreslår −4 (−5 till −2)") && proposal.contains("i stället för"),
        "{proposal}"
    );
    assert!(!proposal.contains("<form"), "nothing is taken in while others are asked: {proposal}");
    step(leader, &roadmap, &[("to", "revision")]).await;
    let shown = leader.page(&worth).await;
    let proposal = between(&shown, "id=\"effektforslag\"", "</section>");
    let take = between(proposal, "action=\"", "\"").to_owned();
    let version = between(proposal, "name=\"version\" value=\"", "\"").to_owned();
    let fields = [("version", version.as_str())];
    leader.refused(&take, &[("version", "99")], StatusCode::CONFLICT).await;
    site.stranger().refused(&take, &fields, StatusCode::NOT_FOUND).await;
    let to = leader.done(&take, &fields).await;
    assert_eq!(to, format!("{roadmap}?sparad=atgard#{}", measure.trim_start_matches('/').replace('/', "-")));
    let edited = leader.page(&measure).await;
    assert!(edited.contains("value=\"-4\"") && edited.contains("Svar från KPR"), "{edited}");
    assert!(leader.page(&worth).await.contains("Planen räknar redan så"));
}
