//! What goes out and comes back is the same, whatever it is: texts of values, their JSON, and the
//! strings that pollers and lists leave behind.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod addresses;
mod continuations;
mod hidden;
mod numbers;
mod own_words;
mod timestamps;

use std::{fmt::Display, str::FromStr};

use proptest::{prelude::*, test_runner::TestCaseError};
use serde::{Serialize, de::DeserializeOwned};

/// A value survives its text and its JSON, which is that text in quotes.
fn survives<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Display + FromStr<Err: Display> + PartialEq + Serialize + DeserializeOwned,
{
    let text = value.to_string();
    let parsed = text.parse::<T>();
    let parsed = parsed.map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
    prop_assert!(parsed == *value, "{text}");
    let json = serde_json::to_value(value);
    let json = json.map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
    prop_assert_eq!(&json, &serde_json::Value::from(text));
    let read = serde_json::from_value::<T>(json.clone());
    let read = read.map_err(|error| TestCaseError::fail(format!("{json}: {error}")))?;
    prop_assert!(read == *value, "{json}");
    Ok(())
}
