//! Findings that are intended.

use std::{collections::BTreeMap, fmt};

use acs_core::{InvalidValue, Shown};
use serde::{Deserialize, Deserializer, de::Error as _};

use super::{Finding, Level, Place, Problem};
use crate::TrunkFqdn;

/// Findings that are intended, by the name of the route or trunk and the
/// [code](Problem::code) of the problem.
///
/// They are written in the document of a configuration, so that its checks can be a gate:
///
/// ```
/// # #[cfg(feature = "toml")]
/// # {
/// use acs_sip_routing::{Allowed, SipConfiguration};
///
/// let document = r#"
///     trunks = [{ fqdn = "spare.contoso.com", sipSignalingPort = 5061 }]
///     routes = []
///
///     [allow]
///     "spare.contoso.com" = ["unused-trunk"] # switched on by hand
/// "#;
/// let configuration = SipConfiguration::from_toml(document)?;
/// let allowed = Allowed::from_toml(document)?;
/// assert_eq!(configuration.check().len(), 1);
/// assert_eq!(allowed.left_of(configuration.check()), []);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Allowed(BTreeMap<String, Vec<&'static str>>);

impl Allowed {
    /// Allows a problem of the route or trunk of that name, besides what was allowed before.
    ///
    /// # Errors
    /// There is no such code, or it is one of an error.
    pub fn with(mut self, name: &str, code: &str) -> Result<Self, InvalidValue> {
        let code = known(code)?;
        self.0.entry(name.to_owned()).or_default().push(code);
        Ok(self)
    }

    /// The findings that are not allowed. Errors never are.
    pub fn left_of(&self, findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
        let findings = findings.into_iter();
        findings.filter(|finding| !self.covers(finding)).collect()
    }

    /// The names and codes that cover none of `findings`, so that they can be taken out.
    pub fn idle_among(&self, findings: &[Finding]) -> Vec<(&str, &'static str)> {
        let each = self.0.iter();
        let each = each.flat_map(|(name, codes)| codes.iter().map(move |code| (name, *code)));
        let idle = each.filter(|(name, code)| {
            !findings
                .iter()
                .any(|it| it.problem.code() == *code && it.place.has_name(name))
        });
        idle.map(|(name, code)| (name.as_str(), code)).collect()
    }

    /// Returns true if the finding is allowed.
    pub fn covers(&self, finding: &Finding) -> bool {
        let mut entries = self.0.iter();
        finding.level() != Level::Error
            && entries.any(|(name, codes)| {
                codes.contains(&finding.problem.code()) && finding.place.has_name(name)
            })
    }
}

impl fmt::Debug for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.0.iter().map(|(name, codes)| (Shown(name), codes));
        f.debug_map().entries(entries).finish()
    }
}

impl Place {
    /// Tells if the route or trunk there has that name.
    fn has_name(&self, name: &str) -> bool {
        match self {
            Self::Trunk { fqdn, .. } => *fqdn == TrunkFqdn::from_service(name.to_owned()),
            Self::Route { name: it, .. } | Self::RouteTrunk { name: it, .. } => it.as_str() == name,
            Self::Trunks | Self::Routes => false,
        }
    }
}

/// Codes of errors, which the service refuses whatever is allowed.
const ERRORS: [&str; 5] = [
    "malformed-pattern",
    "missing-trunk",
    "repeated",
    "too-many",
    "two-spellings",
];

fn known(code: &str) -> Result<&'static str, InvalidValue> {
    let refused = |problem: &str| {
        let problem = format!("{code:?} {problem}");
        InvalidValue::new("allowed finding", problem)
            .with_hint("use the code of a warning or a note, as in Problem::CODES")
    };
    if ERRORS.contains(&code) {
        return Err(refused("is an error, which cannot be allowed"));
    }
    let mut codes = Problem::CODES.iter().copied();
    codes
        .find(|it| *it == code)
        .ok_or_else(|| refused("is no code"))
}

impl<'de> Deserialize<'de> for Allowed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Document {
            #[serde(default)]
            allow: BTreeMap<String, Vec<Code>>,
        }
        let allowed = Document::deserialize(deserializer)?.allow.into_iter();
        let codes = |codes: Vec<Code>| codes.into_iter().map(|Code(code)| code).collect();
        Ok(Self(allowed.map(|(name, it)| (name, codes(it))).collect()))
    }
}

struct Code(&'static str);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        known(&code).map(Self).map_err(D::Error::custom)
    }
}
