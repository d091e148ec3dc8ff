//! Name resolution that leads a client to the proxy, or to a port that refuses it.

use std::{iter, net::SocketAddr, sync::Arc};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{Exchange, Fault, Shared};

/// Answers for the proxy's name: its address, or one where connections are refused.
///
/// Each connection is for one request, so the next request's fault is drawn here.
pub(super) struct Dial {
    pub(super) shared: Arc<Shared>,
    pub(super) proxy: SocketAddr,
    pub(super) refuses: SocketAddr,
}

impl Resolve for Dial {
    fn resolve(&self, _: Name) -> Resolving {
        let mut state = self.shared.state();
        let fault = state.draw.next();
        let address = if fault == Some(Fault::Refused) {
            state.history.push(Exchange {
                request: None,
                fault,
                answered: None,
            });
            self.refuses
        } else {
            state.drawn.push_back(fault);
            self.proxy
        };
        let addresses: Addrs = Box::new(iter::once(address));
        Box::pin(async move { Ok(addresses) })
    }
}
