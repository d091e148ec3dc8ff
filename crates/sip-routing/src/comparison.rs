//! The word of the service on numbers, beside that of the simulator.

use std::fmt;

use acs_core::Error;

use crate::{
    DialledNumber, Route, RouteName, Simulation,
    text::{NO_ROUTE_SHORT, one_line},
};

/// The word of the service on numbers, beside that of a [`Simulator`](crate::Simulator).
///
/// [`SipRoutingClient::compare_with_simulation`](crate::SipRoutingClient::compare_with_simulation)
/// makes it. `Display` has a line for each number of which both do not say the same, and shows those
/// numbers; `Debug` does not.
#[derive(Debug)]
pub struct Comparison {
    agreed: usize,
    differences: Vec<RouteDifference>,
    failures: Vec<(DialledNumber, Error)>,
}

/// A number of which the service and the simulator do not say the same.
///
/// `Display` shows the number; `Debug` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteDifference {
    number: DialledNumber,
    service: Vec<RouteName>,
    simulated: Vec<RouteName>,
    unjudged: Vec<RouteName>,
}

impl Comparison {
    pub(crate) fn new() -> Self {
        Self {
            agreed: 0,
            differences: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Adds what the service says of the number that was simulated.
    pub(crate) fn add(&mut self, simulated: &Simulation<'_>, service: Result<Vec<Route>, Error>) {
        let service = match service {
            Ok(service) => service,
            Err(error) => return self.failures.push((simulated.number().clone(), error)),
        };
        let here: Vec<_> = simulated
            .route()
            .into_iter()
            .chain(simulated.others())
            .collect();
        let same = here.iter().zip(&service).all(|(here, there)| {
            here.name() == there.name() && here.number_pattern() == there.number_pattern()
        });
        if same && here.len() == service.len() {
            self.agreed += 1;
            return;
        }
        let name = |route: &Route| route.name().clone();
        self.differences.push(RouteDifference {
            number: simulated.number().clone(),
            service: service.iter().map(name).collect(),
            simulated: here.into_iter().map(name).collect(),
            unjudged: simulated.unjudged().map(|(route, _)| name(route)).collect(),
        });
    }

    /// The count of the numbers of which both say the same.
    pub fn agreed(&self) -> usize {
        self.agreed
    }

    /// The numbers of which both do not say the same, in the order in which they were given.
    pub fn differences(&self) -> &[RouteDifference] {
        &self.differences
    }

    /// The numbers of which the service could not be asked, and why, in the order in which they were
    /// given.
    pub fn failures(&self) -> &[(DialledNumber, Error)] {
        &self.failures
    }

    /// Returns true if both say the same of every number.
    pub fn is_agreement(&self) -> bool {
        self.differences.is_empty() && self.failures.is_empty()
    }
}

impl RouteDifference {
    /// The number.
    pub fn number(&self) -> &DialledNumber {
        &self.number
    }

    /// The routes that match by the word of the service, in their order.
    pub fn service(&self) -> &[RouteName] {
        &self.service
    }

    /// The routes that match by simulation, in their order.
    pub fn simulated(&self) -> &[RouteName] {
        &self.simulated
    }

    /// The routes of which the simulator leaves it open. If there are any, the service's word is the
    /// one that counts.
    pub fn unjudged(&self) -> &[RouteName] {
        &self.unjudged
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (differ, failed) = (self.differences.len(), self.failures.len());
        let agreed = self.agreed;
        writeln!(
            f,
            "{agreed} agree, {differ} differ, {failed} could not be asked"
        )?;
        for difference in &self.differences {
            writeln!(f, "{difference}")?;
        }
        for (number, error) in &self.failures {
            writeln!(f, "{number}: {}", one_line(error.to_string()))?;
        }
        Ok(())
    }
}

impl fmt::Display for RouteDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (service, simulated) = (listed(&self.service), listed(&self.simulated));
        write!(
            f,
            "{}: service {service}; simulated {simulated}",
            self.number
        )?;
        if !self.unjudged.is_empty() {
            write!(f, ", open {}", listed(&self.unjudged))?;
        }
        Ok(())
    }
}

fn listed(names: &[RouteName]) -> String {
    if names.is_empty() {
        return NO_ROUTE_SHORT.to_owned();
    }
    let names: Vec<_> = names.iter().map(one_line).collect();
    names.join(", ")
}
