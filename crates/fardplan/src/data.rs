//! `fardplan data`: which tables everything rests on, and how they are made.

use std::io::Write;
use std::path::PathBuf;

use statistics::table::Bundled;

/// What to do with the reference tables.
#[derive(clap::Args, Debug)]
pub struct Options {
    #[command(subcommand)]
    action: Option<Action>,
    /// Print the list as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand, Debug)]
enum Action {
    /// Print one table as it stands in the program.
    Show {
        /// The table's name, as in the list.
        table: String,
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

/// Lists, shows or compiles.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match &options.action {
        None if options.json => {
            let tables = Bundled::ALL.iter().map(|t| t.provenance()).collect::<Result<Vec<_>, _>>()?;
            writeln!(out, "{}", serde_json::to_string_pretty(&tables)?)?;
        }
        None => list(&mut out)?,
        Some(Action::Show { table }) => show(&mut out, table)?,
        Some(Action::Compile { from, to }) => {
            let tables = statistics::compile::compile(from)?;
            statistics::compile::write(&tables, to)?;
            writeln!(out, "{} tables written to {}", tables.len(), to.display())?;
        }
    }
    Ok(())
}

fn list(out: &mut impl Write) -> anyhow::Result<()> {
    for table in Bundled::ALL {
        let p = table.provenance()?;
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
