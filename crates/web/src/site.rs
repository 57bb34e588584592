//! What every handler needs: the database, the attached files and the forecast.

use std::sync::Arc;

use forecast::Forecast;
use plan::attachments::Store;
use plan::db::Db;

use crate::fault::Fault;
use crate::gate::AuthMode;

/// The site's state.
#[derive(Clone)]
pub struct Site {
    /// What is stored, and the clock.
    pub db: Db,
    /// What is in the attached files.
    pub attachments: Store,
    /// The forecast.
    pub forecast: Arc<Forecast>,
    /// How one comes in.
    pub gate: Arc<AuthMode>,
}

impl Site {
    /// Runs a computation off the threads that answer requests.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Forecast) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let forecast = Arc::clone(&self.forecast);
        tokio::task::spawn_blocking(move || work(&forecast)).await.map_err(|_| Fault::Interrupted)
    }
}
