//! What the stories begin with.

use acs_phone_numbers::{
    CountryCode, Error, PhoneNumber, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCapabilityType, PhoneNumberSearchResult, PhoneNumberType, Quantity, SearchRequest,
};
use acs_tests::{Emulated, Outcome};

/// The toll-free number that an emulated resource owns from the start.
pub(crate) const OWNED: &str = "+18335550100";

pub(crate) fn us() -> Outcome<CountryCode> {
    Ok(CountryCode::new("US")?)
}

/// A search for toll-free numbers from which an application can call.
pub(crate) fn toll_free(country: &str, quantity: u32) -> Outcome<SearchRequest> {
    let capabilities = PhoneNumberCapabilities::new(
        PhoneNumberCapabilityType::Outbound,
        PhoneNumberCapabilityType::None,
    );
    let request = SearchRequest::new(
        CountryCode::new(country)?,
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
        capabilities,
    );
    Ok(request.quantity(Quantity::new(quantity)?))
}

/// What a search for toll-free numbers found. It is over, and forgotten in the record of requests.
pub(crate) async fn found(
    resource: &Emulated,
    country: &str,
    quantity: u32,
) -> Outcome<PhoneNumberSearchResult> {
    let request = toll_free(country, quantity)?;
    let search = resource
        .numbers
        .begin_search_available_phone_numbers(&request)
        .await?;
    let found = search.await?;
    resource.emulator.clear_requests();
    Ok(found)
}

/// The toll-free numbers of a country that can be had.
pub(crate) fn in_stock(resource: &Emulated, country: &str) -> Vec<String> {
    let kind = acs_emulator::PhoneNumberType::TollFree;
    resource.emulator.available_numbers(country, kind)
}

/// Whether the resource owns this number.
pub(crate) fn owns(resource: &Emulated, number: &PhoneNumber) -> bool {
    resource
        .emulator
        .owned_numbers()
        .iter()
        .any(|owned| owned == number.as_str())
}

/// The error that a call should have ended in.
pub(crate) fn refusal<T>(result: Result<T, Error>) -> Outcome<Error> {
    Ok(result.err().ok_or("the call should have failed")?)
}
