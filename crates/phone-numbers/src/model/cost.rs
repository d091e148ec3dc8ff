//! What a phone number costs.

use acs_phone_numbers_generated::types;
use serde::Serialize;

use crate::BillingFrequency;

/// What one phone number costs, and how often.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberCost {
    /// The price of one number for each billing period, in `currency_code`: `2.0` is two dollars
    /// where that is `USD`.
    pub amount: f64,
    /// The currency by its ISO 4217 code, `USD`.
    pub currency_code: String,
    /// How often the price is charged.
    pub billing_frequency: BillingFrequency,
}

impl PhoneNumberCost {
    pub(crate) fn from_wire(wire: types::PhoneNumberCost) -> Self {
        Self {
            amount: wire.amount,
            currency_code: wire.currency_code,
            billing_frequency: wire.billing_frequency,
        }
    }
}
