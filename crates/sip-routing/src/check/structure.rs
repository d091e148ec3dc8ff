//! Problems that show without matching numbers.

use std::collections::{HashMap, HashSet};

use super::{Finding, Place, Problem};
use crate::{
    Route, SipConfiguration, Trunk, TrunkFqdn,
    list::MAX_ENTRIES,
    pattern::{malformed, repeats_anchor},
};

/// The problems of the list of trunks.
pub(super) fn check_trunks(configuration: &SipConfiguration) -> Vec<Finding> {
    let trunks = &configuration.trunks;
    let routes = configuration.routes.iter();
    let used: HashSet<_> = routes.flat_map(Route::trunks).collect();
    let mut findings = Vec::from_iter(too_many(trunks.len(), || Place::Trunks));
    for ((index, trunk), first) in trunks.iter().enumerate().zip(firsts(trunks, Trunk::fqdn)) {
        let place = || Place::Trunk {
            index,
            fqdn: trunk.fqdn().clone(),
        };
        if first < index {
            let problem = repetition(trunk.fqdn(), trunks[first].fqdn(), first);
            findings.push(Finding::new(place(), problem));
        } else if !used.contains(trunk.fqdn()) {
            findings.push(Finding::new(place(), Problem::UnusedTrunk));
        }
    }
    findings
}

/// The problems of the list of routes.
pub(super) fn check_routes(configuration: &SipConfiguration) -> Vec<Finding> {
    let routes = &configuration.routes;
    let known: HashSet<_> = configuration.trunks.iter().map(Trunk::fqdn).collect();
    let off = configuration.trunks_off();
    let mut findings = Vec::from_iter(too_many(routes.len(), || Place::Routes));
    let same = firsts(routes, |route| (route.name(), route.number_pattern()));
    for ((index, route), first) in routes.iter().enumerate().zip(same) {
        let place = || place(index, route);
        if first < index {
            findings.push(Finding::new(place(), Problem::Repeated { first }));
        }
        let pattern = route.number_pattern();
        if let Some(error) = malformed(pattern) {
            findings.push(Finding::new(place(), Problem::MalformedPattern(error)));
        } else if repeats_anchor(pattern) {
            findings.push(Finding::new(place(), Problem::RepeatedAnchor));
        }
        if route.trunks().is_empty() {
            findings.push(Finding::new(place(), Problem::NoTrunks));
        } else if route.trunks().iter().all(|fqdn| off.contains(fqdn)) {
            findings.push(Finding::new(place(), Problem::AllTrunksOff));
        }
        findings.extend(too_many(route.trunks().len(), place));
        for ((at, fqdn), first) in route
            .trunks()
            .iter()
            .enumerate()
            .zip(firsts(route.trunks(), |fqdn| fqdn))
        {
            let place = || Place::RouteTrunk {
                route: index,
                name: route.name().clone(),
                index: at,
                fqdn: fqdn.clone(),
            };
            if first < at {
                let problem = repetition(fqdn, &route.trunks()[first], first);
                findings.push(Finding::new(place(), problem));
            }
            if !known.contains(fqdn) {
                findings.push(Finding::new(place(), Problem::MissingTrunk));
            }
        }
    }
    findings
}

fn repetition(fqdn: &TrunkFqdn, earlier: &TrunkFqdn, first: usize) -> Problem {
    if fqdn.as_str() == earlier.as_str() {
        Problem::Repeated { first }
    } else {
        Problem::TwoSpellings { first }
    }
}

/// The place of a route.
pub(super) fn place(index: usize, route: &Route) -> Place {
    Place::Route {
        index,
        name: route.name().clone(),
    }
}

fn too_many(count: usize, place: impl FnOnce() -> Place) -> Option<Finding> {
    (count > MAX_ENTRIES).then(|| Finding::new(place(), Problem::TooMany { count }))
}

/// The index of the first entry with the same key, for each entry.
pub(super) fn firsts<'a, T, K: Eq + std::hash::Hash>(
    entries: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<usize> {
    let mut places = HashMap::with_capacity(entries.len());
    let keys = entries.iter().map(key).enumerate();
    keys.map(|(index, key)| *places.entry(key).or_insert(index))
        .collect()
}
