//! The client.

#[cfg(feature = "simulation")]
mod comparison;
mod plans;
mod preview;
mod routes;
#[cfg(test)]
mod tests;
mod trunks;

use std::sync::Arc;

use acs_core::{
    AccessKey, CallContext, CallOptions, ClientOptions, Credential, Endpoint, Error, Result,
    Service,
};
use acs_sip_routing_generated::{self as generated, operations::API_VERSION};
// The preview has all operations of the stable version, under the same names.
use acs_sip_routing_preview_generated::operations::OPERATIONS;
use futures::lock::Mutex;

use crate::{ApiVersion, SipConfiguration, idempotency::idempotency, wire};

static SERVICE: Service = Service {
    crate_name: env!("CARGO_PKG_NAME"),
    crate_version: env!("CARGO_PKG_VERSION"),
    api_version: API_VERSION,
    operations: OPERATIONS,
    idempotency,
};

/// Reads and changes the direct routing of a resource: its trunks and its routes.
///
/// A client is cheap to clone, and clones share their connections. It holds no state of the
/// service: every method asks it again.
///
/// # Promises of a change
///
/// Each change is one request, if need be after one that reads, and the service makes all of it or
/// nothing. The interface has no condition on a version: of two programs that change the same trunk
/// or the routes at the same time, the last one wins. A change sets values, so it is sent again,
/// like a read, after a failure that may pass. The answer is compared with what was set, and where
/// they differ, [`is_unexpected_answer`](crate::Error::is_unexpected_answer) holds: read the
/// configuration to see what the resource has.
///
/// To change trunks and routes in one moment, to look before, to notice what others do, and to be
/// able to go back, [`plan`](Self::plan) the change and [`apply`](Self::apply) the plan.
///
/// # Failures
///
/// Every method gives an [`Error`](crate::Error), which can be asked what happened. Common to all
/// of them are [`is_unauthorized`](crate::Error::is_unauthorized),
/// [`is_throttled`](crate::Error::is_throttled),
/// [`is_server_error`](crate::Error::is_server_error), [`is_connect`](crate::Error::is_connect)
/// and [`is_timeout`](crate::Error::is_timeout); what is particular to a method is written there.
///
/// A configuration that the service refuses has status 400 or 422 and its reason in
/// [`code`](crate::Error::code):
///
/// | code | reason |
/// |---|---|
/// | `MissingTrunk` | a route names a trunk that is not there, or would be left with one |
/// | `InvalidTrunkFqdn` | the service does not take the domain name |
/// | `InvalidTrunkSipSignalingPort` | the port is 0 |
/// | `InvalidRouteName` | the name is empty |
/// | `InvalidRouteNumberPattern` | the pattern is empty or cannot be read |
/// | `DuplicatedRoute` | two routes have the same name and the same pattern |
/// | `RouteWithDuplicatedTrunk` | a route names a trunk twice |
///
/// Most of these are found before anything is sent, and then
/// [`is_invalid_input`](crate::Error::is_invalid_input) holds.
///
/// # Example
///
/// ```no_run
/// use acs_sip_routing::{Route, SipPort, SipRoutingClient, Trunk};
///
/// # async fn example(connection_string: &str) -> acs_sip_routing::Result<()> {
/// let client = SipRoutingClient::from_connection_string(connection_string, None)?;
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// client.set_trunk(&trunk).await?;
///
/// let everything = Route::new("everything".parse()?, "^.*$".parse()?)
///     .with_trunks([trunk.fqdn().clone()])?;
/// client.set_routes(&[everything]).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SipRoutingClient {
    pub(crate) context: CallContext,
    pub(crate) version: ApiVersion,
    /// Held while a change is made, so that clones do not come between each other's reading and
    /// writing.
    turns: Arc<Mutex<()>>,
}

/// Making a client. Nothing is sent.
impl SipRoutingClient {
    /// A client for the resource, and with the access key, that a connection string names.
    ///
    /// The portal shows the connection string on the resource's page of keys. A faulty one is
    /// refused with what is wrong with it.
    ///
    /// ```
    /// use acs_sip_routing::SipRoutingClient;
    ///
    /// let connection_string =
    ///     "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0LWtleQ==";
    /// let client = SipRoutingClient::from_connection_string(connection_string, None)?;
    /// assert_eq!(client.endpoint().as_str(), "https://contoso.communication.azure.com");
    /// # Ok::<(), acs_sip_routing::Error>(())
    /// ```
    pub fn from_connection_string(
        connection_string: &str,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let options = options.unwrap_or_default();
        CallContext::from_connection_string(&SERVICE, connection_string, options).map(Self::within)
    }

    /// A client for the resource at `endpoint`, with an access key or a token of Microsoft Entra
    /// ID.
    ///
    /// The endpoint is an `https` address; plain `http` is taken for a loopback address, that is,
    /// for an emulator. Tokens travel over `https` only.
    ///
    /// ```no_run
    /// use acs_sip_routing::{AccessKey, SipRoutingClient, default_credential};
    ///
    /// # fn example(key: &str) -> acs_sip_routing::Result<()> {
    /// let endpoint = "https://contoso.communication.azure.com";
    /// let by_key = SipRoutingClient::new(endpoint, AccessKey::new(key)?, None)?;
    /// let by_sign_in = SipRoutingClient::new(endpoint, default_credential()?, None)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(
        endpoint: &str,
        credential: impl Into<Credential>,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let (endpoint, options) = (Endpoint::new(endpoint)?, options.unwrap_or_default());
        CallContext::new(&SERVICE, endpoint, credential, options).map(Self::within)
    }

    fn within(context: CallContext) -> Self {
        Self {
            context,
            version: ApiVersion::default(),
            turns: Arc::default(),
        }
    }

    /// Returns a client that makes its calls by these options. It shares the connections of this
    /// one.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use acs_sip_routing::{CallOptions, SipRoutingClient};
    ///
    /// # async fn example(client: SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let quick = CallOptions::default().timeout(Duration::from_secs(5));
    /// client.with_options(quick).list_trunks().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self {
            context: self.context.with_options(options),
            ..self.clone()
        }
    }

    /// Signs with another access key from now on, in all clones of this client, too.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the client signs in by tokens.
    pub fn replace_access_key(&self, key: AccessKey) -> Result<()> {
        self.context.replace_access_key(key)
    }

    /// The address of the resource that the client talks to.
    pub fn endpoint(&self) -> &Endpoint {
        self.context.endpoint()
    }
}

/// Trunks and routes together.
impl SipRoutingClient {
    /// Reads trunks and routes as they were at one moment: `GET /sip`.
    ///
    /// A resource that was never configured has none of either; that is no error.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let configuration = client.get_configuration().await?;
    /// println!("{} trunks", configuration.trunks.len());
    /// for route in &configuration.routes {
    ///     println!("{} takes {}", route.name(), route.number_pattern());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_configuration(&self) -> Result<SipConfiguration> {
        SipConfiguration::from_wire(self.read().await?)
    }

    /// Sends a change and takes what the service has then from its answer.
    async fn change(&self, change: &wire::SipConfigurationUpdate) -> Result<SipConfiguration> {
        SipConfiguration::from_wire(self.send_update(change).await?)
    }

    /// Reads the whole configuration.
    pub(crate) async fn read(&self) -> Result<wire::SipConfiguration> {
        whole(self.read_by_version().await?)
    }

    /// Sends a change and gives back the whole configuration that came of it.
    async fn send_update(
        &self,
        change: &wire::SipConfigurationUpdate,
    ) -> Result<wire::SipConfiguration> {
        whole(self.update_by_version(change).await?)
    }

    fn generated(&self) -> generated::Client {
        generated::Client::new(self.context.clone())
    }
}

/// Refuses an answer without trunks or without routes, which is no configuration.
fn whole(answer: wire::SipConfiguration) -> Result<wire::SipConfiguration> {
    wire::needed(answer.trunks.as_ref(), "trunks")?;
    wire::needed(answer.routes.as_ref(), "routes")?;
    Ok(answer)
}

/// An answer that is not what was set.
pub(crate) fn not_as_set(problem: &str) -> Error {
    Error::unexpected_answer(format!(
        "the service's answer {problem}; read the configuration to see what the resource has"
    ))
}

/// The two operations that every version has, in the version that the client speaks.
impl SipRoutingClient {
    async fn read_by_version(&self) -> Result<wire::SipConfiguration> {
        if self.version == ApiVersion::V2023_03_01 {
            let answer = self.generated().get().await?.into_inner();
            return Ok(wire::from_stable(answer));
        }
        Ok(self.preview().get(None).await?.into_inner())
    }

    async fn update_by_version(
        &self,
        change: &wire::SipConfigurationUpdate,
    ) -> Result<wire::SipConfiguration> {
        self.check_change(change)?;
        if self.version == ApiVersion::V2023_03_01 {
            let change = wire::to_stable(change);
            let answer = self.generated().update(&change).await?.into_inner();
            return Ok(wire::from_stable(answer));
        }
        Ok(self.preview().update(change).await?.into_inner())
    }

    /// Refuses a change with something that the client's version does not have.
    fn check_change(&self, change: &wire::SipConfigurationUpdate) -> Result<()> {
        Ok(wire::check_update(self.version, change)?)
    }

    /// Refuses a configuration with something that the client's version does not have.
    fn check_version_for(&self, configuration: &SipConfiguration) -> Result<()> {
        match wire::uses_preview(configuration) {
            Some(what) => Ok(self.version.require_preview(what)?),
            None => Ok(()),
        }
    }
}
