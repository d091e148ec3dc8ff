//! The port on which a trunk accepts SIP messages.

use std::{fmt, num::IntErrorKind, result, str::FromStr};

use acs_core::{Error, InvalidValue, Result};
use serde::{Deserialize, Deserializer, Serialize, de};

const FIELD: &str = "SIP port";
const HINT: &str = "use a port from 1 to 65535";

/// The port on which a trunk accepts SIP messages: 1 to 65535.
///
/// ```
/// use acs_sip_routing::SipPort;
///
/// assert_eq!(SipPort::new(5061)?, SipPort::TLS);
/// assert_eq!(
///     SipPort::new(0).unwrap_err().to_string(),
///     "SIP port is 0; use a port from 1 to 65535"
/// );
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SipPort(u16);

impl SipPort {
    /// Port 5061, the one registered for SIP over TLS.
    pub const TLS: Self = Self(5061);

    /// Takes any port but 0, which the service refuses.
    pub fn new(port: u16) -> result::Result<Self, InvalidValue> {
        match port {
            0 => Err(InvalidValue::new(FIELD, "is 0").with_hint(HINT)),
            port => Ok(Self(port)),
        }
    }

    /// Takes a port that is known when the program is compiled. Port 0 does not compile.
    ///
    /// ```
    /// # use acs_sip_routing::SipPort;
    /// assert_eq!(SipPort::of::<5061>(), SipPort::TLS);
    /// ```
    pub const fn of<const PORT: u16>() -> Self {
        const { assert!(PORT > 0, "the port is 0") };
        Self(PORT)
    }

    /// Takes a port that the service sent. Port 0, too, is passed on as it came.
    pub(crate) fn from_service(port: i32) -> Result<Self> {
        let port = u16::try_from(port).map_err(|_| {
            Error::unexpected_answer(format!("the answer has a trunk with the port {port}"))
        });
        port.map(Self)
    }

    /// Returns the port number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for SipPort {
    type Error = InvalidValue;

    fn try_from(port: u16) -> result::Result<Self, Self::Error> {
        Self::new(port)
    }
}

impl FromStr for SipPort {
    type Err = InvalidValue;

    fn from_str(text: &str) -> result::Result<Self, Self::Err> {
        let port: u16 = text.parse().map_err(|error: std::num::ParseIntError| {
            let problem = match error.kind() {
                IntErrorKind::Empty => "is empty",
                IntErrorKind::PosOverflow => "is above 65535",
                _ => "is not a whole number",
            };
            InvalidValue::new(FIELD, problem).with_hint(HINT)
        })?;
        Self::new(port)
    }
}

impl<'de> Deserialize<'de> for SipPort {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> result::Result<Self, D::Error> {
        let port = i64::deserialize(deserializer)?;
        let port = u16::try_from(port).map_err(|_| {
            let problem = if port < 0 {
                "is negative"
            } else {
                "is above 65535"
            };
            InvalidValue::new(FIELD, problem).with_hint(HINT)
        });
        port.and_then(Self::new).map_err(de::Error::custom)
    }
}

impl fmt::Display for SipPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::SipPort;

    #[test]
    fn takes_the_lowest_and_the_highest() {
        assert_eq!(SipPort::new(1).unwrap().get(), 1);
        assert_eq!(SipPort::new(65535).unwrap().get(), 65535);
        assert_eq!("8239".parse::<SipPort>().unwrap().to_string(), "8239");
    }

    #[test]
    fn names_the_problem() {
        for (port, problem) in [
            ("", "is empty"),
            ("0", "is 0"),
            ("65536", "is above 65535"),
            ("-1", "is not a whole number"),
            ("5061.5", "is not a whole number"),
            (" 5061", "is not a whole number"),
            ("sips", "is not a whole number"),
        ] {
            let refused = port.parse::<SipPort>().unwrap_err();
            assert_eq!(refused.problem(), problem, "{port:?}");
            assert_eq!(refused.hint(), Some("use a port from 1 to 65535"));
        }
    }

    #[test]
    fn is_read_like_it_is_made() {
        for (json, port) in [
            ("5061", Ok(5061)),
            ("0", Err("is 0")),
            ("-1", Err("is negative")),
            ("70000", Err("is above 65535")),
        ] {
            let read = serde_json::from_str::<SipPort>(json);
            match port {
                Ok(port) => assert_eq!(read.unwrap().get(), port),
                Err(problem) => assert!(read.unwrap_err().to_string().contains(problem), "{json}"),
            }
        }
        assert!(serde_json::from_str::<SipPort>("\"5061\"").is_err());
    }

    #[test]
    fn keeps_a_port_of_the_service_that_is_one() {
        assert_eq!(SipPort::from_service(0).unwrap().get(), 0);
        assert_eq!(SipPort::from_service(65535).unwrap().get(), 65535);
        for port in [-1, 65536] {
            let error = SipPort::from_service(port).unwrap_err();
            assert!(error.to_string().contains(&format!("the port {port}")));
        }
    }
}
