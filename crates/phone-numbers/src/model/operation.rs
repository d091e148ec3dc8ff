//! A long-running operation, looked up by its id.

use acs_core::{OperationStatus, ServiceError, Timestamp};
use acs_phone_numbers_generated::types;
use serde::{Serialize, Serializer};

use super::{or_unknown, service_error};
use crate::{OperationId, PhoneNumberOperationType, ResourceLocation};

/// Progress of a long-running operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneNumberOperation {
    /// The id of the operation.
    pub id: OperationId,
    /// Type of the operation.
    pub operation_type: PhoneNumberOperationType,
    /// Status. The service may go back from running to not started; both mean that the operation is
    /// not done.
    #[serde(serialize_with = "as_text")]
    pub status: OperationStatus,
    /// Address of the result: for a search and a change of
    /// capabilities, from the beginning; for the others, never.
    pub resource_location: Option<ResourceLocation>,
    /// When the operation began; for a purchase, when the search or the reservation was made.
    /// `None` if the service does not say.
    pub created_date_time: Option<Timestamp>,
    /// Error of a failed operation.
    pub error: Option<ServiceError>,
    /// When the operation last moved; `None` if the service does not say. As of now it never
    /// does: it writes the first day of the year 1.
    pub last_action_date_time: Option<Timestamp>,
}

impl PhoneNumberOperation {
    /// Reads an operation, whatever is missing: that it is there says enough to whoever looks for
    /// it.
    pub(crate) fn from_wire(wire: types::PhoneNumberOperation) -> Self {
        let is_real = |moment: &Timestamp| moment.as_offset_date_time().year() > 1;
        Self {
            id: OperationId::from_service(wire.id.unwrap_or_default()),
            operation_type: or_unknown(wire.operation_type),
            status: or_unknown(wire.status).to_string().into(),
            resource_location: wire.resource_location.map(ResourceLocation::from_service),
            created_date_time: wire.created_date_time,
            error: wire.error.as_ref().and_then(service_error::from_wire),
            last_action_date_time: wire.last_action_date_time.filter(is_real),
        }
    }
}

fn as_text<S: Serializer>(status: &OperationStatus, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.as_str())
}
