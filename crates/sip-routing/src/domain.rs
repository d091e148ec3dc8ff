//! Domains, in which trunks have their names.

use std::{fmt, result, str::FromStr};

use acs_core::{InvalidValue, Result};
use serde::{Serialize, Serializer};

use crate::{
    TrunkFqdn,
    wire::{self, needed},
};

const HINT: &str = "write a domain as in contoso.com: parts of 1 to 63 letters, digits and \
                     hyphens, joined by dots";

/// The name of a [`Domain`]: up to 249 characters, by the rules for [`TrunkFqdn`], such as
/// `contoso.com`.
///
/// The spelling is kept, but names that differ only in upper and lower case are equal.
///
/// ```
/// use acs_sip_routing::DomainName;
///
/// let name: DomainName = "contoso.com".parse()?;
/// assert_eq!(name, DomainName::new("Contoso.com")?);
/// assert!(DomainName::new("contoso").is_err());
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(TrunkFqdn);

impl DomainName {
    /// Takes a domain name that keeps the rules. The error says which one is broken.
    pub fn new(name: impl Into<String>) -> result::Result<Self, InvalidValue> {
        let name = name.into();
        let has_parts = name.contains('.');
        TrunkFqdn::new(name).map(Self).map_err(|refused| {
            let problem = if has_parts {
                refused.problem().to_owned()
            } else {
                "has one part only".to_owned()
            };
            InvalidValue::new("domain name", problem).with_hint(HINT)
        })
    }

    /// The name as it is sent.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    fn from_service(name: String) -> Self {
        Self(TrunkFqdn::from_service(name))
    }
}

impl FromStr for DomainName {
    type Err = InvalidValue;

    fn from_str(text: &str) -> result::Result<Self, InvalidValue> {
        Self::new(text)
    }
}

impl AsRef<str> for DomainName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for DomainName {
    fn serialize<S: Serializer>(&self, serializer: S) -> result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A domain that is verified for the resource. The service takes a trunk only if its name is in one
/// of them.
///
/// ```
/// use acs_sip_routing::Domain;
///
/// let domain = Domain::new("contoso.com".parse()?, true);
/// assert_eq!(domain.name().as_str(), "contoso.com");
/// assert!(domain.is_enabled());
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Domain {
    name: DomainName,
    enabled: bool,
}

impl Domain {
    /// A domain that is in use or is not.
    pub fn new(name: DomainName, enabled: bool) -> Self {
        Self { name, enabled }
    }

    /// The name of the domain.
    pub fn name(&self) -> &DomainName {
        &self.name
    }

    /// Returns true if the domain is in use.
    pub fn is_enabled(&self) -> bool {
        self.enabled
    }

    pub(crate) fn from_wire((name, domain): (String, wire::Domain)) -> Result<Self> {
        let enabled = needed(domain.enabled, "state of a domain")?;
        Ok(Self::new(DomainName::from_service(name), enabled))
    }
}
