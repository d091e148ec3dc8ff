//! A service whose answers are written down beforehand.

use std::{
    collections::VecDeque,
    fmt::Debug,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acs_phone_numbers::{AccessKey, ClientOptions, Error, PhoneNumbersClient, PollerOptions};
use acs_sip_routing::{ApiVersion, SipRoutingClient};
use async_trait::async_trait;
use azure_core::{
    error::ErrorKind,
    http::{AsyncRawResponse, HttpClient, Request, Transport},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    API_VERSION, Answer, Outcome,
    debug_text::debug_text,
    differences,
    error_text::error_text,
    request_text::{headers_and_body, request_line},
};

const ENDPOINT: &str = "https://contoso.communication.azure.com";
const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";

/// A service that gives its answers in their order, and writes down the whole exchange: what it was
/// asked, what it answered, and what the client made of it.
#[derive(Debug)]
pub struct Script {
    detail: Detail,
    exchange: Mutex<Exchange>,
}

/// How much of a request is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    LineOnly,
    Everything,
}

#[derive(Debug, Default)]
struct Exchange {
    answers: VecDeque<Answer>,
    /// The body of the answer that was given last.
    last: Value,
    /// The requests that are written down in full already.
    shown: Vec<String>,
    text: String,
}

impl Script {
    /// A service that gives these answers. Its requests are written down with their headers and
    /// bodies.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Self::with(Detail::Everything, answers)
    }

    /// A service that gives these answers, where those are what matters. Of a request, no more is
    /// written down than its first line.
    pub fn of_answers(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Self::with(Detail::LineOnly, answers)
    }

    fn with(detail: Detail, answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        let exchange = Mutex::new(Exchange {
            answers: answers.into_iter().collect(),
            ..Exchange::default()
        });
        Arc::new(Self { detail, exchange })
    }

    /// A client that talks to this service.
    pub fn phone_numbers(self: &Arc<Self>) -> Outcome<PhoneNumbersClient> {
        let options = Some(self.options());
        Ok(PhoneNumbersClient::new(
            ENDPOINT,
            AccessKey::new(KEY)?,
            options,
        )?)
    }

    /// A client that talks to this service.
    pub fn sip_routing(self: &Arc<Self>) -> Outcome<SipRoutingClient> {
        let options = Some(self.options());
        Ok(SipRoutingClient::new(
            ENDPOINT,
            AccessKey::new(KEY)?,
            options,
        )?)
    }

    fn options(self: &Arc<Self>) -> ClientOptions {
        let azure = azure_core::http::ClientOptions {
            transport: Some(Transport::new(Arc::<Self>::clone(self))),
            ..Default::default()
        };
        let quick = PollerOptions::default().fixed_interval(Duration::from_millis(1));
        ClientOptions::default().azure(azure).poller(quick)
    }

    /// Writes down what a client gave.
    pub fn gave(&self, value: &impl Debug) {
        self.write(&format!("=== {}\n", debug_text(value)));
    }

    /// Writes down what a client made of the part of the last answer that `pointer` leads to, as
    /// `Debug` shows it and [as JSON](Self::as_json).
    ///
    /// # Errors
    /// When the pointer leads nowhere.
    pub fn decoded(&self, value: &(impl Debug + Serialize), pointer: &str) -> Outcome {
        self.gave(value);
        self.as_json(value, pointer)
    }

    /// Writes down what is not as it came, in the part of the last answer that `pointer` leads to,
    /// once the client's model of it is JSON again.
    ///
    /// # Errors
    /// When the pointer leads nowhere.
    pub fn as_json(&self, value: &impl Serialize, pointer: &str) -> Outcome {
        let is = serde_json::to_value(value)?;
        let found = {
            let exchange = self.exchange();
            let came = exchange.last.pointer(pointer);
            differences(came.ok_or("the last answer has no such part")?, &is)
        };
        let lines: Vec<_> = found.iter().map(|line| format!("  {line}\n")).collect();
        match lines.concat() {
            none if none.is_empty() => self.write("as JSON: as it came\n"),
            lines => self.write(&format!("as JSON: as it came, except\n{lines}")),
        }
        Ok(())
    }

    /// Writes down the error that a call ended in.
    ///
    /// # Errors
    /// When it did not end in one.
    pub fn refused<T>(&self, result: Result<T, Error>) -> Outcome {
        let error = result.err().ok_or("the call should have failed")?;
        self.write(&format!("=== {}\n", error_text(&error)));
        Ok(())
    }

    /// The whole exchange.
    ///
    /// # Errors
    /// When there is an answer that was not asked for.
    pub fn into_text(self: Arc<Self>) -> Outcome<String> {
        let mut exchange = self.exchange();
        if exchange.answers.is_empty() {
            return Ok(without_versions(mem::take(&mut exchange.text)));
        }
        Err(format!("{} answers were not asked for", exchange.answers.len()).into())
    }

    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, text: &str) {
        self.exchange().write(text);
    }
}

/// The text with words for the versions that the documents name. What they are is a test of its own
/// (`e2e/versions.rs`), so that a new one changes that, and no snapshot.
fn without_versions(text: String) -> String {
    [
        (API_VERSION, "<version>"),
        (ApiVersion::V2023_03_01.as_str(), "<stable version>"),
        (ApiVersion::V2024_11_15Preview.as_str(), "<preview version>"),
    ]
    .into_iter()
    .fold(text, |text, (version, word)| text.replace(version, word))
}

impl Exchange {
    /// One more part, with an empty line before it.
    fn write(&mut self, part: &str) {
        if !self.text.is_empty() && !part.starts_with("as JSON") {
            self.text.push('\n');
        }
        self.text.push_str(part);
    }

    fn write_request(&mut self, request: &Request, detail: Detail) {
        let line = request_line(request);
        if detail == Detail::LineOnly {
            return self.write(&line);
        }
        let whole = format!("{line}{}", headers_and_body(request));
        if self.shown.contains(&whole) {
            return self.write(&format!("{line}(all as before)\n"));
        }
        self.write(&whole);
        self.shown.push(whole);
    }
}

#[async_trait]
impl HttpClient for Script {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let mut exchange = self.exchange();
        exchange.write_request(request, self.detail);
        let Some(answer) = exchange.answers.pop_front() else {
            let line = request_line(request);
            let message = format!("there is no answer to {line}");
            return Err(azure_core::Error::with_message(ErrorKind::Other, message));
        };
        exchange.write(&answer.to_string());
        exchange.last = answer.json().clone();
        Ok(answer.into_raw())
    }
}
