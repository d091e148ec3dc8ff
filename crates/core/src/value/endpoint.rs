//! The address of a resource.

use std::{fmt, str::FromStr};

use url::{Host, Url};

use super::InvalidValue;

const FIELD: &str = "endpoint";
const HINT: &str =
    "use the address of your resource, as in https://contoso.communication.azure.com";

/// The address of an Azure Communication Services resource.
///
/// `https` only; plain `http` is taken for a loopback address alone, which is what an emulator
/// has. The address has no path, query or user of its own.
///
/// ```
/// use acs_core::Endpoint;
///
/// let endpoint = Endpoint::new("https://contoso.communication.azure.com/")?;
/// assert_eq!(endpoint.to_string(), "https://contoso.communication.azure.com");
/// assert!(Endpoint::new("http://127.0.0.1:8080").is_ok());
/// assert!(Endpoint::new("http://contoso.communication.azure.com").is_err());
/// # Ok::<(), acs_core::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Endpoint {
    url: Url,
    /// The URL without its trailing slash: what generated clients put in front of a path.
    base: String,
}

impl Endpoint {
    /// Takes an address and says precisely what is wrong with one that cannot be used.
    pub fn new(address: &str) -> Result<Self, InvalidValue> {
        let refuse = |problem: &'static str| Err(InvalidValue::new(FIELD, problem).with_hint(HINT));
        let address = address.trim();
        if address.is_empty() {
            return refuse("is empty");
        }
        if !address.contains("://") {
            return refuse("does not begin with `https://`");
        }
        let Ok(url) = Url::parse(address) else {
            return refuse("is not a URL");
        };
        match (url.scheme(), is_loopback(&url)) {
            ("https", _) | ("http", true) => {}
            ("http", false) => {
                return refuse(
                    "is plain `http` and not on this machine: keys and numbers would travel unencrypted",
                );
            }
            _ => return refuse("is neither `https` nor `http`"),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("has a user name or password in it");
        }
        if url.path() != "/" {
            return refuse("has a path");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("has a query or fragment");
        }
        let base = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { url, base })
    }

    /// The address as a URL, with its trailing slash.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The address without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// Returns true if the address is this machine's own, as an emulator's is.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.url)
    }
}

/// Returns true if a URL is one of this machine's own.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl FromStr for Endpoint {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({})", self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn takes_https_anywhere_and_http_on_this_machine() {
        for address in [
            "https://contoso.communication.azure.com",
            "https://contoso.communication.azure.com/",
            "https://contoso.unitedstates.communication.azure.com:8443",
            "http://localhost:7071",
            "http://127.0.0.1:1",
            "http://127.9.9.9",
            "http://[::1]:8080/",
        ] {
            let endpoint = Endpoint::new(address).unwrap();
            assert_eq!(endpoint.as_str(), address.trim_end_matches('/'));
        }
    }

    #[test]
    fn names_the_problem() {
        let problems = [
            ("", "is empty"),
            (
                "contoso.communication.azure.com",
                "does not begin with `https://`",
            ),
            ("https://", "is not a URL"),
            ("https://contoso.com:70000", "is not a URL"),
            ("ftp://contoso.com", "is neither `https` nor `http`"),
            (
                "http://192.168.1.1",
                "is plain `http` and not on this machine",
            ),
            (
                "http://localhost.contoso.com",
                "is plain `http` and not on this machine",
            ),
            (
                "https://user:secret@contoso.com",
                "has a user name or password in it",
            ),
            ("https://contoso.com/sip", "has a path"),
            ("https://contoso.com?x=1", "has a query or fragment"),
            ("https://contoso.com#x", "has a query or fragment"),
        ];
        for (address, problem) in problems {
            let error = Endpoint::new(address).unwrap_err();
            assert!(error.problem().starts_with(problem), "{address}: {error}");
            assert!(!error.to_string().contains("secret"));
        }
    }
}
