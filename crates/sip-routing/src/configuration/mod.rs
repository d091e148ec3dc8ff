//! The trunks and routes of a resource.

mod reading;

use std::{collections::HashSet, result};

use acs_core::Result;
use serde::{Deserialize, Serialize};

use crate::{
    InvalidConfiguration, Route, Trunk, TrunkFqdn,
    route::same_routes,
    trunk::{find, partners},
    wire::{self, needed},
};

/// The trunks and routes of a resource, as they were at one moment or as they will be.
///
/// [`SipRoutingClient::get_configuration`](crate::SipRoutingClient::get_configuration) reads it.
/// A resource that was never configured has no trunks and no routes.
///
/// [`new`](Self::new) makes a valid one. The lists can be changed at will after that, and the
/// service may have what could not be made here; [`check`](Self::check) finds every problem, and
/// nothing faulty gets into a [`Plan`](crate::Plan).
///
/// Its edits leave it as it is and make another one: see
/// [`insert_route`](Self::insert_route), [`move_route`](Self::move_route),
/// [`drain_trunk`](Self::drain_trunk) and those around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "reading::ConfigurationDocument")]
#[non_exhaustive]
pub struct SipConfiguration {
    /// The trunks, in the order in which they were added. It has no effect on calls.
    pub trunks: Vec<Trunk>,
    /// The routes, in the order in which they are tried.
    pub routes: Vec<Route>,
}

impl SipConfiguration {
    /// A configuration that the service can take.
    ///
    /// # Errors
    /// Every problem that the service would refuse: a route that names a missing trunk, a trunk or a
    /// route that is there twice, a pattern that is no regular expression of .NET, more than 250
    /// of either.
    ///
    /// ```
    /// use acs_sip_routing::{Route, SipConfiguration, SipPort, Trunk};
    ///
    /// let trunk = Trunk::new("sbc1.contoso.com".parse()?, SipPort::TLS);
    /// let route = Route::new("everything".parse()?, "^.*$".parse()?)
    ///     .with_trunks([trunk.fqdn().clone()])?;
    /// assert!(SipConfiguration::new([], [route.clone()]).is_err());
    /// let configuration = SipConfiguration::new([trunk], [route])?;
    /// assert_eq!(configuration.check(), []);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(
        trunks: impl IntoIterator<Item = Trunk>,
        routes: impl IntoIterator<Item = Route>,
    ) -> result::Result<Self, InvalidConfiguration> {
        let configuration = Self {
            trunks: trunks.into_iter().collect(),
            routes: routes.into_iter().collect(),
        };
        InvalidConfiguration::unless_valid(&configuration)?;
        Ok(configuration)
    }

    /// The trunk at `fqdn`, where there is one. Upper and lower case are not told apart, unless the
    /// service has both.
    pub fn trunk(&self, fqdn: &TrunkFqdn) -> Option<&Trunk> {
        find(&self.trunks, fqdn)
    }

    /// The trunks that are switched off.
    pub(crate) fn trunks_off(&self) -> HashSet<&TrunkFqdn> {
        let off = self.trunks.iter().filter(|trunk| trunk.is_off());
        off.map(Trunk::fqdn).collect()
    }

    /// Tells if calls are routed alike, to the last port and description.
    ///
    /// The order of the trunks, upper and lower case in their names, and an empty description in
    /// the place of none make no difference.
    pub fn is_equivalent(&self, other: &Self) -> bool {
        let partners = partners(&self.trunks, &other.trunks);
        let mut pairs = self.trunks.iter().zip(partners);
        self.trunks.len() == other.trunks.len()
            && pairs.all(|(trunk, partner)| {
                partner.is_some_and(|index| other.trunks[index].is_equivalent(trunk))
            })
            && same_routes(&self.routes, &other.routes)
    }

    /// The configuration as the service would send it.
    pub(crate) fn to_wire(&self) -> wire::SipConfiguration {
        let trunk = |trunk: &Trunk| (trunk.fqdn().clone().into(), trunk.to_wire());
        wire::SipConfiguration {
            domains: None,
            routes: Some(self.routes.iter().map(Route::to_wire).collect()),
            trunks: Some(self.trunks.iter().map(trunk).collect()),
        }
    }

    /// A configuration as the service sent it. Both parts have to be there: taken for empty, a
    /// missing one would read as if nothing were left.
    pub(crate) fn from_wire(configuration: wire::SipConfiguration) -> Result<Self> {
        let trunks = needed(configuration.trunks, "trunks")?.into_iter();
        let routes = needed(configuration.routes, "routes")?.into_iter();
        Ok(Self {
            trunks: trunks.map(Trunk::from_wire).collect::<Result<_>>()?,
            routes: routes.map(Route::from_wire).collect::<Result<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::SipConfiguration;

    fn read(answer: &str) -> SipConfiguration {
        read_whole(answer).unwrap()
    }

    fn read_whole(answer: &str) -> acs_core::Result<SipConfiguration> {
        SipConfiguration::from_wire(serde_json::from_str(answer).unwrap())
    }

    #[test]
    fn reads_a_resource_that_was_never_configured() {
        let nothing = read(r#"{"trunks":{},"routes":[]}"#);
        assert_eq!(nothing, SipConfiguration::default());
    }

    #[test]
    fn names_the_part_that_is_missing() {
        for (answer, part) in [
            ("{}", "lacks the trunks"),
            (r#"{"trunks":null,"routes":[]}"#, "lacks the trunks"),
            (r#"{"trunks":{}}"#, "lacks the routes"),
            (r#"{"trunks":{},"routes":null}"#, "lacks the routes"),
            (
                r#"{"trunks":{"a.contoso.com":{"sipSignalingPort":"1"}},"routes":[]}"#,
                "lacks the port of a trunk",
            ),
            (
                r#"{"trunks":{},"routes":[{"name":"a","numberPattern":null}]}"#,
                "lacks the pattern of a route",
            ),
            (
                r#"{"trunks":{},"routes":[{"numberPattern":"1"}]}"#,
                "lacks the name of a route",
            ),
        ] {
            let refused = read_whole(answer).unwrap_err();
            assert!(refused.is_unexpected_answer());
            assert!(refused.to_string().contains(part), "{answer}: {refused}");
        }
    }

    #[test]
    fn reads_over_what_is_odd_and_not_needed() {
        let odd = read(
            r#"{"trunks":{"a.contoso.com":{"sipSignalingPort":1,"enabled":7,"health":[]}},
                "routes":[{"name":"a","numberPattern":"1","description":{},"trunks":null}]}"#,
        );
        assert_eq!((odd.trunks.len(), odd.routes[0].description()), (1, None));
    }

    #[test]
    fn keeps_the_order_of_the_service() {
        let configuration = read(
            r#"{"trunks":{"z.contoso.com":{"sipSignalingPort":1},"a.contoso.com":{"sipSignalingPort":2},
                "m.contoso.com":{"sipSignalingPort":3}},
                "routes":[{"name":"z","numberPattern":"1"},{"name":"a","numberPattern":"2"}]}"#,
        );
        let trunks: Vec<_> = configuration
            .trunks
            .iter()
            .map(|t| t.fqdn().as_str())
            .collect();
        let routes: Vec<_> = configuration
            .routes
            .iter()
            .map(|r| r.name().as_str())
            .collect();
        assert_eq!(trunks, ["z.contoso.com", "a.contoso.com", "m.contoso.com"]);
        assert_eq!(routes, ["z", "a"]);
    }

    #[test]
    fn finds_a_trunk_however_it_is_spelled() {
        let configuration =
            read(r#"{"trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061}},"routes":[]}"#);
        let found = configuration
            .trunk(&"SBC1.CONTOSO.COM".parse().unwrap())
            .unwrap();
        assert_eq!(found.fqdn().as_str(), "sbc1.contoso.com");
        assert_eq!(
            configuration.trunk(&"sbc2.contoso.com".parse().unwrap()),
            None
        );
    }

    #[test]
    fn reads_trunks_that_could_not_be_built() {
        let configuration = read(
            r#"{"trunks":{"-1":{"sipSignalingPort":0},"":{"sipSignalingPort":65535,"enabled":true}},"routes":[]}"#,
        );
        let ports: Vec<_> = configuration
            .trunks
            .iter()
            .map(|t| t.port().get())
            .collect();
        assert_eq!(ports, [0, 65_535]);
    }

    #[test]
    fn is_printed_as_two_lists_in_the_words_of_the_service() {
        let configuration = read(
            r#"{"trunks":{"sbc1.contoso.com":{"sipSignalingPort":5061}},
                "routes":[{"name":"all","numberPattern":"^.*$","trunks":["sbc1.contoso.com"]}]}"#,
        );
        assert_eq!(
            serde_json::to_value(&configuration).unwrap(),
            json!({
                "trunks": [{ "fqdn": "sbc1.contoso.com", "sipSignalingPort": 5061 }],
                "routes": [{
                    "name": "all",
                    "numberPattern": "^.*$",
                    "trunks": ["sbc1.contoso.com"],
                }],
            })
        );
    }
}
