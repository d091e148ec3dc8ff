//! The service that a sample talks to.

use std::{env, time::Duration};

use acs_emulator::Emulator;
use acs_phone_numbers::{
    ClientOptions, ConnectionString, Endpoint, PhoneNumbersClient, PollerOptions,
};
use acs_sip_routing::{Route, SipPort, SipRoutingClient, Trunk};

use crate::{Failure, Result, TokenAccess};

const CONNECTION_STRING: &str = "COMMUNICATION_CONNECTION_STRING";
const ENDPOINT: &str = "COMMUNICATION_ENDPOINT";
const FLAG: &str = "--for-real";

/// The service that a sample talks to, and how to reach it.
#[derive(Debug)]
pub enum Service {
    /// An emulator in this process.
    Emulated(Box<Emulator>),
    /// A real resource, by its connection string.
    ByKey(String),
    /// A real resource, by its address and who is signed in.
    BySignIn(Endpoint),
}

impl Service {
    /// The service that the environment names, or an emulator of one's own.
    ///
    /// # Errors
    /// When what the environment says cannot be used, or the emulator does not start.
    pub async fn from_environment() -> Result<Self> {
        if let Ok(text) = env::var(CONNECTION_STRING) {
            let parsed = ConnectionString::new(&text)
                .map_err(|invalid| invalid.within(CONNECTION_STRING))?;
            println!("Talking to {}", parsed.endpoint);
            return Ok(Self::ByKey(text));
        }
        if let Ok(address) = env::var(ENDPOINT) {
            let endpoint = Endpoint::new(&address).map_err(|invalid| invalid.within(ENDPOINT))?;
            println!("Talking to {endpoint} as who is signed in");
            return Ok(Self::BySignIn(endpoint));
        }
        println!("Talking to an emulator in this process (a real resource: {CONNECTION_STRING})");
        let emulator = Emulator::builder().tls().start().await?;
        let service = Self::Emulated(Box::new(emulator));
        connect_trunks(&service.sip_routing()?).await?;
        Ok(service)
    }

    /// A client for phone numbers.
    ///
    /// # Errors
    /// When the client cannot be set up.
    pub fn phone_numbers(&self) -> Result<PhoneNumbersClient> {
        let options = Some(self.options());
        Ok(match self {
            Self::BySignIn(endpoint) => {
                let credential = acs_phone_numbers::default_credential()?;
                PhoneNumbersClient::new(endpoint.as_str(), credential, options)?
            }
            _ => PhoneNumbersClient::from_connection_string(&self.key_text(), options)?,
        })
    }

    /// A client for direct routing.
    ///
    /// # Errors
    /// When the client cannot be set up.
    pub fn sip_routing(&self) -> Result<SipRoutingClient> {
        let options = Some(self.options());
        Ok(match self {
            Self::BySignIn(endpoint) => {
                let credential = acs_sip_routing::default_credential()?;
                SipRoutingClient::new(endpoint.as_str(), credential, options)?
            }
            _ => SipRoutingClient::from_connection_string(&self.key_text(), options)?,
        })
    }

    fn key_text(&self) -> String {
        self.connection_string().unwrap_or_default()
    }

    fn options(&self) -> ClientOptions {
        match self {
            // Nobody needs to wait for operations that take no time.
            Self::Emulated(_) => ClientOptions::default()
                .poller(PollerOptions::default().fixed_interval(Duration::from_millis(20))),
            _ => ClientOptions::default(),
        }
    }

    /// The connection string, where there is one.
    #[must_use]
    pub fn connection_string(&self) -> Option<String> {
        match self {
            Self::Emulated(emulator) => Some(emulator.connection_string()),
            Self::ByKey(text) => Some(text.clone()),
            Self::BySignIn(_) => None,
        }
    }

    /// Returns the parts for a call with a token, where tokens can be obtained.
    ///
    /// # Errors
    /// When nobody is signed in in any way, or the emulator's certificate cannot be used.
    pub fn token_access(&self) -> Result<Option<TokenAccess>> {
        match self {
            Self::Emulated(emulator) => TokenAccess::emulated(emulator).map(Some),
            Self::ByKey(_) => Ok(None),
            Self::BySignIn(endpoint) => TokenAccess::signed_in(endpoint).map(Some),
        }
    }

    /// Returns true if the service is an emulator.
    #[must_use]
    pub fn is_emulated(&self) -> bool {
        matches!(self, Self::Emulated(_))
    }

    /// Lets pass what costs money or changes what is in use: always on the emulator, on a real
    /// resource only with `--for-real`.
    ///
    /// # Errors
    /// When the flag is needed and not there.
    pub fn permit(&self, what: &str) -> Result<()> {
        if self.is_emulated() || env::args().any(|argument| argument == FLAG) {
            return Ok(());
        }
        Err(Failure::because(format!(
            "This would {what} on a real resource. If that is what you want, add `-- {FLAG}`."
        )))
    }
}

/// Gives a new emulator something to look at: three trunks, two of them in use.
async fn connect_trunks(client: &SipRoutingClient) -> Result<()> {
    let mut trunks = Vec::new();
    for name in ["sbc1.contoso.com", "sbc2.contoso.com", "sbc3.contoso.com"] {
        trunks.push(Trunk::new(name.parse()?, SipPort::of::<5061>()));
    }
    client.set_trunks(&trunks).await?;
    let route = Route::new("everything".parse()?, r"^\+[0-9]{7,15}$".parse()?)
        .with_trunks(trunks.iter().take(2).map(|trunk| trunk.fqdn().clone()))?;
    client.set_routes(&[route]).await?;
    Ok(())
}

/// The value that follows a sample's name on the command line, or `default`.
#[must_use]
pub fn argument_or(default: &str) -> String {
    let given = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    given.unwrap_or_else(|| default.to_owned())
}
