//! Nothing shows: whatever is printed, logged or traced, no key, token, signature or phone number is
//! in it.
//!
//! A key, a token and a number that can be recognised go through every operation, well and badly,
//! and everything that a program could print on the way is searched for them. The feature
//! `talkative` repeats it with the features of `azure_core` and `tracing` that let their logs show
//! everything.

mod capture;
mod stories;
mod traced;
mod transport;

use std::{
    collections::{BTreeSet, HashSet},
    fmt::{Debug, Display, Write as _},
    sync::Arc,
};

use acs_phone_numbers::{AccessKey, ClientOptions, Credential, Error, PhoneNumbersClient};
use acs_sip_routing::SipRoutingClient;
use acs_tests::{Answer, Outcome, SignedIn};
use azure_core::http::{ClientOptions as AzureOptions, InstrumentationOptions};

use self::capture::Captured;
pub(crate) use self::traced::Traces;
use crate::{
    clock::Clock,
    fault::Fault,
    options::deadlines,
    request::{KEY, Request},
    server::{Clients, Server},
    stream::Tls,
};

/// A token that one would recognise.
const TOKEN: &str = "a-token-that-one-would-recognise";
/// The number of all answers and requests, without its country code.
const DIGITS: &str = "4155550100";
/// What must not show: the key, as text and as the bytes that it stands for, the token, and the
/// number, however it is grouped. The signatures come to it.
const SECRETS: [&str; 7] = [
    KEY,
    "secret-key-for-tests",
    TOKEN,
    DIGITS,
    "(415) 555-0100",
    "415-555-0100",
    "415 555 0100",
];

/// How much of a signature stands behind a blank where an answer breaks it.
const BROKEN_OFF: usize = 9;

/// A program that prints, logs and traces all it can, under one credential.
struct Program {
    credential: Credential,
    tls: Option<Tls>,
    options: ClientOptions,
    captured: Captured,
    /// If a tracer is told of every request.
    traces: Option<Traces>,
    printed: String,
    /// What it sent, as its servers saw it.
    sent: Vec<Request>,
}

/// Who listens to a program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listeners {
    /// A subscriber of `tracing`, the crate `log`, and a tracer.
    All,
    /// The same without the tracer.
    NoTracer,
    /// The crate `log` alone.
    LogCrate,
}

impl Program {
    fn with_a_key(listeners: Listeners) -> Outcome<Self> {
        Self::with(AccessKey::new(KEY)?.into(), None, listeners)
    }

    /// Tokens travel under TLS only.
    fn with_a_token() -> Outcome<Self> {
        let credential = Arc::new(SignedIn(TOKEN.to_owned())).into();
        Self::with(credential, Some(Tls::new()?), Listeners::All)
    }

    fn with(credential: Credential, tls: Option<Tls>, listeners: Listeners) -> Outcome<Self> {
        let captured = Captured::start(listeners != Listeners::LogCrate);
        let mut client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        if let Some(tls) = &tls {
            client = client.tls_certs_only([tls.certificate.clone()]);
        }
        let traces = (listeners == Listeners::All).then(Traces::default);
        let azure = AzureOptions {
            instrumentation: InstrumentationOptions {
                tracer_provider: traces.clone().map(|it| Arc::new(it) as _),
            },
            ..Default::default()
        };
        Ok(Self {
            credential,
            tls,
            options: deadlines().azure(azure).http_client(client.build()?),
            captured,
            traces,
            printed: String::new(),
            sent: Vec::new(),
        })
    }

    fn clients(&self, server: &Server) -> Outcome<Clients> {
        let endpoint = server.endpoint();
        let (credential, options) = (&self.credential, &self.options);
        Ok(Clients {
            numbers: PhoneNumbersClient::new(&endpoint, credential.clone(), Some(options.clone()))?,
            sip: SipRoutingClient::new(&endpoint, credential.clone(), Some(options.clone()))?,
        })
    }

    fn server(
        &self,
        clock: &Clock,
        fault: Option<Fault>,
        answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> Outcome<Server> {
        Ok(match &self.tls {
            None => Server::answering(clock, fault, answer)?,
            Some(tls) => Server::under_tls(clock, tls, fault, answer)?,
        })
    }

    fn note_sent(&mut self, server: &Server) -> Outcome {
        let arrivals = server.arrivals()?.into_iter();
        self.sent
            .extend(arrivals.filter_map(|arrival| arrival.request));
        Ok(())
    }

    fn print(&mut self, value: &(impl Debug + ?Sized)) {
        self.write(format_args!("{value:?}\n{value:#?}"));
    }

    fn print_given(&mut self, given: Result<impl Debug, Error>) {
        match given {
            Ok(given) => self.print(&given),
            Err(error) => self.print_error(&error),
        }
    }

    fn print_error(&mut self, error: &Error) {
        self.write(format_args!("{:?}", error.operation_id()));
        if let Some(fault) = error.service_error() {
            self.print(fault);
            self.write(format_args!("{fault}\n{}", fault.message()));
        }
        self.print_chain(error);
    }

    /// The error, what caused it, and so on.
    fn print_chain(&mut self, error: &dyn std::error::Error) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.print(error);
            self.write(format_args!("{error}"));
            next = error.source();
        }
    }

    fn write(&mut self, text: impl Display) {
        // Writing to a string does not fail.
        let _ = writeln!(self.printed, "{text}");
    }

    /// Makes sure that there was something to look for, and something to look through.
    fn saw_what_it_looks_for(&self) {
        let was_sent = |text: &str| {
            let found = |request: &Request| {
                let authorization = request.header("authorization").unwrap_or_default();
                request.target.contains(text) || authorization.contains(text)
            };
            self.sent.iter().any(found)
        };
        assert!(was_sent(DIGITS));
        if self.tls.is_some() {
            assert!(was_sent(TOKEN));
        } else {
            assert!(self.sent.iter().all(|request| request.signature().is_ok()));
        }
        let logged = self.captured.text();
        assert!(
            logged.contains("reqwest::connect"),
            "the crate log is heard"
        );
        if self.captured.is_subscribed() {
            assert!(logged.contains("call{otel.name=GET /phoneNumbers/{phoneNumber}"));
            assert!(logged.contains("hyper_util::client"));
        }
        if let Some(traces) = &self.traces {
            assert!(traces.text().contains("/phoneNumbers/{phoneNumber}"));
        }
        assert!(self.printed.contains("Error"));
    }

    /// Looks for the secrets, in all there is.
    fn shows_nothing(&self) {
        let signatures = self
            .sent
            .iter()
            .filter_map(|request| request.signature().ok());
        // Whole, and as far as the place where some answers break them.
        let signatures: HashSet<_> = signatures
            .flat_map(|it| [it.trim_end_matches('='), &it[..it.len() - BROKEN_OFF]])
            .collect();
        let shows = |line: &str| {
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
            let decoded = [("%25", "%"), ("%2B", "+"), ("%2F", "/"), ("%3D", "=")];
            let line = decoded
                .iter()
                .fold(line.to_owned(), |line, (from, to)| line.replace(from, to));
            SECRETS.iter().any(|secret| line.contains(secret))
                || line
                    .split(|c| !is_base64(c))
                    .any(|word| signatures.contains(word))
        };
        let mut found = BTreeSet::new();
        for (place, text) in [
            ("printed", &self.printed),
            ("logged", &self.captured.text()),
            (
                "traced",
                &self.traces.as_ref().map(Traces::text).unwrap_or_default(),
            ),
        ] {
            let lines = text.lines().filter(|line| shows(line));
            found.extend(lines.map(|line| format!("{place}: {line}")));
        }
        let some: Vec<_> = found.iter().map(String::as_str).take(3).collect();
        assert!(
            found.is_empty(),
            "{} lines, such as\n{}",
            found.len(),
            some.join("\n")
        );
    }
}
