//! The addresses of a name.

use std::{io, net::IpAddr};

use async_trait::async_trait;

/// A way to find the addresses of a trunk.
///
/// Without one of one's own, a [`Preflight`](crate::Preflight) asks the resolver of the system. One
/// of one's own may ask a certain DNS server, such as one outside of the company's network.
///
/// ```
/// use std::{io, net::{IpAddr, Ipv4Addr}};
/// use acs_sip_routing::{Preflight, Resolver};
///
/// struct Fixed;
///
/// #[async_trait::async_trait]
/// impl Resolver for Fixed {
///     async fn resolve(&self, _host: &str) -> io::Result<Vec<IpAddr>> {
///         Ok(vec![Ipv4Addr::new(203, 0, 113, 5).into()])
///     }
/// }
///
/// let preflight = Preflight::new().resolver(Fixed);
/// ```
#[async_trait]
pub trait Resolver: Send + Sync {
    /// The addresses of `host`, by its A and AAAA records. None, or an error, if it has none.
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The resolver of the system.
pub(super) struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let found = tokio::net::lookup_host((host, 0)).await?;
        Ok(found.map(|address| address.ip()).collect())
    }
}
