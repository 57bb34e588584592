//! A statement with its values, for either engine.

use std::borrow::Cow;

use futures::TryStreamExt;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Encode, FromRow, Postgres, Sqlite, Type};

use super::{Boxed, Open, Tx};
use crate::fault::Fault;

/// What both engines can store.
pub(crate) trait Value<'a>:
    Encode<'a, Sqlite> + Type<Sqlite> + Encode<'a, Postgres> + Type<Postgres> + Clone
{
}

impl<'a, V> Value<'a> for V where
    V: Encode<'a, Sqlite> + Type<Sqlite> + Encode<'a, Postgres> + Type<Postgres> + Clone
{
}

/// What a row of either engine can fill.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A statement with its values.
pub(crate) struct Query {
    text: Cow<'static, str>,
    values: Result<Values, BoxDynError>,
}

/// The same values for both engines: which one it is shows when the statement is carried out.
#[derive(Default)]
struct Values {
    file: SqliteArguments,
    server: PgArguments,
}

/// A query to bind values to. The text comes from `sql!`.
pub(crate) fn query(text: &'static str) -> Query {
    Query { text: text.into(), values: Ok(Values::default()) }
}

impl Query {
    /// Gives the next placeholder its value.
    pub fn bind<'a, V: Value<'a>>(mut self, value: V) -> Self {
        self.values = self.values.and_then(|mut values| {
            values.file.add(value.clone())?;
            values.server.add(value)?;
            Ok(values)
        });
        self
    }

    /// The same values for another text.
    pub(super) fn with_text(self, text: String) -> Self {
        Self { text: text.into(), ..self }
    }

    /// Every row. Each is read as it comes, so that many do not stand in memory twice.
    pub async fn all<T: Row>(self, tx: &mut Tx) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        let mut take = |found: Found<SqliteRow, PgRow>| {
            all.push(match found {
                Found::File(row) => T::from_row(&row)?,
                Found::Server(row) => T::from_row(&row)?,
            });
            Ok(())
        };
        self.each(tx, &mut take).await?;
        Ok(all)
    }

    /// The one row that must be there.
    pub async fn one<T: Row>(self, tx: &mut Tx) -> Result<T, Fault> {
        Ok(self.optional(tx).await?.ok_or(sqlx::Error::RowNotFound)?)
    }

    /// The row, if it is there.
    pub async fn optional<T: Row>(self, tx: &mut Tx) -> Result<Option<T>, Fault> {
        Ok(match self.row(tx).await? {
            Found::File(row) => row.as_ref().map(T::from_row).transpose()?,
            Found::Server(row) => row.as_ref().map(T::from_row).transpose()?,
        })
    }

    /// Hands over row by row. Not generic: it is built once for all that is read.
    fn each<'a>(self, tx: &'a mut Tx, take: &'a mut Take<'_>) -> Boxed<'a, ()> {
        Box::pin(async move {
            let values = self.values.map_err(sqlx::Error::Encode)?;
            match &mut tx.open {
                Open::File(tx) => {
                    let mut rows = sqlx::query_with(AssertSqlSafe(self.text), values.file).fetch(&mut **tx);
                    while let Some(row) = rows.try_next().await? {
                        take(Found::File(row))?;
                    }
                }
                Open::Server(tx) => {
                    let mut rows = sqlx::query_with(AssertSqlSafe(self.text), values.server).fetch(&mut **tx);
                    while let Some(row) = rows.try_next().await? {
                        take(Found::Server(row))?;
                    }
                }
            }
            Ok(())
        })
    }

    fn row(self, tx: &mut Tx) -> Boxed<'_, Found<Option<SqliteRow>, Option<PgRow>>> {
        Box::pin(async move {
            let values = self.values.map_err(sqlx::Error::Encode)?;
            Ok(match &mut tx.open {
                Open::File(tx) => Found::File(
                    sqlx::query_with(AssertSqlSafe(self.text), values.file).fetch_optional(&mut **tx).await?,
                ),
                Open::Server(tx) => Found::Server(
                    sqlx::query_with(AssertSqlSafe(self.text), values.server)
                        .fetch_optional(&mut **tx)
                        .await?,
                ),
            })
        })
    }

    /// Carries the statement out and tells how many rows it touched.
    pub fn execute(self, tx: &mut Tx) -> Boxed<'_, u64> {
        Box::pin(async move {
            let values = self.values.map_err(sqlx::Error::Encode)?;
            let touched = match &mut tx.open {
                Open::File(tx) => sqlx::query_with(AssertSqlSafe(self.text), values.file)
                    .execute(&mut **tx)
                    .await?
                    .rows_affected(),
                Open::Server(tx) => sqlx::query_with(AssertSqlSafe(self.text), values.server)
                    .execute(&mut **tx)
                    .await?
                    .rows_affected(),
            };
            if touched > 0 {
                tx.has_changed();
            }
            Ok(touched)
        })
    }
}

/// Takes a row.
type Take<'t> = dyn FnMut(Found<SqliteRow, PgRow>) -> Result<(), sqlx::Error> + Send + 't;

/// What an engine found.
enum Found<F, S> {
    File(F),
    Server(S),
}
