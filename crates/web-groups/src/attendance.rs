//! Who came to a meeting, and how those contributed who did not.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use chrono::NaiveDate;
use plan::groups::{self, Attendance, Came, Coming, Contribution, NotesState, Seat};
use uuid::Uuid;

use crate::meeting_form::met;
use crate::words::{frame_below_meeting, holder_name, meeting_address};
use site::Site;
use site::fault::Fault;
use site::forms::{Form, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/mote/{id}/narvaro", get(attendance).post(note_attendance))
}

/// How many seats have contributed, and how.
pub fn tally(
    t: Texts,
    seats: &[Seat],
    said: &[Contribution],
    there: &[Attendance],
    today: NaiveDate,
) -> String {
    let held = seats.iter().filter(|seat| seat.holder(today).is_some()).count();
    let mut contributed: Vec<Uuid> = said.iter().filter_map(Contribution::seat_id).collect();
    let came: Vec<Uuid> = there.iter().filter(|one| one.was_there()).map(|one| one.seat_id).collect();
    contributed.extend(&came);
    contributed.sort_unstable();
    contributed.dedup();
    t.with(
        "attendance-tally",
        &[("contributed", &contributed.len()), ("seats", &held), ("there", &came.len())],
    )
}

/// The seats by what they did: came, answered in another way, said that they come, or were not heard of.
pub fn rows(
    t: Texts,
    seats: &[Seat],
    said: &[Contribution],
    there: &[Attendance],
    today: NaiveDate,
) -> Vec<(String, Vec<String>)> {
    let of = |seat: &Seat| there.iter().find(|one| one.seat_id == seat.id);
    let by_channel = |seat: &Seat| {
        let first = said.iter().find(|one| one.seat_id() == Some(seat.id));
        first.map(|one| format!("attendance-{}", one.channel()))
    };
    let key = |seat: &Seat| match of(seat).map(|one| (one.came, one.coming)) {
        Some((Came::Self_, _)) => "attendance-there".to_owned(),
        Some((Came::Substitute, _)) => "attendance-substitute".to_owned(),
        other => by_channel(seat).unwrap_or_else(|| {
            match other {
                Some((Came::Unsaid, Coming::Yes)) => "attendance-coming",
                Some((Came::Unsaid, Coming::Substitute)) => "attendance-sends",
                Some((_, Coming::No)) => "attendance-declined",
                _ => "attendance-silent",
            }
            .to_owned()
        }),
    };
    const ORDER: [&str; 12] = [
        "attendance-there",
        "attendance-substitute",
        "attendance-web",
        "attendance-email",
        "attendance-phone",
        "attendance-meeting",
        "attendance-paper",
        "attendance-coming",
        "attendance-sends",
        "attendance-declined",
        "attendance-silent",
        "",
    ];
    let held: Vec<&Seat> = seats.iter().filter(|seat| seat.holder(today).is_some()).collect();
    ORDER
        .iter()
        .filter_map(|wanted| {
            let here: Vec<String> =
                held.iter().filter(|seat| key(seat) == *wanted).map(|seat| seat.title.clone()).collect();
            (!here.is_empty()).then(|| (t.counted(wanted, here.len() as f64, &[]), here))
        })
        .collect()
}

#[derive(Template)]
#[template(path = "groups/attendance.html")]
struct AttendancePage {
    frame: Frame,
    faults: Vec<(String, String)>,
    rows: Vec<AttendanceRow>,
    options: Vec<(String, String)>,
    address: String,
    is_locked: bool,
}

struct AttendanceRow {
    seat: Uuid,
    title: String,
    holder: String,
    said: String,
    /// What stands there now.
    seen: String,
    came: String,
}

async fn attendance(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    show_attendance(&site, t, &here, id, None).await
}

async fn show_attendance(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let (group, meeting, convenes) = met(site, id).await?;
    let mut tx = site.read().await?;
    let seats = groups::seats(&mut tx, group.id).await?;
    let there = groups::attendance(&mut tx, id).await?;
    let today = tx.today();
    drop(tx);
    let day = meeting.day();
    let row = |seat: &Seat| {
        let of = there.iter().find(|one| one.seat_id == seat.id);
        // Notes are written afterwards too: whoever has come to a seat since may have been there in it.
        let holder = seat.holder(day).or_else(|| seat.holder(today))?;
        let coming = of.map_or(Coming::Unsaid, |one| one.coming);
        let typed = refused.map(|form| form.value(&seat.id.to_string()).to_owned());
        Some(AttendanceRow {
            seat: seat.id,
            title: seat.title.clone(),
            holder: holder_name(t, holder),
            said: if coming == Coming::Unsaid { String::new() } else { t.get(&format!("coming-{coming}")) },
            seen: of.map_or(String::new(), |one| one.came.to_string()),
            came: typed.unwrap_or_else(|| of.map_or(String::new(), |one| one.came.to_string())),
        })
    };
    let options = [Came::Unsaid, Came::Self_, Came::Substitute, Came::Nobody];
    let words = |came: Came| match came {
        Came::Unsaid => t.get("came-unsaid"),
        came => t.get(&format!("came-{came}")),
    };
    let page = AttendancePage {
        frame: frame_below_meeting(t, here, t.get("attendance-title"), &group, &meeting),
        faults: refused.map(|form| form.summary(&t)).unwrap_or_default(),
        rows: seats.iter().filter_map(row).collect(),
        options: options.map(|came| (came.to_string(), words(came))).into(),
        address: meeting_address(id),
        is_locked: !convenes || meeting.notes_state == NotesState::Final,
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

async fn note_attendance(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let noted: Vec<groups::Noted> = form
        .names()
        .filter_map(|name| {
            let seat = name.parse().ok()?;
            let seen = Came::named(form.value(&format!("sett-{name}")))?;
            Some(groups::Noted { seat, seen, came: Came::named(form.value(name))? })
        })
        .collect();
    match submit(&site, &mut form, async |tx| groups::note_attendance(tx, id, &noted).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=narvaro", meeting_address(id)))),
        None => show_attendance(&site, t, &here, id, Some(&form)).await,
    }
}
