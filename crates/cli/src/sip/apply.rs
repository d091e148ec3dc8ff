//! `acs sip apply` and `acs sip rollback`.

use std::path::PathBuf;

use clap::Args;

use super::{Service, change::Changing, plan_file::PlanFile};
use crate::failure::Outcome;

pub(super) const EXAMPLES: &str = "\
It ends with 9 if somebody has changed the routing since the plan was made. If a run was interrupted,
applying the same plan again is safe: it does what is left to do.

Columns: kind change text

Examples:
  acs sip apply change.plan
  acs sip apply change.plan --yes --save-rollback back.plan --expect numbers.toml
  acs sip apply change.plan --dry-run";

pub(super) const ROLLBACK: &str = "\
It ends with 9 if somebody has changed the routing since.

Columns: kind change text

Examples:
  acs sip rollback back.plan
  acs sip rollback back.plan --yes --save-rollback forth.plan";

/// Arguments of `acs sip apply`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The plan
    plan: PathBuf,
    #[command(flatten)]
    changing: Changing,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let kept = PlanFile::read(&self.plan)?;
        let client = service.client()?;
        self.changing.carry_out(service, &client, &kept.plan).await
    }
}
