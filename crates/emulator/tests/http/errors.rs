//! The error catalogue.

use crate::client::{Client, repeatable};

const SEARCH: &str = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
const NO_PLAN: &str = r#"{"error":{"code":"InternalError","message":"The server encountered an internal error.","innererror":{"code":"BadRequest","message":"We are unable to find phone plans to match your requested capabilities."}}}"#;
const COUNTRY: &str = r#"{"error":{"code":"InvalidInput","message":"Unable to parse country code.","target":"countrycode"}}"#;
const NOT_OWNED: &str = r#"{"error":{"code":"InsufficientPermissions","message":"Phone number not owned by this resource.","target":"phonenumber"}}"#;
const RESERVATION: &str = r#"{"error":{"code":"ReservationNotFound","message":"The reservation was not found and the operation could not be completed."}}"#;
const MALFORMED: &str = r#"{"error":{"code":"BadRequest","message":"The request body is not JSON of the expected form."}}"#;
const ONE_NUMBER: &str =
    r#"{"error":{"code":"BadRequest","message":"Can only accept one phoneNumber"}}"#;
const NO_AREA_CODES: &str = r#"{"error":{"code":"NotFound","message":"No area codes were found for the given parameters"}}"#;

fn unknown(what: &str, id: &str) -> String {
    let target = what.to_ascii_lowercase();
    format!(
        r#"{{"error":{{"code":"NotFound","message":"Input {what} {id} cannot be found.","target":"{target}"}}}}"#
    )
}

fn unparsable(name: &str) -> String {
    let target = name.to_ascii_lowercase();
    format!(
        r#"{{"error":{{"code":"InvalidInput","message":"Unable to parse {name}.","target":"{target}"}}}}"#
    )
}

async fn check(rows: &[(&str, &str, Option<&str>, u16, &str)]) {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for (method, path, body, status, expected) in rows {
        let separator = if path.contains('?') { '&' } else { '?' };
        let target = format!("{path}{separator}api-version=2025-06-01");
        let reply = client.send(method, &target, *body).await;
        assert_eq!(
            (reply.status, reply.body.as_str()),
            (*status, *expected),
            "{method} {path}"
        );
        assert!(reply.has("api-supported-versions"), "{method} {path}");
        assert_eq!(reply.header("content-type"), "application/json");
        assert!(!reply.has("cache-control"));
    }
}

#[tokio::test]
async fn searches_and_purchases() {
    let body = |kind: &str, assignment: &str, calling: &str, sms: &str| {
        format!(
            r#"{{"phoneNumberType":"{kind}","assignmentType":"{assignment}","capabilities":{{"calling":"{calling}","sms":"{sms}"}}}}"#
        )
    };
    let good = body("tollFree", "application", "outbound", "none");
    let person = body("tollFree", "person", "outbound", "none");
    let sms = body("geographic", "application", "outbound", "outbound");
    let none = body("tollFree", "application", "none", "none");
    let unknown_type = body("satellite", "application", "none", "none");
    let quantity = format!(
        r#"{},"quantity":0}}"#,
        good.trim_end_matches('}').to_owned() + "}"
    );
    let too_many = quantity.replace(":0}", ":2147483648}");
    let search = "/availablePhoneNumbers/countries/US/:search";
    let at_least_one = r#"{"error":{"code":"InvalidInput","message":"The quantity must be at least 1.","target":"quantity"}}"#;
    let purchase = "/availablePhoneNumbers/:purchase";
    let result = "/availablePhoneNumbers/searchResults/01234567-0123-0123-0123-0123456789AB";
    check(&[
        ("POST", search, Some(&person), 400, NO_PLAN),
        ("POST", search, Some(&sms), 400, NO_PLAN),
        ("POST", search, Some(&none), 400, NO_PLAN),
        (
            "POST",
            "/availablePhoneNumbers/countries/XX/:search",
            Some(&good),
            400,
            COUNTRY,
        ),
        ("POST", search, Some(&unknown_type), 400, MALFORMED),
        ("POST", search, Some("{}"), 400, MALFORMED),
        ("POST", search, Some("not json"), 400, MALFORMED),
        ("POST", search, None, 400, MALFORMED),
        ("POST", search, Some(&quantity), 400, at_least_one),
        ("POST", search, Some(&too_many), 400, MALFORMED),
        (
            "GET",
            result,
            None,
            404,
            &unknown("searchId", "01234567-0123-0123-0123-0123456789AB"),
        ),
        (
            "POST",
            purchase,
            Some(r#"{"searchId":"some-invalid-id"}"#),
            404,
            &unknown("searchId", "some-invalid-id"),
        ),
        ("POST", purchase, Some("{}"), 400, MALFORMED),
    ])
    .await;
}

#[tokio::test]
async fn owned_numbers_and_operations() {
    let number = unknown("phoneNumber", "+14155550100");
    let capabilities = Some(r#"{"calling":"none","sms":"outbound"}"#);
    let operation = "/phoneNumbers/operations/search_1";
    check(&[
        ("GET", "/phoneNumbers/%2B14155550100", None, 404, &number),
        ("GET", "/phoneNumbers/+14155550100", None, 404, &number),
        ("GET", "/phoneNumbers/14155550100", None, 404, &unknown("phoneNumber", "14155550100")),
        ("GET", "/phoneNumbers/%22%7B%0A", None, 404, r#"{"error":{"code":"NotFound","message":"Input phoneNumber \"{\n cannot be found.","target":"phonenumber"}}"#),
        ("PATCH", "/phoneNumbers/+14155550100/capabilities", capabilities, 403, NOT_OWNED),
        ("PATCH", "/phoneNumbers/invalid_phone_number/capabilities", capabilities, 403, NOT_OWNED),
        ("PATCH", "/phoneNumbers/+15035550100/capabilities", capabilities, 400, NO_PLAN),
        ("PATCH", "/phoneNumbers/+14255550100/capabilities", Some(r#"{"calling":"loud"}"#), 400, MALFORMED),
        ("GET", operation, None, 404, &unknown("operationId", "search_1")),
        ("DELETE", operation, None, 404, &unknown("operationId", "search_1")),
        ("GET", "/phoneNumbers?top=0", None, 400, &unparsable("top")),
        ("GET", "/phoneNumbers?skip=-1", None, 400, &unparsable("skip")),
    ])
    .await;
}

#[tokio::test]
async fn the_catalogue() {
    let base = "/availablePhoneNumbers/countries";
    let path = |rest: &str| format!("{base}/{rest}");
    let browse = Some(r#"{"phoneNumberType":"tollFree"}"#);
    let required = r#"{"error":{"code":"InvalidInput","message":"The phoneNumberType is required.","target":"phonenumbertype"}}"#;
    let size = unparsable("maxPageSize");
    check(&[
        ("GET", &path("XX/localities"), None, 400, COUNTRY),
        ("GET", &path("XX/offerings"), None, 400, COUNTRY),
        ("GET", &path("XX/areaCodes?phoneNumberType=tollFree"), None, 400, COUNTRY),
        ("POST", &path("INVALID/:browse"), browse, 400, COUNTRY),
        ("POST", &path("US/:browse"), Some("{}"), 400, MALFORMED),
        ("GET", &path("US/areaCodes"), None, 400, required),
        ("GET", &path("US/areaCodes?phoneNumberType=loud"), None, 400, &unparsable("phoneNumberType")),
        ("GET", &path("US/areaCodes?phoneNumberType=geographic&assignmentType=person&locality=XX&administrativeDivision=XX"), None, 404, NO_AREA_CODES),
        ("GET", &path("US/areaCodes?phoneNumberType=tollFree&assignmentType=person"), None, 404, NO_AREA_CODES),
        ("GET", &path("DE/areaCodes?phoneNumberType=geographic"), None, 404, NO_AREA_CODES),
        ("GET", &format!("{base}?maxPageSize=many"), None, 400, &size),
    ])
    .await;
}

#[tokio::test]
async fn reservations_and_operator_information() {
    let id = "/availablePhoneNumbers/reservations/0b4c0a4e-6a6b-4a1b-9d0c-6d1f6f0e8a11";
    let malformed_id = r#"{"error":{"code":"InvalidInput","message":"Unable to parse reservation id.","target":"reservationid"}}"#;
    let number = Some(r#"{"phoneNumbers":{"18445550100":{}}}"#);
    let operator = "/operatorInformation/:search";
    let two = Some(r#"{"phoneNumbers":["+18005550100","+18005550101"]}"#);
    check(&[
        ("GET", id, None, 404, RESERVATION),
        ("DELETE", id, None, 404, RESERVATION),
        ("POST", &format!("{id}/:purchase"), None, 404, RESERVATION),
        ("GET", "/availablePhoneNumbers/reservations/nonsense", None, 404, RESERVATION),
        ("PATCH", "/availablePhoneNumbers/reservations/nonsense", Some("{}"), 400, malformed_id),
        ("PATCH", id, None, 400, MALFORMED),
        ("PATCH", id, number, 400, MALFORMED),
        ("POST", operator, two, 400, ONE_NUMBER),
        ("POST", operator, Some(r#"{"phoneNumbers":[]}"#), 400, ONE_NUMBER),
        ("POST", operator, Some(r#"{"phoneNumbers":["nonsense"]}"#), 400, r#"{"error":{"code":"InvalidInput","message":"Unable to parse phone number.","target":"phonenumber"}}"#),
        ("POST", operator, Some("{}"), 400, MALFORMED),
    ])
    .await;
}

#[tokio::test]
async fn an_empty_reservation_cannot_be_purchased() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let id = "/availablePhoneNumbers/reservations/0b4c0a4e-6a6b-4a1b-9d0c-6d1f6f0e8a11";
    client
        .patch(&format!("{id}?api-version=2025-06-01"), "{}")
        .await
        .expect(201);
    let purchase = format!("{id}/:purchase?api-version=2025-06-01");
    assert_eq!(
        client.post(&purchase, "{}").await.expect(400).body,
        r#"{"error":{"code":"BadRequest","message":"The reservation has no phone numbers to purchase."}}"#
    );
}

#[tokio::test]
async fn versions_other_than_the_emulated_are_refused() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for (path, query, version) in [
        ("/phoneNumbers", "", ""),
        ("/phoneNumbers", "?api-version=", ""),
        ("/phoneNumbers", "?api-version=1999-01-01", "1999-01-01"),
        (
            "/phoneNumbers",
            "?api-version=2024-05-01-preview",
            "2024-05-01-preview",
        ),
        ("/sip", "?api-version=2025-06-01", "2025-06-01"),
        (
            "/sip",
            "?api-version=2023-04-01-preview",
            "2023-04-01-preview",
        ),
    ] {
        let reply = client.get(&format!("{path}{query}")).await.expect(400);
        assert_eq!(
            reply.body,
            format!(
                r#"{{"error":{{"code":"UnsupportedApiVersion","message":"The HTTP resource that matches the request URI '{path}' does not support the API version '{version}'."}}}}"#
            )
        );
        assert!(reply.has("api-supported-versions"));
    }
}

#[tokio::test]
async fn unknown_paths_and_methods() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for path in [
        "/",
        "/nonsense",
        "/phoneNumbers/a/b",
        "/sip:test",
        "//phoneNumbers",
    ] {
        let reply = client
            .get(&format!("{path}?api-version=2025-06-01"))
            .await
            .expect(404);
        assert_eq!(reply.json()["error"]["code"], "NotFound");
    }
    for (method, path, allowed) in [
        ("PUT", "/sip", "GET, PATCH"),
        ("POST", "/phoneNumbers/+14255550100", "GET, DELETE"),
        ("GET", "/availablePhoneNumbers/:purchase", "POST"),
    ] {
        let reply = client.send(method, path, None).await.expect(405);
        assert_eq!(reply.header("allow"), allowed);
        assert_eq!(reply.json()["error"]["code"], "MethodNotAllowed");
    }
}

#[tokio::test]
async fn bodies_are_bounded() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let longest = " ".repeat(1024 * 1024);
    client.post(SEARCH, &longest).await.expect(400);
    let reply = client
        .post(SEARCH, &format!("{longest} "))
        .await
        .expect(413);
    assert_eq!(reply.json()["error"]["code"], "PayloadTooLarge");
    client
        .get("/phoneNumbers?api-version=2025-06-01")
        .await
        .expect(200);
}
