//! Need: who lives in special housing, has home care, a short-term place or day activity.
//!
//! A service's users are `Σ people(sex, age) × gradient(sex, age) × the place's level`. The gradient is the
//! country's; the level says how a place differs from the country at the same age structure. A later onset of
//! need shifts the gradient up in age; the shares are linear between ages, so that a shift by a fraction of a
//! year is exactly the mean of the two whole shifts around it.

use crate::{AGES, OLD, SEXES};

/// A service of elderly care that the projection counts users of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Home care in ordinary housing.
    HomeCare,
    /// Special housing.
    SpecialHousing,
    /// Short-term place.
    ShortTerm,
    /// Day activity.
    DayActivity,
}

/// Number of services.
pub const SERVICES: usize = 4;

impl Service {
    /// All services; the position is the index in arrays by service.
    pub const ALL: [Self; SERVICES] =
        [Self::HomeCare, Self::SpecialHousing, Self::ShortTerm, Self::DayActivity];
}

/// Shifts of the gradient that are kept ready, years: earlier, and as far later as a lever and longer lives reach together.
pub const SHIFTS: [i32; 9] = [-1, 0, 1, 2, 3, 4, 5, 6, 8];
/// Index of "no shift" in [`SHIFTS`].
pub const NO_SHIFT: usize = 1;

/// Users when need begins so many years later, on straight lines between [`SHIFTS`]; beyond them as at the nearest.
/// `users` are those at a shift's position.
pub fn users_later(users: impl Fn(usize) -> f32, years: f32) -> f32 {
    let years = years.clamp(SHIFTS[0] as f32, SHIFTS[SHIFTS.len() - 1] as f32);
    let above = SHIFTS.partition_point(|shift| (*shift as f32) < years).max(1);
    let (from, to) = (SHIFTS[above - 1] as f32, SHIFTS[above] as f32);
    let (before, after) = (users(above - 1), users(above));
    (before + (after - before) * (years - from) / (to - from)).max(0.0)
}

/// Users per inhabitant by sex and age; 0 below 65.
pub type Gradient = [[f32; AGES]; SEXES];

/// A level relative to the country, on the log scale, with its standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// Logarithm of the ratio; 0 is as the country.
    pub log: f32,
    /// Standard error of `log`.
    pub error: f32,
}

impl Level {
    /// The farthest from the country that a level is computed at: twenty times as much, or as little.
    pub const MOST_LOG: f32 = 3.0;
    /// The largest standard error that is computed with.
    pub const MOST_ERROR: f32 = 1.0;

    /// The nearest level that can be computed with. A `log` that is no number is as the country; an `error` that is
    /// none is the largest.
    #[must_use]
    pub fn clamped(self) -> Self {
        let most = f64::from(Self::MOST_LOG);
        let widest = f64::from(Self::MOST_ERROR);
        Self {
            log: crate::clamped(f64::from(self.log), (-most, most), 0.0) as f32,
            error: crate::clamped(f64::from(self.error), (0.0, widest), widest) as f32,
        }
    }
}

/// What need is computed from, for the whole country.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Users per inhabitant by service, in the year that the shares were observed.
    pub gradient: [Gradient; SERVICES],
    /// Yearly change of the logarithm of the shares, by service, as observed over the last ten years.
    pub trend: [f64; SERVICES],
    /// Home care, hours a user and month.
    pub hours_per_user: f64,
    /// Home care a month for someone who would otherwise live in special housing, hours.
    pub hours_instead_of_place: f64,
    /// Hours a month that a medicine dispenser frees for each user, net.
    pub hours_per_dispenser: f64,
}

impl Parameters {
    /// The gradient moved up in age by `years`; nobody below 65 has a share.
    pub fn shifted(&self, service: Service, years: i32) -> Gradient {
        let gradient = &self.gradient[service as usize];
        std::array::from_fn(|sex| {
            std::array::from_fn(|age| {
                let from = age as i32 - years;
                if age < OLD || from < OLD as i32 {
                    0.0
                } else {
                    gradient[sex][(from as usize).min(AGES - 1)]
                }
            })
        })
    }
}

/// A local trend slows down: each year's change is this share of the year before.
pub const TREND_DAMPING: f64 = 0.9;

/// Sum of a damped trend over the first `years` years, in units of the first year's change.
pub fn damped(years: usize) -> f64 {
    (1.0 - TREND_DAMPING.powi(years as i32)) / (1.0 - TREND_DAMPING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> Parameters {
        let gradient = [std::array::from_fn(|a| if a < OLD { 0.0 } else { (a - OLD) as f32 * 0.01 }); SEXES];
        Parameters {
            gradient: [gradient; SERVICES],
            trend: [0.0; SERVICES],
            hours_per_user: 30.0,
            hours_instead_of_place: 80.0,
            hours_per_dispenser: 14.0,
        }
    }

    #[test]
    fn a_later_onset_gives_each_age_the_share_of_a_younger_one() {
        let p = parameters();
        let later = p.shifted(Service::SpecialHousing, 2);
        assert_eq!(later[0][80], p.gradient[1][0][78]);
        assert_eq!((later[0][66], later[0][64]), (0.0, 0.0));
        assert_eq!(p.shifted(Service::SpecialHousing, -1)[1][100], p.gradient[1][1][100]);
    }

    #[test]
    fn a_damped_trend_never_runs_away() {
        assert!(damped(0).abs() < 1e-12);
        assert!((damped(1) - 1.0).abs() < 1e-12);
        assert!(damped(200) < 10.0 + 1e-9);
    }
}
