//! `acs sip test`.

use std::path::PathBuf;

use acs_sip_routing::DialledNumber;
use clap::Args;

use super::{Service, file::routing, get::list_routes};
use crate::failure::Outcome;

pub(super) const EXAMPLES: &str = "\
The service lists the routes that fit, the one that decides first.

Columns: index name pattern trunks description

Examples:
  acs sip test +14255550100
  acs sip test +14255550100 --file routing.toml";

/// Arguments of `acs sip test`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The number as it is dialled
    number: DialledNumber,
    /// A routing as a file; without it, that of the service
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let client = service.preview()?;
        let routing = routing(service, self.file.as_deref()).await?;
        let routes = client
            .test_routes_with_number(&self.number, &routing)
            .await?;
        list_routes(service, &routes)
    }
}
