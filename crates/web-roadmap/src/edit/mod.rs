//! The pages where a part of a roadmap is made or changed. The same four handlers serve every kind of part; [`input`]
//! knows how the parts differ.

mod blanks;
mod fields;
pub mod from_levers;
mod input;
mod measure;
mod preview;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Form as Body};
use chrono::Datelike;
use plan::fault::Fault as Refused;
use plan::roadmap::{Abilities, Part, RoadmapTree, abilities, load_around};
use uuid::Uuid;

use self::input::{Input, sections};
use crate::words::{Id, above, anchor, edit_address, frame_below, part_address, roadmap_address, slug};
use preview::Preview;
use site::Site;
use site::fault::Fault;
use site::forms::{Form, FormView, submit, submit_once};
use site::page::{Frame, NavItem, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

/// The forms of every kind of part.
pub fn routes() -> axum::Router<Site> {
    let others = from_levers::routes().merge(measure::routes()).merge(blanks::routes());
    Part::ALL.into_iter().fold(others, |all, part| all.merge(routes_of(part)))
}

/// The forms of one kind of part.
fn routes_of(part: Part) -> axum::Router<Site> {
    let mut routes = axum::Router::new().route(&edit_route(part), get(edit).post(save));
    if let Some(above) = above(part) {
        routes = routes.route(&format!("/{}/{{id}}/{}", slug(above), slug(part)), get(new).post(create));
    }
    routes.layer(Extension(part))
}

fn edit_route(part: Part) -> String {
    if part == Part::Roadmap { "/fardplan/{id}/andra".into() } else { format!("/{}/{{id}}", slug(part)) }
}

/// What a form is about.
struct Subject {
    part: Part,
    /// The part itself, or the one above it when it is new.
    id: Uuid,
    is_new: bool,
    tree: RoadmapTree,
    /// What the actor may do.
    abilities: Abilities,
    /// What the measure in the form would do.
    preview: Option<Preview>,
}

#[derive(Template)]
#[template(path = "roadmap/form.html")]
struct FormPage {
    frame: Frame,
    heading: String,
    below: Option<String>,
    /// What the measure would do.
    preview: Option<Preview>,
    form: FormView,
    parts: Option<PartActions>,
}

/// What else can be done with a part that is there.
struct PartActions {
    delete: String,
    version: i64,
    delete_words: String,
    shift: Option<String>,
}

/// A form for a new part.
async fn new(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Extension(part): Extension<Part>,
    Id(parent): Id,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let subject = Subject::new(&site, part, parent).await?;
    let mut form = Form::default();
    Input::fresh(part, site.db.clock().today().year(), &query).fill(&mut form, t);
    if part == Part::Measure {
        from_levers::fill(&mut form, t, &from_levers::levers(&query));
    }
    subject.show(&site, t, &uri, &form, None)
}

/// Makes a part, or shows the form again with what is wrong.
async fn create(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Extension(part): Extension<Part>,
    Id(parent): Id,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let mut subject = match Subject::new(&site, part, parent).await {
        // What it was to lie below is gone: what was typed is not.
        Err(Fault::Plan(Refused::NotFound { .. })) if !uri.visitor.is_stranger() => {
            return gone(t, &uri, None, sent);
        }
        found => found?,
    };
    let mut form = Form::sent(sent);
    if part == Part::Measure && measure::rearrange(&mut form, t) {
        return subject.show(&site, t, &uri, &form, None);
    }
    if part == Part::Measure && form.ticked("preview") {
        subject.preview = preview::of(&site, t, &subject.tree, &mut form).await?;
        return subject.show(&site, t, &uri, &form, None);
    }
    let input = Input::read(part, &mut form, &subject.tree);
    if !form.is_good() {
        form.add(input.faults());
    }
    let made = submit_once(&site, &mut form, async |tx| input.create(tx, parent).await).await;
    match shown_if_forbidden(made, &mut form, &uri)? {
        Some(id) => Ok(saved(&subject, id)),
        None => subject.show(&site, t, &uri, &form, None),
    }
}

/// The form of a part that is there.
async fn edit(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Extension(part): Extension<Part>,
    Id(id): Id,
) -> Result<Response, Fault> {
    let subject = Subject::existing(&site, part, id).await?;
    let form = subject.stored(t)?;
    subject.show(&site, t, &uri, &form, None)
}

/// Saves a part. What is wrong, or what someone else has saved meanwhile, is shown with everything that was typed.
async fn save(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Extension(part): Extension<Part>,
    Id(id): Id,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let mut subject = match Subject::existing(&site, part, id).await {
        Err(Fault::Plan(Refused::NotFound { .. })) if !uri.visitor.is_stranger() => {
            return gone(t, &uri, Some((part, id)), sent);
        }
        found => found?,
    };
    let mut form = Form::sent(sent);
    if part == Part::Measure && measure::rearrange(&mut form, t) {
        return subject.show(&site, t, &uri, &form, None);
    }
    if part == Part::Measure && form.ticked("preview") {
        subject.preview = preview::of(&site, t, &subject.tree, &mut form).await?;
        return subject.show(&site, t, &uri, &form, None);
    }
    if subject.save(&site, &uri, &mut form).await? {
        return Ok(saved(&subject, id));
    }
    if !form.is_conflict() {
        return subject.show(&site, t, &uri, &form, None);
    }
    subject = Subject::existing(&site, part, id).await?;
    let theirs = subject.stored(t)?;
    let is_merged = form.merge(&theirs);
    form.set("version", theirs.value("version"));
    form.set("seen", theirs.written());
    if part == Part::Measure {
        measure::show_all_rows(&mut form, &theirs);
    }
    // Nobody is asked about what only one has changed.
    if is_merged {
        form.forget_faults();
        if subject.save(&site, &uri, &mut form).await? {
            return Ok(saved(&subject, id));
        }
    }
    subject.show(&site, t, &uri, &form, Some(&theirs))
}

/// A right that is missing is said above the form, which whoever may read the roadmap sees; strangers sign in first.
fn shown_if_forbidden<T>(
    done: Result<Option<T>, Fault>,
    form: &mut Form,
    here: &CurrentPage,
) -> Result<Option<T>, Fault> {
    match done {
        Err(Fault::Plan(Refused::Forbidden(right))) if !here.visitor.is_stranger() => {
            form.forbid(right);
            Ok(None)
        }
        done => done,
    }
}

/// Someone deleted the part while its form was being filled in: what was typed is shown, and the way back.
#[derive(Template)]
#[template(path = "roadmap/gone.html")]
struct GonePage {
    frame: Frame,
    typed: Vec<String>,
    restore: Option<String>,
}

fn gone(
    t: Texts,
    here: &CurrentPage,
    part: Option<(Part, Uuid)>,
    sent: Vec<(String, String)>,
) -> Result<Response, Fault> {
    let typed = sent.into_iter().filter(|(name, value)| {
        !["version", "seen", "key"].contains(&name.as_str()) && !value.trim().is_empty()
    });
    let page = GonePage {
        frame: Frame::new(t, t.get("gone-title"), NavItem::Roadmap, here),
        typed: typed.map(|(_, value)| value).collect(),
        restore: part.map(|(part, id)| format!("/{}/{id}/aterstall", slug(part))),
    };
    render_with(StatusCode::GONE, &page)
}

/// Back to the roadmap, at what was saved.
fn saved(subject: &Subject, id: Uuid) -> Response {
    let roadmap = roadmap_address(subject.tree.roadmap.id);
    let (slug, anchor) = (slug(subject.part), anchor(subject.part, id));
    see_other(&format!("{roadmap}?sparad={slug}#{anchor}"))
}

impl Subject {
    /// A part that is not there yet, below `parent`.
    async fn new(site: &RequestContext, part: Part, parent: Uuid) -> Result<Self, Fault> {
        let above = above(part).ok_or(Fault::NotFound)?;
        let mut tx = site.read().await?;
        let tree = load_around(&mut tx, above, parent).await?;
        let abilities = abilities(&mut tx, above, parent).await?;
        Ok(Self { part, id: parent, is_new: true, tree, abilities, preview: None })
    }

    /// A part that is there.
    async fn existing(site: &RequestContext, part: Part, id: Uuid) -> Result<Self, Fault> {
        let mut tx = site.read().await?;
        let tree = load_around(&mut tx, part, id).await?;
        let abilities = abilities(&mut tx, part, id).await?;
        Ok(Self { part, id, is_new: false, tree, abilities, preview: None })
    }

    /// Saves what a form holds; false when it was refused, and the form says why.
    async fn save(&self, site: &RequestContext, here: &CurrentPage, form: &mut Form) -> Result<bool, Fault> {
        let input = Input::read(self.part, form, &self.tree);
        if !form.is_good() {
            form.add(input.faults());
        }
        // A version that cannot be read is no version of anything: a conflict.
        let version = form.value("version").parse().unwrap_or(-1);
        let done = submit(site, form, async |tx| input.edit(tx, self.id, version).await).await;
        Ok(shown_if_forbidden(done, form, here)?.is_some())
    }

    /// The form with what is stored.
    fn stored(&self, t: Texts) -> Result<Form, Fault> {
        let (input, version) = Input::stored(&self.tree, self.part, self.id).ok_or(Fault::NotFound)?;
        let mut form = Form::default();
        input.fill(&mut form, t);
        form.set("version", version);
        Ok(form)
    }

    /// What the part lies below, in words.
    fn below(&self) -> Option<String> {
        let need = |id| self.tree.need(id).map(|need| need.title.clone());
        match (self.part, self.is_new) {
            (Part::Initiative | Part::Measure, true) => need(self.id),
            (Part::Measure, false) => self.tree.measure(self.id).and_then(|measure| need(measure.need_id)),
            (Part::Initiative, false) => self.tree.initiative(self.id).and_then(|row| need(row.need_id)),
            (Part::Need, true) => self.tree.area(self.id).map(|area| area.title.clone()),
            (Part::Need, false) => {
                let area = self.tree.need(self.id).and_then(|need| self.tree.area(need.area_id));
                area.map(|area| area.title.clone())
            }
            _ => None,
        }
    }

    /// Where to go without saving.
    fn back(&self) -> String {
        match self.part {
            Part::Roadmap => roadmap_address(self.id),
            part if self.is_new => part_address(self.tree.roadmap.id, above(part).unwrap_or(part), self.id),
            part => part_address(self.tree.roadmap.id, part, self.id),
        }
    }

    fn actions(&self, t: Texts) -> Option<PartActions> {
        let (_, version) = Input::stored(&self.tree, self.part, self.id).filter(|_| !self.is_new)?;
        let action = |what: &str| format!("/{}/{}/{what}", slug(self.part), self.id);
        Some(PartActions {
            delete: action("bort"),
            version,
            delete_words: t.get(&format!("{}-delete", self.part)),
            shift: (self.part != Part::Roadmap).then(|| action("flytta")),
        })
    }

    fn show(
        &self,
        site: &RequestContext,
        t: Texts,
        uri: &CurrentPage,
        form: &Form,
        theirs: Option<&Form>,
    ) -> Result<Response, Fault> {
        let sections = sections(self.part, t, form, theirs);
        let conflict = theirs.map(|_| t.get(&format!("{}-conflict", self.part)));
        let mut view = FormView::new(t, form, sections, conflict);
        view.action = if self.is_new { uri.path().to_owned() } else { edit_address(self.part, self.id) };
        view.cancel = Some(self.back());
        if self.is_new {
            view.hidden.push(form.one_time_key(site.db.clock()));
        } else {
            let seen = Some(form.value("seen")).filter(|seen| !seen.is_empty());
            view.hidden.push(("seen".into(), seen.map_or_else(|| form.written(), str::to_owned)));
        }
        let follows_up = self.part == Part::Measure && !self.is_new && self.abilities.follow_up;
        view.is_locked = !self.abilities.plan && !follows_up;
        let heading = t.get(&format!("{}-{}", self.part, if self.is_new { "new" } else { "edit" }));
        let title = if view.is_faulty() {
            t.with("form-fault-title", &[("title", &heading)])
        } else {
            heading.clone()
        };
        let page = FormPage {
            frame: frame_below(site, t, uri, title, &self.tree.roadmap),
            heading,
            below: self.below(),
            preview: self.preview.clone(),
            form: view,
            parts: self.actions(t).filter(|_| self.abilities.plan),
        };
        render_with(page.form.status, &page)
    }
}
