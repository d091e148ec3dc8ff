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
    /// What only the previews of SIP routing have.
    SipTrial,
}

/// The preview of SIP routing that the emulator speaks besides the stable version.
pub(crate) const SIP_PREVIEW: &str = "2024-11-15-preview";

const NUMBERS: &str = "2021-03-07, 2022-01-11-preview2, 2022-06-01-preview, 2022-12-01, \
    2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, 2023-10-01-preview, \
    2024-03-01-preview, 2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, 2025-02-11, \
    2025-04-01-preview, 2025-04-01, 2025-04-15-preview, 2025-06-01";
const OPERATIONS: &str = "2021-03-07, 2022-01-11-preview2, 2022-06-01-preview, \
    2022-11-15-preview, 2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, \
    2023-10-01-preview, 2023-10-01-preview2, 2024-03-01-preview, 2024-04-30-preview, \
    2024-05-01-preview, 2024-08-31-preview, 2025-02-11, 2025-04-01-preview, 2025-04-01, \
    2025-04-15-preview, 2025-06-01";
const PLACES: &str = "2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, \
    2023-10-01-preview, 2024-03-01-preview, 2024-04-30-preview, 2024-05-01-preview, \
    2024-08-31-preview, 2025-02-11, 2025-04-01-preview, 2025-04-01, 2025-04-15-preview, 2025-06-01";
const OFFERS: &str = "2021-03-07, 2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, \
    2023-05-01-preview, 2023-10-01-preview, 2024-03-01-preview, 2024-04-30-preview, \
    2024-05-01-preview, 2024-08-31-preview, 2025-02-11, 2025-04-01-preview, 2025-04-01, \
    2025-04-15-preview, 2025-06-01";
const OPERATOR_INFORMATION: &str = "2023-04-30-preview, 2023-05-01-preview, 2023-10-01-preview, \
    2024-03-01-preview, 2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, 2025-02-11, \
    2025-04-01-preview, 2025-04-01, 2025-04-15-preview, 2025-06-01";
const RESERVATIONS: &str = "2023-04-30-preview, 2023-10-01-preview, 2023-10-01-preview2, \
    2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, 2025-04-01, 2025-04-15-preview, \
    2025-06-01";
const SIP: &str = "2023-03-01, 2023-04-01-preview, 2024-11-15-preview";
const SIP_TRIAL: &str = "2023-04-01-preview, 2024-11-15-preview";

impl Family {
    /// What the service says it supports.
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
    pub(crate) fn implemented(self) -> &'static [&'static str] {
        match self {
            Self::Sip => &["2023-03-01", SIP_PREVIEW],
            Self::SipTrial => &[SIP_PREVIEW],
            _ => &["2025-06-01"],
        }
    }

    /// The two halves of the service spell this header differently.
    pub(crate) fn strict_transport_security(self) -> &'static str {
        if matches!(self, Self::Sip | Self::SipTrial) {
            "max-age=31536000;includeSubDomains"
        } else {
            "max-age=31536000; includeSubDomains"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_implemented_versions_are_among_the_named() {
        for family in [
            Family::Numbers,
            Family::Operations,
            Family::Places,
            Family::Offers,
            Family::OperatorInformation,
            Family::Reservations,
            Family::Sip,
            Family::SipTrial,
        ] {
            for version in family.implemented() {
                let mut named = family.named().split(", ");
                assert!(named.any(|it| it == *version), "{family:?} {version}");
            }
        }
    }
}
