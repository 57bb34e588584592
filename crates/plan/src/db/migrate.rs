//! Bringing a database to the newest schema, by sqlx's migrator: forward only, in order, all that is lacking or nothing.
//! A migration that has been released is never changed: a database whose migrations have other checksums than this
//! program's is refused. Several programs may start at once: each takes the write lock and finds what the others have
//! done.

use sqlx::SqlSafeStr;
use sqlx::migrate::{AppliedMigration, Migrate, MigrateError, Migration, MigrationType, Migrator};

use super::query::query;
use super::{Db, Open, Tx};
use crate::access::Actor;
use crate::fault::Fault;

// Number, name and text of each, in order, as the build finds them.
include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Where the migrator notes what has been carried out.
const TABLE: &str = "_sqlx_migrations";

/// The migrations, in order.
pub(super) fn migrations() -> Vec<Migration> {
    let migration = |&(number, name, text): &(i64, &'static str, &'static str)| {
        Migration::new(number, name.into(), MigrationType::Simple, text.into_sql_str(), false)
    };
    MIGRATIONS.iter().map(migration).collect()
}

pub(super) async fn migrate(db: &Db) -> Result<(), Fault> {
    carry_forward(db, migrations()).await
}

/// Carries out those of the migrations that a database lacks.
pub(super) async fn carry_forward(db: &Db, migrations: Vec<Migration>) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    let applied = match &mut tx.open {
        Open::File(tx) => applied(&mut **tx).await?,
        Open::Server(tx) => applied(&mut **tx).await?,
    };
    compare(&applied, &migrations)?;
    let former = if applied.is_empty() { former(&mut tx).await? } else { 0 };
    let mut migrator = Migrator::with_migrations(migrations);
    // The write lock is enough.
    migrator.set_locking(false);
    match &mut tx.open {
        Open::File(tx) => carry_out(&mut **tx, &migrator, former).await?,
        Open::Server(tx) => carry_out(&mut **tx, &migrator, former).await?,
    }
    tx.commit().await
}

async fn carry_out<C: Migrate>(
    connection: &mut C,
    migrator: &Migrator,
    former: i64,
) -> Result<(), MigrateError> {
    migrator.run_direct(Some(former), connection, true).await?;
    migrator.run_direct(None, connection, false).await
}

/// What has been carried out, in order; where it is noted is made where it is not.
async fn applied<C: Migrate>(connection: &mut C) -> Result<Vec<AppliedMigration>, MigrateError> {
    connection.ensure_migrations_table(TABLE).await?;
    connection.list_applied_migrations(TABLE).await
}

/// Checks that what has been carried out are the first of the migrations, and the same.
fn compare(applied: &[AppliedMigration], migrations: &[Migration]) -> Result<(), Fault> {
    for (applied, known) in applied.iter().zip(migrations) {
        if applied.version != known.version || applied.checksum != known.checksum {
            return Err(Fault::Altered { number: known.version });
        }
    }
    match applied.get(migrations.len()..).and_then(<[_]>::last) {
        Some(newer) => Err(Fault::Newer { found: newer.version, known: migrations.len() as i64 }),
        None => Ok(()),
    }
}

/// Checks that a database has this program's schema.
pub(super) async fn is_newest(db: &Db) -> Result<(), Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    let applied = match &mut tx.open {
        Open::File(tx) => tx.list_applied_migrations(TABLE).await,
        Open::Server(tx) => tx.list_applied_migrations(TABLE).await,
    };
    drop(tx);
    let migrations = migrations();
    let known = migrations.len() as i64;
    let found = match applied.map_err(Fault::from) {
        Ok(applied) => {
            compare(&applied, &migrations)?;
            applied.len() as i64
        }
        // No such table, or no database at all.
        Err(Fault::Storage(sqlx::Error::Database(_))) => before_checksums(db).await?,
        Err(other) => return Err(other),
    };
    if found < known { Err(Fault::Older { found, known }) } else { Ok(()) }
}

/// The number of the newest migration in a database whose program kept no checksums.
async fn before_checksums(db: &Db) -> Result<i64, Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    match query("select coalesce(max(number), 0) from schema_migration").one::<(i64,)>(&mut tx).await {
        Ok((number,)) => Ok(number),
        Err(Fault::Storage(sqlx::Error::Database(_))) => Err(Fault::Foreign),
        Err(other) => Err(other),
    }
}

/// The same, which the migrator then takes over; 0 in an empty database.
async fn former(tx: &mut Tx) -> Result<i64, Fault> {
    query("create table if not exists schema_migration (number bigint primary key, name text not null)")
        .execute(tx)
        .await?;
    let (number,): (i64,) = query("select coalesce(max(number), 0) from schema_migration").one(tx).await?;
    query("drop table schema_migration").execute(tx).await?;
    Ok(number)
}
