//! What figures of one's own consist of.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::numbers::FiguresSubject;
use crate::checks::{Check, Valid, line, lines};
use crate::fault::FieldFault;
use crate::name::named;

named! {
    /// How far figures have come towards being computed with.
    FiguresState {
        /// They have been read in, and can be read in again.
        Draft = "draft",
        /// Somebody has looked through them.
        Reviewed = "reviewed",
        /// They are decided, and do not change any more.
        Set = "set",
        /// The municipality's pages and roadmaps are computed with them.
        InUse = "in_use",
        /// They are, and have been held against what came.
        Evaluated = "evaluated",
        /// Others have taken their place, or none.
        Replaced = "replaced",
    }
}

impl FiguresState {
    /// Whether they are computed with.
    pub const fn is_used(self) -> bool {
        matches!(self, Self::InUse | Self::Evaluated)
    }
}

/// Figures of an organisation's own: what it knows or expects of a municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Figures {
    /// Id.
    pub id: Uuid,
    /// Whose they are.
    pub organisation_id: String,
    /// The municipality that they are about.
    pub region_code: String,
    /// What they are about.
    pub subject: FiguresSubject,
    /// How far they have come.
    pub state: FiguresState,
    /// What they are, and who made them.
    #[serde(flatten)]
    #[sqlx(flatten)]
    pub content: FiguresInput,
    /// Why they were sent back or taken out of use; empty otherwise.
    pub reason: String,
    /// SHA-256 of the numbers, in hexadecimal digits.
    pub hash: String,
    /// When somebody had looked through them.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// When they were decided.
    pub set_at: Option<DateTime<Utc>>,
    /// Since when they are computed with.
    pub used_from: Option<DateTime<Utc>>,
    /// When they were held against what came.
    pub evaluated_at: Option<DateTime<Utc>>,
    /// Until when they were computed with.
    pub replaced_at: Option<DateTime<Utc>>,
    /// When they were read in first.
    pub created_at: DateTime<Utc>,
    /// When they were changed last.
    pub updated_at: DateTime<Utc>,
    /// Counts the changes.
    pub version: i64,
}

/// What somebody says of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct FiguresInput {
    /// What they are called.
    pub title: String,
    /// Who made them.
    pub maker: String,
    /// When they were made.
    pub made_on: Option<NaiveDate>,
    /// What they rest on, and what is good to know.
    pub note: String,
}

impl FiguresInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long` and those of case data.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let input = Self {
            title: line(&self.title),
            maker: line(&self.maker),
            made_on: self.made_on,
            note: lines(&self.note),
        };
        let mut check = Check::default();
        check.title("title", &input.title);
        check.title_length("maker", &input.maker);
        check.texts(&[("note", &input.note)]);
        check.finish(input)
    }
}
