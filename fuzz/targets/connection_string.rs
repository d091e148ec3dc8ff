//! A connection string is read the same however it is written, and its key never shows.

#![no_main]

use acs_core::ConnectionString;
use libfuzzer_sys::fuzz_target;

/// Text that every `$` of the input becomes, so that there is a key to look for.
const KEY: &str = "cGxhbnRlZC1zZWNyZXQta2V5";
/// So much of it that nothing shows it by accident.
const KNOWN: &str = "cGxhbnRl";

fuzz_target!(|text: &str| {
    let text = text.replace('$', KEY);
    match ConnectionString::new(&text) {
        Ok(parsed) => {
            assert_hides_key(&format!("{parsed:?} {parsed:#?}"));
            let mut parts: Vec<&str> = text.split(';').collect();
            parts.reverse();
            let reversed: ConnectionString = parts.join(" ; ").parse().unwrap();
            assert_eq!(reversed.endpoint, parsed.endpoint);
            let twice = ConnectionString::new(&format!("{text};{text}"));
            assert!(twice.unwrap_err().to_string().contains("twice"));
        }
        Err(fault) => {
            assert!(fault.field().starts_with("connection string"));
            assert_hides_key(&format!("{fault} {fault:?}"));
        }
    }
});

fn assert_hides_key(shown: &str) {
    assert!(!shown.contains(KNOWN), "{shown}");
}
