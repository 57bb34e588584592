//! `fardplan backtest`: how the method would have done from an earlier year, knowing only what was known then.

use std::io::Write;

use anyhow::{Context, bail};
use plan::forecast::{
    Age, Backtest, Comparison, DRAWS, FIRST, FROM, Forecast, JUDGED, LAST, LAST_FROM, LAST_YEAR, LONG_AGE,
    Line, LongHorizon, SEED, SLOWING, SizeClass, Untried,
};
use swedish::number;

/// Which years to test.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The year that the method stands in, 2008–2019.
    #[arg(long, default_value_t = FROM)]
    from: i32,
    /// The year that it is judged by, 2025 or earlier.
    #[arg(long, default_value_t = JUDGED)]
    to: i32,
    /// Number of futures.
    #[arg(long, default_value_t = DRAWS)]
    draws: usize,
    /// Seed of the random numbers.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Instead tell how the country's mortality would have been foreseen 10–30 years ahead, from each year since 1984.
    #[arg(long, conflicts_with_all = ["from", "to"])]
    long: bool,
    /// Print one JSON document instead of tables.
    #[arg(long)]
    json: bool,
}

/// Tests and prints.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if !(20..=20_000).contains(&options.draws) {
        bail!("--draws {}: ange mellan 20 och 20 000 framtider.", options.draws);
    }
    let forecast =
        Forecast::new(LAST_YEAR, options.draws, options.seed).context("Programmets tabeller är skadade.")?;
    if options.long {
        return long(forecast.long_horizons(), options.json);
    }
    let found = match forecast.backtest(options.from, options.to) {
        Ok(found) => found,
        Err(Untried::Outside(_)) => bail!(
            "--from {} --to {}: prognosen kan stå i ett av åren {FIRST}–{LAST_FROM} och prövas mot ett senare år, till och med {LAST}.",
            options.from,
            options.to
        ),
        Err(Untried::Tables(fault)) => {
            return Err(fault).context("Programmets tabeller är skadade: bygg om det.");
        }
    };
    if found.ages.is_empty() {
        bail!("--to {}: kommunernas äldre är inte räknade efter ålder det året.", options.to);
    }
    let mut out = std::io::stdout().lock();
    if options.json {
        serde_json::to_writer_pretty(&mut out, &found)?;
        writeln!(out)?;
        return Ok(());
    }
    print(&mut out, &found)?;
    Ok(())
}

fn long(found: &[LongHorizon], json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, found)?;
        return Ok(writeln!(out)?);
    }
    writeln!(out, "Landet, {LONG_AGE} år och äldre, samma personer med väntade och med verkliga dödstal.\n")?;
    writeln!(
        out,
        "{:>8}{:>12}{:>6}{:>10}{:>10}{:>10}{:>12}",
        "År fram", "ställd i", "prov", "medelfel", "lägst", "högst", "bromsande"
    )?;
    for line in found {
        writeln!(
            out,
            "{:>8}{:>12}{:>6}{:>10}{:>10}{:>10}{:>12}",
            line.years,
            format!("{}–{}", line.from, line.to),
            line.windows,
            signed(line.error),
            signed(line.least),
            signed(line.most),
            signed(line.slowing_error)
        )?;
    }
    writeln!(
        out,
        "\nFel i procent; minus betyder att fler levde än väntat. Bromsande: varje års förbättring är {} av föregående års.",
        number(SLOWING, 2)
    )?;
    Ok(())
}

fn print(out: &mut impl Write, found: &Backtest) -> std::io::Result<()> {
    writeln!(out, "Prognos från {} för {}, med det som var känt {}.", found.from, found.to, found.from)?;
    for comparison in &found.ages {
        ages(out, comparison)?;
    }
    writeln!(
        out,
        "\nFel: prognosens median mot utfallet, i procent av utfallet; plus betyder att för många väntades. Medelfel är\nmedelvärdet av felens storlek över kommunerna, egna det som är kvar av det när landets antal är känt, skevhet\nmedelvärdet av felen själva. Täckning: andel kommuner vars utfall låg\ninom intervallet. Oförändrat: samma antal som {}. Konstant: landets kohorter\növerlever som lika många år före, ingen flyttning mellan kommuner.",
        found.from
    )
}

fn ages(out: &mut impl Write, comparison: &Comparison) -> std::io::Result<()> {
    let national = &comparison.national;
    let whole = |n: f64| number(n, 0);
    match comparison.age {
        Age::All => writeln!(out, "\nAlla invånare")?,
        Age::Working => writeln!(out, "\n20–66 år")?,
        age => writeln!(out, "\n{} år och äldre", age.least())?,
    }
    writeln!(
        out,
        "Riket: {} ({}–{}) väntades, {} blev det: fel {} %. Oförändrat {} %, konstant {} %.",
        whole(national.forecast.p50),
        whole(national.forecast.p5),
        whole(national.forecast.p95),
        whole(national.outcome),
        signed(national.error),
        signed(national.unchanged_error),
        signed(national.constant_error)
    )?;
    writeln!(
        out,
        "{:<18}{:>9}{:>10}{:>7}{:>10}{:>9}{:>9}{:>12}{:>10}",
        "Kommuner", "antal", "medelfel", "egna", "skevhet", "50 %", "90 %", "oförändrat", "konstant"
    )?;
    comparison.lines.iter().try_for_each(|line| row(out, line))
}

fn row(out: &mut impl Write, line: &Line) -> std::io::Result<()> {
    let percent = |share: f64, decimals: usize| number(100.0 * share, decimals);
    writeln!(
        out,
        "{:<18}{:>9}{:>10}{:>7}{:>10}{:>9}{:>9}{:>12}{:>10}",
        name(line.size),
        line.count,
        percent(line.error, 2),
        percent(line.own_error, 2),
        signed(line.bias),
        percent(line.within_50, 0),
        percent(line.within_90, 0),
        percent(line.unchanged_error, 1),
        percent(line.constant_error, 1)
    )
}

fn signed(share: f64) -> String {
    let text = number(100.0 * share, 2);
    if share > 0.0 { format!("+{text}") } else { text }
}

const fn name(size: Option<SizeClass>) -> &'static str {
    match size {
        None => "alla",
        Some(SizeClass::Smallest) => "under 5 000",
        Some(SizeClass::Small) => "5 000–9 999",
        Some(SizeClass::Lower) => "10 000–19 999",
        Some(SizeClass::Middle) => "20 000–49 999",
        Some(SizeClass::Large) => "50 000 eller fler",
    }
}
