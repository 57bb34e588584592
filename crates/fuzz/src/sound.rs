//! What must hold of all outputs.

use forecast::Summary;
use projection::Pyramid;
use projection::output::Output;
use projection::population::Change;
use projection::portfolio::Portfolio;
use projection::quantile::Quantiles;
use projection::simulation::Outputs;
use projection::worth::Worth;

/// Indicators that may be below zero: differences.
const DIFFERENCES: [Output; 3] = [Output::PlacesGap, Output::FteGap, Output::HiresGap];

fn rises(q: &Quantiles) -> bool {
    q.as_array().iter().all(|x| x.is_finite()) && q.as_array().windows(2).all(|w| w[0] <= w[1])
}

/// Every future's figures are finite, and nobody is fewer than none.
pub fn outputs(outputs: &Outputs) {
    for output in Output::ALL {
        let may_be_below = DIFFERENCES.contains(&output);
        for year in 0..=outputs.years {
            for &value in outputs.get(output, year) {
                assert!(value.is_finite() && (may_be_below || value >= 0.0), "{output:?} {year}: {value}");
            }
        }
    }
    assert!(outputs.all_quantiles().iter().all(rises));
}

/// Every year's people are some, and what happened to them are figures.
pub fn accounts(years: &[(Pyramid, Change)]) {
    for (people, change) in years {
        assert!(people.iter().flatten().all(|n| n.is_finite() && *n >= 0.0));
        assert!([change.births, change.deaths, change.migration].iter().all(|n| n.is_finite()));
        assert!(change.births >= 0.0 && change.deaths >= 0.0);
    }
}

/// Intervals are finite and in order.
pub fn summary(summary: &Summary) {
    assert!(Output::ALL.into_iter().flat_map(|output| summary.series(output)).all(rises));
}

/// What measures are worth: figures, and a certainty that is one.
pub fn worth(worth: &Worth) {
    assert!(worth.parts.iter().chain(&worth.closed).chain([&worth.without, &worth.remaining]).all(rises));
    let means = worth.part_means.iter().chain([&worth.without_mean, &worth.remaining_mean]);
    assert!(means.into_iter().all(|mean| mean.is_finite()));
    assert!((0.0..=1.0).contains(&worth.enough));
}

/// A choice among so many measures: each is chosen or left out, and costs are figures.
pub fn portfolio(found: &Portfolio, count: usize) {
    for set in found.frontier.iter().chain([&found.without]) {
        assert!(set.cost.is_finite() && set.cost >= 0.0 && set.lacking.is_finite() && set.lacking >= 0.0);
        assert!((0.0..=1.0).contains(&set.certainty));
    }
    for choice in [&found.best, &found.certain] {
        assert!(rises(&choice.lacking));
        assert_eq!(choice.parts.len() + choice.left_out.len(), count);
        assert!(choice.parts.iter().all(|p| p.mean.is_finite() && p.cost.is_finite() && rises(&p.quantiles)));
        assert!(choice.left_out.iter().all(|l| l.change.is_finite() && l.cost.is_finite()));
    }
    assert!(found.costs.len() == count && found.costs.iter().all(|cost| cost.is_finite()));
}
