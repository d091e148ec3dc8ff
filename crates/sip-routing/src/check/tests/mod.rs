//! Findings and their places.

mod suspicion;

use proptest::prelude::*;
use serde_json::json;

use super::{InvalidConfiguration, Problem};
use crate::{
    DialledNumber, Route, Simulator, SipConfiguration, SipPort, Trunk, TrunkFqdn, testing,
};

fn trunk(fqdn: &str) -> Trunk {
    Trunk::new(fqdn.parse().unwrap(), SipPort::TLS)
}

fn route(name: &str, pattern: &str, trunks: &[&str]) -> Route {
    let mut route = Route::new(name.parse().unwrap(), pattern.parse().unwrap());
    // As the service might send it, twice the same trunk included.
    let trunks: Vec<_> = trunks
        .iter()
        .map(|it| TrunkFqdn::new(*it).unwrap())
        .collect();
    route = route.map_trunks(|_| trunks);
    route
}

fn found(configuration: &SipConfiguration) -> Vec<String> {
    let findings = configuration.check();
    let findings = findings.iter();
    findings.map(|it| format!("{}: {it}", it.level())).collect()
}

/// The findings about routes with these patterns, each with a trunk.
fn found_of(patterns: &[&str]) -> Vec<String> {
    let routes = patterns.iter().zip(1..);
    found(&SipConfiguration {
        trunks: vec![trunk("sbc1.contoso.com")],
        routes: routes
            .map(|(pattern, n)| route(&format!("r{n}"), pattern, &["sbc1.contoso.com"]))
            .collect(),
    })
}

#[test]
fn everything_is_found_at_once_with_its_place() {
    let configuration = SipConfiguration {
        trunks: vec![
            trunk("sbc1.contoso.com"),
            trunk("idle.contoso.com"),
            trunk("SBC1.contoso.com"),
        ],
        routes: vec![
            route("us", r"^\+1", &["sbc1.contoso.com", "SBC1.CONTOSO.COM"]),
            route("us", r"^\+1", &["gone.contoso.com"]),
            route("us", r"^\+1425", &["sbc1.contoso.com"]),
            route("broken", "^(1", &["sbc1.contoso.com"]),
            route("text", "^[a-z]+$", &["sbc1.contoso.com"]),
            route("sign", "^+49", &[]),
            route("balance", "(?<a-b>1)(?<b>2)", &["sbc1.contoso.com"]),
        ],
    };
    insta::assert_snapshot!(found(&configuration).join("\n"), @r"
    warning: trunk 2 (idle.contoso.com): no route uses it
    error: trunk 3 (SBC1.contoso.com): is number 1 in another spelling; keep one of them
    error: route 1 (us), trunk 2 (SBC1.CONTOSO.COM): is number 1 in another spelling; keep one of them
    error: route 2 (us): repeats number 1; list each once
    note: route 2 (us): has the pattern of route 1, and takes its calls when that route's trunks cannot
    error: route 2 (us), trunk 1 (gone.contoso.com): there is no such trunk
    warning: route 3 (us): is never the first that fits; its numbers fit earlier route 1
    error: route 4 (broken): number pattern is no regular expression of .NET: at character 2, a parenthesis is not closed
    warning: route 5 (text): no number that can be dialled fits its pattern
    warning: route 6 (sign): a quantifier in its pattern repeats ^ or $; write \+ for a plus sign
    warning: route 6 (sign): has no trunks; it was never seen if the service then tries the next route that fits
    warning: route 7 (balance): number pattern cannot be matched here: at character 1, a balancing group keeps count of what it matched
    ");
    let refused = InvalidConfiguration::unless_valid(&configuration).unwrap_err();
    assert_eq!(refused.errors().len(), 5);
    assert!(crate::Error::from(refused).is_invalid_input());
}

#[test]
fn names_stay_in_their_line() {
    let configuration = SipConfiguration {
        routes: vec![route("a\nroute 2 (b): all is well", "^1", &[])],
        ..SipConfiguration::default()
    };
    assert_eq!(
        found(&configuration),
        [
            r"warning: route 1 (a\nroute 2 (b): all is well): has no trunks; it was never seen if the service then tries the next route that fits"
        ]
    );
}

#[test]
fn more_than_250_are_found() {
    let all: Vec<String> = (0..251).map(|n| format!("sbc{n}.contoso.com")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let configuration = SipConfiguration {
        trunks: all.iter().map(|it| trunk(it)).collect(),
        routes: (0..251)
            .map(|n| {
                route(
                    "r",
                    &format!("^{n}$"),
                    if n == 0 { &all } else { &all[..1] },
                )
            })
            .collect(),
    };
    insta::assert_snapshot!(found(&configuration).join("\n"), @r"
    error: trunks: there are 251; use at most 250
    error: routes: there are 251; use at most 250
    error: route 1 (r): there are 251; use at most 250
    ");
}

#[test]
fn a_route_is_shadowed_by_one_or_by_several() {
    for (patterns, expected) in [
        // the same text, also where it cannot be read here
        (vec![r"\p{IsGreek}", r"\p{IsGreek}"], Some("2 by 1")),
        // the same numbers in other words
        (vec![r"^\+1\d*$", r"^\+1"], Some("2 by 1")),
        (vec!["^.*$", "^911$"], Some("2 by 1")),
        (vec![r"^\+?\d+$", "."], Some("2 by 1")),
        // by two together
        (vec![r"^\+", r"^\d", "^.*$"], Some("3 by 1, 2")),
        (
            vec!["[0-4]$", "[5-9]$", r"^\+1425\d{7}$"],
            Some("3 by 1, 2"),
        ),
        // a lookahead at the start is exact
        (vec![r"^(?!\+1900)\+1", r"^\+1425"], Some("2 by 1")),
        // one in the midst is not, but what it could match is covered
        (vec![r"^\+1", r"^\+1(?=425)\d+$"], Some("2 by 1")),
        // not shadowed
        (vec![r"^\+1425", r"^\+1"], None),
        (vec![r"^(?!\+1900)\+1", r"^\+1900"], None),
        (vec![r"^\+1(?!900)", r"^\+1425"], None),
        (vec!["[0-4]$", "[6-9]$", r"^\+1425\d{7}$"], None),
        // a pattern that cannot be read shadows nothing for certain
        (vec!["(?<a-b>.)(?<b>.)|.*", "^911$"], None),
    ] {
        let shadowed: Vec<_> = found_of(&patterns)
            .into_iter()
            .filter_map(|line| {
                let (place, by) = line.split_once(" (r")?;
                let (_, by) = by.split_once("fit earlier route")?;
                let place = place.rsplit(' ').next()?;
                Some(format!("{place} by {}", by.trim_start_matches('s').trim()))
            })
            .collect();
        assert_eq!(
            shadowed.first().map(String::as_str),
            expected,
            "{patterns:?}"
        );
        assert!(shadowed.len() < 2, "{patterns:?}");
    }
}

#[test]
fn patterns_that_no_number_fits_are_found() {
    for pattern in [
        "^[a-z]+$",
        "^$",
        r"^\+$",
        r"^\+\+",
        r"\d\+",
        "1^",
        "$1",
        " 1",
        r"^\+1 \(425\)",
        "1{65}",
        r"^(?!.)",
        r"^(?!\d)\d",
        r"^\d+(?<!\d)$",
        r"(\d)\1a",
        r"\s",
        r"^\+1[^\d]",
    ] {
        let [found] = <[_; 1]>::try_from(found_of(&[pattern])).unwrap();
        let expected = "warning: route 1 (r1): no number that can be dialled fits its pattern";
        assert!(found.starts_with(expected), "{pattern}: {found}");
    }
    for pattern in [
        "^.*$",
        "",
        "^911$",
        "1{64}",
        r"(\d)\1",
        r"^\+1(?!900)",
        "|1",
    ] {
        let numbers = SipConfiguration {
            routes: vec![
                Route::from_wire(
                    serde_json::from_value(json!({ "name": "r", "numberPattern": pattern }))
                        .unwrap(),
                )
                .unwrap(),
            ],
            ..SipConfiguration::default()
        };
        let findings = numbers.check();
        assert!(
            findings
                .iter()
                .all(|it| !matches!(it.problem(), Problem::NeverMatches { .. })),
            "{pattern}"
        );
    }
}

#[test]
fn patterns_that_tell_too_many_numbers_apart_are_looked_at_one_by_one() {
    // Together they would need a state for each way the last 20 digits can be.
    let exploding = r"5\d{20}$";
    let found = found_of(&[exploding, "^[a-z]$", "^.*$", exploding, "^911$"]);
    assert_eq!(
        found,
        [
            "warning: route 2 (r2): no number that can be dialled fits its pattern",
            "warning: route 4 (r4): is never the first that fits; its numbers fit earlier route 1",
            "warning: route 5 (r5): is never the first that fits; its numbers fit earlier route 3",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_route_that_is_called_unreachable_is_never_the_first(
        configuration in testing::configurations(),
        numbers in prop::collection::vec(r"\+?[1-9]{1,3}[0-9]{0,6}", 30),
    ) {
        let findings = configuration.check();
        let unreachable: Vec<_> = findings.iter()
            .filter(|it| matches!(it.problem(), Problem::Shadowed { .. } | Problem::NeverMatches { .. }))
            .filter_map(|it| it.place().route())
            .collect();
        let simulator = Simulator::new(&configuration);
        for number in numbers {
            let call = simulator.simulate(&DialledNumber::new(number).unwrap());
            prop_assert!(call.index().is_none_or(|index| !unreachable.contains(&index)));
        }
    }
}
