//! Countries, localities, area codes, offerings and browsing.

use std::collections::HashSet;

use crate::client::{Client, repeatable};

#[tokio::test]
async fn countries_are_paged_until_a_page_is_not_full() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let base = "/availablePhoneNumbers/countries";
    let first = client
        .get(&format!("{base}?maxPageSize=21&api-version=2025-06-01"))
        .await
        .json();
    assert_eq!(first["countries"].as_array().unwrap().len(), 21);
    assert_eq!(
        first["countries"][0].to_string(),
        r#"{"localizedName":"Argentina","countryCode":"AR"}"#
    );
    let link = format!("{base}?maxPageSize=21&api-version=2025-06-01&skip=21");
    assert_eq!(first["nextLink"], link);
    let second = client.get(&link).await.json();
    assert_eq!(second["countries"].as_array().unwrap().len(), 21);
    let last = client
        .get(second["nextLink"].as_str().unwrap())
        .await
        .expect(200);
    assert_eq!(last.body, r#"{"countries":[],"nextLink":null}"#);
    assert_eq!(last.header("content-length"), "32");

    let all = client
        .get(&format!(
            "{base}?skip=0&maxPageSize=100&api-version=2025-06-01"
        ))
        .await
        .json();
    assert!(all["nextLink"].is_null());
    let countries = all["countries"].as_array().unwrap();
    let names: Vec<_> = countries
        .iter()
        .map(|it| it["localizedName"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 42);
    assert!(names.is_sorted());
}

#[tokio::test]
async fn localities_are_sorted_by_division_then_name() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let base = "/availablePhoneNumbers/countries/US/localities";
    let page = client
        .get(&format!(
            "{base}?skip=0&maxPageSize=10&api-version=2025-06-01"
        ))
        .await
        .json();
    assert_eq!(
        page["phoneNumberLocalities"][0].to_string(),
        r#"{"localizedName":"Anchorage","administrativeDivision":{"localizedName":"AK","abbreviatedName":"AK"}}"#
    );
    assert_eq!(
        page["nextLink"],
        format!("{base}?skip=10&maxPageSize=10&api-version=2025-06-01")
    );

    let target = format!("{base}?administrativeDivision=WA&api-version=2025-06-01");
    let washington = client.get(&target).await.json();
    let names: Vec<_> = washington["phoneNumberLocalities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["localizedName"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Bellevue", "Seattle", "Spokane"]);

    let target = format!("{base}?api-version=2025-06-01&phoneNumberType=tollFree");
    let none = client.get(&target).await.expect(200);
    assert_eq!(none.body, r#"{"phoneNumberLocalities":[],"nextLink":null}"#);

    let ireland = client
        .get("/availablePhoneNumbers/countries/IE/localities?api-version=2025-06-01&phoneNumberType=mobile")
        .await;
    assert_eq!(
        ireland.expect(200).body,
        r#"{"phoneNumberLocalities":[{"localizedName":"Dublin","administrativeDivision":null}],"nextLink":null}"#
    );
}

#[tokio::test]
async fn area_codes() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    for (country, query, codes) in [
        (
            "US",
            "phoneNumberType=tollFree&assignmentType=application",
            r#"[{"areaCode":"844"},{"areaCode":"833"}]"#,
        ),
        (
            "US",
            "phoneNumberType=geographic&locality=Anchorage&administrativeDivision=AK",
            r#"[{"areaCode":"907"}]"#,
        ),
        (
            "US",
            "phoneNumberType=geographic&locality=Los%20Angeles",
            r#"[{"areaCode":"213"}]"#,
        ),
        (
            "US",
            "phoneNumberType=geographic&locality=Los+Angeles",
            r#"[{"areaCode":"213"}]"#,
        ),
        (
            "US",
            "phoneNumberType=geographic&locality=Portland&administrativeDivision=ME",
            r#"[{"areaCode":"207"}]"#,
        ),
        (
            "IE",
            "phoneNumberType=mobile&locality=Dublin",
            r#"[{"areaCode":"1"}]"#,
        ),
    ] {
        let target = format!(
            "/availablePhoneNumbers/countries/{country}/areaCodes?{query}&api-version=2025-06-01"
        );
        let found = client.get(&target).await.expect(200);
        assert_eq!(
            found.body,
            format!(r#"{{"areaCodes":{codes},"nextLink":null}}"#),
            "{query}"
        );
    }
}

#[tokio::test]
async fn offerings() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let base = "/availablePhoneNumbers/countries/US/offerings?api-version=2025-06-01";
    let person = r#"{"phoneNumberType":"geographic","assignmentType":"person","availableCapabilities":{"calling":"inbound+outbound","sms":"none"},"cost":{"amount":1.0,"currencyCode":"USD","billingFrequency":"monthly"}}"#;
    let application = person.replace("person", "application");
    let toll_free = r#"{"phoneNumberType":"tollFree","assignmentType":"application","availableCapabilities":{"calling":"inbound+outbound","sms":"inbound+outbound"},"cost":{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}}"#;
    for (query, offerings) in [
        ("", format!("{person},{application},{toll_free}")),
        ("&assignmentType=person", person.to_owned()),
        ("&phoneNumberType=tollFree", toll_free.to_owned()),
        ("&phoneNumberType=mobile", String::new()),
    ] {
        let found = client.get(&format!("{base}{query}")).await.expect(200);
        let expected = format!(r#"{{"phoneNumberOfferings":[{offerings}],"nextLink":null}}"#);
        assert_eq!(found.body, expected, "{query}");
    }
}

#[tokio::test]
async fn browsing_shows_twenty_five_numbers_that_can_do_at_least_what_is_asked() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/availablePhoneNumbers/countries/US/:browse?api-version=2025-06-01";
    let body = r#"{"phoneNumberType":"tollFree","capabilities":{"calling":"outbound","sms":"inbound"},"countryCode":"US"}"#;
    let shown = client.post(target, body).await.expect(200).json();
    let keys: Vec<_> = shown.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["phoneNumbers"]);
    let numbers = shown["phoneNumbers"].as_array().unwrap();
    let distinct: HashSet<_> = numbers
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!((numbers.len(), distinct.len()), (25, 25));
    assert!(
        numbers
            .iter()
            .all(|it| it["capabilities"]["sms"] == "inbound+outbound")
    );
    let id = numbers[0]["id"].as_str().unwrap();
    assert_eq!(
        numbers[0].to_string(),
        format!(
            r#"{{"id":"{id}","countryCode":"US","phoneNumber":"+{id}","capabilities":{{"calling":"inbound+outbound","sms":"inbound+outbound"}},"phoneNumberType":"tollFree","assignmentType":"application","cost":{{"amount":2.0,"currencyCode":"USD","billingFrequency":"monthly"}},"status":"available"}}"#
        )
    );
    let again = client.post(target, body).await.expect(200).json();
    assert_ne!(again, shown, "the choice is random");
}

#[tokio::test]
async fn browsing_by_prefix_and_assignment() {
    let emulator = repeatable().start().await.unwrap();
    let client = Client::new(&emulator);
    let target = "/availablePhoneNumbers/countries/US/:browse?api-version=2025-06-01";
    for (query, prefixes, count) in [
        (
            r#""phoneNumberType":"geographic","phoneNumberPrefixes":["1425","1206"]"#,
            &["1425", "1206"][..],
            25,
        ),
        (
            r#""phoneNumberType":"geographic","phoneNumberPrefixes":["1425555010"]"#,
            &["1425555010"],
            9,
        ),
        (
            r#""phoneNumberType":"geographic","phoneNumberPrefixes":["19995"]"#,
            &[],
            0,
        ),
        (
            r#""phoneNumberType":"tollFree","assignmentType":"person""#,
            &[],
            0,
        ),
        (r#""phoneNumberType":"mobile""#, &[], 0),
    ] {
        let shown = client
            .post(target, &format!("{{{query}}}"))
            .await
            .expect(200)
            .json();
        let numbers = shown["phoneNumbers"].as_array().unwrap();
        assert_eq!(numbers.len(), count, "{query}");
        for number in numbers {
            let id = number["id"].as_str().unwrap();
            assert!(prefixes.iter().any(|it| id.starts_with(it)), "{query}");
        }
    }
}
