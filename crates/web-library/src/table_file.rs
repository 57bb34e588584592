//! Tables that are sent to the library: the template, the file, what would come of each line, and taking in those that can be. What a
//! line becomes is said by a [`TableKind`].

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::response::Response;
use axum::routing::{get, post};
use chrono::NaiveDate;
use plan::access::Right;
use plan::db::Tx;
use plan::fault::Fault as Refused;
use plan::staging::{self, Purpose, WrongLines};
use statistics::effects::Effects;
use uuid::Uuid;

use crate::example_file::ExampleFile;
use crate::uptake_file::UptakeFile;
use crate::words::frame;
use site::Site;
use site::fault::Fault;
use site::files::attached_workbook;
use site::forms::{Fields, Form, FormPage, FormView, Kind, Section, Sent, acting_for, submit};
use site::page::{Frame, see_other};
use site::tables::{self, Column, LARGEST_BODY, Lines, Preview, Previewed, TELLER};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    routes_of::<ExampleFile>().merge(routes_of::<UptakeFile>())
}

/// What a table is of.
pub trait TableKind: 'static {
    /// What it would become.
    const PURPOSE: Purpose;
    /// Where it is sent.
    const ADDRESS: &str;
    /// The page above: the text of its name, and its address.
    const ABOVE: (&str, &str);
    /// What its texts begin with.
    const TEXTS: &str;
    /// Where one comes when it has been taken in.
    const DONE: &str;
    /// Where one comes when it is no longer there.
    const GONE: &str;
    /// Most lines that are taken in at once.
    const MOST: usize;
    /// Columns that the preview shows.
    const SHOWN: usize;
    /// What a line becomes.
    type Input: Send + Sync;

    /// The columns, each with what it may be called and what can stand there.
    fn columns(site: &RequestContext, t: Texts) -> Vec<Column>;

    /// Reads a line; what cannot be read is noted in the form.
    fn read(form: &mut Form, today: NaiveDate) -> Self::Input;

    /// What is wrong with lines that an organisation would take in, by place.
    fn judge(
        tx: &mut Tx,
        effects: &Effects,
        teller: Option<&str>,
        inputs: &[Self::Input],
    ) -> impl Future<Output = Result<WrongLines, Refused>> + Send;

    /// Takes in lines, all or none.
    fn take(
        tx: &mut Tx,
        effects: &Effects,
        teller: Option<&str>,
        inputs: &[Self::Input],
    ) -> impl Future<Output = Result<(), Refused>> + Send;
}

fn routes_of<K: TableKind>() -> axum::Router<Site> {
    axum::Router::new()
        .route(K::ADDRESS, get(page::<K>).post(send::<K>).layer(DefaultBodyLimit::max(LARGEST_BODY)))
        .route(&format!("{}/mall.xlsx", K::ADDRESS), get(template::<K>))
        .route(&format!("{}/{{id}}", K::ADDRESS), get(preview::<K>).post(take_in::<K>))
        .route(&format!("{}/{{id}}/bort", K::ADDRESS), post(throw_away::<K>))
}

/// The columns as they are read, in both languages.
fn columns<K: TableKind>(site: &RequestContext, t: Texts) -> Vec<Column> {
    tables::both(K::columns(site, t), K::columns(site, t.other()))
}

fn frame_of<K: TableKind>(t: Texts, here: &CurrentPage, title: &str) -> Frame {
    let title = t.get(&format!("{}-{title}", K::TEXTS));
    frame(t, here, title).below(t.get("library-title"), "/bibliotek").below(t.get(K::ABOVE.0), K::ABOVE.1)
}

async fn page<K: TableKind>(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    show::<K>(&site, t, &here, &Form::default()).await
}

async fn show<K: TableKind>(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
) -> Result<Response, Fault> {
    staging::demand(&site.read().await?, K::PURPOSE)?;
    let fields = Fields { t, thing: "table", form, theirs: None };
    let file = fields.required("file", Kind::Upload(".xlsx,.ods,.csv".into()));
    let mut all = vec![file];
    let tellers = acting_for(site, t, Right::Contribute).await?;
    if tellers.len() > 1 {
        let named = Fields { thing: "example", ..fields };
        all.insert(0, named.required(TELLER, Kind::Choice(tellers)));
    }
    let section = Section { fields: all, ..Section::default() };
    FormPage::new(frame_of::<K>(t, here, "title"), form, vec![section], "table-send")
        .lead(t.with(&format!("{}-lead", K::TEXTS), &[("most", &t.number(K::MOST as f64, 0))]))
        .link(t.get("table-template"), format!("{}/mall.xlsx", K::ADDRESS))
        .show()
}

async fn template<K: TableKind>(site: RequestContext, t: Texts) -> Result<Response, Fault> {
    let workbook = tables::template(t, &t.get(K::ABOVE.0), &columns::<K>(&site, t));
    attached_workbook(&site, "mall.xlsx", workbook).await
}

async fn send<K: TableKind>(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let is_choice = acting_for(&site, t, Right::Contribute).await?.len() > 1;
    match tables::take_in(&site, K::PURPOSE, &columns::<K>(&site, t), K::MOST, is_choice, sent).await? {
        Ok(id) => Ok(see_other(&format!("{}/{id}", K::ADDRESS))),
        Err(form) => show::<K>(&site, t, &here, &form).await,
    }
}

/// A table as its lines are judged.
struct Judged<I> {
    /// The file's name.
    name: String,
    /// For which organisation, where its sender writes for several.
    teller: Option<String>,
    /// All lines, with what is wrong with each.
    lines: Lines,
    /// What those become that can be taken in.
    good: Vec<I>,
}

async fn judged<K: TableKind>(site: &RequestContext, t: Texts, id: Uuid) -> Result<Judged<K::Input>, Fault> {
    let mut tx = site.read().await?;
    let staged = staging::staged(&mut tx, K::PURPOSE, id).await?;
    let (teller, table) = tables::kept(&staged)?;
    let mut lines = tables::lines(&table, &columns::<K>(site, t)).map_err(|_| Fault::NotFound)?;
    let today = tx.today();
    let inputs: Vec<K::Input> = lines.all.iter_mut().map(|line| K::read(&mut line.form, today)).collect();
    let effects = &site.forecast.tables().effects;
    for (place, faults) in K::judge(&mut tx, effects, teller.as_deref(), &inputs).await? {
        lines.all[place].form.add(faults);
    }
    let good = inputs.into_iter().zip(&lines.all).filter(|(_, line)| line.form.is_good());
    let good = good.map(|(input, _)| input).collect();
    Ok(Judged { name: staged.name, teller, lines, good })
}

async fn preview<K: TableKind>(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    show_preview::<K>(&site, t, &here, id, &Form::default()).await
}

async fn show_preview<K: TableKind>(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let Judged { name, lines, good, .. } = judged::<K>(site, t, id).await?;
    let mut view = FormView::new(t, form, Vec::new(), None);
    view.action = format!("{}/{id}", K::ADDRESS);
    view.save = t.count("table-take", good.len());
    let of = Previewed {
        frame: frame_of::<K>(t, here, "title"),
        name: &name,
        lines: &lines,
        columns: &columns::<K>(site, t),
        shown: K::SHOWN,
        form: view,
        discard: format!("{}/{id}/bort", K::ADDRESS),
    };
    Preview::new(t, of).show()
}

async fn take_in<K: TableKind>(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let Judged { teller, good, .. } = match judged::<K>(&site, t, id).await {
        // Sent twice, or from another tab: what is gone has been taken in or thrown away.
        Err(Fault::Plan(Refused::NotFound { .. })) => return Ok(see_other(K::GONE)),
        judged => judged?,
    };
    let effects = &site.forecast.tables().effects;
    let done = submit(&site, &mut form, async |tx| {
        K::take(tx, effects, teller.as_deref(), &good).await?;
        staging::forget(tx, K::PURPOSE, id).await
    });
    match done.await? {
        Some(()) => Ok(see_other(K::DONE)),
        None => show_preview::<K>(&site, t, &here, id, &form).await,
    }
}

async fn throw_away<K: TableKind>(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, .. } = sent;
    let mut tx = site.write().await?;
    staging::throw_away(&mut tx, K::PURPOSE, id).await?;
    tx.commit().await?;
    Ok(see_other(K::ADDRESS))
}
