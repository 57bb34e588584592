//! The file with the secret key, and `fardplan forget-codes` for the day when it is lost.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use data_encoding::BASE64;
use plan::accounts::{SecretKey, forget_codes, take_up_key};
use plan::clock::Clock;
use plan::db::Db;
use plan::fault::Fault;

use crate::settings::{Place, open_existing};

/// The database that is used with the key in a file, which is made when there is none.
pub async fn unlock(db: Db, file: &Path) -> anyhow::Result<Db> {
    let db = db.with_secret_key(made(file)?);
    match take_up_key(&db).await {
        Ok(()) => Ok(db),
        Err(Fault::OtherKey) => bail!(
            "Nyckeln i {} är inte den som databasen har använts med. Lägg tillbaka den rätta, eller ange den med --secret-key. Är \
             den förlorad, slå av allas engångskoder med fardplan forget-codes: då tas den här nyckeln i bruk.",
            file.display()
        ),
        Err(other) => Err(other.into()),
    }
}

/// The key in a file, which is made when there is none.
fn made(file: &Path) -> anyhow::Result<SecretKey> {
    if let Some(key) = read(file)? {
        return Ok(key);
    }
    make(Clock::system().random(), file)
        .with_context(|| format!("Nyckelfilen {} gick inte att skriva.", file.display()))?;
    read(file)?.context("Nyckelfilen försvann.")
}

/// Whether a file holds a key; none has been made when there is no such file.
pub fn is_made(file: &Path) -> anyhow::Result<bool> {
    Ok(read(file)?.is_some())
}

/// The key in a file; none when there is no such file.
fn read(file: &Path) -> anyhow::Result<Option<SecretKey>> {
    let text = match std::fs::read_to_string(file) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.with_context(|| format!("Nyckelfilen {} gick inte att läsa.", file.display()))?,
    };
    let bytes = BASE64.decode(text.trim().as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    let Some(bytes) = bytes else {
        bail!("Nyckelfilen {} håller ingen nyckel: den ska vara 32 byte i base64.", file.display());
    };
    Ok(Some(SecretKey::new(&bytes)?))
}

/// Writes a key to a new file that its owner reads, whole or not at all; one that another replica has made meanwhile stays.
fn make(bytes: [u8; SecretKey::LENGTH], file: &Path) -> std::io::Result<()> {
    let folder = folder_of(file);
    std::fs::create_dir_all(folder)?;
    let mut made = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(made, "{}", BASE64.encode(&bytes))?;
    made.as_file().sync_all()?;
    match made.persist_noclobber(file) {
        Err(fault) if fault.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(fault) => Err(fault.error),
        // Nothing is sealed with a key that a power cut could take away.
        Ok(_) => std::fs::File::open(folder)?.sync_all(),
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where to turn codes off, and the key to go on with.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The file with the secret key to go on with; made when there is none [usually: secret.key, beside the database file].
    #[arg(long, env = "FARDPLAN_SECRET_KEY", value_name = "FILE")]
    secret_key: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// Turns everybody's one-time codes off, and takes a key into use.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let location = options.place.location()?;
    let file = options.place.secret_key(options.secret_key.as_ref())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let had = runtime.block_on(async {
        // It has to be there: a mistyped path would make a new one.
        open_existing(&location).await?.close().await;
        let db = crate::settings::open(&location).await?.with_secret_key(made(&file)?);
        let had = forget_codes(&db).await?;
        db.close().await;
        anyhow::Ok(had)
    })?;
    say!(
        "Engångskoder är av för {had} personer, och nyckeln i {} gäller. Starta om programmet.",
        file.display()
    );
    say!("De loggar in med lösenord och slår på engångskoder igen under Mitt konto.");
    Ok(())
}
