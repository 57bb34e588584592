//! What a roadmap is worth: the gap without it, what each measure closes, and what remains.
//!
//! All measures are computed jointly, on the same futures as the run without them. What each contributes is its
//! Shapley value: its mean contribution over the orders in which the measures can be added. It depends on no
//! order, and the parts sum to the whole: in every future, and beyond [`EXACT`] measures on average.
//!
//! Beyond [`EXACT`] measures the orders are drawn, each row of futures (`row`) begins them elsewhere, and the error of
//! that is told ([`Sampling`]). An order is walked by adding one measure at a time, so the work grows with the
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
    /// What each measure changes, in the order given; negative closes. Where the parts are sampled, how the measure's own
    /// change varies, at the scale of its part.
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

impl Worth {
    /// What each measure changes, so that the parts lead from the median gap without the roadmap to the median that remains:
    /// the means of the parts, and of what medians differ from means by each its share, by the width of its interval. What is
    /// certain stays as it is. All zeros where no part is anything.
    pub fn parts_between_medians(&self) -> Vec<f64> {
        let widths: Vec<f64> = self.parts.iter().map(|part| part.p95 - part.p5).collect();
        let sizes: Vec<f64> = self.part_means.iter().map(|mean| mean.abs()).collect();
        let weights = if widths.iter().any(|width| *width > 0.0) { widths } else { sizes };
        let whole: f64 = weights.iter().sum();
        if whole <= 0.0 {
            return self.part_means.clone();
        }
        let beyond = self.remaining.p50 - self.without.p50 - self.part_means.iter().sum::<f64>();
        self.part_means.iter().zip(weights).map(|(mean, weight)| mean + weight / whole * beyond).collect()
    }
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

/// About how many times a row of futures is run along orders, unless the fewest pairs take more.
const MOST_STEPS: usize = 300;
/// The fewest pairs of orders: so that the error of drawing them can be told.
const LEAST_PAIRS: usize = 3;
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
    /// Over so many pairs of orders, of the measures in an order of their own.
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
    /// What each measure changes alone; nothing where the parts were not asked for.
    alone: Parts,
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
            let levels = simulation.levels(block);
            divided(&Row { simulation, drawn: &drawn, asked, block, levels }, &division)
        })
        .collect();
    (0..asked.gaps.len())
        .into_par_iter()
        .map(|which| Answer { rows: &rows, which, futures: simulation.futures.draws }.worth())
        .collect()
}

fn divided(row: &Row<'_>, division: &Division) -> RowWorth {
    let everything: Vec<usize> = (0..row.drawn.len()).collect();
    let (without, remaining) = (row.at(&[]), row.at(&everything));
    let parts = match division {
        Division::None => Vec::new(),
        Division::Exact => vec![shapley::exact(everything.len(), |set| row.at(set))],
        Division::Sampled { canonical, pairs } => {
            // Each row begins an order elsewhere: over the rows every measure comes early, in the middle and late.
            let turn = row.block as f64 / row.simulation.futures.blocks() as f64;
            let seed = row.simulation.national.run.seed;
            let along = |order| shapley::along(&order, &without, &row.along(&order, &remaining));
            let pair = |draw| shapley::mean(&shapley::pair(canonical, seed, draw, turn).map(along));
            (0..*pairs).map(pair).collect()
        }
    };
    let change = |measure| row.at(&[measure]).iter().zip(&without).map(|(with, w)| with - w).collect();
    let alone = if parts.is_empty() { Parts::new() } else { everything.into_iter().map(change).collect() };
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
        let pairs = self.rows.first().map_or(0, |row| row.parts.len());
        let count = self.rows.first().map_or(0, |row| row.alone.len());
        let alone: Vec<Vec<f32>> =
            (0..count).map(|measure| self.figures(|row| &row.alone[measure])).collect();
        let interaction = (count > 0).then(|| interaction(&without, &remaining, &sum(&alone, without.len())));
        // By pair and measure.
        let parts: Vec<Vec<Vec<f32>>> = (0..pairs)
            .map(|pair| (0..count).map(|measure| self.figures(|row| &row.parts[pair][measure])).collect())
            .collect();
        match parts.as_slice() {
            [] => summarise(&without, &remaining, &[]),
            [exact] => Worth { interaction, ..summarise(&without, &remaining, exact) },
            sampled => {
                let (means, errors) = sampled_means(sampled, &alone);
                let parts: Vec<Vec<f32>> =
                    alone.iter().zip(&means).map(|(alone, mean)| at_the_scale_of(alone, *mean)).collect();
                let sampling = Some(Sampling { orders: 2 * pairs * self.rows.len(), errors });
                Worth { interaction, sampling, part_means: means, ..summarise(&without, &remaining, &parts) }
            }
        }
    }

    /// The rows one after another; the last may hold more futures than were asked for.
    fn figures<'b>(&'b self, of: impl Fn(&'b RowWorth) -> &'b Values) -> Vec<f32> {
        let own = |row| &of(row)[self.which * ROW..(self.which + 1) * ROW];
        let mut all: Vec<f32> = self.rows.iter().flat_map(own).copied().collect();
        all.truncate(self.futures);
        all
    }
}

/// Each measure's mean part and its standard error, from answers by pair and measure: pairs are drawn independently, and
/// how they differ tells how sure their mean is. Few pairs tell little of one measure by itself, so each error is
/// half its own and half all measures'; a measure that does nothing has none.
fn sampled_means(parts: &[Vec<Vec<f32>>], alone: &[Vec<f32>]) -> (Vec<f64>, Vec<f64>) {
    let pairs = parts.len() as f64;
    let of = |measure: usize| parts.iter().map(move |pair| mean(&pair[measure]));
    let means: Vec<f64> = (0..alone.len()).map(|measure| of(measure).sum::<f64>() / pairs).collect();
    let variances: Vec<Option<f64>> = (0..alone.len())
        .map(|measure| {
            let is_idle = parts.iter().map(|pair| &pair[measure]).chain([&alone[measure]]);
            let is_idle = is_idle.flatten().all(|change| *change == 0.0);
            let squares: f64 = of(measure).map(|pair| (pair - means[measure]).powi(2)).sum();
            (!is_idle).then(|| squares / ((pairs - 1.0) * pairs))
        })
        .collect();
    let acting: Vec<f64> = variances.iter().flatten().copied().collect();
    let pooled = acting.iter().sum::<f64>() / acting.len().max(1) as f64;
    let error = |own: &Option<f64>| own.map_or(0.0, |own| (0.5 * (own + pooled)).sqrt());
    (means, variances.iter().map(error).collect())
}

/// How a sampled part varies over futures. A future meets but a few orders, and what differs between them would be
/// taken for uncertainty: the measure's own change is taken instead, at the scale of its part.
fn at_the_scale_of(alone: &[f32], part_mean: f64) -> Vec<f32> {
    let alone_mean = mean(alone);
    let scale = part_mean / alone_mean;
    if (0.0..=2.0).contains(&scale) {
        return alone.iter().map(|change| change * scale as f32).collect();
    }
    // It does something else together with others than alone.
    alone.iter().map(|change| change + (part_mean - alone_mean) as f32).collect()
}

fn sum(changes: &[Vec<f32>], futures: usize) -> Vec<f32> {
    changes.iter().fold(vec![0.0; futures], |mut sum, change| {
        sum.iter_mut().zip(change).for_each(|(sum, x)| *sum += x);
        sum
    })
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
