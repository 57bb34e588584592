//! `fardplan check-config`: the settings as they would apply, and whether the program could start with them.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use anyhow::{Context, bail};
use plan::attachments::{self, Store};
use plan::db::{Db, Location};

use crate::secret_key;
use crate::settings::{Options, Settings, unkept, unreached};

/// Clocks that differ by more than this are told of.
const MOST_SKEW: chrono::Duration = chrono::Duration::seconds(5);

/// Prints the settings and tries them; nothing is changed.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let settings = options.settings()?;
    print(&settings)?;
    settings.figures.tables()?;
    free(settings.listen)?;
    settings.metrics.map_or(Ok(()), free)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match &settings.location {
        Location::File(file) => writable(file)?,
        Location::Server(url) => {
            let ahead = runtime.block_on(Db::reach(url)).with_context(|| unreached(&settings.location))?;
            if ahead.abs() > MOST_SKEW {
                say!(
                    "Databasserverns klocka och den här datorns skiljer sig {} sekunder. Färdplan går efter databasens. \
                     Ställ datorernas klockor, till exempel med chrony eller systemd-timesyncd.",
                    ahead.num_seconds().abs()
                );
            }
        }
    }
    match &settings.attachments {
        attachments::Location::Folder(folder) => writable(&folder.join("x"))?,
        bucket => runtime
            .block_on(async { Store::open(bucket)?.answers().await })
            .with_context(|| unkept(bucket))?,
    }
    if settings.gate.accounts().is_some() && !secret_key::is_made(&settings.secret_key)? {
        writable(&settings.secret_key)?;
    }
    let providers = settings.gate.accounts().map_or(&[][..], |accounts| &accounts.providers);
    for provider in providers {
        runtime.block_on(web::discover_provider(provider)).map_err(|cause| {
            anyhow::anyhow!(
                "Inloggningstjänsten {} på {} går inte att använda: {cause}. Kontrollera adressen, tecken för tecken, även sista \
                 snedstrecket.",
                provider.provider.name,
                provider.issuer
            )
        })?;
    }
    if let Some(mailer) = &settings.mail
        && !runtime.block_on(mailer.answers())
    {
        bail!(
            "Postservern {} svarar inte eller släpper inte in oss. Kontrollera adress, användare och lösenord. \
             Programmet startar ändå, och breven väntar tills den svarar.",
            mailer.server()
        );
    }
    say!("Inställningarna håller.");
    Ok(())
}

fn print(settings: &Settings) -> anyhow::Result<()> {
    let Settings {
        location,
        listen,
        log,
        metrics,
        attachments,
        cache,
        figures,
        secret_key,
        mail,
        gate,
        quotas,
    } = settings;
    match location {
        Location::File(file) => say!("database  {}", file.display()),
        // The address may hold a password.
        Location::Server(_) => say!("database  en PostgreSQL-server"),
    }
    say!("listen    {listen}");
    say!("log       {}", format!("{log:?}").to_lowercase());
    say!("metrics   {}", metrics.map_or("ingenstans".to_owned(), |metrics| metrics.to_string()));
    say!("files     {attachments}");
    say!("figures   {}", figures.folder().display());
    say!("cache     {}", cache.display());
    match gate.accounts() {
        None => say!("accounts  inga: bara den här datorn når programmet"),
        Some(accounts) => {
            say!("accounts  ja, på {}", accounts.origin);
            say!("key       {}", secret_key.display());
            for one in &accounts.providers {
                say!("provider  {} ({})", one.provider.name, one.issuer);
            }
        }
    }
    for (quota, most) in quotas.all() {
        say!("quota     {quota} = {most}");
    }
    // The server's address may hold a password.
    let mail = mail.as_ref().map(ToString::to_string);
    say!("mail      {}", mail.unwrap_or_else(|| "ingenstans, breven väntar i utkorgen".to_owned()));
    Ok(())
}

fn free(address: SocketAddr) -> anyhow::Result<()> {
    TcpListener::bind(address).map(|_| ()).with_context(|| {
        format!("Det går inte att lyssna på {address}. Används porten redan? Välj en annan.")
    })
}

/// Whether a file can be made here, in a folder that may not be there yet.
fn writable(file: &Path) -> anyhow::Result<()> {
    let folder = file.ancestors().skip(1).find(|folder| folder.is_dir());
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if file.is_dir() {
        bail!("{} är en mapp. Ange en fil.", file.display());
    }
    tempfile::tempfile_in(folder).map(|_| ()).with_context(|| {
        format!("Det går inte att skriva i {}. Välj en annan mapp med --data.", folder.display())
    })
}
