//! The answer: from the futures of a place's population to need, places, staff and cost, under a scenario and
//! with levers.
//!
//! The population is not run again: levers act on need, staff and cost, so an answer takes milliseconds.

use crate::indicator::Indicator;
use crate::lever::Lever;
use crate::measure::LeverValues;
use crate::need::{self, Level, SERVICES, SHIFTS, Service};
use crate::population::{Futures, Series};
use crate::quantile::Quantiles;
use crate::random::{Random, Stream};
use crate::staff::{self, Exits, OCCUPATIONS};

/// How need develops when nobody acts.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Scenario {
    /// The shares of each age that have care stay as they are.
    #[default]
    Unchanged,
    /// The old grow healthier: need begins later by this share of the years of life gained at 65.
    Healthier {
        /// Share of the gained years that are spent in health, 0–1.
        share: f64,
    },
    /// The shares go on falling (or rising) as over the last ten years, ever more slowly.
    LocalTrend,
    /// The share of people 80 and over in special housing is decided; it is reached in five years.
    Coverage {
        /// The decided share, 0–1.
        share_80_plus: f64,
    },
    /// No more places are built than those decided: the rest wait and are helped at home.
    Ceiling,
}

/// Unit costs in kronor, one price level.
#[derive(Clone, Debug)]
pub struct Costs {
    /// A person-year in special housing.
    pub per_place: f64,
    /// An hour of home care.
    pub per_hour: f64,
    /// A person-year in a short-term place.
    pub per_short_term: f64,
    /// Everything else in elderly care, for each inhabitant aged 80 or more.
    pub other_per_80_plus: f64,
    /// Share of a place's cost that is staff.
    pub staff_share: f64,
}

/// What is the same for all places.
#[derive(Clone, Debug)]
pub struct Model {
    /// Need.
    pub need: need::Parameters,
    /// Staff.
    pub staff: staff::Parameters,
    /// Retirement over the projected years.
    pub exits: Exits,
    /// Unit costs.
    pub costs: Costs,
}

/// How a place's care differs from the country's.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalCare {
    /// Names the place's random stream.
    pub code: u64,
    /// Users at the same age structure, by service.
    pub coverage: [Level; SERVICES],
    /// Home-care hours for each user.
    pub hours: Level,
    /// Cost of a place.
    pub cost_per_place: Level,
    /// Cost of an hour of home care.
    pub cost_per_hour: Level,
}

/// Where a run begins and how it is seeded.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// The base year.
    pub base_year: i32,
    /// Seed of the random streams.
    pub seed: u64,
}

/// All indicators of one place (or a sum of places) by year and future.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Projected years; year 0 is the base year.
    pub years: usize,
    /// Number of futures.
    pub draws: usize,
    values: Vec<f32>,
}

impl Answer {
    /// An answer of zeros, to add places to.
    pub fn zeros(years: usize, draws: usize) -> Self {
        Self { years, draws, values: vec![0.0; Indicator::ALL.len() * (years + 1) * draws] }
    }

    fn row(&self, indicator: Indicator, year: usize) -> std::ops::Range<usize> {
        let row = indicator.index() * (self.years + 1) + year;
        row * self.draws..(row + 1) * self.draws
    }

    /// One indicator in one year (0 is the base year), one value a future.
    pub fn get(&self, indicator: Indicator, year: usize) -> &[f32] {
        &self.values[self.row(indicator, year)]
    }

    /// Quantiles over futures.
    pub fn quantiles(&self, indicator: Indicator, year: usize) -> Quantiles {
        Quantiles::of(self.get(indicator, year))
    }

    /// The difference from another answer for the same place, future by future.
    #[must_use]
    pub fn minus(mut self, other: &Self) -> Self {
        for (value, subtracted) in self.values.iter_mut().zip(&other.values) {
            *value -= subtracted;
        }
        self
    }

    /// Adds another place, future by future. All indicators are sums over places.
    pub fn add(&mut self, other: &Self) {
        for (sum, value) in self.values.iter_mut().zip(&other.values) {
            *sum += value;
        }
    }
}

const ALL_LEVERS: usize = Lever::ALL.len();
/// Years until a decided coverage is reached.
const COVERAGE_YEARS: f32 = 5.0;
/// Changes of sick leave may not eat up all working time.
const LONGEST_ABSENCE: f64 = 0.5;

/// Computes the answer for one place.
///
/// `values` holds the levers for the same years and futures; `later` is the years of life gained at 65 by future
/// and year (as in [`crate::national::National::life_gained`]), which the scenario of healthier old reads.
pub fn answer(
    model: &Model,
    care: &LocalCare,
    futures: &Futures,
    life_gained: &[f32],
    scenario: Scenario,
    values: &LeverValues,
    start: Start,
) -> Answer {
    let mut out = Answer::zeros(futures.years, futures.draws);
    let mut state: Vec<State> =
        (0..futures.draws).map(|draw| State::new(model, care, futures, start.seed, draw)).collect();
    let nothing = vec![0.0_f32; futures.draws];
    for year in 0..=futures.years {
        let levers: [&[f32]; ALL_LEVERS] = std::array::from_fn(|i| {
            let acting = if year == 0 { None } else { values.year(Lever::ALL[i], year - 1) };
            acting.unwrap_or(&nothing)
        });
        let cost = if year == 0 { 0.0 } else { values.cost[year - 1] as f32 };
        let onset = values.acts_on(Lever::OnsetDelay) || matches!(scenario, Scenario::Healthier { .. });
        for (draw, state) in state.iter_mut().enumerate() {
            let gained = if year == 0 || life_gained.is_empty() {
                0.0
            } else {
                life_gained[draw * futures.years + year - 1]
            };
            let lever: [f32; ALL_LEVERS] = std::array::from_fn(|i| levers[i][draw]);
            let now = Now { model, futures, scenario, year, draw, lever, gained, onset };
            let figures = state.figures(&now, cost);
            for (indicator, figure) in Indicator::ALL.into_iter().zip(figures) {
                let row = out.row(indicator, year).start;
                out.values[row + draw] = figure;
            }
        }
    }
    out
}

/// One year of one future.
struct Now<'a> {
    model: &'a Model,
    futures: &'a Futures,
    scenario: Scenario,
    year: usize,
    draw: usize,
    lever: [f32; ALL_LEVERS],
    gained: f32,
    onset: bool,
}

impl Now<'_> {
    fn lever(&self, lever: Lever) -> f32 {
        self.lever[lever.index()]
    }

    fn population(&self, series: Series) -> f32 {
        self.futures.get(series, self.year)[self.draw]
    }

    /// Users at the country's shares, with the onset of need moved.
    fn need(&self, need: usize) -> f32 {
        if !self.onset {
            return self.population(Series::Need(need, need::NO_SHIFT));
        }
        let healthier = match self.scenario {
            Scenario::Healthier { share } => share as f32 * self.gained,
            _ => 0.0,
        };
        let last = (SHIFTS.len() - 1) as f32;
        let place = (self.lever(Lever::OnsetDelay) + healthier - SHIFTS[0] as f32).clamp(0.0, last);
        let below = (place as usize).min(SHIFTS.len() - 2);
        let at = |shift| self.population(Series::Need(need, shift));
        at(below) + (at(below + 1) - at(below)) * (place - below as f32)
    }
}

/// What one future remembers from year to year.
struct State {
    /// Users relative to the country's shares, by service, then special housing 80+.
    coverage: [f32; SERVICES + 1],
    hours: f32,
    cost_per_place: f32,
    cost_per_hour: f32,
    /// Places in the base year.
    places: f32,
    working: f32,
    /// Heads employed when need is met and nobody is dismissed.
    employed: [f32; OCCUPATIONS],
    /// Heads that today's staff and recruitment give.
    available: [f32; OCCUPATIONS],
    recruits: [f32; OCCUPATIONS],
    cost_factor: f32,
    /// Rise of the exit age so far, years.
    exit_age: f32,
}

impl State {
    fn new(model: &Model, care: &LocalCare, futures: &Futures, seed: u64, draw: usize) -> Self {
        let mut random = Random::new(seed, Stream::LocalNeed, care.code, draw as u64);
        let mut level = |l: Level| (l.log + l.error * random.normal()).exp();
        let services = care.coverage.map(&mut level);
        let special_housing = services[Service::SpecialHousing as usize];
        let mut coverage = [special_housing; SERVICES + 1];
        coverage[..SERVICES].copy_from_slice(&services);
        let base = |series| futures.get(series, 0)[draw];
        let need = |need: usize| base(Series::Need(need, need::NO_SHIFT)) * coverage[need];
        Self {
            coverage,
            hours: level(care.hours) * (model.need.hours_per_user * 12.0) as f32,
            cost_per_place: level(care.cost_per_place) * model.costs.per_place as f32,
            cost_per_hour: level(care.cost_per_hour) * model.costs.per_hour as f32,
            places: need(Service::SpecialHousing as usize),
            working: base(Series::Working).max(1.0),
            employed: [0.0; OCCUPATIONS],
            available: [0.0; OCCUPATIONS],
            recruits: [0.0; OCCUPATIONS],
            cost_factor: 1.0,
            exit_age: 0.0,
        }
    }

    fn figures(&mut self, now: &Now<'_>, measures_cost: f32) -> [f32; Indicator::ALL.len()] {
        let housing = self.housing(now);
        let users: [f32; SERVICES] = std::array::from_fn(|service| {
            if service == Service::SpecialHousing as usize {
                housing.needed
            } else {
                now.need(service) * self.coverage[service] * trend(now, service)
            }
        });
        let ordinary = users[Service::HomeCare as usize];
        // Coverage above today's takes people from home care, but never more than have it.
        let at_home = housing.at_home.max(-ordinary);
        let home_care_users = ordinary + at_home;
        let hours = self.home_care_hours(now, ordinary, at_home);
        let served = housing.needed - housing.queue;
        let presence = presence(&now.model.staff, now.lever(Lever::SickLeave));
        let staff = self.staff(now, presence, served, hours);
        let cost = self.cost(now, presence, served, hours, users[Service::ShortTerm as usize]);
        let [hires_assistant, hires_care, hires_nurses] = staff.hires;
        [
            now.population(Series::Total),
            now.population(Series::Over65),
            now.population(Series::Over80),
            now.population(Series::Over85),
            now.population(Series::Working),
            home_care_users,
            housing.needed,
            housing.needed_80_plus,
            users[Service::ShortTerm as usize],
            users[Service::DayActivity as usize],
            housing.places,
            housing.needed - housing.places,
            housing.queue,
            hours,
            staff.fte.iter().sum(),
            staff.fte[0],
            staff.fte[1],
            staff.fte[2],
            staff.fte_gap,
            hires_assistant + hires_care + hires_nurses,
            hires_assistant,
            hires_care,
            hires_nurses,
            staff.hires_gap,
            cost + measures_cost,
        ]
    }

    fn housing(&self, now: &Now<'_>) -> Housing {
        let service = Service::SpecialHousing as usize;
        let unchanged = now.need(service) * self.coverage[service];
        let unchanged_80_plus = now.need(SERVICES) * self.coverage[SERVICES];
        let points = now.lever(Lever::SpecialHousingCoverage) / 100.0;
        let share = (unchanged_80_plus / now.population(Series::Over80).max(1.0)).max(1e-4);
        let decided = match now.scenario {
            Scenario::Coverage { share_80_plus } => {
                let reached = (now.year as f32 / COVERAGE_YEARS).min(1.0);
                1.0 + (share_80_plus as f32 / share - 1.0) * reached
            }
            _ => trend(now, service),
        };
        let factor = (decided + points / share).max(0.0);
        let needed = unchanged * factor;
        let places = (self.places + now.lever(Lever::PlacesOpened) - now.lever(Lever::PlacesClosed)).max(0.0);
        let queue = match now.scenario {
            Scenario::Ceiling => (needed - places).max(0.0),
            _ => 0.0,
        };
        // Those whom a decision on coverage or a ceiling keeps out of special housing are helped at home. A
        // falling trend is not a decision: it is taken as falling need.
        let kept_out = match now.scenario {
            Scenario::Coverage { .. } => unchanged - needed,
            _ => -unchanged * (points / share).max(-decided),
        };
        Housing {
            needed,
            needed_80_plus: unchanged_80_plus * factor,
            places,
            queue,
            at_home: kept_out + queue,
        }
    }

    fn home_care_hours(&self, now: &Now<'_>, users: f32, instead_of_place: f32) -> f32 {
        let need = &now.model.need;
        let change = 1.0
            + (now.lever(Lever::HomeCareHoursPerUser) + now.lever(Lever::Continuity)
                - now.lever(Lever::NightSupervision)
                - now.lever(Lever::RelativesSupport))
                / 100.0;
        let ordinary = users * self.hours * change.max(0.1);
        let dispensers = users * now.lever(Lever::MedicationDispensing) / 100.0;
        let freed = (dispensers * (need.hours_per_dispenser * 12.0) as f32).min(0.5 * ordinary);
        let instead = instead_of_place * (need.hours_instead_of_place * 12.0) as f32;
        (ordinary - freed + instead).max(0.0)
    }

    fn staff(&mut self, now: &Now<'_>, presence: f32, served: f32, hours: f32) -> Staff {
        let staff = &now.model.staff;
        let longer = 1.0 + now.lever(Lever::ContractHours) / staff.weekly_hours as f32;
        let per_place = 1.0 + now.lever(Lever::StaffingPerPlace) / 100.0;
        // Nobody grows older faster than a year a year: a larger rise takes its years.
        let later = (now.lever(Lever::ExitAge) - self.exit_age).clamp(-1.0, 1.0);
        self.exit_age += later;
        let mut result = Staff::default();
        for o in 0..OCCUPATIONS {
            let fte = presence
                * (served * staff.fte_per_place[o] as f32 * per_place + hours * staff.fte_per_hour[o] as f32);
            let contract = staff.contract_rate[o] as f32 * longer;
            let heads = fte / contract;
            if now.year == 0 {
                self.employed[o] = heads;
                self.available[o] = heads;
                self.recruits[o] = heads * now.model.exits.at(o, 0, 0.0);
            } else {
                let leaving = (now.model.exits.at(o, now.year - 1, later)
                    + now.lever(Lever::Turnover) / 100.0)
                    .clamp(0.0, 1.0);
                let workforce = now.population(Series::Working) / self.working;
                let recruits =
                    self.recruits[o] * workforce * (1.0 + now.lever(Lever::TrainingSupply) / 100.0).max(0.0);
                let kept = self.employed[o] * (1.0 - leaving);
                let hires = (heads - kept).max(0.0);
                self.available[o] = self.available[o] * (1.0 - leaving) + recruits;
                self.employed[o] = kept + hires;
                result.hires[o] = hires;
                result.hires_gap += hires - recruits;
            }
            result.fte[o] = fte;
            result.fte_gap += fte - self.available[o] * contract;
        }
        result
    }

    fn cost(&mut self, now: &Now<'_>, presence: f32, served: f32, hours: f32, short_term: f32) -> f32 {
        let costs = &now.model.costs;
        if now.year > 0 {
            self.cost_factor *= 1.0 + now.lever(Lever::UnitCostTrend) / 100.0;
        }
        let staff_share = costs.staff_share as f32;
        // Absence must be filled: the staff's part of a cost follows the time that must be contracted.
        let absence = 1.0 + staff_share * (presence - 1.0);
        let per_place = 1.0 + now.lever(Lever::StaffingPerPlace) / 100.0;
        let staffing = 1.0 + staff_share * (per_place * presence - 1.0);
        let other = now.population(Series::Over80) * costs.other_per_80_plus as f32;
        let sum = served * self.cost_per_place * staffing
            + hours * self.cost_per_hour * absence
            + short_term * costs.per_short_term as f32
            + other;
        sum * self.cost_factor
    }
}

struct Housing {
    needed: f32,
    needed_80_plus: f32,
    places: f32,
    queue: f32,
    /// People helped at home instead of in special housing; negative when more get a place than today's shares.
    at_home: f32,
}

#[derive(Default)]
struct Staff {
    fte: [f32; OCCUPATIONS],
    hires: [f32; OCCUPATIONS],
    hires_gap: f32,
    fte_gap: f32,
}

/// Contracted time for the same work relative to today's, when sick leave changes by `points` percentage points.
fn presence(staff: &staff::Parameters, points: f32) -> f32 {
    let absence = (staff.sick_leave + f64::from(points) / 100.0).clamp(0.0, LONGEST_ABSENCE);
    ((1.0 - staff.sick_leave) / (1.0 - absence)) as f32
}

/// Factor on a service's shares that the local trend gives.
fn trend(now: &Now<'_>, service: usize) -> f32 {
    match now.scenario {
        Scenario::LocalTrend => (now.model.need.trend[service] * need::damped(now.year)).exp() as f32,
        _ => 1.0,
    }
}
