//! The simulation: from the futures of a place's population to need, places, staff and cost, under a scenario and
//! with levers.
//!
//! The population is not run again: levers act on need, staff and cost, so it takes a fraction of a
//! millisecond.

mod future;

pub(crate) use future::Levels;
use future::{Block, Place};

use crate::kernel::{ROW, Rows, dispatch, rows};
use crate::measure::LeverValues;
use crate::national::National;
use crate::need::{self, Level, SERVICES};
use crate::output::Output;
use crate::population::Trajectories;
use crate::quantile::Quantiles;
use crate::staff::{self, Ageing};

/// How need develops when nobody acts, and who gets a place.
///
/// The default is what trials from earlier years support: need that begins later as lives grow longer, and met.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scenario {
    /// How the shares of each age that have care develop.
    pub shares: Shares,
    /// What decides who lives in special housing.
    pub housing: Housing,
}

/// How the shares of each age that have care develop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shares {
    /// They stay as they are.
    Unchanged,
    /// The old grow healthier: need begins later by this share of the years of life gained at 65.
    Later {
        /// Share of the gained years that are spent in health, 0–1.
        healthy: f64,
    },
    /// They go on falling (or rising) as over the last ten years, ever more slowly.
    Trend,
}

impl Default for Shares {
    fn default() -> Self {
        Self::Later { healthy: 1.0 }
    }
}

/// What decides who lives in special housing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Housing {
    /// Whoever needs it.
    #[default]
    ByNeed,
    /// The share of people 80 and over is decided; it is reached in five years.
    Coverage {
        /// The decided share, 0–1.
        share_80_plus: f64,
    },
    /// No more places are built than those decided: the rest wait and are helped at home.
    Ceiling,
}

impl From<Shares> for Scenario {
    fn from(shares: Shares) -> Self {
        Self { shares, housing: Housing::ByNeed }
    }
}

impl From<Housing> for Scenario {
    fn from(housing: Housing) -> Self {
        Self { shares: Shares::default(), housing }
    }
}

impl Scenario {
    /// The scenario with its shares clamped between 0 and 1; of one that is no number, nothing changes.
    #[must_use]
    pub fn clamped(self) -> Self {
        let shares = match self.shares {
            Shares::Later { healthy } if healthy.is_nan() => Shares::Unchanged,
            Shares::Later { healthy } => Shares::Later { healthy: healthy.clamp(0.0, 1.0) },
            other => other,
        };
        let housing = match self.housing {
            Housing::Coverage { share_80_plus } if share_80_plus.is_nan() => Housing::ByNeed,
            Housing::Coverage { share_80_plus } => {
                Housing::Coverage { share_80_plus: share_80_plus.clamp(0.0, 1.0) }
            }
            other => other,
        };
        Self { shares, housing }
    }

    /// Whether need may begin later or earlier than today without any lever.
    pub fn moves_onset(self) -> bool {
        matches!(self.shares, Shares::Later { .. })
    }
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
    /// Retirement and sick leave as staff grow older over the projected years.
    pub ageing: Ageing,
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
    /// Cost of home care for each user; that of an hour is what it comes to with the hours.
    pub cost_per_user: Level,
    /// Share of staff's contracted time lost to sickness.
    pub sick_leave: Level,
    /// Odds of part time: the missing part of a full-time contract against the contracted.
    pub part_time: Level,
}

/// All outputs of one place (or a sum of places) by year and future.
#[derive(Clone, Debug, PartialEq)]
pub struct Outputs {
    /// Projected years; year 0 is the base year.
    pub years: usize,
    /// Number of futures.
    pub draws: usize,
    /// `[output][year][row of futures]`.
    values: Rows,
}

impl Outputs {
    /// Zeros, to add places to.
    pub fn zeros(years: usize, draws: usize) -> Self {
        Self { years, draws, values: rows(Output::ALL.len() * (years + 1) * draws.div_ceil(ROW)) }
    }

    /// One output in one year (0 is the base year), one value a future. A year past the end is answered with the
    /// last.
    pub fn get(&self, output: Output, year: usize) -> &[f32] {
        let blocks = self.draws.div_ceil(ROW);
        let from = (output.index() * (self.years + 1) + year.min(self.years)) * blocks;
        &self.values[from..from + blocks].as_flattened()[..self.draws]
    }

    /// Quantiles over futures.
    pub fn quantiles(&self, output: Output, year: usize) -> Quantiles {
        Quantiles::of(self.get(output, year))
    }

    /// Quantiles over futures of every output and year: all years of the first output, then of the next.
    pub fn all_quantiles(&self) -> Vec<Quantiles> {
        Quantiles::of_all(&self.figures().collect::<Vec<_>>())
    }

    /// The same, when those of other outputs of the same shape are known: a lever moves some figures and leaves the
    /// others as they are, and to see that is much quicker than to sort them again.
    pub fn all_quantiles_beside(&self, other: &Self, known: &[Quantiles]) -> Vec<Quantiles> {
        let moved = self.figures().zip(other.figures()).map(|(own, others)| own != others);
        let moved: Vec<bool> = moved.chain(std::iter::repeat(true)).take(self.figures().len()).collect();
        let figures: Vec<&[f32]> =
            self.figures().zip(&moved).filter(|(_, moved)| **moved).map(|(own, _)| own).collect();
        let mut new = Quantiles::of_all(&figures).into_iter();
        let known = known.iter().map(Some).chain(std::iter::repeat(None));
        moved
            .iter()
            .zip(known)
            .filter_map(|(moved, known)| if *moved { new.next() } else { known.copied() })
            .collect()
    }

    /// All years of the first output, then of the next.
    fn figures(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        let blocks = self.draws.div_ceil(ROW).max(1);
        self.values.chunks_exact(blocks).map(|rows| &rows.as_flattened()[..self.draws])
    }

    /// The difference from other outputs for the same place, future by future.
    #[must_use]
    pub fn minus(mut self, other: &Self) -> Self {
        for (value, subtracted) in self.values.as_flattened_mut().iter_mut().zip(other.values.as_flattened())
        {
            *value -= subtracted;
        }
        self
    }

    /// Adds another place, future by future. All outputs are sums over places.
    pub fn add(&mut self, other: &Self) {
        for (sum, value) in self.values.as_flattened_mut().iter_mut().zip(other.values.as_flattened()) {
            *sum += value;
        }
    }
}

/// One place under a scenario: what its outputs are computed from, but for the levers.
#[derive(Clone, Copy)]
pub struct Simulation<'a> {
    /// The model.
    pub model: &'a Model,
    /// The place's care.
    pub care: &'a LocalCare,
    /// The place's futures.
    pub futures: &'a Trajectories,
    /// The country's futures, which the place's were run with.
    pub national: &'a National,
    /// How need develops.
    pub scenario: Scenario,
    /// Places in special housing by year from the base year on, where they are given; a year past the end has the last's.
    /// Without, the base year's are as many as live there.
    pub places: Option<&'a [f32]>,
}

impl Simulation<'_> {
    /// The outputs with levers, for the same years and futures.
    pub fn run(&self, levers: &LeverValues) -> Outputs {
        self.run_until(levers, self.futures.years)
    }

    /// The outputs no further than to the projected year `last`, for whoever asks of one year: `levers` need hold no
    /// more.
    pub(crate) fn run_until(&self, levers: &LeverValues, last: usize) -> Outputs {
        let mut out = Outputs::zeros(last.min(self.futures.years), self.futures.draws);
        self.run_into(levers, &mut out);
        out
    }

    /// The outputs in the place of others of as many futures, and as many years as that has: for runs over many
    /// places, which would otherwise wait for memory.
    pub fn run_into(&self, levers: &LeverValues, out: &mut Outputs) {
        let simulation = Self { scenario: self.scenario.clamped(), ..*self };
        let rows = self.futures.blocks();
        for block in 0..rows {
            let (place, levels) = (Place { row: block, rows }, &self.levels(block));
            let (years, out) = (out.years, &mut out.values);
            dispatch(Block { simulation, levels, levers, block, place, years, out });
        }
    }

    /// How the place's care differs from the country's in a row of futures.
    pub(crate) fn levels(&self, block: usize) -> Levels {
        Levels::draw(self.care, self.national.run.seed, block)
    }

    /// One row of futures alone, whose levels are drawn already: `levers` and `out` hold that row and no other.
    pub(crate) fn run_row_into(
        &self,
        levels: &Levels,
        levers: &LeverValues,
        block: usize,
        out: &mut Outputs,
    ) {
        let simulation = Self { scenario: self.scenario.clamped(), ..*self };
        let (place, years) = (Place { row: 0, rows: 1 }, out.years);
        dispatch(Block { simulation, levels, levers, block, place, years, out: &mut out.values });
    }
}
