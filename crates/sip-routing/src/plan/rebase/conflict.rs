//! Two changes that do not go together.

use std::{error::Error as StdError, fmt};

use acs_core::{Error, InvalidValue, Shown};
use serde::Serialize;

use crate::{Diff, RouteChange, RouteName, TrunkChange, TrunkFqdn, text::one_line};

/// A change of a trunk or of a route.
///
/// `Display` names it without its pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Change {
    /// The change of a trunk.
    Trunk(TrunkChange),
    /// The change of a route.
    Route(RouteChange),
}

impl Change {
    /// The first change that passes `test`, trunks first.
    pub(super) fn find(diff: &Diff, test: &dyn Fn(&Self) -> bool) -> Option<Self> {
        let trunks = diff.trunks.iter().cloned().map(Self::Trunk);
        let routes = diff.routes.iter().cloned().map(Self::Route);
        trunks.chain(routes).find(test)
    }

    /// Tells if it makes, changes or moves the route of that name.
    pub(super) fn is_of_route(&self, name: &RouteName) -> bool {
        match self {
            Self::Route(RouteChange::Added { route, .. } | RouteChange::Moved { route, .. }) => {
                route.name() == name
            }
            Self::Route(RouteChange::Changed { after, .. }) => after.name() == name,
            _ => false,
        }
    }

    /// Tells if it deletes the trunk.
    pub(super) fn deletes_trunk(&self, fqdn: &TrunkFqdn) -> bool {
        matches!(self, Self::Trunk(TrunkChange::Removed { trunk }) if trunk.fqdn() == fqdn)
    }

    /// Tells if it changes the place of a route that stays.
    pub(super) fn moves(&self) -> bool {
        matches!(
            self,
            Self::Route(RouteChange::Moved { .. } | RouteChange::Changed { moved: true, .. })
        )
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, what, name) = match self {
            Self::Trunk(change) => {
                let (verb, trunk) = match change {
                    TrunkChange::Added { trunk } => ("adds", trunk),
                    TrunkChange::Changed { after, .. } => ("changes", after),
                    TrunkChange::Removed { trunk } => ("removes", trunk),
                };
                (verb, "trunk", trunk.fqdn().as_str())
            }
            Self::Route(change) => {
                let (verb, route) = match change {
                    RouteChange::Added { route, .. } => ("adds", route),
                    RouteChange::Changed { before, .. } => ("changes", before),
                    RouteChange::Moved { route, .. } => ("moves", route),
                    RouteChange::Removed { route, .. } => ("removes", route),
                };
                (verb, "route", route.name().as_str())
            }
        };
        write!(f, "{verb} {what} {}", Shown(&one_line(name)))
    }
}

/// Two changes that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Conflict {
    /// The change of the plan.
    pub own: Change,
    /// The change that somebody else made.
    pub other: Change,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the plan {}, and the other change {}",
            self.own, self.other
        )
    }
}

/// The reason why a plan cannot be rebased: somebody else has changed the same.
///
/// The text may be logged: it has no numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RebaseError(Vec<Conflict>);

impl RebaseError {
    pub(super) fn new(conflicts: Vec<Conflict>) -> Self {
        Self(conflicts)
    }

    /// The pairs of changes that do not go together. There is at least one.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.0
    }
}

impl fmt::Display for RebaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let conflicts: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        write!(
            f,
            "{}; plan again from what is there now",
            conflicts.join("; ")
        )
    }
}

impl StdError for RebaseError {}

impl From<RebaseError> for Error {
    fn from(error: RebaseError) -> Self {
        InvalidValue::new("plan", format!("cannot be rebased: {error}")).into()
    }
}
