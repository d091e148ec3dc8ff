//! Answers on the wire: bodies in the service's key order, headers, errors, links.

mod answer;
mod error;
mod json;
mod links;
mod timestamp;

pub(crate) use answer::{Answer, Content};
pub(crate) use error::ApiError;
pub(crate) use json::{AvailableBody, OperationBody, OwnedBody, ReservationBody, SearchResultBody};
pub(crate) use links::{Page, PageRule};
pub(crate) use timestamp::Timestamp;
