//! The kinds of findings about trunks.

use std::fmt::{self, Display, Formatter};

use acs_core::{Shown, Timestamp};

use crate::{DomainName, IpAddressVersion, Level, text::one_line};

/// A problem of a trunk as it is seen from this machine, or something that is good to know about it.
///
/// The text says what is wrong and what to do. An [error](Level::Error) means that no call gets
/// through to the trunk, as far as it can be seen from here.
///
/// ```
/// use acs_sip_routing::{Level, TrunkProblem};
///
/// let problem = TrunkProblem::OutsideDomains;
/// assert_eq!((problem.code(), problem.level()), ("outside-domains", Level::Error));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrunkProblem {
    /// Error `outside-domains`: the trunk is below none of the resource's domains.
    OutsideDomains,
    /// Error `domain-disabled`: the domain of the trunk is there and not enabled.
    #[non_exhaustive]
    DomainDisabled {
        /// The domain.
        domain: DomainName,
    },
    /// Error `unresolved`: the name of the trunk has no address.
    #[non_exhaustive]
    Unresolved {
        /// The reason, in the words of the resolver.
        reason: String,
    },
    /// Error `other-ip-version`: the name only has addresses of the version of IP by which the
    /// service does not reach the trunk.
    #[non_exhaustive]
    OtherIpVersion {
        /// The version by which the service reaches it.
        version: IpAddressVersion,
    },
    /// Warning `private-address`: an address is one of a private network, which the service cannot
    /// reach.
    PrivateAddress,
    /// Error `unreachable`: nobody accepts the connection.
    #[non_exhaustive]
    Unreachable {
        /// The reason, in the words of the system.
        reason: String,
    },
    /// Error `tls-silent`: the connection is accepted, and TLS gets no answer.
    TlsSilent,
    /// Error `not-tls`: the answer to TLS is something else.
    NotTls,
    /// Error `tls-refused`: the trunk refuses TLS, or ends the connection.
    #[non_exhaustive]
    TlsRefused {
        /// The reason, in the words of the TLS library.
        reason: String,
    },
    /// Error `unreadable-certificate`: the certificate cannot be read.
    UnreadableCertificate,
    /// Error `wrong-name`: the certificate is for other names.
    #[non_exhaustive]
    WrongName {
        /// The names that it is for.
        names: Vec<String>,
    },
    /// Error `deep-wildcard`: the certificate has a wildcard for the domain, and the name of the
    /// trunk has more than one part in its place.
    #[non_exhaustive]
    DeepWildcard {
        /// The name with the wildcard.
        name: String,
    },
    /// Note `common-name-only`: the certificate has the name of the trunk as its common name only.
    /// The service is documented to take that; others do not.
    CommonNameOnly,
    /// Error `expired`: the time of the certificate is over.
    #[non_exhaustive]
    Expired {
        /// The end of its time.
        since: Timestamp,
    },
    /// Error `not-yet-valid`: the time of the certificate has not begun.
    #[non_exhaustive]
    NotYetValid {
        /// The beginning of its time.
        until: Timestamp,
    },
    /// Warning `expires-soon`: the certificate is valid for less than 30 days.
    #[non_exhaustive]
    ExpiresSoon {
        /// The end of its time.
        on: Timestamp,
    },
    /// Error `untrusted-chain`: no chain of certificates leads to an authority that is trusted here.
    #[non_exhaustive]
    UntrustedChain {
        /// The reason, in the words of the TLS library.
        reason: String,
    },
    /// Note `wants-certificate`: the trunk wants to see a certificate of the caller, and refused to
    /// go on without one. The service has one. So nothing is known of SIP.
    WantsCertificate,
    /// Note `options-unanswered`: there was no answer to SIP `OPTIONS`. Many trunks only answer
    /// callers that they know.
    OptionsUnanswered,
    /// Note `options-refused`: the trunk speaks SIP, and answers `OPTIONS` with something other than
    /// success.
    #[non_exhaustive]
    OptionsRefused {
        /// The status of the answer.
        status: u16,
    },
    /// Error `not-sip`: the answer to SIP `OPTIONS` is something else.
    NotSip,
}

impl TrunkProblem {
    /// The stable codes of all problems.
    pub const CODES: &'static [&'static str] = &[
        "common-name-only",
        "deep-wildcard",
        "domain-disabled",
        "expired",
        "expires-soon",
        "not-sip",
        "not-tls",
        "not-yet-valid",
        "options-refused",
        "options-unanswered",
        "other-ip-version",
        "outside-domains",
        "private-address",
        "tls-refused",
        "tls-silent",
        "unreachable",
        "unreadable-certificate",
        "unresolved",
        "untrusted-chain",
        "wants-certificate",
        "wrong-name",
    ];

    /// The code of the problem. It stays the same when the text changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutsideDomains => "outside-domains",
            Self::DomainDisabled { .. } => "domain-disabled",
            Self::Unresolved { .. } => "unresolved",
            Self::OtherIpVersion { .. } => "other-ip-version",
            Self::PrivateAddress => "private-address",
            Self::Unreachable { .. } => "unreachable",
            Self::TlsSilent => "tls-silent",
            Self::NotTls => "not-tls",
            Self::TlsRefused { .. } => "tls-refused",
            Self::UnreadableCertificate => "unreadable-certificate",
            Self::WrongName { .. } => "wrong-name",
            Self::DeepWildcard { .. } => "deep-wildcard",
            Self::CommonNameOnly => "common-name-only",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not-yet-valid",
            Self::ExpiresSoon { .. } => "expires-soon",
            Self::UntrustedChain { .. } => "untrusted-chain",
            Self::WantsCertificate => "wants-certificate",
            Self::OptionsUnanswered => "options-unanswered",
            Self::OptionsRefused { .. } => "options-refused",
            Self::NotSip => "not-sip",
        }
    }

    /// The weight of the problem.
    pub fn level(&self) -> Level {
        match self {
            Self::CommonNameOnly
            | Self::WantsCertificate
            | Self::OptionsUnanswered
            | Self::OptionsRefused { .. } => Level::Note,
            Self::PrivateAddress | Self::ExpiresSoon { .. } => Level::Warning,
            Self::OutsideDomains
            | Self::DomainDisabled { .. }
            | Self::Unresolved { .. }
            | Self::OtherIpVersion { .. }
            | Self::Unreachable { .. }
            | Self::TlsSilent
            | Self::NotTls
            | Self::TlsRefused { .. }
            | Self::UnreadableCertificate
            | Self::WrongName { .. }
            | Self::DeepWildcard { .. }
            | Self::Expired { .. }
            | Self::NotYetValid { .. }
            | Self::UntrustedChain { .. }
            | Self::NotSip => Level::Error,
        }
    }
}

/// Shows the code. Names and reasons are in the words of others.
impl fmt::Debug for TrunkProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "TrunkProblem({})", self.code())
    }
}

impl Display for TrunkProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::DomainDisabled { domain } => {
                write!(f, "its domain {} is not enabled; enable it", words(domain))
            }
            Self::Unresolved { reason } => write!(
                f,
                "its name has no address: {}; add an A record to the public DNS",
                words(reason)
            ),
            Self::OtherIpVersion { version } => write!(
                f,
                "its name has no address of {}, by which the service reaches it; add one, or \
                 change the IP version of the trunk",
                words(version.as_str())
            ),
            Self::Unreachable { reason } => write!(
                f,
                "nobody accepts the connection: {}; check the port, and the firewall, which may \
                 let in the service alone",
                words(reason)
            ),
            Self::TlsRefused { reason } => write!(
                f,
                "it refuses TLS: {}; let it take TLS 1.2 or later",
                words(reason)
            ),
            Self::WrongName { names } if names.is_empty() => f.write_str(
                "its certificate is for no name; take one with the name of the trunk as a subject \
                 alternative name",
            ),
            Self::WrongName { names } => write!(
                f,
                "its certificate is for {}; take one with the name of the trunk",
                words(names.join(", "))
            ),
            Self::DeepWildcard { name } => write!(
                f,
                "the wildcard of its certificate's {} stands for one part of a name, not for more; \
                 take one with the name of the trunk",
                words(name)
            ),
            Self::Expired { since } => write!(f, "its certificate expired on {since}; renew it"),
            Self::NotYetValid { until } => write!(
                f,
                "its certificate is not valid before {until}; install one that is, or set the clock"
            ),
            Self::ExpiresSoon { on } => write!(f, "its certificate expires on {on}; renew it"),
            Self::UntrustedChain { reason } => write!(
                f,
                "its certificate is not trusted here: {}; take one of a public authority, and let \
                 the trunk send the intermediate certificates along",
                words(reason)
            ),
            Self::OptionsRefused { status } => write!(
                f,
                "it speaks SIP, and answers OPTIONS of strangers with {status}; nothing to do if \
                 it knows the service"
            ),
            other => f.write_str(other.plain()),
        }
    }
}

impl TrunkProblem {
    /// The text of what only depends on the kind of problem.
    fn plain(&self) -> &'static str {
        match self {
            Self::OutsideDomains => {
                "it is below none of the resource's domains; verify its domain in the portal and \
                 add it"
            }
            Self::PrivateAddress => {
                "the address is of a private network, which the service cannot reach; give the \
                 name a public address in the public DNS"
            }
            Self::TlsSilent => {
                "the connection is accepted, and TLS gets no answer; check that the port is the \
                 one for SIP over TLS"
            }
            Self::NotTls => "the answer is no TLS; check that the port is the one for SIP over TLS",
            Self::UnreadableCertificate => "its certificate cannot be read; install another one",
            Self::CommonNameOnly => {
                "its certificate has the name of the trunk as common name only; take one with it \
                 as a subject alternative name, which everybody takes"
            }
            Self::WantsCertificate => {
                "it wants a certificate of the caller and ends here, so SIP was not tried; nothing \
                 to do if it trusts the service's"
            }
            Self::OptionsUnanswered => {
                "no answer to SIP OPTIONS; nothing to do if it only answers callers that it knows"
            }
            Self::NotSip => {
                "the answer to SIP OPTIONS is no SIP; check that the port is the one for SIP over \
                 TLS"
            }
            _ => "",
        }
    }
}

/// The words of others, on one line and without phone numbers.
fn words(text: impl AsRef<str>) -> String {
    Shown(&one_line(text)).to_string()
}
