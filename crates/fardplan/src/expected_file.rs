//! A municipality's own population forecast on the command line: a table as it was bought or made.

use std::path::Path;

use anyhow::Context;
use documents::{ReadLine, TableFile, Unreadable, read_lines};
use forecast::{Choice, Forecast, NotOwn, Outlook};
use plan::figures::{AgeClass, ColumnUse, PeopleCount, PeopleTable, TableRow, read_people};
use projection::AGES;
use projection::population::GivenPeople;
use statistics::Region;

/// Most lines of such a table: a hundred ages of two sexes over half a century.
const MOST_LINES: usize = 12_000;

/// A choice that rests on a municipality's own forecast, and which years that covers.
pub struct OwnForecast {
    /// The choice.
    pub choice: Choice,
    /// The first year and the last that it covers of those that are projected.
    pub years: (i32, i32),
    /// What has not been read of the table, in words.
    pub unread: Vec<String>,
}

/// Reads what a municipality expects itself.
pub fn read(forecast: &Forecast, file: &Path, region: &Region) -> anyhow::Result<OwnForecast> {
    let name = file.display();
    let rows = rows(file)?;
    let tree = plan::organisations::official()?;
    let table = read_people(&rows, tree, &region.code).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| format!("  {}", web::sentence(fault))).collect();
        anyhow::anyhow!("{name} går inte att räkna på:\n{}", lines.join("\n"))
    })?;
    let given: Vec<GivenPeople> = table.counts.iter().map(PeopleCount::given).collect();
    let assumptions = forecast
        .own(&region.code, &given.clone().into())
        .map_err(|why| not_own(forecast, file, region, why))?;
    let projected = forecast.run().base_year + 1..=forecast.last_year();
    let used = given.iter().map(|one| one.year).filter(|year| projected.contains(year));
    let years = (used.clone().min().unwrap_or_default(), used.max().unwrap_or_default());
    let outlook = Outlook { assumptions, ..Outlook::default() };
    Ok(OwnForecast { choice: Choice { outlook, ..Choice::default() }, years, unread: unread(&table) })
}

/// Why what has been read is no forecast of the place, in words.
fn not_own(forecast: &Forecast, file: &Path, region: &Region, why: NotOwn) -> anyhow::Error {
    let name = file.display();
    match why {
        NotOwn::NoMunicipality => {
            anyhow::anyhow!("{} är ingen kommun. En egen prognos gäller en kommun i taget.", region.name)
        }
        NotOwn::NoYears => {
            let base = forecast.run().base_year;
            anyhow::anyhow!("{name} gäller inga år mellan {} och {}.", base + 1, forecast.last_year())
        }
        NotOwn::FarAway(GivenPeople { year, ages, people, .. }) => {
            let age = |age: usize| u8::try_from(age).unwrap_or(u8::MAX);
            let to = Some(ages.end).filter(|end| *end < AGES).map(|end| age(end - 1));
            anyhow::anyhow!(
                "{name}: {} personer som är {} år {year} är mer än tio gånger fler eller färre än vad Färdplan räknar med i {}. \
                 Är det andelar eller tusental?",
                swedish::number(f64::from(people), 1),
                AgeClass { from: age(ages.start), to },
                region.name
            )
        }
    }
}

/// What has not been read of a table, in words.
fn unread(table: &PeopleTable) -> Vec<String> {
    let unread = |(head, of): &(String, ColumnUse)| {
        (*of == ColumnUse::Unread && !head.is_empty()).then(|| head.clone())
    };
    let columns: Vec<String> = table.columns.iter().filter_map(unread).collect();
    let lines: Vec<String> = table.left_out.iter().map(usize::to_string).collect();
    let said = |what: &str, all: &[String]| (!all.is_empty()).then(|| format!("{what} {}.", all.join(", ")));
    [said("Kolumner som inte läses:", &columns), said("Rader som inte läses:", &lines)]
        .into_iter()
        .flatten()
        .collect()
}

/// The lines of a file.
fn rows(file: &Path) -> anyhow::Result<Vec<TableRow>> {
    let name = file.display();
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let kind = match ending.as_str() {
        "xlsx" => TableFile::Xlsx,
        "ods" => TableFile::Ods,
        _ => TableFile::Csv,
    };
    let bytes = std::fs::read(file).with_context(|| format!("{name} gick inte att läsa."))?;
    let lines = read_lines(kind, &bytes, MOST_LINES).map_err(|why| match why {
        Unreadable::Merged { cell } => {
            anyhow::anyhow!("{name} har sammanslagna celler vid {cell}. Dela dem och spara filen igen.")
        }
        Unreadable::Locked => anyhow::anyhow!("{name} är låst med lösenord."),
        Unreadable::Empty => anyhow::anyhow!("{name} är tom."),
        Unreadable::TooLong { most, .. } => anyhow::anyhow!("{name} har fler än {most} rader."),
        Unreadable::TooWide { most } => anyhow::anyhow!("{name} har fler än {most} kolumner."),
        Unreadable::Damaged => {
            anyhow::anyhow!("{name} gick inte att läsa som en tabell (XLSX, ODS eller CSV).")
        }
    })?;
    let row = |line: ReadLine| TableRow { number: line.number, cells: line.cells };
    Ok(lines.into_iter().map(row).collect())
}
