//! Plans fit again after changes that touch something else, and name those that touch the same.

use proptest::prelude::*;

use crate::{
    Endpoint, LastTrunk, Plan, Position, Route, SipConfiguration, SipPort, Trunk, TrunkFqdn,
    testing,
};

fn fqdn(name: &str) -> TrunkFqdn {
    format!("{name}.contoso.com").parse().unwrap()
}

fn trunk(name: &str, port: u16) -> Trunk {
    Trunk::new(fqdn(name), SipPort::new(port).unwrap())
}

fn route(name: &str, pattern: &str, trunks: &[&str]) -> Route {
    Route::new(name.parse().unwrap(), pattern.parse().unwrap())
        .with_trunks(trunks.iter().map(|it| fqdn(it)))
        .unwrap()
}

fn stored() -> SipConfiguration {
    let trunks = ["a", "b", "c"].map(|name| trunk(name, 5061));
    let routes = [
        route("us", r"^\+1", &["a", "b"]),
        route("de", r"^\+49", &["b"]),
        route("all", "^.*$", &["a"]),
    ];
    SipConfiguration::new(trunks, routes).unwrap()
}

fn plan(before: &SipConfiguration, after: SipConfiguration) -> Plan {
    let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
    Plan::new(&endpoint, before.clone(), after).unwrap()
}

type Edit = fn(&SipConfiguration) -> Result<SipConfiguration, crate::InvalidValue>;

fn rebased(own: Edit, other: Edit) -> Result<SipConfiguration, String> {
    let plan = plan(&stored(), own(&stored()).unwrap());
    let current = other(&stored()).unwrap();
    let rebased = plan.rebase(&current).map_err(|error| error.to_string())?;
    assert_eq!(rebased.before(), &current);
    Ok(rebased.after().clone())
}

#[test]
fn changes_that_touch_something_else_go_together() {
    let insert_es: Edit =
        |it| it.insert_route(route("es", r"^\+34", &["c"]), Position::before("all"));
    let insert_fr: Edit =
        |it| it.insert_route(route("fr", r"^\+33", &["c"]), Position::before("all"));
    let pairs: &[(Edit, Edit)] = &[
        (
            |it| it.with_trunk(trunk("a", 7)),
            |it| it.with_trunk(trunk("b", 8)),
        ),
        (
            |it| it.with_trunk(trunk("x", 7)),
            |it| it.without_trunk(&fqdn("c")),
        ),
        (insert_es, |it| it.remove_route("us")),
        (insert_es, |it| it.rename_route("de", "Germany".parse()?)),
        (insert_es, insert_fr),
        (
            |it| it.move_route("de", Position::First),
            |it| it.rename_route("us", "USA".parse()?),
        ),
        (
            |it| it.rename_route("us", "USA".parse()?),
            |it| it.move_route("de", Position::First),
        ),
        (
            |it| it.suspend_trunk(&fqdn("b"), LastTrunk::RemoveRoute),
            |it| it.with_trunk(trunk("x", 7)),
        ),
    ];
    for (index, (own, other)) in pairs.iter().enumerate() {
        let there = rebased(*own, *other).unwrap();
        // The same as one after the other.
        let expected = own(&other(&stored()).unwrap()).unwrap();
        assert!(there.is_equivalent(&expected), "{index}: {there:?}");
    }
}

#[test]
fn changes_that_touch_the_same_name_both() {
    let cases: &[(Edit, Edit, &str)] = &[
        (
            |it| it.with_trunk(trunk("c", 7)),
            |it| it.with_trunk(trunk("c", 8)),
            "the plan changes trunk c.contoso.com, and the other change changes trunk c.contoso.com",
        ),
        (
            |it| it.with_trunk(trunk("c", 7)),
            |it| it.without_trunk(&fqdn("c")),
            "the plan changes trunk c.contoso.com, and the other change removes trunk c.contoso.com",
        ),
        (
            |it| it.rename_route("us", "USA".parse()?),
            |it| it.remove_route("us"),
            "the plan changes route us, and the other change removes route us",
        ),
        (
            |it| it.move_route("de", Position::First),
            |it| it.move_route("us", Position::Last),
            "the plan moves route de, and the other change moves route us",
        ),
        (
            |it| it.insert_route(route("es", r"^\+34", &["c"]), Position::Last),
            |it| it.without_trunk(&fqdn("c")),
            "the plan adds route es, and the other change removes trunk c.contoso.com",
        ),
        (
            |it| it.without_trunk(&fqdn("c")),
            |it| it.insert_route(route("es", r"^\+34", &["c"]), Position::Last),
            "the plan removes trunk c.contoso.com, and the other change adds route es",
        ),
        (
            |it| it.insert_route(route("mobile", r"^\+491", &["c"]), Position::First),
            |it| it.insert_route(route("cologne", r"^\+49\d+$", &["c"]), Position::First),
            "the plan adds route mobile, and the other change adds route cologne",
        ),
        (
            |it| it.insert_route(route("es", r"^\+34", &["c"]), Position::after("us")),
            |it| it.move_route("us", Position::Last),
            "the plan adds route es, and the other change moves route us",
        ),
    ];
    for (own, other, expected) in cases {
        let refused = rebased(*own, *other).unwrap_err();
        assert_eq!(
            refused,
            format!("{expected}; plan again from what is there now")
        );
    }
}

#[test]
fn a_way_back_fits_after_another_change() {
    let off = stored()
        .suspend_trunk(&fqdn("a"), LastTrunk::LeaveRouteEmpty)
        .unwrap();
    let way_back = plan(&stored(), off.clone()).plan_rollback();
    let current = off.with_trunk(trunk("x", 7)).unwrap();
    let back = way_back.rebase(&current).unwrap();
    assert!(
        back.after()
            .is_equivalent(&stored().with_trunk(trunk("x", 7)).unwrap())
    );
}

#[test]
fn what_both_did_alike_is_done() {
    let insert: Edit = |it| it.insert_route(route("es", r"^\+34", &["c"]), Position::First);
    let there = rebased(insert, insert).unwrap();
    assert!(there.is_equivalent(&insert(&stored()).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_plan_keeps_its_end_where_nobody_else_changed_anything(
        before in testing::configurations(),
        after in testing::configurations(),
    ) {
        let plan = plan(&before, after);
        let rebased = plan.rebase(&before).unwrap();
        prop_assert!(rebased.after().is_equivalent(plan.after()));
        prop_assert!(plan.rebase(plan.after()).unwrap().is_empty());
    }
}
