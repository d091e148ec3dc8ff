//! The errors the service answers with.

use http::StatusCode;
use serde::Serialize;

use crate::sip::{SipRefusal, Stage};
use crate::state::Refusal;

/// An error answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    /// Whether the answer names the supported versions, as all do that come from a controller.
    pub(crate) names_versions: bool,
    body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Body {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    innererror: Option<InnerError>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct InnerError {
    code: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: &'a Body,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let body = Body {
            code,
            message: message.into(),
            target: None,
            innererror: None,
        };
        Self {
            status,
            names_versions: true,
            body,
        }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    pub(crate) fn invalid_input(target: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "InvalidInput", message).at(target)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", message)
    }

    /// Nothing of that name under a resource, in the one form the service has for it.
    pub(crate) fn unknown(what: &str, id: &str, target: &'static str) -> Self {
        Self::not_found(format!("Input {what} {id} cannot be found.")).at(target)
    }

    /// The service does not say what was wrong with the credentials, nor which versions it has.
    pub(crate) fn denied() -> Self {
        let denied = Self::new(
            StatusCode::UNAUTHORIZED,
            "Denied",
            "Denied by the resource provider.",
        );
        denied.without_versions()
    }

    pub(crate) fn country_code() -> Self {
        Self::invalid_input("countrycode", "Unable to parse country code.")
    }

    pub(crate) fn malformed_body() -> Self {
        Self::bad_request("The request body is not JSON of the expected form.")
    }

    pub(crate) fn unsupported_version(path: &str, version: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "UnsupportedApiVersion",
            format!(
                "The HTTP resource that matches the request URI '{path}' does not support the API \
                 version '{version}'."
            ),
        )
    }

    pub(crate) fn internal() -> Self {
        Self::internal_as(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The service gives this for a reason under other statuses, too.
    pub(crate) fn internal_as(status: StatusCode) -> Self {
        Self::new(
            status,
            "InternalError",
            "The server encountered an internal error.",
        )
    }

    pub(crate) fn sip(refusal: &SipRefusal) -> Self {
        let status = if refusal.is_bad_request() {
            StatusCode::BAD_REQUEST
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let message = "One or more request inputs are not valid.";
        let mut error = Self::new(status, "UnprocessableConfiguration", message)
            .caused_by(refusal.code(), refusal.message());
        error.names_versions = refusal.stage() == Stage::Configuration;
        error
    }

    /// An error found before the request reached a controller.
    pub(crate) fn without_versions(mut self) -> Self {
        self.names_versions = false;
        self
    }

    pub(crate) fn to_json(&self) -> Vec<u8> {
        // Nothing in the body can fail to serialise: it holds strings under string keys.
        serde_json::to_vec(&Envelope { error: &self.body }).unwrap_or_default()
    }

    fn at(mut self, target: &'static str) -> Self {
        self.body.target = Some(target);
        self
    }

    fn caused_by(mut self, code: &'static str, message: impl Into<String>) -> Self {
        self.body.innererror = Some(InnerError {
            code,
            message: message.into(),
        });
        self
    }
}

/// The answers to refusals that have the same form wherever they arise. Those whose text names what
/// was asked for, or differs from one operation to the next, are made where they arise.
impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownCountry => Self::country_code(),
            Refusal::NoSuchPlan => Self::internal_as(StatusCode::BAD_REQUEST).caused_by(
                "BadRequest",
                "We are unable to find phone plans to match your requested capabilities.",
            ),
            Refusal::NotOwned => Self::new(
                StatusCode::FORBIDDEN,
                "InsufficientPermissions",
                "Phone number not owned by this resource.",
            )
            .at("phonenumber"),
            Refusal::UnknownReservation => Self::new(
                StatusCode::NOT_FOUND,
                "ReservationNotFound",
                "The reservation was not found and the operation could not be completed.",
            ),
            Refusal::ReservationNotActive => Self::bad_request("The reservation is not active."),
            Refusal::ReservationEmpty => {
                Self::bad_request("The reservation has no phone numbers to purchase.")
            }
            Refusal::AgreementRequired => Self::bad_request(
                "Do not resell agreement was not provided and it is required for this purchase.",
            ),
            Refusal::TooMany => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "TooManyRequests",
                "The resource has more searches, reservations or operations than it can keep.",
            ),
            Refusal::UnknownSearch => Self::not_found("The search cannot be found."),
            Refusal::UnknownOperation => Self::not_found("The operation cannot be found."),
        }
    }
}
