//! Why an emulator did not start.

use std::io;
use std::net::IpAddr;

use crate::stock::StockError;
#[cfg(feature = "sqlite")]
use crate::store::ContinueError;
#[cfg(feature = "tls")]
use crate::tls::TlsError;

/// Why an emulator did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port cannot be had.
    #[error("cannot listen on port {port} of {host}: {source}; port 0 takes one that is free")]
    Listen {
        /// The address asked for.
        host: IpAddr,
        /// The port asked for; zero leaves the choice to the system.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The access key is not base64, or is empty.
    #[error("the access key is not base64 of at least one byte")]
    AccessKey,
    /// What is to be advertised is not a host name or an address.
    #[error(
        "cannot advertise {0:?}: it is not a host name or address, with or without a port, as in \
         emulator:8080"
    )]
    Advertised(String),
    /// The token of the admin API is empty, or has what cannot stand in a header.
    #[error("the admin token is not one or more visible ASCII characters")]
    AdminToken,
    /// The file to record requests in cannot be made.
    #[error("cannot record requests: {0}")]
    Record(#[source] io::Error),
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
