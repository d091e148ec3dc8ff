//! The operations of the service, and how a request finds its own.

mod browse;
mod catalogue;
mod numbers;
mod operations;
mod operator_information;
mod purchase;
mod reservations;
mod search;
mod sip;
mod started;

use std::borrow::Cow;

use http::Method;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

use crate::operation::ServiceOperation;
use crate::sip::SipRules;
use crate::state::State;
use crate::versions::Family;
use crate::wire::{Answer, ApiError, Page};

/// One operation of the service.
pub(crate) struct Route {
    pub(crate) operation: ServiceOperation,
    method: Method,
    /// `{}` stands for a parameter. Colons are literal.
    path: &'static str,
    pub(crate) family: Family,
    pub(crate) handler: Handler,
}

type Handler = fn(&mut Call<'_>) -> Result<Answer, ApiError>;

macro_rules! routes {
    ($($operation:ident $family:ident $method:ident $path:literal $handler:path;)*) => {
        &[$(Route {
            operation: ServiceOperation::$operation,
            method: Method::$method,
            path: $path,
            family: Family::$family,
            handler: $handler,
        }),*]
    };
}

const ROUTES: &[Route] = routes! {
    ListAvailableCountries Places
        GET "/availablePhoneNumbers/countries" catalogue::countries;
    ListAvailableLocalities Places
        GET "/availablePhoneNumbers/countries/{}/localities" catalogue::localities;
    ListAreaCodes Offers
        GET "/availablePhoneNumbers/countries/{}/areaCodes" catalogue::area_codes;
    ListOfferings Offers
        GET "/availablePhoneNumbers/countries/{}/offerings" catalogue::offerings;
    BrowseAvailableNumbers Reservations
        POST "/availablePhoneNumbers/countries/{}/:browse" browse::browse;
    SearchAvailablePhoneNumbers Numbers
        POST "/availablePhoneNumbers/countries/{}/:search" search::start;
    GetSearchResult Numbers
        GET "/availablePhoneNumbers/searchResults/{}" search::result;
    PurchasePhoneNumbers Numbers
        POST "/availablePhoneNumbers/:purchase" purchase::start;
    ListReservations Reservations
        GET "/availablePhoneNumbers/reservations" reservations::list;
    GetReservation Reservations
        GET "/availablePhoneNumbers/reservations/{}" reservations::get;
    CreateOrUpdateReservation Reservations
        PATCH "/availablePhoneNumbers/reservations/{}" reservations::update;
    DeleteReservation Reservations
        DELETE "/availablePhoneNumbers/reservations/{}" reservations::delete;
    PurchaseReservation Reservations
        POST "/availablePhoneNumbers/reservations/{}/:purchase" reservations::purchase;
    ListPhoneNumbers Numbers
        GET "/phoneNumbers" numbers::list;
    GetByNumber Numbers
        GET "/phoneNumbers/{}" numbers::get;
    ReleasePhoneNumber Numbers
        DELETE "/phoneNumbers/{}" numbers::release;
    GetOperation Operations
        GET "/phoneNumbers/operations/{}" operations::get;
    CancelOperation Operations
        DELETE "/phoneNumbers/operations/{}" operations::cancel;
    UpdateCapabilities Numbers
        PATCH "/phoneNumbers/{}/capabilities" numbers::update_capabilities;
    OperatorInformationSearch OperatorInformation
        POST "/operatorInformation/:search" operator_information::search;
    GetSipConfiguration Sip
        GET "/sip" sip::get;
    UpdateSipConfiguration Sip
        PATCH "/sip" sip::update;
    TestRoutesWithNumber SipTrial
        POST "/sip:testRoutesWithNumber" sip::test_routes;
};

/// What a request's method and path lead to.
pub(crate) enum Found<'p> {
    /// An operation, with the path's parameter where it has one.
    Route(&'static Route, Cow<'p, str>),
    /// The path is known, the method is not; these would be.
    OtherMethods(Vec<&'static str>),
    Nothing,
}

pub(crate) fn find<'p>(method: &Method, path: &'p str) -> Found<'p> {
    let matching = || {
        ROUTES
            .iter()
            .filter_map(|route| Some((route, route.matches(path)?)))
    };
    if let Some((route, parameter)) = matching().find(|(route, _)| route.method == *method) {
        return Found::Route(route, parameter);
    }
    let methods: Vec<_> = matching().map(|(route, _)| route.method.as_str()).collect();
    if methods.is_empty() {
        Found::Nothing
    } else {
        Found::OtherMethods(methods)
    }
}

impl Route {
    /// The path's parameter, empty if it has none; nothing if the path is another route's.
    fn matches<'p>(&self, path: &'p str) -> Option<Cow<'p, str>> {
        let mut parameter = Cow::Borrowed("");
        let mut given = path.split('/');
        for expected in self.path.split('/') {
            // A plus stays a plus: this is a path, not a query.
            let segment = percent_decode_str(given.next()?).decode_utf8_lossy();
            if expected == "{}" && !segment.is_empty() {
                parameter = segment;
            } else if segment != expected {
                return None;
            }
        }
        given.next().is_none().then_some(parameter)
    }
}

/// A request that has found its operation.
pub(crate) struct Call<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) now: OffsetDateTime,
    /// Path and query exactly as they came.
    pub(crate) target: &'a str,
    /// The API version asked for, which the answer's links repeat.
    pub(crate) version: &'a str,
    /// The path's parameter, decoded; empty for an operation without one.
    pub(crate) parameter: &'a str,
    pub(crate) body: &'a [u8],
    pub(crate) sip_rules: SipRules,
}

impl Call<'_> {
    /// The body, which must be there.
    fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        serde_json::from_slice(self.body).map_err(|_| ApiError::malformed_body())
    }

    /// The body, which may be left out.
    fn optional_json<T: DeserializeOwned + Default>(&self) -> Result<T, ApiError> {
        if self.body.is_empty() {
            Ok(T::default())
        } else {
            self.json()
        }
    }

    /// The first value of a query parameter, decoded.
    fn query(&self, name: &str) -> Option<String> {
        query(self.target, name)
    }

    /// A query parameter that is one of the service's enumerations.
    fn query_enum<T: DeserializeOwned>(
        &self,
        name: &str,
        target: &'static str,
    ) -> Result<Option<T>, ApiError> {
        let parse = |value| serde_json::from_value(serde_json::Value::String(value));
        self.query(name)
            .map(parse)
            .transpose()
            .map_err(|_| ApiError::invalid_input(target, format!("Unable to parse {name}.")))
    }

    fn page(&self, size_parameter: &'static str) -> Result<Page<'_>, ApiError> {
        Page::of(self.target, size_parameter)
    }
}

/// The first value of a query parameter of a request target, decoded.
pub(crate) fn query(target: &str, name: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(given, _)| given == name)
        .map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(method: &str, path: &str) -> String {
        match find(&method.parse().unwrap(), path) {
            Found::Route(route, parameter) => format!("{} {parameter}", route.operation.id()),
            Found::OtherMethods(methods) => methods.join(","),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn every_operation_has_a_route() {
        let routed: Vec<_> = ROUTES.iter().map(|it| it.operation).collect();
        assert_eq!(routed, ServiceOperation::ALL);
    }

    #[test]
    fn paths_lead_to_operations() {
        for (method, path, expected) in [
            (
                "GET",
                "/phoneNumbers/+14255550100",
                "PhoneNumbers_GetByNumber +14255550100",
            ),
            (
                "GET",
                "/phoneNumbers/%2B14255550100",
                "PhoneNumbers_GetByNumber +14255550100",
            ),
            (
                "GET",
                "/phoneNumbers/operations/search_1",
                "PhoneNumbers_GetOperation search_1",
            ),
            (
                "PATCH",
                "/phoneNumbers/+1/capabilities",
                "PhoneNumbers_UpdateCapabilities +1",
            ),
            (
                "POST",
                "/availablePhoneNumbers/:purchase",
                "PhoneNumbers_PurchasePhoneNumbers ",
            ),
            (
                "POST",
                "/availablePhoneNumbers/%3Apurchase",
                "PhoneNumbers_PurchasePhoneNumbers ",
            ),
            (
                "POST",
                "/availablePhoneNumbers/countries/US/:search",
                "PhoneNumbers_SearchAvailablePhoneNumbers US",
            ),
            ("POST", "/phoneNumbers/+1", "GET,DELETE"),
            ("PUT", "/sip", "GET,PATCH"),
            (
                "POST",
                "/sip:testRoutesWithNumber",
                "SipRouting_TestRoutesWithNumber ",
            ),
            ("GET", "/sip:testRoutesWithNumber", "POST"),
            ("GET", "/phoneNumbers/", "nothing"),
            ("GET", "/phoneNumbers/a/b/c", "nothing"),
            ("GET", "/PhoneNumbers", "nothing"),
            ("GET", "/", "nothing"),
            ("GET", "", "nothing"),
        ] {
            assert_eq!(found(method, path), expected, "{method} {path}");
        }
    }
}
