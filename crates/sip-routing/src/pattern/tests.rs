//! Patterns mean what they mean to .NET, and cost no more than is allowed.

use proptest::prelude::*;

use super::{PatternErrorKind, TooCostly};
use crate::{DialledNumber, NumberPattern};

/// The outcome for a pattern and a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Fits,
    FitsNot,
    Malformed,
    Unsupported,
    TooLarge,
    TooCostly,
}

fn said(pattern: &str, number: &str) -> Said {
    said_of(pattern, &[number])[0]
}

fn said_of(pattern: &str, numbers: &[&str]) -> Vec<Said> {
    let matcher = pattern.parse::<NumberPattern>().unwrap().matcher();
    let said = |number: &&str| match &matcher {
        Ok(matcher) => match matcher.matches(&DialledNumber::new(*number).unwrap()) {
            Ok(true) => Said::Fits,
            Ok(false) => Said::FitsNot,
            Err(TooCostly) => Said::TooCostly,
        },
        Err(error) => match error.kind() {
            PatternErrorKind::Malformed => Said::Malformed,
            PatternErrorKind::Unsupported => Said::Unsupported,
            PatternErrorKind::TooLarge => Said::TooLarge,
        },
    };
    numbers.iter().map(said).collect()
}

#[test]
fn patterns_mean_what_they_mean_to_dotnet() {
    let (comments, lines): (Vec<&str>, Vec<&str>) = include_str!("dotnet.tsv")
        .lines()
        .partition(|line| line.starts_with("# "));
    let numbers: Vec<_> = comments.last().unwrap().split(' ').skip(1).collect();
    for line in &lines {
        let mut columns = line.split('\t');
        let (pattern, dotnet) = (columns.next().unwrap(), columns.next().unwrap());
        let here = said_of(pattern, &numbers);
        let expected: Vec<_> = match (dotnet, columns.next()) {
            (_, Some("unsupported")) => vec![Said::Unsupported; numbers.len()],
            ("malformed", None) => vec![Said::Malformed; numbers.len()],
            (bits, None) => {
                let bits = bits.chars();
                bits.map(|bit| {
                    if bit == '1' {
                        Said::Fits
                    } else {
                        Said::FitsNot
                    }
                })
                .collect()
            }
            (_, Some(other)) => panic!("{other} is no reason"),
        };
        assert_eq!(here, expected, "{pattern}");
    }
    assert!(lines.len() > 800, "{} patterns", lines.len());
}

/// A pattern and a number, what is said of them here, and what `fancy-regex` makes of the pattern
/// as it stands: nothing, where it refuses it. Each is in the table of `NumberMatcher`.
const DIFFERENCES: &[(&str, &str, Said, Option<bool>)] = &[
    ("1{,3}", "11", Said::FitsNot, Some(true)),
    ("1++", "11", Said::Malformed, Some(true)),
    ("1{2}+", "11", Said::Malformed, Some(true)),
    ("(?=1)*2", "2", Said::Fits, None),
    ("^[1-9-[5]]$", "5", Said::FitsNot, Some(true)),
    ("^[1-9&&5]$", "4", Said::Fits, Some(false)),
    ("^[0-9~~5]$", "5", Said::Fits, Some(false)),
    ("[[:digit:]]", "1", Said::Unsupported, Some(true)),
    (r"\x{31}", "1", Said::Malformed, Some(true)),
    (r"\u{31}", "1", Said::Malformed, Some(true)),
    (r"\061", "1", Said::Fits, None),
    (r"\61", "1", Said::Fits, None),
    (r"[\61]", "1", Said::Fits, None),
    (r"(1)\10", "11", Said::FitsNot, None),
    (r"\cA", "1", Said::FitsNot, None),
    (r"\h", "1", Said::Malformed, Some(true)),
    (r"\N", "1", Said::Malformed, Some(true)),
    (r"\K1", "1", Said::Malformed, Some(true)),
    (r"\R", "1", Said::Malformed, Some(false)),
    (r"\_", "1", Said::Malformed, Some(false)),
    (r"\pN", "1", Said::Malformed, Some(true)),
    (r"\p{IsBasicLatin}", "1", Said::Fits, None),
    (r"(1)\<1>", "11", Said::Fits, Some(false)),
    (r"\<1", "1", Said::FitsNot, Some(true)),
    (r"(?P<n>1)", "1", Said::Malformed, Some(true)),
    (r"(?<7>1)\7", "11", Said::Fits, None),
    (r"(?<n>1)(2)\1", "122", Said::Fits, Some(false)),
    (r"(?<n>1)(2)\1", "121", Said::FitsNot, Some(true)),
    (r"(?<n>1)|(?<n>2)\k<n>", "22", Said::Unsupported, Some(true)),
    (r"(?n)1", "1", Said::Fits, None),
    (r"(?+i)1", "1", Said::Fits, None),
    (r"(?U)1", "1", Said::Malformed, Some(true)),
    (r"(?R)", "1", Said::Malformed, Some(true)),
    (r"(1)\g<1>", "11", Said::Malformed, Some(true)),
    (r"1(*FAIL)|2", "2", Said::Malformed, Some(true)),
    (r"(?~1)", "1", Said::Malformed, Some(true)),
    (r"(?(?=1)1|2)", "1", Said::Fits, None),
    (r"(1)?(?(1)2)$", "3", Said::Unsupported, Some(true)),
    (r"(?<a-b>1)", "1", Said::Unsupported, Some(true)),
    (r"(?<=(1)\1)2", "112", Said::Unsupported, Some(true)),
    (r"(?:1?)*?2", "2", Said::Unsupported, Some(true)),
    ("^😀?1", "1", Said::FitsNot, Some(true)),
];

#[test]
fn where_dotnet_and_the_engine_differ_dotnet_is_followed() {
    for &(pattern, number, here, engine) in DIFFERENCES {
        assert_eq!(said(pattern, number), here, "{pattern} {number}");
        let read = fancy_regex::Regex::new(pattern).ok();
        let found = read.map(|regex| regex.is_match(number).unwrap());
        assert_eq!(found, engine, "{pattern} {number}");
        let agrees = match here {
            Said::Fits => engine == Some(true),
            Said::FitsNot => engine == Some(false),
            Said::Malformed | Said::Unsupported => engine.is_none(),
            Said::TooLarge | Said::TooCostly => false,
        };
        assert!(!agrees, "{pattern} {number} is no difference");
    }
}

#[test]
fn the_pattern_of_the_service_s_own_sample_repeats_the_anchor() {
    let sample = "^+[1-9][0-9]{3,23}$";
    assert_eq!(said(sample, "14255550100"), Said::Fits);
    assert_eq!(said(sample, "+14255550100"), Said::FitsNot);
    assert_eq!(said(r"^\+[1-9][0-9]{3,23}$", "+14255550100"), Said::Fits);
}

#[test]
fn what_is_refused_is_refused_with_the_place_and_the_reason() {
    let reasons: Vec<_> = [
        "(",
        "1)",
        "[1",
        "[5-1]",
        r"[1-\d]",
        "*1",
        "1**",
        "1{2,1}",
        "1{9999999999}",
        r"\",
        r"\q",
        r"\u12",
        r"\c1",
        r"\p{Nd",
        r"\p{Nope}",
        r"\p{IsGreek}",
        r"\8",
        r"\k<n>",
        r"\k",
        "(?<n",
        "(?<0>1)",
        "(?<a-b>1)",
        "(?<n>1)|(?<n>2)\\k<n>",
        r"(?<=(1)\1)2",
        "(?<=(?>1))2",
        r"(1\1)",
        r"(?<=\1)(1)",
        r"\k<0>",
        "(?(1)2|3)",
        "(?(0)1|2)",
        "(?(1=1)2|3)",
        "(?(?<n>1)2|3)",
        "(1)(?(1)2|3|4)",
        "(1)(?(1)2)",
        "(?#",
        "(?q)",
        "[[:digit:]]",
        r"[+-\-]",
        "[1-[2]3]",
        "(?:1?)*?2",
        "((1{1,60}){1,60}){1,60}",
        "12345(é)\\y",
    ]
    .iter()
    .map(|pattern| {
        let refused = pattern
            .parse::<NumberPattern>()
            .unwrap()
            .matcher()
            .unwrap_err();
        format!("{pattern:26} {refused}")
    })
    .collect();
    insta::assert_snapshot!(reasons.join("\n"));
}

#[test]
fn deep_and_long_patterns_are_refused_not_followed() {
    let deep =
        |open: &str, close: &str, depth| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    assert_eq!(said(&deep("(", ")", 100), "1"), Said::Fits);
    assert_eq!(said(&deep("(", ")", 101), "1"), Said::Unsupported);
    assert_eq!(said(&deep("(?=", ")", 20), "1"), Said::Fits);
    assert_eq!(said(&deep("(?(", ")1|2)", 101), "1"), Said::Unsupported);
    assert_eq!(
        said(&format!("{}{}", "[1-".repeat(200), "]".repeat(200)), "1"),
        Said::Unsupported
    );
    let long = NumberPattern::from_service("1".repeat(1025))
        .matcher()
        .unwrap_err();
    assert_eq!(long.kind(), PatternErrorKind::TooLarge);
    assert_eq!(
        long.to_string(),
        "number pattern is too large to be matched here: it has 1025 characters; at most 1024 are \
         matched"
    );
}

#[test]
fn patterns_that_explode_come_to_an_end() {
    let long = "1".repeat(63) + "2";
    for (pattern, expected) in [
        // finite automata do not go back
        (r"^(\d+)+3$", Said::FitsNot),
        (r"^(\d|\d\d|\d\d\d)*3$", Said::FitsNot),
        (r"^(1*)*(1*)*(1*)*3", Said::FitsNot),
        (r"^(?=(\d+)+3)", Said::FitsNot),
        (r"(?:\d?){60}\d{60}3", Said::FitsNot),
        (r"5\d{30}$|6\d{31}$|7\d{32}$", Said::FitsNot),
        // the backtracking engine does, for a while
        (r"^(?=(\d+)+\1{2}3$)", Said::TooCostly),
        (r"(?:(\d+)+\1)+(?!.)\d", Said::TooCostly),
        (r"^(?:(?!.*3)\d+)+$(?<!2)", Said::TooCostly),
        (r"(?=.*.*.*.*.*.*.*\d(?<=3)4)1", Said::TooCostly),
        // the conditions rule it out before
        (r"^(\d+)+\1\+$", Said::FitsNot),
        (r"^(?:(?=(\d))\d){64}\1a", Said::FitsNot),
    ] {
        assert_eq!(said(pattern, &long), expected, "{pattern}");
    }
}

#[test]
fn repetitions_without_characters_do_not_add_up() {
    for pattern in [
        r"((((?=1){9999}){9999}){9999})1",
        r"(?:(?:(?:1|(?=1)){2000000000}){2000000000}){2000000000}",
        r"(?:(?:(?:|1){99}){99}){99}\b",
    ] {
        assert!(
            matches!(said(pattern, "1"), Said::Fits | Said::TooLarge),
            "{pattern}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_that_is_written_makes_it_panic(
        pattern in r"[12+\\()\[\]{}|*?^$.<>=!:#' ,kdxnpaPbB0-]{1,24}",
        number in r"\+?[12]{1,8}",
    ) {
        said(&pattern, &number);
    }

    #[test]
    fn any_text_is_read_or_refused(pattern in any::<String>()) {
        prop_assume!((1..=1024).contains(&pattern.chars().count()));
        said(&pattern, "1");
    }

    #[test]
    fn a_number_fits_its_own_digits_and_no_others(number in "[0-9]{1,64}", other in "[0-9]{1,64}") {
        let pattern = format!("^{number}$");
        prop_assert_eq!(said(&pattern, &number), Said::Fits);
        prop_assert_eq!(said(&pattern, &other) == Said::Fits, number == other);
    }
}
