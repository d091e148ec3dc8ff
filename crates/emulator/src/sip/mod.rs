//! The SIP configuration of the resource: trunks by domain name, and the routes that use them.

mod check;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub(crate) use check::{Fault, Stage};

/// The configuration, in the key order of the service. Trunks keep the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SipConfiguration {
    trunks: IndexMap<String, Trunk>,
    routes: Vec<TrunkRoute>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Trunk {
    sip_signaling_port: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TrunkRoute {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    name: String,
    number_pattern: String,
    trunks: Vec<String>,
}

/// A merge patch. What is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SipConfigurationUpdate {
    trunks: Option<IndexMap<String, Option<TrunkUpdate>>>,
    routes: Option<Vec<RouteUpdate>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TrunkUpdate {
    sip_signaling_port: Option<i64>,
}

/// A route as it was sent, which may lack anything.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RouteUpdate {
    description: Option<String>,
    name: Option<String>,
    number_pattern: Option<String>,
    trunks: Option<Vec<String>>,
}

impl From<RouteUpdate> for TrunkRoute {
    fn from(route: RouteUpdate) -> Self {
        Self {
            description: route.description,
            name: route.name.unwrap_or_default(),
            number_pattern: route.number_pattern.unwrap_or_default(),
            trunks: route.trunks.unwrap_or_default(),
        }
    }
}

impl SipConfiguration {
    /// The configuration after `update`, or what is wrong with it. A refused update changes nothing,
    /// as there is nothing half done to keep.
    pub(crate) fn patched(&self, update: SipConfigurationUpdate) -> Result<Self, Fault> {
        let mut next = self.clone();
        let routes = update
            .routes
            .map(|it| it.into_iter().map(TrunkRoute::from).collect());
        let trunks = update.trunks.unwrap_or_default();
        check::check_shape(&trunks, routes.as_deref().unwrap_or_default())?;
        for (fqdn, trunk) in trunks {
            next.patch_trunk(fqdn, trunk)?;
        }
        if let Some(routes) = routes {
            next.routes = routes;
        }
        check::check_whole(&next)?;
        Ok(next)
    }

    fn patch_trunk(&mut self, fqdn: String, update: Option<TrunkUpdate>) -> Result<(), Fault> {
        let Some(update) = update else {
            self.trunks.shift_remove(&fqdn);
            return Ok(());
        };
        let sip_signaling_port = match update.sip_signaling_port {
            Some(port) => check::port(port)?,
            None => {
                self.trunks
                    .get(&fqdn)
                    .ok_or(Fault::InvalidTrunkSipSignalingPort)?
                    .sip_signaling_port
            }
        };
        self.trunks.insert(fqdn, Trunk { sip_signaling_port });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(configuration: &SipConfiguration, update: &str) -> SipConfiguration {
        configuration
            .patched(serde_json::from_str(update).unwrap())
            .unwrap()
    }

    fn text(configuration: &SipConfiguration) -> String {
        serde_json::to_string(configuration).unwrap()
    }

    #[test]
    fn both_keys_are_always_there() {
        assert_eq!(
            text(&SipConfiguration::default()),
            r#"{"trunks":{},"routes":[]}"#
        );
    }

    #[test]
    fn trunks_merge_in_the_order_they_came() {
        let first = patched(
            &SipConfiguration::default(),
            r#"{"trunks":{"b.example.com":{"sipSignalingPort":1},"a.example.com":{"sipSignalingPort":2}}}"#,
        );
        let second = patched(
            &first,
            r#"{"trunks":{"c.example.com":{"sipSignalingPort":3},"b.example.com":{"sipSignalingPort":9},"a.example.com":null}}"#,
        );
        assert_eq!(
            text(&second),
            r#"{"trunks":{"b.example.com":{"sipSignalingPort":9},"c.example.com":{"sipSignalingPort":3}},"routes":[]}"#
        );
    }

    #[test]
    fn routes_are_replaced_as_a_whole_and_otherwise_untouched() {
        let route = |name| {
            format!(r#"{{"description":"d","name":"{name}","numberPattern":"^.*$","trunks":[]}}"#)
        };
        let first = patched(
            &SipConfiguration::default(),
            &format!(r#"{{"routes":[{},{}]}}"#, route("one"), route("two")),
        );
        assert_eq!(text(&patched(&first, r#"{"trunks":{}}"#)), text(&first));
        let second = patched(&first, &format!(r#"{{"routes":[{}]}}"#, route("three")));
        assert_eq!(
            text(&second),
            format!(r#"{{"trunks":{{}},"routes":[{}]}}"#, route("three"))
        );
        assert_eq!(
            text(&patched(&second, r#"{"routes":[]}"#)),
            r#"{"trunks":{},"routes":[]}"#
        );
    }

    #[test]
    fn deleting_an_unknown_trunk_does_nothing() {
        let empty = SipConfiguration::default();
        assert_eq!(
            patched(&empty, r#"{"trunks":{"notExisting.fqdn.com":null}}"#),
            empty
        );
    }

    #[test]
    fn a_trunk_without_a_port_keeps_the_one_it_has() {
        let first = patched(
            &SipConfiguration::default(),
            r#"{"trunks":{"a.example.com":{"sipSignalingPort":5061}}}"#,
        );
        assert_eq!(patched(&first, r#"{"trunks":{"a.example.com":{}}}"#), first);
    }
}
