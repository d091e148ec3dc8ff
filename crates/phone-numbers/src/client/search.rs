//! Searching for numbers to buy.

use acs_core::{Continuation, Error, LongRunning, Poller, Result};

use super::PhoneNumbersClient;
use crate::{PhoneNumberSearchResult, SearchId, SearchRequest};

static SEARCH: LongRunning<PhoneNumberSearchResult> = LongRunning {
    kind: "search",
    result_operation: Some("get_search_result"),
    finish: |finished| {
        let found = PhoneNumberSearchResult::from_wire(finished.result()?)?;
        if let Some(id) = finished.id.strip_prefix("search_") {
            PhoneNumbersClient::check_about("search", id, found.search_id.as_str())?;
        }
        let most = finished.asked.and_then(|most| most.parse().ok());
        if most.is_some_and(|most: usize| found.phone_numbers.len() > most) {
            return Err(Error::unexpected_answer(
                "the search found more numbers than it was asked for",
            ));
        }
        Ok(found)
    },
};

/// Searching for numbers to buy.
impl PhoneNumbersClient {
    /// Begins a search for numbers like `request` describes them. The service picks them, and
    /// holds those that it finds for about 15 minutes:
    /// `POST /availablePhoneNumbers/countries/{countryCode}/:search`.
    ///
    /// The result has the price and the id by which to
    /// [buy](Self::begin_purchase_phone_numbers) the numbers. Searching costs nothing, but a
    /// subscription may do so only so often. To choose numbers one by one,
    /// [browse](Self::browse_available_phone_numbers) and reserve them.
    ///
    /// # Errors
    /// - Status 400 if no numbers are sold in this combination of country, type, assignment and
    ///   capabilities; the [offerings](Self::list_available_offerings) list those that are.
    /// - [`is_outcome_unknown`](crate::Error::is_outcome_unknown): numbers may be on hold, and
    ///   there is no telling under which id. They become free by themselves; search again.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{
    ///     CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    ///     PhoneNumberCapabilityType, PhoneNumberType, SearchRequest,
    /// };
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let request = SearchRequest::new(
    ///     CountryCode::new("US")?,
    ///     PhoneNumberType::TollFree,
    ///     PhoneNumberAssignmentType::Application,
    ///     PhoneNumberCapabilities::new(
    ///         PhoneNumberCapabilityType::Outbound,
    ///         PhoneNumberCapabilityType::None,
    ///     ),
    /// );
    /// let found = client.begin_search_available_phone_numbers(&request).await?.await?;
    /// if let Some(cost) = found.cost {
    ///     println!("{} {} a month", cost.amount, cost.currency_code);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_search_available_phone_numbers(
        &self,
        request: &SearchRequest,
    ) -> Result<Poller<PhoneNumberSearchResult>> {
        let body = request.to_wire();
        let accepted = self
            .generated()
            .search_available_phone_numbers(request.country(), &body)
            .await?;
        let poller = Poller::accepted(self.context.clone(), &SEARCH, accepted.headers())?;
        Ok(poller.asked(request.most().to_string()))
    }

    /// Goes on with a search whose [`continuation`](Poller::continuation) was kept. Nothing is
    /// sent until the poller is asked.
    ///
    /// # Errors
    /// [`is_foreign_continuation`](crate::Error::is_foreign_continuation): it is not that of a
    /// search on this resource.
    ///
    /// ```no_run
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// let found = client.resume_search_available_phone_numbers(&kept.parse()?)?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_search_available_phone_numbers(
        &self,
        continuation: &Continuation,
    ) -> Result<Poller<PhoneNumberSearchResult>> {
        Poller::resume(self.context.clone(), &SEARCH, continuation)
    }

    /// Reads the result of a search that is done:
    /// `GET /availablePhoneNumbers/searchResults/{searchId}`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): there is no such search.
    ///
    /// ```no_run
    /// use acs_phone_numbers::SearchId;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// let found = client.get_search_result(&SearchId::new(kept)?).await?;
    /// if let Some(end) = found.search_expires_by {
    ///     println!("on hold until {end}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_search_result(&self, search_id: &SearchId) -> Result<PhoneNumberSearchResult> {
        let found = self
            .generated()
            .get_search_result(search_id.as_str())
            .await?;
        let found = PhoneNumberSearchResult::from_wire(found.into_inner())?;
        Self::check_about("search", search_id.as_str(), found.search_id.as_str())?;
        Ok(found)
    }
}
