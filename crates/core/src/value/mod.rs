//! Values that are checked when they are made, and the forms in which they are kept and sent.

mod checked_text;
mod continuation;
mod endpoint;
mod from_text;
mod invalid_value;
mod path_segment;
mod phone_number;
mod timestamp;
mod tolerant;

pub(crate) use continuation::{Begun, Place};
pub use continuation::{Continuation, PageContinuation};
pub use endpoint::Endpoint;
pub(crate) use endpoint::is_loopback;
pub use from_text::from_text;
pub use invalid_value::InvalidValue;
pub use path_segment::path_segment;
pub use phone_number::PhoneNumber;
pub use timestamp::Timestamp;
pub use tolerant::tolerant;
