//! Differences between two configurations.

use serde::Serialize;

use super::matching::{moved, pairs};
use crate::{
    Route, SipConfiguration, Trunk,
    trunk::{left_over, partners},
};

/// The differences between two configurations.
///
/// `Display` writes it for people, one line for each change, with `+` for what is added, `-` for
/// what is removed, `~` for what is changed and `>` for what is only moved. For programs there are
/// the lists, also through serde.
///
/// The order of trunks and the case of their names are no difference, and neither is an empty
/// description in the place of none.
///
/// ```
/// use acs_sip_routing::{Diff, Position, Route, SipConfiguration, SipPort, Trunk};
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// let route = |name: &str, pattern: &str| -> Result<Route, acs_sip_routing::InvalidValue> {
///     Route::new(name.parse()?, pattern.parse()?).with_trunks(["sbc1.contoso.com".parse()?])
/// };
/// let before = SipConfiguration::new([trunk], [route("all", "^.*$")?])?;
/// let after = before.insert_route(route("Germany", r"^\+49")?, Position::First)?;
/// assert_eq!(
///     Diff::between(&before, &after).to_string(),
///     "routes:\n  + 1. Germany: ^\\+49 over sbc1.contoso.com\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diff {
    /// Trunks: those that stay and change or go in the order of before, then those that come.
    pub trunks: Vec<TrunkChange>,
    /// Routes: those that go in the order of before, then the others in the order of after.
    pub routes: Vec<RouteChange>,
}

/// The change of a trunk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "camelCase")]
#[non_exhaustive]
pub enum TrunkChange {
    /// It comes.
    #[non_exhaustive]
    Added {
        /// The new trunk.
        trunk: Trunk,
    },
    /// It gets another port, or other settings.
    #[non_exhaustive]
    Changed {
        /// The trunk as it was.
        before: Trunk,
        /// The trunk as it will be.
        after: Trunk,
    },
    /// It goes.
    #[non_exhaustive]
    Removed {
        /// The trunk as it was.
        trunk: Trunk,
    },
}

/// The change of a route. Indices count from 0; the text counts from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "camelCase")]
#[non_exhaustive]
pub enum RouteChange {
    /// It comes.
    #[non_exhaustive]
    Added {
        /// Its index after.
        index: usize,
        /// The new route.
        route: Route,
    },
    /// It changes, and may be moved besides.
    #[non_exhaustive]
    Changed {
        /// Its index before.
        from: usize,
        /// Its index after.
        to: usize,
        /// True if its place among the other routes changes.
        moved: bool,
        /// The route as it was.
        before: Route,
        /// The route as it will be.
        after: Route,
    },
    /// It stays as it is, at another place among the others.
    #[non_exhaustive]
    Moved {
        /// Its index before.
        from: usize,
        /// Its index after.
        to: usize,
        /// The route.
        route: Route,
    },
    /// It goes.
    #[non_exhaustive]
    Removed {
        /// Its index before.
        index: usize,
        /// The route as it was.
        route: Route,
    },
}

impl TrunkChange {
    /// The change of one trunk, if it is one.
    pub(super) fn between(before: Option<&Trunk>, after: Option<&Trunk>) -> Option<Self> {
        match (before.cloned(), after.cloned()) {
            (None, None) => None,
            (None, Some(trunk)) => Some(Self::Added { trunk }),
            (Some(trunk), None) => Some(Self::Removed { trunk }),
            (Some(before), Some(after)) => {
                (!before.is_equivalent(&after)).then_some(Self::Changed { before, after })
            }
        }
    }
}

impl Diff {
    /// Compares two configurations.
    pub fn between(before: &SipConfiguration, after: &SipConfiguration) -> Self {
        Self {
            trunks: trunk_changes(before, after),
            routes: route_changes(&before.routes, &after.routes),
        }
    }

    /// Returns true if nothing differs.
    pub fn is_empty(&self) -> bool {
        self.trunks.is_empty() && self.routes.is_empty()
    }
}

fn trunk_changes(before: &SipConfiguration, after: &SipConfiguration) -> Vec<TrunkChange> {
    let partners = partners(&before.trunks, &after.trunks);
    let known = before.trunks.iter().zip(&partners);
    let kept = known.filter_map(|(trunk, partner)| {
        TrunkChange::between(Some(trunk), partner.map(|index| &after.trunks[index]))
    });
    let added = left_over(&partners, after.trunks.len());
    let added = added.filter_map(|index| TrunkChange::between(None, Some(&after.trunks[index])));
    kept.chain(added).collect()
}

fn route_changes(before: &[Route], after: &[Route]) -> Vec<RouteChange> {
    let pairs = pairs(before, after);
    let moved = moved(&pairs);
    let mut was: Vec<Option<(usize, bool)>> = vec![None; after.len()];
    let mut goes = vec![true; before.len()];
    for (&(from, to), moved) in pairs.iter().zip(moved) {
        was[to] = Some((from, moved));
        goes[from] = false;
    }
    let removed = before.iter().enumerate().zip(goes);
    let removed = removed
        .filter(|(_, goes)| *goes)
        .map(|((index, route), _)| RouteChange::Removed {
            index,
            route: route.clone(),
        });
    let others = after.iter().enumerate().zip(was);
    let others = others.filter_map(|((to, route), was)| match was {
        None => Some(RouteChange::Added {
            index: to,
            route: route.clone(),
        }),
        Some((from, moved)) => stayed(&before[from], route, from, to, moved),
    });
    removed.chain(others).collect()
}

fn stayed(
    before: &Route,
    after: &Route,
    from: usize,
    to: usize,
    moved: bool,
) -> Option<RouteChange> {
    if !before.is_equivalent(after) {
        return Some(RouteChange::Changed {
            from,
            to,
            moved,
            before: before.clone(),
            after: after.clone(),
        });
    }
    moved.then(|| RouteChange::Moved {
        from,
        to,
        route: after.clone(),
    })
}
