//! Fits people by place, sex and age to what is known of them in groups: iterative proportional fitting (Deming and
//! Stephan 1940), which keeps the pattern within the groups.

use std::ops::Range;

use projection::{BySexAge, SEXES};

use crate::table::Fault;

/// People by place, sex and age.
pub type People = Vec<BySexAge<f64>>;

/// What is known of the people of some places, of one sex or both, and of some ages.
#[derive(Clone, Debug)]
pub struct Margin {
    /// Whose: for the reader of a fault.
    pub name: String,
    /// The places, by position.
    pub places: Vec<usize>,
    /// One sex, or both.
    pub sexes: Range<usize>,
    /// The ages.
    pub ages: Range<usize>,
    /// How many there are.
    pub people: f64,
    /// How far from that the fitted number may end: what the margin itself is uncertain by.
    pub tolerance: f64,
}

impl Margin {
    /// A margin of one place.
    pub fn of_place(
        name: String,
        place: usize,
        sexes: Range<usize>,
        ages: Range<usize>,
        people: f64,
    ) -> Self {
        Self { name, places: vec![place], sexes, ages, people, tolerance: TOLERANCE }
    }

    /// The margins of the country by sex and single age over so many places.
    pub fn of_country(year: i32, places: usize, people: &BySexAge<f64>) -> Vec<Self> {
        let of = |(sex, (age, &people)): (usize, (usize, &f64))| Self {
            places: (0..places).collect(),
            ..Self::of_place(format!("Sweden {year}"), 0, sex..sex + 1, age..age + 1, people)
        };
        let cells =
            people.iter().enumerate().flat_map(|(sex, ages)| ages.iter().enumerate().map(move |a| (sex, a)));
        cells.map(of).collect()
    }

    fn scale(&self, all: &mut People, factor: f64) {
        for &place in &self.places {
            let own = all[place][self.sexes.clone()].iter_mut();
            own.flat_map(|ages| &mut ages[self.ages.clone()]).for_each(|n| *n *= factor);
        }
    }

    fn sum(&self, all: &People) -> f64 {
        let of = |place: usize| -> f64 {
            all[place][self.sexes.clone()].iter().map(|own| own[self.ages.clone()].iter().sum::<f64>()).sum()
        };
        self.places.iter().map(|&place| of(place)).sum()
    }

    fn fault(&self, fitted: f64) -> Fault {
        let ages = format!("{}–{}", self.ages.start, self.ages.end - 1);
        let sexes = ["women", "men"][self.sexes.clone()].join(" and ");
        let reason = format!(
            "{}, {sexes} aged {ages}: {:.0} are counted and {fitted:.0} come out when all that is known has been fitted; one of the figures has been misread or is another place's",
            self.name, self.people
        );
        Fault::Check { table: "margins".into(), reason }
    }
}

/// Persons that a fitted number may end from an exact one.
const TOLERANCE: f64 = 0.5;
/// Most rounds of fitting.
const ROUNDS: usize = 200;

/// Fits `all` to the margins, one after the other and over again; the last is fitted exactly.
///
/// # Errors
/// A margin that the others do not let be met within its tolerance, or that counts people where there are none to
/// scale: told with its name, ages and both numbers.
pub fn fit(all: &mut People, margins: &[Margin]) -> Result<(), Fault> {
    for _ in 0..ROUNDS {
        let mut farthest: f64 = 0.0;
        for margin in margins {
            let sum = margin.sum(all);
            if sum <= 0.0 && margin.people > 0.5 {
                return Err(margin.fault(sum));
            }
            if sum > 0.0 {
                let factor = margin.people / sum;
                farthest = farthest.max((margin.people - sum).abs());
                margin.scale(all, factor);
            }
        }
        if farthest < 0.01 {
            break;
        }
    }
    let missed = margins.iter().find(|margin| (margin.sum(all) - margin.people).abs() > margin.tolerance);
    missed.map_or(Ok(()), |margin| Err(margin.fault(margin.sum(all))))
}

/// Both sexes.
pub const BOTH: Range<usize> = 0..SEXES;

#[cfg(test)]
mod tests {
    use super::*;
    use projection::{AGES, WOMEN};

    fn two_places() -> People {
        vec![[[2.0; AGES]; SEXES], [[1.0; AGES]; SEXES]]
    }

    fn country(people: f64) -> Vec<Margin> {
        Margin::of_country(2025, 2, &[[people / AGES as f64; AGES]; SEXES])
    }

    #[test]
    fn every_margin_is_met_and_the_pattern_within_it_kept() {
        let mut all = two_places();
        all[0][WOMEN][90] = 4.0;
        let own = Margin::of_place("Ale 2025".into(), 0, BOTH, 80..AGES, 100.0);
        fit(&mut all, std::slice::from_ref(&own)).expect("there are people to scale");
        assert!((own.sum(&all) - 100.0).abs() < 0.5);
        assert!((all[0][WOMEN][90] / all[0][WOMEN][89] - 2.0).abs() < 1e-9);
        fit(&mut all, &[vec![own.clone()], country(400.0)].concat()).expect("these agree");
        assert!((own.sum(&all) - 100.0).abs() < 0.5);
    }

    #[test]
    fn margins_that_contradict_each_other_are_told_with_names_and_numbers() {
        let own = |place, people| Margin::of_place(format!("place {place}"), place, BOTH, 0..AGES, people);
        let margins = [vec![own(0, 500.0), own(1, 100.0)], country(200.0)].concat();
        let said = fit(&mut two_places(), &margins).expect_err("600 are not 400").to_string();
        assert!(["place 0", "500", "333", "0–100"].iter().all(|part| said.contains(part)), "{said}");
    }

    #[test]
    fn nobody_is_made_out_of_nothing() {
        let mut all = two_places();
        all[1].iter_mut().for_each(|ages| ages[100] = 0.0);
        let own = Margin::of_place("Dorotea 2023".into(), 1, BOTH, 100..AGES, 3.0);
        let said = fit(&mut all, &[own]).expect_err("there is nobody to scale").to_string();
        assert!(said.contains("Dorotea 2023") && said.contains("100–100"), "{said}");
    }
}
