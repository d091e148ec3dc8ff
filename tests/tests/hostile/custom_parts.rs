//! Parts that a caller brings along arrive, for both clients.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use acs_phone_numbers::{
    AccessKey, ClientOptions, Error, PhoneNumbersClient, PollerOptions, PurchasePhoneNumbersResult,
    RetryOptions,
};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{Outcome, answers::PURCHASE};
use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, ClientOptions as AzureOptions, Context, ExponentialRetryOptions,
    FixedRetryOptions, HttpClient, LoggingOptions, Request as Outgoing,
    RetryOptions as AzureRetryOptions, Transport, UserAgentOptions,
    headers::HeaderName,
    policies::{Policy, PolicyResult},
};
use reqwest::header::{HeaderMap, HeaderValue};

use crate::{
    clock::Clock,
    fault::{Fault, RetryAfter},
    operation::{Given, OPERATIONS, Operation, search},
    options::{deadlines, options},
    redaction::Traces,
    request::{KEY, Request},
    server::{Clients, Server},
    service,
};

/// One operation of each client, and one that must not be repeated.
const SOME: [&str; 3] = ["get_by_number", "sip_update", "purchase_phone_numbers"];

const BUSY: Fault = Fault::OwnStatus(429, RetryAfter::Unsaid);

/// Calls an operation with these options, after so many faults, and gives what was sent.
async fn sent(
    id: &str,
    options: &ClientOptions,
    faults: &[Fault],
) -> Outcome<(Given, Vec<Request>, Clock)> {
    let clock = Clock::start();
    let server = Server::start(&clock, faults.iter().copied())?;
    let given = Operation::of_id(id).call(&server.clients(options)?).await;
    let arrivals = server.arrivals()?.into_iter();
    let requests: Vec<_> = arrivals.filter_map(|arrival| arrival.request).collect();
    for request in &requests {
        request.check_signature()?;
    }
    Ok((given, requests, clock))
}

fn named(application: &str) -> AzureOptions {
    AzureOptions {
        user_agent: UserAgentOptions {
            application_id: Some(application.to_owned()),
        },
        ..Default::default()
    }
}

#[tokio::test]
async fn the_name_of_the_application() -> Outcome {
    let options = options()?.azure(named("number-shop"));
    for operation in OPERATIONS {
        let (given, requests, _) = sent(operation.id, &options, &[]).await?;
        given?;
        let agent = requests[0].header("user-agent").unwrap_or_default();
        let client = if operation.id.starts_with("sip_") {
            "acs-sip-routing/"
        } else {
            "acs-phone-numbers/"
        };
        assert!(agent.starts_with("number-shop "), "{agent}");
        assert!(agent.contains(client), "{agent}");
    }
    Ok(())
}

/// Counts what it is asked for, and says so in a header.
#[derive(Debug)]
struct Counts {
    header: &'static str,
    so_far: AtomicUsize,
}

impl Counts {
    fn into(header: &'static str) -> Arc<Self> {
        Arc::new(Self {
            header,
            so_far: AtomicUsize::new(0),
        })
    }
}

#[async_trait]
impl Policy for Counts {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Outgoing,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let count = self.so_far.fetch_add(1, Ordering::Relaxed) + 1;
        request.insert_header(HeaderName::from_static(self.header), count.to_string());
        next[0].send(ctx, request, &next[1..]).await
    }
}

#[tokio::test]
async fn policies_of_each_call_and_of_each_try() -> Outcome {
    for id in SOME {
        let azure = AzureOptions {
            per_call_policies: vec![Counts::into("x-calls")],
            per_try_policies: vec![Counts::into("x-tries")],
            ..Default::default()
        };
        let (given, requests, _) = sent(id, &options()?.azure(azure), &[BUSY; 2]).await?;
        given?;
        let seen = |name| -> Vec<_> {
            requests
                .iter()
                .map(|request| request.header(name).unwrap_or_default())
                .collect()
        };
        assert_eq!(seen("x-calls"), ["1", "1", "1"], "{id}");
        assert_eq!(seen("x-tries"), ["1", "2", "3"], "{id}");
    }
    Ok(())
}

/// Sends by another client, and counts.
#[derive(Debug, Default)]
struct Courier {
    client: reqwest::Client,
    sent: AtomicUsize,
}

#[async_trait]
impl HttpClient for Courier {
    async fn execute_request(&self, request: &Outgoing) -> azure_core::Result<AsyncRawResponse> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.client.execute_request(request).await
    }
}

#[tokio::test]
async fn a_transport() -> Outcome {
    for id in SOME {
        let courier = Arc::new(Courier::default());
        let azure = AzureOptions {
            transport: Some(Transport::new(Arc::<Courier>::clone(&courier))),
            ..Default::default()
        };
        // It goes before the HTTP client that these options have.
        let options = options()?.azure(azure);
        let (given, requests, _) = sent(id, &options, &[BUSY]).await?;
        given?;
        assert_eq!(courier.sent.load(Ordering::Relaxed), 2, "{id}");
        assert_eq!(requests.len(), 2, "{id}");
    }
    Ok(())
}

#[tokio::test]
async fn a_transport_policy() -> Outcome {
    for id in SOME {
        let azure = AzureOptions {
            transport: Some(Transport::with_policy(Arc::new(Delivers::default()))),
            ..Default::default()
        };
        let (given, requests, _) = sent(id, &deadlines().azure(azure), &[]).await?;
        given?;
        assert_eq!(requests[0].header("x-delivered-by"), Some("hand"), "{id}");
    }
    Ok(())
}

/// The last policy of a pipeline.
#[derive(Debug, Default)]
struct Delivers(reqwest::Client);

#[async_trait]
impl Policy for Delivers {
    async fn send(
        &self,
        _: &Context,
        request: &mut Outgoing,
        _: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        request.insert_header(HeaderName::from_static("x-delivered-by"), "hand");
        self.0.execute_request(request).await
    }
}

/// Tries of what may be repeated, and the waits in between.
#[tokio::test]
async fn retry_options() -> Outcome {
    let steady = Duration::from_secs(5);
    let twice = RetryOptions::default()
        .max_retries(2)
        .first_wait(steady)
        .max_wait(steady);
    let azure = AzureOptions {
        retry: AzureRetryOptions::none(),
        ..Default::default()
    };
    for (options, tries) in [
        (options()?.azure(azure), 1),
        (options()?.retry(RetryOptions::none()), 1),
        (options()?.retry(twice), 3),
        (options()?.retry(RetryOptions::default().max_retries(5)), 6),
    ] {
        for id in [
            "get_by_number",
            "list_phone_numbers",
            "sip_get",
            "sip_update",
        ] {
            let (given, requests, clock) = sent(id, &options, &[Fault::ResetRead; 20]).await?;
            assert!(given.is_err(), "{id}");
            assert_eq!(requests.len(), tries, "{id}");
            let waits = clock.waits();
            assert_eq!(waits.len(), tries - 1, "{id}");
            if tries == 3 {
                assert_eq!(waits, [steady; 2], "{id}");
            }
        }
    }
    Ok(())
}

/// A purchase is not repeated, however eager a caller is.
#[tokio::test]
async fn retry_options_that_would_buy_twice() -> Outcome {
    let eager = RetryOptions::default().max_retries(50);
    let options = options()?.retry(eager);
    for operation in OPERATIONS {
        if operation.idempotency == acs_core::Idempotency::Idempotent {
            continue;
        }
        let (given, requests, _) = sent(operation.id, &options, &[Fault::ResetRead; 20]).await?;
        assert!(
            given.is_err_and(|error| error.is_outcome_unknown()),
            "{}",
            operation.id
        );
        assert_eq!(requests.len(), 1, "{}", operation.id);
    }
    Ok(())
}

/// Options that would have no effect are refused when a client is made, with a way to go.
#[tokio::test]
async fn options_without_effect() -> Outcome {
    let retries = |retry| AzureOptions {
        retry,
        ..Default::default()
    };
    let logging = AzureOptions {
        logging: LoggingOptions {
            additional_allowed_header_names: vec!["x-secret".into()],
            additional_allowed_query_params: Vec::new(),
        },
        ..Default::default()
    };
    let faults = [
        (
            retries(AzureRetryOptions::fixed(FixedRetryOptions::default())),
            "`ClientOptions::retry`",
        ),
        (
            retries(AzureRetryOptions::exponential(ExponentialRetryOptions {
                max_retries: 5,
                ..Default::default()
            })),
            "`ClientOptions::retry`",
        ),
        (logging, "leave them out"),
        (named("number shop"), "up to 24"),
        (named(&"n".repeat(25)), "up to 24"),
    ];
    for (azure, way) in faults {
        let (options, key) = (options()?.azure(azure), AccessKey::new(KEY)?);
        let endpoint = "https://contoso.communication.azure.com";
        for error in [
            PhoneNumbersClient::new(endpoint, key.clone(), Some(options.clone())).err(),
            SipRoutingClient::new(endpoint, key, Some(options)).err(),
        ] {
            let error = error.ok_or(way)?;
            assert!(error.is_invalid_input(), "{error}");
            assert!(error.to_string().contains(way), "{error}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_http_client() -> Outcome {
    let headers =
        HeaderMap::from_iter([("x-of-the-client".parse()?, HeaderValue::from_static("mine"))]);
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .default_headers(headers)
        .build()?;
    let options = deadlines().http_client(client);
    for operation in OPERATIONS {
        let (given, requests, _) = sent(operation.id, &options, &[BUSY]).await?;
        given?;
        for request in requests {
            assert_eq!(
                request.header("x-of-the-client"),
                Some("mine"),
                "{}",
                operation.id
            );
        }
    }
    Ok(())
}

/// A tracer is told of each try, and its context travels with the request.
#[tokio::test]
async fn a_tracer() -> Outcome {
    for id in SOME {
        let traces = Traces::default();
        let mut azure = AzureOptions::default();
        azure.instrumentation.tracer_provider = Some(Arc::new(traces.clone()));
        let (given, requests, _) = sent(id, &options()?.azure(azure), &[BUSY]).await?;
        given?;
        assert_eq!(
            traces.text().matches("\"http.request.method\"").count(),
            2,
            "{id}"
        );
        for request in requests {
            assert!(request.header("traceparent").is_some(), "{id}");
        }
    }
    Ok(())
}

/// A service where a purchase is still running when it is asked the first few times.
fn slow_purchases(clock: &Clock, polls: usize) -> io::Result<Server> {
    let asked = AtomicUsize::new(0);
    Server::answering(clock, [], move |request| match request.method.as_str() {
        "GET" if asked.fetch_add(1, Ordering::Relaxed) < polls => PURCHASE.status("running"),
        _ => service::answer(request),
    })
}

async fn buy(clients: &Clients) -> Result<PurchasePhoneNumbersResult, Error> {
    let found = search()?;
    let begun = clients.numbers.begin_purchase_phone_numbers(&found, None);
    begun.await?.await
}

#[tokio::test]
async fn the_pace_of_polling() -> Outcome {
    let clock = Clock::start();
    let pace = Duration::from_secs(3);
    let poller = PollerOptions::default().fixed_interval(pace);
    let server = slow_purchases(&clock, 3)?;
    buy(&server.clients(&options()?.poller(poller))?).await?;
    assert_eq!(clock.waits(), [pace; 4]);
    Ok(())
}

#[tokio::test]
async fn the_deadline_of_polling() -> Outcome {
    let clock = Clock::start();
    let pace = Duration::from_secs(50);
    let poller = PollerOptions::default()
        .fixed_interval(pace)
        .deadline(Duration::from_secs(170));
    let server = slow_purchases(&clock, usize::MAX)?;
    let given = buy(&server.clients(&options()?.poller(poller))?).await;
    let error = given.err().ok_or("it never ends")?;
    assert!(error.is_still_running(), "{error}");
    assert_eq!(server.arrivals()?.len(), 3);
    Ok(())
}
