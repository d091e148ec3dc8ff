//! Country codes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Two capital letters, as in ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CountryCode([u8; 2]);

impl CountryCode {
    /// Reads a code in whatever case.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let code: [u8; 2] = text.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(code.map(|byte| byte.to_ascii_uppercase())))
    }

    pub(crate) fn as_str(&self) -> &str {
        // Letters are text; there is nothing to fall back from.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .filter(|code| code.as_str() == text)
            .ok_or_else(|| {
                de::Error::custom(format!("country code {text:?} is not two capital letters"))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_two_letters() {
        assert_eq!(CountryCode::parse("us").unwrap().to_string(), "US");
        for text in ["", "U", "USA", "U1", "Ä"] {
            assert_eq!(CountryCode::parse(text), None, "{text}");
        }
        assert!(serde_json::from_str::<CountryCode>(r#""us""#).is_err());
    }
}
