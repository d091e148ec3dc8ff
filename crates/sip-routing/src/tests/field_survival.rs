//! Every field of a trunk and a route survives whatever is done to the configuration around it.

use serde_json::json;

use crate::{
    Endpoint, IpAddressVersion, LastTrunk, Plan, Position, PrivacyHeader, Route, SipConfiguration,
    SipPort, Trunk, TrunkFqdn, testing, update, wire,
};

fn fqdn(n: usize) -> TrunkFqdn {
    format!("sbc{n}.contoso.com").parse().unwrap()
}

fn trunk(n: usize) -> Trunk {
    Trunk::new(fqdn(n), SipPort::TLS)
        .with_enabled(n != 2)
        .with_direct_transfer(true)
        .with_privacy_header(PrivacyHeader::None)
        .with_ip_address_version(IpAddressVersion::Ipv6)
}

fn route(name: &str, pattern: &str, trunks: &[usize]) -> Route {
    Route::new(name.parse().unwrap(), pattern.parse().unwrap())
        .with_description(format!("for {name}").parse().unwrap())
        .with_trunks(trunks.iter().map(|n| fqdn(*n)))
        .unwrap()
        .with_caller_id_override("+14255550100".parse().unwrap())
}

/// A configuration in which every field has a value.
fn full() -> SipConfiguration {
    let routes = [
        route("us", r"^\+1", &[1, 2]),
        route("de", r"^\+49", &[2, 3]),
        route("all", "^.*$", &[3, 1]),
    ];
    SipConfiguration::new((1..=4).map(trunk), routes).unwrap()
}

#[test]
fn every_field_has_a_value_here() {
    let wire = full().to_wire();
    for trunk in wire.trunks.unwrap().into_values() {
        let wire::Trunk {
            sip_signaling_port: Some(_),
            enabled: Some(_),
            direct_transfer: Some(_),
            privacy_header: Some(_),
            ip_address_version: Some(_),
            // Read apart from the configuration.
            health: None,
        } = trunk
        else {
            panic!("a field of a trunk is not set")
        };
    }
    for route in wire.routes.unwrap() {
        let wire::TrunkRoute {
            name: Some(_),
            description: Some(_),
            number_pattern: Some(_),
            trunks: Some(_),
            caller_id_override: Some(_),
        } = route
        else {
            panic!("a field of a route is not set")
        };
    }
}

type Edit = fn(&SipConfiguration) -> Result<SipConfiguration, crate::InvalidValue>;

const EDITS: &[(&str, Edit)] = &[
    ("insert", |it| {
        it.insert_route(route("new", "^7", &[1]), Position::First)
    }),
    ("move", |it| it.move_route("de", Position::First)),
    ("rename", |it| it.rename_route("de", "Germany".parse()?)),
    ("change", |it| {
        let pattern = r"^\+4".parse()?;
        it.change_route("us", |route| route.with_number_pattern(pattern))
    }),
    ("remove", |it| it.remove_route("all")),
    ("set one that is there", |it| {
        it.with_trunk(Trunk::new(fqdn(1), SipPort::of::<7>()))
    }),
    ("set another", |it| it.with_trunk(trunk(9))),
    ("delete", |it| it.without_trunk(&fqdn(4))),
    ("replace by itself", |it| {
        it.replace_trunk(&fqdn(1), Trunk::new(fqdn(1), SipPort::of::<7>()))
    }),
    ("replace by one that is there", |it| {
        it.replace_trunk(&fqdn(1), Trunk::new(fqdn(4), SipPort::of::<7>()))
    }),
    ("replace", |it| it.replace_trunk(&fqdn(1), trunk(9))),
    ("move calls", |it| it.move_calls(&fqdn(1), &fqdn(4))),
    ("exchange", |it| it.exchange_trunks(&fqdn(1), &fqdn(2))),
    ("suspend", |it| {
        it.suspend_trunk(&fqdn(2), LastTrunk::Refuse)
    }),
    ("drain", |it| it.drain_trunk(&fqdn(2), LastTrunk::Refuse)),
];

#[test]
fn edits_keep_every_field() {
    let before = full();
    for (edit, make) in EDITS {
        let after = make(&before).unwrap();
        assert_ne!(after, before, "{edit}");
        for trunk in &after.trunks {
            if let Some(was) = before.trunk(trunk.fqdn()) {
                let moved = was.clone().updated_by(Trunk::new(fqdn(0), trunk.port()));
                assert_eq!(*trunk, moved, "{edit}");
            }
        }
        for route in &after.routes {
            let mut same = before.routes.iter();
            if let Some(was) = same.find(|it| it.description() == route.description()) {
                let kept = was.clone().with_name(route.name().clone());
                let kept = kept.with_number_pattern(route.number_pattern().clone());
                let kept = kept.with_trunks(route.trunks().iter().cloned()).unwrap();
                assert_eq!(*route, kept, "{edit}");
            }
        }
    }
}

#[test]
fn an_edit_of_a_trunk_that_is_there_sets_what_it_says() {
    let off = Trunk::new(fqdn(1), SipPort::TLS).with_enabled(false);
    for edited in [
        full().with_trunk(off.clone()).unwrap(),
        full().replace_trunk(&fqdn(1), off.clone()).unwrap(),
    ] {
        assert_eq!(edited.trunks[0], trunk(1).with_enabled(false));
        let change = update::replace_all(&full(), &edited).unwrap().unwrap();
        assert_eq!(
            json!(change)["trunks"]["sbc1.contoso.com"]["enabled"],
            false
        );
    }
}

#[test]
fn plans_keep_every_field() {
    let endpoint: Endpoint = "https://contoso.communication.azure.com".parse().unwrap();
    for (edit, make) in EDITS {
        let plan = Plan::new(&endpoint, full(), make(&full()).unwrap()).unwrap();
        let kept = serde_json::to_string(&plan).unwrap();
        let plan: Plan = serde_json::from_str(&kept).unwrap();
        assert_eq!(plan.before(), &full(), "{edit}");
        #[cfg(feature = "simulation")]
        assert_eq!(
            plan.rebase(&full()).unwrap().after(),
            plan.after(),
            "{edit}"
        );
        let there = testing::patched(&full(), plan.update(&full()).unwrap());
        assert!(there.is_equivalent(plan.after()), "{edit}");
        let back = plan.plan_rollback();
        let back = testing::patched(&there, back.update(&there).unwrap());
        let is_as_it_was = |trunk: &Trunk| back.trunk(trunk.fqdn()) == Some(trunk);
        assert!(full().trunks.iter().all(is_as_it_was), "{edit}");
        assert_eq!(back.routes, full().routes, "{edit}");
    }
}

#[test]
fn the_wire_and_documents_keep_every_field() {
    assert_eq!(
        SipConfiguration::from_wire(full().to_wire()).unwrap(),
        full()
    );
    let set = update::replace_all(&SipConfiguration::default(), &full()).unwrap();
    assert_eq!(testing::patched(&SipConfiguration::default(), set), full());
    #[cfg(feature = "json")]
    {
        let body = json!(full().to_wire()).to_string();
        for json in [full().to_json().unwrap(), body] {
            assert_eq!(SipConfiguration::from_json(&json).unwrap(), full());
        }
    }
    #[cfg(feature = "toml")]
    {
        let toml = full().to_toml().unwrap();
        let begun = SipConfiguration::default().to_toml().unwrap();
        for toml in [toml, full().update_toml(&begun).unwrap()] {
            assert_eq!(SipConfiguration::from_toml(&toml).unwrap(), full());
        }
    }
}
