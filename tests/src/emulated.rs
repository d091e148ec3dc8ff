//! A resource on one's own machine, and clients for it.

use std::{sync::Arc, time::Duration};

use acs_emulator::{Emulator, EmulatorBuilder, RecordedRequest};
use acs_phone_numbers::{ClientOptions, PhoneNumbersClient, PollerOptions, RetryOptions};
use acs_sip_routing::SipRoutingClient;
use azure_core::http::policies::Policy;

use crate::{Outcome, loses_answers::LosesAnswers};

/// An emulated resource of one's own, and a client for each half of it.
#[derive(Debug)]
pub struct Emulated {
    /// The resource, to look behind the scenes and to move the clock.
    pub emulator: Emulator,
    /// A client for its phone numbers.
    pub numbers: PhoneNumbersClient,
    /// A client for its trunks and routes.
    pub sip: SipRoutingClient,
}

impl Emulated {
    /// A resource as it comes.
    pub async fn start() -> Outcome<Self> {
        Self::built_by(Emulator::builder()).await
    }

    /// A resource with choices made.
    pub async fn built_by(builder: EmulatorBuilder) -> Outcome<Self> {
        let emulator = builder.start().await?;
        let text = emulator.connection_string();
        Ok(Self {
            numbers: PhoneNumbersClient::from_connection_string(&text, Some(quick()))?,
            sip: SipRoutingClient::from_connection_string(&text, Some(quick()))?,
            emulator,
        })
    }

    /// A second client for the phone numbers, which knows nothing of the first.
    pub fn another_client(&self, options: ClientOptions) -> Outcome<PhoneNumbersClient> {
        let text = self.emulator.connection_string();
        Ok(PhoneNumbersClient::from_connection_string(
            &text,
            Some(options),
        )?)
    }

    /// What was asked since the last time this was called: method, operation and status of each
    /// request, in their order.
    pub fn asked(&self) -> Vec<String> {
        let requests = self.emulator.requests();
        self.emulator.clear_requests();
        let line = |request: RecordedRequest| {
            let operation = request.operation.unwrap_or("nothing");
            format!("{} {operation} {}", request.method, request.status)
        };
        requests.into_iter().map(line).collect()
    }
}

/// Options for a test: nobody waits for an emulator, and after four tries it is enough.
pub fn quick() -> ClientOptions {
    through(Vec::new())
}

/// [`quick`] options of a client that does not hear the first few answers to its changes. The
/// changes are made all the same.
pub fn hard_of_hearing(answers: usize) -> ClientOptions {
    through(vec![Arc::new(LosesAnswers::new(answers))])
}

fn through(policies: Vec<Arc<dyn Policy>>) -> ClientOptions {
    let moment = Duration::from_millis(1);
    let retry = RetryOptions::default()
        .max_retries(3)
        .first_wait(moment)
        .max_wait(moment);
    let azure = azure_core::http::ClientOptions {
        per_try_policies: policies,
        ..Default::default()
    };
    let poller = PollerOptions::default().fixed_interval(moment);
    ClientOptions::default()
        .azure(azure)
        .retry(retry)
        .poller(poller)
}
