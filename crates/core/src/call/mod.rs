//! One call: from the request of an operation to its answer, or to the error that tells why there
//! is none.
//!
//! ```text
//! OperationRequest            built by generated code
//!   engine: deadline, span
//!     the caller's per-call policies
//!       retries               by the idempotency of the operation
//!         attempt: in time, traced
//!           the caller's per-try policies
//!             authorize, send, read
//! ```

mod attempt;
mod call_options;
mod client_options;
mod context;
mod engine;
mod idempotency;
mod operation;
mod place;
mod poller_options;
mod progress;
mod request;
mod retry;
mod span;
mod tracer;
mod user_agent;

pub use call_options::{AnswerInfo, CallOptions, RetryInfo};
pub use client_options::ClientOptions;
pub use context::CallContext;
pub use idempotency::{Idempotency, Service};
pub use operation::{FinalState, Operation, PageFields};
pub use poller_options::PollerOptions;
pub use request::{OperationRequest, Response};
pub use retry::RetryOptions;
