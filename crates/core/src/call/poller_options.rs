//! The patience of pollers.

use std::time::Duration;

/// Options for following long-running operations.
#[derive(Clone, Debug, Default)]
pub struct PollerOptions {
    deadline: Option<Duration>,
    fixed_interval: Option<Duration>,
}

/// Long enough for what was seen of this service (20 s for a purchase) many times over.
const DEADLINE: Duration = Duration::from_secs(10 * 60);
const SHORTEST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(10);
/// The part of the time that has gone by that is waited before the next poll.
const SHARE: f64 = 0.1;

impl PollerOptions {
    /// Sets the time to wait for the operation's end: ten minutes by default. When it passes, the
    /// operation goes on and the error says so. A poll that is under way by then is given up.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
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

    /// The time to wait for the end.
    pub(crate) fn limit(&self) -> Duration {
        self.deadline.unwrap_or(DEADLINE)
    }

    /// The wait before the next poll, `elapsed` after the operation began.
    pub(crate) fn wait(&self, elapsed: Duration, asked: Option<Duration>) -> Duration {
        match (asked, self.fixed_interval) {
            (Some(asked), _) => asked.max(SHORTEST),
            (None, Some(interval)) => interval,
            (None, None) => elapsed.mul_f64(SHARE).clamp(SHORTEST, LONGEST),
        }
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
