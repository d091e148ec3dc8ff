//! All numbers at once, with the patterns that match them.

use std::collections::{HashMap, HashSet, VecDeque};

use regex_automata::{
    Anchored, Input, MatchKind, PatternSet,
    hybrid::{
        LazyStateID,
        dfa::{Cache, DFA},
    },
    nfa::thompson,
};

use super::{
    automaton::{MAX_MEMORY, Parts, syntax},
    compiled::CompiledPattern,
};
use crate::DialledNumber;

/// The states that are looked at before it is given up.
const MAX_STATES: usize = 20_000;
const CACHE: usize = 64 << 20;

/// The cost that an exploration may have, in bytes of the automaton that it builds and goes through. It
/// bounds the time: a byte takes some nanoseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort(usize);

impl Effort {
    /// For the patterns of a whole configuration: ten times what 250 usual ones take.
    pub(crate) const WHOLE: Self = Self(64 << 20);

    /// An equal share for each of so many explorations.
    pub(crate) fn shared_by(self, explorations: usize) -> Self {
        Self(self.0 / explorations.max(1))
    }

    /// A share for each of so many patterns, and no less than one takes with the questions that are
    /// asked of it.
    pub(crate) fn for_each_of(self, patterns: usize) -> Self {
        Self(self.shared_by(patterns).0.max(1 << 20))
    }

    fn spend(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.checked_sub(bytes)?;
        Some(())
    }
}

/// The point that an exploration has reached: a state of the automaton, after some characters.
#[derive(Clone, Copy)]
struct Step {
    state: LazyStateID,
    character: u8,
    before: Option<usize>,
    length: usize,
}

/// Goes through all numbers that can be dialled, as far as `patterns` tell them apart, and calls
/// `visit` with each set of patterns whose conditions some number meets, and the shortest such
/// number. The sets have the indices in ascending order; one of them may be empty.
///
/// Says whether all sets were found. Where the patterns together tell too many numbers apart, or
/// telling them apart takes more than `effort`, it is given up in between.
pub(crate) fn explore<'p>(
    patterns: impl Iterator<Item = Option<&'p CompiledPattern>>,
    effort: Effort,
    visit: impl FnMut(&[usize], DialledNumber),
) -> bool {
    let parts = Parts::of(patterns);
    let exploration = Exploration::new(&parts, effort);
    exploration.is_some_and(|mut it| it.run(&parts, visit).is_some())
}

struct Exploration {
    dfa: DFA,
    cache: Cache,
    effort: Effort,
    /// The memory of each state, and so the cost to compute it.
    sizes: HashMap<LazyStateID, usize>,
    steps: Vec<Step>,
    waiting: VecDeque<usize>,
    /// States that were reached, and whether by a number or by a mere plus sign.
    seen: HashSet<(LazyStateID, bool)>,
    /// One digit for all that the patterns do not tell apart.
    digits: Vec<u8>,
}

impl Exploration {
    fn new(parts: &Parts, mut effort: Effort) -> Option<Self> {
        let config = DFA::config()
            .match_kind(MatchKind::All)
            .cache_capacity(CACHE)
            .skip_cache_capacity_check(true)
            // States are remembered here, so they must not be forgotten there.
            .minimum_cache_clear_count(Some(0));
        let dfa = DFA::builder()
            .configure(config)
            .syntax(syntax())
            .thompson(thompson::Config::new().nfa_size_limit(Some(MAX_MEMORY)))
            .build_many(&parts.texts)
            .ok()?;
        effort.spend(dfa.get_nfa().memory_usage())?;
        let mut digits: Vec<_> = (b'0'..=b'9').collect();
        digits.dedup_by_key(|digit| dfa.byte_classes().get(*digit));
        Some(Self {
            cache: dfa.create_cache(),
            dfa,
            effort,
            sizes: HashMap::new(),
            steps: Vec::new(),
            waiting: VecDeque::new(),
            seen: HashSet::new(),
            digits,
        })
    }

    fn run(&mut self, parts: &Parts, mut visit: impl FnMut(&[usize], DialledNumber)) -> Option<()> {
        let mut found = HashSet::new();
        let input = Input::new("").anchored(Anchored::Yes);
        let start = self.dfa.start_state_forward(&mut self.cache, &input).ok()?;
        self.go_on(start, None, b"+")?;
        self.go_on_with_digits(start, None)?;
        while let Some(index) = self.waiting.pop_front() {
            let step = self.steps[index];
            if step.character != b'+' {
                let met = self.met(parts, step.state)?;
                if !found.contains(&met) {
                    visit(&met, self.number(index));
                    found.insert(met);
                }
            }
            if step.length < DialledNumber::MAX_CHARACTERS {
                self.go_on_with_digits(step.state, Some(index))?;
            }
        }
        Some(())
    }

    fn go_on_with_digits(&mut self, state: LazyStateID, before: Option<usize>) -> Option<()> {
        let digits = std::mem::take(&mut self.digits);
        let gone_on = self.go_on(state, before, &digits);
        self.digits = digits;
        gone_on
    }

    fn go_on(&mut self, from: LazyStateID, before: Option<usize>, characters: &[u8]) -> Option<()> {
        let length = before.map_or(0, |index| self.steps[index].length) + 1;
        for &character in characters {
            let state = self.next_state(from, character)?;
            if !self.seen.insert((state, character != b'+')) {
                continue;
            }
            if self.steps.len() == MAX_STATES {
                return None;
            }
            self.waiting.push_back(self.steps.len());
            self.steps.push(Step {
                state,
                character,
                before,
                length,
            });
        }
        Some(())
    }

    fn next_state(&mut self, from: LazyStateID, character: u8) -> Option<LazyStateID> {
        let before = self.cache.memory_usage();
        let state = self.dfa.next_state(&mut self.cache, from, character).ok()?;
        let grown = self.cache.memory_usage() - before;
        let size = *self.sizes.entry(state).or_insert(grown);
        self.effort.spend(size)?;
        Some(state)
    }

    /// The patterns whose conditions a number meets that ends at `state`.
    fn met(&mut self, parts: &Parts, state: LazyStateID) -> Option<Vec<usize>> {
        self.effort.spend(parts.texts.len())?;
        let end = self.dfa.next_eoi_state(&mut self.cache, state).ok()?;
        let mut matched = PatternSet::new(parts.texts.len());
        if end.is_match() {
            for index in 0..self.dfa.match_len(&self.cache, end) {
                matched.insert(self.dfa.match_pattern(&self.cache, end, index));
            }
        }
        Some(parts.met(&matched))
    }

    fn number(&self, last: usize) -> DialledNumber {
        let mut characters = Vec::new();
        let mut next = Some(last);
        while let Some(index) = next {
            characters.push(char::from(self.steps[index].character));
            next = self.steps[index].before;
        }
        DialledNumber::explored(characters.into_iter().rev().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Effort, explore};
    use crate::pattern::CompiledPattern;

    #[test]
    fn it_ends_when_the_effort_is_spent() {
        let found = |pattern: &str, effort| {
            let pattern = CompiledPattern::new(&pattern.parse().unwrap()).unwrap();
            let mut sets = Vec::new();
            let complete = explore([Some(&pattern)].into_iter(), effort, |met, number| {
                sets.push((met.to_vec(), number.as_str().to_owned()));
            });
            (complete, sets)
        };
        let usual = r"^\+1425\d{7}$";
        let both = [
            (vec![], "0".to_owned()),
            (vec![0], "+14250000000".to_owned()),
        ];
        assert_eq!(found(usual, Effort::WHOLE), (true, both.to_vec()));
        // What is left for one of 250 routes is enough for it.
        assert_eq!(
            found(usual, Effort::WHOLE.shared_by(250)),
            (true, both.to_vec())
        );
        assert_eq!(found(usual, Effort(0)), (false, vec![]));
        // Given up in between, it has not found out that this fits something.
        let large = r"1\d{9}$";
        assert!(found(large, Effort::WHOLE).0);
        assert_eq!(
            found(large, Effort(50_000)),
            (false, vec![(vec![], "0".to_owned())])
        );
    }
}
