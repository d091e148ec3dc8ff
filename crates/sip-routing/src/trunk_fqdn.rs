//! The domain name of a trunk.

use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
    net::Ipv4Addr,
};

use acs_core::{InvalidValue, checked_text};

use crate::text::check_length;

const FIELD: &str = "trunk FQDN";
const MAX_LABEL_CHARACTERS: usize = 63;
const HINT: &str = "write a host name with its domain, as in sbc1.contoso.com: parts of 1 to 63 \
                     letters, digits and hyphens, joined by dots";

/// The fully qualified domain name of a trunk's session border controller: up to 249 characters.
///
/// A name is a host name and the domain it belongs to, so it has at least two parts, and each
/// follows the rules for host names in the DNS: 1 to 63 ASCII letters, digits and hyphens, with no
/// hyphen at either end. There is no dot at the end, no wildcard and no IP address. A name in
/// another script is written in its `xn--` form.
///
/// The spelling is kept and is what is sent, but names that differ only in upper and lower case
/// are equal, since they name the same host.
///
/// ```
/// use acs_sip_routing::TrunkFqdn;
///
/// let fqdn: TrunkFqdn = "SBC1.contoso.com".parse()?;
/// assert_eq!(fqdn.as_str(), "SBC1.contoso.com");
/// assert_eq!(fqdn, TrunkFqdn::new("sbc1.contoso.com")?);
/// assert!(TrunkFqdn::new("sbc1.contoso.com.").is_err());
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone)]
pub struct TrunkFqdn(String);

impl TrunkFqdn {
    /// The most characters that a name may have.
    pub const MAX_CHARACTERS: usize = 249;

    /// Takes a domain name that keeps the rules of [`TrunkFqdn`]. The error says which one is
    /// broken, and in which part of the name.
    pub fn new(fqdn: impl Into<String>) -> Result<Self, InvalidValue> {
        let fqdn = fqdn.into();
        check_length(FIELD, &fqdn, 1, Self::MAX_CHARACTERS)?;
        match problem_of(&fqdn) {
            None => Ok(Self(fqdn)),
            Some(problem) => Err(InvalidValue::new(FIELD, problem).with_hint(HINT)),
        }
    }

    /// Takes a name that the service sent, whatever it looks like.
    pub(crate) fn from_service(fqdn: String) -> Self {
        Self(fqdn)
    }

    fn folded(&self) -> impl Iterator<Item = u8> {
        self.0.bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

/// The problem that keeps `fqdn` from being the full name of a host, or nothing.
fn problem_of(fqdn: &str) -> Option<String> {
    if fqdn.ends_with('.') {
        return Some("ends with a dot".to_owned());
    }
    if fqdn.parse::<Ipv4Addr>().is_ok() {
        return Some("is an IP address".to_owned());
    }
    let in_a_label = fqdn.split('.').enumerate().find_map(|(index, label)| {
        label_problem(label).map(|problem| format!("{problem} (part {})", index + 1))
    });
    in_a_label.or_else(|| (!fqdn.contains('.')).then(|| "has no domain after the host".to_owned()))
}

fn label_problem(label: &str) -> Option<&'static str> {
    if label.is_empty() {
        Some("has an empty part")
    } else if !label.is_ascii() {
        Some("has a character outside ASCII")
    } else if label
        .bytes()
        .any(|byte| !byte.is_ascii_alphanumeric() && byte != b'-')
    {
        Some("has a character that is no letter, digit or hyphen")
    } else if label.starts_with('-') {
        Some("has a part that begins with a hyphen")
    } else if label.ends_with('-') {
        Some("has a part that ends with a hyphen")
    } else if label.len() > MAX_LABEL_CHARACTERS {
        Some("has a part of more than 63 characters")
    } else {
        None
    }
}

impl PartialEq for TrunkFqdn {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for TrunkFqdn {}

impl Hash for TrunkFqdn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|byte| state.write_u8(byte));
        // As `str` does, so that two names side by side do not hash like one.
        state.write_u8(0xff);
    }
}

impl Ord for TrunkFqdn {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(other.folded())
    }
}

impl PartialOrd for TrunkFqdn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

checked_text!(TrunkFqdn);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::TrunkFqdn;

    /// A name of exactly `length` characters in parts no longer than 63.
    fn name_of(length: usize) -> String {
        let mut name = format!("{0}.{0}.{0}.", "a".repeat(63));
        name.push_str(&"b".repeat(length - name.len()));
        name
    }

    #[test]
    fn takes_names_of_hosts() {
        let longest_label = format!("{}.com", "a".repeat(63));
        for fqdn in [
            "a.b",
            "sbc1.contoso.com",
            "SBC-1.Contoso.COM",
            "1.contoso.com",
            "acs.sbc1.testing.contoso.com",
            "xn--bcher-kva.example",
            &longest_label,
            &name_of(249),
        ] {
            assert_eq!(TrunkFqdn::new(fqdn).unwrap().as_str(), fqdn);
        }
    }

    #[test]
    fn names_the_fault_and_its_part() {
        let too_long = name_of(250);
        let long_label = format!("{}.com", "a".repeat(64));
        for (fqdn, problem) in [
            ("", "is empty"),
            (too_long.as_str(), "has 250 characters"),
            ("-1", "has a part that begins with a hyphen (part 1)"),
            (
                "sbc1.contoso-.com",
                "has a part that ends with a hyphen (part 2)",
            ),
            ("sbc1", "has no domain after the host"),
            ("sbc1.contoso.com.", "ends with a dot"),
            (".", "ends with a dot"),
            (".contoso.com", "has an empty part (part 1)"),
            ("sbc1..com", "has an empty part (part 2)"),
            (
                long_label.as_str(),
                "has a part of more than 63 characters (part 1)",
            ),
            (
                "*.contoso.com",
                "has a character that is no letter, digit or hyphen (part 1)",
            ),
            (
                "sbc_1.contoso.com",
                "has a character that is no letter, digit or hyphen (part 1)",
            ),
            (
                "sbc1.contoso.com:5061",
                "has a character that is no letter, digit or hyphen (part 3)",
            ),
            (
                " sbc1.contoso.com",
                "has a character that is no letter, digit or hyphen (part 1)",
            ),
            (
                "sbc1.bücher.example",
                "has a character outside ASCII (part 2)",
            ),
            ("192.0.2.1", "is an IP address"),
        ] {
            let refused = TrunkFqdn::new(fqdn).unwrap_err();
            assert_eq!(refused.field(), "trunk FQDN");
            assert_eq!(refused.problem(), problem, "{fqdn}");
            assert!(refused.hint().is_some(), "{fqdn}");
        }
    }

    #[test]
    fn case_is_kept_but_does_not_tell_names_apart() {
        let lower = TrunkFqdn::new("sbc1.contoso.com").unwrap();
        let upper = TrunkFqdn::new("SBC1.CONTOSO.COM").unwrap();
        let other = TrunkFqdn::new("sbc2.contoso.com").unwrap();
        assert_eq!(lower, upper);
        assert_ne!(lower, other);
        assert!(upper < other && lower < other);
        assert_eq!(HashSet::from([lower, upper, other]).len(), 2);
    }

    #[test]
    fn keeps_what_the_service_sent() {
        assert_eq!(
            TrunkFqdn::from_service("sbc_1".to_owned()).as_str(),
            "sbc_1"
        );
    }
}
