//! What a municipality knows and expects itself: how many people there will be, which places it has and has decided, and what its care
//! is like. Taken as given where it says something; everything else is ours.

mod care;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, PoisonError};

use projection::population::{Factors, GivenPeople, medians};
use projection::simulation::LocalCare;

pub use care::OwnCare;

use super::{Assumptions, Forecast};

/// What a municipality knows and expects itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnInput {
    /// How many people it expects.
    pub people: Vec<GivenPeople>,
    /// Places in special housing, by the year from whose end they are so many; a year that is not named has as many as the one before.
    pub places: Vec<(i32, f64)>,
    /// Its care.
    pub care: OwnCare,
}

impl OwnInput {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.places.is_empty() && self.care.is_empty()
    }
}

impl From<Vec<GivenPeople>> for OwnInput {
    fn from(people: Vec<GivenPeople>) -> Self {
        Self { people, ..Self::default() }
    }
}

/// What figures of a municipality's own are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnName {
    /// Their title.
    pub title: String,
    /// What tells them from others of the same title.
    pub hash: String,
}

/// What a municipality is computed with, and what that is called.
pub type Named = (Arc<OwnFigures>, Vec<OwnName>);

/// What a municipality knows and expects itself, ready to be computed with.
#[derive(Debug)]
pub struct OwnFigures {
    /// Which municipality, by its position in the tables.
    place: usize,
    /// Names what is said.
    key: u64,
    factors: Option<Factors>,
    /// Places by year from the base year on; empty when none are given.
    places: Vec<f32>,
    care: LocalCare,
}

impl OwnFigures {
    /// The factors of the municipality that it is about, and what names the futures that are computed with them.
    pub(super) fn factors(&self) -> Option<(u64, &Factors)> {
        Some((self.key, self.factors.as_ref()?))
    }

    /// Its care.
    pub(super) fn care(&self) -> &LocalCare {
        &self.care
    }

    /// Its places by year from the base year on, where they are given.
    pub(super) fn places(&self) -> Option<&[f32]> {
        Some(self.places.as_slice()).filter(|places| !places.is_empty())
    }
}

impl PartialEq for OwnFigures {
    fn eq(&self, other: &Self) -> bool {
        (self.place, self.key) == (other.place, other.key)
    }
}

/// Why what a municipality says itself cannot be computed with.
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
    /// What a municipality says itself as assumptions. The first time people are expected it takes a run of the municipality.
    ///
    /// # Errors
    /// As [`Forecast::own_figures`].
    pub fn own(&self, code: &str, input: &OwnInput) -> Result<Assumptions, NotOwn> {
        self.own_figures(code, input).map(Assumptions::Municipal)
    }

    /// What a municipality says itself, ready to be put in force. People of years that are not projected are left out.
    ///
    /// # Errors
    /// Why it cannot be computed with.
    pub fn own_figures(&self, code: &str, input: &OwnInput) -> Result<Arc<OwnFigures>, NotOwn> {
        let place = self.regions().place_of(code).ok_or(NotOwn::NoMunicipality)?;
        let is_projected = |class: &GivenPeople| self.year_index(class.year).is_some_and(|year| year > 0);
        if !input.people.is_empty() && !input.people.iter().any(is_projected) {
            return Err(NotOwn::NoYears);
        }
        let key = named(place, input);
        self.own.get_or_insert_with(&key, || {
            let factors = (!input.people.is_empty())
                .then(|| Factors::of(&self.places[place], self.national(), &input.people));
            let beyond = factors.as_ref().and_then(|factors| factors.beyond().first());
            if let Some(class) = beyond.and_then(|at| input.people.get(*at)) {
                return Err(NotOwn::FarAway(class.clone()));
            }
            let care = input.care.applied(&self.model, &self.tables.base.people[place], self.care[place]);
            let places = self.places_by_year(&input.places);
            Ok(Arc::new(OwnFigures { place, key, factors, places, care }))
        })
    }

    /// Places by year from the base year on. Before the first year that is named there are as many as then.
    fn places_by_year(&self, given: &[(i32, f64)]) -> Vec<f32> {
        let mut given = given.to_vec();
        given.sort_by_key(|(year, _)| *year);
        let Some((_, first)) = given.first() else { return Vec::new() };
        let at = |year: i32| given.iter().rfind(|(of, _)| *of <= year).map_or(*first, |(_, places)| *places);
        (self.run.base_year..=self.last_year()).map(|year| at(year).max(0.0) as f32).collect()
    }

    /// What we compute with ourselves of a municipality's care, at the median. None for a code that is no municipality's.
    pub fn our_care(&self, code: &str) -> Option<OwnCare> {
        let place = self.regions().place_of(code)?;
        Some(OwnCare::ours(&self.model, &self.tables.base.people[place], &self.care[place]))
    }

    /// What we expect ourselves of the classes that somebody else expects something of, at the median. None for a code that is no
    /// municipality's.
    pub fn expected(&self, code: &str, classes: &[GivenPeople]) -> Option<Vec<f64>> {
        let place = self.regions().place_of(code)?;
        Some(medians(&self.places[place], self.national(), classes))
    }

    /// How many people of both sexes and some ages have been counted in a municipality in a year. None where they have not been
    /// counted by those ages.
    pub fn counted(&self, code: &str, year: i32, ages: Range<usize>) -> Option<f64> {
        self.tables.population.people_aged(code, year, ages)
    }

    /// Computes a municipality with what it says itself from now on, which has names, or with our own figures again: everything about it
    /// that is asked for without saying whose. Sums of municipalities are ours.
    pub fn put_in_force(&self, code: &str, own: Option<Named>) {
        let Some(place) = self.regions().place_of(code) else { return };
        let mut in_force = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        match own.filter(|(own, _)| own.place == place) {
            Some(own) => in_force.insert(place, own),
            None => in_force.remove(&place),
        };
    }

    /// What a municipality is computed with of its own, by name; nothing where all is ours.
    pub fn own_in_force(&self, code: &str) -> Vec<OwnName> {
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        let place = self.regions().place_of(code);
        place.and_then(|place| in_force.get(&place)).map(|(_, names)| names.clone()).unwrap_or_default()
    }

    /// Whether any municipality of a county, or of the country, is computed with what it says itself.
    pub fn has_own_within(&self, code: &str) -> bool {
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        let mut places = self.municipalities(|own| code == COUNTRY || own.starts_with(code)).into_iter();
        places.any(|(place, _)| in_force.contains_key(&place))
    }

    /// Which assumptions apply to a municipality where such are asked for: never [`Assumptions::InForce`].
    pub(super) fn applying(&self, place: usize, asked: &Assumptions) -> Assumptions {
        match asked {
            Assumptions::InForce => {
                let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
                let own = in_force.get(&place).map(|(own, _)| Arc::clone(own));
                own.map_or(Assumptions::Own, Assumptions::Municipal)
            }
            Assumptions::Municipal(own) if own.place != place => Assumptions::Own,
            other => other.clone(),
        }
    }
}

/// The country's code.
const COUNTRY: &str = "00";

/// A name for what is said of a municipality.
fn named(place: usize, input: &OwnInput) -> u64 {
    let mut hasher = DefaultHasher::new();
    place.hash(&mut hasher);
    for GivenPeople { year, sex, ages, people } in &input.people {
        (year, sex, ages, people.to_bits()).hash(&mut hasher);
    }
    for (year, places) in &input.places {
        (year, places.to_bits()).hash(&mut hasher);
    }
    let OwnCare { users, hours_per_user, cost_per_place, cost_per_hour, sick_leave, contract_rate } =
        input.care;
    let said =
        users.into_iter().chain([hours_per_user, cost_per_place, cost_per_hour, sick_leave, contract_rate]);
    said.for_each(|one| one.map(f64::to_bits).hash(&mut hasher));
    hasher.finish()
}
