//! An organisation's page: where it stands in the tree, what lies below it, which are like it, its published roadmaps, and
//! for whoever looks after it, its functions and persons.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::{Right, Role, may, may_grant};
use plan::accounts::{Invitation, invitations};
use plan::db::Tx;
use plan::organisations::{
    self, Function, Holder, NATION, Organisation, OrganisationInput, OrganisationKind, Organisations,
};
use plan::records::{Filter, Listing};
use plan::roadmap::{list, published};
use serde::Deserialize;

use super::users::{self, FunctionRow};
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, options, submit_once};
use site::page::{Frame, NavItem, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/organisationer", get(|| async { see_other(&address(NATION)) }))
        .route("/organisation/{id}", get(page).post(add))
        .route("/organisation/{id}/stang", post(close))
}

/// An organisation's address.
pub fn address(id: &str) -> String {
    format!("/organisation/{id}")
}

/// How many similar municipalities are shown.
const SIMILAR: usize = 7;

type Link = (String, String);

#[derive(Template)]
#[template(path = "organisations/page.html")]
struct OrganisationPage {
    frame: Frame,
    notice: Option<String>,
    about: String,
    /// Its forecast and the roadmaps about it, for a municipality.
    region: Option<(String, String)>,
    below: Vec<(String, Vec<Link>)>,
    similar: Vec<Link>,
    roadmaps: Vec<Link>,
    /// Where its roadmaps are carried out and in.
    transfer: Option<String>,
    users: Option<Users>,
}

/// What only whoever looks after the organisation sees.
struct Users {
    functions: Vec<FunctionRow>,
    new_function: FormView,
    new_part: Option<FormView>,
    close: Option<(String, i64)>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(id): Path<String>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let forms = Forms { notice: flash.sentence(t, "organisation"), ..Forms::default() };
    show(&site, t, &here, &id, forms).await
}

/// The forms of the page, as they were typed.
#[derive(Default)]
pub struct Forms {
    /// What has been done.
    pub notice: Option<String>,
    /// A new part.
    pub part: Form,
    /// A new function.
    pub function: Form,
    /// Whom to invite to a function, and to which.
    pub invitation: Option<(uuid::Uuid, Form)>,
}

/// Shows the page, with forms as they were typed.
pub async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: &str,
    forms: Forms,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    let own = tree.get(id).ok_or(Fault::NotFound)?;
    let invitation = forms.invitation.as_ref().map(|(_, form)| form);
    let sent = [&forms.part, &forms.function].into_iter().chain(invitation).find(|form| !form.is_good());
    let status = sent.map_or(StatusCode::OK, Form::status);
    let roadmaps = owned(&mut tx, id).await?;
    let manages = may(&site.visitor().actor, Right::ManageUsers, own.owner()) && site.visitor().has_accounts;
    let users = if manages {
        let kept = Staffing {
            functions: organisations::functions(&mut tx, id).await?,
            holders: organisations::holders(&mut tx, id).await?,
            invitations: invitations(&mut tx, id).await?,
        };
        Some(managed(site, t, own, &tree, kept, &forms))
    } else {
        None
    };
    let mut frame = Frame::new(t, own.name.clone(), NavItem::Other, here);
    for above in tree.path_to(id).into_iter().filter(|above| above.id != id) {
        frame = frame.below(above.name.clone(), address(&above.id));
    }
    let page = OrganisationPage {
        frame,
        notice: forms.notice,
        about: about(t, own),
        region: (own.kind == OrganisationKind::Municipality)
            .then(|| (format!("/kommun/{id}"), format!("/kommun/{id}/fardplaner"))),
        below: below(t, &tree, id),
        similar: similar(site, &tree, id),
        roadmaps,
        transfer: plan::transfer::may_carry(&mut tx, id).await?.0.then(|| crate::transfer::address(id)),
        users,
    };
    render_with(status, &page)
}

/// The organisation's roadmaps that may be read, also those that may be read only as they were published.
async fn owned(tx: &mut Tx, id: &str) -> Result<Vec<Link>, Fault> {
    let (own, _) = list(tx, &Listing::of(Filter::OwnedBy(vec![id.to_owned()]))).await?;
    let now = own.into_iter().map(|summary| summary.roadmap);
    let mut links: Vec<Link> =
        now.map(|roadmap| (roadmap.title, format!("/fardplan/{}", roadmap.id))).collect();
    let published = published(tx).await?.into_iter();
    let published = published.filter(|version| version.organisation_id == id);
    links.extend(published.map(|version| {
        let address = format!("/fardplan/{}/version/{}", version.roadmap_id, version.number);
        (version.title, address)
    }));
    Ok(links)
}

fn about(t: Texts, own: &Organisation) -> String {
    let kind = t.get(&format!("organisation-{}", own.kind));
    if own.version == 0 { t.with("organisation-code", &[("kind", &kind), ("code", &own.id)]) } else { kind }
}

/// What lies directly below, by kind.
fn below(t: Texts, tree: &Organisations, id: &str) -> Vec<(String, Vec<Link>)> {
    let order = swedish::Order::new();
    let groups = OrganisationKind::ALL.into_iter().map(|kind| {
        let mut links: Vec<Link> = tree
            .below(id)
            .filter(|one| one.kind == kind)
            .map(|one| (one.name.clone(), address(&one.id)))
            .collect();
        links.sort_by(|a, b| order.as_ref().map_or_else(|| a.0.cmp(&b.0), |order| order.compare(&a.0, &b.0)));
        (t.get(&format!("organisations-{kind}")), links)
    });
    groups.filter(|(_, links)| !links.is_empty()).collect()
}

fn similar(site: &Site, tree: &Organisations, id: &str) -> Vec<Link> {
    let codes = site.forecast.similar(id, SIMILAR);
    codes.into_iter().map(|code| (tree.name(&code).to_owned(), address(&code))).collect()
}

/// What whoever looks after an organisation needs to see.
struct Staffing {
    functions: Vec<Function>,
    holders: Vec<Holder>,
    invitations: Vec<Invitation>,
}

fn managed(
    site: &RequestContext,
    t: Texts,
    own: &Organisation,
    tree: &Organisations,
    kept: Staffing,
    forms: &Forms,
) -> Users {
    let may_give = |role: Role| may_grant(&site.visitor().actor, role, own.owner());
    let roles = Role::ALL.into_iter().filter(|role| may_give(*role));
    let fields = Fields { t, thing: "function", form: &forms.function, theirs: None };
    let section = Section {
        fields: vec![
            fields.required("role", Kind::Choice(options(t, "role", roles.map(Role::name)))),
            fields.required("title", Kind::Line),
        ],
        ..Section::default()
    };
    let mut new_function = FormView::new(t, &forms.function, vec![section], None);
    new_function.action = format!("{}/funktion", address(&own.id));
    new_function.save = t.get("function-add");
    new_function.hidden.push(forms.function.one_time_key(site.db.clock()));
    let today = site.db.clock().today();
    let functions = kept
        .functions
        .iter()
        .map(|function| {
            let invitation =
                forms.invitation.as_ref().filter(|(id, _)| *id == function.id).map(|(_, form)| form);
            users::row(
                t,
                function,
                may_give(function.role),
                &kept.holders,
                &kept.invitations,
                invitation,
                today,
            )
        })
        .collect();
    let is_added = own.version > 0 && tree.below(&own.id).next().is_none() && kept.functions.is_empty();
    Users {
        functions,
        new_function,
        new_part: new_part(site, t, own, &forms.part),
        close: is_added.then(|| (format!("{}/stang", address(&own.id)), own.version)),
    }
}

fn new_part(site: &Site, t: Texts, own: &Organisation, form: &Form) -> Option<FormView> {
    let kinds = OrganisationKind::ALL.into_iter().filter(|kind| kind.may_lie_below(own.kind));
    let kinds = options(t, "organisation", kinds.map(OrganisationKind::name));
    if kinds.is_empty() {
        return None;
    }
    let fields = Fields { t, thing: "organisation", form, theirs: None };
    let section = Section {
        fields: vec![
            fields.required("kind", Kind::Choice(kinds)),
            fields.required("name", Kind::Line),
            fields.field("number", Kind::Line),
        ],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = address(&own.id);
    view.save = t.get("organisation-add");
    view.hidden.push(form.one_time_key(site.db.clock()));
    Some(view)
}

/// Adds an organisation below.
async fn add(Path(id): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let kind = OrganisationKind::named(&form.text("kind")).unwrap_or(OrganisationKind::Unit);
    let input =
        OrganisationInput { parent: id.clone(), kind, name: form.text("name"), number: form.text("number") };
    match submit_once(&site, &mut form, async |tx| organisations::create(tx, &input).await).await? {
        Some(new) => Ok(see_other(&format!("{}?sparad=ny", address(&new.to_string())))),
        None => show(&site, t, &here, &id, Forms { part: form, ..Forms::default() }).await,
    }
}

#[derive(Deserialize)]
struct ExpectedVersion {
    version: i64,
}

async fn close(
    site: RequestContext,
    Path(id): Path<String>,
    Body(seen): Body<ExpectedVersion>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let tree = organisations::load(&mut tx).await?;
    let above = tree.get(&id).and_then(|one| one.parent.clone()).ok_or(Fault::NotFound)?;
    organisations::close(&mut tx, &id, seen.version).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=stangd", address(&above))))
}
