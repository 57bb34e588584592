//! What everyone may know of a group: its mandate and where its seats are; and the form by which one says that one wants to take
//! part.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use plan::fault::{Fault as Refused, FieldFault};
use plan::groups::{self, Group, Interest, Openness, Seat};
use plan::organisations;
use uuid::Uuid;

use crate::overview::{MeetingRow, paragraphs};
use crate::seats::{about, perspective_fields, perspectives};
use crate::words::{county_options, list_frame};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, TRAP, submit};
use site::page::{Frame, message_page, render};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/om-gruppen/{id}", get(page))
        .route("/vill-delta/{id}", get(interest).post(join))
}

#[derive(Template)]
#[template(path = "groups/public.html")]
struct PublicPage {
    frame: Frame,
    about: String,
    mandate: Vec<String>,
    decided: String,
    seats: Vec<(String, String)>,
    meetings: Vec<MeetingRow>,
    /// The final notes, where everyone may read them.
    notes: Vec<PublicNotes>,
    summary: Vec<String>,
    join: Option<String>,
}

/// The final notes of a meeting.
struct PublicNotes {
    title: String,
    when: String,
    items: Vec<(String, Vec<String>, String)>,
    hash: String,
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let public = groups::public(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    let (today, now) = (tx.today(), tx.now());
    drop(tx);
    let group = &public.group;
    let held = public.seats.iter().filter(|seat| seat.holder(today).is_some());
    let seat = |seat: &Seat| (seat.title.clone(), about(&site, t, seat));
    let address = |_: Uuid| String::new();
    render(&PublicPage {
        about: public_about(t, group, tree.name(&group.organisation_id)),
        mandate: paragraphs(&group.mandate),
        decided: t.with("public-decider", &[("decider", &group.decider)]),
        seats: held.map(seat).collect(),
        meetings: public.meetings.iter().map(|one| MeetingRow::new(t, one, now, address(one.id))).collect(),
        notes: public.notes.iter().map(|(notes, hash)| public_notes(t, notes, hash)).collect(),
        summary: paragraphs(&group.summary),
        join: group.ended_at.is_none().then(|| format!("/vill-delta/{id}")),
        frame: list_frame(t, &here, group.title.clone()).below(t.get("groups-title"), "/grupper"),
    })
}

/// Who convenes it, from when to when, whether it is over, and whom to ask.
fn public_about(t: Texts, group: &Group, convener: &str) -> String {
    let mut about = vec![t.with("group-convened-by", &[("name", &convener)])];
    if let (Some(from), Some(to)) = (group.starts_on, group.ends_on) {
        about.push(t.with("group-period", &[("from", &t.long_date(from)), ("to", &t.long_date(to))]));
    }
    if group.ended_at.is_some() {
        about.push(t.get("group-ended"));
    }
    if !group.contact.is_empty() {
        about.push(t.with("group-contact-is", &[("contact", &group.contact)]));
    }
    about.join(" · ")
}

fn public_notes(t: Texts, notes: &groups::FinalNotes, hash: &[u8]) -> PublicNotes {
    let item = |item: &groups::FinalItem| {
        let decision = match item.decision.as_str() {
            "" => String::new(),
            decision => t.with("notes-decision", &[("text", &decision)]),
        };
        (item.title.clone(), paragraphs(&item.notes), decision)
    };
    PublicNotes {
        title: notes.title.clone(),
        when: crate::words::day_of(t, notes.starts_at),
        items: notes.items.iter().map(item).collect(),
        hash: crate::notes::hash_words(hash),
    }
}

async fn interest(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    show(&site, t, &here, id, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let group = groups::listed(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    let convener = tree.name(&group.organisation_id).to_owned();
    drop(tx);
    if group.ended_at.is_some() || group.openness == Openness::Members {
        return Err(Fault::NotFound);
    }
    let fields = Fields { t, thing: "interest", form, theirs: None };
    let mut all = vec![
        fields.required("whom", Kind::Line),
        fields.required("email", Kind::Email),
        fields.field("county", Kind::Choice(county_options(site, t))),
    ];
    all.extend(perspective_fields(t, &fields));
    all.push(fields.field("note", Kind::Text));
    let frame = list_frame(t, here, t.with("interest-title", &[("group", &group.title)]))
        .below(group.title.clone(), format!("/om-gruppen/{id}"));
    let mut page =
        FormPage::new(frame, form, vec![Section { fields: all, ..Section::default() }], "interest-send");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.trap = Some(TRAP.into());
    page.lead(t.with("interest-lead", &[("convener", &convener)])).lead(t.get("interest-privacy")).show()
}

async fn join(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    if form.is_a_programs(site.db.clock().now()) {
        form.fault(FieldFault::new("form", "sent-by-program"));
        return show(&site, t, &here, id, &form).await;
    }
    if let Err(why) = groups::admit(&site.db, id, &site.visitor().client.address).await {
        match why {
            Refused::TooMany { .. } => form.refuse(why)?,
            other => return Err(other.into()),
        }
        return show(&site, t, &here, id, &form).await;
    }
    let who = Interest {
        whom: form.text("whom"),
        email: form.text("email"),
        county: form.text("county"),
        perspectives: perspectives(&form),
        note: form.text("note"),
    };
    let key = form.value("key").to_owned();
    match submit(&site, &mut form, async |tx| groups::want_to_join(tx, id, &who, &key).await).await? {
        Some(()) => message_page(t, &here, "interest-thanks"),
        None => show(&site, t, &here, id, &form).await,
    }
}
