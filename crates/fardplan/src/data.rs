//! `fardplan data`: which tables everything rests on, and how they are made.

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
    match &options.action {
        None if options.json => {
            let tables = Bundled::ALL.iter().map(|t| t.provenance()).collect::<Result<Vec<_>, _>>()?;
            println!("{}", serde_json::to_string_pretty(&tables)?);
        }
        None => list()?,
        Some(Action::Show { table }) => show(table)?,
        Some(Action::Compile { from, to }) => {
            let tables = statistics::compile::compile(from)?;
            statistics::compile::write(&tables, to)?;
            println!("{} tables written to {}", tables.len(), to.display());
        }
    }
    Ok(())
}

fn list() -> anyhow::Result<()> {
    for table in Bundled::ALL {
        let p = table.provenance()?;
        println!("{} ({} rows)", p.table, p.rows);
        for (name, text) in [
            ("holds", &p.title),
            ("source", &p.source),
            ("date", &p.date),
            ("unit", &p.unit),
            ("method", &p.method),
        ] {
            println!("  {name:<7} {text}");
        }
    }
    Ok(())
}

fn show(name: &str) -> anyhow::Result<()> {
    let Some(table) = Bundled::ALL.iter().find(|t| t.name() == name) else {
        let known: Vec<&str> = Bundled::ALL.iter().map(|t| t.name()).collect();
        anyhow::bail!("Okänd tabell \"{name}\". Det finns: {}.", known.join(", "));
    };
    print!("{}", table.text());
    Ok(())
}
