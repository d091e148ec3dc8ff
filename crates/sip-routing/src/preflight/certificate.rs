//! The certificate of a trunk: its chain, its names, its dates.

use std::time::Duration;

use acs_core::{InvalidValue, Timestamp};
use tokio_rustls::rustls::{
    self, CertificateError, RootCertStore,
    client::{verify_server_cert_signed_by_trust_anchor, verify_server_name},
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
    server::ParsedCertificate,
};
use x509_parser::{certificate::X509Certificate, extensions::GeneralName, parse_x509_certificate};

use super::TrunkProblem;
use crate::TrunkFqdn;

/// Certificates that are valid for less than this are worth a warning.
const SOON: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The authorities that are trusted, or why there are none.
pub(super) struct Roots {
    store: RootCertStore,
    problem: Option<String>,
}

impl Roots {
    pub(super) fn of_this_machine() -> Self {
        let found = rustls_native_certs::load_native_certs();
        let mut store = RootCertStore::empty();
        let (taken, _) = store.add_parsable_certificates(found.certs);
        let problem = (taken == 0).then(|| {
            let errors: Vec<_> = found.errors.iter().map(ToString::to_string).collect();
            format!("this machine trusts no authority {}", errors.join("; "))
        });
        Self { store, problem }
    }

    pub(super) fn from_pem(pem: &str) -> Result<Self, InvalidValue> {
        let refused = |problem: String| {
            InvalidValue::new("trusted authorities", problem).with_hint(
                "give certificates as PEM, which begins with -----BEGIN CERTIFICATE-----",
            )
        };
        let mut store = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate = certificate.map_err(|error| refused(error.to_string()))?;
            let added = store.add(certificate);
            added.map_err(|error| refused(error.to_string()))?;
        }
        if store.is_empty() {
            return Err(refused("have no certificate".to_owned()));
        }
        let problem = None;
        Ok(Self { store, problem })
    }
}

/// The problems of a certificate, and the end of its time.
#[derive(Default)]
pub(super) struct Judged {
    pub(super) problems: Vec<TrunkProblem>,
    pub(super) expires: Option<Timestamp>,
}

/// Judges a certificate, which comes first, and those that came along. Each of its faults is found,
/// whatever the others are.
pub(super) fn judge(
    chain: &[CertificateDer<'_>],
    fqdn: &TrunkFqdn,
    roots: &Roots,
    now: Timestamp,
) -> Judged {
    let unreadable = || Judged {
        problems: vec![TrunkProblem::UnreadableCertificate],
        expires: None,
    };
    let Some((first, along)) = chain.split_first() else {
        return unreadable();
    };
    let (Ok(for_rustls), Ok((_, certificate))) = (
        ParsedCertificate::try_from(first),
        parse_x509_certificate(first),
    ) else {
        return unreadable();
    };
    let validity = certificate.validity();
    let begins: Timestamp = validity.not_before.to_datetime().into();
    let ends: Timestamp = validity.not_after.to_datetime().into();
    let mut problems = Vec::new();
    problems.extend(problem_of_names(&for_rustls, &certificate, fqdn));
    problems.extend(problem_of_dates(begins, ends, now));
    // What is wrong with its own dates has been said; of the others it matters now.
    let moment = now.clamp(begins.min(ends), ends);
    problems.extend(problem_of_chain(&for_rustls, along, roots, moment));
    Judged {
        problems,
        expires: Some(ends),
    }
}

fn problem_of_dates(begins: Timestamp, ends: Timestamp, now: Timestamp) -> Option<TrunkProblem> {
    if now < begins {
        Some(TrunkProblem::NotYetValid { until: begins })
    } else if now > ends {
        Some(TrunkProblem::Expired { since: ends })
    } else if now.as_offset_date_time() + SOON > ends.as_offset_date_time() {
        Some(TrunkProblem::ExpiresSoon { on: ends })
    } else {
        None
    }
}

fn problem_of_names(
    for_rustls: &ParsedCertificate<'_>,
    certificate: &X509Certificate<'_>,
    fqdn: &TrunkFqdn,
) -> Option<TrunkProblem> {
    let name = ServerName::try_from(fqdn.as_str());
    if name.is_ok_and(|name| verify_server_name(for_rustls, &name).is_ok()) {
        return None;
    }
    let mut common = certificate.subject().iter_common_name();
    let is_common = common.any(|it| it.as_str().is_ok_and(|it| stands_for(it, fqdn.as_str())));
    if is_common {
        return Some(TrunkProblem::CommonNameOnly);
    }
    let names = names_of(certificate);
    let deep = names.iter().find(|name| {
        let domain = name.strip_prefix('*').unwrap_or_default();
        !domain.is_empty() && ends_like(fqdn.as_str(), domain)
    });
    Some(match deep {
        Some(name) => TrunkProblem::DeepWildcard { name: name.clone() },
        None => TrunkProblem::WrongName { names },
    })
}

/// The subject alternative names, or else the common names.
fn names_of(certificate: &X509Certificate<'_>) -> Vec<String> {
    let alternative = certificate.subject_alternative_name().ok().flatten();
    let alternative = alternative.iter().flat_map(|it| &it.value.general_names);
    let names = alternative.filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    if !names.is_empty() {
        return names;
    }
    let common = certificate.subject().iter_common_name();
    let common = common.filter_map(|it| it.as_str().ok());
    common.map(str::to_owned).collect()
}

/// Tells if a common name is that of the host. A wildcard stands for the first part alone.
fn stands_for(name: &str, host: &str) -> bool {
    match (name.strip_prefix("*."), host.split_once('.')) {
        (Some(domain), Some((_, of_host))) => domain.eq_ignore_ascii_case(of_host),
        _ => name.eq_ignore_ascii_case(host),
    }
}

fn ends_like(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.is_some_and(|start| {
        text.get(start..)
            .is_some_and(|it| it.eq_ignore_ascii_case(end))
    })
}

fn problem_of_chain(
    certificate: &ParsedCertificate<'_>,
    along: &[CertificateDer<'_>],
    roots: &Roots,
    moment: Timestamp,
) -> Option<TrunkProblem> {
    let untrusted = |reason: String| Some(TrunkProblem::UntrustedChain { reason });
    if let Some(problem) = &roots.problem {
        return untrusted(problem.clone());
    }
    let since_1970 = u64::try_from(moment.as_offset_date_time().unix_timestamp());
    let moment = UnixTime::since_unix_epoch(Duration::from_secs(since_1970.unwrap_or_default()));
    let algorithms = aws_lc_rs::default_provider().signature_verification_algorithms;
    let verified = verify_server_cert_signed_by_trust_anchor(
        certificate,
        &roots.store,
        along,
        moment,
        algorithms.all,
    );
    match verified {
        Ok(()) => None,
        Err(rustls::Error::InvalidCertificate(error)) => untrusted(in_words(&error)),
        Err(error) => untrusted(error.to_string()),
    }
}

fn in_words(error: &CertificateError) -> String {
    match error {
        CertificateError::UnknownIssuer => "its issuer is not known".to_owned(),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "a certificate of its issuers has expired".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "a certificate of its issuers is not valid yet".to_owned()
        }
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "it is not one for the authentication of servers".to_owned()
        }
        other => other.to_string(),
    }
}
