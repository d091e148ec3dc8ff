//! Identities that get tokens from the emulator: the ways of Azure App Service and of Microsoft
//! Entra ID, as far as credentials need them.

use std::sync::Arc;

use uuid::Uuid;

use crate::auth::AUDIENCE;
use crate::service::Service;

/// Whom a federated token is for.
const EXCHANGE: &str = "api://AzureADTokenExchange";
#[cfg(feature = "tls")]
const TENANT: &str = "00000000-0000-4000-8000-00000000acce";
#[cfg(feature = "tls")]
const CLIENT: &str = "00000000-0000-4000-8000-00000000c11e";
/// How long the tokens of identities are good for.
const LIFETIME: time::Duration = time::Duration::HOUR;
const YEAR: time::Duration = time::Duration::days(365);

/// What credentials have to show, and what they get for it.
#[derive(Debug)]
pub(crate) struct Identity {
    service: Arc<Service>,
    /// What a managed identity sends along, so that nobody else can ask in its name.
    header: String,
}

/// A token and how it is to be described.
pub(crate) struct Grant {
    pub(crate) token: String,
    pub(crate) seconds: i64,
}

impl Identity {
    pub(crate) fn new(service: Arc<Service>) -> Self {
        Self {
            service,
            header: Uuid::new_v4().to_string(),
        }
    }

    pub(crate) fn managed_environment(&self, admin: &str) -> Vec<(&'static str, String)> {
        vec![
            ("IDENTITY_ENDPOINT", format!("{admin}/msi/token")),
            ("IDENTITY_HEADER", self.header.clone()),
        ]
    }

    #[cfg(feature = "tls")]
    pub(crate) fn workload_environment(admin: &str) -> Vec<(&'static str, String)> {
        vec![
            ("AZURE_AUTHORITY_HOST", format!("{admin}/")),
            ("AZURE_TENANT_ID", TENANT.to_owned()),
            ("AZURE_CLIENT_ID", CLIENT.to_owned()),
        ]
    }

    pub(crate) fn federated_token(&self) -> String {
        self.service.token(EXCHANGE, YEAR)
    }

    /// A token for who shows the header of the managed identity.
    pub(crate) fn managed(&self, header: Option<&str>, resource: &str) -> Option<Grant> {
        (header? == self.header).then(|| self.grant(resource))
    }

    /// A token for who shows a federated token.
    pub(crate) fn federated(&self, assertion: &str, scope: &str) -> Option<Grant> {
        let resource = scope.strip_suffix("/.default").unwrap_or(scope);
        self.service
            .gatekeeper
            .tokens
            .check(assertion.trim(), EXCHANGE, self.service.now())
            .is_ok()
            .then(|| self.grant(resource))
    }

    fn grant(&self, resource: &str) -> Grant {
        // The audience that the real one gives for this scope ends with a slash.
        let is_ours = resource.trim_end_matches('/') == AUDIENCE.trim_end_matches('/');
        let audience = if is_ours { AUDIENCE } else { resource };
        Grant {
            token: self.service.token(audience, LIFETIME),
            seconds: LIFETIME.whole_seconds(),
        }
    }
}
