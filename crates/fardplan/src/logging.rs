//! What the server writes about itself: one line an event to standard error, filtered by `FARDPLAN_LOG`.

use tracing_subscriber::EnvFilter;

use crate::settings::Log;

/// Starts logging; without the variable only what needs attention is written.
pub fn start(format: Log) {
    let filter = EnvFilter::try_from_env("FARDPLAN_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        Log::Text => log.init(),
        Log::Json => log.json().init(),
    }
}
