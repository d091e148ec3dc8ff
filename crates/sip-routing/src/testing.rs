//! Common to tests of several modules.

use proptest::{collection::vec, option, prelude::*, sample::subsequence};
use serde_json::json;

use crate::{
    CallerId, IpAddressVersion, PrivacyHeader, Route, SipConfiguration, SipPort, Trunk,
    wire::SipConfigurationUpdate,
};

/// The configuration of the service after a merge patch, by the rules for merge patches.
pub(crate) fn patched(
    stored: &SipConfiguration,
    update: Option<SipConfigurationUpdate>,
) -> SipConfiguration {
    let mut wire = stored.to_wire();
    let Some(update) = update else {
        return stored.clone();
    };
    let trunks = wire.trunks.get_or_insert_default();
    for (fqdn, trunk) in update.trunks.into_iter().flatten() {
        match trunk {
            Some(trunk) => {
                let mut merged = trunks.get(&fqdn).map_or(json!({}), |it| json!(it));
                let patch = json!(trunk);
                for (key, value) in patch.as_object().unwrap() {
                    merged[key] = value.clone();
                }
                trunks.insert(fqdn, serde_json::from_value(merged).unwrap());
            }
            None => {
                trunks
                    .shift_remove(&fqdn)
                    .expect("only what is there is deleted");
            }
        }
    }
    if update.routes.is_some() {
        wire.routes = update.routes;
    }
    SipConfiguration::from_wire(wire).unwrap()
}

/// Valid configurations with up to 12 trunks and up to 12 routes, texts of all kinds, with and
/// without what only the preview has.
pub(crate) fn configurations() -> impl Strategy<Value = SipConfiguration> {
    vec(trunks(), 0..12)
        .prop_map(|trunks| {
            let named = trunks.into_iter().enumerate();
            named
                .map(|(index, trunk)| {
                    Trunk::new(
                        format!("sbc{index}.contoso.com").parse().unwrap(),
                        trunk.port(),
                    )
                    .updated_by(trunk)
                })
                .collect::<Vec<_>>()
        })
        .prop_flat_map(|trunks| {
            let routes = vec(routes(&trunks), 0..12);
            (Just(trunks), routes)
        })
        .prop_map(|(trunks, routes)| {
            let named = routes.into_iter().enumerate();
            let distinct = named.map(|(index, route)| {
                let name = format!("{} {index}", route.name());
                route.with_name(name.parse().unwrap())
            });
            SipConfiguration {
                trunks,
                routes: distinct.collect(),
            }
        })
}

fn trunks() -> impl Strategy<Value = Trunk> {
    ((1..=u16::MAX), option::of(any::<[bool; 4]>())).prop_map(|(port, settings)| {
        let trunk = Trunk::new(
            "sbc.contoso.com".parse().unwrap(),
            SipPort::new(port).unwrap(),
        );
        match settings {
            None => trunk,
            Some([enabled, transfer, id, ipv4]) => trunk
                .with_enabled(enabled)
                .with_direct_transfer(transfer)
                .with_privacy_header(
                    [PrivacyHeader::None, PrivacyHeader::Id][usize::from(id)].clone(),
                )
                .with_ip_address_version(
                    [IpAddressVersion::Ipv6, IpAddressVersion::Ipv4][usize::from(ipv4)].clone(),
                ),
        }
    })
}

fn routes(trunks: &[Trunk]) -> impl Strategy<Value = Route> + use<> {
    let pattern = (1..1000u16, 0..4usize).prop_map(|(number, form)| match form {
        0 => "^.*$".to_owned(),
        1 => format!(r"^\+{number}"),
        2 => format!(r"^\+{number}(?!9)\d{{3}}$"),
        _ => format!(r"^(\d)\1.*{number}"),
    });
    let text = || vec(any::<char>(), 0..20).prop_map(String::from_iter);
    (
        text(),
        option::of(text()),
        pattern,
        subsequence(trunks.to_owned(), 0..=trunks.len()).prop_shuffle(),
        option::of((1..1000u16).prop_map(|n| CallerId::new(format!("+1{n}")).unwrap())),
    )
        .prop_map(|(name, note, pattern, trunks, caller)| {
            let route = Route::new(
                format!("r{name}").parse().unwrap(),
                pattern.parse().unwrap(),
            )
            .with_trunks(trunks.iter().map(|it| it.fqdn().clone()))
            .unwrap();
            let route = match note {
                Some(note) => route.with_description(note.parse().unwrap()),
                None => route,
            };
            match caller {
                Some(caller) => route.with_caller_id_override(caller),
                None => route,
            }
        })
}
