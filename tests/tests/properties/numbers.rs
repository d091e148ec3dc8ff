//! Phone numbers.

use acs_core::PhoneNumber;
use proptest::prelude::*;

use crate::survives;

/// What E.164 says, in one line.
fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (2..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

proptest! {
    #[test]
    fn a_number_survives(text in r"\+[1-9][0-9]{1,14}") {
        let number = PhoneNumber::new(text.as_str()).unwrap();
        prop_assert_eq!(number.as_str(), &text);
        prop_assert_eq!(&PhoneNumber::from_service(number.digits()), &number);
        survives(&number)?;
    }

    #[test]
    fn a_number_is_e164_and_nothing_else_is(text in r"\+?[0-9 ٠-٩a-z+()-]{0,20}") {
        prop_assert_eq!(PhoneNumber::new(text.as_str()).is_ok(), is_e164(&text));
    }

    #[test]
    fn any_text_is_a_number_or_not(text in any::<String>()) {
        prop_assert_eq!(PhoneNumber::new(text.as_str()).is_ok(), is_e164(&text));
        let json = serde_json::Value::from(text.as_str());
        prop_assert_eq!(serde_json::from_value::<PhoneNumber>(json).is_ok(), is_e164(&text));
    }

    #[test]
    fn what_the_service_sends_is_kept(text in any::<String>()) {
        let kept = PhoneNumber::from_service(text.as_str());
        let digits_alone = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let expected = if digits_alone { format!("+{text}") } else { text };
        prop_assert_eq!(kept.as_str(), expected);
        let _ = format!("{kept:?}");
    }
}
