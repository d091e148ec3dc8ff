//! From what was chosen to a running emulator.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use uuid::Uuid;

use super::{EmulatorBuilder, StartError};
use crate::admin::{Admin, Guard};
use crate::auth::Gatekeeper;
use crate::clock::Clock;
use crate::emulator::{Emulator, Parts, Running};
use crate::identity::Identity;
use crate::names::Advertised;
use crate::requests::Recording;
use crate::server::{Handler, Limits, Server};
use crate::service::{Memory, Service};
use crate::state::State;
use crate::stock::Stock;
#[cfg(feature = "sqlite")]
use crate::store::Beginning;
#[cfg(feature = "tls")]
use crate::tls::Tls;

impl EmulatorBuilder {
    /// Starts the emulator on the runtime this is called in.
    pub async fn start(mut self) -> Result<Emulator, StartError> {
        self.names.advertised = self.advertised.take().map(advertised).transpose()?;
        let admin_token = self.admin_token_asked_for()?;
        let names = self.names.clone();
        #[cfg(feature = "tls")]
        let tls = self.tls.then(|| Tls::new(names.to_certify())).transpose()?;
        let main = listen(names.host, self.port).await?;
        let admin = match self.admin_port {
            Some(port) => Some(listen(names.host, port).await?),
            None => None,
        };
        let service = Arc::new(self.service()?);
        let identity = Arc::new(Identity::new(Arc::clone(&service)));
        let run_admin = |door: Door| {
            let handler = Admin {
                service: Arc::clone(&service),
                identity: Arc::clone(&identity),
                guard: Guard::new(names.clone(), door.port()?, admin_token.as_deref()),
                #[cfg(feature = "tls")]
                is_secure: tls.is_some(),
            };
            door.run(
                Arc::new(handler),
                #[cfg(feature = "tls")]
                tls.as_ref(),
            )
        };
        Ok(Emulator::new(Parts {
            admin: admin.map(run_admin).transpose()?,
            main: main.run(
                Arc::clone(&service),
                #[cfg(feature = "tls")]
                tls.as_ref(),
            )?,
            service,
            identity,
            admin_token,
            names,
            #[cfg(feature = "tls")]
            tls,
        }))
    }

    /// The token that the admin API asks for, if there is such an API and it asks for one.
    fn admin_token_asked_for(&mut self) -> Result<Option<String>, StartError> {
        if self.admin_port.is_none() {
            return Ok(None);
        }
        match self.admin_token.take() {
            Some(token) if token.is_empty() || !token.bytes().all(|it| it.is_ascii_graphic()) => {
                Err(StartError::AdminToken)
            }
            Some(token) => Ok(Some(token)),
            None if self.names.is_local() => Ok(None),
            None => Ok(Some(Uuid::new_v4().to_string())),
        }
    }

    fn service(self) -> Result<Service, StartError> {
        let gatekeeper = Gatekeeper::new(self.key.clone().ok_or(StartError::AccessKey)?);
        let (origins, sip_rules) = (self.origins.clone(), self.sip_rules);
        let recording = self.record.as_deref().map(Recording::to).transpose();
        let recording = recording.map_err(StartError::Record)?;
        let (ids, scripts) = (self.ids.clone(), self.scripts.clone());
        let (clock, memory) = self.memory()?;
        let service = Service::new(clock, gatekeeper, ids, scripts, memory);
        Ok(service.with(origins, sip_rules, recording))
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

/// A port that is listened on, and nobody answers yet.
struct Door {
    host: IpAddr,
    /// The port asked for.
    port: u16,
    listener: TcpListener,
}

async fn listen(host: IpAddr, port: u16) -> Result<Door, StartError> {
    let bound = TcpListener::bind(SocketAddr::from((host, port))).await;
    let listener = bound.map_err(|source| StartError::Listen { host, port, source })?;
    Ok(Door {
        host,
        port,
        listener,
    })
}

impl Door {
    /// The port that it came to be.
    fn port(&self) -> Result<u16, StartError> {
        let address = self.listener.local_addr();
        address.map(|it| it.port()).map_err(|it| self.error(it))
    }

    fn error(&self, source: io::Error) -> StartError {
        StartError::Listen {
            host: self.host,
            port: self.port,
            source,
        }
    }

    fn run(
        self,
        handler: Arc<impl Handler>,
        #[cfg(feature = "tls")] tls: Option<&Tls>,
    ) -> Result<Running, StartError> {
        let server = Server::new(handler, Limits::default());
        #[cfg(feature = "tls")]
        let server = server.with_tls(tls.cloned());
        let Self {
            host,
            port,
            listener,
        } = self;
        Running::start(listener, server).map_err(|source| StartError::Listen { host, port, source })
    }
}

fn advertised(given: String) -> Result<Advertised, StartError> {
    given.parse().map_err(|_| StartError::Advertised(given))
}
