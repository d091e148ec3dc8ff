//! Numbers in texts that may be printed.

use std::fmt::Debug;

/// Fewer digits than this behind a plus sign are a country code.
const SHORTEST: usize = 5;

/// Nothing that a value shows of itself holds a phone number with its `+`.
pub fn assert_hides_numbers(value: &impl Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shows_number(&shown), "{shown}");
    }
}

fn shows_number(text: &str) -> bool {
    text.split('+').skip(1).any(|after| {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        digits >= SHORTEST
    })
}
