//! Many patterns as one automaton.

use std::{
    panic::{RefUnwindSafe, UnwindSafe},
    sync::Arc,
};

use regex_automata::{
    Anchored, Input, MatchKind, PatternID, PatternSet,
    hybrid::{
        LazyStateID,
        dfa::{self, DFA},
    },
    nfa::thompson::{
        self, WhichCaptures,
        pikevm::{self, PikeVM},
    },
    util::{pool::Pool, syntax},
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
    /// The conditions of `patterns`. If there is no pattern, nothing meets them.
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

    /// The indices of the patterns whose conditions are met when `matched` are. Both are in ascending
    /// order.
    pub(super) fn met(&self, matched: &[PatternID]) -> Vec<usize> {
        let mut met = Vec::new();
        // The pattern that is looked at, and how many of its conditions matched.
        let mut current = (usize::MAX, 0);
        for id in matched {
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

/// The conditions that match what has been read when a number ends at `end`, in ascending order.
pub(super) fn matched_at(dfa: &DFA, cache: &dfa::Cache, end: LazyStateID) -> Vec<PatternID> {
    if !end.is_match() {
        return Vec::new();
    }
    let indices = 0..dfa.match_len(cache, end);
    let matched = indices.map(|index| dfa.match_pattern(cache, end, index));
    let mut matched: Vec<_> = matched.collect();
    matched.sort_unstable();
    matched
}

/// Many patterns as one automaton, which finds all that match a number in one pass.
#[derive(Clone)]
pub(super) struct Automaton {
    parts: Parts,
    engines: Arc<Engines>,
    /// The states that were computed so far, for each thread that matches at the same time.
    caches: Arc<Pool<Caches, MakeCaches>>,
}

type MakeCaches = Box<dyn Fn() -> Caches + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// The quick way, and the one for when it would take too much memory.
struct Engines {
    dfa: DFA,
    vm: PikeVM,
}

struct Caches {
    dfa: dfa::Cache,
    vm: Option<pikevm::Cache>,
}

impl Automaton {
    /// # Errors
    /// The patterns together are too large.
    pub(super) fn new(parts: Parts) -> Result<Self, PatternError> {
        let too_large = || PatternError::too_large("it needs more memory than is allowed");
        let engines = Arc::new(Engines::new(&parts.texts).ok_or_else(too_large)?);
        let for_caches = engines.clone();
        let caches: MakeCaches = Box::new(move || Caches {
            dfa: for_caches.dfa.create_cache(),
            vm: None,
        });
        Ok(Self {
            parts,
            engines,
            caches: Arc::new(Pool::new(caches)),
        })
    }

    /// The indices of the patterns whose conditions the number meets, in ascending order.
    pub(super) fn met(&self, number: &DialledNumber) -> Vec<usize> {
        let mut caches = self.caches.get();
        let input = Input::new(number.as_str()).anchored(Anchored::Yes);
        let quickly = self.engines.matched(&mut caches.dfa, &input);
        let matched = quickly.unwrap_or_else(|| {
            let vm = &self.engines.vm;
            let cache = caches.vm.get_or_insert_with(|| vm.create_cache());
            let mut matched = PatternSet::new(vm.get_nfa().pattern_len());
            vm.which_overlapping_matches(cache, &input, &mut matched);
            matched.iter().collect()
        });
        self.parts.met(&matched)
    }
}

impl Engines {
    fn new(texts: &[String]) -> Option<Self> {
        let config = thompson::Config::new()
            .utf8(false)
            // Nobody asks where a match is. With it, the engine that takes over from the lazy DFA
            // keeps two positions for each pair of a state and a pattern: gigabytes.
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(MAX_MEMORY));
        let nfa = thompson::Compiler::new()
            .configure(config)
            .syntax(syntax())
            .build_many(texts)
            .ok()?;
        let config = DFA::config()
            .match_kind(MatchKind::All)
            .cache_capacity(CACHE)
            .skip_cache_capacity_check(true)
            // It is given up where computing states takes longer than doing without them.
            .minimum_cache_clear_count(Some(3))
            .minimum_bytes_per_state(Some(10));
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa.clone());
        let config = PikeVM::config().match_kind(MatchKind::All);
        let vm = PikeVM::builder().configure(config).build_from_nfa(nfa);
        Some(Self {
            dfa: dfa.ok()?,
            vm: vm.ok()?,
        })
    }

    /// The conditions that match the whole input, unless that takes too many states. Each of them
    /// ends with the number, so what matches before is of no interest.
    fn matched(&self, cache: &mut dfa::Cache, input: &Input<'_>) -> Option<Vec<PatternID>> {
        let mut state = self.dfa.start_state_forward(cache, input).ok()?;
        for byte in input.haystack() {
            state = self.dfa.next_state(cache, state, *byte).ok()?;
            if state.is_dead() {
                return Some(Vec::new());
            }
            if state.is_quit() {
                return None;
            }
        }
        let end = self.dfa.next_eoi_state(cache, state).ok()?;
        Some(matched_at(&self.dfa, cache, end))
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchored, Automaton, Input, Parts, PatternSet};
    use crate::{DialledNumber, pattern::CompiledPattern};

    #[test]
    fn no_positions_are_kept() {
        let pattern = CompiledPattern::new(&"^1(2|3)$".parse().unwrap()).unwrap();
        let automaton = Automaton::new(Parts::of([Some(&pattern)].into_iter())).unwrap();
        assert_eq!(automaton.engines.vm.get_nfa().group_info().slot_len(), 0);
    }

    #[test]
    fn both_ways_find_the_same() {
        let patterns = [
            r"^\+1\d{10}$",
            "1(?=2|3)",
            r"^(?!\+1425)",
            "^9*$",
            "[13579]$",
            "^.*$",
        ];
        let patterns = patterns.map(|it| CompiledPattern::new(&it.parse().unwrap()).unwrap());
        let automaton = Automaton::new(Parts::of(patterns.iter().map(Some))).unwrap();
        for number in ["+14255550100", "+12065550101", "999", "12", "+", "0"] {
            let number = DialledNumber::explored(number.to_owned());
            let input = Input::new(number.as_str()).anchored(Anchored::Yes);
            let vm = &automaton.engines.vm;
            let mut matched = PatternSet::new(vm.get_nfa().pattern_len());
            vm.which_overlapping_matches(&mut vm.create_cache(), &input, &mut matched);
            let slowly = automaton.parts.met(&matched.iter().collect::<Vec<_>>());
            assert_eq!(automaton.met(&number), slowly, "{number}");
        }
    }
}
