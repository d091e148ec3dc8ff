//! Answers as the service sends them, read into the models.

mod answers;
mod redaction;
mod reservations;
mod tolerance;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer, through the text that it is on the wire.
fn wire<W: DeserializeOwned>(answer: &Value) -> W {
    serde_json::from_str(&answer.to_string()).unwrap()
}
