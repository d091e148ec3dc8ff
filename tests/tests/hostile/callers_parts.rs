//! Policies, a transport and a tracer of the caller's that only look on change nothing: the same is
//! sent, and the same comes of it.

use std::sync::Arc;

use acs_phone_numbers::ClientOptions;
use acs_tests::Outcome;
use async_trait::async_trait;
use azure_core::http::{
    ClientOptions as AzureOptions, Context, Request as Outgoing, Transport,
    policies::{Policy, PolicyResult},
};

use crate::{
    clock::Clock,
    fault::Fault,
    operation::{OPERATIONS, Operation},
    options::{deadlines, options},
    redaction::Traces,
    request::Request,
    server::Server,
};

/// A policy that does nothing.
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

/// Options with one part of the caller's each, and with all of them.
fn with_parts() -> Outcome<Vec<(&'static str, ClientOptions)>> {
    let policies = || -> Vec<Arc<dyn Policy>> { vec![Arc::new(Onlooker), Arc::new(Onlooker)] };
    let per_call = AzureOptions {
        per_call_policies: policies(),
        ..Default::default()
    };
    let per_try = AzureOptions {
        per_try_policies: policies(),
        ..Default::default()
    };
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let transport = AzureOptions {
        transport: Some(Transport::new(Arc::new(client))),
        ..Default::default()
    };
    let mut tracer = AzureOptions::default();
    tracer.instrumentation.tracer_provider = Some(Arc::new(Traces::default()));
    let all = AzureOptions {
        per_call_policies: policies(),
        per_try_policies: policies(),
        transport: transport.transport.clone(),
        instrumentation: tracer.instrumentation.clone(),
        ..Default::default()
    };
    let native = options()?;
    let over = |azure| native.clone().azure(azure);
    Ok(vec![
        ("per call", over(per_call)),
        ("per try", over(per_try)),
        ("transport", deadlines().azure(transport)),
        ("tracer", over(tracer)),
        ("all", deadlines().azure(all)),
    ])
}

/// Tells of an operation: its outcome, the requests that were sent for it, and the waits.
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
        Err(error) => {
            let (unknown, passing) = (error.is_outcome_unknown(), error.is_transient());
            story.push(format!("{error} {unknown} {passing}"));
        }
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
        // A tracer adds it.
        .filter(|(name, _)| *name != "traceparent")
        .map(|(name, value)| match name {
            name if CHANGE.contains(&name) => name.to_owned(),
            name => format!("{name}: {value}"),
        })
        .collect();
    headers.sort_unstable();
    headers
}

#[tokio::test]
async fn sends_and_gives_the_same() -> Outcome {
    let plain = options()?;
    let parts = with_parts()?;
    for operation in OPERATIONS {
        let expected = story(operation, &plain, &[]).await?;
        for (name, options) in &parts {
            assert_eq!(story(operation, options, &[]).await?, expected, "{name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn tells_the_same_story_after_each_fault() -> Outcome {
    let plain = options()?;
    let parts = with_parts()?;
    for operation in OPERATIONS {
        // One by one is enough for one that is repeated and one that is not.
        let is_thorough = ["get_by_number", "purchase_phone_numbers"].contains(&operation.id);
        let parts = parts
            .iter()
            .filter(|(name, _)| is_thorough || *name == "all");
        for (fault, (name, options)) in parts.flat_map(|it| Fault::ALL.map(|fault| (fault, it))) {
            // Only the client's own transport knows that it talks to this machine.
            if fault == Fault::Refused && ["all", "transport"].contains(name) {
                continue;
            }
            let expected = story(operation, &plain, &[fault]).await?;
            let story = story(operation, options, &[fault]).await?;
            let at = format!("{name}, {}", fault.name());
            assert_eq!(alike(story), alike(expected), "{at}");
        }
    }
    Ok(())
}

/// A story without the words in which a transport of the caller's tells why it failed.
fn alike(mut story: Vec<String>) -> Vec<String> {
    for line in &mut story {
        for broken in ["no connection to the service: ", "the connection broke: "] {
            if let Some(at) = line.find(broken) {
                let end = line.rfind("; ").map_or("", |end| &line[end..]);
                *line = format!("{}{end}", &line[..at + broken.len()]);
            }
        }
    }
    story
}
