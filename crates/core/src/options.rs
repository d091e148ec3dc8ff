//! What a caller may choose about a client.

use std::time::Duration;

use crate::PollerOptions;

/// What a caller may choose about a client. The defaults suit most.
///
/// ```
/// use std::time::Duration;
/// use acs_core::ClientOptions;
///
/// let options = ClientOptions::default().call_timeout(Duration::from_secs(60));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ClientOptions {
    pub(crate) azure: azure_core::http::ClientOptions,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) poller: PollerOptions,
    pub(crate) try_timeout: Option<Duration>,
    pub(crate) call_timeout: Option<Duration>,
}

/// How long one try may take, from connecting to the last byte, unless the caller says otherwise.
pub(crate) const TRY_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a call may take with all its tries and the waits between them.
pub(crate) const CALL_TIMEOUT: Duration = Duration::from_secs(120);

impl ClientOptions {
    /// The options that all Azure clients in Rust share: policies, transport, retry, telemetry.
    ///
    /// The retry options hold for operations that may be repeated. One that could buy, hold or
    /// release a number twice is never repeated because of them.
    #[must_use]
    pub fn azure(mut self, options: azure_core::http::ClientOptions) -> Self {
        self.azure = options;
        self
    }

    /// The HTTP client to send with, for a proxy or certificates of your own. It must not follow
    /// redirects, which could lead it to a stranger with what it was to tell the service; one that
    /// does, as they all do by default, is refused when the client is made.
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

    /// How long one try may take, from connecting to the last byte: 30 seconds by default.
    #[must_use]
    pub fn try_timeout(mut self, limit: Duration) -> Self {
        self.try_timeout = Some(limit);
        self
    }

    /// How long a call may take with all its tries and the waits between them: two minutes by
    /// default. A poller makes many calls; its own deadline is in [`PollerOptions`].
    #[must_use]
    pub fn call_timeout(mut self, limit: Duration) -> Self {
        self.call_timeout = Some(limit);
        self
    }

    /// How pollers of long-running operations behave.
    #[must_use]
    pub fn poller(mut self, options: PollerOptions) -> Self {
        self.poller = options;
        self
    }
}

impl From<azure_core::http::ClientOptions> for ClientOptions {
    fn from(options: azure_core::http::ClientOptions) -> Self {
        Self::default().azure(options)
    }
}
