//! `fardplan backtest`: how the method would have done from an earlier year, knowing only what was known then.

use std::io::Write;

use anyhow::{Context, bail};
use forecast::{
    Age, Backtest, Comparison, DRAWS, FIRST, FROM, Forecast, JUDGED, LAST_FROM, LAST_YEAR, LONG_AGE, Line,
    LongHorizon, NEED_FIRST, NEED_FROM, NEED_LAST, NEED_TO, Need, NeedComparison, Outside, SEED, SLOWING,
    SizeClass, Untried,
};
use swedish::number;

/// Which years to test.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The year that the method stands in, 2008–2019 or later where newer counts have been fetched; 2008, or with --need 2015, unless given.
    #[arg(long)]
    from: Option<i32>,
    /// The year that it is judged by, 2025 or earlier or the newest that has been fetched (2022 with --need); 2018, or with --need 2022, unless given.
    #[arg(long)]
    to: Option<i32>,
    /// Try need instead of people: users of special housing and home care.
    #[arg(long)]
    need: bool,
    /// Number of futures.
    #[arg(long, default_value_t = DRAWS)]
    draws: usize,
    /// Seed of the random numbers.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Instead tell how the country's mortality would have been foreseen 10–30 years ahead, from each year since 1984.
    #[arg(long, conflicts_with_all = ["from", "to", "need"])]
    long: bool,
    /// Print one JSON document instead of tables.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: crate::data::Folder,
}

/// What is said of a build whose tables cannot be read.
const DAMAGED: &str = "Programmets tabeller är skadade: bygg om det.";

/// Tests and prints.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if !(20..=20_000).contains(&options.draws) {
        bail!("--draws {}: ange mellan 20 och 20 000 framtider.", options.draws);
    }
    let forecast = Forecast::on(options.place.kept().tables()?.0, LAST_YEAR, options.draws, options.seed)
        .context("Programmets tabeller är skadade.")?;
    if options.long {
        if let Some(cause) = forecast.untried() {
            bail!("{DAMAGED} {cause}");
        }
        return long(forecast.long_horizons(), options.json);
    }
    if options.need {
        return need(&forecast, options);
    }
    let (from, to) = (options.from.unwrap_or(FROM), options.to.unwrap_or(JUDGED));
    let found = match forecast.backtest(from, to) {
        Ok(found) => found,
        Err(Untried::Outside(Outside { last_from, last, .. })) => bail!(
            "--from {from} --to {to}: prognosen kan stå i ett av åren {FIRST}–{last_from} och prövas mot ett senare år, till och med {last}."
        ),
        Err(fault @ Untried::NeedOutside(_)) => return Err(fault).context(DAMAGED),
        Err(Untried::Tables(fault)) => return Err(fault).context(DAMAGED),
    };
    if found.ages.is_empty() {
        bail!("--to {to}: kommunernas äldre är inte räknade efter ålder det året.");
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

fn need(forecast: &Forecast, options: &Options) -> anyhow::Result<()> {
    let (from, to) = (options.from.unwrap_or(NEED_FROM), options.to.unwrap_or(NEED_TO));
    let found = match forecast.backtest_need(from, to) {
        Ok(found) => found,
        Err(Untried::Tables(fault)) => return Err(fault).context(DAMAGED),
        Err(Untried::Outside(_) | Untried::NeedOutside(_)) => bail!(
            "--need --from {from} --to {to}: behovet kan prövas från ett av åren {NEED_FIRST}–{LAST_FROM} mot ett senare år, till och med {NEED_LAST}."
        ),
    };
    let mut out = std::io::stdout().lock();
    if options.json {
        serde_json::to_writer_pretty(&mut out, &found)?;
        writeln!(out)?;
        return Ok(());
    }
    print_need(&mut out, &found)?;
    Ok(())
}

fn print_need(out: &mut impl Write, found: &Need) -> std::io::Result<()> {
    writeln!(out, "Behov {} för {}, med det som var känt {}.", found.from, found.to, found.from)?;
    for comparison in &found.comparisons {
        users(out, comparison)?;
    }
    if let Some(first) = found.register.first() {
        writeln!(
            out,
            "\nRiket {}, 80 år och äldre, väntade ur {} års andelar med de invånare som fanns",
            first.to, first.from
        )?;
    }
    for line in &found.register {
        let (forecast, outcome) = (number(line.forecast, 0), number(line.outcome, 0));
        let (service, error) = (service(&line.service), signed(line.error()));
        let unchanged = signed(line.unchanged / line.outcome - 1.0);
        writeln!(
            out,
            "{service:<20}{forecast:>9} väntades, {outcome:>8} blev det: fel {error} %, med oförändrade andelar {unchanged} %"
        )?;
    }
    writeln!(
        out,
        "\nFel: summan av vad medianerna missar, i procent av användarna; medelfel: medelvärdet av kommunernas fel i procent.\nEgna: det som är kvar av felet när landets antal är känt, och täckningen då. Egen andel: kommunens andel hålls kvar.\nOförändrat: behoven kommer inte senare. Konstant: landets oförändrade andelar vid kommunens åldrar. Trend: landets trend i\nandelarna de fem åren före fortsätter till åtta tiondelar."
    )
}

fn users(out: &mut impl Write, comparison: &NeedComparison) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{}, {} år och äldre\nRiket: fel {} %, med oförändrade andelar {} %{}. Andelarna vid varje ålder ändrades {} %.",
        service(&comparison.service),
        comparison.age,
        signed(comparison.national_error),
        signed(comparison.unchanged_error),
        comparison.trend_error.map(|error| format!(", med trend {} %", signed(error))).unwrap_or_default(),
        signed(comparison.change)
    )?;
    writeln!(
        out,
        "{:<18}{:>6}{:>8}{:>10}{:>9}{:>7}{:>7}{:>7}{:>7}{:>7}{:>12}{:>12}{:>10}{:>8}",
        "Kommuner",
        "antal",
        "fel",
        "medelfel",
        "skevhet",
        "50 %",
        "90 %",
        "egna",
        "50 %",
        "90 %",
        "egen andel",
        "oförändrat",
        "konstant",
        "trend"
    )?;
    let percent = |share: f64, decimals: usize| number(100.0 * share, decimals);
    comparison.lines.iter().try_for_each(|line| {
        writeln!(
            out,
            "{:<18}{:>6}{:>8}{:>10}{:>9}{:>7}{:>7}{:>7}{:>7}{:>7}{:>12}{:>12}{:>10}{:>8}",
            name(line.size),
            line.count,
            percent(line.error, 1),
            percent(line.mean_error, 1),
            signed(line.bias),
            percent(line.within_50, 0),
            percent(line.within_90, 0),
            percent(line.own_error, 1),
            percent(line.own_within_50, 0),
            percent(line.own_within_90, 0),
            percent(line.held_error, 1),
            percent(line.unchanged_error, 1),
            percent(line.constant_error, 1),
            line.trend_error.map_or("–".to_owned(), |error| percent(error, 1))
        )
    })
}

fn service(name: &str) -> &str {
    match name {
        "special_housing" => "Särskilt boende",
        "home_care" => "Hemtjänst",
        "short_term" => "Korttidsplats",
        "day_activity" => "Dagverksamhet",
        other => other,
    }
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
