//! `acs operations`: what was begun, and what became of it.

mod cancel;
mod get;
mod list;
mod prune;
mod resume;
mod rows;
mod target;
mod wait;

use clap::Subcommand;

use crate::{failure::Outcome, session::Session};

pub(crate) const EXAMPLES: &str = "\
acs writes down what it is about to do before it does it. An entry without an answer is looked up,
and never sent again.

Examples:
  acs operations list --pending
  acs operations resume --all
  acs operations wait 7";

/// Verbs of `acs operations`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List what was begun from this machine
    #[command(after_help = list::EXAMPLES)]
    List(list::Arguments),
    /// Show an operation, as the journal and the service have it
    #[command(after_help = get::EXAMPLES)]
    Get(get::Arguments),
    /// Wait for the end of an operation
    #[command(after_help = wait::EXAMPLES)]
    Wait(wait::Arguments),
    /// Find out what became of what was interrupted, and wait for its end
    #[command(after_help = resume::EXAMPLES)]
    Resume(resume::Arguments),
    /// Ask the service to give an operation up
    #[command(after_help = cancel::EXAMPLES)]
    Cancel(cancel::Arguments),
    /// Forget what ended long ago
    #[command(after_help = prune::EXAMPLES)]
    Prune(prune::Arguments),
}

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// With the exit code and what to say.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match self {
            Self::List(arguments) => arguments.run(session),
            Self::Get(arguments) => arguments.run(session).await,
            Self::Wait(arguments) => arguments.run(session).await,
            Self::Resume(arguments) => arguments.run(session).await,
            Self::Cancel(arguments) => arguments.run(session).await,
            Self::Prune(arguments) => arguments.run(session),
        }
    }
}
