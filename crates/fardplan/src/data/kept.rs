//! Where figures that have been fetched are kept, and which of them are in force.

use std::fs::File;
use std::io::Write;
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
    #[arg(long, env = "FARDPLAN_FIGURES", value_name = "FOLDER", global = true)]
    figures: Option<PathBuf>,
}

/// The folder of what is saved, by its variable and where nothing else is said.
const DATA: (&str, &str) = ("FARDPLAN_DATA", "data");
/// What to do when a set cannot be computed with.
const WAY_OUT: &str =
    "Kör fardplan data fetch på nytt, eller fardplan data use bundled, så gäller programmets egna siffror.";
/// The file that names the set in force.
const IN_FORCE: &str = "in-force";
/// The end of what is not whole yet.
const NEW: &str = ".new";
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
        let (variable, usual) = DATA;
        let beside = std::env::var_os(variable)
            .filter(|told| !told.is_empty())
            .map_or_else(|| usual.into(), PathBuf::from);
        self.or_as_told(None, &beside)
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

    /// The set in force, and its name; none where the program's own tables are.
    pub fn in_force(&self) -> anyhow::Result<Option<(String, Set)>> {
        let Some(name) = self.name_in_force()? else { return Ok(None) };
        let set = self.set(&name)?;
        Ok(Some((name, set)))
    }

    fn name_in_force(&self) -> anyhow::Result<Option<String>> {
        match std::fs::read_to_string(self.folder.join(IN_FORCE)) {
            Ok(name) if name.trim().is_empty() => {
                bail!("{} är tom. {WAY_OUT}", self.folder.join(IN_FORCE).display())
            }
            Ok(name) => Ok(Some(name.trim().to_owned())),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => {
                Err(cause).with_context(|| format!("{} gick inte att läsa.", self.folder.display()))
            }
        }
    }

    fn set(&self, name: &str) -> anyhow::Result<Set> {
        let folder = self.folder.join(name);
        let about = std::fs::read_to_string(folder.join(ABOUT))
            .with_context(|| format!("Siffrorna i {} saknas. {WAY_OUT}", folder.display()))?;
        let about: About = serde_json::from_str(&about)
            .with_context(|| format!("{} går inte att förstå. {WAY_OUT}", folder.join(ABOUT).display()))?;
        let tables = Fetched::read(&folder)?;
        if hash(&tables) != about.hash {
            bail!("Siffrorna i {} är inte längre som när de hämtades. {WAY_OUT}", folder.display());
        }
        Ok(Set { about, tables })
    }

    /// The tables in force, and what names them for what is kept that rests on them.
    pub fn tables(&self) -> anyhow::Result<(Tables, String)> {
        match self.in_force()? {
            Some((name, set)) => Ok((usable(&set.tables)?, name)),
            None => Ok((
                Tables::bundled().context("Programmets tabeller är skadade: bygg om det.")?,
                String::new(),
            )),
        }
    }

    /// All sets by name, the oldest first.
    pub fn names(&self) -> anyhow::Result<Vec<String>> {
        let Ok(all) = std::fs::read_dir(&self.folder) else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for one in all {
            let one = one?;
            let name = one.file_name().to_string_lossy().into_owned();
            if one.path().join(ABOUT).is_file() && !name.ends_with(NEW) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Keeps a set and puts it in force, as a whole or not at all.
    pub fn keep(&self, source: &str, at: DateTime<Utc>, tables: &Fetched) -> anyhow::Result<String> {
        let about = About { source: source.to_owned(), fetched_at: at, hash: hash(tables) };
        let name = format!("{}-{}", at.format("%Y-%m-%d"), &about.hash[..12]);
        if self.set(&name).is_ok() {
            // The same figures are there already, whole.
            self.put_in_force(&name)?;
            return Ok(name);
        }
        let (made, folder) = (self.folder.join(format!("{name}{NEW}")), self.folder.join(&name));
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
        usable(&self.set(name)?.tables)?;
        let new = self.folder.join(format!("{IN_FORCE}{NEW}"));
        let mut file = File::create(&new)?;
        file.write_all(format!("{name}\n").as_bytes())?;
        file.sync_all()?;
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

/// The tables with what has been fetched, if that can be computed with and is not older than what the program carries.
fn usable(fetched: &Fetched) -> anyhow::Result<Tables> {
    let tables = Tables::with(fetched)
        .with_context(|| format!("De hämtade siffrorna går inte att räkna med. {WAY_OUT}"))?;
    let carried = statistics::population::COUNTED_YEAR;
    if tables.base.year < carried {
        bail!(
            "De hämtade siffrorna slutar {}, och programmet har siffror för {carried}. {WAY_OUT}",
            tables.base.year
        );
    }
    Ok(tables)
}

fn hash(tables: &Fetched) -> String {
    let mut sum = Sha256::new();
    tables.texts().for_each(|text| sum.update(text));
    HEXLOWER.encode(&sum.finalize())
}
