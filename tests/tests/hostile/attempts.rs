//! What the tries of one call have in common, and what they do not.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use acs_core::{CallOptions, Idempotency};
use acs_tests::{Answer, Outcome};
use async_trait::async_trait;
use azure_core::http::{
    ClientOptions as AzureOptions, Context, Request as Outgoing,
    policies::{Policy, PolicyResult},
};
use serde_json::json;

use crate::{
    clock::Clock,
    fault::{Fault, RetryAfter},
    operation::{OPERATIONS, Operation},
    options::{deadlines, options},
    request::Request,
    server::{Clients, Server},
    service,
};

/// Numbers the tries of all calls in the target, which every signature is over.
#[derive(Debug, Default)]
struct Numbers(AtomicU32);

#[async_trait]
impl Policy for Numbers {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Outgoing,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let number = self.0.fetch_add(1, Ordering::Relaxed).to_string();
        request
            .url_mut()
            .query_pairs_mut()
            .append_pair("try", &number);
        next[0].send(ctx, request, &next[1..]).await
    }
}

#[tokio::test]
async fn each_try_is_signed_anew_under_the_id_of_its_call() -> Outcome {
    for operation in OPERATIONS {
        let clock = Clock::start();
        let throttled = Fault::OwnStatus(429, RetryAfter::Unsaid);
        let server = Server::start(&clock, [throttled; 2])?;
        let azure = AzureOptions {
            per_try_policies: vec![Arc::new(Numbers::default())],
            ..Default::default()
        };
        let given = operation
            .call(&server.clients(&options()?.azure(azure))?)
            .await;
        given.map_err(|error| format!("{}: {error}", operation.id))?;

        let requests = requests(&server)?;
        assert_eq!(requests.len(), 3, "{}", operation.id);
        for (request, earlier) in requests.iter().zip(1..) {
            request.check_signature()?;
            assert!(request.target.ends_with(&format!("try={}", earlier - 1)));
            let id =
                |request: &Request| request.header("x-ms-client-request-id").map(str::to_owned);
            assert!(id(request).is_some());
            for other in &requests[earlier..] {
                assert_ne!(request.signature()?, other.signature()?);
                assert_eq!(id(request), id(other));
                assert_eq!(request.body, other.body);
            }
        }
    }
    Ok(())
}

/// A connection that is used again may be closed at any moment. What was sent over it is lost, and
/// to send it once more over another is what must not happen unseen.
#[tokio::test]
async fn a_kept_connection_that_breaks_repeats_nothing() -> Outcome {
    let guarded = OPERATIONS
        .iter()
        .filter(|operation| operation.idempotency == Idempotency::NotIdempotent);
    for operation in guarded {
        for fault in [
            Fault::ResetUnread,
            Fault::ResetRead,
            Fault::ClosedRead,
            Fault::CutOff,
        ] {
            let clock = Clock::start();
            // The first request opens the connection.
            let throttled = Fault::OwnStatus(429, RetryAfter::Unsaid);
            let server = Server::start(&clock, [throttled, fault])?;
            let clients = server.clients(&options()?)?;
            let given = operation.call(&clients).await;
            let at = format!("{}, {}: {given:?}", operation.id, fault.name());
            assert!(given.is_err_and(|error| error.is_outcome_unknown()), "{at}");
            assert_eq!(server.arrivals()?.len(), 2, "{at}");
            assert_eq!(server.connections(), 1, "{at}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn nobody_sits_out_a_wait_that_is_too_long() -> Outcome {
    for operation in OPERATIONS {
        for status in [429, 503] {
            let clock = Clock::start();
            let server = Server::answering(&clock, [], move |_| later(status, "3600"))?;
            let given = operation.call(&server.clients(&options()?)?).await;
            let error = given.err().ok_or("it should have failed")?;
            assert_eq!(error.status(), Some(status), "{}: {error}", operation.id);
            assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
            assert!(!error.is_outcome_unknown(), "{}", operation.id);
            assert_eq!(server.arrivals()?.len(), 1, "{}", operation.id);
            assert_eq!(clock.now(), Duration::ZERO);
        }
    }
    Ok(())
}

/// A wait that would end after the deadline of the call is not begun. The request that was refused
/// was not carried out, deadline or not.
#[tokio::test]
async fn a_deadline_between_tries_is_no_unknown_outcome() -> Outcome {
    let call = Duration::from_secs(60) + Duration::from_micros(1);
    for operation in OPERATIONS {
        let clock = Clock::start();
        let server = Server::answering(&clock, [], |_| later(429, "60"))?;
        let options = options()?.call_timeout(call);
        let given = operation.call(&server.clients(&options)?).await;
        let error = given.err().ok_or("it should have failed")?;
        assert_eq!(clock.now(), Duration::ZERO, "{}", operation.id);
        assert_eq!(server.arrivals()?.len(), 1, "{}", operation.id);
        let at = format!("{}: {error}", operation.id);
        assert!(error.is_throttled() && !error.is_outcome_unknown(), "{at}");
        assert!(error.to_string().contains("not tried again"), "{at}");
    }
    Ok(())
}

/// The same after a second request, whose refusal may be about what the first one did.
#[tokio::test]
async fn a_deadline_after_the_second_try() -> Outcome {
    for operation in OPERATIONS {
        let clock = Clock::start();
        let server = Server::answering(&clock, [], |_| later(429, "50"))?;
        let options = options()?.call_timeout(Duration::from_secs(61));
        let given = operation.call(&server.clients(&options)?).await;
        let error = given.err().ok_or("it should have failed")?;
        assert_eq!(clock.now(), Duration::from_secs(50), "{}", operation.id);
        assert_eq!(server.arrivals()?.len(), 2, "{}", operation.id);
        assert!(error.is_throttled(), "{}: {error}", operation.id);
        let is_guarded = operation.idempotency == Idempotency::NotIdempotent;
        assert_eq!(error.is_outcome_unknown(), is_guarded, "{}", operation.id);
    }
    Ok(())
}

/// The service itself asks to come back later.
fn later(status: u16, seconds: &str) -> Answer {
    Answer::status(status)
        .header("retry-after", seconds)
        .body(json!({ "error": { "code": "NotNow", "message": "Come back later." } }))
}

#[tokio::test]
async fn a_call_may_have_a_deadline_of_its_own() -> Outcome {
    let own = Duration::from_secs(70);
    for operation in OPERATIONS {
        let clock = Clock::start();
        let server = Server::always(&clock, Fault::Silence)?;
        let Clients { numbers, sip } = server.clients(&options()?)?;
        let options = CallOptions::default().timeout(own);
        let clients = Clients {
            numbers: numbers.with_options(options.clone()),
            sip: sip.with_options(options),
        };
        let error = operation.call(&clients).await.err();
        let error = error.ok_or("it should have failed")?;
        assert!(error.is_timeout(), "{}: {error}", operation.id);
        assert_eq!(clock.now(), own, "{}", operation.id);
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_without_end_is_given_up() -> Outcome {
    const HUGE: usize = 17 * 1024 * 1024;
    let answer = |request: &Request| match request.method.as_str() {
        "POST" | "GET" => Answer::ok("x".repeat(HUGE).into()),
        _ => service::answer(request),
    };
    for (id, unknown) in [("get_by_number", false), ("purchase_phone_numbers", true)] {
        let clock = Clock::start();
        let server = Server::answering(&clock, [], answer)?;
        let given = Operation::of_id(id)
            .call(&server.clients(&options()?)?)
            .await;
        let error = given.err().ok_or("it should have failed")?;
        assert!(error.is_unexpected_answer(), "{error}");
        assert_eq!(error.is_outcome_unknown(), unknown, "{error}");
        assert_eq!(server.arrivals()?.len(), 1);
    }
    Ok(())
}

/// The HTTP client that is made where a caller brings none behaves like the one of all the others.
#[tokio::test]
async fn the_default_http_client_repeats_nothing_either() -> Outcome {
    for (id, tries, fault) in [
        ("get_by_number", 2, Fault::ResetRead),
        ("purchase_phone_numbers", 1, Fault::ResetRead),
        (
            "purchase_phone_numbers",
            2,
            Fault::OwnStatus(429, RetryAfter::Unsaid),
        ),
    ] {
        let clock = Clock::start();
        let server = Server::start(&clock, [fault])?;
        let given = Operation::of_id(id)
            .call(&server.clients(&deadlines())?)
            .await;
        assert_eq!(given.is_ok(), tries == 2, "{id}");
        assert_eq!(clock.waits().len() + 1, tries, "{id}");
    }
    Ok(())
}

fn requests(server: &Server) -> Outcome<Vec<Request>> {
    let arrivals = server.arrivals()?.into_iter();
    Ok(arrivals.filter_map(|arrival| arrival.request).collect())
}
