//! Expectations as a document.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};

use super::{Expectation, Expectations, ExpectedWay, expects_nothing};
use crate::{DialledNumber, RouteName, TrunkFqdn};

impl<'de> Deserialize<'de> for Expectations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByNumber)
    }
}

struct ByNumber;

impl<'de> Visitor<'de> for ByNumber {
    type Value = Expectations;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers, each with a route, via, or down")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Expectations, A::Error> {
        let mut expectations = Vec::new();
        while let Some((number, entry)) = map.next_entry::<String, Entry>()? {
            let number = DialledNumber::new(number).map_err(Error::custom)?;
            let mut ways = Vec::new();
            if entry.route.is_some() || entry.via.is_some() {
                let (route, via) = (entry.route, entry.via);
                ways.push((Vec::new(), ExpectedWay { route, via }));
            }
            ways.extend(entry.down.0);
            if ways.is_empty() {
                return Err(Error::custom(expects_nothing()));
            }
            expectations.push(Expectation { number, ways });
        }
        Ok(Expectations(expectations))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    route: Option<RouteName>,
    via: Option<Vec<TrunkFqdn>>,
    #[serde(default)]
    down: Down,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    route: Option<RouteName>,
    via: Option<Vec<TrunkFqdn>>,
}

/// Ways by the trunks that are down, which are written with commas between them.
#[derive(Default)]
struct Down(Vec<(Vec<TrunkFqdn>, ExpectedWay)>);

impl<'de> Deserialize<'de> for Down {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByTrunks)
    }
}

struct ByTrunks;

impl<'de> Visitor<'de> for ByTrunks {
    type Value = Down;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("trunks that are down, each with a route, via, or both")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Down, A::Error> {
        let mut ways = Vec::new();
        while let Some((trunks, Way { route, via })) = map.next_entry::<String, Way>()? {
            let trunks = trunks.split(',').map(|name| TrunkFqdn::new(name.trim()));
            let trunks = trunks.collect::<Result<_, _>>().map_err(Error::custom)?;
            if route.is_none() && via.is_none() {
                return Err(Error::custom(expects_nothing()));
            }
            ways.push((trunks, ExpectedWay { route, via }));
        }
        Ok(Down(ways))
    }
}
