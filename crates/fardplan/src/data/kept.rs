//! Where figures that have been fetched are kept, and which of them are in force.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use statistics::{Fetched, Tables};

/// Where fetched figures are kept.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Folder {
    /// Folder with figures that have been fetched; the program's own apply where there are none [usually: data/figures].
    #[arg(long, env = "FARDPLAN_FIGURES", value_name = "FOLDER")]
    figures: Option<PathBuf>,
}

/// The folder where nothing else is said.
const USUAL: &str = "data/figures";
/// The file that names the set in force.
const IN_FORCE: &str = "in-force";
/// The file that says what a set is.
const ABOUT: &str = "set.json";

/// What a set of figures is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Who publishes the figures, and in which tables.
    pub source: String,
    /// When they were fetched.
    pub fetched_at: DateTime<Utc>,
    /// SHA-256 of the tables, in hexadecimal digits.
    pub hash: String,
}

/// Figures that have been fetched.
pub struct Set {
    pub about: About,
    pub tables: Fetched,
}

impl Folder {
    /// The folder, or another that is told, or one beside what else is saved.
    pub fn or_as_told(&self, told: Option<PathBuf>, beside: &Path) -> Kept {
        let folder = self.figures.clone().or(told);
        Kept { folder: folder.unwrap_or_else(|| beside.join("figures")) }
    }

    /// The folder for commands that know of no other.
    pub fn kept(&self) -> Kept {
        Kept { folder: self.figures.clone().unwrap_or_else(|| PathBuf::from(USUAL)) }
    }
}

/// A folder with sets of figures.
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder for answers of a fetch that is not finished.
    pub fn unfinished(&self) -> PathBuf {
        self.folder.join("unfinished")
    }

    /// The set in force; none where the program's own tables are.
    pub fn in_force(&self) -> anyhow::Result<Option<Set>> {
        let Some(name) = self.name_in_force()? else { return Ok(None) };
        self.set(&name).map(Some)
    }

    fn name_in_force(&self) -> anyhow::Result<Option<String>> {
        match std::fs::read_to_string(self.folder.join(IN_FORCE)) {
            Ok(name) => Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty())),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => {
                Err(cause).with_context(|| format!("{} gick inte att läsa.", self.folder.display()))
            }
        }
    }

    fn set(&self, name: &str) -> anyhow::Result<Set> {
        let folder = self.folder.join(name);
        let way_out = "Kör fardplan data use bundled, så gäller programmets egna siffror igen.";
        let about = std::fs::read_to_string(folder.join(ABOUT))
            .with_context(|| format!("Siffrorna i {} saknas. {way_out}", folder.display()))?;
        let about: About = serde_json::from_str(&about)
            .with_context(|| format!("{} går inte att förstå. {way_out}", folder.join(ABOUT).display()))?;
        let tables = Fetched::read(&folder)?;
        if hash(&tables) != about.hash {
            bail!("Siffrorna i {} är inte längre som när de hämtades. {way_out}", folder.display());
        }
        Ok(Set { about, tables })
    }

    /// The tables in force.
    pub fn tables(&self) -> anyhow::Result<Tables> {
        match self.in_force()? {
            Some(set) => Tables::with(&set.tables).context("Siffrorna som är hämtade är skadade."),
            None => Tables::bundled().context("Programmets tabeller är skadade: bygg om det."),
        }
    }

    /// Names what is in force, for what is kept that rests on it.
    pub fn stamp(&self) -> anyhow::Result<String> {
        Ok(self.name_in_force()?.unwrap_or_default())
    }

    /// All sets by name, the oldest first.
    pub fn names(&self) -> anyhow::Result<Vec<String>> {
        let Ok(all) = std::fs::read_dir(&self.folder) else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for one in all {
            let one = one?;
            if one.path().join(ABOUT).is_file() {
                names.push(one.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// Keeps a set and puts it in force, as a whole or not at all.
    pub fn keep(&self, source: &str, at: DateTime<Utc>, tables: &Fetched) -> anyhow::Result<String> {
        let about = About { source: source.to_owned(), fetched_at: at, hash: hash(tables) };
        let name = format!("{}-{}", at.format("%Y-%m-%d"), &about.hash[..12]);
        let (made, folder) = (self.folder.join(format!("{name}.new")), self.folder.join(&name));
        if made.exists() {
            std::fs::remove_dir_all(&made)?;
        }
        std::fs::create_dir_all(&made).with_context(|| format!("{} gick inte att skapa.", made.display()))?;
        tables.write(&made)?;
        std::fs::write(made.join(ABOUT), serde_json::to_string_pretty(&about)?)?;
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::rename(&made, &folder)?;
        self.put_in_force(&name)?;
        Ok(name)
    }

    /// Puts a kept set in force.
    pub fn put_in_force(&self, name: &str) -> anyhow::Result<()> {
        self.set(name)?;
        let new = self.folder.join(format!("{IN_FORCE}.new"));
        std::fs::write(&new, format!("{name}\n"))?;
        std::fs::rename(new, self.folder.join(IN_FORCE))?;
        Ok(())
    }

    /// Puts the program's own tables in force.
    pub fn use_bundled(&self) -> anyhow::Result<()> {
        match std::fs::remove_file(self.folder.join(IN_FORCE)) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(cause.into()),
            _ => Ok(()),
        }
    }
}

fn hash(tables: &Fetched) -> String {
    let mut sum = Sha256::new();
    tables.texts().for_each(|text| sum.update(text));
    HEXLOWER.encode(&sum.finalize())
}
