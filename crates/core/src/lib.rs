//! What the clients of Azure Communication Services share: endpoint, credentials, the pipeline
//! that requests go through, errors, pagers and pollers.
//!
//! Programs use it through `acs-phone-numbers` and `acs-sip-routing`, which pass on what a caller
//! needs of it. On its own it is for those who build another client on the same ground.

mod access_key;
mod call;
mod checked_text;
mod connection_string;
mod context;
mod credential;
mod deadline;
mod default_credential;
mod echo;
mod endpoint;
mod error;
mod from_text;
mod headers;
mod invalid_value;
mod link;
#[cfg(feature = "logging")]
pub mod logging;
mod operation;
mod options;
mod pager;
mod path_segment;
mod phone_number;
mod pipeline;
mod poller;
mod redact;
mod request_ids;
mod retry_after;
mod service;
mod telemetry;
mod timestamp;
mod token;

pub use access_key::AccessKey;
pub use connection_string::ConnectionString;
pub use context::CallContext;
pub use credential::Credential;
pub use default_credential::default_credential;
pub use endpoint::Endpoint;
pub use error::{Error, Result, ServiceFault};
#[doc(hidden)]
pub use from_text::from_text;
pub use invalid_value::InvalidValue;
pub use operation::Operation;
pub use options::ClientOptions;
pub use pager::{ListCall, Page, PageContinuation, Pager, Pages};
#[doc(hidden)]
pub use path_segment::path_segment;
pub use phone_number::PhoneNumber;
pub use poller::{
    Continuation, Finished, LongRunning, OperationSnapshot, OperationStatus, Poller, PollerOptions,
};
pub use service::{Resend, Service};
pub use timestamp::Timestamp;
