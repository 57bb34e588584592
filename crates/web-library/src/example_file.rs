//! Examples out of a table: its columns, and taking them in as drafts.

use chrono::NaiveDate;
use plan::db::Tx;
use plan::fault::Fault as Refused;
use plan::library::examples::{self, EvidenceLevel, ExampleInput, Licence, Maturity, Provision, Verdict};
use plan::staging::{Purpose, WrongLines};
use statistics::effects::{Effects, Theme};

use crate::example_form::read;
use crate::table_file::TableKind;
use crate::words::{theme_words, told};
use site::forms::Form;
use site::tables::Column;
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::region_name;

/// Examples out of a table.
pub struct ExampleFile;

/// The columns, each with what it may be called and what can stand there.
fn columns(site: &RequestContext, t: Texts) -> Vec<Column> {
    let words = |prefix: &str, names: &[&'static str]| {
        let one = |name: &&'static str| ((*name).to_owned(), t.get(&format!("{prefix}-{name}")));
        names.iter().map(one).collect::<Vec<_>>()
    };
    let regions = || {
        let all = site.forecast.regions().all().iter();
        all.map(|one| (one.code.clone(), region_name(t, one))).collect::<Vec<_>>()
    };
    let themes =
        Theme::ALL.iter().filter_map(|one| Some((one.name().to_owned(), theme_words(t, one.name())?)));
    let approaches = site.forecast.tables().effects.approaches().iter();
    let column = |field: &'static str, also: &[&str], choices: Vec<(String, String)>| {
        let label = format!("example-{}", field.replace('_', "-"));
        Column {
            field,
            head: t.get(&label),
            also: also.iter().map(|one| (*one).to_owned()).collect(),
            is_required: field == "title",
            choices,
            other_choices: Vec::new(),
            is_open: false,
        }
    };
    vec![
        column("title", &["Rubrik", "Title"], Vec::new()),
        column("claim", &["Påstående", "Claim"], Vec::new()),
        column("region_code", &["region", "Kommun", "Municipality"], regions()),
        column("maturity", &["Mognad"], words("maturity", &Maturity::ALL.map(Maturity::name))),
        column("verdict", &["Utfall"], words("example-verdict", &Verdict::ALL.map(Verdict::name))),
        column("conclusions", &[], Vec::new()),
        column("need", &[], Vec::new()),
        column("theme", &[], themes.collect()),
        column("approach", &[], approaches.map(|one| (one.name.clone(), told(t, &one.title))).collect()),
        column("target_group", &[], Vec::new()),
        column("provision", &[], words("provision", &Provision::ALL.map(Provision::name))),
        column("from_year", &[], Vec::new()),
        column("to_year", &[], Vec::new()),
        column("body", &[], Vec::new()),
        column("not_worked", &[], Vec::new()),
        column("conditions", &[], Vec::new()),
        column("legal", &[], Vec::new()),
        column("next_step", &[], Vec::new()),
        column("staff_hours", &[], Vec::new()),
        column("cost_once", &[], Vec::new()),
        column("cost_yearly", &[], Vec::new()),
        column("paid_by", &[], Vec::new()),
        column("evidence", &[], words("evidence", &EvidenceLevel::ALL.map(EvidenceLevel::name))),
        column("contact", &[], Vec::new()),
        column("contact_email", &[], Vec::new()),
        column("licence", &[], words("licence", &Licence::ALL.map(Licence::name))),
        column("source", &[], Vec::new()),
        column("told_by", &[], Vec::new()),
    ]
}

impl TableKind for ExampleFile {
    const PURPOSE: Purpose = Purpose::Examples;
    const ADDRESS: &str = "/bibliotek/exempel/fil";
    const ABOVE: (&str, &str) = ("examples-title", "/bibliotek/exempel");
    const TEXTS: &str = "examples-file";
    const DONE: &str = "/bibliotek/exempel?visa=utkast&sparad=exempel-fil";
    const GONE: &str = "/bibliotek/exempel?sparad=tabell-borta";
    // Each is also made ready to be found.
    const MOST: usize = 500;
    const SHOWN: usize = 4;
    type Input = ExampleInput;

    fn columns(site: &RequestContext, t: Texts) -> Vec<Column> {
        columns(site, t)
    }

    fn read(form: &mut Form, _today: NaiveDate) -> ExampleInput {
        read(form)
    }

    async fn judge(
        tx: &mut Tx,
        effects: &Effects,
        teller: Option<&str>,
        inputs: &[ExampleInput],
    ) -> Result<WrongLines, Refused> {
        examples::judge_all(tx, effects, teller, inputs).await
    }

    async fn take(
        tx: &mut Tx,
        effects: &Effects,
        teller: Option<&str>,
        inputs: &[ExampleInput],
    ) -> Result<(), Refused> {
        examples::create_all(tx, effects, teller, inputs).await.map(|_| ())
    }
}
