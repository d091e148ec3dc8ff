//! Changes that are still there, whatever came after them.

use super::{Plan, RouteChange, TrunkChange};
use crate::{Route, SipConfiguration};

impl Plan {
    /// Tells if all that the plan changes is still so in `found`, which somebody else may have
    /// changed in other places since.
    pub(crate) fn is_in_effect(&self, found: &SipConfiguration) -> bool {
        let diff = self.diff();
        let trunks = diff.trunks.iter().all(|change| match change {
            TrunkChange::Added { trunk } | TrunkChange::Changed { after: trunk, .. } => found
                .trunk(trunk.fqdn())
                .is_some_and(|it| it.is_equivalent(trunk)),
            TrunkChange::Removed { trunk } => {
                let mut left = found.trunks.iter();
                !left.any(|it| it.fqdn().as_str() == trunk.fqdn().as_str())
            }
        });
        let has = |route: &Route| found.routes.iter().any(|it| it.is_equivalent(route));
        let routes = diff.routes.iter().all(|change| match change {
            RouteChange::Added { route, .. }
            | RouteChange::Moved { route, .. }
            | RouteChange::Changed { after: route, .. } => has(route),
            RouteChange::Removed { route, .. } => !has(route),
        });
        trunks && routes && (diff.routes.is_empty() || self.keeps_order(found))
    }

    /// Tells if the routes of the plan that are left are in its order.
    fn keeps_order(&self, found: &SipConfiguration) -> bool {
        let places = self.after.routes.iter().filter_map(|route| {
            let mut found = found.routes.iter();
            found.position(|it| it.is_equivalent(route))
        });
        places.is_sorted()
    }
}
