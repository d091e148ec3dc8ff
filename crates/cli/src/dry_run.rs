//! `--dry-run`: the request as it would be sent, which is then not sent.

use std::sync::{Arc, Mutex, PoisonError};

use acs_core::ClientOptions;
use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{
        ClientOptions as AzureOptions, Context, Request,
        policies::{Policy, PolicyResult},
    },
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    globals::Globals,
    output::{Column, one},
};

const COLUMNS: &[Column] = &[
    Column::new("method"),
    Column::new("url"),
    Column::new("body"),
];

/// Request that was not sent.
#[derive(Clone, Debug, Serialize)]
struct Unsent {
    method: String,
    url: String,
    body: Option<Value>,
}

/// Keeps the first request and sends nothing.
#[derive(Debug, Default)]
pub(crate) struct DryRun(Mutex<Option<Unsent>>);

impl DryRun {
    /// Returns options of a client that sends nothing.
    pub(crate) fn options(self: &Arc<Self>) -> ClientOptions {
        let policy: Arc<dyn Policy> = Arc::<Self>::clone(self);
        let azure = AzureOptions {
            per_call_policies: vec![policy],
            ..AzureOptions::default()
        };
        ClientOptions::default().azure(azure)
    }

    /// Writes the request that a call made, or the reason why it made none.
    ///
    /// # Errors
    /// When the call made no request.
    pub(crate) fn show<T>(&self, globals: &Globals, called: Result<T, acs_core::Error>) -> Outcome {
        let unsent = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (unsent, called) {
            (Some(unsent), _) => one(globals, COLUMNS, &unsent),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(_)) => Err(Failure::new(Exit::Other, "there is no request to show")),
        }
    }
}

#[async_trait]
impl Policy for DryRun {
    async fn send(
        &self,
        _: &Context,
        request: &mut Request,
        _: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let body = match request.body() {
            azure_core::http::Body::Bytes(bytes) => serde_json::from_slice(bytes).ok(),
            azure_core::http::Body::SeekableStream(_) => None,
        };
        let unsent = Unsent {
            method: request.method().to_string(),
            url: request.url().to_string(),
            body,
        };
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(unsent);
        Err(azure_core::Error::with_message(
            ErrorKind::Other,
            "this is a dry run",
        ))
    }
}
