//! A municipality's own expectation of how many people there will be, bought or made by itself: taken as given in the years and ages
//! that it covers.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use projection::population::{Factors, GivenPeople};

use super::{Assumptions, Forecast};

/// What a municipality expects itself, ready to be computed with.
#[derive(Debug)]
pub struct OwnPopulation {
    /// Which municipality, by its position in the tables.
    place: usize,
    /// Names what is expected.
    key: u64,
    factors: Factors,
}

impl OwnPopulation {
    /// Names the futures that are computed with it.
    pub(super) fn key(&self) -> u64 {
        self.key
    }

    /// The factors, for the municipality that it is about.
    pub(super) fn factors(&self, place: usize) -> Option<&Factors> {
        (self.place == place).then_some(&self.factors)
    }
}

impl PartialEq for OwnPopulation {
    fn eq(&self, other: &Self) -> bool {
        (self.place, self.key) == (other.place, other.key)
    }
}

/// Why a municipality's own expectation cannot be computed with.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotOwn {
    /// The code is no municipality's.
    #[error("no municipality has this code")]
    NoMunicipality,
    /// It is about no year that is projected.
    #[error("no year is projected")]
    NoYears,
    /// It says something that is many times more or less than what can be.
    #[error("{0:?} is no forecast of this place")]
    FarAway(GivenPeople),
}

impl Forecast {
    /// What a municipality expects itself as assumptions: years that are not projected are left out. The first time it takes a run
    /// of the municipality.
    ///
    /// # Errors
    /// Why it cannot be computed with.
    pub fn own(&self, code: &str, expected: &[GivenPeople]) -> Result<Assumptions, NotOwn> {
        let place = self.regions().place_of(code).ok_or(NotOwn::NoMunicipality)?;
        let is_projected = |class: &GivenPeople| self.year_index(class.year).is_some_and(|year| year > 0);
        if !expected.iter().any(is_projected) {
            return Err(NotOwn::NoYears);
        }
        let key = named(place, expected);
        self.own
            .get_or_insert_with(&key, || {
                let factors = Factors::of(&self.places[place], self.national(), expected);
                match factors.beyond().first().and_then(|place| expected.get(*place)) {
                    Some(class) => Err(NotOwn::FarAway(class.clone())),
                    None => Ok(Arc::new(OwnPopulation { place, key, factors })),
                }
            })
            .map(Assumptions::Municipal)
    }
}

/// A name for what is expected somewhere.
fn named(place: usize, expected: &[GivenPeople]) -> u64 {
    let mut hasher = DefaultHasher::new();
    place.hash(&mut hasher);
    for GivenPeople { year, sex, ages, people } in expected {
        (year, sex, ages, people.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}
