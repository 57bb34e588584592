//! Carrying an organisation's roadmaps out as one file, and in: what has been asked for, and the forms that ask.

use askama::Template;
use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use axum::routing::{get, post};
use futures::TryStreamExt;
use plan::clock::in_sweden;
use plan::fault::{Fault as Refused, FieldFault};
use plan::organisations;
use plan::roadmap::RoadmapFile;
use plan::transfer::{self, Direction, Faulty, LARGEST, Transfer};
use uuid::Uuid;

use crate::organisations::address as organisation_address;
use site::Site;
use site::fault::Fault;
use site::files::{in_file, kept, received, size};
use site::flash::FlashQuery;
use site::forms::{Fields, Form, FormView, Kind, Section};
use site::page::{Frame, NavItem, render_with, see_other};
use site::quotas;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

/// The largest body that is listened to, so that whoever sends too large a file is told so on the page.
const LARGEST_BODY: usize = 3 * LARGEST;
/// How long the list asks again by itself for what is not done.
const ASKS_AGAIN: chrono::Duration = chrono::Duration::minutes(5);

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/organisation/{id}/flytt", get(page))
        .route("/organisation/{id}/flytt/ut", post(ask_out))
        .route("/organisation/{id}/flytt/in", post(ask_in).layer(DefaultBodyLimit::max(LARGEST_BODY)))
        .route("/organisation/{id}/flytt/{transfer}", get(fetch))
}

/// Where roadmaps are carried out of an organisation, and in.
pub fn address(organisation: &str) -> String {
    format!("{}/flytt", organisation_address(organisation))
}

#[derive(Template)]
#[template(path = "transfer.html")]
struct TransferPage {
    frame: Frame,
    notice: Option<String>,
    /// What will soon be used up.
    near: Vec<String>,
    /// Where to ask for everything as a file.
    out: String,
    /// For whoever plans here.
    form: Option<FormView>,
    rows: Vec<Row>,
    /// Whether something is not done yet: the list then asks again by itself.
    is_waiting: bool,
    /// Where the list is.
    address: String,
}

struct Row {
    what: String,
    about: String,
    /// Where the file is fetched.
    file: Option<String>,
    /// The roadmaps that came in, and where they are.
    roadmaps: Vec<(String, String)>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(id): Path<String>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &id, flash.sentence(t, "transfer"), &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: &str,
    notice: Option<String>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let transfers = transfer::list(&mut tx, id).await?;
    let (_, may_in) = transfer::may_carry(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    let mut frame =
        Frame::new(t, t.with("transfer-title", &[("organisation", &tree.name(id))]), NavItem::Other, here)
            .below(tree.name(id).to_owned(), organisation_address(id));
    frame.back = address(id);
    let near = quotas::near(&mut tx, t, tree.house(id)).await?;
    let now = site.db.clock().now();
    let page = TransferPage {
        frame,
        notice,
        near,
        out: format!("{}/ut", address(id)),
        form: may_in.then(|| form_view(t, id, form)),
        rows: transfers.iter().map(|one| row(t, id, one)).collect(),
        is_waiting: transfers.iter().any(|one| one.done_at.is_none() && now - one.created_at < ASKS_AGAIN),
        address: address(id),
    };
    render_with(form.status(), &page)
}

fn row(t: Texts, organisation: &str, one: &Transfer) -> Row {
    let at = in_sweden(one.created_at).format("%Y-%m-%d %H:%M").to_string();
    let roadmaps = one.roadmaps();
    let count = t.count("transfer-roadmaps", roadmaps.len());
    let until = in_sweden(one.ends_at()).format("%Y-%m-%d").to_string();
    let about = match (one.failed(), one.done_at) {
        (Some(why), _) => t.get(&format!("transfer-failed-{why}")),
        (None, None) => t.get("transfer-waits"),
        (None, Some(_)) if one.is_file() => t.with(
            "transfer-file-about",
            &[("roadmaps", &count), ("size", &size(t, one.size)), ("date", &until)],
        ),
        (None, Some(_)) => count,
    };
    let links = roadmaps.into_iter().map(|one| (one.title, format!("/fardplan/{}", one.id)));
    Row {
        what: t.with(&format!("transfer-{}", one.direction), &[("at", &at)]),
        about,
        file: one.is_file().then(|| format!("{}/{}", address(organisation), one.id)),
        roadmaps: if one.direction == Direction::In { links.collect() } else { Vec::new() },
    }
}

fn form_view(t: Texts, id: &str, form: &Form) -> FormView {
    let fields = Fields { t, thing: "transfer", form, theirs: None };
    let file = fields.required("file", Kind::Upload(".zip,.toml".into()));
    let section = Section { fields: vec![file], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/in", address(id));
    view.save = t.get("transfer-send");
    view
}

async fn ask_out(site: RequestContext, Path(id): Path<String>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    transfer::ask_out(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=ut", address(&id))))
}

/// Takes a file whose roadmaps are all right, or shows the form again with everything that is wrong.
async fn ask_in(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(id): Path<String>,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    // Nobody sends us a file who may not.
    transfer::demand_in(&mut site.read().await?, &id, 1).await?;
    let sent = sent.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let read = match received(sent, LARGEST).await {
        Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(vec![too_large()]),
        Err(fault) => return Err(Fault::BadRequest(fault.body_text())),
        Ok(sent) => checked(&site, t, sent).await?,
    };
    let asked = match read {
        Ok((_, files)) if files.iter().any(|file| !is_known(&site, file)) => {
            let unknown = files.iter().filter(|file| !is_known(&site, file));
            Err(unknown.map(|file| nowhere(t, file)).collect())
        }
        Ok((bytes, files)) => {
            let (db, actor) = (&site.db, &site.visitor().actor);
            Ok(transfer::ask_in(db, actor, &site.attachments, &id, bytes, files.len()).await?)
        }
        Err(faults) => Err(faults),
    };
    let mut form = Form::default();
    match asked {
        Ok(()) => Ok(see_other(&format!("{}?sparad=in", address(&id)))),
        Err(faults) => {
            form.add_all(faults);
            show(&site, t, &here, &id, None, &form).await
        }
    }
}

type Read = (Vec<u8>, Vec<RoadmapFile>);

/// Reads a file, off the threads that answer; or what is wrong with it.
async fn checked(
    site: &RequestContext,
    t: Texts,
    (name, bytes): (String, Vec<u8>),
) -> Result<Result<Read, Vec<FieldFault>>, Fault> {
    if bytes.is_empty() {
        return Ok(Err(vec![FieldFault::new("file", "file-missing")]));
    }
    let read = site.read_file(move || transfer::read(&name, &bytes).map(|files| (bytes, files))).await?;
    Ok(read.map_err(|faulty| faulty.into_iter().flat_map(|one| faults(t, one)).collect()))
}

/// Whether a roadmap is about a region that there is.
fn is_known(site: &Site, file: &RoadmapFile) -> bool {
    site.forecast.regions().by_code(&file.region).is_some()
}

fn nowhere(t: Texts, file: &RoadmapFile) -> FieldFault {
    let fault = FieldFault::new("region_code", "region-unknown").with("code", &file.region);
    FieldFault::new("file", "in-archive")
        .with("name", &file.title)
        .with("reason", site::forms::sentence(t, &fault))
}

fn too_large() -> FieldFault {
    FieldFault::new("file", "archive-too-large").with("max", LARGEST / 1024 / 1024)
}

/// What is wrong with a file of the archive, with its name.
fn faults(t: Texts, faulty: Faulty) -> Vec<FieldFault> {
    let name = faulty.name;
    let named = |fault: FieldFault| {
        FieldFault::new("file", "in-archive")
            .with("name", &name)
            .with("reason", site::forms::sentence(t, &fault))
    };
    match faulty.fault {
        Refused::Invalid(faults) if name.is_empty() => faults,
        Refused::Invalid(faults) => faults.iter().map(|fault| named(in_file(t, fault))).collect(),
        Refused::File(fault) => vec![named(
            FieldFault::new("file", "file")
                .with("line", fault.line)
                .with("column", fault.column)
                .with("reason", fault.reason),
        )],
        _ => vec![FieldFault::new("file", "file-unlike")],
    }
}

async fn fetch(site: RequestContext, Path((id, one)): Path<(String, Uuid)>) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let found = transfer::fetch(&mut tx, &id, one).await?;
    tx.commit().await?;
    let file = transfer::read_file(&site.attachments, &found).await?;
    let mut response = kept(
        "application/zip",
        "fardplaner.zip",
        Body::from_stream(
            file.bytes
                .inspect_err(|cause| tracing::error!(%cause, "an archive could not be read to its end")),
        ),
    );
    response.headers_mut().insert(CONTENT_LENGTH, file.size.into());
    Ok(response)
}
