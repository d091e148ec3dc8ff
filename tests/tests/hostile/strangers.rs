//! Whoever is not the service, and must not hear of anything.

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use acs_tests::Outcome;

/// Where a link may try to lead. All of these are other origins than that of the service.
pub(crate) struct Strangers {
    listeners: Vec<TcpListener>,
    pub(crate) origins: Vec<String>,
    /// How many came.
    visits: Arc<AtomicUsize>,
}

impl Strangers {
    /// Another port of the same host, and the same port of another host.
    pub(crate) fn of(service: SocketAddr) -> Outcome<Self> {
        let listeners = vec![
            TcpListener::bind(("127.0.0.1", 0))?,
            TcpListener::bind(("127.0.0.2", service.port()))?,
        ];
        let (mut origins, visits) = (Vec::new(), Arc::<AtomicUsize>::default());
        for listener in &listeners {
            listener.set_nonblocking(true)?;
            origins.push(format!("http://{}", listener.local_addr()?));
            let (listener, visits) = (listener.try_clone()?, Arc::clone(&visits));
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::spawn(async move {
                while listener.accept().await.is_ok() {
                    visits.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let port = service.port();
        // The service itself would get these, under a name or a scheme that is not its own.
        origins.push(format!("http://localhost:{port}"));
        origins.push(format!("https://127.0.0.1:{port}"));
        origins.push(format!("http://somebody@127.0.0.1:{port}"));
        Ok(Self {
            listeners,
            origins,
            visits,
        })
    }

    /// Links to `path` at the strangers, in every form in which a browser would understand them.
    pub(crate) fn links(&self, path: &str) -> Vec<String> {
        let full = self.origins.iter().map(|origin| format!("{origin}{path}"));
        let bare = self.origins.iter().take(2).flat_map(|origin| {
            let host = origin.trim_start_matches("http://");
            [
                format!("//{host}{path}"),
                format!("\\\\{host}{path}"),
                format!("/\\{host}{path}"),
                format!("http:\\\\{host}{path}"),
                format!("HTTP://{host}{path}"),
                format!("\t//{host}{path}"),
            ]
        });
        full.chain(bare).collect()
    }

    /// Fails if anybody so much as connected.
    pub(crate) fn were_left_alone(&self) -> Outcome {
        let visits = self.visits.load(Ordering::Relaxed);
        if visits > 0 {
            return Err(format!("somebody came {visits} times").into());
        }
        for listener in &self.listeners {
            match listener.accept() {
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                came => return Err(format!("somebody comes: {came:?}").into()),
            }
        }
        Ok(())
    }
}
