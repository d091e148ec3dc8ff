//! Who is calling: an access key, or Microsoft Entra ID.

use std::{fmt, sync::Arc};

use azure_core::credentials::TokenCredential;

use crate::AccessKey;

/// The scope that tokens are asked for. The service wants the double slash.
pub(crate) const SCOPE: &str = "https://communication.azure.com//.default";

/// What proves to the service who is calling.
#[derive(Clone)]
#[non_exhaustive]
pub enum Credential {
    /// The resource's own key. Every request is signed with it.
    AccessKey(AccessKey),
    /// A token of Microsoft Entra ID, from any credential of `azure_identity` or your own.
    ///
    /// Tokens travel over `https` only, to this machine too.
    Token(Arc<dyn TokenCredential>),
}

impl From<AccessKey> for Credential {
    fn from(key: AccessKey) -> Self {
        Self::AccessKey(key)
    }
}

impl From<Arc<dyn TokenCredential>> for Credential {
    fn from(credential: Arc<dyn TokenCredential>) -> Self {
        Self::Token(credential)
    }
}

impl<T: TokenCredential + 'static> From<Arc<T>> for Credential {
    fn from(credential: Arc<T>) -> Self {
        Self::Token(credential)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccessKey(key) => fmt::Debug::fmt(key, f),
            Self::Token(_) => f.write_str("Token(…)"),
        }
    }
}
