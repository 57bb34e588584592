//! Where what is saved is kept, as every command that needs it is told.

use std::path::PathBuf;

use anyhow::{Context, bail};
use plan::db::{Db, Location};

/// Where what is saved is kept.
#[derive(clap::Args, Debug)]
pub struct Place {
    /// Folder for the database file.
    #[arg(long, env = "FARDPLAN_DATA", default_value = FOLDER)]
    data: PathBuf,
    /// The database, if not a file in that folder: another file, or a PostgreSQL server that several replicas may
    /// share, as postgres://user:password@host/name.
    #[arg(long, env = "FARDPLAN_DATABASE_URL", hide_env_values = true, value_name = "FILE OR URL")]
    database: Option<Location>,
}

const FOLDER: &str = "data";

impl Default for Place {
    fn default() -> Self {
        Self { data: PathBuf::from(FOLDER), database: None }
    }
}

impl Place {
    /// The file or the server.
    pub fn location(&self) -> Location {
        self.database.clone().unwrap_or_else(|| Location::File(self.data.join("fardplan.sqlite")))
    }
}

/// Opens a database; a file is made when there is none.
pub async fn open(location: &Location) -> anyhow::Result<Db> {
    Db::open(location).await.with_context(|| match location {
        Location::File(file) => format!(
            "Databasen {} gick inte att öppna. Kontrollera att mappen går att skriva i.",
            file.display()
        ),
        Location::Server(_) => {
            "Databasservern gick inte att nå. Kontrollera att den är i gång och att adressen stämmer."
                .to_owned()
        }
    })
}

/// Opens a database that must be there already.
pub async fn open_existing(location: &Location) -> anyhow::Result<Db> {
    if let Location::File(file) = location
        && !file.is_file()
    {
        bail!("Det finns ingen databas i {}. Kontrollera sökvägen.", file.display());
    }
    open(location).await
}
