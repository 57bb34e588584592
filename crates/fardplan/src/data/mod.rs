//! `fardplan data`: which tables everything rests on, how they are made, and how newer ones are fetched.

mod fetch;
mod kept;

use std::io::Write;
use std::path::PathBuf;

use statistics::Provenance;
use statistics::table::Bundled;

pub use kept::{Folder, Kept};

/// What to do with the reference tables.
#[derive(clap::Args, Debug)]
pub struct Options {
    #[command(subcommand)]
    action: Option<Action>,
    /// Print the list as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Folder,
}

#[derive(clap::Subcommand, Debug)]
enum Action {
    /// Print one table as it stands in the program.
    Show {
        /// The table's name, as in the list.
        table: String,
    },
    /// Fetch the newest official figures, check them, and put them in force.
    Fetch {
        #[command(flatten)]
        servers: fetch::Servers,
    },
    /// Put figures in force that have been fetched before, by their name in the list; or `bundled`, the program's own.
    Use {
        /// Which figures.
        name: String,
    },
    /// Compile the tables anew from a folder of official figures.
    Compile {
        /// Folder with the figures.
        #[arg(long)]
        from: PathBuf,
        /// Folder to write the tables to.
        #[arg(long, default_value = "crates/statistics/tables")]
        to: PathBuf,
    },
}

/// The name of the program's own tables.
const BUNDLED: &str = "bundled";

/// Lists, shows, fetches, chooses or compiles.
pub fn run(options: &Options) -> anyhow::Result<()> {
    match &options.action {
        None => list(options),
        Some(Action::Show { table }) => show(&mut std::io::stdout().lock(), table),
        Some(Action::Fetch { servers }) => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(fetch::fetch(servers, &options.place.kept()))
        }
        Some(Action::Use { name }) => choose(&options.place.kept(), name),
        Some(Action::Compile { from, to }) => {
            let tables = statistics::compile::compile(from)?;
            statistics::compile::write(&tables, to)?;
            say!("{} tables written to {}", tables.len(), to.display());
            Ok(())
        }
    }
}

fn choose(kept: &Kept, name: &str) -> anyhow::Result<()> {
    if name == BUNDLED {
        kept.use_bundled()?;
        say!("Programmets egna siffror gäller nu. Starta om programmet, så räknar det med dem.");
        return Ok(());
    }
    let names = kept.names()?;
    if !names.iter().any(|known| known == name) {
        anyhow::bail!("Det finns inga siffror som heter {name}. Det finns: {BUNDLED}{}.", listed(&names));
    }
    kept.put_in_force(name)?;
    say!("Siffrorna {name} gäller nu. Starta om programmet, så räknar det med dem.");
    Ok(())
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!(", {name}")).collect()
}

fn list(options: &Options) -> anyhow::Result<()> {
    let kept = options.place.kept();
    let set = kept.in_force()?;
    let tables: Vec<Provenance> = kept.tables()?.0.provenance;
    let mut out = std::io::stdout().lock();
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&tables)?)?;
        return Ok(());
    }
    match set {
        None => writeln!(out, "in force: {BUNDLED}")?,
        Some((name, set)) => {
            let about = set.about;
            writeln!(out, "in force: {name}")?;
            writeln!(out, "  source  {}", about.source)?;
            writeln!(out, "  fetched {}", about.fetched_at.format("%Y-%m-%d %H:%M UTC"))?;
            writeln!(out, "  hash    {}", about.hash)?;
        }
    }
    writeln!(out, "kept in {}: {BUNDLED}{}", kept.folder().display(), listed(&kept.names()?))?;
    for p in tables {
        writeln!(out, "{} ({} rows)", p.table, p.rows)?;
        for (name, text) in [
            ("holds", &p.title),
            ("source", &p.source),
            ("date", &p.date),
            ("unit", &p.unit),
            ("method", &p.method),
        ] {
            writeln!(out, "  {name:<7} {text}")?;
        }
    }
    Ok(())
}

fn show(out: &mut impl Write, name: &str) -> anyhow::Result<()> {
    let Some(table) = Bundled::ALL.iter().find(|t| t.name() == name) else {
        let known: Vec<&str> = Bundled::ALL.iter().map(|t| t.name()).collect();
        anyhow::bail!("Okänd tabell \"{name}\". Det finns: {}.", known.join(", "));
    };
    write!(out, "{}", table.text())?;
    Ok(())
}
