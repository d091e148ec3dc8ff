//! The one source of time of an emulator.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::macros::datetime;

/// A clock that either runs with the machine's or stands still; both can be moved.
///
/// Holds, reservations, tokens and every date in an answer follow it. The dates of signed requests
/// do not: they come from the client's clock, which moving this one does not move.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    shown: Arc<Mutex<Reading>>,
    /// What it shows after a reset.
    at_first: Reading,
}

/// How a clock gets its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Reading {
    /// It stands still at this time.
    Standing(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
    /// It runs, and is so far ahead of the machine's.
    Ahead(time::Duration),
}

impl Clock {
    pub(crate) fn running() -> Self {
        Self::showing(Reading::Ahead(time::Duration::ZERO))
    }

    pub(crate) fn standing_at(time: OffsetDateTime) -> Self {
        Self::showing(Reading::Standing(in_range(time)))
    }

    fn showing(reading: Reading) -> Self {
        Self {
            shown: Arc::new(Mutex::new(reading)),
            at_first: reading,
        }
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.shown().now()
    }

    pub(crate) fn reading(&self) -> Reading {
        *self.shown()
    }

    /// Goes on from what another clock showed.
    pub(crate) fn set_reading(&self, reading: Reading) {
        *self.shown() = reading;
    }

    pub(crate) fn is_running(&self) -> bool {
        matches!(*self.shown(), Reading::Ahead(_))
    }

    pub(crate) fn advance(&self, by: Duration) {
        let by = time::Duration::try_from(by).unwrap_or(time::Duration::MAX);
        let mut shown = self.shown();
        *shown = shown.at(shown.now().saturating_add(by));
    }

    /// Shows another time, running on from it or standing still as before.
    pub(crate) fn set(&self, time: OffsetDateTime) {
        let mut shown = self.shown();
        *shown = shown.at(in_range(time));
    }

    pub(crate) fn stop(&self) {
        let mut shown = self.shown();
        *shown = Reading::Standing(shown.now());
    }

    pub(crate) fn run(&self) {
        let mut shown = self.shown();
        *shown = Reading::Ahead(shown.now() - OffsetDateTime::now_utc());
    }

    pub(crate) fn reset(&self) {
        *self.shown() = self.at_first;
    }

    fn shown(&self) -> MutexGuard<'_, Reading> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reading {
    fn now(self) -> OffsetDateTime {
        match self {
            Self::Standing(time) => time,
            Self::Ahead(by) => in_range(OffsetDateTime::now_utc().saturating_add(by)),
        }
    }

    /// The same way of keeping time, at another one.
    fn at(self, time: OffsetDateTime) -> Self {
        let time = in_range(time);
        match self {
            Self::Standing(_) => Self::Standing(time),
            Self::Ahead(_) => Self::Ahead(time - OffsetDateTime::now_utc()),
        }
    }
}

/// Times are in UTC, and stay so far from both ends of the calendar that the holds and links that
/// hang on them do not fall over its edge.
fn in_range(time: OffsetDateTime) -> OffsetDateTime {
    let last = datetime!(9998-12-31 00:00 UTC);
    let first = datetime!(0002-01-01 00:00 UTC);
    time.to_offset(time::UtcOffset::UTC).clamp(first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_moves_only_by_hand() {
        let clock = Clock::standing_at(OffsetDateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), OffsetDateTime::UNIX_EPOCH);
        clock.advance(Duration::from_secs(90));
        assert_eq!(clock.now().unix_timestamp(), 90);
    }

    #[test]
    fn a_running_clock_can_be_moved_too() {
        let clock = Clock::running();
        let before = OffsetDateTime::now_utc();
        clock.advance(Duration::from_secs(3600));
        assert!(clock.now() >= before + time::Duration::HOUR);
    }

    #[test]
    fn moving_too_far_stops_at_the_end_of_time() {
        let clock = Clock::standing_at(OffsetDateTime::UNIX_EPOCH);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now().year(), 9998);
    }

    #[test]
    fn a_clock_can_be_stopped_and_set_going() {
        let clock = Clock::running();
        let then = datetime!(2025-06-17 16:40:22 UTC);
        clock.set(then);
        assert!(clock.is_running() && clock.now() >= then);
        clock.stop();
        let stopped = clock.now();
        assert!(!clock.is_running() && stopped < then + time::Duration::MINUTE);
        assert_eq!(clock.now(), stopped);
        clock.set(then);
        assert_eq!(clock.now(), then);
        clock.run();
        assert!(clock.is_running() && clock.now() >= then);
        clock.reset();
        assert!(clock.now() > then + time::Duration::DAY);
    }
}
