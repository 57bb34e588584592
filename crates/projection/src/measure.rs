//! Measures as the projection sees them: sizes of change on levers, when they begin and how far they reach.

use crate::kernel::{ROW, Row, Rows, rows};
use crate::lever::Lever;
use crate::random::{Sequences, Stream};

/// One change of one lever, with its 90 per cent interval, in the lever's unit at full reach and full effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// What is acted on.
    pub lever: Lever,
    /// Middle of the effect.
    pub size: f64,
    /// 5 per cent of the futures have less.
    pub low: f64,
    /// 5 per cent of the futures have more.
    pub high: f64,
}

/// A measure: effects with a time and a reach, and what it costs. What lies outside what can be computed with is clamped
/// there ([`Measure::clamped`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Names the measure's random stream, so that its effects are the same whatever else is in the roadmap.
    pub id: u64,
    /// First calendar year with any effect.
    pub start: i32,
    /// Years from the start until the effect is full; 0 is at once.
    pub ramp: u32,
    /// Years from full effect until half of it is left, and so on; none where it lasts.
    pub half_life: Option<f64>,
    /// Share of those concerned who are reached, 0–1.
    pub reach: f64,
    /// What it does.
    pub effects: Vec<Effect>,
    /// Cost in the start year, kronor.
    pub cost_one_off: f64,
    /// Cost each year from the start, kronor.
    pub cost_yearly: f64,
}

impl Measure {
    /// Share of the full effect in a calendar year: 0 before the start, 1 after the ramp, and from then on less where it fades: half
    /// of it for each half-life.
    pub fn share_at(&self, year: i32) -> f64 {
        if year < self.start {
            return 0.0;
        }
        let begun = f64::from(year) - f64::from(self.start) + 1.0;
        let ramp = f64::from(self.ramp) + 1.0;
        let half_life = self.half_life.filter(|years| *years > 0.0);
        let faded = half_life.map_or(1.0, |years| (-(begun - ramp).max(0.0) / years).exp2());
        begun.min(ramp) / ramp * faded
    }

    /// Cost in a calendar year, kronor.
    pub fn cost_at(&self, year: i32) -> f64 {
        let one_off = if year == self.start { self.cost_one_off } else { 0.0 };
        one_off + if year >= self.start { self.cost_yearly } else { 0.0 }
    }

    /// Cost from `first` to `last`, both included, kronor at the measure's own prices: what was paid before is paid.
    pub fn cost_between(&self, first: i32, last: i32) -> f64 {
        let running = i64::from(last) - i64::from(first.max(self.start)) + 1;
        let one_off = if (first..=last).contains(&self.start) { self.cost_one_off } else { 0.0 };
        one_off + self.cost_yearly * running.max(0) as f64
    }

    /// Whether no cost is stated, neither once nor yearly.
    pub fn lacks_cost(&self) -> bool {
        self.cost_one_off == 0.0 && self.cost_yearly == 0.0
    }
}

/// The largest cost that is computed with, kronor.
const MOST_COST: f64 = 1e15;
/// The largest change of any lever that is computed with, in the lever's unit: far beyond all ranges.
const MOST_SIZE: f64 = 1e9;
/// The shortest half-life that is computed with, years: what fades faster is gone within its first.
const SHORTEST_HALF_LIFE: f64 = 0.05;
/// Measures that begin later begin after everything else, too.
const LAST_START: i32 = 9_999;

impl Measure {
    /// The measure with only numbers that can be computed with. An effect with anything that is no finite number does
    /// nothing, and neither does a reach that is none; a cost that is no number is 0, and none is below. An interval
    /// that does not hold its middle, or is turned around, is widened until it does, so that no uncertainty is lost.
    #[must_use]
    pub fn clamped(&self) -> Self {
        let cost = |kronor: f64| crate::clamped(kronor, (0.0, MOST_COST), 0.0);
        let is_finite = |e: &&Effect| [e.size, e.low, e.high].iter().all(|number| number.is_finite());
        Self {
            id: self.id,
            start: self.start.clamp(0, LAST_START),
            ramp: self.ramp,
            half_life: self
                .half_life
                .filter(|years| years.is_finite())
                .map(|years| years.max(SHORTEST_HALF_LIFE)),
            reach: if self.reach.is_finite() { self.reach.clamp(0.0, 1.0) } else { 0.0 },
            effects: self.effects.iter().filter(is_finite).map(Effect::clamped).collect(),
            cost_one_off: cost(self.cost_one_off),
            cost_yearly: cost(self.cost_yearly),
        }
    }
}

impl Effect {
    fn clamped(&self) -> Self {
        let [size, low, high] = [self.size, self.low, self.high].map(|x| x.clamp(-MOST_SIZE, MOST_SIZE));
        Self { lever: self.lever, size, low: low.min(high).min(size), high: high.max(low).max(size) }
    }
}

/// Half the width of a 90 per cent interval of the standard normal distribution.
const NINETY: f64 = 1.644_854;

/// A measure with its effects drawn for every future, so that many sets of measures can be summed without drawing
/// them again.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Cost by projected year, kronor.
    cost: Vec<f64>,
    effects: Vec<DrawnEffect>,
}

#[derive(Clone, Debug)]
struct DrawnEffect {
    lever: Lever,
    /// Share of the full effect by projected year.
    shares: Vec<f64>,
    /// Full effect at the measure's reach, by row of futures.
    sizes: Vec<[f64; ROW]>,
}

impl Drawn {
    /// The measure, clamped, drawn for the years after `base_year`.
    pub fn of(measure: &Measure, base_year: i32, years: usize, draws: usize, seed: u64) -> Self {
        let measure = &measure.clamped();
        let calendar = || (1..=years).map(|year| base_year.saturating_add_unsigned(year as u32));
        let shares: Vec<f64> = calendar().map(|year| measure.share_at(year)).collect();
        let effects = measure.effects.iter().map(|effect| DrawnEffect {
            lever: effect.lever,
            shares: shares.clone(),
            sizes: sizes(measure, effect, draws.div_ceil(ROW), seed),
        });
        Self { cost: calendar().map(|year| measure.cost_at(year)).collect(), effects: effects.collect() }
    }
}

/// An effect's full size in rows of futures, from the measure's own random stream.
fn sizes(measure: &Measure, effect: &Effect, blocks: usize, seed: u64) -> Vec<[f64; ROW]> {
    // Each side has its own spread, so that an effect that is never harmful stays so.
    let (below, above) = (effect.size - effect.low, effect.high - effect.size);
    let spread = |shock: f64| (if shock < 0.0 { below } else { above } / NINETY) * shock;
    let subject = measure.id.rotate_left(8) ^ effect.lever.index() as u64;
    (0..blocks)
        .map(|block| {
            let shocks = Sequences::new(seed, Stream::Effect, subject, block * ROW).normals();
            shocks.map(|z| (effect.size + spread(f64::from(z))) * measure.reach)
        })
        .collect()
}

/// Values of the levers for every projected year and future.
#[derive(Clone, Debug)]
pub struct LeverValues {
    draws: usize,
    /// By lever: empty when nothing acts on it, else `[year][row of futures]`.
    values: Vec<Rows>,
    /// Cost of the measures by year, kronor.
    pub cost: Vec<f64>,
}

impl LeverValues {
    /// No levers at all.
    pub fn none(years: usize, draws: usize) -> Self {
        Self { draws, values: vec![rows(0); Lever::ALL.len()], cost: vec![0.0; years] }
    }

    /// The joint values of `measures`: changes of one lever add up, and the sum is clamped to the lever's
    /// range. `base_year` is the year before the first projected one.
    pub fn of(measures: &[&Measure], base_year: i32, years: usize, draws: usize, seed: u64) -> Self {
        let drawn: Vec<Drawn> =
            measures.iter().map(|measure| Drawn::of(measure, base_year, years, draws, seed)).collect();
        Self::sum(&drawn.iter().collect::<Vec<_>>(), years, draws)
    }

    /// The joint values of measures that are drawn already, for as many years and futures: the same as
    /// [`LeverValues::of`].
    pub fn sum(measures: &[&Drawn], years: usize, draws: usize) -> Self {
        let mut all = Self::none(years, draws);
        for measure in measures {
            all.cost.iter_mut().zip(&measure.cost).for_each(|(sum, cost)| *sum += cost);
            measure.effects.iter().for_each(|effect| all.add(effect));
        }
        for lever in Lever::ALL {
            let facts = lever.facts();
            for value in all.values[lever.index()].as_flattened_mut() {
                *value = value.clamp(facts.min as f32, facts.max as f32);
            }
        }
        all
    }

    fn add(&mut self, effect: &DrawnEffect) {
        let blocks = self.blocks();
        let values = self.begin(effect.lever);
        for (rows, &share) in values.chunks_exact_mut(blocks.max(1)).zip(&effect.shares) {
            if share == 0.0 {
                continue;
            }
            for (row, sizes) in rows.iter_mut().zip(&effect.sizes) {
                row.iter_mut().zip(sizes).for_each(|(value, size)| *value += (size * share) as f32);
            }
        }
    }

    /// Adds a fixed change of one lever from the first projected year on, clamped to the range; what is no number
    /// changes nothing.
    pub fn set(&mut self, lever: Lever, value: f64) {
        let facts = lever.facts();
        let value = crate::clamped(value, (-MOST_SIZE, MOST_SIZE), 0.0);
        for v in self.begin(lever).as_flattened_mut() {
            *v = (*v + value as f32).clamp(facts.min as f32, facts.max as f32);
        }
    }

    fn blocks(&self) -> usize {
        self.draws.div_ceil(ROW)
    }

    /// The values of a lever that something will act on.
    fn begin(&mut self, lever: Lever) -> &mut Rows {
        let count = self.cost.len() * self.blocks();
        let values = &mut self.values[lever.index()];
        if values.is_empty() {
            *values = rows(count);
        }
        values
    }

    /// Whether anything acts on the lever.
    pub fn acts_on(&self, lever: Lever) -> bool {
        !self.values[lever.index()].is_empty()
    }

    /// The lever's values in one projected year, one a future; None when nothing acts on it.
    pub fn year(&self, lever: Lever, year: usize) -> Option<&[f32]> {
        self.rows(lever, year).map(|rows| &rows.as_flattened()[..self.draws])
    }

    /// The same in rows of futures; the last may hold more than were asked for.
    #[inline]
    pub(crate) fn rows(&self, lever: Lever, year: usize) -> Option<&[Row]> {
        let values = &self.values[lever.index()];
        (!values.is_empty()).then(|| &values[year * self.blocks()..(year + 1) * self.blocks()])
    }
}

/// The joint values in one row of futures while measures are added one by one.
#[derive(Debug)]
pub(crate) struct RunningSum {
    block: usize,
    /// Sums of changes, not clamped, by lever: empty when nothing acts on it, else by year. Double, so that the order
    /// of adding makes no difference that is seen.
    sums: Vec<Vec<[f64; ROW]>>,
    levers: LeverValues,
}

impl RunningSum {
    /// No measures, in the row of futures `block`.
    pub fn none(years: usize, block: usize) -> Self {
        Self { block, sums: vec![Vec::new(); Lever::ALL.len()], levers: LeverValues::none(years, ROW) }
    }

    /// Adds a measure, drawn for as many years.
    pub fn add(&mut self, measure: &Drawn) {
        self.levers.cost.iter_mut().zip(&measure.cost).for_each(|(sum, cost)| *sum += cost);
        for effect in &measure.effects {
            let years = self.levers.cost.len();
            let facts = effect.lever.facts();
            let sums = &mut self.sums[effect.lever.index()];
            sums.resize(years, [0.0; ROW]);
            let values = self.levers.begin(effect.lever);
            for ((sum, value), &share) in sums.iter_mut().zip(values.iter_mut()).zip(&effect.shares) {
                for ((sum, value), size) in sum.iter_mut().zip(value).zip(&effect.sizes[self.block]) {
                    *sum += size * share;
                    *value = sum.clamp(facts.min, facts.max) as f32;
                }
            }
        }
    }

    /// The levers' values: of this row and no other.
    pub fn levers(&self) -> &LeverValues {
        &self.levers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn measure(size: f64, low: f64, high: f64) -> Measure {
        Measure {
            id: 5,
            start: 2028,
            ramp: 3,
            half_life: None,
            reach: 0.5,
            effects: vec![Effect { lever: Lever::SickLeave, size, low, high }],
            cost_one_off: 100.0,
            cost_yearly: 10.0,
        }
    }

    #[test]
    fn an_effect_grows_over_the_ramp_and_stays_where_it_lasts() {
        let m = measure(-1.0, -1.0, -1.0);
        let shares: Vec<f64> = (2026..=2033).map(|y| m.share_at(y)).collect();
        assert_eq!(shares, [0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 1.0]);
        assert_eq!((m.cost_at(2027), m.cost_at(2028), m.cost_at(2029)), (0.0, 110.0, 10.0));
        let values = LeverValues::of(&[&m], 2025, 8, 2, 1);
        assert_eq!(values.year(Lever::SickLeave, 7), Some(&[-0.5_f32, -0.5][..]));
        assert_eq!(values.year(Lever::ExitAge, 7), None);
    }

    #[test]
    fn what_fades_is_half_after_each_half_life_and_costs_the_same() {
        let m = Measure { half_life: Some(2.0), ..measure(-1.0, -1.0, -1.0) };
        let shares: Vec<f64> = [2028, 2031, 2033, 2035, 2039].map(|year| m.share_at(year)).to_vec();
        assert_eq!(shares, [0.25, 1.0, 0.5, 0.25, 0.0625]);
        assert_eq!(m.cost_at(2039), 10.0);
        let values = LeverValues::of(&[&m], 2025, 14, 2, 1);
        assert_eq!(values.year(Lever::SickLeave, 7), Some(&[-0.25_f32, -0.25][..]));
    }

    #[test]
    fn the_interval_covers_nine_futures_of_ten() {
        let values = LeverValues::of(&[&measure(-2.0, -3.0, -1.0)], 2025, 8, 4000, 3);
        let year = values.year(Lever::SickLeave, 7).expect("the lever is acted on");
        let inside = year.iter().filter(|v| (-1.5..=-0.5).contains(*v)).count();
        assert!((3500..3700).contains(&inside), "{inside}");
    }

    #[test]
    fn a_lopsided_interval_keeps_its_sides() {
        let values = LeverValues::of(&[&measure(-1.0, -1.2, 3.0)], 2025, 8, 4000, 3);
        let year = values.year(Lever::SickLeave, 7).expect("the lever is acted on");
        let share = |count: usize| count as f64 / 4000.0;
        assert!((share(year.iter().filter(|v| **v < -0.6).count()) - 0.05).abs() < 0.02);
        assert!((share(year.iter().filter(|v| **v > 1.5).count()) - 0.05).abs() < 0.02);
    }

    proptest! {
        #[test]
        fn lever_values_stay_within_the_range_and_are_finite(size in -1e9_f64..1e9, width in 0.0_f64..1e9) {
            let values = LeverValues::of(&[&measure(size, size - width, size + width)], 2025, 8, 20, 3);
            let facts = Lever::SickLeave.facts();
            for year in 0..8 {
                for &v in values.year(Lever::SickLeave, year).expect("the lever is acted on") {
                    prop_assert!(v.is_finite() && f64::from(v) >= facts.min && f64::from(v) <= facts.max);
                }
            }
        }
    }
}
