//! Staff: what a place and an hour take, who is there, who leaves and who comes.

use projection::need::{self, Service};
use projection::staff::{self, Ageing, OCCUPATIONS};
use statistics::{Fault, Tables};

use super::PRICE_YEAR;
use super::need::users;

/// Contracted full-time equivalents for each employee. Assumption: half of the assistant nurses work full time
/// (52 % in 2022, SKR), the others mostly three quarters, and some are paid by the hour.
const CONTRACT_RATE: [f64; OCCUPATIONS] = [0.87, 0.80, 0.90];
/// Share of the nurses who work in special housing. Assumption.
const NURSES_IN_SPECIAL_HOUSING: f64 = 0.7;
/// Hours of a full-time week in care.
pub const FULL_TIME_WEEK: f64 = 37.0;
/// Sick leave in municipalities 2023 (SKR, Kolada).
const SICK_LEAVE: f64 = 0.075;
/// Sick leaves for each thousand employed in 2021, a year of the pandemic: assistant nurses of home care and homes for the
/// elderly, all care staff, which care assistants are counted among, and nurses (the Swedish Social Insurance Agency, press
/// release of 2022). Only how they relate is used. Assumption: care assistants are as care staff.
const SICK_LEAVES: [f64; OCCUPATIONS] = [226.0, 174.0, 152.0];
/// Sick leave relative to all ages', women in municipal health and care in Kristiansand and Aarhus 2004–2008, mean of
/// both (Krane and others, Human Resources for Health 2014, 12:37; the oldest in Kristiansand only). Assumption: ages
/// relate in Sweden as there; no Swedish figure by age is at hand.
const SICK_LEAVE_BY_AGE: [f64; staff::AGE_GROUPS] =
    [1.09, 1.09, 1.13, 1.13, 0.92, 0.92, 0.99, 0.99, 0.98, 0.98];
/// First and last year of the occupational register.
pub const REGISTER: (i32, i32) = (2020, 2024);
/// A year that cannot be compared with the one before: the series of care assistants breaks, and assistant nurse became a
/// protected title.
pub const REGISTER_BREAK: i32 = 2023;
/// Last age group, 50–54, that is asked who comes to it: later nearly all who change leave.
const LAST_ENTERED: usize = 6;
/// Newly trained in a year: assistant nurses from upper secondary and adult education who do not study on, 2015 (the
/// Swedish Municipal Workers' Union 2018, from SOU 2017:21), and nursing degrees 2005/06 (the National Agency for Higher
/// Education, by Vårdfokus, April 2007). Care assistants need no training.
pub const NEWLY_TRAINED: [f64; OCCUPATIONS] = [4_000.0, 0.0, 4_700.0];
/// All who work in the occupations, within elderly care and outside, 2024 (the occupational register: SSYK 5321–5325, 5330,
/// 222 and 223). Assumption: of the newly trained as great a part comes to elderly care as of those who work already.
const EVERYWHERE: [f64; OCCUPATIONS] = [176_969.0, 92_369.0, 119_157.0];

/// What staff is computed from.
///
/// # Errors
/// A table that lacks a figure.
pub(super) fn staff(tables: &Tables, need: &need::Parameters) -> Result<staff::Parameters, Fault> {
    let total = |name: &str| tables.care.total(name, PRICE_YEAR);
    let nurses = tables.care.total("nurses", 2021)?;
    let all = [total("assistant_nurses")?, total("care_assistants")?, nurses];
    let special = [
        total("assistant_nurses_special_housing")?,
        total("care_assistants_special_housing")?,
        nurses * NURSES_IN_SPECIAL_HOUSING,
    ];
    let places = total("persons_special_housing")?;
    let hours = users(tables, Service::HomeCare, PRICE_YEAR) * need.hours_per_user * 12.0;
    let mean_rate = all.iter().zip(CONTRACT_RATE).map(|(n, r)| n * r).sum::<f64>() / all.iter().sum::<f64>();
    let mean_leaves = all.iter().zip(SICK_LEAVES).map(|(n, l)| n * l).sum::<f64>() / all.iter().sum::<f64>();
    let mut age_structure = [[0.0; staff::AGE_GROUPS]; OCCUPATIONS];
    let mut entrants = age_structure;
    for occupation in 0..OCCUPATIONS {
        age_structure[occupation] = *tables.care.staff(occupation, REGISTER.1)?;
        entrants[occupation] = came(tables, occupation)?;
    }
    let parameters = staff::Parameters {
        fte_per_place: std::array::from_fn(|o| special[o] * CONTRACT_RATE[o] / places),
        fte_per_hour: std::array::from_fn(|o| (all[o] - special[o]) * CONTRACT_RATE[o] / hours),
        contract_rate: CONTRACT_RATE,
        weekly_hours: FULL_TIME_WEEK * mean_rate,
        sick_leave: SICK_LEAVE,
        sick_leave_ratio: SICK_LEAVES.map(|leaves| leaves / mean_leaves),
        sick_leave_by_age: SICK_LEAVE_BY_AGE,
        age_structure,
        entrants,
        trained: [0.0; OCCUPATIONS],
    };
    let ageing = Ageing::over(&parameters, 0);
    let trained = std::array::from_fn(|o| {
        let (come, recruited) = (NEWLY_TRAINED[o] / EVERYWHERE[o], f64::from(ageing.recruited(o)));
        (come / recruited).min(1.0)
    });
    Ok(staff::Parameters { trained, ..parameters })
}

/// Who came to an occupation, by age group, over the years that can be compared.
fn came(tables: &Tables, occupation: usize) -> Result<[f64; staff::AGE_GROUPS], Fault> {
    let mut net = [0.0; staff::AGE_GROUPS];
    for year in (REGISTER.0 + 1..=REGISTER.1).filter(|year| *year != REGISTER_BREAK) {
        let (then, now) = (tables.care.staff(occupation, year - 1)?, tables.care.staff(occupation, year)?);
        net.iter_mut().zip(staff::came(then, now, 1)).for_each(|(sum, n)| *sum += n);
    }
    Ok(std::array::from_fn(|group| if group <= LAST_ENTERED { net[group].max(0.0) } else { 0.0 }))
}
