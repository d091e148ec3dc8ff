//! Values that are kept as texts.

use std::{fmt::Display, str::FromStr};

use serde::{Serialize, de::DeserializeOwned};

/// A value survives its text and its JSON.
pub fn assert_survives<T>(value: &T)
where
    T: Display + FromStr<Err: Display> + PartialEq + Serialize + DeserializeOwned,
{
    let text = value.to_string();
    match text.parse::<T>() {
        Ok(again) => assert!(again == *value, "{text}"),
        Err(error) => panic!("{text}: {error}"),
    }
    let json = serde_json::to_string(value).unwrap();
    let read: T = serde_json::from_str(&json).unwrap();
    assert!(read == *value, "{json}");
}
