//! Client for the phone numbers of Azure Communication Services: find them, buy them, change what
//! they can do, and release them.
//!
//! - [`PhoneNumbersClient`] asks the service; everything begins there.
//! - A *search* lets the service pick numbers and holds them for about 15 minutes
//!   ([`SearchRequest`], [`PhoneNumberSearchResult`]).
//! - To choose numbers oneself, *browse* what is on offer ([`BrowseRequest`]) and put some into a
//!   *reservation* ([`ReservationUpdate`], [`PhoneNumbersReservation`]).
//! - A *purchase* of either makes them [`PurchasedPhoneNumber`]s, which cost money until they are
//!   released.
//! - The *catalogue* says what is sold where: countries, localities, area codes and offerings.
//!
//! # A short tour
//!
//! Let the service pick a number, and buy it:
//!
//! ```no_run
//! use acs_phone_numbers::{
//!     CapabilitiesUpdate, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
//!     PhoneNumberCapabilityType, PhoneNumberType, PhoneNumbersClient, Quantity, SearchRequest,
//! };
//! use futures::TryStreamExt;
//!
//! # async fn tour(connection_string: &str) -> acs_phone_numbers::Result<()> {
//! let client = PhoneNumbersClient::from_connection_string(connection_string, None)?;
//!
//! // Two toll-free numbers from which an application can call.
//! let request = SearchRequest::new(
//!     CountryCode::new("US")?,
//!     PhoneNumberType::TollFree,
//!     PhoneNumberAssignmentType::Application,
//!     PhoneNumberCapabilities::new(
//!         PhoneNumberCapabilityType::Outbound,
//!         PhoneNumberCapabilityType::None,
//!     ),
//! )
//! .quantity(Quantity::of::<2>());
//! let found = client.begin_search_available_phone_numbers(&request).await?.await?;
//!
//! // They are on hold now. Buying them costs money.
//! client.begin_purchase_phone_numbers(&found.search_id, None).await?.await?;
//!
//! // Let people call the first one, too.
//! let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::InboundOutbound);
//! let number = &found.phone_numbers[0];
//! client.begin_update_phone_number_capabilities(number, &update).await?.await?;
//!
//! // What does the resource own?
//! let mut numbers = client.list_purchased_phone_numbers(None);
//! while let Some(owned) = numbers.try_next().await? {
//!     println!("{} for {}", owned.phone_number, owned.assignment_type);
//! }
//!
//! // This cannot be taken back.
//! client.begin_release_phone_number(number).await?.await?;
//! # Ok(())
//! # }
//! ```
//!
//! Or choose numbers oneself:
//!
//! ```no_run
//! use acs_phone_numbers::{
//!     BrowseRequest, CountryCode, PhoneNumberType, PhoneNumbersClient, ReservationId,
//!     ReservationUpdate,
//! };
//!
//! # async fn tour(client: PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
//! let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
//! let on_offer = client.browse_available_phone_numbers(&request).await?;
//!
//! let id = ReservationId::new_random();
//! let update = on_offer.iter().take(3).fold(ReservationUpdate::new(id), ReservationUpdate::add);
//! let result = client.create_or_update_reservation(&update).await?;
//! if result.is_complete() {
//!     client.begin_purchase_reservation(&id, None).await?.await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Sign-in
//!
//! [`PhoneNumbersClient::from_connection_string`] takes what the portal shows.
//! [`PhoneNumbersClient::new`] takes an address with an [`AccessKey`], or with any
//! `TokenCredential`, such as the one of [`default_credential`].
//!
//! # Values that can be sent, and values that came
//!
//! Requests are made of values that are checked when they are made. An [`InvalidValue`] names the
//! field, the problem and the values that are accepted.
//!
//! Values in answers are not validated and keep the service's own names. Sets of values such as [`PhoneNumberType`] are open: a value that this version does not
//! know arrives as `UnknownValue`, and can be sent as such, too. The structs of answers may gain
//! fields. They serialise with serde under the names of the service's JSON, phone numbers and all.
//!
//! # Operations that take their time
//!
//! Searches, purchases, releases and changes of capabilities go on in the background. The
//! [`Poller`] of one can be awaited, asked step by step, kept as a [`Continuation`] and cancelled:
//!
//! ```no_run
//! # async fn example(
//! #     client: acs_phone_numbers::PhoneNumbersClient,
//! #     request: acs_phone_numbers::SearchRequest,
//! # ) -> acs_phone_numbers::Result<()> {
//! let poller = client.begin_search_available_phone_numbers(&request).await?;
//! let kept = poller.continuation().to_string();
//!
//! // Later, perhaps in another process:
//! let found = client.resume_search_available_phone_numbers(&kept.parse()?)?.await?;
//! # Ok(())
//! # }
//! ```
//!
//! # When something goes wrong
//!
//! Everything that fails does so with an [`Error`], which can be asked what happened:
//! [`is_invalid_input`](Error::is_invalid_input), [`is_not_found`](Error::is_not_found),
//! [`is_unauthorized`](Error::is_unauthorized) and so on. If it is not known what became of a
//! purchase or a release, [`is_outcome_unknown`](Error::is_outcome_unknown) says so; see
//! [`find_purchase`](PhoneNumbersClient::find_purchase).
//!
//! # Phone numbers in logs
//!
//! No error text and no `Debug` output shows a phone number. `Display` of a [`PhoneNumber`] does,
//! and so does what is serialised.
//!
//! # Features
//!
//! - `logging` (off): the module `logging`, for programs without a `tracing` subscriber of their
//!   own.

mod client;
mod idempotency;
mod model;
mod value;

#[cfg(feature = "logging")]
pub use acs_core::logging;
pub use acs_core::{
    AccessKey, AnswerInfo, CallOptions, ClaimsChallenge, ClientOptions, ConnectionString,
    Continuation, Credential, Endpoint, Error, InvalidValue, OperationSnapshot, OperationStatus,
    Page, PageContinuation, Pager, Pages, PhoneNumber, Poller, PollerOptions, Result, RetryInfo,
    RetryOptions, ServiceError, Timestamp, default_credential,
};
pub use acs_phone_numbers_generated::types::{
    AvailablePhoneNumberStatus, BillingFrequency, OperatorNumberType, PhoneNumberAssignmentType,
    PhoneNumberCapabilityType, PhoneNumberOperationType, PhoneNumberSearchResultError,
    PhoneNumberType, ReservationStatus,
};
pub use client::PhoneNumbersClient;
pub use model::{
    AvailablePhoneNumber, BrowseRequest, CapabilitiesUpdate, ListCountriesOptions,
    ListGeographicAreaCodesOptions, ListLocalitiesOptions, ListMobileAreaCodesOptions,
    ListOfferingsOptions, ListPurchasedPhoneNumbersOptions, ListReservationsOptions,
    ListTollFreeAreaCodesOptions, OperatorDetails, OperatorInformation, OperatorInformationOptions,
    PhoneNumberAdministrativeDivision, PhoneNumberAreaCode, PhoneNumberCapabilities,
    PhoneNumberCost, PhoneNumberCountry, PhoneNumberLocality, PhoneNumberOffering,
    PhoneNumberOperation, PhoneNumberSearchResult, PhoneNumbersReservation, PurchaseOptions,
    PurchasePhoneNumbersResult, PurchaseReservationResult, PurchasedPhoneNumber,
    ReleasePhoneNumberResult, ReservationSummary, ReservationUpdate, ReservationUpdateOutcome,
    ReservationUpdateResult, SearchRequest,
};
pub use value::{
    AreaCode, CountryCode, FormattedNumber, Locale, OperationId, PageSize, PhoneNumberId,
    PhoneNumberPrefix, Quantity, ReservationId, ResourceLocation, SearchId, Skip,
};
