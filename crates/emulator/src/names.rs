//! Where an emulator listens, and the names by which it is reached.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use http::uri::Authority;

/// The address to listen on, and the name to tell others if that is another one.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) host: IpAddr,
    pub(crate) advertised: Option<Advertised>,
}

/// A name, or an address, under which others find the emulator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Advertised {
    host: String,
    /// The port of the service. The same one as here if none is given.
    port: Option<u16>,
}

/// What stands where a host name or `HOST:PORT` was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a host name or address, with or without a port, as in emulator:8080")]
pub(crate) struct NotAHost;

impl FromStr for Advertised {
    type Err = NotAHost;

    fn from_str(text: &str) -> Result<Self, NotAHost> {
        // An authority may name a user, which has no place here.
        let authority = Authority::from_str(text).map_err(|_| NotAHost)?;
        let (host, port) = (authority.host(), authority.port_u16());
        let rest = text.strip_prefix(host).ok_or(NotAHost)?;
        let expected = port.map_or(String::new(), |port| format!(":{port}"));
        if host.is_empty() || rest != expected {
            return Err(NotAHost);
        }
        Ok(Self {
            host: host.to_owned(),
            port,
        })
    }
}

impl Default for Names {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            advertised: None,
        }
    }
}

impl Names {
    /// Whether nobody but this machine gets here.
    pub(crate) fn is_local(&self) -> bool {
        self.host.is_loopback()
    }

    /// Where the service is, which listens on this port.
    pub(crate) fn of_service(&self, port: u16) -> String {
        let advertised = self.advertised.as_ref().and_then(|it| it.port);
        format!("{}:{}", self.shown(), advertised.unwrap_or(port))
    }

    /// Where the admin API is, which listens on this port.
    pub(crate) fn of_admin(&self, port: u16) -> String {
        format!("{}:{port}", self.shown())
    }

    fn shown(&self) -> String {
        match (&self.advertised, self.host) {
            (Some(advertised), _) => advertised.host.clone(),
            // Nobody can be reached at the address that stands for all.
            (None, IpAddr::V4(host)) if host.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
            (None, IpAddr::V4(host)) => host.to_string(),
            (None, IpAddr::V6(host)) if host.is_unspecified() => {
                format!("[{}]", Ipv6Addr::LOCALHOST)
            }
            (None, IpAddr::V6(host)) => format!("[{host}]"),
        }
    }

    /// Whether this host, as the header of a request to `port` has it, is this emulator.
    ///
    /// A page that has its own name led to this machine, as in DNS rebinding, still calls it by
    /// that name. It cannot do so with an address.
    pub(crate) fn are_meant(&self, host: &Authority, port: u16) -> bool {
        let name = host.host();
        let advertised = self.advertised.as_ref();
        if advertised.is_some_and(|it| it.host.eq_ignore_ascii_case(name)) {
            return true;
        }
        let address = name.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        if self.is_local() {
            let is_here = address.is_some_and(|it| it.is_loopback()) || is_localhost(name);
            return is_here && host.port_u16().unwrap_or(80) == port;
        }
        // Behind a port that is mapped, callers know another one.
        address.is_some() || is_localhost(name)
    }

    /// The names and addresses that a certificate has to be for.
    #[cfg(feature = "tls")]
    pub(crate) fn to_certify(&self) -> Vec<String> {
        let mut names = ["localhost", "127.0.0.1", "::1"]
            .map(str::to_owned)
            .to_vec();
        let advertised = self.advertised.as_ref();
        let advertised = advertised.map(|it| it.host.trim_matches(['[', ']']).to_owned());
        for name in advertised.into_iter().chain([self.host.to_string()]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

pub(crate) fn is_localhost(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(host: &str, advertised: Option<&str>) -> Names {
        Names {
            host: host.parse().unwrap(),
            advertised: advertised.map(|it| it.parse().unwrap()),
        }
    }

    #[test]
    fn what_others_are_told() {
        for (host, advertised, service, admin) in [
            ("127.0.0.1", None, "127.0.0.1:80", "127.0.0.1:81"),
            ("0.0.0.0", None, "127.0.0.1:80", "127.0.0.1:81"),
            ("::", None, "[::1]:80", "[::1]:81"),
            ("::1", None, "[::1]:80", "[::1]:81"),
            ("0.0.0.0", Some("acs"), "acs:80", "acs:81"),
            ("0.0.0.0", Some("acs:9000"), "acs:9000", "acs:81"),
            (
                "::",
                Some("[fd00::1]:9000"),
                "[fd00::1]:9000",
                "[fd00::1]:81",
            ),
        ] {
            let names = names(host, advertised);
            assert_eq!(names.of_service(80), service);
            assert_eq!(names.of_admin(81), admin);
        }
    }

    #[test]
    fn only_hosts_are_advertised() {
        for text in [
            "",
            "http://acs",
            "acs/",
            "user@acs",
            "acs:",
            "acs:0x1",
            "a b",
            ":80",
        ] {
            assert_eq!(text.parse::<Advertised>(), Err(NotAHost), "{text}");
        }
    }

    #[test]
    fn a_local_emulator_goes_by_loopback_and_its_port_alone() {
        let names = names("127.0.0.1", Some("acs.test"));
        for (host, is_meant) in [
            ("127.0.0.1:81", true),
            ("localhost:81", true),
            ("LOCALHOST:81", true),
            ("[::1]:81", true),
            ("acs.test:9999", true),
            ("127.0.0.1:82", false),
            ("127.0.0.1", false),
            ("attacker.example:81", false),
            ("localhost.attacker.example:81", false),
            ("192.0.2.1:81", false),
        ] {
            let authority = host.parse().unwrap();
            assert_eq!(names.are_meant(&authority, 81), is_meant, "{host}");
        }
    }

    #[test]
    fn elsewhere_addresses_are_meant_and_foreign_names_are_not() {
        let names = names("0.0.0.0", None);
        for (host, is_meant) in [
            ("192.0.2.1:9000", true),
            ("localhost", true),
            ("attacker.example:81", false),
        ] {
            let authority = host.parse().unwrap();
            assert_eq!(names.are_meant(&authority, 81), is_meant, "{host}");
        }
    }
}
