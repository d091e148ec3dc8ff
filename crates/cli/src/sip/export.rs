//! `acs sip export`.

use std::{fs, path::PathBuf};

use clap::{Args, ValueEnum};

use super::{Service, file};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    output::text,
};

pub(super) const EXAMPLES: &str = "\
A TOML file that is there already is changed in place, so that its comments stay.

Examples:
  acs sip export
  acs sip export routing.toml
  acs sip export --form json";

/// Arguments of `acs sip export`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The file; without it, standard output
    file: Option<PathBuf>,
    /// toml or json; without it, what the file's name says, or toml
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    form: Option<Form>,
}

/// Form of a file for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Toml,
    Json,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let routing = service.client()?.get_configuration().await?;
        let is_json = self
            .file
            .as_ref()
            .and_then(|file| file.extension())
            .is_some_and(|it| it == "json");
        let form = self
            .form
            .unwrap_or(if is_json { Form::Json } else { Form::Toml });
        let old = self.file.as_ref().filter(|file| file.exists());
        let written = match (form, old) {
            (Form::Json, _) => routing.to_json()?,
            (Form::Toml, None) => routing.to_toml()?,
            (Form::Toml, Some(file)) => {
                routing.update_toml(&file::text(file)?).map_err(|error| {
                    Failure::new(Exit::Usage, format!("{}: {error}", file.display()))
                })?
            }
        };
        match &self.file {
            None => text(&format!("{}\n", written.trim_end())),
            Some(file) => fs::write(file, written).map_err(|error| {
                Failure::new(
                    Exit::Other,
                    format!("{} cannot be written: {error}", file.display()),
                )
            }),
        }
    }
}
