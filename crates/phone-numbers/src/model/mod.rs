//! Models of requests and answers.

mod available;
mod browse;
mod capabilities;
mod catalogue;
mod catalogue_options;
mod cost;
mod list_options;
mod operation;
mod operator;
mod purchase;
mod purchased;
mod reservation;
mod reservation_update;
mod search;
mod service_error;
#[cfg(test)]
mod tests;

use acs_core::{Error, Result};
pub use available::AvailablePhoneNumber;
pub use browse::BrowseRequest;
pub use capabilities::{CapabilitiesUpdate, PhoneNumberCapabilities};
pub use catalogue::{
    PhoneNumberAdministrativeDivision, PhoneNumberAreaCode, PhoneNumberCountry,
    PhoneNumberLocality, PhoneNumberOffering,
};
pub use catalogue_options::{
    ListCountriesOptions, ListGeographicAreaCodesOptions, ListLocalitiesOptions,
    ListMobileAreaCodesOptions, ListOfferingsOptions, ListTollFreeAreaCodesOptions,
};
pub use cost::PhoneNumberCost;
pub use list_options::{ListPurchasedPhoneNumbersOptions, ListReservationsOptions};
pub use operation::PhoneNumberOperation;
pub use operator::{OperatorDetails, OperatorInformation, OperatorInformationOptions};
pub use purchase::{
    PurchaseOptions, PurchasePhoneNumbersResult, PurchaseReservationResult,
    ReleasePhoneNumberResult,
};
pub(crate) use purchase::{reservation_purchase_id, search_purchase_id};
pub use purchased::PurchasedPhoneNumber;
pub use reservation::{PhoneNumbersReservation, ReservationSummary};
pub use reservation_update::{
    ReservationUpdate, ReservationUpdateOutcome, ReservationUpdateResult,
};
pub use search::{PhoneNumberSearchResult, SearchRequest};

/// Takes a value that an answer cannot do without.
fn needed<T>(value: Option<T>, thing: &str, name: &str) -> Result<T> {
    value.ok_or_else(|| Error::unexpected_answer(format!("the {thing} has no {name}")))
}

/// A value of a set that may grow; an unknown, empty one where the answer has none.
fn or_unknown<T: for<'a> From<&'a str>>(value: Option<T>) -> T {
    value.unwrap_or_else(|| T::from(""))
}
