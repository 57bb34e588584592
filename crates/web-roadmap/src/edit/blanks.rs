//! What is left blank: said of one column with one click in the matrix, or filled in for many needs at a time.

use std::collections::{BTreeSet, HashMap};

use axum::response::Response;
use axum::routing::{get, post};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::roadmap::store::{Filling, fill_in};
use plan::roadmap::{Area, Blank, Column, Need, Part, demand_plan, load, load_around};
use uuid::Uuid;

use super::fields::{blank_choices, blank_field, year};
use crate::words::{Id, frame, part_address, roadmap_address};
use site::Site;
use site::fault::Fault;
use site::forms::{FieldGroup, Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/behov/{id}/tomt", post(say))
        .route("/fardplan/{id}/fyll-i", get(page).post(save))
}

/// Says why a column of a need is left blank; without an answer what has been said is taken back.
async fn say(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, form, .. } = sent;
    let column = Column::named(form.value("kolumn")).ok_or(Fault::NotFound)?;
    let said = vec![(column, Blank::named(form.value("svar")))];
    let mut tx = site.write().await?;
    let tree = load_around(&mut tx, Part::Need, id).await?;
    let need = tree.need(id).ok_or(Fault::NotFound)?;
    fill_in(&mut tx, need, &Filling { blanks: said, ..Filling::default() }).await?;
    tx.commit().await?;
    Ok(see_other(&part_address(tree.roadmap.id, Part::Need, id)))
}

/// The form for all that is blank and of which nothing has been said.
async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    show(&site, t, &here, id, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let tree = load(&mut tx, id).await?;
    demand_plan(&mut tx, Part::Roadmap, id).await?;
    let frame = frame(site, &mut tx, t, here, t.get("fill-in-title"), id).await?;
    drop(tx);
    let fields = Fields { t, thing: "need", form, theirs: None };
    let sections: Vec<Section> = tree.areas.iter().filter_map(|area| section(&fields, area)).collect();
    let lead = t.get(if sections.is_empty() { "fill-in-nothing" } else { "fill-in-lead" });
    let mut page = FormPage::new(frame, form, sections, "form-save").lead(lead);
    page.form.cancel = Some(roadmap_address(id));
    page.show()
}

/// The needs of an area that something is blank in.
fn section(fields: &Fields<'_>, area: &Area) -> Option<Section> {
    let groups: Vec<FieldGroup> = area.needs.iter().filter_map(|need| group(fields, need)).collect();
    (!groups.is_empty()).then(|| Section { heading: Some(area.title.clone()), groups, ..Section::default() })
}

fn is_open(need: &Need, column: Column) -> bool {
    need.is_blank(column) && need.blanks.get(column).is_none()
}

fn group(fields: &Fields<'_>, need: &Need) -> Option<FieldGroup> {
    let mut group = FieldGroup { legend: need.title.clone(), fields: Vec::new(), button: None };
    // What was typed is shown also when somebody else has filled it in meanwhile.
    let is_typed = |column: Column| {
        let name = match column {
            Column::More => "more_needed",
            Column::Horizon => "horizon",
            Column::National | Column::Local => return false,
        };
        !fields.form.value(&field(need.id, name)).is_empty()
    };
    for column in Column::ALL.into_iter().filter(|column| is_open(need, *column) || is_typed(*column)) {
        let called = |name: &str, kind| fields.called(&field(need.id, name), name, kind);
        match column {
            Column::More => group.fields.push(called("more_needed", Kind::Text)),
            Column::Horizon => group.fields.push(called("horizon", Kind::Number)),
            Column::National | Column::Local => {}
        }
        group.fields.push(called(&blank_field(column), Kind::Choice(blank_choices(fields.t, column))));
    }
    (!group.fields.is_empty()).then_some(group)
}

/// The name of a need's field in a form for many.
fn field(need: Uuid, name: &str) -> String {
    format!("{need}.{name}")
}

/// Saves all that was filled in, or nothing.
async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let typed = typed(&mut form);
    match submit(&site, &mut form, async |tx| fill_all(tx, id, &typed).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=behov", roadmap_address(id)))),
        None => show(&site, t, &here, id, &form).await,
    }
}

/// What was typed, by the needs that the fields name.
fn typed(form: &mut Form) -> Vec<(Uuid, Filling)> {
    let needs: BTreeSet<Uuid> =
        form.names().filter_map(|name| name.split_once('.')?.0.parse().ok()).collect();
    let of = |id: Uuid| {
        let blank =
            |column| Some((column, Some(Blank::named(form.value(&field(id, &blank_field(column))))?)));
        let blanks = Column::ALL.into_iter().filter_map(blank).collect();
        let more_needed = form.text(&field(id, "more_needed"));
        (id, Filling { more_needed, horizon: year(form, &field(id, "horizon")), blanks })
    };
    let all: Vec<(Uuid, Filling)> = needs.into_iter().map(of).collect();
    all.into_iter().filter(|(_, filling)| *filling != Filling::default()).collect()
}

/// Fills in what is still blank. What somebody else has filled in or taken away meanwhile is told of, and nothing is saved.
async fn fill_all(tx: &mut Tx, roadmap: Uuid, typed: &[(Uuid, Filling)]) -> Result<(), Refused> {
    let tree = load(tx, roadmap).await?;
    let needs: HashMap<Uuid, &Need> = tree.needs().map(|need| (need.id, need)).collect();
    let mut faults = Vec::new();
    for (id, filling) in typed {
        let Some(need) = needs.get(id) else {
            faults.push(FieldFault::new("form", "need-gone").with("text", &filling.more_needed));
            continue;
        };
        match fill_in(tx, need, filling).await {
            Err(Refused::Invalid(wrong)) => {
                let here = |fault: FieldFault| FieldFault { field: field(*id, &fault.field), ..fault };
                faults.extend(wrong.into_iter().map(here));
            }
            done => done?,
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refused::Invalid(faults)) }
}
