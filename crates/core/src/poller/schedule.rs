//! When to ask again.

use std::time::Duration;

/// How pollers of long-running operations behave.
#[derive(Clone, Debug)]
pub struct PollerOptions {
    pub(crate) deadline: Duration,
    pub(crate) fixed_interval: Option<Duration>,
}

/// Long enough for what was seen of this service (20 s for a purchase) many times over.
const DEADLINE: Duration = Duration::from_secs(10 * 60);
const SHORTEST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(10);
/// What part of the time that has gone by is waited before the next poll.
const SHARE: f64 = 0.1;

impl Default for PollerOptions {
    fn default() -> Self {
        Self {
            deadline: DEADLINE,
            fixed_interval: None,
        }
    }
}

impl PollerOptions {
    /// How long to wait for the operation's end: ten minutes by default. When it passes, the
    /// operation goes on and the error says so. A poll that is under way by then is given up.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Polls at a fixed interval. By default the first polls follow each other quickly, a quarter
    /// of a second apart, and later ones after a tenth of the time that has gone by, ten seconds
    /// at most; so the end of an operation is seen when at most a tenth more has gone by. A
    /// `Retry-After` of the service goes before either. A millisecond is the least there is.
    #[must_use]
    pub fn fixed_interval(mut self, interval: Duration) -> Self {
        self.fixed_interval = Some(interval.max(Duration::from_millis(1)));
        self
    }

    /// The wait before the next poll, `elapsed` after the operation began.
    pub(crate) fn wait(&self, elapsed: Duration, asked: Option<Duration>) -> Duration {
        if let Some(wait) = asked {
            return wait.max(SHORTEST);
        }
        if let Some(wait) = self.fixed_interval {
            return wait;
        }
        elapsed.mul_f64(SHARE).clamp(SHORTEST, LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begins_quickly_and_grows() {
        let options = PollerOptions::default();
        let wait = |seconds| options.wait(Duration::from_secs(seconds), None);
        assert_eq!(wait(0), SHORTEST);
        assert_eq!(wait(30), Duration::from_secs(3));
        assert_eq!(wait(3600), LONGEST);
    }

    #[test]
    fn the_service_has_the_first_word() {
        let options = PollerOptions::default().fixed_interval(Duration::from_secs(2));
        let asked = Some(Duration::from_secs(7));
        assert_eq!(options.wait(Duration::ZERO, asked), Duration::from_secs(7));
        assert_eq!(options.wait(Duration::ZERO, None), Duration::from_secs(2));
        let hurried = Some(Duration::from_millis(1));
        assert_eq!(options.wait(Duration::ZERO, hurried), SHORTEST);
    }
}
