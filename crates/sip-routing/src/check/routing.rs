//! Routes that can take a call, and routes that never do.

use std::collections::{BTreeSet, HashSet};

use super::{
    Finding, Problem,
    structure::{firsts, place},
    suspicion::slip_of_never,
};
use crate::{
    PatternError, PatternErrorKind, Route, SipConfiguration,
    pattern::{CompiledPattern, Effort, explore},
};

type Patterns = Vec<Result<CompiledPattern, PatternError>>;

/// Facts about a route when all numbers have been gone through.
#[derive(Clone, Debug, Default)]
struct Reach {
    /// Some number may fit it.
    fits: bool,
    /// Some number may fit it, and no earlier route for certain.
    first: bool,
    /// Earlier routes that are certain to take numbers that may fit it.
    behind: BTreeSet<usize>,
}

/// Patterns that cannot be matched here, and routes that are never the first to fit a number.
pub(super) fn check_patterns(configuration: &SipConfiguration) -> Vec<Finding> {
    let routes = &configuration.routes;
    let patterns: Patterns = routes
        .iter()
        .map(|route| CompiledPattern::new(route.number_pattern()))
        .collect();
    let mut findings = Vec::new();
    let mut found = |index: usize, problem| {
        findings.push(Finding::new(place(index, &routes[index]), problem));
    };
    for (index, pattern) in patterns.iter().enumerate() {
        match pattern {
            Err(error) if error.kind() != PatternErrorKind::Malformed => {
                found(index, Problem::UncheckedPattern(error.clone()));
            }
            _ => {}
        }
    }
    for (index, problem) in unreachable(routes, &patterns) {
        found(index, problem);
    }
    findings
}

/// The routes that are never the first to fit a number, and why.
fn unreachable(routes: &[Route], patterns: &Patterns) -> Vec<(usize, Problem)> {
    let reach = reach_of_all(patterns).unwrap_or_else(|| reach_of_each(patterns));
    let same = firsts(routes, Route::number_pattern);
    let problems = reach.into_iter().zip(same).enumerate();
    problems
        .filter_map(|(index, (reach, first))| {
            let problem = if !reach.fits {
                let slip = slip_of_never(routes[index].number_pattern());
                Problem::NeverMatches { slip }
            } else if first < index {
                // The same text fits the same numbers, even if it cannot be read here.
                behind_its_like(routes, index, first)
            } else if !reach.first {
                Problem::Shadowed {
                    by: reach.behind.into_iter().collect(),
                }
            } else {
                return None;
            };
            Some((index, problem))
        })
        .collect()
}

/// A route with the pattern of an earlier one. With other trunks, it is how failover is written.
fn behind_its_like(routes: &[Route], index: usize, first: usize) -> Problem {
    let route = &routes[index];
    let same = |other: &&Route| other.number_pattern() == route.number_pattern();
    let earlier: HashSet<_> = routes[..index]
        .iter()
        .filter(same)
        .flat_map(Route::trunks)
        .collect();
    if route.trunks().iter().any(|trunk| !earlier.contains(trunk)) {
        Problem::Failover { of: first }
    } else {
        Problem::Shadowed { by: vec![first] }
    }
}

/// Goes through all numbers with all patterns at once. Nothing comes of it when they tell too many
/// numbers apart.
fn reach_of_all(patterns: &Patterns) -> Option<Vec<Reach>> {
    let exact = |index: usize| {
        patterns[index]
            .as_ref()
            .is_ok_and(CompiledPattern::is_exact)
    };
    let mut reach: Vec<_> = patterns.iter().map(presumed).collect();
    let readable = patterns.iter().map(|it| it.as_ref().ok());
    let complete = explore(readable, Effort::WHOLE, |met, _| {
        let certain = met.iter().copied().find(|index| exact(*index));
        for &index in met {
            let reach = &mut reach[index];
            reach.fits = true;
            match certain.filter(|certain| *certain < index) {
                Some(certain) => {
                    reach.behind.insert(certain);
                }
                None => reach.first = true,
            }
        }
    });
    complete.then_some(reach)
}

/// Goes through all numbers with each pattern by itself. That finds what fits no number, and what
/// comes after a route that fits every number.
fn reach_of_each(patterns: &Patterns) -> Vec<Reach> {
    let effort = Effort::WHOLE.shared_by(patterns.len());
    let mut catch_all = None;
    let mut reaches = Vec::with_capacity(patterns.len());
    for (index, pattern) in patterns.iter().enumerate() {
        let mut reach = presumed(pattern);
        if let Ok(pattern) = pattern {
            let mut all = pattern.is_exact();
            let complete = explore([Some(pattern)].into_iter(), effort, |met, _| {
                reach.fits |= !met.is_empty();
                all &= !met.is_empty();
            });
            reach.fits |= !complete;
            reach.first = catch_all.is_none();
            reach.behind.extend(catch_all);
            if complete && all {
                catch_all = catch_all.or(Some(index));
            }
        }
        reaches.push(reach);
    }
    reaches
}

/// Nothing is known of a pattern that cannot be read, so it is presumed to be in order.
fn presumed(pattern: &Result<CompiledPattern, PatternError>) -> Reach {
    Reach {
        fits: pattern.is_err(),
        first: pattern.is_err(),
        behind: BTreeSet::new(),
    }
}
