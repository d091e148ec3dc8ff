//! Errors of the service inside answers that are no errors themselves.

use acs_core::ServiceError;
use serde::{Deserialize as _, Serialize};

/// Reads the error in an answer. The generated crate has a type for each place where one can be; they
/// are all written alike.
pub(super) fn from_wire(wire: &impl Serialize) -> Option<ServiceError> {
    let error = serde_json::to_value(wire).and_then(ServiceError::deserialize);
    error.ok()
}
