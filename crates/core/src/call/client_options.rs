//! Options of a client.

use std::time::Duration;

use azure_core::{cloud::CloudConfiguration, http::ClientOptions as AzureOptions};

use super::{PollerOptions, RetryOptions};
use crate::InvalidValue;

/// Options of a client. The defaults suit most.
///
/// ```
/// use std::time::Duration;
/// use acs_core::ClientOptions;
///
/// let options = ClientOptions::default().call_timeout(Duration::from_secs(60));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ClientOptions {
    pub(crate) azure: AzureOptions,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) poller: PollerOptions,
    pub(crate) retry: Option<RetryOptions>,
    pub(crate) try_timeout: Option<Duration>,
    pub(crate) call_timeout: Option<Duration>,
    pub(crate) token_scope: Option<String>,
}

/// Time for one try, from connecting to the last byte, unless the caller says otherwise.
pub(super) const TRY_TIMEOUT: Duration = Duration::from_secs(30);
/// Time for a call with all its tries and the waits between them.
pub(super) const CALL_TIMEOUT: Duration = Duration::from_secs(120);
/// The longest application id that the guidelines for Azure clients allow.
const LONGEST_APPLICATION_ID: usize = 24;

impl ClientOptions {
    /// Sets the options that all Azure clients in Rust share: policies, a transport, a tracer
    /// provider, the application's name in the `User-Agent`, the cloud.
    ///
    /// Options that have no effect here are refused when the client is made: those of retries
    /// (but for `RetryOptions::none()`), for which there is [`retry`](Self::retry), and those of
    /// logging, since nothing is logged that would have to be allowed.
    #[must_use]
    pub fn azure(mut self, options: AzureOptions) -> Self {
        self.azure = options;
        self
    }

    /// Sets the HTTP client to send with, for a proxy or certificates of your own. It must not
    /// follow redirects, which could lead it to a stranger with what it was to tell the service;
    /// one that does, as they all do by default, is refused when the client is made.
    ///
    /// Without it, a client is made that uses the proxies of the environment (`HTTPS_PROXY`,
    /// `NO_PROXY`), but never for an address of this machine.
    ///
    /// A transport in the [`azure`](Self::azure) options goes before it, and is taken as it is.
    ///
    /// ```
    /// use acs_core::ClientOptions;
    ///
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .build()?;
    /// let options = ClientOptions::default().http_client(http);
    /// # Ok::<(), reqwest::Error>(())
    /// ```
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Sets how often a request is sent again, and the waits in between.
    #[must_use]
    pub fn retry(mut self, options: RetryOptions) -> Self {
        self.retry = Some(options);
        self
    }

    /// Sets the time for one try, from connecting to the last byte: 30 seconds by default.
    #[must_use]
    pub fn try_timeout(mut self, limit: Duration) -> Self {
        self.try_timeout = Some(limit);
        self
    }

    /// Sets the time for a call with all its tries and the waits between them: two minutes by
    /// default. A poller makes many calls; its own deadline is in [`PollerOptions`].
    #[must_use]
    pub fn call_timeout(mut self, limit: Duration) -> Self {
        self.call_timeout = Some(limit);
        self
    }

    /// Sets the options of pollers of long-running operations.
    #[must_use]
    pub fn poller(mut self, options: PollerOptions) -> Self {
        self.poller = options;
        self
    }

    /// Sets the scope that tokens are asked for. By default it is that of the cloud that the
    /// endpoint belongs to: `https://communication.azure.com//.default`, or the one of Azure
    /// Government for an endpoint below `communication.azure.us`.
    #[must_use]
    pub fn token_scope(mut self, scope: impl Into<String>) -> Self {
        self.token_scope = Some(scope.into());
        self
    }

    /// Refuses the options of `azure_core` that would have no effect.
    pub(super) fn check(&self) -> Result<(), InvalidValue> {
        let azure = &self.azure;
        let logging = &azure.logging;
        if !logging.additional_allowed_header_names.is_empty()
            || !logging.additional_allowed_query_params.is_empty()
        {
            let problem = "have no effect: neither headers nor queries are logged";
            return Err(InvalidValue::new("logging options", problem).with_hint("leave them out"));
        }
        self.retry_options()?;
        check_application_id(azure.user_agent.application_id.as_deref())
    }

    /// Returns the options of retries.
    pub(super) fn retry_options(&self) -> Result<RetryOptions, InvalidValue> {
        use azure_core::http::RetryOptions as Azure;
        // They can only be looked at through `Debug`.
        let given = format!("{:?}", self.azure.retry);
        if given == format!("{:?}", Azure::default()) {
            return Ok(self.retry.clone().unwrap_or_default());
        }
        if given == format!("{:?}", Azure::none()) && self.retry.is_none() {
            return Ok(RetryOptions::none());
        }
        let problem = "of `azure_core` cannot be read";
        let hint = "set them by `ClientOptions::retry`";
        Err(InvalidValue::new("retry options", problem).with_hint(hint))
    }

    /// Returns the scope for tokens of the service at `host`.
    pub(super) fn scope(&self, host: Option<&str>) -> Result<String, InvalidValue> {
        const PUBLIC: &str = "https://communication.azure.com//.default";
        const GOVERNMENT: &str = "https://communication.azure.us//.default";
        if let Some(scope) = &self.token_scope {
            return Ok(scope.clone());
        }
        let is_government = match self.azure.cloud.as_deref() {
            None => host.is_some_and(|host| host.ends_with(".communication.azure.us")),
            Some(CloudConfiguration::AzurePublic) => false,
            Some(CloudConfiguration::AzureGovernment) => true,
            Some(_) => {
                let problem = "is one whose scope for tokens is not known";
                let hint = "name the scope by `ClientOptions::token_scope`";
                return Err(InvalidValue::new("cloud", problem).with_hint(hint));
            }
        };
        Ok(if is_government { GOVERNMENT } else { PUBLIC }.to_owned())
    }
}

/// Refuses an application id that the header cannot carry; `azure_core` would panic.
fn check_application_id(id: Option<&str>) -> Result<(), InvalidValue> {
    let Some(id) = id else { return Ok(()) };
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if id.len() <= LONGEST_APPLICATION_ID && id.chars().all(is_token) {
        return Ok(());
    }
    let hint = "use up to 24 letters, digits, or characters such as `-` and `.`";
    Err(InvalidValue::new("application id", "cannot be sent in a header").with_hint(hint))
}

impl From<AzureOptions> for ClientOptions {
    fn from(options: AzureOptions) -> Self {
        Self::default().azure(options)
    }
}
