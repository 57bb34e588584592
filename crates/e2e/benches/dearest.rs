//! Fifty strangers who ask for the dearest there is, each for something of its own, and leave after fifteen seconds, while
//! somebody reads municipalities' pages: `cargo build --release -p fardplan && cargo bench -p e2e --bench dearest`.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made must say so")]

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::Client;
use tokio::time::{Instant, sleep};

const STRANGERS: usize = 50;
const TIME: Duration = Duration::from_secs(30);
const PAGES: [&str; 5] = ["2083", "2062", "0180", "1280", "2480"];

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(port: u16) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/release/fardplan");
        let place = tempfile::tempdir().unwrap().keep();
        let mut command = Command::new(std::env::var("FARDPLAN").unwrap_or_else(|_| folder.into()));
        command.args(["serve", "--port", &port.to_string(), "--database"]).arg(place.join("fardplan.db"));
        command.arg("--attachments").arg(place.join("attachments")).stdout(Stdio::null());
        Self(command.spawn().unwrap())
    }

    /// A number of kilobytes that the system tells of the program.
    fn kilobytes(&self, name: &str) -> u64 {
        let told = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = told.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Processor time so far, hundredths of a second.
    fn ticks(&self) -> u64 {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        told.split_whitespace().skip(13).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    }
}

#[tokio::main]
async fn main() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (program, address) = (Running::start(port), format!("http://127.0.0.1:{port}"));
    let client = Client::builder().timeout(Duration::from_secs(60)).build().unwrap();
    while !client.get(format!("{address}/redo")).send().await.is_ok_and(|answer| answer.status().is_success())
    {
        sleep(Duration::from_millis(200)).await;
    }
    for (who, strangers) in [("nobody", 0), ("strangers", STRANGERS)] {
        let answers = Arc::new(Mutex::new(BTreeMap::<String, u32>::new()));
        let asking = (0..strangers).map(|n| tokio::spawn(ask(address.clone(), n, Arc::clone(&answers))));
        let asking: Vec<_> = asking.collect();
        let mut times = read(&client, &address).await;
        for one in asking {
            one.abort();
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "{who:<10} pages {:>6}, p50 {:>6.1} ms, p99 {:>6.1} ms; the others' answers: {:?}",
            times.len(),
            at(0.5),
            at(0.99),
            answers.lock().unwrap()
        );
    }
    sleep(Duration::from_secs(2)).await;
    let before = program.ticks();
    sleep(Duration::from_secs(2)).await;
    println!(
        "memory at most {} MB, then {} MB; processor time after they left: {} ms a second",
        program.kilobytes("VmHWM") / 1024,
        program.kilobytes("VmRSS") / 1024,
        (program.ticks() - before) * 5
    );
}

/// Asks for one sum of the whole country after the other, and waits fifteen seconds for each at the most.
async fn ask(address: String, number: usize, answers: Arc<Mutex<BTreeMap<String, u32>>>) {
    for turn in 0.. {
        let share = (number * 997 + turn * 13) % 9999;
        let client = Client::builder().timeout(Duration::from_secs(15)).build().unwrap();
        let asked =
            client.get(format!("{address}/kommun/00/prognos.csv?frisk={}.{:02}", share / 100, share % 100));
        let status =
            asked.send().await.map_or_else(|_| "left".to_owned(), |one| one.status().as_u16().to_string());
        let is_busy = status == "503";
        *answers.lock().unwrap().entry(status).or_default() += 1;
        if is_busy {
            sleep(Duration::from_millis(200)).await;
        }
    }
}

/// Reads pages one after the other: how long each took, milliseconds.
async fn read(client: &Client, address: &str) -> Vec<f64> {
    let (start, mut times) = (Instant::now(), Vec::new());
    while start.elapsed() < TIME {
        let code = PAGES[times.len() % PAGES.len()];
        let asked = Instant::now();
        let answer = client.get(format!("{address}/kommun/{code}")).send().await.unwrap();
        assert!(answer.status().is_success(), "{code}: {}", answer.status());
        answer.bytes().await.unwrap();
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
        sleep(Duration::from_millis(10)).await;
    }
    times
}
