//! A pattern is matched, or refused with a reason, and both engines decide alike.
//!
//! The first line of an input is the number, all after it is the pattern. That it ends in time is
//! for the fuzzer's own time limit to see.

#![no_main]

use acs_sip_routing::{DialledNumber, NumberPattern};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let Some((number, pattern)) = input.split_once('\n') else {
        return;
    };
    let (Ok(number), Ok(pattern)) = (DialledNumber::new(number), NumberPattern::new(pattern))
    else {
        return;
    };
    let matcher = match pattern.matcher() {
        Ok(matcher) => matcher,
        Err(error) => {
            assert!((1..=pattern.as_str().chars().count() + 1).contains(&error.position()));
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let Ok(verdict) = matcher.matches(&number) else {
        return;
    };
    assert_eq!(matcher.matches(&number), Ok(verdict));
    if let Some(backtracked) = backtracked(&pattern, &number) {
        assert_eq!(backtracked, verdict, "{pattern:?}");
    }
});

/// The verdict on the same pattern with a backreference to nothing behind it, for which there is
/// no automaton; nothing if that is another pattern or too much.
fn backtracked(pattern: &NumberPattern, number: &DialledNumber) -> Option<bool> {
    // One more group may be what a number after a backslash or a condition refers to.
    let text = pattern.as_str();
    let refers = |text: &str| {
        let after = text.split(['\\', '(']).skip(1);
        after
            .into_iter()
            .any(|it| it.starts_with(|c: char| c.is_ascii_digit() || c == '<' || c == 'k'))
    };
    if refers(text) || text.contains("(?(") {
        return None;
    }
    let same = NumberPattern::new(format!(r"(?:{text})(?<same>)\k<same>")).ok()?;
    same.matcher().ok()?.matches(number).ok()
}
