//! The service's faults inside answers that are no errors themselves.

use acs_core::ServiceFault;
use serde::{Deserialize as _, Serialize};

/// The fault in an answer. The generated crate has a type for each place where one can be; they
/// are all written alike.
pub(super) fn from_wire(wire: &impl Serialize) -> Option<ServiceFault> {
    let fault = serde_json::to_value(wire).and_then(ServiceFault::deserialize);
    fault.ok()
}
