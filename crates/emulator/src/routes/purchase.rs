//! Purchasing what a search found.

use serde::Deserialize;

use super::Call;
use super::started::Started;
use crate::state::Refusal;
use crate::wire::{Answer, ApiError};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    search_id: String,
    agree_to_not_resell: Option<bool>,
}

pub(super) fn start(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let body: Body = call.json()?;
    let agrees = body.agree_to_not_resell.unwrap_or_default();
    let started = call.state.purchase(&body.search_id, agrees, call.now);
    let (operation_id, id) = started.map_err(|refusal| match refusal {
        Refusal::UnknownSearch => ApiError::unknown("searchId", &body.search_id, "searchid"),
        other => other.into(),
    })?;
    Started {
        operation_id: &operation_id,
        id_header: "purchase-id",
        id: &id,
        location: None,
        exposed: "Operation-Location,operation-id,purchase-id",
    }
    .answer(call)
}
