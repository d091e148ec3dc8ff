//! Plays the user of the workspace's crates: it reaches them as any other program would, through
//! what they make public.
//!
//! - The test target `wire` writes down what the clients send for each operation, and what they
//!   make of the answers, as snapshots to read in a review. It talks to a [`Script`].
//! - The test target `hostile` lets the clients talk to a server that does everything wrong, over real
//!   connections, and shows that nothing is bought twice, leaks, or goes to a stranger.
//! - The test target `proxy` puts a [proxy](proxy::Proxy) between the clients and an emulator that
//!   spoils answers after the service has done its work, lets careful users [work](workflows)
//!   through it, and asks the emulator for the truth.
//! - The test target `e2e` tells stories from a user's day. It talks to an [`Emulated`] resource.
//!
//! The library holds what those tests share. Nothing in it panics: what goes wrong is an [`Outcome`],
//! which a test hands on to its runner.

mod answer;
pub mod answers;
mod buyer;
mod clock;
mod credentials;
mod debug_text;
mod difference;
mod emulated;
mod error_text;
mod loses_answers;
pub mod proxy;
mod request_text;
mod script;
pub mod workflows;

pub use acs_phone_numbers_generated::operations::API_VERSION;
pub use answer::Answer;
pub use buyer::Buyer;
pub use clock::Clock;
pub use credentials::{SignedIn, SignedOut};
pub use difference::differences;
pub use emulated::{Emulated, hard_of_hearing, quick};
pub use script::Script;

/// What a test ends in, or a step of one.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
