//! What is left blank: said of one column with one click in the matrix, or filled in for many needs at a time.

use axum::response::Response;
use axum::routing::{get, post};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::roadmap::store::{edit_need, set_blank};
use plan::roadmap::{Area, Blank, Column, Need, NeedInput, Part, RoadmapTree, load, load_around};
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
        .route("/fardplan/{id}/fyll-i", get(page).post(fill_in))
}

/// Says why a column of a need is left blank; without an answer what has been said is taken back.
async fn say(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, form, .. } = sent;
    let mut tx = site.write().await?;
    let column = Column::named(form.value("kolumn")).ok_or(Fault::NotFound)?;
    set_blank(&mut tx, id, column, Blank::named(form.value("svar"))).await?;
    let roadmap = load_around(&mut tx, Part::Need, id).await?.roadmap.id;
    tx.commit().await?;
    Ok(see_other(&part_address(roadmap, Part::Need, id)))
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
    if !plan::roadmap::abilities(&mut tx, Part::Roadmap, id).await?.plan {
        return Err(Refused::Forbidden(plan::access::Right::Plan).into());
    }
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
        !fields.form.value(&field(need, name)).is_empty()
    };
    for column in Column::ALL.into_iter().filter(|column| is_open(need, *column) || is_typed(*column)) {
        let called = |name: &str, kind| fields.called(&field(need, name), name, kind);
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
fn field(need: &Need, name: &str) -> String {
    format!("{}.{name}", need.id)
}

/// Saves all that was filled in, or nothing.
async fn fill_in(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let tree = load(&mut site.read().await?, id).await?;
    let typed = typed(&mut form, &tree);
    match submit(&site, &mut form, async |tx| save(tx, id, &typed).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=behov", roadmap_address(id)))),
        None => show(&site, t, &here, id, &form).await,
    }
}

/// What was typed for a need.
struct Typed {
    need: Uuid,
    more_needed: String,
    horizon: Option<i32>,
    blanks: Vec<(Column, Blank)>,
}

fn typed(form: &mut Form, tree: &RoadmapTree) -> Vec<Typed> {
    let of = |need: &Need| Typed {
        need: need.id,
        more_needed: form.text(&field(need, "more_needed")),
        horizon: year(form, &field(need, "horizon")),
        blanks: Column::ALL
            .into_iter()
            .filter_map(|column| {
                Some((column, Blank::named(form.value(&field(need, &blank_field(column))))?))
            })
            .collect(),
    };
    let all: Vec<Typed> = tree.needs().map(of).collect();
    all.into_iter()
        .filter(|typed| !typed.more_needed.is_empty() || typed.horizon.is_some() || !typed.blanks.is_empty())
        .collect()
}

/// Fills in what is still blank. What somebody else has filled in meanwhile is told of at its field, and nothing is saved.
async fn save(tx: &mut Tx, roadmap: Uuid, typed: &[Typed]) -> Result<(), Refused> {
    let tree = load(tx, roadmap).await?;
    let mut faults = Vec::new();
    for one in typed {
        let Some(need) = tree.need(one.need) else {
            faults.push(FieldFault::new("form", "conflict"));
            continue;
        };
        let mut input = NeedInput::from(need);
        let mut taken = |column: Column, name: &str| {
            let is_taken = !need.is_blank(column);
            if is_taken {
                faults.push(FieldFault::new(field(need, name), "filled-in-meanwhile"));
            }
            is_taken
        };
        if !one.more_needed.is_empty() && !taken(Column::More, "more_needed") {
            input.more_needed.clone_from(&one.more_needed);
        }
        if one.horizon.is_some() && !taken(Column::Horizon, "horizon") {
            input.horizon = one.horizon;
        }
        for (column, blank) in &one.blanks {
            input.blanks = input.blanks.with(*column, Some(*blank));
        }
        match edit_need(tx, need.id, need.version, &input).await {
            Err(Refused::Invalid(wrong)) => {
                faults.extend(
                    wrong.into_iter().map(|fault| FieldFault { field: field(need, &fault.field), ..fault }),
                );
            }
            done => done?,
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refused::Invalid(faults)) }
}
