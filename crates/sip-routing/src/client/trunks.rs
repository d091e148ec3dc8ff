//! Reading and changing trunks.

use acs_core::{Error, Result};

use super::{SipRoutingClient, not_as_set};
use crate::{
    Trunk, TrunkFqdn,
    trunk::{check_trunks, left_over, partners},
    update,
};

/// Trunks.
impl SipRoutingClient {
    /// Reads all trunks, in the order in which they were added: `GET /sip`.
    ///
    /// There are at most 250, and the service sends them at once, so there are no pages.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// for trunk in client.list_trunks().await? {
    ///     println!("{}:{}", trunk.fqdn(), trunk.port());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_trunks(&self) -> Result<Vec<Trunk>> {
        Ok(self.get_configuration().await?.trunks)
    }

    /// Reads one trunk: `GET /sip`. Upper and lower case of its name are not told apart.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): there is no such trunk.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// match client.get_trunk(&"sbc1.contoso.com".parse()?).await {
    ///     Ok(trunk) => println!("listens on {}", trunk.port()),
    ///     Err(error) if error.is_not_found() => println!("is not there yet"),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_trunk(&self, fqdn: &TrunkFqdn) -> Result<Trunk> {
        let configuration = self.get_configuration().await?;
        configuration
            .trunk(fqdn)
            .cloned()
            .ok_or_else(|| missing_trunk(fqdn))
    }

    /// Adds a trunk, or changes the one of that name, and gives it back as the service keeps it:
    /// one `GET /sip`, then one `PATCH /sip`. All others stay. A trunk that is already there keeps the
    /// spelling of its name, and the settings that `trunk` leaves open.
    ///
    /// The domain has to be verified for the resource first, which is done in the portal.
    ///
    /// # Errors
    /// `InvalidTrunkFqdn` (422): the service does not take the domain name.
    ///
    /// ```no_run
    /// use acs_sip_routing::{SipPort, Trunk};
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::of::<5062>());
    /// client.set_trunk(&trunk).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_trunk(&self, trunk: &Trunk) -> Result<Trunk> {
        self.check_change(&update::put_trunk(trunk))?;
        let _turn = self.turns.lock().await;
        let stored = self.get_configuration().await?;
        // Should the service tell upper from lower case, another spelling would add a namesake.
        let known = stored.trunk(trunk.fqdn()).map(|it| it.fqdn().clone());
        let trunk = trunk
            .clone()
            .spelled(known.unwrap_or_else(|| trunk.fqdn().clone()));
        let kept = self.change(&update::put_trunk(&trunk)).await?;
        match kept.trunk(trunk.fqdn()) {
            Some(kept) if kept.is_equivalent(&trunk) => Ok(kept.clone()),
            Some(_) => Err(not_as_set("has the trunk otherwise than it was set")),
            None => Err(not_as_set("lacks the trunk that was set")),
        }
    }

    /// Makes `trunks` the only ones, and gives back all trunks as the service keeps them: one
    /// `GET /sip`, then one `PATCH /sip` with what differs, or none if nothing does.
    ///
    /// An empty list deletes every trunk. A trunk that is already there keeps its place and the
    /// spelling of its name. One that somebody else adds between the two requests stays.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): there are more than 250 trunks, or
    ///   one is listed twice; nothing was sent. Or more than 250 differ in all, which is more than
    ///   one change holds; nothing was changed.
    /// - `MissingTrunk` (422): a trunk would be deleted that a route still names. Change the
    ///   routes first.
    /// - `InvalidTrunkFqdn` (422): the service does not take a domain name.
    ///
    /// ```no_run
    /// use acs_sip_routing::{SipPort, Trunk};
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let trunks = [
    ///     Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS),
    ///     Trunk::new("sbc2.contoso.com".parse()?, SipPort::TLS),
    /// ];
    /// client.set_trunks(&trunks).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_trunks(&self, trunks: &[Trunk]) -> Result<Vec<Trunk>> {
        check_trunks(trunks)?;
        trunks
            .iter()
            .try_for_each(|trunk| self.check_change(&update::put_trunk(trunk)))?;
        let _turn = self.turns.lock().await;
        let stored = self.list_trunks().await?;
        let Some(change) = update::replace_trunks(&stored, trunks)? else {
            return Ok(stored);
        };
        let kept = self.change(&change).await?;
        let is_there = |trunk: &Trunk| kept.trunks.iter().any(|it| it.is_equivalent(trunk));
        if !trunks.iter().all(is_there) {
            return Err(not_as_set(
                "lacks a trunk that was set, or has it otherwise",
            ));
        }
        let partners = partners(trunks, &stored);
        let mut gone = left_over(&partners, stored.len()).map(|index| stored[index].fqdn());
        let has = |fqdn: &TrunkFqdn| {
            let mut kept = kept.trunks.iter();
            kept.any(|it| it.fqdn().as_str() == fqdn.as_str())
        };
        if gone.any(has) {
            return Err(not_as_set("still has a trunk that was deleted"));
        }
        Ok(kept.trunks)
    }

    /// Deletes a trunk: one `PATCH /sip`, and a second one if the trunk turns out to be stored
    /// under another spelling. All others stay.
    ///
    /// A trunk that is not there is no error.
    ///
    /// # Errors
    /// `MissingTrunk` (422): a route still names the trunk. Change the routes first.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// client.delete_trunk(&"sbc1.contoso.com".parse()?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_trunk(&self, fqdn: &TrunkFqdn) -> Result<()> {
        let _turn = self.turns.lock().await;
        let mut left = self.change(&update::delete_trunk(fqdn)).await?;
        let namesake = left.trunk(fqdn).map(|it| it.fqdn().clone());
        if let Some(namesake) = namesake.filter(|it| it.as_str() != fqdn.as_str()) {
            left = self.change(&update::delete_trunk(&namesake)).await?;
        }
        if left.trunk(fqdn).is_some() {
            return Err(not_as_set("still has the trunk that was deleted"));
        }
        Ok(())
    }
}

pub(super) fn missing_trunk(fqdn: &TrunkFqdn) -> Error {
    Error::not_found(format!(
        "the resource has no trunk {fqdn}; list its trunks to see their names, or set this one"
    ))
}
