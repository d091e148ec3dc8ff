//! The sets of values that may grow. The exchanges show some of their values; here are all of them,
//! as the service writes them.

use std::{collections::BTreeSet, fmt::Debug, fs, iter, path::Path};

use acs_phone_numbers::{
    AvailablePhoneNumberStatus, BillingFrequency, OperationStatus, OperatorNumberType,
    PhoneNumberAssignmentType, PhoneNumberCapabilityType, PhoneNumberOperationType,
    PhoneNumberSearchResultError, PhoneNumberType, ReservationStatus,
};
use acs_sip_routing::{
    InactiveStatusReason, IpAddressVersion, OverallHealthStatus, PingStatus, PrivacyHeader,
    TlsStatus,
};
use acs_sip_routing_preview_generated::types::Expand;
use acs_tests::Outcome;
use serde_json::Value;

/// A set of values: its name, and each value with what it is read as.
struct OpenEnum(&'static str, Vec<(&'static str, String)>);

fn open_enum<T: Debug>(
    name: &'static str,
    read: impl Fn(&'static str) -> T,
    values: &[&'static str],
) -> OpenEnum {
    let read = |&value: &&'static str| (value, format!("{:?}", read(value)));
    OpenEnum(name, values.iter().map(read).collect())
}

macro_rules! open_enums {
    ($($name:ident: $($value:literal)+;)+) => {
        vec![$(open_enum(stringify!($name), $name::from, &[$($value),+])),+]
    };
}

fn all() -> Vec<OpenEnum> {
    let mut all = open_enums! {
        AvailablePhoneNumberStatus: "available" "reserved" "expired" "error" "purchased";
        BillingFrequency: "monthly";
        Expand: "trunks/health";
        InactiveStatusReason: "noRecentCalls" "noRecentPings" "noRecentCallsAndPings";
        IpAddressVersion: "ipv4" "ipv6";
        OperatorNumberType: "unknown" "other" "geographic" "mobile";
        OverallHealthStatus: "unknown" "active" "inactive";
        PhoneNumberAssignmentType: "person" "application";
        PhoneNumberCapabilityType: "none" "inbound" "outbound" "inbound+outbound";
        PhoneNumberOperationType: "purchase" "releasePhoneNumber" "search"
            "updatePhoneNumberCapabilities" "reservationPurchase";
        PhoneNumberSearchResultError: "NoError" "UnknownErrorCode" "OutOfStock"
            "AuthorizationDenied" "MissingAddress" "InvalidAddress" "InvalidOfferModel"
            "NotEnoughLicenses" "NoWallet" "NotEnoughCredit" "NumbersPartiallyAcquired"
            "AllNumbersNotAcquired" "ReservationExpired" "PurchaseFailed" "BillingUnavailable"
            "ProvisioningFailed" "UnknownSearchError";
        PhoneNumberType: "geographic" "tollFree" "mobile";
        PingStatus: "unknown" "ok" "expired" "error";
        PrivacyHeader: "id" "none";
        ReservationStatus: "active" "submitted" "completed" "expired";
        TlsStatus: "unknown" "ok" "certExpiring" "certExpired";
    };
    let status = |value: &str| OperationStatus::from(value.to_owned());
    let statuses = ["notStarted", "running", "succeeded", "failed"];
    all.push(open_enum("OperationStatus", status, &statuses));
    all
}

#[test]
fn open_enums() {
    let lines = all().into_iter().flat_map(|OpenEnum(name, values)| {
        let values = values
            .into_iter()
            .map(|(value, read)| format!("  {value}: {read}"));
        iter::once(name.to_owned()).chain(values)
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    crate::compare_text("open_enums", None, &text);
}

#[test]
fn none_is_left_out() -> Outcome {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut of_documents = BTreeSet::new();
    for name in ["phone-numbers", "sip-routing", "sip-routing-preview"] {
        let name = format!("{name}.openapi.json");
        let document: Value = serde_json::from_str(&fs::read_to_string(specs.join(name))?)?;
        collect(&document, &mut of_documents);
    }
    let listed: BTreeSet<Vec<_>> = all()
        .into_iter()
        .map(|OpenEnum(_, values)| {
            values
                .iter()
                .map(|(value, _)| (*value).to_owned())
                .collect()
        })
        .collect();
    assert_eq!(listed, of_documents);
    Ok(())
}

/// Every set of values in a document.
fn collect(node: &Value, found: &mut BTreeSet<Vec<String>>) {
    match node {
        Value::Object(fields) => {
            if let Some(values) = fields.get("enum").and_then(Value::as_array) {
                let values = values.iter().filter_map(Value::as_str).map(str::to_owned);
                found.insert(values.collect());
            }
            fields.values().for_each(|field| collect(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
