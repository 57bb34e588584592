//! Life expectancy by municipality as others have computed it, to hold mortality by municipality against.

use projection::mortality::life_expectancy;
use projection::{MEN, SEXES, WOMEN};

use crate::Tables;
use crate::population::BANDS_TO;
use crate::region::Regions;
use crate::table::{Bundled, Fault, Texts, lacking};

/// Smaller municipalities are not judged: so few die there that the published figure is chance for the most part.
pub const LEAST_INHABITANTS: f64 = 20_000.0;

/// Published life expectancy at birth, 2018–2022.
#[derive(Debug)]
pub struct LifeExpectancy {
    /// By sex and municipality, in order of code.
    places: Vec<[f64; SEXES]>,
}

/// How life expectancy at estimated mortality agrees with the published one. All are differences from the country in years,
/// the mean of women and men, in municipalities of [`LEAST_INHABITANTS`] or more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// How many municipalities.
    pub count: usize,
    /// Correlation of the estimated differences and the published ones.
    pub correlation: f64,
    /// Mean distance between them.
    pub mean: f64,
    /// The largest distance.
    pub most: f64,
}

impl LifeExpectancy {
    pub(crate) fn read(texts: Texts<'_>, regions: &Regions) -> Result<Self, Fault> {
        let table = Bundled::life_expectancy;
        let mut places = vec![None; regions.municipalities().count()];
        table.rows(texts, |row| {
            let place =
                regions.place_of(row.text(0)?).ok_or_else(|| row.fault("unknown municipality".into()))?;
            let mut years = [0.0; SEXES];
            (years[WOMEN], years[MEN]) = (row.read(1)?, row.read(2)?);
            places[place] = Some(years);
            Ok(())
        })?;
        let known = regions.municipalities().zip(places);
        let whole = known.map(|(region, years)| {
            years.ok_or_else(|| lacking(table, format!("{} is missing", region.code)))
        });
        Ok(Self { places: whole.collect::<Result<_, _>>()? })
    }
}

/// Holds estimated mortality, the logarithm of death rates relative to the country's in each municipality in order of code,
/// against published life expectancy.
pub fn agreement(tables: &Tables, mortality: impl Iterator<Item = f64>) -> Agreement {
    let inhabitants = |code: &str| tables.population.total(code, BANDS_TO).unwrap_or_default();
    let sizes: Vec<f64> = tables.regions.municipalities().map(|region| inhabitants(&region.code)).collect();
    let published: Vec<f64> = tables.life_expectancy.places.iter().map(mean).collect();
    let country =
        published.iter().zip(&sizes).map(|(years, n)| years * n).sum::<f64>() / sizes.iter().sum::<f64>();
    let unmoved = expected(tables, 0.0);
    let pairs: Vec<(f64, f64)> = mortality
        .zip(published)
        .zip(sizes)
        .filter(|(_, size)| *size >= LEAST_INHABITANTS)
        .map(|((log, years), _)| (expected(tables, log) - unmoved, years - country))
        .collect();
    let apart = || pairs.iter().map(|(ours, theirs)| (ours - theirs).abs());
    Agreement {
        count: pairs.len(),
        correlation: correlation(&pairs),
        mean: apart().sum::<f64>() / pairs.len().max(1) as f64,
        most: apart().fold(0.0, f64::max),
    }
}

/// Life expectancy at the country's last rates times so much, the mean of the sexes.
fn expected(tables: &Tables, log: f64) -> f64 {
    let history = &tables.rates.mortality;
    let last = (history.last_year() - history.first_year) as usize;
    let of = |sex: usize| life_expectancy(&history.rates(last, sex).map(|rate| rate * log.exp()), 0);
    mean(&std::array::from_fn(of))
}

fn mean(sexes: &[f64; SEXES]) -> f64 {
    sexes.iter().sum::<f64>() / SEXES as f64
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (x, y) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / n, y + pair.1 / n));
    let sum = |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|pair| of(pair.0 - x, pair.1 - y)).sum::<f64>();
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohorts::local_changes;

    /// Seen: 124 municipalities, correlation 0.92, 0.28 years apart on average and 1.2 at most. What we estimate is drawn
    /// towards the county's, and the published figure leaves out those born abroad: they cannot agree wholly.
    #[test]
    fn mortality_by_municipality_agrees_with_published_life_expectancy() {
        let tables = Tables::bundled().expect("the tables are whole");
        let base = &tables.base;
        let changes = local_changes(&tables.population, &tables.regions, base.year, &base.people);
        let found = agreement(&tables, changes.iter().map(|change| change.mortality.log));
        assert!(found.count > 100 && found.correlation > 0.89, "{found:?}");
        assert!(found.mean < 0.35 && found.most < 1.5, "{found:?}");
        // The same of no estimate at all.
        let none = agreement(&tables, changes.iter().map(|_| 0.0));
        assert!(none.mean > 1.8 * found.mean && none.most > 1.5 * found.most, "{none:?}");
    }
}
