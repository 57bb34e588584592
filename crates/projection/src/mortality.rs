//! Mortality of the country by sex and age: a Lee–Carter model fitted to history, and what it says of life
//! expectancy and survival.
//!
//! `ln m(x, t) = a(x) + b(x) · k(t)` for each sex (Lee and Carter, JASA 87, 1992), where the index `k` walks at
//! random with a drift. Forecasts start from the last observed rates rather than from the fitted ones (Lee and
//! Miller, Demography 38, 2001), and a level correction for the old makes the survivors after the last mortality
//! year agree with the population observed since ([`LeeCarter::rebase`]).

use crate::{AGES, BySexAge, OLD, Pyramid, SEXES, zeros};

/// Central death rates by sex and single age for consecutive years.
#[derive(Clone, Debug)]
pub struct History {
    /// The year of the first table.
    pub first_year: i32,
    /// Deaths per person and year, one table a year.
    pub rates: Vec<BySexAge<f64>>,
}

impl History {
    /// Rates from deaths during each year and mean population. A cell without deaths borrows half a death, so
    /// that its logarithm exists; the oldest classes are so small that this matters nowhere else.
    pub fn from_counts(first_year: i32, deaths: &[BySexAge<f64>], exposure: &[BySexAge<f64>]) -> Self {
        let rate = |d: f64, e: f64| if e > 0.0 { d.max(0.5) / e.max(0.5) } else { 1.0 };
        let rates = deaths
            .iter()
            .zip(exposure)
            .map(|(d, e)| std::array::from_fn(|s| std::array::from_fn(|a| rate(d[s][a], e[s][a]).min(1.5))))
            .collect();
        Self { first_year, rates }
    }

    /// The last year with a table.
    pub fn last_year(&self) -> i32 {
        self.first_year + self.rates.len() as i32 - 1
    }

    /// What was known at the end of `year`: the same history cut there.
    pub fn until(&self, year: i32) -> Self {
        let kept = (year - self.first_year + 1).clamp(0, self.rates.len() as i32) as usize;
        Self { first_year: self.first_year, rates: self.rates[..kept].to_vec() }
    }
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
pub struct LeeCarter {
    /// The year that [`jump_off`](Self::jump_off) stands for.
    pub jump_off_year: i32,
    /// Log death rates in the jump-off year.
    pub jump_off: BySexAge<f64>,
    /// How strongly each age follows the index, `b(x)`; sums to 1 over ages.
    pub response: BySexAge<f64>,
    /// Yearly change of the index, by sex.
    pub drift: [f64; SEXES],
    /// Standard deviation of the yearly innovations, by sex.
    pub innovation: [f64; SEXES],
    /// Standard error of the drift, by sex.
    pub drift_error: [f64; SEXES],
    /// Correlation between women's and men's innovations.
    pub correlation: f64,
}

impl LeeCarter {
    /// Fits the model to `history` (at least 10 years), with the mean of the last three years as jump-off.
    pub fn fit(history: &History) -> Self {
        assert!(history.rates.len() >= 10, "a mortality trend needs at least ten years");
        let mut response = zeros();
        let mut jump_off = zeros();
        let mut steps: [Vec<f64>; SEXES] = [Vec::new(), Vec::new()];
        for sex in 0..SEXES {
            let logs: Vec<[f64; AGES]> = history.rates.iter().map(|year| year[sex].map(f64::ln)).collect();
            let (b, k) = first_component(&logs);
            response[sex] = b;
            steps[sex] = k.windows(2).map(|w| w[1] - w[0]).collect();
            jump_off[sex] = level_at_end(&logs, &b, &steps[sex]);
        }
        let n = steps[0].len() as f64;
        let drift = [0, 1].map(|s: usize| steps[s].iter().sum::<f64>() / n);
        let product = |s: usize, t: usize| {
            steps[s].iter().zip(&steps[t]).map(|(x, y)| (x - drift[s]) * (y - drift[t])).sum::<f64>()
                / (n - 1.0)
        };
        let innovation = [product(0, 0).sqrt(), product(1, 1).sqrt()];
        Self {
            jump_off_year: history.last_year(),
            jump_off,
            response,
            drift,
            innovation,
            drift_error: innovation.map(|s| s / n.sqrt()),
            correlation: product(0, 1) / (innovation[0] * innovation[1]),
        }
    }

    /// Log death rates `index` steps of the mortality index away from the jump-off.
    pub fn log_rates(&self, index: [f64; SEXES]) -> BySexAge<f64> {
        std::array::from_fn(|s| std::array::from_fn(|a| self.jump_off[s][a] + self.response[s][a] * index[s]))
    }

    /// Moves the jump-off to the last year of `observed` (31 December populations, one a year, the first of
    /// them for a year no earlier than the jump-off): the index advances by its drift, and the rates of the old
    /// are scaled so that the expected survivors aged 75 and more over those years equal the observed ones.
    /// At those ages migration is negligible. The pandemic year thereby counts by what it left behind and is
    /// never read as a trend.
    pub fn rebase(mut self, first_year: i32, observed: &[Pyramid]) -> Self {
        let last_year = first_year + observed.len() as i32 - 1;
        for sex in 0..SEXES {
            let survivors = |level: f64| -> f64 {
                let mut expected = 0.0;
                for (i, before) in observed[..observed.len() - 1].iter().enumerate() {
                    let steps = f64::from(first_year + i as i32 + 1 - self.jump_off_year);
                    let index = [self.drift[0] * steps, self.drift[1] * steps];
                    let mut logs = self.log_rates(index)[sex];
                    logs.iter_mut().enumerate().for_each(|(age, m)| *m += level * old_age_weight(age));
                    let alive = survival(&logs);
                    expected += (74..AGES).map(|age| f64::from(before[sex][age]) * alive[age]).sum::<f64>();
                }
                expected
            };
            let seen: f64 =
                observed[1..].iter().map(|p| p[sex][75..].iter().map(|&n| f64::from(n)).sum::<f64>()).sum();
            let level = bisect(-0.5, 0.5, |level| survivors(level) - seen);
            let steps = f64::from(last_year - self.jump_off_year);
            for age in 0..AGES {
                self.jump_off[sex][age] +=
                    self.response[sex][age] * self.drift[sex] * steps + level * old_age_weight(age);
            }
        }
        self.jump_off_year = last_year;
        self
    }
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

/// First principal component of log rates centred by age: response by age (non-negative, smoothed, summing
/// to 1) and index by year (summing to 0).
fn first_component(logs: &[[f64; AGES]]) -> ([f64; AGES], Vec<f64>) {
    let years = logs.len() as f64;
    let mean: [f64; AGES] = std::array::from_fn(|a| logs.iter().map(|y| y[a]).sum::<f64>() / years);
    let centred: Vec<[f64; AGES]> = logs.iter().map(|y| std::array::from_fn(|a| y[a] - mean[a])).collect();
    let mut b = [1.0 / AGES as f64; AGES];
    for _ in 0..60 {
        let k: Vec<f64> = centred.iter().map(|y| dot(y, &b)).collect();
        b = std::array::from_fn(|a| centred.iter().zip(&k).map(|(y, k)| y[a] * k).sum());
        let length = dot(&b, &b).sqrt();
        b = b.map(|x| x / length);
    }
    let b = smooth(&b).map(|x| x.max(0.0));
    let sum: f64 = b.iter().sum();
    let b = b.map(|x| x / sum);
    // With the response smoothed, the index that fits best in the least-squares sense.
    let k = centred.iter().map(|y| dot(y, &b) / dot(&b, &b)).collect();
    (b, k)
}

/// Log rates in the last year: the mean of the last three years, each carried to the last by the index' drift.
fn level_at_end(logs: &[[f64; AGES]], b: &[f64; AGES], steps: &[f64]) -> [f64; AGES] {
    let drift = steps.iter().sum::<f64>() / steps.len() as f64;
    let last = logs.len() - 1;
    let level: [f64; AGES] = std::array::from_fn(|a| {
        (0..3).map(|i| logs[last - i][a] + b[a] * drift * i as f64).sum::<f64>() / 3.0
    });
    // Above 95 single ages are small; a running mean takes out the noise and keeps the slope.
    let smoothed = smooth(&level);
    std::array::from_fn(|a| {
        if (5..95).contains(&a) { level[a] } else { [level[a], smoothed[a]][usize::from(a >= 95)] }
    })
}

fn dot(x: &[f64; AGES], y: &[f64; AGES]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b).sum()
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

    /// Gompertz mortality that falls by one per cent a year at every age.
    fn gompertz(years: usize) -> History {
        let rates = (0..years)
            .map(|t| {
                std::array::from_fn(|s| {
                    std::array::from_fn(|a| {
                        (2e-5 * (1.0 + 0.5 * s as f64) * (0.1 * a as f64).exp() * (-0.01 * t as f64).exp())
                            .min(1.0)
                    })
                })
            })
            .collect();
        History { first_year: 1970, rates }
    }

    #[test]
    fn a_steady_decline_is_found_and_carried_on() {
        let model = LeeCarter::fit(&gompertz(50));
        for sex in 0..SEXES {
            let yearly = model.response[sex][80] * model.drift[sex];
            assert!((yearly + 0.01).abs() < 1e-4, "{yearly}");
            assert!(model.innovation[sex] < 1e-6);
        }
    }

    #[test]
    fn life_expectancy_of_a_constant_rate_is_its_inverse() {
        assert!((life_expectancy(&[0.02; AGES], 0) - 50.0).abs() < 0.1);
    }

    #[test]
    fn survival_lies_between_nothing_and_certainty() {
        let model = LeeCarter::fit(&gompertz(20));
        let alive = survival(&model.log_rates([0.0; 2])[0]);
        assert!(alive.iter().all(|s| (0.0..=1.0).contains(s)));
        assert!(alive[100] < alive[60]);
    }

    #[test]
    fn rebasing_reproduces_the_observed_survivors() {
        let model = LeeCarter::fit(&gompertz(50));
        let lighter = model.log_rates([0.0; 2]).map(|ages| ages.map(|m| m - 0.1));
        let mut observed = vec![[[1000.0_f32; AGES]; SEXES]];
        for _ in 0..3 {
            let before = observed[observed.len() - 1];
            observed.push(std::array::from_fn(|s| {
                let alive = survival(&lighter[s]);
                std::array::from_fn(|a| if a == 0 { 1000.0 } else { before[s][a - 1] * alive[a - 1] as f32 })
            }));
        }
        // The open class must hold its survivors too.
        for i in 1..observed.len() {
            for s in 0..SEXES {
                let stay = observed[i - 1][s][100] * survival(&lighter[s])[100] as f32;
                observed[i][s][100] += stay;
            }
        }
        let rebased = model.clone().rebase(2019, &observed);
        assert_eq!(rebased.jump_off_year, 2022);
        assert!(rebased.jump_off[0][85] < model.jump_off[0][85]);
    }
}
