//! The numbers that the resource owns.

use acs_core::{Continuation, LongRunning, Pager, PhoneNumber, Poller, Result};
use acs_phone_numbers_generated::parameters;

use super::PhoneNumbersClient;
use crate::{
    CapabilitiesUpdate, ListPurchasedPhoneNumbersOptions, OperationId, PageSize,
    PurchasedPhoneNumber, ReleasePhoneNumberResult, Skip,
};

static UPDATE_CAPABILITIES: LongRunning<PurchasedPhoneNumber> = LongRunning {
    kind: "updatePhoneNumberCapabilities",
    result_operation: Some("get_by_number"),
    finish: |finished| {
        let changed = PurchasedPhoneNumber::from_wire(finished.result()?)?;
        if let Some(digits) = finished.asked {
            let found = changed.phone_number.digits();
            PhoneNumbersClient::check_about("number", digits, found)?;
        }
        Ok(changed)
    },
};

static RELEASE: LongRunning<ReleasePhoneNumberResult> = LongRunning {
    kind: "releasePhoneNumber",
    result_operation: None,
    finish: |finished| {
        let id = OperationId::from_service(finished.id.to_owned());
        Ok(ReleasePhoneNumberResult::of(id))
    },
};

/// Reading the numbers that the resource owns.
impl PhoneNumbersClient {
    /// Reads one number that the resource owns: `GET /phoneNumbers/{phoneNumber}`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): the resource does not own this number.
    ///
    /// ```no_run
    /// use acs_phone_numbers::PhoneNumber;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let number = client.get_purchased_phone_number(&PhoneNumber::new("+14255550100")?).await?;
    /// println!("calls: {}", number.capabilities.calling);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_purchased_phone_number(
        &self,
        phone_number: &PhoneNumber,
    ) -> Result<PurchasedPhoneNumber> {
        let owned = self
            .generated()
            .get_by_number(phone_number.as_str())
            .await?;
        let owned = PurchasedPhoneNumber::from_wire(owned.into_inner())?;
        Self::check_about("number", phone_number.digits(), owned.phone_number.digits())?;
        Ok(owned)
    }

    /// Lists the numbers that the resource owns: `GET /phoneNumbers`.
    ///
    /// ```no_run
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let mut numbers = client.list_purchased_phone_numbers(None);
    /// while let Some(number) = numbers.try_next().await? {
    ///     println!("{} for {}", number.phone_number, number.assignment_type);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_purchased_phone_numbers(
        &self,
        options: Option<ListPurchasedPhoneNumbersOptions>,
    ) -> Pager<PurchasedPhoneNumber> {
        let options = options.unwrap_or_default();
        let (skip, top) = (
            options.skip.map(Skip::to_wire),
            options.page_size.map(PageSize::to_wire),
        );
        let client = self.generated();
        let first = async move {
            let page = client
                .list_phone_numbers(parameters::ListPhoneNumbers { skip, top })
                .await?;
            Ok(page.into_inner())
        };
        let call = self.list_call("list_phone_numbers", &[], None, options.continue_from);
        Pager::new(call, first, PurchasedPhoneNumber::page)
    }
}

/// Changing and releasing the numbers that the resource owns.
impl PhoneNumbersClient {
    /// Begins to change what a number can do; the poller ends in the number as it is then:
    /// `PATCH /phoneNumbers/{phoneNumber}/capabilities`.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): the update changes nothing.
    /// - [`is_forbidden`](crate::Error::is_forbidden): the resource does not own this number.
    /// - [`is_outcome_unknown`](crate::Error::is_outcome_unknown): the change may be under way. It
    ///   is not begun a second time, since one of two may end last and undo a newer change. Read
    ///   the number after a minute to see what it can do.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{CapabilitiesUpdate, PhoneNumber, PhoneNumberCapabilityType};
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let number = PhoneNumber::new("+14255550100")?;
    /// let update = CapabilitiesUpdate::default().sms(PhoneNumberCapabilityType::InboundOutbound);
    /// let changed = client.begin_update_phone_number_capabilities(&number, &update).await?.await?;
    /// assert_eq!(changed.capabilities.sms, PhoneNumberCapabilityType::InboundOutbound);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_update_phone_number_capabilities(
        &self,
        phone_number: &PhoneNumber,
        update: &CapabilitiesUpdate,
    ) -> Result<Poller<PurchasedPhoneNumber>> {
        let body = update.to_wire()?;
        let accepted = self
            .generated()
            .update_capabilities(phone_number.as_str(), &body)
            .await?;
        let poller = Poller::accepted(
            self.context.clone(),
            &UPDATE_CAPABILITIES,
            accepted.headers(),
        )?;
        Ok(poller.asked(phone_number.digits()))
    }

    /// Goes on with a change whose [`continuation`](Poller::continuation) was kept. Nothing is
    /// sent until the poller is asked.
    ///
    /// # Errors
    /// [`is_foreign_continuation`](crate::Error::is_foreign_continuation): it is not that of a
    /// change of capabilities on this resource.
    ///
    /// ```no_run
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// let changed = client.resume_update_phone_number_capabilities(&kept.parse()?)?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_update_phone_number_capabilities(
        &self,
        continuation: &Continuation,
    ) -> Result<Poller<PurchasedPhoneNumber>> {
        Poller::resume(self.context.clone(), &UPDATE_CAPABILITIES, continuation)
    }

    /// Begins to release a number: `DELETE /phoneNumbers/{phoneNumber}`. **It cannot be taken
    /// back**: the number leaves the resource, is no longer charged for, and may be sold to
    /// somebody else.
    ///
    /// The service accepts the request for a number that the resource does not own, too; that
    /// comes out while polling.
    ///
    /// # Errors
    /// [`is_outcome_unknown`](crate::Error::is_outcome_unknown): the release may be under way.
    /// Ask [`get_purchased_phone_number`](Self::get_purchased_phone_number): once it says
    /// [`is_not_found`](crate::Error::is_not_found), the number is released.
    ///
    /// ```no_run
    /// use acs_phone_numbers::PhoneNumber;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// client.begin_release_phone_number(&PhoneNumber::new("+14255550100")?).await?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_release_phone_number(
        &self,
        phone_number: &PhoneNumber,
    ) -> Result<Poller<ReleasePhoneNumberResult>> {
        let accepted = self
            .generated()
            .release_phone_number(phone_number.as_str())
            .await?;
        Poller::accepted(self.context.clone(), &RELEASE, accepted.headers())
    }

    /// Goes on with a release whose [`continuation`](Poller::continuation) was kept. Nothing is
    /// sent until the poller is asked.
    ///
    /// # Errors
    /// [`is_foreign_continuation`](crate::Error::is_foreign_continuation): it is not that of a
    /// release on this resource.
    ///
    /// ```no_run
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// client.resume_release_phone_number(&kept.parse()?)?.await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_release_phone_number(
        &self,
        continuation: &Continuation,
    ) -> Result<Poller<ReleasePhoneNumberResult>> {
        Poller::resume(self.context.clone(), &RELEASE, continuation)
    }
}
