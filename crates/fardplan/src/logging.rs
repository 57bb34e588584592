//! What the server writes about itself: one line an event to standard error, filtered by `FARDPLAN_LOG`.

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

use crate::settings::Log;

/// Starts logging; without the variable only what needs attention is written.
pub fn start(format: Log) {
    let asked = std::env::var("FARDPLAN_LOG").ok().filter(|asked| !asked.is_empty());
    let asked = asked.and_then(|asked| asked.parse::<Targets>().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = tracing_subscriber::registry().with(filter);
    match format {
        Log::Text => log.with(lines).init(),
        Log::Json => log.with(lines.json()).init(),
    }
}
