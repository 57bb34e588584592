//! Sixteen futures of one place, year by year: need, places, staff and cost.

use pulp::{Simd, WithSimd};

use super::{Housing, LocalCare, Model, Scenario, Shares, Simulation};
use crate::kernel::{self, ROW, Row, Rows};
use crate::lever::Lever;
use crate::measure::LeverValues;
use crate::national::National;
use crate::need::{self, Level, SERVICES, SHIFTS, Service};
use crate::output::Output;
use crate::population::{Series, Trajectories};
use crate::random::{Sequences, Stream};
use crate::staff::OCCUPATIONS;

type Lanes<S> = kernel::Lanes<f32, S>;

const INDICATORS: usize = Output::ALL.len();
/// Years until a decided coverage is reached.
const COVERAGE_YEARS: f32 = 5.0;
/// Changes of sick leave may not eat up all working time.
const LONGEST_ABSENCE: f32 = 0.5;
/// Work that is as good as none, full-time equivalents.
const LEAST_WORK: f64 = 1e-6;
/// Contract rates that can be computed with.
const RATES: (f64, f64) = (0.05, 1.0);

/// One row of futures through all years.
pub(super) struct Block<'a> {
    pub(super) simulation: Simulation<'a>,
    pub(super) levels: &'a Levels,
    pub(super) levers: &'a LeverValues,
    pub(super) block: usize,
    /// Where the row stands in the levers and the outputs.
    pub(super) place: Place,
    /// The last year.
    pub(super) years: usize,
    pub(super) out: &'a mut Rows,
}

/// A row among those that levers and outputs hold.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) rows: usize,
}

impl WithSimd for Block<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Simulation { model, futures, national, scenario, places, .. } = self.simulation;
        let (years, Place { row, rows }) = (self.years, self.place);
        let onset = self.levers.acts_on(Lever::OnsetDelay) || scenario.moves_onset();
        for part in 0..Lanes::<S>::PARTS {
            let now = |year: usize| Now {
                model,
                futures,
                scenario,
                places: places.and_then(|all| all.get(year).or(all.last()).copied()),
                values: self.levers,
                national,
                onset,
                simd,
                block: self.block,
                row,
                part,
                year,
            };
            let mut state = State::new(&now(0), self.levels);
            for year in 0..=years {
                let cost = if year == 0 { 0.0 } else { self.levers.cost[year - 1] as f32 };
                let figures = state.figures(&now(year), cost);
                for (output, figure) in figures.into_iter().enumerate() {
                    figure.store(&mut self.out[(output * (years + 1) + year) * rows + row], part);
                }
            }
        }
    }
}

/// How a place's care differs from the country's in a row of futures, as factors.
pub(crate) struct Levels {
    coverage: [Row; SERVICES],
    hours: Row,
    cost_per_place: Row,
    cost_per_user: Row,
    sick_leave: Row,
    part_time: Row,
}

impl Levels {
    pub(super) fn draw(care: &LocalCare, seed: u64, block: usize) -> Self {
        let mut random = Sequences::new(seed, Stream::LocalNeed, care.code, block * ROW);
        let mut level = |l: Level| {
            let l = l.clamped();
            random.normals().map(|z| (l.log + l.error * z).exp())
        };
        Self {
            coverage: care.coverage.map(&mut level),
            hours: level(care.hours),
            cost_per_place: level(care.cost_per_place),
            cost_per_user: level(care.cost_per_user),
            sick_leave: level(care.sick_leave),
            part_time: level(care.part_time),
        }
    }
}

/// One year of some futures.
struct Now<'a, S: Simd> {
    model: &'a Model,
    futures: &'a Trajectories,
    scenario: Scenario,
    /// Places in special housing, where they are given.
    places: Option<f32>,
    values: &'a LeverValues,
    national: &'a National,
    onset: bool,
    simd: S,
    block: usize,
    /// The row's place in the levers.
    row: usize,
    part: usize,
    year: usize,
}

impl<S: Simd> Now<'_, S> {
    #[inline(always)]
    fn lever(&self, lever: Lever) -> Lanes<S> {
        let acting = if self.year == 0 { None } else { self.values.rows(lever, self.year - 1) };
        acting.map_or(Lanes::zero(self.simd), |rows| Lanes::load(self.simd, &rows[self.row], self.part))
    }

    #[inline(always)]
    fn population(&self, series: Series) -> Lanes<S> {
        Lanes::load(self.simd, &self.futures.rows(series, self.year)[self.block], self.part)
    }

    #[inline(always)]
    fn same(&self, x: f64) -> Lanes<S> {
        Lanes::splat(self.simd, x as f32)
    }

    /// Users at the country's shares, with the onset of need moved.
    #[inline(always)]
    fn need(&self, need: usize) -> Lanes<S> {
        if !self.onset {
            return self.population(Series::Need(need, need::NO_SHIFT));
        }
        let mut later = self.lever(Lever::OnsetDelay);
        if let (Shares::Later { healthy }, 1..) = (self.scenario.shares, self.year) {
            let onset = &self.national.onset(self.year - 1)[self.block];
            later += Lanes::load(self.simd, onset, self.part) * healthy as f32;
        }
        // Straight lines between the shifts that were computed: each adds its part of the way from today's.
        let today = self.population(Series::Need(need, need::NO_SHIFT));
        let mut users = today;
        let mut from = today;
        for (shift, years) in SHIFTS.windows(2).enumerate().skip(need::NO_SHIFT) {
            let to = self.population(Series::Need(need, shift + 1));
            let step = (years[1] - years[0]) as f32;
            users += (to - from) * ((later - years[0] as f32) * (1.0 / step)).clamp(0.0, 1.0);
            from = to;
        }
        let earlier = self.population(Series::Need(need, need::NO_SHIFT - 1));
        // Where next to nobody is left, what is taken away may be rounded to more than there was.
        (users + (earlier - today) * (-later).clamp(0.0, 1.0)).positive()
    }
}

/// What the futures remember from year to year.
struct State<S: Simd> {
    /// Users relative to the country's shares, by service, then special housing 80+.
    coverage: [Lanes<S>; SERVICES + 1],
    hours: Lanes<S>,
    cost_per_place: Lanes<S>,
    cost_per_hour: Lanes<S>,
    /// Share of contracted time lost to sickness in the base year, of all together.
    sick_leave: Lanes<S>,
    /// Share of each occupation's contracted time that is worked in the base year.
    present: [Lanes<S>; OCCUPATIONS],
    /// Contracted time of each occupation for the same work as in the country, as the place's sick leave is its own.
    contracted: [Lanes<S>; OCCUPATIONS],
    /// Contracted full-time equivalents for each employee of an occupation.
    contract_rate: [Lanes<S>; OCCUPATIONS],
    /// Places in the base year, where none are given.
    places: Lanes<S>,
    /// People of the ages that recruits come from, in the base year.
    entering: Lanes<S>,
    /// Heads employed when need is met and nobody is dismissed.
    employed: [Lanes<S>; OCCUPATIONS],
    /// Heads that today's staff and recruitment give.
    available: [Lanes<S>; OCCUPATIONS],
    recruits: [Lanes<S>; OCCUPATIONS],
    cost_factor: Lanes<S>,
    /// Rise of the exit age so far, years.
    exit_age: Lanes<S>,
}

impl<S: Simd> State<S> {
    #[inline(always)]
    fn new(base: &Now<'_, S>, levels: &Levels) -> Self {
        let (simd, part, model) = (base.simd, base.part, base.model);
        let zero = Lanes::zero(simd);
        let mut coverage = [zero; SERVICES + 1];
        for (factor, level) in coverage.iter_mut().zip(&levels.coverage) {
            *factor = Lanes::load(simd, level, part);
        }
        let housing = Service::SpecialHousing as usize;
        coverage[SERVICES] = coverage[housing];
        let hours = Lanes::load(simd, &levels.hours, part);
        let sick_leave = Lanes::load(simd, &levels.sick_leave, part) * model.staff.sick_leave as f32;
        let (mut present, mut contracted) = ([zero; OCCUPATIONS], [zero; OCCUPATIONS]);
        for o in 0..OCCUPATIONS {
            let ratio = model.staff.sick_leave_ratio[o] as f32;
            let in_country = (model.staff.sick_leave as f32 * ratio).clamp(0.0, LONGEST_ABSENCE);
            present[o] = base.same(1.0) - (sick_leave * ratio).clamp(0.0, LONGEST_ABSENCE);
            contracted[o] = base.same(f64::from(1.0 - in_country)) / present[o];
        }
        let part_time = Lanes::load(simd, &levels.part_time, part);
        let contract_rate = model.staff.contract_rate.map(|rate| {
            let rate = crate::clamped(rate, RATES, RATES.1);
            base.same(rate) / (part_time * (1.0 - rate) as f32 + rate as f32)
        });
        Self {
            hours: hours * (model.need.hours_per_user * 12.0) as f32,
            cost_per_place: Lanes::load(simd, &levels.cost_per_place, part) * model.costs.per_place as f32,
            // What a user costs is known, and hours that are registered otherwise cost otherwise.
            cost_per_hour: Lanes::load(simd, &levels.cost_per_user, part) / hours
                * model.costs.per_hour as f32,
            sick_leave,
            present,
            contracted,
            contract_rate,
            places: base.population(Series::Need(housing, need::NO_SHIFT)) * coverage[housing],
            entering: base.population(Series::Entering).max(base.same(1.0)),
            coverage,
            employed: [zero; OCCUPATIONS],
            available: [zero; OCCUPATIONS],
            recruits: [zero; OCCUPATIONS],
            cost_factor: base.same(1.0),
            exit_age: zero,
        }
    }

    #[inline(always)]
    fn figures(&mut self, now: &Now<'_, S>, measures_cost: f32) -> [Lanes<S>; INDICATORS] {
        let housing = self.housing(now);
        let ordinary = self.users(now, Service::HomeCare);
        let short_term = self.users(now, Service::ShortTerm);
        let day_activity = self.users(now, Service::DayActivity);
        // Coverage above today's takes people from home care, but never more than have it.
        let at_home = housing.at_home.max(-ordinary);
        let hours = self.home_care_hours(now, ordinary, at_home);
        let served = housing.needed - housing.queue;
        let staff = self.staff(now, served, hours);
        let cost = self.cost(now, staff.supplement, served, hours, short_term);
        let [hires_assistant, hires_care, hires_nurses] = staff.hires;
        [
            now.population(Series::Total),
            now.population(Series::Over65),
            now.population(Series::Over80),
            now.population(Series::Over85),
            now.population(Series::Working),
            ordinary + at_home,
            housing.needed,
            housing.needed_80_plus,
            short_term,
            day_activity,
            housing.places,
            housing.needed - housing.places,
            housing.queue,
            hours,
            staff.fte[0] + staff.fte[1] + staff.fte[2],
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

    #[inline(always)]
    fn users(&self, now: &Now<'_, S>, service: Service) -> Lanes<S> {
        now.need(service as usize) * self.coverage[service as usize] * trend(now, service as usize)
    }

    #[inline(always)]
    fn housing(&self, now: &Now<'_, S>) -> Residents<S> {
        let service = Service::SpecialHousing as usize;
        let trend = trend(now, service);
        let by_need = now.need(service) * self.coverage[service] * trend;
        let by_need_80_plus = now.need(SERVICES) * self.coverage[SERVICES] * trend;
        let over_80 = now.population(Series::Over80).max(now.same(1.0));
        let share = (by_need_80_plus / over_80).max(now.same(1e-4));
        let points = now.lever(Lever::SpecialHousingCoverage) * 0.01 / share;
        let decided = match now.scenario.housing {
            Housing::Coverage { share_80_plus } => {
                let reached = (now.year as f32 / COVERAGE_YEARS).min(1.0);
                (now.same(share_80_plus) / share - 1.0) * reached + 1.0
            }
            _ => now.same(1.0),
        };
        let factor = (decided + points).positive();
        let needed = by_need * factor;
        let unchanged = now.places.map_or(self.places, |given| Lanes::splat(now.simd, given));
        let places = (unchanged + now.lever(Lever::PlacesOpened) - now.lever(Lever::PlacesClosed)).positive();
        let queue = match now.scenario.housing {
            Housing::Ceiling => (needed - places).positive(),
            _ => now.same(0.0),
        };
        // Those whom a decision on coverage or a ceiling keeps out of special housing are helped at home.
        let kept_out = match now.scenario.housing {
            Housing::Coverage { .. } => by_need - needed,
            _ => -(by_need * points.max(-decided)),
        };
        Residents {
            needed,
            needed_80_plus: by_need_80_plus * factor,
            places,
            queue,
            at_home: kept_out + queue,
        }
    }

    #[inline(always)]
    fn home_care_hours(&self, now: &Now<'_, S>, users: Lanes<S>, instead_of_place: Lanes<S>) -> Lanes<S> {
        let need = &now.model.need;
        let change = (now.lever(Lever::HomeCareHoursPerUser) + now.lever(Lever::Continuity)
            - now.lever(Lever::NightSupervision)
            - now.lever(Lever::RelativesSupport))
            * 0.01
            + 1.0;
        let ordinary = users * self.hours * change.max(now.same(0.1));
        let dispensers = users * now.lever(Lever::MedicationDispensing) * 0.01;
        let freed = (dispensers * (need.hours_per_dispenser * 12.0) as f32).min(ordinary * 0.5);
        let instead = instead_of_place * (need.hours_instead_of_place * 12.0) as f32;
        (ordinary - freed + instead).positive()
    }

    #[inline(always)]
    fn staff(&mut self, now: &Now<'_, S>, served: Lanes<S>, hours: Lanes<S>) -> Staff<S> {
        let staff = &now.model.staff;
        let zero = now.same(0.0);
        let longer = now.lever(Lever::ContractHours) / staff.weekly_hours as f32 + 1.0;
        let per_place = now.lever(Lever::StaffingPerPlace) * 0.01 + 1.0;
        // Nobody grows older faster than a year a year: a larger rise takes its years.
        let later = (now.lever(Lever::ExitAge) - self.exit_age).clamp(-1.0, 1.0);
        self.exit_age += later;
        let mut result = Staff {
            fte: [zero; OCCUPATIONS],
            hires: [zero; OCCUPATIONS],
            hires_gap: zero,
            fte_gap: zero,
            supplement: zero,
        };
        let mut all_work = zero;
        for o in 0..OCCUPATIONS {
            let in_places = served * staff.fte_per_place[o] as f32 * per_place;
            let work = in_places + hours * staff.fte_per_hour[o] as f32;
            let work = work * self.contracted[o];
            let fte = self.supplement(now, o) * work;
            all_work += work;
            let contract = longer * self.contract_rate[o];
            let heads = fte / contract;
            if now.year == 0 {
                self.employed[o] = heads;
                self.available[o] = heads;
                self.recruits[o] = heads * now.model.ageing.recruited(o);
            } else {
                let retiring =
                    ((now.same(1.0) - later) * now.model.ageing.leaving(o, now.year - 1)).clamp(0.0, 1.0);
                let leaving = (retiring + now.lever(Lever::Turnover) * 0.01).clamp(0.0, 1.0);
                let staying = now.same(1.0) - leaving;
                let entering = now.population(Series::Entering) / self.entering;
                let supply = now.lever(Lever::TrainingSupply) * (0.01 * trained(staff.trained[o])) + 1.0;
                let recruits = self.recruits[o] * entering * supply.positive();
                let kept = self.employed[o] * staying;
                let hires = (heads - kept).positive();
                self.available[o] = self.available[o] * staying + recruits;
                self.employed[o] = kept + hires;
                result.hires[o] = hires;
                result.hires_gap += hires - recruits;
            }
            result.fte[o] = fte;
            result.fte_gap += fte - self.available[o] * contract;
            result.supplement += fte;
        }
        result.supplement = result.supplement / all_work.max(now.same(LEAST_WORK));
        result
    }

    /// Contracted time of an occupation for the same work relative to the base year's, as sick leave changes by decision
    /// and with its ages.
    #[inline(always)]
    fn supplement(&self, now: &Now<'_, S>, occupation: usize) -> Lanes<S> {
        let staff = &now.model.staff;
        let later =
            staff.sick_leave_ratio[occupation] as f32 * now.model.ageing.absence(occupation, now.year);
        let absence =
            ((now.lever(Lever::SickLeave) * 0.01 + self.sick_leave) * later).clamp(0.0, LONGEST_ABSENCE);
        self.present[occupation] / (now.same(1.0) - absence)
    }

    #[inline(always)]
    fn cost(
        &mut self,
        now: &Now<'_, S>,
        supplement: Lanes<S>,
        served: Lanes<S>,
        hours: Lanes<S>,
        short_term: Lanes<S>,
    ) -> Lanes<S> {
        let costs = &now.model.costs;
        if now.year > 0 {
            self.cost_factor = self.cost_factor * (now.lever(Lever::UnitCostTrend) * 0.01 + 1.0);
        }
        let staff_share = costs.staff_share as f32;
        // Absence must be filled: the staff's part of a cost follows the time that must be contracted.
        let absence = (supplement - 1.0) * staff_share + 1.0;
        let per_place = now.lever(Lever::StaffingPerPlace) * 0.01 + 1.0;
        let staffing = (per_place * supplement - 1.0) * staff_share + 1.0;
        let other = now.population(Series::Over80) * costs.other_per_80_plus as f32;
        let sum = served * self.cost_per_place * staffing
            + hours * self.cost_per_hour * absence
            + short_term * costs.per_short_term as f32
            + other;
        sum * self.cost_factor
    }
}

/// Special housing in a year.
struct Residents<S: Simd> {
    needed: Lanes<S>,
    needed_80_plus: Lanes<S>,
    places: Lanes<S>,
    queue: Lanes<S>,
    /// People helped at home instead of in special housing; negative when more get a place than today's shares.
    at_home: Lanes<S>,
}

struct Staff<S: Simd> {
    fte: [Lanes<S>; OCCUPATIONS],
    hires: [Lanes<S>; OCCUPATIONS],
    hires_gap: Lanes<S>,
    fte_gap: Lanes<S>,
    /// Contracted time for the same work relative to the base year's, of all together.
    supplement: Lanes<S>,
}

/// A share of recruits.
#[inline(always)]
fn trained(share: f64) -> f32 {
    crate::clamped(share, (0.0, 1.0), 0.0) as f32
}

/// Factor on a service's shares that the local trend gives.
#[inline(always)]
fn trend<S: Simd>(now: &Now<'_, S>, service: usize) -> f32 {
    match now.scenario.shares {
        Shares::Trend => (now.model.need.trend[service] * need::damped(now.year)).exp() as f32,
        _ => 1.0,
    }
}
