//! The headers that answers have, and those that they do not.

use crate::client::{Client, Reply, repeatable};

const NUMBERS: &str = "2021-03-07, 2022-01-11-preview2, 2022-06-01-preview, 2022-12-01, 2022-12-02-preview2, 2023-04-30-preview, 2023-05-01-preview, 2023-10-01-preview, 2024-03-01-preview, 2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, 2025-02-11, 2025-04-01-preview, 2025-04-01, 2025-04-15-preview, 2025-06-01";
const JSON: &str = "application/json; charset=utf-8";

fn check_common(reply: &Reply, security: &str) {
    let reference = reply.header("x-azure-ref");
    assert!(reference.starts_with("20250617T164022Z-"), "{reference}");
    assert_eq!(reference.len(), 63);
    assert!(reply.header("ms-cv").ends_with(".0"));
    assert_eq!(reply.header("ms-cv").len(), 24);
    let elapsed = reply
        .header("x-processing-time")
        .strip_suffix("ms")
        .unwrap();
    assert!(elapsed.parse::<u32>().unwrap() > 0);
    assert_eq!(reply.header("x-cache"), "CONFIG_NOCACHE");
    assert_eq!(reply.header("request-context"), "appId=");
    assert_eq!(reply.header("strict-transport-security"), security);
    assert_eq!(reply.header("connection"), "keep-alive");
    assert!(reply.has("date"));
    for absent in [
        "retry-after",
        "x-ms-error-code",
        "x-ms-request-id",
        "etag",
        "x-ms-client-request-id",
    ] {
        assert!(!reply.has(absent), "{absent}");
    }
}

#[tokio::test]
async fn every_answer_has_the_common_ones() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let numbers = "max-age=31536000; includeSubDomains";
    for (target, status) in [
        ("/phoneNumbers?api-version=2025-06-01", 200),
        ("/phoneNumbers/operations/x?api-version=2025-06-01", 404),
        ("/phoneNumbers", 400),
        ("/nonsense", 404),
    ] {
        check_common(&client.get(target).await.expect(status), numbers);
    }
    let released = client
        .delete("/phoneNumbers/+14255550100?api-version=2025-06-01")
        .await;
    check_common(&released.expect(202), numbers);
    let sip = client.get("/sip?api-version=2023-03-01").await.expect(200);
    check_common(&sip, "max-age=31536000;includeSubDomains");
    let anonymous = client
        .send_with("GET", "/sip?api-version=2023-03-01", None, &[])
        .await;
    check_common(&anonymous.expect(401), "max-age=31536000;includeSubDomains");
}

#[tokio::test]
async fn bodies_are_sized_or_chunked_as_the_service_does_it() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let listed = client.get("/phoneNumbers?api-version=2025-06-01").await;
    assert_eq!(listed.header("content-type"), JSON);
    assert_eq!(
        listed.header("content-length"),
        listed.body.len().to_string()
    );
    assert_eq!(listed.header("accept-ranges"), "bytes");
    assert!(!listed.has("cache-control"));

    let released = client
        .delete("/phoneNumbers/+14255550100?api-version=2025-06-01")
        .await;
    assert_eq!(released.header("content-length"), "0");
    assert!(!released.has("content-type") && !released.has("accept-ranges"));

    let polled = client
        .get(released.header("operation-location"))
        .await
        .expect(200);
    assert_eq!(polled.header("content-type"), JSON);
    assert_eq!(polled.header("transfer-encoding"), "chunked");
    assert!(!polled.has("content-length") && !polled.has("accept-ranges"));

    let error = client
        .get("/phoneNumbers/x?api-version=2025-06-01")
        .await
        .expect(404);
    assert_eq!(error.header("content-type"), "application/json");
    assert_eq!(error.header("transfer-encoding"), "chunked");
    assert!(!error.has("content-length"));
}

#[tokio::test]
async fn a_connection_is_closed_for_who_asks() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let headers = [("connection", "close")];
    let reply = client.send_with("GET", "/sip", None, &headers).await;
    assert_eq!(
        reply
            .headers
            .get_all("connection")
            .iter()
            .collect::<Vec<_>>(),
        ["close"]
    );
}

#[tokio::test]
async fn the_catalogue_alone_may_be_kept() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for path in [
        "",
        "/US/localities",
        "/US/offerings",
        "/US/areaCodes?phoneNumberType=tollFree",
    ] {
        let separator = if path.contains('?') { '&' } else { '?' };
        let target =
            format!("/availablePhoneNumbers/countries{path}{separator}api-version=2025-06-01");
        let reply = client.get(&target).await.expect(200);
        let kept = "max-age=21600, private, stale-while-revalidate=86400";
        assert_eq!(reply.header("cache-control"), kept);
    }
}

#[tokio::test]
async fn each_part_names_its_versions() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let from_2022_12 = &NUMBERS[NUMBERS.find("2022-12-01").unwrap()..];
    let operations = NUMBERS
        .replace(
            "2022-06-01-preview, ",
            "2022-06-01-preview, 2022-11-15-preview, ",
        )
        .replace(
            "2023-10-01-preview, ",
            "2023-10-01-preview, 2023-10-01-preview2, ",
        );
    let area_codes = format!("2021-03-07, {from_2022_12}");
    let operator = &NUMBERS[NUMBERS.find("2023-04-30-preview").unwrap()..];
    let reservations = "2023-04-30-preview, 2023-10-01-preview, 2023-10-01-preview2, 2024-04-30-preview, 2024-05-01-preview, 2024-08-31-preview, 2025-04-01, 2025-04-15-preview, 2025-06-01";
    let sip = "2023-03-01, 2023-04-01-preview, 2024-11-15-preview";
    for (method, path, versions) in [
        ("GET", "/phoneNumbers", NUMBERS),
        ("POST", "/availablePhoneNumbers/:purchase", NUMBERS),
        ("GET", "/phoneNumbers/operations/x", &operations),
        ("GET", "/availablePhoneNumbers/countries", from_2022_12),
        (
            "GET",
            "/availablePhoneNumbers/countries/US/offerings",
            &area_codes,
        ),
        ("POST", "/operatorInformation/:search", operator),
        (
            "POST",
            "/availablePhoneNumbers/countries/US/:browse",
            reservations,
        ),
        ("GET", "/availablePhoneNumbers/reservations", reservations),
        ("GET", "/sip", sip),
        (
            "POST",
            "/sip:testRoutesWithNumber",
            "2023-04-01-preview, 2024-11-15-preview",
        ),
    ] {
        let reply = client.send(method, path, None).await;
        assert_eq!(
            reply.header("api-supported-versions"),
            versions,
            "{method} {path}"
        );
    }
}
