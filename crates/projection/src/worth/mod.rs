//! What a roadmap is worth: the gap without it, what each measure closes, and what remains.
//!
//! All measures are computed jointly, on the same futures as the run without them. What each contributes is its
//! Shapley value: its mean contribution over the orders in which the measures can be added. It depends on no
//! order, and in every future the parts sum to the whole.
//!
//! Beyond [`EXACT`] measures the orders are drawn, other ones in each row of futures (`row`), and the error of that is
//! told ([`Sampling`]). An order is walked by adding one measure at a time, so the work grows with the
//! measures and not with their square.

mod row;
mod shapley;

use rayon::prelude::*;

use crate::kernel::ROW;
use crate::measure::{Drawn, LeverValues, Measure};
use crate::national::Run;
use crate::output::Output;
use crate::quantile::Quantiles;
use crate::simulation::{Outputs, Simulation};
use row::Row;
use shapley::{Parts, Values};

/// What can be lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Places in special housing beyond those that exist.
    Places,
    /// Full-time equivalents beyond what today's staff and recruitment give.
    Fte,
    /// Recruits beyond today's recruitment, summed from the base year.
    Hires,
    /// Kronor a year beyond the base year's cost.
    Cost,
}

impl Gap {
    /// All gaps.
    pub const ALL: [Self; 4] = [Self::Places, Self::Fte, Self::Hires, Self::Cost];

    /// The name in the API and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Fte => "fte",
            Self::Hires => "hires",
            Self::Cost => "cost",
        }
    }

    /// The gap with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gap| gap.name() == name)
    }

    /// What is lacking in a year, one value a future: the gap, or nothing where there is a surplus.
    pub fn lacking(self, outputs: &Outputs, year: usize) -> Vec<f32> {
        self.of(outputs, year).into_iter().map(|gap| gap.max(0.0)).collect()
    }

    /// The gap in a year, one value a future.
    pub fn of(self, outputs: &Outputs, year: usize) -> Vec<f32> {
        match self {
            Self::Places => outputs.get(Output::PlacesGap, year).to_vec(),
            Self::Fte => outputs.get(Output::FteGap, year).to_vec(),
            Self::Hires => {
                let mut sum = vec![0.0_f32; outputs.draws];
                for y in 1..=year {
                    sum.iter_mut().zip(outputs.get(Output::HiresGap, y)).for_each(|(s, h)| *s += h);
                }
                sum
            }
            Self::Cost => {
                let base = outputs.get(Output::CostSek, 0);
                outputs.get(Output::CostSek, year).iter().zip(base).map(|(now, then)| now - then).collect()
            }
        }
    }
}

/// One gap in one year, with and without the roadmap.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// The gap without the roadmap.
    pub without: Quantiles,
    /// The gap that remains with it.
    pub remaining: Quantiles,
    /// What each measure changes, in the order given; negative closes.
    pub parts: Vec<Quantiles>,
    /// Means over futures of each part: they sum to the mean of the whole change.
    pub part_means: Vec<f64>,
    /// How the parts were sampled; none where all subsets were computed.
    pub sampling: Option<Sampling>,
    /// Mean gap without the roadmap.
    pub without_mean: f64,
    /// Mean gap that remains.
    pub remaining_mean: f64,
    /// Share of the gap that is closed, where there is one; quantiles over futures.
    pub closed: Option<Quantiles>,
    /// Share of futures where the gap is closed altogether.
    pub enough: f64,
    /// Share of futures where there is none without the roadmap.
    pub enough_without: f64,
    /// How the measures meet; none where the parts were not asked for.
    pub interaction: Option<Interaction>,
}

/// Parts computed over orders drawn at random instead of over all.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampling {
    /// How many orders, over all futures.
    pub orders: usize,
    /// Standard errors that `part_means` have for it.
    pub errors: Vec<f64>,
}

/// What measures change together beyond what each would change alone: above 0 they get in each other's way, below 0
/// they help each other. It lies in the parts already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interaction {
    /// Mean over futures of what each measure changes alone, summed.
    pub alone_mean: f64,
    /// Mean over futures of the change together less that sum.
    pub mean: f64,
    /// The same future by future.
    pub quantiles: Quantiles,
}

impl Simulation<'_> {
    /// The measure drawn for this simulation's futures, no further than to the projected year `last`.
    pub fn draw(&self, measure: &Measure, last: usize) -> Drawn {
        let Run { base_year, draws, seed, .. } = self.national.run;
        Drawn::of(measure, base_year, last, draws, seed)
    }

    /// The outputs to the projected year `last` with these measures, drawn to the same year.
    pub fn with(&self, measures: &[&Drawn], last: usize) -> Outputs {
        let levers = LeverValues::sum(measures, last, self.national.run.draws);
        self.run_until(&levers, last)
    }
}

/// About how many times a row of futures is run along orders, so that a long roadmap is answered in a second.
const MOST_STEPS: usize = 300;
/// The fewest pairs of orders: two, so that the error of drawing them can be told.
const LEAST_PAIRS: usize = 2;
/// Up to this many measures the Shapley values are exact, over all subsets; beyond, over orders drawn at random.
pub const EXACT: usize = 8;

/// The worth of `measures` for the gaps `(gap, year)` asked for, in the same order, with each measure's part. A year past
/// the run is answered with the last.
pub fn worth(simulation: &Simulation<'_>, measures: &[Measure], gaps: &[(Gap, usize)]) -> Vec<Worth> {
    compute(simulation, measures, &Asked::of(simulation, gaps, Gap::of), Division::of(measures))
}

/// The same for what is lacking, [`Gap::lacking`]: a surplus in one future makes up for nothing in another.
pub fn worth_lacking(simulation: &Simulation<'_>, measures: &[Measure], gaps: &[(Gap, usize)]) -> Vec<Worth> {
    compute(simulation, measures, &Asked::of(simulation, gaps, Gap::lacking), Division::of(measures))
}

/// The worth without the parts: two runs instead of many.
pub fn whole(simulation: &Simulation<'_>, measures: &[Measure], gaps: &[(Gap, usize)]) -> Vec<Worth> {
    compute(simulation, measures, &Asked::of(simulation, gaps, Gap::of), Division::None)
}

/// What is asked of every run.
struct Asked<'a> {
    gaps: &'a [(Gap, usize)],
    /// The last year of any.
    last: usize,
    value: fn(Gap, &Outputs, usize) -> Vec<f32>,
}

impl<'a> Asked<'a> {
    fn of(
        simulation: &Simulation<'_>,
        gaps: &'a [(Gap, usize)],
        value: fn(Gap, &Outputs, usize) -> Vec<f32>,
    ) -> Self {
        let last = gaps.iter().map(|&(_, year)| year).max().unwrap_or(0).min(simulation.futures.years);
        Self { gaps, last, value }
    }
}

/// How what the measures change together is divided among them.
enum Division {
    /// Not at all.
    None,
    /// Over all subsets.
    Exact,
    /// Over so many pairs of orders in each row of futures, of the measures in an order of their own.
    Sampled { canonical: Vec<usize>, pairs: usize },
}

impl Division {
    fn of(measures: &[Measure]) -> Self {
        let count = measures.len();
        if count <= EXACT {
            return Self::Exact;
        }
        // By id, so that the order of the list makes no difference.
        let mut canonical: Vec<usize> = (0..count).collect();
        canonical.sort_by_key(|&i| (measures[i].id, i));
        Self::Sampled { canonical, pairs: (MOST_STEPS / (2 * count)).max(LEAST_PAIRS) }
    }
}

/// What one row of futures answers, for each gap and year asked for.
struct RowWorth {
    without: Values,
    remaining: Values,
    /// Each measure's part; several answers where orders are drawn, one for each pair.
    parts: Vec<Parts>,
    /// What each measure changes alone, summed.
    alone: Values,
}

fn compute(
    simulation: &Simulation<'_>,
    measures: &[Measure],
    asked: &Asked<'_>,
    division: Division,
) -> Vec<Worth> {
    let drawn: Vec<Drawn> = measures.par_iter().map(|measure| simulation.draw(measure, asked.last)).collect();
    let rows: Vec<RowWorth> = (0..simulation.futures.blocks())
        .into_par_iter()
        .map(|block| {
            let row = Row { simulation, drawn: &drawn, asked, block };
            divided(&row, &division, simulation.national.run.seed)
        })
        .collect();
    (0..asked.gaps.len())
        .into_par_iter()
        .map(|which| Answer { rows: &rows, which, futures: simulation.futures.draws }.worth())
        .collect()
}

fn divided(row: &Row<'_>, division: &Division, seed: u64) -> RowWorth {
    let everything: Vec<usize> = (0..row.drawn.len()).collect();
    let (without, remaining) = (row.at(&[]), row.at(&everything));
    let parts = match division {
        Division::None => Vec::new(),
        Division::Exact => vec![shapley::exact(everything.len(), |set| row.at(set))],
        // Each row draws its own orders: the mean over futures rests on many more than any future does.
        Division::Sampled { canonical, pairs } => (row.block * pairs..(row.block + 1) * pairs)
            .map(|draw| {
                let orders = shapley::pair(canonical, seed, draw);
                let parts =
                    orders.map(|order| shapley::along(&order, &without, &row.along(&order, &remaining)));
                shapley::mean(&parts)
            })
            .collect(),
    };
    let mut alone = vec![0.0; without.len()];
    for measure in everything.into_iter().filter(|_| !parts.is_empty()) {
        let changed = row.at(&[measure]);
        alone.iter_mut().zip(changed.iter().zip(&without)).for_each(|(sum, (c, w))| *sum += c - w);
    }
    RowWorth { without, remaining, parts, alone }
}

/// One gap in one year, over all rows of futures.
struct Answer<'a> {
    rows: &'a [RowWorth],
    which: usize,
    futures: usize,
}

impl Answer<'_> {
    fn worth(&self) -> Worth {
        let without = self.figures(|row| &row.without);
        let remaining = self.figures(|row| &row.remaining);
        let count = self.rows.first().and_then(|row| row.parts.first()).map_or(0, Vec::len);
        let means: Vec<Parts> = self
            .rows
            .iter()
            .filter(|row| !row.parts.is_empty())
            .map(|row| shapley::mean(&row.parts))
            .collect();
        let parts: Vec<Vec<f32>> =
            (0..count).map(|measure| self.joined(means.iter().map(|parts| &parts[measure]))).collect();
        let interaction =
            (count > 0).then(|| interaction(&without, &remaining, &self.figures(|row| &row.alone)));
        Worth { interaction, sampling: self.sampling(count), ..summarise(&without, &remaining, &parts) }
    }

    fn figures<'b>(&'b self, of: impl Fn(&'b RowWorth) -> &'b Values) -> Vec<f32> {
        self.joined(self.rows.iter().map(of))
    }

    /// The rows one after another; the last may hold more futures than were asked for.
    fn joined<'b>(&self, rows: impl Iterator<Item = &'b Values>) -> Vec<f32> {
        let mut all: Vec<f32> = rows.flat_map(|row| self.own(row)).copied().collect();
        all.truncate(self.futures);
        all
    }

    fn own<'b>(&self, row: &'b Values) -> &'b [f32] {
        &row[self.which * ROW..(self.which + 1) * ROW]
    }

    fn sampling(&self, measures: usize) -> Option<Sampling> {
        let pairs: usize = self.rows.iter().map(|row| row.parts.len()).sum();
        (pairs > self.rows.len()).then(|| Sampling {
            orders: 2 * pairs,
            errors: (0..measures).map(|measure| self.error(measure)).collect(),
        })
    }

    /// Standard error of a part's mean: rows draw their pairs of orders independently, and how the pairs of a row
    /// differ tells how much the row's mean does.
    fn error(&self, measure: usize) -> f64 {
        let variance = |(number, row): (usize, &RowWorth)| {
            let futures = ROW.min(self.futures - number * ROW);
            let pairs: Vec<f64> =
                row.parts.iter().map(|parts| mean(&self.own(&parts[measure])[..futures])).collect();
            let count = pairs.len() as f64;
            let middle = pairs.iter().sum::<f64>() / count;
            let squares: f64 = pairs.iter().map(|pair| (pair - middle).powi(2)).sum();
            let share = futures as f64 / self.futures as f64;
            share * share * squares / ((count - 1.0) * count)
        };
        self.rows.iter().enumerate().map(variance).sum::<f64>().sqrt()
    }
}

fn interaction(without: &[f32], remaining: &[f32], alone: &[f32]) -> Interaction {
    let beyond: Vec<f32> =
        alone.iter().zip(without.iter().zip(remaining)).map(|(alone, (w, r))| r - w - alone).collect();
    Interaction { alone_mean: mean(alone), mean: mean(&beyond), quantiles: Quantiles::of(&beyond) }
}

fn mean(values: &[f32]) -> f64 {
    values.iter().map(|&v| f64::from(v)).sum::<f64>() / values.len().max(1) as f64
}

/// A gap this small, in any unit, has no parts that could be told.
const HARDLY_ANY: f32 = 1e-3;

fn summarise(without: &[f32], remaining: &[f32], parts: &[Vec<f32>]) -> Worth {
    let closed: Vec<f32> =
        without.iter().zip(remaining).filter(|(w, _)| **w > HARDLY_ANY).map(|(w, r)| (w - r) / w).collect();
    let none = |gaps: &[f32]| gaps.iter().filter(|r| **r <= 0.0).count() as f64 / gaps.len().max(1) as f64;
    Worth {
        // A share of the gap means something only where nearly all futures have one.
        closed: (closed.len() * 20 >= without.len() * 19 && !closed.is_empty())
            .then(|| Quantiles::of(&closed)),
        without: Quantiles::of(without),
        remaining: Quantiles::of(remaining),
        without_mean: mean(without),
        remaining_mean: mean(remaining),
        part_means: parts.iter().map(|p| mean(p)).collect(),
        sampling: None,
        parts: parts.iter().map(|p| Quantiles::of(p)).collect(),
        enough: none(remaining),
        enough_without: none(without),
        interaction: None,
    }
}
