//! Which patterns can match the same number: all numbers at once.

use std::collections::{HashSet, VecDeque};

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

/// Where an exploration stands: at a state of the automaton, after some characters.
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
/// Says whether all sets were found. Where the patterns together tell too many numbers apart, it
/// is given up in between.
pub(crate) fn explore<'p>(
    patterns: impl Iterator<Item = Option<&'p CompiledPattern>>,
    visit: impl FnMut(&[usize], DialledNumber),
) -> bool {
    let parts = Parts::of(patterns);
    Exploration::new(&parts).is_some_and(|mut it| it.run(&parts, visit).is_some())
}

struct Exploration {
    dfa: DFA,
    cache: Cache,
    steps: Vec<Step>,
    waiting: VecDeque<usize>,
    /// States that were reached, and whether by a number or by a mere plus sign.
    seen: HashSet<(LazyStateID, bool)>,
    /// One digit for all that the patterns do not tell apart.
    digits: Vec<u8>,
}

impl Exploration {
    fn new(parts: &Parts) -> Option<Self> {
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
        let mut digits: Vec<_> = (b'0'..=b'9').collect();
        digits.dedup_by_key(|digit| dfa.byte_classes().get(*digit));
        Some(Self {
            cache: dfa.create_cache(),
            dfa,
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
            let state = self.dfa.next_state(&mut self.cache, from, character).ok()?;
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

    /// The patterns whose conditions a number meets that ends at `state`.
    fn met(&mut self, parts: &Parts, state: LazyStateID) -> Option<Vec<usize>> {
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
