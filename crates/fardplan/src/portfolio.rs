//! `fardplan portfolio`: which measures of a roadmap to choose for a budget, and which are the cheapest that are sure
//! to be enough.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use forecast::{DRAWS, Forecast, HORIZON, LAST_YEAR, SEED, TABLES_END};
use projection::measure::Measure;
use projection::portfolio::{CERTAINTY, Choice, LeftOut, Limits, MOST_EXACT, Portfolio, Set, Why};
use projection::quantile::Quantiles;
use projection::simulation::Scenario;
use projection::worth::Gap;
use serde_json::{Value, json};

use crate::roadmap_file::{self, Roadmap};

/// What to choose among, and for what.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Code or name of the municipality; the roadmap file's own when left out.
    region: Option<String>,
    /// A roadmap file (TOML) whose measures are chosen among.
    #[arg(long)]
    roadmap: PathBuf,
    /// Kronor for all chosen measures together, once and yearly, from the first projected year through the year.
    #[arg(long)]
    budget: f64,
    /// What is to be closed.
    #[arg(long, value_enum, default_value_t = Wanted::Fte)]
    gap: Wanted,
    /// By which calendar year.
    #[arg(long, default_value_t = HORIZON)]
    year: i32,
    /// Share of the futures in which nothing may be lacking, 0–1.
    #[arg(long, default_value_t = CERTAINTY)]
    certainty: f64,
    /// Number of futures.
    #[arg(long, default_value_t = DRAWS)]
    draws: usize,
    /// Seed of the random numbers: the same seed gives the same figures.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    place: crate::data::Folder,
}

/// What can be lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Wanted {
    /// Full-time equivalents.
    Fte,
    /// Places in special housing.
    Places,
    /// Recruits, summed.
    Hires,
    /// Kronor a year beyond the base year's.
    Cost,
}

impl Wanted {
    fn gap(self) -> Gap {
        match self {
            Self::Fte => Gap::Fte,
            Self::Places => Gap::Places,
            Self::Hires => Gap::Hires,
            Self::Cost => Gap::Cost,
        }
    }

    /// What is lacking, in words.
    fn words(self) -> &'static str {
        match self {
            Self::Fte => "Årsarbetare som saknas",
            Self::Places => "Platser i särskilt boende som saknas",
            Self::Hires => "Rekryteringar utöver dagens takt, sammanlagt,",
            Self::Cost => "Miljoner kronor om året utöver basårets kostnad",
        }
    }
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Words and tables for people.
    Table,
    /// One JSON object.
    Json,
}

/// More futures than this say nothing new.
const MOST_DRAWS: usize = 10_000;

/// Chooses and prints.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if !(options.budget >= 0.0 && options.budget.is_finite()) {
        bail!("--budget {}: ange kronor, noll eller mer, till exempel 12500000.", options.budget);
    }
    if !(0.0..=1.0).contains(&options.certainty) {
        bail!("--certainty {}: ange en andel mellan 0 och 1, till exempel 0.8.", options.certainty);
    }
    if !(1..=MOST_DRAWS).contains(&options.draws) {
        bail!("--draws {}: ange mellan 1 och {MOST_DRAWS} framtider.", options.draws);
    }
    if options.year > TABLES_END {
        bail!("--year {}: tabellerna räcker till {TABLES_END}.", options.year);
    }
    let forecast = Forecast::on(
        options.place.kept().tables()?.0,
        options.year.max(LAST_YEAR),
        options.draws,
        options.seed,
    )
    .context("Programmets tabeller är skadade.")?;
    let base = forecast.run().base_year;
    if options.year <= base {
        bail!("--year {}: prognosen börjar {}.", options.year, base + 1);
    }
    let roadmap = roadmap_file::read(&forecast, &options.roadmap, options.region.as_slice())?;
    if roadmap.measures.is_empty() {
        bail!(
            "Färdplanen {} har inga åtgärder som räknas. Lägg till åtgärder med effekt.",
            options.roadmap.display()
        );
    }
    let measures: Vec<Measure> = roadmap.measures.iter().map(|(_, measure)| measure.clone()).collect();
    let limits = Limits { budget: options.budget, certainty: options.certainty };
    let asked = (options.gap.gap(), options.year);
    let found = forecast
        .portfolio(&roadmap.own.code, Scenario::default(), &measures, asked, limits)
        .with_context(|| format!("{} går inte att räkna på.", roadmap.own.name))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let printed = Printed { options, roadmap: &roadmap, found: &found };
    let written = match options.format {
        Format::Table => printed.table(&mut out),
        Format::Json => {
            serde_json::to_writer(&mut out, &printed.json())?;
            writeln!(out)
        }
    };
    match written.and_then(|()| out.flush()) {
        // Whoever reads us has seen enough.
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Everything that is printed.
struct Printed<'a> {
    options: &'a Options,
    roadmap: &'a Roadmap,
    found: &'a Portfolio,
}

/// An amount in millions of kronor.
fn millions(amount: f64) -> String {
    format!("{} mnkr", swedish::number(amount / 1e6, 1))
}

/// Trajectories of 100.
fn of_100(certainty: f64) -> String {
    swedish::number(certainty * 100.0, 0)
}

impl Printed<'_> {
    fn title(&self, measure: usize) -> &str {
        &self.roadmap.measures[measure].0
    }

    /// What is lacking in its unit.
    fn number(&self, value: f64) -> String {
        match self.options.gap {
            Wanted::Cost => swedish::number(value / 1e6, 1),
            _ => swedish::number(value, 0),
        }
    }

    fn signed(&self, value: f64) -> String {
        match self.options.gap {
            Wanted::Cost => swedish::signed(value / 1e6, 1),
            _ => swedish::signed(value, 0),
        }
    }

    fn level(&self, mean: f64, q: &Quantiles) -> String {
        format!("{} ({}–{})", self.number(mean), self.number(q.p5), self.number(q.p95))
    }

    fn table(&self, out: &mut impl Write) -> std::io::Result<()> {
        let (options, found) = (self.options, self.found);
        let own = &self.roadmap.own;
        writeln!(out, "{} ({}): {} {}", own.name, own.code, options.gap.words(), options.year)?;
        writeln!(out, "Utan åtgärder: {}", self.level(found.without.lacking, &found.without_lacking))?;
        writeln!(out, "\nMest för budgeten {}", millions(options.budget))?;
        self.choice(out, &found.best)?;
        let asked = of_100(options.certainty);
        match found.is_certain {
            true => writeln!(out, "\nBilligast som räcker i minst {asked} av 100 framtider")?,
            false => writeln!(out, "\nInget urval räcker i {asked} av 100 framtider. Säkrast är:")?,
        }
        self.choice(out, &found.certain)?;
        self.frontier(out)?;
        self.notes(out)
    }

    fn choice(&self, out: &mut impl Write, choice: &Choice) -> std::io::Result<()> {
        writeln!(
            out,
            "  Kostar {}. Saknas: {}. Räcker helt i {} av 100 framtider.",
            millions(choice.set.cost),
            self.level(choice.set.lacking, &choice.lacking),
            of_100(choice.set.certainty)
        )?;
        for part in &choice.parts {
            let change = format!(
                "{} ({} till {})",
                self.signed(part.mean),
                self.signed(part.quantiles.p5),
                self.signed(part.quantiles.p95)
            );
            writeln!(out, "  + {}: {}, {change}", self.title(part.measure), millions(part.cost))?;
        }
        for left_out in &choice.left_out {
            let why = self.why(choice, left_out);
            writeln!(out, "  – {}: {}, {why}", self.title(left_out.measure), millions(left_out.cost))?;
        }
        Ok(())
    }

    fn why(&self, choice: &Choice, out: &LeftOut) -> String {
        // One decimal, so that little is not taken for nothing.
        let scale = if self.options.gap == Wanted::Cost { 1e-6 } else { 1.0 };
        let change = swedish::signed(out.change * scale, 1);
        match out.why {
            Why::Idle => format!("ingen effekt till och med {}", self.options.year),
            Why::ClosesNothing => format!("stänger inget mer ({change})"),
            Why::TooDear => {
                let left = millions((self.options.budget - choice.set.cost).max(0.0));
                format!("skulle ge {change}, men av budgeten återstår {left}")
            }
            Why::NotNeeded => format!("behövs inte för säkerheten, skulle ge {change}"),
            Why::NoSurer => format!("skulle ge {change}, men räcker inte helt i fler framtider"),
            Why::Missed => format!("skulle ge {change}; sökningen missade den"),
        }
    }

    fn frontier(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "\nVad pengarna räcker till")?;
        writeln!(out, "{:>14}{:>10}{:>18}  Åtgärder", "Kostnad", "Saknas", "Räcker, av 100")?;
        for set in &self.found.frontier {
            let titles: Vec<&str> = set.measures.iter().map(|&measure| self.title(measure)).collect();
            let titles = if titles.is_empty() { "inga".to_owned() } else { titles.join("; ") };
            let (cost, lacking) = (millions(set.cost), self.number(set.lacking));
            writeln!(out, "{cost:>14}{lacking:>10}{:>18}  {titles}", of_100(set.certainty))?;
        }
        Ok(())
    }

    /// What is not certain about the answer, and how it was found.
    fn notes(&self, out: &mut impl Write) -> std::io::Result<()> {
        let free = self.roadmap.measures.iter().filter(|(_, measure)| measure.lacks_cost());
        let free: Vec<&str> = free.map(|(title, _)| title.as_str()).collect();
        writeln!(out)?;
        if !free.is_empty() {
            writeln!(out, "Saknar kostnad och räknas som gratis: {}.", free.join("; "))?;
        }
        let computed = swedish::number(self.found.computed as f64, 0);
        match self.found.exact {
            true => writeln!(out, "Exakt: alla urval av åtgärder med effekt är räknade ({computed}).")?,
            false => writeln!(
                out,
                "Nära det bästa, men kanske inte det allra bästa: fler än {MOST_EXACT} åtgärder, {computed} urval räknade."
            )?,
        }
        writeln!(out, "Medelvärde (nio framtider av tio). Kostnader till och med {}.", self.options.year)
    }

    fn json(&self) -> Value {
        let (options, found) = (self.options, self.found);
        json!({
            "region": self.roadmap.own.code,
            "gap": options.gap.gap().name(),
            "year": options.year,
            "budget_sek": options.budget,
            "certainty": options.certainty,
            "without": self.set(&found.without),
            "best": self.chosen(&found.best),
            "certain": self.chosen(&found.certain),
            "is_certain": found.is_certain,
            "frontier": found.frontier.iter().map(|set| self.set(set)).collect::<Vec<_>>(),
            "exact": found.exact,
            "computed": found.computed,
            "without_cost": self.roadmap.measures.iter().filter(|(_, measure)| measure.lacks_cost())
                .map(|(title, _)| title).collect::<Vec<_>>(),
        })
    }

    fn set(&self, set: &Set) -> Value {
        let titles: Vec<&str> = set.measures.iter().map(|&measure| self.title(measure)).collect();
        json!({
            "measures": titles, "cost_sek": set.cost, "lacking": set.lacking, "certainty": set.certainty,
        })
    }

    fn chosen(&self, choice: &Choice) -> Value {
        let mut chosen = self.set(&choice.set);
        chosen["chosen"] = choice
            .parts
            .iter()
            .map(|part| {
                let Quantiles { p5, p25, p50, p75, p95 } = part.quantiles;
                json!({
                    "title": self.title(part.measure), "cost_sek": part.cost, "mean": part.mean,
                    "p5": p5, "p25": p25, "p50": p50, "p75": p75, "p95": p95,
                })
            })
            .collect();
        chosen["left_out"] = choice
            .left_out
            .iter()
            .map(|out| {
                json!({
                    "title": self.title(out.measure), "cost_sek": out.cost, "change": out.change,
                    "certainty": out.certainty, "why": out.why.name(),
                })
            })
            .collect();
        chosen
    }
}
