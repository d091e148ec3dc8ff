//! Looking at and cancelling long-running operations.

use http::StatusCode;

use super::Call;
use super::numbers::number_path;
use super::search::result_path;
use super::started::{operation_location, versioned};
use crate::state::Effect;
use crate::wire::{Answer, ApiError, OperationBody};

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let operation = call
        .state
        .poll(call.parameter, call.now)
        .map_err(|_| unknown(call))?;
    let location = match &operation.effect {
        Effect::Search { id } => Some(result_path(id)),
        Effect::Update { number, .. } => Some(number_path(*number)),
        Effect::Purchase { .. } | Effect::Release { .. } | Effect::PurchaseReservation { .. } => {
            None
        }
    };
    let location = location.map(|path| versioned(call, &path));
    let answer = Answer::chunked(&OperationBody::new(&operation, location.as_deref()))?;
    match (&location, &operation.effect) {
        (Some(location), _) => answer
            .with("access-control-expose-headers", "Location")?
            .with("location", location),
        (None, Effect::PurchaseReservation { id }) => answer
            .with(
                "operation-location",
                &operation_location(call, &operation.id),
            )?
            .with("operation-id", &operation.id)?
            .with("reservation-purchase-id", id)?
            .with(
                "access-control-expose-headers",
                // The last name is not that of the header; the service says so.
                "Location,Operation-Location,operation-id,reservationPurchase-id",
            ),
        (None, _) => Ok(answer),
    }
}

pub(super) fn cancel(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    call.state
        .cancel(call.parameter, call.now)
        .map_err(|_| unknown(call))?;
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

fn unknown(call: &Call<'_>) -> ApiError {
    ApiError::unknown("operationId", call.parameter, "operationid")
}
