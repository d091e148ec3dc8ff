//! A number that is hidden once is hidden: the text that is left holds no number, wherever one stood.
//!
//! The first line of an input is what stands around a number, all after it is any text.

#![no_main]

use acs_core::Shown;
use libfuzzer_sys::fuzz_target;

const NUMBER: &str = "+14255550100";

fuzz_target!(|text: &str| {
    assert_hidden_once(text);
    let (around, _) = text.split_once('\n').unwrap_or((text, ""));
    // Digits of its own would be the number's first or last ones.
    if around.bytes().any(|it| it.is_ascii_digit()) || !around.is_ascii() {
        return;
    }
    let (before, after) = around.split_at(around.len() / 2);
    let shown = assert_hidden_once(&format!("{before}{NUMBER}{after}"));
    assert_eq!(shown, format!("{before}+…00{after}"));
});

fn assert_hidden_once(text: &str) -> String {
    let once = Shown(text).to_string();
    assert_eq!(Shown(&once).to_string(), once);
    once
}
