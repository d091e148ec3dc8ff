//! Values on the command line whose sets may grow at the service.

use acs_phone_numbers::{PhoneNumberAssignmentType, PhoneNumberCapabilityType, PhoneNumberType};

/// Returns the one of `known` that `text` names, whatever its case and with or without hyphens.
fn choose<T: Clone + ToString>(text: &str, known: &[T]) -> Result<T, String> {
    let plain = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    let found = known
        .iter()
        .find(|one| plain(&one.to_string()) == plain(text));
    found.cloned().ok_or_else(|| {
        let names: Vec<_> = known.iter().map(ToString::to_string).collect();
        format!("choose of {}", names.join(", "))
    })
}

/// Reads a type of numbers.
///
/// # Errors
/// When it is none of those that are known.
pub(crate) fn number_type(text: &str) -> Result<PhoneNumberType, String> {
    use PhoneNumberType::{Geographic, Mobile, TollFree};
    choose(text, &[TollFree, Geographic, Mobile])
}

/// Reads who uses numbers.
///
/// # Errors
/// When it is none of those that are known.
pub(crate) fn assignment(text: &str) -> Result<PhoneNumberAssignmentType, String> {
    use PhoneNumberAssignmentType::{Application, Person};
    choose(text, &[Application, Person])
}

/// Reads what numbers can do.
///
/// # Errors
/// When it is none of those that are known.
pub(crate) fn capability(text: &str) -> Result<PhoneNumberCapabilityType, String> {
    use PhoneNumberCapabilityType::{Inbound, InboundOutbound, None, Outbound};
    choose(text, &[None, Inbound, Outbound, InboundOutbound])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_read_however_they_are_written() {
        for text in ["tollFree", "toll-free", "TOLLFREE"] {
            assert_eq!(number_type(text), Ok(PhoneNumberType::TollFree));
        }
        let both = PhoneNumberCapabilityType::InboundOutbound;
        assert_eq!(capability("inbound+outbound"), Ok(both));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert_eq!(
            number_type("toll"),
            Err("choose of tollFree, geographic, mobile".to_owned())
        );
        assert!(assignment("nobody").is_err());
    }
}
