//! Numbers and keys in texts that may be printed.

use acs_core::{AccessKey, ConnectionString, Error, PhoneNumber};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_number_does_not_show_in_its_debug_output(text in r"\+[1-9][0-9]{6,14}") {
        let number = PhoneNumber::new(text.as_str()).unwrap();
        let shown = format!("{number:?} {number:#?}");
        // The last two digits are what it may show.
        let hidden = &text[1..text.len() - 2];
        prop_assert!(!shown.contains(hidden), "{}", shown);
    }

    #[test]
    fn a_number_does_not_show_in_an_error(
        before in r"[^0-9]{0,12}", number in r"(\+|%2B)[1-9][0-9]{6,14}", after in any::<String>(),
    ) {
        let text = format!("{before}{number}{after}");
        let error = Error::unexpected_answer(&text);
        let shown = format!("{error} {error:?} {error:#?}");
        prop_assert!(!shown.contains(&number), "{}", shown);
        let digits = number.trim_start_matches("%2B").trim_start_matches('+');
        let hidden = &digits[..digits.len() - 2];
        prop_assert!(!error.to_string().contains(hidden), "{}", error);
    }

    #[test]
    fn what_is_wrong_with_a_number_does_not_repeat_it(
        number in r"[1-9][0-9]{6,14}", before in r"[^0-9]{0,3}", after in r"[^0-9]{0,3}",
    ) {
        if let Err(fault) = PhoneNumber::new(format!("{before}{number}{after}")) {
            let shown = format!("{fault} {fault:?}");
            prop_assert!(!shown.contains(&number), "{}", shown);
        }
    }

    #[test]
    fn a_key_does_not_show(bytes in prop::collection::vec(any::<u8>(), 12..64)) {
        let text = BASE64_STANDARD.encode(&bytes);
        let key = AccessKey::new(&text).unwrap();
        let shown = format!("{key:?} {key:#?}");
        prop_assert!(!shown.contains(&text[..8]), "{}", shown);
    }

    #[test]
    fn what_is_wrong_with_a_connection_string_does_not_repeat_the_key(
        bytes in prop::collection::vec(any::<u8>(), 12..64),
        before in r"(endpoint=https://contoso\.com)?;?( ?access ?key=?)?", after in r"[*;= ]{0,3}",
    ) {
        let key = BASE64_STANDARD.encode(bytes);
        match ConnectionString::new(&format!("{before}{key}{after}")) {
            Ok(parsed) => {
                let shown = format!("{parsed:?}");
                prop_assert!(!shown.contains(&key[..8]), "{}", shown);
            }
            Err(fault) => {
                let shown = format!("{fault} {fault:?}");
                prop_assert!(!shown.contains(&key[..8]), "{}", shown);
            }
        }
    }
}
