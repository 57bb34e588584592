//! Runs over many municipalities: counties and the country as sums.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use projection::answer::Scenario;
use projection::answer::{Answer, answer};
use projection::lever::Lever;
use projection::measure::LeverValues;
use projection::population::{Futures, Gradients, Shifts};
use rayon::prelude::*;

use super::{Choice, Forecast, Summary};

/// Summaries of every region.
#[derive(Debug)]
pub struct Overview {
    summaries: HashMap<String, Summary>,
}

/// Municipalities computed at a time: enough to keep the threads busy, few enough to keep memory low.
const BLOCK: usize = 16;

impl Overview {
    /// A region's summary.
    pub fn get(&self, code: &str) -> Option<&Summary> {
        self.summaries.get(code)
    }

    pub(super) fn compute(forecast: &Forecast, choice: &Choice, progress: &(dyn Fn(usize) + Sync)) -> Self {
        let regions: Vec<(usize, &str)> =
            forecast.regions().municipalities().map(|r| r.code.as_str()).enumerate().collect();
        let (years, draws) = (forecast.run.years, forecast.run.draws);
        let mut summaries = HashMap::new();
        let mut country = Answer::zeros(years, draws);
        let mut county = Answer::zeros(years, draws);
        let mut current = "";
        each_answer(forecast, &regions, choice, progress, |code, result, summary| {
            if &code[..2] != current {
                if !current.is_empty() {
                    summaries.insert(current.to_owned(), Summary::of(&county));
                }
                county = Answer::zeros(years, draws);
                current = &code[..2];
            }
            county.add(result);
            country.add(result);
            summaries.insert(code.to_owned(), summary);
        });
        summaries.insert(current.to_owned(), Summary::of(&county));
        summaries.insert("00".to_owned(), Summary::of(&country));
        Self { summaries }
    }
}

/// The sum of a county's or the country's municipalities.
pub(super) fn sum_of(forecast: &Forecast, code: &str, choice: &Choice) -> Summary {
    let within: Vec<(usize, &str)> = forecast
        .regions()
        .municipalities()
        .map(|r| r.code.as_str())
        .enumerate()
        .filter(|(_, c)| code == "00" || c.starts_with(code))
        .collect();
    let mut sum = Answer::zeros(forecast.run.years, forecast.run.draws);
    each_answer(forecast, &within, choice, &|_| {}, |_, result, _| sum.add(result));
    Summary::of(&sum)
}

/// Computes places in blocks over the threads and hands them on in their own order, so that sums do not depend on
/// which thread was first.
fn each_answer<'a>(
    forecast: &Forecast,
    places: &[(usize, &'a str)],
    choice: &Choice,
    progress: &(dyn Fn(usize) + Sync),
    mut take: impl FnMut(&'a str, &Answer, Summary),
) {
    let levers = forecast.lever_values(choice);
    let gradients = Gradients::new(&forecast.model.need, wanted_shifts(choice, &levers));
    let national = forecast.national();
    let done = AtomicUsize::new(0);
    for block in places.chunks(BLOCK) {
        let answers: Vec<(Answer, Summary)> = block
            .par_iter()
            .map(|&(place, _)| {
                let futures = Futures::run_alone(&forecast.places[place], national, &gradients);
                let result = answer(
                    &forecast.model,
                    &forecast.care[place],
                    &futures,
                    &national.life_gained,
                    choice.scenario,
                    &levers,
                    forecast.start(),
                );
                let summary = Summary::of(&result);
                progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                (result, summary)
            })
            .collect();
        for ((_, code), (result, summary)) in block.iter().zip(answers) {
            take(code, &result, summary);
        }
    }
}

fn wanted_shifts(choice: &Choice, levers: &LeverValues) -> Shifts {
    if levers.acts_on(Lever::OnsetDelay) || matches!(choice.scenario, Scenario::Healthier { .. }) {
        Shifts::All
    } else {
        Shifts::Today
    }
}
