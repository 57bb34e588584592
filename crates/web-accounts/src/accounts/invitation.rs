//! Accepting an invitation.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Actor;
use plan::accounts::{self, Invitation, NewPassword, Stepped};
use plan::fault::{Fault as Refused, FieldFault};
use plan::organisations;

use super::{accounts, with_session};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent};
use site::page::{Frame, NavItem, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/inbjudan/{link}", get(ask).post(accept))
        .route("/inbjudan/{link}/ta-emot", post(take_up))
}

async fn ask(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &link, &Form::default()).await
}

async fn accept(Path(link): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let own = accounts(&site)?;
    let name = form.text("name");
    match try_accept(&site, &link, &name, form.value("password")).await {
        Ok(stepped) => Ok(with_session(own, &stepped, "/konto?ny=1")),
        Err(why) => {
            form.refuse(why)?;
            show(&site, t, &here, &link, &form).await
        }
    }
}

async fn try_accept(
    site: &RequestContext,
    link: &str,
    name: &str,
    password: &str,
) -> Result<Stepped, Refused> {
    // Looked up first: a hash takes time, and nobody's link is not worth it.
    let invitation = accounts::invitation(&mut site.db.read(&Actor::Visitor).await?, link).await?;
    if site.gate.accounts().is_some_and(|own| own.is_proved_by_provider(&invitation.email)) {
        return Err(Refused::Invalid(vec![FieldFault::new("password", "by-provider")]));
    }
    let password = NewPassword::new(site.db.clock(), password).await?;
    // Whoever the browser was signed in as has nothing to do with it.
    let mut tx = site.db.write(&Actor::Visitor).await?;
    let stepped = accounts::accept(&mut tx, link, name, &password, &site.visitor().client).await?;
    tx.commit().await?;
    Ok(stepped)
}

/// Accepts as whoever has signed in.
async fn take_up(site: RequestContext, Path(link): Path<String>) -> Result<Response, Fault> {
    accounts(&site)?;
    if site.visitor().session.is_none() {
        return Err(Fault::SignIn(format!("/inbjudan/{link}")));
    }
    let mut tx = site.write().await?;
    match accounts::accept_signed_in(&mut tx, &link).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other("/konto?sparad=1"))
        }
        Err(Refused::Invalid(_)) => Err(Fault::LinkOld),
        Err(other) => Err(other.into()),
    }
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    link: &str,
    form: &Form,
) -> Result<Response, Fault> {
    let own = accounts(site)?;
    let mut tx = site.read().await?;
    let found = match accounts::invitation(&mut tx, link).await {
        Ok(found) => found,
        Err(Refused::Invalid(_)) => return Err(Fault::LinkOld),
        Err(other) => return Err(other.into()),
    };
    let has_account = accounts::has_account(&mut tx, &found).await?;
    let Invitation { email, title, organisation_id, .. } = found;
    let tree = organisations::load(&mut tx).await?;
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section {
        fields: vec![fields.required("name", Kind::Line), fields.new_password()],
        ..Section::default()
    };
    let frame = Frame::new(t, t.get("invitation-title"), NavItem::Other, here);
    let organisation = tree.name(&organisation_id);
    let told: [(&str, &dyn std::fmt::Display); 3] =
        [("email", &email), ("title", &title), ("organisation", &organisation)];
    if has_account {
        return known(site, t, frame, form, link, t.with("invitation-known", &told));
    }
    let mut page =
        FormPage::new(frame, form, vec![section], "invitation-button").lead(t.with("invitation-lead", &told));
    for one in &own.providers {
        let name = &one.provider.name;
        page = page
            .link(t.with("sign-in-with", &[("name", name)]), format!("/logga-in/med/{name}?inbjudan={link}"));
    }
    page.show()
}

/// The page for whoever has an account: accept it, or sign in first.
fn known(
    site: &RequestContext,
    t: Texts,
    frame: Frame,
    form: &Form,
    link: &str,
    lead: String,
) -> Result<Response, Fault> {
    let mut page = FormPage::new(frame, form, Vec::new(), "invitation-take-up").lead(lead);
    page.form.action = format!("/inbjudan/{link}/ta-emot");
    if site.visitor().session.is_none() {
        page.form.save = t.get("invitation-sign-in");
    }
    page.show()
}
