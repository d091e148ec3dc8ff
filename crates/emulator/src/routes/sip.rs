//! Reading and changing the SIP configuration.

use http::StatusCode;

use super::Call;
use crate::wire::{Answer, ApiError};

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    Answer::json(StatusCode::OK, call.state.sip())
}

pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let update = call.optional_json().map_err(ApiError::without_versions)?;
    let patched = call.state.sip().patched(update);
    call.state
        .set_sip(patched.map_err(|fault| ApiError::sip(&fault))?);
    get(call)
}
