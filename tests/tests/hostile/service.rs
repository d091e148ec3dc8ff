//! What a service answers to which nothing happens.

use acs_tests::{
    Answer,
    answers::{
        LongRunning, NUMBER, PURCHASE, RELEASE, RESERVATION_PURCHASE, SEARCHING, UPDATE,
        available_number, cost, not_found, purchased_number, reservation, search_result,
    },
};
use serde_json::json;

use crate::request::Request;

/// The answer to any request of the clients, with one made-up thing of each kind.
pub(crate) fn answer(request: &Request) -> Answer {
    let path: Vec<_> = request.path().split('/').skip(1).collect();
    match (request.method.as_str(), path.as_slice()) {
        ("GET" | "PATCH", ["sip"]) => Answer::ok(json!({
            "trunks": { "sbc1.contoso.com": { "sipSignalingPort": 5061 } },
            "routes": [],
        })),
        ("POST", ["operatorInformation", ":search"]) => operators(),
        ("GET", ["phoneNumbers", "operations", id]) => status(id),
        ("DELETE", ["phoneNumbers", "operations", _]) => Answer::status(204),
        (method, ["phoneNumbers", rest @ ..]) => owned(method, rest),
        (method, ["availablePhoneNumbers", "countries", rest @ ..]) => catalogue(method, rest),
        (method, ["availablePhoneNumbers", "reservations", rest @ ..]) => {
            reservations(method, rest)
        }
        ("POST", ["availablePhoneNumbers", ":purchase"]) => PURCHASE.accepted(),
        ("GET", ["availablePhoneNumbers", "searchResults", _]) => Answer::ok(search_result()),
        _ => Answer::status(405),
    }
}

/// Every operation is over at once.
fn status(id: &str) -> Answer {
    let kinds = [SEARCHING, PURCHASE, RESERVATION_PURCHASE, UPDATE, RELEASE];
    match kinds.into_iter().find(|kind| kind.operation_id() == id) {
        Some(kind) => LongRunning::status(kind, "succeeded"),
        None => not_found("operationId", id),
    }
}

fn operators() -> Answer {
    Answer::ok(json!({ "values": [{
        "phoneNumber": NUMBER,
        "nationalFormat": "(415) 555-0100",
        "internationalFormat": "+1 415-555-0100",
        "isoCountryCode": "US",
        "numberType": "other",
        "operatorDetails": { "name": "Contoso" },
    }] }))
}

fn owned(method: &str, path: &[&str]) -> Answer {
    match (method, path) {
        ("GET", []) => Answer::ok(json!({ "phoneNumbers": [purchased_number()] })),
        ("GET", [_]) => Answer::ok(purchased_number()),
        ("DELETE", [_]) => RELEASE.accepted(),
        ("PATCH", [_, "capabilities"]) => UPDATE
            .accepted()
            .body(json!({ "capabilitiesUpdateId": UPDATE.id })),
        _ => Answer::status(405),
    }
}

fn catalogue(method: &str, path: &[&str]) -> Answer {
    match (method, path) {
        ("POST", [_, ":search"]) => SEARCHING.accepted(),
        ("POST", [_, ":browse"]) => {
            Answer::ok(json!({ "phoneNumbers": [available_number("available")] }))
        }
        ("GET", []) => Answer::ok(json!({
            "countries": [{ "localizedName": "United States", "countryCode": "US" }],
            "nextLink": null,
        })),
        ("GET", [_, "localities"]) => Answer::ok(json!({
            "phoneNumberLocalities": [{ "localizedName": "Los Angeles" }],
            "nextLink": null,
        })),
        ("GET", [_, "areaCodes"]) => {
            Answer::ok(json!({ "areaCodes": [{ "areaCode": "833" }], "nextLink": null }))
        }
        ("GET", [_, "offerings"]) => Answer::ok(json!({
            "phoneNumberOfferings": [{
                "phoneNumberType": "tollFree",
                "assignmentType": "application",
                "availableCapabilities": { "calling": "outbound", "sms": "none" },
                "cost": cost(2.0),
            }],
            "nextLink": null,
        })),
        _ => Answer::status(405),
    }
}

fn reservations(method: &str, path: &[&str]) -> Answer {
    let kept = || reservation(&json!({ "14155550100": available_number("reserved") }));
    match (method, path) {
        ("GET", []) => Answer::ok(json!({ "reservations": [kept()] })),
        ("GET" | "PATCH", [_]) => Answer::ok(kept()),
        ("DELETE", [_]) => Answer::status(204),
        ("POST", [_, ":purchase"]) => RESERVATION_PURCHASE.accepted(),
        _ => Answer::status(405),
    }
}
