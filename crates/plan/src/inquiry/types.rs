//! What an inquiry consists of, as it is read: the same structs serve pages, API and files.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::states::RecipientState;
use crate::access::Phase;
use crate::name::named;
use crate::uptake::UptakeStage;

named! {
    /// Which face an inquiry has.
    Face {
        /// A roadmap that others are asked for their opinion of (remiss).
        Consultation = "consultation",
        /// A call for examples, data or experiences.
        Call = "call",
        /// Questions to a group.
        Questions = "questions",
    }
}

named! {
    /// Who may read the answers besides those who ask, and when.
    Readers {
        /// Nobody.
        Sender = "sender",
        /// Those who were asked, when the inquiry has ended.
        Recipients = "recipients",
        /// Those who were asked, each when they have answered themselves.
        RecipientsAtOnce = "recipients_at_once",
        /// Everyone, when the inquiry has ended and the sender publishes.
        Everyone = "everyone",
    }
}

named! {
    /// How a question is answered.
    QuestionKind {
        /// On one line.
        Line = "line",
        /// With a text.
        Text = "text",
        /// With one of some choices.
        OneOf = "one_of",
        /// With any of some choices.
        SeveralOf = "several_of",
        /// From 1 to 5, whose ends have words.
        Scale = "scale",
        /// With a number, in a unit.
        Number = "number",
        /// With a day.
        Date = "date",
        /// With a file.
        File = "file",
        /// With a stance on a point, and why.
        Stance = "stance",
        /// With another effect of a measure, and why.
        Effect = "effect",
        /// With how far they have come with an approach.
        Uptake = "uptake",
    }
}

impl QuestionKind {
    /// Whether it has choices that whoever asks writes.
    pub const fn has_options(self) -> bool {
        matches!(self, Self::OneOf | Self::SeveralOf | Self::Scale)
    }

    /// Whether it has a unit, or is about something by its name.
    pub const fn has_unit(self) -> bool {
        matches!(self, Self::Number) || self.is_from_list()
    }

    /// Whether such questions are made from a list of what they can be about, and stay about it.
    pub const fn is_from_list(self) -> bool {
        matches!(self, Self::Effect | Self::Uptake)
    }
}

named! {
    /// What somebody asked thinks of a point.
    Stance {
        /// It is right as it stands (tillstyrker).
        Approves = "approves",
        /// It is right, but something should change (tillstyrker med synpunkter).
        ApprovesWithRemarks = "approves_with_remarks",
        /// It should not be (avstyrker).
        Rejects = "rejects",
        /// Read, and nothing to say (inget att erinra).
        NoObjection = "no_objection",
        /// It does not concern them, or they cannot judge (avstår).
        Abstains = "abstains",
    }
}

named! {
    /// The way that something came or went.
    Channel {
        /// On these pages.
        Web = "web",
        /// By e-mail.
        Email = "email",
        /// On paper.
        Paper = "paper",
        /// By telephone.
        Phone = "phone",
        /// In a meeting.
        Meeting = "meeting",
    }
}

/// An inquiry, without its questions and recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Inquiry {
    /// Id.
    pub id: Uuid,
    /// The organisation that asks.
    pub organisation_id: String,
    /// How far it has come.
    pub phase: Phase,
    /// Its face.
    pub face: Face,
    /// Title.
    pub title: String,
    /// Why it is asked.
    pub purpose: String,
    /// What the answers will be used for.
    pub planned_use: String,
    /// The theme that it is about, where it is no roadmap.
    pub theme: String,
    /// The roadmap that it is about.
    pub roadmap_id: Option<Uuid>,
    /// The frozen version of it.
    pub roadmap_version: Option<i64>,
    /// The recipient of another inquiry who passes that on by this one.
    pub above_id: Option<Uuid>,
    /// What the letter says besides.
    pub letter: String,
    /// Whom those who are asked can ask: a function, with telephone and address.
    pub contact: String,
    /// Minutes that an answer is expected to take.
    pub minutes: Option<i64>,
    /// The last day for answers.
    pub answer_by: Option<NaiveDate>,
    /// The day by which those who answered are told what became of it.
    pub feedback_by: Option<NaiveDate>,
    /// Who may read the answers.
    pub readers: Readers,
    /// Whether anyone with the link may answer.
    pub is_open: bool,
    /// Number in the registry (diarienummer); empty before it has one.
    pub registry_number: String,
    /// Days before (negative) and after the last day on which those who have not answered are reminded, as `-7 -1 1`.
    pub reminders: String,
    /// The answers summed up, with how many answered.
    pub summary: String,
    /// What is told to all who answered.
    pub feedback: String,
    /// Whether everyone may read what was asked, how many answered, and what became of it.
    pub is_public: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When anything in it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts the changes of its own fields.
    pub version: i64,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Question {
    /// Id.
    pub id: Uuid,
    /// Orders the questions; not necessarily without holes.
    pub position: i64,
    /// The question.
    pub title: String,
    /// What helps to answer it.
    pub help: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Its choices, one a line; for a scale the words at both ends.
    pub options: String,
    /// The unit of a number; the lever of an effect or the approach of an uptake by name.
    pub unit: String,
    /// Whether an answer without it is one in part.
    pub is_required: bool,
    /// An earlier question that decides whether it is asked.
    pub depends_on: Option<Uuid>,
    /// The choice there with which it is.
    pub depends_choice: String,
    /// The need of the roadmap that it is about, or the measure whose effect.
    pub point_id: Option<Uuid>,
    /// The question of the inquiry above that it passes on.
    pub above_id: Option<Uuid>,
    /// Counts the changes.
    pub version: i64,
}

/// Highest step of a scale.
pub const SCALE: i32 = 5;

impl Question {
    /// What can be chosen, by the names that are stored.
    pub fn choices(&self) -> Vec<String> {
        match self.kind {
            QuestionKind::OneOf | QuestionKind::SeveralOf => {
                self.options.lines().map(str::to_owned).collect()
            }
            QuestionKind::Scale => (1..=SCALE).map(|step| step.to_string()).collect(),
            QuestionKind::Stance => Stance::ALL.map(|stance| stance.name().to_owned()).to_vec(),
            QuestionKind::Uptake => UptakeStage::ALL.map(|stage| stage.name().to_owned()).to_vec(),
            _ => Vec::new(),
        }
    }
}

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Recipient {
    /// Id.
    pub id: Uuid,
    /// The inquiry.
    pub inquiry_id: Uuid,
    /// What they are called.
    pub title: String,
    /// The organisation, where it is known.
    pub organisation_id: Option<String>,
    /// The function there that answers.
    pub function_title: String,
    /// Where letters go; empty when there is no such place.
    pub email: String,
    /// How far they have come.
    pub state: RecipientState,
    /// Whether they answer without having been asked.
    pub is_spontaneous: bool,
    /// The way that their answer came.
    pub channel: String,
    /// Their own last day, where it is another than the others'.
    pub answer_by: Option<NaiveDate>,
    /// The day until which they ask for more time.
    pub time_wanted: Option<NaiveDate>,
    /// Why.
    pub time_reason: String,
    /// Why they decline.
    pub decline_reason: String,
    /// The day on which they may be asked again.
    pub ask_again_on: Option<NaiveDate>,
    /// What they have been asked to say more about; empty when they have not, or have sent their answer anew.
    pub revision_wanted: String,
    /// When they were asked.
    pub sent_at: Option<DateTime<Utc>>,
    /// When they began to read.
    pub read_at: Option<DateTime<Utc>>,
    /// When their newest answer came.
    pub answered_at: Option<DateTime<Utc>>,
    /// When they were told what became of it.
    pub told_at: Option<DateTime<Utc>>,
    /// Counts the changes.
    pub version: i64,
}

impl Recipient {
    /// Their last day.
    pub fn last_day(&self, inquiry: &Inquiry) -> Option<NaiveDate> {
        self.answer_by.or(inquiry.answer_by)
    }

    /// Whether their last day has passed without a word from them.
    pub fn is_silent(&self, inquiry: &Inquiry, today: NaiveDate) -> bool {
        self.state.is_waited_for() && self.last_day(inquiry).is_some_and(|last| last < today)
    }
}

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reply {
    /// What was chosen, one a line; the number, the day or the step of the scale.
    pub choice: String,
    /// What was written.
    pub body: String,
}

impl Reply {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.choice.is_empty() && self.body.is_empty()
    }
}
