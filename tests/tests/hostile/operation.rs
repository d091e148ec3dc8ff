//! Every operation of both clients, and whether it may be sent again.

use std::fmt::Debug;

use acs_core::Idempotency::{self, Idempotent, NotIdempotent};
use acs_phone_numbers::{
    BrowseRequest, CapabilitiesUpdate, CountryCode, Error, OperationId, PhoneNumber,
    PhoneNumberAssignmentType, PhoneNumberCapabilities, PhoneNumberCapabilityType, PhoneNumberType,
    ReservationId, ReservationUpdate, SearchId, SearchRequest,
};
use acs_phone_numbers_generated::operations::OPERATIONS as PHONE_NUMBERS;
use acs_tests::answers::{NUMBER, RESERVATION, SEARCH, SEARCHING};
use futures::{FutureExt as _, TryStreamExt as _, future::BoxFuture};

use crate::server::Clients;

/// What an operation gives, to look at.
pub(crate) type Given = Result<Box<dyn Debug + Send>, Error>;

/// An operation, and a call of it.
pub(crate) struct Operation {
    /// Its id in the generated table. Those of direct routing have `sip_` before it.
    pub(crate) id: &'static str,
    pub(crate) idempotency: Idempotency,
    call: fn(Clients) -> BoxFuture<'static, Given>,
}

impl Operation {
    pub(crate) async fn call(&self, clients: &Clients) -> Given {
        (self.call)(clients.clone()).await
    }

    pub(crate) fn is_long_running(&self) -> bool {
        PHONE_NUMBERS
            .iter()
            .any(|operation| operation.id == self.id && operation.long_running)
    }

    /// The one of this id.
    pub(crate) fn of_id(id: &str) -> &'static Self {
        let found = OPERATIONS.iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| unreachable!("{id} has no row"))
    }
}

/// Writes a row: the id, whether it may be sent again, and the call.
macro_rules! row {
    ($id:literal, $idempotency:expr, $clients:ident => $call:expr) => {
        Operation {
            id: $id,
            idempotency: $idempotency,
            call: |$clients| {
                async move {
                    let given = $call?;
                    Ok(Box::new(given) as Box<dyn Debug + Send>)
                }
                .boxed()
            },
        }
    };
}

pub(crate) const OPERATIONS: &[Operation] = &[
    row!("browse_available_numbers", Idempotent, it => {
        let request = BrowseRequest::new(CountryCode::new("US")?, PhoneNumberType::TollFree);
        it.numbers.browse_available_phone_numbers(&request).await
    }),
    row!("cancel_operation", Idempotent, it => {
        it.numbers.cancel_operation(&OperationId::new(SEARCHING.operation_id())?).await
    }),
    row!("create_or_update_reservation", Idempotent, it => {
        let other = PhoneNumber::new("+14255550199")?;
        let update = ReservationUpdate::new(reservation()?).remove(&other);
        it.numbers.create_or_update_reservation(&update).await
    }),
    row!("delete_reservation", Idempotent, it => it.numbers.delete_reservation(&reservation()?).await),
    row!("get_by_number", Idempotent, it => it.numbers.get_purchased_phone_number(&number()?).await),
    row!("get_operation", Idempotent, it => {
        it.numbers.get_operation(&OperationId::new(SEARCHING.operation_id())?).await
    }),
    row!("get_reservation", Idempotent, it => it.numbers.get_reservation(&reservation()?).await),
    row!("get_search_result", Idempotent, it => it.numbers.get_search_result(&search()?).await),
    row!("list_area_codes", Idempotent, it => {
        let us = CountryCode::new("US")?;
        it.numbers.list_available_toll_free_area_codes(&us, None).try_collect::<Vec<_>>().await
    }),
    row!("list_available_countries", Idempotent, it => {
        it.numbers.list_available_countries(None).try_collect::<Vec<_>>().await
    }),
    row!("list_available_localities", Idempotent, it => {
        let us = CountryCode::new("US")?;
        it.numbers.list_available_localities(&us, None).try_collect::<Vec<_>>().await
    }),
    row!("list_offerings", Idempotent, it => {
        let us = CountryCode::new("US")?;
        it.numbers.list_available_offerings(&us, None).try_collect::<Vec<_>>().await
    }),
    row!("list_phone_numbers", Idempotent, it => {
        it.numbers.list_purchased_phone_numbers(None).try_collect::<Vec<_>>().await
    }),
    row!("list_reservations", Idempotent, it => {
        it.numbers.list_reservations(None).try_collect::<Vec<_>>().await
    }),
    row!("operator_information_search", NotIdempotent, it => {
        it.numbers.search_operator_information(&[number()?], None).await
    }),
    row!("purchase_phone_numbers", NotIdempotent, it => {
        it.numbers.begin_purchase_phone_numbers(&search()?, None).await
    }),
    row!("purchase_reservation", NotIdempotent, it => {
        it.numbers.begin_purchase_reservation(&reservation()?, None).await
    }),
    row!("release_phone_number", NotIdempotent, it => {
        it.numbers.begin_release_phone_number(&number()?).await
    }),
    row!("search_available_phone_numbers", NotIdempotent, it => {
        it.numbers.begin_search_available_phone_numbers(&toll_free()?).await
    }),
    row!("update_capabilities", NotIdempotent, it => {
        let update = CapabilitiesUpdate::default().calling(PhoneNumberCapabilityType::Outbound);
        it.numbers.begin_update_phone_number_capabilities(&number()?, &update).await
    }),
    row!("sip_get", Idempotent, it => it.sip.get_configuration().await),
    row!("sip_update", Idempotent, it => {
        it.sip.delete_trunk(&"sbc9.contoso.com".parse()?).await
    }),
];

pub(crate) fn number() -> Result<PhoneNumber, Error> {
    Ok(PhoneNumber::new(NUMBER)?)
}

pub(crate) fn search() -> Result<SearchId, Error> {
    Ok(SearchId::new(SEARCH)?)
}

pub(crate) fn reservation() -> Result<ReservationId, Error> {
    Ok(ReservationId::new(RESERVATION)?)
}

pub(crate) fn toll_free() -> Result<SearchRequest, Error> {
    let capabilities = PhoneNumberCapabilities::new(
        PhoneNumberCapabilityType::Outbound,
        PhoneNumberCapabilityType::None,
    );
    let (kind, user) = (
        PhoneNumberType::TollFree,
        PhoneNumberAssignmentType::Application,
    );
    Ok(SearchRequest::new(
        CountryCode::new("US")?,
        kind,
        user,
        capabilities,
    ))
}
