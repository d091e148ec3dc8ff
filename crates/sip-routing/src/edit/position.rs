//! References to routes, and positions among them.

use std::fmt;

use acs_core::{InvalidValue, Shown};

use crate::{Route, RouteName};

/// A reference to a route, by its name or by its index.
///
/// Names need not be unique. One that several routes have is refused in an edit, and the index,
/// counted from 0, tells them apart.
///
/// ```
/// use acs_sip_routing::RouteRef;
///
/// assert_eq!(RouteRef::from("Germany"), RouteRef::Name("Germany"));
/// assert_eq!(RouteRef::from(2), RouteRef::Index(2));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RouteRef<'a> {
    /// The route of that name, of which there is one.
    Name(&'a str),
    /// The route at that index of [`SipConfiguration::routes`](crate::SipConfiguration::routes).
    Index(usize),
}

impl fmt::Debug for RouteRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.debug_tuple("Name").field(&Shown(name)).finish(),
            Self::Index(index) => f.debug_tuple("Index").field(index).finish(),
        }
    }
}

impl RouteRef<'_> {
    /// The index of the route in `routes`.
    pub(super) fn find(self, routes: &[Route]) -> Result<usize, InvalidValue> {
        let problem =
            |problem: String, hint| Err(InvalidValue::new("route", problem).with_hint(hint));
        match self {
            Self::Index(index) if index < routes.len() => Ok(index),
            Self::Index(index) => problem(
                format!("with index {index} is not there"),
                format!("there are {} routes, counted from 0", routes.len()),
            ),
            Self::Name(name) => {
                let named = routes.iter().enumerate();
                let mut named = named.filter(|(_, route)| route.name().as_str() == name);
                match (named.next(), named.next()) {
                    (Some((index, _)), None) => Ok(index),
                    (None, _) => problem(
                        format!("named {name:?} is not there"),
                        "use the name of a route as it is spelled".to_owned(),
                    ),
                    (Some(_), Some(_)) => problem(
                        format!("named {name:?} is there more than once"),
                        "say by its index which one is meant".to_owned(),
                    ),
                }
            }
        }
    }
}

impl<'a> From<&'a str> for RouteRef<'a> {
    fn from(name: &'a str) -> Self {
        Self::Name(name)
    }
}

impl<'a> From<&'a RouteName> for RouteRef<'a> {
    fn from(name: &'a RouteName) -> Self {
        Self::Name(name.as_str())
    }
}

impl From<usize> for RouteRef<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The place that a route goes to.
///
/// ```
/// use acs_sip_routing::{Position, RouteRef};
///
/// assert_eq!(Position::before("Germany"), Position::Before(RouteRef::Name("Germany")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position<'a> {
    /// Before all others: it is tried first.
    First,
    /// After all others: it is tried last.
    Last,
    /// Right before another route.
    Before(RouteRef<'a>),
    /// Right after another route.
    After(RouteRef<'a>),
}

impl<'a> Position<'a> {
    /// Right before another route.
    pub fn before(route: impl Into<RouteRef<'a>>) -> Self {
        Self::Before(route.into())
    }

    /// Right after another route.
    pub fn after(route: impl Into<RouteRef<'a>>) -> Self {
        Self::After(route.into())
    }

    /// The index in `routes` that a route gets there.
    pub(super) fn find(self, routes: &[Route]) -> Result<usize, InvalidValue> {
        match self {
            Self::First => Ok(0),
            Self::Last => Ok(routes.len()),
            Self::Before(route) => route.find(routes),
            Self::After(route) => route.find(routes).map(|index| index + 1),
        }
    }
}
