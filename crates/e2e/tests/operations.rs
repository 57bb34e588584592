//! What an operator does: settings, readiness, measurements and the log.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use servers::Database;

use crate::program::{Program, binary, run};

fn checked(settings: &str, more: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fardplan.toml");
    std::fs::write(&file, settings.replace("FOLDER", folder.path().to_str().unwrap())).unwrap();
    let output = run(&[&["check-config", "--config", file.to_str().unwrap()], more].concat());
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.success(), said)
}

#[test]
fn settings_come_from_the_command_line_before_the_file() {
    let file = "data = \"FOLDER/a\"\nport = 0\nlog = \"json\"\nmetrics = \"127.0.0.1:0\"\n";
    let (good, said) = checked(file, &[]);
    assert!(good && said.contains("/a/fardplan.sqlite") && said.contains("log       json"), "{said}");
    assert!(said.contains("metrics   127.0.0.1:0") && said.contains("Inställningarna håller."), "{said}");
    let (good, said) = checked(file, &["--log", "text", "--address", "::1"]);
    assert!(good && said.contains("log       text") && said.contains("[::1]:0"), "{said}");
}

#[test]
fn the_mail_server_is_shown_and_tried() {
    let (good, said) = checked("port = 0", &[]);
    assert!(good && said.contains("mail      ingenstans, breven väntar i utkorgen"), "{said}");
    let mut server = servers::smtp::MailServer::new();
    server.start();
    let file = format!("port = 0\nmail = \"{}\"\n", server.address());
    let (good, said) = checked(&file, &["--mail-from", "Färdplan <fardplan@kommun.example>"]);
    let shown = format!("mail      {}, från ", server.address().trim_start_matches("smtp://"));
    assert!(good && said.contains(&shown) && said.contains("fardplan@kommun.example"), "{said}");
}

#[test]
fn settings_that_do_not_hold_are_refused_with_what_to_do() {
    for (file, words) in [
        ("prot = 1", "går inte att förstå. Rad 1"),
        ("port = 0\ndatabse = \"postgres://u:hemligt@db/x\"", "går inte att förstå. Rad 2"),
        ("port = 0\ndatabase = \"mysql://u:hemligt@127.0.0.1:1/x\"", "Databasservern gick inte att nå"),
        ("port = 70000", "går inte att förstå"),
        ("address = \"0.0.0.0\"", "nås från andra datorer"),
        ("metrics = \"192.0.2.1:9000\"", "nås från andra datorer"),
        ("mail = \"smtps://u:hemligt@mail.example\"", "behövs både postserver (--mail) och avsändare"),
        ("mail = \"smtps://u:hemligt@m\"\nmail_from = \"ingen\"", "Avsändaren ingen går inte att förstå"),
        ("mail = \"u:hemligt@mail.example\"\nmail_from = \"a@b.example\"", "adress går inte att förstå"),
        (
            "port = 0\nmail = \"smtp://u:hemligt@127.0.0.1:1\"\nmail_from = \"a@b.example\"",
            "Postservern 127.0.0.1:1 svarar inte",
        ),
        ("port = 0\ndatabase = \":memory:\"", "borta när programmet slutar"),
        ("port = 0\ndatabase = \"FOLDER\"", "är en mapp"),
        ("port = 0\ndatabase = \"/proc/nowhere/fardplan.sqlite\"", "inte att skriva"),
        (
            "port = 0\ndatabase = \"postgres://nobody:hemligt@127.0.0.1:1/x\"",
            "Databasservern gick inte att nå",
        ),
    ] {
        let (good, said) = checked(file, &[]);
        assert!(!good && said.contains(words), "{file}: {said}");
        assert!(!said.contains("hemligt"), "{said}");
    }
}

#[test]
fn what_is_empty_is_not_set() {
    let file =
        "port = 0\ndata = \"FOLDER/a\"\ndatabase = \"\"\nattachments = \"\"\nmail = \"\"\norigin = \"\"";
    let (good, said) = checked(file, &["--database", "", "--attachments=", "--address", ""]);
    assert!(good && said.contains("/a/fardplan.sqlite") && said.contains("/a/attachments"), "{said}");
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(binary());
    for name in
        ["DATABASE_URL", "ATTACHMENTS", "CACHE", "ORIGIN", "MAIL", "CONFIG", "METRICS", "BEHIND_PROXY"]
    {
        command.env(format!("FARDPLAN_{name}"), "");
    }
    let output = command.args(["check-config", "--port", "0", "--data"]).arg(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && said.contains("fardplan.sqlite") && said.contains("accounts  inga"),
        "{said}"
    );
}

#[test]
fn identity_providers_are_tried() {
    let provider = |issuer: &str, domains: &str| {
        format!(
            "port = 0\ndata = \"FOLDER\"\norigin = \"http://127.0.0.1:9\"\n[[provider]]\nname = \"kommunen\"\n\
             issuer = \"{issuer}\"\nclient_id = \"a\"\nclient_secret = \"hemligt\"\ndomains = [\"{domains}\"]\n"
        )
    };
    let (good, said) = checked(&provider("http://127.0.0.1:1/oidc", "kommun.example"), &[]);
    assert!(
        !good && said.contains("Inloggningstjänsten kommunen på http://127.0.0.1:1/oidc går inte"),
        "{said}"
    );
    for domain in ["@kommun.example", "https://kommun.example", "kommun"] {
        let (good, said) = checked(&provider("http://127.0.0.1:1/oidc", domain), &[]);
        assert!(!good && said.contains("är ingen domän"), "{said}");
    }
}

/// Whoever reads has seen enough: no fault, and no word of one.
#[test]
fn a_pipe_that_is_closed_ends_a_command_quietly() {
    let folder = tempfile::tempdir().unwrap();
    for line in ["check-config --port 0", "data"] {
        let shell = format!("set -o pipefail; '{}' {line} | true", binary().display());
        let mut bash = Command::new("bash");
        let output = bash.args(["-c", &shell]).env("FARDPLAN_DATA", folder.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panick"), "{output:?}");
    }
}

#[tokio::test]
async fn the_site_says_when_it_is_ready_and_what_it_has_answered() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache").display().to_string();
    let program = Program::start_with(Database::new(), &["--metrics", &free.to_string(), "--cache", &cache]);
    let text = async |address: String| reqwest::get(address).await.unwrap().text().await.unwrap();
    assert_eq!(text(program.at("/halsa")).await, "ok");
    let waiting = reqwest::get(program.at("/redo")).await.unwrap();
    if waiting.status().as_u16() == 503 {
        let said: serde_json::Value = waiting.json().await.unwrap();
        assert_eq!(said["waits_for"], "forecast");
        // A page says so too, at once, and comes back by itself.
        let page = reqwest::get(program.at("/kommun/2083")).await.unwrap();
        if page.status().as_u16() == 503 {
            assert!(page.headers().contains_key("retry-after") && page.headers().contains_key("refresh"));
            assert!(page.text().await.unwrap().contains("Färdplan räknar"));
        }
    }
    // A debug build computes the forecast in its own time.
    for _ in 0..600 {
        if text(program.at("/redo")).await == "ok" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(text(program.at("/redo")).await, "ok");
    text(program.at("/sok?q=hemligt+namn")).await;
    text(program.at("/finns-inte/hemligt")).await;
    assert_eq!(std::fs::read_dir(&cache).unwrap().count(), 1, "the next start need not compute");
    let counts = text(format!("http://{free}/metrics")).await;
    for line in [
        r#"fardplan_http_requests_total{method="GET",route="/halsa",status="200"} 1"#,
        r#"fardplan_http_requests_total{method="GET",route="unknown",status="404"} 1"#,
        r#"fardplan_http_request_seconds_bucket{method="GET",route="/redo",le="0.03"}"#,
    ] {
        assert!(counts.contains(line), "{line}: {counts}");
    }
    assert!(!counts.contains("hemligt"));
    let elsewhere = reqwest::get(program.at("/metrics")).await.unwrap();
    assert_eq!(elsewhere.status().as_u16(), 404, "measurements are not for readers");
}

#[test]
fn serving_without_being_asked_to_hears_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(binary())
        .env("FARDPLAN_DATA", folder.path().join("here"))
        .env("FARDPLAN_PORT", "0")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(folder.path().join("here/fardplan.sqlite").is_file(), "{line}");
    assert!(!folder.path().join("data").exists());
}

#[tokio::test]
async fn the_log_has_a_line_for_each_request_and_nothing_of_what_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = Command::new(binary());
    command.env("FARDPLAN_LOG", "info").stderr(std::fs::File::create(&log).unwrap());
    let program = Program::start_by(command, Database::new(), &["--log", "json"]);
    reqwest::get(program.at("/sok?q=hemligt+namn")).await.unwrap();
    drop(program);
    let log = std::fs::read_to_string(log).unwrap();
    let line = log.lines().find(|line| line.contains("/sok")).unwrap();
    let event: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(event["fields"]["route"], "/sok");
    assert_eq!(event["fields"]["method"], "GET");
    assert!(event["fields"]["status"].is_u64() && event["fields"]["milliseconds"].is_f64());
    assert!(!log.contains("hemligt"), "{log}");
}

/// Starts the program with accounts and a key on a database, and tells whether it begins to serve, or why not.
fn starts_with_accounts(database: &Database, key: &str) -> Result<(), String> {
    let inside = |name: &str| database.folder.path().join(name).display().to_string();
    let mut child = Command::new(binary())
        .args(["serve", "--origin", "http://127.0.0.1:1", "--port", "0", "--database", &database.place])
        .args([
            "--secret-key",
            &inside(key),
            "--attachments",
            &inside("attachments"),
            "--cache",
            &inside("cache"),
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let _ = child.kill();
    let output = child.wait_with_output().unwrap();
    if first.starts_with("Färdplan: ") { Ok(()) } else { Err(String::from_utf8(output.stderr).unwrap()) }
}

#[test]
fn a_database_is_used_with_the_secret_key_that_it_has_been_used_with() {
    let database = Database::new();
    starts_with_accounts(&database, "one").unwrap();
    starts_with_accounts(&database, "one").unwrap();
    let refused = starts_with_accounts(&database, "another").unwrap_err();
    assert!(refused.contains("är inte den som databasen har använts med"), "{refused}");
    std::fs::write(database.folder.path().join("none"), "lösenord").unwrap();
    assert!(starts_with_accounts(&database, "none").unwrap_err().contains("håller ingen nyckel"));
    let key = database.folder.path().join("another").display().to_string();
    let forgotten = run(&["forget-codes", "--database", &database.place, "--secret-key", &key]);
    assert!(forgotten.status.success(), "{}", String::from_utf8_lossy(&forgotten.stderr));
    starts_with_accounts(&database, "another").unwrap();
    assert!(starts_with_accounts(&database, "one").is_err(), "the one before is given up");
}
