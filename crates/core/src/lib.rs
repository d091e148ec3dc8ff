//! Shared ground of the clients of Azure Communication Services: endpoints, credentials, the engine
//! that requests go through, errors, pagers and pollers.
//!
//! Programs use it through `acs-phone-numbers` and `acs-sip-routing`, which pass on what a caller
//! needs of it. On its own it is for those who build another client on the same ground.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod call;
mod credential;
mod deadline;
mod error;
mod http;
#[cfg(feature = "logging")]
pub mod logging;
mod pager;
mod poller;
mod privacy;
mod value;

pub use call::{
    AnswerInfo, CallContext, CallOptions, ClientOptions, FinalState, Idempotency, Operation,
    OperationRequest, PageFields, PollerOptions, Response, RetryInfo, RetryOptions, Service,
};
#[cfg(not(target_family = "wasm"))]
pub use credential::default_credential;
pub use credential::{AccessKey, ClaimsChallenge, ConnectionString, Credential};
#[doc(hidden)]
pub use deadline::{Stopwatch, pause};
pub use error::{Error, Result, ServiceError};
pub use pager::{ListCall, Page, Pager, Pages};
pub use poller::{Finished, LongRunning, OperationSnapshot, OperationStatus, Poller};
#[doc(hidden)]
pub use privacy::Shown;
pub use value::{Continuation, Endpoint, InvalidValue, PageContinuation, PhoneNumber, Timestamp};
#[doc(hidden)]
pub use value::{from_text, path_segment, tolerant};
