//! A seat: who has it and has had it, and what whoever convenes can do with it.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::groups::{self, Contribution, Group, HolderInput, Seat, SeatHolder, SeatInput};
use plan::inquiry::Channel;
use plan::organisations;
use uuid::Uuid;

use crate::seats::{about, fill_seat, read_seat, seat_fields};
use crate::words::{SaidRow, convened, frame_below, group_address, holder_name, room_address, seat_address};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormPage, FormView, Kind, Section, Sent, options, submit, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/plats/{id}", get(page))
        .route("/plats/{id}/andra", get(edit).post(save))
        .route("/plats/{id}/tilltrad", post(take))
        .route("/plats/{id}/lamna", post(leave))
        .route("/plats/{id}/lank", post(hand_over))
        .route("/plats/{id}/aterkalla", post(take_back))
        .route("/plats/{id}/anteckna", post(note))
}

#[derive(Template)]
#[template(path = "groups/seat.html")]
struct SeatPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// A link that has just been made, and is never shown again.
    link: Option<String>,
    about: String,
    holders: Vec<HolderRow>,
    address: String,
    convenes: bool,
    actions: Vec<Action>,
    said: Vec<SaidRow>,
}

struct HolderRow {
    id: Uuid,
    name: String,
    email: String,
    what: String,
    period: String,
    is_now: bool,
    leave: Option<FormView>,
}

struct Action {
    title: String,
    is_open: bool,
    form: FormView,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t), None, None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    link: Option<String>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let today = tx.today();
    let seat = groups::seat(&mut tx, id).await?;
    let (group, convenes, _) = convened(site, &mut tx, seat.group_id).await?;
    let said = groups::contributions(&mut tx, group.id).await?;
    drop(tx);
    let own: Vec<&Contribution> = said.iter().filter(|one| one.seat_id() == Some(id)).collect();
    let holders =
        seat.holders.iter().map(|one| holder_row(t, &seat, one, today, convenes, refused)).collect();
    let page = SeatPage {
        frame: frame_below(t, here, seat.title.clone(), &group)
            .below(t.get("seats-title"), format!("{}/platser", group_address(group.id))),
        notice,
        link: link.map(|key| format!("{}{}", here.asked.origin, room_address(&key))),
        about: about(site, t, &seat),
        holders,
        address: seat_address(id),
        convenes,
        actions: if convenes { actions(site, t, &group, &seat, refused) } else { Vec::new() },
        said: own.into_iter().map(|one| SaidRow::new(t, std::slice::from_ref(&seat), one)).collect(),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

fn holder_row(
    t: Texts,
    seat: &Seat,
    one: &SeatHolder,
    today: chrono::NaiveDate,
    convenes: bool,
    refused: Option<&Form>,
) -> HolderRow {
    let from = t.long_date(one.from_date);
    let period = match one.to_date {
        Some(to) if to < one.from_date => t.with("holder-never", &[("from", &from)]),
        Some(to) => t.with("holder-period", &[("from", &from), ("to", &t.long_date(to))]),
        None => t.with("holder-since", &[("day", &from)]),
    };
    HolderRow {
        id: one.id,
        name: holder_name(t, one),
        email: if one.name.is_empty() { String::new() } else { one.email.clone() },
        what: t.get(match one.to_date {
            _ if one.is_substitute => "holder-substitute",
            Some(to) if to < one.from_date => "holder-would-have",
            Some(to) if to < today => "holder-had",
            _ => "holder-ordinary",
        }),
        period,
        is_now: one.has_it(today),
        leave: (convenes && one.to_date.is_none()).then(|| leave_form(t, seat, one, today, refused)),
    }
}

fn leave_form(
    t: Texts,
    seat: &Seat,
    one: &SeatHolder,
    today: chrono::NaiveDate,
    refused: Option<&Form>,
) -> FormView {
    let id = one.id.to_string();
    let typed = refused.filter(|form| form.value("act") == "leave" && form.value("holder") == id);
    let mut fresh = Form::default();
    fresh.set("to_date", today).set("version", seat.version);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "holder", form, theirs: None };
    let mut field = fields.required("to_date", Kind::Date);
    field.id = format!("to_date-{id}");
    let section = Section { fields: vec![field], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/lamna", seat_address(seat.id));
    view.save = t.get("holder-leave");
    view.hidden.extend([("act".into(), "leave".into()), ("holder".into(), id)]);
    view
}

fn actions(
    site: &RequestContext,
    t: Texts,
    group: &Group,
    seat: &Seat,
    refused: Option<&Form>,
) -> Vec<Action> {
    vec![take_form(t, seat, refused), note_form(site, t, group, seat, refused)]
}

fn take_form(t: Texts, seat: &Seat, refused: Option<&Form>) -> Action {
    let typed = refused.filter(|form| form.value("act") == "take");
    let mut fresh = Form::default();
    fresh.set("version", seat.version);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "holder", form, theirs: None };
    let section = Section {
        fields: vec![
            fields.field("name", Kind::Line),
            fields.field("email", Kind::Email),
            fields.field("from_date", Kind::Date),
            fields.field("is_substitute", Kind::Box),
        ],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/tilltrad", seat_address(seat.id));
    view.save = t.get("seat-take");
    view.hidden.push(("act".into(), "take".into()));
    Action {
        title: t.get("seat-take-title"),
        is_open: typed.is_some() || seat.holders.is_empty(),
        form: view,
    }
}

fn note_form(site: &RequestContext, t: Texts, group: &Group, seat: &Seat, refused: Option<&Form>) -> Action {
    let typed = refused.filter(|form| form.value("act") == "note");
    let mut fresh = Form::default();
    fresh.set("channel", Channel::Phone);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "remark", form, theirs: None };
    let channels = [Channel::Phone, Channel::Email, Channel::Meeting, Channel::Paper].map(Channel::name);
    let section = Section {
        fields: vec![
            fields.required("channel", Kind::Radios(options(t, "channel", channels))),
            fields.required("body", Kind::Text),
        ],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/anteckna", seat_address(seat.id));
    view.save = t.get("remark-note");
    view.hidden.extend([("act".into(), "note".into()), form.one_time_key(site.db.clock())]);
    let title = t.with("remark-note-title", &[("group", &group.title)]);
    Action { title, is_open: typed.is_some(), form: view }
}

async fn edit(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let seat = groups::seat(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let name = seat.organisation_id.as_deref().map(|id| tree.name(id).to_owned()).unwrap_or_default();
    let mut form = Form::default();
    fill_seat(&mut form, &name, &SeatInput::from(&seat));
    form.set("version", seat.version);
    show_edit(&site, t, &here, &seat, &form).await
}

async fn show_edit(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    seat: &Seat,
    form: &Form,
) -> Result<Response, Fault> {
    let group = groups::load(&mut site.read().await?, seat.group_id).await?;
    let fields = Fields { t, thing: "seat", form, theirs: None };
    let section = Section { fields: seat_fields(site, t, &fields), ..Section::default() };
    let frame =
        frame_below(t, here, t.get("seat-edit"), &group).below(seat.title.clone(), seat_address(seat.id));
    let mut page = FormPage::new(frame, form, vec![section], "form-save");
    page.form.is_locked = group.ended_at.is_some();
    page.form.cancel = Some(seat_address(seat.id));
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let group = groups::seat(&mut site.read().await?, id).await?.group_id;
    let input = read_seat(&site, group, &mut form).await?;
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::edit_seat(tx, id, version, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=plats", seat_address(id)))),
        None => {
            let seat = groups::seat(&mut site.read().await?, id).await?;
            if form.is_conflict() {
                form.set("version", seat.version);
            }
            show_edit(&site, t, &here, &seat, &form).await
        }
    }
}

async fn take(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = HolderInput {
        name: form.text("name"),
        email: form.text("email"),
        is_substitute: form.ticked("is_substitute"),
        from_date: form.date("from_date"),
    };
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::take_seat(tx, id, version, &input).await).await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=tilltrade", seat_address(id)))),
        None => again(&site, t, &here, id, form).await,
    }
}

/// Shows the page with what was typed, as the seat is now.
async fn again(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    mut form: Form,
) -> Result<Response, Fault> {
    if form.is_conflict() {
        let seat = groups::seat(&mut site.read().await?, id).await?;
        form.set("version", seat.version);
    }
    show(site, t, here, id, None, None, Some(&form)).await
}

async fn leave(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let last = form.date("to_date").unwrap_or_else(|| site.db.clock().today());
    let holder = form.value("holder").parse().map_err(|_| Fault::NotFound)?;
    let version = form.value("version").parse().unwrap_or(-1);
    match submit(&site, &mut form, async |tx| groups::leave_seat(tx, id, version, holder, last).await).await?
    {
        Some(()) => Ok(see_other(&format!("{}?sparad=lamnat", seat_address(id)))),
        None => again(&site, t, &here, id, form).await,
    }
}

async fn hand_over(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, form } = sent;
    let holder = form.value("holder").parse().map_err(|_| Fault::NotFound)?;
    let mut tx = site.write().await?;
    let link = groups::hand_over(&mut tx, id, holder).await?;
    tx.commit().await?;
    show(&site, t, &here, id, None, Some(link), None).await
}

async fn take_back(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, form, .. } = sent;
    let holder = form.value("holder").parse().map_err(|_| Fault::NotFound)?;
    let mut tx = site.write().await?;
    groups::take_back(&mut tx, id, holder).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=aterkallat", seat_address(id))))
}

async fn note(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let channel = Channel::named(form.value("channel")).unwrap_or(Channel::Phone);
    let body = form.text("body");
    let noted =
        submit_once(&site, &mut form, async |tx| groups::note_remark(tx, id, None, channel, &body).await);
    match noted.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=antecknat", seat_address(id)))),
        None => show(&site, t, &here, id, None, None, Some(&form)).await,
    }
}
