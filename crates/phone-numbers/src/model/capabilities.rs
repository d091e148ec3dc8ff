//! Capabilities of phone numbers.

use acs_core::InvalidValue;
use acs_phone_numbers_generated::types;
use serde::Serialize;

use super::or_unknown;
use crate::PhoneNumberCapabilityType;

/// Capabilities of a phone number, in each direction: calls and text messages.
///
/// In a search they are what the numbers must have; in an answer they are what a number has.
///
/// ```
/// use acs_phone_numbers::{PhoneNumberCapabilities, PhoneNumberCapabilityType};
///
/// let calls_out = PhoneNumberCapabilities::new(
///     PhoneNumberCapabilityType::Outbound,
///     PhoneNumberCapabilityType::None,
/// );
/// assert_eq!(calls_out.sms, PhoneNumberCapabilityType::None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct PhoneNumberCapabilities {
    /// Calls: to the number, from it, both or neither.
    pub calling: PhoneNumberCapabilityType,
    /// Text messages: to the number, from it, both or neither.
    pub sms: PhoneNumberCapabilityType,
}

impl PhoneNumberCapabilities {
    /// Calls first, text messages second.
    pub fn new(calling: PhoneNumberCapabilityType, sms: PhoneNumberCapabilityType) -> Self {
        Self { calling, sms }
    }

    pub(crate) fn from_wire(wire: Option<types::PhoneNumberCapabilities>) -> Self {
        let wire = wire.unwrap_or_default();
        Self {
            calling: or_unknown(wire.calling),
            sms: or_unknown(wire.sms),
        }
    }

    pub(crate) fn to_wire(&self) -> types::PhoneNumberCapabilities {
        types::PhoneNumberCapabilities {
            calling: Some(self.calling.clone()),
            sms: Some(self.sms.clone()),
        }
    }
}

/// Change of the capabilities of a purchased number. A capability that is not set stays as it is.
///
/// ```
/// use acs_phone_numbers::{CapabilitiesUpdate, PhoneNumberCapabilityType};
///
/// let update = CapabilitiesUpdate::default().sms(PhoneNumberCapabilityType::Outbound);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct CapabilitiesUpdate {
    calling: Option<PhoneNumberCapabilityType>,
    sms: Option<PhoneNumberCapabilityType>,
}

impl CapabilitiesUpdate {
    /// Sets what the number can do with calls.
    pub fn calling(mut self, calling: PhoneNumberCapabilityType) -> Self {
        self.calling = Some(calling);
        self
    }

    /// Sets what the number can do with text messages.
    pub fn sms(mut self, sms: PhoneNumberCapabilityType) -> Self {
        self.sms = Some(sms);
        self
    }

    /// The body of the request; an update that changes nothing is a mistake of the caller's.
    pub(crate) fn to_wire(&self) -> Result<types::PhoneNumberCapabilitiesRequest, InvalidValue> {
        if self.calling.is_none() && self.sms.is_none() {
            return Err(InvalidValue::new("capabilities update", "changes nothing")
                .with_hint("set calling, sms or both"));
        }
        Ok(types::PhoneNumberCapabilitiesRequest {
            calling: self.calling.clone().map(Some),
            sms: self.sms.clone().map(Some),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::CapabilitiesUpdate;
    use crate::PhoneNumberCapabilityType::{InboundOutbound, None as Neither};

    #[test]
    fn names_only_what_changes() {
        let cases = [
            (
                CapabilitiesUpdate::default().sms(Neither),
                json!({ "sms": "none" }),
            ),
            (
                CapabilitiesUpdate::default().calling(InboundOutbound),
                json!({ "calling": "inbound+outbound" }),
            ),
            (
                CapabilitiesUpdate::default()
                    .calling(Neither)
                    .sms(InboundOutbound),
                json!({ "calling": "none", "sms": "inbound+outbound" }),
            ),
        ];
        for (update, body) in cases {
            assert_eq!(
                serde_json::to_value(update.to_wire().unwrap()).unwrap(),
                body
            );
        }
    }

    #[test]
    fn refuses_to_change_nothing() {
        let refused = CapabilitiesUpdate::default().to_wire().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "capabilities update changes nothing; set calling, sms or both"
        );
    }
}
