//! Edits change what they say and keep the rest.

use proptest::prelude::*;

use super::{LastTrunk, Position};
use crate::{Route, SipConfiguration, SipPort, Trunk, TrunkFqdn, testing};

fn fqdn(name: &str) -> TrunkFqdn {
    format!("{name}.contoso.com").parse().unwrap()
}

/// Routes as `name: trunk trunk`, and the trunks they use.
fn configuration(routes: &[&str]) -> SipConfiguration {
    let mut configuration = SipConfiguration::default();
    for line in routes {
        let (name, trunks) = line.split_once(':').unwrap();
        let trunks: Vec<_> = trunks.split_whitespace().map(fqdn).collect();
        for fqdn in &trunks {
            if configuration.trunk(fqdn).is_none() {
                configuration
                    .trunks
                    .push(Trunk::new(fqdn.clone(), SipPort::TLS));
            }
        }
        let route = Route::new(name.parse().unwrap(), "^.*$".parse().unwrap());
        configuration
            .routes
            .push(route.with_trunks(trunks).unwrap());
    }
    configuration
}

fn written(configuration: &SipConfiguration) -> Vec<String> {
    let host = |fqdn: &TrunkFqdn| fqdn.as_str().split('.').next().unwrap().to_owned();
    let routes = configuration.routes.iter().map(|route| {
        let trunks: Vec<_> = route.trunks().iter().map(host).collect();
        format!("{}: {}", route.name(), trunks.join(" "))
            .trim_end()
            .to_owned()
    });
    let trunks: Vec<_> = configuration
        .trunks
        .iter()
        .map(|it| host(it.fqdn()))
        .collect();
    routes.chain([format!("= {}", trunks.join(" "))]).collect()
}

#[test]
fn routes_go_where_they_are_told() {
    let three = configuration(&["a: x", "b: x", "c: x"]);
    let new = || Route::new("n".parse().unwrap(), "1".parse().unwrap());
    for (position, expected) in [
        (Position::First, "nabc"),
        (Position::Last, "abcn"),
        (Position::before("b"), "anbc"),
        (Position::after("b"), "abnc"),
        (Position::before(2), "abnc"),
        (Position::after(2), "abcn"),
    ] {
        let inserted = three.insert_route(new(), position).unwrap();
        let names: String = inserted
            .routes
            .iter()
            .map(|it| it.name().as_str())
            .collect();
        assert_eq!(names, expected, "{position:?}");
    }
    for (moved, position, expected) in [
        ("a", Position::First, "abc"),
        ("a", Position::Last, "bca"),
        ("a", Position::before("a"), "abc"),
        ("a", Position::after("a"), "abc"),
        ("a", Position::before("c"), "bac"),
        ("a", Position::after("c"), "bca"),
        ("c", Position::before("a"), "cab"),
        ("c", Position::after("a"), "acb"),
        ("b", Position::after("c"), "acb"),
    ] {
        let edited = three.move_route(moved, position).unwrap();
        let names: String = edited.routes.iter().map(|it| it.name().as_str()).collect();
        assert_eq!(names, expected, "{moved} {position:?}");
    }
}

#[test]
fn what_is_not_there_or_not_clear_is_refused() {
    let twice = SipConfiguration {
        routes: ["1", "2"]
            .map(|pattern| Route::new("a".parse().unwrap(), pattern.parse().unwrap()))
            .to_vec(),
        ..configuration(&[])
    };
    for (refused, text) in [
        (
            twice.remove_route("a"),
            "route named \"a\" is there more than once; say by its index which one is meant",
        ),
        (
            twice.remove_route("b"),
            "route named \"b\" is not there; use the name of a route as it is spelled",
        ),
        (
            twice.remove_route(2),
            "route with index 2 is not there; there are 2 routes, counted from 0",
        ),
        (
            twice.change_route(0, |it| it.with_number_pattern("2".parse().unwrap())),
            "route 2 repeats route 1; list each route once",
        ),
        (
            twice.move_calls(&fqdn("x"), &fqdn("y")),
            "trunk x.contoso.com is not there; use the name of a trunk of the configuration",
        ),
    ] {
        assert_eq!(refused.unwrap_err().to_string(), text);
    }
    assert_eq!(twice.remove_route(1).unwrap().routes.len(), 1);
}

#[test]
fn a_trunk_is_added_or_changed() {
    let before = configuration(&["a: x"]);
    let port = |port| SipPort::new(port).unwrap();
    let added = before.with_trunk(Trunk::new(fqdn("y"), port(1))).unwrap();
    assert_eq!(written(&added), ["a: x", "= x y"]);
    let changed = added.with_trunk(Trunk::new(fqdn("X"), port(2))).unwrap();
    assert_eq!(written(&changed), ["a: x", "= x y"]);
    assert_eq!(changed.trunks[0].port(), port(2));
}

#[test]
fn calls_are_moved_in_all_routes() {
    let before = configuration(&["a: x y", "b: y x", "c: z", "d: x"]);
    assert_eq!(
        written(&before.move_calls(&fqdn("x"), &fqdn("z")).unwrap()),
        ["a: z y", "b: y z", "c: z", "d: z", "= x y z"]
    );
    assert_eq!(
        written(&before.move_calls(&fqdn("x"), &fqdn("y")).unwrap()),
        ["a: y", "b: y", "c: z", "d: y", "= x y z"]
    );
    assert_eq!(before.move_calls(&fqdn("X"), &fqdn("x")).unwrap(), before);
}

#[test]
fn two_trunks_are_exchanged_in_all_routes() {
    let before = configuration(&["a: x y", "b: z x", "c: z", "d: y"]);
    let exchanged = before.exchange_trunks(&fqdn("x"), &fqdn("y")).unwrap();
    assert_eq!(
        written(&exchanged),
        ["a: y x", "b: z y", "c: z", "d: x", "= x y z"]
    );
    assert_eq!(
        exchanged.exchange_trunks(&fqdn("y"), &fqdn("x")).unwrap(),
        before
    );
    assert!(before.exchange_trunks(&fqdn("x"), &fqdn("w")).is_err());
}

#[test]
fn a_suspended_trunk_stays_without_calls() {
    let before = configuration(&["a: x y", "b: x"]);
    assert!(before.suspend_trunk(&fqdn("x"), LastTrunk::Refuse).is_err());
    let suspended = before
        .suspend_trunk(&fqdn("x"), LastTrunk::LeaveRouteEmpty)
        .unwrap();
    assert_eq!(written(&suspended), ["a: y", "b:", "= x y"]);
    let suspended = before
        .suspend_trunk(&fqdn("x"), LastTrunk::RemoveRoute)
        .unwrap();
    assert_eq!(written(&suspended), ["a: y", "= x y"]);
}

#[test]
fn two_spellings_of_a_trunk_become_one() {
    let mut before = configuration(&["a: x y", "b: x"]);
    before.trunks.push(Trunk::new(
        "X.contoso.com".parse().unwrap(),
        SipPort::of::<7>(),
    ));
    let mended = before
        .keep_spelling(&"X.contoso.com".parse().unwrap())
        .unwrap();
    assert_eq!(written(&mended), ["a: X y", "b: X", "= y X"]);
    assert_eq!(mended.trunks[1].port().get(), 7);
    let mended = before.keep_spelling(&fqdn("x")).unwrap();
    assert_eq!(written(&mended), ["a: x y", "b: x", "= x y"]);
    assert!(mended.keep_spelling(&fqdn("X")).is_err());
}

#[test]
fn a_trunk_is_replaced_even_when_there_is_no_room_for_both() {
    let port = |port| SipPort::new(port).unwrap();
    let before = configuration(&["a: x y", "b: y x", "c: z"]);
    let replaced = |old, new, at| before.replace_trunk(&fqdn(old), Trunk::new(fqdn(new), port(at)));
    let new = replaced("X", "n", 7).unwrap();
    assert_eq!(written(&new), ["a: n y", "b: y n", "c: z", "= y z n"]);
    let known = replaced("x", "Y", 7).unwrap();
    assert_eq!(written(&known), ["a: y", "b: y", "c: z", "= y z"]);
    assert_eq!(known.trunks[0].port(), port(7));
    let itself = replaced("x", "X", 7).unwrap();
    assert_eq!(written(&itself), written(&before));
    assert_eq!(itself.trunks[0].port(), port(7));
    assert!(replaced("n", "x", 7).is_err());

    let full = SipConfiguration {
        trunks: (0..250)
            .map(|n| Trunk::new(fqdn(&format!("t{n}")), SipPort::TLS))
            .collect(),
        routes: Vec::new(),
    };
    let one_more = Trunk::new(fqdn("n"), SipPort::TLS);
    assert!(full.with_trunk(one_more.clone()).is_err());
    let replaced = full.replace_trunk(&fqdn("t7"), one_more).unwrap();
    assert_eq!(replaced.trunks.len(), 250);
}

#[test]
fn a_trunk_is_drained_from_all_routes() {
    let before = configuration(&["a: x y", "b: x", "c: y"]);
    let drained = |last| before.drain_trunk(&fqdn("X"), last);
    assert_eq!(
        drained(LastTrunk::Refuse).unwrap_err().to_string(),
        "trunk X.contoso.com is the last trunk of \"b\"; give the route another trunk first, or \
         say that it may go or stay empty"
    );
    assert_eq!(
        written(&drained(LastTrunk::RemoveRoute).unwrap()),
        ["a: y", "c: y", "= y"]
    );
    assert_eq!(
        written(&drained(LastTrunk::LeaveRouteEmpty).unwrap()),
        ["a: y", "b:", "c: y", "= y"]
    );
    assert_eq!(
        before.without_trunk(&fqdn("x")).unwrap_err().to_string(),
        "trunk x.contoso.com is used by \"a\", \"b\"; drain it, or move its calls to another one first"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn inserting_and_removing_leaves_nothing_behind(
        before in testing::configurations(),
        index in any::<prop::sample::Index>(),
    ) {
        let index = index.index(before.routes.len() + 1);
        let position = match index {
            0 => Position::First,
            _ => Position::after(index - 1),
        };
        let route = Route::new("inserted".parse().unwrap(), "inserted".parse().unwrap());
        let edited = before.insert_route(route, position).unwrap();
        prop_assert_eq!(edited.routes.len(), before.routes.len() + 1);
        prop_assert_eq!(edited.remove_route("inserted").unwrap(), before);
    }

    #[test]
    fn moving_changes_the_order_and_nothing_else(
        before in testing::configurations(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!before.routes.is_empty());
        let (from, to) = (from.index(before.routes.len()), to.index(before.routes.len()));
        let edited = before.move_route(from, Position::before(to)).unwrap();
        prop_assert_eq!(&edited.trunks, &before.trunks);
        let moved = edited.routes.iter().position(|it| *it == before.routes[from]).unwrap();
        let mut rest = edited.routes;
        rest.remove(moved);
        let mut others = before.routes;
        others.remove(from);
        prop_assert_eq!(rest, others);
    }

    #[test]
    fn draining_leaves_no_trace_of_the_trunk(
        before in testing::configurations(),
        index in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!before.trunks.is_empty());
        let gone = before.trunks[index.index(before.trunks.len())].fqdn().clone();
        let drained = before.drain_trunk(&gone, LastTrunk::LeaveRouteEmpty).unwrap();
        prop_assert_eq!(drained.trunks.len(), before.trunks.len() - 1);
        for (route, was) in drained.routes.iter().zip(&before.routes) {
            let kept: Vec<_> = was.trunks().iter().filter(|it| **it != gone).collect();
            prop_assert_eq!(route.trunks().iter().collect::<Vec<_>>(), kept);
            prop_assert_eq!(route.name(), was.name());
            prop_assert_eq!(route.note(), was.note());
        }
        prop_assert_eq!(drained.routes.len(), before.routes.len());
    }
}
