//! A connection, in the open or under TLS.

use std::{io, sync::Arc};

use acs_tests::Outcome;
use reqwest::Certificate;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivatePkcs8KeyDer},
    server::TlsStream,
};

/// A connection that can be reset.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {
    /// Resets the connection when it is dropped, in place of closing it in good order.
    fn reset_at_end(&self) -> io::Result<()>;
}

impl Stream for TcpStream {
    fn reset_at_end(&self) -> io::Result<()> {
        self.set_zero_linger()
    }
}

impl Stream for TlsStream<TcpStream> {
    fn reset_at_end(&self) -> io::Result<()> {
        self.get_ref().0.reset_at_end()
    }
}

/// What a server needs to speak TLS, and its clients to trust it.
#[derive(Clone)]
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    pub(crate) certificate: Certificate,
}

impl Tls {
    pub(crate) fn new() -> Outcome<Self> {
        let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
        let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![own.cert.der().clone()], key.into())?;
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            certificate: Certificate::from_der(own.cert.der())?,
        })
    }

    pub(crate) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.acceptor.accept(stream).await
    }
}
