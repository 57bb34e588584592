//! The numbers of figures, whatever they are about.

use serde::{Deserialize, Serialize};

use super::care::CareFigures;
use super::people::PeopleCount;
use super::places::PlacesChange;
use crate::name::named;

named! {
    /// What figures are about. A municipality is computed with one of each.
    FiguresSubject {
        /// How many people there will be.
        People = "people",
        /// Places in special housing, and what is decided of them.
        Places = "places",
        /// What care is like: users, hours, costs, staff.
        Care = "care",
    }
}

/// The numbers of figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// How many people, by year, sex and age.
    People(Vec<PeopleCount>),
    /// Which places there are, and what is decided of them.
    Places(Vec<PlacesChange>),
    /// What care is like.
    Care(CareFigures),
}

impl Numbers {
    /// What they are about.
    pub const fn subject(&self) -> FiguresSubject {
        match self {
            Self::People(_) => FiguresSubject::People,
            Self::Places(_) => FiguresSubject::Places,
            Self::Care(_) => FiguresSubject::Care,
        }
    }

    /// How many people, where that is what they are about.
    pub fn people(&self) -> &[PeopleCount] {
        match self {
            Self::People(counts) => counts,
            Self::Places(_) | Self::Care(_) => &[],
        }
    }
}
