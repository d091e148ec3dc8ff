//! HTTP: messages, their way over the wire, and the parts of `azure_core` that a caller may bring.

pub(crate) mod body;
#[cfg(target_family = "wasm")]
mod browser;
mod headers;
pub(crate) mod hosted;
pub(crate) mod link;
mod message;
#[cfg(not(target_family = "wasm"))]
mod native;
mod retry_after;

#[cfg(target_family = "wasm")]
pub(crate) use browser::{Client, client, exchange};
pub(crate) use message::{Answer, Outgoing, header};
#[cfg(not(target_family = "wasm"))]
pub(crate) use native::{Client, client, exchange};
pub(crate) use retry_after::retry_after;
