//! Client for direct routing of Azure Communication Services: the trunks and routes that connect a
//! resource to the telephone network through session border controllers of one's own.
//!
//! - A [`Trunk`] is a session border controller, known by its domain name ([`TrunkFqdn`]) and
//!   reached on one port ([`SipPort`]).
//! - A [`Route`] sends the calls whose dialled number fits a [`NumberPattern`] to a list of
//!   trunks. Routes are tried from first to last, and the first that fits decides.
//! - [`SipRoutingClient`] reads and changes both.
//!
//! # A short tour
//!
//! ```no_run
//! use acs_sip_routing::{Route, SipPort, SipRoutingClient, Trunk};
//!
//! # async fn tour(connection_string: &str) -> acs_sip_routing::Result<()> {
//! let client = SipRoutingClient::from_connection_string(connection_string, None)?;
//!
//! // Two trunks, and no others.
//! let first = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
//! let second = Trunk::new("sbc2.contoso.com".parse()?, SipPort::new(5062)?);
//! client.set_trunks(&[first.clone(), second.clone()]).await?;
//!
//! // Calls to the United States go out through either; all others through the second.
//! let united_states = Route::new("United States".parse()?, r"^\+1[0-9]{10}$".parse()?)
//!     .with_description("The second trunk is for when the first is down".parse()?)
//!     .with_trunks([first.fqdn().clone(), second.fqdn().clone()])?;
//! let elsewhere = Route::new("elsewhere".parse()?, "^.*$".parse()?)
//!     .with_trunks([second.fqdn().clone()])?;
//! client.set_routes(&[united_states, elsewhere]).await?;
//!
//! // What is there now?
//! let configuration = client.get_configuration().await?;
//! for route in &configuration.routes {
//!     println!("{}: {} trunks", route.name(), route.trunks().len());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Who is calling
//!
//! [`SipRoutingClient::from_connection_string`] takes what the portal shows.
//! [`SipRoutingClient::new`] takes an address with an [`AccessKey`], or with any
//! `TokenCredential`, such as the one of [`default_credential`].
//!
//! # Values that can be sent, and values that came
//!
//! Names, patterns and ports are checked when they are made, and lists before they are sent. An
//! [`InvalidValue`] says which field is wrong, how, and what its limit is.
//! Only what is sure is checked: a pattern is in the syntax of .NET, and whether it can be read is
//! for the service to say.
//!
//! The same types hold what the service sent, and that is taken as it came, whatever the limits.
//! So a configuration can always be read, changed in one place and written back, and no second set
//! of types has to be converted from and to.
//!
//! # The preview
//!
//! With the cargo feature `preview`, a client can speak the version `2024-11-15-preview` of the
//! interface, which has domains, settings and health of trunks, caller ids set by routes, and the
//! service's own trial of routes. `SipRoutingClient::with_api_version` chooses it; without that,
//! everything is as it is without the feature, and what only the preview has is refused before
//! anything is sent. Previews may change or go, and what follows them here follows them.
//!
//! # When something goes wrong
//!
//! Everything that fails does so with an [`Error`], which can be asked what happened:
//! [`is_invalid_input`](Error::is_invalid_input), [`is_not_found`](Error::is_not_found),
//! [`is_unauthorized`](Error::is_unauthorized) and so on.

mod check;
mod client;
mod configuration;
#[cfg(any(feature = "preview", feature = "simulation"))]
mod dialled_number;
#[cfg(any(feature = "json", feature = "toml"))]
mod document;
mod edit;
mod list;
mod number_pattern;
#[cfg(feature = "simulation")]
mod pattern;
mod picture;
mod plan;
#[cfg(feature = "preview")]
mod preview;
mod resend;
mod route;
mod route_description;
mod route_name;
#[cfg(feature = "simulation")]
mod simulation;
mod sip_port;
#[cfg(test)]
mod testing;
mod text;
mod trunk;
mod trunk_fqdn;
mod update;
mod wire;

#[cfg(feature = "logging")]
pub use acs_core::logging;
pub use acs_core::{
    AccessKey, ClientOptions, ConnectionString, Credential, Endpoint, Error, InvalidValue, Result,
    ServiceFault, default_credential,
};
pub use check::{Fault, Finding, InvalidConfiguration, Place};
pub use client::SipRoutingClient;
pub use configuration::SipConfiguration;
#[cfg(any(feature = "preview", feature = "simulation"))]
pub use dialled_number::DialledNumber;
#[cfg(any(feature = "json", feature = "toml"))]
pub use document::DocumentError;
pub use edit::{LastTrunk, Position, RouteRef};
pub use number_pattern::NumberPattern;
#[cfg(feature = "simulation")]
pub use pattern::{NumberMatcher, PatternError, PatternErrorKind, TooCostly};
#[cfg(feature = "simulation")]
pub use plan::Reroute;
pub use plan::{Applied, ApplyError, Diff, Plan, RouteChange, TrunkChange};
#[cfg(feature = "preview")]
pub use preview::{
    ApiVersion, CallerId, Domain, DomainName, InactiveStatusReason, IpAddressVersion,
    OverallHealthStatus, PingStatus, PrivacyHeader, TlsStatus, TrunkHealth,
};
pub use route::Route;
pub use route_description::RouteDescription;
pub use route_name::RouteName;
#[cfg(feature = "simulation")]
pub use simulation::{Attempt, Simulation, SimulationTable, Simulator, Unjudged};
pub use sip_port::SipPort;
pub use trunk::Trunk;
pub use trunk_fqdn::TrunkFqdn;
