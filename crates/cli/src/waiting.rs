//! Options of commands that wait for an operation's end.

use std::time::Duration;

use acs_core::PollerOptions;
use clap::Args;

use crate::duration;

/// Options of commands that wait for an operation's end.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Waiting")]
pub(crate) struct Waiting {
    /// Begin the operation and do not wait for its end
    #[arg(long, conflicts_with = "timeout")]
    pub(crate) no_wait: bool,
    /// Longest time to wait for the end, such as 90s or 10m; the operation goes on
    #[arg(long, value_name = "TIME", value_parser = duration::parse, default_value = "10m")]
    pub(crate) timeout: Duration,
}

impl Waiting {
    /// Returns the options of pollers.
    pub(crate) fn poller(&self) -> PollerOptions {
        PollerOptions::default().deadline(self.timeout)
    }
}
