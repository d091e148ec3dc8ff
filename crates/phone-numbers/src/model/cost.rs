//! Cost of a phone number.

use acs_core::debug_without_numbers;
use acs_phone_numbers_generated::types;
use serde::Serialize;

use super::or_unknown;
use crate::BillingFrequency;

/// Cost of one phone number and the period that it is charged for.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberCost {
    /// The price of one number for each billing period, in `currency_code`: `2.0` is two dollars
    /// where that is `USD`.
    pub amount: f64,
    /// The currency by its ISO 4217 code, `USD`.
    pub currency_code: String,
    /// Period that the price is charged for.
    pub billing_frequency: BillingFrequency,
}

debug_without_numbers!(PhoneNumberCost {
    amount,
    currency_code: text,
    billing_frequency
});

impl PhoneNumberCost {
    /// Nothing where the amount or its currency is missing: one says nothing without the other.
    pub(crate) fn from_wire(wire: Option<types::PhoneNumberCost>) -> Option<Self> {
        let wire = wire?;
        Some(Self {
            amount: wire.amount?,
            currency_code: wire.currency_code?,
            billing_frequency: or_unknown(wire.billing_frequency),
        })
    }
}
