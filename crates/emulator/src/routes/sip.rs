//! Reading, changing and trying out the SIP configuration.

use http::StatusCode;
use serde::Deserialize;

use super::Call;
use crate::sip::{
    PreviewBody, RoutesBody, SipConfigurationUpdate, StableBody, TrialError, is_dialled_number,
    matching_routes,
};
use crate::versions::SIP_PREVIEW;
use crate::wire::{Answer, ApiError};

/// Parts that an answer has on request besides the configuration.
#[derive(Deserialize)]
enum Expand {
    #[serde(rename = "trunks/health")]
    TrunksHealth,
}

pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let with_health = is_preview(call)
        && matches!(
            call.query_enum("expand", "expand")?,
            Some(Expand::TrunksHealth)
        );
    whole(call, with_health)
}

pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let sip = call.state.sip();
    let patched = if is_preview(call) {
        let update = call.optional_json().map_err(ApiError::without_versions)?;
        sip.patched(update, call.sip_rules)
    } else {
        let update = call.optional_json().map_err(ApiError::without_versions)?;
        sip.patched_by_stable(update, call.sip_rules)
    };
    call.state
        .set_sip(patched.map_err(|refusal| ApiError::sip(&refusal))?);
    whole(call, false)
}

pub(super) fn test_routes(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let number = call.query("targetPhoneNumber").unwrap_or_default();
    if !is_dialled_number(&number) {
        let message = "Unable to parse target phone number.";
        return Err(ApiError::invalid_input("targetphonenumber", message));
    }
    let configuration: SipConfigurationUpdate =
        call.optional_json().map_err(ApiError::without_versions)?;
    let routes = matching_routes(configuration, &number).map_err(|refusal| match refusal {
        TrialError::Configuration(refusal) => ApiError::sip(&refusal),
        TrialError::Cost(_) => ApiError::internal(),
    })?;
    Answer::json(StatusCode::OK, &RoutesBody::of(&routes))
}

fn whole(call: &Call<'_>, with_health: bool) -> Result<Answer, ApiError> {
    let sip = call.state.sip();
    if is_preview(call) {
        Answer::json(StatusCode::OK, &PreviewBody::of(sip, with_health))
    } else {
        Answer::json(StatusCode::OK, &StableBody::of(sip))
    }
}

fn is_preview(call: &Call<'_>) -> bool {
    call.version == SIP_PREVIEW
}
