//! What the service answers, with made-up numbers.

use acs_phone_numbers_generated::operations::API_VERSION;
use serde_json::{Value, json};

use crate::Answer;

/// The number that answers are about.
pub const NUMBER: &str = "+14155550100";
/// The id of a search.
pub const SEARCH: &str = "7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3";
/// The id of a reservation.
pub const RESERVATION: &str = "6227aeb8-8086-4824-9586-05cafe96f37b";

const INTERNAL: &str = "The server encountered an internal error.";

/// What a number costs a month.
pub fn cost(amount: f64) -> Value {
    json!({ "amount": amount, "currencyCode": "USD", "billingFrequency": "monthly" })
}

/// What a search found.
pub fn search_result() -> Value {
    json!({
        "searchId": SEARCH,
        "phoneNumbers": [NUMBER],
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "capabilities": { "calling": "outbound", "sms": "none" },
        "cost": cost(2.0),
        "searchExpiresBy": "2025-06-17T16:56:29.2756718+00:00",
        "isAgreementToNotResellRequired": false,
        "error": "NoError",
    })
}

/// A number that the resource owns.
pub fn purchased_number() -> Value {
    json!({
        "id": "14155550100",
        "phoneNumber": NUMBER,
        "countryCode": "US",
        "phoneNumberType": "tollFree",
        "capabilities": { "calling": "none", "sms": "outbound" },
        "assignmentType": "application",
        "purchaseDate": "2025-04-01T19:40:43.3241795+00:00",
        "cost": cost(2.0),
    })
}

/// A number on offer, or in a reservation.
pub fn available_number(status: &str) -> Value {
    json!({
        "id": "14155550100",
        "countryCode": "US",
        "phoneNumber": NUMBER,
        "capabilities": { "calling": "inbound+outbound", "sms": "none" },
        "phoneNumberType": "tollFree",
        "assignmentType": "application",
        "cost": cost(2.0),
        "status": status,
    })
}

/// A reservation of these numbers.
pub fn reservation(numbers: &Value) -> Value {
    json!({
        "id": RESERVATION,
        "expiresAt": "2025-08-14T23:21:56.2393462+00:00",
        "phoneNumbers": numbers,
        "status": "active",
    })
}

/// A long-running operation, and where its result will be.
#[derive(Clone, Copy, Debug)]
pub struct LongRunning {
    /// What the service calls it.
    pub kind: &'static str,
    /// What stands before the id of the thing in the id of the operation.
    pub prefix: &'static str,
    /// The header with the id of the thing.
    pub id_header: &'static str,
    /// The id of the thing.
    pub id: &'static str,
    path: Option<&'static str>,
}

/// Looking for numbers.
pub const SEARCHING: LongRunning = LongRunning {
    kind: "search",
    prefix: "search",
    id_header: "search-id",
    id: SEARCH,
    path: Some("/availablePhoneNumbers/searchResults/7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3"),
};

/// Buying what a search found.
pub const PURCHASE: LongRunning = LongRunning {
    kind: "purchase",
    prefix: "purchase",
    id_header: "purchase-id",
    id: SEARCH,
    path: None,
};

/// Buying what a reservation holds.
pub const RESERVATION_PURCHASE: LongRunning = LongRunning {
    kind: "reservationPurchase",
    prefix: "reservationPurchase",
    id_header: "reservation-purchase-id",
    id: RESERVATION,
    path: None,
};

/// Changing what a number can do.
pub const UPDATE: LongRunning = LongRunning {
    kind: "updatePhoneNumberCapabilities",
    prefix: "capabilities",
    id_header: "capabilities-id",
    id: "f4d30dc9-d597-4bc8-b103-234622c0768b",
    // The service leaves the plus as it is.
    path: Some("/phoneNumbers/+14155550100"),
};

/// Giving a number back.
pub const RELEASE: LongRunning = LongRunning {
    kind: "releasePhoneNumber",
    prefix: "release",
    id_header: "release-id",
    id: "0d4d3b1e-0000-4000-8000-5f7f0f0e0a01",
    path: None,
};

impl LongRunning {
    /// The id of the operation.
    pub fn operation_id(self) -> String {
        format!("{}_{}", self.prefix, self.id)
    }

    /// Where the result will be, if it has an address of its own.
    pub fn location(self) -> Option<String> {
        let path = self.path?;
        Some(format!("{path}?api-version={API_VERSION}"))
    }

    /// The operation has begun.
    pub fn accepted(self) -> Answer {
        let id = self.operation_id();
        let operation = format!("/phoneNumbers/operations/{id}?api-version={API_VERSION}");
        let answer = Answer::status(202)
            .header("operation-location", operation)
            .header("operation-id", id)
            .header(self.id_header, self.id);
        match self.location() {
            Some(location) => answer.header("location", location),
            None => answer,
        }
    }

    /// The operation at one moment.
    pub fn status(self, status: &str) -> Answer {
        Answer::ok(json!({
            "operationType": self.kind,
            "status": status,
            "resourceLocation": self.location(),
            "createdDateTime": "2025-06-17T16:40:22.5120904+00:00",
            "id": self.operation_id(),
            "lastActionDateTime": "0001-01-01T00:00:00+00:00",
        }))
    }

    /// The operation has failed.
    pub fn failed(self) -> Answer {
        Answer::ok(json!({
            "operationType": self.kind,
            "status": "failed",
            "resourceLocation": self.location(),
            "createdDateTime": "2025-06-17T16:40:22.5120904+00:00",
            "error": {
                "code": "InternalError",
                "message": INTERNAL,
                "innererror": {
                    "code": "OutOfStock",
                    "message": format!("{NUMBER} is not to be had."),
                },
            },
            "id": self.operation_id(),
            "lastActionDateTime": "0001-01-01T00:00:00+00:00",
        }))
    }
}

/// An error without a target.
pub fn error(status: u16, code: &str, message: &str) -> Answer {
    fault(status, &json!({ "code": code, "message": message }))
}

/// An error with all there is to say.
pub fn fault(status: u16, fault: &Value) -> Answer {
    Answer::status(status)
        .header("ms-cv", "23IGt8mQ70OfrGoYmuzrkQ.0")
        .body(json!({ "error": fault }))
}

/// A thing of that name is not there.
pub fn not_found(what: &str, id: &str) -> Answer {
    fault(
        404,
        &json!({
            "code": "NotFound",
            "message": format!("Input {what} {id} cannot be found."),
            "target": what.to_lowercase(),
        }),
    )
}

/// The credential is not accepted.
pub fn denied() -> Answer {
    error(401, "Denied", "Denied by the resource provider.")
}

/// The country is not one.
pub fn unknown_country() -> Answer {
    fault(
        400,
        &json!({
            "code": "InvalidInput",
            "message": "Unable to parse country code.",
            "target": "countrycode",
        }),
    )
}

/// Nothing is sold with those capabilities.
pub fn no_such_plan() -> Answer {
    fault(
        400,
        &json!({
            "code": "InternalError",
            "message": INTERNAL,
            "innererror": {
                "code": "BadRequest",
                "message": "We are unable to find phone plans to match your requested capabilities.",
            },
        }),
    )
}

/// The reservation is not there.
pub fn no_such_reservation() -> Answer {
    error(
        404,
        "ReservationNotFound",
        "The reservation was not found and the operation could not be completed.",
    )
}
