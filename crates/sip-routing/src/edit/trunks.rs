//! Edits of trunks.

use acs_core::InvalidValue;

use crate::{
    Route, SipConfiguration, Trunk, TrunkFqdn,
    trunk::{check_trunks, position},
};

/// The fate of a route whose last trunk is taken by [`SipConfiguration::drain_trunk`] or
/// [`SipConfiguration::suspend_trunk`].
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
    /// The route stays without a trunk. It was never seen if the service then tries the next route that
    /// fits.
    LeaveRouteEmpty,
}

/// Edits of trunks. Each gives a new configuration in which all else is the same.
impl SipConfiguration {
    /// The same with the trunk added, or with the one of that name changed. The latter keeps its
    /// spelling, and the settings that `trunk` leaves open.
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
            .with_hint("drain it, or move its calls to another one first"))
    }

    /// The same with one trunk for another: `new` takes the place of `old` in all routes, and `old`
    /// goes. If `new` is there already, its port and the settings that `new` has are changed, and a
    /// route that had both lists it once, at the earlier place.
    ///
    /// There may be 250 trunks: at no time are there more. To have both for a while, add one with
    /// [`with_trunk`](Self::with_trunk) and then [`move_calls`](Self::move_calls).
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
        Ok(both.move_calls(old, &fqdn)?.delete(old))
    }

    /// The same with all calls of `from` moved to `to`, which takes its place in every route. Both
    /// trunks stay. A route that had both lists `to` once, at the earlier place.
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
    /// let desired = current.with_trunk(new.clone())?.move_calls(&old, new.fqdn())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn move_calls(&self, from: &TrunkFqdn, to: &TrunkFqdn) -> Result<Self, InvalidValue> {
        self.expect_trunk(from)?;
        let to = self.expect_trunk(to)?.fqdn().clone();
        Ok(self.rename_in_routes(|fqdn| if fqdn == *from { to.clone() } else { fqdn }))
    }

    /// The same with two trunks exchanged: in every route, each takes the place of the other one.
    ///
    /// # Errors
    /// One of the trunks is not there.
    ///
    /// ```
    /// # fn example(current: acs_sip_routing::SipConfiguration) -> acs_sip_routing::Result<()> {
    /// let (main, spare) = ("sbc1.contoso.com".parse()?, "sbc2.contoso.com".parse()?);
    /// let desired = current.exchange_trunks(&main, &spare)?;
    /// assert_eq!(desired.exchange_trunks(&main, &spare)?, current);
    /// # Ok(())
    /// # }
    /// ```
    pub fn exchange_trunks(
        &self,
        one: &TrunkFqdn,
        other: &TrunkFqdn,
    ) -> Result<Self, InvalidValue> {
        let one = self.expect_trunk(one)?.fqdn().clone();
        let other = self.expect_trunk(other)?.fqdn().clone();
        Ok(self.rename_in_routes(|fqdn| {
            if fqdn == one {
                other.clone()
            } else if fqdn == other {
                one.clone()
            } else {
                fqdn
            }
        }))
    }

    /// The same with the trunk out of every route, for maintenance. It stays among the trunks, and
    /// its calls go to the others of each route.
    ///
    /// Both versions of the interface have it. The way back is that of the plan:
    /// [`Applied::plan_rollback`](crate::Applied::plan_rollback), with
    /// [`Plan::rebase`](crate::Plan) if something else has changed in the meantime.
    ///
    /// # Errors
    /// The trunk is not there, or it is the last one of a route and `last` is
    /// [`LastTrunk::Refuse`].
    ///
    /// ```no_run
    /// use acs_sip_routing::LastTrunk;
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> Result<(), Box<dyn std::error::Error>> {
    /// let fqdn = "sbc1.contoso.com".parse()?;
    /// let plan = client
    ///     .plan_edit(|current| current.suspend_trunk(&fqdn, LastTrunk::Refuse))
    ///     .await?;
    /// let way_back = client.apply(&plan).await?.plan_rollback();
    /// // After the maintenance:
    /// client.apply(&way_back).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn suspend_trunk(&self, fqdn: &TrunkFqdn, last: LastTrunk) -> Result<Self, InvalidValue> {
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
        let suspended = self.map_routes(|route| {
            let goes = last == LastTrunk::RemoveRoute && is_last(&route);
            let without = |mut trunks: Vec<TrunkFqdn>| {
                trunks.retain(|it| it != fqdn);
                trunks
            };
            (!goes).then(|| route.map_trunks(without))
        });
        Ok(suspended)
    }

    /// The same with a trunk in this spelling only. Others of the same name go, and routes name it
    /// as it is spelled here.
    ///
    /// `SBC1.contoso.com` and `sbc1.contoso.com` are one host. It was never seen if the service can
    /// hold both; [`check`](Self::check) reports it, and this mends it.
    ///
    /// # Errors
    /// There is no trunk in exactly this spelling.
    ///
    /// ```
    /// use acs_sip_routing::{SipConfiguration, SipPort, Trunk};
    ///
    /// let mut current = SipConfiguration::default();
    /// for name in ["SBC1.contoso.com", "sbc1.contoso.com"] {
    ///     current.trunks.push(Trunk::new(name.parse()?, SipPort::TLS));
    /// }
    /// let mended = current.keep_spelling(&"sbc1.contoso.com".parse()?)?;
    /// assert_eq!(mended.trunks.len(), 1);
    /// # Ok::<(), acs_sip_routing::InvalidValue>(())
    /// ```
    pub fn keep_spelling(&self, fqdn: &TrunkFqdn) -> Result<Self, InvalidValue> {
        let is_exact = |it: &TrunkFqdn| it.as_str() == fqdn.as_str();
        if !self.trunks.iter().any(|trunk| is_exact(trunk.fqdn())) {
            return Err(not_there(fqdn, "use a spelling that the configuration has"));
        }
        let mut mended = self.rename_in_routes(|it| if it == *fqdn { fqdn.clone() } else { it });
        mended
            .trunks
            .retain(|trunk| trunk.fqdn() != fqdn || is_exact(trunk.fqdn()));
        Ok(mended)
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
        Ok(self.suspend_trunk(fqdn, last)?.delete(fqdn))
    }

    /// The same with the trunk added or changed, however many there are then.
    fn put(&self, trunk: Trunk) -> Self {
        let mut edited = self.clone();
        match position(&edited.trunks, trunk.fqdn()) {
            Some(index) => edited.trunks[index] = self.trunks[index].clone().updated_by(trunk),
            None => edited.trunks.push(trunk),
        }
        edited
    }

    fn expect_trunk(&self, fqdn: &TrunkFqdn) -> Result<&Trunk, InvalidValue> {
        let hint = "use the name of a trunk of the configuration";
        self.trunk(fqdn).ok_or_else(|| not_there(fqdn, hint))
    }

    /// The same with other names in the routes. One that a route then has twice is listed once, at
    /// the earlier place.
    fn rename_in_routes(&self, rename: impl Fn(TrunkFqdn) -> TrunkFqdn) -> Self {
        let renamed = |trunks: Vec<TrunkFqdn>| {
            let pairs = trunks.into_iter().map(|fqdn| (rename(fqdn.clone()), fqdn));
            let pairs: Vec<_> = pairs.collect();
            let is_new = |name: &TrunkFqdn| {
                let mut pairs = pairs.iter();
                pairs.any(|(new, old)| new == name && new.as_str() != old.as_str())
            };
            let mut renamed = Vec::with_capacity(pairs.len());
            for (name, _) in &pairs {
                if !is_new(name) || !renamed.contains(name) {
                    renamed.push(name.clone());
                }
            }
            renamed
        };
        self.map_routes(|route| Some(route.map_trunks(renamed)))
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

fn not_there(fqdn: &TrunkFqdn, hint: &'static str) -> InvalidValue {
    InvalidValue::new("trunk", format!("{fqdn} is not there")).with_hint(hint)
}
