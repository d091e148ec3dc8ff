//! A resource, clients that see it through a proxy, and clients that see the truth.

use std::time::Duration;

use acs_emulator::{EmulatorBuilder, ServiceOperation};
use acs_phone_numbers::{AccessKey, ClientOptions, PhoneNumbersClient, PollerOptions};
use acs_sip_routing::SipRoutingClient;

use super::{Draw, ENDPOINT, Proxy};
use crate::{Clock, Emulated, Outcome};

/// Limits for a try, a call and a poller, by the test's clock. They are longer than any wait between
/// tries, by which that clock tells them apart.
const TRY: Duration = Duration::from_secs(100);
const CALL: Duration = Duration::from_secs(2000);
const POLLER: Duration = Duration::from_secs(24 * 3600);
/// By then everything has ended that runs at the service.
const EVERYTHING_ENDS: Duration = Duration::from_secs(120);

/// An emulated resource behind a proxy.
pub struct Proxied {
    /// The resource, with clients that pass the proxy by.
    pub truth: Emulated,
    /// A client for its phone numbers, behind the proxy.
    pub numbers: PhoneNumbersClient,
    /// A client for its trunks and routes, behind the proxy.
    pub sip: SipRoutingClient,
    /// The proxy.
    pub proxy: Proxy,
}

impl Proxied {
    /// A resource with choices made, behind a proxy with these faults. Its time stands still until it
    /// is moved.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(builder: EmulatorBuilder, draw: Draw) -> Outcome<Self> {
        let clock = Clock::start();
        let emulator = builder.manual_clock().start().await?;
        let proxy = Proxy::start(&emulator, &clock, draw).await?;
        let behind = deadlines().http_client(proxy.http_client());
        let key = AccessKey::new(emulator.access_key())?;
        let text = emulator.connection_string();
        Ok(Self {
            truth: Emulated {
                numbers: PhoneNumbersClient::from_connection_string(&text, Some(deadlines()))?,
                sip: SipRoutingClient::from_connection_string(&text, Some(deadlines()))?,
                emulator,
            },
            numbers: PhoneNumbersClient::new(ENDPOINT, key.clone(), Some(behind.clone()))?,
            sip: SipRoutingClient::new(ENDPOINT, key, Some(behind))?,
            proxy,
        })
    }

    /// Counts how often the emulator has carried an operation out, as far as its record goes.
    pub fn executions(&self, operation: ServiceOperation) -> usize {
        let requests = self.truth.emulator.requests().into_iter();
        let carried_out = requests.filter(|request| {
            request.operation == Some(operation.id()) && (200..300).contains(&request.status)
        });
        carried_out.count()
    }

    /// Waits until everything has ended that runs at the service, whoever started it.
    pub fn settle(&self) {
        self.truth.emulator.advance(EVERYTHING_ENDS);
    }
}

/// Options as they come, but for deadlines that the clock knows.
fn deadlines() -> ClientOptions {
    let poller = PollerOptions::default()
        .fixed_interval(Duration::from_millis(1))
        .deadline(POLLER);
    ClientOptions::default()
        .try_timeout(TRY)
        .call_timeout(CALL)
        .poller(poller)
}
