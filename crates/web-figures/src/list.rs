//! A municipality's own figures: what there is, and where more is put in.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use forecast::{Assumptions, Choice, HORIZON, Outlook, OwnCare, PRICE_YEAR};
use plan::access::Right;
use plan::figures::{self, CareFigure, CareFigures, Figures, FiguresSubject, Numbers};
use plan::records::{Filter, Listing};
use projection::output::Output;
use site::Site;
use site::fault::Fault;
use site::figures::{is_in_force, our_figure};
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Field, Fields, Form, FormView, Kind, Section, acting_for};
use site::page::{Frame, render_with};
use site::tables::TELLER;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use statistics::Region;

use crate::put;
use crate::words::{
    care_number, figures_address, frame_below_list, frame_of, state_mark, state_words, subject_address,
    subject_words,
};

pub fn routes() -> axum::Router<Site> {
    FiguresSubject::ALL.into_iter().fold(axum::Router::new(), |routes, subject| {
        let address = subject_address("{code}", subject);
        routes.route(&address, get(page).post(put::put).layer(Extension(subject)))
    })
}

#[derive(Template)]
#[template(path = "figures/list.html")]
struct ListPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    lead: String,
    /// What is computed with now.
    now: String,
    /// What the list is called.
    heading: String,
    none: String,
    rows: Vec<Row>,
    /// What is said above the forms, and the forms.
    new: String,
    forms: Vec<FormView>,
    /// Where a table to fill in is, where one is sent.
    template: Option<String>,
    /// What else can be put in: what, what is computed with, and where.
    others: Vec<Other>,
}

struct Row {
    title: String,
    address: String,
    about: String,
    state: String,
    mark: &'static str,
}

struct Other {
    name: String,
    now: String,
    address: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Extension(subject): Extension<FiguresSubject>,
    Path(code): Path<String>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, (&code, subject), flash.message(t), &Form::default()).await
}

/// The page, with what was refused if anything was.
pub async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    (code, subject): (&str, FiguresSubject),
    notice: Option<FlashMessage>,
    form: &Form,
) -> Result<Response, Fault> {
    let region = web_forecast::municipality_with(site, code)?.clone();
    let (all, _) =
        figures::list(&mut site.read().await?, &Listing::of(Filter::Region(code.to_owned()))).await?;
    let owners = owners(site, t, code).await?;
    let of_subject = || all.iter().filter(|one| one.subject == subject);
    let row = |one: &Figures| Row {
        title: one.content.title.clone(),
        address: figures_address(one.id),
        about: about(t, one),
        state: state_words(t, one),
        mark: state_mark(one),
    };
    let form = &begun(site, form, used(&all, subject)).await?;
    let key = |what: &str| format!("own-figures-{subject}-{what}");
    let is_first = subject == FiguresSubject::People;
    let page = ListPage {
        frame: if is_first {
            frame_of(t, here, t.get("own-figures-heading"), &region)
        } else {
            frame_below_list(t, here, subject_words(t, subject), &region)
        },
        notice,
        lead: t.get(&key("about")),
        now: now(site, t, &region, used(&all, subject), subject).await?,
        heading: t.get(&key("list")),
        none: t.get(&key("none")),
        rows: of_subject().map(row).collect(),
        new: t.get(&key("new")),
        forms: if owners.is_empty() { Vec::new() } else { forms(t, site, form, (code, subject), &owners) },
        template: (!owners.is_empty() && subject != FiguresSubject::Care)
            .then(|| format!("{}/mall.xlsx", subject_address(code, subject))),
        others: if is_first { others(site, t, &region, &all).await? } else { Vec::new() },
    };
    render_with(form.status(), &page)
}

/// The form of care as it begins: with what is in use, which it takes the place of.
async fn begun(site: &RequestContext, form: &Form, used: Option<&Figures>) -> Result<Form, Fault> {
    let mut form = form.clone();
    let is_new = form.names().next().is_none();
    if let Some(used) = used.filter(|used| is_new && used.subject == FiguresSubject::Care)
        && let Numbers::Care(care) = figures::numbers(&mut site.read().await?, used.id).await?
    {
        set_care(&mut form, &care);
    }
    Ok(form)
}

/// Sets the fields of care to what is said of it.
pub fn set_care(form: &mut Form, care: &CareFigures) {
    for (figure, number) in care {
        let is_whole = |decimals: &usize| (number * 10_f64.powi(*decimals as i32)).fract() == 0.0;
        let decimals = (0..MOST_DECIMALS).find(is_whole).unwrap_or(MOST_DECIMALS);
        form.set(figure.name(), swedish::number(*number, decimals));
    }
}

/// Most decimals that a figure is shown with to be changed.
const MOST_DECIMALS: usize = 4;

fn used(all: &[Figures], subject: FiguresSubject) -> Option<&Figures> {
    all.iter().find(|one| one.subject == subject && one.state.is_used())
}

async fn others(
    site: &RequestContext,
    t: Texts,
    region: &Region,
    all: &[Figures],
) -> Result<Vec<Other>, Fault> {
    let mut others = Vec::new();
    for subject in FiguresSubject::ALL.into_iter().filter(|subject| *subject != FiguresSubject::People) {
        others.push(Other {
            name: subject_words(t, subject),
            now: now(site, t, region, used(all, subject), subject).await?,
            address: subject_address(&region.code, subject),
        });
    }
    Ok(others)
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
async fn now(
    site: &RequestContext,
    t: Texts,
    region: &Region,
    used: Option<&Figures>,
    subject: FiguresSubject,
) -> Result<String, Fault> {
    if used.is_some_and(|used| !is_in_force(&site.forecast, &region.code, &used.hash)) {
        return Ok(t.get("own-figures-beside"));
    }
    let (output, year) = match subject {
        FiguresSubject::People => (Output::Population80Plus, HORIZON),
        FiguresSubject::Places => (Output::Places, site.forecast.run().base_year),
        FiguresSubject::Care => (Output::HomeCareHours, site.forecast.run().base_year),
    };
    let index = site.forecast.year_index(year).unwrap_or_default();
    let outlook = Outlook { assumptions: Assumptions::InForce, ..Outlook::default() };
    let summary = site.summary(&region.code, Choice { outlook, ..Choice::default() }).await?;
    let told = summary.at(output, index);
    let title = used.map(|one| one.content.title.clone()).unwrap_or_default();
    let interval = t.interval(&t.number(told.p5, 0), &t.number(told.p95, 0));
    let key = format!("own-figures-{subject}-now-{}", if used.is_some() { "own" } else { "ours" });
    Ok(t.with(
        &key,
        &[("title", &title), ("n", &t.number(told.p50, 0)), ("year", &year), ("interval", &interval)],
    ))
}

/// What is asked with the numbers, whichever way they come.
fn said(fields: &Fields<'_>, owners: &[(String, String)]) -> Vec<Field> {
    let mut all = vec![
        fields.field("title", Kind::Line),
        fields.field("maker", Kind::Line),
        fields.field("made_on", Kind::Date),
    ];
    if owners.len() > 1 {
        all.insert(0, fields.required(TELLER, Kind::Choice(owners.to_vec())));
    }
    all
}

/// The fields of a municipality's care, each with what we compute with ourselves.
pub fn care_fields(fields: &Fields<'_>, ours: Option<OwnCare>) -> Vec<Field> {
    let field = |figure: CareFigure| {
        let mut field = fields.field(figure.name(), Kind::Number);
        let now = ours.and_then(|ours| our_figure(&ours, figure));
        let known =
            now.map(|now| fields.t.with("own-figures-ours", &[("n", &care_number(fields.t, figure, now))]));
        let is_cost = matches!(figure, CareFigure::CostPerPlace | CareFigure::CostPerHour);
        let prices = is_cost.then(|| fields.t.with("own-figures-prices", &[("year", &PRICE_YEAR)]));
        let hint = [field.hint.take(), prices, known].into_iter().flatten().collect::<Vec<_>>().join(" ");
        field.hint = Some(hint).filter(|hint| !hint.is_empty());
        field
    };
    CareFigure::ALL.map(field).into()
}

fn forms(
    t: Texts,
    site: &RequestContext,
    form: &Form,
    (code, subject): (&str, FiguresSubject),
    owners: &[(String, String)],
) -> Vec<FormView> {
    let address = subject_address(code, subject);
    let is_of_file = form.faults().any(|fault| fault.field == FILE);
    let (none, mut own) = (Form::default(), form.clone());
    if own.value(TELLER).is_empty() {
        own.set(TELLER, code);
    }
    let typed = if is_of_file { &none } else { &own };
    let fields = Fields { t, thing: "own-figures", form: typed, theirs: None };
    let mut all = match subject {
        FiguresSubject::Care => care_fields(&fields, site.forecast.our_care(code)),
        FiguresSubject::People | FiguresSubject::Places => {
            vec![fields.required_as("table", &format!("table-{subject}"), Kind::Text)]
        }
    };
    all.extend(said(&fields, owners));
    let section = Section { fields: all, ..Section::default() };
    let mut first = FormView::new(t, typed, vec![section], None);
    first.action.clone_from(&address);
    first.save = t.get("own-figures-read");
    first.hidden.push(typed.one_time_key(site.db.clock()));
    if subject == FiguresSubject::Care {
        return vec![first];
    }
    let sent = if is_of_file { &own } else { &none };
    let fields = Fields { t, thing: "own-figures-file", form: sent, theirs: None };
    let mut all = vec![fields.required(FILE, Kind::Upload(".xlsx,.ods,.csv".into()))];
    if owners.len() > 1 {
        let choice = fields.required(TELLER, Kind::Choice(owners.to_vec()));
        all.push(Field { id: "file-organisation".to_owned(), ..choice });
    }
    let section = Section { fields: all, ..Section::default() };
    let mut second = FormView::new(t, sent, vec![section], None);
    second.action = format!("{address}/fil");
    second.save = t.get("own-figures-read");
    vec![first, second]
}

/// The field that faults of a file are about.
const FILE: &str = "file";
