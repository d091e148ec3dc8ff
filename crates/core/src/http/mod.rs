//! HTTP: messages, their way over the wire, and the parts of `azure_core` that a caller may bring.

pub(crate) mod body;
mod headers;
pub(crate) mod hosted;
pub(crate) mod link;
mod message;
pub(crate) mod native;
mod retry_after;

pub(crate) use message::{Answer, Outgoing, header};
pub(crate) use retry_after::retry_after;
