//! Reading and changing routes.

use acs_core::Result;

use super::{SipRoutingClient, not_as_set};
use crate::{
    Route,
    route::{check_routes, same_routes},
    update,
};

/// Routes.
impl SipRoutingClient {
    /// Reads all routes, in the order in which they are tried: `GET /sip`.
    ///
    /// There are at most 250, and the service sends them at once, so there are no pages.
    ///
    /// ```no_run
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// for (route, place) in client.list_routes().await?.iter().zip(1..) {
    ///     println!("{place}. {}: {}", route.name(), route.number_pattern());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_routes(&self) -> Result<Vec<Route>> {
        Ok(self.get_configuration().await?.routes)
    }

    /// Makes `routes` the only ones, in this order, and gives them back as the service keeps
    /// them: one `GET /sip`, then one `PATCH /sip`. The trunks stay, and routes name them in the
    /// spelling that the service has.
    ///
    /// An empty list deletes every route. To change or add one, read them all and set them all
    /// again.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): there are more than 250 routes, or
    ///   two have the same name and the same pattern; nothing was sent.
    /// - `MissingTrunk` (422): a route names a trunk that is not there. Set the trunk first.
    /// - `InvalidRouteNumberPattern` (422): the service cannot read a pattern.
    ///
    /// ```no_run
    /// use acs_sip_routing::Route;
    ///
    /// # async fn example(client: acs_sip_routing::SipRoutingClient) -> acs_sip_routing::Result<()> {
    /// let mut routes = client.list_routes().await?;
    /// let toll_free = Route::new("toll-free".parse()?, r"^\+18(00|33|44)[0-9]{7}$".parse()?)
    ///     .with_trunks(["sbc1.contoso.com".parse()?])?;
    /// routes.insert(0, toll_free);
    /// client.set_routes(&routes).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_routes(&self, routes: &[Route]) -> Result<Vec<Route>> {
        check_routes(routes)?;
        self.check_change(&update::replace_routes(routes))?;
        let _turn = self.turns.lock().await;
        let stored = self.get_configuration().await?.trunks;
        let routes = update::spelled_routes(routes, &stored);
        let kept = self.change(&update::replace_routes(&routes)).await?.routes;
        if same_routes(&kept, &routes) {
            return Ok(kept);
        }
        Err(not_as_set("has other routes than those that were set"))
    }
}
