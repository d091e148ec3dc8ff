//! The state brought back from rows.

use serde::de::DeserializeOwned;

use super::parts::{Parts, TakenTwice};
use super::saved::SIP;
use super::{Kind, Row, State};
use crate::ids::Ids;
use crate::stock::Stock;

/// Reason for which saved rows cannot be brought back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RestoreError {
    #[error("a row of kind {0:?} is not what this version saves: {1}")]
    Malformed(Kind, #[source] serde_json::Error),
    #[error(transparent)]
    TakenTwice(#[from] TakenTwice),
}

impl Row {
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, RestoreError> {
        let value = self.value.as_deref().unwrap_or_default();
        serde_json::from_str(value).map_err(|error| RestoreError::Malformed(self.kind, error))
    }
}

impl State {
    /// The state that these rows were saved from.
    pub(crate) fn restore(stock: Stock, ids: Ids, rows: &[Row]) -> Result<Self, RestoreError> {
        let mut parts = Parts::default();
        for row in rows {
            match row.kind {
                Kind::OwnedNumber => parts.owned.push(row.read()?),
                Kind::Search => parts.searches.push(row.read()?),
                Kind::Reservation => parts.reservations.push(row.read()?),
                Kind::Operation => parts.operations.push(row.read()?),
                Kind::Setting if row.key == SIP => parts.sip = row.read()?,
                Kind::Setting => {}
            }
        }
        Ok(Self::of(stock, ids, true, parts)?)
    }
}
