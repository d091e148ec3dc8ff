//! Waiting no longer than agreed.

use std::{pin::pin, time::Duration};

use azure_core::sleep::sleep;
use futures::future::{Either, select};

/// The outcome of `work`, or nothing if it takes longer than `limit`.
///
/// Sleeping through `azure_core` keeps the choice of the async runtime with the user.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    until(pause(limit), work).await
}

/// The outcome of `work`, or nothing if `deadline` comes first.
pub(crate) async fn until<T>(
    deadline: impl Future<Output = ()>,
    work: impl Future<Output = T>,
) -> Option<T> {
    match select(pin!(work), pin!(deadline)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// Sleeps for `duration`.
pub(crate) async fn pause(duration: Duration) {
    sleep(
        duration
            .try_into()
            .unwrap_or(azure_core::time::Duration::MAX),
    )
    .await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn gives_up_at_the_limit_and_not_before() {
        let work = |seconds| pause(Duration::from_secs(seconds));
        assert!(within(Duration::from_secs(5), work(4)).await.is_some());
        assert!(within(Duration::from_secs(5), work(6)).await.is_none());
    }
}
