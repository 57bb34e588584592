//! Turning one-time codes on and off.

use askama::Template;
use axum::response::Response;
use axum::routing::{get, post};
use plan::accounts::{self, CodeKey};
use plan::fault::Fault as Refused;
use qrcode::QrCode;
use qrcode::render::svg;

use super::signed_in;
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, FormView, Kind, Section, Sent};
use site::page::{Frame, NavItem, render, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/konto/engangskoder", get(page).post(begin))
        .route("/konto/engangskoder/bekrafta", post(confirm))
        .route("/konto/engangskoder/av", post(remove))
}

fn frame(t: Texts, here: &CurrentPage) -> Frame {
    Frame::new(t, t.get("codes-title"), NavItem::Other, here).below(t.get("account-title"), "/konto")
}

/// What codes are, and how to turn them on; or off, where they are on.
async fn page(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let has_codes = accounts::has_codes(&mut site.read().await?).await?;
    let form = Form::default();
    if has_codes {
        return remove_page(t, &here, &form);
    }
    FormPage::new(frame(t, &here), &form, Vec::new(), "codes-begin").lead(t.get("codes-lead")).show()
}

fn remove_page(t: Texts, here: &CurrentPage, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section { fields: vec![fields.required("password", Kind::Password)], ..Section::default() };
    let mut page =
        FormPage::new(frame(t, here), form, vec![section], "codes-remove").lead(t.get("codes-remove-lead"));
    page.form.action = "/konto/engangskoder/av".into();
    page.show()
}

#[derive(Template)]
#[template(path = "accounts/codes.html")]
struct KeyPage {
    frame: Frame,
    picture: String,
    key: String,
    form: FormView,
}

#[derive(Template)]
#[template(path = "accounts/paper.html")]
struct PaperPage {
    frame: Frame,
    codes: Vec<String>,
}

async fn begin(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let mut tx = site.write().await?;
    let key = match accounts::begin_codes(&mut tx).await {
        Ok(key) => key,
        Err(Refused::Invalid(_)) => return Ok(see_other("/konto/engangskoder")),
        Err(other) => return Err(other.into()),
    };
    tx.commit().await?;
    render(&key_page(t, &here, &key, &Form::default()))
}

fn key_page(t: Texts, here: &CurrentPage, key: &CodeKey, form: &Form) -> KeyPage {
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section { fields: vec![fields.required("code", Kind::Code)], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = "/konto/engangskoder/bekrafta".into();
    view.save = t.get("codes-confirm");
    let picture = QrCode::new(&key.address).map_or_else(
        |_| String::new(),
        |code| code.render::<svg::Color<'_>>().min_dimensions(200, 200).build(),
    );
    // The picture stands in the page, so the declaration of a file of its own goes.
    let picture = picture.split_once("?>").map_or(picture.clone(), |(_, svg)| svg.to_owned());
    KeyPage { frame: frame(t, here), picture, key: key.text.clone(), form: view }
}

async fn confirm(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let session = signed_in(&site, &here)?;
    let mut tx = site.write().await?;
    match accounts::confirm_codes(&mut tx, session, form.value("code")).await {
        Ok(codes) => {
            tx.commit().await?;
            render(&PaperPage { frame: frame(t, &here), codes })
        }
        Err(why) => {
            form.refuse(why)?;
            // The key that was shown still holds: the device may know it already.
            let key = match accounts::pending_key(&mut tx).await {
                Ok(key) => key,
                // They are on already: the form was sent twice.
                Err(Refused::NotFound { .. }) => return Ok(see_other("/konto/engangskoder")),
                Err(other) => return Err(other.into()),
            };
            render_with(form.status(), &key_page(t, &here, &key, &form))
        }
    }
}

async fn remove(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    signed_in(&site, &here)?;
    match accounts::remove_codes(&site.db, &site.visitor().actor, form.value("password")).await {
        Ok(()) => Ok(see_other("/konto?sparad=1")),
        Err(why) => {
            form.refuse(why)?;
            remove_page(t, &here, &form)
        }
    }
}
