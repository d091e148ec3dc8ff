//! Patterns mean what they mean to .NET.

use proptest::prelude::*;

use super::{Malformed, Pattern, TooManySteps};

fn matches(pattern: &str, number: &str) -> Result<bool, TooManySteps> {
    Pattern::new(pattern).unwrap().is_match(number)
}

/// What .NET's own engine was seen to say of patterns. Read as data: no code is shared.
const SEEN: &str = include_str!("dotnet.tsv");

/// What was made different since, as it is here: without a second branch, a group that has not
/// matched is no reason to fail.
const VERSIONS_DIFFER: &[&str] = &["(1)?(?(1)2)$"];

#[test]
fn patterns_mean_what_dotnet_was_seen_to_make_of_them() {
    let (comments, lines): (Vec<&str>, Vec<&str>) =
        SEEN.lines().partition(|line| line.starts_with("# "));
    let numbers: Vec<_> = comments.last().unwrap().split(' ').skip(1).collect();
    let mut wrong = Vec::new();
    for line in &lines {
        let mut columns = line.split('\t');
        let (pattern, expected) = (columns.next().unwrap(), columns.next().unwrap());
        let said = match Pattern::new(pattern) {
            Err(Malformed) => "malformed".to_owned(),
            Ok(read) => numbers
                .iter()
                .map(|number| {
                    if read.is_match(number).unwrap() {
                        '1'
                    } else {
                        '0'
                    }
                })
                .collect(),
        };
        if said != expected && !VERSIONS_DIFFER.contains(&pattern) {
            wrong.push(format!("{pattern} {expected} {said}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(lines.len() > 800, "{} patterns", lines.len());
}

#[test]
fn a_condition_without_a_second_branch_asks_for_nothing() {
    for (number, expected) in [("12", true), ("2", true), ("13", true)] {
        assert_eq!(matches("(1)?(?(1)2)$", number), Ok(expected), "{number}");
    }
    assert_eq!(matches("^(1)?(?(1)2)$", "13"), Ok(false));
}

#[test]
fn captures_live_on_in_what_comes_after() {
    for (pattern, number, expected) in [
        // A repeated group is its last turn.
        (r"^(?:(\d)\d)+\1$", "12343", true),
        (r"^(?:(\d)\d)+\1$", "12341", false),
        // What was captured on a way that led nowhere is forgotten.
        (r"^(?:(1)3|(2)|12)\1", "121", false),
        (r"^(?:(1)|12)(?:2|\1)+$", "1212", true),
        // A lookahead keeps its groups, but not its other ways.
        (r"^(?=(\d+))\1$", "123", true),
        (r"^(?=(\d+))\d\1", "1123", false),
        (r"^(?!(1))\d(?(1)3|2)", "22", true),
        // A lookbehind is read from right to left.
        (r"(?<=(\d+)(\d+))3(?(1)|4)", "123", true),
        (r"(?<=^(\d)\1)2", "112", false),
        (r"(?<=^\1(\d))2", "112", true),
        (r"^(?>\d+)1", "111", false),
        // As many of one as of the other.
        (r"^(?<open>1)+(?<-open>2)+(?(open)(?!))$", "111222", true),
        (r"^(?<open>1)+(?<-open>2)+(?(open)(?!))$", "11122", false),
        (r"^(?<open>1)3(?<between-open>2)\k<between>", "1324", false),
        (r"^(?<open>1)3(?<between-open>2)\k<between>", "1323", true),
    ] {
        assert_eq!(matches(pattern, number), Ok(expected), "{pattern} {number}");
    }
}

#[test]
fn a_repetition_ends_with_a_turn_that_matches_nothing() {
    for pattern in [
        "^(?:|1)*1$",
        "^(?:1?)*$",
        "^(?:1?){2,}$",
        "^(?:1?)+?$",
        "^(?:(?=1)){3}1",
        "(?:){5}",
    ] {
        assert_eq!(matches(pattern, "1"), Ok(true), "{pattern}");
    }
}

#[test]
fn the_steps_are_limited() {
    let number = format!("{}2", "1".repeat(40));
    for pattern in [
        r"^(?:1+)+$",
        r"^(?=(1+)+$)",
        r"^(1|1?1)*\1$",
        "(?:){2147483646}",
    ] {
        assert_eq!(matches(pattern, &number), Err(TooManySteps), "{pattern}");
    }
    assert_eq!(matches(r"^\+?\d{1,64}$", &number), Ok(true));
}

proptest! {
    #[test]
    fn nothing_that_is_written_makes_it_panic(
        pattern in r"[12+\\()\[\]{}|*?^$.<>=!:#' ,kdxnpPbB0-]{1,24}",
        number in r"\+?[12]{1,8}",
    ) {
        if let Ok(pattern) = Pattern::new(&pattern) {
            let _either = pattern.is_match(&number);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Ok(pattern) = Pattern::new(&text) {
            let _either = pattern.is_match("+1");
        }
    }
}
