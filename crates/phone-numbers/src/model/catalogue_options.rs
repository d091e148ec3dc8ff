//! Options of the lists of the catalogue.

use acs_core::PageContinuation;

use super::list_options::{list_options, shown};
use crate::{Locale, PageSize, PhoneNumberAssignmentType, PhoneNumberType, Skip};

list_options!(
    /// Options of the list of countries.
    ///
    /// ```
    /// use acs_phone_numbers::{ListCountriesOptions, Locale};
    ///
    /// let options = ListCountriesOptions::default().accept_language(Locale::new("fr-FR")?);
    /// # Ok::<(), acs_phone_numbers::InvalidValue>(())
    /// ```
    ListCountriesOptions {
        /// The language in which the countries are named.
        accept_language: Locale,
        /// Number of countries to leave out at the beginning.
        skip: Skip,
    }
);

list_options!(
    /// Options of the list of localities.
    ///
    /// ```
    /// use acs_phone_numbers::{ListLocalitiesOptions, PhoneNumberType};
    ///
    /// let options = ListLocalitiesOptions::default()
    ///     .administrative_division("WA")
    ///     .phone_number_type(PhoneNumberType::Geographic);
    /// ```
    ListLocalitiesOptions {
        /// Only places of this state or province, by its short name: `WA`. Not empty.
        administrative_division: String,
        /// Only places that have numbers of this type.
        phone_number_type: PhoneNumberType,
        /// The language in which the places are named.
        accept_language: Locale,
        /// Number of places to leave out at the beginning.
        skip: Skip,
    }
);

list_options!(
    /// Options of the list of toll-free area codes.
    ListTollFreeAreaCodesOptions {
        /// The language that the service is to answer in.
        accept_language: Locale,
        /// Number of area codes to leave out at the beginning.
        skip: Skip,
    }
);

list_options!(
    /// Options of the list of mobile area codes.
    ListMobileAreaCodesOptions {
        /// Only area codes with numbers for a person, or for an application.
        assignment_type: PhoneNumberAssignmentType,
        /// The language that the service is to answer in.
        accept_language: Locale,
        /// Number of area codes to leave out at the beginning.
        skip: Skip,
    }
);

list_options!(
    /// Options of the list of geographic area codes.
    ///
    /// ```
    /// use acs_phone_numbers::{ListGeographicAreaCodesOptions, PhoneNumberAssignmentType};
    ///
    /// let options = ListGeographicAreaCodesOptions::default()
    ///     .locality("Anchorage")
    ///     .administrative_division("AK")
    ///     .assignment_type(PhoneNumberAssignmentType::Person);
    /// ```
    ListGeographicAreaCodesOptions {
        /// Only area codes of this town or city, by its name in the list of localities. Not
        /// empty.
        locality: String,
        /// Only area codes of this state or province, by its short name: `AK`. Not empty.
        administrative_division: String,
        /// Only area codes with numbers for a person, or for an application.
        assignment_type: PhoneNumberAssignmentType,
        /// The language that the service is to answer in.
        accept_language: Locale,
        /// Number of area codes to leave out at the beginning.
        skip: Skip,
    }
);

list_options!(
    /// Options of the list of offerings.
    ///
    /// ```
    /// use acs_phone_numbers::{ListOfferingsOptions, PhoneNumberType};
    ///
    /// let options = ListOfferingsOptions::default().phone_number_type(PhoneNumberType::TollFree);
    /// ```
    ListOfferingsOptions {
        /// Only numbers of this type.
        phone_number_type: PhoneNumberType,
        /// Only numbers for a person, or for an application.
        assignment_type: PhoneNumberAssignmentType,
        /// The language that the service is to answer in.
        accept_language: Locale,
        /// Number of offerings to leave out at the beginning.
        skip: Skip,
    }
);

// The three lists of area codes are one operation, whose options are those of the geographic one.

impl From<ListTollFreeAreaCodesOptions> for ListGeographicAreaCodesOptions {
    fn from(options: ListTollFreeAreaCodesOptions) -> Self {
        Self {
            // Toll-free numbers are sold to applications only.
            assignment_type: Some(PhoneNumberAssignmentType::Application),
            accept_language: options.accept_language,
            skip: options.skip,
            page_size: options.page_size,
            continue_from: options.continue_from,
            ..Self::default()
        }
    }
}

impl From<ListMobileAreaCodesOptions> for ListGeographicAreaCodesOptions {
    fn from(options: ListMobileAreaCodesOptions) -> Self {
        Self {
            assignment_type: options.assignment_type,
            accept_language: options.accept_language,
            skip: options.skip,
            page_size: options.page_size,
            continue_from: options.continue_from,
            ..Self::default()
        }
    }
}
