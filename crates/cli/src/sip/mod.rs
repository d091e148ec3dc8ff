//! `acs sip`: trunks and routes, checked and tried out before they are changed.

mod apply;
mod change;
mod check;
mod differences;
mod domain;
mod drift;
mod edit;
mod export;
mod file;
mod get;
mod picture;
mod plan;
mod plan_file;
mod route;
mod simulate;
mod trial;
mod trunk;

use acs_sip_routing::{ApiVersion, SipRoutingClient};
use clap::{Args, Subcommand};

use crate::{failure::Outcome, session::Session};

pub(crate) const EXAMPLES: &str = "\
A change is planned, shown and made in one request. It is refused if somebody else has changed the
routing since, and --save-rollback keeps the way back.

Examples:
  acs sip get
  acs sip plan routing.toml --out change.plan
  acs sip apply change.plan --save-rollback back.plan
  acs sip drain old.contoso.com";

/// `acs sip`.
#[derive(Args, Debug)]
pub(crate) struct Sip {
    /// Speak the preview of the service, which knows settings of trunks, domains and health
    #[arg(long, global = true)]
    preview: bool,
    #[command(subcommand)]
    command: Command,
}

/// Verbs and nouns of `acs sip`.
#[derive(Debug, Subcommand)]
enum Command {
    /// Show trunks and routes
    #[command(after_help = get::EXAMPLES)]
    Get,
    /// Write trunks and routes as a file, as TOML or JSON
    #[command(after_help = export::EXAMPLES)]
    Export(export::Arguments),
    /// Make trunks and routes what a file says
    #[command(after_help = edit::IMPORT)]
    Import(edit::Import),
    /// Find what is wrong or suspicious
    #[command(after_help = check::EXAMPLES)]
    Check(check::Arguments),
    /// Tell where numbers would go, without asking the service
    #[command(after_help = simulate::EXAMPLES)]
    Simulate(simulate::Arguments),
    /// Ask the service where a number would go; speaks the preview
    #[command(after_help = trial::EXAMPLES)]
    Test(trial::Arguments),
    /// Draw trunks and routes
    #[command(after_help = picture::EXAMPLES)]
    Picture(picture::Arguments),
    /// Plan a change, or show a plan
    #[command(after_help = plan::EXAMPLES, override_usage = plan::USAGE)]
    Plan(plan::Arguments),
    /// Carry a plan out
    #[command(after_help = apply::EXAMPLES)]
    Apply(apply::Arguments),
    /// Go back by a plan that --save-rollback kept
    #[command(after_help = apply::ROLLBACK)]
    Rollback(apply::Arguments),
    /// Compare the service with a file
    #[command(after_help = drift::EXAMPLES)]
    Drift(drift::Arguments),
    /// Take a trunk out of all routes and delete it
    #[command(after_help = edit::DRAIN)]
    Drain(edit::Drain),
    /// Let another trunk take the calls of one
    #[command(after_help = edit::MOVE)]
    Move(edit::Move),
    /// Look after trunks
    #[command(subcommand, after_help = trunk::EXAMPLES)]
    Trunk(trunk::Command),
    /// Look after routes
    #[command(subcommand, after_help = route::EXAMPLES)]
    Route(route::Command),
    /// Look after domains; speaks the preview
    #[command(subcommand, after_help = domain::EXAMPLES)]
    Domain(domain::Command),
}

impl Sip {
    /// Carries the command out.
    ///
    /// # Errors
    /// With the exit code and what to say.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let service = Service {
            session,
            preview: self.preview,
        };
        match self.command {
            Command::Get => get::run(&service).await,
            Command::Export(arguments) => arguments.run(&service).await,
            Command::Import(arguments) => arguments.run(&service).await,
            Command::Check(arguments) => arguments.run(&service).await,
            Command::Simulate(arguments) => arguments.run(&service).await,
            Command::Test(arguments) => arguments.run(&service).await,
            Command::Picture(arguments) => arguments.run(&service).await,
            Command::Plan(arguments) => arguments.run(&service).await,
            Command::Apply(arguments) | Command::Rollback(arguments) => {
                arguments.run(&service).await
            }
            Command::Drift(arguments) => arguments.run(&service).await,
            Command::Drain(arguments) => arguments.run(&service).await,
            Command::Move(arguments) => arguments.run(&service).await,
            Command::Trunk(command) => command.run(&service).await,
            Command::Route(command) => command.run(&service).await,
            Command::Domain(command) => command.run(&service).await,
        }
    }
}

/// The service, in the version that was asked for.
pub(crate) struct Service<'s> {
    session: &'s Session,
    preview: bool,
}

impl Service<'_> {
    /// Makes a client.
    fn client(&self) -> Outcome<SipRoutingClient> {
        let client = self.session.connection()?.sip()?;
        if self.preview {
            return Ok(client.with_api_version(ApiVersion::V2024_11_15Preview));
        }
        Ok(client)
    }

    /// Makes a client of the preview, for what only that has.
    fn preview(&self) -> Outcome<SipRoutingClient> {
        let client = self.client()?;
        Ok(client.with_api_version(ApiVersion::V2024_11_15Preview))
    }
}
