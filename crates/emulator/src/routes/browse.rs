//! Browsing the numbers that can be had.

use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::Call;
use crate::model::{AssignmentType, Capabilities, CapabilitiesPatch, PhoneNumberType};
use crate::state::{AvailableNumber, Refusal};
use crate::versions::Age;
use crate::wire::{Answer, ApiError, AvailableBody};

/// The service shows this many numbers at most.
const SHOWN: usize = 25;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    phone_number_type: PhoneNumberType,
    capabilities: Option<CapabilitiesPatch>,
    assignment_type: Option<AssignmentType>,
    phone_number_prefixes: Option<Vec<String>>,
}

impl Body {
    /// Whether a number can do at least what is asked for, and begins as asked for.
    fn admits(&self, number: &AvailableNumber) -> bool {
        let wanted = self
            .capabilities
            .unwrap_or_default()
            .over(Capabilities::default());
        let prefixes = self.phone_number_prefixes.as_deref().unwrap_or_default();
        let begins_right = || {
            let id = number.phone_number.id();
            prefixes
                .iter()
                .any(|it| id.starts_with(it.trim_start_matches('+')))
        };
        number.capabilities.cover(wanted) && (prefixes.is_empty() || begins_right())
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Numbers<'a> {
    phone_numbers: Vec<AvailableBody<'a>>,
}

pub(super) fn browse(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let country = call
        .state
        .stock()
        .country(call.parameter)
        .ok_or(Refusal::UnknownCountry)?;
    let body: Body = call.json()?;
    let matching = call
        .state
        .inventory
        .available(country, body.phone_number_type, body.assignment_type)
        .filter(|number| body.admits(number));
    let shown = call.state.ids.choose(matching, SHOWN);
    let phone_numbers = shown
        .iter()
        .map(|it| AvailableBody::browsed(country, it, Age(call.version)))
        .collect();
    Answer::json(StatusCode::OK, &Numbers { phone_numbers })
}
