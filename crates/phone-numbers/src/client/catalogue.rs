//! Catalogue of countries, places, area codes and offerings.

use acs_core::Pager;
use acs_phone_numbers_generated::{parameters, types};

use super::PhoneNumbersClient;
use crate::{
    CountryCode, ListCountriesOptions, ListGeographicAreaCodesOptions, ListLocalitiesOptions,
    ListMobileAreaCodesOptions, ListOfferingsOptions, ListTollFreeAreaCodesOptions, Locale,
    PageSize, PhoneNumberAreaCode, PhoneNumberCountry, PhoneNumberLocality, PhoneNumberOffering,
    PhoneNumberType, Skip, value::check_free_text,
};

const ADMINISTRATIVE_DIVISION: &str = "administrative division";

/// Catalogue of countries, places, area codes and offerings.
impl PhoneNumbersClient {
    /// Lists the countries that have numbers for sale: `GET /availablePhoneNumbers/countries`.
    ///
    /// ```no_run
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let mut countries = client.list_available_countries(None);
    /// while let Some(country) = countries.try_next().await? {
    ///     println!("{}: {}", country.country_code, country.localized_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_countries(
        &self,
        options: Option<ListCountriesOptions>,
    ) -> Pager<PhoneNumberCountry> {
        let ListCountriesOptions {
            accept_language,
            skip,
            page_size,
            continue_from,
        } = options.unwrap_or_default();
        let client = self.generated();
        let call = self.list_call(
            "list_available_countries",
            &[],
            accept_language.as_ref(),
            continue_from,
        );
        let first = async move {
            let parameters = parameters::ListAvailableCountries {
                max_page_size: page_size.map(PageSize::to_wire),
                skip: skip.map(Skip::to_wire),
                accept_language: accept_language.as_ref().map(Locale::as_str),
            };
            Ok(client
                .list_available_countries(parameters)
                .await?
                .into_inner())
        };
        Pager::new(call, first, |page: types::PhoneNumberCountries| {
            let countries = page.countries.unwrap_or_default().into_iter();
            Ok((
                countries
                    .filter_map(PhoneNumberCountry::from_wire)
                    .collect(),
                page.next_link,
            ))
        })
    }

    /// Lists the towns and cities of a country that have numbers for sale:
    /// `GET /availablePhoneNumbers/countries/{countryCode}/localities`.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the administrative division is
    /// empty. Status 400 if the service does not know the country.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{CountryCode, ListLocalitiesOptions};
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let country = CountryCode::new("US")?;
    /// let options = ListLocalitiesOptions::default().administrative_division("WA");
    /// let mut places = client.list_available_localities(&country, Some(options));
    /// while let Some(place) = places.try_next().await? {
    ///     println!("{}", place.localized_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_localities(
        &self,
        country_code: &CountryCode,
        options: Option<ListLocalitiesOptions>,
    ) -> Pager<PhoneNumberLocality> {
        let options = options.unwrap_or_default();
        let (client, country) = (self.generated(), country_code.clone());
        let call = self.list_call(
            "list_available_localities",
            &[country_code.as_str()],
            options.accept_language.as_ref(),
            options.continue_from.clone(),
        );
        let first = async move {
            let division = options.administrative_division.as_deref();
            check_free_text(ADMINISTRATIVE_DIVISION, division)?;
            let page = client
                .list_available_localities(parameters::ListAvailableLocalities {
                    country_code: country.as_str(),
                    administrative_division: division,
                    max_page_size: options.page_size.map(PageSize::to_wire),
                    phone_number_type: options.phone_number_type.as_ref(),
                    skip: options.skip.map(Skip::to_wire),
                    accept_language: options.accept_language.as_ref().map(Locale::as_str),
                })
                .await?;
            Ok(page.into_inner())
        };
        Pager::new(call, first, |page: types::PhoneNumberLocalities| {
            let places = page.phone_number_localities.unwrap_or_default().into_iter();
            Ok((
                places.filter_map(PhoneNumberLocality::from_wire).collect(),
                page.next_link,
            ))
        })
    }

    /// Lists the kinds of numbers that are sold in a country, with what they can do and cost:
    /// `GET /availablePhoneNumbers/countries/{countryCode}/offerings`.
    ///
    /// # Errors
    /// Status 400 if the service does not know the country.
    ///
    /// ```no_run
    /// use acs_phone_numbers::CountryCode;
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let mut offerings = client.list_available_offerings(&CountryCode::new("US")?, None);
    /// while let Some(offering) = offerings.try_next().await? {
    ///     println!("{:?} at {:?}", offering.phone_number_type, offering.cost);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_offerings(
        &self,
        country_code: &CountryCode,
        options: Option<ListOfferingsOptions>,
    ) -> Pager<PhoneNumberOffering> {
        let options = options.unwrap_or_default();
        let (client, country) = (self.generated(), country_code.clone());
        let call = self.list_call(
            "list_offerings",
            &[country_code.as_str()],
            options.accept_language.as_ref(),
            options.continue_from.clone(),
        );
        let first = async move {
            let page = client
                .list_offerings(parameters::ListOfferings {
                    country_code: country.as_str(),
                    assignment_type: options.assignment_type.as_ref(),
                    max_page_size: options.page_size.map(PageSize::to_wire),
                    phone_number_type: options.phone_number_type.as_ref(),
                    skip: options.skip.map(Skip::to_wire),
                    accept_language: options.accept_language.as_ref().map(Locale::as_str),
                })
                .await?;
            Ok(page.into_inner())
        };
        Pager::new(call, first, |page: types::OfferingsResponse| {
            let offerings = page.phone_number_offerings.unwrap_or_default().into_iter();
            Ok((
                offerings.map(PhoneNumberOffering::from_wire).collect(),
                page.next_link,
            ))
        })
    }
}

/// Area codes: `GET /availablePhoneNumbers/countries/{countryCode}/areaCodes` for each type of
/// number.
impl PhoneNumbersClient {
    /// Lists the area codes of toll-free numbers, which are sold to applications only:
    /// `GET /availablePhoneNumbers/countries/{countryCode}/areaCodes` with
    /// `phoneNumberType=tollFree` and `assignmentType=application`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): the country has none.
    ///
    /// ```no_run
    /// use acs_phone_numbers::CountryCode;
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let codes = client.list_available_toll_free_area_codes(&CountryCode::new("US")?, None);
    /// let codes: Vec<_> = codes.map_ok(|entry| entry.area_code).try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_toll_free_area_codes(
        &self,
        country_code: &CountryCode,
        options: Option<ListTollFreeAreaCodesOptions>,
    ) -> Pager<PhoneNumberAreaCode> {
        let options = options.unwrap_or_default().into();
        self.list_area_codes(country_code, PhoneNumberType::TollFree, options)
    }

    /// Lists the area codes of geographic numbers:
    /// `GET /availablePhoneNumbers/countries/{countryCode}/areaCodes` with
    /// `phoneNumberType=geographic`.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): the locality or the administrative
    ///   division is empty.
    /// - [`is_not_found`](crate::Error::is_not_found): there are none.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{CountryCode, ListGeographicAreaCodesOptions};
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let country = CountryCode::new("US")?;
    /// let options = ListGeographicAreaCodesOptions::default()
    ///     .locality("Anchorage")
    ///     .administrative_division("AK");
    /// let codes = client.list_available_geographic_area_codes(&country, Some(options));
    /// let codes: Vec<_> = codes.map_ok(|entry| entry.area_code).try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_geographic_area_codes(
        &self,
        country_code: &CountryCode,
        options: Option<ListGeographicAreaCodesOptions>,
    ) -> Pager<PhoneNumberAreaCode> {
        let options = options.unwrap_or_default();
        self.list_area_codes(country_code, PhoneNumberType::Geographic, options)
    }

    /// Lists the area codes of mobile numbers:
    /// `GET /availablePhoneNumbers/countries/{countryCode}/areaCodes` with
    /// `phoneNumberType=mobile`.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): the country has none.
    ///
    /// ```no_run
    /// use acs_phone_numbers::CountryCode;
    /// use futures::TryStreamExt;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let codes = client.list_available_mobile_area_codes(&CountryCode::new("IE")?, None);
    /// let codes: Vec<_> = codes.map_ok(|entry| entry.area_code).try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_mobile_area_codes(
        &self,
        country_code: &CountryCode,
        options: Option<ListMobileAreaCodesOptions>,
    ) -> Pager<PhoneNumberAreaCode> {
        let options = options.unwrap_or_default().into();
        self.list_area_codes(country_code, PhoneNumberType::Mobile, options)
    }

    fn list_area_codes(
        &self,
        country_code: &CountryCode,
        phone_number_type: PhoneNumberType,
        options: ListGeographicAreaCodesOptions,
    ) -> Pager<PhoneNumberAreaCode> {
        let (client, country) = (self.generated(), country_code.clone());
        let list = [country_code.as_str(), phone_number_type.as_str()];
        let call = self.list_call(
            "list_area_codes",
            &list,
            options.accept_language.as_ref(),
            options.continue_from.clone(),
        );
        let first = async move {
            let locality = options.locality.as_deref();
            let division = options.administrative_division.as_deref();
            check_free_text("locality", locality)?;
            check_free_text(ADMINISTRATIVE_DIVISION, division)?;
            let page = client
                .list_area_codes(parameters::ListAreaCodes {
                    country_code: country.as_str(),
                    administrative_division: division,
                    assignment_type: options.assignment_type.as_ref(),
                    locality,
                    max_page_size: options.page_size.map(PageSize::to_wire),
                    phone_number_type: &phone_number_type,
                    skip: options.skip.map(Skip::to_wire),
                    accept_language: options.accept_language.as_ref().map(Locale::as_str),
                })
                .await?;
            Ok(page.into_inner())
        };
        Pager::new(call, first, |page: types::PhoneNumberAreaCodes| {
            let codes = page.area_codes.unwrap_or_default().into_iter();
            Ok((
                codes.filter_map(PhoneNumberAreaCode::from_wire).collect(),
                page.next_link,
            ))
        })
    }
}
