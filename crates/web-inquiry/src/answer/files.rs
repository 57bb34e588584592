//! Files that are sent with an answer.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::response::Response;
use axum::routing::{get, post};
use plan::attachments::{LARGEST, MediaType};
use plan::inquiry;
use uuid::Uuid;

use super::{Banner, Key, frame, sender};
use site::Site;
use site::fault::Fault;
use site::files::{LARGEST_UPLOAD, size, take_in};
use site::forms::{Fields, Form, FormView, Kind, Section};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/filer", get(page).post(add).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route("/svara/{key}/filer/{file}/bort", post(remove))
}

#[derive(Template)]
#[template(path = "answer/files.html")]
struct FilesPage {
    frame: Frame,
    banner: Banner,
    /// Name, size and where it is taken away.
    rows: Vec<(String, String, String)>,
    form: Option<FormView>,
    back: String,
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    show(&site, t, &here, &key, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let files = inquiry::own_files(&mut tx, key.entry()).await?;
    drop(tx);
    let fields = Fields { t, thing: "attachment", form, theirs: None };
    let endings = MediaType::ALL.map(|kind| format!(".{}", kind.ending())).join(",") + ",.jpeg";
    let mut field = fields.required("file", Kind::Upload(endings));
    let limits: [(&str, &dyn std::fmt::Display); 2] =
        [("max", &(LARGEST / 1024 / 1024)), ("most", &plan::attachments::MOST)];
    field.hint = Some(t.with("attachment-file-limits", &limits));
    let mut view = FormView::new(t, form, vec![Section { fields: vec![field], ..Section::default() }], None);
    view.action = key.address("filer");
    view.save = t.get("attachments-send");
    let page = FilesPage {
        frame: frame(t, here, t.get("answer-files")),
        banner: Banner::new(t, key, &it, &sender),
        rows: files
            .iter()
            .map(|file| {
                (file.name.clone(), size(t, file.size), key.address(&format!("filer/{}/bort", file.id)))
            })
            .collect(),
        form: it.is_open.then_some(view),
        back: key.address("kontrollera"),
    };
    render_with(form.status(), &page)
}

async fn add(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let taken = take_in(
        &site,
        sent,
        |tx, bytes| {
            let key = key.clone();
            Box::pin(async move { inquiry::demand_file(tx, key.entry(), bytes).await })
        },
        |tx, file| {
            let key = key.clone();
            Box::pin(async move { inquiry::add_file(tx, key.entry(), file).await })
        },
    );
    let taken = taken.await?;
    let mut form = Form::default();
    match taken {
        Ok(()) => Ok(see_other(&key.address("filer"))),
        Err(faults) => {
            form.add(faults);
            show(&site, t, &here, &key, &form).await
        }
    }
}

async fn remove(
    site: RequestContext,
    key: Key,
    Path((_, file)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    inquiry::remove_file(&mut tx, key.entry(), file).await?;
    tx.commit().await?;
    Ok(see_other(&key.address("filer")))
}

/// A file that is too large is refused on the page, not by the connection.
const _: () = assert!(LARGEST_UPLOAD > LARGEST);
