//! Edits of routes.

use acs_core::InvalidValue;

use super::{Position, RouteRef};
use crate::{Route, RouteName, SipConfiguration, route::check_routes};

/// Edits of routes. Each gives a new configuration in which all else is the same.
///
/// All of them refuse a route that is not there, and a result with more than 250 routes or with
/// two of the same name and pattern.
impl SipConfiguration {
    /// The same with one route more.
    ///
    /// ```
    /// use acs_sip_routing::{Position, Route};
    ///
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> acs_sip_routing::Result<()> {
    /// let toll_free = Route::new("toll-free".parse()?, r"^\+18(00|33|44)\d{7}$".parse()?)
    ///     .with_trunks(["sbc1.contoso.com".parse()?])?;
    /// let desired = current.insert_route(toll_free, Position::before("United States"))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn insert_route(&self, route: Route, position: Position<'_>) -> Result<Self, InvalidValue> {
        let index = position.find(&self.routes)?;
        self.edit_routes(|routes| routes.insert(index, route))
    }

    /// The same with a route at another place among the others.
    ///
    /// ```
    /// use acs_sip_routing::{Position, Route, SipConfiguration};
    ///
    /// let mut current = SipConfiguration::default();
    /// for (name, pattern) in [("all", "^.*$"), ("Germany", r"^\+49"), ("Spain", r"^\+34")] {
    ///     current.routes.push(Route::new(name.parse()?, pattern.parse()?));
    /// }
    /// let desired = current.move_route("all", Position::Last)?;
    /// let names: Vec<_> = desired.routes.iter().map(|route| route.name().as_str()).collect();
    /// assert_eq!(names, ["Germany", "Spain", "all"]);
    /// # Ok::<(), acs_sip_routing::InvalidValue>(())
    /// ```
    pub fn move_route<'a>(
        &self,
        route: impl Into<RouteRef<'a>>,
        position: Position<'_>,
    ) -> Result<Self, InvalidValue> {
        let from = route.into().find(&self.routes)?;
        let to = position.find(&self.routes)?;
        self.edit_routes(|routes| {
            let route = routes.remove(from);
            // What comes after it has moved up.
            routes.insert(to - usize::from(to > from), route);
        })
    }

    /// The same with a route under another name.
    ///
    /// ```
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> acs_sip_routing::Result<()> {
    /// let desired = current.rename_route("all", "everything else".parse()?)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn rename_route<'a>(
        &self,
        route: impl Into<RouteRef<'a>>,
        name: RouteName,
    ) -> Result<Self, InvalidValue> {
        self.change_route(route, |route| route.with_name(name))
    }

    /// The same with a route changed.
    ///
    /// ```
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> acs_sip_routing::Result<()> {
    /// let pattern = r"^\+1(425|206)\d{7}$".parse()?;
    /// let desired = current.change_route("Seattle", |route| route.with_number_pattern(pattern))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_route<'a>(
        &self,
        route: impl Into<RouteRef<'a>>,
        change: impl FnOnce(Route) -> Route,
    ) -> Result<Self, InvalidValue> {
        let index = route.into().find(&self.routes)?;
        self.edit_routes(|routes| {
            let route = routes.remove(index);
            routes.insert(index, change(route));
        })
    }

    /// The same without a route. Its numbers go to the next route that fits them. Without one, a call
    /// may still leave over the service's own telephony.
    ///
    /// ```
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> acs_sip_routing::Result<()> {
    /// let desired = current.remove_route("Germany")?.remove_route(0)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_route<'a>(&self, route: impl Into<RouteRef<'a>>) -> Result<Self, InvalidValue> {
        let index = route.into().find(&self.routes)?;
        self.edit_routes(|routes| {
            routes.remove(index);
        })
    }

    fn edit_routes(&self, edit: impl FnOnce(&mut Vec<Route>)) -> Result<Self, InvalidValue> {
        let mut edited = self.clone();
        edit(&mut edited.routes);
        check_routes(&edited.routes)?;
        Ok(edited)
    }
}
