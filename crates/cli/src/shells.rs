//! `acs completions` and `acs man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    output::text,
    run::command,
};

pub(crate) const COMPLETIONS: &str = "\
Examples:
  acs completions bash > ~/.local/share/bash-completion/completions/acs
  acs completions zsh > ~/.zfunc/_acs
  acs completions fish > ~/.config/fish/completions/acs.fish";

pub(crate) const MAN: &str = "\
Examples:
  acs man | man -l -
  acs man --dir ~/.local/share/man/man1        a page for each command";

/// Arguments of `acs completions`.
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

impl Completions {
    /// Writes the completions.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(crate) fn run(&self) -> Outcome {
        let mut written = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "acs", &mut written);
        text(&String::from_utf8_lossy(&written))
    }
}

/// Arguments of `acs man`.
#[derive(Args, Debug)]
pub(crate) struct Man {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

impl Man {
    /// Writes the manual pages.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn run(&self) -> Outcome {
        let Some(folder) = &self.dir else {
            let mut written = Vec::new();
            clap_mangen::Man::new(command()).render(&mut written)?;
            return text(&String::from_utf8_lossy(&written));
        };
        let written = std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command(), folder));
        written.map_err(|error| {
            Failure::new(
                Exit::Other,
                format!("{} cannot be written: {error}", folder.display()),
            )
        })
    }
}
