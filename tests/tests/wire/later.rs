//! Answers that a later version of the service might give.

use std::sync::Arc;

use acs_phone_numbers::{
    BrowseRequest, CountryCode, OperationId, PhoneNumber, PhoneNumberType, ReservationId,
    ReservationUpdate, SearchId,
};
use acs_sip_routing::ApiVersion;
use acs_tests::{
    Answer, Outcome, Script,
    answers::{
        NUMBER, RESERVATION, SEARCH, available_number, cost, purchased_number, reservation,
        search_result,
    },
};
use futures::TryStreamExt as _;
use serde_json::{Value, json};

/// `object` with these fields set, and one that no version knows.
fn with(mut object: Value, fields: Value) -> Value {
    if let (Value::Object(object), Value::Object(fields)) = (&mut object, fields) {
        object.extend(fields);
        object.insert("somethingNew".to_owned(), json!({ "a": [1] }));
    }
    object
}

/// Values in place of those that are known.
fn unknown_values() -> Value {
    json!({
        "phoneNumberType": "satellite",
        "assignmentType": "robot",
        "capabilities": { "calling": "conference", "sms": "none", "fax": "outbound" },
        "cost": { "amount": 0, "currencyCode": "EUR", "billingFrequency": "yearly", "vat": 0.2 },
    })
}

pub(crate) async fn get_search_result() -> Outcome<Arc<Script>> {
    let nulls = json!({ "isAgreementToNotResellRequired": null, "error": null, "errorCode": null });
    let faulty = json!({ "error": "OutOfLuck", "errorCode": 1000, "phoneNumbers": [] });
    let script = Script::of_answers([
        Answer::ok(with(search_result(), unknown_values())),
        Answer::ok(with(search_result(), nulls)),
        Answer::ok(with(search_result(), faulty)),
    ]);
    let client = script.phone_numbers()?;
    for _ in 0..3 {
        let found = client.get_search_result(&SearchId::new(SEARCH)?).await?;
        script.decoded(&found, "")?;
    }
    Ok(script)
}

pub(crate) async fn get_by_number() -> Outcome<Arc<Script>> {
    let script = Script::of_answers([Answer::ok(with(purchased_number(), unknown_values()))]);
    let number = PhoneNumber::new(NUMBER)?;
    let owned = script
        .phone_numbers()?
        .get_purchased_phone_number(&number)
        .await?;
    script.decoded(&owned, "")?;
    Ok(script)
}

pub(crate) async fn list_phone_numbers() -> Outcome<Arc<Script>> {
    // The list ends in another way than it does now, and has a number of another form.
    let number = with(
        purchased_number(),
        json!({ "phoneNumber": "14155550100", "countryCode": "USA" }),
    );
    let script = Script::of_answers([Answer::ok(
        json!({ "phoneNumbers": [number], "nextLink": null, "total": 1 }),
    )]);
    let owned = script.phone_numbers()?.list_purchased_phone_numbers(None);
    script.decoded(&owned.try_collect::<Vec<_>>().await?, "/phoneNumbers")?;
    Ok(script)
}

pub(crate) async fn browse_available_numbers() -> Outcome<Arc<Script>> {
    let nulls = json!({
        "id": null, "cost": null, "status": null, "isAgreementToNotResellRequired": null,
        "error": null,
    });
    let unknown = with(available_number("lent"), unknown_values());
    let script = Script::of_answers([Answer::ok(
        json!({ "phoneNumbers": [unknown, with(available_number("available"), nulls)] }),
    )]);
    let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
    let on_offer = script
        .phone_numbers()?
        .browse_available_phone_numbers(&request)
        .await?;
    script.decoded(&on_offer, "/phoneNumbers")?;
    Ok(script)
}

pub(crate) async fn create_or_update_reservation() -> Outcome<Arc<Script>> {
    let fault = json!({ "error": { "code": "Lent", "message": "To somebody else.", "until": 1 } });
    let numbers = json!({
        "14155550100": with(available_number("lent"), fault),
        "14155550101": null,
    });
    let script = Script::of_answers([
        Answer::ok(with(reservation(&numbers), json!({ "status": "paused" }))),
        Answer::ok(with(
            reservation(&Value::Null),
            json!({ "status": "active" }),
        )),
    ]);
    let client = script.phone_numbers()?;
    let update = ReservationUpdate::new(ReservationId::new(RESERVATION)?);
    for _ in 0..2 {
        script.gave(&client.create_or_update_reservation(&update).await?);
    }
    Ok(script)
}

pub(crate) async fn list_reservations() -> Outcome<Arc<Script>> {
    let summary = with(reservation(&Value::Null), json!({ "status": "paused" }));
    let script = Script::of_answers([Answer::ok(
        json!({ "reservations": [summary], "nextLink": "" }),
    )]);
    let reservations = script.phone_numbers()?.list_reservations(None);
    script.decoded(
        &reservations.try_collect::<Vec<_>>().await?,
        "/reservations",
    )?;
    Ok(script)
}

pub(crate) async fn get_operation() -> Outcome<Arc<Script>> {
    let operation = json!({
        "operationType": "portPhoneNumber",
        "status": "waitingForCarrier",
        "resourceLocation": null,
        "createdDateTime": "2025-06-17T16:40:22Z",
        "id": "port_1",
    });
    let fields = json!({ "error": null, "lastActionDateTime": null });
    let script = Script::of_answers([
        Answer::ok(operation.clone()),
        Answer::ok(with(operation, fields)),
    ]);
    let client = script.phone_numbers()?;
    for _ in 0..2 {
        script.decoded(
            &client.get_operation(&OperationId::new("port_1")?).await?,
            "",
        )?;
    }
    Ok(script)
}

pub(crate) async fn operator_information_search() -> Outcome<Arc<Script>> {
    let bare = json!({
        "phoneNumber": NUMBER, "nationalFormat": null, "internationalFormat": null,
        "numberType": "satellite", "operatorDetails": { "name": null },
    });
    let script = Script::of_answers([
        Answer::ok(json!({ "values": [with(bare, json!({}))] })),
        Answer::ok(json!({ "values": [] })),
    ]);
    let client = script.phone_numbers()?;
    for _ in 0..2 {
        let known = client
            .search_operator_information(&[PhoneNumber::new(NUMBER)?], None)
            .await?;
        script.decoded(&known, "/values")?;
    }
    Ok(script)
}

pub(crate) async fn list_available_localities() -> Outcome<Arc<Script>> {
    let dublin = json!({ "localizedName": "Dublin", "administrativeDivision": null });
    let script = Script::of_answers([Answer::ok(json!({
        "phoneNumberLocalities": [with(dublin, json!({})), { "localizedName": "Cork" }],
        "nextLink": null,
    }))]);
    let places = script
        .phone_numbers()?
        .list_available_localities(&CountryCode::new("IE")?, None);
    script.decoded(
        &places.try_collect::<Vec<_>>().await?,
        "/phoneNumberLocalities",
    )?;
    Ok(script)
}

pub(crate) async fn list_offerings() -> Outcome<Arc<Script>> {
    let unknown = json!({
        "phoneNumberType": "satellite",
        "assignmentType": null,
        "availableCapabilities": { "calling": "conference", "sms": "none" },
    });
    let script = Script::of_answers([
        Answer::ok(json!({ "phoneNumberOfferings": [
            with(json!({ "cost": cost(2.5) }), unknown),
            { "cost": cost(0.0), "availableCapabilities": null },
        ] })),
        Answer::ok(json!({ "phoneNumberOfferings": null, "nextLink": null })),
    ]);
    let client = script.phone_numbers()?;
    for _ in 0..2 {
        let offerings = client.list_available_offerings(&CountryCode::new("IE")?, None);
        script.decoded(
            &offerings.try_collect::<Vec<_>>().await?,
            "/phoneNumberOfferings",
        )?;
    }
    Ok(script)
}

pub(crate) async fn sip_preview_get() -> Outcome<Arc<Script>> {
    let script = Script::of_answers([
        Answer::ok(json!({
            "domains": { "-1": { "enabled": false, "verified": true } },
            "trunks": { "-1": {
                "sipSignalingPort": 0,
                "enabled": null,
                "directTransfer": null,
                "privacyHeader": "session",
                "ipAddressVersion": "ipv8",
                "health": null,
            } },
            "routes": [{ "name": "", "numberPattern": "", "callerIdOverride": "" }],
        })),
        Answer::ok(json!({ "domains": null, "trunks": {}, "routes": [] })),
        Answer::ok(
            json!({ "trunks": { "a.b": { "sipSignalingPort": 1, "health": {
            "tls": { "status": "revoked" },
            "ping": { "status": "late", "seconds": 9 },
            "overall": { "status": "degraded", "reason": "noise" },
        } } } }),
        ),
        Answer::ok(json!({ "trunks": { "a.b": { "sipSignalingPort": 1 } } })),
    ]);
    let client = script
        .sip_routing()?
        .with_api_version(ApiVersion::V2024_11_15Preview);
    script.gave(&client.get_configuration().await?);
    script.gave(&client.list_domains().await?);
    for _ in 0..2 {
        script.gave(&client.list_trunk_health().await?);
    }
    Ok(script)
}

pub(crate) async fn sip_get() -> Outcome<Arc<Script>> {
    let script = Script::of_answers([
        Answer::ok(json!({
            "domains": { "contoso.com": { "enabled": true } },
            "trunks": { "-1": { "sipSignalingPort": 0, "enabled": false } },
            "routes": [
                { "name": "", "numberPattern": "", "description": null, "trunks": null },
                { "name": "n", "numberPattern": "p", "color": "red" },
            ],
        })),
        Answer::ok(json!({ "trunks": null, "routes": null })),
        Answer::ok(json!({})),
    ]);
    let client = script.sip_routing()?;
    script.gave(&client.get_configuration().await?);
    // An answer without its parts says nothing about what is configured.
    for _ in 0..2 {
        script.refused(client.get_configuration().await)?;
    }
    Ok(script)
}
