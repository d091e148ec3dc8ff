//! The API versions each part of the service names in `api-supported-versions`.

/// Parts of the service that have a list of versions of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Numbers,
    Operations,
    /// Countries and localities.
    Places,
    /// Area codes and offerings.
    Offers,
    OperatorInformation,
    Reservations,
    Sip,
    /// Trial of routes, which only the previews of SIP routing have.
    SipTrial,
}

/// The preview of SIP routing that the emulator speaks besides the stable version.
pub(crate) const SIP_PREVIEW: &str = "2024-11-15-preview";

/// The versions of the rest that official clients in use send, oldest first: that of JavaScript 1.0,
/// Python 1.1, Python 1.2, Python 1.3, and the newest of both.
const NUMBERS_IN_USE: &[&str] = &[
    "2021-03-07",
    "2022-12-01",
    "2025-02-11",
    "2025-04-01",
    "2025-06-01",
];

/// The end of every list: the versions since reservations are there for all. A new version is named
/// here, and among those in use.
macro_rules! newest {
    () => {
        "2025-04-01, 2025-04-15-preview, 2025-06-01"
    };
}

const NUMBERS: &str = concat!(
    "2021-03-07, 2022-01-11-preview2, 2022-06-01-preview, 2022-12-01, \
     2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, 2023-10-01-preview, \
     2024-03-01-preview, 2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, \
     2025-02-11, 2025-04-01-preview, ",
    newest!()
);
const OPERATIONS: &str = concat!(
    "2021-03-07, 2022-01-11-preview2, 2022-06-01-preview, 2022-11-15-preview, \
     2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, \
     2023-10-01-preview, 2023-10-01-preview2, 2024-03-01-preview, 2024-04-30-preview, \
     2024-05-01-preview, 2024-08-31-preview, 2025-02-11, 2025-04-01-preview, ",
    newest!()
);
const PLACES: &str = concat!(
    "2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, \
     2023-10-01-preview, 2024-03-01-preview, 2024-04-30-preview, 2024-05-01-preview, \
     2024-08-31-preview, 2025-02-11, 2025-04-01-preview, ",
    newest!()
);
const OFFERS: &str = concat!(
    "2021-03-07, 2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, \
     2023-05-01-preview, 2023-10-01-preview, 2024-03-01-preview, 2024-04-30-preview, \
     2024-05-01-preview, 2024-08-31-preview, 2025-02-11, 2025-04-01-preview, ",
    newest!()
);
const OPERATOR_INFORMATION: &str = concat!(
    "2023-04-30-preview, 2023-05-01-preview, 2023-10-01-preview, 2024-03-01-preview, \
     2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, 2025-02-11, \
     2025-04-01-preview, ",
    newest!()
);
const RESERVATIONS: &str = concat!(
    "2023-04-30-preview, 2023-10-01-preview, 2023-10-01-preview2, 2024-04-30-preview, \
     2024-05-01-preview, 2024-08-31-preview, ",
    newest!()
);
const SIP: &str = "2023-03-01, 2023-04-01-preview, 2024-11-15-preview";
const SIP_TRIAL: &str = "2023-04-01-preview, 2024-11-15-preview";

impl Family {
    /// Returns the versions that the service says it supports.
    pub(crate) fn named(self) -> &'static str {
        match self {
            Self::Numbers => NUMBERS,
            Self::Operations => OPERATIONS,
            Self::Places => PLACES,
            Self::Offers => OFFERS,
            Self::OperatorInformation => OPERATOR_INFORMATION,
            Self::Reservations => RESERVATIONS,
            Self::Sip => SIP,
            Self::SipTrial => SIP_TRIAL,
        }
    }

    /// Those of them that the emulator speaks.
    pub(crate) fn implemented(self) -> impl Iterator<Item = &'static str> {
        let spoken = self.spoken().iter().copied();
        spoken.filter(move |version| self.names(version))
    }

    /// Returns true if this version is one of those.
    pub(crate) fn implements(self, version: &str) -> bool {
        self.spoken().contains(&version) && self.names(version)
    }

    fn spoken(self) -> &'static [&'static str] {
        if self.is_sip() {
            &["2023-03-01", SIP_PREVIEW]
        } else {
            NUMBERS_IN_USE
        }
    }

    fn names(self, version: &str) -> bool {
        // From the end: most clients are of the latest version.
        self.named().rsplit(", ").any(|it| it == version)
    }

    pub(crate) fn is_sip(self) -> bool {
        matches!(self, Self::Sip | Self::SipTrial)
    }

    /// The two halves of the service spell this header differently.
    pub(crate) fn strict_transport_security(self) -> &'static str {
        if self.is_sip() {
            "max-age=31536000;includeSubDomains"
        } else {
            "max-age=31536000; includeSubDomains"
        }
    }
}

/// The versions of phone numbers that are older than others in one way or another. They are dates, so
/// an earlier one is a smaller text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Age<'a>(pub(crate) &'a str);

impl Age<'_> {
    /// The result of a search says nothing of an agreement, nor of an error.
    pub(crate) fn has_short_search_results(self) -> bool {
        self.0 < "2025-06-01"
    }

    /// Browsed numbers say whether they need an agreement.
    pub(crate) fn browses_agreements(self) -> bool {
        self.0 < "2025-06-01"
    }

    /// A number that is not owned is one that is not there.
    pub(crate) fn hides_foreign_numbers(self) -> bool {
        self.0 < "2025-02-11"
    }

    /// Every body comes in chunks.
    pub(crate) fn is_chunked(self) -> bool {
        self.0 < "2025-02-11"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_versions_are_implemented() {
        let implemented = |family: Family| family.implemented().collect::<Vec<_>>();
        assert_eq!(implemented(Family::Numbers), NUMBERS_IN_USE);
        assert_eq!(implemented(Family::Offers), NUMBERS_IN_USE);
        assert_eq!(implemented(Family::Operations), NUMBERS_IN_USE);
        assert_eq!(implemented(Family::Places), NUMBERS_IN_USE[1..]);
        assert_eq!(
            implemented(Family::OperatorInformation),
            NUMBERS_IN_USE[2..]
        );
        assert_eq!(implemented(Family::Reservations), NUMBERS_IN_USE[3..]);
        assert_eq!(implemented(Family::Sip), ["2023-03-01", SIP_PREVIEW]);
        assert_eq!(implemented(Family::SipTrial), [SIP_PREVIEW]);
        assert!(Family::Places.implements("2022-12-01"));
        assert!(!Family::Places.implements("2021-03-07"));
    }
}
