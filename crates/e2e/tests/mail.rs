//! Letters, from the outbox through the real program to a real mail server.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use plan::access::Actor;
use plan::db::Db;
use plan::jobs::{Listed, Overview, Reason, State, overview};
use plan::outbox::Email;
use servers::Database;
use servers::smtp::MailServer;

use crate::program::{Program, binary};

const SENDER: &str = "Färdplan <fardplan@kommun.example>";
const TEXT: &str = "Hej!\n\nFärdplanen för Åmål är på remiss.\n.\nSvara senast den 1 mars.";
const HTML: &str = "<!doctype html><p>Hej!</p><p>Färdplanen för Åmål är på remiss.</p>";

/// The database of a program, opened beside it.
pub async fn open(program: &Program) -> Db {
    Db::open(&program.place().parse().unwrap()).await.unwrap()
}

/// Posts a letter to each of these.
pub async fn post(db: &Db, to: &[&str]) {
    let mut tx = db.write_as_system().await.unwrap();
    for to in to {
        let letter = Email {
            to: (*to).to_owned(),
            subject: "Färdplanen är på remiss: svara före våren, så hinner nämnden läsa allt som ni skriver"
                .into(),
            text: TEXT.into(),
            html: HTML.into(),
            unsubscribe: Some(format!("https://fardplan.example/avanmal/{}", "x".repeat(120))),
            ..Email::default()
        };
        plan::outbox::queue_email(&mut tx, &letter).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A program that sends through a server.
fn start(database: Database, server: &MailServer) -> Program {
    Program::start_with(database, &["--mail", &server.address(), "--mail-from", SENDER])
}

/// The queue as soon as it is as it should be.
async fn queue(db: &Db, is_reached: impl Fn(&Overview) -> bool) -> Overview {
    for _ in 0..600 {
        let now = overview(&mut db.read(&Actor::Machine).await.unwrap()).await.unwrap();
        if is_reached(&now) {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the queue never came so far");
}

fn count(overview: &Overview, state: State) -> i64 {
    overview.counts.iter().find(|(one, _)| *one == state).unwrap().1
}

async fn all_done(db: &Db, jobs: i64) {
    queue(db, |now| count(now, State::Done) == jobs).await;
}

async fn failed(db: &Db) -> Listed {
    queue(db, |now| now.open.iter().any(|job| job.attempts > 0)).await.open.remove(0)
}

fn header(mail: &ParsedMail<'_>, name: &str) -> String {
    let values = mail.get_headers().get_all_values(name);
    assert_eq!(values.len(), 1, "{name}: {values:?}");
    values[0].clone()
}

#[tokio::test]
async fn a_letter_arrives_once_as_it_was_written() {
    let mut server = MailServer::new();
    server.start();
    let program = start(Database::new(), &server);
    let db = open(&program).await;
    post(&db, &["karin@kommun.example"]).await;
    all_done(&db, 1).await;
    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    let mail = parse_mail(&letters[0]).unwrap();
    assert_eq!(header(&mail, "To"), "karin@kommun.example");
    let sender = header(&mail, "From");
    assert!(sender.contains("Färdplan") && sender.contains("<fardplan@kommun.example>"), "{sender}");
    assert!(header(&mail, "Subject").starts_with("Färdplanen är på remiss: svara före våren"));
    assert!(header(&mail, "Subject").ends_with("läsa allt som ni skriver"));
    assert_eq!(header(&mail, "Auto-Submitted"), "auto-generated");
    let unsubscribe = header(&mail, "List-Unsubscribe");
    assert_eq!(unsubscribe, format!("<https://fardplan.example/avanmal/{}>", "x".repeat(120)));
    let id = header(&mail, "Message-ID");
    assert!(id.starts_with('<') && id.ends_with("@kommun.example>"), "{id}");
    assert!(mailparse::dateparse(&header(&mail, "Date")).unwrap() > 0);
    // What the envelope said, which the server notes.
    assert_eq!(header(&mail, "X-MailFrom"), "fardplan@kommun.example");
    assert_eq!(header(&mail, "X-RcptTo"), "karin@kommun.example");
    assert_eq!(mail.ctype.mimetype, "multipart/alternative");
    let parts: Vec<(&str, String)> = mail
        .subparts
        .iter()
        .map(|part| (part.ctype.mimetype.as_str(), part.get_body().unwrap().replace("\r\n", "\n")))
        .map(|(kind, body)| (kind, body.trim_end().to_owned()))
        .collect();
    assert_eq!(parts, [("text/plain", TEXT.to_owned()), ("text/html", HTML.to_owned())]);
}

#[tokio::test]
async fn letters_wait_for_a_server_that_is_away() {
    let mut server = MailServer::new();
    // Posted while the program sends nothing.
    let program = Program::start();
    post(&open(&program).await, &["first@kommun.example"]).await;
    let program = start(program.stop(), &server);
    let db = open(&program).await;
    let job = failed(&db).await;
    assert_eq!((job.state, job.reason), (State::Waiting, Some(Reason::Unreachable)));
    server.start();
    all_done(&db, 1).await;

    server.kill();
    post(&db, &["second@kommun.example"]).await;
    let job = failed(&db).await;
    server.start();
    let again = program.at(&format!("/drift/jobb/{}/igen", job.id));
    let told = reqwest::Client::new().post(again).send().await.unwrap();
    assert!(told.text().await.unwrap().contains("Jobbet är på tur."));
    all_done(&db, 2).await;
    assert_eq!(recipients(&server), ["first@kommun.example", "second@kommun.example"]);
}

#[tokio::test]
async fn two_replicas_send_each_letter_once_also_when_one_stops() {
    let mut server = MailServer::new();
    server.start();
    let one = start(Database::new(), &server);
    let other = one.beside(&["--mail", &server.address(), "--mail-from", SENDER]);
    let db = open(&one).await;
    let to: Vec<String> = (10..50).map(|number| format!("person{number}@kommun.example")).collect();
    post(&db, &to.iter().map(String::as_str).collect::<Vec<_>>()).await;
    queue(&db, |now| count(now, State::Done) > 0).await;
    let kept = one.stop();
    let now = overview(&mut db.read(&Actor::Machine).await.unwrap()).await.unwrap();
    assert!(count(&now, State::Claimed) <= 1, "whoever stops leaves nothing half done");
    all_done(&db, 40).await;
    drop(other);
    assert_eq!(recipients(&server), to);
    let letters = server.letters();
    let id = |letter: &Vec<u8>| header(&parse_mail(letter).unwrap(), "Message-ID");
    assert_eq!(letters.iter().map(id).collect::<BTreeSet<_>>().len(), 40);
    drop(kept);
}

#[tokio::test]
async fn letters_go_encrypted_and_only_to_a_server_that_the_machine_trusts() {
    let mut server = MailServer::new().encrypting();
    server.start();
    let more = ["--mail", &server.address(), "--mail-from", SENDER];
    let program = Program::start_with(Database::new(), &more);
    let db = open(&program).await;
    post(&db, &["karin@kommun.example"]).await;
    let job = failed(&db).await;
    assert_eq!(job.reason, Some(Reason::Unsafe));
    assert!(server.letters().is_empty());
    let database = program.stop();
    let mut command = Command::new(binary());
    command.env("SSL_CERT_FILE", server.certificate());
    let _program = Program::start_by(command, database, &more);
    all_done(&db, 1).await;
    assert_eq!(recipients(&server), ["karin@kommun.example"]);
}

#[tokio::test]
async fn why_a_letter_was_refused_is_told_without_whose_it_is() {
    let mut server = MailServer::new().taking_at_most(200);
    server.start();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = Command::new(binary());
    command.env("FARDPLAN_LOG", "debug").stderr(std::fs::File::create(&log).unwrap());
    let more = ["--mail", &server.address(), "--mail-from", SENDER];
    let program = Program::start_by(command, Database::new(), &more);
    let db = open(&program).await;
    post(&db, &["hemlig.person@kommun.example"]).await;
    assert_eq!(failed(&db).await.reason, Some(Reason::Refused));
    let page = reqwest::get(program.at("/drift")).await.unwrap().text().await.unwrap();
    assert!(page.contains("Servern tog inte emot det") && !page.contains("hemlig"), "{page}");
    drop(program);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("code=552") && log.contains("a job failed"), "{log}");
    assert!(!log.contains("hemlig") && !log.contains("remiss"), "{log}");
    assert!(server.letters().is_empty());
}

/// Whom the letters were to, in order.
fn recipients(server: &MailServer) -> Vec<String> {
    let letters = server.letters();
    let mut all: Vec<String> =
        letters.iter().map(|letter| header(&parse_mail(letter).unwrap(), "To")).collect();
    all.sort();
    all
}
