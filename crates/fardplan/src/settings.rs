//! Settings: each from the command line, else the environment, else a file, else what is usual.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context, bail};
use plan::accounts::Provider;
use plan::attachments;
use plan::db::{Db, Location};
use plan::fault::Fault;
use plan::quotas::{Quota, Quotas};
use serde::Deserialize;
use web::{Accounts, AuthMode, IdentityProvider, Origin};

use crate::data;
use crate::mail::Mailer;

/// Where the settings file is and where what is saved is kept: what every command that opens the database is told.
#[derive(clap::Args, Clone, Debug)]
pub struct Place {
    /// A file with settings (TOML): data, database, address, port, log, metrics, attachments, cache, figures, secret_key, mail, mail_from,
    /// origin, behind_proxy, a table called quotas and tables called provider with name, issuer, client_id, client_secret, domains and trusts_domains. What is said here or
    /// in the environment goes before it.
    #[arg(long, env = "FARDPLAN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder for the database file, when no database is named [usually: data].
    #[arg(long, env = "FARDPLAN_DATA", value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// The database, if not a file in that folder: another file, or a PostgreSQL server that several replicas may
    /// share, as postgres://user:password@host/name.
    #[arg(long, env = "FARDPLAN_DATABASE_URL", hide_env_values = true, value_name = "FILE OR URL")]
    database: Option<Location>,
}

/// How the program listens and what it tells of itself.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    #[command(flatten)]
    place: Place,
    /// Port to listen on; 0 takes any free one [usually: 8080].
    #[arg(long, env = "FARDPLAN_PORT")]
    port: Option<u16>,
    /// Address to listen on. Without accounts only addresses of this machine [usually: 127.0.0.1].
    #[arg(long, env = "FARDPLAN_ADDRESS")]
    address: Option<IpAddr>,
    /// How the log is written to standard error: as text or as JSON, a line an event. FARDPLAN_LOG=info chooses how
    /// much [usually: text].
    #[arg(long, env = "FARDPLAN_LOG_FORMAT")]
    log: Option<Log>,
    /// Where attached files are kept: a folder, or a bucket that several replicas share, as
    /// s3://bucket/prefix?endpoint=https://…&region=… with its keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
    /// [usually: attachments, beside the database file].
    #[arg(long, env = "FARDPLAN_ATTACHMENTS", value_name = "FOLDER OR URL")]
    attachments: Option<String>,
    /// The file with the secret key that keys of one-time codes are sealed with; made when there is none. Replicas share one. Keep a
    /// copy of it apart from backups of the database [usually: secret.key, beside the database file].
    #[arg(long, env = "FARDPLAN_SECRET_KEY", value_name = "FILE")]
    secret_key: Option<PathBuf>,
    /// Folder for what can be computed again, so that the next start need not [usually: cache, beside the database file].
    #[arg(long, env = "FARDPLAN_CACHE", value_name = "FOLDER")]
    cache: Option<PathBuf>,
    #[command(flatten)]
    figures: data::Folder,
    /// Address and port where Prometheus may read measurements at /metrics [usually: nowhere].
    #[arg(long, env = "FARDPLAN_METRICS", value_name = "ADDRESS:PORT")]
    metrics: Option<SocketAddr>,
    /// The mail server: smtp://user:password@host:port, encrypted unless it is on this machine or the address ends with
    /// ?tls=none, or smtps://… [usually: none, and letters wait].
    #[arg(long, env = "FARDPLAN_MAIL", hide_env_values = true, value_name = "URL")]
    mail: Option<String>,
    /// Whom letters come from, as "Färdplan <fardplan@kommun.se>".
    #[arg(long, env = "FARDPLAN_MAIL_FROM", value_name = "SENDER")]
    mail_from: Option<String>,
    #[command(flatten)]
    gateway: Gateway,
}

/// Turns accounts on, and says how the site is reached.
#[derive(clap::Args, Clone, Debug)]
struct Gateway {
    /// The site's address as people reach it, such as `https://fardplan.kommun.se`: from then on one signs in, and others may reach
    /// it. Without it, whoever sits at this machine may do everything, and nobody else comes in.
    #[arg(long, env = "FARDPLAN_ORIGIN", value_name = "URL")]
    origin: Option<String>,
    /// A proxy in front of the program tells in X-Forwarded-For whom it asks for. Say so only if nobody can go past it.
    #[arg(long, env = "FARDPLAN_BEHIND_PROXY")]
    behind_proxy: bool,
}

/// How the log is written.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Log {
    /// For people.
    #[default]
    Text,
    /// For programs that collect logs.
    Json,
}

/// A settings file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    address: Option<IpAddr>,
    port: Option<u16>,
    log: Option<Log>,
    metrics: Option<SocketAddr>,
    attachments: Option<String>,
    cache: Option<PathBuf>,
    figures: Option<PathBuf>,
    secret_key: Option<PathBuf>,
    mail: Option<String>,
    mail_from: Option<String>,
    origin: Option<String>,
    #[serde(default)]
    behind_proxy: bool,
    #[serde(default)]
    provider: Vec<ProviderFile>,
    #[serde(default)]
    quotas: BTreeMap<Quota, u32>,
}

impl File {
    /// What is told: what is empty is not.
    fn told(mut self) -> Self {
        let texts = [
            &mut self.database,
            &mut self.attachments,
            &mut self.mail,
            &mut self.mail_from,
            &mut self.origin,
        ];
        texts.into_iter().for_each(|text| *text = text.take().filter(|text| !text.trim().is_empty()));
        let paths = [&mut self.data, &mut self.cache, &mut self.figures, &mut self.secret_key];
        paths.into_iter().for_each(|path| *path = path.take().filter(|path| !path.as_os_str().is_empty()));
        self
    }
}

/// An identity provider in a settings file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderFile {
    name: String,
    issuer: String,
    client_id: String,
    client_secret: String,
    domains: Vec<String>,
    #[serde(default)]
    trusts_domains: bool,
}

/// All settings, as they apply.
pub struct Settings {
    /// The database.
    pub location: Location,
    /// Where to listen: an address of this machine.
    pub listen: SocketAddr,
    /// How the log is written.
    pub log: Log,
    /// Where measurements can be read.
    pub metrics: Option<SocketAddr>,
    /// Where attached files are kept.
    pub attachments: attachments::Location,
    /// A folder for what can be computed again.
    pub cache: PathBuf,
    /// A folder with figures that have been fetched.
    pub figures: data::Kept,
    /// The file with the secret key.
    pub secret_key: PathBuf,
    /// How letters are sent.
    pub mail: Option<Mailer>,
    /// How one comes in.
    pub gate: AuthMode,
    /// How much may be kept and done.
    pub quotas: Quotas,
}

const PORT: u16 = 8080;
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const FOLDER: &str = "data";

impl Options {
    /// The settings as they apply.
    ///
    /// # Errors
    /// A file that cannot be read, an address that others could reach, or a mail server that cannot be understood.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let file = self.place.file()?;
        let address = self.address.or(file.address).unwrap_or(LOOPBACK);
        let metrics = self.metrics.or(file.metrics);
        let mail = self.mailer(&file)?;
        let gate = self.gateway.gate(&file, mail.is_some())?;
        if gate.accounts().is_none() && !address.is_loopback() {
            bail!(
                "{address} nås från andra datorer, och här finns inga konton. Välj en adress på den här datorn, till \
                 exempel 127.0.0.1, eller slå på konton med --origin."
            );
        }
        if let Some(metrics) =
            metrics.filter(|metrics| gate.accounts().is_none() && !metrics.ip().is_loopback())
        {
            bail!("Mätvärdena på {metrics} nås från andra datorer. Välj en adress på den här datorn.");
        }
        Ok(Settings {
            listen: SocketAddr::new(address, self.port.or(file.port).unwrap_or(PORT)),
            log: self.log.or(file.log).unwrap_or_default(),
            metrics,
            mail,
            gate,
            attachments: self.attachments(&file)?,
            cache: self.cache(&file),
            figures: self.figures.or_as_told(file.figures.clone(), &self.place.folder_beside(&file)),
            quotas: file.quotas.iter().fold(Quotas::default(), |all, (&quota, &most)| all.with(quota, most)),
            secret_key: self.place.secret_key_beside(self.secret_key.as_ref(), &file),
            location: self.place.location_beside(file)?,
        })
    }
}

impl Options {
    fn attachments(&self, file: &File) -> anyhow::Result<attachments::Location> {
        let Some(place) = self.attachments.as_ref().or(file.attachments.as_ref()) else {
            return Ok(attachments::Location::Folder(self.place.folder_beside(file).join("attachments")));
        };
        // Never the address itself: it may hold a key.
        place.parse().map_err(|_| {
            anyhow::anyhow!(
                "Platsen för bilagor går inte att förstå. Ange en mapp, eller en bucket som \
                 s3://bucket/prefix?endpoint=https://s3.kommun.example&region=…, utan nycklar. Bara till den egna datorn \
                 går det med http."
            )
        })
    }

    fn cache(&self, file: &File) -> PathBuf {
        let told = self.cache.clone().or_else(|| file.cache.clone());
        told.unwrap_or_else(|| self.place.folder_beside(file).join("cache"))
    }

    fn mailer(&self, file: &File) -> anyhow::Result<Option<Mailer>> {
        let server = self.mail.as_ref().or(file.mail.as_ref());
        let from = self.mail_from.as_ref().or(file.mail_from.as_ref());
        match (server, from) {
            (None, None) => Ok(None),
            (Some(server), Some(from)) => Mailer::new(server, from).map(Some),
            _ => bail!(
                "För att brev ska kunna skickas behövs både postserver (--mail) och avsändare (--mail-from)."
            ),
        }
    }
}

impl Gateway {
    fn gate(&self, file: &File, sends_mail: bool) -> anyhow::Result<AuthMode> {
        let Some(origin) = self.origin.as_ref().or(file.origin.as_ref()) else {
            if !file.provider.is_empty() {
                bail!("Inloggningstjänster behöver sajtens egen adress: ange origin.");
            }
            return Ok(AuthMode::Machine);
        };
        let origin: Origin = origin.parse().map_err(|_| {
            anyhow::anyhow!(
                "{origin} går inte att använda som adress. Skriv den som https://fardplan.kommun.se, utan sökväg. \
                 Bara på den egna datorn går det med http."
            )
        })?;
        let provider = |one: &ProviderFile| {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if one.name.is_empty() || !one.name.chars().all(is_plain) {
                bail!(
                    "Inloggningstjänsten {} behöver ett namn av bokstäver, siffror och bindestreck.",
                    one.name
                );
            }
            if let Some(domain) = one.domains.iter().find(|domain| !is_domain(domain)) {
                bail!(
                    "{domain} för inloggningstjänsten {} är ingen domän. Skriv den som kommun.se, utan @ och utan https.",
                    one.name
                );
            }
            Ok(IdentityProvider {
                provider: Provider {
                    name: one.name.clone(),
                    domains: one.domains.clone(),
                    trusts_domains: one.trusts_domains,
                    secret: one.client_secret.clone(),
                },
                issuer: one.issuer.clone(),
                client_id: one.client_id.clone(),
            })
        };
        let providers = file.provider.iter().map(provider).collect::<anyhow::Result<_>>()?;
        Ok(AuthMode::Accounts(Accounts {
            origin,
            behind_proxy: self.behind_proxy || file.behind_proxy,
            providers,
            sends_mail,
        }))
    }
}

/// Whether something is the domain of e-mail addresses.
fn is_domain(text: &str) -> bool {
    format!("a@{text}").parse::<lettre::Address>().is_ok() && text.contains('.')
}

impl Place {
    /// The database.
    ///
    /// # Errors
    /// A settings file that cannot be read.
    pub fn location(&self) -> anyhow::Result<Location> {
        self.location_beside(self.file()?)
    }

    /// The site's address, as `told` or as the settings file says.
    ///
    /// # Errors
    /// A settings file that cannot be read.
    pub fn origin(&self, told: Option<&String>) -> anyhow::Result<Option<String>> {
        Ok(told.cloned().or(self.file()?.origin))
    }

    /// The file with the secret key: one that is `told`, or as the settings file says, or the usual one.
    ///
    /// # Errors
    /// A settings file that cannot be read.
    pub fn secret_key(&self, told: Option<&PathBuf>) -> anyhow::Result<PathBuf> {
        Ok(self.secret_key_beside(told, &self.file()?))
    }

    fn secret_key_beside(&self, told: Option<&PathBuf>, file: &File) -> PathBuf {
        let told = told.or(file.secret_key.as_ref()).cloned();
        told.unwrap_or_else(|| self.folder_beside(file).join("secret.key"))
    }

    fn location_beside(&self, file: File) -> anyhow::Result<Location> {
        let folder = self.folder(&file);
        let told = self.database.clone().or_else(|| file.database?.parse().ok());
        let told = told.unwrap_or_else(|| Location::File(folder.join("fardplan.sqlite")));
        // SQLite would keep it until the program stops, and no longer.
        if matches!(&told, Location::File(file) if file.to_string_lossy().ends_with(":memory:")) {
            bail!(
                "En databas i minnet är borta när programmet slutar. Ange en fil eller en PostgreSQL-server."
            );
        }
        Ok(told)
    }

    fn folder(&self, file: &File) -> PathBuf {
        self.data.clone().or_else(|| file.data.clone()).unwrap_or_else(|| PathBuf::from(FOLDER))
    }

    /// The folder of the database file, so that another file has other files beside it; for a server the usual folder.
    fn folder_beside(&self, file: &File) -> PathBuf {
        let told = self.database.clone().or_else(|| file.database.as_ref()?.parse().ok());
        match told {
            Some(Location::File(database)) => database.parent().map(PathBuf::from).unwrap_or_default(),
            _ => self.folder(file),
        }
    }

    fn file(&self) -> anyhow::Result<File> {
        let Some(path) = &self.config else { return Ok(File::default()) };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("Inställningarna {} gick inte att läsa.", path.display()))?;
        // Only where and why, never the line itself: it may hold a password.
        let file: Result<File, _> = toml::from_str(&text);
        file.map(File::told).map_err(|fault| {
            let line = fault.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            anyhow::anyhow!(
                "Inställningarna {} går inte att förstå. Rad {line}: {}",
                path.display(),
                fault.message()
            )
        })
    }
}

/// Opens a database; a file is made when there is none.
pub async fn open(location: &Location) -> anyhow::Result<Db> {
    Db::open(location).await.map_err(|fault| refused(fault, location))
}

/// Opens the store of attached files; a folder is made when there is none.
pub fn open_attachments(location: &attachments::Location) -> anyhow::Result<attachments::Store> {
    let store = attachments::Store::open(location).with_context(|| unkept(location))?;
    let examiner = attachments::Examiner::Apart {
        program: this_program()?,
        environment: crate::examine_pdf::ENVIRONMENT,
    };
    Ok(store.examined_by(examiner))
}

/// This program, as something to start once more: by the name that stays right when its file has been replaced, where there is
/// such a name.
fn this_program() -> anyhow::Result<PathBuf> {
    let itself = PathBuf::from("/proc/self/exe");
    Ok(if itself.exists() { itself } else { std::env::current_exe()? })
}

/// Why the store of attached files could not be used, and what to do.
pub fn unkept(location: &attachments::Location) -> String {
    match location {
        attachments::Location::Folder(folder) => {
            format!(
                "Mappen {} för bilagor gick inte att öppna. Kontrollera att den går att skriva i.",
                folder.display()
            )
        }
        attachments::Location::Bucket(_) => {
            format!(
                "{location} för bilagor svarar inte eller släpper inte in oss. Kontrollera adress, region och nycklar."
            )
        }
    }
}

/// Why a database could not be opened, and what to do.
pub fn unreached(location: &Location) -> String {
    match location {
        Location::File(file) => {
            format!(
                "Databasen {} gick inte att öppna. Kontrollera att mappen går att skriva i.",
                file.display()
            )
        }
        Location::Server(_) => {
            "Databasservern gick inte att nå. Kontrollera att den är i gång och att adressen stämmer."
                .to_owned()
        }
    }
}

/// Opens a database that must be there already.
pub async fn open_existing(location: &Location) -> anyhow::Result<Db> {
    if let Location::File(file) = location
        && !file.is_file()
    {
        bail!("Det finns ingen databas i {}. Kontrollera sökvägen.", file.display());
    }
    Db::attach(location).await.map_err(|fault| refused(fault, location))
}

/// Why a database was not opened, and what to do.
fn refused(fault: Fault, location: &Location) -> anyhow::Error {
    match fault {
        Fault::Foreign => {
            anyhow::anyhow!("Det är ingen databas från Färdplan. Kontrollera sökvägen eller adressen.")
        }
        Fault::Older { .. } => anyhow::anyhow!(
            "Databasen är från en äldre version. Säkerhetskopiera den med den gamla versionen och starta sedan den \
             här på den en gång (fardplan serve), så uppgraderas den."
        ),
        Fault::Newer { .. } => anyhow::anyhow!(
            "Databasen är från en nyare version av Färdplan. Installera den versionen, eller läs tillbaka en \
             säkerhetskopia från den här. Inget har ändrats."
        ),
        Fault::Altered { number } => anyhow::anyhow!(
            "Databasens tabeller är inte gjorda av den här versionen av Färdplan: steg {number} av uppgraderingen är \
             ett annat. Kontrollera att adressen stämmer, eller läs tillbaka en säkerhetskopia. Inget har ändrats."
        ),
        other => anyhow::Error::new(other).context(unreached(location)),
    }
}
