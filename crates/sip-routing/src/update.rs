//! The merge patches that change a configuration, computed without sending anything.

use acs_core::InvalidValue;

use crate::{
    Route, SipConfiguration, Trunk, TrunkFqdn,
    list::MAX_ENTRIES,
    route::same_routes,
    trunk::{find, left_over, partners},
    wire::{SipConfigurationUpdate, TrunkUpdate},
};

/// Adds `trunk`, or changes the one of that name.
pub(crate) fn put_trunk(trunk: &Trunk) -> SipConfigurationUpdate {
    of_trunks([put(trunk.fqdn(), trunk)])
}

/// Deletes the trunk at `fqdn`, where there is one.
pub(crate) fn delete_trunk(fqdn: &TrunkFqdn) -> SipConfigurationUpdate {
    of_trunks([delete(fqdn)])
}

/// Replaces all routes by `routes`. An empty list is written too: it removes them all.
pub(crate) fn replace_routes(routes: &[Route]) -> SipConfigurationUpdate {
    SipConfigurationUpdate {
        routes: Some(routes.iter().map(Route::to_wire).collect()),
        ..SipConfigurationUpdate::default()
    }
}

/// Makes `wanted` out of the `stored` trunks, or nothing where they are that already.
///
/// First come the trunks that are new or changed, in the order wanted, then the ones that go. A
/// changed trunk keeps the spelling it is stored under: should the service tell upper from lower
/// case, another spelling would add a second trunk for the same host, and should it not, deleting
/// the old spelling would delete the new one.
///
/// More than 250 entries are refused, since the published document allows no more in one update.
pub(crate) fn replace_trunks(
    stored: &[Trunk],
    wanted: &[Trunk],
) -> Result<Option<SipConfigurationUpdate>, InvalidValue> {
    let partners = partners(wanted, stored);
    let set = wanted.iter().zip(&partners);
    let set = set.filter_map(
        |(trunk, partner)| match partner.map(|index| &stored[index]) {
            Some(kept) if kept.is_equivalent(trunk) => None,
            Some(kept) => Some(put(kept.fqdn(), trunk)),
            None => Some(put(trunk.fqdn(), trunk)),
        },
    );
    let gone = left_over(&partners, stored.len());
    let gone = gone.map(|index| delete(stored[index].fqdn()));
    let entries: Vec<_> = set.chain(gone).collect();
    match entries.len() {
        0 => Ok(None),
        1..=MAX_ENTRIES => Ok(Some(of_trunks(entries))),
        count => Err(InvalidValue::new(
            "list of trunks",
            format!("adds, changes and removes {count} trunks in all"),
        )
        .with_hint(format!("replace them in steps of at most {MAX_ENTRIES}"))),
    }
}

/// Makes the `wanted` configuration out of the `stored` one in one go, or nothing where it is that
/// already.
///
/// Only the part that differs is written. Trunks are written as in [`replace_trunks`], and routes
/// name them as they are spelled there.
pub(crate) fn replace_all(
    stored: &SipConfiguration,
    wanted: &SipConfiguration,
) -> Result<Option<SipConfigurationUpdate>, InvalidValue> {
    let trunks = replace_trunks(&stored.trunks, &wanted.trunks)?.and_then(|it| it.trunks);
    let kept = kept_spellings(&stored.trunks, &wanted.trunks);
    let spelled = spelled_routes(&wanted.routes, &kept);
    let differ =
        !same_routes(&stored.routes, &wanted.routes) || names_a_spelling_that_goes(stored, &kept);
    let routes = differ.then(|| spelled.iter().map(Route::to_wire).collect());
    let update = SipConfigurationUpdate {
        domains: None,
        routes,
        trunks,
    };
    Ok((update.routes.is_some() || update.trunks.is_some()).then_some(update))
}

/// The routes with their trunks spelled as in `trunks`.
pub(crate) fn spelled_routes(routes: &[Route], trunks: &[Trunk]) -> Vec<Route> {
    let spelled = |fqdn: TrunkFqdn| {
        let known = find(trunks, &fqdn);
        known.map_or(fqdn, |trunk| trunk.fqdn().clone())
    };
    let spelled_all = |fqdns: Vec<TrunkFqdn>| fqdns.into_iter().map(spelled).collect();
    let routes = routes.iter().cloned();
    routes.map(|route| route.map_trunks(spelled_all)).collect()
}

/// The trunks that are wanted, in the spelling that they are stored under.
fn kept_spellings(stored: &[Trunk], wanted: &[Trunk]) -> Vec<Trunk> {
    let pairs = wanted.iter().zip(partners(wanted, stored));
    let kept = pairs.map(|(trunk, partner)| match partner {
        Some(index) => trunk.clone().spelled(stored[index].fqdn().clone()),
        None => trunk.clone(),
    });
    kept.collect()
}

/// Tells if a stored route names a trunk in a spelling that goes while the trunk stays.
fn names_a_spelling_that_goes(stored: &SipConfiguration, kept: &[Trunk]) -> bool {
    let has = |trunks: &[Trunk], fqdn: &TrunkFqdn| {
        let mut trunks = trunks.iter();
        trunks.any(|trunk| trunk.fqdn().as_str() == fqdn.as_str())
    };
    let mut named = stored.routes.iter().flat_map(Route::trunks);
    named.any(|fqdn| has(&stored.trunks, fqdn) && !has(kept, fqdn) && find(kept, fqdn).is_some())
}

/// An entry of the map of trunks: `None` becomes `null` and deletes.
type Entry = (String, Option<TrunkUpdate>);

fn put(fqdn: &TrunkFqdn, trunk: &Trunk) -> Entry {
    (fqdn.clone().into(), Some(trunk.to_update()))
}

fn delete(fqdn: &TrunkFqdn) -> Entry {
    (fqdn.clone().into(), None)
}

fn of_trunks(entries: impl IntoIterator<Item = Entry>) -> SipConfigurationUpdate {
    SipConfigurationUpdate {
        trunks: Some(entries.into_iter().collect()),
        ..SipConfigurationUpdate::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{delete_trunk, put_trunk, replace_routes, replace_trunks};
    use crate::{Route, SipPort, Trunk, wire::SipConfigurationUpdate};

    fn json(update: &SipConfigurationUpdate) -> String {
        serde_json::to_string(update).unwrap()
    }

    /// Names and ports of trunks.
    type Listed<'a> = &'a [(&'a str, u16)];

    fn trunks(trunks: Listed<'_>) -> Vec<Trunk> {
        let trunk = |&(fqdn, port): &(&str, u16)| {
            Trunk::new(fqdn.parse().unwrap(), SipPort::new(port).unwrap())
        };
        trunks.iter().map(trunk).collect()
    }

    fn numbered(numbers: std::ops::Range<usize>) -> Vec<Trunk> {
        numbers
            .map(|n| Trunk::new(format!("sbc{n}.contoso.com").parse().unwrap(), SipPort::TLS))
            .collect()
    }

    #[test]
    fn one_trunk_is_set_or_deleted_by_its_name() {
        let [trunk] = trunks(&[("SBC1.contoso.com", 5061)]).try_into().unwrap();
        assert_eq!(
            json(&put_trunk(&trunk)),
            r#"{"trunks":{"SBC1.contoso.com":{"sipSignalingPort":5061}}}"#
        );
        assert_eq!(
            json(&delete_trunk(trunk.fqdn())),
            r#"{"trunks":{"SBC1.contoso.com":null}}"#
        );
    }

    #[test]
    fn trunks_are_replaced_by_what_differs_and_nothing_else() {
        let cases: &[(Listed<'_>, Listed<'_>, &str)] = &[
            // new before gone
            (
                &[("old.contoso.com", 5061)],
                &[("new1.contoso.com", 8239)],
                r#"{"trunks":{"new1.contoso.com":{"sipSignalingPort":8239},"old.contoso.com":null}}"#,
            ),
            // in the order wanted, then in the order stored
            (
                &[("z.contoso.com", 1), ("y.contoso.com", 1)],
                &[("b.contoso.com", 2), ("a.contoso.com", 3)],
                r#"{"trunks":{"b.contoso.com":{"sipSignalingPort":2},"a.contoso.com":{"sipSignalingPort":3},"z.contoso.com":null,"y.contoso.com":null}}"#,
            ),
            // a changed port, beside a trunk that stays
            (
                &[("a.contoso.com", 1), ("b.contoso.com", 1)],
                &[("a.contoso.com", 1), ("b.contoso.com", 2)],
                r#"{"trunks":{"b.contoso.com":{"sipSignalingPort":2}}}"#,
            ),
            // all of them go
            (
                &[("a.contoso.com", 1)],
                &[],
                r#"{"trunks":{"a.contoso.com":null}}"#,
            ),
            // another spelling of a stored name does not delete it
            (
                &[("a.contoso.com", 1)],
                &[("A.contoso.com", 2)],
                r#"{"trunks":{"a.contoso.com":{"sipSignalingPort":2}}}"#,
            ),
        ];
        for (stored, wanted, expected) in cases {
            let update = replace_trunks(&trunks(stored), &trunks(wanted))
                .unwrap()
                .unwrap();
            assert_eq!(json(&update), *expected);
        }
    }

    #[test]
    fn nothing_is_sent_when_there_is_nothing_to_do() {
        for (stored, wanted) in [
            (trunks(&[]), trunks(&[])),
            (
                trunks(&[("a.contoso.com", 1)]),
                trunks(&[("A.contoso.com", 1)]),
            ),
            (
                numbered(0..250),
                numbered(0..250).into_iter().rev().collect(),
            ),
        ] {
            assert_eq!(
                replace_trunks(&stored, &wanted).unwrap().map(|u| json(&u)),
                None
            );
        }
    }

    #[test]
    fn one_update_holds_250_entries() {
        assert!(
            replace_trunks(&numbered(0..125), &numbered(125..250))
                .unwrap()
                .is_some()
        );
        assert_eq!(
            replace_trunks(&numbered(0..126), &numbered(126..251))
                .unwrap_err()
                .to_string(),
            "list of trunks adds, changes and removes 251 trunks in all; \
             replace them in steps of at most 250"
        );
    }

    #[test]
    fn routes_are_replaced_whole() {
        assert_eq!(json(&replace_routes(&[])), r#"{"routes":[]}"#);
        let route = Route::new("all".parse().unwrap(), "^.*$".parse().unwrap())
            .with_description("everything else".parse().unwrap())
            .with_trunks(["sbc1.contoso.com".parse().unwrap()])
            .unwrap();
        assert_eq!(
            json(&replace_routes(&[route])),
            r#"{"routes":[{"description":"everything else","name":"all","numberPattern":"^.*$","trunks":["sbc1.contoso.com"]}]}"#
        );
    }
}
