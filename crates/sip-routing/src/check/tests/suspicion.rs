//! Suspicious patterns are found, each with a number that shows it.

use super::{found, found_of, route, trunk};
use crate::{Allowed, Level, Problem, Simulator, SipConfiguration};

const TRUNK: &str = "sbc1.contoso.com";

/// Routes with these patterns.
fn routing(patterns: &[&str]) -> SipConfiguration {
    let routes = patterns.iter().zip(1..);
    SipConfiguration {
        trunks: vec![trunk(TRUNK)],
        routes: routes
            .map(|(pattern, n)| route(&format!("r{n}"), pattern, &[TRUNK]))
            .collect(),
    }
}

/// The codes of what is found of one pattern, with the numbers that show it.
fn codes(pattern: &str) -> Vec<String> {
    let findings = routing(&[pattern]).check();
    let code = |it: &crate::Finding| {
        let number = it.problem().number().map(|number| format!(" {number}"));
        format!("{}{}", it.problem().code(), number.unwrap_or_default())
    };
    findings.iter().map(code).collect()
}

#[test]
fn each_suspicious_pattern_has_a_number_that_shows_it() {
    for (pattern, expected) in [
        // an alternative without the anchor of its neighbour
        (r"^\+44|\+49$", "uneven-anchors +440"),
        (r"^(\+44|\+49$)", "uneven-anchors +440"),
        (r"^911|112", "emergency-and-more 0000112"),
        (r"^00|11$", "uneven-anchors +11"),
        // fits within longer numbers
        (r"1425\d{7}$", "fits-within 014250000000"),
        (r"\+1425\d{7}", "fits-longer +142500000000"),
        (r"^\+1[0-9]{10}", "fits-longer +100000000000"),
        (r"^\+1\d\d\d\d\d\d\d\d\d\d", "fits-longer +100000000000"),
        // other systems
        (r"^\+1[2|3]\d{9}$", "other-notation +12000000000"),
        (r"^\+49[100-199]\d+$", "other-notation +4900"),
        (r"^\+49\d[5,8]$", "other-notation +4905"),
        (r"^\+4[5,8]\d{8}$", "other-notation +4600000000"),
        (r"^\+1\d[10]$", "outside-e164 +100"),
        (r"^\+49*$", "other-notation +4"),
        // lengths
        (r"^\+1\d{11}$", "outside-country +100000000000"),
        (r"^\+1\d{9}$", "outside-country +1000000000"),
        (r"^\+33\d{10}$", "outside-country +330000000000"),
        (r"^\+\d{16}$", "outside-e164 +0000000000000000"),
        (r"^\+0\d{9}$", "outside-e164 +0000000000"),
        // emergency numbers
        ("911", "emergency-and-more 0000911"),
        ("^112", "emergency-and-more 1120000"),
        ("^(911|112)", "emergency-and-more 1120000"),
    ] {
        assert!(
            codes(pattern).contains(&expected.to_owned()),
            "{pattern}: {:?}",
            codes(pattern)
        );
    }
}

#[test]
fn they_are_found_among_250_routes() {
    let mut patterns: Vec<_> = (0..244)
        .map(|n| format!(r"^\+1{}[2-9]\d{{6}}$", 201 + n))
        .collect();
    let odd = [
        "911",
        r"^\+44|\+49$",
        r"1425\d{7}$",
        r"^\+49[100-199]\d+$",
        r"^\+33\d{10}$",
    ];
    patterns.extend(odd.map(str::to_owned));
    let patterns: Vec<_> = patterns.iter().map(String::as_str).collect();
    let findings = routing(&patterns).check();
    let found: Vec<_> = findings.iter().map(|it| it.problem().code()).collect();
    let expected = [
        "emergency-and-more",
        "uneven-anchors",
        "fits-within",
        "other-notation",
        "outside-country",
    ];
    assert_eq!(found, expected);
}

#[test]
fn usual_patterns_are_not_suspicious() {
    for pattern in [
        "^.*$",
        r"^\+?\d+$",
        r"^\+1(206|425)\d{7}$",
        r"^\+1",
        r"^\+49[1-9]\d{3,12}$",
        r"\+123[0-9]+",
        r"^(\+44|\+49)\d+$",
        "^(112|911)$",
        "^911$|^112$",
        r"^\+44[127]\d{8,9}$",
        r"^(?!\+1900)\+1\d{10}$",
        "^[2-57-9][0-9]{3}$",
        r"^\d{4}$",
        r"^9\d+$",
        r"^\+(1|44)\d{10}$",
    ] {
        assert!(codes(pattern).is_empty(), "{pattern}: {:?}", codes(pattern));
    }
}

#[test]
fn the_number_shows_it() {
    for (pattern, fits) in [
        (r"^\+44|\+49$", true),
        (r"1425\d{7}$", true),
        ("^112", true),
    ] {
        let configuration = routing(&[pattern]);
        let findings = configuration.check();
        let number = findings[0].problem().number().unwrap();
        let call = Simulator::new(&configuration);
        assert_eq!(call.simulate(number).route().is_some(), fits, "{pattern}");
        let text = findings[0].text_with_number();
        assert!(text.ends_with(&format!("; see {number}")), "{text}");
        assert!(!findings[0].to_string().contains(number.as_str()));
    }
}

#[test]
fn a_pattern_that_never_fits_names_the_slip() {
    for (pattern, slip) in [
        (
            r"^\+1d{10}$",
            r"at character 5, d is a letter, which nobody dials; write \d",
        ),
        (
            "^1NXXXXXX$",
            "at character 3, N is a letter, which nobody dials; write [2-9]",
        ),
        (
            r"^\+1 425",
            "at character 5,   is never part of a dialled number; leave it out",
        ),
        (
            r"^\\+1\d+$",
            r"at character 2, \\ is a backslash, which nobody dials; write \",
        ),
        (
            r"^\+1$\d+",
            "at character 5, $ is in the midst of the pattern, where it never holds; leave it out",
        ),
        (
            r"/^\+1/",
            "at character 1, / is never part of a dialled number; leave it out",
        ),
    ] {
        let found = found_of(&[pattern]);
        let expected = format!("fits its pattern: {slip}");
        assert!(found[0].ends_with(&expected), "{found:?}");
    }
    assert!(found_of(&[r"\d\+"])[0].ends_with("fits its pattern"));
}

#[test]
fn a_slip_says_what_was_likely_meant() {
    for (pattern, meant) in [
        ("^[2|3]1$", "[23]"),
        ("^[100-199]$", "1[0-9][0-9]"),
        ("^[2000-4999]$", "[2-4][0-9]{3}"),
        ("^[20-59]$", "[2-5][0-9]"),
        (
            "^[12-31]$",
            "(?:12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31)",
        ),
        (r"^\d[5,8]$", "{5,8}"),
        ("^[5,8]$", "[5-8]"),
        (r"^\+1\d[10]$", "{10}"),
        (r"^\+1\d(10)$", "{10}"),
        (r"^\+49*", ".*"),
    ] {
        let findings = routing(&[pattern]).check();
        let slip = findings.iter().find_map(|it| match it.problem() {
            Problem::OtherNotation { slip, .. } => Some(slip.meant().to_owned()),
            _ => None,
        });
        assert_eq!(slip.as_deref(), Some(meant), "{pattern}");
    }
    // A bar in a class is odd, and changes nothing.
    let [bar] = <[_; 1]>::try_from(routing(&[r"^\+1[2|3]\d{9}$"]).check()).unwrap();
    assert_eq!(bar.level(), Level::Note);
}

#[test]
fn a_pattern_without_plus_is_odd_among_others_with_one() {
    let found = |patterns: &[&str]| {
        let findings = routing(patterns).check();
        let odd = findings
            .iter()
            .filter(|it| it.problem().code() == "no-plus");
        odd.filter_map(|it| it.place().route()).collect::<Vec<_>>()
    };
    assert_eq!(found(&[r"^\+1\d{10}$", r"^49\d{9}$", "^911$", "^.*$"]), [1]);
    assert!(found(&[r"^1\d{10}$", r"^49\d{9}$", "^.*$"]).is_empty());
    assert!(found(&[r"^\+1\d{10}$", r"^\+?49\d{9}$"]).is_empty());
}

#[test]
fn failover_is_a_note() {
    let configuration = SipConfiguration {
        trunks: vec![trunk("sbc1.contoso.com"), trunk("sbc2.contoso.com")],
        routes: vec![
            route("us", r"^\+1", &["sbc1.contoso.com"]),
            route("us backup", r"^\+1", &["sbc2.contoso.com"]),
            route("us again", r"^\+1", &["sbc1.contoso.com"]),
        ],
    };
    assert_eq!(
        found(&configuration),
        [
            "note: route 2 (us backup): has the pattern of route 1, and takes its calls when that \
             route's trunks cannot",
            "warning: route 3 (us again): is never the first that fits; its numbers fit earlier \
             route 1",
        ]
    );
}

#[test]
fn a_route_without_a_trunk_that_takes_calls_is_found() {
    let configuration = SipConfiguration {
        trunks: vec![trunk("sbc1.contoso.com").with_enabled(false)],
        routes: vec![
            route("off", r"^\+1", &["sbc1.contoso.com"]),
            route("empty", r"^\+2", &[]),
        ],
    };
    assert_eq!(
        found(&configuration),
        [
            "warning: route 1 (off): all of its trunks are switched off; it was never seen if the \
             service then tries the next route that fits",
            "warning: route 2 (empty): has no trunks; it was never seen if the service then tries \
             the next route that fits",
        ]
    );
}

#[test]
fn codes_are_complete_and_findings_can_be_allowed() {
    assert!(Problem::CODES.is_sorted());
    for pattern in [
        "^[a-z]$",
        "911",
        r"^\+44|\+49$",
        r"1425\d{7}$",
        r"^\+1\d{9}$",
        "^[2|3]1$",
    ] {
        for finding in routing(&[pattern]).check() {
            let code = finding.problem().code();
            assert!(Problem::CODES.contains(&code));
            let allowed = Allowed::default().with("r1", code).unwrap();
            assert!(allowed.covers(&finding));
            assert!(
                !Allowed::default()
                    .with("r2", code)
                    .unwrap()
                    .covers(&finding)
            );
        }
    }
    let findings = routing(&["911"]).check();
    let allowed = Allowed::default().with("r1", "emergency-and-more").unwrap();
    let allowed = allowed.with("gone", "no-plus").unwrap();
    assert_eq!(allowed.idle_among(&findings), [("gone", "no-plus")]);
    assert_eq!(allowed.left_of(findings), []);
    for (code, problem) in [
        ("missing-trunk", "is an error, which cannot be allowed"),
        ("no-such-code", "is no code"),
    ] {
        let refused = Allowed::default().with("r1", code).unwrap_err();
        assert_eq!(refused.problem(), format!("{code:?} {problem}"));
    }
}
