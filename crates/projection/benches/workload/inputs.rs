//! The inputs: read from files of little-endian doubles, or made up with the same shapes and sizes.

use std::path::Path;

use projection::random::{Random, Stream};

/// Places.
pub const PLACES: usize = 290;
/// Ages; the last is open.
pub const AGES: usize = 106;
/// Years.
pub const YEARS: usize = 30;
/// Trajectories.
pub const DRAWS: usize = 1000;
/// Kinds of care.
pub const KINDS: usize = 3;
/// Figures a year.
pub const FIGURES: usize = 8;
/// Cells computed.
pub const CELL_YEARS: usize = PLACES * 2 * AGES * YEARS * DRAWS;

/// Share of births that are girls and boys.
pub const BORN: [f64; 2] = [100.0 / 205.0, 105.0 / 205.0];
/// Full-time equivalents for a user of each kind.
pub const STAFF: [f64; KINDS] = [0.18, 0.55, 0.92];
/// How strongly prevention acts on each kind.
pub const PREVENTION: [f64; KINDS] = [1.0, 0.8, 0.5];
/// Cost of a full-time equivalent, of a place, and the yearly growth of the first.
pub const COST: [f64; 3] = [0.62, 0.21, 0.015];

/// All inputs, in double precision and in the order of the indices named.
pub struct Inputs {
    /// `[place][sex][age]`.
    pub people: Vec<f64>,
    /// Hazard by `[sex][age]`.
    pub hazard: Vec<f64>,
    /// Response of its logarithm to the index by `[sex][age]`.
    pub response: Vec<f64>,
    /// Hazard relative to the country by `[place][sex]`.
    pub mortality: Vec<f64>,
    /// Births by age from 15.
    pub fertility: Vec<f64>,
    /// Fertility relative to the country by place.
    pub local_fertility: Vec<f64>,
    /// Share who leave by `[sex][age]`.
    pub leaving: Vec<f64>,
    /// The same relative to the country by place.
    pub local_leaving: Vec<f64>,
    /// Share of those who leave that come here, `[place][sex][age]`.
    pub share: Vec<f64>,
    /// Immigrants, `[place][sex][age]`.
    pub immigrants: Vec<f64>,
    /// Users by `[kind][sex][age]`.
    pub users: Vec<f64>,
    /// Users relative to the country, `[place][kind]`.
    pub local_users: Vec<f64>,
    /// Prevention by year.
    pub prevention: Vec<f64>,
    /// Productivity by year.
    pub productivity: Vec<f64>,
    /// Index of mortality, `[draw][year][sex]`.
    pub index: Vec<f64>,
    /// Level of fertility, `[draw][year]`.
    pub births: Vec<f64>,
    /// Level of immigration, `[draw][year]`.
    pub immigration: Vec<f64>,
    /// Health, `[draw][year]`.
    pub health: Vec<f64>,
}

/// Reads the inputs that a peer has written.
pub fn read(folder: &Path) -> Inputs {
    let read = |name: &str| -> Vec<f64> {
        let path = folder.join(format!("{name}.bin"));
        let bytes = std::fs::read(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        bytes.as_chunks::<8>().0.iter().map(|b| f64::from_le_bytes(*b)).collect()
    };
    Inputs {
        people: read("pop0"),
        hazard: read("mu0"),
        response: read("b"),
        mortality: read("rr"),
        fertility: read("asfr"),
        local_fertility: read("fr"),
        leaving: read("emig"),
        local_leaving: read("of"),
        share: read("inshare"),
        immigrants: read("imm"),
        users: read("prev"),
        local_users: read("cf"),
        prevention: read("lever_prev"),
        productivity: read("lever_prod"),
        index: read("kt"),
        births: read("fe"),
        immigration: read("mig"),
        health: read("h"),
    }
}

/// Inputs of the same shapes and sizes, for when there are no peers.
pub fn own() -> Inputs {
    let mut random = Random::new(1, Stream::Base, 0, 0);
    let mut normal = |spread: f64| spread * f64::from(random.normal());
    let size: Vec<f64> = (0..PLACES).map(|_| 36_000.0 * normal(0.9).exp()).collect();
    let by_age = |f: &dyn Fn(f64) -> f64| -> Vec<f64> {
        (0..2).flat_map(|_| (0..AGES).map(|a| f(a as f64)).collect::<Vec<_>>()).collect()
    };
    let everywhere = |table: &[f64], size: &dyn Fn(usize) -> f64| -> Vec<f64> {
        (0..PLACES).flat_map(|m| table.iter().map(|x| x * size(m)).collect::<Vec<_>>()).collect()
    };
    let total: f64 = size.iter().sum();
    let shape = by_age(&|a| if a < 74.0 { 0.006 } else { 0.006 * (-0.007 * (a - 74.0).powi(2)).exp() });
    let mut walk = |step: f64, drift: f64, series: usize| -> Vec<f64> {
        let mut out = vec![0.0; DRAWS * YEARS * series];
        for draw in 0..DRAWS {
            for s in 0..series {
                let mut level = 0.0;
                for year in 0..YEARS {
                    level += drift + normal(step);
                    out[(draw * YEARS + year) * series + s] = level;
                }
            }
        }
        out
    };
    let (index, births, immigration, health) =
        (walk(0.012, -0.011, 2), walk(0.03, 0.0, 1), walk(0.1, 0.0, 1), walk(0.006, 0.003, 1));
    let mut near_one =
        |count: usize, spread: f64| -> Vec<f64> { (0..count).map(|_| normal(spread).exp()).collect() };
    Inputs {
        people: everywhere(&shape, &|m| size[m]),
        hazard: by_age(&|a| (1e-5 * (0.107 * a).exp() + 1.4e-4).min(0.9)),
        response: by_age(&|a| 1.4 * (-((a - 52.0) / 45.0).powi(2)).exp()),
        mortality: near_one(PLACES * 2, 0.08),
        fertility: (15..50).map(|a| 0.11 * (-0.5 * ((f64::from(a) - 30.6) / 5.3).powi(2)).exp()).collect(),
        local_fertility: near_one(PLACES, 0.08),
        leaving: by_age(&|a| 0.018 + 0.115 * (-0.5 * ((a - 22.5) / 4.0).powi(2)).exp()),
        local_leaving: near_one(PLACES, 0.2),
        share: everywhere(&by_age(&|_| 1.0 / total), &|m| size[m]),
        immigrants: everywhere(&by_age(&|a| 450.0 / total * (-((a - 28.0) / 9.0).powi(2)).exp()), &|m| {
            size[m]
        }),
        users: (0..KINDS)
            .flat_map(|k| {
                by_age(&|a| {
                    if a < 65.0 { 0.0 } else { 0.2 / (1.0 + (-(a - 84.0 - 3.0 * k as f64) / 4.0).exp()) }
                })
            })
            .collect(),
        local_users: near_one(PLACES * KINDS, 0.15),
        prevention: (0..YEARS).map(|t| 0.06 * t as f64 / (YEARS - 1) as f64).collect(),
        productivity: (0..YEARS).map(|t| 0.08 * t as f64 / (YEARS - 1) as f64).collect(),
        index,
        births: births.into_iter().map(f64::exp).collect(),
        immigration: immigration.into_iter().map(f64::exp).collect(),
        health,
    }
}
