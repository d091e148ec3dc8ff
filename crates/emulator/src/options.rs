//! What can be chosen before an emulator starts.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::sync::Arc;

use time::OffsetDateTime;
use tokio::net::TcpListener;

use crate::admin::Admin;
use crate::auth::{AccessKey, Gatekeeper};
use crate::clock::Clock;
use crate::emulator::{Emulator, Parts, Running};
use crate::identity::Identity;
use crate::ids::Ids;
use crate::server::{Handler, Limits, Server};
use crate::service::{Memory, Service};
use crate::state::{OperationKind, OperationScript, Scripts, State};
use crate::stock::{Stock, StockError};
#[cfg(feature = "sqlite")]
use crate::store::{Beginning, ContinueError};
#[cfg(feature = "tls")]
use crate::tls::{Tls, TlsError};

/// The access key of an emulator that is not given one. It guards nothing.
const DEMO_KEY: &str = "YWNzLWVtdWxhdG9yLWRlbW8ta2V5LWd1YXJkcy1ub3RoaW5n";

/// Chooses how an emulator starts; see [`Emulator::builder`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct EmulatorBuilder {
    port: u16,
    admin_port: Option<u16>,
    /// None if it is to run, or to go on as it was.
    clock: Option<Clock>,
    /// None if what was given is no key.
    key: Option<AccessKey>,
    stock: Option<Stock>,
    ids: Ids,
    scripts: Scripts,
    #[cfg(feature = "sqlite")]
    data_file: Option<PathBuf>,
    #[cfg(feature = "tls")]
    tls: bool,
}

/// Why an emulator did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port cannot be had.
    #[error("cannot listen on port {port} of 127.0.0.1: {source}; port 0 takes one that is free")]
    Listen {
        /// The port asked for; zero leaves the choice to the system.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The access key is not base64, or is empty.
    #[error("the access key is not base64 of at least one byte")]
    AccessKey,
    /// The stock cannot be used.
    #[error(transparent)]
    Stock(#[from] StockError),
    /// The data file cannot be used.
    #[cfg(feature = "sqlite")]
    #[error("cannot go on from the data file: {0}")]
    DataFile(#[from] ContinueError),
    /// There is no certificate to speak HTTPS with.
    #[cfg(feature = "tls")]
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl EmulatorBuilder {
    pub(crate) fn new() -> Self {
        Self {
            port: 0,
            admin_port: None,
            clock: None,
            key: AccessKey::from_base64(DEMO_KEY),
            stock: None,
            ids: Ids::random(),
            scripts: Scripts::default(),
            #[cfg(feature = "sqlite")]
            data_file: None,
            #[cfg(feature = "tls")]
            tls: false,
        }
    }

    /// Listens on this port of 127.0.0.1. Zero, the default, takes any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts the admin API and the token endpoints as well, on this port of 127.0.0.1; zero takes
    /// any that is free. Whoever has the [`Emulator`] at hand needs it for tokens at most.
    pub fn admin(mut self, port: u16) -> Self {
        self.admin_port = Some(port);
        self
    }

    /// Stops the clock at the present time, so that it moves by [`Emulator::advance`] alone.
    pub fn manual_clock(self) -> Self {
        self.manual_clock_at(OffsetDateTime::now_utc())
    }

    /// Stops the clock at a time of choice, which makes every date in an answer repeatable.
    ///
    /// The dates of signed requests are still compared with the machine's clock: they come from the
    /// client's, which is the machine's.
    pub fn manual_clock_at(mut self, time: OffsetDateTime) -> Self {
        self.clock = Some(Clock::standing_at(time));
        self
    }

    /// Takes this access key, in base64, in place of the one for demonstrations.
    pub fn access_key(mut self, base64: &str) -> Self {
        self.key = AccessKey::from_base64(base64);
        self
    }

    /// Sells and owns these numbers in place of [`Stock::demo`].
    pub fn stock(mut self, stock: Stock) -> Self {
        self.stock = Some(stock);
        self
    }

    /// Makes ids and the order of browsed numbers repeatable.
    pub fn seed(mut self, seed: u64) -> Self {
        self.ids = Ids::seeded(seed);
        self
    }

    /// Lets operations of this kind run by `script` in place of a recorded sequence of the real
    /// service.
    pub fn operation_script(mut self, kind: OperationKind, script: OperationScript) -> Self {
        self.scripts.set(kind, script);
        self
    }

    /// Keeps everything in this file, an `SQLite` database, and goes on from it if it is there already.
    /// Whatever was answered is kept, even if the program is killed the next moment.
    ///
    /// The file also keeps the stock it was made with, and the clock, unless another is chosen.
    /// Scripts, faults and the record of requests are not kept.
    #[cfg(feature = "sqlite")]
    pub fn data_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.data_file = Some(path.into());
        self
    }

    /// Speaks HTTPS as well, on the same port: whoever begins with a handshake gets one. So does the
    /// admin API's port.
    ///
    /// The certificate is made at the start, for `localhost`, `127.0.0.1` and `::1`. Clients have to
    /// trust [`Emulator::ca_certificate`].
    #[cfg(feature = "tls")]
    pub fn tls(mut self) -> Self {
        self.tls = true;
        self
    }

    /// Starts the emulator on the runtime this is called in.
    pub async fn start(self) -> Result<Emulator, StartError> {
        #[cfg(feature = "tls")]
        let tls = self.tls.then(Tls::new).transpose()?;
        let main = listen(self.port).await?;
        let admin = match self.admin_port {
            Some(port) => Some((port, listen(port).await?)),
            None => None,
        };
        let port = self.port;
        let service = Arc::new(self.service()?);
        let identity = Arc::new(Identity::new(Arc::clone(&service)));
        let main = run(
            (port, main),
            Arc::clone(&service),
            #[cfg(feature = "tls")]
            tls.as_ref(),
        )?;
        let handler = Arc::new(Admin {
            service: Arc::clone(&service),
            identity: Arc::clone(&identity),
            #[cfg(feature = "tls")]
            is_secure: tls.is_some(),
        });
        let admin = admin.map(|listener| {
            run(
                listener,
                handler,
                #[cfg(feature = "tls")]
                tls.as_ref(),
            )
        });
        Ok(Emulator::new(Parts {
            service,
            identity,
            main,
            admin: admin.transpose()?,
            #[cfg(feature = "tls")]
            tls,
        }))
    }

    fn service(self) -> Result<Service, StartError> {
        let gatekeeper = Gatekeeper::new(self.key.clone().ok_or(StartError::AccessKey)?);
        let (ids, scripts) = (self.ids.clone(), self.scripts.clone());
        let (clock, memory) = self.memory()?;
        Ok(Service::new(clock, gatekeeper, ids, scripts, memory))
    }

    fn memory(self) -> Result<(Clock, Memory), StartError> {
        #[cfg(feature = "sqlite")]
        if let Some(path) = &self.data_file {
            let beginning = Beginning::from_file(path, self.stock, self.clock, self.ids)?;
            let mut state = beginning.state;
            state.scripts = self.scripts;
            let memory = Memory::new(state, Some(Box::new(beginning.file)));
            return Ok((beginning.clock, memory));
        }
        let stock = self.stock.map_or_else(Stock::demo, Ok)?;
        let clock = self.clock.unwrap_or_else(Clock::running);
        let mut state = State::new(stock, self.ids, false, clock.now());
        state.scripts = self.scripts;
        Ok((clock, Memory::new(state, None)))
    }
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let bound = TcpListener::bind(address).await;
    bound.map_err(|source| StartError::Listen { port, source })
}

fn run(
    (port, listener): (u16, TcpListener),
    handler: Arc<impl Handler>,
    #[cfg(feature = "tls")] tls: Option<&Tls>,
) -> Result<Running, StartError> {
    let server = Server::new(handler, Limits::default());
    #[cfg(feature = "tls")]
    let server = server.with_tls(tls.cloned());
    Running::start(listener, server).map_err(|source| StartError::Listen { port, source })
}
