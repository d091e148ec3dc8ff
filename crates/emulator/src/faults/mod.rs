//! Faults by rule.

mod answer;
mod json;
mod rule;
mod tries;

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fastrand::Rng;
use serde::Serialize;

pub(crate) use answer::{malformed, unmeant};
pub(crate) use rule::Fault;
pub use rule::FaultRule;
pub use tries::Tries;

use crate::operation::ServiceOperation;

/// Names a rule that an emulator was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct FaultId(u64);

impl FromStr for FaultId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for FaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A rule that an emulator was given, and how often it has applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FaultReport {
    /// Its name.
    pub id: FaultId,
    /// The rule as it was given.
    pub rule: FaultRule,
    /// How many requests it has applied to.
    pub hits: u64,
}

/// What a rule does to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Strike {
    pub(crate) id: FaultId,
    pub(crate) delay: Duration,
    pub(crate) fault: Option<Fault>,
}

/// The rules in force, in the order in which they came. The first that applies is the only one.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Rules>);

#[derive(Debug, Default)]
struct Rules {
    given: Vec<Given>,
    last_id: u64,
}

#[derive(Debug)]
struct Given {
    report: FaultReport,
    skipped: u64,
    random: Rng,
}

impl Faults {
    pub(crate) fn add(&self, rule: FaultRule) -> FaultId {
        let mut rules = self.rules();
        rules.last_id += 1;
        let id = FaultId(rules.last_id);
        let seed = rule.chance.map_or(0, |it| it.seed);
        rules.given.push(Given {
            report: FaultReport { id, rule, hits: 0 },
            skipped: 0,
            random: Rng::with_seed(seed),
        });
        id
    }

    /// Takes a rule back; false if there is none of that name.
    pub(crate) fn remove(&self, id: FaultId) -> bool {
        let mut rules = self.rules();
        let before = rules.given.len();
        rules.given.retain(|it| it.report.id != id);
        rules.given.len() < before
    }

    pub(crate) fn clear(&self) {
        self.rules().given.clear();
    }

    pub(crate) fn all(&self) -> Vec<FaultReport> {
        let rules = self.rules();
        rules.given.iter().map(|it| it.report.clone()).collect()
    }

    /// What goes wrong with the next request.
    pub(crate) fn strike(&self, operation: Option<ServiceOperation>) -> Option<Strike> {
        self.rules()
            .given
            .iter_mut()
            .find_map(|it| it.strike(operation))
    }

    fn rules(&self) -> MutexGuard<'_, Rules> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Given {
    fn strike(&mut self, operation: Option<ServiceOperation>) -> Option<Strike> {
        let FaultReport { id, rule, hits } = &mut self.report;
        let spent = rule.times.is_some_and(|times| *hits >= times);
        if spent || (rule.operation.is_some() && rule.operation != operation) {
            return None;
        }
        if let Some(chance) = rule.chance
            && self.random.f64() >= chance.probability
        {
            return None;
        }
        if self.skipped < rule.skip {
            self.skipped += 1;
            return None;
        }
        *hits += 1;
        Some(Strike {
            id: *id,
            delay: rule.delay,
            fault: rule.fault,
        })
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    fn hits(rule: FaultRule, requests: usize) -> Vec<bool> {
        let faults = Faults::default();
        faults.add(rule);
        (0..requests)
            .map(|_| faults.strike(None).is_some())
            .collect()
    }

    #[test]
    fn rules_count() {
        let rule = FaultRule::reset_before_execution();
        assert_eq!(hits(rule.clone(), 3), [true; 3]);
        assert_eq!(hits(rule.clone().times(2), 3), [true, true, false]);
        let later = rule.after(1).times(1);
        assert_eq!(hits(later, 4), [false, true, false, false]);
    }

    #[test]
    fn chance_repeats_itself() {
        let rule = FaultRule::truncated_body().probability(0.3, 7);
        let seen = hits(rule.clone(), 1000);
        assert_eq!(seen, hits(rule, 1000));
        let count = seen.iter().filter(|it| **it).count();
        assert!((200..400).contains(&count), "{count}");
        let never = FaultRule::malformed_body().probability(0.0, 7);
        assert_eq!(hits(never, 10), [false; 10]);
        let always = FaultRule::malformed_body().probability(9.0, 7);
        assert_eq!(hits(always, 10), [true; 10]);
    }

    #[test]
    fn the_first_rule_that_applies_is_the_only_one() {
        let faults = Faults::default();
        let search = ServiceOperation::SearchAvailablePhoneNumbers;
        let one = faults.add(
            FaultRule::status(StatusCode::BAD_GATEWAY)
                .on(search)
                .times(1),
        );
        let other = faults.add(FaultRule::delay(Duration::from_secs(1)));
        let struck = |operation| faults.strike(operation).map(|it| it.id);
        assert_eq!(struck(None), Some(other));
        assert_eq!(struck(Some(ServiceOperation::GetByNumber)), Some(other));
        assert_eq!(struck(Some(search)), Some(one));
        assert_eq!(struck(Some(search)), Some(other));
        let hits: Vec<_> = faults.all().iter().map(|it| (it.id, it.hits)).collect();
        assert_eq!(hits, [(one, 1), (other, 3)]);
        assert!(faults.remove(other) && !faults.remove(other));
        assert_eq!(struck(None), None);
        faults.clear();
        assert!(faults.all().is_empty());
    }
}
