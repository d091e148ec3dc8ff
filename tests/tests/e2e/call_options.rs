//! Options of single calls: who watches them, how often they are made, and what goes with them.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acs_emulator::{Emulator, OperationKind, OperationScript, PendingStatus::Running, StatusCode};
use acs_phone_numbers::{CallOptions, PhoneNumber, PollerOptions, RetryOptions};
use acs_tests::{Emulated, Outcome};
use futures::TryStreamExt as _;

use crate::values::{OWNED, found, owns, refusal, toll_free};

/// Lines that observers write.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn note(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line);
    }

    /// Returns the lines since the last time.
    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns options whose observers write here.
    fn options(&self) -> CallOptions {
        let (answers, retries) = (self.clone(), self.clone());
        CallOptions::default()
            .on_answer(move |answer| {
                assert!(answer.correlation_id().is_some());
                answers.note(format!("{} {}", answer.operation.id, answer.status));
            })
            .on_retry(move |retry| {
                let (id, number) = (retry.operation.id, retry.retry);
                let status = retry.error.status().unwrap_or_default();
                retries.note(format!("{id} retry {number} after {status}"));
            })
    }
}

#[tokio::test]
async fn observers_see_each_answer_and_each_retry() -> Outcome {
    let (resource, seen) = (Emulated::start().await?, Seen::default());
    let numbers = resource.numbers.with_options(seen.options());
    let sip = resource.sip.with_options(seen.options());
    resource
        .emulator
        .fail_next(1, StatusCode::TOO_MANY_REQUESTS, None);
    numbers
        .get_purchased_phone_number(&PhoneNumber::new(OWNED)?)
        .await?;
    let expected = [
        "get_by_number 429",
        "get_by_number retry 1 after 429",
        "get_by_number 200",
    ];
    assert_eq!(seen.lines(), expected);
    sip.get_configuration().await?;
    assert_eq!(seen.lines(), ["get 200"]);

    // The client that it was made from is not watched.
    resource.sip.get_configuration().await?;
    assert!(seen.lines().is_empty());
    Ok(())
}

#[tokio::test]
async fn observers_see_what_pollers_and_lists_do() -> Outcome {
    let (resource, seen) = (Emulated::start().await?, Seen::default());
    let numbers = resource.numbers.with_options(seen.options());
    let request = toll_free("US", 1)?;
    let search = numbers.begin_search_available_phone_numbers(&request);
    search.await?.await?;
    let lines = seen.lines();
    let (first, last) = (lines.first(), lines.last());
    assert_eq!(
        first.map(String::as_str),
        Some("search_available_phone_numbers 202")
    );
    assert_eq!(last.map(String::as_str), Some("get_search_result 200"));
    assert!(lines.contains(&"get_operation 200".to_owned()), "{lines:?}");

    let owned: Vec<_> = numbers
        .list_purchased_phone_numbers(None)
        .try_collect()
        .await?;
    assert!(!owned.is_empty());
    assert_eq!(seen.lines(), ["list_phone_numbers 200"]);
    Ok(())
}

#[tokio::test]
async fn a_call_has_retries_of_its_own() -> Outcome {
    let resource = Emulated::start().await?;
    let once = CallOptions::default().retry(RetryOptions::none());
    let number = PhoneNumber::new(OWNED)?;
    resource
        .emulator
        .fail_next(1, StatusCode::INTERNAL_SERVER_ERROR, None);
    let numbers = resource.numbers.with_options(once);
    let error = refusal(numbers.get_purchased_phone_number(&number).await)?;
    assert!(error.is_server_error(), "{error}");
    assert_eq!(resource.asked(), ["GET PhoneNumbers_GetByNumber 500"]);
    Ok(())
}

#[tokio::test]
async fn headers_and_the_language_go_with_every_request() -> Outcome {
    let resource = Emulated::start().await?;
    let options = CallOptions::default()
        .language("de-DE")?
        .header("x-ms-client-request-id", "of-the-caller")?;
    let request = toll_free("US", 1)?;
    let numbers = resource.numbers.with_options(options);
    let search = numbers.begin_search_available_phone_numbers(&request);
    search.await?.await?;
    let requests = resource.emulator.requests();
    assert!(requests.len() > 2);
    for request in requests {
        assert_eq!(request.header("accept-language"), Some("de-DE"));
        assert_eq!(
            request.header("x-ms-client-request-id"),
            Some("of-the-caller")
        );
        assert!(request.status < 300);
    }
    let own = CallOptions::default().header("authorization", "mine");
    assert!(own.is_err(), "{own:?}");
    Ok(())
}

#[tokio::test]
async fn a_poller_has_the_patience_of_its_call() -> Outcome {
    let endless = OperationScript::pending_until_told(Running);
    let builder = Emulator::builder().operation_script(OperationKind::Purchase, endless);
    let resource = Emulated::built_by(builder).await?;
    let found = found(&resource, "US", 1).await?;
    let impatient = PollerOptions::default()
        .fixed_interval(Duration::from_millis(1))
        .deadline(Duration::from_millis(50));
    let options = CallOptions::default().poller(impatient);
    let numbers = resource.numbers.with_options(options);
    let purchase = numbers
        .begin_purchase_phone_numbers(&found.search_id, None)
        .await?;
    let error = refusal(purchase.await)?;
    assert!(error.is_still_running(), "{error}");
    let id = error.operation_id().ok_or("it has an id")?;
    resource.emulator.complete_operation(id)?;
    assert!(owns(&resource, &found.phone_numbers[0]));
    Ok(())
}
