//! A rule that sends calls to trunks.

use acs_core::InvalidValue;
use serde::{Deserialize, Serialize};

use crate::{
    CallerId, NumberPattern, RouteDescription, RouteName, TrunkFqdn,
    list::check_list,
    wire::{self, needed},
};

/// A route: which trunks a call is offered to, when the dialled number fits a pattern.
///
/// The routes of a configuration are tried from first to last. The first one whose pattern fits
/// decides, and the call goes to the first of its trunks that can take it.
///
/// ```
/// use acs_sip_routing::Route;
///
/// let route = Route::new("United States".parse()?, r"^\+1[0-9]{10}$".parse()?)
///     .with_description("The second trunk is for when the first is down".parse()?)
///     .with_trunks(["sbc1.contoso.com".parse()?, "sbc2.contoso.com".parse()?])?;
/// assert_eq!(route.trunks().len(), 2);
/// # Ok::<(), acs_sip_routing::InvalidValue>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "RouteDocument")]
pub struct Route {
    name: RouteName,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<RouteDescription>,
    number_pattern: NumberPattern,
    trunks: Vec<TrunkFqdn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller_id_override: Option<CallerId>,
}

/// A route whose values are valid each by itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RouteDocument {
    name: RouteName,
    description: Option<RouteDescription>,
    number_pattern: NumberPattern,
    trunks: Option<Vec<TrunkFqdn>>,
    caller_id_override: Option<CallerId>,
}

impl TryFrom<RouteDocument> for Route {
    type Error = InvalidValue;

    fn try_from(document: RouteDocument) -> Result<Self, InvalidValue> {
        let route = Self {
            description: document.description,
            caller_id_override: document.caller_id_override,
            ..Self::new(document.name, document.number_pattern)
        };
        route.with_trunks(document.trunks.unwrap_or_default())
    }
}

impl Route {
    /// A route for the numbers that fit `number_pattern`, with no description and no trunks yet.
    pub fn new(name: RouteName, number_pattern: NumberPattern) -> Self {
        Self {
            name,
            description: None,
            number_pattern,
            trunks: Vec::new(),
            caller_id_override: None,
        }
    }

    /// The same route with a note for the people who maintain it.
    #[must_use]
    pub fn with_description(mut self, description: RouteDescription) -> Self {
        self.description = Some(description);
        self
    }

    /// The same route with these trunks, first choice first, in place of those it had.
    ///
    /// More than 250 are refused, and so is one that is listed twice. A trunk that is not in the
    /// configuration is refused when the route is set.
    pub fn with_trunks(
        mut self,
        trunks: impl IntoIterator<Item = TrunkFqdn>,
    ) -> Result<Self, InvalidValue> {
        self.trunks = trunks.into_iter().collect();
        check_list("trunk", &self.trunks, |trunk| trunk)
            .map_err(|problem| problem.within("route"))?;
        Ok(self)
    }

    /// The same route, showing this caller in place of the one that a call was made with.
    ///
    /// Only the preview of the interface has it: a client that speaks the stable version refuses
    /// the route before anything is sent.
    #[must_use]
    pub fn with_caller_id_override(mut self, caller: CallerId) -> Self {
        self.caller_id_override = Some(caller);
        self
    }

    /// The same route, showing the caller that a call was made with.
    #[must_use]
    pub fn without_caller_id_override(mut self) -> Self {
        self.caller_id_override = None;
        self
    }

    /// The caller that calls show in place of the one that they were made with, where there is one.
    pub fn caller_id_override(&self) -> Option<&CallerId> {
        self.caller_id_override.as_ref()
    }

    /// The name of the route.
    pub fn name(&self) -> &RouteName {
        &self.name
    }

    /// The note for the people who maintain the route, where there is one.
    pub fn description(&self) -> Option<&RouteDescription> {
        self.description.as_ref()
    }

    /// The pattern of the numbers that the route takes.
    pub fn number_pattern(&self) -> &NumberPattern {
        &self.number_pattern
    }

    /// The trunks a call is offered to, first choice first.
    pub fn trunks(&self) -> &[TrunkFqdn] {
        &self.trunks
    }

    /// The same route under another name.
    #[must_use]
    pub fn with_name(mut self, name: RouteName) -> Self {
        self.name = name;
        self
    }

    /// The same route for other numbers.
    #[must_use]
    pub fn with_number_pattern(mut self, number_pattern: NumberPattern) -> Self {
        self.number_pattern = number_pattern;
        self
    }

    /// The same route with `change` made to its trunks, which cannot make them invalid.
    pub(crate) fn map_trunks(
        mut self,
        change: impl FnOnce(Vec<TrunkFqdn>) -> Vec<TrunkFqdn>,
    ) -> Self {
        self.trunks = change(self.trunks);
        self
    }

    /// Tells if both mean the same to the service. A description that is empty is like none: it is
    /// not known whether the service tells them apart.
    pub(crate) fn is_equivalent(&self, other: &Self) -> bool {
        self.name == other.name
            && self.caller_id_override == other.caller_id_override
            && self.number_pattern == other.number_pattern
            && self.trunks == other.trunks
            && self.note() == other.note()
    }

    /// The description, or nothing.
    pub(crate) fn note(&self) -> &str {
        self.description
            .as_ref()
            .map_or("", RouteDescription::as_str)
    }

    /// A route as the service keeps it, which has a name and a pattern. Its values are taken as
    /// they are.
    pub(crate) fn from_wire(route: wire::TrunkRoute) -> acs_core::Result<Self> {
        let wire::TrunkRoute {
            name,
            description,
            number_pattern,
            trunks,
            caller_id_override,
        } = route;
        let trunks = trunks.unwrap_or_default().into_iter();
        Ok(Self {
            name: RouteName::from_service(needed(name, "name of a route")?),
            description: description.map(RouteDescription::from_service),
            number_pattern: NumberPattern::from_service(needed(
                number_pattern,
                "pattern of a route",
            )?),
            trunks: trunks.map(TrunkFqdn::from_service).collect(),
            caller_id_override: caller_id_override.map(CallerId::from_service),
        })
    }

    /// The route as the service wants it.
    ///
    /// A missing description is left out. An empty list of trunks is written, since the service is
    /// known to take it and to give it back.
    pub(crate) fn to_wire(&self) -> wire::TrunkRoute {
        wire::TrunkRoute {
            description: self.description.clone().map(String::from),
            name: Some(self.name.clone().into()),
            number_pattern: Some(self.number_pattern.clone().into()),
            trunks: Some(self.trunks.iter().cloned().map(String::from).collect()),
            caller_id_override: self.caller_id_override.clone().map(String::from),
        }
    }
}

/// Tells if both lists mean the same to the service.
pub(crate) fn same_routes(some: &[Route], other: &[Route]) -> bool {
    some.len() == other.len()
        && some
            .iter()
            .zip(other)
            .all(|(some, other)| some.is_equivalent(other))
}

/// Refuses more routes than a configuration can hold, and a route that is listed twice.
///
/// As for the service, two routes are the same when both their name and their pattern are. It was
/// not seen what it makes of routes that agree in one of them, so those are left to it.
pub(crate) fn check_routes(routes: &[Route]) -> Result<(), InvalidValue> {
    check_list("route", routes, |route| {
        (&route.name, &route.number_pattern)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Route, check_routes};
    use crate::{TrunkFqdn, wire};

    fn route(name: &str, pattern: &str) -> Route {
        Route::new(name.parse().unwrap(), pattern.parse().unwrap())
    }

    fn fqdns(count: usize) -> impl Iterator<Item = TrunkFqdn> {
        (1..=count).map(|n| format!("sbc{n}.contoso.com").parse().unwrap())
    }

    fn read(answer: serde_json::Value) -> Route {
        let route: wire::TrunkRoute = serde_json::from_value(answer).unwrap();
        Route::from_wire(route).unwrap()
    }

    #[test]
    fn holds_0_to_250_trunks() {
        let route = route("all", "^.*$");
        assert!(route.clone().with_trunks(fqdns(0)).is_ok());
        assert_eq!(
            route
                .clone()
                .with_trunks(fqdns(250))
                .unwrap()
                .trunks()
                .len(),
            250
        );
        assert_eq!(
            route.with_trunks(fqdns(251)).unwrap_err().to_string(),
            "route: list of trunks has 251 entries; use at most 250"
        );
    }

    #[test]
    fn holds_a_trunk_once_however_it_is_spelled() {
        let twice = fqdns(3).chain(["SBC1.contoso.com".parse().unwrap()]);
        assert_eq!(
            route("all", "^.*$")
                .with_trunks(twice)
                .unwrap_err()
                .to_string(),
            "route: trunk 4 repeats trunk 1; list each trunk once"
        );
    }

    #[test]
    fn a_configuration_holds_0_to_250_routes() {
        let routes: Vec<_> = (1..=251)
            .map(|n| route(&format!("route {n}"), "^.*$"))
            .collect();
        assert_eq!(check_routes(&[]), Ok(()));
        assert_eq!(check_routes(&routes[..250]), Ok(()));
        assert_eq!(
            check_routes(&routes).unwrap_err().to_string(),
            "list of routes has 251 entries; use at most 250"
        );
    }

    #[test]
    fn only_the_same_name_with_the_same_pattern_is_a_repetition() {
        let routes = [
            route("us", r"^\+1"),
            route("us", r"^\+1425"),
            route("US", r"^\+1"),
            route("north america", r"^\+1"),
        ];
        assert_eq!(check_routes(&routes), Ok(()));

        let again = route("us", r"^\+1425").with_trunks(fqdns(1)).unwrap();
        let routes = [&routes[..], &[again]].concat();
        assert_eq!(
            check_routes(&routes).unwrap_err().to_string(),
            "route 5 repeats route 2; list each route once"
        );
    }

    #[test]
    fn reads_a_route_with_everything() {
        let read = read(json!({
            "description": "Calls to the United States",
            "name": "us",
            "numberPattern": r"^\+1[0-9]{10}$",
            "trunks": ["sbc1.contoso.com", "sbc2.contoso.com"],
        }));
        let built = route("us", r"^\+1[0-9]{10}$")
            .with_description("Calls to the United States".parse().unwrap())
            .with_trunks(fqdns(2))
            .unwrap();
        assert_eq!(read, built);
    }

    #[test]
    fn reads_a_route_without_description_and_trunks() {
        for answer in [
            json!({ "name": "all", "numberPattern": "^.*$" }),
            json!({ "name": "all", "numberPattern": "^.*$", "description": null, "trunks": null }),
            json!({ "name": "all", "numberPattern": "^.*$", "trunks": [], "addedLater": 1 }),
        ] {
            assert_eq!(read(answer), route("all", "^.*$"));
        }
    }

    #[test]
    fn reads_what_could_not_be_built() {
        let read = read(json!({
            "description": "x".repeat(2000),
            "name": "",
            "numberPattern": "",
            "trunks": ["-1", "-1"],
        }));
        assert_eq!(read.name().as_str(), "");
        assert_eq!(read.number_pattern().as_str(), "");
        assert_eq!(read.description().unwrap().as_str().len(), 2000);
        assert_eq!(read.trunks()[0].as_str(), "-1");
    }

    #[test]
    fn is_written_in_the_order_and_spelling_of_the_service() {
        let bare = route("all", "^.*$");
        assert_eq!(
            serde_json::to_string(&bare.to_wire()).unwrap(),
            r#"{"name":"all","numberPattern":"^.*$","trunks":[]}"#
        );
        let full = bare
            .with_description("'all' the rest".parse().unwrap())
            .with_trunks(["SBC1.contoso.com".parse().unwrap()])
            .unwrap();
        assert_eq!(
            serde_json::to_string(&full.to_wire()).unwrap(),
            r#"{"description":"'all' the rest","name":"all","numberPattern":"^.*$","trunks":["SBC1.contoso.com"]}"#
        );
    }
}
