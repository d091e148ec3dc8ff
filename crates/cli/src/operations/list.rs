//! `acs operations list`.

use acs_journal::Which;
use clap::Args;

use super::rows::{COLUMNS, row};
use crate::{
    attempt::{journal_file, open_journal},
    failure::Outcome,
    output::List,
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
It reads the journal and asks nobody. What `sent` or `unknown` came to, `acs operations resume`
finds out.

Columns: id kind state phoneNumbers operationId resource created note

Examples:
  acs operations list
  acs operations list --pending -o json";

/// Arguments of `acs operations list`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only those of which something is left to find out
    #[arg(long)]
    pending: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(crate) fn run(&self, session: &Session) -> Outcome {
        let which = if self.pending {
            Which::Pending
        } else {
            Which::All
        };
        let mut list = List::begin(&session.globals, COLUMNS)?;
        if journal_file()?.exists() {
            let entries = open_journal()?.entries(which)?;
            entries.iter().try_for_each(|entry| list.row(&row(entry)))?;
        }
        if list.is_empty() {
            session.globals.note("There are none.");
        }
        list.finish()
    }
}
