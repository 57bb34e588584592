//! An example: what it led to first, then how, and what others have made of it.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Kind as ThingKind, Right, may, may_somewhere};
use plan::attachments;
use plan::library::examples::{self, Example, ExampleReview, ExampleState, ExampleUpdate, ReviewVerdict};
use plan::library::{self, Reused};
use plan::organisations::{self, Organisations};
use uuid::Uuid;

use crate::alike::{alike, needs};
use crate::examples::{period, place, tags};
use crate::open_data::json_ld;
use crate::owner::{OwnerView, owner_view};
use crate::reuse::{ReuseRow, reuse_rows};
use crate::words::{approach_address, example_address, frame, theme_words, told};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Form, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::kronor;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/exempel/{id}", get(page))
        .route("/exempel/{id}/steg", post(step))
        .route("/exempel/{id}/kontakt-borta", post(contact_gone))
        .route("/mottagare/{id}/exempel", post(from_answer))
}

#[derive(Template)]
#[template(path = "library/example.html")]
struct ExamplePage {
    frame: Frame,
    notice: Option<FlashMessage>,
    faults: Vec<(String, String)>,
    over: String,
    tags: Vec<(String, &'static str)>,
    claim: String,
    /// What somebody must know before they rely on it.
    cautions: Vec<String>,
    facts: Vec<(String, String)>,
    /// Heading and text, what others can learn first.
    parts: Vec<(String, String)>,
    results: Vec<ResultRow>,
    updates: Vec<(String, String, String)>,
    reviews: Vec<(String, String)>,
    reuses: Vec<ReuseRow>,
    declined: String,
    approach: Option<(String, String)>,
    /// Where it is seen who near has done it.
    near: Option<String>,
    /// Others that are like it, while it is being written: title and address.
    alike: Vec<(String, String)>,
    /// Needs of the reader's that it may meet.
    needs: Vec<(String, String)>,
    /// Where files are looked after, and the files: in words, and address.
    files: String,
    attached: Vec<(String, String)>,
    contact: String,
    contact_email: String,
    licence: (String, &'static str),
    address: String,
    version: i64,
    owner: Option<OwnerView>,
    may_contribute: bool,
    may_review: bool,
    is_published: bool,
    /// What search engines read.
    json_ld: String,
}

struct ResultRow {
    indicator: String,
    before: String,
    after: String,
    compared: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t), &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let today = tx.today();
    let effects = &site.forecast.tables().effects;
    let example = examples::load(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    let updates = examples::updates(&mut tx, id).await?;
    let reviews = examples::reviews(&mut tx, id).await?;
    let steps = library::reuses(&mut tx, effects, &Reused::Example(id)).await?;
    let alike =
        if example.state == ExampleState::Published { Vec::new() } else { alike(&mut tx, &example).await? };
    let needs = needs(&mut tx, &example).await?;
    let attached = attachments::list(&mut tx, ThingKind::Example.of(id)).await?;
    let is_lasting = plan::records::is_lasting(&mut tx, ThingKind::Example.of(id)).await?;
    drop(tx);
    let content = &example.content;
    let actor = &site.visitor().actor;
    let owner = tree.get(&example.organisation_id).map(organisations::Organisation::owner);
    let has = |right| owner.is_some_and(|owner| may(actor, right, owner));
    let reuses = reuse_rows(t, &tree, &steps, actor);
    let refused = reuses.iter().filter(|one| one.is_declined).count();
    let approach = effects.approach(&content.approach);
    let is_published = example.state == ExampleState::Published;
    let page = ExamplePage {
        frame: frame(t, here, content.title.clone())
            .below(t.get("library-title"), "/bibliotek")
            .below(t.get("examples-title"), "/bibliotek/exempel"),
        notice,
        faults: form.summary(&t),
        over: [place(site, t, &example)]
            .into_iter()
            .chain(theme_words(t, &content.theme))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        tags: tags(t, &example, today),
        claim: content.claim.clone(),
        cautions: cautions(t, &example, &reviews, today),
        facts: facts(t, &tree, &example),
        parts: parts(t, &example),
        results: content.results.iter().map(|one| result_row(t, one)).collect(),
        updates: updates.iter().map(|one| update_row(t, one)).collect(),
        reviews: reviews.iter().map(|one| review_row(t, &tree, one, example.version)).collect(),
        declined: if refused > 0 { t.count("reuse-declined-count", refused) } else { String::new() },
        reuses,
        alike,
        needs,
        approach: approach.map(|one| (told(t, &one.title), approach_address(&one.name))),
        near: approach
            .filter(|one| one.is_practice)
            .map(|one| format!("{}/spridning#nara", approach_address(&one.name))),
        files: format!("{}/bilagor", example_address(id)),
        attached: attached
            .iter()
            .map(|file| {
                let words = format!("{} ({})", file.name, site::files::size(t, file.size));
                (words, format!("{}/bilaga/{}", example_address(id), file.id))
            })
            .collect(),
        contact: content.contact.clone(),
        contact_email: content.contact_email.clone(),
        licence: (t.get(&format!("licence-{}", content.licence)), content.licence.address()),
        address: example_address(id),
        version: example.version,
        owner: has(Right::Contribute).then(|| {
            owner_view(t, &example, form, has(Right::ApproveExample), has(Right::Contribute) && !is_lasting)
        }),
        may_contribute: may_somewhere(actor, Right::Contribute),
        may_review: may_somewhere(actor, Right::Review) && is_published && !has(Right::Contribute),
        is_published,
        json_ld: if is_published {
            json_ld(site, t, tree.name(&example.organisation_id), &example)
        } else {
            String::new()
        },
    };
    let status = if form.is_good() { StatusCode::OK } else { form.status() };
    render_with(status, &page)
}

fn cautions(t: Texts, example: &Example, reviews: &[ExampleReview], today: chrono::NaiveDate) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    all.extend(example.needs_look(today).map(|why| t.get(&format!("needs-look-{}-about", why.name()))));
    if !example.is_whole() {
        all.push(t.get("example-is-tip-about"));
    }
    let latest = reviews.first().filter(|one| one.verdict == ReviewVerdict::Questioned);
    all.extend(latest.map(|_| t.get("review-questioned-about")));
    all
}

fn facts(t: Texts, tree: &Organisations, example: &Example) -> Vec<(String, String)> {
    let content = &example.content;
    let amount = |value: Option<f64>| value.map(|value| kronor(t, value)).unwrap_or_default();
    let hours = content.staff_hours.map(|hours| t.with("example-hours", &[("n", &t.number(hours, 0))]));
    let provision = match content.provision {
        examples::Provision::Unknown => String::new(),
        known => t.get(&format!("provision-{known}")),
    };
    [
        ("example-verdict", t.get(&format!("example-verdict-{}", content.verdict))),
        ("example-evidence", t.get(&format!("evidence-{}", content.evidence))),
        ("example-target-group", content.target_group.clone()),
        ("example-provision", provision),
        ("example-period", period(content.from_year, content.to_year).unwrap_or_default()),
        ("example-staff-hours", hours.unwrap_or_default()),
        ("example-cost-once", amount(content.cost_once)),
        ("example-cost-yearly", amount(content.cost_yearly)),
        ("example-paid-by", content.paid_by.clone()),
        ("example-organisation", tree.name(&example.organisation_id).to_owned()),
        ("example-told-by", content.told_by.clone()),
        (
            "example-published",
            example.published_at.map(|at| t.long_date(plan::clock::in_sweden(at).date())).unwrap_or_default(),
        ),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| (t.get(key), text))
    .collect()
}

fn parts(t: Texts, example: &Example) -> Vec<(String, String)> {
    let content = &example.content;
    [
        ("example-conclusions", &content.conclusions),
        ("example-need", &content.need),
        ("example-body", &content.body),
        ("example-not-worked", &content.not_worked),
        ("example-conditions", &content.conditions),
        ("example-legal", &content.legal),
        ("example-next-step", &content.next_step),
        ("example-source", &content.source),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| (t.get(key), text.clone()))
    .collect()
}

fn result_row(t: Texts, result: &examples::ExampleResult) -> ResultRow {
    let told = |value: Option<f64>| match value {
        Some(value) => {
            let decimals = if value.fract() == 0.0 { 0 } else { 1 };
            format!("{} {}", t.number(value, decimals), result.unit).trim().to_owned()
        }
        None => t.get("example-not-measured"),
    };
    ResultRow {
        indicator: result.indicator.clone(),
        before: told(result.value_before),
        after: told(result.value_after),
        compared: result.compared.clone(),
    }
}

fn update_row(t: Texts, update: &ExampleUpdate) -> (String, String, String) {
    (t.long_date(update.day), update.body.clone(), update.source.clone())
}

fn review_row(t: Texts, tree: &Organisations, review: &ExampleReview, version: i64) -> (String, String) {
    let day = t.long_date(plan::clock::in_sweden(review.created_at).date());
    let told: [(&str, &dyn std::fmt::Display); 2] =
        [("name", &tree.name(&review.organisation_id)), ("day", &day)];
    let mut said = t.with(&format!("review-{}-by", review.verdict), &told);
    if review.of_version < version {
        said = format!("{said} {}", t.get("review-before-change"));
    }
    (said, review.note.clone())
}

/// Takes an example a step on its way.
async fn step(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let (step, reason) = (form.text("steg"), form.text("reason"));
    let done = submit(&site, &mut form, async |tx| match step.as_str() {
        "skicka" => examples::submit(tx, id, version).await,
        "publicera" => examples::publish(tx, id, version).await,
        "tillbaka" => examples::send_back(tx, id, version, &reason).await,
        "dra-tillbaka" => examples::withdraw(tx, id, version, &reason).await,
        "stammer" => examples::confirm(tx, id, version).await,
        _ => Err(plan::fault::Fault::NotFound { what: "step" }),
    });
    match done.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=exempel-{step}", example_address(id)))),
        None => show(&site, t, &here, id, None, &form).await,
    }
}

/// Somebody tells that nobody answers at the contact.
async fn contact_gone(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    match submit(&site, &mut form, async |tx| examples::report_gone(tx, id).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=kontakt-borta", example_address(id)))),
        None => show(&site, t, &here, id, None, &form).await,
    }
}

/// An answer to a call becomes a draft.
async fn from_answer(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, mut form, .. } = sent;
    let effects = &site.forecast.tables().effects;
    match submit(&site, &mut form, async |tx| examples::from_answer(tx, effects, id).await).await? {
        Some(example) => Ok(see_other(&format!("{}?sparad=exempel-av-svar", example_address(example)))),
        None => Err(Fault::NotFound),
    }
}
