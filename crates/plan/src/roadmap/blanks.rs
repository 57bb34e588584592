//! Columns of a need that are left blank on purpose, and why: so that what has not been looked at can be told from what has.

use serde::{Deserialize, Serialize};
use sqlx_macros::FromRow;
use utoipa::ToSchema;

use crate::name::named;

named! {
    /// One of the four columns that every need has.
    Column {
        /// What is under way nationally.
        National = "national",
        /// What is under way in the region and the municipality.
        Local = "local",
        /// What more is needed.
        More = "more",
        /// By which year.
        Horizon = "horizon",
    }
}

named! {
    /// Why a column is left blank.
    Blank {
        /// There is nothing.
        Nothing = "nothing",
        /// It is not relevant here.
        NotRelevant = "not_relevant",
    }
}

/// Which columns of a need are left blank on purpose. It says nothing of a column that something stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromRow)]
#[serde(default, deny_unknown_fields)]
pub struct Blanks {
    /// What is under way nationally.
    #[sqlx(rename = "blank_national")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national: Option<Blank>,
    /// What is under way in the region and the municipality.
    #[sqlx(rename = "blank_local")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local: Option<Blank>,
    /// What more is needed.
    #[sqlx(rename = "blank_more")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<Blank>,
    /// By which year.
    #[sqlx(rename = "blank_horizon")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Blank>,
}

impl Blanks {
    /// Why a column is blank; None where nothing has been said of it.
    pub const fn get(&self, column: Column) -> Option<Blank> {
        match column {
            Column::National => self.national,
            Column::Local => self.local,
            Column::More => self.more,
            Column::Horizon => self.horizon,
        }
    }

    /// The same with one column said otherwise.
    #[must_use]
    pub const fn with(mut self, column: Column, blank: Option<Blank>) -> Self {
        match column {
            Column::National => self.national = blank,
            Column::Local => self.local = blank,
            Column::More => self.more = blank,
            Column::Horizon => self.horizon = blank,
        }
        self
    }

    /// Whether nothing is said of any column.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
