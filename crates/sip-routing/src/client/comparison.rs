//! Asking the service and the simulator of the same numbers.

use acs_core::Result;
use futures::{StreamExt as _, stream};

use super::SipRoutingClient;
use crate::{Comparison, DialledNumber, Simulator, SipConfiguration};

/// The most requests at the same time.
const AT_A_TIME: usize = 8;

/// Trying out routes of many numbers. With the cargo feature `simulation`.
///
/// Only for a client that speaks the preview.
impl SipRoutingClient {
    /// Asks the service which routes of a configuration match each of the numbers, and compares that
    /// with what a [`Simulator`] says: one
    /// [`test_routes_with_number`](Self::test_routes_with_number) for each number, 8 of them at the
    /// same time. The routing of the resource is neither read nor changed.
    ///
    /// With your own numbers, it shows before the first call if the simulation can be relied on.
    /// Both say which routes match, in their order; about trunks the service says nothing.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the client speaks the stable version.
    /// Should a number not be answered, the others are, and
    /// [`failures`](Comparison::failures) has the reason.
    ///
    /// ```no_run
    /// # use acs_sip_routing::{ApiVersion, DialledNumber, SipRoutingClient};
    /// # async fn example(
    /// #     client: SipRoutingClient,
    /// #     ours: &[DialledNumber],
    /// # ) -> acs_sip_routing::Result<()> {
    /// let client = client.with_api_version(ApiVersion::V2024_11_15Preview);
    /// let configuration = client.get_configuration().await?;
    /// let comparison = client.compare_with_simulation(ours, &configuration).await?;
    /// if !comparison.is_agreement() {
    ///     print!("{comparison}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn compare_with_simulation<'n>(
        &self,
        numbers: impl IntoIterator<Item = &'n DialledNumber>,
        configuration: &SipConfiguration,
    ) -> Result<Comparison> {
        self.version.require_preview("a trial of routes")?;
        let simulator = Simulator::new(configuration);
        let numbers: Vec<_> = numbers.into_iter().collect();
        let asked = numbers.iter().map(|number| async move {
            let answer = self.test_routes_with_number(number, configuration).await;
            (*number, answer)
        });
        let mut answers = stream::iter(asked).buffered(AT_A_TIME);
        let mut comparison = Comparison::new();
        while let Some((number, answer)) = answers.next().await {
            comparison.add(&simulator.simulate(number), answer);
        }
        Ok(comparison)
    }
}
