//! Places in special housing, home by home: which there are, and what is decided of openings, closures and conversions; as they stand in
//! a table with a line a home and year, or with years across.

mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::name::named;

pub use reading::{PlacesColumn, PlacesTable, read_places};

named! {
    /// What happens to places in a home.
    PlacesEvent {
        /// There are so many.
        Now = "now",
        /// So many are opened.
        Opened = "opened",
        /// So many are closed.
        Closed = "closed",
        /// So many become something else, or are made of something else: with a sign.
        Converted = "converted",
        /// So many of those there are stand empty. They are places all the same.
        Vacant = "vacant",
    }
}

/// Something that is known, or decided, of the places in a home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesChange {
    /// What the home is called.
    pub unit: String,
    /// The year from whose end it is so; of what there is now it may be unsaid.
    pub year: Option<i32>,
    /// What happens.
    pub event: PlacesEvent,
    /// How many places; below 0 only where they are converted to something else.
    pub places: i32,
}

impl PlacesChange {
    /// How many places more there are by it.
    const fn more(&self) -> i32 {
        match self.event {
            PlacesEvent::Opened | PlacesEvent::Converted => self.places,
            PlacesEvent::Closed => -self.places,
            PlacesEvent::Now | PlacesEvent::Vacant => 0,
        }
    }
}

/// How many places there are in all, by the year from whose end there are so many: first what there is, and then each year in which
/// something happens.
pub fn places_by_year(changes: &[PlacesChange]) -> Vec<(i32, f64)> {
    let happens =
        || changes.iter().filter(|one| one.more() != 0).filter_map(|one| Some((one.year?, one.more())));
    let is_now = |one: &&PlacesChange| one.event == PlacesEvent::Now;
    let now: i32 = changes.iter().filter(is_now).map(|one| one.places).sum();
    let said = changes.iter().filter(is_now).filter_map(|one| one.year).min();
    let before_all = happens().map(|(year, _)| year - 1).min();
    let mut more: BTreeMap<i32, i32> = BTreeMap::new();
    happens().for_each(|(year, places)| *more.entry(year).or_default() += places);
    let mut all = now;
    let mut by_year: BTreeMap<i32, f64> =
        BTreeMap::from([(said.or(before_all).unwrap_or_default(), f64::from(now))]);
    for (year, places) in more {
        all += places;
        by_year.insert(year, f64::from(all));
    }
    by_year.into_iter().collect()
}

/// How many of the places that there are stand empty: by what is said last of each home.
pub fn vacant_places(changes: &[PlacesChange]) -> i32 {
    let mut last: BTreeMap<&str, (Option<i32>, i32)> = BTreeMap::new();
    for one in changes.iter().filter(|one| one.event == PlacesEvent::Vacant) {
        let known = last.entry(&one.unit).or_insert((one.year, one.places));
        if one.year >= known.0 {
            *known = (one.year, one.places);
        }
    }
    last.values().map(|(_, places)| places).sum()
}
