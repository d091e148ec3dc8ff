//! Matching numbers against patterns in the syntax of .NET.

mod automaton;
mod compiled;
mod conditions;
mod dotnet;
mod error;
mod exploration;
mod limits;
mod matcher;
mod node;
mod references;
mod render;
mod symbols;
mod table;
#[cfg(test)]
mod tests;

pub use error::{PatternError, PatternErrorKind, TooCostly};
pub use matcher::NumberMatcher;

pub(crate) use compiled::CompiledPattern;
pub(crate) use exploration::{Effort, explore};
pub(crate) use table::{PatternTable, Verdict};
