//! A municipality's own figures: what there is, and where more is put in.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use forecast::{Assumptions, Choice, Outlook};
use plan::access::Right;
use plan::figures::{self, Figures};
use plan::records::{Filter, Listing};
use projection::output::Output;
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, acting_for};
use site::page::{Frame, render_with};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use statistics::Region;

use crate::words::{figures_address, frame_of, list_address, state_mark, state_words};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/kommun/{code}/egna-siffror", get(page).post(crate::put::paste))
}

#[derive(Template)]
#[template(path = "figures/list.html")]
struct ListPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// What is computed with now.
    now: String,
    rows: Vec<Row>,
    paste: Option<FormView>,
    file: Option<FormView>,
}

struct Row {
    title: String,
    address: String,
    about: String,
    state: String,
    mark: &'static str,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &code, flash.message(t), &Form::default()).await
}

/// The page, with what was refused if anything was.
pub async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    code: &str,
    notice: Option<FlashMessage>,
    form: &Form,
) -> Result<Response, Fault> {
    let region = web_forecast::municipality_with(site, code)?.clone();
    let (all, _) =
        figures::list(&mut site.read().await?, &Listing::of(Filter::Region(code.to_owned()))).await?;
    let owners = owners(site, t, code).await?;
    let now = now(site, t, &region, &all).await?;
    let row = |one: &Figures| Row {
        title: one.content.title.clone(),
        address: figures_address(one.id),
        about: about(t, one),
        state: state_words(t, one),
        mark: state_mark(one),
    };
    let may = !owners.is_empty();
    let page = ListPage {
        frame: frame_of(t, here, t.get("own-figures-heading"), &region),
        notice,
        now,
        rows: all.iter().map(row).collect(),
        paste: may.then(|| paste_form(t, site, form, code, &owners)),
        file: may.then(|| file_form(t, code, &owners)),
    };
    render_with(form.status(), &page)
}

/// For which organisations of a municipality's the reader puts in figures: id and name.
pub async fn owners(site: &RequestContext, t: Texts, code: &str) -> Result<Vec<(String, String)>, Fault> {
    let all = acting_for(site, t, Right::PutFigures).await?;
    let tree = plan::organisations::load(&mut site.read().await?).await?;
    Ok(all.into_iter().filter(|(id, _)| !id.is_empty() && tree.house(id) == code).collect())
}

/// What is said of figures in a list.
fn about(t: Texts, figures: &Figures) -> String {
    let made = figures.content.made_on.map(|day| t.long_date(day)).unwrap_or_default();
    [figures.content.maker.clone(), made]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a municipality is computed with, and what that gives.
async fn now(site: &RequestContext, t: Texts, region: &Region, all: &[Figures]) -> Result<String, Fault> {
    let horizon = forecast::HORIZON;
    let index = site.forecast.year_index(horizon).unwrap_or_default();
    let outlook = Outlook { assumptions: Assumptions::InForce, ..Outlook::default() };
    let summary = site.summary(&region.code, Choice { outlook, ..Choice::default() }).await?;
    let people = summary.at(Output::Population80Plus, index);
    let used = all.iter().find(|one| one.state.is_used());
    let title = used.map(|one| one.content.title.clone()).unwrap_or_default();
    let interval = t.interval(&t.number(people.p5, 0), &t.number(people.p95, 0));
    let key = if used.is_some() { "own-figures-now-own" } else { "own-figures-now-ours" };
    Ok(t.with(
        key,
        &[("title", &title), ("n", &t.number(people.p50, 0)), ("year", &horizon), ("interval", &interval)],
    ))
}

/// What is asked with the numbers, whichever way they come.
fn said(fields: &Fields<'_>, owners: &[(String, String)]) -> Vec<site::forms::Field> {
    let mut all = vec![fields.field("title", Kind::Line), fields.field("maker", Kind::Line)];
    if owners.len() > 1 {
        all.insert(0, fields.required("organisation_id", Kind::Choice(owners.to_vec())));
    }
    all
}

fn paste_form(
    t: Texts,
    site: &RequestContext,
    form: &Form,
    code: &str,
    owners: &[(String, String)],
) -> FormView {
    let fields = Fields { t, thing: "own-figures", form, theirs: None };
    let mut all = vec![fields.required("table", Kind::Text)];
    all.extend(said(&fields, owners));
    let section = Section { fields: all, ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = list_address(code);
    view.save = t.get("own-figures-read");
    view.hidden.push(form.one_time_key(site.db.clock()));
    view
}

fn file_form(t: Texts, code: &str, owners: &[(String, String)]) -> FormView {
    let form = Form::default();
    let fields = Fields { t, thing: "own-figures-file", form: &form, theirs: None };
    let mut all = vec![fields.required("file", Kind::Upload(".xlsx,.ods,.csv".into()))];
    if owners.len() > 1 {
        all.push(fields.required("organisation_id", Kind::Choice(owners.to_vec())));
    }
    let section = Section { fields: all, ..Section::default() };
    let mut view = FormView::new(t, &form, vec![section], None);
    view.action = format!("{}/fil", list_address(code));
    view.save = t.get("own-figures-read");
    view
}
