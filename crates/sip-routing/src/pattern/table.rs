//! The patterns of many routes, matched at once.

use std::fmt;

use super::{
    PatternError, TooCostly,
    automaton::{Automaton, Parts},
    compiled::CompiledPattern,
};
use crate::{DialledNumber, NumberPattern};

/// The patterns of many routes, matched at once.
#[derive(Clone)]
pub(crate) struct PatternTable {
    patterns: Vec<Result<CompiledPattern, PatternError>>,
    automaton: Option<Automaton>,
    unreadable: Vec<usize>,
}

/// The outcome for a number and a pattern that matches it or may match it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict<'t> {
    Matches,
    TooCostly(TooCostly),
    Unreadable(&'t PatternError),
}

/// Says nothing of the patterns: what the engines make of them holds their text.
impl fmt::Debug for PatternTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatternTable").finish_non_exhaustive()
    }
}

impl PatternTable {
    pub(crate) fn new<'p>(patterns: impl IntoIterator<Item = &'p NumberPattern>) -> Self {
        let patterns = patterns.into_iter().map(CompiledPattern::new).collect();
        Self::of(patterns)
    }

    pub(super) fn of(mut patterns: Vec<Result<CompiledPattern, PatternError>>) -> Self {
        let parts = Parts::of(patterns.iter().map(|it| it.as_ref().ok()));
        let automaton = match Automaton::new(parts) {
            Ok(automaton) => Some(automaton),
            Err(error) => {
                for pattern in patterns.iter_mut().filter(|it| it.is_ok()) {
                    *pattern = Err(error.clone());
                }
                None
            }
        };
        let indexed = patterns.iter().enumerate();
        let unreadable = indexed.filter_map(|(index, pattern)| pattern.is_err().then_some(index));
        Self {
            unreadable: unreadable.collect(),
            patterns,
            automaton,
        }
    }

    /// The patterns, in the order in which they were given.
    pub(crate) fn patterns(&self) -> &[Result<CompiledPattern, PatternError>] {
        &self.patterns
    }

    /// The patterns that match the number or may match it, by index, in ascending order.
    pub(crate) fn verdicts(&self, number: &DialledNumber) -> Vec<(usize, Verdict<'_>)> {
        let met = self.automaton.as_ref().map(|it| it.met(number));
        let met = met.unwrap_or_default().into_iter();
        let mut verdicts: Vec<_> = met
            .filter_map(|index| {
                let pattern = self.patterns[index].as_ref().ok()?;
                Some((index, decide(pattern, number)?))
            })
            .collect();
        if !self.unreadable.is_empty() {
            let unreadable = self.unreadable.iter();
            verdicts.extend(unreadable.filter_map(|&index| {
                let error = self.patterns[index].as_ref().err()?;
                Some((index, Verdict::Unreadable(error)))
            }));
            verdicts.sort_unstable_by_key(|(index, _)| *index);
        }
        verdicts
    }
}

fn decide(pattern: &CompiledPattern, number: &DialledNumber) -> Option<Verdict<'static>> {
    match pattern.decide(number) {
        Ok(true) => Some(Verdict::Matches),
        Ok(false) => None,
        Err(costly) => Some(Verdict::TooCostly(costly)),
    }
}
