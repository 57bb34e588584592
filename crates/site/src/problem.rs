//! What failure looks like to a program: `application/problem+json` (RFC 9457).

use plan::fault::FieldFault;
use serde::Serialize;
use utoipa::ToSchema;

use crate::texts::Texts;

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not answered as asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the status says what kind it is.
    pub r#type: String,
    /// What it is, in words.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What to do about it, in words.
    pub detail: String,
    /// The address that was asked for.
    pub instance: String,
    /// What is wrong with each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field, with a path in a file: `area[0].need[2].title`.
    field: String,
    /// What is wrong, by a name that stays.
    #[schema(value_type = String)]
    key: &'static str,
    /// What is wrong, in words.
    detail: String,
}

impl FieldProblem {
    /// A field's fault, in words.
    pub fn new(t: Texts, fault: &FieldFault) -> Self {
        Self { field: fault.field.clone(), key: fault.key, detail: crate::forms::sentence(t, fault) }
    }
}
