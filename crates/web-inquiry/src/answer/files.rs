//! Files that are sent with an answer.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use plan::attachments::{Attachment, LARGEST, MediaType};
use plan::inquiry;
use serde::Deserialize;
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
    files: FileList,
    back: String,
}

/// Files that have been sent, and where another is.
pub struct FileList {
    /// Name, size and where it is taken away.
    pub rows: Vec<(String, String, String)>,
    /// What is said where there are none.
    pub none: String,
    /// Whether something else is written on the same page, which a file is not sent with.
    pub is_beside: bool,
    pub form: Option<FormView>,
}

impl FileList {
    /// The files that answer a question, or go with the whole answer; with the form of another where answers are taken.
    pub fn new(
        t: Texts,
        key: &Key,
        question: Option<Uuid>,
        files: &[Attachment],
        form: Option<&Form>,
    ) -> Self {
        let of = question.map(|id| format!("?fraga={id}")).unwrap_or_default();
        let row = |file: &Attachment| {
            let remove = key.address(&format!("filer/{}/bort{of}", file.id));
            (file.name.clone(), size(t, file.size), remove)
        };
        Self {
            rows: files.iter().map(row).collect(),
            none: t.get("answer-no-files"),
            is_beside: question.is_some(),
            form: form.map(|form| file_form(t, form, key.address(&format!("filer{of}")))),
        }
    }
}

/// The form of a file that is sent to an address.
fn file_form(t: Texts, form: &Form, action: String) -> FormView {
    let fields = Fields { t, thing: "attachment", form, theirs: None };
    let endings = MediaType::ALL.map(|kind| format!(".{}", kind.ending())).join(",") + ",.jpeg";
    let mut field = fields.required("file", Kind::Upload(endings));
    let limits: [(&str, &dyn std::fmt::Display); 2] =
        [("max", &(LARGEST / 1024 / 1024)), ("most", &plan::attachments::MOST)];
    field.hint = Some(t.with("attachment-file-limits", &limits));
    let mut view = FormView::new(t, form, vec![Section { fields: vec![field], ..Section::default() }], None);
    view.action = action;
    view.save = t.get("attachments-send");
    view
}

/// Which question a file answers.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
struct About {
    fraga: Option<Uuid>,
}

impl About {
    /// Where files are seen after one has come or gone.
    fn page(self, key: &Key) -> String {
        self.fraga.map_or_else(|| key.address("filer"), |id| key.address(&id.to_string()))
    }
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    show(&site, t, &here, &key, About::default(), &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    about: About,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let files = match about.fraga {
        Some(question) => inquiry::files_of_question(&mut tx, &it, question).await?,
        None => inquiry::own_files(&mut tx, key.entry()).await?,
    };
    drop(tx);
    let page = FilesPage {
        frame: frame(t, here, t.get("answer-files")),
        banner: Banner::new(t, key, &it, &sender),
        files: FileList::new(t, key, about.fraga, &files, it.is_open.then_some(form)),
        back: key.address("kontrollera"),
    };
    render_with(form.status(), &page)
}

async fn add(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    Query(about): Query<About>,
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
            Box::pin(async move { inquiry::add_file(tx, key.entry(), about.fraga, file).await })
        },
    );
    let taken = taken.await?;
    let mut form = Form::default();
    match taken {
        Ok(()) => Ok(see_other(&about.page(&key))),
        Err(faults) => {
            form.add(faults);
            show(&site, t, &here, &key, about, &form).await
        }
    }
}

async fn remove(
    site: RequestContext,
    key: Key,
    Path((_, file)): Path<(String, Uuid)>,
    Query(about): Query<About>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    inquiry::remove_file(&mut tx, key.entry(), about.fraga, file).await?;
    tx.commit().await?;
    Ok(see_other(&about.page(&key)))
}

/// A file that is too large is refused on the page, not by the connection.
const _: () = assert!(LARGEST_UPLOAD > LARGEST);
