//! The official clients, in the versions that `cargo xtask interop` installs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::Result;
use crate::interop;

pub(super) struct Clients {
    scripts: PathBuf,
    installed: PathBuf,
}

impl Clients {
    /// Installs them unless they are there.
    pub(super) fn install(root: &Path) -> Result<Self> {
        Ok(Self {
            scripts: root.join("crates/bench/official"),
            installed: interop::install_clients(root)?,
        })
    }

    pub(super) fn javascript(&self) -> Command {
        let mut node = Command::new("node");
        // Where the script finds the package.
        node.current_dir(self.installed.join("javascript"));
        node.arg(self.scripts.join("calls.mjs"));
        node
    }

    pub(super) fn python(&self) -> Command {
        let mut python = Command::new(self.installed.join("venv/bin/python"));
        python.arg(self.scripts.join("calls.py"));
        python
    }
}
