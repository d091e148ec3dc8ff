//! `acs sip domain`.

use acs_sip_routing::{Domain, DomainName};
use clap::Subcommand;

use super::Service;
use crate::{
    failure::Outcome,
    output::{Column, List, one},
};

pub(super) const EXAMPLES: &str = "\
Examples:
  acs sip domain list
  acs sip domain enable contoso.com";

const LIST: &str = "\
Columns: name enabled

Examples:
  acs sip domain list";
const ENABLE: &str = "\
The service enables only domains that were verified for the resource, in the portal.

Columns: name enabled

Examples:
  acs sip domain enable contoso.com";
const DISABLE: &str = "\
Columns: name enabled

Examples:
  acs sip domain disable contoso.com";
const DELETE: &str = "\
Examples:
  acs sip domain delete contoso.com";

const COLUMNS: &[Column] = &[Column::new("name"), Column::new("enabled")];

/// Verbs of `acs sip domain`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List domains
    #[command(after_help = LIST)]
    List,
    /// Add a domain, or enable it
    #[command(after_help = ENABLE)]
    Enable {
        /// The domain
        name: DomainName,
    },
    /// Disable a domain
    #[command(after_help = DISABLE)]
    Disable {
        /// The domain
        name: DomainName,
    },
    /// Delete a domain
    #[command(after_help = DELETE)]
    Delete {
        /// The domain
        name: DomainName,
    },
}

impl Command {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let (client, globals) = (service.preview()?, &service.session.globals);
        match self {
            Self::List => {
                let mut list = List::begin(globals, COLUMNS)?;
                client
                    .list_domains()
                    .await?
                    .iter()
                    .try_for_each(|domain| list.row(domain))?;
                list.finish()
            }
            Self::Enable { name } => one(
                globals,
                COLUMNS,
                &client.set_domain(&Domain::new(name, true)).await?,
            ),
            Self::Disable { name } => one(
                globals,
                COLUMNS,
                &client.set_domain(&Domain::new(name, false)).await?,
            ),
            Self::Delete { name } => Ok(client.delete_domain(&name).await?),
        }
    }
}
