//! A region's roadmaps, and the form that makes one: from the template, empty, as a copy or from a file.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use plan::access::{Right, may_somewhere};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::organisations;
use plan::records::Listing;
use plan::roadmap::{Origin, Part, RoadmapInput, RoadmapSummary, file, list, planned_for, published, store};
use statistics::Region;
use uuid::Uuid;

use super::edit::from_levers;
use super::words::{region_address, region_name, roadmap_address};
use site::Site;
use site::entry::Entry;
use site::fault::Fault;
use site::files::in_file;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, submit_once};
use site::page::{Frame, NavItem, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use web_forecast::region_with;

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
    notice: Option<FlashMessage>,
    entries: Vec<Entry>,
    /// What will soon be used up.
    near: Vec<String>,
    form: FormView,
    may_plan: bool,
    /// Whether some can be brought back.
    has_deleted: bool,
}

async fn page(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Path(code): Path<String>,
    Query(flash): Query<FlashQuery>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?;
    let mut form = Form::default();
    form.set("title", t.with("roadmap-title-proposed", &[("region", &site::words::region_name(t, region))]))
        .set("origin", "template");
    form.set("hav", from_levers::written(&from_levers::levers(&query)));
    show(&site, t, &uri, region, &form, flash.message(t)).await
}

/// Makes a roadmap, or shows the form again with what is wrong.
async fn create(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Path(code): Path<String>,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?;
    let mut form = Form::sent(sent);
    let Some(id) = make(&site, t, region, &mut form).await? else {
        return show(&site, t, &uri, region, &form, None).await;
    };
    let tried = form.value("hav");
    Ok(see_other(&if tried.is_empty() {
        let what = if has_undecided(&site, &form, id).await? { "fardplan-obeslutad" } else { "fardplan" };
        format!("{}?sparad={what}", roadmap_address(id))
    } else {
        from_levers::address(&region.code, &from_levers::levers(&[("hav".into(), tried.into())]))
    }))
}

/// Whether decided measures of what a new roadmap was made from are not decided in it: whoever made it may not decide.
async fn has_undecided(site: &RequestContext, form: &Form, made: Uuid) -> Result<bool, Fault> {
    let mut tx = site.read().await?;
    let was_decided = match form.text("origin").as_str() {
        "file" => file::from_toml(form.value("file")).is_ok_and(|file| file.has_decided()),
        "copy" => match form.text("copy").parse() {
            Ok(copied) => plan::roadmap::load(&mut tx, copied).await?.has_decided(),
            Err(_) => false,
        },
        _ => false,
    };
    Ok(was_decided && !plan::roadmap::load(&mut tx, made).await?.has_decided())
}

/// Makes the roadmap that the form asks for. None when it was refused: the form says why.
async fn make(
    site: &RequestContext,
    t: Texts,
    region: &Region,
    form: &mut Form,
) -> Result<Option<Uuid>, Fault> {
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
        return Ok(None);
    }
    if origin != "file" && !form.text("file").is_empty() {
        // What somebody has put in is not dropped in silence.
        form.fault(FieldFault::new("origin", "origin-and-file"));
        return Ok(None);
    }
    let owner = form.text("organisation_id");
    let owner = Some(owner.as_str()).filter(|id| !id.is_empty());
    let text = form.value("file").to_owned();
    submit_once(site, form, async |tx| match origin.as_str() {
        "file" => import_text(tx, t, region, owner, &text).await,
        "copy" => match store::create(tx, owner, &input, Origin::Copy(copied.unwrap_or_default())).await {
            Err(Refused::NotFound { .. }) => Err(invalid(FieldFault::new("copy", "copy-missing"))),
            made => made,
        },
        "empty" => store::create(tx, owner, &input, Origin::Empty).await,
        _ => store::create(tx, owner, &input, Origin::Template).await,
    })
    .await
}

/// Makes a roadmap of a file's text; what is wrong in it is told of with its place.
async fn import_text(
    tx: &mut Tx,
    t: Texts,
    region: &Region,
    owner: Option<&str>,
    text: &str,
) -> Result<Uuid, Refused> {
    let imported = match file::from_toml(text) {
        Ok(mut read) => {
            read.region.clone_from(&region.code);
            plan::roadmap::import(tx, owner, &read).await
        }
        Err(fault) => Err(fault),
    };
    imported.map_err(|why| match why {
        Refused::Invalid(faults) => {
            Refused::Invalid(faults.iter().take(MOST_FAULTS).map(|fault| in_file(t, fault)).collect())
        }
        Refused::File(fault) => invalid(
            FieldFault::new("file", "file")
                .with("line", fault.line)
                .with("column", fault.column)
                .with("reason", fault.reason),
        ),
        other => other,
    })
}

fn invalid(fault: FieldFault) -> Refused {
    Refused::Invalid(vec![fault])
}

async fn show(
    site: &RequestContext,
    t: Texts,
    uri: &CurrentPage,
    region: &Region,
    form: &Form,
    notice: Option<FlashMessage>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (all, _) = list(&mut tx, &Listing::all()).await?;
    let owners = owners(site, &mut tx).await?;
    let published = published(&mut tx).await?;
    let tree = organisations::load(&mut tx).await?;
    let may_plan = may_somewhere(&site.visitor().actor, Right::Plan);
    let near = match may_plan {
        true => site::quotas::near(&mut tx, t, tree.house(&region.code)).await?,
        false => Vec::new(),
    };
    let has_deleted = !plan::records::deleted_roots(&mut tx).await?.is_empty();
    drop(tx);
    let own = all.iter().filter(|summary| summary.roadmap.region_code == region.code);
    let mut view = FormView::new(t, form, sections(site, t, form, &all, owners), None);
    view.action = region_address(&region.code);
    view.save = t.get("roadmap-create");
    view.hidden.push(form.one_time_key(site.db.clock()));
    if !form.value("hav").is_empty() {
        view.hidden.push(("hav".into(), form.value("hav").into()));
    }
    let heading = t.with("roadmaps-of", &[("region", &site::words::region_name(t, region))]);
    let title =
        if view.is_faulty() { t.with("form-fault-title", &[("title", &heading)]) } else { heading.clone() };
    let frame = Frame::new(t, title, NavItem::Roadmap, uri)
        .below(t.get("roadmaps-title"), "/fardplaner")
        .below(site::words::region_name(t, region), site::words::region_address(region));
    let published = published.iter().filter(|version| version.region_code == region.code);
    let published = published.map(|version| Entry::of_version(t, &tree, version));
    let entries = own.map(|summary| Entry::new(t, &tree, summary)).chain(published).collect();
    render_with(
        form.status(),
        &RegionPage { frame, heading, notice, entries, near, form: view, may_plan, has_deleted },
    )
}

/// The organisations to choose among, when the actor plans for several: where a roadmap belongs decides who reads it.
async fn owners(site: &RequestContext, tx: &mut Tx) -> Result<Vec<(String, String)>, Fault> {
    let ids = site.visitor().actor.person().map(planned_for).unwrap_or_default();
    if ids.len() < 2 {
        return Ok(Vec::new());
    }
    let tree = organisations::load(tx).await?;
    Ok(ids.into_iter().map(|id| (id.to_owned(), tree.name(id).to_owned())).collect())
}

fn sections(
    site: &RequestContext,
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
        fields.field("origin", Kind::Radios(site::forms::options(t, "origin", origins))),
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
