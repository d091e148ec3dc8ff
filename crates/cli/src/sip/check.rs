//! `acs sip check`.

use std::path::PathBuf;

use acs_sip_routing::{Allowed, Level};
use clap::Args;
use serde_json::json;

use super::{
    Service,
    file::{read_allowed, read_expectations, routing},
};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, List},
};

pub(super) const EXAMPLES: &str = "\
It ends with 1 if there is an error; with --strict, if there is a warning, too. Findings that the
file allows in its table `allow` do not count.

Columns: level code place text

Examples:
  acs sip check
  acs sip check routing.toml --strict
  acs sip check routing.toml --expect numbers.toml";

const COLUMNS: &[Column] = &[
    Column::new("level"),
    Column::new("code"),
    Column::new("place"),
    Column::new("text"),
];

/// Arguments of `acs sip check`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A routing as a file; without it, that of the service
    file: Option<PathBuf>,
    /// Let warnings count as errors
    #[arg(long)]
    strict: bool,
    /// Numbers with where they have to go
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
}

impl Arguments {
    pub(super) async fn run(self, service: &Service<'_>) -> Outcome {
        let routing = routing(service, self.file.as_deref()).await?;
        let allowed = match &self.file {
            Some(file) => read_allowed(file)?,
            None => Allowed::default(),
        };
        let globals = &service.session.globals;
        let mut list = List::begin(globals, COLUMNS)?;
        let mut count = 0;
        for finding in allowed.left_of(routing.check()) {
            let is_bad = match finding.level() {
                Level::Error => true,
                Level::Warning => self.strict,
                _ => false,
            };
            count += usize::from(is_bad);
            list.row(&json!({
                "level": finding.level().to_string(),
                "code": finding.problem().code(),
                "place": finding.place().to_string(),
                "text": finding.to_string(),
            }))?;
        }
        if let Some(file) = &self.expect {
            for broken in read_expectations(file)?.broken_by(&routing) {
                count += 1;
                list.row(&json!({
                    "level": "error",
                    "code": "broken-expectation",
                    "place": broken.number().to_string(),
                    "text": broken.to_string(),
                }))?;
            }
        }
        if list.is_empty() {
            globals.note("There is nothing to find.");
        }
        list.finish()?;
        if count > 0 {
            return Err(Failure::new(Exit::Other, format!("{count} findings count")));
        }
        Ok(())
    }
}
