//! `acs sip import`, `drain` and `move`.

use std::path::PathBuf;

use acs_sip_routing::{LastTrunk, TrunkFqdn};
use clap::{Args, ValueEnum};

use super::{Service, change::Changing, file::read_routing};
use crate::failure::Outcome;

pub(super) const IMPORT: &str = "\
Trunks and routes that the file does not have are removed.

Columns: kind change text

Examples:
  acs sip import routing.toml
  acs sip import routing.toml --yes --save-rollback back.plan";

pub(super) const DRAIN: &str = "\
Columns: kind change text

Examples:
  acs sip drain old.contoso.com
  acs sip drain old.contoso.com --last remove-route --yes";

pub(super) const MOVE: &str = "\
Columns: kind change text

Examples:
  acs sip move old.contoso.com new.contoso.com
  acs sip move old.contoso.com new.contoso.com --yes --expect numbers.toml";

/// Arguments of `acs sip import`.
#[derive(Args, Debug)]
pub(super) struct Import {
    /// The routing as it is to be, as a file
    file: PathBuf,
    #[command(flatten)]
    changing: Changing,
}

impl Import {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let desired = read_routing(&self.file)?;
        let client = service.client()?;
        let plan = client.plan(&desired).await?;
        self.changing.carry_out(service, &client, &plan).await
    }
}

/// Arguments of `acs sip drain`.
#[derive(Args, Debug)]
pub(super) struct Drain {
    /// The trunk
    fqdn: TrunkFqdn,
    /// Treatment of routes that have no other trunk: refuse, remove-route or leave-route-empty
    #[arg(
        long,
        value_name = "WHAT",
        default_value = "refuse",
        hide_possible_values = true
    )]
    last: Last,
    #[command(flatten)]
    changing: Changing,
}

/// Treatment of routes that have no other trunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Last {
    Refuse,
    RemoveRoute,
    LeaveRouteEmpty,
}

impl From<Last> for LastTrunk {
    fn from(last: Last) -> Self {
        match last {
            Last::Refuse => Self::Refuse,
            Last::RemoveRoute => Self::RemoveRoute,
            Last::LeaveRouteEmpty => Self::LeaveRouteEmpty,
        }
    }
}

impl Drain {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let client = service.client()?;
        let (fqdn, last) = (&self.fqdn, self.last.into());
        let edit = self
            .changing
            .edit(service, &client, |now| now.drain_trunk(fqdn, last));
        edit.await
    }
}

/// Arguments of `acs sip move`.
#[derive(Args, Debug)]
pub(super) struct Move {
    /// The trunk that has the calls
    from: TrunkFqdn,
    /// The trunk that is to take them, which is there already
    to: TrunkFqdn,
    #[command(flatten)]
    changing: Changing,
}

impl Move {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let client = service.client()?;
        let (from, to) = (&self.from, &self.to);
        let edit = self
            .changing
            .edit(service, &client, |now| now.move_calls(from, to));
        edit.await
    }
}
