//! A municipality's own expectation of how many people there will be, bought or made by itself: taken as given in the years and ages
//! that it covers.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use projection::AGES;
use projection::population::{Factors, Given};

use super::{Assumptions, Forecast};

/// How many people of an age class are expected in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// On 31 December of which year.
    pub year: i32,
    /// Of one sex, [`projection::WOMEN`] or [`projection::MEN`]; of both without.
    pub sex: Option<usize>,
    /// From which age.
    pub from: usize,
    /// To which age, which belongs to the class; none for a class of that age and more.
    pub to: Option<usize>,
    /// How many.
    pub people: f64,
}

/// What a municipality expects itself, ready to be computed with.
#[derive(Debug)]
pub struct Own {
    /// Which municipality, by its position in the tables.
    place: usize,
    /// Names what is expected.
    key: u64,
    factors: Factors,
}

impl Own {
    /// Names the futures that are computed with it.
    pub(super) fn key(&self) -> u64 {
        self.key
    }

    /// The factors, for the municipality that it is about.
    pub(super) fn factors(&self, place: usize) -> Option<&Factors> {
        (self.place == place).then_some(&self.factors)
    }
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        (self.place, self.key) == (other.place, other.key)
    }
}

/// Why a municipality's own expectation cannot be computed with.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum NotOwn {
    /// The code is no municipality's.
    #[error("no municipality has this code")]
    NoMunicipality,
    /// It is about no year that is projected.
    #[error("no year is projected")]
    NoYears,
    /// It says something that is many times more or less than what can be.
    #[error("{0:?} is no forecast of this place")]
    FarAway(Expected),
}

impl Forecast {
    /// What a municipality expects itself as assumptions: years that are not projected are left out. The first time it takes a run
    /// of the municipality.
    ///
    /// # Errors
    /// Why it cannot be computed with.
    pub fn own(&self, code: &str, expected: &[Expected]) -> Result<Assumptions, NotOwn> {
        let place = self.regions().place_of(code).ok_or(NotOwn::NoMunicipality)?;
        let used: Vec<(&Expected, Given)> =
            expected.iter().filter_map(|class| Some((class, self.given(class)?))).collect();
        if used.is_empty() {
            return Err(NotOwn::NoYears);
        }
        let key = named(place, expected);
        self.own
            .get_or_insert_with(&key, || {
                let given: Vec<Given> = used.iter().map(|(_, given)| given.clone()).collect();
                let factors = Factors::of(&self.places[place], self.national(), &given);
                match factors.beyond().first().and_then(|place| used.get(*place)) {
                    Some((class, _)) => Err(NotOwn::FarAway(**class)),
                    None => Ok(Arc::new(Own { place, key, factors })),
                }
            })
            .map(Assumptions::Municipal)
    }

    fn given(&self, class: &Expected) -> Option<Given> {
        let year = self.year_index(class.year).filter(|year| *year > 0)?;
        let after = class.to.map_or(AGES, |to| to.saturating_add(1).min(AGES));
        Some(Given { year, sex: class.sex, ages: class.from..after, people: class.people as f32 })
    }
}

/// A name for what is expected somewhere.
fn named(place: usize, expected: &[Expected]) -> u64 {
    let mut hasher = DefaultHasher::new();
    place.hash(&mut hasher);
    for Expected { year, sex, from, to, people } in expected {
        (year, sex, from, to, people.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}
