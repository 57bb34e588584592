//! What a group consists of, as it is read.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::name::named;

named! {
    /// What a group is for.
    GroupKind {
        /// It decides on how the work is done (styrgrupp).
        Steering = "steering",
        /// It advises (referensgrupp).
        Reference = "reference",
        /// It does the work (arbetsgrupp).
        Working = "working",
    }
}

named! {
    /// Who may know of a group, besides those who have seats in it.
    Openness {
        /// Nobody.
        Members = "members",
        /// Everyone may read its mandate and where its seats are, and say that they want to take part.
        Listed = "listed",
        /// Everyone may read its final notes as well.
        Open = "open",
    }
}

named! {
    /// What somebody in a seat works as.
    SeatRole {
        /// Leads the social services of a municipality.
        HeadOfSocialServices = "head_of_social_services",
        /// Leads its care of older people.
        HeadOfElderlyCare = "head_of_elderly_care",
        /// Plans and develops.
        Strategist = "strategist",
        /// Leads a unit.
        UnitManager = "unit_manager",
        /// Works with care.
        CareStaff = "care_staff",
        /// Nurse, or answers for health care in a municipality (MAS, MAR).
        Nurse = "nurse",
        /// Staffing and working conditions.
        Personnel = "personnel",
        /// Educates.
        Education = "education",
        /// Works in a region.
        Region = "region",
        /// Speaks for older people (pensionärsorganisation).
        Pensioners = "pensioners",
        /// Speaks for relatives.
        Relatives = "relatives",
        /// Provides care under contract.
        Provider = "provider",
        /// Researches.
        Research = "research",
        /// Something else.
        Other = "other",
    }
}

named! {
    /// What somebody in a seat sees the work from: as SKR's strategy for the care of older people (2020) lists it.
    Perspective {
        /// Who shall do the work, and what they know.
        Staffing = "staffing",
        /// Technology.
        Technology = "technology",
        /// Associations and volunteers.
        CivilSociety = "civil_society",
        /// Relatives.
        Relatives = "relatives",
        /// Keeping people's own strength.
        Prevention = "prevention",
    }
}

impl Perspective {
    /// Perspectives as one text, by name.
    pub(super) fn stored(all: &[Self]) -> String {
        all.iter().map(|one| one.name()).collect::<Vec<_>>().join(" ")
    }

    /// The perspectives of such a text.
    pub(super) fn read(text: &str) -> Vec<Self> {
        text.split_whitespace().filter_map(Self::named).collect()
    }
}

impl SeatRole {
    /// The role that a function's name speaks of, as far as it does: what is more particular comes first.
    pub(super) fn of_function(function: &str) -> Self {
        let folded = swedish::fold(function);
        let has =
            |wanted: &str| folded.split(|mark: char| !mark.is_alphanumeric()).any(|word| word == wanted);
        if has("hr") {
            return Self::Personnel;
        }
        if has("mas") || has("mar") {
            return Self::Nurse;
        }
        let known = [
            ("socialchef", Self::HeadOfSocialServices),
            ("socialdirektor", Self::HeadOfSocialServices),
            ("aldreomsorgschef", Self::HeadOfElderlyCare),
            ("verksamhetschef", Self::HeadOfElderlyCare),
            ("strateg", Self::Strategist),
            ("utveckl", Self::Strategist),
            ("enhetschef", Self::UnitManager),
            ("sjukskoterska", Self::Nurse),
            ("underskoterska", Self::CareStaff),
            ("utbildning", Self::Education),
            ("region", Self::Region),
            ("pension", Self::Pensioners),
            ("anhorig", Self::Relatives),
            ("forsk", Self::Research),
        ];
        known.iter().find(|(word, _)| folded.contains(word)).map_or(Self::Other, |(_, role)| *role)
    }
}

/// A group, without its seats and meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Group {
    /// Id.
    pub id: Uuid,
    /// The organisation that convenes it.
    pub organisation_id: String,
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
    pub notice_days: i64,
    /// Whom those who have seats can ask.
    pub contact: String,
    /// The group that decides on its directive and plan; itself without.
    pub steering_id: Option<Uuid>,
    /// What it came to.
    pub summary: String,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Counts the changes of its own fields.
    pub version: i64,
}

/// A seat, with whoever has it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Id.
    pub id: Uuid,
    /// The group.
    pub group_id: Uuid,
    /// What it is called: a function and where.
    pub title: String,
    /// The organisation that it is for, where it is known here.
    pub organisation_id: Option<String>,
    /// Code of the county; empty for the whole country.
    pub county: String,
    /// What whoever has it works as.
    pub role: SeatRole,
    /// What they see the work from.
    pub perspectives: Vec<Perspective>,
    /// Counts the changes of its own fields.
    pub version: i64,
    /// Those who have had it, the latest first.
    pub holders: Vec<SeatHolder>,
}

/// Somebody who has, or has had, a seat.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SeatHolder {
    /// Id.
    pub id: Uuid,
    /// The seat.
    pub seat_id: Uuid,
    /// Name; empty for whoever has the function, and when it has been forgotten.
    pub name: String,
    /// Where letters go; empty when there is no such place.
    pub email: String,
    /// Their account, if they have one.
    pub person_id: Option<Uuid>,
    /// Whether they come in another's place.
    pub is_substitute: bool,
    /// Since when.
    pub from_date: NaiveDate,
    /// Until when; none while they have it.
    pub to_date: Option<NaiveDate>,
}

impl SeatHolder {
    /// Whether they have the seat on a day.
    pub fn has_it(&self, day: NaiveDate) -> bool {
        self.from_date <= day && self.to_date.is_none_or(|last| last >= day)
    }
}

impl Seat {
    /// Whoever has the seat on a day.
    pub fn holder(&self, day: NaiveDate) -> Option<&SeatHolder> {
        self.holders.iter().find(|one| !one.is_substitute && one.has_it(day))
    }

    /// Those who come in their place on a day.
    pub fn substitutes(&self, day: NaiveDate) -> impl Iterator<Item = &SeatHolder> {
        self.holders.iter().filter(move |one| one.is_substitute && one.has_it(day))
    }
}

named! {
    /// How far the notes of a meeting have come.
    NotesState {
        /// They are being written.
        Draft = "draft",
        /// Those who have seats read them and say what they think.
        Remarks = "remarks",
        /// They do not change any more.
        Final = "final",
    }
}

/// A meeting, without its agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Meeting {
    /// Id.
    pub id: Uuid,
    /// The group.
    pub planning_group_id: Uuid,
    /// What it is about.
    pub title: String,
    /// The series that it belongs to.
    pub series_id: Option<Uuid>,
    /// When it was to begin by its series: how calendars know it when it has been moved.
    pub planned_at: Option<DateTime<Utc>>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// How long it takes.
    pub minutes: i64,
    /// Where: a web address, or a place.
    pub address: String,
    /// What there is to know before.
    pub background: String,
    /// Counts what has been told to calendars.
    pub sequence: i64,
    /// When those who have seats were last told of it.
    pub invited_at: Option<DateTime<Utc>>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancel_reason: String,
    /// When somebody said that it had been held.
    pub held_at: Option<DateTime<Utc>>,
    /// What it came to, in a sentence.
    pub summary: String,
    /// How far its notes have come.
    pub notes_state: NotesState,
    /// The last day for remarks on them.
    pub remarks_until: Option<NaiveDate>,
    /// When they were made final.
    pub final_at: Option<DateTime<Utc>>,
    /// Counts the changes of its own fields.
    pub version: i64,
}

impl Meeting {
    /// When it ends.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + Duration::minutes(self.minutes)
    }

    /// The day that it is held, in Sweden.
    pub fn day(&self) -> NaiveDate {
        crate::clock::in_sweden(self.starts_at).date()
    }

    /// Whether it will be, or has been, held.
    pub const fn is_on(&self) -> bool {
        self.cancelled_at.is_none()
    }
}

named! {
    /// How far something on an agenda has come.
    Progress {
        /// It has not been talked about.
        Untreated = "untreated",
        /// It is done with.
        Done = "done",
        /// It goes on at the next meeting.
        Continues = "continues",
    }
}

/// Something on the agenda of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct AgendaItem {
    /// Id.
    pub id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// What it is about.
    pub title: String,
    /// What there is to know before.
    pub body: String,
    /// What was said.
    pub notes: String,
    /// What was decided.
    pub decision: String,
    /// How far it has come.
    pub progress: Progress,
    /// The item of an earlier meeting that it goes on with.
    pub from_id: Option<Uuid>,
    /// Counts the changes.
    pub version: i64,
}

/// Something that somebody has promised to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Task {
    /// Id.
    pub id: Uuid,
    /// The group.
    pub planning_group_id: Uuid,
    /// What.
    pub title: String,
    /// The meeting where it was promised.
    pub meeting_id: Option<Uuid>,
    /// The seat of whoever does it.
    pub seat_id: Option<Uuid>,
    /// Who does it, where it is no seat.
    pub assignee: String,
    /// When it was first to be done.
    pub first_due: Option<NaiveDate>,
    /// When it is to be done.
    pub due: Option<NaiveDate>,
    /// How often that has been put off.
    pub moves: i64,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// What came of it.
    pub result: String,
    /// Counts the changes.
    pub version: i64,
}

impl Task {
    /// Whether its day has passed without it having been done.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.done_at.is_none() && self.due.is_some_and(|due| due < today)
    }
}
