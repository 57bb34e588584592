//! What can go wrong, as something that a caller can act on: stable keys and data, never a sentence for a user.

use sqlx::migrate::MigrateError;

use crate::access::{Kind, Right, State};
use crate::quotas::Quota;

/// Why an action was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no such thing, or it is deleted.
    #[error("no such {what}")]
    NotFound {
        /// What was asked for: `roadmap`, `area`, `need`, …
        what: &'static str,
    },
    /// Someone else saved in between. Read the current row again and show it beside what was typed.
    #[error("changed by someone else in between")]
    Conflict,
    /// What was given cannot be saved; every wrong field is named.
    #[error("not valid: {}", listed(.0))]
    Invalid(Vec<FieldFault>),
    /// A file cannot be read.
    #[error("{0}")]
    File(FileFault),
    /// The database was made by a newer program; this one must not touch it.
    #[error("the database has schema {found}, this program knows {known}")]
    Newer {
        /// The schema of the database.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// The database was made by an older program and has not been brought forward.
    #[error("the database has schema {found}, this program needs {known}")]
    Older {
        /// The schema of the database.
        found: i64,
        /// The schema that this program needs.
        known: i64,
    },
    /// A migration was carried out that is not this program's, or not all before it.
    #[error("the database has another migration {number} than this program")]
    Altered {
        /// The first that differs.
        number: i64,
    },
    /// What was opened is no database of this program.
    #[error("not a database of this program")]
    Foreign,
    /// The database that everything was to be copied to is not empty.
    #[error("the database to copy to holds something already")]
    NotEmpty,
    /// What arrived in another database is not what was sent; nothing has been kept.
    #[error("the rows of {table} did not arrive as they were sent")]
    Unlike {
        /// The table.
        table: String,
    },
    /// The actor may not do that here, though they may see it.
    #[error("forbidden: {}", .0.name())]
    Forbidden(Right),
    /// What stands in something cannot be changed in its state.
    #[error("locked: {kind} {}", .state.name())]
    Locked {
        /// What decides: a roadmap, …
        kind: Kind,
        /// How far it has come.
        state: State,
    },
    /// Others have been told of a thing, or have said something by it: it is not taken away.
    #[error("lasting: {0}")]
    Lasting(Kind),
    /// Too many failed attempts; better luck in so many minutes.
    #[error("too many attempts")]
    TooMany {
        /// Minutes to wait.
        minutes: i64,
    },
    /// So much has been kept or done that there is room for no more.
    #[error("the quota {quota} of {most} is used up")]
    Quota {
        /// Of what.
        quota: Quota,
        /// How much there is room for.
        most: i64,
    },
    /// A computation was interrupted: the program is stopping, or has a fault of its own.
    #[error("interrupted")]
    Interrupted,
    /// What was frozen is not what is stored.
    #[error("a frozen version has been changed")]
    Broken,
    /// What is in an attached file is gone, or is not what was attached.
    #[error("an attached file is damaged")]
    Damaged,
    /// A table that is built into the program is damaged.
    #[error("tables: {0}")]
    Tables(String),
    /// What is kept sealed was sealed with another secret key, or the program has none.
    #[error("the secret key is another")]
    OtherKey,
    /// Something would have been changed without a trace. A fault in the program.
    #[error("a change without a trace")]
    MissingAuditEntry,
    /// The database cannot be reached now. It may be there again in a moment.
    #[error("the database is away: {0}")]
    Away(#[source] sqlx::Error),
    /// There is no room left where things are kept.
    #[error("no room is left: {0}")]
    Full(#[source] sqlx::Error),
    /// The database failed.
    #[error("storage: {0}")]
    Storage(#[source] sqlx::Error),
    /// The store of attached files cannot be reached or written.
    #[error("attachments: {0}")]
    Objects(#[source] object_store::Error),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        if is_full(&error) {
            Self::Full(error)
        } else if is_away(&error) {
            Self::Away(error)
        } else {
            Self::Storage(error)
        }
    }
}

impl From<MigrateError> for Fault {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => sqlx::Error::from(other).into(),
        }
    }
}

impl From<object_store::Error> for Fault {
    fn from(error: object_store::Error) -> Self {
        use std::io::{Error, ErrorKind};
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(one) = cause {
            if one.downcast_ref::<Error>().is_some_and(|io| io.kind() == ErrorKind::StorageFull) {
                return Self::Full(sqlx::Error::Io(ErrorKind::StorageFull.into()));
            }
            cause = one.source();
        }
        Self::Objects(error)
    }
}

/// Whether there was no room to write. Files: SQLITE_FULL and a write or sync that failed; servers: 53100.
fn is_full(error: &sqlx::Error) -> bool {
    const CODES: [&str; 5] = ["13", "778", "1034", "1290", "53100"];
    match error {
        sqlx::Error::Database(error) => error.code().is_some_and(|code| CODES.contains(&&*code)),
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::StorageFull,
        _ => false,
    }
}

/// Whether a server could not be reached, was going down or coming up (57P01–57P03), or gave no lock (55P03).
fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            code.starts_with("57P") || code.starts_with("08") || matches!(&*code, "55P03" | "25P03" | "53300")
        }),
        sqlx::Error::Protocol(_) => true,
        _ => false,
    }
}

impl Fault {
    /// The fault's stable name.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not-found",
            Self::Conflict => "conflict",
            Self::Invalid(_) => "invalid",
            Self::File(_) => "file",
            Self::Newer { .. } => "newer",
            Self::Older { .. } => "older",
            Self::Altered { .. } => "altered",
            Self::Foreign => "foreign",
            Self::NotEmpty => "not-empty",
            Self::Unlike { .. } => "unlike",
            Self::Forbidden(_) => "forbidden",
            Self::Locked { .. } => "locked",
            Self::Lasting(_) => "lasting",
            Self::TooMany { .. } => "too-many",
            Self::Quota { .. } => "quota",
            Self::Interrupted => "interrupted",
            Self::Broken => "broken",
            Self::Damaged => "damaged",
            Self::Tables(_) => "tables",
            Self::OtherKey => "other-key",
            Self::MissingAuditEntry => "missing-audit-entry",
            Self::Away(_) => "away",
            Self::Full(_) => "full",
            Self::Storage(_) => "storage",
            Self::Objects(_) => "objects",
        }
    }
}

fn listed(faults: &[FieldFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {key}")]
pub struct FieldFault {
    /// The field's name, with a path in a file: `area[0].need[2].title`.
    pub field: String,
    /// The text's key: `title-missing`, `out-of-range`, …
    pub key: &'static str,
    /// What the text needs: numbers as plain digits, names as they are stored.
    pub args: Vec<(&'static str, String)>,
}

impl FieldFault {
    /// A fault without anything to add.
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, args: Vec::new() }
    }

    /// Adds something that the text needs.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Whether a name beside an illness was found, here or in a file: what can be let through by whoever has read it.
    pub fn of_case_data(&self) -> bool {
        const KEY: &str = "case-name-with-illness";
        self.key == KEY || self.args.iter().any(|(name, value)| *name == "inner" && value == KEY)
    }

    /// The same fault with its field below `path`.
    #[must_use]
    pub fn below(mut self, path: &str) -> Self {
        self.field = format!("{path}.{}", self.field);
        self
    }
}

/// Where and why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct FileFault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What the reader says, in English.
    pub reason: String,
}
