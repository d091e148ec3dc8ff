//! No `Debug` and no error shows a phone number, wherever one may stand.

use std::fmt::Debug;

use acs_core::{Endpoint, Error};
use serde_json::json;

use crate::{
    Allowed, ApplyError, DialledNumber, Diff, Expectation, Expectations, ExpectedWay,
    NumberPattern, Place, Plan, Position, RouteName, RouteRef, Simulator, SipConfiguration,
    SipPort, Trunk, TrunkFqdn,
};

/// The ways in which the number may stand in a text.
const WRITTEN: [&str; 5] = [
    "+14155550100",
    "14155550100",
    "(415) 555-0100",
    r"^\+14155550100$",
    "tel:%252B14155550100",
];

#[track_caller]
fn assert_hidden(text: &str) {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    assert!(!digits.contains("4155550100"), "{text}");
}

#[track_caller]
fn shows_no_number(value: &impl Debug) {
    assert_hidden(&format!("{value:?}"));
    assert_hidden(&format!("{value:#?}"));
}

#[track_caller]
fn says_no_number(error: &(impl std::error::Error + Clone + Into<Error>)) {
    shows_no_number(error);
    assert_hidden(&error.to_string());
    let error: Error = error.clone().into();
    shows_no_number(&error);
    assert_hidden(&error.to_string());
}

/// A configuration with `written` in every text.
fn configuration(written: &str) -> SipConfiguration {
    let route = json!({
        "name": written, "description": written, "numberPattern": written, "trunks": [written],
    });
    let trunks = json!({ written: { "sipSignalingPort": 5061 } });
    let json = json!({ "routes": [route, route], "trunks": trunks });
    SipConfiguration::from_wire(serde_json::from_value(json).unwrap()).unwrap()
}

#[test]
fn of_configurations_and_plans() {
    for written in WRITTEN {
        let full = configuration(written);
        let empty = SipConfiguration::default();
        shows_no_number(&full);
        shows_no_number(&Diff::between(&empty, &full));
        let endpoint = Endpoint::new("https://contoso.com").unwrap();
        shows_no_number(&Plan::new(&endpoint, full.clone(), empty.clone()).unwrap());
        let refused = Plan::new(&endpoint, empty.clone(), full.clone()).unwrap_err();
        shows_no_number(&refused);
        assert_hidden(&refused.to_string());
        for error in [
            ApplyError::other_resource(written),
            ApplyError::stale(&empty, full.clone()),
            ApplyError::not_as_planned(&empty, full, None),
        ] {
            shows_no_number(&error);
            assert_hidden(&error.to_string());
        }
    }
}

#[test]
fn of_findings_and_edits() {
    for written in WRITTEN {
        let full = configuration(written);
        let findings = full.check();
        assert!(!findings.is_empty());
        for finding in findings {
            shows_no_number(&finding);
            assert_hidden(&finding.to_string());
        }
        let place = Place::Route {
            index: 0,
            name: RouteName::from_service(written.to_owned()),
        };
        assert_hidden(&place.to_string());
        let invalid = SipConfiguration::new(full.trunks, full.routes).unwrap_err();
        says_no_number(&invalid);
        shows_no_number(&Position::before(written));
        let empty = SipConfiguration::default();
        let missing = empty.remove_route(RouteRef::from(written)).unwrap_err();
        says_no_number(&missing);
    }
}

#[test]
fn of_what_is_expected_and_allowed() {
    for written in WRITTEN {
        shows_no_number(&Allowed::default().with(written, "unused-trunk").unwrap());
        let way = ExpectedWay::by(RouteName::from_service(written.to_owned()));
        let number = DialledNumber::new("+14155550100").unwrap();
        let expectations = Expectations::default().with(Expectation::new(number, way));
        shows_no_number(&expectations);
        let broken = expectations.broken_by(&SipConfiguration::default());
        shows_no_number(&broken);
        let error = ApplyError::unexpected(broken);
        shows_no_number(&error);
        assert_hidden(&error.to_string());
    }
}

#[test]
fn of_changes_that_do_not_go_together() {
    for written in WRITTEN {
        let endpoint = Endpoint::new("https://contoso.com").unwrap();
        let full = configuration(written);
        let plan = Plan::new(&endpoint, full.clone(), SipConfiguration::default()).unwrap();
        let mut other = full.clone();
        other.trunks[0] = Trunk::new(full.trunks[0].fqdn().clone(), SipPort::of::<7>());
        other.routes[0] = full.routes[0]
            .clone()
            .with_description("new".parse().unwrap());
        says_no_number(&plan.rebase(&other).unwrap_err());
    }
}

#[test]
fn of_simulations() {
    let number = DialledNumber::new("+14155550100").unwrap();
    for written in [r"^\+14155550100$", r"^(?=\+)\+1415555(0)100\1?$"] {
        let simulator = Simulator::new(&configuration(written));
        shows_no_number(&simulator);
        shows_no_number(&simulator.simulate(&number));
        shows_no_number(&simulator.simulate_all([&number]));
        shows_no_number(&NumberPattern::new(written).unwrap().matcher().unwrap());
    }
}

#[cfg(feature = "json")]
#[test]
fn of_documents() {
    for written in WRITTEN {
        let written = serde_json::to_string(written).unwrap();
        for document in [
            format!(r#"{{"trunks":{written},"routes":[]}}"#),
            format!(r#"{{"trunks":[],"routes":[{{{written}:1}}]}}"#),
            format!(r#"{{"trunks":[{{"fqdn":"a.b","sipSignalingPort":{written}}}],"routes":[]}}"#),
        ] {
            says_no_number(&SipConfiguration::from_json(&document).unwrap_err());
        }
    }
}

#[test]
fn of_what_the_preview_knows() {
    use crate::{CallerId, PrivacyHeader, TrunkHealth};
    for written in WRITTEN {
        shows_no_number(&CallerId::from_service(written.to_owned()));
        let header = PrivacyHeader::from(written);
        let fqdn = TrunkFqdn::from_service(written.to_owned());
        shows_no_number(&Trunk::new(fqdn, SipPort::TLS).with_privacy_header(header));
        shows_no_number(&TrunkHealth {
            fqdn: TrunkFqdn::from_service(written.to_owned()),
            tls: written.into(),
            ping: written.into(),
            overall: written.into(),
            inactive_because: Some(written.into()),
        });
    }
}
