//! An inquiry to 2 900 units with 3 000 answers of 20 questions: `cargo bench -p web --bench inquiry`.
//!
//! On the database that `FARDPLAN_TEST_DATABASE` names, `file` or `postgres`. The real router, asked over HTTP as those who ask
//! and those who answer do. Printed are the CPU that each page takes of this process, its time, its size, and the most
//! memory. Nothing is demanded here: what to hold it against stands in the documentation.

use std::sync::Arc;
use std::time::Instant;

use forecast::Forecast;
use plan::access::Actor;
use plan::attachments::{Location as Files, Store};
use plan::db::Db;
use plan::inquiry::{
    self, About, Channel, Entry, InquiryInput, NewRecipient, QuestionInput, QuestionKind, Reply, Sending,
    Stance,
};
use plan::jobs::{self, JobKind};
use plan::transfer;
use servers::Database;
use uuid::Uuid;

/// Units of each municipality.
const UNITS: usize = 10;
/// Questions.
const QUESTIONS: usize = 20;
/// Answers: all units, and some that come by themselves.
const ANSWERS: usize = 3_000;
/// How often each page is asked for.
const TIMES: u32 = 10;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    runtime.block_on(measure());
}

async fn measure() {
    let forecast = Arc::new(Forecast::new(2030, 16, 1).expect("the tables are whole"));
    forecast.overview();
    let database = Database::new();
    let place = database.place.parse().expect("the database has a place");
    let db = Db::open(&place).await.expect("a database can be opened");
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let attachments = Store::open(&Files::Folder(folder.path().to_owned())).expect("a folder can be made");
    let start = Instant::now();
    let (id, question, recipient) = fill(&db, &forecast).await;
    println!("{ANSWERS} answers with {QUESTIONS} questions stored in {:.1} s", start.elapsed().as_secs_f64());
    let router = web::router(web::Site {
        db: db.clone(),
        attachments: attachments.clone(),
        forecast,
        gate: Arc::default(),
        computing: Arc::default(),
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("the port is known"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    // First, so that its memory is seen: the workbook takes more.
    carry_out(&db, &attachments).await;
    let before = most_megabytes();
    for path in [
        "/forfragningar".to_owned(),
        format!("/forfragan/{id}"),
        format!("/forfragan/{id}/mottagare"),
        format!("/mottagare/{recipient}"),
        format!("/svara/at-{recipient}"),
        format!("/svara/at-{recipient}/{question}"),
        format!("/svara/at-{recipient}/kontrollera"),
        format!("/fraga/{question}/svar"),
        format!("/forfragan/{id}/svaren"),
        format!("/forfragan/{id}/sammanstallning"),
        format!("/forfragan/{id}/aterkoppling"),
        format!("/forfragan/{id}/sammanstallning.docx"),
        format!("/forfragan/{id}/sammanstallning.xlsx"),
    ] {
        report(&address, &path, &[(id, "ID"), (question, "FRAGA"), (recipient, "MOTTAGARE")]).await;
    }
    println!("most memory: {} MB, {} MB before the pages were asked for", most_megabytes(), before);
}

/// Packs everything that the organisation has.
async fn carry_out(db: &Db, store: &Store) {
    let (cpu, start) = (cpu_milliseconds(), Instant::now());
    // An installation without accounts is its machine's.
    let mut tx = db.write(&Actor::Machine).await.expect("the database can be written");
    transfer::ask_out(&mut tx, "skr").await.expect("it is asked for");
    tx.commit().await.expect("it lasts");
    let minutes = chrono::Duration::minutes(5);
    let claim = jobs::claim(db, "bench", &[JobKind::Transfer], minutes).await.expect("jobs can be taken");
    let claim = claim.expect("there is one");
    transfer::carry_out(db, store, &claim).await.expect("it is packed");
    let (cpu, time) = (cpu_milliseconds() - cpu, start.elapsed().as_secs_f64() * 1e3);
    let mut tx = db.read(&Actor::Machine).await.expect("the database can be read");
    let all = transfer::list(&mut tx, "skr").await.expect("it is told of");
    let [packed] = all.as_slice() else { panic!("one archive, not {all:?}") };
    assert_eq!(packed.failed(), None, "it is packed");
    let (size, most) = (packed.size / 1000, most_megabytes());
    println!(
        "{:<46} {cpu:>7.1} ms of CPU {time:>7.1} ms {size:>7} kB, {most:>4} MB at most so far",
        "an archive of it"
    );
}

/// Stores the inquiry; its id, and those of its first question and recipient.
async fn fill(db: &Db, forecast: &Forecast) -> (Uuid, Uuid, Uuid) {
    let mut tx = db.write(&Actor::Program).await.expect("the database can be written");
    let day = |days| tx.today().checked_add_days(chrono::Days::new(days));
    let input = InquiryInput {
        title: "Hur klarar ni natten?".into(),
        theme: "nattbemanning".into(),
        purpose: "Vi vill veta.".into(),
        planned_use: "Till en jämförelse.".into(),
        minutes: Some(40),
        answer_by: day(60),
        feedback_by: day(90),
        ..InquiryInput::default()
    };
    let id = inquiry::create(&mut tx, Some("skr"), &input, About::Theme).await.expect("it is made");
    let mut questions = Vec::new();
    for number in 0..QUESTIONS {
        let kind =
            [QuestionKind::Stance, QuestionKind::Text, QuestionKind::OneOf, QuestionKind::Text][number % 4];
        let input = QuestionInput {
            title: format!("Fråga {number}"),
            kind,
            options: "Ja\nNej\nDelvis".into(),
            ..QuestionInput::default()
        };
        questions.push((inquiry::create_question(&mut tx, id, &input).await.expect("it is added"), kind));
    }
    let municipalities: Vec<String> =
        forecast.regions().municipalities().map(|one| one.code.clone()).collect();
    let asked: Vec<NewRecipient> = (0..ANSWERS)
        .map(|number| NewRecipient {
            title: format!("Enhet {number}"),
            organisation_id: municipalities.get(number / UNITS).cloned(),
            function_title: format!("Enhetschef {number}"),
            email: String::new(),
        })
        .collect();
    inquiry::add(&mut tx, id, &asked).await.expect("they are added");
    let version = inquiry::load(&mut tx, id).await.expect("it is there").version;
    inquiry::open(&mut tx, id, version).await.expect("it is opened");
    let recipients = inquiry::recipients(&mut tx, id).await.expect("they are there");
    for (number, recipient) in recipients.iter().enumerate() {
        let entry = Entry::Officer(recipient.id);
        for (place, (question, kind)) in questions.iter().enumerate() {
            let reply = match kind {
                QuestionKind::Stance => {
                    let stance = Stance::ALL[(number + place) % Stance::ALL.len()];
                    let body =
                        if number % 3 == 0 { "Tidigare, och med mer pengar.".into() } else { String::new() };
                    Reply { choice: stance.name().into(), body }
                }
                QuestionKind::OneOf => {
                    Reply { choice: ["Ja", "Nej", "Delvis"][(number + place) % 3].into(), ..Reply::default() }
                }
                _ => Reply {
                    body: "Vi har prövat digital tillsyn, och det går bra när nätet gör det. ".repeat(3),
                    ..Reply::default()
                },
            };
            inquiry::save(&mut tx, entry, *question, 0, &reply).await.expect("it is saved");
        }
        let seal = inquiry::ready(&mut tx, entry).await.expect("it is there").seal;
        let how = Sending { channel: Channel::Paper, given_by: "Chefen".into(), in_part: false, seal };
        inquiry::send(&mut tx, entry, &how).await.expect("it is sent");
    }
    tx.commit().await.expect("it lasts");
    (id, questions[0].0, recipients[0].id)
}

async fn report(address: &str, path: &str, ids: &[(Uuid, &str)]) {
    let client = reqwest::Client::new();
    let ask = async || {
        let answer = client.get(format!("{address}{path}")).send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.expect("the page arrives").len()
    };
    ask().await;
    let (cpu, start) = (cpu_milliseconds(), Instant::now());
    let mut bytes = 0;
    for _ in 0..TIMES {
        bytes = ask().await;
    }
    let (cpu, time) = ((cpu_milliseconds() - cpu) / f64::from(TIMES), start.elapsed() / TIMES);
    let named = ids.iter().fold(path.to_owned(), |path, (id, name)| path.replace(&id.to_string(), name));
    let (time, size, most) = (time.as_secs_f64() * 1e3, bytes / 1000, most_megabytes());
    println!("{named:<46} {cpu:>7.1} ms of CPU {time:>7.1} ms {size:>7} kB, {most:>4} MB at most so far");
}

/// CPU that this process has taken, all its threads, ms.
fn cpu_milliseconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("a number of ticks");
    (ticks(11) + ticks(12)) * 10.0
}

/// The most memory that this process has used, MB.
fn most_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("Linux tells of memory");
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}
