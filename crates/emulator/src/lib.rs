#![doc = include_str!("../README.md")]

mod admin;
mod auth;
mod clock;
mod emulator;
mod faults;
mod identity;
mod ids;
mod model;
mod names;
mod operation;
mod options;
mod reading;
mod requests;
mod routes;
mod server;
mod service;
mod sip;
mod state;
mod stock;
mod store;
#[cfg(feature = "tls")]
mod tls;
mod versions;
mod wire;

pub use http::StatusCode;
pub use time::OffsetDateTime;

pub use emulator::{Emulator, UnknownOperation, UnknownSnapshot, UnknownTrunk};
pub use faults::{FaultId, FaultReport, FaultRule, Tries};
pub use model::PhoneNumberType;
pub use operation::{NoSuchOperation, ServiceOperation};
pub use options::{EmulatorBuilder, StartError};
pub use requests::RecordedRequest;
pub use service::{OperationReport, OperationStatus};
pub use sip::{
    DomainReport, InactiveReason, NoDomainName, OverallStatus, PingStatus, TlsStatus, TrunkHealth,
};
pub use state::{OperationError, OperationKind, OperationScript, PendingStatus};
pub use stock::{Stock, StockError};
pub use store::StoreError;
#[cfg(feature = "sqlite")]
pub use store::{ContinueError, DataFileError};
#[cfg(feature = "tls")]
pub use tls::TlsError;
