//! What only the preview of the interface has.

mod api_version;
mod caller_id;
mod client;
mod domain;
mod health;
mod stable;
#[cfg(test)]
mod tests;
mod trunk;

pub use acs_sip_routing_preview_generated::types::{
    InactiveStatusReason, IpAddressVersion, OverallHealthStatus, PingStatus, PrivacyHeader,
    TlsStatus,
};
pub use api_version::ApiVersion;
pub use caller_id::CallerId;
pub use domain::{Domain, DomainName};
pub use health::TrunkHealth;

pub(crate) use stable::{check_update, from_stable, to_stable, uses_preview};
