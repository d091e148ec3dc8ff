//! Fields that only the preview has are kept where they can be, and refused where they cannot.

use acs_core::Endpoint;
use serde_json::{Value, json};

use super::{IpAddressVersion, PrivacyHeader, check_update, from_stable, to_stable};
use crate::{
    ApiVersion, CallerId, Diff, Domain, DomainName, Plan, Route, SipConfiguration, SipPort, Trunk,
    update, wire,
};

const CALLER: &str = "+14255550123";

fn trunk() -> Trunk {
    Trunk::new("sbc1.contoso.com".parse().unwrap(), SipPort::TLS)
}

fn route() -> Route {
    Route::new("all".parse().unwrap(), "^.*$".parse().unwrap())
        .with_trunks([trunk().fqdn().clone()])
        .unwrap()
}

fn configuration(trunk: Trunk, route: Route) -> SipConfiguration {
    SipConfiguration::new([trunk], [route]).unwrap()
}

fn plain() -> SipConfiguration {
    configuration(trunk(), route())
}

/// Everything that a trunk and a route can have.
fn full() -> SipConfiguration {
    let trunk = trunk()
        .with_enabled(false)
        .with_direct_transfer(true)
        .with_privacy_header(PrivacyHeader::None)
        .with_ip_address_version(IpAddressVersion::Ipv6);
    configuration(
        trunk,
        route().with_caller_id_override(CALLER.parse().unwrap()),
    )
}

#[test]
fn a_configuration_goes_to_the_service_and_comes_back() {
    let sent = full().to_wire();
    assert_eq!(
        json!(sent),
        json!({
            "trunks": { "sbc1.contoso.com": {
                "sipSignalingPort": 5061,
                "enabled": false,
                "directTransfer": true,
                "privacyHeader": "none",
                "ipAddressVersion": "ipv6",
            } },
            "routes": [{
                "name": "all",
                "numberPattern": "^.*$",
                "trunks": ["sbc1.contoso.com"],
                "callerIdOverride": CALLER,
            }],
        })
    );
    assert_eq!(SipConfiguration::from_wire(sent).unwrap(), full());
}

#[test]
fn the_stable_version_is_sent_what_it_knows() {
    let change = update::replace_all(&SipConfiguration::default(), &plain())
        .unwrap()
        .unwrap();
    assert_eq!(check_update(ApiVersion::V2023_03_01, &change), Ok(()));
    assert_eq!(json!(to_stable(&change)), json!(change));
    let deletion = update::delete_trunk(trunk().fqdn());
    assert_eq!(
        json!(to_stable(&deletion)),
        json!({ "trunks": { "sbc1.contoso.com": null } })
    );
    let answer = json!(plain().to_wire());
    let read = from_stable(serde_json::from_value(answer).unwrap());
    assert_eq!(SipConfiguration::from_wire(read).unwrap(), plain());
    let nothing = from_stable(serde_json::from_value(json!({})).unwrap());
    assert!(nothing == wire::SipConfiguration::default());
}

#[test]
fn the_stable_version_is_never_sent_what_it_does_not_know() {
    for (desired, what) in [
        (
            configuration(trunk().with_enabled(true), route()),
            "settings of trunks",
        ),
        (
            configuration(trunk().with_direct_transfer(false), route()),
            "settings of trunks",
        ),
        (
            configuration(trunk().with_privacy_header(PrivacyHeader::Id), route()),
            "settings of trunks",
        ),
        (
            configuration(
                trunk().with_ip_address_version(IpAddressVersion::Ipv4),
                route(),
            ),
            "settings of trunks",
        ),
        (
            configuration(
                trunk(),
                route().with_caller_id_override(CALLER.parse().unwrap()),
            ),
            "caller ids of routes",
        ),
    ] {
        let change = update::replace_all(&SipConfiguration::default(), &desired)
            .unwrap()
            .unwrap();
        let refused = check_update(ApiVersion::V2023_03_01, &change).unwrap_err();
        assert_eq!(refused.field(), "API version");
        assert_eq!(
            refused.problem(),
            format!("{} does not have {what}", ApiVersion::default())
        );
        assert_eq!(
            check_update(ApiVersion::V2024_11_15Preview, &change),
            Ok(())
        );
        assert_eq!(super::uses_preview(&desired), Some(what));
    }
    assert_eq!(super::uses_preview(&plain()), None);
}

#[test]
fn what_a_trunk_leaves_open_is_no_difference() {
    let off = configuration(trunk().with_enabled(false), route());
    let on = configuration(trunk().with_enabled(true), route());
    assert!(plain().is_equivalent(&off) && off.is_equivalent(&plain()));
    assert!(off.fulfils(&plain()) && plain().fulfils(&on));
    assert!(!on.is_equivalent(&off) && !on.fulfils(&off));
    assert!(Diff::between(&off, &plain()).is_empty());
    let kept = update::replace_all(&off, &plain()).unwrap();
    assert!(kept.is_none());
    let changed = update::replace_all(&off, &on).unwrap().unwrap();
    assert_eq!(
        json!(changed),
        json!({ "trunks": { "sbc1.contoso.com": { "sipSignalingPort": 5061, "enabled": true } } })
    );
}

#[test]
fn a_difference_names_settings_and_no_callers() {
    let before = configuration(
        trunk()
            .with_enabled(true)
            .with_privacy_header(PrivacyHeader::Id),
        route(),
    );
    assert_eq!(
        Diff::between(&before, &full()).to_string(),
        "trunks:\n  ~ sbc1.contoso.com: enabled true to false; direct transfer unknown to true; \
         privacy header id to none; IP version unknown to ipv6\n\
         routes:\n  ~ 1. all: caller id set\n"
    );
    assert_eq!(
        Diff::between(&SipConfiguration::default(), &full()).to_string(),
        "trunks:\n  + sbc1.contoso.com:5061 (enabled false, direct transfer true, privacy header \
         none, IP version ipv6)\n\
         routes:\n  + 1. all: ^.*$ over sbc1.contoso.com with a caller id\n"
    );
    let other = route().with_caller_id_override("+1".parse().unwrap());
    for (from, to, expected) in [
        (full().routes[0].clone(), other, "caller id changed"),
        (
            full().routes[0].clone(),
            full().routes[0].clone().without_caller_id_override(),
            "caller id removed",
        ),
    ] {
        let diff = Diff::between(&configuration(trunk(), from), &configuration(trunk(), to));
        assert_eq!(
            diff.to_string(),
            format!("routes:\n  ~ 1. all: {expected}\n")
        );
    }
}

#[test]
fn documents_lose_nothing() {
    let json = full().to_json().unwrap();
    assert_eq!(SipConfiguration::from_json(&json).unwrap(), full());
    let toml = full().to_toml().unwrap();
    assert_eq!(SipConfiguration::from_toml(&toml).unwrap(), full());
    assert!(!plain().to_json().unwrap().contains("enabled"));
}

#[test]
fn a_plan_keeps_what_only_the_preview_has() {
    let endpoint = "https://contoso.communication.azure.com".parse().unwrap();
    for desired in [plain(), full()] {
        let plan = Plan::new(&endpoint, SipConfiguration::default(), desired).unwrap();
        let kept: Value = serde_json::to_value(&plan).unwrap();
        assert_eq!(kept["version"], 1);
        assert_eq!(serde_json::from_value::<Plan>(kept).unwrap(), plan);
    }
}

#[test]
fn no_number_shows_in_debug_texts() {
    assert!(!format!("{:?}", full()).contains("4255550123"));
    assert!(CallerId::new("").is_err());
}

#[test]
fn domains_are_named_as_hosts_are() {
    let domain = Domain::new("Contoso.com".parse().unwrap(), true);
    assert_eq!(domain.name(), &DomainName::new("contoso.COM").unwrap());
    assert_eq!(
        json!(domain),
        json!({ "name": "Contoso.com", "enabled": true })
    );
    for (name, problem) in [
        ("contoso", "domain name has one part only"),
        (
            "-.contoso.com",
            "domain name has a part that begins with a hyphen (part 1)",
        ),
    ] {
        let refused = DomainName::new(name).unwrap_err();
        assert!(refused.to_string().starts_with(problem), "{refused}");
    }
}

#[cfg(feature = "simulation")]
#[test]
fn a_trunk_that_is_switched_off_takes_no_calls() {
    let simulator = crate::Simulator::new(&full());
    let call = simulator.simulate(&"+1".parse().unwrap());
    assert_eq!(call.route().unwrap().name().as_str(), "all");
    assert!(call.taken_by().is_none());
}

#[test]
fn the_preview_has_every_operation_of_the_stable_version() {
    use acs_sip_routing_generated::operations::OPERATIONS as STABLE;
    use acs_sip_routing_preview_generated::operations::OPERATIONS as PREVIEW;
    for stable in STABLE {
        let same = PREVIEW.iter().find(|it| it.id == stable.id).unwrap();
        assert_eq!(
            (same.method, same.path, same.content_type),
            (stable.method, stable.path, stable.content_type)
        );
    }
}

#[test]
fn a_trunk_that_says_nothing_of_a_setting_has_the_default() {
    let off = configuration(trunk().with_enabled(false), route());
    assert!(!plain().fulfils(&off));
    assert_eq!(
        Diff::between(&plain(), &off).to_string(),
        "trunks:\n  ~ sbc1.contoso.com: enabled unknown to false\n"
    );
    assert!(update::replace_all(&plain(), &off).unwrap().is_some());
    let usual = trunk()
        .with_enabled(true)
        .with_direct_transfer(false)
        .with_privacy_header(PrivacyHeader::Id)
        .with_ip_address_version(IpAddressVersion::Ipv4);
    assert!(Diff::between(&plain(), &configuration(usual, route())).is_empty());
}

#[test]
fn a_plan_knows_the_settings_that_stay() {
    let endpoint = Endpoint::new("https://contoso.communication.azure.com").unwrap();
    let off = configuration(trunk().with_enabled(false), route());
    // A document that says nothing of a trunk that is switched off does not switch it on.
    let plan = Plan::new(&endpoint, off.clone(), plain()).unwrap();
    assert!(plan.is_empty());
    assert_eq!(plan.after(), &off);
    let codes: Vec<_> = plan
        .warnings()
        .iter()
        .map(|it| it.problem().code())
        .collect();
    assert!(codes.contains(&"all-trunks-off"), "{codes:?}");
}
