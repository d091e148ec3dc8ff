//! Numbers and keys in texts that may be printed.

use acs_core::{AccessKey, ConnectionString, Error, PhoneNumber, Shown};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use proptest::prelude::*;

/// Pieces of numbers, ids and moments, and of the texts around them.
const PIECES: [&str; 44] = [
    "0",
    "1",
    "12",
    "425",
    "555",
    "0100",
    "2025",
    "06",
    "17",
    "16",
    "40",
    "5550100",
    "14255550100",
    "00000000",
    "255",
    "+",
    "%2B",
    "%252B",
    "(",
    ")",
    "-",
    ".",
    "/",
    " ",
    "\u{a0}",
    "%20",
    ":",
    "::",
    "_",
    "x",
    "abc",
    "T",
    "Z",
    "é",
    "１",
    "＋",
    "+…00",
    "+…",
    "…",
    "%",
    "%25",
    "\\u002B",
    "0af7651916cd43dd8448eb211c80319c",
    "7afbcec4-0000-4111-8222-012345678901",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.as_slice());
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// The ways in which a number of ten digits is written.
const FORMS: [&str; 14] = [
    "+1{a}{b}{c}",
    "1{a}{b}{c}",
    "{a}{b}{c}",
    "%2B1{a}{b}{c}",
    "%252b1{a}{b}{c}",
    "({a}) {b}-{c}",
    "{a}-{b}-{c}",
    "{a}.{b}.{c}",
    "{a} {b} {c}",
    "+1 ({a}) {b}-{c}",
    "%28{a}%29%20{b}-{c}",
    "{a}\u{a0}{b}\u{a0}{c}",
    "{a}/{b}-{c}",
    "1-{a}-{b}-{c}",
];

fn written() -> impl Strategy<Value = (String, String)> {
    let digits = "[2-9][0-9]{2}[2-9][0-9]{6}";
    (digits, prop::sample::select(FORMS.as_slice())).prop_map(|(digits, form)| {
        let written = form
            .replace("{a}", &digits[..3])
            .replace("{b}", &digits[3..6]);
        (written.replace("{c}", &digits[6..]), digits)
    })
}

fn shown(text: &str) -> String {
    Shown(text).to_string()
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_hidden_once_is_hidden(text in prop_oneof![pieces(), any::<String>()]) {
        let once = shown(&text);
        prop_assert_eq!(shown(&once), once, "{}", text);
    }

    #[test]
    fn a_number_is_hidden_however_it_is_written(
        (written, digits) in written(),
        before in r"[a-zA-Z_/=:@'(\[, -]{0,6}", after in r"[g-zG-Z_/=:@')\], .-]{0,6}",
    ) {
        let text = shown(&format!("{before}{written}{after}"));
        prop_assert!(!digits_of(&text).contains(&digits[..8]), "{}", text);
        prop_assert!(text.starts_with(before.trim_end_matches('(')), "{}", text);
        prop_assert!(text.ends_with(&after), "{}", text);
    }

    #[test]
    fn a_short_number_is_hidden_behind_its_plus_sign(
        number in r"(\+|%2B|%252B)[1-9][0-9]{4,5}", before in r"[a-z/ ]{0,3}", after in r"[a-z/ ]{0,3}",
    ) {
        let text = shown(&format!("{before}{number}{after}"));
        prop_assert_eq!(text, format!("{before}+…{}{after}", &number[number.len() - 2..]));
    }

    #[test]
    fn what_support_asks_for_stays(
        guid in r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        moment in r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9])T(0[0-9]|1[0-9]):[0-5][0-9]:[0-5][0-9]\.[0-9]{7}\+00:00",
        vector in r"[a-zA-Z0-9]{4}[a-zA-Z]{4}[a-zA-Z0-9]{4}[a-zA-Z]{5}[a-zA-Z0-9]{4}[AQgw]\.[0-9]",
        address in r"(1?[1-9]?[1-9]\.){3}(1?[1-9]?[1-9])(:[1-9][0-9]{0,4})?",
        count in 0..1_000_000u32,
    ) {
        let upper = guid.to_uppercase();
        let text = format!(
            "search_{guid} {{{upper}}} at {moment} {vector} from {address} took {count} ms"
        );
        prop_assert_eq!(shown(&text), text);
    }

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
