//! A phone number is E.164 and nothing else, and shows in no text by accident.

#![no_main]

use acs_core::PhoneNumber;
use acs_fuzz::{assert_hides_numbers, assert_survives};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let read = PhoneNumber::new(text);
    assert_eq!(read.is_ok(), is_e164(text));
    match read {
        Ok(number) => {
            assert_eq!(number.as_str(), text);
            assert_hides_numbers(&number);
            assert_survives(&number);
            assert_eq!(PhoneNumber::from_service(number.digits()), number);
        }
        Err(fault) => {
            // The place of what is wrong is all the digits there are.
            let digits = fault.problem().bytes().filter(u8::is_ascii_digit).count();
            assert!(digits < 7, "{fault}");
        }
    }
    let kept = PhoneNumber::from_service(text);
    assert!(kept.as_str().ends_with(text));
    assert_hides_numbers(&kept);
});

/// The rule of E.164, in one line.
fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (2..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}
