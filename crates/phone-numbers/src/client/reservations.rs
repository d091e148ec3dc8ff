//! Choosing numbers, and holding them together until they are bought.

use acs_core::{Pager, Result};

use super::PhoneNumbersClient;
use crate::{
    AvailablePhoneNumber, BrowseRequest, ListReservationsOptions, PageSize,
    PhoneNumbersReservation, ReservationId, ReservationSummary, ReservationUpdate,
    ReservationUpdateResult,
};

/// Choosing numbers, and holding them together until they are bought.
impl PhoneNumbersClient {
    /// Shows some numbers that are on offer, without holding them:
    /// `POST /availablePhoneNumbers/countries/{countryCode}/:browse`.
    ///
    /// The service picks about 25 at random, others each time; there are no further pages. To
    /// hold some of them, put them into a
    /// [reservation](Self::create_or_update_reservation).
    ///
    /// # Errors
    /// Status 400 if the service does not know the country.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{BrowseRequest, CountryCode, PhoneNumberType};
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
    /// for number in client.browse_available_phone_numbers(&request).await? {
    ///     println!("{}", number.phone_number);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn browse_available_phone_numbers(
        &self,
        request: &BrowseRequest,
    ) -> Result<Vec<AvailablePhoneNumber>> {
        let body = request.to_wire();
        let shown = self
            .generated()
            .browse_available_numbers(request.country(), &body)
            .await?;
        let numbers = shown.into_inner().phone_numbers.unwrap_or_default();
        numbers
            .into_iter()
            .map(AvailablePhoneNumber::from_wire)
            .collect()
    }

    /// Makes a reservation, or adds numbers to and removes them from an existing one:
    /// `PATCH /availablePhoneNumbers/reservations/{reservationId}`.
    ///
    /// The numbers are held for 15 minutes from the last change, and no longer than two hours in
    /// all. The service may take some of the numbers and not others. That is no error: the result
    /// says so, and has the reason for each.
    ///
    /// # Errors
    /// - Status 400 if the reservation is no longer active.
    /// - [`is_unexpected_answer`](crate::Error::is_unexpected_answer): the answer does not show the
    ///   change. Read the reservation to see what it holds.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     update: acs_phone_numbers::ReservationUpdate,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// let result = client.create_or_update_reservation(&update).await?;
    /// for number in result.reservation.failed() {
    ///     println!("{} is not to be had: {:?}", number.phone_number, number.error);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_or_update_reservation(
        &self,
        update: &ReservationUpdate,
    ) -> Result<ReservationUpdateResult> {
        let (id, body) = (update.reservation_id(), update.to_wire());
        let answer = self
            .generated()
            .create_or_update_reservation(id.as_uuid(), &body)
            .await?;
        let result = ReservationUpdateResult::from_wire(answer.status(), answer.into_inner())?;
        update.check_answer(&result.reservation)?;
        Ok(result)
    }

    /// Reads a reservation and its numbers:
    /// `GET /availablePhoneNumbers/reservations/{reservationId}`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): there is no such reservation.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     id: acs_phone_numbers::ReservationId,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// let reservation = client.get_reservation(&id).await?;
    /// println!("{} until {:?}", reservation.status, reservation.expires_at);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_reservation(
        &self,
        reservation_id: &ReservationId,
    ) -> Result<PhoneNumbersReservation> {
        let kept = self
            .generated()
            .get_reservation(reservation_id.as_uuid())
            .await?;
        let kept = PhoneNumbersReservation::from_wire(kept.into_inner())?;
        Self::check_about(
            "reservation",
            &reservation_id.to_string(),
            &kept.id.to_string(),
        )?;
        Ok(kept)
    }

    /// Lists the reservations of the resource, those first that expire or expired first, without
    /// their numbers: `GET /availablePhoneNumbers/reservations`.
    ///
    /// Expired ones stay in the list for up to a month.
    ///
    /// ```no_run
    /// use acs_phone_numbers::ReservationStatus;
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let mut reservations = client.list_reservations(None);
    /// while let Some(reservation) = reservations.try_next().await? {
    ///     if reservation.status == ReservationStatus::Active {
    ///         println!("{} until {:?}", reservation.id, reservation.expires_at);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_reservations(
        &self,
        options: Option<ListReservationsOptions>,
    ) -> Pager<ReservationSummary> {
        let options = options.unwrap_or_default();
        let size = options.page_size.map(PageSize::to_wire);
        let client = self.generated();
        let call = self.list_call("list_reservations", &[], None, options.continue_from);
        let first = async move { Ok(client.list_reservations(size).await?.into_inner()) };
        Pager::new(call, first, ReservationSummary::page)
    }

    /// Deletes a reservation and lets go of its numbers:
    /// `DELETE /availablePhoneNumbers/reservations/{reservationId}`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): there is no such reservation. If the answer
    /// to a first attempt was lost, that attempt may have been what deleted it.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     id: acs_phone_numbers::ReservationId,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// client.delete_reservation(&id).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_reservation(&self, reservation_id: &ReservationId) -> Result<()> {
        self.generated()
            .delete_reservation(reservation_id.as_uuid())
            .await?;
        Ok(())
    }
}
