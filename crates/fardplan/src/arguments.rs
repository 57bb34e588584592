//! What is empty is not set: an option, and a variable of the environment. A container's settings often hold a name
//! without a value, and an empty place to save in is a database that is gone when the program stops.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::Command;

/// The command without defaults from empty variables.
pub fn without_empty_variables(command: Command) -> Command {
    let is_empty = |name: &std::ffi::OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    command
        .mut_args(|arg| if arg.get_env().is_some_and(is_empty) { arg.env(None::<&'static str>) } else { arg })
        .mut_subcommands(without_empty_variables)
}

/// The arguments without options that have an empty value.
pub fn without_empty_values(command: &Command, arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let options = with_values(command);
    let mut kept: Vec<OsString> = Vec::new();
    for argument in arguments {
        let named =
            |option: &OsString| option.to_str().and_then(|text| text.strip_prefix("--")).map(str::to_owned);
        let is_option = |name: String| options.contains(&name);
        if argument.is_empty() && kept.last().and_then(named).is_some_and(is_option) {
            kept.pop();
            continue;
        }
        let name = named(&argument).and_then(|text| text.strip_suffix('=').map(str::to_owned));
        if !name.is_some_and(is_option) {
            kept.push(argument);
        }
    }
    kept
}

/// The long names of all options that take a value.
fn with_values(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter(|arg| arg.get_action().takes_values());
    let own: BTreeSet<String> = own.filter_map(|arg| arg.get_long().map(str::to_owned)).collect();
    command.get_subcommands().map(with_values).fold(own, |all, below| &all | &below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Arg, ArgAction};

    #[test]
    fn an_option_without_a_value_is_no_option() {
        let serve = Command::new("serve")
            .arg(Arg::new("database").long("database"))
            .arg(Arg::new("proxy").long("behind-proxy").action(ArgAction::SetTrue));
        let command = Command::new("fardplan").subcommand(serve);
        let kept = |line: &[&str]| without_empty_values(&command, line.iter().map(OsString::from));
        assert_eq!(kept(&["fardplan", "serve", "--database", ""]), ["fardplan", "serve"]);
        assert_eq!(kept(&["fardplan", "serve", "--database="]), ["fardplan", "serve"]);
        assert_eq!(kept(&["fardplan", "--database", "a", "--behind-proxy"]).len(), 4);
        assert_eq!(kept(&["fardplan", "portfolio", "", "--behind-proxy", ""]).len(), 5);
    }
}
