//! Two hundred people at once, reading forecasts and editing their roadmaps, against the real program with accounts on a
//! file and on a database server: `cargo build --release -p fardplan && cargo bench -p e2e --bench load` (some minutes).
//!
//! Every one signs in, belongs to a municipality of their own and has a roadmap there. Of what they ask for, two fifths
//! are municipalities' pages, one fifth their roadmap, one fifth the start page or its search, and one fifth saves a
//! measure. First they think for one to three seconds between, as people do; then they do not think at all.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made must say so")]

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use plan::access::{Actor, Role};
use plan::accounts::{Client as Browser, InvitationInput, Invited, NewPassword, accept, invite};
use plan::db::Db;
use plan::organisations::{FunctionInput, create_function};
use plan::roadmap::store::{create, create_measure};
use plan::roadmap::{MeasureInput, Origin, RoadmapInput, load};
use reqwest::Client;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

const PEOPLE: usize = 200;
const SECONDS: u64 = 15;

/// Somebody with a session and a measure of their own.
#[derive(Clone)]
struct Somebody {
    cookie: String,
    code: String,
    roadmap: Uuid,
    measure: Uuid,
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    println!("{PEOPLE} people, {SECONDS} seconds each; the load comes from the same machine.");
    println!(
        "{:<12} {:<12} {:>9} {:>9} {:>9} {:>9} {:>8}",
        "database", "thinking", "answers/s", "p50 ms", "p95 ms", "p99 ms", "faults"
    );
    runtime.block_on(async {
        let file = servers::Database::file();
        measure("file", &file.place).await;
        measure("PostgreSQL", &servers::postgres::database()).await;
    });
}

async fn measure(name: &str, place: &str) {
    let db = Db::open(&place.parse().unwrap()).await.unwrap();
    let people = Arc::new(people(&db).await);
    db.close().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://127.0.0.1:{port}");
    let program = Running(
        Command::new(binary())
            .args(["serve", "--database", place, "--port", &port.to_string(), "--origin", &address])
            .stdout(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let client = Client::builder().pool_max_idle_per_host(PEOPLE).build().unwrap();
    while !client.get(format!("{address}/redo")).send().await.is_ok_and(|answer| answer.status().is_success())
    {
        sleep(Duration::from_millis(200)).await;
    }
    for (thinking, think) in [("1–3 s", Some(1000..3000)), ("none", None)] {
        let mut times = all(&client, &address, &people, think).await;
        let faults = times.iter().filter(|time| time.is_none()).count();
        let mut good: Vec<f64> = times.drain(..).flatten().collect();
        good.sort_by(f64::total_cmp);
        let at = |share: f64| good[((good.len() - 1) as f64 * share) as usize];
        let rate = good.len() as f64 / SECONDS as f64;
        println!(
            "{name:<12} {thinking:<12} {rate:>9.0} {:>9.1} {:>9.1} {:>9.1} {faults:>8}",
            at(0.5),
            at(0.95),
            at(0.99)
        );
    }
    drop(program);
}

/// Everybody at work for a while: how long each answer took in milliseconds, or none for one that failed.
async fn all(
    client: &Client,
    address: &str,
    people: &Arc<Vec<Somebody>>,
    think: Option<std::ops::Range<u64>>,
) -> Vec<Option<f64>> {
    let stop = Arc::new(AtomicBool::new(false));
    let work = (0..people.len()).map(|number| {
        let (client, address, people, stop) =
            (client.clone(), address.to_owned(), Arc::clone(people), Arc::clone(&stop));
        let think = think.clone();
        tokio::spawn(async move {
            let dice = AtomicU64::new(number as u64 + 1);
            let mut times = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                if let Some(range) = &think {
                    sleep(Duration::from_millis(range.start + roll(&dice) % (range.end - range.start))).await;
                }
                let start = Instant::now();
                let good = one(&client, &address, &people, number, roll(&dice)).await;
                times.push(good.then(|| start.elapsed().as_secs_f64() * 1000.0));
            }
            times
        })
    });
    let work: Vec<_> = work.collect();
    sleep(Duration::from_secs(SECONDS)).await;
    stop.store(true, Ordering::Relaxed);
    let mut times = Vec::new();
    for done in work {
        times.extend(done.await.unwrap());
    }
    times
}

/// The next of a row of numbers that look like chance and are the same every time.
fn roll(dice: &AtomicU64) -> u64 {
    let next = dice.load(Ordering::Relaxed).wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    dice.store(next, Ordering::Relaxed);
    next >> 33
}

async fn one(client: &Client, address: &str, people: &[Somebody], number: usize, chance: u64) -> bool {
    let me = &people[number];
    let other = &people[chance as usize / 8 % people.len()];
    let ask = |path: String| client.get(format!("{address}{path}")).header("cookie", &me.cookie);
    let request = match chance % 5 {
        0 | 1 => ask(format!("/kommun/{}", other.code)),
        2 => ask(format!("/fardplan/{}", me.roadmap)),
        3 if chance.is_multiple_of(2) => ask("/".into()),
        3 => ask("/sok/forslag?q=he".into()),
        _ => return save(client, address, me).await,
    };
    request.send().await.is_ok_and(|answer| answer.status().is_success())
}

/// Reads a measure and saves it with another text, as its form does.
async fn save(client: &Client, address: &str, me: &Somebody) -> bool {
    let tree = client.get(format!("{address}/api/v1/roadmaps/{}", me.roadmap)).header("cookie", &me.cookie);
    let Ok(tree) = tree.send().await else { return false };
    let Ok(tree) = tree.json::<serde_json::Value>().await else { return false };
    let measures = &tree["areas"][0]["needs"][0]["measures"];
    let mut measure = measures[0].clone();
    measure["description"] = serde_json::json!(format!("Version {}", measure["version"]));
    let request =
        client.put(format!("{address}/api/v1/measures/{}", me.measure)).header("cookie", &me.cookie);
    request.json(&measure).send().await.is_ok_and(|answer| answer.status().is_success())
}

/// Makes everybody, each in a municipality of their own.
async fn people(db: &Db) -> Vec<Somebody> {
    let regions = statistics::Regions::bundled().unwrap();
    let mut all = Vec::with_capacity(PEOPLE);
    for region in regions.municipalities().take(PEOPLE) {
        let code = region.code.clone();
        let password = NewPassword::new(db.clock(), "en blå cykel i regn").await.unwrap();
        let mut tx = db.write(&Actor::Program).await.unwrap();
        let input = FunctionInput { role: Role::DevelopmentLeader, title: "Utvecklingsledare".into() };
        let function = create_function(&mut tx, &code, &input).await.unwrap();
        let input = InvitationInput {
            email: format!("nagon.{code}@kommun.example"),
            from_date: tx.today(),
            to_date: None,
            is_substitute: false,
        };
        let Invited::Link(link) = invite(&mut tx, function, &input).await.unwrap() else {
            panic!("all are new")
        };
        let signed = accept(&mut tx, &link, "Någon", &password, &Browser::default()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.write(&Actor::Program).await.unwrap();
        let input =
            RoadmapInput { region_code: code.clone(), title: "Färdplan".into(), purpose: String::new() };
        let roadmap = create(&mut tx, Some(&code), &input, Origin::Template).await.unwrap();
        let need = load(&mut tx, roadmap).await.unwrap().areas[0].needs[0].id;
        let input = MeasureInput { title: "Heltid som norm".into(), ..MeasureInput::starting(2028) };
        let measure = create_measure(&mut tx, need, &input).await.unwrap();
        tx.commit().await.unwrap();
        all.push(Somebody { cookie: format!("session={}", signed.secret), code, roadmap, measure });
    }
    all
}

/// The release build of the program.
fn binary() -> std::path::PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.ancestors().nth(2).unwrap().join("fardplan");
    assert!(program.is_file(), "build the program first: cargo build --release -p fardplan");
    program
}
