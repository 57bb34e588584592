//! A municipality's own expectation of how many people there will be, bought or made by itself: taken as given in the years and ages
//! that it covers.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, PoisonError};

use projection::population::{Factors, GivenPeople, medians};

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
        self.own_population(code, expected).map(Assumptions::Municipal)
    }

    /// What a municipality expects itself, ready to be put in force: see [`Forecast::own`].
    ///
    /// # Errors
    /// As [`Forecast::own`].
    pub fn own_population(&self, code: &str, expected: &[GivenPeople]) -> Result<Arc<OwnPopulation>, NotOwn> {
        let place = self.regions().place_of(code).ok_or(NotOwn::NoMunicipality)?;
        let is_projected = |class: &GivenPeople| self.year_index(class.year).is_some_and(|year| year > 0);
        if !expected.iter().any(is_projected) {
            return Err(NotOwn::NoYears);
        }
        let key = named(place, expected);
        self.own.get_or_insert_with(&key, || {
            let factors = Factors::of(&self.places[place], self.national(), expected);
            match factors.beyond().first().and_then(|place| expected.get(*place)) {
                Some(class) => Err(NotOwn::FarAway(class.clone())),
                None => Ok(Arc::new(OwnPopulation { place, key, factors })),
            }
        })
    }

    /// What we expect ourselves of the classes that somebody else expects something of, at the median. None for a code that is no
    /// municipality's.
    pub fn expected(&self, code: &str, classes: &[GivenPeople]) -> Option<Vec<f64>> {
        let place = self.regions().place_of(code)?;
        Some(medians(&self.places[place], self.national(), classes))
    }

    /// Computes a municipality with what it expects itself from now on, or with our own expectations again: everything about it that
    /// is asked for without saying whose. Sums of municipalities are ours.
    pub fn put_in_force(&self, code: &str, own: Option<Arc<OwnPopulation>>) {
        let Some(place) = self.regions().place_of(code) else { return };
        let mut in_force = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        match own.filter(|own| own.place == place) {
            Some(own) => in_force.insert(place, own),
            None => in_force.remove(&place),
        };
    }

    /// Whether a municipality is computed with what it expects itself.
    pub fn has_own_in_force(&self, code: &str) -> bool {
        let place = self.regions().place_of(code);
        place.is_some_and(|place| {
            matches!(self.applying(place, &Assumptions::InForce), Assumptions::Municipal(_))
        })
    }

    /// Which assumptions apply to a municipality where such are asked for: never [`Assumptions::InForce`].
    pub(super) fn applying(&self, place: usize, asked: &Assumptions) -> Assumptions {
        match asked {
            Assumptions::InForce => {
                let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
                in_force.get(&place).cloned().map_or(Assumptions::Own, Assumptions::Municipal)
            }
            Assumptions::Municipal(own) if own.place != place => Assumptions::Own,
            other => other.clone(),
        }
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
