//! What is asked of the service, and what it answers.

mod available;
mod browse;
mod capabilities;
mod catalogue;
mod catalogue_options;
mod cost;
mod fault;
mod list_options;
mod operation;
mod operator;
mod purchase;
mod purchased;
mod reservation;
mod reservation_update;
mod search;
#[cfg(test)]
mod tests;

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
pub(crate) use reservation::ReservationsPage;
pub use reservation::{PhoneNumbersReservation, ReservationSummary};
pub use reservation_update::{
    ReservationUpdate, ReservationUpdateOutcome, ReservationUpdateResult,
};
pub use search::{PhoneNumberSearchResult, SearchRequest};
