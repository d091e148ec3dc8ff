//! The command line: nouns and verbs.

use clap::{Parser, Subcommand};

use crate::{
    account::{login, logout, profile, whoami},
    doctor, emulator, explain,
    failure::Outcome,
    globals::Globals,
    numbers, operations,
    session::Session,
    shells, sip,
};

/// Phone numbers and direct routing of Azure Communication Services
#[derive(Debug, Parser)]
#[command(
    name = "acs",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = EXAMPLES
)]
pub(crate) struct Cli {
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Options that every command has.
    #[command(flatten)]
    pub(crate) globals: Globals,
}

const EXAMPLES: &str = "\
Data goes to standard output and everything else to standard error. The exit code says what
happened; `acs explain` has the table.

Examples:
  acs numbers list
  acs numbers buy --country US --type tollFree --calling inbound
  acs operations list
  acs explain 7";

/// Nouns, and verbs that need none.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find, buy, change and release phone numbers
    #[command(subcommand, after_help = numbers::EXAMPLES)]
    Numbers(numbers::Command),
    /// Look after trunks and routes of direct routing
    #[command(after_help = sip::EXAMPLES)]
    Sip(sip::Sip),
    /// Look after what was begun: purchases, releases, changes
    #[command(subcommand, after_help = operations::EXAMPLES)]
    Operations(operations::Command),
    /// Sign in to a resource and keep that as a profile
    #[command(after_help = login::EXAMPLES)]
    Login(login::Arguments),
    /// Remove a profile with its secret
    #[command(after_help = logout::EXAMPLES)]
    Logout(logout::Arguments),
    /// Show the resource that commands talk to, and where that was found
    #[command(after_help = whoami::EXAMPLES)]
    Whoami,
    /// Look after profiles
    #[command(subcommand, after_help = profile::EXAMPLES)]
    Profile(profile::Command),
    /// Check what commands need, from the connection to the journal
    #[command(after_help = doctor::EXAMPLES)]
    Doctor,
    /// Run the service on one's own machine
    #[command(subcommand, after_help = emulator::EXAMPLES)]
    Emulator(emulator::Command),
    /// Write completions for a shell
    #[command(after_help = shells::COMPLETIONS)]
    Completions(shells::Completions),
    /// Write manual pages
    #[command(after_help = shells::MAN)]
    Man(shells::Man),
    /// Explain an exit code, or all of them
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Arguments),
    /// Print the version
    #[command(after_help = "Examples:\n  acs version")]
    Version,
}

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// With the exit code and what to say.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match self {
            Self::Numbers(command) => command.run(session).await,
            Self::Sip(sip) => Box::pin(sip.run(session)).await,
            Self::Operations(command) => command.run(session).await,
            Self::Login(arguments) => arguments.run(session).await,
            Self::Logout(arguments) => arguments.run(session),
            Self::Whoami => whoami::run(session),
            Self::Profile(command) => command.run(session),
            Self::Doctor => doctor::run(session).await,
            Self::Emulator(command) => command.run(session).await,
            Self::Completions(arguments) => arguments.run(),
            Self::Man(arguments) => arguments.run(),
            Self::Explain(arguments) => arguments.run(session),
            Self::Version => crate::output::text(concat!("acs ", env!("CARGO_PKG_VERSION"), "\n")),
        }
    }

    /// Returns true if it is good to say afterwards what is pending.
    pub(crate) fn tells_what_is_pending(&self) -> bool {
        match self {
            // They tell of nothing else, or their output is for other programs.
            Self::Operations(_) | Self::Completions(_) | Self::Man(_) | Self::Emulator(_) => false,
            _ => true,
        }
    }
}
