//! The handle to a running emulator.

mod control;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use control::{UnknownOperation, UnknownSnapshot, UnknownTrunk};

use crate::identity::Identity;
use crate::names::Names;
use crate::options::{EmulatorBuilder, StartError};
use crate::server::{Handler, Server};
use crate::service::Service;

/// One day: the lifetime of [`Emulator::token`].
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A running emulator: one resource with numbers and a SIP configuration of its own, on a port of
/// its own. Dropping it closes the port and every connection; what is not in a data file is
/// forgotten.
///
/// Emulators in one process know nothing of each other.
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use acs_emulator::Emulator;
///
/// let emulator = Emulator::builder().manual_clock().start().await?;
/// println!("{}", emulator.connection_string());
/// assert_eq!(emulator.owned_numbers()[0], "+14255550100");
///
/// // ... talk to it with a client, then let every hold expire ...
/// emulator.advance(Duration::from_secs(16 * 60));
/// # Ok(())
/// # }
/// ```
pub struct Emulator {
    service: Arc<Service>,
    identity: Arc<Identity>,
    #[cfg(feature = "tls")]
    tls: Option<crate::tls::Tls>,
    main: Running,
    admin: Option<Running>,
    admin_token: Option<String>,
    names: Names,
    end: End,
}

/// Lets go of the data file with the emulator; the last connections may take a little longer.
struct End(Arc<Service>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// What an emulator is made of before it runs.
pub(crate) struct Parts {
    pub(crate) service: Arc<Service>,
    pub(crate) identity: Arc<Identity>,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<crate::tls::Tls>,
    pub(crate) main: Running,
    pub(crate) admin: Option<Running>,
    pub(crate) admin_token: Option<String>,
    pub(crate) names: Names,
}

/// A server on its port, which ends with this.
pub(crate) struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: Task,
}

struct Task(JoinHandle<()>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Running {
    pub(crate) fn start(
        listener: TcpListener,
        server: Server<impl Handler>,
    ) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        Ok(Self {
            address,
            stop,
            task: Task(tokio::spawn(server.serve(listener, stopped))),
        })
    }

    /// Stops taking connections and waits until the requests under way are answered.
    async fn shutdown(self) {
        let Self { stop, mut task, .. } = self;
        // If the server is gone already, there is nobody to tell.
        if stop.send(()).is_ok()
            && let Err(error) = (&mut task.0).await
        {
            tracing::warn!(%error, "the server did not end by itself");
        }
    }
}

impl Emulator {
    /// Starts an emulator with the stock for demonstrations, on any free port, with a running clock.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Chooses how an emulator starts.
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder::new()
    }

    pub(crate) fn new(parts: Parts) -> Self {
        Self {
            end: End(Arc::clone(&parts.service)),
            service: parts.service,
            identity: parts.identity,
            #[cfg(feature = "tls")]
            tls: parts.tls,
            main: parts.main,
            admin: parts.admin,
            admin_token: parts.admin_token,
            names: parts.names,
        }
    }

    /// Stops taking connections and waits until the requests under way are answered, five seconds at
    /// most.
    pub async fn shutdown(self) {
        let Self {
            main, admin, end, ..
        } = self;
        main.shutdown().await;
        if let Some(admin) = admin {
            admin.shutdown().await;
        }
        drop(end);
    }

    /// The endpoint, such as `http://127.0.0.1:51234`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.authority())
    }

    /// The endpoint for HTTPS, such as `https://127.0.0.1:51234`, if the emulator was started with
    /// [`tls`](EmulatorBuilder::tls). Bearer tokens need it: clients do not send them in the open.
    #[cfg(feature = "tls")]
    pub fn https_endpoint(&self) -> Option<String> {
        self.secure(&self.authority())
    }

    /// The certificate, as PEM, of the authority that a client must trust to reach
    /// [`https_endpoint`](Self::https_endpoint).
    #[cfg(feature = "tls")]
    pub fn ca_certificate(&self) -> Option<&str> {
        self.tls.as_ref().map(crate::tls::Tls::authority)
    }

    /// Where the admin API is, if the emulator was started with [`admin`](EmulatorBuilder::admin).
    pub fn admin_endpoint(&self) -> Option<String> {
        Some(format!("http://{}", self.admin_authority()?))
    }

    /// The token that the admin API asks for, if it asks for one: because one was
    /// [chosen](EmulatorBuilder::admin_token), or because the emulator can be reached from elsewhere.
    /// It comes after `Bearer` in the header `authorization`.
    pub fn admin_token(&self) -> Option<&str> {
        self.admin_token.as_deref()
    }

    /// Endpoint and access key in one, as clients take it.
    pub fn connection_string(&self) -> String {
        self.connection_string_of(&self.endpoint())
    }

    /// The same with the endpoint for HTTPS, if there is one.
    #[cfg(feature = "tls")]
    pub fn https_connection_string(&self) -> Option<String> {
        Some(self.connection_string_of(&self.https_endpoint()?))
    }

    /// The access key in base64.
    pub fn access_key(&self) -> &str {
        self.service.gatekeeper.key.as_base64()
    }

    /// A bearer token that is good for one day by the emulator's clock.
    pub fn token(&self) -> String {
        self.token_for(DAY)
    }

    /// A bearer token that is good for that long by the emulator's clock; for no time at all, it has
    /// expired already.
    pub fn token_for(&self, lifetime: Duration) -> String {
        self.token_for_audience(crate::auth::AUDIENCE, lifetime)
    }

    /// A bearer token for another audience, which the service denies.
    pub fn token_for_audience(&self, audience: &str, lifetime: Duration) -> String {
        let lifetime = time::Duration::try_from(lifetime).unwrap_or(time::Duration::MAX);
        self.service.token(audience, lifetime)
    }

    /// Environment variables with which `ManagedIdentityCredential` gets its tokens from this
    /// emulator, if it was started with [`admin`](EmulatorBuilder::admin).
    pub fn managed_identity_environment(&self) -> Option<Vec<(&'static str, String)>> {
        let admin = self.admin_endpoint()?;
        Some(self.identity.managed_environment(&admin))
    }

    /// Environment variables with which `WorkloadIdentityCredential` gets its tokens from this
    /// emulator, if it was started with [`admin`](EmulatorBuilder::admin) and
    /// [`tls`](EmulatorBuilder::tls). One more, `AZURE_FEDERATED_TOKEN_FILE`, has to name a file that
    /// holds the [`federated_token`](Self::federated_token), and the client has to trust
    /// [`ca_certificate`](Self::ca_certificate).
    #[cfg(feature = "tls")]
    pub fn workload_identity_environment(&self) -> Option<Vec<(&'static str, String)>> {
        let admin = self.secure(&self.admin_authority()?)?;
        Some(Identity::workload_environment(&admin))
    }

    /// What `WorkloadIdentityCredential` shows to get a token. It is good for a year by the
    /// emulator's clock.
    pub fn federated_token(&self) -> String {
        self.identity.federated_token()
    }

    fn connection_string_of(&self, endpoint: &str) -> String {
        format!("endpoint={endpoint}/;accesskey={}", self.access_key())
    }

    fn authority(&self) -> String {
        self.names.of_service(self.main.address.port())
    }

    fn admin_authority(&self) -> Option<String> {
        let admin = self.admin.as_ref()?;
        Some(self.names.of_admin(admin.address.port()))
    }

    #[cfg(feature = "tls")]
    fn secure(&self, authority: &str) -> Option<String> {
        self.tls.as_ref().map(|_| format!("https://{authority}"))
    }
}

/// Shows the address alone.
impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator")
            .field("address", &self.main.address)
            .finish_non_exhaustive()
    }
}
