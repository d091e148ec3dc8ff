//! What remains of a poller when its process ends.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{InvalidValue, token};
use crate::privacy::Shown;

/// What remains of a poller when its process ends: enough to go on with the operation.
///
/// It is a short string, for a file or a database, through `Display` and `FromStr` or serde. It
/// holds no secret, but it may hold a phone number; `Debug` does not show it. It belongs to one
/// kind of operation on one resource and API version, and is refused anywhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Continuation(pub(crate) Facts);

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) endpoint: String,
    pub(crate) status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<String>,
    /// The most things that the result may hold, where the request said how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) most: Option<u32>,
    /// The thing that the request was about, where the result names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<String>,
}

impl Continuation {
    /// The id of the operation to go on with.
    pub fn operation_id(&self) -> &str {
        &self.0.id
    }

    /// The kind of the operation, for example `search`.
    pub fn kind(&self) -> &str {
        &self.0.kind
    }
}

impl fmt::Display for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&token::encode(&self.0)?)
    }
}

impl FromStr for Continuation {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        token::decode(text).map(Self)
    }
}

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = (Shown(&self.0.kind), Shown(&self.0.id));
        write!(f, "Continuation({kind} {id})")
    }
}

impl Serialize for Continuation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Continuation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
