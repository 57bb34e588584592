//! The seats of a group: all of them, a new one, and many at once from a list.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::groups::{self, Group, HolderInput, PastedSeat, Perspective, Seat, SeatInput, SeatRole};
use plan::organisations::{self, Names};
use uuid::Uuid;

use crate::words::{
    convened, county_name, county_options, frame_below, group_address, holder_name, seat_address,
};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Field, Fields, Form, FormView, Kind, Section, Sent, options, submit_once};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/grupp/{id}/platser", get(page).post(create))
        .route("/grupp/{id}/platser/lista", post(add_list))
}

#[derive(Template)]
#[template(path = "groups/seats.html")]
struct SeatsPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    rows: Vec<Row>,
    /// The seats of a list that is only shown, and how many they are.
    pasted: Vec<(String, String)>,
    count: String,
    forms: Vec<AddForm>,
}

struct Row {
    id: Uuid,
    title: String,
    address: String,
    holder: String,
    is_vacant: bool,
    about: String,
    version: Option<i64>,
    name: String,
}

struct AddForm {
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
    show(&site, t, &here, id, flash.message(t), (None, &[])).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    (refused, pasted): (Option<&Form>, &[PastedSeat]),
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let today = tx.today();
    let (group, convenes, _) = convened(site, &mut tx, id).await?;
    let seats = groups::seats(&mut tx, id).await?;
    // What has been said from a seat keeps it there.
    let lasting: Vec<Uuid> =
        groups::contributions(&mut tx, id).await?.iter().filter_map(groups::Contribution::seat_id).collect();
    drop(tx);
    let forms = if convenes {
        vec![new_form(site, t, &group, refused), list_form(site, t, &group, refused)]
    } else {
        Vec::new()
    };
    let row = |seat: &Seat| Row {
        id: seat.id,
        title: seat.title.clone(),
        address: seat_address(seat.id),
        holder: seat.holder(today).map_or_else(|| t.get("seat-vacant"), |one| holder_name(t, one)),
        is_vacant: seat.holder(today).is_none(),
        about: about(site, t, seat),
        version: (convenes && !lasting.contains(&seat.id)).then_some(seat.version),
        name: t.with("seat-delete-named", &[("title", &seat.title)]),
    };
    let page = SeatsPage {
        frame: frame_below(t, here, t.get("seats-title"), &group),
        notice,
        rows: seats.iter().map(row).collect(),
        pasted: pasted.iter().map(|one| pasted_row(t, one)).collect(),
        count: t.count("seats-pasted", pasted.len()),
        forms,
    };
    render_with(refused.filter(|form| !form.is_good()).map_or(StatusCode::OK, Form::status), &page)
}

/// A seat of a list: what it is called, and who is to have it.
fn pasted_row(t: Texts, (seat, email): &PastedSeat) -> (String, String) {
    let mut about = vec![t.get(&format!("seat-role-{}", seat.role))];
    about.push(if email.is_empty() { t.get("seat-vacant") } else { email.clone() });
    if seat.organisation_id.is_none() {
        about.push(t.get("seats-pasted-unknown"));
    }
    (seat.title.clone(), about.join(" · "))
}

/// What a seat covers, in words.
pub fn about(site: &RequestContext, t: Texts, seat: &Seat) -> String {
    let mut about = vec![t.get(&format!("seat-role-{}", seat.role)), county_name(site, t, &seat.county)];
    about.extend(seat.perspectives.iter().map(|one| t.get(&format!("perspective-{one}"))));
    about.join(" · ")
}

fn new_form(site: &RequestContext, t: Texts, group: &Group, refused: Option<&Form>) -> AddForm {
    let typed = refused.filter(|form| form.value("act") == "new");
    let mut fresh = Form::default();
    fresh.set("county", &group.county).set("role", SeatRole::HeadOfSocialServices);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "seat", form, theirs: None };
    let mut section = Section { fields: seat_fields(site, t, &fields), ..Section::default() };
    section.fields.extend([fields.field("name", Kind::Line), fields.field("email", Kind::Email)]);
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/platser", group_address(group.id));
    view.save = t.get("seat-add");
    view.hidden.extend([("act".into(), "new".into()), form.one_time_key(site.db.clock())]);
    AddForm { title: t.get("seat-new"), is_open: typed.is_some(), form: view }
}

fn list_form(site: &RequestContext, t: Texts, group: &Group, refused: Option<&Form>) -> AddForm {
    let typed = refused.filter(|form| form.value("act") == "list");
    let fresh = Form::default();
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "seats", form, theirs: None };
    let section = Section {
        fields: vec![fields.required("list", Kind::Text)],
        buttons: vec![(SHOW, t.get("seats-show"))],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    // What is only shown stands below all seats that there are.
    view.action = format!("{}/platser/lista#forhandsvisning", group_address(group.id));
    view.save = t.get("seats-add");
    view.hidden.extend([("act".into(), "list".into()), form.one_time_key(site.db.clock())]);
    AddForm { title: t.get("seats-from-list"), is_open: typed.is_some(), form: view }
}

/// The fields of a seat itself.
pub fn seat_fields(site: &RequestContext, t: Texts, fields: &Fields<'_>) -> Vec<Field> {
    let mut all = vec![
        fields.required("title", Kind::Line),
        fields.field("organisation_id", Kind::Line),
        fields.field("county", Kind::Choice(county_options(site, t))),
        fields.required("role", Kind::Choice(options(t, "seat-role", SeatRole::ALL.map(SeatRole::name)))),
    ];
    all.extend(perspective_fields(t, fields));
    all
}

/// A box for each perspective.
pub fn perspective_fields(t: Texts, fields: &Fields<'_>) -> Vec<Field> {
    let one = |perspective: Perspective| {
        let mut field = fields.called(&box_name(perspective), "perspective", Kind::Box);
        field.label = t.get(&format!("perspective-{perspective}"));
        field
    };
    Perspective::ALL.into_iter().map(one).collect()
}

/// The name of a perspective's box.
pub fn box_name(perspective: Perspective) -> String {
    format!("perspective_{perspective}")
}

/// The perspectives that were ticked.
pub fn perspectives(form: &Form) -> Vec<Perspective> {
    Perspective::ALL.into_iter().filter(|one| form.ticked(&box_name(*one))).collect()
}

/// What was typed of a seat in a group. An organisation is named as people do: by its name or its code.
pub async fn read_seat(site: &RequestContext, group: Uuid, form: &mut Form) -> Result<SeatInput, Fault> {
    let typed = form.text("organisation_id");
    let mut organisation_id = None;
    if !typed.is_empty() {
        let mut tx = site.read().await?;
        let group = groups::load(&mut tx, group).await?;
        let tree = organisations::load(&mut tx).await?;
        let known = Names::of(&tree, tree.house(&group.organisation_id)).find(&typed);
        // Municipalities are called by more than their names.
        let place = || site.forecast.regions().find(&typed).ok().and_then(|region| tree.get(&region.code));
        let found = known.or_else(place);
        if found.is_none() {
            let unknown = plan::fault::FieldFault::new("organisation_id", "organisation-unknown");
            form.fault(unknown.with("code", &typed));
        }
        organisation_id = found.map(|one| one.id.clone());
    }
    Ok(SeatInput {
        title: form.text("title"),
        organisation_id,
        county: form.text("county"),
        role: SeatRole::named(form.value("role")).unwrap_or(SeatRole::Other),
        perspectives: perspectives(form),
    })
}

/// Fills a form with a seat.
pub fn fill_seat(form: &mut Form, name: &str, input: &SeatInput) {
    form.set("title", &input.title)
        .set("organisation_id", name)
        .set("county", &input.county)
        .set("role", input.role);
    for one in &input.perspectives {
        form.set(box_name(*one), "1");
    }
}

async fn create(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = read_seat(&site, id, &mut form).await?;
    let holder = HolderInput { name: form.text("name"), email: form.text("email"), ..HolderInput::default() };
    let is_held = !holder.name.is_empty() || !holder.email.is_empty();
    let made = submit_once(&site, &mut form, async |tx| {
        let seat = groups::create_seat(tx, id, &input).await?;
        if is_held {
            groups::take_seat(tx, seat, 1, &holder).await?;
        }
        Ok(seat)
    });
    match made.await? {
        Some(_) => Ok(see_other(&format!("{}/platser?sparad=plats", group_address(id)))),
        None => show(&site, t, &here, id, None, (Some(&form), &[])).await,
    }
}

/// What the button that only shows the seats of a list sends.
const SHOW: &str = "visa";

/// Adds a seat for each row of a list: organisation or name, function, address. They can be seen first.
async fn add_list(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let list = form.value("list").to_owned();
    if form.ticked(SHOW) {
        let read = groups::read_pasted(&mut site.read().await?, id, &list).await;
        let seen = match read {
            Err(plan::fault::Fault::Invalid(faults)) => {
                form.add_all(faults);
                Vec::new()
            }
            read => read?,
        };
        return show(&site, t, &here, id, None, (Some(&form), &seen)).await;
    }
    let made = submit_once(&site, &mut form, async |tx| {
        groups::create_pasted(tx, id, &list).await?;
        Ok(id)
    });
    match made.await? {
        Some(_) => Ok(see_other(&format!("{}/platser?sparad=platser", group_address(id)))),
        None => show(&site, t, &here, id, None, (Some(&form), &[])).await,
    }
}
