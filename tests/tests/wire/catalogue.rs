//! What is sold where.

use std::sync::Arc;

use acs_phone_numbers::{
    CountryCode, ListCountriesOptions, ListGeographicAreaCodesOptions, ListLocalitiesOptions,
    ListOfferingsOptions, Locale, PageSize, PhoneNumberAssignmentType, PhoneNumberType, Skip,
};
use acs_tests::{
    API_VERSION, Answer, Outcome, Script,
    answers::{cost, denied, error, unknown_country},
};
use futures::TryStreamExt as _;
use serde_json::json;

pub(crate) async fn list_available_countries() -> Outcome<Arc<Script>> {
    let next =
        format!("/availablePhoneNumbers/countries?skip=3&maxPageSize=2&api-version={API_VERSION}");
    let argentina = json!({ "localizedName": "Argentine", "countryCode": "AR" });
    let australia = json!({ "localizedName": "Australie", "countryCode": "AU" });
    let script = Script::new([
        Answer::ok(json!({ "countries": [argentina, australia], "nextLink": next })),
        Answer::ok(json!({ "countries": [], "nextLink": null })),
        denied(),
    ]);
    let client = script.phone_numbers()?;
    let options = ListCountriesOptions::default()
        .accept_language(Locale::new("fr-FR")?)
        .skip(Skip::of::<1>())
        .page_size(PageSize::of::<2>());
    let mut pages = client.list_available_countries(Some(options)).into_pages();
    while let Some(page) = pages.try_next().await? {
        script.decoded(&page.items, "/countries")?;
        script.gave(&page.continuation());
    }
    script.refused(client.list_available_countries(None).try_next().await)?;
    Ok(script)
}

pub(crate) async fn list_available_localities() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(json!({
            "phoneNumberLocalities": [{
                "localizedName": "Los Angeles",
                "administrativeDivision": { "localizedName": "California", "abbreviatedName": "CA" },
            }],
            "nextLink": null,
        })),
        unknown_country(),
    ]);
    let client = script.phone_numbers()?;
    let options = ListLocalitiesOptions::default()
        .administrative_division("CA")
        .phone_number_type(PhoneNumberType::Geographic)
        .accept_language(Locale::new("en-US")?)
        .page_size(PageSize::of::<100>());
    let places = client.list_available_localities(&CountryCode::new("US")?, Some(options));
    script.decoded(
        &places.try_collect::<Vec<_>>().await?,
        "/phoneNumberLocalities",
    )?;
    let mut places = client.list_available_localities(&CountryCode::new("XX")?, None);
    script.refused(places.try_next().await)?;
    Ok(script)
}

pub(crate) async fn list_area_codes() -> Outcome<Arc<Script>> {
    let codes = |codes: &[&str]| {
        let codes: Vec<_> = codes
            .iter()
            .map(|code| json!({ "areaCode": code }))
            .collect();
        Answer::ok(json!({ "areaCodes": codes, "nextLink": null }))
    };
    let script = Script::new([
        codes(&["213"]),
        codes(&["844", "833"]),
        codes(&["1"]),
        error(
            404,
            "NotFound",
            "No area codes were found for the given parameters",
        ),
    ]);
    let client = script.phone_numbers()?;
    let (us, ireland) = (CountryCode::new("US")?, CountryCode::new("IE")?);
    let options = ListGeographicAreaCodesOptions::default()
        .locality("Los Angeles")
        .administrative_division("CA & x+y")
        .assignment_type(PhoneNumberAssignmentType::Person);
    let geographic = client.list_available_geographic_area_codes(&us, Some(options));
    script.decoded(&geographic.try_collect::<Vec<_>>().await?, "/areaCodes")?;
    let toll_free = client.list_available_toll_free_area_codes(&us, None);
    script.decoded(&toll_free.try_collect::<Vec<_>>().await?, "/areaCodes")?;
    let mobile = client.list_available_mobile_area_codes(&ireland, None);
    script.decoded(&mobile.try_collect::<Vec<_>>().await?, "/areaCodes")?;
    script.refused(
        client
            .list_available_mobile_area_codes(&us, None)
            .try_next()
            .await,
    )?;
    Ok(script)
}

pub(crate) async fn list_offerings() -> Outcome<Arc<Script>> {
    let script = Script::new([
        Answer::ok(json!({
            "phoneNumberOfferings": [{
                "phoneNumberType": "mobile",
                "assignmentType": "application",
                "availableCapabilities": { "calling": "inbound+outbound", "sms": "inbound+outbound" },
                "cost": cost(6.5),
            }],
            "nextLink": null,
        })),
        unknown_country(),
    ]);
    let client = script.phone_numbers()?;
    let options = ListOfferingsOptions::default()
        .phone_number_type(PhoneNumberType::Mobile)
        .assignment_type(PhoneNumberAssignmentType::Application);
    let offerings = client.list_available_offerings(&CountryCode::new("GB")?, Some(options));
    script.decoded(
        &offerings.try_collect::<Vec<_>>().await?,
        "/phoneNumberOfferings",
    )?;
    let mut offerings = client.list_available_offerings(&CountryCode::new("XX")?, None);
    script.refused(offerings.try_next().await)?;
    Ok(script)
}
