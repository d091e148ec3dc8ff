//! A pattern made ready for matching.

use fancy_regex::{BytesMode, Regex, RegexBuilder};

use super::{
    PatternError, TooCostly,
    conditions::{Conditions, conditions},
    limits,
    node::Node,
    reading::read,
    render::render,
};
use crate::{DialledNumber, NumberPattern};

/// The steps that the backtracking engine may take for one number, roughly.
const MAX_STEPS: u64 = 2_000_000;
const MAX_BACKTRACKS: u64 = 100_000;

/// The memory that the engines may use for one pattern.
const MAX_MEMORY: usize = 16 << 20;
const MAX_INSTRUCTIONS: usize = 100_000;

/// A pattern made ready for matching.
#[derive(Clone)]
pub(crate) struct CompiledPattern {
    pub(super) conditions: Conditions,
    /// The engine that decides among the numbers that meet the conditions, if they are not all there is.
    pub(super) rest: Option<Regex>,
}

impl CompiledPattern {
    pub(crate) fn new(pattern: &NumberPattern) -> Result<Self, PatternError> {
        Self::of(read(pattern)?)
    }

    /// Makes ready what was read, or put together.
    pub(super) fn of(node: Node) -> Result<Self, PatternError> {
        let (node, parts) = limits::shorten(node)?;
        if let Some(conditions) = conditions(&node) {
            return Ok(Self {
                conditions,
                rest: None,
            });
        }
        let rest = backtracking(&node, parts)?;
        Ok(Self {
            conditions: Conditions {
                all: vec![node.superset()],
                none: Vec::new(),
            },
            rest: Some(rest),
        })
    }

    /// Tells if the conditions are all there is to the pattern.
    pub(crate) fn is_exact(&self) -> bool {
        self.rest.is_none()
    }

    /// Decides about a number that meets the conditions.
    pub(super) fn decide(&self, number: &DialledNumber) -> Result<bool, TooCostly> {
        match &self.rest {
            None => Ok(true),
            Some(regex) => regex
                .is_match(number.as_str().as_bytes())
                .map_err(|_| TooCostly),
        }
    }
}

/// The engine for what finite automata cannot decide. It tries one way after another, so its
/// steps are limited: at most as many as there are parts lie between one backtrack and the next.
fn backtracking(node: &Node, parts: u64) -> Result<Regex, PatternError> {
    let backtracks = (MAX_STEPS / parts.max(1)).min(MAX_BACKTRACKS);
    RegexBuilder::new(&render(node))
        .bytes_mode(BytesMode::Ascii)
        .optimize(false)
        .backtrack_limit(usize::try_from(backtracks).unwrap_or(usize::MAX))
        .delegate_size_limit(MAX_MEMORY)
        .delegate_dfa_size_limit(MAX_MEMORY)
        .max_prog_size(MAX_INSTRUCTIONS)
        .build()
        .map_err(|_| PatternError::unsupported(1, "the engine cannot take it"))
}
