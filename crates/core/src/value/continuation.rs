//! Short texts to come back by: to a long-running operation, or to a list.

use std::{fmt, str::FromStr};

use base64::{Engine as _, display::Base64Display, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{InvalidValue, from_text};
use crate::privacy::Shown;

/// The remains of a poller when its process ends: enough to go on with the operation.
///
/// It is a short string, for a file or a database, through `Display` and `FromStr` or serde. It
/// holds no secret, but it may hold a phone number; `Debug` does not show it. It belongs to one
/// kind of operation on one resource and API version, and is refused anywhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Continuation(pub(crate) Begun);

/// A place between two pages of a list: a short string, for going on there later.
///
/// It holds no secret. It belongs to one list of one resource and API version, and is refused
/// anywhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct PageContinuation(pub(crate) Place);

/// A link of an answer, and what it belongs to.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The kind of an operation, or the name of a list.
    pub(crate) kind: String,
    pub(crate) version: String,
    pub(crate) endpoint: String,
    /// Path and query.
    pub(crate) link: String,
}

/// A long-running operation that has begun.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Begun {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    /// Path and query of the result, where it has an address of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<String>,
    /// The part of the request that the result is held against, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asked: Option<String>,
}

impl Continuation {
    /// The id of the operation to go on with.
    pub fn operation_id(&self) -> &str {
        &self.0.id
    }

    /// The kind of the operation, for example `search`.
    pub fn kind(&self) -> &str {
        &self.0.place.kind
    }
}

/// Gives a struct around facts the form of a text that is safe in URLs, files and databases.
macro_rules! short_text {
    ($name:ident, $shown:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let json = serde_json::to_vec(&self.0).map_err(|_| fmt::Error)?;
                Base64Display::new(&json, &URL_SAFE_NO_PAD).fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), Shown(&self.0.$shown))
            }
        }

        impl FromStr for $name {
            type Err = InvalidValue;

            fn from_str(text: &str) -> Result<Self, InvalidValue> {
                let json = URL_SAFE_NO_PAD.decode(text.trim()).ok();
                let facts = json.and_then(|json| serde_json::from_slice(&json).ok());
                facts.map(Self).ok_or_else(|| {
                    InvalidValue::new("continuation", "is damaged, or no continuation at all")
                        .with_hint("use the whole text that a poller or a page gave")
                })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                from_text(deserializer)
            }
        }
    };
}

short_text!(Continuation, id);
short_text!(PageContinuation, kind);
