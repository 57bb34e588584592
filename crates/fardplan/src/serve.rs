//! `fardplan serve`: the pages and the API on loopback, with a database file in a local folder or a database server.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, bail};
use plan::clock::Clock;
use plan::db::Location;
use plan::forecast::Forecast;

use crate::database::{Place, open};

/// Where to listen and where to keep what is saved.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Port to listen on; 0 takes any free one.
    #[arg(long, env = "FARDPLAN_PORT", default_value_t = PORT)]
    port: u16,
    /// Address to listen on. Only addresses of this machine: there are no accounts yet.
    #[arg(long, env = "FARDPLAN_ADDRESS", default_value_t = LOOPBACK)]
    address: IpAddr,
    #[command(flatten)]
    place: Place,
}

const PORT: u16 = 8080;
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

impl Default for Options {
    fn default() -> Self {
        Self { port: PORT, address: LOOPBACK, place: Place::default() }
    }
}

/// Runs until it is told to stop.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if !options.address.is_loopback() {
        bail!(
            "{} nås från andra datorer, och här finns inga konton. Välj en adress på den här datorn, till exempel 127.0.0.1.",
            options.address
        );
    }
    crate::logging::start();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(options))
}

async fn serve(options: &Options) -> anyhow::Result<()> {
    let location = options.place.location();
    let db = open(&location).await?;
    let forecast = Arc::new(Forecast::bundled().context("Programmets tabeller är skadade: bygg om det.")?);
    let wanted = SocketAddr::new(options.address, options.port);
    let listener = tokio::net::TcpListener::bind(wanted).await.with_context(|| {
        format!("Det gick inte att lyssna på {wanted}. Används porten redan? Välj en annan med --port.")
    })?;
    println!("Färdplan: http://{}/", listener.local_addr()?);
    match &location {
        Location::File(file) => println!("Det som sparas ligger i {}. Avsluta med Ctrl-C.", file.display()),
        Location::Server(_) => println!("Det som sparas ligger i databasservern. Avsluta med Ctrl-C."),
    }

    // The start page needs every municipality: begin at once, on threads that answer no requests.
    let early = Arc::clone(&forecast);
    tokio::task::spawn_blocking(move || {
        early.overview();
    });
    let site = web::Site { db: db.clone(), forecast, clock: Clock::system() };
    axum::serve(listener, web::router(site)).with_graceful_shutdown(told_to_stop()).await?;
    db.close().await;
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
