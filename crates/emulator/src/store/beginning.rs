//! Beginning of an emulator: a new state, or one from a data file.

use std::path::Path;

use serde_json::Value;

use super::{DataFile, DataFileError, Store, StoreError};
use crate::clock::{Clock, Reading};
use crate::ids::Ids;
use crate::service::CLOCK;
use crate::state::{Kind, RestoreError, Row, State};
use crate::stock::{Stock, StockError};

/// The key of the stock among the settings.
const STOCK: &str = "stock";

/// Reason for which an emulator cannot go on from a data file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContinueError {
    /// The file cannot be used.
    #[error(transparent)]
    File(#[from] DataFileError),
    /// Its content makes no sense.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It was made with another stock than the one given now.
    #[error("it was made with another stock; leave the stock out to go on with that one")]
    OtherStock,
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] StoreError),
    /// The stock for demonstrations cannot be used.
    #[error(transparent)]
    Stock(#[from] StockError),
}

impl From<RestoreError> for ContinueError {
    fn from(error: RestoreError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<serde_json::Error> for ContinueError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// A state, and the file that it is kept in.
#[derive(Debug)]
pub(crate) struct Beginning {
    pub(crate) state: State,
    pub(crate) file: DataFile,
    pub(crate) clock: Clock,
}

impl Beginning {
    /// Goes on from a data file, or makes it. A clock and a stock of choice come first; what is not
    /// chosen is as it was.
    pub(crate) fn from_file(
        path: &Path,
        stock: Option<Stock>,
        clock: Option<Clock>,
        ids: Ids,
    ) -> Result<Self, ContinueError> {
        let file = DataFile::open(path)?;
        let rows = file.rows()?;
        let setting = |key| {
            let mut settings = rows.iter().filter(|it| it.kind == Kind::Setting);
            settings.find(|it| it.key == key)
        };
        let Some(saved_stock) = setting(STOCK) else {
            return Self::again(file, stock, clock, ids);
        };
        let saved: Value = saved_stock.read()?;
        if stock.is_some_and(|given| serde_json::to_value(given).ok().as_ref() != Some(&saved)) {
            return Err(ContinueError::OtherStock);
        }
        let state = State::restore(serde_json::from_value(saved)?, ids, &rows)?;
        let clock = match (clock, setting(CLOCK)) {
            (Some(chosen), _) => chosen,
            (None, Some(row)) => {
                let clock = Clock::running();
                clock.set_reading(row.read::<Reading>()?);
                clock
            }
            (None, None) => Clock::running(),
        };
        Ok(Self { state, file, clock })
    }

    fn again(
        mut file: DataFile,
        stock: Option<Stock>,
        clock: Option<Clock>,
        ids: Ids,
    ) -> Result<Self, ContinueError> {
        let stock = stock.map_or_else(Stock::demo, Ok)?;
        let row = Row::new(Kind::Setting, STOCK, Some(&stock))?;
        let clock = clock.unwrap_or_else(Clock::running);
        let mut state = State::new(stock, ids, true, clock.now());
        let mut rows = state.changes()?;
        rows.push(row);
        file.save(&rows)?;
        state.changes_are_saved();
        Ok(Self { state, file, clock })
    }
}
