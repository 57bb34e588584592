//! Need tried: users of special housing and home care in each municipality, by what was known some years before, beside
//! simpler ways; and users in the country by the register.
//!
//! Need is taken to begin later as lives grow longer, as in the forecast, and people are forecast too. The age
//! pattern within 65–79 and 80 or more, and how the sexes relate, are those of 2016 whatever the year. Outcomes are as
//! municipalities reported them, failed reports included.

mod report;

use projection::local::Shrunk;
use projection::need::{Gradient, Level, NO_SHIFT, SERVICES, Service};
use projection::population::{Series, Shifts, Trajectories};
use projection::quantile::Quantiles;
use projection::random::{Sequences, Stream};
use projection::{AGES, OLD, SEXES};
use statistics::care::{LOCAL_YEARS, Reported, SERVICE_NAMES, USER_YEARS};
use statistics::practice::{Expected, Practice, PracticeAsOf, ratio};
use statistics::{Fault, Tables};

use super::past::Past;
use super::{LAST_FROM, SizeClass, Untried, each, users_at};
use crate::inputs::{gradients, keep_total, later, level};
use report::{Case, Country, line};
pub use report::{Need, NeedComparison, NeedLine, RegisterLine};

/// The first year that it can stand in.
pub const NEED_FIRST: i32 = 2011;
/// The last year that it can be compared with.
pub const NEED_LAST: i32 = *LOCAL_YEARS.end();
/// The year that the pages' trial of need stands in: the first that home care is known in.
pub const NEED_FROM: i32 = 2015;
/// The year that it is judged by.
pub const NEED_TO: i32 = NEED_LAST;

/// The country's trend of so many years goes on, damped, in the way that is tried beside unchanged shares.
const TREND_YEARS: i32 = 5;
/// The fewest years that make a trend.
const LEAST_YEARS: usize = 4;
/// How much of it: 0.8 of the trend of five years was right on the windows that end by 2019.
const TREND_REMAINS: f64 = 0.8;
/// The register of this year gives the age pattern and how the sexes relate.
const PATTERN: i32 = 2016;

/// Years that municipalities have not reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "need is tried from a year {NEED_FIRST}–{LAST_FROM} to {NEED_LAST} or earlier, and at least a year: {from}–{to}"
)]
pub struct NeedOutside {
    /// The first year asked for.
    pub from: i32,
    /// The last year asked for.
    pub to: i32,
}

/// Whom a comparison is of.
#[derive(Clone, Copy)]
struct Users {
    service: Service,
    age: usize,
    reported: Reported,
}

const TRIED: [Users; 4] = [
    Users { service: Service::SpecialHousing, age: 65, reported: Reported::SpecialHousing65 },
    Users { service: Service::SpecialHousing, age: 80, reported: Reported::SpecialHousing80 },
    Users { service: Service::HomeCare, age: 65, reported: Reported::HomeCare65 },
    Users { service: Service::HomeCare, age: 80, reported: Reported::HomeCare80 },
];
/// The services that are tried: home care and special housing.
const SERVICES_TRIED: usize = 2;
/// Positions among the needs of a run of a service's users aged 65 or more and 80 or more. Only special housing has both,
/// so each service is run in its place.
const NEEDS: [usize; 2] = [Service::SpecialHousing as usize, SERVICES];

impl Users {
    /// Position among [`NEEDS`].
    fn band(self) -> usize {
        usize::from(self.age >= 80)
    }
}

/// The trial from one year to another.
pub(super) fn backtest(
    tables: &Tables,
    from: i32,
    to: i32,
    draws: usize,
    seed: u64,
) -> Result<Need, Untried> {
    if !(NEED_FIRST..=LAST_FROM).contains(&from) || to > NEED_LAST || to <= from {
        return Err(NeedOutside { from, to }.into());
    }
    let trial = Trial::run(tables, from, to, draws, seed)?;
    let register = register(tables, from)?;
    let comparisons = TRIED.into_iter().filter_map(|users| trial.judge(users)).collect();
    Ok(Need { from, to, comparisons, register })
}

/// What was known, run to the year judged.
struct Trial<'a> {
    tables: &'a Tables,
    expected: Expected,
    from: i32,
    to: i32,
    seed: u64,
    /// By service, and by municipality in order of code.
    seen: [Vec<SimulatedUsers>; SERVICES_TRIED],
}

/// One municipality in the year judged; arrays are of those aged 65 and 80 or more.
struct SimulatedUsers {
    /// Users at the country's shares, with need that begins later, in each future.
    users: [Vec<f32>; NEEDS.len()],
    /// Users at unchanged shares in each future.
    unchanged: [Vec<f32>; NEEDS.len()],
    /// Medians of all people.
    people: [f64; NEEDS.len()],
}

impl SimulatedUsers {
    fn of(past: &Past, futures: &Trajectories, year: usize) -> Self {
        let median = |series: Series| Quantiles::of(futures.get(series, year)).p50;
        Self {
            users: NEEDS.map(|need| futures.users_later(&past.national, need, year, 1.0)),
            unchanged: NEEDS.map(|need| futures.get(Series::Need(need, NO_SHIFT), year).to_vec()),
            people: [Series::Over65, Series::Over80].map(median),
        }
    }
}

impl<'a> Trial<'a> {
    fn run(tables: &'a Tables, from: i32, to: i32, draws: usize, seed: u64) -> Result<Self, Fault> {
        let expected = Expected::new(tables);
        let past = Past::new(tables, from, to, draws, seed)?;
        let shares = shares(tables, &expected, from)?;
        let seen = [Service::HomeCare, Service::SpecialHousing].map(|service| {
            let mut in_its_place = shares;
            in_its_place[Service::SpecialHousing as usize] = shares[service as usize];
            let needs = users_at(in_its_place, Shifts::All);
            each(&past, &needs, |_, futures| SimulatedUsers::of(&past, futures, (to - from) as usize))
        });
        Ok(Self { tables, expected, from, to, seed, seen })
    }

    /// The country's users in proportion to those at the pattern's shares.
    fn ratio(&self, users: Users, year: i32) -> Option<f64> {
        ratio(self.tables, &self.expected, (users.service, users.age), users.reported, year)
    }

    fn judge(&self, users: Users) -> Option<NeedComparison> {
        let change = self.ratio(users, self.to)? / self.ratio(users, self.from)?;
        let levels = self.levels(users);
        let cases: Vec<Case> =
            (0..levels.len()).filter_map(|place| self.case(users, place, levels[place])).collect();
        let total = |value: fn(&Case) -> f64| cases.iter().map(value).sum::<f64>();
        let outcome = total(|c| c.outcome);
        let (forecast, constant) = (total(|c| c.forecast.p50), total(|c| c.constant));
        let unchanged = total(|c| c.unchanged.p50);
        let known = Country {
            trend: self
                .trend(users)
                .map(|slope| (slope * TREND_REMAINS * f64::from(self.to - self.from)).exp()),
            own: outcome / forecast,
            own_unchanged: outcome / unchanged,
            own_constant: outcome / constant,
        };
        let sizes = std::iter::once(None).chain(SizeClass::ALL.into_iter().map(Some));
        Some(NeedComparison {
            service: SERVICE_NAMES[users.service as usize].to_owned(),
            age: users.age,
            outcome,
            national_error: forecast / outcome - 1.0,
            unchanged_error: unchanged / outcome - 1.0,
            trend_error: known.trend.map(|trend| unchanged * trend / outcome - 1.0),
            change: change - 1.0,
            lines: sizes.filter_map(|size| line(size, &cases, &known)).collect(),
        })
    }

    /// Levels of the year judged, which leave the country's users of the first year as they were.
    fn levels(&self, users: Users) -> Vec<Level> {
        let known = PracticeAsOf::by(self.tables, &self.expected, self.from);
        let levels: Vec<Shrunk> = known.levels(Practice::Users(users.service), self.to);
        let mut levels: Vec<Level> = levels.iter().map(level).collect();
        keep_total(&self.expected.users(users.service, users.age, self.from), &mut levels);
        levels
    }

    /// One municipality. None where the outcome was not reported.
    fn case(&self, users: Users, place: usize, level: Level) -> Option<Case> {
        let region = self.tables.regions.municipalities().nth(place)?;
        let outcome = self.tables.care.local(place, self.to, users.reported)?;
        let seen = &self.seen[users.service as usize][place];
        let (later, unchanged) = (&seen.users[users.band()], &seen.unchanged[users.band()]);
        let constant = Quantiles::of(unchanged).p50;
        let people = seen.people[users.band()];
        let own_share = self.own_share(&region.code, place, users);
        let held = own_share.map(|share| share * people);
        let at_level = |users| Quantiles::of(&with_level(users, level, self.seed, region.number()));
        let (forecast, unchanged) = (at_level(later), at_level(unchanged));
        Some(Case {
            size: SizeClass::of(self.tables.population.total(&region.code, self.from)?),
            unchanged,
            forecast,
            outcome,
            constant,
            held: held.unwrap_or(constant),
        })
    }

    /// Users for each inhabitant of the ages, as last reported.
    fn own_share(&self, code: &str, place: usize, users: Users) -> Option<f64> {
        (*LOCAL_YEARS.start()..=self.from).rev().find_map(|year| {
            let reported = self.tables.care.local(place, year, users.reported)?;
            Some(reported / self.tables.population.people_from(code, year, users.age)?)
        })
    }

    /// The country's yearly change of users at the same ages over the years known, by least squares. None where they are
    /// too few.
    fn trend(&self, users: Users) -> Option<f64> {
        let years = self.from - TREND_YEARS..=self.from;
        let known: Vec<(f64, f64)> = years
            .filter_map(|year| Some((f64::from(year - self.from), self.ratio(users, year)?.ln())))
            .collect();
        if known.len() < LEAST_YEARS {
            return None;
        }
        let n = known.len() as f64;
        let mean = |value: fn(&(f64, f64)) -> f64| known.iter().map(value).sum::<f64>() / n;
        let (year, log) = (mean(|k| k.0), mean(|k| k.1));
        let together: f64 = known.iter().map(|k| (k.0 - year) * (k.1 - log)).sum();
        Some(together / known.iter().map(|k| (k.0 - year).powi(2)).sum::<f64>())
    }
}

/// The country's shares of a year, so that municipalities' reports of it come out at 65–79 and 80 or more.
fn shares(tables: &Tables, expected: &Expected, year: i32) -> Result<[Gradient; SERVICES], Fault> {
    let mut shares = gradients(tables, PATTERN)?;
    let people = tables.population.national(year).copied().unwrap_or_else(projection::zeros);
    for (old, all) in [(TRIED[1], TRIED[0]), (TRIED[3], TRIED[2])] {
        let gradient = &mut shares[all.service as usize];
        let reported = |users: Users| {
            let at_shares: f64 = expected.users(users.service, users.age, year).iter().sum();
            let ratio = ratio(tables, expected, (users.service, users.age), users.reported, year);
            ratio.map_or(0.0, |ratio| ratio * at_shares)
        };
        let (old, all) = (reported(old), reported(all));
        for (ages, users) in [(OLD..80, all - old), (80..AGES, old)] {
            let at = |sex: usize| ages.clone().map(move |age| (sex, age));
            let cells: Vec<(usize, usize)> = (0..SEXES).flat_map(at).collect();
            let now: f64 = cells.iter().map(|&(s, a)| people[s][a] * f64::from(gradient[s][a])).sum();
            cells.iter().for_each(|&(s, a)| gradient[s][a] *= (users / now) as f32);
        }
    }
    Ok(shares)
}

/// Users at the country's shares with the municipality's level, drawn for each future.
fn with_level(users: &[f32], level: Level, seed: u64, code: u64) -> Vec<f32> {
    let mut out = Vec::with_capacity(users.len());
    while out.len() < users.len() {
        let drawn = Sequences::new(seed, Stream::LocalNeed, code, out.len()).normals();
        let rest = &users[out.len()..];
        out.extend(rest.iter().zip(drawn).map(|(n, z)| n * (level.log + level.error * z).exp()));
    }
    out
}

/// The country's users aged 80 or more in the register's last year, at the shares of a year, with need that begins later,
/// and the people there were.
fn register(tables: &Tables, from: i32) -> Result<Vec<RegisterLine>, Fault> {
    let to = *USER_YEARS.end();
    if !USER_YEARS.contains(&from) {
        return Ok(Vec::new());
    }
    let shares = gradients(tables, from)?;
    let gained = super::past::mortality(tables, from).life_gained(to - from);
    let people = tables.population.national(to - 1).copied().unwrap_or_else(projection::zeros);
    let line = |service: Service| {
        let at = |shares: Gradient| -> f64 {
            let users =
                |sex: usize| (80..AGES).map(move |age| people[sex][age] * f64::from(shares[sex][age]));
            (0..SEXES).flat_map(users).sum()
        };
        let shares = shares[service as usize];
        let outcome = |sex: usize| tables.care.users(to, service as usize, sex, 1).persons;
        RegisterLine {
            service: SERVICE_NAMES[service as usize].to_owned(),
            from,
            to,
            forecast: at(later(&shares, gained)),
            unchanged: at(shares),
            outcome: (0..SEXES).map(outcome).sum(),
        }
    };
    Ok(Service::ALL.map(line).to_vec())
}
