//! Edits of trunks.

use acs_core::InvalidValue;

use crate::{Route, SipConfiguration, Trunk, TrunkFqdn, trunk::check_trunks};

/// What becomes of a route when [`SipConfiguration::drain_trunk`] takes its last trunk.
///
/// ```
/// use acs_sip_routing::{LastTrunk, Route, SipConfiguration, SipPort, Trunk};
///
/// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
/// let all = Route::new("all".parse()?, "^.*$".parse()?).with_trunks([trunk.fqdn().clone()])?;
/// let current = SipConfiguration::new([trunk.clone()], [all])?;
/// assert!(current.drain_trunk(trunk.fqdn(), LastTrunk::Refuse).is_err());
/// let drained = current.drain_trunk(trunk.fqdn(), LastTrunk::RemoveRoute)?;
/// assert_eq!(drained, SipConfiguration::default());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LastTrunk {
    /// The edit is refused: calls to the route's numbers would be lost.
    Refuse,
    /// The route goes, too. Its numbers go to the next route that fits them.
    RemoveRoute,
    /// The route stays without a trunk.
    LeaveRouteEmpty,
}

/// Edits of trunks. Each gives a new configuration in which all else is the same.
impl SipConfiguration {
    /// The same with the trunk added, or with the one of that name changed.
    ///
    /// # Errors
    /// There would be more than 250.
    ///
    /// ```
    /// use acs_sip_routing::{SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let desired = SipConfiguration::default().with_trunk(trunk)?;
    /// assert_eq!(desired.trunks.len(), 1);
    /// # Ok::<(), acs_sip_routing::InvalidValue>(())
    /// ```
    pub fn with_trunk(&self, trunk: Trunk) -> Result<Self, InvalidValue> {
        let edited = self.put(trunk);
        check_trunks(&edited.trunks)?;
        Ok(edited)
    }

    /// The same without the trunk, which no route may use.
    ///
    /// # Errors
    /// The trunk is not there, or a route uses it.
    ///
    /// ```
    /// use acs_sip_routing::{SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let current = SipConfiguration::default().with_trunk(trunk.clone())?;
    /// assert!(current.without_trunk(trunk.fqdn())?.trunks.is_empty());
    /// # Ok::<(), acs_sip_routing::InvalidValue>(())
    /// ```
    pub fn without_trunk(&self, fqdn: &TrunkFqdn) -> Result<Self, InvalidValue> {
        self.expect_trunk(fqdn)?;
        let users = self.names_of(|route| route.trunks().contains(fqdn));
        if users.is_empty() {
            return Ok(self.delete(fqdn));
        }
        let problem = format!("{fqdn} is used by {users}");
        Err(InvalidValue::new("trunk", problem)
            .with_hint("drain it, or swap it for another one first"))
    }

    /// The same with one trunk for another: `new` takes the place of `old` in all routes, and `old`
    /// goes. Where `new` is there already, its port is changed, and a route that had both lists it
    /// once, at the earlier place.
    ///
    /// There may be 250 trunks: at no time are there more. To have both for a while, add one with
    /// [`with_trunk`](Self::with_trunk) and exchange them with [`swap_trunk`](Self::swap_trunk).
    ///
    /// # Errors
    /// `old` is not there.
    ///
    /// ```
    /// use acs_sip_routing::{SipPort, Trunk};
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let old = "sbc1.contoso.com".parse()?;
    /// let new = Trunk::new("sbc3.contoso.com".parse()?, SipPort::TLS);
    /// let plan = client.plan_edit(|current| current.replace_trunk(&old, new)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_trunk(&self, old: &TrunkFqdn, new: Trunk) -> Result<Self, InvalidValue> {
        self.expect_trunk(old)?;
        let fqdn = new.fqdn().clone();
        let both = self.put(new);
        if fqdn == *old {
            return Ok(both);
        }
        Ok(both.swap_trunk(old, &fqdn)?.delete(old))
    }

    /// The same with `new` in the place of `old` in all routes. Both trunks stay; where a route had
    /// both, `new` is listed once, at the earlier place.
    ///
    /// # Errors
    /// One of the trunks is not there.
    ///
    /// ```
    /// use acs_sip_routing::{SipPort, Trunk};
    ///
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> acs_sip_routing::Result<()> {
    /// let old = "sbc1.contoso.com".parse()?;
    /// let new = Trunk::new("sbc3.contoso.com".parse()?, SipPort::TLS);
    /// let desired = current.with_trunk(new.clone())?.swap_trunk(&old, new.fqdn())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn swap_trunk(&self, old: &TrunkFqdn, new: &TrunkFqdn) -> Result<Self, InvalidValue> {
        self.expect_trunk(old)?;
        let new = self.expect_trunk(new)?.fqdn().clone();
        let swapped = |trunks: Vec<TrunkFqdn>| {
            let mut kept = Vec::with_capacity(trunks.len());
            for fqdn in trunks {
                let fqdn = if fqdn == *old { new.clone() } else { fqdn };
                if fqdn != new || !kept.contains(&fqdn) {
                    kept.push(fqdn);
                }
            }
            kept
        };
        Ok(self.map_routes(|route| Some(route.map_trunks(swapped))))
    }

    /// The same without the trunk, neither in the routes nor among the trunks.
    ///
    /// Through [`plan`](crate::SipRoutingClient::plan) and
    /// [`apply`](crate::SipRoutingClient::apply) both happen in one moment, so no call is routed to
    /// a trunk that is going, and none finds the routes gone.
    ///
    /// # Errors
    /// The trunk is not there, or it is the last one of a route and `last` is
    /// [`LastTrunk::Refuse`].
    ///
    /// ```
    /// use acs_sip_routing::LastTrunk;
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let fqdn = "sbc1.contoso.com".parse()?;
    /// let plan = client
    ///     .plan_edit(|current| current.drain_trunk(&fqdn, LastTrunk::Refuse))
    ///     .await?;
    /// println!("{}", plan.diff());
    /// # Ok(())
    /// # }
    /// ```
    pub fn drain_trunk(&self, fqdn: &TrunkFqdn, last: LastTrunk) -> Result<Self, InvalidValue> {
        self.expect_trunk(fqdn)?;
        let is_last = |route: &Route| {
            let mut trunks = route.trunks().iter();
            !route.trunks().is_empty() && trunks.all(|it| it == fqdn)
        };
        let stranded = self.names_of(is_last);
        if last == LastTrunk::Refuse && !stranded.is_empty() {
            let problem = format!("{fqdn} is the last trunk of {stranded}");
            return Err(InvalidValue::new("trunk", problem).with_hint(
                "give the route another trunk first, or say that it may go or stay empty",
            ));
        }
        let drained = self.map_routes(|route| {
            let goes = last == LastTrunk::RemoveRoute && is_last(&route);
            let without = |mut trunks: Vec<TrunkFqdn>| {
                trunks.retain(|it| it != fqdn);
                trunks
            };
            (!goes).then(|| route.map_trunks(without))
        });
        Ok(drained.delete(fqdn))
    }

    /// The same with the trunk added or changed, however many there are then.
    fn put(&self, trunk: Trunk) -> Self {
        let mut edited = self.clone();
        let mut trunks = edited.trunks.iter_mut();
        match trunks.find(|it| it.fqdn() == trunk.fqdn()) {
            Some(known) => *known = known.clone().updated_by(trunk),
            None => edited.trunks.push(trunk),
        }
        edited
    }

    fn expect_trunk(&self, fqdn: &TrunkFqdn) -> Result<&Trunk, InvalidValue> {
        self.trunk(fqdn).ok_or_else(|| {
            InvalidValue::new("trunk", format!("{fqdn} is not there"))
                .with_hint("use the name of a trunk of the configuration")
        })
    }

    fn names_of(&self, test: impl Fn(&Route) -> bool) -> String {
        let routes = self.routes.iter().filter(|route| test(route));
        let names: Vec<_> = routes
            .map(|route| format!("{:?}", route.name().as_str()))
            .collect();
        names.join(", ")
    }

    fn delete(&self, fqdn: &TrunkFqdn) -> Self {
        let mut edited = self.clone();
        edited.trunks.retain(|trunk| trunk.fqdn() != fqdn);
        edited
    }

    fn map_routes(&self, change: impl Fn(Route) -> Option<Route>) -> Self {
        Self {
            trunks: self.trunks.clone(),
            routes: self.routes.iter().cloned().filter_map(change).collect(),
        }
    }
}
