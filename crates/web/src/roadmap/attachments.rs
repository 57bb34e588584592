//! A roadmap's attachments: the list, sending one in, saving one, and taking one away.

use askama::Template;
use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Kind as ThingKind;
use plan::attachments::{self, Attachment, LARGEST, MOST, MediaType};
use plan::clock::in_sweden;
use plan::fault::{Fault as Refused, FieldFault};
use plan::roadmap::{Part, abilities, load};
use serde::Deserialize;
use uuid::Uuid;

use super::words::{Id, Notice, frame_below, roadmap_address};
use crate::fault::Fault;
use crate::files::{kept, received, size};
use crate::forms::{Fields, Form, FormView, Kind, Section};
use crate::page::{Frame, render_with, see_other};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Here, Visit};

/// The largest body that is listened to, so that whoever sends too large a file is told so on the page.
const LARGEST_BODY: usize = 6 * LARGEST;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/bilagor", get(page).post(attach).layer(DefaultBodyLimit::max(LARGEST_BODY)))
        .route("/fardplan/{id}/bilaga/{attachment}", get(save))
        .route("/fardplan/{id}/bilaga/{attachment}/bort", post(remove))
        .route("/fardplan/{id}/bilaga/{attachment}/aterstall", post(restore))
        .route("/api/v1/roadmaps/{id}/attachments", get(api))
}

#[derive(Template)]
#[template(path = "roadmap/attachments.html")]
struct AttachmentsPage {
    frame: Frame,
    notice: Option<Notice>,
    lead: String,
    rows: Vec<AttachmentRow>,
    /// For whoever may change the roadmap.
    form: Option<FormView>,
}

struct AttachmentRow {
    name: String,
    address: String,
    about: String,
    /// Where to take it away, and what the button is called to those who only hear it.
    remove: Option<(String, String)>,
}

/// What has just been done.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    sparad: Option<String>,
    borttagen: Option<Uuid>,
}

/// Address of the list.
pub fn attachments_address(roadmap: Uuid) -> String {
    format!("{}/bilagor", roadmap_address(roadmap))
}

fn address(roadmap: Uuid, attachment: Uuid) -> String {
    format!("{}/bilaga/{attachment}", roadmap_address(roadmap))
}

async fn page(
    site: Visit,
    t: Texts,
    here: Here,
    Id(id): Id,
    Query(told): Query<Told>,
) -> Result<Response, Fault> {
    let notice = match (told.borttagen, told.sparad.as_deref()) {
        (Some(gone), _) => {
            let undo = Some(format!("{}/aterstall", address(id, gone)));
            Some(Notice { text: t.get("deleted-bilaga"), undo })
        }
        (None, Some("bilaga")) => Some(Notice { text: t.get("saved-bilaga"), undo: None }),
        (None, Some("aterstalld")) => Some(Notice { text: t.get("saved-aterstalld"), undo: None }),
        _ => None,
    };
    show(&site, t, &here, id, notice, &Form::default()).await
}

async fn show(
    site: &Visit,
    t: Texts,
    here: &Here,
    id: Uuid,
    notice: Option<Notice>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let roadmap = load(&mut tx, id).await?.roadmap;
    let may_plan = abilities(&mut tx, Part::Roadmap, id).await?.plan;
    let files = attachments::list(&mut tx, ThingKind::Roadmap.of(id)).await?;
    drop(tx);
    let page = AttachmentsPage {
        frame: frame_below(site, t, here, t.get("attachments-title"), &roadmap),
        notice,
        lead: t.get("attachments-lead"),
        rows: files.iter().map(|file| row(t, id, file, may_plan)).collect(),
        form: may_plan.then(|| form_view(t, id, form)),
    };
    render_with(form.status(), &page)
}

fn row(t: Texts, roadmap: Uuid, file: &Attachment, may_plan: bool) -> AttachmentRow {
    let address = address(roadmap, file.id);
    let about = [
        t.get(&format!("attachment-kind-{}", file.media_type.ending())),
        size(t, file.size),
        in_sweden(file.created_at).format("%Y-%m-%d").to_string(),
    ];
    let remove = may_plan
        .then(|| (format!("{address}/bort"), t.with("attachment-remove-named", &[("name", &file.name)])));
    AttachmentRow { name: file.name.clone(), about: about.join(" · "), remove, address }
}

fn form_view(t: Texts, id: Uuid, form: &Form) -> FormView {
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
    view.action = attachments_address(id);
    view.save = t.get("attachments-send");
    view
}

/// Takes a file, or shows the form again with what is wrong with it.
async fn attach(
    site: Visit,
    t: Texts,
    here: Here,
    Id(id): Id,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    // Nobody sends us a file who may not attach one.
    let room = wrong(attachments::demand(&mut site.read().await?, ThingKind::Roadmap.of(id)).await)?;
    let sent = sent.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let taken = match received(sent, LARGEST).await {
        Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(too_large()),
        Err(fault) => return Err(Fault::BadRequest(fault.body_text())),
        Ok(_) if room.is_err() => room,
        Ok((name, bytes)) => keep(&site, id, name, bytes).await?,
    };
    let mut form = Form::default();
    match taken {
        Ok(()) => Ok(see_other(&format!("{}?sparad=bilaga", attachments_address(id)))),
        Err(faults) => {
            form.add(faults);
            show(&site, t, &here, id, None, &form).await
        }
    }
}

/// Sets what is wrong with the form apart from all else that may go wrong.
fn wrong<T>(done: Result<T, Refused>) -> Result<Result<T, Vec<FieldFault>>, Fault> {
    match done {
        Ok(value) => Ok(Ok(value)),
        Err(Refused::Invalid(faults)) => Ok(Err(faults)),
        Err(other) => Err(other.into()),
    }
}

fn too_large() -> Vec<FieldFault> {
    vec![FieldFault::new("file", "file-too-large").with("max", LARGEST / 1024 / 1024)]
}

/// Checks a file, keeps it and attaches it; or what is wrong with it.
async fn keep(
    site: &Visit,
    id: Uuid,
    name: String,
    bytes: Vec<u8>,
) -> Result<Result<(), Vec<FieldFault>>, Fault> {
    let checking = tokio::task::spawn_blocking(move || attachments::check(&name, bytes));
    let file = match wrong(checking.await.map_err(|_| Fault::Interrupted)?)? {
        Ok(file) => site.attachments.keep(site.db.clock(), file).await?,
        Err(faults) => return Ok(Err(faults)),
    };
    let mut tx = site.write().await?;
    let attached = wrong(attachments::attach(&mut tx, ThingKind::Roadmap.of(id), &file).await)?;
    if attached.is_ok() {
        tx.commit().await?;
    }
    Ok(attached.map(|_| ()))
}

async fn save(site: Visit, Path((id, one)): Path<(Uuid, Uuid)>) -> Result<Response, Fault> {
    let file = attachments::find(&mut site.read().await?, ThingKind::Roadmap.of(id), one).await?;
    let bytes = site.attachments.read(&file).await?;
    Ok(kept(file.media_type.name(), &file.name, bytes))
}

async fn remove(site: Visit, Path((id, one)): Path<(Uuid, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    attachments::remove(&mut tx, ThingKind::Roadmap.of(id), one).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?borttagen={one}", attachments_address(id))))
}

async fn restore(site: Visit, Path((id, one)): Path<(Uuid, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    attachments::restore(&mut tx, ThingKind::Roadmap.of(id), one).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=aterstalld", attachments_address(id))))
}

/// A roadmap's attachments.
#[utoipa::path(get, path = "/roadmaps/{id}/attachments", params(("id" = Uuid, Path, description = "Roadmap")), tag = "roadmaps",
    responses((status = 200, description = "The attachments, the oldest first", body = [Attachment]),
        (status = 404, description = "No such roadmap")))]
pub(super) async fn api(site: Visit, Id(id): Id) -> Result<Json<Vec<Attachment>>, Fault> {
    Ok(Json(attachments::list(&mut site.read().await?, ThingKind::Roadmap.of(id)).await?))
}
