//! A service that answers by a script, in bytes, under virtual time.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acs_phone_numbers::{AccessKey, ClientOptions, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::Outcome;
use async_trait::async_trait;
use azure_core::http::{
    AsyncRawResponse, ClientOptions as AzureOptions, HttpClient, Request, Transport,
    headers::Headers,
};
use hyper::body::Bytes;
use serde_json::Value;
use tokio::time::Instant;

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

impl Answer {
    pub(crate) fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub(crate) fn ok(body: &Value) -> Self {
        Self::new(200, body.to_string())
    }

    /// The service's answer where it does not know something.
    pub(crate) fn not_found() -> Self {
        let body = r#"{"error":{"code":"NotFound","message":"It cannot be found."}}"#;
        Self::new(404, body)
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Gives the answer to a request by how many came before and by its method and target.
type Script = Box<dyn Fn(usize, &str) -> Answer + Send + Sync>;

/// A service that answers by a script, and remembers what it was asked and when.
pub(crate) struct Scripted {
    script: Script,
    asked: Mutex<Vec<(String, Instant)>>,
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scripted").finish_non_exhaustive()
    }
}

impl Scripted {
    pub(crate) fn new(script: impl Fn(usize, &str) -> Answer + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            script: Box::new(script),
            asked: Mutex::default(),
        })
    }

    /// These answers, one after the other; the last of them again and again.
    pub(crate) fn of(answers: impl Into<Vec<Answer>>) -> Arc<Self> {
        let answers = answers.into();
        Self::new(move |number, _| answers[number.min(answers.len() - 1)].clone())
    }

    pub(crate) fn numbers(self: &Arc<Self>) -> Outcome<PhoneNumbersClient> {
        let (endpoint, key, options) = self.access()?;
        Ok(PhoneNumbersClient::new(endpoint, key, Some(options))?)
    }

    pub(crate) fn sip(self: &Arc<Self>) -> Outcome<SipRoutingClient> {
        let (endpoint, key, options) = self.access()?;
        Ok(SipRoutingClient::new(endpoint, key, Some(options))?)
    }

    fn access(self: &Arc<Self>) -> Outcome<(&'static str, AccessKey, ClientOptions)> {
        let azure = AzureOptions {
            transport: Some(Transport::new(Arc::<Self>::clone(self))),
            ..Default::default()
        };
        let key = AccessKey::new("c2VjcmV0LWtleS1mb3ItdGVzdHM=")?;
        let endpoint = "https://contoso.communication.azure.com";
        Ok((endpoint, key, ClientOptions::default().azure(azure)))
    }

    /// Counts the requests that came.
    pub(crate) fn count(&self) -> usize {
        self.asked().len()
    }

    /// The waits between the requests.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        let asked = self.asked();
        let pairs = asked.windows(2);
        pairs.map(|pair| pair[1].1 - pair[0].1).collect()
    }

    fn asked(&self) -> Vec<(String, Instant)> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }
}

#[async_trait]
impl HttpClient for Scripted {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let line = format!("{} {}", request.method(), request.path_and_query());
        let number = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.push((line.clone(), Instant::now()));
            asked.len() - 1
        };
        let answer = (self.script)(number, &line);
        let mut headers = Headers::new();
        for (name, value) in answer.headers {
            headers.insert(name, value);
        }
        let status = answer.status.into();
        Ok(AsyncRawResponse::from_bytes(status, headers, answer.body))
    }
}
