//! The emulator over HTTP, as a client without any SDK sees it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests, not their helpers"
)]

mod auth;
mod binary;
mod catalogue;
mod client;
mod errors;
mod handle;
mod headers;
mod numbers;
mod operations;
mod purchases;
mod reservations;
mod sip;
#[cfg(feature = "tls")]
mod tls;
