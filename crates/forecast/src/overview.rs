//! Runs over many municipalities: counties and the country as sums.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use projection::lever::Lever;
use projection::measure::LeverValues;
use projection::population::{Gradients, Place, Shifts, Trajectories};
use projection::simulation::{Outputs, Scenario, Simulation};
use rayon::prelude::*;

use super::{Choice, Forecast, Summary};

/// Summaries of many regions.
#[derive(Debug, serde::Deserialize, serde::Serialize)]
pub struct Overview {
    summaries: HashMap<String, Summary>,
}

/// Municipalities that a thread takes at a time: enough to read the country's futures seldom, few enough to spread
/// the work and to keep memory low.
const TOGETHER: usize = 6;
/// Most counties that are worked on at the same time: one for each thread, so that none waits for the last municipality of
/// each, for each county takes memory.
const COUNTIES_TOGETHER: usize = 7;

impl Overview {
    /// A region's summary.
    pub fn get(&self, code: &str) -> Option<&Summary> {
        self.summaries.get(code)
    }

    /// One overview for each choice, all on the same population, which is run once. Each holds the regions whose codes
    /// are `wanted` and all within them; a sum is the same whatever else is wanted. None as soon as `go_on`, which is told
    /// the number of municipalities done, says no.
    pub(super) fn compute(
        forecast: &Forecast,
        wanted: &[&str],
        choices: &[&Choice],
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> Option<Vec<Self>> {
        let is_wanted = |code: &str| wanted.iter().any(|w| *w == COUNTRY || code.starts_with(w));
        let places = forecast.municipalities(is_wanted);
        let mut all: Vec<Self> = choices.iter().map(|_| Self { summaries: HashMap::new() }).collect();
        let together = Together::new(forecast, choices);
        let sums = together.sum(&places, go_on, &mut all)?;
        for overview in &mut all {
            // A county of which only some municipalities are wanted has no sum yet.
            overview.summaries.retain(|code, _| is_wanted(code));
        }
        if wanted.contains(&COUNTRY) {
            note(&mut all, COUNTRY, Summary::of_each(&sums));
        }
        Some(all)
    }
}

/// The country's code.
const COUNTRY: &str = "00";

/// Many places under some choices.
struct Together<'a> {
    forecast: &'a Forecast,
    choices: Vec<(Scenario, LeverValues)>,
    gradients: Gradients,
}

impl<'a> Together<'a> {
    fn new(forecast: &'a Forecast, choices: &[&Choice]) -> Self {
        let choices: Vec<(Scenario, LeverValues)> =
            choices.iter().map(|choice| (choice.outlook.scenario, forecast.lever_values(choice))).collect();
        let all = choices.iter().any(|(scenario, levers)| wants_shifts(*scenario, levers));
        let shifts = if all { Shifts::All } else { Shifts::Today };
        let gradients = Gradients::new(&forecast.model.need, shifts);
        // Now, while all threads can help: a thread that first asked in the midst of its work would draw alone.
        forecast.national();
        Self { forecast, choices, gradients }
    }

    fn nothing(&self) -> Vec<Outputs> {
        let (years, draws) = (self.forecast.run.years, self.forecast.run.draws);
        self.choices.iter().map(|_| Outputs::zeros(years, draws)).collect()
    }

    /// Sums municipalities, in order of code, to counties and these to the whole, one sum for each choice, and notes
    /// in the overviews what each comes to. The order of the sums is fixed, so that they do not depend on which
    /// thread was first.
    fn sum(
        &self,
        places: &[(usize, &str)],
        go_on: &(dyn Fn(usize) -> bool + Sync),
        overviews: &mut [Overview],
    ) -> Option<Vec<Outputs>> {
        let done = AtomicUsize::new(0);
        let count = |more: usize| go_on(done.fetch_add(more, Ordering::Relaxed) + more);
        let mut whole = self.nothing();
        let counties: Vec<&[(usize, &str)]> = places.chunk_by(|a, b| a.1[..2] == b.1[..2]).collect();
        for counties in counties.chunks(rayon::current_num_threads().clamp(2, COUNTIES_TOGETHER)) {
            let found: Option<Vec<County<'_>>> =
                counties.par_iter().map(|places| self.county(places, &count)).collect();
            for county in found? {
                whole.iter_mut().zip(&county.sums).for_each(|(whole, sum)| whole.add(sum));
                for (code, summaries) in county.summaries {
                    note(overviews, code, summaries);
                }
            }
        }
        Some(whole)
    }

    /// The sum of a county's municipalities, in order of code.
    fn county<'p>(
        &self,
        places: &[(usize, &'p str)],
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> Option<County<'p>> {
        let parts: Option<Vec<County<'p>>> = places
            .par_chunks(TOGETHER)
            // Asked before: what nobody waits for is not begun.
            .map(|places| go_on(0).then(|| self.places(places)).filter(|_| go_on(places.len())))
            .collect();
        let parts = parts?;
        let mut county = County { sums: self.nothing(), summaries: Vec::with_capacity(places.len() + 1) };
        for part in parts {
            county.sums.iter_mut().zip(&part.sums).for_each(|(sum, part)| sum.add(part));
            county.summaries.extend(part.summaries);
        }
        county.summaries.push((&places[0].1[..2], Summary::of_each(&county.sums)));
        Some(county)
    }

    /// The sum of some places and the summaries of each, all on the calling thread.
    fn places<'p>(&self, places: &[(usize, &'p str)]) -> County<'p> {
        let forecast = self.forecast;
        let own: Vec<&Place> = places.iter().map(|(place, _)| &forecast.places[*place]).collect();
        let futures = Trajectories::run_together(&own, forecast.national(), &self.gradients);
        let (mut sums, mut each) = (self.nothing(), self.nothing());
        let mut summaries = Vec::with_capacity(places.len());
        for (&(place, code), futures) in places.iter().zip(&futures) {
            let (model, care, national) = (&forecast.model, &forecast.care[place], forecast.national());
            for (((scenario, levers), outputs), sum) in self.choices.iter().zip(&mut each).zip(&mut sums) {
                let scenario = *scenario;
                Simulation { model, care, futures, national, scenario, places: None }
                    .run_into(levers, outputs);
                sum.add(outputs);
            }
            summaries.push((code, Summary::of_each(&each)));
        }
        County { sums, summaries }
    }
}

/// A county, or a part of one.
struct County<'p> {
    /// The sum of its municipalities, one for each choice.
    sums: Vec<Outputs>,
    /// By code one summary for each choice, of each municipality and last of the county.
    summaries: Vec<(&'p str, Vec<Summary>)>,
}

/// Notes what a region comes to under each choice.
fn note(overviews: &mut [Overview], code: &str, summaries: Vec<Summary>) {
    for (overview, summary) in overviews.iter_mut().zip(summaries) {
        overview.summaries.insert(code.to_owned(), summary);
    }
}

/// Whether the onset of need moves.
fn wants_shifts(scenario: Scenario, levers: &LeverValues) -> bool {
    levers.acts_on(Lever::OnsetDelay) || scenario.moves_onset()
}
