//! What there is to read before a meeting: some of the group's documents.

use axum::response::Response;
use axum::routing::get;
use plan::attachments::{self, Attachment};
use plan::groups::{self, Group};
use uuid::Uuid;

use crate::meeting_form::met;
use crate::words::{frame_below_meeting, group_address, meeting_address};
use plan::access::Kind as ThingKind;
use site::Site;
use site::fault::Fault;
use site::forms::{Field, Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/mote/{id}/underlag", get(page).post(choose))
}

/// A document's name and address.
pub fn link(group: &Group, file: &Attachment) -> (String, String) {
    (file.name.clone(), format!("{}/bilaga/{}", group_address(group.id), file.id))
}

fn box_name(file: Uuid) -> String {
    format!("file_{file}")
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let mut form = Form::default();
    form.set("version", groups::meeting(&mut tx, id).await?.version);
    for file in groups::material(&mut tx, id).await? {
        form.set(box_name(file.id), "1");
    }
    drop(tx);
    show(&site, t, &here, id, &form).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(site, id).await?;
    let files = attachments::list(&mut site.read().await?, ThingKind::Group.of(group.id)).await?;
    let fields = Fields { t, thing: "material", form, theirs: None };
    let one = |file: &Attachment| {
        let mut field: Field = fields.called(&box_name(file.id), "file", Kind::Box);
        field.label.clone_from(&file.name);
        field
    };
    let more = (t.get("meeting-material-add"), format!("{}/bilagor", group_address(group.id)));
    let section = Section {
        intro: Some(t.get(if files.is_empty() { "meeting-material-none" } else { "meeting-material-lead" })),
        more_about: Some(more),
        fields: files.iter().map(one).collect(),
        ..Section::default()
    };
    let frame = frame_below_meeting(t, here, t.get("meeting-material-choose"), &group, &meeting);
    let mut page = FormPage::new(frame, form, vec![section], "form-save");
    page.form.is_locked = !convenes;
    page.form.cancel = Some(meeting_address(id));
    page.show()
}

async fn choose(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let chosen: Vec<Uuid> =
        form.names().filter_map(|name| name.strip_prefix("file_")?.parse().ok()).collect();
    let version = form.value("version").parse().unwrap_or(-1);
    let saved = submit(&site, &mut form, async |tx| groups::choose_material(tx, id, version, &chosen).await);
    match saved.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=mote", meeting_address(id)))),
        None => {
            if form.is_conflict() {
                form.set("version", groups::meeting(&mut site.read().await?, id).await?.version);
            }
            show(&site, t, &here, id, &form).await
        }
    }
}
