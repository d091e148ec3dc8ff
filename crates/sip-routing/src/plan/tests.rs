//! Differences, plans as values, and what they reroute.

use proptest::prelude::*;

use super::{Diff, Plan};
use crate::{
    Endpoint, LastTrunk, Position, Route, SipConfiguration, SipPort, Trunk, TrunkFqdn, testing,
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
    let trunks = [trunk("sbc1", 5061), trunk("sbc2", 5061), trunk("old", 5060)];
    let routes = [
        route("Seattle", r"^\+1(206|425)\d{7}$", &["sbc1", "sbc2"]),
        route("Germany", r"^\+49\d+$", &["old"]),
        route("Spain", r"^\+34\d+$", &["sbc2", "old"]),
        route("all others", "^.*$", &["sbc1"]),
    ];
    SipConfiguration::new(trunks, routes).unwrap()
}

fn plan(before: &SipConfiguration, after: &SipConfiguration) -> Plan {
    let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
    Plan::new(&endpoint, before.clone(), after.clone()).unwrap()
}

fn patch(plan: &Plan) -> String {
    let update = plan.update(plan.before()).unwrap();
    update.map_or_else(String::new, |it| serde_json::to_string(&it).unwrap())
}

/// A bit of everything.
fn changed() -> SipConfiguration {
    let note = "Over the new line".parse().unwrap();
    stored()
        .with_trunk(trunk("sbc3", 5061))
        .unwrap()
        .with_trunk(trunk("sbc2", 5062))
        .unwrap()
        .move_calls(&fqdn("old"), &fqdn("sbc3"))
        .unwrap()
        .without_trunk(&fqdn("old"))
        .unwrap()
        .remove_route("Spain")
        .unwrap()
        .rename_route("all others", "everything else".parse().unwrap())
        .unwrap()
        .insert_route(
            route("emergency", "^(112|911)$", &["sbc1"]),
            Position::First,
        )
        .unwrap()
        .move_route("Seattle", Position::after("Germany"))
        .unwrap()
        .change_route("Germany", |it| it.with_description(note))
        .unwrap()
}

#[test]
fn a_difference_is_written_for_people() {
    insta::assert_snapshot!(Diff::between(&stored(), &changed()), @r#"
    trunks:
      ~ sbc2.contoso.com: port 5061 to 5062
      - old.contoso.com:5060
      + sbc3.contoso.com:5061
    routes:
      - 3. Spain: ^\+34\d+$ over sbc2.contoso.com, old.contoso.com
      + 1. emergency: ^(112|911)$ over sbc1.contoso.com
      ~ 2. Germany: trunks old.contoso.com to sbc3.contoso.com; description none to "Over the new line"; moved, was 2.
      ~ 4. all others: renamed all others to everything else
    "#);
    let moved = stored().move_route("all others", Position::First).unwrap();
    insta::assert_snapshot!(Diff::between(&stored(), &moved), @r"
    routes:
      > 1. all others: moved, was 4.
    ");
    insta::assert_snapshot!(Diff::between(&stored(), &stored()), @"nothing to do");
}

#[test]
fn a_difference_is_there_for_programs() {
    insta::assert_json_snapshot!(Diff::between(&stored(), &changed()));
}

#[test]
fn texts_of_others_stay_in_their_line() {
    let before = SipConfiguration::default();
    let mut after = SipConfiguration::default();
    after
        .routes
        .push(route("a\n+ 9. fake: ^.*$", "1\u{1b}[2J", &[]));
    insta::assert_snapshot!(Diff::between(&before, &after), @r"
    routes:
      + 1. a\n+ 9. fake: ^.*$: 1\u{1b}[2J over no trunk
    ");
}

#[test]
fn trunks_and_routes_go_in_one_patch() {
    insta::assert_snapshot!(patch(&plan(&stored(), &changed())), @r#"{"trunks":{"sbc2.contoso.com":{"sipSignalingPort":5062},"sbc3.contoso.com":{"sipSignalingPort":5061},"old.contoso.com":null},"routes":[{"name":"emergency","numberPattern":"^(112|911)$","trunks":["sbc1.contoso.com"]},{"description":"Over the new line","name":"Germany","numberPattern":"^\\+49\\d+$","trunks":["sbc3.contoso.com"]},{"name":"Seattle","numberPattern":"^\\+1(206|425)\\d{7}$","trunks":["sbc1.contoso.com","sbc2.contoso.com"]},{"name":"everything else","numberPattern":"^.*$","trunks":["sbc1.contoso.com"]}]}"#);
}

#[test]
fn only_the_part_that_differs_is_sent() {
    let more = stored().with_trunk(trunk("new", 1)).unwrap();
    assert_eq!(
        patch(&plan(&stored(), &more)),
        r#"{"trunks":{"new.contoso.com":{"sipSignalingPort":1}}}"#
    );
    let fewer = stored().remove_route(0).unwrap();
    assert!(patch(&plan(&stored(), &fewer)).starts_with(r#"{"routes":["#));
    assert_eq!(patch(&plan(&stored(), &stored())), "");
}

#[test]
fn what_makes_no_difference_is_not_sent() {
    let mut same = stored();
    same.trunks.reverse();
    same.trunks[0] = trunk("OLD", 5060);
    same.routes[1] = route("Germany", r"^\+49\d+$", &["Old"]).with_description("".parse().unwrap());
    let plan = plan(&stored(), &same);
    assert!(plan.is_empty() && plan.diff().is_empty());
    assert_eq!(patch(&plan), "");
}

#[test]
fn routes_name_trunks_as_the_service_spells_them() {
    let mut after = stored();
    after.trunks.push(trunk("NEW", 1));
    after.routes = vec![route("all", "^.*$", &["SBC1", "new"])];
    insta::assert_snapshot!(patch(&plan(&stored(), &after)), @r#"{"trunks":{"NEW.contoso.com":{"sipSignalingPort":1}},"routes":[{"name":"all","numberPattern":"^.*$","trunks":["sbc1.contoso.com","NEW.contoso.com"]}]}"#);
}

#[test]
fn a_faulty_configuration_is_not_planned() {
    let mut faulty = stored();
    faulty.trunks.remove(0);
    faulty.routes.push(route("broken", "^(", &["sbc2"]));
    let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
    let refused = Plan::new(&endpoint, stored(), faulty.clone()).unwrap_err();
    assert!(refused.is_invalid_input());
    assert_eq!(
        refused.to_string(),
        "SIP configuration cannot be sent: route 1 (Seattle), trunk 1 (sbc1.contoso.com): there is \
         no such trunk; route 4 (all others), trunk 1 (sbc1.contoso.com): there is no such trunk; \
         route 5 (broken): number pattern is no regular expression of .NET: at character 2, a \
         parenthesis is not closed"
    );

    // The service is the judge of patterns, and it has this one.
    let mut odd = stored();
    odd.routes.push(route("odd", "^(", &["sbc2"]));
    let moved = odd.move_route("odd", Position::First).unwrap();
    assert!(Plan::new(&endpoint, odd, moved).is_ok());
}

#[test]
fn a_change_that_one_request_cannot_hold_is_refused() {
    let trunks = |from: usize| (from..from + 250).map(|n| trunk(&format!("sbc{n}"), 5061));
    let before = SipConfiguration::new(trunks(0), []).unwrap();
    let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
    let half = SipConfiguration::new(trunks(125), []).unwrap();
    let all = SipConfiguration::new(trunks(250), []).unwrap();
    assert!(Plan::new(&endpoint, before.clone(), half).is_ok());
    let refused = Plan::new(&endpoint, before, all).unwrap_err();
    assert!(refused.is_invalid_input());
    assert_eq!(
        refused.to_string(),
        "list of trunks adds, changes and removes 500 trunks in all; replace them in steps of at \
         most 250"
    );
}

#[test]
fn a_plan_is_kept_as_text() {
    let plan = plan(&stored(), &stored().remove_route(0).unwrap());
    let kept = serde_json::to_string_pretty(&plan).unwrap();
    insta::assert_snapshot!(kept);
    assert_eq!(serde_json::from_str::<Plan>(&kept).unwrap(), plan);
    let newer = kept.replacen("\"version\": 1", "\"version\": 9", 1);
    let refused = serde_json::from_str::<Plan>(&newer)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("plan has version 9; make it again"),
        "{refused}"
    );
}

#[test]
fn a_plan_keeps_what_the_service_has_whatever_it_is() {
    let odd = r#"{"version":1,"endpoint":"https://contoso.communication.azure.com",
        "before":{"trunks":{"-1":{"sipSignalingPort":0}},"routes":[{"name":"","numberPattern":""}]},
        "after":{"trunks":{},"routes":[]}}"#;
    let plan: Plan = serde_json::from_str(odd).unwrap();
    let again: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
    assert_eq!(again, plan);
    assert_eq!(plan.before().trunks[0].port().get(), 0);
}

#[test]
fn a_plan_that_was_cut_is_not_one_that_deletes() {
    for cut in [
        r#""trunks":{}"#,
        r#""routes":[]"#,
        r#""trunks":{},"routes":null"#,
    ] {
        let text = format!(
            r#"{{"version":1,"endpoint":"https://contoso.communication.azure.com",
                "before":{{"trunks":{{}},"routes":[]}},"after":{{{cut}}}}}"#
        );
        let refused = serde_json::from_str::<Plan>(&text).unwrap_err().to_string();
        assert!(
            refused.contains("plan lacks trunks, routes or a value of them"),
            "{refused}"
        );
    }
}

#[test]
fn warnings_come_with_the_plan() {
    let after = stored().move_route("all others", Position::First).unwrap();
    let warnings: Vec<_> = plan(&stored(), &after)
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        warnings,
        [2, 3, 4].map(|n| format!(
            "route {n} ({}): is never the first that fits; its numbers fit earlier route 1",
            ["Seattle", "Germany", "Spain"][n - 2]
        ))
    );
}

#[test]
fn numbers_that_go_another_way_are_named() {
    let after = stored()
        .drain_trunk(&fqdn("old"), LastTrunk::RemoveRoute)
        .unwrap()
        .rename_route("all others", "rest".parse().unwrap())
        .unwrap();
    let plan = plan(&stored(), &after);
    let numbers = ["+4930555", "+3491555", "+14255550100", "911"].map(|it| it.parse().unwrap());
    let rerouted = plan.rerouted(&numbers);
    let lines: Vec<_> = rerouted.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    +4930555: Germany over old.contoso.com, sbc1.contoso.com before, rest over sbc1.contoso.com after
    +3491555: Spain over sbc2.contoso.com, old.contoso.com, sbc1.contoso.com before, Spain over sbc2.contoso.com, sbc1.contoso.com after
    ");
    assert!(!format!("{rerouted:?}").contains("4930555"));

    let found = plan.reroute_examples();
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    +340: Spain over sbc2.contoso.com, old.contoso.com, sbc1.contoso.com before, Spain over sbc2.contoso.com, sbc1.contoso.com after
    +490: Germany over old.contoso.com, sbc1.contoso.com before, rest over sbc1.contoso.com after
    ");
}

#[test]
fn switching_a_trunk_off_says_which_numbers_go_another_way() {
    let mut off = stored();
    off.routes.pop();
    let before = off.clone();
    let off = off
        .with_trunk(trunk("sbc1", 5061).with_enabled(false))
        .unwrap();
    let off = off
        .with_trunk(trunk("old", 5060).with_enabled(false))
        .unwrap();
    let plan = plan(&before, &off);
    let examples: Vec<_> = plan
        .reroute_examples()
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(examples.join("\n"), @r"
    +340: Spain over sbc2.contoso.com, old.contoso.com before, Spain over sbc2.contoso.com after
    +490: Germany over old.contoso.com before, Germany over no trunk that takes calls after (not certain)
    +12060000000: Seattle over sbc1.contoso.com, sbc2.contoso.com before, Seattle over sbc2.contoso.com after (not certain)
    ");
    let cut_off: Vec<_> = plan.reroute_examples();
    let cut_off = cut_off.iter().filter(|it| it.is_cut_off());
    assert_eq!(
        cut_off.map(|it| it.number().as_str()).collect::<Vec<_>>(),
        ["+490"]
    );
    let warnings: Vec<_> = plan
        .warnings()
        .iter()
        .map(|it| it.problem().code())
        .collect();
    assert!(warnings.contains(&"all-trunks-off"), "{warnings:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_difference_is_empty_only_between_equals(
        some in testing::configurations(),
        other in testing::configurations(),
    ) {
        prop_assert_eq!(Diff::between(&some, &other).is_empty(), some.is_equivalent(&other));
        prop_assert!(Diff::between(&some, &some).is_empty());
    }

    #[test]
    fn a_patch_makes_what_was_planned_and_the_way_back_undoes_it(
        before in testing::configurations(),
        after in testing::configurations(),
    ) {
        let plan = plan(&before, &after);
        let patched = testing::patched(&before, plan.update(&before).unwrap());
        prop_assert!(patched.is_equivalent(&after));
        let back = plan.plan_rollback();
        let restored = testing::patched(&patched, back.update(&patched).unwrap());
        prop_assert!(restored.is_equivalent(&before));
    }

    #[test]
    fn a_plan_survives_being_kept(
        before in testing::configurations(),
        after in testing::configurations(),
    ) {
        let plan = plan(&before, &after);
        let kept = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&kept).unwrap(), plan);
    }
}
