//! The ways of calls.

use proptest::prelude::*;

use super::Simulator;
use crate::{DialledNumber, Position, Route, SipConfiguration, SipPort, Trunk, TrunkFqdn, testing};

fn fqdn(name: &str) -> TrunkFqdn {
    format!("{name}.contoso.com").parse().unwrap()
}

fn number(text: &str) -> DialledNumber {
    text.parse().unwrap()
}

/// Routes as `pattern trunk trunk`, named by their places.
fn configuration(routes: &[&str]) -> SipConfiguration {
    let mut configuration = SipConfiguration::default();
    for (line, n) in routes.iter().zip(1..) {
        let mut words = line.split_whitespace();
        let pattern = words.next().unwrap().parse().unwrap();
        let trunks: Vec<_> = words.map(fqdn).collect();
        let route = Route::new(format!("route {n}").parse().unwrap(), pattern);
        configuration
            .routes
            .push(route.with_trunks(trunks.clone()).unwrap());
        for fqdn in trunks {
            if configuration.trunk(&fqdn).is_none() {
                configuration.trunks.push(Trunk::new(fqdn, SipPort::TLS));
            }
        }
    }
    configuration
}

fn tried(simulator: &Simulator, to: &str) -> Vec<String> {
    let call = simulator.simulate(&number(to));
    let attempts = call.attempts();
    attempts
        .map(|attempt| {
            let host = attempt.trunk().as_str().split('.').next().unwrap();
            format!("{host}{}", if attempt.is_down() { " is down" } else { "" })
        })
        .collect()
}

#[test]
fn what_was_never_seen_of_the_service_is_said_to_be_assumed() {
    use super::Assumption::{EmptyRoute, SwitchedOff};
    let mut routing = configuration(&[r"^\+1", r"^\+49 off", r"^\+44 on off", "^.*$ on"]);
    let off = Trunk::new(fqdn("off"), SipPort::TLS).with_enabled(false);
    routing = routing.with_trunk(off).unwrap();
    let simulator = Simulator::new(&routing);
    for (to, assumptions) in [
        ("+1", vec![EmptyRoute]),
        ("+49", vec![SwitchedOff]),
        ("+44", vec![]),
        ("+7", vec![]),
    ] {
        let call = simulator.simulate(&number(to));
        assert_eq!(call.assumptions(), assumptions, "{to}");
        assert_eq!(call.taken_by().unwrap().trunk(), &fqdn("on"), "{to}");
    }
    insta::assert_snapshot!(simulator.simulate_all(&[number("+1"), number("+49")]), @r"
    number  route       taken by         others
    +1      1. route 1  on.contoso.com?  4.
    +49     2. route 2  on.contoso.com?  4.

    ?: never seen of the service: a route without trunks passes a call on to the next that fits
    ?: never seen of the service: a trunk that is switched off passes a call on to the next
    ");
}

#[test]
fn checks_simulations_and_pictures_agree_on_routes_without_trunks() {
    const OPEN: &str = crate::text::NEXT_IS_OPEN;
    let routing = configuration(&[r"^\+1"]);
    assert!(routing.check()[0].to_string().contains(OPEN));
    assert!(routing.to_mermaid().contains(OPEN) && routing.to_svg().contains(OPEN));
    let simulator = Simulator::new(&routing);
    assert!(!simulator.simulate(&number("+1")).assumptions().is_empty());
}

#[test]
fn the_first_route_that_fits_decides_and_the_others_follow() {
    let simulator = Simulator::new(&configuration(&[
        r"^\+1425 a b",
        r"^\+49 c",
        r"^\+1 b d",
        "^.*$ e",
    ]));
    let call = simulator.simulate(&number("+14255550100"));
    assert_eq!(call.index(), Some(0));
    assert_eq!(call.route().unwrap().name().as_str(), "route 1");
    let others: Vec<_> = call.others().map(|it| it.name().as_str()).collect();
    assert_eq!(others, ["route 3", "route 4"]);
    assert!(call.is_certain());
    assert_eq!(tried(&simulator, "+14255550100"), ["a", "b", "b", "d", "e"]);
    assert_eq!(tried(&simulator, "+493055501"), ["c", "e"]);
}

#[test]
fn what_is_down_is_passed_over() {
    let simulator = Simulator::new(&configuration(&[r"^\+1 a b", "^.*$ c"]));
    let taken_by = |down: &[&str]| {
        let simulator = simulator.clone().down(down.iter().map(|it| fqdn(it)));
        let call = simulator.simulate(&number("+14255550100"));
        let taken = call.taken_by();
        taken.map(|it| (it.trunk().clone(), it.route().name().as_str().to_owned()))
    };
    let over = |trunk, route: &str| Some((fqdn(trunk), route.to_owned()));
    assert_eq!(taken_by(&[]), over("a", "route 1"));
    assert_eq!(taken_by(&["A"]), over("b", "route 1"));
    assert_eq!(taken_by(&["a", "b"]), over("c", "route 2"));
    assert_eq!(taken_by(&["a", "b", "c"]), None);
    let down = simulator.down([fqdn("a")]);
    assert_eq!(tried(&down, "+14255550100"), ["a is down", "b", "c"]);
}

#[test]
fn a_number_that_fits_nothing_goes_nowhere() {
    let simulator = Simulator::new(&configuration(&[r"^\+1 a"]));
    let call = simulator.simulate(&number("911"));
    assert!(call.route().is_none() && call.taken_by().is_none() && call.is_certain());
}

#[test]
fn what_cannot_be_judged_leaves_the_outcome_open() {
    let simulator = Simulator::new(&configuration(&[
        r"^\+1 a",
        r"^\p{IsGreek} b",
        r"^(?=(\d+)+\1$)\d\d\d\d\d+ c",
        "^.*$ d",
    ]));
    let before = simulator.simulate(&number("+14255550100"));
    assert!(
        before.is_certain(),
        "what is open comes after the first that fits"
    );
    assert_eq!(before.unjudged().count(), 1);

    let call = simulator.simulate(&number(&"1234567890".repeat(6)));
    assert!(!call.is_certain());
    assert_eq!(call.route().unwrap().name().as_str(), "route 4");
    let open: Vec<_> = call
        .unjudged()
        .map(|(route, why)| format!("{}: {why}", route.name()))
        .collect();
    assert_eq!(
        open,
        [
            "route 2: number pattern cannot be matched here: at character 2, a block of Unicode is \
             named that holds no digit and no plus sign, or that does not exist",
            "route 3: matching took more steps than are allowed; write the pattern so that it can \
             fail early, without repetitions inside repetitions",
        ]
    );
    assert_eq!(
        simulator
            .simulate_all([call.number()])
            .to_string()
            .lines()
            .last()
            .unwrap(),
        "123456789012345678901234567890123456789012345678901234567890  \
         4. route 4, unless 2. 3.  d.contoso.com"
    );
}

#[test]
fn many_numbers_make_a_table() {
    let simulator = Simulator::new(&configuration(&[r"^\+1 a b", r"^\+14 c", "^.*$ d"]));
    let numbers = ["+14255550100", "+12065550100", "911"].map(number);
    let table = simulator.down([fqdn("a")]);
    insta::assert_snapshot!(table.simulate_all(&numbers).to_string(), @r"
    number        route       taken by       others
    +14255550100  1. route 1  b.contoso.com  2. 3.
    +12065550100  1. route 1  b.contoso.com  3.
    911           3. route 3  d.contoso.com
    ");
}

#[test]
fn numbers_are_hidden_from_debug() {
    let simulator = Simulator::new(&configuration(&["^.*$ a"]));
    let call = simulator.simulate(&number("+14255550100"));
    assert!(!format!("{call:?}").contains("5550100"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_patterns_at_once_match_like_each_by_itself(
        configuration in testing::configurations(),
        to in r"\+?[1-9]{1,3}[0-9]{0,6}",
    ) {
        let to = number(&to);
        let simulator = Simulator::new(&configuration);
        let fitting: Vec<_> = configuration.routes.iter().enumerate()
            .filter(|(_, route)| route.number_pattern().matcher().unwrap().matches(&to).unwrap())
            .map(|(index, _)| index)
            .collect();
        prop_assert_eq!(simulator.simulate(&to).fitting, fitting);
    }

    #[test]
    fn a_route_moved_to_the_front_decides_wherever_it_fits(
        configuration in testing::configurations(),
        index in any::<prop::sample::Index>(),
        to in r"\+?[1-9]{1,3}[0-9]{0,6}",
    ) {
        prop_assume!(!configuration.routes.is_empty());
        let to = number(&to);
        let index = index.index(configuration.routes.len());
        let moved = configuration.move_route(index, Position::First).unwrap();
        let fits = Simulator::new(&configuration).simulate(&to).fitting.contains(&index);
        let first = Simulator::new(&moved).simulate(&to).index() == Some(0);
        prop_assert_eq!(first, fits);
    }
}
