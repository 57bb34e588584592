//! Sharing a draft with other organisations, with what that means in law said before.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Kind as ThingKind;
use plan::organisations::{self, OrganisationKind};
use plan::roadmap::load;
use plan::shares::{self, ShareInput};
use uuid::Uuid;

use super::words::{Id, frame_below, roadmap_address};
use crate::fault::Fault;
use crate::forms::{Fields, Form, FormView, Kind, Section, submit};
use crate::page::{Frame, Told, render_with, see_other};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Here, Visit};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/dela", get(page).post(share_it))
        .route("/fardplan/{id}/dela/{share}/sluta", post(revoke))
}

#[derive(Template)]
#[template(path = "roadmap/share.html")]
struct SharePage {
    frame: Frame,
    notice: Option<String>,
    form: FormView,
    shares: Vec<ShareRow>,
}

struct ShareRow {
    organisation: String,
    about: String,
    purpose: String,
    /// Where to end it, while it lasts.
    end: Option<String>,
}

async fn page(
    site: Visit,
    t: Texts,
    here: Here,
    Id(id): Id,
    Query(told): Query<Told>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, told.notice(t, "share"), &Form::default()).await
}

async fn show(
    site: &Visit,
    t: Texts,
    here: &Here,
    id: Uuid,
    notice: Option<String>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let roadmap = load(&mut tx, id).await?.roadmap;
    let shared = shares::shares(&mut tx, ThingKind::Roadmap.of(id)).await?;
    let tree = organisations::load(&mut tx).await?;
    let today = site.db.clock().today();
    let own = tree.get(&roadmap.organisation_id).map_or("", |one| one.house.as_str()).to_owned();
    let order = swedish::Order::new();
    let mut others: Vec<(String, String)> = tree
        .all()
        .filter(|one| one.house != own && one.kind != OrganisationKind::Nation)
        .map(|one| {
            (one.id.clone(), format!("{} ({})", one.name, t.get(&format!("organisation-{}", one.kind))))
        })
        .collect();
    others.sort_by(|a, b| order.as_ref().map_or_else(|| a.1.cmp(&b.1), |order| order.compare(&a.1, &b.1)));
    others.insert(0, (String::new(), t.get("share-choose")));
    let fields = Fields { t, thing: "share", form, theirs: None };
    let section = Section {
        fields: vec![
            fields.required("organisation_id", Kind::Choice(others)),
            fields.required("purpose", Kind::Text),
            fields.required("until_date", Kind::Date),
            fields.required("has_read", Kind::Box),
        ],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/dela", roadmap_address(id));
    view.save = t.get("share-button");
    let rows = shared.into_iter().map(|one| {
        let lasts = one.revoked_at.is_none() && one.until_date >= today;
        let about = match one.revoked_at {
            Some(at) => t.with("share-revoked", &[("date", &at.format("%Y-%m-%d"))]),
            None => t.with("share-until", &[("date", &one.until_date)]),
        };
        ShareRow {
            organisation: tree.name(&one.organisation_id).to_owned(),
            about,
            purpose: one.purpose,
            end: lasts.then(|| format!("{}/dela/{}/sluta", roadmap_address(id), one.id)),
        }
    });
    let page = SharePage {
        frame: frame_below(site, t, here, t.get("share-title"), &roadmap),
        notice,
        shares: rows.collect(),
        form: view,
    };
    render_with(page.form.status, &page)
}

async fn share_it(
    site: Visit,
    t: Texts,
    here: Here,
    Id(id): Id,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let mut form = Form::sent(sent);
    let input = ShareInput {
        organisation_id: form.text("organisation_id"),
        purpose: form.text("purpose"),
        until_date: form.date("until_date"),
        has_read: form.ticked("has_read"),
    };
    let of = ThingKind::Roadmap.of(id);
    match submit(&site, &mut form, async |tx| shares::share(tx, of, &input).await).await? {
        Some(_) => Ok(see_other(&format!("{}/dela?sparad=delad", roadmap_address(id)))),
        None => show(&site, t, &here, id, None, &form).await,
    }
}

async fn revoke(site: Visit, Path((id, one)): Path<(Uuid, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    shares::revoke(&mut tx, ThingKind::Roadmap.of(id), one).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}/dela?sparad=slut", roadmap_address(id))))
}
