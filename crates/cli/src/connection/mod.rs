//! The resource to talk to, and the way to sign in.

mod environment;
mod profile;
mod secret;

use acs_core::{
    ClientOptions, ConnectionString, Credential, Endpoint, PollerOptions, default_credential,
};
use acs_phone_numbers::PhoneNumbersClient;
use acs_sip_routing::SipRoutingClient;
use azure_core::http::{ClientOptions as AzureOptions, UserAgentOptions};
pub(crate) use profile::{Profile, Profiles, SignIn};
pub(crate) use secret::{ask_for_connection_string, read_connection_string};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    globals::Globals,
};

/// Place where a connection was found, for `whoami` and `doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `--connection-string-file`.
    File,
    /// `--endpoint`.
    Option,
    /// A variable of the environment.
    Environment(&'static str),
    /// A profile.
    Profile(String),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => f.write_str("--connection-string-file"),
            Self::Option => f.write_str("--endpoint"),
            Self::Environment(variable) => write!(f, "environment variable {variable}"),
            Self::Profile(name) => write!(f, "profile {name}"),
        }
    }
}

/// Way to sign in.
#[derive(Debug)]
enum Access {
    Key(acs_core::AccessKey),
    EntraId,
}

/// Resource, and the way to sign in there.
#[derive(Debug)]
pub(crate) struct Connection {
    endpoint: Endpoint,
    access: Access,
    source: Source,
}

impl Connection {
    /// Finds the connection: options first, then the environment, then the current profile.
    ///
    /// # Errors
    /// When there is none, or what there is cannot be used.
    pub(crate) fn find(globals: &Globals) -> Outcome<Self> {
        if let Some(file) = &globals.connection_string_file {
            let text = read_connection_string(file)?;
            return Self::by_key(&text, Source::File);
        }
        if let Some(endpoint) = &globals.endpoint {
            return Self::by_entra_id(endpoint, Source::Option);
        }
        if let Some(name) = &globals.profile {
            return Self::by_profile(Profiles::load()?.get(name)?);
        }
        if let Some(found) = environment::find()? {
            return found;
        }
        match Profiles::load()?.current() {
            Some(profile) => Self::by_profile(profile),
            None => Err(
                Failure::new(Exit::Credential, "no resource and no credential are known").hint(
                    "run `acs login`, or set COMMUNICATION_CONNECTION_STRING; \
                     `acs emulator start` has a resource to try things out",
                ),
            ),
        }
    }

    fn by_key(text: &str, source: Source) -> Outcome<Self> {
        let parsed = ConnectionString::new(text)
            .map_err(|invalid| Failure::from(invalid).hint(format!("it came from: {source}")))?;
        Ok(Self {
            endpoint: parsed.endpoint,
            access: Access::Key(parsed.access_key),
            source,
        })
    }

    fn by_entra_id(endpoint: &str, source: Source) -> Outcome<Self> {
        Ok(Self {
            endpoint: Endpoint::new(endpoint)?,
            access: Access::EntraId,
            source,
        })
    }

    /// Makes the connection of a profile.
    ///
    /// # Errors
    /// When what is in it cannot be used.
    pub(crate) fn by_profile(profile: &Profile) -> Outcome<Self> {
        let source = Source::Profile(profile.name.clone());
        match &profile.sign_in {
            SignIn::Key { connection_string } => Self::by_key(connection_string, source),
            SignIn::EntraId { endpoint } => Self::by_entra_id(endpoint, source),
        }
    }

    /// Returns the resource's endpoint.
    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Returns the place where the connection was found.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the word for the way to sign in.
    pub(crate) fn sign_in(&self) -> &'static str {
        match self.access {
            Access::Key(_) => "access key",
            Access::EntraId => "Microsoft Entra ID",
        }
    }

    /// Makes a client for phone numbers.
    ///
    /// # Errors
    /// When the default credential cannot be set up.
    pub(crate) fn numbers(&self, options: ClientOptions) -> Outcome<PhoneNumbersClient> {
        let (endpoint, credential) = (self.endpoint.as_str(), self.credential()?);
        Ok(PhoneNumbersClient::new(
            endpoint,
            credential,
            Some(options),
        )?)
    }

    /// Makes a client for direct routing.
    ///
    /// # Errors
    /// When the default credential cannot be set up.
    pub(crate) fn sip(&self) -> Outcome<SipRoutingClient> {
        let (endpoint, credential) = (self.endpoint.as_str(), self.credential()?);
        let options = client_options(PollerOptions::default());
        Ok(SipRoutingClient::new(endpoint, credential, Some(options))?)
    }

    fn credential(&self) -> Outcome<Credential> {
        Ok(match &self.access {
            Access::Key(key) => Credential::AccessKey(key.clone()),
            Access::EntraId => Credential::Token(default_credential()?),
        })
    }
}

/// Returns the options of clients: this program's name goes out with every request.
pub(crate) fn client_options(poller: PollerOptions) -> ClientOptions {
    let user_agent = UserAgentOptions {
        application_id: Some("acs-cli".to_owned()),
    };
    let azure = AzureOptions {
        user_agent,
        ..AzureOptions::default()
    };
    ClientOptions::default().azure(azure).poller(poller)
}
