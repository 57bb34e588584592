//! The population of one place: a cohort-component model run through every future of the country.
//!
//! Each year, in each future: people die at the country's hazards times the place's level; they move between places
//! at the place's own rates, balanced so that what one place gains another loses; the place takes its share of net
//! migration from abroad; women bear children; everybody grows a year older. Chance in small numbers is added where
//! it matters for elderly care, among the old.
//!
//! `life` holds one place through the years, sixteen futures at a time, and `year` what happens in one of them;
//! [`balance`](mod@balance) runs all places together to balance their moves; `futures` keeps what need, staff and cost
//! are computed from; `accounts` tells what happened; `given` meets what somebody else expects of the place.

mod accounts;
pub mod balance;
mod given;
mod life;
mod trajectories;
mod year;

pub use accounts::{Change, accounts};
pub use balance::balance;
pub use given::{Factors, GivenPeople, MOST_FACTOR, medians};
pub use trajectories::{Gradients, Series, Shifts, Trajectories};

use crate::Pyramid;
use crate::need::Level;

/// Age bands whose migration swings together.
pub const BANDS: usize = 6;
/// First age of each band.
pub const BAND_START: [usize; BANDS] = [0, 20, 35, 55, 65, 75];

/// How many times what a place gains at all ages beyond what is expected each band gains: the young move, and children
/// with them. In forecasts of municipalities from 2008–2014 that end by 2019 the bands' errors lean on the error of all
/// ages as futures do with these; there the ages were known as narrowly as in the base year, or an error of the start
/// would be taken for moves.
pub const GAIN_BY_BAND: [f32; BANDS] = [1.8, 1.9, 0.85, 0.25, 0.2, 0.1];
/// Share of the variance of the lasting level that the places of a county have in common.
pub const COUNTY_SHARE: f32 = 0.1;
/// Bands below 55: what one of them gains beyond the level of all ages, the others lose.
pub const YOUNG_BANDS: usize = 3;

/// The band that an age belongs to.
pub const fn band(age: usize) -> usize {
    let mut found = 0;
    while found + 1 < BANDS && age >= BAND_START[found + 1] {
        found += 1;
    }
    found
}

/// A municipality as the projection sees it. What lies outside what can be computed with is clamped there
/// ([`Place::clamped`]).
#[derive(Clone, Debug)]
pub struct Place {
    /// Names the place's random streams.
    pub code: u64,
    /// Names the stream that it shares with the other places of its county.
    pub county: u64,
    /// People on 31 December of the base year.
    pub base: Pyramid,
    /// Death rates relative to the country.
    pub mortality: Level,
    /// Domestic net migration a year and inhabitant, by sex and age.
    pub migration: Pyramid,
    /// Standard error of the lasting level of migration at all ages, a year; see [`GAIN_BY_BAND`].
    pub gain_error: f32,
    /// Standard deviation of one year's migration at all ages.
    pub gain_swing: f32,
    /// Standard error of the lasting level of migration beyond that, by band.
    pub migration_error: [f32; BANDS],
    /// Standard deviation of one year's migration beyond that, by band.
    pub migration_swing: [f32; BANDS],
    /// Children per woman relative to the country.
    pub fertility: f32,
    /// How uncertain the base population is from 55 years.
    pub base_error: BaseError,
}

impl Place {
    /// Most people of one sex and age.
    pub const MOST_PEOPLE: f32 = 1e7;
    /// Most that a sex and age gains from other places in a year, as a share; no more than all can leave.
    pub const MOST_MOVES: f32 = 0.5;
    /// The largest standard error of the level of migration, or deviation of one year's.
    pub const MOST_SWING: f32 = 0.5;
    /// Most children per woman relative to the country.
    pub const MOST_FERTILITY: f32 = 3.0;
    /// The largest error of a base population, in units of the square root.
    pub const MOST_BASE_ERROR: f32 = 10.0;

    /// The place with every number clamped to what can be computed with. Numbers of people and rates that are no
    /// numbers are 0, and errors that are none are the largest. Everything that runs a place runs it so; no real one
    /// is changed by it.
    #[must_use]
    pub fn clamped(&self) -> Self {
        let number = |x: f32, least: f32, most: f32, otherwise: f32| {
            crate::clamped(f64::from(x), (f64::from(least), f64::from(most)), f64::from(otherwise)) as f32
        };
        let error = |x: f32, most: f32| number(x, 0.0, most, most);
        Self {
            code: self.code,
            county: self.county,
            base: self.base.map(|ages| ages.map(|n| number(n, 0.0, Self::MOST_PEOPLE, 0.0))),
            mortality: self.mortality.clamped(),
            migration: self.migration.map(|ages| ages.map(|rate| number(rate, -1.0, Self::MOST_MOVES, 0.0))),
            gain_error: error(self.gain_error, Self::MOST_SWING),
            gain_swing: error(self.gain_swing, Self::MOST_SWING),
            migration_error: self.migration_error.map(|e| error(e, Self::MOST_SWING)),
            migration_swing: self.migration_swing.map(|e| error(e, Self::MOST_SWING)),
            fertility: number(self.fertility, 0.0, Self::MOST_FERTILITY, 1.0),
            base_error: BaseError {
                single: error(self.base_error.single, Self::MOST_BASE_ERROR),
                groups_known: self.base_error.groups_known,
            },
        }
    }
}

/// More people than live on Earth count as this many.
pub(crate) const MOST_PEOPLE: f32 = 1e10;

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
