//! Countries, localities, area codes and offerings.

use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use super::Call;
use crate::model::{AssignmentType, Capabilities, Cost, PhoneNumberType};
use crate::state::Refusal;
use crate::stock::{AreaCodeFilter, Country};
use crate::wire::{Answer, ApiError, PageRule};

/// One entry of the list of countries.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CountryBody<'a> {
    localized_name: &'a str,
    country_code: &'a str,
}

pub(super) fn countries(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        countries: &'a [CountryBody<'a>],
        next_link: Option<String>,
    }
    let all: Vec<_> = call
        .state
        .stock()
        .countries
        .iter()
        .map(|it| CountryBody {
            localized_name: &it.name,
            country_code: it.code.as_str(),
        })
        .collect();
    let (countries, next_link) = call.page("maxPageSize")?.cut(&all, PageRule::WhenFull);
    cacheable(&Body {
        countries,
        next_link,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocalityBody<'a> {
    localized_name: &'a str,
    /// Null, not absent, where the country has no divisions.
    administrative_division: Option<DivisionBody<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DivisionBody<'a> {
    localized_name: &'a str,
    abbreviated_name: &'a str,
}

pub(super) fn localities(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        phone_number_localities: &'a [LocalityBody<'a>],
        next_link: Option<String>,
    }
    let kind = phone_number_type(call)?;
    let division = call.query("administrativeDivision");
    let all: Vec<_> = country(call)?
        .localities(kind, division.as_deref())
        .into_iter()
        .map(|(division, name)| LocalityBody {
            localized_name: name,
            administrative_division: division.map(|it| DivisionBody {
                localized_name: it,
                abbreviated_name: it,
            }),
        })
        .collect();
    let (items, next_link) = call.page("maxPageSize")?.cut(&all, PageRule::WhenFull);
    cacheable(&Body {
        phone_number_localities: items,
        next_link,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AreaCodeBody<'a> {
    area_code: &'a str,
}

pub(super) fn area_codes(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        area_codes: &'a [AreaCodeBody<'a>],
        next_link: Option<String>,
    }
    let kind = phone_number_type(call)?.ok_or_else(|| {
        ApiError::invalid_input("phonenumbertype", "The phoneNumberType is required.")
    })?;
    let (locality, division) = (call.query("locality"), call.query("administrativeDivision"));
    let filter = AreaCodeFilter {
        phone_number_type: kind,
        assignment_type: assignment_type(call)?,
        locality: locality.as_deref(),
        division: division.as_deref(),
    };
    let found = country(call)?.area_codes(filter);
    if found.is_empty() {
        return Err(ApiError::not_found(
            "No area codes were found for the given parameters",
        ));
    }
    let all: Vec<_> = found
        .into_iter()
        .map(|area_code| AreaCodeBody { area_code })
        .collect();
    let (area_codes, next_link) = call.page("maxPageSize")?.cut(&all, PageRule::WhenFull);
    cacheable(&Body {
        area_codes,
        next_link,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OfferingBody {
    phone_number_type: PhoneNumberType,
    assignment_type: AssignmentType,
    available_capabilities: Capabilities,
    cost: Cost,
}

pub(super) fn offerings(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        phone_number_offerings: &'a [OfferingBody],
        next_link: Option<String>,
    }
    let (kind, assignment) = (phone_number_type(call)?, assignment_type(call)?);
    let all: Vec<_> = country(call)?
        .offerings(kind, assignment)
        .map(|it| OfferingBody {
            phone_number_type: it.phone_number_type,
            assignment_type: it.assignment_type,
            available_capabilities: it.capabilities,
            cost: it.cost(),
        })
        .collect();
    let (items, next_link) = call.page("maxPageSize")?.cut(&all, PageRule::WhenFull);
    cacheable(&Body {
        phone_number_offerings: items,
        next_link,
    })
}

fn country<'a>(call: &'a Call<'_>) -> Result<&'a Country, ApiError> {
    Ok(call
        .state
        .stock()
        .country(call.parameter)
        .ok_or(Refusal::UnknownCountry)?)
}

fn phone_number_type(call: &Call<'_>) -> Result<Option<PhoneNumberType>, ApiError> {
    call.query_enum("phoneNumberType", "phonenumbertype")
}

fn assignment_type(call: &Call<'_>) -> Result<Option<AssignmentType>, ApiError> {
    call.query_enum("assignmentType", "assignmenttype")
}

/// The catalogue alone may be kept by the client.
fn cacheable(body: &impl Serialize) -> Result<Answer, ApiError> {
    let mut answer = Answer::json(StatusCode::OK, body)?;
    let value = HeaderValue::from_static("max-age=21600, private, stale-while-revalidate=86400");
    answer.headers.insert(header::CACHE_CONTROL, value);
    Ok(answer)
}
