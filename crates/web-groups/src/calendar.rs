//! Meetings as calendar programs read them: in letters, in one's own feed, and one by itself.

use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use documents::{Calendar, Event, Method, Party, Recurrence};
use plan::access::Actor;
use plan::clock::in_sweden;
use plan::groups::{self, Group, Meeting};
use uuid::Uuid;

use crate::member::{Key, frame};
use site::Site;
use site::fault::Fault;
use site::files::{attached, file_name};
use site::forms::Sent;
use site::page::{Frame, render, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/kalender/{feed}", get(feed))
        .route("/mote/{id}/kalender.ics", get(one))
        .route("/min-plats/{key}/kalender", post(make))
}

/// Longest of what there is to know of a meeting that calendars are told, in characters: the rest stands on its page.
const LONGEST_DESCRIPTION: usize = 500;
const ICALENDAR: &str = "text/calendar; charset=utf-8";

/// Who invites whom to the meetings of a group, and when it is told.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    /// The group.
    pub group: &'a Group,
    /// Who invites, by the address that letters come from.
    pub organizer: Option<Party>,
    /// Who is invited.
    pub attendee: Option<Party>,
    /// Where more is told.
    pub url: Option<String>,
    /// When this is told.
    pub stamp: DateTime<Utc>,
}

impl Invitation<'_> {
    /// All meetings of the group: each series as one that comes again, with what differs told instance by instance, and the others
    /// one by one.
    pub fn all(&self, meetings: &[Meeting]) -> Vec<Event> {
        let mut events = Vec::new();
        let mut series: Vec<Uuid> = meetings.iter().filter_map(|one| one.series_id).collect();
        series.sort_unstable();
        series.dedup();
        for id in series {
            let of: Vec<&Meeting> = meetings.iter().filter(|one| one.series_id == Some(id)).collect();
            events.extend(self.series(&of));
        }
        events.extend(meetings.iter().filter(|one| one.series_id.is_none()).map(|one| self.single(one)));
        events
    }

    /// A series: the times that it was planned for, without those that are cancelled or left out, and each meeting by itself where
    /// it has a name, a time or a place of its own.
    fn series(&self, of: &[&Meeting]) -> Vec<Event> {
        let mut planned: Vec<(NaiveDateTime, &Meeting)> =
            of.iter().filter_map(|one| Some((in_sweden(one.planned_at?), *one))).collect();
        planned.sort_by_key(|(at, _)| *at);
        if !planned.iter().any(|(_, meeting)| meeting.is_on()) {
            return Vec::new();
        }
        let (Some((first, begins)), Some((last, ends))) = (planned.first(), planned.last()) else {
            return Vec::new();
        };
        let steps: Vec<i64> = planned.windows(2).map(|pair| (pair[1].0 - pair[0].0).num_weeks()).collect();
        let every = steps.iter().copied().filter(|weeks| *weeks > 0).fold(0, gcd).max(1);
        let mut without = Vec::new();
        let mut at = *first;
        while at <= *last {
            if !planned.iter().any(|(time, meeting)| *time == at && meeting.is_on()) {
                without.push(at);
            }
            at += Duration::weeks(every);
        }
        let uid = self.uid(begins);
        let usual = of
            .iter()
            .map(|one| one.minutes)
            .max_by_key(|minutes| of.iter().filter(|one| one.minutes == *minutes).count());
        let length = Duration::minutes(usual.unwrap_or(begins.minutes));
        let master = Event {
            uid: uid.clone(),
            sequence: of.iter().map(|one| one.sequence).max().unwrap_or(0),
            start: *first,
            end: *first + length,
            recurrence: Some(Recurrence {
                every_weeks: u16::try_from(every).unwrap_or(1),
                until: ends.planned_at.unwrap_or(ends.starts_at),
                without,
            }),
            location: String::new(),
            description: String::new(),
            summary: self.group.title.clone(),
            is_cancelled: false,
            ..self.single(begins)
        };
        let mut events = vec![master];
        for (at, meeting) in planned.iter().filter(|(_, meeting)| meeting.is_on()) {
            let sequence = events[0].sequence;
            events.push(Event { sequence, instance: Some(*at), ..self.single(meeting) });
        }
        events
    }

    /// A meeting by itself; of a series, as the one that was planned for its time.
    pub fn instance(&self, meeting: &Meeting) -> Event {
        Event { instance: meeting.planned_at.map(in_sweden), ..self.single(meeting) }
    }

    fn single(&self, meeting: &Meeting) -> Event {
        Event {
            uid: self.uid(meeting),
            sequence: meeting.sequence,
            stamp: self.stamp,
            start: in_sweden(meeting.starts_at),
            end: in_sweden(meeting.ends_at()),
            instance: None,
            recurrence: None,
            summary: format!("{}: {}", self.group.title, meeting.title),
            location: meeting.address.clone(),
            description: meeting.background.chars().take(LONGEST_DESCRIPTION).collect(),
            url: self.url.clone(),
            is_cancelled: !meeting.is_on(),
            organizer: self.organizer.clone(),
            attendee: self.attendee.clone(),
        }
    }

    /// The same for a whole series, whatever is told of it.
    fn uid(&self, meeting: &Meeting) -> String {
        format!("{}@fardplan", meeting.series_id.unwrap_or(meeting.id))
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn sent(text: String) -> Response {
    ([(CONTENT_TYPE, ICALENDAR)], text).into_response()
}

/// All meetings of whoever has the address: what their calendar fetches.
async fn feed(site: RequestContext, t: Texts, Path(address): Path<String>) -> Result<Response, Fault> {
    let address = address.strip_suffix(".ics").ok_or(Fault::NotFound)?;
    let mut tx = site.db.read(&Actor::Visitor).await?;
    let fed = groups::feed(&mut tx, address).await?;
    drop(tx);
    let stamp = site.db.clock().now();
    let events = fed.iter().flat_map(|(group, meetings)| {
        let about = Invitation { group, organizer: None, attendee: None, url: None, stamp };
        about.all(meetings)
    });
    let calendar = Calendar { method: Method::Publish, name: t.get("feed-name"), events: events.collect() };
    Ok(sent(calendar.text()))
}

/// One meeting, for whoever convenes.
async fn one(site: RequestContext, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let meeting = groups::meeting(&mut tx, id).await?;
    let group = groups::load(&mut tx, meeting.planning_group_id).await?;
    drop(tx);
    let stamp = site.db.clock().now();
    let about = Invitation { group: &group, organizer: None, attendee: None, url: None, stamp };
    let mut event = about.instance(&meeting);
    // By itself it is no instance of what the calendar does not know.
    event.instance = None;
    event.uid = format!("{}@fardplan", meeting.id);
    let calendar = Calendar { method: Method::Publish, name: String::new(), events: vec![event] };
    Ok(attached(ICALENDAR, &file_name(&meeting.title, "ics"), calendar.text()))
}

#[derive(askama::Template)]
#[template(path = "groups/feed.html")]
struct FeedPage {
    frame: Frame,
    /// The address that has just been made, and is never shown again.
    feed: String,
    back: String,
}

/// Makes an address for somebody's calendar, or takes back what they have.
async fn make(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, form } = sent;
    let mut tx = site.write().await?;
    if form.ticked("bort") {
        groups::take_back_feed(&mut tx, key.entry()).await?;
        tx.commit().await?;
        return Ok(see_other(&format!("{}?sparad=kalender-borta", key.address())));
    }
    let feed = groups::make_feed(&mut tx, key.entry()).await?;
    tx.commit().await?;
    render(&FeedPage {
        frame: frame(t, &here, t.get("feed-title")),
        feed: format!("{}/kalender/{feed}.ics", here.asked.origin),
        back: key.address(),
    })
}
