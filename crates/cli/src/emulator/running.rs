//! The emulator that was started last.

use std::{fs, path::PathBuf};

use acs_emulator::Emulator;
use serde::{Deserialize, Serialize};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    folders, private_file,
};

/// Facts about a running emulator that other commands and programs need.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Running {
    pub(super) endpoint: String,
    pub(super) connection_string: String,
    pub(super) admin_endpoint: String,
}

impl Running {
    pub(super) fn of(emulator: &Emulator) -> Self {
        Self {
            endpoint: emulator.endpoint(),
            connection_string: emulator.connection_string(),
            admin_endpoint: emulator.admin_endpoint().unwrap_or_default(),
        }
    }

    /// Keeps them for other commands.
    pub(super) fn keep(&self) -> Outcome {
        let text = serde_json::to_string(self).map_err(std::io::Error::from)?;
        let file = file()?;
        private_file::write(&file, &text).map_err(|error| {
            Failure::new(
                Exit::Other,
                format!("{} cannot be written: {error}", file.display()),
            )
        })
    }

    /// Forgets them, if they are still about this one.
    pub(super) fn forget(&self) -> Outcome {
        if Self::find().is_ok_and(|found| found.endpoint == self.endpoint) {
            // Another command may have been faster.
            let _ = fs::remove_file(file()?);
        }
        Ok(())
    }

    /// Finds the emulator that was started last.
    pub(super) fn find() -> Outcome<Self> {
        let text = fs::read_to_string(file()?).ok();
        let found = text.and_then(|text| serde_json::from_str(&text).ok());
        found.ok_or_else(not_running)
    }
}

/// Returns the failure of looking for an emulator that is not there.
pub(super) fn not_running() -> Failure {
    Failure::new(Exit::NotFound, "no emulator is running").hint("`acs emulator start` starts one")
}

fn file() -> Outcome<PathBuf> {
    Ok(folders::state()?.join("emulator.json"))
}
