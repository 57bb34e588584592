//! `fardplan backup`, `restore` and `migrate-store`: everything that is saved, copied whole and checked.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use plan::db::copy::{Copied, copy};
use plan::db::{Db, Location};
use plan::fault::Fault;

use crate::settings::{Place, open, open_existing};

/// What to back up, and where to.
#[derive(clap::Args, Debug)]
pub struct Backup {
    /// A new file for the backup.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// What to restore, and where to.
#[derive(clap::Args, Debug)]
pub struct Restore {
    /// The file of a backup.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Between which databases to move everything.
#[derive(clap::Args, Debug)]
pub struct MigrateStore {
    /// The database to copy from: a file, or postgres://user:password@host/name.
    #[arg(long, value_name = "FILE OR URL")]
    from: Location,
    /// The database to copy to, which must be empty.
    #[arg(long, value_name = "FILE OR URL")]
    to: Location,
}

/// Backs up to a new file, of any engine and while the program runs.
pub fn backup(options: &Backup) -> anyhow::Result<()> {
    let file = &options.file;
    if file.exists() {
        bail!("{} finns redan. Välj ett annat namn: en säkerhetskopia skrivs aldrig över.", file.display());
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unwritable = || format!("{} gick inte att skriva. Kontrollera mappen.", file.display());
    // The name is given when all is there: a backup that has its name is whole.
    let room = tempfile::Builder::new().prefix(".unfinished-").tempdir_in(folder).with_context(unwritable)?;
    let unfinished = room.path().join("backup.sqlite");
    let location = options.place.location()?;
    let copied = run(async {
        let (from, to) = (open_existing(&location).await?, open(&Location::File(unfinished.clone())).await?);
        let copied = copied(&from, &to).await?;
        to.settle().await.with_context(unwritable)?;
        Ok(copied)
    })?;
    std::fs::File::open(&unfinished).and_then(|file| file.sync_all()).with_context(unwritable)?;
    finish(&unfinished, file).with_context(unwritable)?;
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).with_context(unwritable)?;
    tell(&copied)?;
    say!("Säkerhetskopian är {}.", file.display());
    Ok(())
}

/// Gives a file its name, and writes nothing over.
fn finish(unfinished: &Path, name: &Path) -> std::io::Result<()> {
    // A second name and then one less: the whole file or none has the name, whenever the power goes.
    match std::fs::hard_link(unfinished, name) {
        Err(fault) if fault.kind() != std::io::ErrorKind::AlreadyExists => finish_unlinked(unfinished, name),
        done => done,
    }
}

/// The same where files cannot have two names, as on many shares: the name is taken first, with an empty file.
fn finish_unlinked(unfinished: &Path, name: &Path) -> std::io::Result<()> {
    std::fs::File::create_new(name)?;
    std::fs::rename(unfinished, name).inspect_err(|_| {
        let _ = std::fs::remove_file(name);
    })
}

/// Restores a backup to an empty database.
pub fn restore(options: &Restore) -> anyhow::Result<()> {
    let copied = run(async {
        let from = open_existing(&Location::File(options.file.clone())).await?;
        into(&from, &options.place.location()?).await
    })?;
    tell(&copied)?;
    say!("Säkerhetskopian {} är återställd.", options.file.display());
    Ok(())
}

/// Moves everything between databases, of the same engine or not.
pub fn migrate(options: &MigrateStore) -> anyhow::Result<()> {
    let copied = run(async {
        let from = open_existing(&options.from).await?;
        into(&from, &options.to).await
    })?;
    tell(&copied)?;
    say!("Allt är kopierat. Databasen som du kopierade från är orörd.");
    Ok(())
}

fn run<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

async fn into(from: &Db, location: &Location) -> anyhow::Result<Vec<Copied>> {
    let to = open(location).await?;
    let copied = copied(from, &to).await;
    to.close().await;
    copied
}

async fn copied(from: &Db, to: &Db) -> anyhow::Result<Vec<Copied>> {
    let copied = copy(from, to).await;
    from.close().await;
    copied.map_err(|fault| match fault {
        Fault::NotEmpty => {
            anyhow::anyhow!("Databasen att kopiera till är inte tom. Välj en ny: inget har ändrats.")
        }
        Fault::Unlike { table } => {
            anyhow::anyhow!(
                "Tabellen {table} kom inte fram som den skickades. Inget har sparats: försök igen."
            )
        }
        other => anyhow::Error::new(other).context("Kopieringen gick inte. Inget har sparats."),
    })
}

/// What was copied: rows and the first figures of the hash of each table, counted and compared on both sides.
fn tell(copied: &[Copied]) -> anyhow::Result<()> {
    for Copied { table, rows, hash } in copied {
        let hash: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        say!("{table:<12} {rows:>8}  {hash}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_finished_also_where_files_have_one_name_and_writes_nothing_over() {
        for finish in [finish, finish_unlinked] {
            let folder = tempfile::tempdir().expect("a folder");
            let (from, to) = (folder.path().join("from"), folder.path().join("to"));
            std::fs::write(&from, "new").expect("written");
            finish(&from, &to).expect("finished");
            assert_eq!(std::fs::read(&to).expect("read"), b"new");
            let _ = std::fs::remove_file(&from);
            std::fs::write(&from, "other").expect("written");
            let refused = finish(&from, &to).map_err(|fault| fault.kind());
            assert_eq!(refused, Err(std::io::ErrorKind::AlreadyExists));
            assert_eq!(std::fs::read(&to).expect("read"), b"new");
        }
    }
}
