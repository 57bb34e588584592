//! Meetings: moved and cancelled one at a time, with what calendars need; notes, tasks, and what comes along.

use reqwest::StatusCode;

use super::{change, convened, handed_over, links, planned, seated, version};
use crate::people::NOW;

#[tokio::test]
async fn the_days_of_a_series_are_shown_before_they_are_saved() {
    let (_site, convener, group) = convened().await;
    let fields = [
        ("starts_on", "2026-10-01"),
        ("starts_at", "13.00"),
        ("minutes", "90"),
        ("every_weeks", "3"),
        ("meetings", "6"),
        ("without_weeks", "44, 52"),
        ("visa", "1"),
    ];
    let shown = convener.post(&format!("{group}/serie"), &fields).await.text().await.unwrap();
    assert!(
        shown.contains("torsdag 14 januari 2027") && shown.contains("torsdag 24 december 2026: ledig dag")
    );
    assert_eq!(links(&convener.page(&group).await, "mote").len(), 0, "nothing has been saved");
    for (field, bad) in [("starts_on", "2026-02-31"), ("starts_at", "25.00"), ("without_weeks", "jul")] {
        let mut fields = fields.to_vec();
        fields.retain(|(name, _)| *name != field && *name != "visa");
        fields.push((field, bad));
        let page =
            convener.refused(&format!("{group}/serie"), &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(page.contains(&format!("value=\"{bad}\"")), "{bad} is kept in {page}");
    }
}

#[tokio::test]
async fn one_meeting_is_moved_and_one_cancelled_and_calendars_are_told_of_those_alone() {
    let (site, convener, group) = convened().await;
    seated(&convener, &group, "Mora;socialchef;a@x.example\nGävle;socialchef;b@x.example").await;
    let meetings = planned(&convener, &group, "4").await;
    site.letters().await;
    convener.done(&format!("{group}/kalla"), &[]).await;
    let letters = site.letters().await;
    assert_eq!(letters.len(), 2);
    let series = letters[0].calendar.replace("\r\n ", "");
    assert_eq!(letters[0].calendar_method, "REQUEST");
    for line in [
        "METHOD:REQUEST\r\n",
        "ORGANIZER;CN=Färdplan:mailto:fardplan@kommun.example\r\n",
        // What has been is not told.
        "DTSTART;TZID=Europe/Stockholm:20261203T130000\r\n",
        "RRULE:FREQ=WEEKLY;UNTIL=20270204T120000Z;INTERVAL=3\r\n",
        // Christmas Eve, which falls between.
        "EXDATE;TZID=Europe/Stockholm:20261224T130000\r\n",
    ] {
        assert!(series.contains(line), "{line} in {series}");
    }
    let uid = series.split("UID:").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();

    let moved = [
        ("title", "Natten"),
        ("day", "2026-12-04"),
        ("time", "09.30"),
        ("minutes", "90"),
        ("address", "https://mote.example/skr"),
    ];
    change(&convener, &format!("{}/andra", meetings[1]), &format!("{}/andra", meetings[1]), &moved).await;
    let letters = site.letters().await;
    assert_eq!(letters.len(), 2, "those who have seats, and nothing but this");
    let told = letters[0].calendar.replace("\r\n ", "");
    for line in [
        &format!("UID:{uid}\r\n")[..],
        "SEQUENCE:1\r\n",
        "RECURRENCE-ID;TZID=Europe/Stockholm:20261203T130000\r\n",
        "DTSTART;TZID=Europe/Stockholm:20261204T093000\r\n",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    assert_eq!(told.matches("BEGIN:VEVENT").count(), 1);

    let cancel = format!("{}/stall-in", meetings[2]);
    change(&convener, &cancel, &cancel, &[("reason", "Utredaren är sjuk.")]).await;
    let letters = site.letters().await;
    let told = letters[0].calendar.replace("\r\n ", "");
    assert_eq!(letters[0].calendar_method, "CANCEL");
    for line in [
        "METHOD:CANCEL\r\n",
        "STATUS:CANCELLED\r\n",
        "RECURRENCE-ID;TZID=Europe/Stockholm:20270114T130000\r\n",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    let page = convener.page(&group).await;
    assert!(page.contains("Flyttat") && page.contains("Inställt"), "{page}");
    // What has not been cancelled cannot be resumed.
    let fresh = version(&convener.page(&format!("{}/andra", meetings[3])).await).to_owned();
    let refused = [("version", &fresh[..])];
    convener.refused(&format!("{}/ateruppta", meetings[3]), &refused, StatusCode::CONFLICT).await;
    assert!(convener.page(&meetings[3]).await.contains("torsdag 4 februari 2027"), "the rest stays");
    change(&convener, &meetings[2], &format!("{}/ateruppta", meetings[2]), &[]).await;
    let letters = site.letters().await;
    assert_eq!((letters.len(), &letters[0].subject[..10]), (2, "Blir av: M"));
    let told = letters[0].calendar.replace("\r\n ", "");
    let again = "RECURRENCE-ID;TZID=Europe/Stockholm:20270114T130000\r\n";
    assert!(told.contains("METHOD:REQUEST\r\n") && told.contains(again), "{told}");
    assert!(!told.contains("EXDATE;TZID=Europe/Stockholm:20270114T130000"), "{told}");
    let log = convener.page(&format!("{group}/brev")).await;
    assert!(log.contains("Inställt möte: Möte 3") && log.contains("socialchef, Mora"), "{log}");
}

#[tokio::test]
async fn a_meeting_at_an_ill_chosen_time_is_made_and_says_so() {
    let (_site, convener, group) = convened().await;
    planned(&convener, &group, "2").await;
    let meeting = |day: &'static str| [("title", "Extra"), ("day", day), ("time", "14"), ("minutes", "60")];
    let new = format!("{group}/mote");
    let same = super::address(&convener.done(&new, &meeting("2026-12-03")).await);
    let page = convener.page(&same).await;
    assert!(page.contains("Samtidigt som Möte 2, torsdag 3 december 2026"), "{page}");
    let christmas = super::address(&convener.done(&new, &meeting("2026-12-25")).await);
    assert!(convener.page(&christmas).await.contains("söndag eller helgdag"));
    // Nobody has come to what has not been.
    let came = format!("{christmas}/narvaro");
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    let noted = [(seats[0].strip_prefix("/plats/").unwrap(), "self")];
    let early = convener.refused(&came, &noted, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(early.contains("fredag 25 december 2026"), "{early}");
    let other = super::address(&convener.done(&new, &meeting("2026-12-04")).await);
    let page = convener.page(&other).await;
    assert!(!page.contains("Samtidigt som") && !page.contains("helgdag"), "{page}");
}

#[tokio::test]
async fn what_is_to_be_read_before_a_meeting_is_chosen_among_the_groups_documents() {
    let (site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    let meetings = planned(&convener, &group, "2").await;
    let attach = async |name: &str| {
        let address = format!("{}{group}/bilagor", convener.address);
        let sent = crate::attachments::send(&convener.client, &address, name, b"Inledning").await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    };
    attach("underlag.txt").await;
    let choose = format!("{}/underlag", meetings[1]);
    let page = convener.page(&choose).await;
    attach("annat.txt").await;
    let file = page.split("name=\"file_").nth(1).unwrap().split('"').next().unwrap();
    change(&convener, &choose, &choose, &[(&format!("file_{file}"), "1")]).await;
    let room = handed_over(&convener, &seats[0]).await;
    let member = site.stranger();
    let page = member.page(&format!("{room}{}", meetings[1])).await;
    assert!(page.contains("underlag.txt") && !page.contains("annat.txt"), "{page}");
    assert_eq!(member.page(&format!("{room}/bilaga/{file}")).await, "Inledning");
    assert!(!member.page(&format!("{room}{}", meetings[0])).await.contains("underlag.txt"));
    // What is taken away from the group is taken away from the meeting.
    convener.done(&format!("{group}/bilaga/{file}/bort"), &[]).await;
    assert!(!convener.page(&meetings[1]).await.contains("underlag.txt"));
}

#[tokio::test]
async fn a_calendars_address_is_secret_has_all_meetings_and_is_taken_back() {
    let (site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example").await;
    planned(&convener, &group, "3").await;
    let room = handed_over(&convener, &seats[0]).await;
    let stranger = site.stranger();
    let page = stranger.post(&format!("{room}/kalender"), &[]).await.text().await.unwrap();
    let feed = page.split("/kalender/").nth(1).unwrap().split('<').next().unwrap();
    let feed = format!("/kalender/{feed}");
    let answer = site.stranger().get(&feed).await;
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    let text = answer.text().await.unwrap();
    assert!(text.contains("METHOD:PUBLISH") && !text.contains("a@x.example"), "{text}");
    stranger.done(&format!("{room}/kalender"), &[("bort", "1")]).await;
    assert_eq!(site.stranger().status(&feed).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_done_with_comes_along_and_notes_are_final_for_good() {
    let (site, convener, group) = convened().await;
    let seats = seated(&convener, &group, "Mora;socialchef;a@x.example\nGävle;socialchef;b@x.example").await;
    let meetings = planned(&convener, &group, "3").await;
    let (first, second) = (&meetings[0], &meetings[1]);
    for title in ["Tillsyn är inte hjälp", "Täckning i glesbygd", "Hann inte"] {
        convener.done(&format!("{first}/punkt"), &[("title", title)]).await;
    }
    let items = links(&convener.page(first).await, "punkt");
    let notes = [
        ("title", "Tillsyn är inte hjälp"),
        ("notes", "Två ord."),
        ("decision", "Strategin skiljer på dem."),
        ("progress", "untreated"),
    ];
    change(&convener, &items[0], &items[0], &notes).await;
    let notes = [("title", "Täckning i glesbygd"), ("notes", "Oenigt."), ("progress", "continues")];
    change(&convener, &items[1], &items[1], &notes).await;
    let seat = seats[0].strip_prefix("/plats/").unwrap();
    let task = [("title", "Rita en karta"), ("seat_id", seat), ("due", "2026-12-01")];
    convener.done(&format!("{first}/uppgift"), &task).await;
    let other = seats[1].strip_prefix("/plats/").unwrap();
    convener.done(&format!("{first}/narvaro"), &[(seat, "self"), (other, "substitute")]).await;
    let both = [("title", "Rita"), ("seat_id", seat), ("assignee", "Någon"), ("due", "2026-12-01")];
    let refused =
        convener.refused(&format!("{first}/uppgift"), &both, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("inte båda") && refused.contains("Någon"), "{refused}");
    // Notes of what has not been held are nobody's to read.
    let early = [("version", "1"), ("remarks_until", "2026-12-10")];
    convener.refused(&format!("{first}/synpunkter"), &early, StatusCode::UNPROCESSABLE_ENTITY).await;
    change(&convener, first, &format!("{first}/hallet"), &[]).await;
    let next = convener.page(second).await;
    for title in ["Täckning i glesbygd", "Hann inte", "Rita en karta"] {
        assert!(next.contains(title), "{title} in {next}");
    }
    assert!(!next.contains("Tillsyn är inte hjälp"), "what is done with stays: {next}");
    assert!(next.contains("rel=\"prev\"") && next.contains("Möte 1"), "{next}");

    let room = handed_over(&convener, &seats[0]).await;
    let member = site.stranger();
    for meeting in [first, second] {
        let seen = member.page(&format!("{room}{meeting}")).await;
        for draft in ["Två ord.", "Oenigt."] {
            assert!(!seen.contains(draft), "a draft is not theirs to read, nor where it comes along: {seen}");
        }
    }
    let ask = format!("{first}/synpunkter");
    change(&convener, &ask, &ask, &[("remarks_until", "2026-12-10")]).await;
    assert!(site.letters().await.iter().any(|letter| letter.subject.contains("Anteckningar att läsa")));
    let seen = member.page(&format!("{room}{first}")).await;
    for said in ["Två ord.", "socialchef, Mora;", "socialchef, Gävle (ersättare)"] {
        assert!(seen.contains(said), "{said} in {seen}");
    }
    let item = items[0].strip_prefix("/punkt/").unwrap();
    member.done(&format!("{room}{first}"), &[("item", item), ("body", "Vi sade tre ord.")]).await;
    assert!(convener.page(first).await.contains("Vi sade tre ord."));

    // They are not final before the time for remarks has passed.
    let page = convener.page(first).await;
    assert!(!page.contains("/slutliga\""), "{page}");
    let later = site.later("2026-12-11T09:30:00Z").await;
    let convener = later.stranger();
    convener.sign_in("national_coordinator.skr@example.se", crate::people::PASSWORD).await;
    change(&convener, first, &format!("{first}/slutliga"), &[]).await;
    let page = convener.page(first).await;
    assert!(page.contains("SHA-256 "), "{page}");
    let fields = [("title", "Ändrad"), ("notes", "Ändrat."), ("progress", "done"), ("version", "2")];
    convener.refused(&items[0], &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    let member = later.stranger();
    let seen = member.page(&format!("{room}{first}")).await;
    assert!(seen.contains("Två ord.") && seen.contains("SHA-256 ") && !seen.contains("Ändrat."), "{seen}");
    let member_task = member.page(&room).await;
    let finish = member_task.split("action=\"").map(|rest| rest.split('"').next().unwrap());
    let finish = finish.into_iter().find(|to| to.contains("/uppgift/")).unwrap().to_owned();
    member.done(&finish, &[("version", "1")]).await;
    let answer = convener.get(&format!("{group}/serien.docx")).await;
    assert!(answer.headers()["content-type"].to_str().unwrap().contains("wordprocessingml"));
    let series = convener.page(&format!("{group}/serien")).await;
    assert!(series.contains("Strategin skiljer på dem.") && series.contains("Möte 1"), "{series}");
    let memory = convener.page(&format!("{group}/minne?q=TACKNING glesbygd")).await;
    assert!(memory.contains("Täckning i glesbygd") && memory.contains("Gjordes:"), "{memory}");
}

#[tokio::test]
async fn two_secretaries_at_once_both_see_what_the_other_wrote() {
    let (_site, convener, group) = convened().await;
    let meetings = planned(&convener, &group, "2").await;
    convener.done(&format!("{}/punkt", meetings[0]), &[("title", "Natten")]).await;
    let item = links(&convener.page(&meetings[0]).await, "punkt")[0].clone();
    let mine = convener.page(&item).await;
    let seen = version(&mine).to_owned();
    let write = |text: &'static str| [("title", "Natten"), ("notes", text), ("progress", "done")];
    change(&convener, &item, &item, &write("Den första sekreterarens text.")).await;
    let mut other = write("Den andra sekreterarens text.").to_vec();
    other.push(("version", &seen));
    let page = convener.refused(&item, &other, StatusCode::CONFLICT).await;
    for text in ["Den första sekreterarens text.", "Den andra sekreterarens text."] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let live = convener.page(&format!("{}/nu", meetings[0])).await;
    assert!(live.contains("Den första sekreterarens text.") && !live.contains("<html"), "{live}");
}

#[tokio::test]
async fn a_directive_is_kept_as_the_steering_group_decided_it() {
    let (_site, convener, group) = convened().await;
    let documents = format!("{group}/dokument");
    let text =
        [("title", "Projektdirektiv"), ("purpose", "directive"), ("body", "Strategin ska vara klar i juni.")];
    let directive = super::address(&convener.done(&documents, &text).await);
    let day = &NOW[..10];
    change(&convener, &directive, &format!("{directive}/beslut"), &[("decided_on", day)]).await;
    let changed =
        [("title", "Projektdirektiv"), ("purpose", "directive"), ("body", "Strategin ska vara klar i maj.")];
    change(&convener, &directive, &directive, &changed).await;
    let page = convener.page(&directive).await;
    for text in ["Strategin ska vara klar i juni.", "Strategin ska vara klar i maj.", "Version 1, beslutad"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let tomorrow = [("version", "2"), ("decided_on", "2026-11-23")];
    convener.refused(&format!("{directive}/beslut"), &tomorrow, StatusCode::UNPROCESSABLE_ENTITY).await;
}
