//! `acs operations prune`.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use crate::{
    attempt::{journal_file, open_journal},
    duration,
    failure::Outcome,
    output::{Column, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Pending entries are never forgotten.

Columns: forgotten

Examples:
  acs operations prune
  acs operations prune --older-than 7d";

const COLUMNS: &[Column] = &[Column::new("forgotten")];

/// Arguments of `acs operations prune`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only what ended longer ago than this
    #[arg(long, value_name = "TIME", value_parser = duration::parse, default_value = "30d")]
    older_than: Duration,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub(crate) fn run(&self, session: &Session) -> Outcome {
        let forgotten = if journal_file()?.exists() {
            open_journal()?.prune(self.older_than)?
        } else {
            0
        };
        one(
            &session.globals,
            COLUMNS,
            &json!({ "forgotten": forgotten }),
        )
    }
}
