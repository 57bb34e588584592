//! The list of phrases that mean the same to whoever searches, for whoever runs the program.

use axum::response::Response;
use axum::routing::get;
use plan::search::{catch_up, set_synonyms, synonyms};

use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::{Frame, NavItem, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

const ADDRESS: &str = "/drift/synonymer";

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route(ADDRESS, get(page).post(save))
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let list = synonyms(&mut site.read().await?).await?;
    let mut form = Form::default();
    form.set("text", list.text).set("version", list.version);
    show(t, &here, &form)
}

fn show(t: Texts, here: &CurrentPage, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "synonyms", form, theirs: None };
    let section = Section { fields: vec![fields.field("text", Kind::Text)], ..Section::default() };
    let frame = Frame::new(t, t.get("synonyms-title"), NavItem::Other, here)
        .below(t.get("operations-title"), "/drift");
    let mut page = FormPage::new(frame, form, vec![section], "form-save");
    page.form.cancel = Some("/drift".to_owned());
    page.lead(t.get("synonyms-lead")).show()
}

async fn save(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let text = form.value("text").to_owned();
    match submit(&site, &mut form, async |tx| set_synonyms(tx, version, &text).await).await? {
        Some(()) => {
            let db = site.db.clone();
            tokio::spawn(async move {
                if let Err(fault) = catch_up(&db).await {
                    tracing::warn!(%fault, "what is searched is not made anew");
                }
            });
            Ok(see_other("/drift?igen=synonymer"))
        }
        None => {
            if form.is_conflict() {
                let now = synonyms(&mut site.read().await?).await?;
                form.set("version", now.version);
            }
            show(t, &here, &form)
        }
    }
}
