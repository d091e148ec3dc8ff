//! One address of a trunk: connecting, TLS, and what is behind it.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use acs_core::Timestamp;
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        self, ClientConfig, DigitallySignedStruct, SignatureScheme,
        client::{
            ResolvesClientCert,
            danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        },
        crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
        pki_types::{CertificateDer, ServerName, UnixTime},
        sign::CertifiedKey,
    },
};

use super::{
    TrunkProblem,
    address::is_private,
    certificate::{self, Roots},
    options::{self, Answer},
};
use crate::TrunkFqdn;

/// Everything that was seen at an address.
pub(super) struct Probe {
    pub(super) address: SocketAddr,
    pub(super) expires: Option<Timestamp>,
    pub(super) options_status: Option<u16>,
    pub(super) problems: Vec<TrunkProblem>,
}

/// Connects, begins TLS, judges the certificate and asks for `OPTIONS`, as far as it goes.
pub(super) async fn probe(
    fqdn: &TrunkFqdn,
    address: SocketAddr,
    limit: Duration,
    roots: &Roots,
    now: Timestamp,
) -> Probe {
    let mut probe = Probe {
        address,
        expires: None,
        options_status: None,
        problems: Vec::new(),
    };
    if is_private(address.ip()) {
        probe.problems.push(TrunkProblem::PrivateAddress);
    }
    let connected = match timeout(limit, TcpStream::connect(address)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return probe.with(unreachable(error.to_string())),
        Err(_) => return probe.with(unreachable("it takes too long".to_owned())),
    };
    let seen = Arc::new(Seen::default());
    let begun = timeout(limit, begin(fqdn, connected, &seen)).await;
    if let Some(chain) = seen.chain() {
        let judged = certificate::judge(&chain, fqdn, roots, now);
        probe.expires = judged.expires;
        probe.problems.extend(judged.problems);
    }
    let stream = match begun {
        Ok(Ok(stream)) => stream,
        Ok(Err(_)) if seen.wants_certificate() => {
            return probe.with(TrunkProblem::WantsCertificate);
        }
        Ok(Err(error)) => return probe.with(problem_of(&error)),
        Err(_) => return probe.with(TrunkProblem::TlsSilent),
    };
    let answer = options::ask(stream, fqdn, address.port());
    let answer = timeout(limit, answer).await.unwrap_or(Answer::None);
    match answer {
        Answer::Final(status) => {
            probe.options_status = Some(status);
            let is_success = (200..300).contains(&status);
            let refused = (!is_success).then_some(TrunkProblem::OptionsRefused { status });
            probe.problems.extend(refused);
            probe
        }
        Answer::Foreign => probe.with(TrunkProblem::NotSip),
        // In TLS 1.3 the trunk says only now that it wants one.
        Answer::Refused if seen.wants_certificate() => probe.with(TrunkProblem::WantsCertificate),
        Answer::Refused | Answer::None => probe.with(TrunkProblem::OptionsUnanswered),
    }
}

impl Probe {
    fn with(mut self, problem: TrunkProblem) -> Self {
        self.problems.push(problem);
        self
    }
}

fn unreachable(reason: String) -> TrunkProblem {
    TrunkProblem::Unreachable { reason }
}

async fn begin(
    fqdn: &TrunkFqdn,
    stream: TcpStream,
    seen: &Arc<Seen>,
) -> io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from(fqdn.as_str().to_owned()).map_err(io::Error::other)?;
    let config = ClientConfig::builder_with_provider(seen.provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        // Whatever the certificate is, it is looked at, and nothing that matters is sent.
        .dangerous()
        .with_custom_certificate_verifier(seen.clone())
        .with_client_cert_resolver(seen.clone());
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
}

fn problem_of(error: &io::Error) -> TrunkProblem {
    let inner = error.get_ref();
    match inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidMessage(_)) => TrunkProblem::NotTls,
        Some(refused) => TrunkProblem::TlsRefused {
            reason: refused.to_string(),
        },
        None => TrunkProblem::TlsRefused {
            reason: error.to_string(),
        },
    }
}

/// Everything that the other side shows while TLS begins.
#[derive(Debug)]
struct Seen {
    provider: Arc<CryptoProvider>,
    chain: Mutex<Option<Vec<CertificateDer<'static>>>>,
    wants_certificate: AtomicBool,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            provider: Arc::new(aws_lc_rs::default_provider()),
            chain: Mutex::default(),
            wants_certificate: AtomicBool::default(),
        }
    }
}

impl Seen {
    /// Its certificate, and those that came along.
    fn chain(&self) -> Option<Vec<CertificateDer<'static>>> {
        let chain = self.chain.lock().unwrap_or_else(PoisonError::into_inner);
        chain.clone()
    }

    fn wants_certificate(&self) -> bool {
        self.wants_certificate.load(Ordering::Relaxed)
    }
}

/// Keeps the certificates and lets all of them pass. That the other side has the key is checked.
impl ServerCertVerifier for Seen {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let chain = [end_entity].into_iter().chain(intermediates);
        let chain = chain.map(|it| it.clone().into_owned()).collect();
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner) = Some(chain);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, cert, dss, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, dss, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

/// Has no certificate to show, and keeps that one was wanted.
impl ResolvesClientCert for Seen {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.wants_certificate.store(true, Ordering::Relaxed);
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}
