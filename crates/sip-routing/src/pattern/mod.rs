//! Patterns in the syntax of .NET: reading them, and matching numbers against them.

#[cfg(feature = "simulation")]
mod automaton;
#[cfg(feature = "simulation")]
mod compiled;
#[cfg(feature = "simulation")]
mod conditions;
mod dotnet;
mod error;
#[cfg(feature = "simulation")]
mod exploration;
#[cfg(feature = "simulation")]
mod limits;
#[cfg(feature = "simulation")]
mod matcher;
mod node;
mod reading;
mod references;
#[cfg(feature = "simulation")]
mod render;
mod symbols;
#[cfg(feature = "simulation")]
mod table;
#[cfg(test)]
#[cfg(feature = "simulation")]
mod tests;
#[cfg(feature = "simulation")]
mod too_costly;
#[cfg(feature = "simulation")]
mod variants;

pub use error::{PatternError, PatternErrorKind};
#[cfg(feature = "simulation")]
pub use {matcher::NumberMatcher, too_costly::TooCostly};

pub(crate) use reading::{malformed, repeats_anchor};
#[cfg(feature = "simulation")]
pub(crate) use {
    compiled::CompiledPattern,
    exploration::{Effort, explore},
    table::{PatternTable, Verdict},
    variants::Variants,
};
