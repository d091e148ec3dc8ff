//! Type, assignment, capabilities and cost of numbers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The kind of a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PhoneNumberType {
    /// Bound to a place by its area code.
    Geographic,
    /// Free of charge for the caller.
    TollFree,
    /// Of a mobile network.
    Mobile,
}

impl PhoneNumberType {
    /// Returns the service's word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Geographic => "geographic",
            Self::TollFree => "tollFree",
            Self::Mobile => "mobile",
        }
    }
}

/// Assignment of a phone number: to a person or to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum AssignmentType {
    /// One person.
    Person,
    /// A program, such as a voice bot.
    Application,
}

/// In which directions a number carries calls or messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Capability {
    /// In no direction.
    #[default]
    #[serde(rename = "none")]
    None,
    /// Towards the number.
    #[serde(rename = "inbound")]
    Inbound,
    /// From the number.
    #[serde(rename = "outbound")]
    Outbound,
    /// Both ways.
    #[serde(rename = "inbound+outbound")]
    InboundOutbound,
}

impl Capability {
    fn directions(self) -> (bool, bool) {
        match self {
            Self::None => (false, false),
            Self::Inbound => (true, false),
            Self::Outbound => (false, true),
            Self::InboundOutbound => (true, true),
        }
    }

    fn covers(self, wanted: Self) -> bool {
        let (inbound, outbound) = self.directions();
        let (wants_inbound, wants_outbound) = wanted.directions();
        (inbound || !wants_inbound) && (outbound || !wants_outbound)
    }
}

/// Capabilities of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Capabilities {
    /// Voice calls.
    pub(crate) calling: Capability,
    /// Text messages.
    pub(crate) sms: Capability,
}

impl Capabilities {
    /// Returns true if a number with these capabilities has all that are `wanted`.
    pub(crate) fn cover(self, wanted: Self) -> bool {
        self.calling.covers(wanted.calling) && self.sms.covers(wanted.sms)
    }

    /// Returns true if a number with these could do nothing.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// Some capabilities, as the body of a change or of a browse holds them.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct CapabilitiesPatch {
    calling: Option<Capability>,
    sms: Option<Capability>,
}

impl CapabilitiesPatch {
    /// Returns these, and the rest from `current`.
    pub(crate) fn over(self, current: Capabilities) -> Capabilities {
        Capabilities {
            calling: self.calling.unwrap_or(current.calling),
            sms: self.sms.unwrap_or(current.sms),
        }
    }
}

/// The price of one number in US dollars a month.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "CostBody", from = "CostBody")]
pub(crate) struct Cost(f64);

/// A price in the key order of the service.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CostBody {
    amount: f64,
    currency_code: Cow<'static, str>,
    billing_frequency: Cow<'static, str>,
}

impl Cost {
    pub(crate) fn monthly(amount: f64) -> Self {
        Self(amount)
    }
}

impl From<Cost> for CostBody {
    fn from(cost: Cost) -> Self {
        Self {
            amount: cost.0,
            currency_code: "USD".into(),
            billing_frequency: "monthly".into(),
        }
    }
}

impl From<CostBody> for Cost {
    fn from(body: CostBody) -> Self {
        Self(body.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::Capability::{Inbound, InboundOutbound, None, Outbound};

    #[test]
    fn a_capability_covers_its_parts() {
        for (has, wants, covered) in [
            (InboundOutbound, Outbound, true),
            (InboundOutbound, InboundOutbound, true),
            (Inbound, None, true),
            (None, None, true),
            (Inbound, Outbound, false),
            (Outbound, InboundOutbound, false),
            (None, Inbound, false),
        ] {
            assert_eq!(has.covers(wants), covered, "{has:?} for {wants:?}");
        }
    }

    #[test]
    fn amounts_keep_their_decimal() {
        let cost = serde_json::to_string(&super::Cost::monthly(2.0)).unwrap();
        assert_eq!(
            cost,
            r#"{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}"#
        );
    }
}
