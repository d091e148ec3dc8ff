//! Health of trunks. The emulator has no telephone line, so it is what a test says.

use serde::{Deserialize, Serialize};

macro_rules! statuses {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $variant_doc:literal])* $variant:ident,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub enum $name {
            /// Nothing is known.
            #[default]
            Unknown,
            $($(#[doc = $variant_doc])* $variant,)*
        }
    };
}

statuses! {
    /// State of the TLS connections of a trunk.
    TlsStatus {
        /// All is well.
        Ok,
        /// The certificate will expire soon.
        CertExpiring,
        /// The certificate has expired.
        CertExpired,
    }
}

statuses! {
    /// State of the SIP OPTIONS messages of a trunk.
    PingStatus {
        /// They come and are good.
        Ok,
        /// None has come for too long.
        Expired,
        /// They come with errors.
        Error,
    }
}

/// Reason for which a trunk is inactive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum InactiveReason {
    /// There were no calls lately.
    NoRecentCalls,
    /// No SIP OPTIONS message has come for too long.
    NoRecentPings,
    /// There were neither.
    NoRecentCallsAndPings,
}

/// State of a trunk as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "status", content = "reason")]
#[non_exhaustive]
pub enum OverallStatus {
    /// Nothing is known.
    #[default]
    Unknown,
    /// The trunk is in use.
    Active,
    /// The trunk is not in use, and why.
    Inactive(InactiveReason),
}

/// Health of a trunk, as `GET /sip` with `expand=trunks/health` tells.
///
/// By default nothing is known of a trunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrunkHealth {
    /// The TLS connections.
    #[serde(with = "in_status")]
    pub tls: TlsStatus,
    /// The SIP OPTIONS messages that it sends.
    #[serde(with = "in_status")]
    pub ping: PingStatus,
    /// Status that follows from both and from recent calls.
    pub overall: OverallStatus,
}

/// `{"status": …}` around a status.
mod in_status {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Holder<T> {
        status: T,
    }

    pub(super) fn serialize<T: Serialize + Copy, S: Serializer>(
        status: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Holder { status: *status }.serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        Ok(Holder::deserialize(deserializer)?.status)
    }
}

#[cfg(test)]
mod tests {
    use super::{InactiveReason, OverallStatus, PingStatus, TlsStatus, TrunkHealth};

    #[test]
    fn health_is_written_as_in_the_document() {
        for (health, text) in [
            (
                TrunkHealth::default(),
                r#"{"tls":{"status":"unknown"},"ping":{"status":"unknown"},"overall":{"status":"unknown"}}"#,
            ),
            (
                TrunkHealth {
                    tls: TlsStatus::CertExpiring,
                    ping: PingStatus::Ok,
                    overall: OverallStatus::Inactive(InactiveReason::NoRecentCalls),
                },
                r#"{"tls":{"status":"certExpiring"},"ping":{"status":"ok"},"overall":{"status":"inactive","reason":"noRecentCalls"}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&health).unwrap(), text);
            assert_eq!(serde_json::from_str::<TrunkHealth>(text).unwrap(), health);
        }
    }
}
