//! How long it takes to put a municipality's own figures in, and to read its page with them: `cargo bench -p web --bench figures`.
//!
//! The real router with 1 000 futures over HTTP: sixty municipalities paste a forecast of twenty-one classes and twenty years, decide it and put
//! it in use; then their pages are read. Printed are the median and the 95th percentile.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use forecast::Forecast;
use plan::attachments::{Location as Files, Store};
use plan::db::{Db, Location};
use projection::AGES;
use projection::population::GivenPeople;
use reqwest::header::ORIGIN;

/// Municipalities that put in figures.
const PLACES: usize = 60;
/// How often each page is read.
const TIMES: usize = 10;
/// The years that are expected.
const YEARS: std::ops::RangeInclusive<i32> = 2026..=2045;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    runtime.block_on(measure());
}

async fn measure() {
    let forecast = Arc::new(Forecast::bundled().expect("the tables are whole"));
    forecast.national();
    forecast.overview();
    forecast.overview_unchanged();
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let db =
        Db::open(&Location::File(folder.path().join("fardplan.db"))).await.expect("a database can be opened");
    let attachments =
        Store::open(&Files::Folder(folder.path().join("attachments"))).expect("a folder can be made");
    let (known, computing) = (Arc::clone(&forecast), Arc::default());
    let router = web::router(web::Site { db, attachments, forecast, gate: Arc::default(), computing });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("the port is known"));
    tokio::spawn(async move { axum::serve(listener, router).await });

    let codes: Vec<String> = known.regions().municipalities().take(PLACES).map(|r| r.code.clone()).collect();
    let reader = Reader { client: reqwest::Client::new(), address };
    let (mut pasted, mut used, mut first, mut again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for code in &codes {
        let table = table(&known, code);
        let list = format!("/kommun/{code}/egna-siffror");
        let key = between(&reader.get(&list).await, "name=\"key\" value=\"").to_owned();
        let fields = [("key", key.as_str()), ("table", table.as_str()), ("organisation_id", code.as_str())];
        let start = Instant::now();
        let page = reader.post(&list, &fields).await;
        pasted.push(milliseconds(start));
        for (version, step) in [("1", "review"), ("2", "set")] {
            reader.post(&format!("{page}/steg"), &[("version", version), ("steg", step)]).await;
        }
        let start = Instant::now();
        reader.post(&format!("{page}/steg"), &[("version", "3"), ("steg", "use")]).await;
        used.push(milliseconds(start));
        let start = Instant::now();
        let read = reader.get(&format!("/kommun/{code}")).await;
        first.push(milliseconds(start));
        assert!(read.contains("egna siffror"), "the page is computed with them");
    }
    for _ in 0..TIMES {
        for code in &codes {
            let start = Instant::now();
            reader.get(&format!("/kommun/{code}")).await;
            again.push(milliseconds(start));
        }
    }
    report("a forecast pasted, read and checked", pasted);
    report("put in use", used);
    report("the municipality's page for the first time after", first);
    report("the municipality's page, sixty of them in turn", again);
}

/// A forecast in five-year classes, some per cent above what we expect ourselves.
fn table(forecast: &Forecast, code: &str) -> String {
    let classes = || (0..AGES).step_by(5).map(|from| from..(from + 5).min(AGES));
    let of = |ages: std::ops::Range<usize>, year: i32| GivenPeople { year, sex: None, ages, people: 0.0 };
    let given: Vec<GivenPeople> =
        classes().flat_map(|ages| YEARS.map(move |year| of(ages.clone(), year))).collect();
    let expected = forecast.expected(code, &given).expect("a municipality");
    let mut table = format!("Ålder\t{}\n", YEARS.map(|year| year.to_string()).collect::<Vec<_>>().join("\t"));
    for (ages, row) in classes().zip(expected.chunks(YEARS.count())) {
        let class =
            if ages.end == AGES { "100+".to_owned() } else { format!("{}–{}", ages.start, ages.end - 1) };
        let people: Vec<String> = row.iter().map(|n| (n * 1.03).round().to_string()).collect();
        let _ = writeln!(table, "{class}\t{}", people.join("\t"));
    }
    table
}

struct Reader {
    client: reqwest::Client,
    address: String,
}

impl Reader {
    async fn get(&self, path: &str) -> String {
        let answer =
            self.client.get(format!("{}{path}", self.address)).send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.text().await.expect("the page arrives")
    }

    /// Sends a form, and goes where it leads: the path there.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let to = format!("{}{path}", self.address);
        let request = self.client.post(to).header(ORIGIN, &self.address).form(fields);
        let answer = request.send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.url().path().to_owned()
    }
}

fn between<'a>(page: &'a str, before: &str) -> &'a str {
    let rest = page.split_once(before).map(|(_, rest)| rest).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[(share * (times.len() - 1) as f64) as usize];
    println!("{what:<58} {:>6.1} ms median {:>6.1} ms at the 95th percentile", at(0.5), at(0.95));
}
