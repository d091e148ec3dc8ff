//! Printing what the service may leave unsaid.

use std::fmt::Display;

use acs_phone_numbers::PhoneNumberCost;

const UNSAID: &str = "(the service does not say)";

/// The value as text.
pub fn said(value: Option<impl Display>) -> String {
    value.map_or_else(|| UNSAID.to_owned(), |value| value.to_string())
}

/// The price of one number as text.
pub fn price(cost: Option<&PhoneNumberCost>) -> String {
    said(cost.map(|cost| {
        let (amount, currency) = (cost.amount, &cost.currency_code);
        format!("{amount:.2} {currency} {}", cost.billing_frequency)
    }))
}
