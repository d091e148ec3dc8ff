//! Edits: a configuration in, another one out.
//!
//! None of them sends anything. [`SipRoutingClient::plan_edit`](crate::SipRoutingClient::plan_edit)
//! brings the result to the service.

mod position;
mod routes;
#[cfg(test)]
mod tests;
mod trunks;

pub use self::{
    position::{Position, RouteRef},
    trunks::LastTrunk,
};
