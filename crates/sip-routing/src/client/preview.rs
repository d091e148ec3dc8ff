//! The calls that only the preview has.

use acs_core::Result;
use acs_sip_routing_preview_generated::{self as generated, types};

use super::{SipRoutingClient, not_as_set, trunks::missing_trunk};
use crate::{
    ApiVersion, DialledNumber, Domain, DomainName, Route, SipConfiguration, TrunkFqdn, TrunkHealth,
    wire::needed,
};

/// The version of the interface.
impl SipRoutingClient {
    /// The same client, speaking `version` in all that it does. Clones made before go on as they
    /// were.
    ///
    /// With the preview, trunks and routes are read with what only the preview has, and keep it
    /// when they are written back. With the stable version, what only the preview has is refused
    /// before anything is sent: [`is_invalid_input`](crate::Error::is_invalid_input) holds, and the
    /// field is `API version`.
    ///
    /// Previews may change or go without notice. Routes are replaced as a whole in either version,
    /// so a program that writes them by the stable one may lose the caller ids that the preview
    /// has set.
    ///
    /// ```no_run
    /// use acs_sip_routing::{ApiVersion, Domain, SipRoutingClient};
    ///
    /// # async fn example(connection_string: &str) -> acs_sip_routing::Result<()> {
    /// let stable = SipRoutingClient::from_connection_string(connection_string, None)?;
    /// let refused = stable.list_domains().await.unwrap_err();
    /// assert_eq!(refused.invalid_value().unwrap().field(), "API version");
    ///
    /// let client = stable.with_api_version(ApiVersion::V2024_11_15Preview);
    /// client.set_domain(&Domain::new("contoso.com".parse()?, true)).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_api_version(mut self, version: ApiVersion) -> Self {
        self.version = version;
        self
    }

    /// The version of the interface that the client speaks.
    pub fn api_version(&self) -> ApiVersion {
        self.version
    }
}

/// Domains.
///
/// Only for a client that speaks the preview.
impl SipRoutingClient {
    /// Reads all domains, in the order in which they were added: `GET /sip`.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable version.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// for domain in client.list_domains().await? {
    ///     println!("{}: {}", domain.name(), domain.is_enabled());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_domains(&self) -> Result<Vec<Domain>> {
        self.version.require_preview("domains")?;
        domains_of(self.read().await?)
    }

    /// Adds a domain, or changes the one of that name, and gives it back as the service keeps it:
    /// one `PATCH /sip`. All else stays.
    ///
    /// The domain has to be verified for the resource, which is done in the portal.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable version.
    ///
    /// ```no_run
    /// use acs_sip_routing::Domain;
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// client.set_domain(&Domain::new("contoso.com".parse()?, true)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_domain(&self, domain: &Domain) -> Result<Domain> {
        let patch = types::DomainPatch {
            enabled: Some(Some(domain.is_enabled())),
        };
        let kept = self.patch_domain(domain.name(), Some(patch)).await?;
        let mut named = kept.into_iter().filter(|it| it.name() == domain.name());
        match named.next() {
            Some(kept) if kept.is_enabled() == domain.is_enabled() => Ok(kept),
            Some(_) => Err(not_as_set("has the domain otherwise than it was set")),
            None => Err(not_as_set("lacks the domain that was set")),
        }
    }

    /// Deletes a domain: one `PATCH /sip`, and a second one if the domain turns out to be stored
    /// under another spelling. All else stays. A domain that is not there is no error.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable
    ///   version.
    /// - `MissingDomain` (422): a trunk has its name in the domain. Delete the trunk first.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// client.delete_domain(&"contoso.com".parse()?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_domain(&self, name: &DomainName) -> Result<()> {
        let mut left = self.patch_domain(name, None).await?;
        let namesake = left.iter().map(Domain::name).find(|it| *it == name);
        if let Some(namesake) = namesake.filter(|it| it.as_str() != name.as_str()).cloned() {
            left = self.patch_domain(&namesake, None).await?;
        }
        if left.iter().any(|it| it.name() == name) {
            return Err(not_as_set("still has the domain that was deleted"));
        }
        Ok(())
    }

    async fn patch_domain(
        &self,
        name: &DomainName,
        patch: Option<types::DomainPatch>,
    ) -> Result<Vec<Domain>> {
        self.version.require_preview("domains")?;
        let change = types::SipConfigurationUpdate {
            domains: Some([(name.as_str().to_owned(), patch)].into()),
            ..types::SipConfigurationUpdate::default()
        };
        let _turn = self.turns.lock().await;
        let answer = self.send_update(&change).await?;
        if answer.domains.is_none() {
            return self.list_domains().await;
        }
        domains_of(answer)
    }
}

/// Health of trunks.
///
/// Only for a client that speaks the preview.
impl SipRoutingClient {
    /// Reads the health of all trunks, in the order in which they were added: `GET /sip` with
    /// `expand=trunks/health`.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable version.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// for trunk in client.list_trunk_health().await? {
    ///     if !trunk.is_well() {
    ///         println!("{}: {}, certificate {}", trunk.fqdn, trunk.overall, trunk.tls);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_trunk_health(&self) -> Result<Vec<TrunkHealth>> {
        self.version.require_preview("the health of trunks")?;
        let expand = types::Expand::TrunksHealth;
        let answer = self.preview().get(Some(&expand)).await?.into_inner();
        let trunks = needed(answer.trunks, "trunks")?.into_iter();
        Ok(trunks.map(TrunkHealth::from_wire).collect())
    }

    /// Reads the health of one trunk, as [`list_trunk_health`](Self::list_trunk_health) does. Upper
    /// and lower case of its name are not told apart.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable
    ///   version.
    /// - [`is_not_found`](crate::Error::is_not_found): there is no such trunk.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let health = client.get_trunk_health(&"sbc1.contoso.com".parse()?).await?;
    /// println!("{}", health.overall);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_trunk_health(&self, fqdn: &TrunkFqdn) -> Result<TrunkHealth> {
        let mut trunks = self.list_trunk_health().await?.into_iter();
        trunks
            .find(|trunk| trunk.fqdn == *fqdn)
            .ok_or_else(|| missing_trunk(fqdn))
    }
}

/// Trying out routes.
///
/// Only for a client that speaks the preview.
impl SipRoutingClient {
    /// Lets the service say which routes of a configuration match a number, in their order:
    /// `POST /sip:testRoutesWithNumber`. The first of them would decide.
    ///
    /// The configuration is the one given; what the resource has is neither read nor changed, and
    /// whether trunks are enabled does not matter. [`Simulator`](crate::Simulator) says the same
    /// without the service, and much quicker; this is the service's own word.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable
    ///   version.
    /// - `InvalidRouteNumberPattern` (422) and its like: the service would not take the
    ///   configuration.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let configuration = client.get_configuration().await?;
    /// let number = "+14255550100".parse()?;
    /// for route in client.test_routes_with_number(&number, &configuration).await? {
    ///     println!("{}", route.name());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn test_routes_with_number(
        &self,
        number: &DialledNumber,
        configuration: &SipConfiguration,
    ) -> Result<Vec<Route>> {
        self.version.require_preview("a trial of routes")?;
        let body = configuration.to_wire();
        let answer = self
            .preview()
            .test_routes_with_number(number.as_str(), &body)
            .await?;
        let matching = answer.into_inner().matching_routes;
        let matching = needed(matching, "list of matching routes")?.into_iter();
        matching.map(Route::from_wire).collect()
    }

    pub(super) fn preview(&self) -> generated::Client {
        generated::Client::new(self.context.clone())
    }
}

fn domains_of(answer: types::SipConfiguration) -> Result<Vec<Domain>> {
    let domains = answer.domains.into_iter().flatten();
    domains.map(Domain::from_wire).collect()
}
