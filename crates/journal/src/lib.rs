#![doc = include_str!("../README.md")]

mod entry;
mod error;
mod file;
mod journal;
mod kind;
mod lock;
mod recovery;
mod row;
mod schema;
mod sending;
mod state;
mod subject;
#[cfg(test)]
mod tests;

pub use entry::{Entry, EntryId, Intent};
pub use error::JournalError;
pub use journal::{Journal, Which};
pub use kind::Kind;
pub use lock::ResourceLock;
pub use recovery::{Conclusion, LookUp, Seen};
pub use sending::Answer;
pub use state::State;
pub use subject::{Cost, Subject};
