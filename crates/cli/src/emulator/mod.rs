//! `acs emulator`: the service on one's own machine.

mod admin;
mod clock;
mod fault;
mod requests;
mod running;
mod start;

use clap::Subcommand;
use serde_json::json;

use crate::{
    failure::Outcome,
    output::{Column, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Numbers cost nothing there, and no account is needed. The other commands are about the emulator that
was started last.

Examples:
  acs emulator start
  acs emulator start -- npm test
  acs emulator clock --advance 16m
  acs emulator fault resetAfterExecution --times 1";

const STATUS: &str = "\
Columns: endpoint adminEndpoint status

Examples:
  acs emulator status";

const RESET: &str = "\
Examples:
  acs emulator reset";

const COLUMNS: &[Column] = &[
    Column::new("endpoint"),
    Column::new("adminEndpoint"),
    Column::new("status"),
];

/// Verbs of `acs emulator`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start an emulator and keep it running, or run a command beside it
    #[command(after_help = start::EXAMPLES)]
    Start(start::Arguments),
    /// Show where the emulator is
    #[command(after_help = STATUS)]
    Status,
    /// Put everything back to where it began
    #[command(after_help = RESET)]
    Reset,
    /// Show or move the clock, which holds and operations follow
    #[command(after_help = clock::EXAMPLES)]
    Clock(clock::Arguments),
    /// Let something go wrong, or show and clear what does
    #[command(after_help = fault::EXAMPLES)]
    Fault(fault::Arguments),
    /// Show the latest requests
    #[command(after_help = requests::EXAMPLES)]
    Requests(requests::Arguments),
}

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// With the exit code and what to say.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match self {
            Self::Start(arguments) => arguments.run(session).await,
            Self::Status => {
                let admin = admin::Admin::find()?;
                let health = admin.get("/health").await?;
                let row = json!({
                    "endpoint": admin.running.endpoint,
                    "adminEndpoint": admin.running.admin_endpoint,
                    "status": health["status"],
                });
                one(&session.globals, COLUMNS, &row)
            }
            Self::Reset => {
                admin::Admin::find()?.post("/reset", None).await?;
                session.globals.note("Everything is as at the start.");
                Ok(())
            }
            Self::Clock(arguments) => arguments.run(session).await,
            Self::Fault(arguments) => arguments.run(session).await,
            Self::Requests(arguments) => arguments.run(session).await,
        }
    }
}
