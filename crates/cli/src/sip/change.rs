//! Changes of the routing: planned, shown, confirmed, made in one request.

use std::path::PathBuf;

use acs_sip_routing::{
    ApplyError, Diff, Expectations, InvalidValue, Plan, SipConfiguration, SipRoutingClient,
};
use clap::Args;

use super::{Service, differences, file::read_expectations, plan_file::PlanFile};
use crate::{
    confirm::{ask_for_yes, is_interactive, unconfirmed},
    exit::Exit,
    failure::{Failure, Outcome},
    globals::say,
};

/// Options of commands that change the routing.
#[derive(Args, Debug)]
pub(super) struct Changing {
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Refuse a change after which a number of this file goes another way than it has to
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// Keep the way back as a plan
    #[arg(long, value_name = "PLAN")]
    save_rollback: Option<PathBuf>,
}

impl Changing {
    /// Plans an edit of what is there, and carries it out.
    pub(super) async fn edit(
        &self,
        service: &Service<'_>,
        client: &SipRoutingClient,
        edit: impl FnOnce(&SipConfiguration) -> Result<SipConfiguration, InvalidValue>,
    ) -> Outcome {
        let plan = client.plan_edit(edit).await?;
        self.carry_out(service, client, &plan).await
    }

    /// Shows a plan, lets it be confirmed, and carries it out.
    pub(super) async fn carry_out(
        &self,
        service: &Service<'_>,
        client: &SipRoutingClient,
        plan: &Plan,
    ) -> Outcome {
        let globals = &service.session.globals;
        let expectations = self.expect.as_deref().map(read_expectations).transpose()?;
        let expectations = expectations.unwrap_or_default();
        check(plan, &expectations)?;
        if self.dry_run || plan.is_empty() {
            return differences::list(globals, &plan.diff());
        }
        if !self.yes && !is_interactive() {
            return Err(unconfirmed("changing the routing", "--yes"));
        }
        if !globals.quiet || !self.yes {
            say(&format!("Resource: {}", plan.endpoint()));
            differences::describe(plan);
        }
        if !self.yes {
            ask_for_yes("Change it?").await?;
        }
        // Kept before the change too: whatever happens then, it is there.
        if let Some(file) = &self.save_rollback {
            PlanFile::new(plan.plan_rollback()).write(file)?;
        }
        let session = service.session;
        session.is_under_way("`acs sip get` shows what is there.");
        let applied = client.apply_expecting(plan, &expectations).await;
        session.has_ended();
        let applied = applied.map_err(|error| failure(&error))?;
        if !applied.changed() {
            globals.note("The routing was as planned already.");
            return differences::list(globals, &Diff::default());
        }
        if let Some(file) = &self.save_rollback {
            PlanFile::new(applied.plan_rollback()).write(file)?;
        }
        if !applied.is_confirmed() {
            globals.note("The change was made; it could not be looked at once more afterwards.");
        }
        differences::list(globals, &plan.diff())
    }
}

/// Refuses a plan that breaks expectations.
pub(super) fn check(plan: &Plan, expectations: &Expectations) -> Outcome {
    let broken = plan.broken(expectations);
    if broken.is_empty() {
        return Ok(());
    }
    for one in &broken {
        say(&format!("broken: {one}"));
    }
    let problem = format!(
        "the plan breaks {} of the expectations; nothing was sent",
        broken.len()
    );
    Err(Failure::new(Exit::Other, problem))
}

/// Returns the failure for what came of applying a plan.
fn failure(error: &ApplyError) -> Failure {
    let exit = if error.is_stale() || error.is_not_as_planned() {
        Exit::PlanStale
    } else if error.is_for_other_resource() {
        Exit::Usage
    } else if error.is_outcome_unknown() {
        Exit::OutcomeUnknown
    } else {
        let service = error.service_error().cloned().map(Failure::from);
        service.map_or(Exit::Other, |failure| failure.exit())
    };
    if let Some(changes) = error.changes() {
        say(changes.to_string().trim_end());
    }
    let mut failure = Failure::new(exit, error.to_string());
    if let Some(service) = error.service_error() {
        let particulars = [
            ("code", service.code()),
            ("correlationId", service.correlation_id()),
        ];
        for (name, text) in particulars {
            if let Some(text) = text {
                failure = failure.with(name, acs_core::Shown(text).to_string());
            }
        }
    }
    match exit {
        Exit::OutcomeUnknown => {
            failure.hint("`acs sip get` shows what is there; applying a kept plan again is safe")
        }
        Exit::PlanStale => failure.hint("look at the changes above, and make a new plan"),
        _ => failure,
    }
}
