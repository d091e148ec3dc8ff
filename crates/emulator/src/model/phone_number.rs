//! E.164 numbers.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A number in E.164 form. As it never starts with a zero, its digits are its value.
///
/// `Debug` hides the digits: what is printed by accident must not hold a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PhoneNumber(u64);

impl PhoneNumber {
    /// E.164 allows fifteen digits at most.
    const MAX_DIGITS: usize = 15;

    /// Reads `+14255550100`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.strip_prefix('+').and_then(Self::from_id)
    }

    /// Reads what a path names a number by: itself, or its id.
    pub(crate) fn parse_or_id(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| Self::from_id(text))
    }

    /// Reads the service's id of a number: its digits without the plus.
    pub(crate) fn from_id(digits: &str) -> Option<Self> {
        let well_formed = (1..=Self::MAX_DIGITS).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed {
            digits.parse().ok().map(Self)
        } else {
            None
        }
    }

    /// The service's id of the number: its digits without the plus.
    pub(crate) fn id(self) -> String {
        self.0.to_string()
    }

    /// The number `offset` places further on, as numbers of one block follow each other.
    pub(crate) fn nth(self, offset: u32) -> Self {
        Self(self.0 + u64::from(offset))
    }

    /// Returns the distance of this number behind `first`, if it lies there.
    pub(crate) fn offset_from(self, first: Self) -> Option<u64> {
        self.0.checked_sub(first.0)
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(redacted)")
    }
}

impl Serialize for PhoneNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not a number in E.164 form"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let number = PhoneNumber::parse("+14255550100").unwrap();
        assert_eq!(number.to_string(), "+14255550100");
        assert_eq!(number.id(), "14255550100");
        assert_eq!(PhoneNumber::from_id("14255550100"), Some(number));
        assert_eq!(number.nth(1).offset_from(number), Some(1));
        assert_eq!(number.offset_from(number.nth(1)), None);
    }

    #[test]
    fn refuses_what_is_not_e164() {
        for text in [
            "",
            "+",
            "14255550100",
            "+0123",
            "+1425a",
            "+1234567890123456",
            "+ 1",
            "++1",
        ] {
            assert_eq!(PhoneNumber::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn debug_hides_the_digits() {
        let number = PhoneNumber::parse("+14255550100").unwrap();
        assert_eq!(format!("{number:?}"), "PhoneNumber(redacted)");
    }
}
