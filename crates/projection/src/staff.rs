//! Staff: from places and hours to full-time equivalents, heads, exits and hires by occupation.

/// An occupation of elderly care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occupation {
    /// Undersköterska.
    AssistantNurse,
    /// Vårdbiträde.
    CareAssistant,
    /// Sjuksköterska.
    Nurse,
}

/// Number of occupations.
pub const OCCUPATIONS: usize = 3;
/// Age groups of staff: 16–24, then five-year groups to 65–69.
pub const AGE_GROUPS: usize = 10;

/// What staff is computed from.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Contracted full-time equivalents for each person in special housing, by occupation.
    pub fte_per_place: [f64; OCCUPATIONS],
    /// Contracted full-time equivalents for each hour of home care a year, by occupation.
    pub fte_per_hour: [f64; OCCUPATIONS],
    /// Contracted full-time equivalents for each employee, by occupation.
    pub contract_rate: [f64; OCCUPATIONS],
    /// Hours worked a week by a mean employee, before absence.
    pub weekly_hours: f64,
    /// Share of contracted time lost to sickness, of all together.
    pub sick_leave: f64,
    /// How many times that share each occupation's is.
    pub sick_leave_ratio: [f64; OCCUPATIONS],
    /// Employees by occupation and age group in the country, any scale.
    pub age_structure: [[f64; AGE_GROUPS]; OCCUPATIONS],
}

/// Share of a stock of constant size that leaves for retirement each year, `[occupation][year]`.
#[derive(Clone, Debug)]
pub struct Exits {
    shares: [Vec<f32>; OCCUPATIONS],
}

impl Exits {
    /// Ages the national stock year by year; those who leave are replaced by people aged 16–49 in proportion to
    /// today's structure. `years` projected years.
    pub fn over(parameters: &Parameters, years: usize) -> Self {
        Self { shares: parameters.age_structure.map(|structure| exit_shares(&structure, years)) }
    }

    /// Share of the stock who leave in a projected year at today's exit ages. A year past the end is answered with the
    /// last.
    #[inline]
    pub fn at(&self, occupation: usize, year: usize) -> f32 {
        let shares = &self.shares[occupation];
        shares.get(year).or_else(|| shares.last()).copied().unwrap_or(0.0)
    }
}

/// Yearly probability of leaving working life at a single age, set so that the mean exit age is just over 64
/// (SKR 2022): none before 58, a third at 65, nearly all at 69.
pub fn retirement_hazard(age: f64) -> f64 {
    const BY_AGE: [f64; 12] = [0.01, 0.015, 0.03, 0.06, 0.08, 0.11, 0.18, 0.38, 0.40, 0.45, 0.50, 0.75];
    let place = age - 58.0;
    if place < 0.0 {
        return 0.0;
    }
    let below = (place as usize).min(BY_AGE.len() - 1);
    let above = (below + 1).min(BY_AGE.len() - 1);
    BY_AGE[below] + (BY_AGE[above] - BY_AGE[below]) * place.fract()
}

/// Yearly exit shares over `years`. A structure without people is taken to be even.
fn exit_shares(structure: &[f64; AGE_GROUPS], years: usize) -> Vec<f32> {
    // Single ages 16–74, so that the young move up one year at a time.
    const FIRST: usize = 16;
    const LAST: usize = 74;
    let count = |n: f64| crate::held(n, (0.0, 1e9), 0.0);
    let is_empty = structure.iter().all(|&n| count(n) == 0.0);
    let mut stock = vec![0.0; LAST - FIRST + 1];
    for (group, &n) in structure.iter().enumerate() {
        let n = if is_empty { 1.0 } else { count(n) };
        let (from, to) = if group == 0 { (18, 24) } else { (20 + 5 * group, 24 + 5 * group) };
        (from..=to).for_each(|age| stock[age - FIRST] = n / (to - from + 1) as f64);
    }
    let total: f64 = stock.iter().sum();
    let entrants: f64 = (18..50).map(|age| stock[age - FIRST]).sum();
    let entry: Vec<f64> = (FIRST..=LAST)
        .map(|age| if age < 50 { stock[age - FIRST] / entrants.max(f64::MIN_POSITIVE) } else { 0.0 })
        .collect();
    (0..years)
        .map(|_| {
            let leaving: Vec<f64> = (FIRST..=LAST)
                .map(|age| if age == LAST { 1.0 } else { retirement_hazard(age as f64) })
                .zip(&stock)
                .map(|(hazard, n)| hazard * n)
                .collect();
            let left: f64 = leaving.iter().sum();
            let mut next = vec![0.0; stock.len()];
            for i in 0..stock.len() {
                if i + 1 < stock.len() {
                    next[i + 1] += stock[i] - leaving[i];
                }
            }
            next.iter_mut().zip(&entry).for_each(|(n, share)| *n += left * share);
            stock = next;
            (left / total) as f32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exits() -> Exits {
        let structure = [10.0, 11.0, 12.0, 12.0, 11.0, 11.0, 11.0, 12.0, 10.0, 3.0];
        Exits::over(
            &Parameters {
                fte_per_place: [1.0; 3],
                fte_per_hour: [0.001; 3],
                contract_rate: [0.85; 3],
                weekly_hours: 32.0,
                sick_leave: 0.075,
                sick_leave_ratio: [1.0; 3],
                age_structure: [structure; 3],
            },
            20,
        )
    }

    #[test]
    fn about_a_quarter_retires_in_ten_years() {
        let exits = exits();
        let ten: f32 = (0..10).map(|year| exits.at(0, year)).sum();
        assert!((0.2..0.36).contains(&ten), "{ten}");
    }
}
