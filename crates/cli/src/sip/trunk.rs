//! `acs sip trunk`.

use acs_sip_routing::{SipPort, Trunk, TrunkFqdn};
use clap::{Args, Subcommand};

use super::{
    Service,
    change::Changing,
    get::{TRUNKS, list_trunks},
};
use crate::{
    failure::Outcome,
    output::{Column, List, one},
};

pub(super) const EXAMPLES: &str = "\
Examples:
  acs sip trunk list
  acs sip trunk set sbc1.contoso.com --port 5061
  acs sip trunk health";

const LIST: &str = "\
Columns: fqdn port enabled

Examples:
  acs sip trunk list";
const GET: &str = "\
Columns: fqdn port enabled

Examples:
  acs sip trunk get sbc1.contoso.com";
const SET: &str = "\
Columns: kind change text

Examples:
  acs sip trunk set sbc1.contoso.com --port 5061
  acs sip trunk set sbc1.contoso.com --port 5061 --yes";
const DELETE: &str = "\
A trunk that a route uses is not deleted; `acs sip drain` takes it out of the routes first.

Columns: kind change text

Examples:
  acs sip trunk delete sbc1.contoso.com";
const ENABLE: &str = "\
It speaks the preview.

Columns: kind change text

Examples:
  acs sip trunk enable sbc1.contoso.com";
const DISABLE: &str = "\
It speaks the preview. The trunk stays in the routes.

Columns: kind change text

Examples:
  acs sip trunk disable sbc1.contoso.com";
const HEALTH: &str = "\
It speaks the preview.

Columns: fqdn overall tls ping inactiveBecause

Examples:
  acs sip trunk health
  acs sip trunk health sbc1.contoso.com";

const HEALTHS: &[Column] = &[
    Column::new("fqdn"),
    Column::new("overall"),
    Column::new("tls"),
    Column::new("ping"),
    Column::new("inactiveBecause"),
];

/// Verbs of `acs sip trunk`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List trunks
    #[command(after_help = LIST)]
    List,
    /// Show a trunk
    #[command(after_help = GET)]
    Get {
        /// The trunk
        fqdn: TrunkFqdn,
    },
    /// Add a trunk, or change its port
    #[command(after_help = SET)]
    Set {
        /// The trunk
        fqdn: TrunkFqdn,
        /// The port for SIP over TLS
        #[arg(long, value_name = "PORT", default_value = "5061")]
        port: SipPort,
        #[command(flatten)]
        changing: Changing,
    },
    /// Delete a trunk that no route uses
    #[command(after_help = DELETE)]
    Delete(One),
    /// Put a trunk into service
    #[command(after_help = ENABLE)]
    Enable(One),
    /// Put a trunk out of service
    #[command(after_help = DISABLE)]
    Disable(One),
    /// Show how trunks are
    #[command(after_help = HEALTH)]
    Health {
        /// The trunk; without it, all of them
        fqdn: Option<TrunkFqdn>,
    },
}

/// The trunk to change.
#[derive(Args, Debug)]
pub(super) struct One {
    /// The trunk
    fqdn: TrunkFqdn,
    #[command(flatten)]
    changing: Changing,
}

impl Command {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        match self {
            Self::List => list_trunks(service, &service.client()?.list_trunks().await?),
            Self::Get { fqdn } => {
                let trunk = service.client()?.get_trunk(&fqdn).await?;
                one(&service.session.globals, TRUNKS, &trunk)
            }
            Self::Set {
                fqdn,
                port,
                changing,
            } => {
                let (client, trunk) = (service.client()?, Trunk::new(fqdn, port));
                changing
                    .edit(service, &client, |now| now.with_trunk(trunk))
                    .await
            }
            Self::Delete(One { fqdn, changing }) => {
                let client = service.client()?;
                changing
                    .edit(service, &client, |now| now.without_trunk(&fqdn))
                    .await
            }
            Self::Enable(trunk) => trunk.enable(service, true).await,
            Self::Disable(trunk) => trunk.enable(service, false).await,
            Self::Health { fqdn } => health(service, fqdn).await,
        }
    }
}

impl One {
    async fn enable(self, service: &Service<'_>, enabled: bool) -> Outcome {
        let client = service.preview()?;
        let trunk = client.get_trunk(&self.fqdn).await?.with_enabled(enabled);
        self.changing
            .edit(service, &client, |now| now.with_trunk(trunk))
            .await
    }
}

async fn health(service: &Service<'_>, fqdn: Option<TrunkFqdn>) -> Outcome {
    let client = service.preview()?;
    let healths = match fqdn {
        Some(fqdn) => vec![client.get_trunk_health(&fqdn).await?],
        None => client.list_trunk_health().await?,
    };
    let mut list = List::begin(&service.session.globals, HEALTHS)?;
    healths.iter().try_for_each(|health| list.row(health))?;
    list.finish()
}
