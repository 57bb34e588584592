//! Similar municipalities: by size, age structure and density.

use projection::people;

use super::Forecast;

/// Three numbers on comparable scales: logarithm of inhabitants, share of 80 and over, logarithm of density.
fn features(forecast: &Forecast, place: usize, area: f64) -> [f64; 3] {
    let base = &forecast.tables.base.people[place];
    let (all, old) = (people(base, 0, 100), people(base, 80, 100));
    [all.max(1.0).ln(), old / all.max(1.0), (all.max(1.0) / area.max(1.0)).ln()]
}

/// Weights that make a doubling of inhabitants, two percentage points of 80+ and a tripling of density count alike.
const WEIGHTS: [f64; 3] = [1.0 / 0.7, 1.0 / 0.02, 1.0 / 1.1];

pub(super) fn similar(forecast: &Forecast, code: &str, most: usize) -> Vec<String> {
    let Some(own) = forecast.regions().place_of(code) else { return Vec::new() };
    let all: Vec<(&str, [f64; 3])> = forecast
        .regions()
        .municipalities()
        .enumerate()
        .map(|(place, r)| (r.code.as_str(), features(forecast, place, r.area_km2)))
        .collect();
    let wanted = all[own].1;
    let distance = |f: &[f64; 3]| -> f64 {
        f.iter().zip(wanted).zip(WEIGHTS).map(|((x, y), w)| ((x - y) * w).powi(2)).sum()
    };
    let mut others: Vec<(f64, &str)> =
        all.iter().filter(|(c, _)| *c != code).map(|(c, f)| (distance(f), *c)).collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    others.into_iter().take(most).map(|(_, c)| c.to_owned()).collect()
}
