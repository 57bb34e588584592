//! Runs over many municipalities: counties and the country as sums.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use projection::answer::Scenario;
use projection::answer::{Answer, answer};
use projection::lever::Lever;
use projection::measure::LeverValues;
use projection::population::{Futures, Gradients, Place, Shifts};
use rayon::prelude::*;

use super::{Choice, Forecast, Summary};

/// Summaries of every region.
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

    pub(super) fn compute(forecast: &Forecast, choice: &Choice, progress: &(dyn Fn(usize) + Sync)) -> Self {
        let mut summaries = HashMap::new();
        let country = sum(forecast, &forecast.municipalities(""), choice, progress, &mut summaries);
        summaries.insert("00".to_owned(), Summary::of(&country));
        Self { summaries }
    }
}

/// The sum of a county's or the country's municipalities.
pub(super) fn sum_of(forecast: &Forecast, code: &str, choice: &Choice) -> Summary {
    let within = forecast.municipalities(if code == "00" { "" } else { code });
    Summary::of(&sum(forecast, &within, choice, &|_| {}, &mut HashMap::new()))
}

/// Sums municipalities, in order of code, to counties and these to the whole, and notes what each comes to. The
/// order of the sums is fixed, so that they do not depend on which thread was first.
fn sum(
    forecast: &Forecast,
    places: &[(usize, &str)],
    choice: &Choice,
    progress: &(dyn Fn(usize) + Sync),
    summaries: &mut HashMap<String, Summary>,
) -> Answer {
    let levers = forecast.lever_values(choice);
    let gradients = Gradients::new(&forecast.model.need, wanted_shifts(choice, &levers));
    let run = Together { forecast, choice, levers: &levers, gradients: &gradients };
    let done = AtomicUsize::new(0);
    let mut whole = Answer::zeros(forecast.run.years, forecast.run.draws);
    for county in places.chunk_by(|a, b| a.1[..2] == b.1[..2]) {
        let parts: Vec<(Answer, Vec<Summary>)> = county
            .par_chunks(TOGETHER)
            .map(|places| {
                let part = run.places(places);
                progress(done.fetch_add(places.len(), Ordering::Relaxed) + places.len());
                part
            })
            .collect();
        let mut sum = Answer::zeros(forecast.run.years, forecast.run.draws);
        let mut codes = county.iter().map(|(_, code)| (*code).to_owned());
        for (part, own) in parts {
            sum.add(&part);
            summaries.extend(codes.by_ref().zip(own));
        }
        whole.add(&sum);
        summaries.insert(county[0].1[..2].to_owned(), Summary::of(&sum));
    }
    whole
}

/// Places computed one after the other on one thread.
struct Together<'a> {
    forecast: &'a Forecast,
    choice: &'a Choice,
    levers: &'a LeverValues,
    gradients: &'a Gradients,
}

impl Together<'_> {
    /// The sum of some places, and the summary of each.
    fn places(&self, places: &[(usize, &str)]) -> (Answer, Vec<Summary>) {
        let forecast = self.forecast;
        let own: Vec<&Place> = places.iter().map(|(place, _)| &forecast.places[*place]).collect();
        let futures = Futures::run_together(&own, forecast.national(), self.gradients);
        let mut sum = Answer::zeros(forecast.run.years, forecast.run.draws);
        let summaries = places
            .iter()
            .zip(&futures)
            .map(|(&(place, _), futures)| {
                let result = answer(
                    &forecast.model,
                    &forecast.care[place],
                    futures,
                    forecast.national(),
                    self.choice.scenario,
                    self.levers,
                );
                sum.add(&result);
                Summary::of(&result)
            })
            .collect();
        (sum, summaries)
    }
}

fn wanted_shifts(choice: &Choice, levers: &LeverValues) -> Shifts {
    if levers.acts_on(Lever::OnsetDelay) || matches!(choice.scenario, Scenario::Healthier { .. }) {
        Shifts::All
    } else {
        Shifts::Today
    }
}
