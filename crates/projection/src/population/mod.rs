//! The population of one place: a cohort-component model run through every future of the country.
//!
//! Each year, in each future: people die at the country's hazards times the place's level; they move between places
//! at the place's own rates, balanced so that what one place gains another loses; the place takes its share of net
//! migration from abroad; women bear children; everybody grows a year older. Chance in small numbers is added where
//! it matters for elderly care, among the old.
//!
//! `life` holds one place through the years, sixteen futures at a time; [`balance`](mod@balance) runs all places
//! together to balance their moves; `futures` keeps what need, staff and cost are computed from.

pub mod balance;
mod futures;
mod life;

pub use balance::balance;
pub use futures::{Futures, Gradients, Series, Shifts};
pub use life::{Change, accounts};

use crate::Pyramid;
use crate::need::Level;

/// Age bands whose migration swings together.
pub const BANDS: usize = 6;
/// First age of each band.
pub const BAND_START: [usize; BANDS] = [0, 20, 35, 55, 65, 75];

/// The band that an age belongs to.
pub const fn band(age: usize) -> usize {
    let mut found = 0;
    while found + 1 < BANDS && age >= BAND_START[found + 1] {
        found += 1;
    }
    found
}

/// A municipality as the projection sees it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Names the place's random streams.
    pub code: u64,
    /// People on 31 December of the base year.
    pub base: Pyramid,
    /// Death rates relative to the country.
    pub mortality: Level,
    /// Domestic net migration a year and inhabitant, by sex and age.
    pub migration: Pyramid,
    /// Standard error of the lasting level of migration, by band.
    pub migration_error: [f32; BANDS],
    /// Standard deviation of one year's migration, by band.
    pub migration_swing: [f32; BANDS],
    /// Children per woman relative to the country.
    pub fertility: f32,
    /// How uncertain the base population is from 55 years.
    pub base_error: BaseError,
}

/// How uncertain a base population is: the standard deviation of the number of one sex and age, in units of its
/// square root (1 is as the Poisson distribution).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BaseError {
    /// Of each single age.
    pub single: f32,
    /// Whether five-year groups are known, so that only their parts are uncertain.
    pub groups_known: bool,
}

/// How fast a place's own migration fades towards the country's: share left after a year.
pub const LOCAL_PERSISTENCE: f32 = 0.97;
