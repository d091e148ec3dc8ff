//! The numbers that the resource owns.

use http::StatusCode;
use serde::Serialize;

use super::Call;
use super::started::Started;
use crate::model::{CapabilitiesPatch, PhoneNumber};
use crate::state::Refusal;
use crate::versions::Age;
use crate::wire::{Answer, ApiError, OwnedBody, PageRule};

pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        phone_numbers: Vec<OwnedBody<'a>>,
        /// Absent from the last page, unlike in every other listing.
        #[serde(skip_serializing_if = "Option::is_none")]
        next_link: Option<String>,
    }
    let (page, next_link) = call
        .page("top")?
        .cut(call.state.owned.as_slice(), PageRule::WhenMore);
    let phone_numbers = page.iter().map(OwnedBody::from).collect();
    Answer::json(
        StatusCode::OK,
        &Body {
            phone_numbers,
            next_link,
        },
    )
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let owned = PhoneNumber::parse_or_id(call.parameter)
        .and_then(|number| call.state.owned.get(number))
        .ok_or_else(|| ApiError::unknown("phoneNumber", call.parameter, "phonenumber"))?;
    Answer::json(StatusCode::OK, &OwnedBody::from(owned))
}

pub(super) fn release(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let (operation_id, id) = call
        .state
        .release(PhoneNumber::parse_or_id(call.parameter), call.now)?;
    Started {
        operation_id: &operation_id,
        id_header: "release-id",
        id: &id,
        location: None,
        exposed: "Operation-Location,operation-id,release-id",
    }
    .answer(call)
}

pub(super) fn update_capabilities(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        capabilities_update_id: &'a str,
    }
    let number = PhoneNumber::parse_or_id(call.parameter)
        .filter(|number| call.state.owned.get(*number).is_some())
        .ok_or_else(|| not_owned(call))?;
    let patch: CapabilitiesPatch = call.optional_json()?;
    let (operation_id, id) = call.state.update_capabilities(number, patch, call.now)?;
    let started = Started {
        operation_id: &operation_id,
        id_header: "capabilities-id",
        id: &id,
        location: Some(&number_path(number)),
        exposed: "Operation-Location,Location,operation-id,capabilities-id",
    };
    let body = Body {
        capabilities_update_id: &id,
    };
    started.with_headers(call, Answer::json(StatusCode::ACCEPTED, &body)?)
}

fn not_owned(call: &Call<'_>) -> ApiError {
    if Age(call.version).hides_foreign_numbers() {
        ApiError::internal_as(StatusCode::NOT_FOUND)
    } else {
        Refusal::NotOwned.into()
    }
}

/// Where an owned number is found, with the plus as it is.
pub(super) fn number_path(number: PhoneNumber) -> String {
    format!("/phoneNumbers/{number}")
}
