//! `acs sip plan`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{
    Service, change, differences,
    file::{read_expectations, read_routing},
    plan_file::PlanFile,
};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

pub(super) const USAGE: &str = "\
acs sip plan [OPTIONS] <FILE>
       acs sip plan [OPTIONS] show <PLAN>";

pub(super) const EXAMPLES: &str = "\
A plan is JSON without secrets: the resource, its routing before and after, who made it, when and
with which version. `show` asks nobody.

Columns: kind change text

Examples:
  acs sip plan routing.toml
  acs sip plan routing.toml --out change.plan --expect numbers.toml
  acs sip plan routing.toml --detailed-exitcode
  acs sip plan show change.plan";

const SHOW: &str = "\
Columns: kind change text

Examples:
  acs sip plan show change.plan";

/// Arguments of `acs sip plan`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The routing as it is to be, as a file
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Keep the plan in this file
    #[arg(long, value_name = "PLAN")]
    out: Option<PathBuf>,
    /// Refuse a plan after which a number of this file goes another way than it has to
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// End with 10 if there is something to change
    #[arg(long)]
    detailed_exitcode: bool,
}

/// Verbs of `acs sip plan`.
#[derive(Debug, Subcommand)]
enum Command {
    /// Show a plan, without asking the service
    #[command(after_help = SHOW)]
    Show {
        /// The plan
        plan: PathBuf,
    },
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let globals = &service.session.globals;
        if let Some(Command::Show { plan }) = &self.command {
            let kept = PlanFile::read(plan)?;
            let (by, at, with) = (&kept.made_by, &kept.made_at, &kept.made_with);
            globals.note(&format!(
                "{}: made by {by} at {at} with {with}",
                kept.plan.endpoint()
            ));
            return differences::list(globals, &kept.plan.diff());
        }
        let Some(file) = &self.file else {
            return Err(Failure::new(Exit::Usage, "no file is named"));
        };
        let desired = read_routing(file)?;
        let plan = service.client()?.plan(&desired).await?;
        if let Some(expectations) = &self.expect {
            change::check(&plan, &read_expectations(expectations)?)?;
        }
        if !globals.quiet {
            plan.warnings()
                .iter()
                .for_each(|it| globals.note(&format!("warning: {it}")));
            plan.reroute_examples()
                .iter()
                .for_each(|it| globals.note(&format!("for example {it}")));
        }
        differences::list(globals, &plan.diff())?;
        let is_empty = plan.is_empty();
        if let Some(out) = &self.out {
            PlanFile::new(plan).write(out)?;
        }
        if self.detailed_exitcode && !is_empty {
            return Err(Failure::quiet(Exit::Differences));
        }
        Ok(())
    }
}
