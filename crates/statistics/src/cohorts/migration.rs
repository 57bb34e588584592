//! Migration by county, and by municipality from 55, relative to the country's.

use projection::SEXES;
use projection::local::{FIVE_YEAR_GROUPS, Observed, Shrunk, shrink};
use projection::population::BANDS;

use super::mortality;
use super::{DataAsOf, PANEL_FIRST};

/// Standard errors of the lasting level below 55, a year, beyond the common error of all ages: what the bands missed by
/// beyond it in forecasts from 2008–2014 that end by 2019, less what single years and chance give, with the ages at the
/// start known as narrowly as in the base year.
pub const YOUNG_ERRORS: [f64; 3] = [0.005, 0.008, 0.004];
/// Standard errors of the lasting level at 55–64, 65–74 and 75+, a year, in a place of middling size.
pub const OLD_ERRORS: [f64; 3] = [0.003_4, 0.003_4, 0.001_4];
/// How five-year migration relative to the country follows what a place is like, youngest first; from 80 not at all.
/// Many move to old places that grow when they retire. The older move less for that, and the more often from the
/// smallest places, to where care and relatives are.
pub const PULLS: [Pull; 3] = [
    Pull { from: 55, by_share: 0.19, by_growth: 0.165, by_smallness: 0.0 },
    Pull { from: 65, by_share: 0.13, by_growth: 0.12, by_smallness: -0.026 },
    Pull { from: 70, by_share: 0.08, by_growth: 0.08, by_smallness: -0.035 },
];
/// From this age nobody's move is explained by the place.
pub const SETTLED: usize = 80;
/// Groups of the old whose moves are read together, as each are few: 75–79, 80–84 and 85–89 at the start.
const OLD: std::ops::Range<usize> = 15..18;
/// Groups whose moves their place explains.
const MOVING: std::ops::Range<usize> = PANEL_FIRST..SETTLED / 5;
/// A place with so many inhabitants or fewer is as small as any, 1; twice as many make it half as small.
pub const SMALL: f64 = 4500.0;
/// Years that growth is read over.
pub const GROWTH_YEARS: i32 = 20;
/// How much of a county's own migration takes the place of what its municipalities' growth says.
pub const COUNTY_WEIGHT: f64 = 0.5;

/// How five-year migration follows what a place is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pull {
    /// The youngest at the start of the five years.
    pub from: usize,
    /// Change with each unit of the logarithm of the share aged 65 or more.
    pub by_share: f64,
    /// Change with each unit of log growth over [`GROWTH_YEARS`].
    pub by_growth: f64,
    /// Change with how small the place is, 0–1; see [`SMALL`].
    pub by_smallness: f64,
}

/// What a place is like, each beyond the country's mean.
struct Kind {
    share: f64,
    growth: f64,
    smallness: f64,
}

impl Kind {
    /// Five-year migration of a group that moves, relative to the country.
    fn moves(&self, group: usize) -> f64 {
        PULLS.iter().rev().find(|pull| pull.from / 5 <= group).map_or(0.0, |pull| {
            pull.by_share * self.share + pull.by_growth * self.growth + pull.by_smallness * self.smallness
        })
    }
}

/// Yearly net migration beyond the country's, by sex and five-year group at the start.
pub(super) type Rates = [[f64; FIVE_YEAR_GROUPS]; SEXES];

/// Standard errors of the lasting level by band, in a place where errors are so much wider than in one of middling
/// size.
pub(super) fn errors(width: f64) -> [f64; BANDS] {
    let [near, middle, old] = OLD_ERRORS.map(|error| error * width);
    let [children, young, grown] = YOUNG_ERRORS;
    [children, young, grown, near, middle, old]
}

/// Each county's migration; 0 from 75 on.
pub(super) fn counties(known: &DataAsOf, county_mortality: &[f64]) -> Vec<Rates> {
    let centre = vec![0.0; known.counties.len()];
    let mut rates = vec![Rates::default(); known.counties.len()];
    for sex in 0..SEXES {
        for group in 0..OLD.start {
            let seen: Vec<Option<Observed>> = known
                .counties
                .iter()
                .zip(county_mortality)
                .map(|(code, &mortality)| {
                    let (seen, hazard) = known.observe_county(code, sex, group)?;
                    Some(mortality::without(seen, hazard, group, mortality))
                })
                .collect();
            for (county, shrunk) in rates.iter_mut().zip(shrink(&seen, &centre)) {
                county[sex][group] = shrunk.log / 5.0;
            }
        }
    }
    rates
}

/// Each municipality's migration as its county and its kind explain it: its county's below 55, and up to [`SETTLED`] its
/// kind's, with the county's mean half-way to the county's own cohorts where those tell, and with no sum over the country.
pub(super) fn explained(known: &DataAsOf, county: &[Rates]) -> Vec<Rates> {
    let kinds = kinds(known);
    let mut rates: Vec<Rates> = known.places.iter().map(|&(_, c)| county[c]).collect();
    for sex in 0..SEXES {
        for group in MOVING {
            let five_years = explained_of(known, &kinds, county, sex, group);
            rates.iter_mut().zip(five_years).for_each(|(place, log)| place[sex][group] = log / 5.0);
        }
    }
    rates
}

/// Each municipality's migration from 55: what is explained, and what its own cohorts say beyond.
pub(super) fn places(known: &DataAsOf, explained: Vec<Rates>, mortality: &[Shrunk]) -> Vec<Rates> {
    let mut rates = explained;
    for sex in 0..SEXES {
        for group in PANEL_FIRST..OLD.start {
            let centre: Vec<f64> = rates.iter().map(|place| place[sex][group] * 5.0).collect();
            for (place, shrunk) in rates.iter_mut().zip(own(known, &centre, mortality, sex, group)) {
                place[sex][group] = shrunk.log / 5.0;
            }
        }
    }
    add_old(&mut rates, known, mortality);
    rates
}

/// From 75: what the municipality's cohorts did beyond what is explained and what its deaths say, both sexes and all old
/// groups together.
fn add_old(rates: &mut [Rates], known: &DataAsOf, mortality: &[Shrunk]) {
    let seen: Vec<Option<Observed>> = known
        .places
        .iter()
        .zip(&*rates)
        .zip(mortality)
        .map(|(((code, _), rates), mortality)| {
            pooled(rates, |sex, group| {
                let (seen, hazard) = known.observe_place(code, sex, group)?;
                Some(mortality::without(seen, hazard, group, mortality.log))
            })
        })
        .collect();
    let own = shrink(&seen, &vec![0.0; seen.len()]);
    for (rates, own) in rates.iter_mut().zip(own) {
        for groups in rates.iter_mut() {
            groups[OLD].iter_mut().for_each(|rate| *rate += own.log / 5.0);
        }
    }
}

/// The mean of what is beyond the rates, by how certain each part is.
fn pooled(rates: &Rates, observe: impl Fn(usize, usize) -> Option<Observed>) -> Option<Observed> {
    let (mut weight, mut sum) = (0.0, 0.0);
    for (sex, rates) in rates.iter().enumerate() {
        for group in OLD {
            if let Some(seen) = observe(sex, group) {
                weight += 1.0 / seen.variance;
                sum += (seen.log - over_five_years(rates, group)) / seen.variance;
            }
        }
    }
    (weight > 0.0).then(|| Observed { log: sum / weight, variance: 1.0 / weight })
}

/// The rate of a year at a single age. A group is followed for five years, so its rate belongs to an age two and a half
/// years above its middle; between those the rate moves in a straight line.
pub(super) fn rate_at(groups: &[f64; FIVE_YEAR_GROUPS], age: usize) -> f64 {
    let position = ((age as f64 - 4.5) / 5.0).clamp(0.0, (FIVE_YEAR_GROUPS - 1) as f64);
    let below = position as usize;
    let above = (below + 1).min(FIVE_YEAR_GROUPS - 1);
    groups[below] + (groups[above] - groups[below]) * position.fract()
}

/// What such rates come to over five years for a group at the start.
pub(super) fn over_five_years(groups: &[f64; FIVE_YEAR_GROUPS], group: usize) -> f64 {
    let of = |start: usize| (start..start + 5).map(|age| rate_at(groups, age)).sum::<f64>();
    (5 * group..5 * group + 5).map(of).sum::<f64>() / 5.0
}

/// What each municipality is like.
fn kinds(known: &DataAsOf) -> Vec<Kind> {
    let now = known.year.min(known.population.last_total());
    let then = now - GROWTH_YEARS;
    let old = |code: &str| known.people_from(code, 65);
    let sum = |value: &dyn Fn(&str) -> f64| known.places.iter().map(|(code, _)| value(code)).sum::<f64>();
    let all = sum(&|code| known.inhabitants(code, now));
    let (share, grown) = (sum(&old) / all, (all / sum(&|code| known.inhabitants(code, then))).ln());
    let small = |code: &str| SMALL / known.inhabitants(code, now).max(SMALL);
    let mean = sum(&|code| small(code) * known.inhabitants(code, now)) / all;
    known
        .places
        .iter()
        .map(|(code, _)| Kind {
            share: (old(code) / known.inhabitants(code, now) / share).max(0.1).ln(),
            growth: known.growth(code, then, now) - grown,
            smallness: small(code) - mean,
        })
        .collect()
}

/// Five years' migration of one group, as explained.
fn explained_of(known: &DataAsOf, kinds: &[Kind], county: &[Rates], sex: usize, group: usize) -> Vec<f64> {
    let people: Vec<f64> = known
        .places
        .iter()
        .map(|(code, _)| known.panel(code, known.panel_year(), sex, group).unwrap_or(0.0))
        .collect();
    let mut moves: Vec<f64> = kinds.iter().map(|kind| kind.moves(group)).collect();
    if !OLD.contains(&group) {
        let means = known.county_means(&moves, &people);
        for (own, &(_, c)) in moves.iter_mut().zip(&known.places) {
            *own += COUNTY_WEIGHT * (county[c][sex][group] * 5.0 - means[c]);
        }
    }
    let moved = moves.iter().zip(&people).map(|(log, n)| log * n).sum::<f64>() / people.iter().sum::<f64>();
    moves.iter_mut().for_each(|log| *log -= moved);
    moves
}

/// What the municipalities' own cohorts did, shrunk towards `centre`.
fn own(known: &DataAsOf, centre: &[f64], mortality: &[Shrunk], sex: usize, group: usize) -> Vec<Shrunk> {
    let seen: Vec<Option<Observed>> = known
        .places
        .iter()
        .zip(mortality)
        .map(|((code, _), mortality)| {
            let (seen, hazard) = known.observe_place(code, sex, group)?;
            Some(mortality::without(seen, hazard, group, mortality.log))
        })
        .collect();
    shrink(&seen, centre)
}
