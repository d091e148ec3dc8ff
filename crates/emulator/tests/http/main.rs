//! The emulator over HTTP, as a client without any SDK sees it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests, not their helpers"
)]

mod admin;
mod admin_guard;
mod auth;
#[cfg(all(feature = "cli", unix))]
mod binary;
mod catalogue;
mod client;
mod cors;
mod crowd;
#[cfg(feature = "sqlite")]
mod data;
mod document;
mod errors;
mod faults;
mod handle;
mod headers;
#[cfg(feature = "tls")]
mod identity;
#[cfg(all(feature = "cli", unix))]
mod kill;
mod numbers;
mod operations;
#[cfg(all(feature = "cli", unix))]
mod program;
mod purchases;
mod reach;
mod reservations;
mod sip;
mod sip_preview;
#[cfg(feature = "tls")]
mod tls;
mod versions;
