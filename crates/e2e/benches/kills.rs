//! A replica killed a hundred times in the middle of writes, on a file and on a database server that another replica
//! shares: `cargo build --release -p fardplan && cargo bench -p e2e --bench kills` (some minutes).
//!
//! After every kill everything that was acknowledged must be there, nothing may be half there (a measure without its
//! effects, a trail with a hole), and the program must serve again. It ends with the counts, or with what was wrong.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made must say so")]

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};
use tokio::time::sleep;

const KILLS: u64 = 100;
const WRITERS: usize = 6;

/// A replica.
struct Replica {
    child: Child,
    address: String,
}

impl Replica {
    fn start(place: &str, port: u16) -> Self {
        let child = Command::new(binary())
            .args(["serve", "--database", place, "--port", &port.to_string()])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self { child, address: format!("http://127.0.0.1:{port}") }
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let file = servers::Database::file();
        tried("file", &file.place, false).await;
        tried("PostgreSQL, two replicas", &servers::postgres::database(), true).await;
    });
}

fn port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn tried(name: &str, place: &str, two: bool) {
    let client = Client::builder().timeout(Duration::from_secs(20)).build().unwrap();
    let mut victim = Replica::start(place, port());
    let other = two.then(|| Replica::start(place, port()));
    let addresses: Vec<String> =
        std::iter::once(&victim).chain(&other).map(|replica| replica.address.clone()).collect();
    for address in &addresses {
        alive(&client, address).await;
    }
    let made = json!({ "region_code": "2083", "title": "Färdplan", "start": "template" });
    let made = client.post(format!("{}/api/v1/roadmaps", addresses[0])).json(&made).send().await.unwrap();
    let made: Value = made.json().await.unwrap();
    let (roadmap, need) =
        (made["id"].as_str().unwrap().to_owned(), made["areas"][0]["needs"][0]["id"].clone());
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| {
            let address = addresses[number % addresses.len()].clone();
            tokio::spawn(write(
                client.clone(),
                address,
                need.as_str().unwrap().to_owned(),
                number,
                Arc::clone(&stop),
            ))
        })
        .collect();
    for round in 0..KILLS {
        // At ever other moments of what the writers are at.
        sleep(Duration::from_millis(50 + round * 37 % 211)).await;
        victim.kill();
        let port = victim.address.rsplit(':').next().unwrap().parse().unwrap();
        victim = Replica::start(place, port);
        alive(&client, &victim.address).await;
    }
    stop.store(true, Ordering::Relaxed);
    let mut acknowledged = Vec::new();
    let mut failed = 0;
    for writer in writers {
        let (good, bad) = writer.await.unwrap();
        acknowledged.extend(good);
        failed += bad;
    }
    let kept = kept(&client, &victim.address, &roadmap).await;
    let lost = acknowledged.iter().filter(|id| !kept.contains_key(*id)).count();
    let half = kept.values().filter(|effects| **effects != 2).count();
    let checked = Command::new(binary()).args(["verify-trail", "--database", place]).output().unwrap();
    println!(
        "{name}: {KILLS} kills, {} acknowledged, {failed} refused or cut off, {} found; lost {lost}, half there {half}, \
         trail {}",
        acknowledged.len(),
        kept.len(),
        if checked.status.success() { "whole" } else { "broken" },
    );
    assert!(lost == 0 && half == 0 && checked.status.success());
}

/// Waits until a replica answers.
async fn alive(client: &Client, address: &str) {
    while !client
        .get(format!("{address}/halsa"))
        .send()
        .await
        .is_ok_and(|answer| answer.status().is_success())
    {
        sleep(Duration::from_millis(10)).await;
    }
}

/// Adds measures with two effects until told to stop: the ids of those acknowledged, and how many were not.
async fn write(
    client: Client,
    address: String,
    need: String,
    number: usize,
    stop: Arc<AtomicBool>,
) -> (Vec<String>, usize) {
    let (mut acknowledged, mut failed) = (Vec::new(), 0);
    let effect =
        |lever: &str| json!({ "lever": lever, "size": 1.0, "low": 0.5, "high": 1.5, "source": "Egen" });
    while !stop.load(Ordering::Relaxed) {
        let title = format!("Åtgärd {number}.{}", acknowledged.len());
        let effects = [effect("contract_hours"), effect("sick_leave")];
        let measure = json!({ "title": title, "start_year": 2028, "effects": effects });
        let sent = client.post(format!("{address}/api/v1/needs/{need}/measures")).json(&measure).send().await;
        match sent {
            Ok(answer) if answer.status() == 201 => match answer.json::<Value>().await {
                Ok(made) => acknowledged.push(made["id"].as_str().unwrap().to_owned()),
                Err(_) => failed += 1,
            },
            _ => {
                failed += 1;
                sleep(Duration::from_millis(20)).await;
            }
        }
    }
    (acknowledged, failed)
}

/// The measures that are there, with how many effects each has.
async fn kept(client: &Client, address: &str, roadmap: &str) -> HashMap<String, usize> {
    let tree = client.get(format!("{address}/api/v1/roadmaps/{roadmap}")).send().await.unwrap();
    let tree: Value = tree.json().await.unwrap();
    let measures = tree["areas"][0]["needs"][0]["measures"].as_array().unwrap().clone();
    let count = |measure: &Value| measure["effects"].as_array().unwrap().len();
    measures.iter().map(|measure| (measure["id"].as_str().unwrap().to_owned(), count(measure))).collect()
}

/// The release build of the program.
fn binary() -> std::path::PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.ancestors().nth(2).unwrap().join("fardplan");
    assert!(program.is_file(), "build the program first: cargo build --release -p fardplan");
    program
}
