//! Names and addresses that all pages about groups share.

use chrono::{DateTime, NaiveTime, Utc};
use plan::access::{Kind, Ref, Right, may};
use plan::clock::in_sweden;
use plan::db::Tx;
use plan::fault::FieldFault;
use plan::groups::{self, Contribution, Group, Meeting, Seat, SeatHolder};
use plan::inquiry::Channel;
use plan::organisations::{self, Organisations};
use uuid::Uuid;

use site::fault::Fault;
use site::forms::Form;
use site::page::{Frame, NavItem};
use site::texts::Texts;
use site::things;
use site::visit::{CurrentPage, RequestContext};
use web_things::Pages;

/// Address of a group.
pub fn group_address(id: Uuid) -> String {
    things::address(Kind::Group.of(id))
}

/// Address of a seat, for whoever convenes.
pub fn seat_address(id: Uuid) -> String {
    things::address(Kind::Seat.of(id))
}

/// Address of a meeting, for whoever convenes.
pub fn meeting_address(id: Uuid) -> String {
    things::address(Kind::Meeting.of(id))
}

/// Address of the room of somebody who has a seat: `key` is a link, or the seat's id for whoever signs in.
pub fn room_address(key: &str) -> String {
    format!("/min-plats/{key}")
}

/// A frame for a page among groups.
pub fn list_frame(t: Texts, here: &CurrentPage, title: impl Into<String>) -> Frame {
    Frame::new(t, title, NavItem::Group, here)
}

/// A frame for a page below a group.
pub fn frame_below(t: Texts, here: &CurrentPage, title: impl Into<String>, group: &Group) -> Frame {
    list_frame(t, here, title)
        .below(t.get("groups-title"), "/grupper")
        .below(group.title.clone(), group_address(group.id))
}

/// A frame for a page below a meeting.
pub fn frame_below_meeting(
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    group: &Group,
    meeting: &Meeting,
) -> Frame {
    frame_below(t, here, title, group).below(meeting.title.clone(), meeting_address(meeting.id))
}

/// A frame for a page below a group that may be read.
pub async fn frame(
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    id: Uuid,
) -> Result<Frame, Fault> {
    Ok(frame_below(t, here, title, &groups::load(tx, id).await?))
}

/// Where a group, or something of one, is seen.
pub async fn pages(tx: &mut Tx, of: Ref) -> Result<Pages, Fault> {
    let group = groups::group_of(tx, of).await?;
    let page = match of.kind {
        Kind::Seat => format!("{}/platser", group_address(group.id)),
        Kind::GroupDocument => format!("{}/dokument", group_address(group.id)),
        Kind::AgendaItem => meeting_address(groups::item(tx, of.id).await?.0.id),
        Kind::Meeting => meeting_address(of.id),
        Kind::Task => match groups::task(tx, of.id).await?.meeting_id {
            Some(meeting) => meeting_address(meeting),
            None => group_address(group.id),
        },
        _ => group_address(group.id),
    };
    let without = match of.kind {
        Kind::Group => "/grupper".to_owned(),
        Kind::Meeting => group_address(group.id),
        _ => page.clone(),
    };
    Ok(Pages { with: page, anchor: format!("{}-{}", things::slug(of.kind), of.id), without })
}

/// Whether whoever is signed in convenes a group.
pub fn may_convene(site: &RequestContext, tree: &Organisations, group: &Group) -> bool {
    let owner = tree.get(&group.organisation_id);
    group.ended_at.is_none()
        && owner.is_some_and(|owner| may(&site.visitor().actor, Right::Convene, owner.owner()))
}

/// A group and whether whoever is signed in convenes it.
pub async fn convened(
    site: &RequestContext,
    tx: &mut Tx,
    id: Uuid,
) -> Result<(Group, bool, Organisations), Fault> {
    let group = groups::load(tx, id).await?;
    let tree = organisations::load(tx).await?;
    let convenes = may_convene(site, &tree, &group);
    Ok((group, convenes, tree))
}

/// What has been done that letters tell of, by its name: without letters it is another sentence.
pub fn told(site: &site::Site, what: &str) -> String {
    if site.gate.sends_mail() { what.to_owned() } else { format!("{what}-utan-brev") }
}

/// When a meeting is: "torsdag 1 oktober 2026 kl. 13.00–14.30".
pub fn when(t: Texts, meeting: &Meeting) -> String {
    let (start, end) = (in_sweden(meeting.starts_at), in_sweden(meeting.ends_at()));
    let (from, to) = (start.format("%H.%M").to_string(), end.format("%H.%M").to_string());
    t.with("meeting-when", &[("day", &t.long_date(start.date())), ("from", &from), ("to", &to)])
}

/// A moment, to the minute.
pub fn moment(at: DateTime<Utc>) -> String {
    in_sweden(at).format("%Y-%m-%d %H.%M").to_string()
}

/// The day of a moment, with its weekday.
pub fn day_of(t: Texts, at: DateTime<Utc>) -> String {
    t.long_date(in_sweden(at).date())
}

/// What somebody who has a seat is called.
pub fn holder_name(t: Texts, holder: &SeatHolder) -> String {
    match (holder.name.as_str(), holder.email.as_str()) {
        ("", "") => t.get("holder-forgotten"),
        ("", email) => email.to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// A county's name, or the country's.
pub fn county_name(site: &RequestContext, t: Texts, code: &str) -> String {
    match site.forecast.regions().by_code(code) {
        Some(region) if !code.is_empty() => site::words::region_name(t, region),
        _ => t.get("county-none"),
    }
}

/// The counties to choose among, the whole country first.
pub fn county_options(site: &RequestContext, t: Texts) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), t.get("county-none"))];
    all.extend(
        site.forecast.regions().counties().map(|one| (one.code.clone(), site::words::region_name(t, one))),
    );
    all
}

/// A time of the day as it is typed: 13.00, 13:00 or 13. What is none is noted as a fault.
pub fn time(form: &mut Form, field: &'static str) -> Option<NaiveTime> {
    let typed = form.text(field);
    if typed.is_empty() {
        return None;
    }
    let plain = typed.replace([':', ' '], ".");
    let read = match plain.split_once('.') {
        Some((hours, minutes)) => hours.parse().ok().zip(minutes.parse().ok()),
        None => plain.parse().ok().map(|hours| (hours, 0)),
    };
    let found = read.and_then(|(hours, minutes)| NaiveTime::from_hms_opt(hours, minutes, 0));
    if found.is_none() {
        form.fault(FieldFault::new(field, "not-a-time"));
    }
    found
}

/// The seats to choose among, nobody first.
pub fn seat_options(t: Texts, seats: &[Seat]) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), t.get("seat-nobody"))];
    all.extend(seats.iter().map(|seat| (seat.id.to_string(), seat.title.clone())));
    all
}

/// Something that was said, as pages show it.
pub struct SaidRow {
    /// Who said it: a seat.
    pub who: String,
    /// Through which channel and when.
    pub how: String,
    /// What it was said to.
    pub about: String,
    /// What was chosen.
    pub choice: String,
    /// What was written, paragraph by paragraph.
    pub body: Vec<String>,
    /// What became of it.
    pub fate: String,
    /// How it is marked: taken, not or open.
    pub mark: &'static str,
    /// Why, and what was changed.
    pub because: Vec<String>,
    /// Where it is said what becomes of it.
    pub dispose: Option<String>,
}

impl SaidRow {
    /// Something that was said in a group with these seats.
    pub fn new(t: Texts, seats: &[Seat], one: &Contribution) -> Self {
        let title = |id: Uuid| seats.iter().find(|seat| seat.id == id).map(|seat| seat.title.clone());
        let (about, choice, body, dispose, name) = match one {
            Contribution::Answer(answer) => {
                let (choice, body) = web_inquiry::reply_words(t, &answer.question, &answer.reply);
                let dispose = format!("{}/svar", things::address(Kind::Question.of(answer.question.id)));
                (answer.question.title.clone(), choice, body, dispose, answer.name.clone())
            }
            Contribution::Remark(remark) => {
                let about = match (remark.meeting_id, remark.channel) {
                    (Some(_), Channel::Web) => "said-of-notes",
                    (Some(_), _) => "said-at-meeting",
                    (None, _) => "said-between",
                };
                let about = t.get(about);
                (about, String::new(), remark.body.clone(), format!("/synpunkt/{}", remark.id), String::new())
            }
        };
        let outcome = one.outcome();
        let mark = match outcome {
            _ if one.is_open() => "open",
            Some(plan::inquiry::Outcome::NotTaken) => "not",
            _ => "",
        };
        let (reason, changed) = one.because();
        let because = [reason, changed].into_iter().filter(|text| !text.is_empty());
        Self {
            who: one.seat_id().and_then(title).unwrap_or(name),
            how: format!("{} {}", t.get(&format!("said-by-{}", one.channel())), day_of(t, one.at())),
            about,
            choice,
            body: body.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            fate: outcome.map_or_else(|| t.get("fate-none"), |outcome| t.get(&format!("fate-{outcome}"))),
            mark,
            because: because.map(str::to_owned).collect(),
            dispose: Some(dispose),
        }
    }
}
