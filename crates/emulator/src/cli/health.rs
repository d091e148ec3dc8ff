//! A look at a running emulator, for container images that have no other program to look with.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Time for each of connecting, asking and reading.
const PATIENCE: Duration = Duration::from_secs(3);
/// Length of the part of an answer that tells.
const STATUS_LINE: u64 = 64;

/// The emulator that did not say that it is well.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unhealthy {
    #[error("no emulator answers at {address}: {source}; its --admin-port goes there")]
    Silent {
        address: SocketAddr,
        source: io::Error,
    },
    #[error("GET /health at {address} was answered with: {answer}")]
    Otherwise { address: SocketAddr, answer: String },
}

/// Asks the admin API at this address for its health.
pub(crate) fn check_health(address: SocketAddr) -> Result<(), Unhealthy> {
    let answer = ask(address).map_err(|source| Unhealthy::Silent { address, source })?;
    let answer = answer.lines().next().unwrap_or_default().to_owned();
    if answer.starts_with("HTTP/1.1 200 ") {
        Ok(())
    } else {
        Err(Unhealthy::Otherwise { address, answer })
    }
}

/// Returns the beginning of the answer. The admin port speaks plain HTTP even beside HTTPS.
fn ask(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET /health HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(STATUS_LINE).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
