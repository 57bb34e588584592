//! Mortality of the country by sex and age.
//!
//! The model is of the Lee–Carter family (JASA 87, 1992; with the last observed level as jump-off: Lee and Miller,
//! Demography 38, 2001), with a rate of improvement for each age instead of one response to one index, because the
//! improvement has moved up the ages. For sex `s`, age `a` and `i` years after the jump-off
//!
//! ```text
//! ln m(s, a, i) = ln m(s, a, i−1) + (1−c)·r(s, a) + c·r(s, a−i) + change of x(s, i)
//! x(s, i) = ε(s, i) + λ(s) + ∑ δ(s, k),  k = 1 … i
//! ```
//!
//! where `r` is the slope of the logarithms over the last [`WINDOW`] years, smoothed over ages and drawn half-way to
//! the mean of the sexes, and a share `c` of the improvement goes with the cohort instead of the age. `ε` is a
//! single year's swing, `λ` the error of the level, and `δ` the error of the improvement, which itself wanders.
//!
//! All parameters were chosen on the country's forecasts from 1980 to 2010 that end by 2015: 80+ ten years ahead had a
//! root mean square error of 0.9 per cent where a single index fitted to the whole history had 2.0.

use crate::{AGES, BySexAge, OLD, Pyramid, SEXES};

/// Years that the rates of improvement are read from.
pub const WINDOW: usize = 15;
/// Share of the improvement that follows the cohort.
pub const COHORT_SHARE: f64 = 0.5;
/// How far each sex is drawn to the mean of both.
pub const COHERENCE: f64 = 0.5;
/// Ages on each side that improvement is smoothed over.
const SMOOTHED: usize = 5;
/// Years that the level is read from.
const LEVEL_YEARS: usize = 3;
/// The oldest age with a level of its own; above, ages are smoothed.
const OLDEST_SINGLE: usize = 95;

/// Larger numbers of people or deaths count as this.
const MOST_PEOPLE: f64 = 1e10;

/// How uncertain the future of mortality is: standard deviations of the logarithm of all death rates of a sex.
///
/// The first three reproduce how actual deaths at 80 and over came to differ from the expected ones in forecasts
/// from 1980 to 2010 that end by 2015; the last is an assumption about decades that no such forecast reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Swing of a single year.
    pub year: f64,
    /// Error of the level.
    pub level: f64,
    /// Error of the yearly improvement.
    pub improvement: f64,
    /// How much the error of the improvement changes from year to year.
    pub wander: f64,
    /// Correlation between the sexes' swings.
    pub year_correlation: f64,
    /// Correlation between the sexes' other errors.
    pub lasting_correlation: f64,
}

/// The spread that the projection uses.
pub const SPREAD: Spread = Spread {
    year: 0.020,
    level: 0.008,
    improvement: 0.003,
    wander: 0.000_6,
    year_correlation: 0.75,
    lasting_correlation: 0.7,
};

/// Deaths and mean population by sex and single age for consecutive years.
#[derive(Clone, Debug)]
pub struct History {
    /// The year of the first tables.
    pub first_year: i32,
    /// Deaths during each year.
    pub deaths: Vec<BySexAge<f64>>,
    /// Mean population of each year.
    pub exposure: Vec<BySexAge<f64>>,
}

impl History {
    /// The last year with tables.
    pub fn last_year(&self) -> i32 {
        self.first_year + self.deaths.len() as i32 - 1
    }

    /// What was known at the end of `year`: the same history cut there.
    #[must_use]
    pub fn until(&self, year: i32) -> Self {
        let kept = year.saturating_sub(self.first_year).saturating_add(1).clamp(0, self.deaths.len() as i32)
            as usize;
        Self {
            first_year: self.first_year,
            deaths: self.deaths[..kept].to_vec(),
            exposure: self.exposure[..kept].to_vec(),
        }
    }

    /// Deaths per person and year in the year at `index`. A cell without deaths borrows half a death, so that its
    /// logarithm exists; the oldest classes are so small that this matters nowhere else.
    pub fn rate(&self, index: usize, sex: usize, age: usize) -> f64 {
        rate(self.deaths[index][sex][age], self.exposure[index][sex][age])
    }

    /// Death rates of a year and sex by age.
    pub fn rates(&self, index: usize, sex: usize) -> [f64; AGES] {
        std::array::from_fn(|age| self.rate(index, sex, age))
    }
}

/// Deaths or people; what is no number is none.
fn counted(n: f64) -> f64 {
    crate::clamped(n, (0.0, MOST_PEOPLE), 0.0)
}

fn rate(deaths: f64, exposure: f64) -> f64 {
    if exposure > 0.0 { (deaths.max(0.5) / exposure.clamp(0.5, MOST_PEOPLE)).min(1.5) } else { 1.0 }
}

/// Remaining years of life at exact age `from`, by a period life table on central rates with deaths in the
/// middle of each year of age (in the first weeks for infants: 0.1 year) and the open class closed by `1 / m`.
pub fn life_expectancy(rates: &[f64; AGES], from: usize) -> f64 {
    let mut alive = 1.0;
    let mut years = 0.0;
    for (age, &m) in rates.iter().enumerate().take(AGES - 1).skip(from) {
        let lived_by_the_dead = if age == 0 { 0.1 } else { 0.5 };
        let q = (m / (1.0 + (1.0 - lived_by_the_dead) * m)).min(1.0);
        years += alive * (1.0 - q * (1.0 - lived_by_the_dead));
        alive *= 1.0 - q;
    }
    years + alive / rates[AGES - 1]
}

/// The fitted model.
#[derive(Clone, Debug)]
pub struct Mortality {
    /// The year that [`jump_off`](Self::jump_off) stands for.
    pub jump_off_year: i32,
    /// Log death rates in the jump-off year.
    pub jump_off: BySexAge<f64>,
    /// Yearly change of the log death rates, 0 or below: where it has been worse, it is taken to stand still.
    pub improvement: BySexAge<f64>,
    /// Years from the last one fitted to the jump-off: how far the cohorts have come since their improvement was read.
    pub aged: usize,
}

impl Mortality {
    /// Fits the model to the last years of `history`, at least [`WINDOW`] of them.
    ///
    /// # Panics
    /// When there are fewer years.
    pub fn fit(history: &History) -> Self {
        assert!(history.deaths.len() >= WINDOW, "a trend of mortality needs {WINDOW} years");
        let own: BySexAge<f64> = std::array::from_fn(|sex| slopes(history, sex));
        let improvement = std::array::from_fn(|sex| {
            std::array::from_fn(|age| {
                let mean = own.iter().map(|slopes| slopes[age]).sum::<f64>() / SEXES as f64;
                ((1.0 - COHERENCE) * own[sex][age] + COHERENCE * mean).min(0.0)
            })
        });
        let jump_off = std::array::from_fn(|sex| level(history, sex, &improvement[sex]));
        Self { jump_off_year: history.last_year(), jump_off, improvement, aged: 0 }
    }

    /// Years of life at 65, mean of the sexes, that are expected to be gained in so many years after the jump-off.
    pub fn life_gained(&self, years: i32) -> f64 {
        life_left(&self.expected(years)) - life_left(&self.expected(0))
    }

    /// Expected log death rates `years` after the jump-off; before it when negative.
    pub fn expected(&self, years: i32) -> BySexAge<f64> {
        std::array::from_fn(|sex| {
            let r = &self.improvement[sex];
            std::array::from_fn(|age| {
                // Before the jump-off by age alone: it is a matter of a few years.
                let by_cohort = if years > 0 {
                    (1..=years as usize).map(|i| r[age.saturating_sub(i + self.aged)]).sum::<f64>()
                } else {
                    r[age] * f64::from(years)
                };
                self.jump_off[sex][age]
                    + (1.0 - COHORT_SHARE) * r[age] * f64::from(years)
                    + COHORT_SHARE * by_cohort
            })
        })
    }

    /// Moves the jump-off to the last year of `observed` (31 December populations, one a year): the rates go on as
    /// expected, and those of the old are scaled so that the expected survivors aged 75 and more over those years
    /// equal the observed ones. At those ages migration is negligible. A pandemic year before the first of them
    /// thereby counts by what it left behind and is never read as a trend. Fewer than two years say nothing, and change
    /// nothing.
    #[must_use]
    pub fn rebase(mut self, first_year: i32, observed: &[Pyramid]) -> Self {
        if observed.len() < 2 {
            return self;
        }
        let last_year = first_year + observed.len() as i32 - 1;
        let years = |year: i32| self.expected(year - self.jump_off_year);
        let yearly: Vec<BySexAge<f64>> = (first_year + 1..=last_year).map(years).collect();
        let mut at_end = self.expected(last_year - self.jump_off_year);
        for sex in 0..SEXES {
            let survivors = |level: f64| -> f64 {
                let alive = |(before, logs): (&Pyramid, &BySexAge<f64>)| -> f64 {
                    let mut logs = logs[sex];
                    logs.iter_mut().enumerate().for_each(|(age, m)| *m += level * old_age_weight(age));
                    let alive = survival(&logs);
                    (74..AGES).map(|age| f64::from(before[sex][age]) * alive[age]).sum()
                };
                observed.iter().zip(&yearly).map(alive).sum()
            };
            let seen: f64 =
                observed[1..].iter().map(|p| p[sex][75..].iter().map(|&n| f64::from(n)).sum::<f64>()).sum();
            let level = bisect(-0.5, 0.5, |level| survivors(level) - seen);
            at_end[sex].iter_mut().enumerate().for_each(|(age, m)| *m += level * old_age_weight(age));
        }
        self.aged += (last_year - self.jump_off_year).max(0) as usize;
        (self.jump_off, self.jump_off_year) = (at_end, last_year);
        self
    }
}

/// Slopes of the logarithms over the window by age, smoothed with deaths as weights.
fn slopes(history: &History, sex: usize) -> [f64; AGES] {
    let from = history.deaths.len() - WINDOW;
    let middle = (WINDOW - 1) as f64 / 2.0;
    let spread: f64 = (0..WINDOW).map(|t| (t as f64 - middle).powi(2)).sum();
    let slope = |age: usize| -> f64 {
        (0..WINDOW).map(|t| (t as f64 - middle) * history.rate(from + t, sex, age).ln()).sum::<f64>() / spread
    };
    let raw: [f64; AGES] = std::array::from_fn(slope);
    let weight: [f64; AGES] = std::array::from_fn(|age| {
        1.0 + history.deaths[from..].iter().map(|d| counted(d[sex][age])).sum::<f64>()
    });
    std::array::from_fn(|age| {
        let near = age.saturating_sub(SMOOTHED)..(age + SMOOTHED + 1).min(AGES);
        near.clone().map(|a| weight[a] * raw[a]).sum::<f64>() / near.map(|a| weight[a]).sum::<f64>()
    })
}

/// Log rates in the last year: deaths over the last years by the population as exposed as in the last.
fn level(history: &History, sex: usize, improvement: &[f64; AGES]) -> [f64; AGES] {
    let last = history.deaths.len() - 1;
    let logs: [f64; AGES] = std::array::from_fn(|age| {
        let (mut deaths, mut exposure) = (0.0, 0.0);
        for i in 0..LEVEL_YEARS.min(last + 1) {
            deaths += counted(history.deaths[last - i][sex][age]);
            exposure += counted(history.exposure[last - i][sex][age]) * (-improvement[age] * i as f64).exp();
        }
        rate(deaths, exposure).ln()
    });
    // Among the oldest single ages are small; a running mean takes out the noise and keeps the slope.
    let smoothed = smooth(&logs);
    std::array::from_fn(|age| if age >= OLDEST_SINGLE { smoothed[age] } else { logs[age] })
}

/// Hazard of death from one 31 December to the next for someone aged `a` on the first, from log central death
/// rates. The year is lived half at age `a` and half at `a + 1`.
pub fn hazard(log_rates: &[f64; AGES]) -> [f64; AGES] {
    let rates = log_rates.map(f64::exp);
    std::array::from_fn(|a| 0.5 * (rates[a] + rates[(a + 1).min(AGES - 1)]))
}

/// Probability that someone aged `a` on 31 December is alive a year later.
pub fn survival(log_rates: &[f64; AGES]) -> [f64; AGES] {
    hazard(log_rates).map(|h| (-h).exp())
}

/// Probability that a child born during a year is alive at its end. Nearly all infant deaths fall in the first
/// weeks.
pub fn infant_survival(log_rates: &[f64; AGES]) -> f64 {
    (-0.9 * log_rates[0].exp()).exp()
}

/// Years of life remaining at 65, mean of the sexes.
pub(crate) fn life_left(log_rates: &BySexAge<f64>) -> f64 {
    log_rates.iter().map(|logs| years_left_at_65(&survival(logs))).sum::<f64>() / SEXES as f64
}

/// Years of life remaining at 65 that a table of yearly survival probabilities gives.
pub fn years_left_at_65(alive: &[f64; AGES]) -> f64 {
    let mut chance = 1.0;
    let mut years = 0.5;
    for &s in &alive[OLD..AGES - 1] {
        chance *= s;
        years += chance;
    }
    let last = alive[AGES - 1];
    years + chance * last / (1.0 - last).max(0.05)
}

/// The level correction grows from nothing at 50 to its full size at 75.
fn old_age_weight(age: usize) -> f64 {
    ((age as f64 - 50.0) / 25.0).clamp(0.0, 1.0)
}

/// Running mean over five ages, shorter at the ends.
fn smooth(x: &[f64; AGES]) -> [f64; AGES] {
    std::array::from_fn(|a| {
        let reach = 2.min(a).min(AGES - 1 - a);
        let window = &x[a - reach..=a + reach];
        window.iter().sum::<f64>() / window.len() as f64
    })
}

/// Root of a falling function between `lo` and `hi`.
fn bisect(mut lo: f64, mut hi: f64, f: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..60 {
        let middle = (lo + hi) / 2.0;
        if f(middle) > 0.0 { lo = middle } else { hi = middle }
    }
    (lo + hi) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zeros;

    /// Gompertz mortality that falls by one per cent a year at every age.
    fn gompertz(years: usize) -> History {
        let exposure = vec![[[1e6; AGES]; SEXES]; years];
        let deaths = (0..years)
            .map(|t| {
                std::array::from_fn(|s| {
                    std::array::from_fn(|a| {
                        let rate = 2e-5 * (1.0 + 0.5 * s as f64) * (0.1 * a as f64 - 0.01 * t as f64).exp();
                        1e6 * rate.min(1.0)
                    })
                })
            })
            .collect();
        History { first_year: 1970, deaths, exposure }
    }

    #[test]
    fn a_steady_decline_is_found_and_carried_on() {
        let model = Mortality::fit(&gompertz(50));
        let later = model.expected(10);
        for (sex, later) in later.iter().enumerate() {
            assert!((later[80] - model.jump_off[sex][80] + 0.1).abs() < 1e-3, "{}", later[80]);
        }
        let earlier = model.expected(-10);
        assert!((earlier[0][80] - model.jump_off[0][80] - 0.1).abs() < 1e-3);
    }

    #[test]
    fn improvement_goes_with_age_and_cohort() {
        let mut model = Mortality::fit(&gompertz(20));
        model.improvement = zeros();
        model.improvement[0][70] = -0.02;
        let later = model.expected(5);
        assert!((later[0][70] - model.jump_off[0][70] + 0.5 * 0.1).abs() < 1e-9);
        assert!((later[0][73] - model.jump_off[0][73] + 0.5 * 0.02).abs() < 1e-9);
        assert!((later[0][76] - model.jump_off[0][76]).abs() < 1e-9);
    }

    #[test]
    fn life_expectancy_of_a_constant_rate_is_its_inverse() {
        assert!((life_expectancy(&[0.02; AGES], 0) - 50.0).abs() < 0.1);
    }

    #[test]
    fn survival_lies_between_nothing_and_certainty() {
        let model = Mortality::fit(&gompertz(20));
        let alive = survival(&model.expected(0)[0]);
        assert!(alive.iter().all(|s| (0.0..=1.0).contains(s)));
        assert!(alive[100] < alive[60]);
    }

    #[test]
    fn rebasing_reproduces_the_observed_survivors() {
        let model = Mortality::fit(&gompertz(50));
        let mut observed = vec![[[1000.0_f32; AGES]; SEXES]];
        for year in 1..=3 {
            let before = observed[observed.len() - 1];
            observed.push(std::array::from_fn(|s| {
                let alive = survival(&model.expected(year)[s].map(|m| m - 0.1));
                std::array::from_fn(|a| match a {
                    0 => 1000.0,
                    100 => before[s][99] * alive[99] as f32 + before[s][100] * alive[100] as f32,
                    _ => before[s][a - 1] * alive[a - 1] as f32,
                })
            }));
        }
        let rebased = model.clone().rebase(2019, &observed);
        assert_eq!(rebased.jump_off_year, 2022);
        let moved = rebased.jump_off[0][85] - model.expected(3)[0][85];
        assert!((moved + 0.1).abs() < 1e-3, "{moved}");
    }

    #[test]
    fn a_later_jump_off_changes_the_level_and_nothing_else() {
        let mut model = Mortality::fit(&gompertz(50));
        for (age, r) in model.improvement[0].iter_mut().enumerate() {
            *r = -0.0002 * age as f64;
        }
        let people = vec![[[1000.0_f32; AGES]; SEXES]; 4];
        let rebased = model.clone().rebase(2019, &people);
        let level = rebased.jump_off[0][90] - model.expected(3)[0][90];
        for years in [1, 7, 20] {
            let (then, now) = (model.expected(3 + years)[0][90], rebased.expected(years)[0][90]);
            assert!((now - then - level).abs() < 1e-9, "{years}: {now} {then}");
        }
    }
}
