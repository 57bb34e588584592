//! How long a reader waits while a slider is dragged: `cargo bench -p web`.
//!
//! The real router with 1 000 futures, asked over HTTP for what the page asks when levers move: first many values on
//! one municipality, then every municipality for the first time. Printed are the median and the 95th percentile.

use std::sync::Arc;
use std::time::Instant;

use forecast::Forecast;
use plan::attachments::{Location as Files, Store};
use plan::db::{Db, Location};

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    runtime.block_on(measure());
}

async fn measure() {
    let forecast = Arc::new(Forecast::bundled().expect("the tables are whole"));
    forecast.national();
    forecast.overview();
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let db =
        Db::open(&Location::File(folder.path().join("fardplan.db"))).await.expect("a database can be opened");
    let codes: Vec<String> = forecast.regions().municipalities().map(|r| r.code.clone()).collect();
    let attachments =
        Store::open(&Files::Folder(folder.path().join("attachments"))).expect("a folder can be made");
    let router =
        web::router(web::Site { db, attachments, forecast, gate: Arc::default(), computing: Arc::default() });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("the port is known"));
    tokio::spawn(async move { axum::serve(listener, router).await });

    let value =
        |i: usize| format!("sick_leave={}&exit_age={}", -2.0 + (i % 30) as f64 * 0.1, (i % 20) as f64 * 0.1);
    let dragged = (0..400).map(|i| format!("{address}/kommun/2083?{}", value(i))).collect();
    report("a slider dragged on one municipality", dragged).await;
    let onset =
        (0..200).map(|i| format!("{address}/kommun/2083?onset_delay={}", (i % 40) as f64 * 0.05)).collect();
    report("the onset of need dragged on one municipality", onset).await;
    let first =
        codes.iter().enumerate().map(|(i, code)| format!("{address}/kommun/{code}?{}", value(i))).collect();
    report("a lever moved on municipalities not looked at before", first).await;
}

async fn report(what: &str, addresses: Vec<String>) {
    let client = reqwest::Client::new();
    let mut times = Vec::new();
    for address in addresses {
        let start = Instant::now();
        // What the page's script asks for is the same page; it takes its part of it.
        let answer =
            client.get(&address).header("HX-Request", "true").send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{address}: {}", answer.status());
        let _ = answer.bytes().await.expect("the page arrives");
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[(share * (times.len() - 1) as f64) as usize];
    println!("{what:<58} {:>6.1} ms median {:>6.1} ms at the 95th percentile", at(0.5), at(0.95));
}
