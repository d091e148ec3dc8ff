//! A service whose answers are written down beforehand, and what it was asked.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use acs_core::{
    AccessKey, CallContext, ClientOptions, Endpoint, Idempotency, Operation, Result, Service,
};
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, HttpClient, Request, Transport, headers::Headers},
};
use serde_json::Value;

pub(crate) const NUMBER: &str = "14255550199";
pub(crate) const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation {
        id,
        method,
        path,
        api_version: "2025-06-01",
        content_type: None,
        success: &[200, 202],
        long_running: false,
        final_state: None,
        page: None,
    }
}

pub(crate) static READ: Operation = operation("read", "GET", "/things/{thing}");
pub(crate) static BUY: Operation = operation("buy", "POST", "/things/:buy");

static OPERATIONS: &[&Operation] = &[
    &READ,
    &BUY,
    &Operation {
        content_type: Some("application/merge-patch+json"),
        ..operation("patch", "PATCH", "/things/{thing}")
    },
    &operation("get_operation", "GET", "/operations/{operationId}"),
    &operation("cancel_operation", "DELETE", "/operations/{operationId}"),
];

pub(crate) static SERVICE: Service = Service {
    crate_name: "acs-things",
    crate_version: "1.2.3",
    api_version: "2025-06-01",
    operations: OPERATIONS,
    idempotency: |id| {
        if id == "buy" {
            Idempotency::NotIdempotent
        } else {
            Idempotency::Idempotent
        }
    },
};

/// The same service, years later.
pub(crate) static LATER: Service = Service {
    crate_name: SERVICE.crate_name,
    crate_version: "2.0.0",
    api_version: "2031-01-01",
    operations: OPERATIONS,
    idempotency: SERVICE.idempotency,
};

/// One answer of the script.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// A status, headers and a body.
    Say(u16, Vec<(&'static str, String)>, String),
    /// The request never left.
    NoConnection,
    /// The connection broke; the request may have been carried out.
    Break,
    /// No answer, ever.
    Silence,
}

pub(crate) fn ok(body: impl Into<String>) -> Answer {
    Answer::Say(200, Vec::new(), body.into())
}

pub(crate) fn status(status: u16) -> Answer {
    Answer::Say(status, Vec::new(), String::new())
}

/// A refusal by the service itself, with a code of its own.
pub(crate) fn refusal(status: u16) -> Answer {
    let body = r#"{"error":{"code":"NotNow","message":"Not now."}}"#;
    Answer::Say(status, Vec::new(), body.to_owned())
}

impl Answer {
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Say(_, headers, _) = &mut self {
            headers.push((name, value.to_owned()));
        }
        self
    }
}

/// What the service was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Headers,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn header(&self, name: &'static str) -> Option<&str> {
        self.headers.get_optional_str(&name.into())
    }
}

#[derive(Debug, Default)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<Asked>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        let answers = Mutex::new(answers.into_iter().collect());
        Arc::new(Self {
            answers,
            asked: Mutex::default(),
        })
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn targets(&self) -> Vec<String> {
        let line = |asked: &Asked| format!("{} {}", asked.method, asked.target);
        self.asked().iter().map(line).collect()
    }

    pub(crate) fn options(self: &Arc<Self>) -> azure_core::http::ClientOptions {
        let transport = Some(Transport::new(Arc::clone(self) as Arc<dyn HttpClient>));
        azure_core::http::ClientOptions {
            transport,
            ..Default::default()
        }
    }

    pub(crate) fn context(self: &Arc<Self>) -> CallContext {
        self.context_with(ClientOptions::default())
    }

    pub(crate) fn context_with(self: &Arc<Self>, options: ClientOptions) -> CallContext {
        self.context_of(&SERVICE, options)
    }

    pub(crate) fn context_of(
        self: &Arc<Self>,
        service: &'static Service,
        options: ClientOptions,
    ) -> CallContext {
        let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
        let key = AccessKey::new(KEY).unwrap();
        CallContext::new(service, endpoint, key, options.azure(self.options())).unwrap()
    }
}

#[async_trait::async_trait]
impl HttpClient for Script {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let body: azure_core::Bytes = request.body().into();
        self.asked.lock().unwrap().push(Asked {
            method: request.method().to_string(),
            target: request.path_and_query(),
            headers: request.headers().clone(),
            body: String::from_utf8(body.to_vec()).unwrap(),
        });
        let answer = self
            .answers
            .lock()
            .unwrap()
            .pop_front()
            .expect("the script has ended");
        match answer {
            Answer::Say(status, headers, body) => {
                let mut all = Headers::new();
                for (name, value) in headers {
                    all.insert(name, value);
                }
                Ok(AsyncRawResponse::from_bytes(status.into(), all, body))
            }
            Answer::NoConnection => Err(azure_core::Error::with_message(
                ErrorKind::Connection,
                "connection refused",
            )),
            Answer::Break => Err(azure_core::Error::with_message(
                ErrorKind::Io,
                "reset by peer",
            )),
            Answer::Silence => {
                tokio::time::sleep(Duration::from_secs(3600)).await;
                unreachable!("nobody waits for an hour");
            }
        }
    }
}

/// Sends a request as a generated method would, and gives back the JSON of the answer.
pub(crate) async fn send(
    context: &CallContext,
    operation_id: &'static str,
    path: &str,
    body: Option<&str>,
) -> Result<Value> {
    let mut operations = SERVICE.operations.iter();
    let operation = operations.find(|it| it.id == operation_id).unwrap();
    let mut request = context.request(operation, path);
    if let Some(body) = body {
        request = request.json(&serde_json::from_str::<Value>(body).unwrap());
    }
    Ok(request.send().await?.into_inner())
}
