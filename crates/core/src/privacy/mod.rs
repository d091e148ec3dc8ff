//! Keeping phone numbers, keys and tokens out of what is printed, logged and traced.

mod ids;
mod numbers;
mod plain;
mod secret;
mod shown;

pub(crate) use numbers::redact;
pub(crate) use secret::Secret;
pub use shown::Shown;
