//! Users that the country's shares by age and sex would give each municipality.

use std::collections::HashMap;

use projection::need::Service;
use projection::{AGES, SEXES};

use super::Practice;
use crate::Tables;
use crate::care::{LOCAL_YEARS, Reported};
use crate::population::{BANDS_TO, OLDEST_FROM, OLDEST_YEARS, PANEL_FROM, PANEL_YEARS, Population};

/// The year of the register that the shares are scaled to, by sex, at 65–79 and at 80 or more.
const SCALED_TO: i32 = 2016;
/// Age groups: 65–69 … 85–89, 90+.
const GROUPS: usize = 6;
/// First group of those aged 80 or more.
const OVER_80: usize = 3;
/// First age of the groups.
const FROM: usize = 65;

/// A number by sex and age group.
type Groups = [[f64; GROUPS]; SEXES];

/// Users of home care and special housing at the country's shares, by year and municipality.
pub struct Expected {
    /// Shares by home care, special housing.
    shares: [Groups; 2],
    people: HashMap<i32, Vec<Groups>>,
}

impl Expected {
    /// Counts them for [`LOCAL_YEARS`].
    pub fn new(tables: &Tables) -> Self {
        let shares = [Service::HomeCare, Service::SpecialHousing].map(|service| shares(tables, service));
        let people = LOCAL_YEARS.map(|year| {
            let of = |code: &str| groups(&tables.population, code, year).unwrap_or_default();
            (year, tables.regions.municipalities().map(|r| of(&r.code)).collect())
        });
        Self { shares, people: people.collect() }
    }

    /// Users aged `from` (65 or 80) or more, by municipality in order of code; none in a year that is not known. Short-term
    /// places have the ages of special housing and day activity those of home care: of theirs only how municipalities
    /// relate is known.
    pub fn users(&self, service: Service, from: usize, year: i32) -> Vec<f64> {
        let shares = match service {
            Service::HomeCare | Service::DayActivity => &self.shares[0],
            Service::SpecialHousing | Service::ShortTerm => &self.shares[1],
        };
        let first = if from >= OLDEST_FROM { OVER_80 } else { 0 };
        let users = |people: &Groups| -> f64 {
            let of = |sex: usize| (first..GROUPS).map(move |g| people[sex][g] * shares[sex][g]);
            (0..SEXES).flat_map(of).sum()
        };
        self.people.get(&year).map(|places| places.iter().map(users).collect()).unwrap_or_default()
    }
}

/// What the reporting municipalities have of a service in proportion to what the country's shares give them: the mean over
/// the years known by `by`. None where nothing was reported.
pub fn country_ratio(tables: &Tables, expected: &Expected, practice: Practice, by: i32) -> Option<f64> {
    let Practice::Users(service) = practice else { return None };
    let years = *LOCAL_YEARS.start()..=by;
    let ratios: Vec<f64> =
        years.filter_map(|year| ratio(tables, expected, (service, 65), practice.reported(), year)).collect();
    (!ratios.is_empty()).then(|| ratios.iter().sum::<f64>() / ratios.len() as f64)
}

/// The same in one year, for those aged so much or more.
pub fn ratio(
    tables: &Tables,
    expected: &Expected,
    (service, from): (Service, usize),
    figure: Reported,
    year: i32,
) -> Option<f64> {
    let (mut users, mut at_shares) = (0.0, 0.0);
    for (place, expected) in expected.users(service, from, year).into_iter().enumerate() {
        if let Some(reported) = tables.care.local(place, year, figure) {
            users += reported;
            at_shares += expected;
        }
    }
    (at_shares > 0.0).then(|| users / at_shares)
}

/// The country's shares of a service: the gradient by age, scaled to the register.
fn shares(tables: &Tables, service: Service) -> Groups {
    let gradient: Vec<f64> = (0..GROUPS)
        .map(|group| {
            let band = tables.care.gradient.iter().find(|b| b.to >= FROM + 5 * group);
            band.map_or(0.0, |b| if service == Service::HomeCare { b.home_care } else { b.special_housing })
        })
        .collect();
    let Some(people) = tables.population.national(SCALED_TO - 1) else { return Groups::default() };
    let mut shares = Groups::default();
    for (sex, shares) in shares.iter_mut().enumerate() {
        for (band, groups) in [0..OVER_80, OVER_80..GROUPS].into_iter().enumerate() {
            let users = tables.care.users(SCALED_TO, service as usize, sex, band).persons;
            let in_group = |g: usize| -> f64 {
                let last = if g + 1 == GROUPS { AGES } else { FROM + 5 * (g + 1) };
                people[sex][FROM + 5 * g..last].iter().sum()
            };
            let at_gradient: f64 = groups.clone().map(|g| in_group(g) * gradient[g]).sum();
            groups.for_each(|g| shares[g] = gradient[g] * users / at_gradient);
        }
    }
    shares
}

/// People of a municipality by sex and age group, counted to 2019; then in wider bands, whose parts follow the last count
/// and the single ages of 80 or more in 2023.
fn groups(population: &Population, code: &str, year: i32) -> Option<Groups> {
    if year > *PANEL_YEARS.end() {
        return in_bands(population, code, year);
    }
    let panel = population.panel(code, year)?;
    let first = (FROM - PANEL_FROM) / 5;
    Some(panel.map(|ages| {
        std::array::from_fn(
            |g| if g + 1 == GROUPS { ages[first + g..].iter().sum() } else { ages[first + g] },
        )
    }))
}

fn in_bands(population: &Population, code: &str, year: i32) -> Option<Groups> {
    let counted = groups(population, code, *PANEL_YEARS.end())?;
    let bands = population.bands(code, year.min(BANDS_TO))?;
    let share = |year: i32| -> Option<f64> {
        let oldest = population.oldest(code, year)?;
        let (younger, older) = (oldest[..5].iter().sum::<f64>(), oldest[5..10].iter().sum::<f64>());
        Some(older / (younger + older))
    };
    let [then, later] = OLDEST_YEARS;
    let gone = f64::from(year - then) / f64::from(later - then);
    let moved = 1.0 + (share(later)? / share(then)? - 1.0) * gone;
    let mut groups = Groups::default();
    for (ages, people) in bands.iter() {
        for (sex, groups) in groups.iter_mut().enumerate() {
            let counted = &counted[sex];
            match ages.start {
                65 => {
                    let all: f64 = counted[..OVER_80].iter().sum();
                    (0..OVER_80).for_each(|g| groups[g] = people[sex] * counted[g] / all);
                }
                80 => {
                    let older = counted[4] / (counted[3] + counted[4]) * moved;
                    groups[4] = people[sex] * older.clamp(0.05, 0.9);
                    groups[3] = people[sex] - groups[4];
                }
                90 => groups[5] = people[sex],
                _ => {}
            }
        }
    }
    Some(groups)
}
