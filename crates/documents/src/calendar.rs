//! Meetings as calendar programs read them: iCalendar (RFC 5545) and invitations by mail (RFC 5546, 6047).

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarMethod, ICalendarParameter, ICalendarParticipationRole, ICalendarParticipationStatus,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus, ICalendarTransparency, ICalendarUserTypes,
    ICalendarValue, Uri,
};
use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};

/// The zone that all times of a calendar are told in. Programs know it by its name, or by the rules that go with it.
const ZONE: &str = "Europe/Stockholm";

/// What every calendar begins with: summer time from the last Sunday of March to the last of October, as the European Union has it
/// since 1996 (directive 2000/84/EC).
const BEGINNING: &str = "BEGIN:VCALENDAR\r\n\
    VERSION:2.0\r\n\
    PRODID:-//Färdplan//Färdplan//SV\r\n\
    CALSCALE:GREGORIAN\r\n\
    BEGIN:VTIMEZONE\r\n\
    TZID:Europe/Stockholm\r\n\
    BEGIN:DAYLIGHT\r\n\
    DTSTART:19960331T020000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
    TZOFFSETFROM:+0100\r\n\
    TZOFFSETTO:+0200\r\n\
    TZNAME:CEST\r\n\
    END:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\n\
    DTSTART:19961027T030000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
    TZOFFSETFROM:+0200\r\n\
    TZOFFSETTO:+0100\r\n\
    TZNAME:CET\r\n\
    END:STANDARD\r\n\
    END:VTIMEZONE\r\n\
    END:VCALENDAR\r\n";

/// What a calendar is sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It is there to be read.
    Publish,
    /// It asks somebody to come, or tells what has changed.
    Request,
    /// It tells that something will not be.
    Cancel,
}

impl Method {
    /// As it stands in a letter's headers and in the calendar itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    const fn value(self) -> ICalendarMethod {
        match self {
            Self::Publish => ICalendarMethod::Publish,
            Self::Request => ICalendarMethod::Request,
            Self::Cancel => ICalendarMethod::Cancel,
        }
    }
}

/// Somebody with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Name; the address where it is empty.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// That something comes again at the same time of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// Weeks between two times.
    pub every_weeks: u16,
    /// When it begins for the last time.
    pub until: DateTime<Utc>,
    /// When it does not, as clocks in Sweden show it.
    pub without: Vec<NaiveDateTime>,
}

/// Something in a calendar. Times are as clocks in Sweden show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for all that is told of it, and of the whole series that it belongs to.
    pub uid: String,
    /// Counts what has been told of it.
    pub sequence: i64,
    /// When this is told.
    pub stamp: DateTime<Utc>,
    /// When it begins.
    pub start: NaiveDateTime,
    /// When it ends.
    pub end: NaiveDateTime,
    /// When it was to begin, if it is one of a series that is told by itself.
    pub instance: Option<NaiveDateTime>,
    /// That it comes again.
    pub recurrence: Option<Recurrence>,
    /// What it is.
    pub summary: String,
    /// Where.
    pub location: String,
    /// More about it.
    pub description: String,
    /// A page about it.
    pub url: Option<String>,
    /// Whether it will not be.
    pub is_cancelled: bool,
    /// Who invites.
    pub organizer: Option<Party>,
    /// Who is invited.
    pub attendee: Option<Party>,
}

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it is sent for.
    pub method: Method,
    /// What it is called, where a program subscribes to it.
    pub name: String,
    /// What is in it.
    pub events: Vec<Event>,
}

impl Calendar {
    /// The calendar as text.
    pub fn text(&self) -> String {
        let mut calendar = ICalendar::parse(BEGINNING).unwrap_or_default();
        let mut events: Vec<ICalendarComponent> = self.events.iter().map(Event::component).collect();
        let first = calendar.components.len() as u32;
        if let Some(root) = calendar.components.first_mut() {
            root.add_property(ICalendarProperty::Method, ICalendarValue::Method(self.method.value()));
            if !self.name.is_empty() {
                root.add_property(ICalendarProperty::Name, text(&self.name));
                root.add_property(ICalendarProperty::Other("X-WR-CALNAME".into()), text(&self.name));
            }
            root.component_ids.extend(first..first + events.len() as u32);
        }
        calendar.components.append(&mut events);
        let mut written = String::new();
        // Writing to a text does not fail.
        let _ = calendar.write_to(&mut written);
        written
    }
}

impl Event {
    fn component(&self) -> ICalendarComponent {
        use ICalendarProperty as P;
        let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
        event.add_uid(&self.uid);
        event.add_sequence(self.sequence);
        event.add_dtstamp(utc(self.stamp));
        if let Some(instance) = self.instance {
            event.entries.push(local(P::RecurrenceId, &[instance]));
        }
        event.entries.push(local(P::Dtstart, &[self.start]));
        event.entries.push(local(P::Dtend, &[self.end]));
        if let Some(recurrence) = &self.recurrence {
            let rule = ICalendarRecurrenceRule {
                freq: ICalendarFrequency::Weekly,
                interval: Some(recurrence.every_weeks),
                until: Some(utc(recurrence.until)),
                ..ICalendarRecurrenceRule::default()
            };
            event.add_property(P::Rrule, ICalendarValue::RecurrenceRule(Box::new(rule)));
            // One a line: there are programs that read only the first of several.
            event.entries.extend(recurrence.without.iter().map(|without| local(P::Exdate, &[*without])));
        }
        event.add_property(P::Summary, text(&self.summary));
        for (name, said) in [(P::Location, &self.location), (P::Description, &self.description)] {
            if !said.is_empty() {
                event.add_property(name, text(said));
            }
        }
        if let Some(url) = &self.url {
            event.add_property(P::Url, ICalendarValue::Uri(Uri::Location(url.clone())));
        }
        if let Some(party) = &self.organizer {
            event.add_property_with_params(P::Organizer, party.names(), party.address());
        }
        if let Some(party) = &self.attendee {
            let mut params = party.names();
            params.extend([
                ICalendarParameter::cutype(ICalendarUserTypes::Individual),
                ICalendarParameter::role(ICalendarParticipationRole::ReqParticipant),
                ICalendarParameter::partstat(ICalendarParticipationStatus::NeedsAction),
                ICalendarParameter::rsvp(true),
            ]);
            event.add_property_with_params(P::Attendee, params, party.address());
        }
        let status = if self.is_cancelled { ICalendarStatus::Cancelled } else { ICalendarStatus::Confirmed };
        event.add_property(P::Status, ICalendarValue::Status(status));
        let transparency = if self.is_cancelled {
            ICalendarTransparency::Transparent
        } else {
            ICalendarTransparency::Opaque
        };
        event.add_property(P::Transp, ICalendarValue::Transparency(transparency));
        event
    }
}

impl Party {
    fn names(&self) -> Vec<ICalendarParameter> {
        let name = if self.name.is_empty() { &self.email } else { &self.name };
        // No quotes can stand in a name, and no lines.
        let plain: String = name.chars().filter(|c| !c.is_control() && *c != '"').collect();
        vec![ICalendarParameter::cn(plain)]
    }

    fn address(&self) -> ICalendarValue {
        ICalendarValue::Uri(Uri::Location(format!("mailto:{}", self.email)))
    }
}

fn text(said: &str) -> ICalendarValue {
    ICalendarValue::Text(said.to_owned())
}

/// Times as clocks in Sweden show them.
fn local(name: ICalendarProperty, times: &[NaiveDateTime]) -> ICalendarEntry {
    let time = |at: &NaiveDateTime| ICalendarValue::PartialDateTime(Box::new(partial(*at)));
    ICalendarEntry::new(name)
        .with_param(ICalendarParameter::tzid(ZONE.to_owned()))
        .with_values(times.iter().map(time).collect())
}

fn partial(at: NaiveDateTime) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: u8::try_from(at.month()).ok(),
        day: u8::try_from(at.day()).ok(),
        hour: u8::try_from(at.hour()).ok(),
        minute: u8::try_from(at.minute()).ok(),
        second: u8::try_from(at.second()).ok(),
        ..PartialDateTime::default()
    }
}

fn utc(at: DateTime<Utc>) -> PartialDateTime {
    PartialDateTime { tz_hour: Some(0), tz_minute: Some(0), ..partial(at.naive_utc()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn event() -> Event {
        Event {
            uid: "serie@fardplan".into(),
            sequence: 0,
            stamp: "2026-09-01T08:00:00Z".parse().unwrap(),
            start: at("2026-10-01T13:00:00"),
            end: at("2026-10-01T14:30:00"),
            instance: None,
            recurrence: Some(Recurrence {
                every_weeks: 3,
                until: "2026-12-03T12:00:00Z".parse().unwrap(),
                without: vec![at("2026-10-22T13:00:00"), at("2026-11-12T13:00:00")],
            }),
            summary: "Referensgruppen, möte 1; 2".into(),
            location: "Rådhuset, rum 3".into(),
            description: "Frågor finns på sidan.\nVälkommen!".into(),
            url: Some("https://fardplan.example/plats/a".into()),
            is_cancelled: false,
            organizer: Some(Party { name: "Färdplan".into(), email: "fardplan@kommun.example".into() }),
            attendee: Some(Party { name: String::new(), email: "chef@kommun.example".into() }),
        }
    }

    fn written(method: Method, event: Event) -> String {
        Calendar { method, name: String::new(), events: vec![event] }.text()
    }

    /// The lines as they were before they were folded.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_series_says_when_it_comes_again_and_when_not() {
        let text = written(Method::Request, event());
        let lines = unfolded(&text);
        for line in [
            "METHOD:REQUEST",
            "TZID:Europe/Stockholm",
            "DTSTART;TZID=Europe/Stockholm:20261001T130000",
            "DTEND;TZID=Europe/Stockholm:20261001T143000",
            "RRULE:FREQ=WEEKLY;UNTIL=20261203T120000Z;INTERVAL=3",
            "EXDATE;TZID=Europe/Stockholm:20261022T130000",
            "EXDATE;TZID=Europe/Stockholm:20261112T130000",
            "DTSTAMP:20260901T080000Z",
            "SUMMARY:Referensgruppen\\, möte 1\\; 2",
            "LOCATION:Rådhuset\\, rum 3",
            "DESCRIPTION:Frågor finns på sidan.\\nVälkommen!",
            "STATUS:CONFIRMED",
        ] {
            assert!(lines.iter().any(|one| one == line), "{line} in {lines:#?}");
        }
        let attendee = lines.iter().find(|line| line.starts_with("ATTENDEE")).unwrap();
        for part in ["RSVP=TRUE", "PARTSTAT=NEEDS-ACTION", ":mailto:chef@kommun.example"] {
            assert!(attendee.contains(part), "{part} in {attendee}");
        }
        let zone = text.find("BEGIN:VTIMEZONE").unwrap();
        assert!(zone < text.find("BEGIN:VEVENT").unwrap(), "the zone comes first");
    }

    #[test]
    fn one_that_is_moved_names_the_time_that_it_had() {
        let moved = Event {
            sequence: 1,
            instance: Some(at("2026-10-01T13:00:00")),
            start: at("2026-10-02T09:00:00"),
            end: at("2026-10-02T10:30:00"),
            recurrence: None,
            ..event()
        };
        let lines = unfolded(&written(Method::Request, moved));
        assert!(
            lines.contains(&"RECURRENCE-ID;TZID=Europe/Stockholm:20261001T130000".to_owned()),
            "{lines:#?}"
        );
        assert!(lines.contains(&"SEQUENCE:1".to_owned()));
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_or_parted_within_a_letter() {
        let long = Event { summary: "åäö ".repeat(200), description: "\n,;\\".repeat(100), ..event() };
        let text = written(Method::Cancel, Event { is_cancelled: true, ..long });
        assert!(text.ends_with("END:VCALENDAR\r\n") && text.contains("STATUS:CANCELLED"));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{line}");
        }
        assert!(!text.replace("\r\n", "").contains('\n'), "lines end with both");
    }

    #[test]
    fn nothing_that_is_typed_becomes_a_line_of_its_own() {
        let sly = "x\r\nATTENDEE:mailto:annan@kommun.example";
        let typed = Event {
            summary: sly.into(),
            location: sly.into(),
            description: sly.into(),
            attendee: Some(Party { name: sly.into(), email: "chef@kommun.example".into() }),
            ..event()
        };
        let lines = unfolded(&written(Method::Request, typed));
        assert_eq!(lines.iter().filter(|line| line.starts_with("ATTENDEE")).count(), 1, "{lines:#?}");
    }
}
