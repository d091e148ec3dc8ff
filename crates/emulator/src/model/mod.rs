//! The words of the domain: numbers, what they can do, what they cost.

mod country_code;
mod offer;
mod phone_number;

pub(crate) use country_code::CountryCode;
#[cfg(test)]
pub(crate) use offer::Capability;
pub use offer::PhoneNumberType;
pub(crate) use offer::{AssignmentType, Capabilities, CapabilitiesPatch, Cost};
pub(crate) use phone_number::PhoneNumber;
