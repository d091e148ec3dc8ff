//! Folders of the user: one for what is configured, one for the journal.

use std::{env, path::PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

/// Environment variable that names another folder for profiles.
pub(crate) const CONFIG: &str = "ACS_CONFIG_DIR";
/// Environment variable that names another folder for the journal.
pub(crate) const STATE: &str = "ACS_STATE_DIR";

/// Returns the folder of the profiles.
///
/// # Errors
/// When the user has no home.
pub(crate) fn config() -> Outcome<PathBuf> {
    named(CONFIG).map_or_else(|| Ok(strategy(CONFIG)?.config_dir().join("acs")), Ok)
}

/// Returns the folder of the journal.
///
/// # Errors
/// When the user has no home.
pub(crate) fn state() -> Outcome<PathBuf> {
    named(STATE).map_or_else(
        || {
            let strategy = strategy(STATE)?;
            let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
            Ok(folder.join("acs"))
        },
        Ok,
    )
}

fn named(variable: &str) -> Option<PathBuf> {
    let value = env::var_os(variable).filter(|value| !value.is_empty());
    value.map(PathBuf::from)
}

fn strategy(variable: &str) -> Outcome<impl etcetera::BaseStrategy> {
    choose_base_strategy().map_err(|_| {
        Failure::new(Exit::Other, "the home folder of the user is not known")
            .hint(format!("name a folder by {variable}"))
    })
}
