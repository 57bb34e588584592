//! From a try to a measure in one step: which need it meets is asked, and the measure is made with its effect, how sure that is, and
//! the publications that it rests on.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use plan::access::Kind as ThingKind;
use plan::fault::FieldFault;
use plan::records::{Filter, Listing};
use plan::roadmap::{list, load, store};
use statistics::effects::Approach;
use uuid::Uuid;

use crate::tried::{Tried, query, read};
use crate::words::{approach_address, approach_named, frame, told};
use site::Site;
use site::fault::Fault;
use site::forms::{Form, Sent, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things;
use site::visit::{CurrentPage, RequestContext};
use site::words::region_name;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/bibliotek/arbetssatt/{name}/atgard", get(choose).post(create))
}

#[derive(Template)]
#[template(path = "library/measure.html")]
struct MeasurePage {
    frame: Frame,
    wrong: Vec<(String, String)>,
    lead: String,
    /// The try, as hidden fields.
    hidden: Vec<(String, String)>,
    groups: Vec<AreaNeeds>,
    here: String,
    /// Where roadmaps of the municipality are made.
    roadmaps: String,
    back: String,
}

/// Needs below an area of a roadmap.
struct AreaNeeds {
    label: String,
    /// Id, title, and whether it is the one that the reader comes from.
    needs: Vec<(String, String, bool)>,
}

async fn choose(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(name): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let approach = approach_named(&site.forecast.tables().effects, &name)?;
    let mut form = Form::sent(asked);
    match read(&site, t, approach, &mut form).await? {
        Some(tried) if form.is_good() => show(&site, t, &here, (approach, &tried), &form).await,
        // What cannot be tried is told where it is typed.
        _ => Ok(see_other(&format!("{}?{}&rakna=1", approach_address(&approach.name), query(&form)))),
    }
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    (approach, tried): (&Approach, &Tried),
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let wanted = form.text("behov");
    let mut groups = Vec::new();
    for summary in list(&mut tx, &Listing::of(Filter::Region(tried.region.code.clone()))).await?.0 {
        for area in load(&mut tx, summary.roadmap.id).await?.areas {
            let need = |id: Uuid, title: &str| (id.to_string(), title.to_owned(), id.to_string() == wanted);
            groups.push(AreaNeeds {
                label: format!("{} – {}", summary.roadmap.title, area.title),
                needs: area.needs.iter().map(|one| need(one.id, &one.title)).collect(),
            });
        }
    }
    drop(tx);
    groups.retain(|group| !group.needs.is_empty());
    let address = approach_address(&approach.name);
    let mut hidden: Vec<(String, String)> = form
        .names()
        .filter(|name| !["behov", "key"].contains(name))
        .map(|name| (name.to_owned(), form.text(name)))
        .collect();
    hidden.sort_unstable();
    hidden.push(form.one_time_key(site.db.clock()));
    let page = MeasurePage {
        frame: frame(t, here, t.get("library-measure-title"))
            .below(t.get("library-title"), "/bibliotek")
            .below(told(t, &approach.title), address.clone()),
        wrong: form.summary(&t),
        lead: t.with(
            "library-measure-lead",
            &[("title", &tried.input.title), ("place", &region_name(t, &tried.region))],
        ),
        hidden,
        groups,
        here: format!("{address}/atgard"),
        roadmaps: format!("/kommun/{}/fardplaner", tried.region.code),
        back: format!("{address}?{}&rakna=1", query(form)),
    };
    render_with(if form.is_good() { StatusCode::OK } else { form.status() }, &page)
}

async fn create(Path(name): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let approach = approach_named(&site.forecast.tables().effects, &name)?;
    let Some(tried) = read(&site, t, approach, &mut form).await?.filter(|_| form.is_good()) else {
        return Ok(see_other(&format!("{}?{}&rakna=1", approach_address(&approach.name), query(&form))));
    };
    let need = form.text("behov").parse::<Uuid>().ok();
    if need.is_none() {
        form.fault(FieldFault::new("behov", "need-missing"));
    }
    let made = submit_once(&site, &mut form, async |tx| {
        store::create_measure(tx, need.unwrap_or_default(), &tried.input).await
    });
    match made.await? {
        Some(id) => Ok(see_other(&things::address(ThingKind::Measure.of(id)))),
        None => show(&site, t, &here, (approach, &tried), &form).await,
    }
}
