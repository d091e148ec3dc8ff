//! Parts of a client that its calls share.

use std::{sync::Arc, time::Duration};

use azure_core::{
    Uuid,
    http::{Transport as AzureTransport, policies::Policy},
};
use http::{
    HeaderName,
    header::{HeaderValue, USER_AGENT},
};

use super::{
    CallOptions, ClientOptions, Idempotency, Operation, PollerOptions, RetryOptions, Service,
    client_options::{CALL_TIMEOUT, TRY_TIMEOUT},
    engine::Call,
    tracer::CallTracer,
    user_agent::user_agent,
};
use crate::{
    AccessKey, ConnectionString, Credential, Endpoint, Error, InvalidValue, Result,
    credential::Authorizer,
    http::{
        Answer, Outgoing,
        native::{default_client, follows_redirects},
    },
};

pub(super) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");

/// The place a client talks to, its credential, and its options. Cheap to clone.
///
/// It is what generated clients consist of, whose calls all begin with
/// [`request`](Self::request).
#[derive(Clone, Debug)]
pub struct CallContext {
    pub(super) shared: Arc<Shared>,
    pub(super) options: Arc<CallOptions>,
}

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) service: &'static Service,
    pub(super) endpoint: Endpoint,
    pub(super) authorizer: Authorizer,
    pub(super) transport: Transport,
    pub(super) per_call: Vec<Arc<dyn Policy>>,
    pub(super) per_try: Vec<Arc<dyn Policy>>,
    pub(super) tracer: Option<CallTracer>,
    pub(super) try_timeout: Duration,
    user_agent: HeaderValue,
    call_timeout: Duration,
    retry: RetryOptions,
    poller: PollerOptions,
}

/// Way onto the wire.
#[derive(Debug)]
pub(super) enum Transport {
    Native(reqwest::Client),
    Callers(AzureTransport),
}

impl CallContext {
    /// Sets up the calls of a service. Nothing is sent.
    ///
    /// # Errors
    /// When a token would travel over plain `http`, the HTTP client of the options follows
    /// redirects, an option has no effect, or no HTTP client can be set up: no certificates on
    /// this machine, for example.
    pub fn new(
        service: &'static Service,
        endpoint: Endpoint,
        credential: impl Into<Credential>,
        options: ClientOptions,
    ) -> Result<Self> {
        options.check()?;
        let credential = credential.into();
        if matches!(credential, Credential::Token(_)) && endpoint.url().scheme() != "https" {
            let problem = "is plain `http`, over which no token is sent";
            return Err(InvalidValue::new("endpoint", problem)
                .with_hint("use `https`, or an access key")
                .into());
        }
        let scope = options.scope(endpoint.url().host_str())?;
        let shared = Shared {
            transport: transport(&endpoint, &options)?,
            authorizer: Authorizer::new(credential, scope),
            user_agent: user_agent(service, &options.azure.user_agent)?,
            tracer: CallTracer::new(service, &options.azure.instrumentation),
            retry: options.retry_options()?,
            service,
            endpoint,
            per_call: options.azure.per_call_policies,
            per_try: options.azure.per_try_policies,
            try_timeout: options.try_timeout.unwrap_or(TRY_TIMEOUT),
            call_timeout: options.call_timeout.unwrap_or(CALL_TIMEOUT),
            poller: options.poller,
        };
        Ok(Self {
            shared: Arc::new(shared),
            options: Arc::default(),
        })
    }

    /// Sets up the calls of the resource that a connection string names.
    ///
    /// # Errors
    /// When it is faulty, and for the reasons of [`new`](Self::new).
    pub fn from_connection_string(
        service: &'static Service,
        connection_string: &str,
        options: ClientOptions,
    ) -> Result<Self> {
        let ConnectionString {
            endpoint,
            access_key,
        } = ConnectionString::new(connection_string)?;
        Self::new(service, endpoint, access_key, options)
    }

    /// Returns the same with other options for its calls.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            options: Arc::new(options),
        }
    }

    /// Signs with another access key from now on, in all clones and pollers, too.
    ///
    /// # Errors
    /// When the client signs in by tokens.
    pub fn replace_access_key(&self, key: AccessKey) -> Result<()> {
        self.shared.authorizer.replace_key(key)
    }

    /// Returns the address of the resource.
    pub fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    pub(crate) fn api_version(&self) -> &'static str {
        self.shared.service.api_version
    }

    pub(crate) fn poller_options(&self) -> &PollerOptions {
        self.options.poller.as_ref().unwrap_or(&self.shared.poller)
    }

    pub(super) fn retry_options(&self) -> &RetryOptions {
        self.options.retry.as_ref().unwrap_or(&self.shared.retry)
    }

    pub(super) fn timeout(&self) -> Duration {
        self.options.timeout.unwrap_or(self.shared.call_timeout)
    }

    pub(super) fn idempotency(&self, operation: &Operation) -> Idempotency {
        (self.shared.service.idempotency)(operation.id)
    }

    pub(crate) fn operation(&self, id: &str) -> Result<&'static Operation> {
        self.shared.service.operation(id).ok_or_else(|| {
            Error::unexpected_answer(format!("the operation {id} is not in the service's table"))
        })
    }

    /// Sends a request, and returns its answer if it is a success.
    pub(super) async fn send(
        &self,
        mut request: Outgoing,
        operation: &'static Operation,
        long_running: Option<&str>,
    ) -> Result<Answer> {
        for (name, value) in &self.options.headers {
            request.headers.insert(name.clone(), value.clone());
        }
        request
            .headers
            .insert(USER_AGENT, self.shared.user_agent.clone());
        let id = match request.headers.get(CLIENT_REQUEST_ID) {
            Some(id) => id.to_str().unwrap_or_default().to_owned(),
            None => Uuid::new_v4().to_string(),
        };
        if let Ok(id) = HeaderValue::from_str(&id) {
            request.headers.insert(CLIENT_REQUEST_ID, id);
        }
        Call::new(self.clone(), operation, long_running, id)
            .send(request)
            .await
    }
}

/// Makes the way onto the wire that the options ask for.
fn transport(endpoint: &Endpoint, options: &ClientOptions) -> Result<Transport> {
    if options.http_client.as_ref().is_some_and(follows_redirects) {
        let problem = "follows redirects, which may lead to another host";
        return Err(InvalidValue::new("HTTP client", problem)
            .with_hint("build it with `redirect(reqwest::redirect::Policy::none())`")
            .into());
    }
    match (&options.azure.transport, &options.http_client) {
        (Some(transport), _) => Ok(Transport::Callers(transport.clone())),
        (None, Some(client)) => Ok(Transport::Native(client.clone())),
        (None, None) => Ok(Transport::Native(default_client(endpoint)?)),
    }
}
