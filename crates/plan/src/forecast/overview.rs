//! Runs over many municipalities: counties and the country as sums.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use projection::answer::{Answer, Question, Scenario};
use projection::lever::Lever;
use projection::measure::LeverValues;
use projection::population::{Futures, Gradients, Place, Shifts};
use rayon::prelude::*;

use super::{Choice, Forecast, Summary};

/// Summaries of many regions.
#[derive(Debug)]
pub struct Overview {
    summaries: HashMap<String, Summary>,
}

/// Municipalities that a thread takes at a time: enough to read the country's futures seldom, few enough to spread
/// the work and to keep memory low.
const TOGETHER: usize = 6;

impl Overview {
    /// A region's summary.
    pub fn get(&self, code: &str) -> Option<&Summary> {
        self.summaries.get(code)
    }

    /// One overview for each choice, all on the same population, which is run once. Each holds the regions whose codes
    /// are `wanted` and all within them; a sum is the same whatever else is wanted.
    pub(super) fn compute(
        forecast: &Forecast,
        wanted: &[&str],
        choices: &[&Choice],
        progress: &(dyn Fn(usize) + Sync),
    ) -> Vec<Self> {
        let is_wanted = |code: &str| wanted.iter().any(|w| *w == COUNTRY || code.starts_with(w));
        let places = forecast.municipalities(is_wanted);
        let mut all: Vec<Self> = choices.iter().map(|_| Self { summaries: HashMap::new() }).collect();
        let sums = Together::new(forecast, choices).sum(&places, progress, &mut all);
        for overview in &mut all {
            // A county of which only some municipalities are wanted has no sum yet.
            overview.summaries.retain(|code, _| is_wanted(code));
        }
        if wanted.contains(&COUNTRY) {
            note(&mut all, COUNTRY, &sums);
        }
        all
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
            choices.iter().map(|choice| (choice.scenario, forecast.lever_values(choice))).collect();
        let all = choices.iter().any(|(scenario, levers)| wants_shifts(*scenario, levers));
        let shifts = if all { Shifts::All } else { Shifts::Today };
        Self { forecast, choices, gradients: Gradients::new(&forecast.model.need, shifts) }
    }

    fn nothing(&self) -> Vec<Answer> {
        let (years, draws) = (self.forecast.run.years, self.forecast.run.draws);
        self.choices.iter().map(|_| Answer::zeros(years, draws)).collect()
    }

    /// Sums municipalities, in order of code, to counties and these to the whole, one sum for each choice, and notes
    /// in the overviews what each comes to. The order of the sums is fixed, so that they do not depend on which
    /// thread was first.
    fn sum(
        &self,
        places: &[(usize, &str)],
        progress: &(dyn Fn(usize) + Sync),
        overviews: &mut [Overview],
    ) -> Vec<Answer> {
        let done = AtomicUsize::new(0);
        let mut whole = self.nothing();
        for county in places.chunk_by(|a, b| a.1[..2] == b.1[..2]) {
            let parts: Vec<(Vec<Answer>, Vec<Vec<Summary>>)> = county
                .par_chunks(TOGETHER)
                .map(|places| {
                    let part = self.places(places);
                    progress(done.fetch_add(places.len(), Ordering::Relaxed) + places.len());
                    part
                })
                .collect();
            let mut sums = self.nothing();
            let mut codes = county.iter().map(|(_, code)| (*code).to_owned());
            for (part, own) in parts {
                sums.iter_mut().zip(&part).for_each(|(sum, part)| sum.add(part));
                for (summaries, code) in own.into_iter().zip(codes.by_ref()) {
                    for (overview, summary) in overviews.iter_mut().zip(summaries) {
                        overview.summaries.insert(code.clone(), summary);
                    }
                }
            }
            whole.iter_mut().zip(&sums).for_each(|(whole, sum)| whole.add(sum));
            note(overviews, &county[0].1[..2], &sums);
        }
        whole
    }

    /// The sums of some places, one for each choice, and the summaries of each place, one for each choice. All on
    /// the calling thread.
    fn places(&self, places: &[(usize, &str)]) -> (Vec<Answer>, Vec<Vec<Summary>>) {
        let forecast = self.forecast;
        let own: Vec<&Place> = places.iter().map(|(place, _)| &forecast.places[*place]).collect();
        let futures = Futures::run_together(&own, forecast.national(), &self.gradients);
        let (mut sums, mut answers) = (self.nothing(), self.nothing());
        let mut summaries = Vec::with_capacity(places.len());
        for (&(place, _), futures) in places.iter().zip(&futures) {
            let (model, care, national) = (&forecast.model, &forecast.care[place], forecast.national());
            for (((scenario, levers), answer), sum) in self.choices.iter().zip(&mut answers).zip(&mut sums) {
                let scenario = *scenario;
                Question { model, care, futures, national, scenario }.answer_into(levers, answer);
                sum.add(answer);
            }
            summaries.push(Summary::of_each(&answers));
        }
        (sums, summaries)
    }
}

/// Notes what a region comes to under each choice.
fn note(overviews: &mut [Overview], code: &str, sums: &[Answer]) {
    for (overview, summary) in overviews.iter_mut().zip(Summary::of_each(sums)) {
        overview.summaries.insert(code.to_owned(), summary);
    }
}

/// Whether the onset of need moves.
fn wants_shifts(scenario: Scenario, levers: &LeverValues) -> bool {
    levers.acts_on(Lever::OnsetDelay) || matches!(scenario, Scenario::Healthier { .. })
}
