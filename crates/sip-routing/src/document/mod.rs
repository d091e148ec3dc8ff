//! Configurations as documents, to be kept and edited by people.

mod error;
#[cfg(feature = "json")]
mod json;
#[cfg(test)]
mod tests;
#[cfg(feature = "toml")]
mod toml;
#[cfg(feature = "toml")]
mod toml_update;

pub use error::DocumentError;
