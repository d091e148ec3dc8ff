//! Reading the regular expressions of .NET.
//!
//! The rules are those of `System.Text.RegularExpressions` without options, which is what the
//! published interface names. They are kept down to what only looks like a mistake: `^+` repeats
//! the anchor, `{,3}` is text, `\_` is an error.

mod class;
mod escape;
mod group;
mod groups;
mod parser;
mod scanner;

use self::{groups::Groups, parser::Parser};
use super::{PatternError, node::Node};

/// Reads a pattern.
pub(super) fn parse(pattern: &str) -> Result<Node, PatternError> {
    let (_, groups) = Parser::new(pattern, Groups::default()).parse()?;
    let (node, _) = Parser::new(pattern, groups.into_known()).parse()?;
    Ok(node)
}
