//! A series of meetings: its dates are seen before they are saved.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use plan::groups::{self, Dates, LeftOut, SeriesInput};

use crate::words::{convened, frame_below, group_address, time};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/grupp/{id}/serie", get(new).post(create))
}

/// What the button that only shows the dates sends.
const SHOW: &str = "visa";

#[derive(Template)]
#[template(path = "groups/series.html")]
struct SeriesPage {
    frame: Frame,
    form: FormView,
    /// The days that there will be meetings, with their places in the series.
    dates: Vec<String>,
    left_out: Vec<String>,
    count: String,
}

async fn new(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut form = Form::default();
    form.set("every_weeks", 3).set("minutes", 90).set("starts_at", "13.00");
    show(&site, t, &here, id, &form, None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: uuid::Uuid,
    form: &Form,
    dates: Option<&Dates>,
) -> Result<Response, Fault> {
    let (group, convenes, _) = convened(site, &mut site.read().await?, id).await?;
    let fields = Fields { t, thing: "series", form, theirs: None };
    let section = Section {
        fields: vec![
            fields.required("starts_on", Kind::Date),
            fields.required("starts_at", Kind::Line),
            fields.required("minutes", Kind::Number),
            fields.required("every_weeks", Kind::Number),
            fields.field("until", Kind::Date),
            fields.field("meetings", Kind::Number),
            fields.field("without_weeks", Kind::Line),
            fields.field("address", Kind::Line),
        ],
        buttons: vec![(SHOW, t.get("series-show"))],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action.clone_from(&format!("{}/serie", group_address(id)));
    view.save = t.get("series-save");
    view.is_locked = !convenes;
    view.hidden.push(form.one_time_key(site.db.clock()));
    view.cancel = Some(group_address(id));
    let page = SeriesPage {
        frame: frame_below(t, here, t.get("series-new"), &group),
        dates: dates
            .map(|dates| dates.meetings.iter().map(|day| t.long_date(*day)).collect())
            .unwrap_or_default(),
        left_out: dates
            .map(|dates| dates.left_out.iter().map(|(day, why)| left_out(t, *day, *why)).collect())
            .unwrap_or_default(),
        count: dates.map(|dates| t.count("series-count", dates.meetings.len())).unwrap_or_default(),
        form: view,
    };
    render_with(if form.is_good() { StatusCode::OK } else { form.status() }, &page)
}

fn left_out(t: Texts, day: chrono::NaiveDate, why: LeftOut) -> String {
    let key = match why {
        LeftOut::Holiday => "series-left-holiday",
        LeftOut::Week => "series-left-week",
    };
    t.with(key, &[("day", &t.long_date(day))])
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = SeriesInput {
        starts_on: form.date("starts_on"),
        starts_at: time(&mut form, "starts_at"),
        minutes: form.whole("minutes"),
        every_weeks: form.whole("every_weeks"),
        until: form.date("until"),
        meetings: form.whole("meetings"),
        without_weeks: form.text("without_weeks"),
        address: form.text("address"),
    };
    let dates = match input.validate() {
        Ok(valid) => Some(valid.1.clone()),
        Err(faults) => {
            form.add(faults);
            None
        }
    };
    if form.ticked(SHOW) {
        return show(&site, t, &here, id, &form, dates.as_ref().filter(|_| form.is_good())).await;
    }
    let title = t.get("series-meeting");
    let made = submit_once(&site, &mut form, async |tx| groups::create_series(tx, id, &title, &input).await);
    match made.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=serie", group_address(id)))),
        None => show(&site, t, &here, id, &form, dates.as_ref().filter(|_| form.is_good())).await,
    }
}
