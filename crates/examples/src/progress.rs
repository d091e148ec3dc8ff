//! Progress of long-running operations.

use acs_phone_numbers::Poller;
use futures::StreamExt as _;

use crate::{Result, println};

/// Waits for the end of an operation, and prints each change of its status.
///
/// Without the printing it is `poller.await`.
///
/// # Errors
/// When the operation fails, or its end cannot be read.
pub async fn finish<T: Send>(mut poller: Poller<T>) -> Result<T> {
    let mut shown = String::new();
    let mut steps = poller.progress();
    while let Some(step) = steps.next().await {
        // A poll that fails is tried again. If it was the last one, waiting below says why.
        let status = step.map_or("asking again".to_owned(), |it| it.status().to_string());
        if status != shown {
            println!("   … {status}");
            shown = status;
        }
    }
    drop(steps);
    Ok(poller.await?)
}
