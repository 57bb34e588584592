//! What a convener types, already parsed to plain values, and when it can be saved.

use chrono::NaiveDate;
use uuid::Uuid;

use super::types::{Group, GroupKind, Openness, Perspective, Seat, SeatRole};
use crate::checks::{Check, Valid, line, lines};
use crate::fault::FieldFault;
use crate::organisations::is_county;
use crate::outbox::is_address;

/// Days before a meeting that its questions are out, unless the group says otherwise.
const USUAL_NOTICE: i64 = 7;
/// Most such days.
const LONGEST_NOTICE: i64 = 60;

type Checked<T> = Result<Valid<T>, Vec<FieldFault>>;

/// A group's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupInput {
    /// What it is for.
    pub kind: GroupKind,
    /// What it is called.
    pub title: String,
    /// What it shall do.
    pub mandate: String,
    /// The theme that it works with.
    pub theme: String,
    /// The roadmap that it works with.
    pub roadmap_id: Option<Uuid>,
    /// Code of the county that its seats come from; empty for the whole country.
    pub county: String,
    /// The day that it begins.
    pub starts_on: Option<NaiveDate>,
    /// The day that it shall be done.
    pub ends_on: Option<NaiveDate>,
    /// Who decides on what it comes to.
    pub decider: String,
    /// When they do.
    pub decides_on: Option<NaiveDate>,
    /// The way there.
    pub decision_path: String,
    /// Who may know of it.
    pub openness: Openness,
    /// Days before a meeting that its questions are out.
    pub notice_days: Option<i64>,
    /// Whom those who have seats can ask.
    pub contact: String,
    /// The group that decides on its directive and plan.
    pub steering_id: Option<Uuid>,
}

impl Default for GroupInput {
    fn default() -> Self {
        Self {
            kind: GroupKind::Reference,
            title: String::new(),
            mandate: String::new(),
            theme: String::new(),
            roadmap_id: None,
            county: String::new(),
            starts_on: None,
            ends_on: None,
            decider: String::new(),
            decides_on: None,
            decision_path: String::new(),
            openness: Openness::Listed,
            notice_days: Some(USUAL_NOTICE),
            contact: String::new(),
            steering_id: None,
        }
    }
}

impl GroupInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `mandate-missing`, `about-missing`, `decider-missing`,
    /// `out-of-range`, `county-unknown`, `period-backwards`.
    pub fn validate(&self) -> Checked<Self> {
        let input = Self {
            title: line(&self.title),
            mandate: lines(&self.mandate),
            theme: line(&self.theme),
            decider: line(&self.decider),
            decision_path: lines(&self.decision_path),
            contact: lines(&self.contact),
            notice_days: Some(self.notice_days.unwrap_or(USUAL_NOTICE)),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title("title", &input.title);
        check.present("mandate", &input.mandate, "mandate-missing");
        check.texts(&[
            ("mandate", &input.mandate),
            ("decision_path", &input.decision_path),
            ("contact", &input.contact),
        ]);
        check.title_length("theme", &input.theme);
        check.title_length("decider", &input.decider);
        if input.theme.is_empty() && input.roadmap_id.is_none() {
            check.add(FieldFault::new("theme", "about-missing"));
        }
        check.present("decider", &input.decider, "decider-missing");
        if !input.county.is_empty() && !is_county(&input.county) {
            check.add(FieldFault::new("county", "county-unknown"));
        }
        if let (Some(start), Some(end)) = (input.starts_on, input.ends_on)
            && end < start
        {
            check.add(FieldFault::new("ends_on", "period-backwards"));
        }
        let notice = input.notice_days.unwrap_or(USUAL_NOTICE);
        check.range("notice_days", notice as f64, 0.0, LONGEST_NOTICE as f64);
        check.finish(input)
    }
}

impl From<&Group> for GroupInput {
    fn from(row: &Group) -> Self {
        Self {
            kind: row.kind,
            title: row.title.clone(),
            mandate: row.mandate.clone(),
            theme: row.theme.clone(),
            roadmap_id: row.roadmap_id,
            county: row.county.clone(),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            decider: row.decider.clone(),
            decides_on: row.decides_on,
            decision_path: row.decision_path.clone(),
            openness: row.openness,
            notice_days: Some(row.notice_days),
            contact: row.contact.clone(),
            steering_id: row.steering_id,
        }
    }
}

/// A seat's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatInput {
    /// What it is called; made of role and place where it is empty.
    pub title: String,
    /// The organisation that it is for.
    pub organisation_id: Option<String>,
    /// Code of the county; follows from the organisation where that lies in one.
    pub county: String,
    /// What whoever has it works as.
    pub role: SeatRole,
    /// What they see the work from.
    pub perspectives: Vec<Perspective>,
}

impl SeatInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `county-unknown`.
    pub fn validate(&self) -> Checked<Self> {
        let input = Self { title: line(&self.title), ..self.clone() };
        let mut check = Check::default();
        check.title("title", &input.title);
        if !input.county.is_empty() && !is_county(&input.county) {
            check.add(FieldFault::new("county", "county-unknown"));
        }
        check.finish(input)
    }
}

impl From<&Seat> for SeatInput {
    fn from(row: &Seat) -> Self {
        Self {
            title: row.title.clone(),
            organisation_id: row.organisation_id.clone(),
            county: row.county.clone(),
            role: row.role,
            perspectives: row.perspectives.clone(),
        }
    }
}

/// Somebody who takes a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolderInput {
    /// Name; empty where it is a function's.
    pub name: String,
    /// Where letters go; empty when there is no such place.
    pub email: String,
    /// Whether they come in another's place.
    pub is_substitute: bool,
    /// The day that they begin; today without.
    pub from_date: Option<NaiveDate>,
}

impl HolderInput {
    /// Checks and normalises. Keys: `holder-missing`, `too-long`, `letter-to`.
    pub fn validate(&self) -> Checked<Self> {
        let input = Self { name: line(&self.name), email: line(&self.email), ..self.clone() };
        let mut check = Check::default();
        check.title_length("name", &input.name);
        if input.name.is_empty() && input.email.is_empty() {
            check.add(FieldFault::new("name", "holder-missing"));
        }
        if !input.email.is_empty() && !is_address(&input.email) {
            check.add(FieldFault::new("email", "letter-to"));
        }
        check.finish(input)
    }
}
