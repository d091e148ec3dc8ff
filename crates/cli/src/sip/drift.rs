//! `acs sip drift`.

use std::path::PathBuf;

use acs_sip_routing::Diff;
use clap::Args;

use super::{Service, differences, file::read_routing};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

pub(super) const EXAMPLES: &str = "\
It shows what was changed at the service since the file was written. Settings that the file does
not name do not count.

Columns: kind change text

Examples:
  acs sip drift routing.toml
  acs sip drift routing.toml --detailed-exitcode -o json";

/// Arguments of `acs sip drift`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The routing as it should be, as a file
    file: PathBuf,
    /// End with 10 if there are differences
    #[arg(long)]
    detailed_exitcode: bool,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let wanted = read_routing(&self.file)?;
        let found = service.client()?.get_configuration().await?;
        let is_alike = found.is_equivalent(&wanted);
        let diff = if is_alike {
            Diff::default()
        } else {
            Diff::between(&wanted, &found)
        };
        differences::list(&service.session.globals, &diff)?;
        if self.detailed_exitcode && !is_alike {
            return Err(Failure::quiet(Exit::Differences));
        }
        Ok(())
    }
}
