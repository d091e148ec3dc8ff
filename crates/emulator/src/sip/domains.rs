//! Which domains were verified for the resource. That happens outside this API, so it is what a test
//! says.

use serde::Serialize;

use super::{SipConfiguration, SipRefusal, SipRules, check};

/// A domain that the resource has, was given, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DomainReport {
    /// Its name.
    pub name: String,
    /// Whether the SIP configuration has it, and has it enabled; none if it does not have it.
    pub enabled: Option<bool>,
    /// Whether it was verified for the resource, or one that it lies in.
    pub verified: bool,
}

/// The text is not the name of a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a domain name, as in example.com: two or more labels of letters, digits and hyphens")]
#[non_exhaustive]
pub struct NoDomainName;

impl SipConfiguration {
    /// The empty configuration of a resource that was given these domains.
    pub(crate) fn with_verified(domains: &[String]) -> Self {
        Self {
            verified: domains.iter().map(|it| it.to_ascii_lowercase()).collect(),
            ..Self::default()
        }
    }

    /// The same configuration with a domain verified, or not any more. Nothing is disabled by that.
    pub(crate) fn with_domain(&self, name: &str, verified: bool) -> Result<Self, NoDomainName> {
        if !check::is_fqdn(name) {
            return Err(NoDomainName);
        }
        let (mut next, name) = (self.clone(), name.to_ascii_lowercase());
        if verified {
            next.verified.insert(name);
        } else {
            next.verified.remove(&name);
        }
        Ok(next)
    }

    /// The domains that are configured, in their order, and those that are verified alone.
    pub(crate) fn domains(&self) -> Vec<DomainReport> {
        let configured = self.domains.iter().map(|(name, it)| DomainReport {
            name: name.clone(),
            enabled: Some(it.enabled),
            verified: self.is_verified(name),
        });
        let is_configured = |name: &str| {
            let mut names = self.domains.keys();
            names.any(|it| it.eq_ignore_ascii_case(name))
        };
        let others = self.verified.iter().filter(|it| !is_configured(it));
        let others = others.map(|name| DomainReport {
            name: name.clone(),
            enabled: None,
            verified: true,
        });
        configured.chain(others).collect()
    }

    /// Whoever verified a domain has verified those in it.
    pub(super) fn is_verified(&self, name: &str) -> bool {
        let mut verified = self.verified.iter();
        verified.any(|it| check::is_within(name, it))
    }

    /// A domain is not enabled before it is verified.
    pub(super) fn check_verified(&self, before: &Self, rules: SipRules) -> Result<(), SipRefusal> {
        if !rules.only_verified_domains {
            return Ok(());
        }
        let was_enabled = |name: &str| before.domains.get(name).is_some_and(|it| it.enabled);
        let mut enabled = self.domains.iter().filter(|(_, it)| it.enabled);
        let refused = enabled.find(|(name, _)| !was_enabled(name) && !self.is_verified(name));
        refused.map_or(Ok(()), |(name, _)| {
            Err(SipRefusal::UnverifiedDomain(name.clone()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PreviewBody, SipRules};
    use super::*;

    const STRICT: SipRules = SipRules {
        only_verified_domains: true,
        no_empty_updates: false,
    };
    const TRUNK: &str = r#""trunks":{"sbc.eu.example.com":{"sipSignalingPort":5061}}"#;

    fn patched(from: &SipConfiguration, update: &str) -> Result<SipConfiguration, SipRefusal> {
        from.patched(serde_json::from_str(update).unwrap(), STRICT)
    }

    fn by_stable(from: &SipConfiguration, update: &str) -> Result<SipConfiguration, SipRefusal> {
        from.patched_by_stable(serde_json::from_str(update).unwrap(), STRICT)
    }

    #[test]
    fn only_verified_domains_are_enabled() {
        let new = SipConfiguration::default();
        let enable = r#"{"domains":{"eu.example.com":{"enabled":true}}}"#;
        let refused = Err(SipRefusal::UnverifiedDomain("eu.example.com".to_owned()));
        assert_eq!(patched(&new, enable), refused);
        assert_eq!(
            patched(&new, r#"{"domains":{"eu.example.com":{}}}"#),
            refused
        );
        let disabled = r#"{"domains":{"eu.example.com":{"enabled":false}}}"#;
        assert_eq!(patched(&patched(&new, disabled).unwrap(), enable), refused);
        for verified in ["EU.example.com", "example.com"] {
            let given = new.with_domain(verified, true).unwrap();
            let enabled = patched(&given, enable).unwrap();
            // What is in use stays so.
            let later = enabled.with_domain(verified, false).unwrap();
            assert!(patched(&later, r#"{"routes":[]}"#).is_ok());
        }
        let other = new.with_domain("us.example.com", true).unwrap();
        assert_eq!(patched(&other, enable), refused);
    }

    #[test]
    fn the_stable_version_gets_no_domain_that_is_not_verified() {
        let new = SipConfiguration::default();
        let update = format!("{{{TRUNK}}}");
        assert_eq!(by_stable(&new, &update), Err(SipRefusal::MissingDomain));
        let given = new.with_domain("eu.example.com", true).unwrap();
        let made = by_stable(&given, &update).unwrap();
        let text = serde_json::to_string(&PreviewBody::of(&made, false)).unwrap();
        assert!(text.starts_with(r#"{"domains":{"eu.example.com":{"enabled":true}},"trunks""#));
        let off = patched(
            &given,
            r#"{"domains":{"eu.example.com":{"enabled":false}}}"#,
        )
        .unwrap();
        let refused = Err(SipRefusal::MissingEnabledDomainForTrunk);
        assert_eq!(by_stable(&off, &update), refused);
    }

    #[test]
    fn domains_are_reported_once() {
        let given = SipConfiguration::with_verified(&["B.example".into(), "a.example".into()]);
        let made = patched(
            &given,
            r#"{"domains":{"b.example":{},"c.example":{"enabled":false}}}"#,
        );
        let shown = made.unwrap().domains();
        let shown: Vec<_> = shown
            .iter()
            .map(|it| (it.name.as_str(), it.enabled, it.verified))
            .collect();
        let expected = [
            ("b.example", Some(true), true),
            ("c.example", Some(false), false),
            ("a.example", None, true),
        ];
        assert_eq!(shown, expected);
        assert_eq!(given.with_domain("localhost", true), Err(NoDomainName));
    }
}
