//! What the fields of a stock look like, for who wrote one that does not do.

const CAPABILITIES: &str = r#"{"calling": "inbound+outbound", "sms": "none"}"#;
const OFFERING: &str = r#"{"phoneNumberType": "tollFree", "assignmentType": "application", "capabilities": {"calling": "inbound", "sms": "none"}, "amount": 2.0}"#;
const BLOCK: &str =
    r#"{"phoneNumberType": "tollFree", "areaCode": "800", "first": "+18005550100", "count": 10}"#;

/// An example of a value under that key.
pub(super) fn of(key: &str) -> Option<&'static str> {
    Some(match key {
        "countries" => r#"[{"code": "US", "name": "United States", "callingCode": "1"}]"#,
        "code" | "countryCode" => r#""US""#,
        "name" => r#""United States""#,
        "callingCode" => r#""1""#,
        "agreementToNotResell" => "true",
        "offerings" => OFFERING,
        "blocks" => BLOCK,
        "phoneNumberType" => r#""tollFree""#,
        "assignmentType" => r#""application""#,
        "capabilities" => CAPABILITIES,
        "calling" | "sms" => r#""inbound+outbound""#,
        "amount" => "2.0",
        "areaCode" => r#""800""#,
        "locality" => r#""Seattle""#,
        "division" => r#""WA""#,
        "first" => r#""+18005550100""#,
        "count" => "10",
        "purchaseDate" => r#""2025-01-01T00:00:00Z""#,
        "id" => r#""5f0e7c1a-93b4-4d1e-8a57-0c2f6b9d4e10""#,
        "hoursAgo" => "24",
        "verifiedDomains" => r#"["example.com"]"#,
        _ => return None,
    })
}
