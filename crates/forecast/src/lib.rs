//! The forecast: one service that knows the tables and the model, and computes any region.
//!
//! Municipalities are computed; counties and the country are their sums, future by future. What a page shows for
//! a municipality is therefore exactly its part of the national run.

mod anchors;
mod backtest;
mod choice;
mod inputs;
pub mod long_rows;
mod official;
mod overview;
mod own;
mod prepared;
mod similar;
mod summary;
mod time_in_care;

use std::borrow::Cow;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

use projection::measure::{LeverValues, Measure};
use projection::national::{National, Parameters, Run};
use projection::population::{Gradients, Place, Shifts, Trajectories, balance};
use projection::portfolio::{Limits, Portfolio, portfolio};
use projection::simulation::{LocalCare, Model, Shares, Simulation};
use projection::worth::{Gap, Worth, whole, worth};
use quick_cache::sync::Cache;
use statistics::region::Kind;
use statistics::{Regions, Tables};

use backtest::Trial;
use prepared::{Prepared, Preparing, Written};

pub use anchors::{Anchor, Oldest, Published, SKR};
pub use backtest::{
    Age, Backtest, Comparison, FIRST, FROM, FrozenLine, Hindcast, HindcastPoint, JUDGED, LAST_FROM, LONG_AGE,
    Line, LongHorizon, NEED_FIRST, NEED_FROM, NEED_LAST, NEED_TO, National as NationalComparison, Need,
    NeedComparison, NeedLine, NeedOutside, Outside, Over, RegisterLine, SLOWING, SizeClass, StaffTrial,
    Untried, frozen,
};
pub use choice::{Assumptions, Choice, Outlook};
pub use inputs::{
    FULL_TIME_WEEK, GAIN_ERROR, LEVELS_AHEAD, NEWLY_TRAINED, PRICE_YEAR, REBASE_FROM, REGISTER,
    REGISTER_BREAK, USERS_YEAR,
};
pub use overview::Overview;
pub use own::{NotOwn, OwnCare, OwnFigures, OwnInput, OwnName};
pub use prepared::Keep;
pub use summary::Summary;
pub use time_in_care::{PUBLISHED_MEDIAN_DAYS, TimeInCare, implied_years};

/// Trajectories that everything is computed with unless asked otherwise.
pub const DRAWS: usize = 1000;
/// The year that was counted, from which projections begin.
pub const FIRST_YEAR: i32 = statistics::population::COUNTED_YEAR;
/// The last year that pages show.
pub const LAST_YEAR: i32 = 2045;
/// The year that pages speak of first.
pub const HORIZON: i32 = 2035;
/// The last year that the tables reach.
pub const TABLES_END: i32 = 2075;
/// The seed of all published runs.
pub const SEED: u64 = 2025;

/// A municipality under a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is coming when it is chosen.
    pub chosen: Summary,
    /// What is coming without what is tried: without levers under the same outlook, or as expected where only an outlook is
    /// chosen.
    pub without: Summary,
    /// What it changes against that, future by future.
    pub difference: Summary,
}

/// The forecast for Sweden's municipalities.
pub struct Forecast {
    tables: Arc<Tables>,
    run: Run,
    model: Model,
    parameters: Parameters,
    places: Vec<Place>,
    care: Vec<LocalCare>,
    national: OnceLock<National>,
    overview: OnceLock<Overview>,
    /// At unchanged shares of each age.
    unchanged: OnceLock<Overview>,
    /// Trajectories of the municipalities looked at last, with all shifts of onset; each about 5 MB.
    recent: Cache<(usize, Option<u64>), Arc<Trajectories>>,
    /// What municipalities say themselves, looked at last.
    own: Cache<u64, Arc<OwnFigures>>,
    /// What municipalities say themselves and are computed with, by their position in the tables, and what that is called.
    in_force: RwLock<HashMap<usize, own::Named>>,
    trial: OnceLock<Result<Trial, Untried>>,
    /// The same on the official assumptions.
    official: OnceLock<Box<Self>>,
    /// Whether what is the same for everyone is being computed.
    preparing: AtomicBool,
}

/// How many municipalities' futures are kept.
const KEPT: usize = 24;

impl Forecast {
    /// The forecast with the published seed, 1 000 futures to [`LAST_YEAR`].
    ///
    /// # Errors
    /// A damaged build: a bundled table without its own form.
    pub fn bundled() -> Result<Self, statistics::Fault> {
        Self::new(LAST_YEAR, DRAWS, SEED)
    }

    /// The forecast to the year `to` (clamped between the first projected year and [`TABLES_END`]) with `draws`
    /// futures (clamped between 1 and [`Run::MOST_DRAWS`]).
    ///
    /// # Errors
    /// A damaged build: a bundled table without its own form.
    pub fn new(to: i32, draws: usize, seed: u64) -> Result<Self, statistics::Fault> {
        Self::on(Tables::bundled()?, to, draws, seed)
    }

    /// The same on other tables than those that are bundled.
    ///
    /// # Errors
    /// A table that lacks a year.
    pub fn on(tables: Tables, to: i32, draws: usize, seed: u64) -> Result<Self, statistics::Fault> {
        let tables = Arc::new(tables);
        let base_year = tables.base.year;
        let years = (to.clamp(base_year + 1, TABLES_END) - base_year) as usize;
        let run = Run { base_year, years, draws, seed }.clamped();
        let model = inputs::model(&tables, years)?;
        let care = inputs::local_care(&tables, &model.need);
        let (parameters, places) = (inputs::national(&tables)?, inputs::places(&tables));
        Ok(Self::of(tables, run, model, parameters, places, care))
    }

    fn of(
        tables: Arc<Tables>,
        run: Run,
        model: Model,
        parameters: Parameters,
        places: Vec<Place>,
        care: Vec<LocalCare>,
    ) -> Self {
        Self {
            tables,
            run,
            model,
            parameters,
            places,
            care,
            national: OnceLock::new(),
            overview: OnceLock::new(),
            unchanged: OnceLock::new(),
            recent: Cache::new(KEPT),
            own: Cache::new(KEPT),
            in_force: RwLock::default(),
            trial: OnceLock::new(),
            official: OnceLock::new(),
            preparing: AtomicBool::new(false),
        }
    }

    /// The forecast on such assumptions. The official one is set up at the first call.
    fn under(&self, assumptions: &Assumptions) -> &Self {
        if *assumptions != Assumptions::Official {
            return self;
        }
        self.official.get_or_init(|| {
            let Run { base_year, years, .. } = self.run;
            let moved = official::moved(&self.parameters, &self.tables.official, base_year, years);
            let (model, places, care) = (self.model.clone(), self.places.clone(), self.care.clone());
            Box::new(Self::of(Arc::clone(&self.tables), self.run, model, moved, places, care))
        })
    }

    /// The reference tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// All regions.
    pub fn regions(&self) -> &Regions {
        &self.tables.regions
    }

    /// Base year, years, futures and seed.
    pub fn run(&self) -> Run {
        self.run
    }

    /// The last projected year.
    pub fn last_year(&self) -> i32 {
        self.run.base_year + self.run.years as i32
    }

    /// What is the same for all places.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the country's futures are drawn from.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The municipalities as the projection sees them, in order of code.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The country's futures, drawn at the first call.
    pub fn national(&self) -> &National {
        self.national.get_or_init(|| {
            let mut national = National::draw(&self.parameters, self.run);
            balance(&mut national, &self.places);
            national
        })
    }

    /// All regions without levers on such assumptions, computed at the first call: some seconds of work.
    pub fn overview_under(&self, assumptions: Assumptions) -> &Overview {
        self.under(&assumptions).overview()
    }

    /// All regions without levers, computed at the first call: some seconds of work.
    pub fn overview(&self) -> &Overview {
        self.overview.get_or_init(|| self.whole(&Choice::default()))
    }

    /// All regions at unchanged shares of each age, computed at the first call: some seconds of work.
    pub fn overview_unchanged(&self) -> &Overview {
        self.unchanged.get_or_init(|| self.whole(&Choice::unchanged_shares()))
    }

    fn whole(&self, choice: &Choice) -> Overview {
        self.compute(&["00"], &[choice], &|_| {}).swap_remove(0)
    }

    /// Both overviews, on the same population.
    fn compute_overviews(&self) {
        let choices = [Choice::default(), Choice::unchanged_shares()];
        let mut all = self.compute(&["00"], &choices.each_ref(), &|_| {});
        let _ = (self.unchanged.set(all.swap_remove(1)), self.overview.set(all.swap_remove(0)));
    }

    /// Says that [`prepare`](Self::prepare) will be called: until it is done whoever asks is told to wait.
    pub fn begin_preparing(&self) {
        self.preparing.store(true, Ordering::Release);
    }

    /// Whether what is the same for everyone is still being computed.
    pub fn is_preparing(&self) -> bool {
        self.preparing.load(Ordering::Acquire)
    }

    /// Computes what is the same for everyone, some seconds of work, or takes it from what the same build has kept.
    ///
    /// # Errors
    /// What was computed could not be kept; it serves all the same.
    pub fn prepare(&self, keep: Option<&Keep>) -> std::io::Result<()> {
        let preparing = Preparing(self);
        let official = self.under(&Assumptions::Official);
        if let Some(kept) = keep.and_then(Prepared::read) {
            let _ = (self.overview.set(kept.overview), self.unchanged.set(kept.unchanged));
            let _ = (official.overview.set(kept.official), self.trial.set(Ok(kept.trial)));
            drop(preparing);
            // The first lever asks for the country's futures; pages without levers do not wait for them.
            self.national();
            official.national();
            return Ok(());
        }
        self.compute_overviews();
        let (overview, unchanged) = (self.overview(), self.overview_unchanged());
        let (official, trial) = (official.overview(), self.trial());
        let written = trial.ok().map(|trial| Written { overview, unchanged, official, trial });
        written.zip(keep).map_or(Ok(()), |(written, keep)| written.write(keep))
    }

    /// All regions without levers, if they have been computed.
    pub fn overview_if_ready(&self) -> Option<&Overview> {
        self.overview.get()
    }

    /// The regions whose codes are `wanted`, and all within them, under each of the choices and on the same population.
    /// `progress` is told the number of municipalities done.
    pub fn compute(
        &self,
        wanted: &[&str],
        choices: &[&Choice],
        progress: &(dyn Fn(usize) + Sync),
    ) -> Vec<Overview> {
        let go_on = |done| {
            progress(done);
            true
        };
        Overview::compute(self, wanted, choices, &go_on).unwrap_or_default()
    }

    /// Whether a region under a choice takes seconds: a sum of municipalities that is not kept ready.
    pub fn takes_seconds(&self, code: &str, choice: &Choice) -> bool {
        let kind = self.regions().by_code(code).map(|region| region.kind());
        let outlook = choice.outlook.scenario.into();
        let own = Choice { outlook, ..choice.clone() };
        let on = self.under(&choice.outlook.assumptions);
        kind.is_some_and(|kind| kind != Kind::Municipality) && on.ready(&own).is_none()
    }

    /// A sum of municipalities under a choice, for as long as it is wanted, which is asked between municipalities. It takes
    /// seconds of all threads' work. None when it is no longer wanted, or for a code that is no region's.
    pub fn sum_while(
        &self,
        code: &str,
        choice: &Choice,
        is_wanted: &(dyn Fn() -> bool + Sync),
    ) -> Option<Summary> {
        let outlook = choice.outlook.scenario.into();
        let own = Choice { outlook, ..choice.clone() };
        let on = self.under(&choice.outlook.assumptions);
        let sum = Overview::compute(on, &[code], &[&own], &|_| is_wanted())?;
        sum.first()?.get(code).cloned()
    }

    /// What is kept ready for a choice on these assumptions, if it has been computed.
    fn ready(&self, choice: &Choice) -> Option<&Overview> {
        if choice.is_default() {
            self.overview.get()
        } else {
            self.unchanged.get().filter(|_| choice.is_only(Shares::Unchanged.into()))
        }
    }

    /// A region under a choice. Municipalities take milliseconds; a county or the country takes its
    /// municipalities one after the other; what is kept ready takes no time. None for a code that is no region's.
    pub fn summary(&self, code: &str, choice: &Choice) -> Option<Cow<'_, Summary>> {
        let region = self.regions().by_code(code)?;
        let is_municipality = region.kind() == Kind::Municipality;
        // What a municipality expects itself says nothing of sums.
        let assumptions = match (&choice.outlook.assumptions, self.regions().place_of(code)) {
            (asked, Some(place)) if is_municipality => self.applying(place, asked),
            (Assumptions::Official, _) => Assumptions::Official,
            _ => Assumptions::Own,
        };
        let scenario = choice.outlook.scenario;
        let plain = Choice { outlook: scenario.into(), ..choice.clone() };
        if assumptions == Assumptions::Official {
            return self.under(&assumptions).summary(code, &plain);
        }
        let is_ours = assumptions == Assumptions::Own;
        if let Some(overview) = self.ready(&plain).filter(|_| is_ours) {
            return overview.get(code).map(Cow::Borrowed);
        }
        if is_municipality {
            let levers = self.lever_values(choice);
            let outlook = Outlook { scenario, assumptions };
            let summary = self.ask(code, &outlook, |simulation| Summary::of(&simulation.run(&levers)));
            return summary.map(Cow::Owned);
        }
        if plain.is_default() {
            return self.overview().get(code).map(Cow::Borrowed);
        }
        self.sum_while(code, &plain, &|| true).map(Cow::Owned)
    }

    /// A municipality under a choice, and what the choice changes there: its levers and measures, or without any its outlook.
    /// None for a code that is no municipality's.
    pub fn change(&self, code: &str, choice: &Choice) -> Option<Change> {
        let (with, nothing) = (self.lever_values(choice), self.lever_values(&Choice::default()));
        let chosen = self.ask(code, &choice.outlook, |simulation| simulation.run(&with))?;
        let outlook = if choice.is_only_outlook() { Outlook::default() } else { choice.outlook.clone() };
        let without = self.ask(code, &outlook, |simulation| simulation.run(&nothing))?;
        let mut summaries = Summary::of_each(&[chosen.clone(), without.clone()]).into_iter();
        let (chosen_summary, without_summary) = (summaries.next()?, summaries.next()?);
        let difference = Summary::of(&chosen.minus(&without));
        Some(Change { chosen: chosen_summary, without: without_summary, difference })
    }

    /// What `measures` are worth in a municipality, for each gap and calendar year asked for, with each measure's
    /// part. None for a code that is no municipality's, or when a year lies outside the run.
    pub fn worth(
        &self,
        code: &str,
        outlook: impl Into<Outlook>,
        measures: &[Measure],
        asked: &[(Gap, i32)],
    ) -> Option<Vec<Worth>> {
        self.judge(code, outlook.into(), asked, |simulation, asked| worth(simulation, measures, asked))
    }

    /// The same without the parts, which takes two runs only.
    pub fn worth_whole(
        &self,
        code: &str,
        outlook: impl Into<Outlook>,
        measures: &[Measure],
        asked: &[(Gap, i32)],
    ) -> Option<Vec<Worth>> {
        self.judge(code, outlook.into(), asked, |simulation, asked| whole(simulation, measures, asked))
    }

    /// Which of `measures` to choose in a municipality, to close a gap by a calendar year. None for a code that is no
    /// municipality's, or when the year lies outside the run.
    pub fn portfolio(
        &self,
        code: &str,
        outlook: impl Into<Outlook>,
        measures: &[Measure],
        (gap, year): (Gap, i32),
        limits: Limits,
    ) -> Option<Portfolio> {
        let year = self.year_index(year)?;
        self.ask(code, &outlook.into(), |simulation| portfolio(simulation, measures, (gap, year), limits))
    }

    fn judge(
        &self,
        code: &str,
        outlook: Outlook,
        asked: &[(Gap, i32)],
        judge: impl FnOnce(&Simulation<'_>, &[(Gap, usize)]) -> Vec<Worth>,
    ) -> Option<Vec<Worth>> {
        let asked: Option<Vec<(Gap, usize)>> =
            asked.iter().map(|&(gap, year)| self.year_index(year).map(|index| (gap, index))).collect();
        let asked = asked?;
        self.ask(code, &outlook, |simulation| judge(simulation, &asked))
    }

    /// Asks about a municipality's futures. None for a code that is no municipality's.
    fn ask<T>(&self, code: &str, outlook: &Outlook, ask: impl FnOnce(&Simulation<'_>) -> T) -> Option<T> {
        let place = self.regions().place_of(code)?;
        let assumptions = self.applying(place, &outlook.assumptions);
        let on = self.under(&assumptions);
        let futures = on.futures(place, &assumptions);
        let own = match &assumptions {
            Assumptions::Municipal(own) => Some(own),
            _ => None,
        };
        Some(ask(&Simulation {
            model: &on.model,
            care: own.map_or(&on.care[place], |own| own.care()),
            futures: &futures,
            national: on.national(),
            scenario: outlook.scenario,
            places: own.and_then(|own| own.places()),
        }))
    }

    /// How the same method would have done from an earlier year, for a municipality. None for a code that is no
    /// municipality's.
    pub fn hindcast(&self, code: &str) -> Option<&Hindcast> {
        self.trial().ok()?.hindcasts.get(self.regions().place_of(code)?)
    }

    /// How the same method would have done over all municipalities, ten years ahead.
    pub fn backtest_judged(&self) -> Option<&Backtest> {
        self.trial().ok().map(|trial| &trial.judged)
    }

    /// The same to the last year of the hindcasts.
    pub fn backtest_latest(&self) -> Option<&Backtest> {
        self.trial().ok().map(|trial| &trial.latest)
    }

    /// How the country's mortality would have been foreseen over decades.
    pub fn long_horizons(&self) -> &[LongHorizon] {
        self.trial().map_or(&[], |trial| &trial.long_horizons)
    }

    /// Why the back-test that pages show could not be made: a damaged build.
    pub fn untried(&self) -> Option<&Untried> {
        self.trial().err()
    }

    /// The back-test that pages show, computed at the first call.
    fn trial(&self) -> Result<&Trial, &Untried> {
        self.trial.get_or_init(|| Trial::compute(&self.tables)).as_ref()
    }

    /// How the same method would have done from any year to a later one that people were counted by age in.
    ///
    /// # Errors
    /// Years outside what was counted, or a damaged build.
    pub fn backtest(&self, from: i32, to: i32) -> Result<Backtest, Untried> {
        backtest::backtest(&self.tables, from, to, self.run.draws, self.run.seed)
    }

    /// How need would have been foreseen, seven years ahead.
    pub fn backtest_need_judged(&self) -> Option<&Need> {
        self.trial().ok().map(|trial| &trial.need)
    }

    /// How the method as it is now would have done over ten years to the newest counts.
    pub fn backtest_since(&self) -> &[Backtest] {
        self.trial().map_or(&[], |trial| &trial.since)
    }

    /// How staff would have been foreseen by the occupational register.
    pub fn backtest_staff(&self) -> &[StaffTrial] {
        self.trial().map_or(&[], |trial| &trial.staff)
    }

    /// How need would have been foreseen in the trials that the way it develops was chosen on, which end by 2019.
    pub fn backtest_need_chosen(&self) -> &[Need] {
        self.trial().map_or(&[], |trial| &trial.need_chosen)
    }

    /// How need would have been foreseen from any year to a later one that municipalities have reported.
    ///
    /// # Errors
    /// Years that have not been reported, or a damaged build.
    pub fn backtest_need(&self, from: i32, to: i32) -> Result<Need, Untried> {
        backtest::need(&self.tables, from, to, self.run.draws, self.run.seed)
    }

    /// Published staffing forecasts beside this one under the same assumptions. None when the run ends before they do.
    pub fn anchors(&self) -> Option<Vec<Anchor>> {
        anchors::anchors(self)
    }

    /// Special housing in the country by shares of each age and by deaths times time in care.
    pub fn time_in_care(&self) -> Vec<TimeInCare> {
        time_in_care::time_in_care(self)
    }

    /// Codes of the municipalities most like this one in size, age structure and density, nearest first.
    pub fn similar(&self, code: &str, most: usize) -> Vec<String> {
        similar::similar(self, code, most)
    }

    /// Position of a calendar year in a run: 0 is the base year.
    pub fn year_index(&self, year: i32) -> Option<usize> {
        usize::try_from(year.checked_sub(self.run.base_year)?).ok().filter(|index| *index <= self.run.years)
    }

    /// Some municipalities, each with its position in the tables.
    fn municipalities(&self, wanted: impl Fn(&str) -> bool) -> Vec<(usize, &str)> {
        let codes = self.regions().municipalities().map(|r| r.code.as_str());
        codes.enumerate().filter(|(_, code)| wanted(code)).collect()
    }

    fn lever_values(&self, choice: &Choice) -> LeverValues {
        let measures: Vec<&Measure> = choice.measures.iter().collect();
        let Run { base_year, years, draws, seed } = self.run;
        let mut values = LeverValues::of(&measures, base_year, years, draws, seed);
        for &(lever, value) in &choice.levers {
            values.set(lever, value);
        }
        values
    }

    /// The futures of one municipality with all shifts of onset, from the cache or computed.
    fn futures(&self, place: usize, assumptions: &Assumptions) -> Arc<Trajectories> {
        let own = match assumptions {
            Assumptions::Municipal(own) => own.factors(),
            Assumptions::InForce | Assumptions::Own | Assumptions::Official => None,
        };
        let compute = || {
            let (gradients, here) = (Gradients::new(&self.model.need, Shifts::All), &self.places[place]);
            Ok::<_, Infallible>(Arc::new(match own {
                Some((_, factors)) => Trajectories::run_scaled(here, self.national(), &gradients, factors),
                None => Trajectories::run(here, self.national(), &gradients),
            }))
        };
        match self.recent.get_or_insert_with(&(place, own.map(|(key, _)| key)), compute) {
            Ok(futures) => futures,
            Err(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trial_that_cannot_be_made_says_why_and_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = Keep { folder: folder.path().join("cache"), build: "0123456789abcdef".to_owned() };
        let forecast = Forecast::new(2027, 20, SEED).expect("the tables are whole");
        let fault = Untried::from(Outside { from: 1, to: 2, last_from: 2019, last: 2025 });
        assert!(forecast.trial.set(Err(fault)).is_ok());
        forecast.begin_preparing();
        forecast.prepare(Some(&keep)).expect("nothing to keep");
        assert!(forecast.untried().is_some_and(|cause| cause.to_string().contains("1–2")));
        assert!(forecast.hindcast("2083").is_none() && forecast.backtest_judged().is_none());
        assert!(forecast.overview_if_ready().is_some() && !forecast.is_preparing() && !keep.folder.exists());
    }
}
