//! Bringing a database to the newest schema: forward only, in order. A migration that has been released is never
//! changed. Several programs may start at once: each takes its turn as a writer and finds what the others have done.

use super::query::query;
use super::{Db, Open, Tx};
use crate::access::Actor;
use crate::fault::Fault;

// In the order of their names, as the build finds them.
include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

pub(super) struct Migration {
    name: &'static str,
    pub(super) text: &'static str,
}

pub(super) async fn migrate(db: &Db) -> Result<(), Fault> {
    carry_forward(db, MIGRATIONS).await
}

/// Carries out those of the migrations that a database lacks.
pub(super) async fn carry_forward(db: &Db, migrations: &[Migration]) -> Result<(), Fault> {
    for (place, migration) in migrations.iter().enumerate() {
        let number = place as i64 + 1;
        let mut tx = db.write_as_system().await?;
        let found = schema(&mut tx).await?;
        let known = migrations.len() as i64;
        if found > known {
            return Err(Fault::Newer { found, known });
        }
        if found < number {
            carry_out(&mut tx, migration.text).await?;
            query("insert into schema_migration (number, name) values ($1, $2)")
                .bind(number)
                .bind(migration.name)
                .execute(&mut tx)
                .await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Checks that a database has this program's schema.
pub(super) async fn is_newest(db: &Db) -> Result<(), Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    let number = query("select coalesce(max(number), 0) from schema_migration").one::<(i64,)>(&mut tx).await;
    let known = MIGRATIONS.len() as i64;
    match number {
        Ok((found,)) if found > known => Err(Fault::Newer { found, known }),
        Ok((found,)) if found < known => Err(Fault::Older { found, known }),
        Ok(_) => Ok(()),
        // No such table, or no database at all.
        Err(Fault::Storage(sqlx::Error::Database(_))) => Err(Fault::Foreign),
        Err(other) => Err(other),
    }
}

/// The number of the newest migration that has been carried out, 0 in an empty database.
async fn schema(tx: &mut Tx) -> Result<i64, Fault> {
    query("create table if not exists schema_migration (number bigint primary key, name text not null)")
        .execute(tx)
        .await?;
    let (number,): (i64,) = query("select coalesce(max(number), 0) from schema_migration").one(tx).await?;
    Ok(number)
}

/// Carries out all statements of a migration.
async fn carry_out(tx: &mut Tx, statements: &'static str) -> Result<(), Fault> {
    match &mut tx.open {
        Open::File(tx) => sqlx::raw_sql(statements).execute(&mut **tx).await.map(|_| ())?,
        Open::Server(tx) => sqlx::raw_sql(statements).execute(&mut **tx).await.map(|_| ())?,
    }
    Ok(())
}
