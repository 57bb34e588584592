//! A region's roadmaps, and the form that makes one: from the template, empty, as a copy or from a file.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use plan::access::{Right, may_somewhere};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::organisations;
use plan::roadmap::{Origin, Part, RoadmapInput, RoadmapSummary, file, list, planned_for, published, store};
use statistics::Region;
use uuid::Uuid;

use super::list::Entry;
use super::tried;
use super::words::{Notice, Said, region_address, region_name, roadmap_address};
use crate::fault::Fault;
use crate::forecast::region_with;
use crate::forms::{Fields, FormView, Kind, Section};
use crate::forms::{Form, sentence};
use crate::page::{Frame, Place, render_with, see_other};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Here, Visit};

/// Most faults of a file that are told at once.
const MOST_FAULTS: usize = 12;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/kommun/{code}/fardplaner", get(page).post(create))
}

#[derive(Template)]
#[template(path = "roadmap/region.html")]
struct RegionPage {
    frame: Frame,
    heading: String,
    notice: Option<Notice>,
    entries: Vec<Entry>,
    form: FormView,
    may_plan: bool,
}

async fn page(
    site: Visit,
    t: Texts,
    uri: Here,
    Path(code): Path<String>,
    Query(said): Query<Said>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?;
    let mut form = Form::default();
    form.set("title", t.with("roadmap-title-proposed", &[("region", &crate::forecast::name(t, region))]))
        .set("origin", "template");
    form.set("hav", tried::written(&tried::levers(&query)));
    show(StatusCode::OK, &site, t, &uri, region, &form, said.notice(t)).await
}

/// Makes a roadmap, or shows the form again with what is wrong.
async fn create(
    site: Visit,
    t: Texts,
    uri: Here,
    Path(code): Path<String>,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?;
    let mut form = Form::sent(sent);
    match make(&site, t, region, &mut form).await {
        Ok(id) => {
            let tried = form.value("hav");
            let to = if tried.is_empty() {
                format!("{}?sparad=fardplan", roadmap_address(id))
            } else {
                tried::address(&region.code, &tried::levers(&[("hav".into(), tried.into())]))
            };
            return Ok(see_other(&to));
        }
        Err(Some(fault)) => return Err(fault),
        Err(None) => {}
    }
    show(StatusCode::UNPROCESSABLE_ENTITY, &site, t, &uri, region, &form, None).await
}

/// Makes the roadmap that the form asks for. Without a fault, what was wrong stands in the form.
async fn make(site: &Visit, t: Texts, region: &Region, form: &mut Form) -> Result<Uuid, Option<Fault>> {
    let input = RoadmapInput {
        region_code: region.code.clone(),
        title: form.text("title"),
        purpose: form.text("purpose"),
    };
    let origin = form.text("origin");
    let copied = form.text("copy").parse().ok();
    if origin == "copy" && copied.is_none() {
        form.add(input.validate().err().unwrap_or_default());
        form.fault(FieldFault::new("copy", "copy-missing"));
        return Err(None);
    }
    let owner = form.text("organisation_id");
    let owner = Some(owner.as_str()).filter(|id| !id.is_empty());
    let mut tx = site.write().await.map_err(storage)?;
    let made = match origin.as_str() {
        "file" => match file::from_toml(form.value("file")) {
            Ok(mut read) => {
                read.region.clone_from(&region.code);
                plan::roadmap::import(&mut tx, owner, &read).await
            }
            Err(fault) => Err(fault),
        },
        "copy" => store::create(&mut tx, owner, &input, Origin::Copy(copied.unwrap_or_default())).await,
        "empty" => store::create(&mut tx, owner, &input, Origin::Empty).await,
        _ => store::create(&mut tx, owner, &input, Origin::Template).await,
    };
    match made {
        Ok(id) => {
            tx.commit().await.map_err(storage)?;
            Ok(id)
        }
        Err(Refused::Invalid(faults)) if origin == "file" => {
            faults.iter().take(MOST_FAULTS).for_each(|fault| form.fault(in_file(t, fault)));
            Err(None)
        }
        Err(Refused::Invalid(faults)) => {
            form.add(faults);
            Err(None)
        }
        Err(Refused::File(fault)) => {
            let fault = FieldFault::new("file", "file")
                .with("line", fault.line)
                .with("column", fault.column)
                .with("reason", fault.reason);
            form.fault(fault);
            Err(None)
        }
        Err(Refused::NotFound { .. }) if origin == "copy" => {
            form.fault(FieldFault::new("copy", "copy-missing"));
            Err(None)
        }
        Err(other) => Err(Some(other.into())),
    }
}

fn storage(fault: Refused) -> Option<Fault> {
    Some(fault.into())
}

/// A fault in a file's values, with its place in words.
pub fn in_file(t: Texts, fault: &FieldFault) -> FieldFault {
    let reason = sentence(t, fault);
    FieldFault::new("file", "in-file").with("place", in_words(t, &fault.field)).with("reason", reason)
}

/// `area[0].need[2].title` as "område 1, behov 3, title".
fn in_words(t: Texts, path: &str) -> String {
    let word = |part: &str| match part.trim_end_matches(']').split_once('[') {
        Some((name, place)) => {
            let place = place.parse::<usize>().map_or(0, |place| place + 1);
            format!("{} {place}", t.get(&format!("file-{name}")))
        }
        None => part.to_owned(),
    };
    path.split('.').map(word).collect::<Vec<_>>().join(", ")
}

async fn show(
    status: StatusCode,
    site: &Visit,
    t: Texts,
    uri: &Here,
    region: &Region,
    form: &Form,
    notice: Option<Notice>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let all = list(&mut tx, None).await?;
    let owners = owners(site, &mut tx).await?;
    let published = published(&mut tx).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let own = all.iter().filter(|summary| summary.roadmap.region_code == region.code);
    let mut view = FormView::new(t, form, sections(site, t, form, &all, owners), None);
    view.action = region_address(&region.code);
    view.save = t.get("roadmap-create");
    if !form.value("hav").is_empty() {
        view.hidden.push(("hav".into(), form.value("hav").into()));
    }
    let heading = t.with("roadmaps-of", &[("region", &crate::forecast::name(t, region))]);
    let title =
        if view.is_faulty() { t.with("form-fault-title", &[("title", &heading)]) } else { heading.clone() };
    let frame = Frame::new(t, title, Place::Roadmap, uri)
        .below(t.get("roadmaps-title"), "/fardplaner")
        .below(crate::forecast::name(t, region), crate::forecast::address(region));
    let may_plan = may_somewhere(&site.visitor().actor, Right::Plan);
    let published = published.iter().filter(|version| version.region_code == region.code);
    let published = published.map(|version| Entry::of_version(t, &tree, version));
    let entries = own.map(|summary| Entry::new(t, &tree, summary)).chain(published).collect();
    render_with(status, &RegionPage { frame, heading, notice, entries, form: view, may_plan })
}

/// The organisations to choose among, when whoever asks plans for several: where a roadmap belongs decides who reads it.
async fn owners(site: &Visit, tx: &mut Tx) -> Result<Vec<(String, String)>, Fault> {
    let ids = site.visitor().actor.person().map(planned_for).unwrap_or_default();
    if ids.len() < 2 {
        return Ok(Vec::new());
    }
    let tree = organisations::load(tx).await?;
    Ok(ids.into_iter().map(|id| (id.to_owned(), tree.name(id).to_owned())).collect())
}

fn sections(
    site: &Visit,
    t: Texts,
    form: &Form,
    all: &[RoadmapSummary],
    owners: Vec<(String, String)>,
) -> Vec<Section> {
    let fields = Fields { t, thing: Part::Roadmap.name(), form, theirs: None };
    let origins =
        ["template", "empty", "copy", "file"].into_iter().filter(|name| *name != "copy" || !all.is_empty());
    let mut shown = vec![
        fields.required("title", Kind::Line),
        fields.field("purpose", Kind::Text),
        fields.field("origin", Kind::Radios(crate::forms::options(t, "origin", origins))),
    ];
    if !all.is_empty() {
        let none = (String::new(), t.get("roadmap-copy-none"));
        let others = all.iter().map(|summary| {
            let words =
                format!("{} – {}", region_name(site, t, &summary.roadmap.region_code), summary.roadmap.title);
            (summary.roadmap.id.to_string(), words)
        });
        shown.push(fields.field("copy", Kind::Choice(std::iter::once(none).chain(others).collect())));
    }
    shown.push(fields.field("file", Kind::File));
    if !owners.is_empty() {
        let none = (String::new(), t.get("share-choose"));
        let owners = std::iter::once(none).chain(owners).collect();
        shown.insert(1, fields.required("organisation_id", Kind::Choice(owners)));
    }
    vec![Section { fields: shown, ..Section::default() }]
}
