//! What others have taken up: who, how far, with what result, and who turned it down and why.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Actor, Right, may};
use plan::library::examples;
use plan::library::{self, Reuse, ReuseInput, ReuseStep, Reused};
use plan::organisations::Organisations;
use uuid::Uuid;

use crate::letters::taken_up;
use crate::words::{approach_address, approach_named, example_address, frame, frame_below, told};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, acting_for, options, submit, submit_once};
use site::page::{Frame, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/exempel/{id}/hos-oss", get(new_of_example).post(note_of_example))
        .route("/bibliotek/arbetssatt/{name}/hos-oss", get(new_of_approach).post(note_of_approach))
        .route("/bibliotek/upptag/{id}/bort", post(remove))
}

/// Where somebody has come, as pages show it.
pub struct ReuseRow {
    /// Who.
    pub who: String,
    /// How far, and since when.
    pub step: String,
    /// Why not, or what came of it.
    pub because: String,
    /// Whether it was turned down.
    pub is_declined: bool,
    /// Where it is taken away again, by whoever may.
    pub remove: Option<String>,
}

/// Where each has come, those who turned it down last; the newest step of each.
pub fn reuse_rows(t: Texts, tree: &Organisations, steps: &[Reuse], actor: &Actor) -> Vec<ReuseRow> {
    let row = |one: &&Reuse| {
        let organisation = tree.get(&one.organisation_id);
        let name = tree.name(&one.organisation_id);
        let may_remove = organisation.is_some_and(|owner| may(actor, Right::Contribute, owner.owner()));
        ReuseRow {
            who: if one.unit.is_empty() { name.to_owned() } else { format!("{name}, {}", one.unit) },
            step: t.with(&format!("reuse-step-{}-on", one.step), &[("day", &t.long_date(one.day))]),
            because: [&one.reason, &one.result]
                .into_iter()
                .find(|text| !text.is_empty())
                .cloned()
                .unwrap_or_default(),
            is_declined: one.step == ReuseStep::Declined,
            remove: may_remove.then(|| format!("/bibliotek/upptag/{}/bort", one.id)),
        }
    };
    let mut rows: Vec<ReuseRow> = library::standing(steps).iter().map(row).collect();
    rows.sort_by_key(|row| row.is_declined);
    rows
}

async fn show(
    site: &RequestContext,
    t: Texts,
    frame: Frame,
    back: String,
    form: &Form,
) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "reuse", form, theirs: None };
    let steps = options(t, "reuse-step", ReuseStep::ALL.map(ReuseStep::name));
    let mut all = vec![
        fields.required("step", Kind::Radios(steps)),
        fields.field("reason", Kind::Text),
        fields.field("result", Kind::Text),
        fields.field("unit", Kind::Line),
        fields.field("day", Kind::Date),
    ];
    let tellers = acting_for(site, t, Right::Contribute).await?;
    if tellers.len() > 1 {
        all.insert(0, fields.required("organisation_id", Kind::Choice(tellers)));
    }
    let section = Section { fields: all, ..Section::default() };
    let mut page = FormPage::new(frame, form, vec![section], "reuse-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.cancel = Some(back);
    page.lead(t.get("reuse-lead")).show()
}

fn empty(site: &RequestContext) -> Form {
    let mut form = Form::default();
    form.set("step", ReuseStep::Interested).set("day", site.db.clock().today());
    form
}

/// Notes what was typed; None when it was refused.
async fn noted(site: &RequestContext, form: &mut Form, of: &Reused) -> Result<bool, Fault> {
    let input = ReuseInput {
        unit: form.text("unit"),
        step: ReuseStep::named(form.value("step")).unwrap_or(ReuseStep::Interested),
        day: form.date("day"),
        reason: form.text("reason"),
        result: form.text("result"),
    };
    let organisation = form.text("organisation_id");
    let teller = Some(organisation.as_str()).filter(|id| !id.is_empty());
    let effects = &site.forecast.tables().effects;
    let origin = site.gate.accounts().filter(|own| own.sends_mail).map(|own| &own.origin);
    let done = submit_once(site, form, async |tx| {
        let step = library::note_reuse(tx, effects, of, teller, &input).await?;
        if let (Reused::Example(example), Some(origin)) = (of, origin) {
            taken_up(tx, origin, *example, &step).await?;
        }
        Ok(step.id)
    });
    Ok(done.await?.is_some())
}

async fn example_frame(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
) -> Result<Frame, Fault> {
    let example = examples::load(&mut site.read().await?, id).await?;
    Ok(frame_below(t, here, t.get("reuse-title"), &example))
}

async fn new_of_example(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    let frame = example_frame(&site, t, &here, id).await?;
    show(&site, t, frame, example_address(id), &empty(&site)).await
}

async fn note_of_example(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    if noted(&site, &mut form, &Reused::Example(id)).await? {
        return Ok(see_other(&format!("{}?sparad=upptag#upptag", example_address(id))));
    }
    let frame = example_frame(&site, t, &here, id).await?;
    show(&site, t, frame, example_address(id), &form).await
}

fn approach_frame(site: &RequestContext, t: Texts, here: &CurrentPage, name: &str) -> Result<Frame, Fault> {
    let approach = approach_named(&site.forecast.tables().effects, name)?;
    let frame = frame(t, here, t.get("reuse-title")).below(t.get("library-title"), "/bibliotek");
    Ok(frame.below(told(t, &approach.title), approach_address(name)))
}

async fn new_of_approach(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let frame = approach_frame(&site, t, &here, &name)?;
    show(&site, t, frame, approach_address(&name), &empty(&site)).await
}

async fn note_of_approach(Path(name): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let frame = approach_frame(&site, t, &here, &name)?;
    if noted(&site, &mut form, &Reused::Approach(name.clone())).await? {
        return Ok(see_other(&format!("{}?sparad=upptag#upptag", approach_address(&name))));
    }
    show(&site, t, frame, approach_address(&name), &form).await
}

/// Takes away a step that was noted by mistake.
async fn remove(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, mut form, .. } = sent;
    let back = form.text("tillbaka");
    let is_here = back.starts_with("/exempel/") || back.starts_with("/bibliotek/arbetssatt/");
    let back = if is_here { back } else { "/bibliotek".to_owned() };
    match submit(&site, &mut form, async |tx| library::remove_reuse(tx, id).await).await? {
        Some(()) => Ok(see_other(&format!("{back}?sparad=upptag-bort"))),
        None => Err(Fault::NotFound),
    }
}
