//! The way past the pipeline is one that nobody can tell from it.

use std::sync::Arc;

use acs_phone_numbers::ClientOptions;
use acs_tests::Outcome;
use async_trait::async_trait;
use azure_core::{
    http::{
        ClientOptions as AzureOptions, Context, Request as Outgoing, RetryOptions, StatusCode,
        UserAgentOptions,
        policies::{Policy, PolicyResult, RetryHeaders, RetryPolicy},
    },
    time::Duration,
};

use crate::{
    clock::Clock,
    fault::Fault,
    operation::{OPERATIONS, Operation},
    options::options,
    request::Request,
    server::Server,
};

/// A policy that does nothing. It is enough to keep a client off the fast path.
#[derive(Debug)]
struct Onlooker;

#[async_trait]
impl Policy for Onlooker {
    async fn send(
        &self,
        ctx: &Context,
        request: &mut Outgoing,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        next[0].send(ctx, request, &next[1..]).await
    }
}

fn named() -> AzureOptions {
    AzureOptions {
        user_agent: UserAgentOptions {
            application_id: Some("number-shop".to_owned()),
        },
        ..Default::default()
    }
}

fn looked_on() -> AzureOptions {
    AzureOptions {
        per_try_policies: vec![Arc::new(Onlooker)],
        ..named()
    }
}

/// What an operation is about, what came of it, what was sent for it, and the waits in between.
async fn story(
    operation: &Operation,
    options: &ClientOptions,
    faults: &[Fault],
) -> Outcome<Vec<String>> {
    let clock = Clock::start();
    let server = Server::start(&clock, faults.iter().copied())?;
    let given = operation.call(&server.clients(options)?).await;
    let mut story = vec![operation.id.to_owned()];
    match given {
        Ok(given) => story.push(format!("{given:?}")),
        Err(error) => story.push(error.to_string()),
    }
    for request in server.arrivals()?.into_iter().filter_map(|it| it.request) {
        request.check_signature()?;
        story.push(format!("{} {}", request.method, request.target));
        story.extend(without_what_changes(&request));
    }
    story.push(format!("{:?}", clock.waits().len()));
    Ok(story)
}

/// The headers, but for the values that are others in each call.
fn without_what_changes(request: &Request) -> Vec<String> {
    const CHANGE: [&str; 4] = [
        "authorization",
        "host",
        "x-ms-client-request-id",
        "x-ms-date",
    ];
    let mut headers: Vec<_> = request
        .headers()
        .map(|(name, value)| match name {
            name if CHANGE.contains(&name) => name.to_owned(),
            name => format!("{name}: {value}"),
        })
        .collect();
    headers.sort_unstable();
    headers
}

#[tokio::test]
async fn sends_and_gives_the_same_as_the_pipeline() -> Outcome {
    let options = options()?;
    let (fast, slow) = (options.clone().azure(named()), options.azure(looked_on()));
    for operation in OPERATIONS {
        let fast = story(operation, &fast, &[]).await?;
        assert_eq!(fast, story(operation, &slow, &[]).await?);
    }
    Ok(())
}

#[tokio::test]
async fn goes_on_in_the_pipeline_after_any_fault() -> Outcome {
    let options = options()?;
    let (fast, slow) = (options.clone().azure(named()), options.azure(looked_on()));
    let operation = Operation::of_id("get_by_number");
    for fault in Fault::ALL {
        let fast = story(operation, &fast, &[fault]).await?;
        let slow = story(operation, &slow, &[fault]).await?;
        assert_eq!(fast, slow, "{}", fault.name());
    }
    Ok(())
}

/// Would rather hear everything twice.
#[derive(Debug)]
struct Doubts;

impl RetryPolicy for Doubts {
    fn is_expired(&self, _: Duration, retry_count: u32) -> bool {
        retry_count > 0
    }

    fn retry_headers(&self) -> Option<&RetryHeaders> {
        None
    }

    fn retry_status_codes(&self) -> &[StatusCode] {
        &[StatusCode::Ok]
    }

    fn sleep_duration(&self, _: u32) -> Duration {
        Duration::seconds(1)
    }
}

#[tokio::test]
async fn leaves_it_to_the_caller_what_is_asked_again() -> Outcome {
    let azure = AzureOptions {
        retry: RetryOptions::custom(Arc::new(Doubts)),
        ..Default::default()
    };
    let clock = Clock::start();
    let server = Server::start(&clock, [])?;
    let clients = server.clients(&options()?.azure(azure))?;
    Operation::of_id("get_by_number").call(&clients).await?;
    assert_eq!(server.arrivals()?.len(), 2);
    Ok(())
}
