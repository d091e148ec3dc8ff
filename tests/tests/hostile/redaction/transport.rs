//! A transport of the caller's that gives away what it was to keep.

use std::sync::Arc;

use acs_tests::Outcome;
use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        AsyncRawResponse, ClientOptions as AzureOptions, HttpClient, Request as Outgoing, Transport,
    },
};

use super::{Listeners, Program};
use crate::{clock::Clock, operation::OPERATIONS, options::deadlines, service};

/// Fails, and says for whom.
#[derive(Debug)]
struct NamesUrls;

#[async_trait]
impl HttpClient for NamesUrls {
    async fn execute_request(&self, request: &Outgoing) -> azure_core::Result<AsyncRawResponse> {
        let message = format!("no way to {}", request.url());
        Err(azure_core::Error::with_message(
            ErrorKind::Connection,
            message,
        ))
    }
}

#[tokio::test]
async fn with_a_transport_that_names_urls() -> Outcome {
    let mut program = Program::with_a_key(Listeners::NoTracer)?;
    let azure = AzureOptions {
        transport: Some(Transport::new(Arc::new(NamesUrls))),
        ..Default::default()
    };
    program.options = deadlines().azure(azure);
    let clock = Clock::start();
    let server = program.server(&clock, None, service::answer)?;
    let clients = program.clients(&server)?;
    for operation in OPERATIONS {
        let given = operation.call(&clients).await;
        let error = given.err().ok_or("it should have failed")?;
        assert!(error.is_connect(), "{error}");
        assert!(error.to_string().contains("no way to http"), "{error}");
        program.print_error(&error);
    }
    program.shows_nothing();
    Ok(())
}
