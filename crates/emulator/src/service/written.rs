//! Snapshots as text, to be kept in a file.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::snapshots::Snapshot;
use crate::clock::{Clock, Reading};
use crate::ids::{Chance, Ids};
use crate::reading;
use crate::state::{Parts, Scripts, State};
use crate::stock::{Stock, StockError};

/// The form of the text.
const FORM: u32 = 1;

/// Why a text is not taken for a snapshot.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The text is not what an emulator writes. The message says where, and what is wrong there.
    #[error("it is no snapshot of an emulator: {0}")]
    Malformed(String),
    /// A later or earlier version of this program wrote it.
    #[error("it is a snapshot of form {0}, and this version reads form {FORM}")]
    OtherForm(u32),
    /// The stock in it cannot be used.
    #[error("its stock: {0}")]
    Stock(#[from] StockError),
    /// It has another stock than the running emulator.
    #[error("it has another stock than this emulator; start one from it instead")]
    OtherStock,
    /// There are as many snapshots as there may be.
    #[error("there are too many snapshots; delete one first")]
    TooMany,
}

/// A snapshot in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Document {
    form: u32,
    #[serde(with = "time::serde::rfc3339")]
    now: OffsetDateTime,
    clock: Reading,
    chance: Chance,
    scripts: Scripts,
    stock: Box<RawValue>,
    state: Parts,
}

/// The part that is looked at before the rest.
#[derive(Deserialize)]
struct Form {
    form: u32,
}

impl Snapshot {
    pub(super) fn written(&self) -> Result<String, SnapshotError> {
        let document = || {
            let stock = serde_json::to_string(&**self.state.stock())?;
            serde_json::to_string(&Document {
                form: FORM,
                now: self.now,
                clock: self.reading,
                chance: self.chance.clone(),
                scripts: self.state.scripts.clone(),
                stock: RawValue::from_string(stock)?,
                state: self.state.parts(),
            })
        };
        document().map_err(|error| SnapshotError::Malformed(error.to_string()))
    }

    pub(crate) fn read(text: &[u8], ids: &Ids) -> Result<Self, SnapshotError> {
        let Form { form } = read(text)?;
        if form != FORM {
            return Err(SnapshotError::OtherForm(form));
        }
        let document: Document = read(text)?;
        let stock = Stock::from_json(document.stock.get())?;
        let mut state = State::of(stock, ids.clone(), false, document.state)
            .map_err(|error| SnapshotError::Malformed(error.to_string()))?;
        state.scripts = document.scripts;
        Ok(Self {
            state,
            reading: document.clock,
            now: document.now,
            chance: document.chance,
        })
    }

    /// The state, and a clock that goes on from where its own was, for an emulator that begins here.
    pub(crate) fn into_beginning(self, ids: &Ids) -> (State, Clock) {
        if !ids.is_seeded() {
            ids.set_chance(self.chance);
        }
        let clock = Clock::running();
        clock.set_reading(self.reading);
        clock.set(self.now);
        (self.state, clock)
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &[u8]) -> Result<T, SnapshotError> {
    reading::read(text).map_err(|error| SnapshotError::Malformed(error.to_string()))
}
