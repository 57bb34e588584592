//! What every handler needs: the database, the attached files and the forecast.

use std::sync::Arc;

use forecast::Forecast;
use plan::attachments::Store;
use plan::db::Db;
use plan::organisations::NATION;
use statistics::Region;

use crate::computing::Computing;
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
    /// What bounds the computations.
    pub computing: Arc<Computing>,
}

impl Site {
    /// Inhabitants of a municipality in the newest counted year.
    pub fn inhabitants(&self, code: &str) -> Option<f64> {
        self.forecast.tables().population.total(code, self.forecast.run().base_year)
    }

    /// Inhabitants of a region aged 80 or more in the newest counted year; none for what is no region.
    pub fn inhabitants_80_plus(&self, code: &str) -> Option<f64> {
        let (tables, year) = (self.forecast.tables(), self.forecast.run().base_year);
        let is_there = |one: &&Region| code == NATION || one.code == code || one.county() == code;
        let municipalities = self.forecast.regions().municipalities().filter(is_there);
        municipalities
            .map(|one| tables.population.people_from(&one.code, year, 80))
            .reduce(|sum, people| Some(sum? + people?))
            .flatten()
    }
}
