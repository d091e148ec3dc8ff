//! Waiting no longer than agreed.

use std::{pin::pin, time::Duration};

use azure_core::time::OffsetDateTime;
use futures::future::{Either, select};

/// Returns the outcome of `work`, or nothing if it takes longer than `limit`. The work is pinned
/// where it is made: some of it is large, and would be stored twice if it were moved here.
///
/// Sleeping through `azure_core` keeps the choice of the async runtime with the user.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T> + Unpin) -> Option<T> {
    match select(work, pin!(pause(limit))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// Time that goes by, by the clock or by what was waited: the clock may be set in the meantime, and
/// it stands still in tests of virtual time. For the crates of this workspace.
#[derive(Debug)]
pub struct Stopwatch {
    began: OffsetDateTime,
    waited: Duration,
}

impl Stopwatch {
    /// Begins at zero.
    pub fn start() -> Self {
        Self {
            began: OffsetDateTime::now_utc(),
            waited: Duration::ZERO,
        }
    }

    pub(crate) fn add(&mut self, waited: Duration) {
        self.waited += waited;
    }

    /// Returns the time since the start.
    pub fn elapsed(&self) -> Duration {
        let by_clock = (OffsetDateTime::now_utc() - self.began).try_into();
        self.waited.max(by_clock.unwrap_or_default())
    }
}

/// Sleeps for `duration`. For the crates of this workspace.
#[cfg(not(target_family = "wasm"))]
pub async fn pause(duration: Duration) {
    let duration = duration.try_into();
    azure_core::sleep::sleep(duration.unwrap_or(azure_core::time::Duration::MAX)).await;
}

/// Sleeps for `duration` by the browser's timer, which takes no more than 24 days at once.
#[cfg(target_family = "wasm")]
pub async fn pause(mut duration: Duration) {
    const LONGEST: Duration = Duration::from_secs(24 * 24 * 60 * 60);
    while !duration.is_zero() {
        let part = duration.min(LONGEST);
        send_wrapper::SendWrapper::new(gloo_timers::future::sleep(part)).await;
        duration -= part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn gives_up_at_the_limit_and_not_before() {
        let work = |seconds| Box::pin(pause(Duration::from_secs(seconds)));
        assert!(within(Duration::from_secs(5), work(4)).await.is_some());
        assert!(within(Duration::from_secs(5), work(6)).await.is_none());
    }
}
