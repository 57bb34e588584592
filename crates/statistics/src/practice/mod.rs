//! Practice: how care in a municipality differs from the country's at the same ages, how that has moved, and how much of
//! the difference is left some years later.
//!
//! A *level* is the logarithm of what a municipality has (users, hours, cost) to what it would have at the country's
//! shares and its own ages. Each year is relative to that year's country, so that prices and the country's trends are
//! not in it. Levels of 2010–2022 say that most of a difference fades and some of it lasts, and that the newest year
//! says nearly all: a mean of years is no better. A municipality's own slope says nothing of the years to come.

mod estimate;
mod expected;
mod known;

use projection::local::Shrunk;
use projection::need::Service;

use crate::Tables;
use crate::care::{LOCAL_YEARS, Reported};

pub use expected::{Expected, country_ratio, ratio};
pub use known::MIRRORED;

/// Years back that are weighed together.
pub const YEARS: i32 = 8;

/// What differs between municipalities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// Users of a service at the same ages.
    Users(Service),
    /// Home-care hours for each user.
    Hours,
    /// Cost of home care for each user.
    CostPerUser,
    /// Cost of special housing for each resident.
    CostPerPlace,
    /// Sick leave of the municipality's employees.
    SickLeave,
    /// The municipality's employees who work part time against those who work full time.
    PartTime,
}

/// How large levels are and how they last: the covariance of a level with itself `k` years later is
/// `variance · (1 + small / size) · (lasting + (1 − lasting − noise) · fading^k)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Persistence {
    /// Variance of the level of a large municipality.
    pub variance: f64,
    /// The size at which it is doubled: in users, or hundreds of inhabitants for sick leave and part time.
    pub small: f64,
    /// Share of the variance that lasts.
    pub lasting: f64,
    /// Share of the rest that is left after a year.
    pub fading: f64,
    /// Share that is left no year.
    pub noise: f64,
    /// How much of the others' mean in the county a level is drawn towards.
    pub county: f64,
}

/// What users, hours and the cost of home care have in common. Lasting, fading and noise by maximum likelihood on
/// 2010–2019; a service's own are no better. Variances are set so that intervals of 50 and 90 per cent held as many.
const SHARED: Persistence =
    Persistence { variance: 0.0, small: 0.0, lasting: 0.3, fading: 0.88, noise: 0.003, county: 0.0 };

impl Practice {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Users(Service::HomeCare),
        Self::Users(Service::SpecialHousing),
        Self::Users(Service::ShortTerm),
        Self::Users(Service::DayActivity),
        Self::Hours,
        Self::CostPerUser,
        Self::CostPerPlace,
        Self::SickLeave,
        Self::PartTime,
    ];

    /// How its levels last.
    pub const fn persistence(self) -> Persistence {
        match self {
            Self::Users(Service::SpecialHousing) => {
                Persistence { variance: 0.015, small: 200.0, county: 0.7, ..SHARED }
            }
            Self::Users(Service::HomeCare) => {
                Persistence { variance: 0.009_5, small: 500.0, county: 0.7, ..SHARED }
            }
            Self::Users(Service::ShortTerm) => Persistence { variance: 0.215, county: 0.7, ..SHARED },
            Self::Users(Service::DayActivity) => Persistence { variance: 0.107, small: 25.0, ..SHARED },
            Self::Hours => Persistence { variance: 0.04, small: 300.0, ..SHARED },
            Self::CostPerUser => Persistence { variance: 0.024_5, small: 300.0, county: 0.7, ..SHARED },
            Self::CostPerPlace => Persistence {
                variance: 0.010_6,
                small: 200.0,
                lasting: 0.36,
                fading: 0.73,
                noise: 0.008,
                county: 0.0,
            },
            Self::SickLeave => Persistence { variance: 0.018_5, small: 50.0, ..SHARED },
            Self::PartTime => Persistence {
                variance: 0.060_9,
                small: 200.0,
                lasting: 0.44,
                fading: 0.97,
                noise: 0.003,
                county: 0.0,
            },
        }
    }

    /// The figure that municipalities report.
    pub const fn reported(self) -> Reported {
        match self {
            Self::Users(Service::HomeCare) => Reported::HomeCare65,
            Self::Users(Service::SpecialHousing) => Reported::SpecialHousing65,
            Self::Users(Service::ShortTerm) => Reported::ShortTerm65,
            Self::Users(Service::DayActivity) => Reported::DayActivity65,
            Self::Hours => Reported::Hours,
            Self::CostPerUser => Reported::CostPerUser,
            Self::CostPerPlace => Reported::CostPerPlace,
            Self::SickLeave => Reported::SickLeave,
            Self::PartTime => Reported::FullTime,
        }
    }

    /// The service whose users say how large a municipality is. None for what all inhabitants say.
    const fn service(self) -> Option<Service> {
        match self {
            Self::Users(service) => Some(service),
            Self::Hours | Self::CostPerUser => Some(Service::HomeCare),
            Self::CostPerPlace => Some(Service::SpecialHousing),
            Self::SickLeave | Self::PartTime => None,
        }
    }
}

/// What was known of practice by a year.
pub struct PracticeAsOf<'a> {
    tables: &'a Tables,
    expected: &'a Expected,
    by: i32,
}

impl<'a> PracticeAsOf<'a> {
    /// What was known at the end of the year `by`, of years that `expected` reaches.
    pub fn by(tables: &'a Tables, expected: &'a Expected, by: i32) -> Self {
        Self { tables, expected, by: by.min(*LOCAL_YEARS.end()) }
    }

    /// The levels of a later year, by municipality in order of code.
    pub fn levels(&self, practice: Practice, target: i32) -> Vec<Shrunk> {
        let persistence = practice.persistence();
        let panel = known::panel(self, practice);
        let newest: Vec<Option<f64>> = panel.iter().map(|known| Some(known.last()?.1)).collect();
        let codes: Vec<&str> = self.tables.regions.municipalities().map(|r| r.code.as_str()).collect();
        let sizes = self.sizes(practice);
        (0..codes.len())
            .map(|place| {
                let centre = persistence.county * others_in_county(&codes, &newest, place);
                persistence.predict(&panel[place], target, sizes[place], centre)
            })
            .collect()
    }

    /// How large each municipality is in the last year known.
    fn sizes(&self, practice: Practice) -> Vec<f64> {
        let Some(service) = practice.service() else {
            let total = |code: &str| self.tables.population.total(code, self.by).unwrap_or_default();
            return self.tables.regions.municipalities().map(|r| total(&r.code) / 100.0).collect();
        };
        let expected = self.expected.users(service, 65, self.by);
        let scale = match practice {
            // Of these services the country's users at each age are not known: those of another serve, to scale.
            Practice::Users(Service::ShortTerm | Service::DayActivity) => {
                country_ratio(self.tables, self.expected, practice, self.by).unwrap_or(1.0)
            }
            _ => 1.0,
        };
        expected.iter().map(|users| users * scale).collect()
    }
}

/// Mean of the other municipalities of the county; 0 where none is known.
fn others_in_county(codes: &[&str], newest: &[Option<f64>], place: usize) -> f64 {
    let county = &codes[place][..2];
    let others =
        codes.iter().zip(newest).enumerate().filter(|(i, (code, _))| *i != place && code.starts_with(county));
    let levels: Vec<f64> = others.filter_map(|(_, (_, level))| *level).collect();
    levels.iter().sum::<f64>() / levels.len().max(1) as f64
}

#[cfg(test)]
mod tests;
