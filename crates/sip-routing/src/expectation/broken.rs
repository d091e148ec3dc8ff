//! An expectation that is not met.

use std::{collections::HashSet, fmt};

use super::ExpectedWay;
use crate::{
    Attempt, DialledNumber, RouteName, Simulation, TrunkFqdn,
    text::{NO_ROUTE_SHORT, one_line},
};

/// An expectation that is not met: the number, the way that was expected, and the way that was found.
///
/// `Display` shows the number; `Debug` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenExpectation {
    number: DialledNumber,
    down: Vec<TrunkFqdn>,
    missing: Vec<TrunkFqdn>,
    expected: ExpectedWay,
    route: Option<RouteName>,
    trunks: Vec<TrunkFqdn>,
    certain: bool,
}

impl BrokenExpectation {
    pub(super) fn unless_met(
        expected: &ExpectedWay,
        down: &[TrunkFqdn],
        missing: Vec<TrunkFqdn>,
        call: &Simulation<'_>,
    ) -> Option<Self> {
        let taken_by = call.taken_by().map(|attempt| attempt.route());
        let mut seen = HashSet::new();
        let available = call.attempts().filter(Attempt::is_available);
        let trunks = available.map(|it| it.trunk()).filter(|it| seen.insert(*it));
        let found = Self {
            number: call.number().clone(),
            down: down.to_vec(),
            missing,
            expected: expected.clone(),
            route: taken_by.or(call.route()).map(|route| route.name().clone()),
            trunks: trunks.cloned().collect(),
            certain: call.unjudged().next().is_none() && call.assumptions().is_empty(),
        };
        (!found.is_met()).then_some(found)
    }

    fn is_met(&self) -> bool {
        let ExpectedWay { route, via } = &self.expected;
        let by_route = route.is_none() || (route == &self.route && !self.trunks.is_empty());
        let over_trunks = via.as_ref().is_none_or(|via| {
            self.trunks.starts_with(via) && (!via.is_empty() || self.trunks.is_empty())
        });
        by_route && over_trunks && self.certain && self.missing.is_empty()
    }

    /// The number.
    pub fn number(&self) -> &DialledNumber {
        &self.number
    }

    /// The trunks that are taken to be down.
    pub fn down(&self) -> &[TrunkFqdn] {
        &self.down
    }

    /// The route of the trunk that takes the call, or else the first one that fits.
    pub fn route(&self) -> Option<&RouteName> {
        self.route.as_ref()
    }

    /// The trunks that the call is offered to, in their order.
    pub fn trunks(&self) -> &[TrunkFqdn] {
        &self.trunks
    }

    /// Returns true if the way that was found is certain.
    pub fn is_certain(&self) -> bool {
        self.certain
    }
}

impl fmt::Display for BrokenExpectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        if !self.down.is_empty() {
            write!(f, " with {} down", listed(&self.down))?;
        }
        write!(f, ": expected {}, found ", self.expected)?;
        match &self.route {
            None => f.write_str(NO_ROUTE_SHORT)?,
            Some(route) if self.trunks.is_empty() => {
                write!(f, "{} over no trunk that takes calls", one_line(route))?;
            }
            Some(route) => write!(f, "{} over {}", one_line(route), listed(&self.trunks))?,
        }
        if !self.certain {
            f.write_str(" (not certain)")?;
        }
        if !self.missing.is_empty() {
            write!(f, "; there is no trunk {}", listed(&self.missing))?;
        }
        Ok(())
    }
}

impl fmt::Display for ExpectedWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let via = match self.via.as_deref() {
            None => None,
            Some([]) => Some("no trunk".to_owned()),
            Some(trunks) => Some(format!("{} first", listed(trunks))),
        };
        match (&self.route, via) {
            (Some(route), Some(via)) => write!(f, "{} over {via}", one_line(route)),
            (Some(route), None) => f.write_str(&one_line(route)),
            (None, via) => f.write_str(&via.unwrap_or_default()),
        }
    }
}

fn listed(trunks: &[TrunkFqdn]) -> String {
    let names: Vec<_> = trunks.iter().map(one_line).collect();
    names.join(", ")
}
