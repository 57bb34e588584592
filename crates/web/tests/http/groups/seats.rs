//! Who has a seat, what is missing, and who sees the room.

use plan::access::Role;
use reqwest::StatusCode;

use super::{change, convened, handed_over, links, planned, seated, version};

#[tokio::test]
async fn a_county_is_missing_until_somebody_from_there_has_a_seat_and_the_trail_tells_how() {
    let (site, convener, group) = convened().await;
    let list = "Gävle;socialchef;a@x.example\nMalmö;kommunstrateg;b@x.example";
    seated(&convener, &group, list).await;
    let coverage = format!("{group}/tackning");
    let page = convener.page(&coverage).await;
    assert!(page.contains("Dalarnas län saknas.") && !page.contains("Skåne län saknas."), "{page}");
    assert!(page.contains("invånare i landet har ingen en plats"), "{page}");

    // A letter and a call, neither of which led to anything, and somebody who comes by themselves.
    let letter = [
        ("county", "20"),
        ("whom", "Chefsnätverket i Dalarna"),
        ("email", "natverk@dalarna.example"),
        ("subject", "Vill någon delta?"),
        ("body", "Ingen från Dalarna har en plats."),
    ];
    let to = convener.done(&format!("{group}/rekrytering/brev"), &letter).await;
    assert!(to.ends_with("?sparad=rekryteringsbrev"), "{to}");
    let letters = site.letters().await;
    let sent = letters.iter().find(|letter| letter.to == "natverk@dalarna.example").unwrap();
    assert!(sent.text.contains("Ingen från Dalarna har en plats."), "{}", sent.text);
    let call =
        [("county", "20"), ("channel", "phone"), ("whom", "Socialchefen i Mora"), ("result", "declined")];
    convener.done(&format!("{group}/rekrytering"), &call).await;
    let page = convener.page(&coverage).await;
    assert!(page.contains("Chefsnätverket i Dalarna") && page.contains("tackade nej"), "{page}");

    let id = group.strip_prefix("/grupp/").unwrap();
    let stranger = site.stranger();
    let about = stranger.page(&format!("/om-gruppen/{id}")).await;
    assert!(about.contains("Följa arbetet") && !about.contains("a@x.example"), "{about}");
    let form = stranger.page(&format!("/vill-delta/{id}")).await;
    let key = form.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let who = [
        ("key", key),
        ("whom", "Socialchef i Falun"),
        ("email", "falun@x.example"),
        ("county", "20"),
        ("perspective_staffing", "1"),
        ("note", "Vi har prövat nattpatruller."),
    ];
    // Who sends it at once is a program.
    let page = stranger.refused(&format!("/vill-delta/{id}"), &who, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("Socialchef i Falun"), "what was typed is kept");
    let later = site.later("2026-11-22T09:32:00Z").await;
    let answer = later.stranger().post(&format!("/vill-delta/{id}"), &who).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let trail = convener.page(&format!("{group}/rekrytering")).await;
    assert!(trail.contains("Socialchef i Falun") && trail.contains("Vill delta"), "{trail}");
    assert!(convener.page(&group).await.contains("En har anmält intresse."));

    let seat = [
        ("act", "new"),
        ("title", "Socialchef, Falun"),
        ("organisation_id", "falun"),
        ("role", "head_of_social_services"),
        ("email", "falun@x.example"),
    ];
    convener.done(&format!("{group}/platser"), &seat).await;
    let page = convener.page(&coverage).await;
    assert!(!page.contains("Dalarnas län saknas."), "{page}");
}

#[tokio::test]
async fn a_group_is_a_room_for_those_who_have_seats_and_not_for_their_organisations() {
    let (site, convener, group) = convened().await;
    let member = site.person(Role::ReferenceGroupMember, "2062").await;
    let colleague = site.person(Role::DevelopmentLeader, "2062").await;
    let list = "Mora;socialchef;reference_group_member.2062@example.se\nGävle;socialchef;a@x.example";
    let seats = seated(&convener, &group, list).await;
    let meetings = planned(&convener, &group, "3").await;
    let id = seats[0].strip_prefix("/plats/").unwrap();
    let room = format!("/min-plats/{id}");
    assert!(member.page("/grupper").await.contains(&room), "a person sees all their groups");
    let page = member.page(&room).await;
    assert!(page.contains("socialchef, Gävle") && !page.contains("a@x.example"), "{page}");
    assert_eq!(member.status(&format!("{room}{}", meetings[0])).await, StatusCode::OK);
    // What those who convene see is theirs.
    for path in [&group, &seats[0], &meetings[0], &format!("{group}/rekrytering")] {
        assert_eq!(member.status(path).await, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [&room, &group, &format!("{room}{}", meetings[0])] {
        assert_eq!(colleague.status(path).await, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!colleague.page("/grupper").await.contains(&room));

    // Who leaves loses the room; what was said in the seat stays with it.
    member.done(&format!("{room}/skriv"), &[("body", "Nätterna är svårast.")]).await;
    let page = convener.page(&seats[0]).await;
    let holder = page.split("name=\"holder\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let leave =
        [("act", "leave"), ("holder", holder), ("to_date", "2026-11-21"), ("version", version(&page))];
    // They came today: they cannot have left before.
    convener.refused(&format!("{}/lamna", seats[0]), &leave, StatusCode::UNPROCESSABLE_ENTITY).await;
    let tomorrow = site.later("2026-11-23T09:30:00Z").await;
    let convener = tomorrow.stranger();
    convener.sign_in("national_coordinator.skr@example.se", crate::people::PASSWORD).await;
    change(
        &convener,
        &seats[0],
        &format!("{}/tilltrad", seats[0]),
        &[("act", "take"), ("name", "Åsa Ek"), ("email", "ny@x.example")],
    )
    .await;
    let member = tomorrow.stranger();
    member.sign_in("reference_group_member.2062@example.se", crate::people::PASSWORD).await;
    assert_eq!(member.status(&room).await, StatusCode::NOT_FOUND);
    let newcomer = handed_over(&convener, &seats[0]).await;
    let page = tomorrow.stranger().page(&newcomer).await;
    assert!(page.contains("Nätterna är svårast."), "whoever has the seat next sees the same list: {page}");
}

#[tokio::test]
async fn a_link_can_become_an_accounts_and_is_good_until_it_is_taken_back() {
    let (site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    let room = handed_over(&convener, &seats[0]).await;
    let stranger = site.stranger();
    let answer = stranger.get(&room).await;
    assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
    assert!(answer.text().await.unwrap().contains("Referensgruppen för strategin"));
    let person = site.person(Role::UnitManager, "2062").await;
    let to = person.done(&format!("{room}/konto"), &[]).await;
    assert_eq!(person.status(&to).await, StatusCode::OK);

    let page = convener.page(&seats[0]).await;
    let holder = page.split("name=\"holder\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    convener.done(&format!("{}/aterkalla", seats[0]), &[("holder", holder)]).await;
    assert_eq!(stranger.status(&room).await, StatusCode::NOT_FOUND);
    assert_eq!(
        person.status(&to).await,
        StatusCode::NOT_FOUND,
        "who came by the link has no more than the link"
    );
}

#[tokio::test]
async fn what_cannot_be_a_group_or_a_seat_says_why_and_keeps_what_was_typed() {
    let (_site, convener, group) = convened().await;
    let bad = [("kind", "reference"), ("title", "En grupp"), ("starts_on", "2027-02-31")];
    let page = convener.refused("/grupp/ny", &bad, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("value=\"2027-02-31\""), "31 February is no day: {page}");
    let bad = [("kind", "reference"), ("title", "En grupp")];
    let page = convener.refused("/grupp/ny", &bad, StatusCode::UNPROCESSABLE_ENTITY).await;
    for why in ["Skriv vad gruppen ska göra.", "Skriv vem som beslutar"] {
        assert!(page.contains(why), "{why} in {page}");
    }
    let bad = [("act", "new"), ("title", "Socialchef"), ("organisation_id", "Ankeborg"), ("role", "other")];
    let page = convener.refused(&format!("{group}/platser"), &bad, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(page.contains("value=\"Ankeborg\""), "{page}");
    assert_eq!(links(&convener.page(&format!("{group}/platser")).await, "plats").len(), 0);
}

#[tokio::test]
async fn a_seat_is_the_municipalitys_whose_name_is_spelled_so() {
    let (_site, convener, group) = convened().await;
    let seats =
        seated(&convener, &group, "Håbo;socialchef;a@x.example\nHabo kommun;socialchef;b@x.example").await;
    for (seat, place, county) in [(&seats[0], "Håbo", "Uppsala län"), (&seats[1], "Habo", "Jönköpings län")]
    {
        let page = convener.page(&format!("{seat}/andra")).await;
        assert!(page.contains(&format!("value=\"{place}")), "{place} in {page}");
        let coverage = convener.page(&format!("{group}/tackning")).await;
        assert!(!coverage.contains(&format!("{county} saknas.")), "{county}: {coverage}");
    }
}

#[tokio::test]
async fn what_has_a_history_is_not_taken_away_from_an_old_page() {
    let (_site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    let old = version(&convener.page(&group).await).to_owned();
    let remark = [("act", "note"), ("channel", "phone"), ("body", "Glöm inte kvällarna.")];
    convener.done(&format!("{}/anteckna", seats[0]), &remark).await;
    let page = convener.page(&format!("{group}/platser")).await;
    assert!(!page.contains(&format!("{}/bort", seats[0])), "nothing leads there: {page}");
    for (what, told) in [(&group, "Gruppen har en historia"), (&seats[0], "Platsen har en historia")] {
        let sent = [("version", &old[..])];
        let refused = convener.refused(&format!("{what}/bort"), &sent, StatusCode::CONFLICT).await;
        assert!(refused.contains(told) && !refused.contains("Färdplanen"), "{told} in {refused}");
    }
    assert!(convener.page(&seats[0]).await.contains("Glöm inte kvällarna."));
}

#[tokio::test]
async fn a_seat_from_elsewhere_is_counted_and_said_to_be() {
    let (_site, convener, _) = convened().await;
    let mut fields = super::GROUP.to_vec();
    fields.retain(|(name, _)| *name != "county");
    fields.push(("county", "20"));
    let group = super::address(&convener.done("/grupp/ny", &fields).await);
    for (title, organisation, county) in [("Mora", "2062", "20"), ("Gävle", "2180", "21")] {
        let seat = [
            ("act", "new"),
            ("title", title),
            ("organisation_id", organisation),
            ("county", county),
            ("role", "strategist"),
            ("email", "a@x.example"),
        ];
        convener.done(&format!("{group}/platser"), &seat).await;
    }
    let page = convener.page(&format!("{group}/tackning")).await;
    assert!(
        page.contains("2 av 2 platser är besatta")
            && page.contains("En av platserna kommer från ett annat län"),
        "{page}"
    );
}

#[tokio::test]
async fn the_seats_of_a_list_are_shown_before_they_are_saved() {
    let (_site, convener, group) = convened().await;
    let list = "Mora;socialchef;a@x.example\nKPR i Umeå;ordförande;b@x.example";
    let fields = [("act", "list"), ("list", list), ("visa", "1")];
    let shown = convener.post(&format!("{group}/platser/lista"), &fields).await;
    assert_eq!(shown.status(), StatusCode::OK);
    let shown = shown.text().await.unwrap();
    for seen in ["2 platser", "socialchef, Mora", "a@x.example", "hör inte till någon känd organisation"] {
        assert!(shown.contains(seen), "{seen} in {shown}");
    }
    assert_eq!(shown.matches("hör inte till någon känd organisation").count(), 1, "Mora is known");
    assert!(shown.contains("Mora;socialchef;a@x.example"), "the list is kept");
    assert_eq!(links(&shown, "plats").len(), 0, "nothing has been saved");
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_of_what_it_makes() {
    let (_site, convener, group) = convened().await;
    let form = convener.page(&format!("{group}/platser")).await;
    let key = form.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let list = [("act", "list"), ("key", key), ("list", "Mora;socialchef;a@x.example")];
    for _ in 0..2 {
        convener.done(&format!("{group}/platser/lista"), &list).await;
    }
    assert_eq!(links(&convener.page(&format!("{group}/platser")).await, "plats").len(), 1);
    let form = convener.page(&format!("{group}/serie")).await;
    let key = form.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let series = [
        ("key", key),
        ("starts_on", "2026-12-07"),
        ("starts_at", "9"),
        ("minutes", "60"),
        ("every_weeks", "1"),
        ("meetings", "2"),
    ];
    for _ in 0..2 {
        convener.done(&format!("{group}/serie"), &series).await;
    }
    let meetings = links(&convener.page(&group).await, "mote");
    assert_eq!(meetings.len(), 2);
    // So are an item, a task, a step, a document and what is noted on a seat's page.
    let seat = links(&convener.page(&format!("{group}/platser")).await, "plats").remove(0);
    let key_of = |page: &str, near: &str| {
        let at = page.find(near).unwrap_or_else(|| panic!("{near} in {page}"));
        let key = page[at..]
            .split("name=\"key\" value=\"")
            .nth(1)
            .unwrap_or_else(|| panic!("a key after {near} in {page}"));
        key.split('"').next().unwrap().to_owned()
    };
    let day = ("due", "2027-03-01");
    for (shown, to, near, fields) in [
        (
            format!("{}/punkt", meetings[0]),
            format!("{}/punkt", meetings[0]),
            "<form",
            vec![("title", "Punkten")],
        ),
        (
            format!("{}/uppgift", meetings[0]),
            format!("{}/uppgift", meetings[0]),
            "<form",
            vec![("title", "Löftet"), ("assignee", "Utredaren"), day],
        ),
        (
            format!("{group}/rekrytering"),
            format!("{group}/rekrytering"),
            "/rekrytering\"",
            vec![("whom", "Nätverket"), ("channel", "network"), ("result", "waiting")],
        ),
        (
            format!("{group}/dokument"),
            format!("{group}/dokument"),
            "/dokument\"",
            vec![("title", "Direktivet"), ("purpose", "directive"), ("body", "Text")],
        ),
        (
            seat.clone(),
            format!("{seat}/anteckna"),
            "/anteckna\"",
            vec![("act", "note"), ("channel", "phone"), ("body", "Ordet")],
        ),
    ] {
        let key = key_of(&convener.page(&shown).await, near);
        let mut sent = fields.clone();
        sent.push(("key", &key));
        for _ in 0..2 {
            convener.done(&to, &sent).await;
        }
    }
    let meeting = convener.page(&meetings[0]).await;
    assert_eq!((links(&meeting, "punkt").len(), links(&meeting, "uppgift").len()), (1, 1), "{meeting}");
    assert_eq!(links(&convener.page(&format!("{group}/rekrytering")).await, "rekrytering").len(), 1);
    assert_eq!(links(&convener.page(&format!("{group}/dokument")).await, "direktiv").len(), 1);
    assert_eq!(links(&convener.page(&format!("{group}/sagt")).await, "synpunkt").len(), 1);
}

#[tokio::test]
async fn a_group_of_three_hundred_seats_and_five_hundred_meetings_is_shown() {
    let (_site, convener, group) = convened().await;
    let list: Vec<String> = (0..300).map(|n| format!("Enhet {n};enhetschef;e{n}@x.example")).collect();
    let seats = seated(&convener, &group, &list.join("\n")).await;
    assert_eq!(seats.len(), 300);
    let series = [
        ("starts_on", "2026-12-07"),
        ("starts_at", "09.00"),
        ("minutes", "60"),
        ("every_weeks", "1"),
        ("meetings", "500"),
    ];
    convener.done(&format!("{group}/serie"), &series).await;
    let meetings = links(&convener.page(&group).await, "mote");
    assert_eq!(meetings.len(), 500);
    for path in [format!("{}/narvaro", meetings[0]), format!("{group}/tackning"), format!("{group}/minne")] {
        assert_eq!(convener.status(&path).await, StatusCode::OK, "{path}");
    }
    let one_more = [("title", "Ett till"), ("day", "2026-12-01"), ("time", "9"), ("minutes", "60")];
    convener.refused(&format!("{group}/mote"), &one_more, StatusCode::UNPROCESSABLE_ENTITY).await;
}
