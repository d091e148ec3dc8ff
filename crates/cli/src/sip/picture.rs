//! `acs sip picture`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Service, file::routing};
use crate::{failure::Outcome, output::text};

pub(super) const EXAMPLES: &str = "\
Examples:
  acs sip picture
  acs sip picture --form svg > routing.svg
  acs sip picture --file routing.toml";

/// Arguments of `acs sip picture`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A routing as a file; without it, that of the service
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// mermaid or svg
    #[arg(
        long,
        value_name = "FORM",
        default_value = "mermaid",
        hide_possible_values = true
    )]
    form: Form,
}

/// Form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Mermaid,
    Svg,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let routing = routing(service, self.file.as_deref()).await?;
        let picture = match self.form {
            Form::Mermaid => routing.to_mermaid(),
            Form::Svg => routing.to_svg(),
        };
        text(&format!("{}\n", picture.trim_end()))
    }
}
