//! Many patterns as one automaton.

use regex_automata::{
    Anchored, Input, MatchKind, PatternSet, meta, nfa::thompson::WhichCaptures, util::syntax,
};

use super::{PatternError, compiled::CompiledPattern, node::Node, render::render};
use crate::DialledNumber;

/// The memory that the automaton may take while it matches.
const CACHE: usize = 16 << 20;

/// More memory than 250 patterns of the largest size need.
pub(super) const MAX_MEMORY: usize = 512 << 20;

/// Any part of a number.
const ANYTHING: &str = "[+0-9]*";

/// The conditions of many patterns, written so that each matches whole numbers, and which of them
/// belong to which pattern.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) texts: Vec<String>,
    /// For each condition, whose it is. Those of one pattern are side by side.
    roles: Vec<Role>,
    /// For each pattern, how many conditions have to match.
    needed: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Role {
    pattern: usize,
    /// True if the condition must not match.
    forbidden: bool,
}

impl Parts {
    /// The conditions of `patterns`. Where there is no pattern, nothing meets them.
    pub(super) fn of<'p>(patterns: impl Iterator<Item = Option<&'p CompiledPattern>>) -> Self {
        let mut parts = Self::default();
        for pattern in patterns {
            if let Some(CompiledPattern { conditions, .. }) = pattern {
                parts.add(&conditions.all, false);
                parts.add(&conditions.none, true);
            }
            parts
                .needed
                .push(pattern.map_or(0, |it| it.conditions.all.len()));
        }
        parts
    }

    fn add(&mut self, nodes: &[Node], forbidden: bool) {
        let pattern = self.needed.len();
        self.texts.extend(nodes.iter().map(whole_number));
        self.roles
            .resize(self.texts.len(), Role { pattern, forbidden });
    }

    /// The indices of the patterns whose conditions are met when `matched` are, in ascending order.
    pub(super) fn met(&self, matched: &PatternSet) -> Vec<usize> {
        let mut met = Vec::new();
        // The pattern that is looked at, and how many of its conditions matched.
        let mut current = (usize::MAX, 0);
        for id in matched.iter() {
            let Role { pattern, forbidden } = self.roles[id.as_usize()];
            if pattern != current.0 {
                current = (pattern, 0);
            }
            current.1 += 1;
            if forbidden {
                met.pop_if(|it| *it == pattern);
            } else if current.1 == self.needed[pattern] {
                met.push(pattern);
            }
        }
        met
    }
}

/// `node`, matched somewhere in a number, as an expression for the whole of it.
fn whole_number(node: &Node) -> String {
    let before = if node.starts_at_start() { "" } else { ANYTHING };
    let after = if node.ends_at_end() { "" } else { ANYTHING };
    format!(r"\A{before}(?:{}){after}\z", render(node))
}

/// The syntax of the expressions: bytes, for numbers are ASCII.
pub(super) fn syntax() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

/// Many patterns as one automaton, which finds all that match a number in one pass.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    parts: Parts,
    regex: meta::Regex,
}

impl Automaton {
    /// # Errors
    /// The patterns together are too large.
    pub(super) fn new(parts: Parts) -> Result<Self, PatternError> {
        let config = meta::Config::new()
            .match_kind(MatchKind::All)
            .utf8_empty(false)
            // Nobody asks where a match is. With it, the engine that takes over from the lazy DFA
            // keeps two positions for each pair of a state and a pattern: gigabytes.
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(MAX_MEMORY))
            .hybrid_cache_capacity(CACHE);
        let regex = meta::Builder::new()
            .configure(config)
            .syntax(syntax())
            .build_many(&parts.texts)
            .map_err(|_| PatternError::too_large("it needs more memory than is allowed"))?;
        Ok(Self { parts, regex })
    }

    /// The indices of the patterns whose conditions the number meets, in ascending order.
    pub(super) fn met(&self, number: &DialledNumber) -> Vec<usize> {
        let mut matched = PatternSet::new(self.regex.pattern_len());
        let input = Input::new(number.as_str()).anchored(Anchored::Yes);
        self.regex.which_overlapping_matches(&input, &mut matched);
        self.parts.met(&matched)
    }
}

#[cfg(test)]
mod tests {
    use super::{Automaton, Parts};
    use crate::pattern::CompiledPattern;

    #[test]
    fn no_positions_are_kept() {
        let pattern = CompiledPattern::new(&"^1(2|3)$".parse().unwrap()).unwrap();
        let automaton = Automaton::new(Parts::of([Some(&pattern)].into_iter())).unwrap();
        assert_eq!(automaton.regex.group_info().slot_len(), 0);
    }
}
