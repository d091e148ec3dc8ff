//! Expectations hold or are broken, with every trunk up and with some down.

use super::{Expectation, Expectations, ExpectedWay};
use crate::{DialledNumber, Route, SipConfiguration, SipPort, Trunk, TrunkFqdn};

fn fqdn(name: &str) -> TrunkFqdn {
    format!("{name}.contoso.com").parse().unwrap()
}

fn over(names: &[&str]) -> ExpectedWay {
    ExpectedWay::over(names.iter().map(|name| fqdn(name)))
}

fn number(text: &str) -> DialledNumber {
    text.parse().unwrap()
}

fn routing() -> SipConfiguration {
    let route = |name: &str, pattern: &str, trunks: &[&str]| {
        Route::new(name.parse().unwrap(), pattern.parse().unwrap())
            .with_trunks(trunks.iter().map(|it| fqdn(it)))
            .unwrap()
    };
    let trunks = ["a", "b", "c"].map(|name| Trunk::new(fqdn(name), SipPort::TLS));
    let routes = [
        route("UK", r"^\+44", &["a", "b"]),
        route("UK backup", r"^\+44", &["c"]),
        route("empty", r"^\+1", &[]),
        route("US", r"^\+1", &["a"]),
    ];
    SipConfiguration::new(trunks, routes).unwrap()
}

fn broken(expectation: Expectation) -> Vec<String> {
    let expectations = Expectations::default().with(expectation);
    let broken = expectations.broken_by(&routing());
    broken.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_met_is_not_broken() {
    let uk = number("+447700900123");
    for way in [
        over(&["a"]),
        over(&["a", "b", "c"]),
        over(&["a"]).with_route("UK".parse().unwrap()),
        ExpectedWay::by("UK".parse().unwrap()),
    ] {
        assert_eq!(broken(Expectation::new(uk.clone(), way)).len(), 0);
    }
    let down = Expectation::new(uk, over(&["a"]))
        .when_down([fqdn("a")], over(&["b"]))
        .when_down(
            [fqdn("a"), fqdn("b")],
            ExpectedWay::by("UK backup".parse().unwrap()),
        )
        .when_down([fqdn("a"), fqdn("b"), fqdn("c")], over(&[]));
    assert_eq!(broken(down).len(), 0);
    assert_eq!(broken(Expectation::new(number("911"), over(&[]))).len(), 0);
}

#[test]
fn what_is_broken_says_how() {
    let uk = || number("+44");
    for (expectation, expected) in [
        (
            Expectation::new(uk(), over(&["b"])),
            "+44: expected b.contoso.com first, found UK over a.contoso.com, b.contoso.com, \
             c.contoso.com",
        ),
        (
            Expectation::new(uk(), over(&[])),
            "+44: expected no trunk, found UK over a.contoso.com, b.contoso.com, c.contoso.com",
        ),
        (
            Expectation::new(uk(), over(&["a"])).when_down([fqdn("a"), fqdn("b")], over(&["a"])),
            "+44 with a.contoso.com, b.contoso.com down: expected a.contoso.com first, found UK \
             backup over c.contoso.com",
        ),
        (
            Expectation::new(uk(), over(&["a"])).when_down([fqdn("x")], over(&["a"])),
            "+44 with x.contoso.com down: expected a.contoso.com first, found UK over \
             a.contoso.com, b.contoso.com, c.contoso.com; there is no trunk x.contoso.com",
        ),
        (
            Expectation::new(number("+1"), over(&["a"])),
            "+1: expected a.contoso.com first, found US over a.contoso.com (not certain)",
        ),
        (
            Expectation::new(number("911"), ExpectedWay::by("UK".parse().unwrap())),
            "911: expected UK, found no route (perhaps the service's own telephony)",
        ),
    ] {
        assert_eq!(broken(expectation), [expected]);
    }
}

#[cfg(feature = "json")]
#[test]
fn a_document_says_where_it_is_wrong() {
    for (text, expected) in [
        (r#"{"9 1": {"via": []}}"#, "something other than a digit"),
        (r#"{"911": {}}"#, "expectation expects nothing"),
        (
            r#"{"911": {"down": {"a": {"via": []}}}}"#,
            "no domain after the host",
        ),
        (
            r#"{"911": {"down": {"a.b": {}}}}"#,
            "expectation expects nothing",
        ),
        (r#"{"911": {"vai": []}}"#, "unknown field `vai`"),
    ] {
        let refused = Expectations::from_json(text).unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}");
        assert_eq!(refused.line(), 1);
    }
}
