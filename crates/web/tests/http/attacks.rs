//! What attackers try, tried.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use plan::access::Kind;
use plan::access::{Actor, Role};
use plan::decisions::{ExpectedVersion, StepInput, take};
use plan::shares::{ShareInput, share};
use reqwest::StatusCode;
use serde_json::json;

use crate::attachments::send;
use crate::people::{PASSWORD, People};
use crate::served::{Browsing, Served};

/// Breaks out of text, of attributes and of scripts, wherever it is not escaped.
const SCRIPT: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}</textarea>";
/// Ends a statement, wherever it is not bound.
const SQL: &str = "'); drop table roadmap; --";
/// Runs in a spreadsheet, wherever it is not guarded.
const FORMULA: &str = "=HYPERLINK(\"https://evil.example\";\"Klicka\")";

/// A roadmap with a text in every field that takes one; the addresses where any of it is shown.
async fn everywhere(site: &People, text: &str) -> (Browsing, Vec<String>) {
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    admin.done("/organisation/2083", &[("kind", "committee"), ("name", text)]).await;
    admin.done("/organisation/2083/funktion", &[("role", "economist"), ("title", text)]).await;
    leader.done("/konto", &[("name", &text[..text.len().min(100)])]).await;

    let fields = [("title", text), ("purpose", text), ("origin", "empty")];
    let to = leader.done("/kommun/2083/fardplaner", &fields).await;
    let roadmap = to.split('?').next().unwrap().to_owned();
    let to = leader.done(&format!("{roadmap}/omrade"), &[("title", text)]).await;
    let area = to.rsplit("#omrade-").next().unwrap().to_owned();
    let fields = [
        ("title", text),
        ("more_needed", text),
        ("evidence", text),
        ("scope", "own_run"),
        ("horizon", "2030"),
    ];
    let to = leader.done(&format!("/omrade/{area}/behov"), &fields).await;
    let need = to.rsplit("#behov-").next().unwrap().to_owned();
    for level in ["national", "regional", "local"] {
        let fields = [
            ("level", level),
            ("title", text),
            ("description", text),
            ("source", text),
            ("from_year", "2020"),
        ];
        leader.done(&format!("/behov/{need}/initiativ"), &fields).await;
    }
    let fields = [
        ("title", text),
        ("description", text),
        ("owner", text),
        ("funding", text),
        ("indicator", text),
        ("status_reason", text),
        ("start_year", "2028"),
        ("deadline", "2029-12-31"),
        ("enabled", "1"),
        ("reach_percent", "100"),
        ("rows", "1"),
        ("effect[0].lever", "contract_hours"),
        ("effect[0].size", "2"),
        ("effect[0].low", "1"),
        ("effect[0].high", "3"),
        ("effect[0].source", text),
    ];
    let to = leader.done(&format!("/behov/{need}/atgard"), &fields).await;
    let measure = to.rsplit("#atgard-").next().unwrap().to_owned();

    let id: uuid::Uuid = roadmap.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = site.db.write(&Actor::Program).await.unwrap();
    let input = ShareInput {
        organisation_id: "2062".into(),
        purpose: text.into(),
        until_date: "2026-12-31".parse().ok(),
        has_read: true,
    };
    share(&mut tx, Kind::Roadmap.of(id), &input).await.unwrap();
    for to in ["preparation", "consultation"] {
        let seen = ExpectedVersion::from(&plan::roadmap::load(&mut tx, id).await.unwrap().roadmap);
        let input = StepInput {
            to: to.into(),
            reason: text.into(),
            question: text.into(),
            answer_by: "2027-01-31".parse().ok(),
            ..StepInput::default()
        };
        take(&mut tx, Kind::Roadmap.of(id), seen, &input).await.unwrap();
    }
    tx.commit().await.unwrap();

    let below = [
        "",
        "?visa=tidslinje",
        "?visa=lista",
        "/varde",
        "/urval",
        "/beslut",
        "/dela",
        "/andra",
        "/version/1",
        "/version/1/andringar",
        "/varde/vattenfall.svg",
        "/urval/avvagningen.svg",
        "/varde.csv",
        "/atgarder.csv",
        "/fil",
    ];
    let mut addresses: Vec<String> = below.iter().map(|part| format!("{roadmap}{part}")).collect();
    addresses.extend([
        "/fardplaner".into(),
        "/kommun/2083".into(),
        "/kommun/2083/fardplaner".into(),
        "/organisation/2083".into(),
        "/konto".into(),
        format!("/omrade/{area}"),
        format!("/behov/{need}"),
        format!("/atgard/{measure}"),
        format!("/behov/{need}/atgard"),
    ]);
    (leader, addresses)
}

#[tokio::test]
async fn script_in_any_text_is_shown_as_text_on_every_page_and_in_every_picture() {
    let site = People::new().await;
    let (leader, addresses) = everywhere(&site, SCRIPT).await;
    let auditor = site.person(Role::Auditor, "2083").await;
    let mut shown = 0;
    let trail = std::iter::once((&auditor, "/logg".to_owned()));
    for (who, path) in addresses.into_iter().map(|path| (&leader, path)).chain(trail) {
        let response = who.get(&path).await;
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        let text = response.text().await.unwrap();
        if kind.starts_with("text/html") || kind.contains("svg") {
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}");
            shown +=
                usize::from(text.contains("&#60;script&#62;alert") || text.contains("&lt;script&gt;alert"));
        }
    }
    assert!(shown >= 15, "the text is there, and harmless: on {shown} pages");
    for path in ["/sok?q=", "/sok/forslag?q=", "/kommun/2083?visa=", "/logga-in?tillbaka=", "/kommun/"] {
        let text =
            leader.get(&format!("{path}%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).await.text().await.unwrap();
        assert!(!text.contains("<script>alert"), "{path}");
    }
}

#[tokio::test]
async fn sql_in_any_text_is_stored_as_text() {
    let site = People::new().await;
    let (leader, addresses) = everywhere(&site, SQL).await;
    for path in &addresses {
        assert!(leader.status(path).await.is_success(), "{path}");
    }
    for path in [
        "/api/v1/roadmaps?region=2083'%20or%201=1--",
        "/organisation/2083'%20or%201=1--",
        "/inbjudan/'%20or%201=1--",
        "/fardplan/'%20or%201=1--",
        "/sok?q='%20or%201=1--",
    ] {
        let status = leader.status(path).await;
        assert!(!status.is_server_error(), "{path}: {status}");
    }
    let signed = site.stranger().sign_in("' or 1=1 --", "' or 1=1 --").await;
    assert_eq!(signed.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(leader.page("/fardplaner").await.contains("drop table roadmap"));
}

#[tokio::test]
async fn a_formula_in_any_text_is_no_formula_in_a_file() {
    let site = People::new().await;
    let (leader, addresses) = everywhere(&site, FORMULA).await;
    let auditor = site.person(Role::Auditor, "2083").await;
    let files = addresses.iter().filter(|path| path.ends_with(".csv")).map(|path| (&leader, path.clone()));
    for (who, path) in files.chain([(&auditor, "/logg.csv".to_owned())]) {
        let text = who.page(&path).await;
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(cells.iter().any(|cell| cell.contains("HYPERLINK")), "{path}");
        let runs = cells.iter().find(|cell| cell.starts_with(['=', '+', '@', '\t']));
        assert_eq!(runs, None, "{path}");
    }
}

#[tokio::test]
async fn a_request_that_another_site_forges_changes_nothing() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    for (name, value) in
        [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("origin", "null")]
    {
        for path in ["/kommun/2083/fardplaner", "/logga-ut", "/konto/radera", "/api/v1/roadmaps"] {
            let request = leader.client.post(format!("{}{path}", site.address)).header(name, value);
            let request = if path.starts_with("/api") {
                request.json(&json!({ "region_code": "2083", "title": "Kapad" }))
            } else {
                request.form(&[("title", "Kapad"), ("origin", "empty")])
            };
            assert_eq!(
                request.send().await.unwrap().status(),
                StatusCode::FORBIDDEN,
                "{name}: {value} {path}"
            );
        }
    }
    assert!(!leader.page("/fardplaner").await.contains("Kapad"));
    assert!(leader.page("/konto").await.contains("Person development_leader"), "still signed in");
}

#[tokio::test]
async fn another_name_for_the_site_is_not_answered_and_leads_no_letter_astray() {
    let site = People::new().await;
    site.person(Role::Economist, "2083").await;
    let client = site.stranger().client;
    for path in ["/", "/glomt-losenord", "/logga-in"] {
        let request = client.post(format!("{}{path}", site.address)).header("host", "evil.example");
        let sent = request.form(&[("email", "economist.2083@example.se")]).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    assert!(site.letters().await.is_empty());
    let forwarded =
        client.post(format!("{}/glomt-losenord", site.address)).header("x-forwarded-host", "evil.example");
    forwarded.form(&[("email", "economist.2083@example.se")]).send().await.unwrap();
    assert!(site.letters().await[0].text.contains(&site.address), "the link leads to the site's own address");
}

#[tokio::test]
async fn what_belongs_to_another_organisation_cannot_be_reached_by_its_id() {
    let site = People::new().await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    let function = site.function(Role::DevelopmentLeader, "2062").await;
    let neighbour = site.person(Role::OrganisationAdmin, "2062").await;
    let page = neighbour.page("/organisation/2062").await;
    let holder = page.split('"').find(|text| text.contains("/innehav/")).unwrap().replace("/2062/", "/2083/");
    let invite = format!("/organisation/2083/funktion/{function}/bjud-in");
    let fields = [("email", "kapare@example.se"), ("from_date", "2026-11-22")];
    for path in [invite, format!("/organisation/2083/funktion/{function}/avsluta"), holder] {
        let status = admin.post(&path, &fields).await.status();
        assert!(matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{path}: {status}");
    }
    assert!(site.letters().await.is_empty());
    assert!(
        neighbour.page("/organisation/2062").await.contains("Person organisation_admin"),
        "nothing has ended"
    );
    let other = admin.page("/organisation/2062").await;
    assert!(
        !other.contains(", sedan") && !other.contains("id=\"funktioner\""),
        "nobody sees who works elsewhere"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused_and_what_never_ends_disturbs_nobody() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let large = "a".repeat(3 * 1024 * 1024);
    let refused = leader.post("/kommun/2083/fardplaner", &[("title", &large), ("origin", "empty")]).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    // A connection of its own: the one before has been closed.
    let request = reqwest::Client::new().post(format!("{}/api/v1/roadmaps", site.address));
    let answer = request.header("content-type", "application/json").body(deep).send().await.unwrap();
    assert!(answer.status().is_client_error(), "{}", answer.status());
    let many: String = (0..20_000).map(|n| format!("a{n}=1&")).collect();
    let request = leader.client.post(format!("{}/konto", site.address));
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(many);
    assert!(request.send().await.unwrap().status().is_client_error());

    // Heads that never end and bodies that never come.
    let host = site.address.trim_start_matches("http://");
    let slow: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut connection = TcpStream::connect(host).unwrap();
            write!(connection, "POST /logga-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n")
                .unwrap();
            if number % 2 == 0 {
                write!(connection, "Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=").unwrap();
            }
            connection
        })
        .collect();
    assert!(leader.page("/konto").await.contains("Mitt konto"));
    let signed = site.stranger().sign_in("development_leader.2083@example.se", PASSWORD).await;
    assert_eq!(signed.status(), StatusCode::SEE_OTHER);
    drop(slow);
}

#[tokio::test]
async fn a_form_of_very_many_fields_is_refused_in_few_words() {
    let site = People::new().await;
    let many = "a&".repeat(1_000_000);
    for path in ["/finns-inte", "/logga-in"] {
        let request = site.stranger().client.post(format!("{}{path}", site.address));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(many.clone());
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(answer.text().await.unwrap().len() < 20_000, "{path}");
    }
}

#[tokio::test]
async fn long_bodies_of_those_who_may_write_fill_no_memory_and_stop_no_small_form() {
    let site = Served::new().await;
    let host = site.address.trim_start_matches("http://");
    let begin = |length: u32| {
        let mut stream = TcpStream::connect(host).unwrap();
        let head = format!(
            "POST /organisation/2083/flytt/in HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nContent-Length: {length}\r\n\
             Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n",
            site.address
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    // Of the longest no more is kept than of the longest file, and the last fills what is left.
    let begun: Vec<TcpStream> = [60 << 20; 12].into_iter().chain([16 << 20]).map(begin).collect();
    let page = format!("{}/organisation/2083/flytt/in", site.address);
    let mut told = StatusCode::OK;
    for _ in 0..20 {
        told = send(&site.client, &page, "a.zip", &vec![b'x'; 1 << 20]).await.status();
        if told == StatusCode::SERVICE_UNAVAILABLE {
            break;
        }
    }
    assert_eq!(told, StatusCode::SERVICE_UNAVAILABLE);
    site.done("/kommun/2083/fardplaner", &[("title", "Färdplan"), ("origin", "empty")]).await;
    drop(begun);
}

#[tokio::test]
async fn strangers_who_begin_long_bodies_stop_nobody_else() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2083").await;
    let host = site.address.trim_start_matches("http://");
    let head = format!(
        "POST /logga-in HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nContent-Length: 1500000\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=",
        site.address
    );
    let begun: Vec<TcpStream> = (0..32)
        .map(|_| {
            let mut stream = TcpStream::connect(host).unwrap();
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    let long = "x".repeat(100_000);
    let stranger = site.stranger();
    let long_is_refused = async |expected: bool| {
        for _ in 0..200 {
            let status = stranger.post("/logga-in", &[("email", &long)]).await.status();
            if (status == StatusCode::SERVICE_UNAVAILABLE) == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("a stranger's long body is refused: {}", !expected);
    };
    long_is_refused(true).await;
    assert_eq!(stranger.post("/logga-in", &[("email", "a@b.se")]).await.status(), 422);
    let fields = [("title", "Färdplan"), ("origin", "empty"), ("purpose", long.as_str())];
    let told = leader.post("/kommun/2083/fardplaner", &fields).await.status();
    assert_eq!(told, StatusCode::UNPROCESSABLE_ENTITY);
    drop(begun);
    long_is_refused(false).await;
}
