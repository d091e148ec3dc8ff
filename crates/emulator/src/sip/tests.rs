//! What updates make of a configuration, in either version.

use super::*;

fn patched(configuration: &SipConfiguration, update: &str) -> SipConfiguration {
    configuration
        .patched_by_stable(serde_json::from_str(update).unwrap(), SipRules::default())
        .unwrap()
}

fn text(configuration: &SipConfiguration) -> String {
    serde_json::to_string(&StableBody::of(configuration)).unwrap()
}

fn try_preview(
    configuration: &SipConfiguration,
    update: &str,
) -> Result<SipConfiguration, SipRefusal> {
    configuration.patched(serde_json::from_str(update).unwrap(), SipRules::default())
}

fn preview_text(configuration: &SipConfiguration) -> String {
    serde_json::to_string(&PreviewBody::of(configuration, false)).unwrap()
}

/// As the stable version makes it.
fn by_stable() -> SipConfiguration {
    patched(
        &SipConfiguration::default(),
        r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":5061}},"routes":[{"name":"r","numberPattern":"1","trunks":["sbc.example.com"]}]}"#,
    )
}

#[test]
fn both_keys_are_always_there() {
    assert_eq!(
        text(&SipConfiguration::default()),
        r#"{"trunks":{},"routes":[]}"#
    );
}

#[test]
fn trunks_merge_in_the_order_they_came() {
    let first = patched(
        &SipConfiguration::default(),
        r#"{"trunks":{"b.example.com":{"sipSignalingPort":1},"a.example.com":{"sipSignalingPort":2}}}"#,
    );
    let second = patched(
        &first,
        r#"{"trunks":{"c.example.com":{"sipSignalingPort":3},"b.example.com":{"sipSignalingPort":9},"a.example.com":null}}"#,
    );
    assert_eq!(
        text(&second),
        r#"{"trunks":{"b.example.com":{"sipSignalingPort":9},"c.example.com":{"sipSignalingPort":3}},"routes":[]}"#
    );
}

#[test]
fn routes_are_replaced_as_a_whole_and_otherwise_untouched() {
    let route = |name| {
        format!(r#"{{"description":"d","name":"{name}","numberPattern":"^.*$","trunks":[]}}"#)
    };
    let first = patched(
        &SipConfiguration::default(),
        &format!(r#"{{"routes":[{},{}]}}"#, route("one"), route("two")),
    );
    assert_eq!(text(&patched(&first, r#"{"trunks":{}}"#)), text(&first));
    let second = patched(&first, &format!(r#"{{"routes":[{}]}}"#, route("three")));
    assert_eq!(
        text(&second),
        format!(r#"{{"trunks":{{}},"routes":[{}]}}"#, route("three"))
    );
    assert_eq!(
        text(&patched(&second, r#"{"routes":[]}"#)),
        r#"{"trunks":{},"routes":[]}"#
    );
}

#[test]
fn deleting_an_unknown_trunk_does_nothing() {
    let empty = SipConfiguration::default();
    assert_eq!(
        patched(&empty, r#"{"trunks":{"notExisting.fqdn.com":null}}"#),
        empty
    );
}

#[test]
fn a_trunk_without_a_port_keeps_the_one_it_has() {
    let first = patched(
        &SipConfiguration::default(),
        r#"{"trunks":{"a.example.com":{"sipSignalingPort":5061}}}"#,
    );
    assert_eq!(patched(&first, r#"{"trunks":{"a.example.com":{}}}"#), first);
}

#[test]
fn what_the_stable_version_made_has_the_defaults_of_the_preview() {
    assert_eq!(
        preview_text(&by_stable()),
        r#"{"domains":{"example.com":{"enabled":true}},"trunks":{"sbc.example.com":{"sipSignalingPort":5061,"enabled":true,"directTransfer":false,"privacyHeader":"id","ipAddressVersion":"ipv4"}},"routes":[{"description":null,"name":"r","numberPattern":"1","callerIdOverride":null,"trunks":["sbc.example.com"]}]}"#
    );
    // So the preview has nothing to object to.
    assert_eq!(try_preview(&by_stable(), "{}"), Ok(by_stable()));
}

#[test]
fn what_the_stable_version_does_not_know_it_leaves_alone() {
    let by_preview = try_preview(
        &by_stable(),
        r#"{"domains":{"example.com":{"enabled":false}},"trunks":{"sbc.example.com":{"enabled":false,"directTransfer":true,"privacyHeader":"none","ipAddressVersion":"ipv6"}},"routes":[{"name":"r","numberPattern":"1","trunks":["sbc.example.com"],"callerIdOverride":"+14255550123"}]}"#,
    )
    .unwrap();
    assert_eq!(text(&by_preview), text(&by_stable()));
    let changed = patched(
        &by_preview,
        r#"{"domains":5,"trunks":{"sbc.example.com":{"sipSignalingPort":5062,"enabled":"?"}}}"#,
    );
    assert_eq!(
        preview_text(&changed),
        preview_text(&by_preview).replace("5061", "5062")
    );
    // Routes come as a whole, so here it cannot.
    let routes = patched(
        &by_preview,
        r#"{"routes":[{"name":"r","numberPattern":"1","trunks":["sbc.example.com"],"callerIdOverride":"+1"}]}"#,
    );
    assert!(preview_text(&routes).contains(r#""callerIdOverride":null"#));
}

#[test]
fn a_trunk_of_the_preview_needs_a_domain() {
    let empty = SipConfiguration::default();
    let trunk = r#""trunks":{"sbc.eu.example.com":{"sipSignalingPort":5061}}"#;
    for (domain, is_its_own) in [
        ("sbc.eu.example.com", true),
        ("eu.example.com", true),
        ("EXAMPLE.com", true),
        ("us.example.com", false),
        ("c.eu.example.com", false),
    ] {
        let update = format!(r#"{{"domains":{{"{domain}":{{"enabled":true}}}},{trunk}}}"#);
        let patched = try_preview(&empty, &update);
        assert_eq!(patched.is_ok(), is_its_own, "{domain}");
    }
    let without = try_preview(&empty, &format!("{{{trunk}}}"));
    assert_eq!(without, Err(SipRefusal::MissingDomain));
    let deleted = try_preview(&by_stable(), r#"{"domains":{"example.com":null}}"#);
    assert_eq!(deleted, Err(SipRefusal::MissingDomain));
    let all = r#"{"domains":{"example.com":null},"trunks":{"sbc.example.com":null},"routes":[]}"#;
    assert_eq!(try_preview(&by_stable(), all), Ok(empty));
}

#[test]
fn an_enabled_trunk_needs_an_enabled_domain() {
    let off = r#"{"domains":{"example.com":{"enabled":false}}}"#;
    let refused = Err(SipRefusal::MissingEnabledDomainForTrunk);
    assert_eq!(try_preview(&by_stable(), off), refused);
    let both = r#"{"domains":{"example.com":{"enabled":false}},"trunks":{"sbc.example.com":{"enabled":false}}}"#;
    let both = try_preview(&by_stable(), both).unwrap();
    let on = r#"{"trunks":{"sbc.example.com":{"enabled":true}}}"#;
    assert_eq!(try_preview(&both, on), refused);
    // One of several is enough.
    let closer = r#"{"domains":{"sbc.example.com":{"enabled":true}},"trunks":{"sbc.example.com":{"enabled":true}}}"#;
    assert!(try_preview(&both, closer).is_ok());
}

#[test]
fn an_empty_update_may_be_an_error() {
    let rules = SipRules {
        no_empty_updates: true,
        ..SipRules::default()
    };
    for (update, is_empty) in [
        ("{}", true),
        (r#"{"trunks":{}}"#, true),
        (r#"{"domains":null,"unknown":1}"#, true),
        (r#"{"routes":[]}"#, false),
        (r#"{"trunks":{"a.example.com":null}}"#, false),
    ] {
        let preview = by_stable().patched(serde_json::from_str(update).unwrap(), rules);
        assert_eq!(
            preview == Err(SipRefusal::EmptyUpdate),
            is_empty,
            "{update}"
        );
        assert!(try_preview(&by_stable(), update) != Err(SipRefusal::EmptyUpdate));
    }
}

#[test]
fn domains_merge_and_are_limited() {
    let empty = SipConfiguration::default();
    let domains = |numbers: std::ops::Range<usize>| {
        let domains: Vec<_> = numbers
            .map(|it| format!(r#""d{it}.example":{{}}"#))
            .collect();
        format!(r#"{{"domains":{{{}}}}}"#, domains.join(","))
    };
    let full = try_preview(&empty, &domains(0..250)).unwrap();
    assert_eq!(
        try_preview(&full, &domains(249..251)),
        Err(SipRefusal::TooManyDomains)
    );
    let swapped =
        r#"{"domains":{"d0.example":null,"new.example":{"enabled":false},"d1.example":{}}}"#;
    let swapped = preview_text(&try_preview(&full, swapped).unwrap());
    assert!(swapped.starts_with(r#"{"domains":{"d1.example":{"enabled":true},"#));
    assert!(
        swapped.contains(r#""d249.example":{"enabled":true},"new.example":{"enabled":false}}"#)
    );
    let malformed = try_preview(&empty, r#"{"domains":{"-1":{"enabled":true}}}"#);
    assert_eq!(malformed, Err(SipRefusal::InvalidDomain("-1".to_owned())));
}

#[test]
fn health_is_kept_when_a_trunk_changes() {
    let health = TrunkHealth {
        tls: TlsStatus::Ok,
        ..TrunkHealth::default()
    };
    let known = by_stable().with_health("sbc.example.com", health).unwrap();
    let changed = patched(
        &known,
        r#"{"trunks":{"sbc.example.com":{"sipSignalingPort":1}}}"#,
    );
    let text = serde_json::to_string(&PreviewBody::of(&changed, true)).unwrap();
    assert!(
        text.contains(r#""health":{"tls":{"status":"ok"}"#),
        "{text}"
    );
    assert_eq!(by_stable().with_health("other.example.com", health), None);
}
