//! Putting numbers in: pasted from a spreadsheet, or as a file.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::response::Response;
use axum::routing::post;
use documents::{ReadLine, TableFile, read_lines};
use plan::fault::FieldFault;
use plan::figures::{self, FiguresInput, PeopleTable, TableRow, read_people};
use projection::population::GivenPeople;
use site::Site;
use site::fault::Fault;
use site::forms::{Form, Sent, submit, submit_once};
use site::page::see_other;
use site::tables::{self, TELLER};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

use crate::list::{owners, show};
use crate::words::{figures_address, not_own};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route(
        "/kommun/{code}/egna-siffror/fil",
        post(file).layer(DefaultBodyLimit::max(tables::LARGEST_BODY)),
    )
}

/// Most lines of a table: a hundred ages of two sexes over half a century.
pub const MOST_LINES: usize = 12_000;

/// A table that has been read, and understood.
pub struct Understood {
    pub rows: Vec<TableRow>,
    pub table: PeopleTable,
}

/// What lines say of a municipality, if it can be computed with; otherwise all that is wrong is noted in the form.
pub async fn understood(
    site: &RequestContext,
    form: &mut Form,
    code: &str,
    lines: Vec<ReadLine>,
) -> Result<Option<Understood>, Fault> {
    let rows: Vec<TableRow> =
        lines.into_iter().map(|line| TableRow { number: line.number, cells: line.cells }).collect();
    let tree = plan::organisations::load(&mut site.read().await?).await?;
    let table = match read_people(&rows, &tree, code) {
        Ok(table) => table,
        Err(faults) => {
            form.add_all(faults);
            return Ok(None);
        }
    };
    let given: Vec<GivenPeople> = table.counts.iter().map(figures::PeopleCount::given).collect();
    let of = code.to_owned();
    if let Err(why) = site.compute(move |forecast| forecast.own_population(&of, &given)).await? {
        form.fault(not_own(site, &why));
        return Ok(None);
    }
    Ok(Some(Understood { rows, table }))
}

/// The lines of a table that was pasted.
pub fn pasted(form: &mut Form) -> Option<Vec<ReadLine>> {
    if form.text("table").is_empty() {
        form.fault(FieldFault::new("table", "figures-table-missing"));
        return None;
    }
    match read_lines(TableFile::Csv, form.value("table").as_bytes(), MOST_LINES) {
        Ok(lines) => Some(lines),
        Err(why) => {
            form.fault(tables::unreadable("table", why));
            None
        }
    }
}

pub async fn paste(Path(code): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let owner = owner(&site, t, &code, form.value(TELLER)).await?;
    let found = match pasted(&mut form) {
        Some(lines) => understood(&site, &mut form, &code, lines).await?,
        None => None,
    };
    let Some(found) = found else { return show(&site, t, &here, &code, None, &form).await };
    let input = input(t, &form, "");
    let made = submit_once(&site, &mut form, async |tx| {
        figures::create(tx, owner.as_deref(), &code, &input, (&found.table, &found.rows)).await
    });
    match made.await? {
        Some(id) => Ok(done(id)),
        None => show(&site, t, &here, &code, None, &form).await,
    }
}

async fn file(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    // Nobody sends us a file who may not.
    if owners(&site, t, &code).await?.is_empty() {
        return Err(plan::fault::Fault::Forbidden(plan::access::Right::PutFigures).into());
    }
    let (mut form, read) = tables::received_lines(&site, MOST_LINES, sent).await?;
    let found = match read {
        Some((name, lines)) => {
            understood(&site, &mut form, &code, lines).await?.map(|found| (input(t, &form, &name), found))
        }
        None => None,
    };
    let Some((input, found)) = found else { return show(&site, t, &here, &code, None, &form).await };
    let owner = owner(&site, t, &code, form.value(TELLER)).await?;
    let made = submit(&site, &mut form, async |tx| {
        figures::create(tx, owner.as_deref(), &code, &input, (&found.table, &found.rows)).await
    });
    match made.await? {
        Some(id) => Ok(done(id)),
        None => show(&site, t, &here, &code, None, &form).await,
    }
}

fn done(id: Uuid) -> Response {
    see_other(&format!("{}?sparad=egna-siffror", figures_address(id)))
}

/// Whose the figures are: as was chosen, or the only one of the municipality's that the sender puts in figures for.
async fn owner(site: &RequestContext, t: Texts, code: &str, chosen: &str) -> Result<Option<String>, Fault> {
    if !chosen.is_empty() {
        return Ok(Some(chosen.to_owned()));
    }
    let all = owners(site, t, code).await?;
    let whole = all.iter().find(|(id, _)| id == code).or(all.first());
    Ok(whole.map(|(id, _)| id.clone()))
}

/// What is said of the numbers; a file is called as it is until it is called something else.
fn input(t: Texts, form: &Form, file: &str) -> FiguresInput {
    let called = file.rsplit_once('.').map_or(file, |(name, _)| name).to_owned();
    let typed = form.text("title");
    let title = [typed, called, t.get("own-figures-untitled")].into_iter().find(|title| !title.is_empty());
    FiguresInput { title: title.unwrap_or_default(), maker: form.text("maker"), ..FiguresInput::default() }
}
