//! Certificates, made for a test.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use tokio_rustls::rustls::{
    RootCertStore, ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{CertificateDer, PrivatePkcs8KeyDer},
    server::WebPkiClientVerifier,
};

/// An authority and its certificate as PEM.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pub(super) pem: String,
}

/// A certificate with its key, and those that a server sends along.
pub(super) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivatePkcs8KeyDer<'static>,
}

/// Valid in 2026.
pub(super) fn parameters(names: &[&str]) -> CertificateParams {
    let names = names.iter().map(|&it| it.to_owned());
    let mut parameters = CertificateParams::new(names.collect::<Vec<_>>()).unwrap();
    parameters.not_before = date_time_ymd(2026, 1, 1);
    parameters.not_after = date_time_ymd(2026, 12, 31);
    parameters.distinguished_name = DistinguishedName::new();
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    parameters
}

pub(super) fn with_common_name(mut parameters: CertificateParams, name: &str) -> CertificateParams {
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters
}

fn of_authority(name: &str) -> CertificateParams {
    let mut parameters = with_common_name(parameters(&[]), name);
    parameters.not_before = date_time_ymd(2020, 1, 1);
    parameters.not_after = date_time_ymd(2040, 1, 1);
    parameters.extended_key_usages = Vec::new();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    parameters
}

impl Authority {
    pub(super) fn new() -> Self {
        let (parameters, key) = (of_authority("root"), KeyPair::generate().unwrap());
        let certificate = parameters.self_signed(&key).unwrap();
        Self {
            pem: certificate.pem(),
            certificate: certificate.der().clone(),
            issuer: Issuer::new(parameters, key),
        }
    }

    /// An authority that this one vouches for.
    pub(super) fn intermediate(&self) -> Self {
        let (parameters, key) = (of_authority("intermediate"), KeyPair::generate().unwrap());
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        Self {
            pem: certificate.pem(),
            certificate: certificate.der().clone(),
            issuer: Issuer::new(parameters, key),
        }
    }

    pub(super) fn sign(&self, parameters: &CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        Identity {
            chain: vec![certificate.der().clone()],
            key: PrivatePkcs8KeyDer::from(key.serialize_der()),
        }
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

impl Identity {
    /// The same, sending the certificate of its issuer along.
    pub(super) fn along_with(mut self, issuer: &Authority) -> Self {
        self.chain.push(issuer.certificate.clone());
        self
    }

    pub(super) fn server(self) -> ServerConfig {
        ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(self.chain, self.key.into())
            .unwrap()
    }

    /// A server that wants a certificate of the caller.
    pub(super) fn mutual_server(self, trusted: &Authority, tls12: bool) -> ServerConfig {
        let mut roots = RootCertStore::empty();
        roots.add(trusted.certificate.clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider());
        let versions: &[_] = if tls12 {
            &[&tokio_rustls::rustls::version::TLS12]
        } else {
            &[&tokio_rustls::rustls::version::TLS13]
        };
        ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(versions)
            .unwrap()
            .with_client_cert_verifier(verifier.build().unwrap())
            .with_single_cert(self.chain, self.key.into())
            .unwrap()
    }
}
