//! How far organisations have come, out of a table: its columns, and taking it in.

use chrono::{Datelike, NaiveDate};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::staging::{Purpose, WrongLines};
use plan::uptake::{self, UptakeInput, UptakeRow, UptakeStage};
use statistics::effects::Effects;

use crate::table_file::TableKind;
use crate::words::told;
use site::forms::Form;
use site::tables::Column;
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::stage_words;

/// How far organisations have come, out of a table.
pub struct UptakeFile;

impl TableKind for UptakeFile {
    const PURPOSE: Purpose = Purpose::Uptake;
    const ADDRESS: &str = "/bibliotek/spridning/fil";
    const ABOVE: (&str, &str) = ("spread-overview", "/bibliotek/spridning");
    const TEXTS: &str = "uptake-file";
    const DONE: &str = "/bibliotek/spridning?sparad=tabell";
    const GONE: &str = "/bibliotek/spridning?sparad=tabell-borta";
    // All municipalities and ten approaches.
    const MOST: usize = 3_000;
    const SHOWN: usize = 6;
    type Input = UptakeRow;

    fn columns(site: &RequestContext, t: Texts) -> Vec<Column> {
        let approaches = site.forecast.tables().effects.approaches().iter().filter(|one| one.is_practice);
        let column = |field: &'static str, also: &[&str], is_required, choices| {
            let label = format!("uptake-column-{field}");
            let also = also.iter().map(|one| (*one).to_owned()).collect();
            Column {
                field,
                head: t.get(&label),
                also,
                is_required,
                choices,
                other_choices: Vec::new(),
                is_open: field == "organisation",
            }
        };
        let stages = UptakeStage::ALL.map(|stage| (stage.name().to_owned(), stage_words(t, stage)));
        let regions = site.forecast.regions();
        let municipalities =
            regions.municipalities().map(|one| (one.code.clone(), one.name.clone())).collect();
        vec![
            column("organisation", &["kommun", "municipality", "code", "kod"], true, municipalities),
            column(
                "approach",
                &["teknik", "technology"],
                true,
                approaches.map(|one| (one.name.clone(), told(t, &one.title))).collect(),
            ),
            column("stage", &[], true, stages.into()),
            column("share", &["procent", "per cent"], false, Vec::new()),
            column("day", &["datum", "date", "år", "year"], false, Vec::new()),
            column("note", &[], false, Vec::new()),
        ]
    }

    fn read(form: &mut Form, today: NaiveDate) -> UptakeRow {
        let share = form.text("share").trim_end_matches(['%', ' ', '\u{a0}']).to_owned();
        form.set("share", share);
        // A spreadsheet that shows 45 % may have written 0.45.
        if swedish::read_number(&form.text("share")).is_some_and(|share| share > 0.0 && share < 1.0) {
            form.fault(FieldFault::new("share", "share-as-part").with("cell", form.text("share")));
        }
        UptakeRow {
            organisation: form.text("organisation"),
            approach: form.text("approach"),
            input: UptakeInput {
                stage: UptakeStage::named(form.value("stage")),
                share: form.optional_number("share"),
                day: day(form, today),
                note: form.text("note"),
            },
        }
    }

    async fn judge(
        tx: &mut Tx,
        effects: &Effects,
        teller: Option<&str>,
        inputs: &[UptakeRow],
    ) -> Result<WrongLines, Refused> {
        uptake::judge_all(tx, effects, teller, inputs).await
    }

    async fn take(
        tx: &mut Tx,
        effects: &Effects,
        teller: Option<&str>,
        inputs: &[UptakeRow],
    ) -> Result<(), Refused> {
        uptake::take_in(tx, effects, teller, inputs).await.map(|_| ())
    }
}

/// A day; a year alone is its end, and this year is today.
fn day(form: &mut Form, today: NaiveDate) -> Option<NaiveDate> {
    let typed = form.text("day");
    let year = typed.parse().ok().filter(|_| typed.len() == 4);
    match year.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31)) {
        Some(end) if end.year() == today.year() => Some(today),
        Some(end) => Some(end),
        None => form.date("day"),
    }
}
