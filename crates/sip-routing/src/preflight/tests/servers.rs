//! Trunks on loopback, made for a test.

use std::{future::pending, net::Ipv4Addr, sync::Arc};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

use crate::SipPort;

pub(super) const OK: &str = "SIP/2.0 100 Trying\r\n\r\nSIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n";

/// The conduct after the connection is accepted.
pub(super) enum Manner {
    /// Nothing.
    Silent,
    /// These bytes are sent, and no more.
    Sends(&'static [u8]),
    /// TLS, and this answer to a request.
    Answers(ServerConfig, &'static str),
    /// TLS, and nothing.
    SilentInTls(ServerConfig),
    /// TLS, which the server itself ends.
    RefusesInTls(ServerConfig),
}

/// Serves every connection in that manner.
pub(super) async fn serve(manner: Manner) -> SipPort {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let manner = Arc::new(manner);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(treat(stream, manner.clone()));
        }
    });
    SipPort::new(port).unwrap()
}

/// A port that nobody listens on.
pub(super) async fn closed() -> SipPort {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    SipPort::new(listener.local_addr().unwrap().port()).unwrap()
}

async fn treat(mut stream: TcpStream, manner: Arc<Manner>) {
    match manner.as_ref() {
        Manner::Silent => wait_for_the_end_of_time().await,
        Manner::Sends(bytes) => {
            // What was sent is read first: else its arrival would reset the connection.
            let mut read = [0; 4096];
            let _ = stream.read(&mut read).await;
            let _ = stream.write_all(bytes).await;
            let _ = stream.shutdown().await;
        }
        Manner::Answers(config, answer) => {
            let acceptor = TlsAcceptor::from(Arc::new(config.clone()));
            let mut stream = acceptor.accept(stream).await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                assert!(stream.read_buf(&mut request).await.unwrap() > 0);
            }
            assert!(request.starts_with(b"OPTIONS sip:"));
            stream.write_all(answer.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
        Manner::SilentInTls(config) => {
            let acceptor = TlsAcceptor::from(Arc::new(config.clone()));
            let mut stream = acceptor.accept(stream).await.unwrap();
            let mut request = [0; 4096];
            assert!(stream.read(&mut request).await.unwrap() > 0);
            wait_for_the_end_of_time().await;
        }
        Manner::RefusesInTls(config) => {
            let acceptor = TlsAcceptor::from(Arc::new(config.clone()));
            assert!(acceptor.accept(stream).await.is_err());
        }
    }
}

/// From now on, time that nobody needs goes by at once.
async fn wait_for_the_end_of_time() {
    tokio::time::pause();
    pending::<()>().await;
}
