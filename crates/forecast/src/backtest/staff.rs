//! Staff tried: employees and retirement in the country by the occupational register, by what was known some years before.
//!
//! Staff for each resident and each hour of home care are taken to stay as many, and the residents are those there were, so
//! that it is the way need turns into staff that is judged. How special housing and home care weigh together is today's. The register counts all who work in the
//! occupations, within elderly care and outside: how the number changed is all that is compared.

use projection::need::{Gradient, Service};
use projection::staff::{AGE_GROUPS, Occupation, stayed};
use projection::{AGES, BySexAge, OLD, SEXES, zeros};
use statistics::{Fault, Tables};

use super::past;
use crate::inputs::{self, REGISTER, REGISTER_BREAK, gradients, later};

/// The years judged: the last before the register's break, and its last.
const JUDGED: [i32; 2] = [REGISTER_BREAK - 1, REGISTER.1];
/// Age groups of those who are near retirement in the year judged: 55–59 and 60–64.
const OLDER: std::ops::RangeInclusive<usize> = 7..=8;

/// An occupation some years later.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StaffTrial {
    /// The occupation.
    pub occupation: Occupation,
    /// The year that the method stood in.
    pub from: i32,
    /// The year judged.
    pub to: i32,
    /// Growth of the number employed that need asked for, as a share.
    pub growth: f64,
    /// How much the register's number below 65 grew.
    pub growth_outcome: f64,
    /// Of those who would be 55–64 in the year judged, the share expected to be there still.
    pub staying: f64,
    /// How many were, as a share of the same: those who came count too.
    pub staying_outcome: f64,
}

/// Each occupation from the register's first year to each of [`JUDGED`].
///
/// # Errors
/// A table that lacks a figure.
pub(super) fn backtest(tables: &Tables) -> Result<Vec<StaffTrial>, Fault> {
    let from = REGISTER.0;
    let model = inputs::model(tables, 0)?;
    let shares = gradients(tables, from)?;
    let mortality = past::mortality(tables, from);
    let heads = |year: i32, occupation: usize| {
        let gained = mortality.life_gained(year - from);
        let users = |service: Service| users(tables, &later(&shares[service as usize], gained), year);
        let hours = users(Service::HomeCare) * model.need.hours_per_user * 12.0;
        users(Service::SpecialHousing) * model.staff.fte_per_place[occupation]
            + hours * model.staff.fte_per_hour[occupation]
    };
    let mut all = Vec::new();
    for occupation in Occupation::ALL {
        let o = occupation as usize;
        let then = tables.care.staff(o, from)?;
        for to in JUDGED {
            let now = tables.care.staff(o, to)?;
            let near = |n: &[f64; AGE_GROUPS]| n[OLDER].iter().sum::<f64>();
            let (cohorts, stayed) = stayed(then, (to - from) as usize, OLDER);
            all.push(StaffTrial {
                occupation,
                from,
                to,
                growth: heads(to, o) / heads(from, o) - 1.0,
                growth_outcome: employed(now) / employed(then) - 1.0,
                staying: stayed / cohorts,
                staying_outcome: near(now) / cohorts,
            });
        }
    }
    Ok(all)
}

/// Employees below 65: the older are counted from the register's break on only.
fn employed(by_age: &[f64; AGE_GROUPS]) -> f64 {
    by_age[..AGE_GROUPS - 1].iter().sum()
}

/// Users of a year's register at some shares: of those who lived on 31 December of the year before.
fn users(tables: &Tables, shares: &Gradient, year: i32) -> f64 {
    let people: BySexAge<f64> = tables.population.national(year - 1).copied().unwrap_or_else(zeros);
    let cells = (0..SEXES).flat_map(|sex| (OLD..AGES).map(move |age| (sex, age)));
    cells.map(|(sex, age)| people[sex][age] * f64::from(shares[sex][age])).sum()
}
