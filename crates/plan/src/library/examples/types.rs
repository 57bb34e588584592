//! What an example consists of, as it is written and read.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::name::named;

named! {
    /// How far an example has come towards everybody who wants to read it.
    ExampleState {
        /// It is being written.
        Draft = "draft",
        /// It waits for somebody who approves it for the organisation.
        Submitted = "submitted",
        /// Everybody reads it.
        Published = "published",
        /// It has been published, and is not any more.
        Withdrawn = "withdrawn",
    }
}

named! {
    /// How far what was done has come.
    Maturity {
        /// It is an idea.
        Idea = "idea",
        /// It has been tested.
        Tested = "tested",
        /// It is how some work.
        Introduced = "introduced",
        /// It is how everybody works.
        Everywhere = "everywhere",
        /// It has ended.
        Ended = "ended",
    }
}

named! {
    /// What came of it.
    Verdict {
        /// It is too early to say.
        TooEarly = "too_early",
        /// It works.
        Works = "works",
        /// Some of it works.
        Mixed = "mixed",
        /// It did not work.
        Failed = "failed",
    }
}

named! {
    /// What it rests on that it works.
    EvidenceLevel {
        /// Those who did it say so.
        Told = "told",
        /// It has been followed up.
        FollowedUp = "followed_up",
        /// It was measured before and after.
        BeforeAfter = "before_after",
        /// It was compared with others who did not do it.
        Compared = "compared",
        /// Researchers have studied it.
        Studied = "studied",
    }
}

named! {
    /// Who runs what it was done in.
    Provision {
        /// Nothing is said of it.
        Unknown = "unknown",
        /// The municipality itself.
        Own = "own",
        /// Somebody under contract.
        Contracted = "contracted",
        /// Both.
        Both = "both",
    }
}

named! {
    /// What others may do with the text.
    Licence {
        /// Anything (CC0 1.0).
        Cc0 = "cc0",
        /// Anything, if they name where it comes from (CC BY 4.0).
        CcBy = "cc_by",
    }
}

impl Licence {
    /// The address of the licence, in no language.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Cc0 => "https://creativecommons.org/publicdomain/zero/1.0/",
            Self::CcBy => "https://creativecommons.org/licenses/by/4.0/",
        }
    }
}

/// What is written of an example.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, FromRow)]
pub struct ExampleInput {
    /// What was done, in a line.
    pub title: String,
    /// Code of the region where it was done.
    pub region_code: String,
    /// What it has led to, in one sentence.
    pub claim: String,
    /// What others can learn of it.
    pub conclusions: String,
    /// The need that it meets.
    pub need: String,
    /// Its theme, by name; empty for none.
    pub theme: String,
    /// The approach that it belongs to, by name; empty for none.
    pub approach: String,
    /// Those whom it is for.
    pub target_group: String,
    /// Who runs what it was done in.
    pub provision: Provision,
    /// The year that it began.
    pub from_year: Option<i64>,
    /// The year that it ended.
    pub to_year: Option<i64>,
    /// How far it has come.
    pub maturity: Maturity,
    /// What came of it.
    pub verdict: Verdict,
    /// What was done.
    pub body: String,
    /// Hours of staff that it took, in all.
    pub staff_hours: Option<f64>,
    /// Kronor that it took once.
    pub cost_once: Option<f64>,
    /// Kronor that it takes each year.
    pub cost_yearly: Option<f64>,
    /// Who paid.
    pub paid_by: String,
    /// What was measured.
    #[sqlx(skip)]
    pub results: Vec<ExampleResult>,
    /// What it rests on that it works.
    pub evidence: EvidenceLevel,
    /// What did not work.
    pub not_worked: String,
    /// What it takes.
    pub conditions: String,
    /// What to think of in law and procurement.
    pub legal: String,
    /// What comes next.
    pub next_step: String,
    /// The function to ask.
    pub contact: String,
    /// The function's address.
    pub contact_email: String,
    /// What others may do with the text.
    pub licence: Licence,
    /// Where it is told of.
    pub source: String,
    /// The function that told of it, where another wrote it down.
    pub told_by: String,
}

/// Something that was measured before and after.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema, FromRow)]
pub struct ExampleResult {
    /// What was measured.
    pub indicator: String,
    /// In what.
    pub unit: String,
    /// Before.
    pub value_before: Option<f64>,
    /// After.
    pub value_after: Option<f64>,
    /// With what it was compared.
    pub compared: String,
}

/// An example of what has been done.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, FromRow)]
pub struct Example {
    /// Id.
    pub id: Uuid,
    /// The organisation that answers for it.
    pub organisation_id: String,
    /// How far it has come towards being read.
    pub state: ExampleState,
    /// Why it was sent back or withdrawn.
    pub reason: String,
    /// What is written of it.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub content: ExampleInput,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
    /// The day from which somebody should look whether it is still so.
    pub look_by: Option<NaiveDate>,
    /// Since when nobody answers for it.
    pub contact_gone_on: Option<NaiveDate>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// How many times it has been saved.
    pub version: i64,
}

/// Why somebody should look at an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedsLook {
    /// It was a year and a half since anybody did.
    Due,
    /// Nobody answers for it any more.
    ContactGone,
}

impl NeedsLook {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::ContactGone => "contact_gone",
        }
    }
}

/// Months after which somebody should look whether an example is still so.
const LOOK_AFTER: Months = Months::new(18);

/// The day to look at something again that was looked at on a day.
pub(super) fn look_by(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_add_months(LOOK_AFTER)
}

impl Example {
    /// Why somebody should look at it today, if they should.
    pub fn needs_look(&self, today: NaiveDate) -> Option<NeedsLook> {
        match (self.state, self.contact_gone_on, self.look_by) {
            (ExampleState::Published, Some(_), _) => Some(NeedsLook::ContactGone),
            (ExampleState::Published, None, Some(day)) if day <= today => Some(NeedsLook::Due),
            _ => None,
        }
    }

    /// Whether more is said of it than a tip says.
    pub fn is_whole(&self) -> bool {
        !self.content.body.is_empty()
    }

    /// What it lacks to be published: the names of fields.
    pub fn lacks(&self) -> Vec<&'static str> {
        let all = [
            ("claim", &self.content.claim),
            ("region_code", &self.content.region_code),
            ("contact", &self.content.contact),
        ];
        all.into_iter().filter(|(_, text)| text.is_empty()).map(|(field, _)| field).collect()
    }
}

/// What has come to be known of an example since it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct ExampleUpdate {
    /// Id.
    pub id: Uuid,
    /// The day that it tells of.
    pub day: NaiveDate,
    /// What is known now.
    pub body: String,
    /// Where that is told.
    pub source: String,
}

named! {
    /// What somebody who knows the subject says of an example.
    ReviewVerdict {
        /// What it says holds.
        Verified = "verified",
        /// Something in it should be told otherwise.
        Questioned = "questioned",
    }
}

/// What somebody who knows the subject has said of an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct ExampleReview {
    /// The organisation that they said it for.
    pub organisation_id: String,
    /// What.
    pub verdict: ReviewVerdict,
    /// In words.
    pub note: String,
    /// The version of the example that was read.
    pub of_version: i64,
    /// When.
    pub created_at: DateTime<Utc>,
}
