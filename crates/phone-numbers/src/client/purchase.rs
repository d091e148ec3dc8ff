//! Buying numbers that a search or a reservation holds.

use std::time::Duration;

use acs_core::{Continuation, Error, LongRunning, Poller, Result, pause};

use super::PhoneNumbersClient;
use crate::{
    OperationId, PhoneNumberOperation, PurchaseOptions, PurchasePhoneNumbersResult,
    PurchaseReservationResult, ReservationId, SearchId,
    model::{reservation_purchase_id, search_purchase_id},
};

static PURCHASE: LongRunning<PurchasePhoneNumbersResult> = LongRunning {
    kind: "purchase",
    result_operation: None,
    finish: |finished| {
        let id = OperationId::from_service(finished.id.to_owned());
        Ok(PurchasePhoneNumbersResult::of(id))
    },
};

static RESERVATION_PURCHASE: LongRunning<PurchaseReservationResult> = LongRunning {
    kind: "reservationPurchase",
    result_operation: None,
    finish: |finished| {
        let id = OperationId::from_service(finished.id.to_owned());
        Ok(PurchaseReservationResult::of(id))
    },
};

/// Waits between looking for an operation and looking again.
const LOOK_AGAIN_AFTER: [Duration; 3] = [
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
];

/// Buying the numbers that a search holds.
impl PhoneNumbersClient {
    /// Begins to buy all numbers that a search found: `POST /availablePhoneNumbers/:purchase`.
    /// **This costs money**, from then on and until the numbers are released.
    ///
    /// # Errors
    /// - [`is_not_found`](Error::is_not_found): there is no such search, or no longer.
    /// - Status 400 if the numbers are sold only to those who
    ///   [agree not to resell them](PurchaseOptions::agree_to_not_resell).
    /// - [`is_outcome_unknown`](Error::is_outcome_unknown): the purchase may be under way. Ask
    ///   [`find_purchase`](Self::find_purchase) before buying again.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{PhoneNumberSearchResult, PurchaseOptions};
    ///
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     found: PhoneNumberSearchResult,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// let options = PurchaseOptions::default().agree_to_not_resell(true);
    /// client.begin_purchase_phone_numbers(&found.search_id, Some(options)).await?.await?;
    /// for number in &found.phone_numbers {
    ///     println!("{number} is ours");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_purchase_phone_numbers(
        &self,
        search_id: &SearchId,
        options: Option<PurchaseOptions>,
    ) -> Result<Poller<PurchasePhoneNumbersResult>> {
        let body = options.unwrap_or_default().for_search(search_id);
        let accepted = self.generated().purchase_phone_numbers(&body).await;
        let begun = accepted.and_then(|accepted| {
            Poller::accepted(self.context.clone(), &PURCHASE, accepted.headers())
        });
        begun.map_err(|error| name_unknown(error, &search_purchase_id(search_id)))
    }

    /// Goes on with a purchase whose [`continuation`](Poller::continuation) was kept. Nothing is
    /// sent until the poller is asked.
    ///
    /// # Errors
    /// [`is_foreign_continuation`](Error::is_foreign_continuation): it is not that of a purchase
    /// on this resource.
    ///
    /// ```no_run
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// let bought = client.resume_purchase_phone_numbers(&kept.parse()?)?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_purchase_phone_numbers(
        &self,
        continuation: &Continuation,
    ) -> Result<Poller<PurchasePhoneNumbersResult>> {
        Poller::resume(self.context.clone(), &PURCHASE, continuation)
    }

    /// Looks for the purchase of a search's numbers, to find out whether there is one:
    /// `GET /phoneNumbers/operations/{operationId}`.
    ///
    /// An operation that succeeded has bought the numbers; one that failed has not; any other is
    /// still running, and [`get_operation`](Self::get_operation) follows it.
    ///
    /// `None` means that the service knows of none at this moment. Right after a purchase of
    /// unknown outcome that is not final: the request may still be on its way, so ask once more a
    /// minute later before you buy again.
    ///
    /// # Errors
    /// It could not be found out, and the purchase may be there. That includes an answer of 404
    /// that is not the service's own: something in between has nothing to say about purchases.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     search_id: acs_phone_numbers::SearchId,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// match client.begin_purchase_phone_numbers(&search_id, None).await {
    ///     Err(error) if error.is_outcome_unknown() => {
    ///         match client.find_purchase(&search_id).await? {
    ///             Some(operation) => println!("bought, or being bought: {}", operation.status),
    ///             None => println!("not bought so far"),
    ///         }
    ///     }
    ///     begun => {
    ///         begun?.await?;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn find_purchase(
        &self,
        search_id: &SearchId,
    ) -> Result<Option<PhoneNumberOperation>> {
        let id = search_purchase_id(search_id);
        self.find_operation(&id, &PURCHASE).await
    }

    /// Buys the numbers of a search, or finds the purchase that was begun already:
    /// `GET /phoneNumbers/operations/{operationId}`, and `POST /availablePhoneNumbers/:purchase` if
    /// there is none. **This costs money**, once, however often it is called.
    ///
    /// It is the safe way for a program that may be killed at any moment: keep the search id before
    /// the first call, and call it again with the same id after a restart. After an unknown outcome
    /// it looks the purchase up by itself.
    ///
    /// # Errors
    /// Those of [`begin_purchase_phone_numbers`](Self::begin_purchase_phone_numbers). The outcome
    /// is unknown only if the purchase cannot be found either.
    /// An error of the first look-up says nothing about an earlier call with the same id.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     kept: &str,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// let search_id = acs_phone_numbers::SearchId::new(kept)?;
    /// client.purchase_or_find(&search_id, None).await?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn purchase_or_find(
        &self,
        search_id: &SearchId,
        options: Option<PurchaseOptions>,
    ) -> Result<Poller<PurchasePhoneNumbersResult>> {
        let id = search_purchase_id(search_id);
        let begin = || self.begin_purchase_phone_numbers(search_id, options);
        self.begin_or_find(&id, &PURCHASE, begin).await
    }

    /// Follows the operation `id`, which `begin` begins if there is none yet.
    async fn begin_or_find<T, F>(
        &self,
        id: &OperationId,
        kind: &'static LongRunning<T>,
        begin: impl FnOnce() -> F,
    ) -> Result<Poller<T>>
    where
        F: Future<Output = Result<Poller<T>>>,
    {
        let known = || Poller::known(self.context.clone(), kind, id.as_str());
        if self.look_up(id, kind).await?.is_some() {
            return known();
        }
        match begin().await {
            Err(error) if error.is_outcome_unknown() => match self.find_operation(id, kind).await {
                Ok(Some(_)) => known(),
                Ok(None) | Err(_) => Err(error),
            },
            outcome => outcome,
        }
    }

    /// Looks an operation up. It may be unknown for a moment after it began.
    async fn find_operation<T>(
        &self,
        id: &OperationId,
        kind: &LongRunning<T>,
    ) -> Result<Option<PhoneNumberOperation>> {
        for wait in LOOK_AGAIN_AFTER {
            if let Some(operation) = self.look_up(id, kind).await? {
                return Ok(Some(operation));
            }
            pause(wait).await;
        }
        self.look_up(id, kind).await
    }

    /// Turns "there is no such operation" from an error into an answer.
    async fn look_up<T>(
        &self,
        id: &OperationId,
        kind: &LongRunning<T>,
    ) -> Result<Option<PhoneNumberOperation>> {
        match self.get_operation(id).await {
            Ok(operation) => {
                let found = operation.operation_type.as_str();
                Self::check_about("kind of operation", kind.kind, found)?;
                Ok(Some(operation))
            }
            Err(error) if error.is_not_found() && is_of_the_operation(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Buying the numbers of a reservation.
impl PhoneNumbersClient {
    /// Begins to buy all numbers of a reservation:
    /// `POST /availablePhoneNumbers/reservations/{reservationId}/:purchase`. **This costs money**,
    /// from then on and until the numbers are released.
    ///
    /// # Errors
    /// - [`is_not_found`](Error::is_not_found): there is no such reservation.
    /// - Status 400 if a number is sold only to those who
    ///   [agree not to resell it](PurchaseOptions::agree_to_not_resell).
    /// - [`is_outcome_unknown`](Error::is_outcome_unknown): the purchase may be under way. Ask
    ///   [`find_reservation_purchase`](Self::find_reservation_purchase) before buying again.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: acs_phone_numbers::PhoneNumbersClient,
    /// #     reservation: acs_phone_numbers::PhoneNumbersReservation,
    /// # ) -> acs_phone_numbers::Result<()> {
    /// client.begin_purchase_reservation(&reservation.id, None).await?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_purchase_reservation(
        &self,
        reservation_id: &ReservationId,
        options: Option<PurchaseOptions>,
    ) -> Result<Poller<PurchaseReservationResult>> {
        let body = options.unwrap_or_default().for_reservation();
        let accepted = self
            .generated()
            .purchase_reservation(reservation_id.as_uuid(), &body)
            .await;
        let begun = accepted.and_then(|accepted| {
            Poller::accepted(
                self.context.clone(),
                &RESERVATION_PURCHASE,
                accepted.headers(),
            )
        });
        begun.map_err(|error| name_unknown(error, &reservation_purchase_id(reservation_id)))
    }

    /// Goes on with the purchase of a reservation whose [`continuation`](Poller::continuation)
    /// was kept. Nothing is sent until the poller is asked.
    ///
    /// # Errors
    /// [`is_foreign_continuation`](Error::is_foreign_continuation): it is not that of a
    /// reservation's purchase on this resource.
    ///
    /// ```no_run
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// let bought = client.resume_purchase_reservation(&kept.parse()?)?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_purchase_reservation(
        &self,
        continuation: &Continuation,
    ) -> Result<Poller<PurchaseReservationResult>> {
        Poller::resume(self.context.clone(), &RESERVATION_PURCHASE, continuation)
    }

    /// Looks for the purchase of a reservation, to find out whether there is one:
    /// `GET /phoneNumbers/operations/{operationId}`.
    ///
    /// `None` means that the service knows of none at this moment; see
    /// [`find_purchase`](Self::find_purchase) for how far that goes, for what an error means, and
    /// for an example.
    pub async fn find_reservation_purchase(
        &self,
        reservation_id: &ReservationId,
    ) -> Result<Option<PhoneNumberOperation>> {
        let id = reservation_purchase_id(reservation_id);
        self.find_operation(&id, &RESERVATION_PURCHASE).await
    }

    /// Buys the numbers of a reservation, or finds the purchase that was begun already:
    /// `GET /phoneNumbers/operations/{operationId}`, and
    /// `POST /availablePhoneNumbers/reservations/{reservationId}/:purchase` if there is none.
    /// **This costs money**, once, however often it is called; see
    /// [`purchase_or_find`](Self::purchase_or_find).
    ///
    /// # Errors
    /// Those of [`begin_purchase_reservation`](Self::begin_purchase_reservation). The outcome is
    /// unknown only if the purchase cannot be found either.
    /// An error of the first look-up says nothing about an earlier call with the same id.
    pub async fn purchase_reservation_or_find(
        &self,
        reservation_id: &ReservationId,
        options: Option<PurchaseOptions>,
    ) -> Result<Poller<PurchaseReservationResult>> {
        let id = reservation_purchase_id(reservation_id);
        let begin = || self.begin_purchase_reservation(reservation_id, options);
        self.begin_or_find(&id, &RESERVATION_PURCHASE, begin).await
    }
}

/// Says what to look up, where it is not known what became of a purchase.
fn name_unknown(error: Error, operation_id: &OperationId) -> Error {
    if error.is_outcome_unknown() {
        return error.with_operation_id(operation_id.as_str());
    }
    error
}

/// Returns true if the service itself says that it does not know something. Each such answer of it
/// has a code for that, and one that has another has another problem.
fn is_of_the_operation(error: &Error) -> bool {
    error.code().is_some_and(|code| code.ends_with("NotFound"))
}
