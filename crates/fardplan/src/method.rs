//! `fardplan method`: the method as a document, with numbers and tables from the program's own run.

use std::io::Write;

use anyhow::Context;
use forecast::{DRAWS, Forecast, LAST_YEAR, SEED};

/// How to print it.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Language: sv or en.
    #[arg(long, default_value = "sv", value_parser = ["sv", "en"])]
    language: String,
    #[command(flatten)]
    place: crate::data::Folder,
}

/// Prints the method as Markdown.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let forecast = Forecast::on(options.place.kept().tables()?.0, LAST_YEAR, DRAWS, SEED)
        .context("Programmets tabeller är skadade.")?;
    std::io::stdout().lock().write_all(web::method(&forecast, &options.language).as_bytes())?;
    Ok(())
}
