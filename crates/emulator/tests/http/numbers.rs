//! Listing owned numbers, and looking any number up.

use crate::client::{Client, repeatable};

async fn with_fifteen_numbers(client: &Client) {
    let id = client
        .search(r#"{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"outbound","sms":"none"},"quantity":12}"#)
        .await;
    client.purchase(&id).await;
}

#[tokio::test]
async fn the_last_page_has_no_next_link() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    with_fifteen_numbers(&client).await;
    let (mut target, mut sizes, mut listed) = (
        "/phoneNumbers?top=7&api-version=2025-06-01".to_owned(),
        Vec::new(),
        Vec::new(),
    );
    let mut links = Vec::new();
    loop {
        let page = client.get(&target).await.expect(200).json();
        let numbers = page["phoneNumbers"].as_array().unwrap();
        sizes.push(numbers.len());
        listed.extend(
            numbers
                .iter()
                .map(|it| it["phoneNumber"].as_str().unwrap().to_owned()),
        );
        match page.get("nextLink") {
            Some(link) => target = link.as_str().unwrap().to_owned(),
            None => break,
        }
        links.push(target.clone());
    }
    assert_eq!(sizes, [7, 7, 1]);
    assert_eq!(
        links,
        [
            "/phoneNumbers?top=7&api-version=2025-06-01&skip=7",
            "/phoneNumbers?top=7&api-version=2025-06-01&skip=14"
        ]
    );
    assert_eq!(listed, emulator.owned_numbers());
}

#[tokio::test]
async fn a_skip_is_replaced_in_its_place() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let page = client
        .get("/phoneNumbers?skip=0&api-version=2025-06-01&top=2")
        .await
        .json();
    assert_eq!(
        page["nextLink"],
        "/phoneNumbers?skip=2&api-version=2025-06-01&top=2"
    );
    let page = client
        .get("/phoneNumbers?skip=9&api-version=2025-06-01")
        .await
        .expect(200);
    assert_eq!(page.body, r#"{"phoneNumbers":[]}"#);
}

#[tokio::test]
async fn an_id_will_do_for_a_number() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for name in ["14255550100", "+14255550100", "%2B14255550100"] {
        let target = format!("/phoneNumbers/{name}?api-version=2025-06-01");
        let found = client.get(&target).await.expect(200).json();
        assert_eq!(found["phoneNumber"], "+14255550100");
    }
}

#[tokio::test]
async fn operator_information_has_all_its_keys() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/operatorInformation/:search?api-version=2025-06-01";
    let plain = r#"{"values":[{"phoneNumber":"+18445550123","nationalFormat":"(844) 555-0123","internationalFormat":"+1 844-555-0123","isoCountryCode":null,"numberType":null,"operatorDetails":null}]}"#;
    for options in [
        "",
        r#","options":{"includeAdditionalOperatorDetails":false}"#,
        r#","options":{}"#,
    ] {
        let body = format!(r#"{{"phoneNumbers":["+18445550123"]{options}}}"#);
        assert_eq!(client.post(target, &body).await.expect(200).body, plain);
    }
    let body =
        r#"{"phoneNumbers":["+18445550123"],"options":{"includeAdditionalOperatorDetails":true}}"#;
    assert_eq!(
        client.post(target, body).await.expect(200).body,
        r#"{"values":[{"phoneNumber":"+18445550123","nationalFormat":"(844) 555-0123","internationalFormat":"+1 844-555-0123","isoCountryCode":"US","numberType":"other","operatorDetails":{"name":"Multiple OCN Listing","mobileNetworkCode":null,"mobileCountryCode":null}}]}"#
    );
}

#[tokio::test]
async fn operator_information_knows_countries_by_their_numbers() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/operatorInformation/:search?api-version=2025-06-01";
    for (number, country, kind) in [
        ("+14255550100", "US", "geographic"),
        ("+447700900000", "GB", "mobile"),
        ("+12025550999", "US", "unknown"),
        ("+3725550100", "EE", "unknown"),
    ] {
        let body = format!(
            r#"{{"phoneNumbers":["{number}"],"options":{{"includeAdditionalOperatorDetails":true}}}}"#
        );
        let values = client.post(target, &body).await.expect(200).json();
        assert_eq!(values["values"][0]["isoCountryCode"], country);
        assert_eq!(values["values"][0]["numberType"], kind);
    }
}
