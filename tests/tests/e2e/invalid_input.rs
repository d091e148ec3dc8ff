//! What cannot be meant is refused before anything is sent, and the refusal names the field.

use acs_phone_numbers::{
    AccessKey, AreaCode, CapabilitiesUpdate, ConnectionString, CountryCode, Endpoint, Error,
    InvalidValue, ListGeographicAreaCodesOptions, ListLocalitiesOptions, Locale, OperationId,
    PageSize, PhoneNumber, PhoneNumberPrefix, PhoneNumbersClient, Quantity, ReservationId,
    SearchId, Skip,
};
use acs_sip_routing::{
    NumberPattern, Route, RouteDescription, RouteName, SipPort, SipRoutingClient, Trunk, TrunkFqdn,
};
use acs_tests::{Emulated, Outcome};
use futures::TryStreamExt as _;

use crate::values::{OWNED, refusal, us};

/// The field that an error finds fault with.
fn field(error: &Error) -> Outcome<&str> {
    assert!(error.is_invalid_input() && !error.is_transient(), "{error}");
    assert_eq!(error.status(), None);
    let invalid = error.invalid_value().ok_or("there is a faulty value")?;
    assert!(invalid.hint().is_some(), "{invalid}: what would be right?");
    Ok(invalid.field())
}

#[tokio::test]
async fn calls_about_numbers() -> Outcome {
    let resource = Emulated::start().await?;
    let (client, us, number) = (&resource.numbers, us()?, PhoneNumber::new(OWNED)?);
    let nothing = CapabilitiesUpdate::default();
    let codes = |options| client.list_available_geographic_area_codes(&us, Some(options));
    let in_place = ListGeographicAreaCodesOptions::default();
    let nowhere = ListLocalitiesOptions::default().administrative_division("");
    for (expected, error) in [
        (
            "capabilities update",
            refusal(
                client
                    .begin_update_phone_number_capabilities(&number, &nothing)
                    .await,
            )?,
        ),
        (
            "phone numbers",
            refusal(client.search_operator_information(&[], None).await)?,
        ),
        (
            "administrative division",
            refusal(
                client
                    .list_available_localities(&us, Some(nowhere))
                    .try_next()
                    .await,
            )?,
        ),
        (
            "locality",
            refusal(codes(in_place.clone().locality(" ")).try_next().await)?,
        ),
        (
            "administrative division",
            refusal(
                codes(in_place.administrative_division("A\nK"))
                    .try_next()
                    .await,
            )?,
        ),
    ] {
        assert_eq!(field(&error)?, expected);
    }
    assert!(resource.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn calls_about_trunks_and_routes() -> Outcome {
    let resource = Emulated::start().await?;
    let client = &resource.sip;
    let trunk = |name: &str| Outcome::Ok(Trunk::new(name.parse()?, SipPort::TLS));
    let route = |name: &str| Outcome::Ok(Route::new(name.parse()?, "^.*$".parse()?));
    let trunks = (0..251).map(|n| trunk(&format!("sbc{n}.contoso.com")));
    let routes = (0..251).map(|n| route(&n.to_string()));
    let twice = [trunk("sbc1.contoso.com")?, trunk("SBC1.contoso.com")?];
    for (expected, error) in [
        (
            "list of trunks",
            refusal(
                client
                    .set_trunks(&trunks.collect::<Outcome<Vec<_>>>()?)
                    .await,
            )?,
        ),
        ("trunk 2", refusal(client.set_trunks(&twice).await)?),
        (
            "list of routes",
            refusal(
                client
                    .set_routes(&routes.collect::<Outcome<Vec<_>>>()?)
                    .await,
            )?,
        ),
        (
            "route 2",
            refusal(client.set_routes(&[route("all")?, route("all")?]).await)?,
        ),
    ] {
        assert_eq!(field(&error)?, expected);
    }
    assert!(resource.asked().is_empty());
    Ok(())
}

#[test]
fn values_that_cannot_be_made() -> Outcome {
    let fqdn = TrunkFqdn::new("sbc1.contoso.com")?;
    let twice = [fqdn.clone(), fqdn];
    let long = "1".repeat(1025);
    let refused: [(&str, Option<InvalidValue>); 20] = [
        ("access key", AccessKey::new("not base64!").err()),
        ("area code", AreaCode::new("42a").err()),
        (
            "connection string",
            ConnectionString::new("endpoint=https://contoso").err(),
        ),
        ("country code", CountryCode::new("USA").err()),
        (
            "endpoint",
            Endpoint::new("http://contoso.communication.azure.com").err(),
        ),
        ("accept-language", Locale::new("fr_FR").err()),
        ("number pattern", NumberPattern::new(&*long).err()),
        ("operation id", OperationId::new("a/b").err()),
        ("page size", PageSize::new(0).err()),
        ("phone number", PhoneNumber::new("14155550100").err()),
        ("phone number prefix", PhoneNumberPrefix::new("+1425").err()),
        ("quantity", Quantity::new(0).err()),
        ("reservation id", ReservationId::new("mine").err()),
        ("route description", RouteDescription::new(&*long).err()),
        ("route name", RouteName::new("").err()),
        (
            "route: trunk 2",
            Route::new("a".parse()?, "1".parse()?)
                .with_trunks(twice)
                .err(),
        ),
        ("search id", SearchId::new("..").err()),
        ("SIP port", SipPort::new(0).err()),
        ("skip", Skip::new(u32::MAX).err()),
        ("trunk FQDN", TrunkFqdn::new("-1").err()),
    ];
    for (expected, invalid) in refused {
        let error = Error::from(invalid.ok_or(expected)?);
        assert_eq!(field(&error)?, expected);
        assert!(!error.to_string().contains("14155550100"), "{error}");
    }
    Ok(())
}

#[test]
fn clients_that_cannot_be_made() -> Outcome {
    const FAULTY: &str = "endpoint=https://contoso.communication.azure.com/;accesskey=secret!";
    for error in [
        refusal(PhoneNumbersClient::from_connection_string(FAULTY, None))?,
        refusal(SipRoutingClient::from_connection_string(FAULTY, None))?,
    ] {
        field(&error)?;
        assert!(!format!("{error} {error:?}").contains("secret!"), "{error}");
    }
    Ok(())
}
