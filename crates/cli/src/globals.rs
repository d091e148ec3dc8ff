//! Options that every command has.

use std::{
    env,
    io::{IsTerminal, Write as _, stderr},
    path::PathBuf,
};

use clap::{ArgAction, Args, ValueEnum};

use crate::output::Format;

/// Options that every command has.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Globals {
    /// table, json, jsonl, csv, tsv or yaml; without it a table on a terminal, JSON elsewhere
    #[arg(
        long,
        short = 'o',
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub(crate) output: Option<Format>,
    /// Picks from the result.
    #[arg(
        long,
        help = "Pick from the result with JMESPath, as in [].phoneNumber",
        global = true,
        value_name = "JMESPATH"
    )]
    pub(crate) query: Option<String>,
    /// Columns of table, csv and tsv, separated by commas
    #[arg(long, global = true, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Say nothing on standard error but errors and questions
    #[arg(long, short = 'q', global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what is asked of the service; twice for headers. Never a number or a key
    #[arg(long, short = 'v', global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Colours: auto, always or never; `NO_COLOR` in the environment turns them off, too
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub(crate) color: When,
    /// The profile to use, instead of the current one and of the environment
    #[arg(long, global = true, value_name = "NAME", conflicts_with_all = ["endpoint", "connection_string_file"])]
    pub(crate) profile: Option<String>,
    /// The resource's endpoint, to be used with a sign-in to Microsoft Entra ID
    #[arg(
        long,
        global = true,
        value_name = "URL",
        conflicts_with = "connection_string_file"
    )]
    pub(crate) endpoint: Option<String>,
    /// Read the connection string from this file; `-` is standard input
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) connection_string_file: Option<PathBuf>,
}

/// Occasion for colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// Returns true if what goes to `stream` may have colours.
pub(crate) fn is_coloured(globals: &Globals, stream: &impl IsTerminal) -> bool {
    match globals.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let is_wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            is_wanted && !is_dumb && stream.is_terminal()
        }
    }
}

impl Globals {
    /// Says something to people, unless they want quiet.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }
}

/// Writes a line to standard error. If nobody listens there, nothing can be done about it.
pub(crate) fn say(text: &str) {
    let _ = writeln!(stderr(), "{text}");
}
