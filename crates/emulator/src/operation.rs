//! The operations of the service, by the names they have in its documents.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! operations {
    ($($(#[doc = $doc:literal])* $variant:ident $id:literal,)*) => {
        /// One of the operations of the service, such as `PhoneNumbers_GetByNumber`.
        ///
        /// `Display` and `FromStr` go by the operation's id in the published documents.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum ServiceOperation {
            $($(#[doc = $doc])* #[serde(rename = $id)] $variant,)*
        }

        impl ServiceOperation {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The operation's id in the published documents.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }
    };
}

operations! {
    /// The countries that have numbers on offer.
    ListAvailableCountries "PhoneNumbers_ListAvailableCountries",
    /// The localities of a country.
    ListAvailableLocalities "PhoneNumbers_ListAvailableLocalities",
    /// The area codes of a country or locality.
    ListAreaCodes "PhoneNumbers_ListAreaCodes",
    /// Lists the offerings in a country.
    ListOfferings "PhoneNumbers_ListOfferings",
    /// Numbers on offer.
    BrowseAvailableNumbers "PhoneNumbers_BrowseAvailableNumbers",
    /// Starts a search.
    SearchAvailablePhoneNumbers "PhoneNumbers_SearchAvailablePhoneNumbers",
    /// Gets the result of a search.
    GetSearchResult "PhoneNumbers_GetSearchResult",
    /// Starts the purchase of what a search found.
    PurchasePhoneNumbers "PhoneNumbers_PurchasePhoneNumbers",
    /// All reservations.
    ListReservations "PhoneNumbers_ListReservations",
    /// One reservation.
    GetReservation "PhoneNumbers_GetReservation",
    /// Makes a reservation or changes one.
    CreateOrUpdateReservation "PhoneNumbers_CreateOrUpdateReservation",
    /// Gives a reservation up.
    DeleteReservation "PhoneNumbers_DeleteReservation",
    /// Starts the purchase of a reservation.
    PurchaseReservation "PhoneNumbers_PurchaseReservation",
    /// The owned numbers.
    ListPhoneNumbers "PhoneNumbers_ListPhoneNumbers",
    /// One owned number.
    GetByNumber "PhoneNumbers_GetByNumber",
    /// Starts the release of an owned number.
    ReleasePhoneNumber "PhoneNumbers_ReleasePhoneNumber",
    /// Gets the status of a long-running operation.
    GetOperation "PhoneNumbers_GetOperation",
    /// Cancels a long-running operation.
    CancelOperation "PhoneNumbers_CancelOperation",
    /// Starts a change of what an owned number can do.
    UpdateCapabilities "PhoneNumbers_UpdateCapabilities",
    /// Looks up any number.
    OperatorInformationSearch "PhoneNumbers_OperatorInformationSearch",
    /// The SIP configuration.
    GetSipConfiguration "SipRouting_Get",
    /// Changes the SIP configuration.
    UpdateSipConfiguration "SipRouting_Update",
    /// Lists the routes that a number would take. Only the preview of SIP routing has it.
    TestRoutesWithNumber "SipRouting_TestRoutesWithNumber",
}

/// No operation of the service has that id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the service has no operation {0:?}")]
pub struct NoSuchOperation(String);

impl FromStr for ServiceOperation {
    type Err = NoSuchOperation;

    fn from_str(id: &str) -> Result<Self, NoSuchOperation> {
        let found = Self::ALL.iter().find(|it| it.id() == id);
        found.copied().ok_or_else(|| NoSuchOperation(id.to_owned()))
    }
}

impl fmt::Display for ServiceOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back() {
        assert_eq!(ServiceOperation::ALL.len(), 23);
        for operation in ServiceOperation::ALL {
            assert_eq!(operation.to_string().parse(), Ok(*operation));
            let json = serde_json::to_string(operation).unwrap();
            assert_eq!(json, format!("{:?}", operation.id()));
        }
        let error = "GetByNumber".parse::<ServiceOperation>().unwrap_err();
        assert_eq!(
            error.to_string(),
            r#"the service has no operation "GetByNumber""#
        );
    }
}
