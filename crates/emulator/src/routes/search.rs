//! Searching for numbers to purchase.

use http::StatusCode;
use serde::Deserialize;

use super::Call;
use super::started::Started;
use crate::model::{AssignmentType, Capabilities, PhoneNumberType};
use crate::state::{Refusal, SearchRequest};
use crate::versions::Age;
use crate::wire::{Answer, ApiError, SearchResultBody};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    phone_number_type: PhoneNumberType,
    assignment_type: AssignmentType,
    capabilities: Capabilities,
    area_code: Option<String>,
    quantity: Option<i32>,
}

pub(super) fn start(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    if call.state.stock().country(call.parameter).is_none() {
        return Err(Refusal::UnknownCountry.into());
    }
    let body: Body = call.json()?;
    let quantity = body.quantity.unwrap_or(1);
    let quantity = usize::try_from(quantity)
        .ok()
        .filter(|it| *it > 0)
        .ok_or_else(|| ApiError::invalid_input("quantity", "The quantity must be at least 1."))?;
    let request = SearchRequest {
        phone_number_type: body.phone_number_type,
        assignment_type: body.assignment_type,
        capabilities: body.capabilities,
        area_code: body.area_code.filter(|it| !it.is_empty()),
        quantity,
    };
    let (operation_id, id) = call.state.search(call.parameter, request, call.now)?;
    Started {
        operation_id: &operation_id,
        id_header: "search-id",
        id: &id,
        location: Some(&result_path(&id)),
        exposed: "Location,Operation-Location,operation-id,search-id",
    }
    .answer(call)
}

pub(super) fn result(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let unknown = |_| ApiError::unknown("searchId", call.parameter, "searchid");
    let search = call
        .state
        .finished_search(call.parameter)
        .map_err(unknown)?;
    Answer::json(
        StatusCode::OK,
        &SearchResultBody::new(search, Age(call.version)),
    )
}

/// Where the result of a search is found.
pub(super) fn result_path(search_id: &str) -> String {
    format!("/availablePhoneNumbers/searchResults/{search_id}")
}
