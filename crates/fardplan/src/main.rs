//! The program: serves the pages, prints projections and back-tests, chooses among measures, lists and compiles the
//! reference tables.

/// Writes a line, or ends the function when nobody reads any more: a pipe that is closed is no fault of the program.
macro_rules! say {
    ($($words:tt)*) => {
        std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($words)*)))?
    };
}

mod arguments;
mod backtest;
mod check_config;
mod connections;
mod data;
mod examine_pdf;
mod expected_file;
mod invite;
mod logging;
mod mail;
mod method;
mod portfolio;
mod project;
mod roadmap_file;
mod secret_key;
mod serve;
mod settings;
mod store;
mod verify_trail;
mod worker;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

/// Gives back what a large computation has used; the system's own kept several hundred megabytes of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Planning for elderly care: what is coming for a municipality, and what its roadmap is worth.
#[derive(Parser)]
#[command(name = "fardplan", version, about, arg_required_else_help = false)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API on this machine (what happens without a command too).
    Serve(settings::Options),
    /// Project municipalities, counties or the country, and print the figures with intervals.
    Project(project::Options),
    /// Show how the method would have done from an earlier year, against what happened.
    Backtest(backtest::Options),
    /// Print the method: formulas, parameters, sources, limits and the back-test, from the program's own run.
    Method(method::Options),
    /// Choose among a roadmap's measures: the most for a budget, and the cheapest that is sure to be enough.
    Portfolio(portfolio::Options),
    /// Print the settings as they would apply, and try whether the program could start with them.
    CheckConfig(settings::Options),
    /// Let somebody in: the first ones, who then invite the others.
    Invite(invite::Options),
    /// Check that the trail of who did what is as it was written.
    VerifyTrail(verify_trail::Options),
    /// Copy everything that is saved to a new file, while the program runs or not.
    Backup(store::Backup),
    /// Copy a backup to an empty database.
    Restore(store::Restore),
    /// Copy everything that is saved between a file and a database server, either way.
    MigrateStore(store::MigrateStore),
    /// Turn everybody's one-time codes off: for the day when the secret key is lost.
    ForgetCodes(secret_key::Options),
    /// Examine a PDF that is attached, in a process that may take so much and no more.
    #[command(hide = true)]
    ExaminePdf,
    /// List the reference tables with their sources, or compile them anew from official figures.
    Data(data::Options),
}

fn main() -> std::process::ExitCode {
    let command = arguments::without_empty_variables(Arguments::command());
    let said = arguments::without_empty_values(&command, std::env::args_os());
    // Serving without being asked to hears the environment too.
    let serve = || parsed(command.clone(), vec!["fardplan".into(), "serve".into()]).command;
    let Some(command) = parsed(command.clone(), said).command.or_else(serve) else {
        return std::process::ExitCode::FAILURE;
    };
    if keeps_what_is_saved(&command) {
        // Readable by their owner only, whatever the shell says of new files.
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    }
    let done = match command {
        Command::Serve(options) => serve::run(&options),
        Command::Project(options) => project::run(&options),
        Command::Backtest(options) => backtest::run(&options),
        Command::Method(options) => method::run(&options),
        Command::Portfolio(options) => portfolio::run(&options),
        Command::CheckConfig(options) => check_config::run(&options),
        Command::Invite(options) => invite::run(&options),
        Command::VerifyTrail(options) => verify_trail::run(&options),
        Command::Backup(options) => store::backup(&options),
        Command::Restore(options) => store::restore(&options),
        Command::MigrateStore(options) => store::migrate(&options),
        Command::ForgetCodes(options) => secret_key::run(&options),
        Command::ExaminePdf => examine_pdf::run(),
        Command::Data(options) => data::run(&options),
    };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        // Whoever reads has seen enough.
        Err(fault) if is_closed(&fault) => std::process::ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// What is asked for; ends the program with an explanation when that cannot be understood.
fn parsed(command: clap::Command, said: Vec<OsString>) -> Arguments {
    let found = command.try_get_matches_from(said).and_then(|found| Arguments::from_arg_matches(&found));
    found.unwrap_or_else(|fault| fault.exit())
}

/// Whether a command makes files with what people have saved.
fn keeps_what_is_saved(command: &Command) -> bool {
    use Command::{Backup, Invite, MigrateStore, Restore, Serve};
    matches!(command, Serve(_) | Invite(_) | Backup(_) | Restore(_) | MigrateStore(_))
}

/// Whether a fault is only that what is printed is no longer read, as by `head`.
fn is_closed(fault: &anyhow::Error) -> bool {
    let io =
        |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<std::io::Error>().map(|e| e.kind());
    let json = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<serde_json::Error>()?.io_error_kind()
    };
    fault.chain().any(|cause| io(cause).or_else(|| json(cause)) == Some(std::io::ErrorKind::BrokenPipe))
}
