//! A snapshot is worth what it can show: the helpers tell a change from no change.

use acs_phone_numbers::{PhoneNumber, PhoneNumberType};
use acs_tests::{Answer, Outcome, Script, answers::purchased_number, differences};
use serde_json::json;

#[test]
fn differences_are_named_by_their_place() {
    let came = json!({ "a": 1, "list": [1, { "b": "x" }], "same": {}, "none": null, "gone": 1 });
    let is = json!({ "a": 2, "list": [1, { "b": "y" }, 3], "same": {}, "added": true });
    assert_eq!(
        differences(&came, &is),
        [
            "/a: 1 became 2",
            r#"/list/1/b: "x" became "y""#,
            "/list/2: null became 3",
            "/gone: 1 became null",
            "/added: null became true",
        ]
    );
    assert!(differences(&came, &came).is_empty());
}

/// The text of reading one purchased number that came like this.
async fn reading(answer: serde_json::Value) -> Outcome<String> {
    let script = Script::of_answers([Answer::ok(answer)]);
    let number = PhoneNumber::new("+14155550100")?;
    let owned = script
        .phone_numbers()?
        .get_purchased_phone_number(&number)
        .await?;
    script.decoded(&owned, "")?;
    script.into_text()
}

#[tokio::test]
async fn a_known_value_looks_other_than_an_unknown_one() -> Outcome {
    let known = reading(purchased_number()).await?;
    assert!(known.contains(&format!(
        "phone_number_type: {:?},",
        PhoneNumberType::TollFree
    )));
    let mut renamed = purchased_number();
    renamed["phoneNumberType"] = json!("freephone");
    assert!(reading(renamed).await?.contains("UnknownValue"));
    Ok(())
}

#[tokio::test]
async fn a_property_that_a_model_lacks_is_seen() -> Outcome {
    let mut answer = purchased_number();
    answer["carrier"] = json!("Contoso");
    let text = reading(answer).await?;
    assert!(
        text.contains(r#"/carrier: "Contoso" became null"#),
        "{text}"
    );
    Ok(())
}

#[tokio::test]
async fn answers_are_neither_missing_nor_left_over() -> Outcome {
    let script = Script::new([Answer::ok(purchased_number()), Answer::status(204)]);
    let number = PhoneNumber::new("+14155550100")?;
    script
        .phone_numbers()?
        .get_purchased_phone_number(&number)
        .await?;
    assert!(script.into_text().is_err());
    let script = Script::new([]);
    let unanswered = script
        .phone_numbers()?
        .get_purchased_phone_number(&number)
        .await;
    assert!(unanswered.is_err_and(|error| error.to_string().contains("not carried out")));
    Ok(())
}
