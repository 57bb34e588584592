//! Accepting an invitation.

use axum::Form as Body;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use plan::accounts::{self, Invitation};
use plan::fault::Fault as Refused;
use plan::organisations;

use super::{accounts, with_session};
use crate::fault::Fault;
use crate::forms::{Fields, Form, FormPage, Kind, Section};
use crate::page::{Frame, Place};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Here, Visit};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/inbjudan/{link}", get(ask).post(accept))
}

async fn ask(site: Visit, t: Texts, here: Here, Path(link): Path<String>) -> Result<Response, Fault> {
    show(&site, t, &here, &link, &Form::default()).await
}

async fn accept(
    site: Visit,
    t: Texts,
    here: Here,
    Path(link): Path<String>,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let own = accounts(&site)?;
    let mut form = Form::sent(sent);
    let (name, password) = (form.text("name"), form.value("password").to_owned());
    let mut tx = site.write().await?;
    match accounts::accept(&mut tx, &link, &name, &password, &site.visitor().client).await {
        Ok(stepped) => {
            tx.commit().await?;
            Ok(with_session(own, Some(&stepped.secret), "/konto?ny=1"))
        }
        Err(Refused::Invalid(faults)) => {
            drop(tx);
            form.add(faults);
            show(&site, t, &here, &link, &form).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(site: &Visit, t: Texts, here: &Here, link: &str, form: &Form) -> Result<Response, Fault> {
    let own = accounts(site)?;
    let mut tx = site.read().await?;
    let Invitation { email, title, organisation_id, .. } = match accounts::invitation(&mut tx, link).await {
        Ok(found) => found,
        Err(Refused::Invalid(_)) => return Err(Fault::LinkOld),
        Err(other) => return Err(other.into()),
    };
    let tree = organisations::load(&mut tx).await?;
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section {
        fields: vec![fields.required("name", Kind::Line), fields.required("password", Kind::NewPassword)],
        ..Section::default()
    };
    let frame = Frame::new(t, t.get("invitation-title"), Place::Other, here);
    let organisation = tree.name(&organisation_id);
    let told: [(&str, &dyn std::fmt::Display); 3] =
        [("email", &email), ("title", &title), ("organisation", &organisation)];
    let mut page =
        FormPage::new(frame, form, vec![section], "invitation-button").lead(t.with("invitation-lead", &told));
    for one in &own.providers {
        let name = &one.provider.name;
        page = page
            .link(t.with("sign-in-with", &[("name", name)]), format!("/logga-in/med/{name}?inbjudan={link}"));
    }
    page.show()
}
