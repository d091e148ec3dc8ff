//! Client for direct routing of Azure Communication Services: the trunks and routes that connect a
//! resource to the telephone network through your own session border controllers.
//!
//! - A [`Trunk`] is a session border controller, known by its domain name ([`TrunkFqdn`]) and
//!   reached on one port ([`SipPort`]).
//! - A [`Route`] sends the calls whose dialled number fits a [`NumberPattern`] to a list of
//!   trunks. Routes are tried from first to last, and the first that fits decides.
//! - A [`SipConfiguration`] is all of it, as it is or as it will be. It can be checked, tried out,
//!   drawn, edited and kept as a file without the service.
//! - [`SipRoutingClient`] reads and changes it.
//!
//! # A short tour
//!
//! ```no_run
//! use acs_sip_routing::{Route, Simulator, SipConfiguration, SipPort, SipRoutingClient, Trunk};
//!
//! # async fn tour(connection_string: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let client = SipRoutingClient::from_connection_string(connection_string, None)?;
//!
//! // Two trunks; calls to the United States go out through either, all others through the second.
//! let first = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
//! let second = Trunk::new("sbc2.contoso.com".parse()?, SipPort::of::<5062>());
//! let united_states = Route::new("United States".parse()?, r"^\+1[0-9]{10}$".parse()?)
//!     .with_description("The second trunk is for when the first is down".parse()?)
//!     .with_trunks([first.fqdn().clone(), second.fqdn().clone()])?;
//! let elsewhere = Route::new("elsewhere".parse()?, "^.*$".parse()?)
//!     .with_trunks([second.fqdn().clone()])?;
//! let desired = SipConfiguration::new([first, second], [united_states, elsewhere])?;
//!
//! // Is it wise, and where do calls go, also when a trunk is down?
//! for finding in desired.check() {
//!     println!("{}: {finding}", finding.level());
//! }
//! let simulator = Simulator::new(&desired).down(["sbc1.contoso.com".parse()?]);
//! let numbers = ["+14255550100".parse()?, "+493055501".parse()?];
//! println!("{}", simulator.simulate_all(&numbers));
//!
//! // What would change? Then all of it at once, and only if nobody was faster.
//! let plan = client.plan(&desired).await?;
//! println!("{}", plan.diff());
//! let applied = client.apply(&plan).await?;
//!
//! // And back.
//! client.apply(&applied.plan_rollback()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Changing the routing
//!
//! [`set_trunks`](SipRoutingClient::set_trunks) and [`set_routes`](SipRoutingClient::set_routes)
//! replace all trunks or all routes, as the official clients do. To change both in one moment, so
//! that no call is lost in between, there are plans:
//!
//! 1. [`plan_edit`](SipRoutingClient::plan_edit) reads what is there and applies edits of
//!    [`SipConfiguration`] to it: insert, move, rename and remove routes, add, exchange, replace,
//!    suspend and drain trunks. [`plan`](SipRoutingClient::plan) takes the whole instead.
//! 2. The [`Plan`] has the [differences](Plan::diff), the [warnings](Plan::warnings), and
//!    [numbers](Plan::reroute_examples) that go another way or nowhere. [`Expectations`] are numbers
//!    with where they have to go.
//! 3. [`apply`](SipRoutingClient::apply) carries it out in one request, or says why not. It looks
//!    again afterwards, and tells the loser of a race.
//! 4. [`Applied::plan_rollback`] is the way back.
//!
//! A plan can be kept with serde and applied by another process. One that somebody else was faster
//! than can be [rebased](Plan::rebase), and so can a way back.
//!
//! # Before the first call
//!
//! - [`check`](SipConfiguration::check) finds what is wrong with a configuration, and [`Simulator`] says
//!   where calls go, also when trunks are down.
//! - [`compare_with_simulation`](SipRoutingClient::compare_with_simulation) holds that against the
//!   service's own word, number by number.
//! - `Preflight` looks at the trunks themselves: the DNS, the port, the certificate, and SIP.
//! - [`picture`](SipConfiguration::picture) draws a configuration, and [`Plan::picture`] a change, with
//!   what was found.
//!
//! # Cargo features
//!
//! | feature | what it brings |
//! |---|---|
//! | `simulation` (default) | matching of numbers: findings about them, [`Simulator`], [`NumberMatcher`], [`Expectations`], [`Comparison`], numbers that a plan reroutes, rebasing |
//! | `preflight` | `Preflight`: a look at the trunks themselves, from the DNS to SIP |
//! | `json`, `toml` | configurations, [`Allowed`] and [`Expectations`] as documents for people, with errors that name line and field |
//! | `logging` | `logging`, for programs without a `tracing` subscriber of their own |
//!
//! # Signing in
//!
//! [`SipRoutingClient::from_connection_string`] takes what the portal shows.
//! [`SipRoutingClient::new`] takes an address with an [`AccessKey`], or with any
//! `TokenCredential`, such as the one of [`default_credential`].
//!
//! # Values that can be sent, and values that came
//!
//! Names, patterns and ports are checked when they are made, and lists before they are sent. An
//! [`InvalidValue`] says which field is wrong, how, and what its limit is.
//! A pattern is in the syntax of .NET. By itself only its length is checked; a [`SipConfiguration`] and
//! a [`Plan`] refuse one that .NET cannot read. One that only we cannot match ([`NumberMatcher`] has the
//! list) is left to the service. [`check`](SipConfiguration::check) finds patterns that likely mean
//! something else than was meant.
//!
//! The same types hold what the service sent, and that is taken as it came, whatever the limits.
//! So a configuration can always be read, changed in one place and written back, and no second set
//! of types has to be converted from and to.
//!
//! # The preview
//!
//! The version `2024-11-15-preview` of the interface has domains, settings and health of trunks,
//! caller ids set by routes, and the service's own trial of routes.
//! [`SipRoutingClient::with_api_version`] chooses it. The types are the same for both versions, and a
//! client that speaks the stable one refuses what only the preview has before anything is sent.
//! Previews may change or go, and what follows them here follows them.
//!
//! # When something goes wrong
//!
//! Everything that fails does so with an [`Error`], which can be asked what happened:
//! [`is_invalid_input`](Error::is_invalid_input), [`is_not_found`](Error::is_not_found),
//! [`is_unauthorized`](Error::is_unauthorized) and so on.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod api_version;
mod caller_id;
mod check;
mod client;
#[cfg(feature = "simulation")]
mod comparison;
mod configuration;
mod dialled_number;
#[cfg(any(feature = "json", feature = "toml"))]
mod document;
mod domain;
mod edit;
#[cfg(feature = "simulation")]
mod expectation;
mod idempotency;
mod list;
mod number_pattern;
mod pattern;
mod picture;
mod plan;
#[cfg(feature = "preflight")]
mod preflight;
#[cfg(test)]
#[cfg(feature = "simulation")]
mod redaction;
mod route;
mod route_description;
mod route_name;
#[cfg(feature = "simulation")]
mod simulation;
mod sip_port;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
mod trunk;
mod trunk_fqdn;
mod trunk_health;
mod update;
mod wire;

#[cfg(feature = "preflight")]
pub use acs_core::Timestamp;
#[cfg(not(target_family = "wasm"))]
pub use acs_core::default_credential;
#[cfg(feature = "logging")]
pub use acs_core::logging;
pub use acs_core::{
    AccessKey, AnswerInfo, CallOptions, ClaimsChallenge, ClientOptions, ConnectionString,
    Credential, Endpoint, Error, InvalidValue, Result, RetryInfo, RetryOptions, ServiceError,
};
pub use acs_sip_routing_preview_generated::types::{
    InactiveStatusReason, IpAddressVersion, OverallHealthStatus, PingStatus, PrivacyHeader,
    TlsStatus,
};
pub use api_version::ApiVersion;
pub use caller_id::CallerId;
pub use check::{Allowed, Finding, InvalidConfiguration, Level, Place, Problem, Slip};
pub use client::SipRoutingClient;
#[cfg(feature = "simulation")]
pub use comparison::{Comparison, RouteDifference};
pub use configuration::SipConfiguration;
pub use dialled_number::DialledNumber;
#[cfg(any(feature = "json", feature = "toml"))]
pub use document::DocumentError;
pub use domain::{Domain, DomainName};
pub use edit::{LastTrunk, Position, RouteRef};
#[cfg(feature = "simulation")]
pub use expectation::{BrokenExpectation, Expectation, Expectations, ExpectedWay};
pub use number_pattern::NumberPattern;
#[cfg(feature = "simulation")]
pub use pattern::{NumberMatcher, TooCostly};
pub use pattern::{PatternError, PatternErrorKind};
pub use picture::{Picture, Theme};
pub use plan::{Applied, ApplyError, Diff, Plan, RouteChange, TrunkChange};
#[cfg(feature = "simulation")]
pub use plan::{Change, Conflict, RebaseError, Reroute};
#[cfg(feature = "preflight")]
pub use preflight::{Preflight, Resolver, TrunkFinding, TrunkProblem, TrunkReport};
pub use route::Route;
pub use route_description::RouteDescription;
pub use route_name::RouteName;
#[cfg(feature = "simulation")]
pub use simulation::{Assumption, Attempt, Simulation, SimulationTable, Simulator, Unjudged};
pub use sip_port::SipPort;
pub use trunk::Trunk;
pub use trunk_fqdn::TrunkFqdn;
pub use trunk_health::TrunkHealth;

/// The code of the crate's page, compiled as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
