//! A municipality's own population forecast on the command line: a table as it was bought or made.

use std::path::Path;

use anyhow::Context;
use documents::{ReadLine, TableFile, Unreadable, read_lines};
use forecast::{Choice, Expected, Forecast, NotOwn, Outlook};
use plan::figures::{PeopleCount, Sex, TableRow, read_people};
use projection::{MEN, WOMEN};
use statistics::Region;

/// Most lines of such a table: a hundred ages of two sexes over half a century.
const MOST_LINES: usize = 12_000;

/// A choice that rests on a municipality's own forecast, and which years that covers.
pub struct OwnForecast {
    /// The choice.
    pub choice: Choice,
    /// The first year and the last.
    pub years: (i32, i32),
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
    let expected: Vec<Expected> = table.counts.iter().map(expected).collect();
    let assumptions = forecast.own(&region.code, &expected).map_err(|why| match why {
        NotOwn::NoMunicipality => {
            anyhow::anyhow!("{} är ingen kommun. En egen prognos gäller en kommun i taget.", region.name)
        }
        NotOwn::NoYears => {
            let base = forecast.run().base_year;
            anyhow::anyhow!("{name} gäller inga år mellan {} och {}.", base + 1, forecast.last_year())
        }
        NotOwn::FarAway(class) => {
            let people = swedish::number(class.people, 1);
            anyhow::anyhow!(
                "{name}: {people} personer från {} år {} är tio gånger fler eller färre än vad som är rimligt i {}. Är det andelar \
                 eller tusental?",
                class.from,
                class.year,
                region.name
            )
        }
    })?;
    let used = expected.iter().map(|one| one.year);
    let used = used.filter(|year| (forecast.run().base_year + 1..=forecast.last_year()).contains(year));
    let covered = (used.clone().min().unwrap_or_default(), used.max().unwrap_or_default());
    let outlook = Outlook { assumptions, ..Outlook::default() };
    Ok(OwnForecast { choice: Choice { outlook, ..Choice::default() }, years: covered })
}

fn expected(one: &PeopleCount) -> Expected {
    let sex = one.sex.map(|sex| match sex {
        Sex::Women => WOMEN,
        Sex::Men => MEN,
    });
    let (from, to) = (usize::from(one.ages.from), one.ages.to.map(usize::from));
    Expected { year: one.year, sex, from, to, people: one.people }
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
