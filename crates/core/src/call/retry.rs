//! Retries: how many, and the waits between them.

use std::time::Duration;

use uuid::Uuid;

/// Retries of a call: how many, and the waits between them.
///
/// They hold for what may be repeated. An operation that could buy, hold, change or release
/// something twice is tried three more times at most, and only after a try that surely had no
/// effect.
///
/// ```
/// use std::time::Duration;
/// use acs_core::RetryOptions;
///
/// let patient = RetryOptions::default().max_retries(12).max_wait(Duration::from_secs(60));
/// let never = RetryOptions::none();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryOptions {
    max_retries: u32,
    first_wait: Duration,
    max_wait: Duration,
}

/// A longer wait than this is the caller's to decide about.
pub(super) const LONGEST_ASKED: Duration = Duration::from_secs(60);
/// Retries of an operation that is not idempotent.
const GUARDED_RETRIES: u32 = 3;
const SHORTEST: Duration = Duration::from_millis(1);

impl Default for RetryOptions {
    fn default() -> Self {
        Self {
            max_retries: 8,
            first_wait: Duration::from_millis(400),
            max_wait: Duration::from_secs(30),
        }
    }
}

impl RetryOptions {
    /// Returns options by which nothing is sent again.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_retries(0)
    }

    /// Sets the most retries of one call: 8 by default.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sets the wait before the first retry: 400 ms by default, and a millisecond at least. It
    /// doubles from there.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait.max(SHORTEST);
        self
    }

    /// Sets the longest wait: 30 seconds by default, and a millisecond at least. A longer one that
    /// the service asks for is sat out all the same, up to a minute.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait.max(SHORTEST);
        self
    }

    /// Returns the wait before the next retry, or nothing if there were enough. The service may
    /// ask for a longer wait than this, not for a shorter one.
    pub(super) fn wait(
        &self,
        retries: u32,
        is_idempotent: bool,
        asked: Option<Duration>,
    ) -> Option<Duration> {
        let most = if is_idempotent {
            self.max_retries
        } else {
            self.max_retries.min(GUARDED_RETRIES)
        };
        if retries >= most {
            return None;
        }
        let doubled = self
            .first_wait
            .saturating_mul(2_u32.saturating_pow(retries));
        let wait = (doubled + jitter(doubled)).min(self.max_wait);
        Some(wait.max(asked.unwrap_or_default()))
    }
}

/// Returns up to an eighth of `wait`, so that many clients do not come back at the same moment.
fn jitter(wait: Duration) -> Duration {
    // The standard library's random state is the same in every page of a browser.
    let [random, ..] = *Uuid::new_v4().as_bytes();
    wait.saturating_mul(u32::from(random)) / (8 * 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let options = RetryOptions::default();
        let waits: Vec<_> = (0..9)
            .map(|retry| options.wait(retry, true, None))
            .collect();
        assert_eq!(waits[8], None);
        for (retry, wait) in waits.iter().take(8).enumerate() {
            let least = Duration::from_millis(400 << retry).min(Duration::from_secs(30));
            let wait = wait.unwrap();
            assert!(
                wait >= least && wait <= least + least / 8,
                "{retry}: {wait:?}"
            );
        }
    }

    #[test]
    fn the_service_may_only_ask_for_more() {
        let options = RetryOptions::default().max_wait(Duration::from_secs(1));
        let asked = |seconds| options.wait(0, true, Some(Duration::from_secs_f64(seconds)));
        assert_eq!(asked(7.0), Some(Duration::from_secs(7)));
        assert!(asked(0.001).unwrap() >= Duration::from_millis(400));
    }

    #[test]
    fn what_is_not_idempotent_is_retried_three_times_at_most() {
        let many = RetryOptions::default().max_retries(50);
        assert!(many.wait(2, false, None).is_some());
        assert_eq!(many.wait(3, false, None), None);
        assert_eq!(RetryOptions::none().wait(0, true, None), None);
    }
}
