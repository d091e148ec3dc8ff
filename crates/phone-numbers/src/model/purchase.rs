//! Buying and giving back: what may be chosen, and what is left when it is done.

use acs_phone_numbers_generated::types;
use serde::Serialize;

use crate::{OperationId, ReservationId, SearchId};

/// Options of a purchase.
///
/// ```
/// use acs_phone_numbers::PurchaseOptions;
///
/// let options = PurchaseOptions::default().agree_to_not_resell(true);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct PurchaseOptions {
    agree_to_not_resell: Option<bool>,
}

impl PurchaseOptions {
    /// Sets your agreement not to resell the numbers. Some countries' numbers, such as those of
    /// France, are sold only with it. The service's default is no.
    pub fn agree_to_not_resell(mut self, agree: bool) -> Self {
        self.agree_to_not_resell = Some(agree);
        self
    }

    pub(crate) fn for_search(self, search_id: &SearchId) -> types::PhoneNumberPurchaseRequest {
        types::PhoneNumberPurchaseRequest {
            search_id: Some(search_id.to_string()),
            agree_to_not_resell: self.agree_to_not_resell,
        }
    }

    pub(crate) fn for_reservation(self) -> types::PhoneNumbersReservationPurchaseRequest {
        types::PhoneNumbersReservationPurchaseRequest {
            agree_to_not_resell: self.agree_to_not_resell,
        }
    }
}

/// The prefixes that turn the id of what is bought into the id of the operation that buys it.
const SEARCH_PURCHASE: &str = "purchase_";
const RESERVATION_PURCHASE: &str = "reservationPurchase_";

/// The id of the operation that buys the numbers of a search. The service takes a search's id in
/// capitals, too, but writes and finds its operations in lower case.
pub(crate) fn search_purchase_id(search_id: &SearchId) -> OperationId {
    let search_id = search_id.as_str().to_ascii_lowercase();
    OperationId::from_service(format!("{SEARCH_PURCHASE}{search_id}"))
}

/// The id of the operation that buys the numbers of a reservation.
pub(crate) fn reservation_purchase_id(reservation_id: &ReservationId) -> OperationId {
    OperationId::from_service(format!("{RESERVATION_PURCHASE}{reservation_id}"))
}

/// The numbers of a search were bought.
///
/// They are the ones in the search's result; each of them can be read with
/// [`get_purchased_phone_number`](crate::PhoneNumbersClient::get_purchased_phone_number) at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PurchasePhoneNumbersResult {
    /// The operation that bought them.
    pub operation_id: OperationId,
    /// The search whose numbers were bought; `None` if the operation's id does not tell.
    pub search_id: Option<SearchId>,
}

impl PurchasePhoneNumbersResult {
    pub(crate) fn of(operation_id: OperationId) -> Self {
        let search_id = operation_id
            .as_str()
            .strip_prefix(SEARCH_PURCHASE)
            .map(str::to_owned);
        Self {
            search_id: search_id.map(SearchId::from_service),
            operation_id,
        }
    }
}

/// The numbers of a reservation were bought.
///
/// They are the ones that
/// [`get_reservation`](crate::PhoneNumbersClient::get_reservation) gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PurchaseReservationResult {
    /// The operation that bought them.
    pub operation_id: OperationId,
    /// The reservation whose numbers were bought; `None` if the operation's id does not tell.
    pub reservation_id: Option<ReservationId>,
}

impl PurchaseReservationResult {
    pub(crate) fn of(operation_id: OperationId) -> Self {
        let id = operation_id.as_str().strip_prefix(RESERVATION_PURCHASE);
        Self {
            reservation_id: id.and_then(|id| id.parse().ok()),
            operation_id,
        }
    }
}

/// A number was released: the resource no longer owns it or pays for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReleasePhoneNumberResult {
    /// The operation that released it.
    pub operation_id: OperationId,
}

impl ReleasePhoneNumberResult {
    pub(crate) fn of(operation_id: OperationId) -> Self {
        Self { operation_id }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::{
        PurchaseOptions, PurchasePhoneNumbersResult, PurchaseReservationResult,
        reservation_purchase_id, search_purchase_id,
    };
    use crate::{OperationId, ReservationId, SearchId};

    #[test]
    fn the_agreement_is_sent_only_when_something_was_said_about_it() {
        let search = SearchId::new("s1").unwrap();
        let silent = PurchaseOptions::default();
        assert_eq!(
            to_value(silent.for_search(&search)).unwrap(),
            json!({ "searchId": "s1" })
        );
        assert_eq!(to_value(silent.for_reservation()).unwrap(), json!({}));
        for agree in [true, false] {
            let options = PurchaseOptions::default().agree_to_not_resell(agree);
            assert_eq!(
                to_value(options.for_search(&search)).unwrap(),
                json!({ "searchId": "s1", "agreeToNotResell": agree })
            );
            assert_eq!(
                to_value(options.for_reservation()).unwrap(),
                json!({ "agreeToNotResell": agree })
            );
        }
    }

    #[test]
    fn the_operation_tells_what_was_bought() {
        let search = SearchId::new("7afbcec4-0000-0000-0000-000000000001").unwrap();
        let bought = PurchasePhoneNumbersResult::of(search_purchase_id(&search));
        assert_eq!(
            bought.operation_id.as_str(),
            "purchase_7afbcec4-0000-0000-0000-000000000001"
        );
        assert_eq!(bought.search_id, Some(search));

        let reservation = ReservationId::new_random();
        let bought = PurchaseReservationResult::of(reservation_purchase_id(&reservation));
        assert_eq!(bought.reservation_id, Some(reservation));

        let other = OperationId::new("something-else").unwrap();
        assert_eq!(
            PurchasePhoneNumbersResult::of(other.clone()).search_id,
            None
        );
        assert_eq!(PurchaseReservationResult::of(other).reservation_id, None);
    }
}
