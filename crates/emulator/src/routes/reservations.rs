//! Reservations.

use http::StatusCode;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Call;
use super::started::Started;
use crate::state::{Changes, NumberWanted, Refusal};
use crate::wire::{Answer, ApiError, PageRule, ReservationBody};

pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        reservations: Vec<ReservationBody<'a>>,
        next_link: Option<String>,
    }
    let all = call.state.reservations();
    let (page, next_link) = call.page("maxPageSize")?.cut(&all, PageRule::WhenFull);
    let reservations = page.iter().map(|it| ReservationBody::listed(it)).collect();
    Answer::json(
        StatusCode::OK,
        &Body {
            reservations,
            next_link,
        },
    )
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let reservation = call.state.reservation(call.parameter)?;
    Answer::json(
        StatusCode::OK,
        &ReservationBody::whole(reservation, &[], &[]),
    )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    phone_numbers: Option<IndexMap<String, Option<NumberWanted>>>,
}

pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let id = Uuid::try_parse(call.parameter)
        .map_err(|_| ApiError::invalid_input("reservationid", "Unable to parse reservation id."))?
        .to_string();
    let update: Update = call.json()?;
    let changes: Changes = update.phone_numbers.unwrap_or_default();
    let updated = call.state.update_reservation(&id, changes, call.now)?;
    let body = ReservationBody::whole(&updated.reservation, &updated.added, &updated.failed);
    let status = match (updated.failed.is_empty(), updated.is_new) {
        (false, _) => StatusCode::MULTI_STATUS,
        (true, true) => StatusCode::CREATED,
        (true, false) => StatusCode::OK,
    };
    let answer = Answer::json(status, &body)?;
    if updated.is_new {
        // Without a version, unlike every other link.
        answer.with(
            "location",
            &format!("/availablePhoneNumbers/reservations/{id}"),
        )
    } else {
        Ok(answer)
    }
}

pub(super) fn delete(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    call.state.delete_reservation(call.parameter)?;
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Purchase {
    agree_to_not_resell: Option<bool>,
}

pub(super) fn purchase(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let body: Purchase = call.optional_json()?;
    let agrees = body.agree_to_not_resell.unwrap_or_default();
    let started = call
        .state
        .purchase_reservation(call.parameter, agrees, call.now);
    let (operation_id, id) = started.map_err(|refusal| match refusal {
        // Another text than a purchase from a search gets.
        Refusal::AgreementRequired => {
            ApiError::bad_request("Consent not provided to not resell the phone numbers")
        }
        other => other.into(),
    })?;
    Started {
        operation_id: &operation_id,
        id_header: "reservation-purchase-id",
        id: &id,
        location: None,
        // Names Location although there is none; the service does so.
        exposed: "Location,Operation-Location,operation-id,reservation-purchase-id",
    }
    .answer(call)
}
