//! What is known of how far somebody has come.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::checks::{Check, Valid, lines};
use crate::fault::FieldFault;
use crate::name::named;

named! {
    /// How far an organisation has come with an approach.
    UptakeStage {
        /// It does not use it, and has not.
        None = "none",
        /// It tests it.
        Testing = "testing",
        /// It is in ordinary use for some of those whom it could be for.
        Partly = "partly",
        /// It is in ordinary use for all of them.
        Everywhere = "everywhere",
        /// It has been used and is no longer.
        Retired = "retired",
    }
}

impl UptakeStage {
    /// Whether somebody has it now.
    pub const fn is_in_use(self) -> bool {
        matches!(self, Self::Testing | Self::Partly | Self::Everywhere)
    }
}

named! {
    /// The way that it came to be known.
    UptakeSource {
        /// The organisation noted it itself.
        Own = "own",
        /// It answered a call.
        Inquiry = "inquiry",
        /// It stood in a table.
        Table = "table",
    }
}

/// How far an organisation had come on a day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, FromRow)]
pub struct Uptake {
    /// Id.
    pub id: Uuid,
    /// The approach, by name.
    pub approach: String,
    /// Who.
    pub organisation_id: String,
    /// The house that it lies in.
    pub house: String,
    /// How far.
    pub stage: UptakeStage,
    /// Of those who could have it, how many per cent do, 0–100; none where nobody has said.
    pub share: Option<f64>,
    /// The day from which it is so.
    pub day: NaiveDate,
    /// What they say of it: why not, or why no longer.
    pub note: String,
    /// The way that it came to be known.
    pub source: UptakeSource,
    /// The organisation that told of it; empty where it was the organisation itself.
    pub told_by: String,
    /// When it was noted.
    pub created_at: DateTime<Utc>,
}

/// What is said of how far an organisation has come.
#[derive(Clone, Debug, PartialEq)]
pub struct UptakeInput {
    /// How far; must be said.
    pub stage: Option<UptakeStage>,
    /// Of those who could have it, how many per cent do.
    pub share: Option<f64>,
    /// The day from which it is so; without, that of what was said last where it is still so, and else today.
    pub day: Option<NaiveDate>,
    /// What they say of it.
    pub note: String,
}

/// What has been checked.
pub(super) struct Said {
    pub stage: UptakeStage,
    pub share: Option<f64>,
    pub day: NaiveDate,
    pub note: String,
}

/// The first day that anything can be said of: before it nobody had what is asked about.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or_default()
}

impl UptakeInput {
    /// Checks and normalises. Keys: `stage-missing`, `out-of-range`, `share-without-use`, `share-none`, `day-ahead`, `day-too-early`,
    /// `too-long`.
    pub(super) fn validate(&self, today: NaiveDate) -> Result<Valid<Said>, Vec<FieldFault>> {
        let said = Said {
            stage: self.stage.unwrap_or(UptakeStage::None),
            share: self.share,
            day: self.day.unwrap_or(today),
            note: lines(&self.note),
        };
        let mut check = Check::default();
        if self.stage.is_none() {
            check.add(FieldFault::new("stage", "stage-missing"));
        }
        check_share(&mut check, "share", self.stage, said.share);
        check_day(&mut check, "day", said.day, today);
        check.texts(&[("note", &said.note)]);
        check.finish(said)
    }
}

/// A share is of those who could have it, and nobody has what is not used.
pub(crate) fn check_share(check: &mut Check, field: &str, stage: Option<UptakeStage>, share: Option<f64>) {
    let Some(share) = share else { return };
    check.range(field, share, 0.0, 100.0);
    match stage {
        Some(stage) if share > 0.0 && !stage.is_in_use() => {
            check.add(FieldFault::new(field, "share-without-use"))
        }
        Some(stage) if share == 0.0 && stage.is_in_use() => check.add(FieldFault::new(field, "share-none")),
        _ => {}
    }
}

/// A day that has been, and not before there was anything to say.
pub(crate) fn check_day(check: &mut Check, field: &str, day: NaiveDate, today: NaiveDate) {
    if day > today {
        check.add(FieldFault::new(field, "day-ahead"));
    } else if day < first_day() {
        check.add(FieldFault::new(field, "day-too-early").with("date", first_day()));
    }
}

/// A line of a table: who, with what, and how far.
#[derive(Clone, Debug, PartialEq)]
pub struct UptakeRow {
    /// Who: a municipality or another organisation, by its code or what it is called.
    pub organisation: String,
    /// The approach, by name.
    pub approach: String,
    /// What is said of it.
    pub input: UptakeInput,
}
