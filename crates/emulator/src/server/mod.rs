//! The network side: connections in, answers out, and nobody gets more than their share.

mod body;
mod connections;
mod exchange;
mod socket;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

pub(crate) use exchange::{BodyFault, Received, Reply};

#[cfg(feature = "tls")]
use crate::tls::Tls;
use body::Budget;
use connections::{Connections, Place};
use exchange::Exchange;
use socket::Socket;

/// Time for requests that are being answered once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// The most that the line and the headers of a request may take together.
const MAX_HEAD: usize = 64 * 1024;

/// Number of connections that make way at once when the system has no room for one more.
const AT_ONCE: usize = 16;

/// Answers requests.
pub(crate) trait Handler: Send + Sync + 'static {
    /// The answer to one request.
    fn answer(&self, request: Received) -> impl Future<Output = Reply> + Send;
}

/// Limits of clients.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at a time. One more closes the one that has waited longest for its client.
    pub(crate) connections: usize,
    /// Time in which the whole head of a request has to come.
    pub(crate) head_time: Duration,
    /// Time in which the body of a request has to come, and for which a client may take nothing of its answer.
    pub(crate) body_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 900,
            head_time: Duration::from_secs(30),
            body_time: Duration::from_secs(20),
        }
    }
}

/// Service of a server, and its connections.
pub(crate) struct Server<H> {
    handler: Arc<H>,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
    limits: Limits,
    budget: Arc<Budget>,
    connections: Arc<Connections>,
}

impl<H> Clone for Server<H> {
    fn clone(&self) -> Self {
        Self {
            handler: Arc::clone(&self.handler),
            #[cfg(feature = "tls")]
            tls: self.tls.clone(),
            limits: self.limits,
            budget: Arc::clone(&self.budget),
            connections: Arc::clone(&self.connections),
        }
    }
}

impl<H: Handler> Server<H> {
    pub(crate) fn new(handler: Arc<H>, limits: Limits) -> Self {
        Self {
            handler,
            #[cfg(feature = "tls")]
            tls: None,
            limits,
            budget: Arc::default(),
            connections: Arc::new(Connections::new(limits.connections)),
        }
    }

    #[cfg(feature = "tls")]
    pub(crate) fn with_tls(self, tls: Option<Tls>) -> Self {
        Self { tls, ..self }
    }

    /// Serves until told to stop or dropped; dropping closes every connection.
    pub(crate) async fn serve(self, listener: TcpListener, mut stop: oneshot::Receiver<()>) {
        let graceful = GracefulShutdown::new();
        let mut tasks = JoinSet::new();
        loop {
            let stream = tokio::select! {
                stream = self.accept(&listener) => stream,
                // A handle that is gone without a word stops the server as well.
                _ = &mut stop => break,
            };
            while tasks.try_join_next().is_some() {}
            let Some(place) = self.connections.enter() else {
                tracing::warn!("every connection is busy; one more was turned away");
                continue;
            };
            tasks.spawn(
                self.clone()
                    .occupy(stream, Arc::new(place), graceful.watcher()),
            );
        }
        drop(listener);
        if tokio::time::timeout(GRACE, graceful.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some requests took too long and were cut off");
        }
    }

    /// The next connection. Accepting fails for want of file descriptors, say, so a few that nobody
    /// uses are closed, and it is tried again a little later.
    async fn accept(&self, listener: &TcpListener) -> TcpStream {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => return stream,
                Err(error) => tracing::warn!(%error, "a connection could not be accepted"),
            }
            for _ in 0..AT_ONCE {
                self.connections.evict();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn occupy(self, stream: TcpStream, place: Arc<Place>, watcher: Watcher) {
        // Answers are written at once and in one piece; there is nothing to collect.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection broke");
        }
        tokio::select! {
            () = place.evicted() => tracing::debug!("an idle connection made way for a new one"),
            () = self.connect(stream, &place, watcher) => {}
        }
    }

    #[cfg(feature = "tls")]
    async fn connect(&self, stream: TcpStream, place: &Arc<Place>, watcher: Watcher) {
        use crate::tls::Secured;

        let reset = Arc::new(AtomicBool::new(false));
        let Some(tls) = &self.tls else {
            let socket = Socket::new(stream, Arc::clone(&reset), self.limits.body_time);
            return self.speak(socket, place, reset, watcher).await;
        };
        let secured = tls.secure(stream, |it| {
            Socket::new(it, Arc::clone(&reset), self.limits.body_time)
        });
        match tokio::time::timeout(self.limits.head_time, secured).await {
            Ok(Ok(Secured::Plain(it))) => self.speak(it, place, reset, watcher).await,
            Ok(Ok(Secured::Tls(it))) => self.speak(*it, place, reset, watcher).await,
            Ok(Err(error)) => tracing::debug!(%error, "a handshake failed"),
            Err(_) => tracing::debug!("a client took too long to begin"),
        }
    }

    #[cfg(not(feature = "tls"))]
    async fn connect(&self, stream: TcpStream, place: &Arc<Place>, watcher: Watcher) {
        let reset = Arc::new(AtomicBool::new(false));
        let socket = Socket::new(stream, Arc::clone(&reset), self.limits.body_time);
        self.speak(socket, place, reset, watcher).await;
    }

    async fn speak(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
        place: &Arc<Place>,
        reset: Arc<AtomicBool>,
        watcher: Watcher,
    ) {
        let exchange = Arc::new(Exchange {
            handler: Arc::clone(&self.handler),
            body_time: self.limits.body_time,
            budget: Arc::clone(&self.budget),
            place: Arc::clone(place),
            reset,
        });
        let answer = service_fn(move |request| Arc::clone(&exchange).answer(request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head_time)
            .max_buf_size(MAX_HEAD)
            .serve_connection(TokioIo::new(stream), answer);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection broke");
        }
    }
}
