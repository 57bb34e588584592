//! What strangers may send: files, numbers, measures and figures. Each function takes any bytes and panics when what
//! they make does not hold; an engine that sees which branches are taken looks for such bytes (`./fuzz`).

mod hostile;
mod sound;

use documents::{TableFile, read_table};
use plan::fault::Fault;
use plan::roadmap::RoadmapFile;
use plan::roadmap::file::from_toml;
use projection::measure::{LeverValues, Measure};
use projection::national::National;
use projection::population::{Gradients, Shifts, Trajectories, accounts, balance};
use projection::portfolio::Limits;
use projection::simulation::{Scenario, Shares, Simulation};
use projection::worth::Gap;

use hostile::{MunicipalCase, World, forecast};

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
    carried_in(bytes);
    // What is in an archive is not reached by chance through its compression and checksums.
    let Ok(archive) = hostile::archive(bytes) else { panic!("an archive cannot be written") };
    carried_in(&archive);
}

fn carried_in(bytes: &[u8]) {
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
            assert!(
                again.is_some_and(|again| (again - read).abs() <= 0.005 + read.abs() * f64::EPSILON),
                "{text}: {written}"
            );
        }
    }
}

/// Measures in one of the country's municipalities: whatever they say, the answers are figures.
pub fn measures(bytes: &[u8]) {
    let Some(asked) = MunicipalCase::from(bytes) else { return };
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
    let futures = Trajectories::run(place, &national, &Gradients::new(&model.need, Shifts::All));
    sound::accounts(&accounts(place, &national, 0));
    let simulation = Simulation {
        model,
        care: &world.care,
        futures: &futures,
        national: &national,
        scenario: world.scenario,
        places: None,
    };
    let run = national.run;
    let measures: Vec<&Measure> = world.measures.iter().collect();
    let levers = LeverValues::of(&measures, run.base_year, run.years, run.draws, run.seed);
    sound::outputs(&simulation.run(&levers));
    let unchanged = Simulation { scenario: Scenario::from(Shares::Unchanged), ..simulation };
    sound::outputs(&unchanged.run(&LeverValues::none(run.years, run.draws)));
}

/// A table that somebody has filled in, of the kind that the first byte says: it has as many cells in each line as its head, no more
/// lines than are taken in, each further down than the one before; or there is a word for why it cannot be read.
pub fn table(bytes: &[u8]) {
    const MOST: usize = 20;
    let Some((kind, rest)) = bytes.split_first() else { return };
    let (kind, file) = match kind % 3 {
        0 => (TableFile::Csv, Some(rest.to_vec())),
        1 => (TableFile::Ods, hostile::ods(rest)),
        _ => (TableFile::Xlsx, hostile::xlsx(rest)),
    };
    let Some(file) = file else { return };
    if let Ok(table) = read_table(kind, &file, MOST) {
        assert!((1..=MOST).contains(&table.lines.len()));
        assert!(table.lines.iter().all(|line| line.cells.len() == table.head.len()));
        assert!(table.lines.iter().all(|line| line.broken.is_none_or(|column| column < table.head.len())));
    }
}

#[cfg(test)]
mod tests {
    use std::fs::read;
    use std::path::{Path, PathBuf};

    use super::*;

    struct Target {
        name: &'static str,
        run: fn(&[u8]),
    }

    const TARGETS: [Target; 6] = [
        Target { name: "archive", run: archive },
        Target { name: "measures", run: measures },
        Target { name: "number", run: number },
        Target { name: "place", run: place },
        Target { name: "roadmap", run: roadmap },
        Target { name: "table", run: table },
    ];

    /// What a hunt begins with and what hunts have found, by target.
    fn kept(target: &str) -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// The targets run as they are, so that they cannot rot between hunts.
    #[test]
    fn what_is_kept_breaks_nothing() {
        for target in TARGETS {
            let kept = kept(target.name);
            assert!(!kept.is_empty(), "{}", target.name);
            kept.iter().for_each(|path| (target.run)(&read(path).unwrap()));
        }
    }

    #[test]
    fn hunts_begin_with_roadmaps_that_can_be_computed() {
        let valid = |path: &PathBuf| from_toml(&String::from_utf8_lossy(&read(path).unwrap()));
        assert!(kept("roadmap").iter().any(|path| valid(path).is_ok_and(|file| file.computable().is_ok())));
        let carried =
            |path: &PathBuf| hostile::archive(&read(path).unwrap()).map(|a| plan::transfer::read("a", &a));
        assert!(
            kept("archive").iter().any(|path| carried(path).unwrap().is_ok_and(|files| files.len() == 2))
        );
    }
}
