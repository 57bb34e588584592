//! A reference group as people lead it and sit in it: in browsers of their own, with a real mail server, and calendars that are read
//! back by two readers that know nothing of one another.

use chrono::{Datelike, Days, NaiveDate, TimeZone, Weekday};
use chrono_tz::Europe::Stockholm;
use mailparse::{MailHeaderMap, parse_mail};
use plan::clock::Clock;
use servers::calendar::left_in_calendars;
use servers::smtp::MailServer;

use crate::accounts::{comes_in_at, look, look_at};
use crate::browser::{Tab, Window};
use crate::inquiry::{in_days, wait_for, wait_for_subject, with_mail};
use crate::program::Program;

/// Whom the group asks: a county is missing.
const SEATS: [(&str, &str); 20] = [
    ("Gävle", "socialchef"),
    ("Malmö", "kommunstrateg"),
    ("Borås", "äldreomsorgschef"),
    ("Stockholm", "verksamhetschef"),
    ("Linköping", "utbildningsansvarig"),
    ("Luleå", "socialchef"),
    ("Kalmar", "sjuksköterska"),
    ("Örebro", "anhörigkonsulent"),
    ("Jönköping", "enhetschef"),
    ("Karlstad", "socialchef"),
    ("Uppsala", "äldreomsorgschef"),
    ("Umeå", "HR-strateg"),
    ("Halmstad", "verksamhetsutvecklare"),
    ("Östersund", "socialchef"),
    ("Eskilstuna", "kommunstrateg"),
    ("Växjö", "socialchef"),
    ("Västerås", "rehabchef"),
    ("Gotland", "äldreomsorgschef"),
    ("Karlskrona", "äldreomsorgschef"),
    ("Sundsvall", "socialchef"),
];

/// What calendars have been sent to an address, the oldest first.
fn invitations(server: &MailServer, to: &str) -> Vec<String> {
    let calendar = |bytes: &Vec<u8>| {
        let mail = parse_mail(bytes).unwrap();
        if mail.headers.get_first_value("To").as_deref() != Some(to) {
            return None;
        }
        let part = mail.subparts.iter().find(|part| part.ctype.mimetype == "text/calendar")?;
        let text = part.get_body().unwrap();
        let method = part.ctype.params.get("method").expect("calendar programs look for the method");
        assert!(text.contains(&format!("METHOD:{method}")), "the same in both places: {text}");
        assert_eq!(mail.ctype.mimetype, "multipart/alternative", "within the alternatives");
        Some(text)
    };
    server.letters().iter().filter_map(calendar).collect()
}

/// Waits until so many calendars have been sent to an address.
async fn wait_for_invitations(server: &MailServer, to: &str, count: usize) -> Vec<String> {
    for _ in 0..600 {
        let sent = invitations(server, to);
        if sent.len() >= count {
            return sent;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{count} invitations never came to {to}");
}

/// The first Thursday from 1 October, of next year: what is planned must be to come.
fn first_day() -> NaiveDate {
    let year = Clock::system().today().year() + 1;
    let october = NaiveDate::from_ymd_opt(year, 10, 1).unwrap();
    october.iter_days().find(|day| day.weekday() == Weekday::Thu).unwrap()
}

/// What a reader of calendars says of a meeting at a time in Sweden.
fn told(day: NaiveDate, hours: u32, minutes: u32, name: &str) -> String {
    let local = day.and_hms_opt(hours, minutes, 0).unwrap();
    let at = Stockholm.from_local_datetime(&local).unwrap().to_utc();
    format!("{} Referensgruppen: {name}", at.format("%Y-%m-%dT%H:%M:%S.000Z"))
}

/// Fills in fields, and sends the form that they are in.
async fn sends(tab: &Tab, form: &str, fields: &[(&str, &str)]) {
    for (name, value) in fields {
        tab.fill(&format!("{form} [name={name}]"), value).await;
    }
    tab.follow(&format!("{form} .fm-buttons button")).await;
}

/// Makes the group, with its twenty seats; its page.
async fn begins(program: &Program, convener: &Tab, wrong: &mut Vec<String>) -> String {
    convener.go(&program.at("/grupp/ny")).await;
    let fields = [
        ("title", "Referensgruppen"),
        ("mandate", "Följa arbetet med strategin och bidra med kunskap."),
        ("theme", "Strategi för äldreomsorgen"),
        ("decider", "Styrelsen"),
        ("contact", "Utredaren, 08-000 00 00"),
    ];
    look_at(convener, "a new group", 360, wrong).await;
    sends(convener, ".fm-form", &fields).await;
    let group = convener.path().await.split('?').next().unwrap().to_owned();
    convener.go(&program.at(&format!("{group}/platser"))).await;
    let form = "details:has([value=list])";
    convener.click(&format!("{form} > summary")).await;
    let rows = SEATS.iter().enumerate();
    let list: Vec<String> =
        rows.map(|(at, (place, function))| format!("{place};{function};m{at}@x.example")).collect();
    convener.fill(&format!("{form} textarea"), &list.join("\n")).await;
    convener.follow(&format!("{form} .fm-buttons button")).await;
    look_at(convener, "the seats", 360, wrong).await;
    group
}

/// Two invitations by two ways lead to nothing; the third, an open form, leads to a seat.
async fn finds_somebody_from_dalarna(
    program: &Program,
    server: &MailServer,
    convener: &Tab,
    group: &str,
    wrong: &mut Vec<String>,
) {
    convener.go(&program.at(&format!("{group}/tackning"))).await;
    assert!(convener.text().await.contains("Dalarnas län saknas."), "{}", convener.text().await);
    look_at(convener, "the coverage", 1280, wrong).await;
    look_at(convener, "the coverage on a phone", 360, wrong).await;
    convener.follow("a[href$='/brev?lan=20']").await;
    look_at(convener, "a letter to a network", 360, wrong).await;
    let letter = [("whom", "Chefsnätverket i Dalarna"), ("email", "natverk@dalarna.example")];
    sends(convener, ".fm-form", &letter).await;
    wait_for(server, "natverk@dalarna.example", 1).await;
    convener.go(&program.at(&format!("{group}/rekrytering?lan=20"))).await;
    convener.choose("[name=channel]", "phone").await;
    convener.choose("[name=result]", "declined").await;
    sends(convener, "details .fm-form", &[("whom", "Socialchefen i Mora")]).await;
    look_at(convener, "the recruitment trail", 360, wrong).await;

    let somebody = Window::open().await;
    let tab = somebody.tab_without_script(&program.at(&group.replace("/grupp/", "/om-gruppen/"))).await;
    tab.width(360).await;
    look(&tab, "what everyone may know of a group", wrong).await;
    tab.follow("a[href^='/vill-delta/']").await;
    look(&tab, "to want to take part", wrong).await;
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    tab.choose("[name=county]", "20").await;
    sends(&tab, ".fm-form", &[("whom", "Socialchef i Falun"), ("email", "falun@x.example")]).await;
    assert!(tab.text().await.contains("hör av sig"), "{}", tab.text().await);

    convener.go(&program.at(&format!("{group}/tackning"))).await;
    let seen = convener.text().await;
    for step in ["Chefsnätverket i Dalarna", "Socialchefen i Mora", "Socialchef i Falun"] {
        assert!(seen.contains(step), "{step} in {seen}");
    }
    convener.go(&program.at(&format!("{group}/platser"))).await;
    convener.click("details:has([value=new]) > summary").await;
    let seat = [("title", "socialchef, Falun"), ("organisation_id", "Falun"), ("email", "falun@x.example")];
    sends(convener, "details:has([value=new]) .fm-form", &seat).await;
    convener.go(&program.at(&format!("{group}/tackning"))).await;
    assert!(!convener.text().await.contains("Dalarnas län saknas."), "{}", convener.text().await);
}

/// Meetings every third week, one of them moved; their days, and what calendars have when they have been told.
async fn plans_meetings(
    program: &Program,
    server: &MailServer,
    convener: &Tab,
    group: &str,
    wrong: &mut Vec<String>,
) {
    let first = first_day();
    let day = |weeks: u64| first.checked_add_days(Days::new(7 * weeks)).unwrap();
    convener.go(&program.at(&format!("{group}/serie"))).await;
    convener.choose("[name=starts_on]", &first.to_string()).await;
    for (name, value) in [("meetings", "4"), ("address", "https://mote.example/skr")] {
        convener.fill(&format!("[name={name}]"), value).await;
    }
    convener.follow("button[name=visa]").await;
    look_at(convener, "the days of a series", 360, wrong).await;
    assert!(convener.text_of("#datum").await.contains("4 möten"));
    convener.follow(".fm-buttons button").await;
    convener.follow("#kalla button").await;
    let sent = wait_for_invitations(server, "m0@x.example", 1).await;
    let usual = [0, 3, 6, 9].map(day);
    let expected = |days: &[(NaiveDate, u32, u32, &str)]| {
        let mut all: Vec<String> = days.iter().map(|(day, h, m, name)| told(*day, *h, *m, name)).collect();
        all.sort();
        all
    };
    let names = ["Möte 1", "Möte 2", "Möte 3", "Möte 4"];
    let planned: Vec<_> = usual.iter().zip(names).map(|(day, name)| (*day, 13, 0, name)).collect();
    for left in left_in_calendars(&sent) {
        assert_eq!(left, expected(&planned), "{sent:#?}");
    }

    // The second is moved, and the fourth cancelled: the others are as they were.
    convener.follow("ul.entries li:nth-of-type(2) a[href^='/mote/']").await;
    convener.follow("a[href$='/andra']").await;
    let moved = usual[1].succ_opt().unwrap();
    convener.choose("[name=day]", &moved.to_string()).await;
    look_at(convener, "to move a meeting", 360, wrong).await;
    sends(convener, ".fm-form", &[("title", "Natten"), ("time", "9.30")]).await;
    wait_for_invitations(server, "m0@x.example", 2).await;
    convener.go(&program.at(group)).await;
    convener.follow("ul.entries li:nth-of-type(4) a[href^='/mote/']").await;
    convener.follow("a[href$='/stall-in']").await;
    sends(convener, ".fm-form", &[("reason", "Utredaren är bortrest.")]).await;
    let sent = wait_for_invitations(server, "m0@x.example", 3).await;
    let mut planned =
        vec![(usual[0], 13, 0, "Möte 1"), (moved, 9, 30, "Natten"), (usual[2], 13, 0, "Möte 3")];
    for left in left_in_calendars(&sent) {
        assert_eq!(left, expected(&planned), "{sent:#?}");
    }

    // The investigator can come after all: said by the keyboard.
    convener.focus("form[action$='/ateruppta'] button").await;
    convener.press("form[action$='/ateruppta'] button", "Enter").await;
    convener
        .until("the meeting is on again", async || convener.text().await.contains("Mötet blir av."))
        .await;
    look_at(convener, "a meeting that is resumed", 360, wrong).await;
    let sent = wait_for_invitations(server, "m0@x.example", 4).await;
    planned.push((usual[3], 13, 0, "Möte 4"));
    for left in left_in_calendars(&sent) {
        assert_eq!(left, expected(&planned), "{sent:#?}");
    }
}

/// Asks ahead of the moved meeting, and gets an answer in writing, one by telephone and one in the room; the meeting's page.
async fn asks_ahead(
    program: &Program,
    server: &MailServer,
    convener: &Tab,
    group: &str,
    wrong: &mut Vec<String>,
) -> String {
    convener.go(&program.at(group)).await;
    convener.follow("ul.entries li:nth-of-type(2) a[href^='/mote/']").await;
    let meeting = convener.path().await;
    convener.follow("a[href$='/fragor']").await;
    convener.choose("[name=answer_by]", &in_days(60)).await;
    look_at(convener, "questions ahead of a meeting", 360, wrong).await;
    sends(convener, ".fm-form", &[("questions", "Vad ska tekniken få göra på natten?")]).await;
    let inquiry = convener.path().await.split('?').next().unwrap().to_owned();
    convener.follow("form[action$='/oppna'] button").await;

    // In writing, on a phone and without script.
    let link = wait_for_subject(server, "m0@x.example", "Svara senast").await;
    let member = Window::open().await;
    let tab = member.tab_without_script(&link).await;
    tab.width(360).await;
    tab.follow("form[action$='/borja'] button").await;
    tab.fill("textarea[name=body]", "Täckningen är vårt hinder, inte viljan.").await;
    tab.follow(".fm-buttons button").await;
    tab.follow("form[action$='/skicka'] .fm-buttons button").await;
    for (at, said, channel) in
        [(2, "Fråga den som bor där, varje år.", "phone"), (7, "Skilj på tillsyn och hjälp.", "meeting")]
    {
        convener.go(&program.at(&format!("{inquiry}/mottagare"))).await;
        convener.follow(&format!("tbody tr:nth-of-type({at}) a, main li:nth-of-type({at}) a")).await;
        convener.follow("a[href^='/svara/at-']").await;
        convener.follow("form[action$='/borja'] button, ol.questions a").await;
        convener.fill("textarea[name=body]", said).await;
        convener.follow(".fm-buttons button").await;
        convener.click(&format!("[name=channel][value={channel}]")).await;
        convener.fill("[name=given_by]", "Den som har platsen").await;
        convener.follow("form[action$='/skicka'] .fm-buttons button").await;
    }
    convener.go(&program.at(&meeting)).await;
    let seen = convener.text_of("#fragor").await;
    for said in ["Täckningen är vårt hinder", "i telefon", "på mötet", "3 svar och synpunkter"] {
        assert!(seen.contains(said), "{said} in {seen}");
    }
    look_at(convener, "a meeting", 1280, wrong).await;
    look_at(convener, "a meeting on a phone", 360, wrong).await;
    meeting
}

/// A meeting today: two secretaries write on the same item at once, and its notes are made final.
async fn takes_notes(program: &Program, convener: &Tab, other: &Tab, group: &str, wrong: &mut Vec<String>) {
    convener.go(&program.at(&format!("{group}/mote"))).await;
    convener.choose("[name=day]", &in_days(0)).await;
    convener.fill("[name=time]", "0.05").await;
    convener.fill("[name=title]", "Bemanning på natten").await;
    convener.enter("[name=title]").await;
    assert!(convener.path().await.starts_with("/mote/"));
    let meeting = convener.path().await.split('?').next().unwrap().to_owned();
    convener.follow("a[href$='/punkt']").await;
    sends(convener, ".fm-form", &[("title", "Tillsyn är inte hjälp")]).await;
    convener.follow("a[href^='/punkt/']").await;
    other.go(&program.at(&convener.path().await)).await;
    look_at(other, "an item", 360, wrong).await;
    convener.click("[name=progress][value=continues]").await;
    sends(convener, ".fm-form", &[("notes", "Strategin ska använda två ord.")]).await;
    sends(other, ".fm-form", &[("notes", "Gruppen var inte enig.")]).await;
    let seen = other.text().await;
    assert!(seen.contains("Strategin ska använda två ord."), "{seen}");
    look(other, "what two have written at once", wrong).await;
    other.click("[name=progress][value=continues]").await;
    sends(other, ".fm-form", &[("notes", "Strategin ska använda två ord. Alla var inte eniga.")]).await;
    // Whoever has the page open sees it without asking.
    convener
        .until("what the other wrote is seen", async || convener.text().await.contains("Alla var inte eniga"))
        .await;
    convener.follow("a[href$='/uppgift']").await;
    convener.choose("[name=due]", &in_days(20)).await;
    look_at(convener, "a task", 360, wrong).await;
    sends(convener, ".fm-form", &[("title", "Rita en karta"), ("assignee", "utredaren")]).await;
    convener.follow("a[href$='/narvaro']").await;
    look_at(convener, "who came", 360, wrong).await;
    convener.choose("tbody tr:nth-of-type(1) select", "self").await;
    convener.follow(".fm-buttons button").await;
    convener.follow("form[action$='/hallet'] button").await;
    convener.follow("form[action$='/slutliga'] button").await;
    look_at(convener, "final notes", 1280, wrong).await;
    assert!(convener.text().await.contains("SHA-256"), "{}", convener.text().await);
    convener.go(&program.at(&meeting)).await;
    convener.follow("a[rel=next]").await;
    let next = convener.text().await;
    assert!(next.contains("Tillsyn är inte hjälp") && next.contains("Rita en karta"), "{next}");
    for (path, name) in [("serien", "the whole series"), ("minne?q=tv%C3%A5+ord", "the memory")] {
        convener.go(&program.at(&format!("{group}/{path}"))).await;
        look_at(convener, name, 360, wrong).await;
        assert!(convener.text().await.contains("två ord"), "{}", convener.text().await);
    }
}

#[tokio::test]
async fn a_reference_group_meets_and_each_is_told_what_became_of_every_word() {
    let (server, program) = with_mail();
    let mut wrong = Vec::new();
    let windows = [Window::open().await, Window::open().await];
    let convener = comes_in_at(&program, &windows[0], "national_coordinator", "skr").await;
    let other = comes_in_at(&program, &windows[1], "investigator", "skr").await;
    let group = begins(&program, &convener, &mut wrong).await;
    finds_somebody_from_dalarna(&program, &server, &convener, &group, &mut wrong).await;
    plans_meetings(&program, &server, &convener, &group, &mut wrong).await;
    asks_ahead(&program, &server, &convener, &group, &mut wrong).await;
    takes_notes(&program, &convener, &other, &group, &mut wrong).await;
    convener.go(&program.at(&group)).await;
    look_at(&convener, "a group", 1280, &mut wrong).await;

    // Somebody else takes the first seat: what was said in it stays.
    convener.go(&program.at(&format!("{group}/platser"))).await;
    convener.follow("ul.entries li:nth-of-type(1) a").await;
    let seat = convener.path().await;
    convener.click("details:has([value=take]) > summary").await;
    let newcomer = [("name", "Åsa Ek"), ("email", "ny@x.example")];
    sends(&convener, "details:has([value=take]) .fm-form", &newcomer).await;
    look_at(&convener, "a seat", 360, &mut wrong).await;
    assert!(convener.text().await.contains("Täckningen är vårt hinder"), "{seat}");
    let (_, room) = wait_for(&server, "ny@x.example", 1).await.remove(0);

    // Nothing ends while anything is open: each answer is given word, and what is to come is cancelled.
    convener.go(&program.at(&format!("{group}/sagt"))).await;
    look_at(&convener, "all that has been said", 360, &mut wrong).await;
    convener.follow(".said a[href^='/fraga/']").await;
    convener.click("form:not([action*='mottagare']):last-of-type [name=outcome][value=taken_in]").await;
    let forms = "main form:has([name=changed])";
    convener.click(&format!("{forms} [name=outcome][value=taken_in]")).await;
    convener.fill(&format!("{forms} [name=reason]"), "Målet uttrycks nu i minuter till hjälp.").await;
    convener.fill(&format!("{forms} [name=changed]"), "Rekommendation 4").await;
    convener.follow(&format!("{forms} .fm-buttons button")).await;
    loop {
        convener.go(&program.at(&group)).await;
        let coming = "[...document.querySelectorAll('main li')].find(li => ['Kommer', 'Flyttat'].includes(li.querySelector('.tag')?.textContent))?.querySelector('a').getAttribute('href') ?? ''";
        let to = convener.value(coming).await;
        let to = to.trim_matches('"');
        if to.is_empty() {
            break;
        }
        convener.go(&program.at(&format!("{to}/stall-in"))).await;
        sends(&convener, ".fm-form", &[("reason", "Arbetet är klart.")]).await;
    }
    convener.go(&program.at(&format!("{group}/avsluta"))).await;
    look_at(&convener, "to end a group", 360, &mut wrong).await;
    sends(&convener, ".fm-form", &[("summary", "Förslaget är lämnat till styrelsen.")]).await;
    assert!(convener.text().await.contains("Gruppen är avslutad"), "{}", convener.text().await);

    let member = Window::open().await;
    let tab = member.tab_without_script(&room).await;
    tab.width(360).await;
    look(&tab, "what became of what somebody said", &mut wrong).await;
    let seen = tab.text().await;
    for said in ["Täckningen är vårt hinder", "Togs in", "minuter till hjälp", "Rekommendation 4"] {
        assert!(seen.contains(said), "{said} in {seen}");
    }
    wait_for_subject(&server, "m6@x.example", "Vad det blev av det du sa").await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}
