//! Texts as they come, and as they may be printed.

use super::redact;

#[track_caller]
fn becomes(cases: &[(&str, &str)]) {
    for (text, shown) in cases {
        assert_eq!(redact(text), *shown, "{text}");
        assert_eq!(redact(shown), *shown, "hiding it twice");
    }
}

#[track_caller]
fn stays(texts: &[&str]) {
    for text in texts {
        assert_eq!(redact(text), *text);
    }
}

#[test]
fn numbers_with_a_plus_sign_however_short() {
    becomes(&[
        ("+14255550100", "+…00"),
        ("+199999", "+…99"),
        ("+12345", "+…45"),
        ("+123456789012345", "+…45"),
        ("+1415555010,+1415555011", "+…10,+…11"),
        ("+14255550100+14255550101", "+…00+…01"),
        ("número +14155550199é", "número +…99é"),
        ("no ++14255550100", "no ++…00"),
        ("(+14255550100)", "(+…00)"),
    ]);
}

#[test]
fn runs_of_seven_digits_or_more() {
    becomes(&[
        ("14255550100", "+…00"),
        ("5550100", "+…00"),
        ("0014255550100", "+…00"),
        ("5550100, 5550101", "+…00, +…01"),
        ("12345678901234567890", "+…90"),
    ]);
}

#[test]
fn groups_as_people_write_them() {
    becomes(&[
        ("425-555-0100", "+…00"),
        ("(425) 555-0100", "+…00"),
        ("(425)555-0100", "+…00"),
        ("(call (425) 555-0100)", "(call +…00)"),
        ("425.555.0100", "+…00"),
        ("425/555-0100", "+…00"),
        ("425 555 0100", "+…00"),
        ("425 - 555 - 0100", "+…00"),
        ("1-425-555-0100", "+…00"),
        ("1.425.555.0100", "+…00"),
        ("555-0100", "+…00"),
        ("+1 (425) 555-0100", "+…00"),
        ("(+1) 425 555 0100", "+…00"),
        ("+1.425.555.0100", "+…00"),
        ("+44 (0)20 7946 0958", "+…58"),
        ("0044 20 7946 0958", "+…58"),
        ("020 7946 0958", "+…58"),
        ("+33 1 23 45 67 89", "+…89"),
        ("01 23 45 67 89", "+…89"),
        ("030/12345678", "+…78"),
        ("0171 123456", "+…56"),
        ("0171.123456", "+…56"),
        ("98765 43210", "+…10"),
        ("6123 4567", "+…67"),
        ("425\u{a0}555\u{a0}0100", "+…00"),
        ("425\u{2011}555\u{2013}0100", "+…00"),
        ("+62 812 345 678 9012", "+…12"),
        ("0044 20 7946 0958", "+…58"),
        ("+1 425 555 0100 (404 Not Found)", "+…00 (404 Not Found)"),
        ("+14255550100 404 Not Found", "+…00 404 Not Found"),
        ("from 425-555-0100. 404 is", "from +…00. 404 is"),
    ]);
}

#[test]
fn encoded_numbers_however_often() {
    becomes(&[
        ("%2B14255550100", "+…00"),
        ("%2b199999", "+…99"),
        ("%252B14255550100", "+…00"),
        ("%25252B14255550100", "+…00"),
        ("%28425%29%20555-0100", "+…00"),
        ("%2528425%2529%2520555%252D0100", "+…00"),
        ("425%C2%A0555%c2%a00100", "+…00"),
        ("425+555+0100", "+…00"),
        ("%34%32%35%35%35%35%30%31%30%30", "+…00"),
        (r"\u002B14255550100", "+…00"),
        (r"\u002b199999", "+…99"),
        (r"425\u00a0555\u00a00100", "+…00"),
        ("＋１４２５５５５０１００", "+…00"),
        ("&#43;14255550100", "&#43;+…00"),
    ]);
}

#[test]
fn numbers_wherever_they_stand() {
    becomes(&[
        ("tel14255550100x", "tel+…00x"),
        ("tel:14255550100", "tel:+…00"),
        ("tel425-555-0100", "tel+…00"),
        ("425-555-0100x12", "+…00x12"),
        ("id14255550100", "id+…00"),
        (
            "+14255550100abcdefabcdefabcdefabc",
            "+…00abcdefabcdefabcdefabc",
        ),
        (
            "abcdefabcdefabcdefabc14255550100",
            "abcdefabcdefabcdefabc+…00",
        ),
        ("search_14255550100", "search_+…00"),
        (
            "sip:+14255550100@sbc.contoso.com",
            "sip:+…00@sbc.contoso.com",
        ),
        ("sip:14255550100@10.0.0.1:5060", "sip:+…00@10.0.0.1:5060"),
        ("operations/release_+14255550100", "operations/release_+…00"),
        (
            "operations/release_%2B14255550100",
            "operations/release_+…00",
        ),
        ("/phoneNumbers/%2B14255550100?x=1", "/phoneNumbers/+…00?x=1"),
        (
            "/phoneNumbers?near=14255550100&top=100",
            "/phoneNumbers?near=+…00&top=100",
        ),
        (
            r#"{"phoneNumber":"+14255550100"}"#,
            r#"{"phoneNumber":"+…00"}"#,
        ),
        (r#"Some("14255550100")"#, r#"Some("+…00")"#),
        ("'+14255550100'", "'+…00'"),
        (r"^\+1425555(\d{4})$", r"^\+…55(\d{4})$"),
        ("2025-06-17 14255550100", "2025-06-17 +…00"),
        ("4255550100-2025-06-17", "+…00-2025-06-17"),
        ("10.0.0.1 14255550100", "10.0.0.1 +…00"),
        (
            "Input phoneNumber +14255550100 cannot be found.",
            "Input phoneNumber +…00 cannot be found.",
        ),
    ]);
}

#[test]
fn numbers_that_begin_like_an_id_or_a_date() {
    becomes(&[
        ("+1425555010ab12cd", "+…10ab12cd"),
        ("2012-2015-0100", "+…00"),
        ("12-12-2012-5555", "+…55"),
        ("2012.12.12.5555", "+…55"),
    ]);
}

#[test]
fn ids_stay() {
    stays(&[
        "Input searchId 01234567-0123-0123-0123-0123456789AB cannot be found.",
        "search_7afbcec4-0000-0000-0000-012345678901",
        "{01234567-0123-0123-0123-012345678901}",
        "(01234567-0123-0123-0123-012345678901)",
        "/phoneNumbers/operations/purchase_11111111-2222-3333-4444-555555555555?x=1",
        "searchId=7AFBCEC40F464B089B2A2B1BB1B7B7E3",
        "searchId+01234567-0123-0123-0123-012345678901",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "23IGt8mQ70OfrGoYmuzrkQ.0",
        "23IGt8mQ70OfrGoYmuzrkQ.0.12.3",
        "20250617T164022Z-r18d6f5bb5cgk5hkq5ycsq1k8w00000002wg00000000b0dz",
        "0Xq1bZQAAAAA8v0V5QmTSFh8Pk2WvJ8aRlJBMzFFREdFMDUxNwA1N2Y0",
        "search_7afbcec4-0000",
        "search_7afbcec4-…",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ]);
}

#[test]
fn moments_and_versions_stay() {
    stays(&[
        "2025-06-17T16:40:22.5120904+00:00",
        "2025-06-17T16%3A40%3A22.5120904%2B00%3A00",
        "2025-06-17T16:40:22Z and 2025-06-17 16:40:22.123456789 UTC",
        "0001-01-01T00:00:00+00:00",
        "Tue, 17 Jun 2025 16:40:21 GMT",
        "Jun 17 2025 16:40:21",
        "17.06.2025, 6/17/2025, 2025/6/17",
        "api-version=2025-06-01&top=100",
        "2024-11-15-preview (2025-06-17)",
        "in 2024-2025",
        "azsdk-rust-acs/0.1.0 (1.88.0; linux; x86_64)",
        "10.0.19045.4291",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
    ]);
}

#[test]
fn addresses_and_quantities_stay() {
    stays(&[
        "",
        "127.0.0.1:65535 answered 503",
        "(192.168.100.200) 10.0.0.17:22",
        "192.168.100.200 and 255.255.255.255:5061",
        "[2001:db8::1]:8080",
        "more than 250 routes",
        "larger than 16 MiB",
        "use 1 to 1024 characters",
        "use a whole number from 1 to 2,147,483,647",
        "ports 1024-65535",
        "skip=1200&top=100",
        "line 12345, column 123456",
        "USD 2.00, EUR 1234.50, 0.123456, 1234.5678",
        "answered 503 after 30000 ms",
        "100% of 100000",
        "+1 and +44 and +1425",
        "^+[1-9][0-9]{3,23}$",
        r"^\+1[0-9]{10}$",
        "utf8 sha256 12345",
        "00000000",
    ]);
}

#[test]
fn lines_of_a_log_lose_their_numbers_and_nothing_else() {
    becomes(&[
        (
            "2025-06-17T16:40:22.512Z ERROR acs::call: 404 NotFound: number +14255550100 is not yours \
             (try 2 of 4, 1250 ms)",
            "2025-06-17T16:40:22.512Z ERROR acs::call: 404 NotFound: number +…00 is not yours \
             (try 2 of 4, 1250 ms)",
        ),
        (
            "2025-06-17 16:40:22,512 [17] GET /phoneNumbers/%2B14255550100?api-version=2025-06-01 503",
            "2025-06-17 16:40:22,512 [17] GET /phoneNumbers/+…00?api-version=2025-06-01 503",
        ),
        (
            r#"{"ts":"17/Jun/2025:16:40:22 +0000","msg":"release of \"\u002B442079460958\" failed","try":3}"#,
            r#"{"ts":"17/Jun/2025:16:40:22 +0000","msg":"release of \"+…58\" failed","try":3}"#,
        ),
        (
            "Jun 17 16:40:22 sbc1 sipd[4711]: INVITE sip:+14255550100@10.0.0.17:5061;user=phone 486 Busy",
            "Jun 17 16:40:22 sbc1 sipd[4711]: INVITE sip:+…00@10.0.0.17:5061;user=phone 486 Busy",
        ),
        (
            "callback=https%3A%2F%2Fcontoso.com%2Fin%3Ffrom%3D%252B14255550100%26id%3D42",
            "callback=https%3A%2F%2Fcontoso.com%2Fin%3Ffrom%3D+…00%26id%3D42",
        ),
        (
            "called (425) 555-0100, then 020 7946 0958; both were busy for 30.125 seconds",
            "called +…00, then +…58; both were busy for 30.125 seconds",
        ),
        (
            r#"Refusal { code: "BadRequest", message: "425.555.0100 is no number", target: None }"#,
            r#"Refusal { code: "BadRequest", message: "+…00 is no number", target: None }"#,
        ),
        (
            "form=from=%2B1+425+555+0100&to=%28425%29+555-0101&max=100",
            "form=from=+…00&to=+…01&max=100",
        ),
        ("call425%E2%80%91555%E2%80%910100now", "call+…00now"),
        ("at 16:40 +199999 left", "at 16:40 +…99 left"),
        ("+1742510.0.0.1", "+…01"),
    ]);
    stays(&[
        "answered 429 after 30000 ms; asking again in 2.5 s (try 3 of 4)",
        "unexpected answer: missing field `phoneNumber` at line 1, column 14",
        "the answer is larger than 16 MiB: 16,777,216 bytes",
        "operation search_7afbcec4-0000-4111-8222-012345678901 is at 57 %, created 17 Jun 2025",
        "x-ms-request-id: 0af7651916cd43dd8448eb211c80319c, ms-cv: 23IGt8mQ70OfrGoYmuzrkQ.0.3",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "x-azure-ref: 20250617T164022Z-r18d6f5bb5cgk5hkq5ycsq1k8w00000002wg00000000b0dz",
        "azsdk-rust-acs-phone-numbers/0.1.0 (1.88.0; linux 6.1.0-37; x86_64)",
        "expires 2025-07-01T00:00:00+00:00, bought 6/17/2025 4:40:21 PM",
        "cost 1.00 USD, 12 months, 0.0085 a minute, 99.95 % of 1234.5678",
        "trunk sbc1.contoso.com:5061 answered 503, then 192.168.100.200:65535 did",
        "/availablePhoneNumbers/countries/US?skip=1200&maxPageSize=100&areaCode=425",
        "thread 'main' (12345) panicked at src/main.rs:123:45",
    ]);
}

#[test]
fn takes_time_in_proportion_to_the_text() {
    for part in [
        "1 ", "%25", "+", "(", "0", "0-", "0.", "1-", "0001.", "a1", "%2B", "+1 (", "12:",
        "2025-06-",
    ] {
        let text = part.repeat(10_000);
        let begun = std::time::Instant::now();
        let shown = redact(&text).into_owned();
        assert_eq!(redact(&shown), shown);
        // What grew with the square would take minutes.
        assert!(begun.elapsed().as_secs() < 10, "{part}");
    }
}
