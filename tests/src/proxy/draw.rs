//! The choice of the next fault.

use std::collections::VecDeque;

use super::Fault;

/// A source of faults: those that are planned come first, then those that are drawn.
#[derive(Debug)]
pub struct Draw {
    planned: VecDeque<Option<Fault>>,
    random: Option<(fastrand::Rng, f64)>,
}

impl Draw {
    /// No fault but those that are planned.
    pub fn nothing() -> Self {
        Self {
            planned: VecDeque::new(),
            random: None,
        }
    }

    /// Faults of all kinds, for this share of the exchanges. The same seed draws the same.
    pub fn seeded(seed: u64, share: f64) -> Self {
        Self {
            planned: VecDeque::new(),
            random: Some((fastrand::Rng::with_seed(seed), share)),
        }
    }

    pub(super) fn plan(&mut self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.planned.extend(faults);
    }

    pub(super) fn next(&mut self) -> Option<Fault> {
        if let Some(planned) = self.planned.pop_front() {
            return planned;
        }
        let (random, share) = self.random.as_mut()?;
        let hits = random.f64() < *share;
        // Drawn in any case, so that a run with another share meets the faults in the same order.
        let fault = random.choice(Fault::ALL);
        fault.filter(|_| hits)
    }
}
