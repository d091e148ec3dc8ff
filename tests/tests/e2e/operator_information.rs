//! What is known about a number and its operator.

use std::slice;

use acs_phone_numbers::{OperatorInformationOptions, OperatorNumberType, PhoneNumber};
use acs_tests::{Emulated, Outcome};

use crate::values::{OWNED, refusal};

#[tokio::test]
async fn how_a_number_is_written() -> Outcome {
    let resource = Emulated::start().await?;
    let number = PhoneNumber::new(OWNED)?;
    let known = resource
        .numbers
        .search_operator_information(slice::from_ref(&number), None)
        .await?;
    let [known] = known.as_slice() else {
        return Err("one answer to one question".into());
    };
    assert_eq!(known.phone_number, number);
    let national = known.national_format.as_ref().map(ToString::to_string);
    assert_eq!(national.as_deref(), Some("(833) 555-0100"));
    assert_eq!(known.number_type, None);
    assert_eq!(known.operator_details, None);
    assert!(!format!("{known:?}").contains("555"), "{known:?}");
    Ok(())
}

#[tokio::test]
async fn who_operates_a_number() -> Outcome {
    let resource = Emulated::start().await?;
    let options = OperatorInformationOptions::default().include_additional_operator_details(true);
    let mobile = [PhoneNumber::new("+447700900000")?];
    let known = resource
        .numbers
        .search_operator_information(&mobile, Some(options))
        .await?;
    assert_eq!(known[0].number_type, Some(OperatorNumberType::Mobile));
    assert_eq!(
        known[0].iso_country_code.as_ref().map(AsRef::as_ref),
        Some("GB")
    );
    let operator = known[0]
        .operator_details
        .as_ref()
        .ok_or("details were asked for")?;
    assert!(operator.name.is_some());
    assert_eq!(operator.mobile_network_code, None);
    Ok(())
}

#[tokio::test]
async fn one_question_at_a_time() -> Outcome {
    let resource = Emulated::start().await?;
    let two = [PhoneNumber::new(OWNED)?, PhoneNumber::new("+14255550100")?];
    let error = refusal(
        resource
            .numbers
            .search_operator_information(&two, None)
            .await,
    )?;
    assert_eq!(
        (error.status(), error.code()),
        (Some(400), Some("BadRequest"))
    );
    assert_eq!(resource.asked().len(), 1);
    Ok(())
}
