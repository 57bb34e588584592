//! Putting numbers in: pasted from a spreadsheet, or as a file.

use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::response::Response;
use axum::routing::post;
use documents::{ReadLine, TableFile, read_lines};
use plan::fault::FieldFault;
use plan::figures::{self, FiguresInput, FiguresSubject, FiguresTable, TableRow, read_care};
use site::Site;
use site::fault::Fault;
use site::figures::own_input;
use site::forms::{Form, Sent, submit, submit_once};
use site::page::see_other;
use site::tables::{self, TELLER};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

use crate::list::{owners, show};
use crate::words::{figures_address, not_own, subject_address, subject_words};

pub fn routes() -> axum::Router<Site> {
    // What care is like is typed one by one.
    let all = [FiguresSubject::People, FiguresSubject::Places].into_iter();
    let routes = all.fold(axum::Router::new(), |routes, subject| {
        let address = format!("{}/fil", subject_address("{code}", subject));
        routes.route(&address, post(file).layer(Extension(subject)))
    });
    routes.layer(DefaultBodyLimit::max(tables::LARGEST_BODY))
}

/// Most lines of a table: a hundred ages of two sexes over half a century.
pub const MOST_LINES: usize = 12_000;

/// What lines say of a municipality, if it can be computed with; otherwise all that is wrong is noted in the form.
pub async fn understood(
    site: &RequestContext,
    form: &mut Form,
    (code, subject): (&str, FiguresSubject),
    lines: Vec<ReadLine>,
) -> Result<Option<FiguresTable>, Fault> {
    let row = |line: ReadLine| TableRow { number: line.number, cells: line.cells };
    let rows = lines.into_iter().map(row).collect();
    let tree = plan::organisations::load(&mut site.read().await?).await?;
    let of = code.to_owned();
    match site.read_file(move || FiguresTable::read(subject, rows, &tree, &of)).await? {
        Ok(table) => computable(site, form, code, table).await,
        Err(faults) => {
            form.add_all(faults);
            Ok(None)
        }
    }
}

/// What has been typed of a municipality's care.
pub async fn typed(
    site: &RequestContext,
    form: &mut Form,
    code: &str,
) -> Result<Option<FiguresTable>, Fault> {
    match read_care(|figure| form.text(figure.name())) {
        Ok(care) => computable(site, form, code, FiguresTable::typed(care)).await,
        Err(faults) => {
            form.add_all(faults);
            Ok(None)
        }
    }
}

async fn computable(
    site: &RequestContext,
    form: &mut Form,
    code: &str,
    table: FiguresTable,
) -> Result<Option<FiguresTable>, Fault> {
    let (of, input) = (code.to_owned(), own_input(std::slice::from_ref(&table.numbers)));
    if let Err(why) = site.compute(move |forecast| forecast.own_figures(&of, &input)).await? {
        form.fault(not_own(site, "table", &why));
        return Ok(None);
    }
    Ok(Some(table))
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

pub async fn put(
    Extension(subject): Extension<FiguresSubject>,
    Path(code): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let code = code.as_str();
    let Sent { site, t, here, mut form } = sent;
    demand_somewhere(&site, t, code).await?;
    let owner = owner(&site, t, code, form.value(TELLER)).await?;
    let found = match subject {
        FiguresSubject::Care => typed(&site, &mut form, code).await?,
        FiguresSubject::People | FiguresSubject::Places => match pasted(&mut form) {
            Some(lines) => understood(&site, &mut form, (code, subject), lines).await?,
            None => None,
        },
    };
    let input = input(t, &mut form, subject, "");
    let Some(found) = found else { return show(&site, t, &here, (code, subject), None, &form).await };
    let made = submit_once(&site, &mut form, async |tx| {
        figures::create(tx, owner.as_deref(), code, &input, &found).await
    });
    match made.await? {
        Some(id) => Ok(done(id)),
        None => show(&site, t, &here, (code, subject), None, &form).await,
    }
}

/// Nothing is read, and nothing computed, for whoever puts in figures nowhere in the municipality.
async fn demand_somewhere(site: &RequestContext, t: Texts, code: &str) -> Result<(), Fault> {
    if owners(site, t, code).await?.is_empty() {
        return Err(plan::fault::Fault::Forbidden(plan::access::Right::PutFigures).into());
    }
    Ok(())
}

async fn file(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Extension(subject): Extension<FiguresSubject>,
    Path(code): Path<String>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let code = code.as_str();
    demand_somewhere(&site, t, code).await?;
    let (mut form, read) = tables::received_lines(&site, MOST_LINES, sent).await?;
    let found = match read {
        Some((name, lines)) => {
            let found = understood(&site, &mut form, (code, subject), lines).await?;
            found.map(|found| (input(t, &mut form, subject, &name), found))
        }
        None => None,
    };
    let Some((input, found)) = found else {
        return show(&site, t, &here, (code, subject), None, &form).await;
    };
    let owner = owner(&site, t, code, form.value(TELLER)).await?;
    let made = submit(&site, &mut form, async |tx| {
        figures::create(tx, owner.as_deref(), code, &input, &found).await
    });
    match made.await? {
        Some(id) => Ok(done(id)),
        None => show(&site, t, &here, (code, subject), None, &form).await,
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
fn input(t: Texts, form: &mut Form, subject: FiguresSubject, file: &str) -> FiguresInput {
    let called = file.rsplit_once('.').map_or(file, |(name, _)| name).to_owned();
    let typed = form.text("title");
    let title = [typed, called, subject_words(t, subject)].into_iter().find(|title| !title.is_empty());
    FiguresInput {
        title: title.unwrap_or_default(),
        maker: form.text("maker"),
        made_on: form.date("made_on"),
        ..FiguresInput::default()
    }
}
