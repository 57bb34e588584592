//! Everything that has been said in a group, and what became of it; and saying what becomes of a remark.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::groups::{self, Contribution, Remark};
use plan::inquiry::{DispositionInput, Outcome};
use serde::Deserialize;
use uuid::Uuid;

use crate::words::{SaidRow, convened, frame_below, group_address, meeting_address};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, options, submit};
use site::page::{Frame, render, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/grupp/{id}/sagt", get(page)).route("/synpunkt/{id}", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "groups/contributions.html")]
struct SaidPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    lead: String,
    /// Which are shown: words, address, whether it is this one.
    choices: Vec<(String, String, bool)>,
    said: Vec<SaidRow>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    visa: String,
}

/// Ways to choose among what was said, as addresses name them, with the key of what each is called.
const CHOICES: [(&str, &str); 6] = [
    ("", "said-all"),
    ("oppna", "said-open"),
    ("togs-in", "said-taken"),
    ("delvis", "said-partly"),
    ("inte", "said-not"),
    ("noterade", "said-noted"),
];

/// Which of what was said are shown.
fn shows(which: &str, one: &Contribution) -> bool {
    match which {
        "oppna" => one.is_open(),
        "togs-in" => one.outcome() == Some(Outcome::TakenIn),
        "delvis" => one.outcome() == Some(Outcome::Partly),
        "inte" => one.outcome() == Some(Outcome::NotTaken),
        "noterade" => one.outcome() == Some(Outcome::Noted),
        _ => true,
    }
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (group, convenes, _) = convened(&site, &mut tx, id).await?;
    let seats = groups::seats(&mut tx, id).await?;
    let said = groups::contributions(&mut tx, id).await?;
    drop(tx);
    let address = format!("{}/sagt", group_address(id));
    let choice = |which: &str, key: &str| {
        let count = said.iter().filter(|one| shows(which, one)).count();
        let to = if which.is_empty() { address.clone() } else { format!("{address}?visa={which}") };
        (t.with(key, &[("count", &count)]), to, chosen.visa == which)
    };
    let open = said.iter().filter(|one| one.is_open()).count();
    let row = |one: &Contribution| {
        let mut row = SaidRow::new(t, &seats, one);
        if !convenes {
            row.dispose = None;
        }
        row
    };
    render(&SaidPage {
        frame: frame_below(t, &here, t.get("said-title"), &group),
        notice: flash.message(t),
        lead: match (said.len(), open) {
            (0, _) => t.get("said-none"),
            (_, 0) => t.get("said-all-told"),
            (_, open) => t.count("said-open-lead", open),
        },
        choices: CHOICES.iter().map(|(which, key)| choice(which, key)).collect(),
        said: said.iter().filter(|one| shows(&chosen.visa, one)).map(row).collect(),
    })
}

/// A remark with the group that it was made in.
async fn remark_of(site: &RequestContext, id: Uuid) -> Result<(groups::Group, bool, Remark, SaidRow), Fault> {
    let mut tx = site.read().await?;
    let (group, remark) = groups::remark_of(&mut tx, id).await?;
    let (group, convenes, _) = convened(site, &mut tx, group).await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    let row = SaidRow::new(Texts::Swedish, &seats, &Contribution::Remark(remark.clone()));
    Ok((group, convenes, remark, row))
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let (.., remark, _) = remark_of(&site, id).await?;
    let mut form = Form::default();
    form.set("outcome", &remark.outcome)
        .set("reason", &remark.reason)
        .set("changed", &remark.changed)
        .set("version", remark.version);
    show(&site, t, &here, id, &form).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let (group, convenes, remark, row) = remark_of(site, id).await?;
    let fields = Fields { t, thing: "became", form, theirs: None };
    let all = vec![
        fields.required("outcome", Kind::Radios(options(t, "fate", Outcome::ALL.map(Outcome::name)))),
        fields.field("reason", Kind::Text),
        fields.field("changed", Kind::Text),
    ];
    let back = remark.meeting_id.map_or_else(|| group_address(group.id), meeting_address);
    let frame = frame_below(t, here, t.get("remark-dispose"), &group);
    let section = Section { fields: all, ..Section::default() };
    let mut page = FormPage::new(frame, form, vec![section], "form-save");
    page.form.is_locked = !convenes;
    page.form.cancel = Some(back);
    page.lead(t.with("remark-said", &[("who", &row.who), ("text", &remark.body)])).show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = DispositionInput {
        outcome: Outcome::named(form.value("outcome")),
        reason: form.text("reason"),
        changed: form.text("changed"),
    };
    let version = form.value("version").parse().unwrap_or(-1);
    let saved =
        submit(&site, &mut form, async |tx| groups::dispose_remark(tx, id, version, &input).await).await?;
    let (group, _, remark, _) = remark_of(&site, id).await?;
    if saved.is_some() {
        let page =
            remark.meeting_id.map_or_else(|| format!("{}/sagt", group_address(group.id)), meeting_address);
        return Ok(see_other(&format!("{page}?sparad=besked")));
    }
    if form.is_conflict() {
        form.set("version", remark.version);
    }
    show(&site, t, &here, id, &form).await
}
