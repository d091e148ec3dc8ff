//! A proxy that spoils answers, most of them after the service has done its work.
//!
//! It stands between a client and an emulator, on a port of its own, and passes requests on as they
//! are: what a client signs for the proxy's name, the emulator checks for that name. A fault is
//! drawn for each request. Nothing here takes time: an answer is late by the [`Clock`] of the test.

mod dial;
mod draw;
mod exchange;
mod fault;
mod history;
mod proxied;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acs_emulator::Emulator;
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpSocket},
    task::JoinSet,
};

use self::{dial::Dial, exchange::Way};
use crate::{Clock, Outcome};

pub use draw::Draw;
pub use fault::Fault;
pub use history::Exchange;
pub use proxied::Proxied;

/// The proxy's name. It has no port, since the one in a URL goes before that of an address, and a
/// refused connection needs an address of its own.
pub const ENDPOINT: &str = "http://localhost";

/// A proxy in front of an emulator.
pub struct Proxy {
    shared: Arc<Shared>,
    client: reqwest::Client,
    /// A port that nobody listens at. It is kept so that nobody else does.
    _refuses: TcpSocket,
    /// The server, which ends with the proxy.
    _server: JoinSet<()>,
}

struct Shared {
    state: Mutex<State>,
}

struct State {
    draw: Draw,
    /// The faults of the connections that were made, in their order.
    drawn: VecDeque<Option<Fault>>,
    history: Vec<Exchange>,
}

impl Proxy {
    /// Starts a proxy in front of `emulator`. Late answers are late by `clock`.
    ///
    /// # Errors
    /// When there is no port to be had.
    pub async fn start(emulator: &Emulator, clock: &Clock, draw: Draw) -> Outcome<Self> {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                draw,
                drawn: VecDeque::new(),
                history: Vec::new(),
            }),
        });
        let refuses = TcpSocket::new_v4()?;
        refuses.bind(([127, 0, 0, 1], 0).into())?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let dial = Dial {
            shared: Arc::clone(&shared),
            proxy: listener.local_addr()?,
            refuses: refuses.local_addr()?,
        };
        let way = Way {
            shared: Arc::clone(&shared),
            clock: clock.clone(),
            service: plain().build()?,
            endpoint: emulator.endpoint(),
        };
        let mut server = JoinSet::new();
        server.spawn(serve(listener, Arc::new(way)));
        Ok(Self {
            shared,
            client: plain()
                .dns_resolver(Arc::new(dial))
                .pool_max_idle_per_host(0)
                .build()?,
            _refuses: refuses,
            _server: server,
        })
    }

    /// The HTTP client for this proxy; no other finds it.
    pub fn http_client(&self) -> reqwest::Client {
        self.client.clone()
    }

    /// Lets these faults happen to the next requests, before any other.
    pub fn plan(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.shared.state().draw.plan(faults);
    }

    /// Counts the exchanges so far.
    pub fn exchanges(&self) -> usize {
        self.shared.state().history.len()
    }

    /// The exchanges, without the first few.
    pub fn history_since(&self, exchanges: usize) -> Vec<Exchange> {
        let history = &self.shared.state().history;
        history.iter().skip(exchanges).cloned().collect()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client that does as it is told and no more.
fn plain() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never().max_retries_per_request(0))
}

async fn serve(listener: TcpListener, way: Arc<Way>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while connections.try_join_next().is_some() {}
        // Answers are written at once; there is nothing to collect.
        stream.set_nodelay(true).ok();
        let way = Arc::clone(&way);
        connections.spawn(async move {
            let service = service_fn(|request| way.exchange(request));
            let connection = http1::Builder::new()
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service);
            // That connections break is what they are here for.
            connection.await.ok();
        });
    }
}
