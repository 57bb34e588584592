//! `fardplan serve`: the pages and the API on loopback, with a database file in a local folder or a database server; and
//! the jobs of the queue.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use data_encoding::HEXLOWER;
use forecast::{DRAWS, Forecast, Keep, LAST_YEAR, SEED};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use plan::db::{Db, Location};
use plan::{library, search};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::connections;
use crate::secret_key;
use crate::settings::{Options, Settings, open, open_attachments};
use crate::worker::Worker;

/// Runs until it is told to stop.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let settings = options.settings()?;
    crate::logging::start(settings.log);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(&settings))
}

async fn serve(settings: &Settings) -> anyhow::Result<()> {
    if let Some(address) = settings.metrics {
        measure(address).await?;
    }
    let mut db = open(&settings.location).await?.with_quotas(settings.quotas);
    if settings.gate.accounts().is_some() {
        db = secret_key::unlock(db, &settings.secret_key).await?;
    }
    let attachments = open_attachments(&settings.attachments)?;
    let (tables, figures) = settings.figures.tables()?;
    let forecast =
        Forecast::on(tables, LAST_YEAR, DRAWS, SEED).context("Tabellerna går inte att räkna med.")?;
    let forecast = Arc::new(forecast);
    let listener = listen(settings.listen).await?;
    println!("Färdplan: http://{}/", listener.local_addr()?);
    match &settings.location {
        Location::File(file) => println!("Det som sparas ligger i {}. Avsluta med Ctrl-C.", file.display()),
        Location::Server(_) => println!("Det som sparas ligger i databasservern. Avsluta med Ctrl-C."),
    }

    prepare(&forecast, settings.cache.clone(), figures);
    feed_library(db.clone(), Arc::clone(&forecast));
    let origin = settings.gate.accounts().map(|accounts| accounts.origin.clone());
    let worker = Worker::new(db.clone(), attachments.clone(), settings.mail.clone(), origin);
    let site = web::Site {
        db: db.clone(),
        attachments,
        forecast,
        gate: Arc::new(settings.gate.clone()),
        computing: Arc::default(),
    };
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        told_to_stop().await;
        let _ = stop.send(true);
    });
    let worker = tokio::spawn(worker.work(stopped.clone()));
    connections::serve(listener, web::router(site), until(stopped)).await;
    worker.await?;
    db.close().await;
    Ok(())
}

/// Publishes what the library begins with, and lets the search find what the program knows by name and what an older program has kept
/// otherwise, while it serves.
fn feed_library(db: Db, forecast: Arc<Forecast>) {
    tokio::spawn(async move {
        let approaches = library::named(&forecast.tables().effects);
        // Each by itself: what one cannot do the others may.
        for fed in [
            library::keep_collection(&db, &forecast.tables().effects).await,
            search::keep_named(&db, search::APPROACH, &approaches).await,
            search::catch_up(&db).await,
        ] {
            if let Err(fault) = fed {
                tracing::warn!(%fault, "what the library begins with, or what is searched, is not as it should be");
            }
        }
    });
}

/// Computes what every visitor asks for, on threads that answer no requests, or takes it from the folder.
fn prepare(forecast: &Arc<Forecast>, folder: PathBuf, figures: String) {
    forecast.begin_preparing();
    let forecast = Arc::clone(forecast);
    tokio::task::spawn_blocking(move || {
        let keep = build(&figures).map(|build| Keep { folder, build }).ok();
        if let Err(cause) = forecast.prepare(keep.as_ref()) {
            tracing::warn!(%cause, "what is the same for everyone is computed anew at every start");
        }
        if let Some(cause) = forecast.untried() {
            tracing::error!(%cause, "the forecast could not be tried: a bundled table is damaged");
        }
    });
}

/// Names this build with the figures that it computes with: another program has other tables or another method.
fn build(figures: &str) -> std::io::Result<String> {
    let program = std::fs::read(std::env::current_exe()?)?;
    Ok(HEXLOWER.encode(&Sha256::new().chain_update(program).chain_update(figures).finalize()[..8]))
}

/// Resolves when it is time to stop.
async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("Det gick inte att lyssna på {address}. Används porten redan? Välj en annan med --port.")
    })
}

/// Upper ends of the classes that times are counted in, seconds.
const SECONDS: [f64; 10] = [0.002, 0.005, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 60.0];

/// How often what has been counted is summed up, read or not.
const UPKEEP: Duration = Duration::from_secs(5);

/// Begins to count, and lets the counts be read on an address of their own.
async fn measure(address: SocketAddr) -> anyhow::Result<()> {
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(web::SECONDS.to_owned()), &SECONDS)?
        .install_recorder()?;
    metrics::describe_counter!(web::REQUESTS, "Requests answered");
    metrics::describe_counter!(web::SIGN_INS_FAILED, "People who were not let in");
    metrics::describe_histogram!(web::SECONDS, metrics::Unit::Seconds, "Seconds until an answer");
    let upkeep = recorder.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    let listener = listen(address).await?;
    let page = axum::Router::new()
        .route("/metrics", axum::routing::get(move || std::future::ready(recorder.render())));
    tokio::spawn(async move { axum::serve(listener, page).await });
    Ok(())
}

/// Resolves at Ctrl-C or, where there is such a thing, at the signal to terminate.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupted.await;
}
