//! The place of something in a configuration.

use std::fmt;

use acs_core::Shown;

use crate::{RouteName, TrunkFqdn, text::one_line};

/// The place of something in a configuration.
///
/// Indices count from 0, as in the lists themselves; the text counts from 1, as people do.
///
/// ```
/// use acs_sip_routing::{Route, SipConfiguration};
///
/// let mut configuration = SipConfiguration::default();
/// configuration.routes.push(Route::new("all".parse()?, "^.*$".parse()?));
/// let finding = &configuration.check()[0];
/// assert_eq!(finding.place().route(), Some(0));
/// assert_eq!(finding.place().to_string(), "route 1 (all)");
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The list of trunks.
    Trunks,
    /// A trunk of the configuration.
    #[non_exhaustive]
    Trunk {
        /// The index in [`SipConfiguration::trunks`](crate::SipConfiguration::trunks).
        index: usize,
        /// Its name.
        fqdn: TrunkFqdn,
    },
    /// The list of routes.
    Routes,
    /// A route.
    #[non_exhaustive]
    Route {
        /// The index in [`SipConfiguration::routes`](crate::SipConfiguration::routes).
        index: usize,
        /// Its name.
        name: RouteName,
    },
    /// A trunk in the list of a route.
    #[non_exhaustive]
    RouteTrunk {
        /// The index in [`SipConfiguration::routes`](crate::SipConfiguration::routes).
        route: usize,
        /// The name of the route.
        name: RouteName,
        /// The index in [`Route::trunks`](crate::Route::trunks).
        index: usize,
        /// The trunk that is named there.
        fqdn: TrunkFqdn,
    },
}

impl Place {
    /// The index of the route, where it is about one.
    pub fn route(&self) -> Option<usize> {
        match self {
            Self::Route { index, .. } => Some(*index),
            Self::RouteTrunk { route, .. } => Some(*route),
            _ => None,
        }
    }

    /// Puts findings in the order of the configuration.
    pub(super) fn order(&self) -> (u8, usize, usize) {
        match self {
            Self::Trunks => (0, 0, 0),
            Self::Trunk { index, .. } => (1, *index, 0),
            Self::Routes => (2, 0, 0),
            Self::Route { index, .. } => (3, *index, 0),
            Self::RouteTrunk { route, index, .. } => (3, *route, index + 1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trunks => f.write_str("trunks"),
            Self::Trunk { index, fqdn } => {
                write!(f, "trunk {} ({})", index + 1, Shown(fqdn.as_str()))
            }
            Self::Routes => f.write_str("routes"),
            Self::Route { index, name } => {
                write!(f, "route {} ({})", index + 1, Shown(&one_line(name)))
            }
            Self::RouteTrunk {
                route,
                name,
                index,
                fqdn,
            } => write!(
                f,
                "route {} ({}), trunk {} ({})",
                route + 1,
                Shown(&one_line(name)),
                index + 1,
                Shown(fqdn.as_str())
            ),
        }
    }
}
