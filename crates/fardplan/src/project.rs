//! `fardplan project`: projections on the command line, as a table for people or as JSON or CSV for programs.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use forecast::{Choice, DRAWS, Forecast, LAST_YEAR, SEED, Summary, TABLES_END, long_rows};
use indicatif::{ProgressBar, ProgressStyle};
use projection::output::{Output, Unit};
use projection::quantile::Quantiles;
use statistics::Region;

use crate::expected_file;
use crate::roadmap_file::{self, unknown};

/// What to project.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Codes or names of municipalities or counties; 00 or Riket for the country.
    #[arg(required_unless_present = "all")]
    regions: Vec<String>,
    /// All municipalities, counties and the country.
    #[arg(long, conflicts_with = "regions")]
    all: bool,
    /// Only part K of N of the rows that --all gives, as K/N: parts 1 to N one after the other are the whole.
    #[arg(long, value_name = "K/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Last year.
    #[arg(long, default_value_t = LAST_YEAR)]
    to: i32,
    /// Number of futures.
    #[arg(long, default_value_t = DRAWS)]
    draws: usize,
    /// Seed of the random numbers: the same seed gives the same figures.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// A roadmap file (TOML) whose measures are counted with, for its own municipality.
    #[arg(long)]
    roadmap: Option<PathBuf>,
    /// A table (XLSX, ODS or CSV) with how many people a municipality expects itself, by year and age: what it covers is taken as
    /// given.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["all", "roadmap"])]
    expected: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    place: crate::data::Folder,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table for people.
    Table,
    /// One JSON list of rows.
    Json,
    /// Tidy CSV, one row a region, year and indicator.
    Csv,
}

/// A part of all rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shard {
    number: usize,
    of: usize,
}

impl Shard {
    /// The part of a list that belongs to the shard.
    fn slice<T>(self, all: &[T]) -> &[T] {
        let cut = |number: usize| all.len() * number / self.of;
        &all[cut(self.number - 1)..cut(self.number)]
    }
}

fn shard(text: &str) -> Result<Shard, String> {
    let numbers = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    match numbers {
        Some((number, of)) if (1..=of).contains(&number) && of <= 10_000 => Ok(Shard { number, of }),
        _ => Err("ange delen som K/N, till exempel 3/16".into()),
    }
}

/// More futures than this say nothing new.
const MOST_DRAWS: usize = 100_000;
/// Trajectories times years that fit in memory: about a kilobyte each, several times over.
const MOST_DRAW_YEARS: usize = 1_000_000;
/// The base year of the tables, for judging a request before they are read.
const FIRST_YEAR: i32 = 2025;

/// Projects and prints.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if !(1..=MOST_DRAWS).contains(&options.draws) {
        bail!("--draws {}: ange mellan 1 och {MOST_DRAWS} framtider.", options.draws);
    }
    let draw_years = options.draws.saturating_mul((options.to - FIRST_YEAR).max(1) as usize);
    if draw_years > MOST_DRAW_YEARS {
        bail!(
            "{} framtider till {} tar mer minne än datorn har. Ange färre framtider eller ett tidigare år.",
            options.draws,
            options.to
        );
    }
    if options.shard.is_some() && !options.all {
        bail!("--shard delar upp alla rader. Ange --all också.");
    }
    if options.shard.is_some() && options.format == Format::Json {
        bail!("Delar av alla rader kan sättas ihop som CSV men inte som JSON. Ange --format csv.");
    }
    let forecast = Forecast::on(options.place.kept().tables()?.0, options.to, options.draws, options.seed)
        .context("Programmets tabeller är skadade.")?;
    let base = forecast.run().base_year;
    if !(base + 1..=TABLES_END).contains(&options.to) {
        bail!("--to {}: tabellerna räcker från {} till {TABLES_END}.", options.to, base + 1);
    }
    let choice = match (&options.roadmap, &options.expected) {
        (Some(file), _) => with_roadmap(&forecast, file, options)?,
        (None, Some(file)) => return with_expected(&forecast, file, options),
        (None, None) => Choice::default(),
    };
    let found = project(&forecast, options, &choice)?;
    print(options, base, &found)
}

/// Projects a municipality as it expects itself, beside how we expect it where people read.
fn with_expected(forecast: &Forecast, file: &Path, options: &Options) -> anyhow::Result<()> {
    // Rows for programs do not say whose expectation they rest on.
    if options.format != Format::Table {
        bail!("--expected visas bara som tabell, bredvid Färdplans egen prognos.");
    }
    let [asked] = options.regions.as_slice() else {
        bail!("--expected gäller en kommun. Ange just den.");
    };
    let region = forecast.regions().find(asked).map_err(unknown)?.clone();
    let own = expected_file::read(forecast, file, &region)?;
    let theirs = forecast.summary(&region.code, &own.choice).map(Cow::into_owned);
    let Some(theirs) = theirs else { bail!("{} har ingen prognos.", region.name) };
    let base = forecast.run().base_year;
    let (first, last) = own.years;
    for words in &own.unread {
        println!("{words}");
    }
    println!("Kommunens egen befolkningsprognos, {first}–{last}, ur {}:", file.display());
    print(options, base, &[(region.clone(), theirs)])?;
    println!("Färdplans prognos:");
    print(options, base, &project(forecast, options, &Choice::default())?)
}

fn print(options: &Options, base: i32, found: &[(Region, Summary)]) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = match options.format {
        Format::Table => {
            found.iter().try_for_each(|(region, summary)| table(&mut out, region, summary, base))
        }
        Format::Csv => {
            let text = long_rows::csv(found.iter().map(|(r, s)| (r, s)), base);
            // Parts are put one after the other: only the first has a heading.
            let rows = text.split_once('\n').map_or("", |(_, rows)| rows);
            let headed = options.shard.is_none_or(|shard| shard.number == 1);
            out.write_all(if headed { &text } else { rows }.as_bytes())
        }
        Format::Json => {
            let rows: Vec<_> = found.iter().flat_map(|(r, s)| long_rows::rows(r, s, base)).collect();
            serde_json::to_writer(&mut out, &rows)?;
            writeln!(out)
        }
    };
    match written.and_then(|()| out.flush()) {
        // Whoever reads us has seen enough: `fardplan project --all | head`.
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn project(
    forecast: &Forecast,
    options: &Options,
    choice: &Choice,
) -> anyhow::Result<Vec<(Region, Summary)>> {
    let regions = forecast.regions();
    let wanted: Vec<Region> = if options.all {
        options.shard.map_or(regions.all(), |shard| shard.slice(regions.all())).to_vec()
    } else {
        options
            .regions
            .iter()
            .map(|asked| regions.find(asked).cloned().map_err(unknown))
            .collect::<Result<_, _>>()?
    };
    let codes: Vec<&str> = wanted.iter().map(|region| region.code.as_str()).collect();
    let within = |r: &&Region| codes.iter().any(|code| *code == "00" || r.code.starts_with(code));
    let bar = progress(regions.municipalities().filter(within).count() as u64);
    let all = forecast.compute(&codes, &[choice], &|done| bar.set_position(done as u64));
    bar.finish_and_clear();
    Ok(wanted.iter().filter_map(|r| Some((r.clone(), all[0].get(&r.code)?.clone()))).collect())
}

/// A bar on standard error; nothing when nobody watches.
fn progress(municipalities: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(municipalities);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} kommuner, {eta} kvar");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The measures of a roadmap file.
fn with_roadmap(forecast: &Forecast, file: &Path, options: &Options) -> anyhow::Result<Choice> {
    let roadmap = roadmap_file::read(forecast, file, &options.regions)?;
    if options.all {
        let own = roadmap.own.name;
        bail!("Färdplanen {} gäller {own}: ange den kommunen i stället för --all.", file.display());
    }
    let measures = roadmap.measures.into_iter().map(|(_, measure)| measure).collect();
    Ok(Choice { measures, ..Choice::default() })
}

/// Indicators of the table, with a heading each.
const SHOWN: [(Output, &str); 11] = [
    (Output::PopulationTotal, "Invånare"),
    (Output::Population65Plus, "Invånare 65+"),
    (Output::Population80Plus, "Invånare 80+"),
    (Output::Population20To66, "Invånare 20–66"),
    (Output::HomeCarePersons, "Hemtjänst, personer"),
    (Output::SpecialHousingPersons, "Särskilt boende, personer"),
    (Output::PlacesGap, "Platser som saknas"),
    (Output::Fte, "Årsarbetare"),
    (Output::FteGap, "Årsarbetare som saknas"),
    (Output::Hires, "Rekrytering om året"),
    (Output::CostSek, "Kostnad, mnkr"),
];

/// Prints a region: years across, indicators down, each with the median and nine futures of ten.
fn table(out: &mut impl Write, region: &Region, summary: &Summary, base: i32) -> std::io::Result<()> {
    let last = summary.years();
    let mut years: Vec<usize> = (0..=last).filter(|y| y % 5 == 0).collect();
    if !last.is_multiple_of(5) {
        years.push(last);
    }
    writeln!(out, "{} ({})", region.name, region.code)?;
    let cells: Vec<Vec<String>> = SHOWN
        .iter()
        .map(|&(indicator, _)| {
            let figure = |&year: &usize| match indicator.is_flow() && year == 0 {
                true => "–".to_owned(),
                false => cell(indicator, summary.at(indicator, year)),
            };
            years.iter().map(figure).collect()
        })
        .collect();
    let width = cells.iter().flatten().map(|cell| cell.chars().count()).max().unwrap_or(0) + 2;
    write!(out, "{:<27}", "")?;
    for year in &years {
        write!(out, "{:>width$}", base + *year as i32)?;
    }
    writeln!(out)?;
    for ((_, heading), row) in SHOWN.iter().zip(&cells) {
        write!(out, "{heading:<27}")?;
        for cell in row {
            write!(out, "{cell:>width$}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "Median (nio framtider av tio). Kommunernas invånare efter ålder är räknade {base}.\n")
}

fn cell(indicator: Output, q: Quantiles) -> String {
    let scale = if indicator.unit() == Unit::Sek { 1e-6 } else { 1.0 };
    let n = |value: f64| swedish::number(value * scale, 0);
    if (q.p95 - q.p5) * scale < 0.5 { n(q.p50) } else { format!("{} ({}–{})", n(q.p50), n(q.p5), n(q.p95)) }
}
