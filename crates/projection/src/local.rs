//! How a place differs from the country: estimated from cohorts followed over five years, and shrunk towards
//! the country by how much chance there is in the place's own numbers.
//!
//! A five-year group counted again five years later has lost the dead and gained or lost migrants. The ratio to
//! what the same group did in the whole country, less what deaths explain, is read as migration. Places borrow strength from each other by empirical Bayes (method of moments).

/// Five-year age groups 0–4 … 95–99 and 100+.
pub const FIVE_YEAR_GROUPS: usize = 21;

/// An observed log ratio with its sampling variance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Observed {
    /// Logarithm of observed to expected.
    pub log: f64,
    /// Sampling variance of `log`.
    pub variance: f64,
}

/// A shrunk estimate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shrunk {
    /// Posterior mean of the log ratio.
    pub log: f64,
    /// Posterior standard error.
    pub error: f64,
}

/// People of one five-year group at a start, and the next group five years later.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cohort {
    /// People at the start, summed over start years.
    pub before: f64,
    /// The same people five years later.
    pub after: f64,
}

impl Cohort {
    /// Adds another start year.
    pub fn add(&mut self, before: f64, after: f64) {
        self.before += before;
        self.after += after;
    }

    /// The place's ratio to the country's over five years. `windows` is how many start years were summed:
    /// windows overlap, so that the information grows only with the years they span. `mobility` is the share
    /// who move in or out over five years, which adds chance.
    pub fn against(&self, country: &Self, windows: usize, mobility: f64) -> Option<Observed> {
        let survival = country.after / country.before;
        let expected = self.before * survival;
        if self.before < 1.0 || self.after < 1.0 || !expected.is_finite() {
            return None;
        }
        let per_window = expected / windows.max(1) as f64;
        let independent = (windows as f64 + 4.0) / 5.0;
        let chance = ((1.0 - survival).max(0.0) + mobility) / (per_window * independent);
        Some(Observed { log: (self.after / expected).ln(), variance: chance })
    }
}

/// Shrinks the places' ratios towards `centre` (0 for the country, or another estimate for each place). Places
/// without an observation get the centre and the full spread between places.
pub fn shrink(observed: &[Option<Observed>], centre: &[f64]) -> Vec<Shrunk> {
    let known: Vec<(f64, f64)> =
        observed.iter().zip(centre).filter_map(|(o, c)| o.map(|o| (o.log - c, o.variance))).collect();
    let spread = between(&known);
    observed
        .iter()
        .zip(centre)
        .map(|(o, &c)| match o {
            Some(o) if spread > 0.0 => {
                let own = spread / (spread + o.variance);
                Shrunk { log: c + own * (o.log - c), error: (spread * (1.0 - own)).sqrt() }
            }
            _ => Shrunk { log: c, error: spread.sqrt() },
        })
        .collect()
}

/// Variance between places beyond sampling: the weighted moment estimator, iterated (Paule and Mandel 1982).
fn between(known: &[(f64, f64)]) -> f64 {
    if known.len() < 2 {
        return 0.0;
    }
    let excess = |spread: f64| {
        let weights: f64 = known.iter().map(|(_, v)| 1.0 / (v + spread)).sum();
        let mean = known.iter().map(|(x, v)| x / (v + spread)).sum::<f64>() / weights;
        known.iter().map(|(x, v)| (x - mean).powi(2) / (v + spread)).sum::<f64>() - (known.len() - 1) as f64
    };
    if excess(1e-12) <= 0.0 {
        return 0.0;
    }
    let (mut lo, mut hi) = (1e-12, 10.0);
    for _ in 0..80 {
        let middle = f64::midpoint(lo, hi);
        if excess(middle) > 0.0 { lo = middle } else { hi = middle }
    }
    f64::midpoint(lo, hi)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_like_the_country_has_no_ratio() {
        let country = Cohort { before: 1000.0, after: 800.0 };
        let place = Cohort { before: 10.0, after: 8.0 };
        let seen = place.against(&country, 1, 0.1).expect("people were seen");
        assert!(seen.log.abs() < 1e-12 && seen.variance > 0.0);
        assert_eq!(Cohort::default().against(&country, 1, 0.1), None);
    }

    #[test]
    fn small_places_are_shrunk_more() {
        let observed = [(0.2, 0.001), (0.2, 0.1), (-0.2, 0.001), (-0.2, 0.001), (0.1, 0.001)]
            .map(|(log, variance)| Some(Observed { log, variance }));
        let shrunk = shrink(&observed, &[0.0; 5]);
        assert!(shrunk[0].log > 0.19 && shrunk[1].log < 0.1);
        assert!(shrunk[1].error > shrunk[0].error);
    }

    #[test]
    fn a_place_without_numbers_gets_its_centre() {
        let observed =
            [Some(Observed { log: 0.3, variance: 0.01 }), None, Some(Observed { log: -0.3, variance: 0.01 })];
        let shrunk = shrink(&observed, &[0.0, 0.1, 0.0]);
        assert!((shrunk[1].log - 0.1).abs() < 1e-12 && shrunk[1].error > 0.2);
    }

    proptest! {
        #[test]
        fn shrinking_never_overshoots(logs in prop::collection::vec(-1.0_f64..1.0, 2..40), variance in 1e-4_f64..1.0) {
            let observed: Vec<_> = logs.iter().map(|&log| Some(Observed { log, variance })).collect();
            for (shrunk, log) in shrink(&observed, &vec![0.0; logs.len()]).iter().zip(&logs) {
                prop_assert!(shrunk.log.abs() <= log.abs() + 1e-12 && shrunk.log * log >= 0.0);
            }
        }
    }
}
