//! What strangers may send: files, numbers, measures and figures. Each function takes any bytes and panics when what
//! they make does not hold; an engine that sees which branches are taken looks for such bytes (`./fuzz`).

mod hostile;
mod sound;

use plan::fault::Fault;
use plan::roadmap::RoadmapFile;
use plan::roadmap::file::from_toml;
use projection::answer::{Question, Scenario};
use projection::measure::{LeverValues, Measure};
use projection::national::National;
use projection::population::{Futures, Gradients, Shifts, accounts, balance};
use projection::portfolio::Limits;
use projection::worth::Gap;

use hostile::{Asked, World, forecast};

/// A roadmap as a file: it is one that says the same when it is written and read again, or a fault with a place.
pub fn roadmap(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match from_toml(&text) {
        Ok(file) => sound_roadmap(&file),
        Err(Fault::File(fault)) => {
            assert!(fault.line >= 1 && fault.column >= 1 && !fault.reason.is_empty());
            assert!(fault.line <= text.matches('\n').count() + 1);
        }
        Err(other) => panic!("{other}"),
    }
}

fn sound_roadmap(file: &RoadmapFile) {
    match file.computable() {
        Ok(measures) => {
            let is_finite = |m: &Measure| m.cost_between(2026, 2075).is_finite() && m.reach.is_finite();
            assert!(measures.iter().all(is_finite));
            let Ok(valid) = file.validate() else { panic!("computable, but not valid") };
            let Ok(again) = from_toml(&valid.to_toml()) else { panic!("written, but not read") };
            assert!(again.computable().is_ok_and(|again| again == measures), "read as another");
        }
        Err(Fault::Invalid(faults)) => {
            assert!(!faults.is_empty() && faults.iter().all(|f| !f.field.is_empty() && !f.key.is_empty()));
        }
        Err(other) => panic!("{other}"),
    }
}

/// An archive of roadmaps to carry in: roadmaps that can be computed, or faults.
pub fn archive(bytes: &[u8]) {
    match plan::transfer::read("fil.toml", bytes) {
        Ok(files) => assert!(!files.is_empty() && files.iter().all(|file| file.computable().is_ok())),
        Err(faulty) => assert!(!faulty.is_empty()),
    }
}

/// A number as somebody writes it: a number that is read as itself when it is written, or none.
pub fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for read in [swedish::read_number(&text), swedish::read_kronor(&text)].into_iter().flatten() {
        assert!(read.is_finite(), "{text}");
        if read.abs() < 1e12 {
            let written = swedish::number(read, 2);
            let again = swedish::read_number(&written);
            assert!(again.is_some_and(|again| (again - read).abs() <= 0.005 + 1e-9), "{text}: {written}");
        }
    }
}

/// Measures in one of the country's municipalities: whatever they say, the answers are figures.
pub fn measures(bytes: &[u8]) {
    let Some(asked) = Asked::from(bytes) else { return };
    let f = forecast();
    let Some(summary) = f.summary(asked.code, &asked.choice()) else {
        panic!("a municipality has no summary")
    };
    sound::summary(&summary);
    let gaps = [(asked.gap, asked.year), (Gap::Cost, asked.year)];
    let worth = f.worth(asked.code, asked.scenario, &asked.measures, &gaps);
    assert_eq!(worth.is_some(), f.year_index(asked.year).is_some());
    worth.iter().flatten().for_each(sound::worth);
    let limits = Limits { budget: asked.budget, certainty: asked.certainty };
    let found = f.portfolio(asked.code, asked.scenario, &asked.measures, gaps[0], limits);
    found.iter().for_each(|found| sound::portfolio(found, asked.measures.len()));
}

/// A place and a country of any figures: the accounts of people and the answers are figures.
pub fn place(bytes: &[u8]) {
    let Some(world) = World::from(bytes) else { return };
    let mut national = National::draw(&world.parameters, world.run);
    balance(&mut national, &world.places);
    let model = forecast().model();
    let place = &world.places[0];
    let futures = Futures::run(place, &national, &Gradients::new(&model.need, Shifts::All));
    sound::accounts(&accounts(place, &national, 0));
    let question = Question {
        model,
        care: &world.care,
        futures: &futures,
        national: &national,
        scenario: world.scenario,
    };
    let run = national.run;
    let measures: Vec<&Measure> = world.measures.iter().collect();
    let levers = LeverValues::of(&measures, run.base_year, run.years, run.draws, run.seed);
    sound::answer(&question.answer(&levers));
    let unchanged = Question { scenario: Scenario::Unchanged, ..question };
    sound::answer(&unchanged.answer(&LeverValues::none(run.years, run.draws)));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The targets run as they are, on bytes of many kinds, so that they cannot rot between hunts.
    #[test]
    fn the_targets_run() {
        for seed in 0..40_u64 {
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            let bytes: Vec<u8> = (0..50 * seed)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    state as u8
                })
                .collect();
            [roadmap, archive, number, measures, place].iter().for_each(|target| target(&bytes));
        }
    }
}
