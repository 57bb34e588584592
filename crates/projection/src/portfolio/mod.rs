//! Choosing a portfolio: which set of measures closes most of a gap within a budget, and which is the cheapest that
//! closes it with a certainty asked for.
//!
//! What a set does is computed jointly, on the same futures as everything else: effects meet, so a set is never the
//! sum of its measures. Up to [`MOST_EXACT`] measures that can do anything, every set is computed and the answer is
//! exact. Beyond, a mixed-integer programme over the measures' parts (`programme`) proposes sets for many budgets,
//! each is computed jointly and improved by exchanging measures (`search`); [`Portfolio::exact`] says which it was.
//!
//! Measured is what is *lacking*: the gap, or nothing where there is a surplus ([`Gap::lacking`]), so that plenty in
//! one future makes up for nothing in another. The order of the list and the number of threads make no difference.

mod explain;
mod frontier;
mod programme;
mod search;
mod sets;

use rayon::prelude::*;

use crate::measure::Measure;
use crate::quantile::Quantiles;
use crate::simulation::Simulation;
use crate::worth::Gap;
use sets::{Point, Sets};

/// Up to this many measures that can do anything, all sets are computed: 4 096 of them.
pub const MOST_EXACT: usize = 12;
/// The share of futures in which nothing may be lacking, unless asked otherwise.
pub const CERTAINTY: f64 = 0.8;

/// How much may be spent, and how sure one wants to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Kronor for all chosen measures together, once and yearly, from the first projected year through the year asked
    /// for; what was paid before is paid. Below 0, or no number, is 0.
    pub budget: f64,
    /// Share of the futures in which nothing may be lacking, 0–1; what is no number is [`CERTAINTY`].
    pub certainty: f64,
}

impl Limits {
    fn sound(self) -> Self {
        let certainty = if self.certainty.is_nan() { CERTAINTY } else { self.certainty.clamp(0.0, 1.0) };
        Self { budget: self.budget.max(0.0), certainty }
    }
}

/// A set of measures and what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// Positions in the list of measures, ascending.
    pub measures: Vec<usize>,
    /// Kronor, as [`Limits::budget`].
    pub cost: f64,
    /// Mean over futures of what is still lacking, in the gap's unit; not below 0. To a millionth of what is lacking
    /// without measures: what differs by less is the same.
    pub lacking: f64,
    /// Share of the futures in which nothing is lacking, 0–1.
    pub certainty: f64,
}

/// A set that was chosen, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The set.
    pub set: Set,
    /// What is still lacking with it, over futures.
    pub lacking: Quantiles,
    /// What each measure of the set does there, in the set's order.
    pub parts: Vec<Part>,
    /// Every other measure, in the list's order.
    pub left_out: Vec<LeftOut>,
}

/// A measure's part within a set: its Shapley value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Position in the list of measures.
    pub measure: usize,
    /// Kronor.
    pub cost: f64,
    /// Mean over futures of what it changes; negative closes. The parts sum to what the set changes.
    pub mean: f64,
    /// The same over futures.
    pub quantiles: Quantiles,
}

/// What a measure outside a set would do, were it added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeftOut {
    /// Position in the list of measures.
    pub measure: usize,
    /// Kronor that it would add.
    pub cost: f64,
    /// What it would change of what is lacking, mean over futures; negative closes.
    pub change: f64,
    /// Share of the futures in which nothing would be lacking.
    pub certainty: f64,
    /// Why it was left out.
    pub why: Why,
}

/// Why a measure was left out of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has no effect by the year.
    Idle,
    /// Added to the set it closes nothing more, or widens the gap.
    ClosesNothing,
    /// It would close more, but the rest of the budget does not cover it.
    TooDear,
    /// The certainty is there without it.
    NotNeeded,
    /// It would close more, but in no more futures is the gap closed altogether.
    NoSurer,
    /// It would close more within the budget: the search, which was not exact, missed it.
    Missed,
}

impl Why {
    /// The name in the API and in texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::ClosesNothing => "closes_nothing",
            Self::TooDear => "too_dear",
            Self::NotNeeded => "not_needed",
            Self::NoSurer => "no_surer",
            Self::Missed => "missed",
        }
    }
}

/// Which measures to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Portfolio {
    /// What is lacking without measures.
    pub without: Set,
    /// The same over futures.
    pub without_lacking: Quantiles,
    /// The set with the least lacking within the budget; of equals the cheapest.
    pub best: Choice,
    /// The cheapest set with the certainty asked for. Where no set has it: the surest there is, of equals the
    /// cheapest.
    pub certain: Choice,
    /// Whether `certain` has the certainty asked for.
    pub is_certain: bool,
    /// The sets that no other beats: none that costs no more has both as little lacking and as great a certainty.
    /// Cheapest first; `best` and `certain` are among them.
    pub frontier: Vec<Set>,
    /// Whether every set was computed.
    pub exact: bool,
    /// How many sets were computed.
    pub computed: usize,
    /// What each measure of the list costs, kronor.
    pub costs: Vec<f64>,
}

/// Chooses among `measures` to close `gap` in the projected year `year` (at most the run's years).
pub fn portfolio(
    simulation: &Simulation<'_>,
    measures: &[Measure],
    (gap, year): (Gap, usize),
    limits: Limits,
) -> Portfolio {
    let limits = limits.sound();
    let sets = Sets::new(simulation, measures, gap, year);
    let exact = sets.acting.len() <= MOST_EXACT;
    let points = if exact { all(&sets) } else { search::search(&sets, limits) };
    let none = sets.none.clone();
    let best = points.iter().filter(|p| p.fits(limits.budget)).min_by(|a, b| a.by_closing(b));
    let certain = points.iter().filter(|p| p.is_sure(limits.certainty)).min_by(|a, b| a.by_cost(b));
    let surest = points.iter().min_by(|a, b| a.by_certainty(b));
    let goal = explain::Goal::Budget(limits.budget);
    let certain_goal = if certain.is_some() { explain::Goal::Sure } else { explain::Goal::Surest };
    Portfolio {
        without_lacking: sets.quantiles(&none),
        best: explain::choice(&sets, best.unwrap_or(&none), goal),
        certain: explain::choice(&sets, certain.or(surest).unwrap_or(&none), certain_goal),
        is_certain: certain.is_some(),
        frontier: frontier::unbeaten(&points).into_iter().map(|point| sets.set(point)).collect(),
        exact,
        computed: points.len(),
        costs: sets.costs_as_listed(),
        without: sets.set(&none),
    }
}

/// Every set of the measures that can do anything.
fn all(sets: &Sets<'_>) -> Vec<Point> {
    let n = sets.acting.len();
    (0..1_usize << n)
        .into_par_iter()
        .map(|chosen| sets.compute((0..n).filter(|i| chosen >> i & 1 == 1).map(|i| sets.acting[i]).collect()))
        .collect()
}
