//! A thing's attachments: the list, sending one in, saving one, and taking one away.

use askama::Template;
use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Json};
use plan::access::{Ref, RootKind};
use plan::attachments::{self, Attachment, LARGEST, MOST, MediaType};
use plan::clock::in_sweden;
use plan::records::{house, may_change};
use uuid::Uuid;

use crate::kinds::Kinds;
use site::Site;
use site::fault::Fault;
use site::files::{LARGEST_UPLOAD, kept, size, take_in};
use site::flash::{FlashMessage, FlashQuery, Undo};
use site::forms::{Fields, Form, FormView, Kind, Section};
use site::page::{Frame, render_with, see_other};
use site::quotas;
use site::texts::Texts;
use site::things::{self, Of, api_name, slug};
use site::visit::{CurrentPage, RequestContext};

/// The attachments of every kind of thing.
pub fn routes() -> axum::Router<Site> {
    RootKind::all().fold(axum::Router::new(), |all, kind| all.merge(routes_of(kind)))
}

fn routes_of(kind: RootKind) -> axum::Router<Site> {
    let at = |what: &str| format!("/{}/{{id}}/{what}", slug(kind.kind()));
    axum::Router::new()
        .route(&at("bilagor"), get(page).post(attach).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route(&at("bilaga/{attachment}"), get(save))
        .route(&at("bilaga/{attachment}/bort"), post(remove))
        .route(&at("bilaga/{attachment}/aterstall"), post(restore))
        .route(&format!("/api/v1/{}/{{id}}/attachments", api_name(kind)), get(api))
        .layer(Extension(kind))
}

#[derive(Template)]
#[template(path = "attachments/page.html")]
struct AttachmentsPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    lead: String,
    /// What will soon be used up.
    near: Vec<String>,
    rows: Vec<AttachmentRow>,
    /// For whoever may change the thing.
    form: Option<FormView>,
}

struct AttachmentRow {
    name: String,
    address: String,
    about: String,
    /// Where to take it away, and what the button is called to those who only hear it.
    remove: Option<(String, String)>,
}

/// Address of the list.
fn list_address(of: Ref) -> String {
    format!("{}/bilagor", things::address(of))
}

fn address(of: Ref, attachment: Uuid) -> String {
    format!("{}/bilaga/{attachment}", things::address(of))
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Extension(kinds): Extension<Kinds>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let mut notice = flash.message(t);
    if let Some((notice, gone)) = notice.as_mut().zip(flash.id) {
        notice.undo = Some(Undo::deletion(format!("{}/aterstall", address(of, gone))));
    }
    show(&site, kinds, t, &here, of, notice, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    kinds: Kinds,
    t: Texts,
    here: &CurrentPage,
    of: Ref,
    notice: Option<FlashMessage>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let may_change = may_change(&mut tx, of).await?;
    let files = attachments::list(&mut tx, of).await?;
    let may_remove = attachments::may_remove(&mut tx, of).await?;
    let near = match may_change {
        true => {
            let house = house(&mut tx, of).await?;
            quotas::near(&mut tx, t, &house).await?
        }
        false => Vec::new(),
    };
    let frame = (kinds.frame_below)(site, &mut tx, t, here, t.get("attachments-title"), of).await?;
    drop(tx);
    let page = AttachmentsPage {
        frame,
        notice,
        lead: t.with("attachments-lead", &[("kind", &of.kind)]),
        near,
        rows: files.iter().map(|file| row(t, of, file, may_remove)).collect(),
        form: may_change.then(|| form_view(t, of, form)),
    };
    render_with(form.status(), &page)
}

fn row(t: Texts, of: Ref, file: &Attachment, may_remove: bool) -> AttachmentRow {
    let address = address(of, file.id);
    let about = [
        t.get(&format!("attachment-kind-{}", file.media_type.ending())),
        size(t, file.size),
        in_sweden(file.created_at).format("%Y-%m-%d").to_string(),
    ];
    let remove = may_remove
        .then(|| (format!("{address}/bort"), t.with("attachment-remove-named", &[("name", &file.name)])));
    AttachmentRow { name: file.name.clone(), about: about.join(" · "), remove, address }
}

fn form_view(t: Texts, of: Ref, form: &Form) -> FormView {
    let fields = Fields { t, thing: "attachment", form, theirs: None };
    let endings = MediaType::ALL.map(|kind| format!(".{}", kind.ending())).join(",") + ",.jpeg";
    let mut file = fields.required("file", Kind::Upload(endings));
    let limits: [(&str, &dyn std::fmt::Display); 2] = [("max", &(LARGEST / 1024 / 1024)), ("most", &MOST)];
    file.hint = Some(t.with("attachment-file-limits", &limits));
    let section = Section {
        heading: Some(t.get("attachments-new")),
        intro: Some(t.get("attachments-caution")),
        fields: vec![file],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = list_address(of);
    view.save = t.get("attachments-send");
    view
}

/// Takes a file, or shows the form again with what is wrong with it.
async fn attach(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Extension(kinds): Extension<Kinds>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    let taken = take_in(
        &site,
        sent,
        |tx, bytes| Box::pin(attachments::demand(tx, of, bytes)),
        |tx, file| Box::pin(attachments::attach(tx, of, file)),
    );
    match taken.await? {
        Ok(()) => Ok(see_other(&format!("{}?sparad=bilaga", list_address(of)))),
        Err(faults) => {
            form.add(faults);
            show(&site, kinds, t, &here, of, None, &form).await
        }
    }
}

async fn save(
    site: RequestContext,
    Of(of): Of,
    Path((_, one)): Path<(Uuid, Uuid)>,
) -> Result<Response, Fault> {
    let file = attachments::find(&mut site.read().await?, of, one).await?;
    let stream = site.attachments.stream_attachment(&file).await?;
    let mut response = kept(file.media_type.name(), &file.name, Body::from_stream(stream.bytes));
    response.headers_mut().insert(CONTENT_LENGTH, stream.size.into());
    Ok(response)
}

async fn remove(
    site: RequestContext,
    Of(of): Of,
    Path((_, one)): Path<(Uuid, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    attachments::remove(&mut tx, of, one).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?borttagen=bilaga&id={one}", list_address(of))))
}

async fn restore(
    site: RequestContext,
    Of(of): Of,
    Path((_, one)): Path<(Uuid, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    attachments::restore(&mut tx, of, one).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=aterstalld", list_address(of))))
}

/// A roadmap's attachments.
#[utoipa::path(get, path = "/roadmaps/{id}/attachments", operation_id = "roadmap_attachments", params(("id" = Uuid, Path, description = "Roadmap")), tag = "roadmaps",
    responses((status = 200, description = "The attachments, the oldest first", body = [Attachment]),
        (status = 404, description = "No such roadmap")))]
pub async fn api(site: RequestContext, Of(of): Of) -> Result<Json<Vec<Attachment>>, Fault> {
    Ok(Json(attachments::list(&mut site.read().await?, of).await?))
}
