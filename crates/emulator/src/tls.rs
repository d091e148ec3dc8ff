//! HTTPS with a certificate made at the start.

use std::io;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use time::{Duration, OffsetDateTime};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::server::TlsStream;

/// A TLS connection begins with a record of this type, which no HTTP request begins with.
const HANDSHAKE: u8 = 22;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// No certificate could be made.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The certificate cannot be used.
    #[error("cannot use the certificate: {0}")]
    Configuration(#[from] tokio_rustls::rustls::Error),
}

/// A certificate for this machine, and the authority that vouches for it.
///
/// The authority's key is forgotten once it has signed, so trusting it means trusting this one
/// certificate.
#[derive(Clone)]
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    authority: Arc<str>,
}

/// A connection as its client began it.
pub(crate) enum Secured<S> {
    Plain(S),
    Tls(Box<TlsStream<S>>),
}

impl Tls {
    /// A certificate for these names and addresses.
    pub(crate) fn new(names: Vec<String>) -> Result<Self, TlsError> {
        let (authority_pem, authority) = authority()?;
        let key = KeyPair::generate()?;
        let certificate = server_parameters(names)?.signed_by(&key, &authority)?;
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )?;
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            authority: authority_pem.into(),
        })
    }

    /// The authority's certificate, which a client has to trust, as PEM.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// The connection with TLS on it, if that is how the client begins.
    pub(crate) async fn secure<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: TcpStream,
        wrap: impl FnOnce(TcpStream) -> S,
    ) -> io::Result<Secured<S>> {
        let mut first = [0];
        if stream.peek(&mut first).await? == 1 && first == [HANDSHAKE] {
            let stream = self.acceptor.accept(wrap(stream)).await?;
            Ok(Secured::Tls(Box::new(stream)))
        } else {
            Ok(Secured::Plain(wrap(stream)))
        }
    }
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls(..)")
    }
}

fn authority() -> Result<(String, Issuer<'static, KeyPair>), TlsError> {
    let mut parameters = valid_for_a_year("acs-emulator, made at its start");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let key = KeyPair::generate()?;
    let pem = parameters.self_signed(&key)?.pem();
    Ok((pem, Issuer::new(parameters, key)))
}

fn server_parameters(names: Vec<String>) -> Result<CertificateParams, TlsError> {
    let mut parameters = valid_for_a_year("acs-emulator");
    parameters.subject_alt_names = CertificateParams::new(names)?.subject_alt_names;
    parameters.is_ca = IsCa::ExplicitNoCa;
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Python asks for it.
    parameters.use_authority_key_identifier_extension = true;
    Ok(parameters)
}

/// By the machine's clock, which clients go by. A day back, for those whose clock is slow.
fn valid_for_a_year(name: &str) -> CertificateParams {
    let now = OffsetDateTime::now_utc();
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.not_before = now - Duration::DAY;
    parameters.not_after = now + Duration::days(365);
    parameters
}
