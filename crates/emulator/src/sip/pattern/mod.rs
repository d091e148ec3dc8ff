//! Patterns of routes, read and matched as .NET's interpreter does it.
//!
//! This is a machine of our own, not the engines that a client may use: a simulation of routing
//! that agrees with it has been checked by somebody else. It knows all of the dialect but what
//! makes no difference for a number, which is ASCII and on one line: upper and lower case,
//! cultures, and lines.

mod class;
mod groups;
mod machine;
mod parser;
mod program;
mod quantifier;
mod reader;
mod scan;
mod set;

#[cfg(test)]
mod tests;

use machine::Machine;
use program::Program;

/// A pattern, ready to be matched.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    program: Program,
    groups: usize,
}

/// The text is no regular expression of .NET.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// It would take more steps than are allowed to find out whether a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManySteps;

impl Pattern {
    pub(crate) fn new(text: &str) -> Result<Self, Malformed> {
        let (program, groups) = parser::parse(text)?;
        Ok(Self { program, groups })
    }

    /// Returns true if the pattern matches anywhere in `number`, which is ASCII.
    pub(crate) fn is_match(&self, number: &str) -> Result<bool, TooManySteps> {
        Machine::new(&self.program, self.groups, number.as_bytes()).finds()
    }
}
