//! Sharing a draft with other organisations, with what that means in law said before.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Ref, RootKind};
use plan::clock::in_sweden;
use plan::organisations::{self, OrganisationKind};
use plan::shares::{self, ShareInput};
use uuid::Uuid;

use crate::kinds::Kinds;
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::{self, Of, slug};
use site::visit::{CurrentPage, RequestContext};

/// The sharings of every kind of thing.
pub fn routes() -> axum::Router<Site> {
    RootKind::all().fold(axum::Router::new(), |all, kind| all.merge(routes_of(kind)))
}

fn routes_of(kind: RootKind) -> axum::Router<Site> {
    let at = |what: &str| format!("/{}/{{id}}/{what}", slug(kind.kind()));
    axum::Router::new()
        .route(&at("dela"), get(page).post(share_it))
        .route(&at("dela/{share}/sluta"), post(revoke))
        .layer(Extension(kind))
}

/// Address of the page.
fn address(of: Ref) -> String {
    format!("{}/dela", things::address(of))
}

#[derive(Template)]
#[template(path = "shares/page.html")]
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
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Extension(kinds): Extension<Kinds>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, kinds, t, &here, of, flash.sentence(t, "share"), &Form::default()).await
}

async fn show(
    site: &RequestContext,
    kinds: Kinds,
    t: Texts,
    here: &CurrentPage,
    of: Ref,
    notice: Option<String>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let shared = shares::shares(&mut tx, of).await?;
    let tree = organisations::load(&mut tx).await?;
    let frame = (kinds.frame_below)(site, &mut tx, t, here, t.get("share-title"), of).await?;
    let own = plan::records::house(&mut tx, of).await?;
    drop(tx);
    let today = site.db.clock().today();
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
    view.action = address(of);
    view.save = t.get("share-button");
    view.hidden.push(form.one_time_key(site.db.clock()));
    let rows = shared.into_iter().map(|one| {
        let lasts = one.revoked_at.is_none() && one.until_date >= today;
        let about = match one.revoked_at {
            Some(at) => t.with("share-revoked", &[("date", &in_sweden(at).format("%Y-%m-%d"))]),
            None => t.with("share-until", &[("date", &one.until_date)]),
        };
        ShareRow {
            organisation: tree.name(&one.organisation_id).to_owned(),
            about,
            purpose: one.purpose,
            end: lasts.then(|| format!("{}/{}/sluta", address(of), one.id)),
        }
    });
    let page = SharePage { frame, notice, shares: rows.collect(), form: view };
    render_with(page.form.status, &page)
}

async fn share_it(Of(of): Of, Extension(kinds): Extension<Kinds>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = ShareInput {
        organisation_id: form.text("organisation_id"),
        purpose: form.text("purpose"),
        until_date: form.date("until_date"),
        has_read: form.ticked("has_read"),
    };
    match submit_once(&site, &mut form, async |tx| shares::share(tx, of, &input).await).await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=delad", address(of)))),
        None => show(&site, kinds, t, &here, of, None, &form).await,
    }
}

async fn revoke(
    site: RequestContext,
    Of(of): Of,
    Path((_, one)): Path<(Uuid, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    shares::revoke(&mut tx, of, one).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=slut", address(of))))
}
