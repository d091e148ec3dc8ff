//! `acs explain`.

use clap::Args;
use serde::Serialize;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, Format, List, format_of, text},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Examples:
  acs explain        all exit codes
  acs explain 7      what to do about one";

const COLUMNS: &[Column] = &[
    Column::new("code"),
    Column::new("name"),
    Column::new("meaning"),
];

/// Arguments of `acs explain`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The exit code
    code: Option<u8>,
}

#[derive(Serialize)]
struct Row {
    code: u8,
    name: &'static str,
    meaning: &'static str,
    advice: &'static str,
}

impl From<Exit> for Row {
    fn from(exit: Exit) -> Self {
        Self {
            code: exit.code(),
            name: exit.name(),
            meaning: exit.meaning(),
            advice: exit.advice(),
        }
    }
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When there is no such code.
    pub(crate) fn run(&self, session: &Session) -> Outcome {
        let globals = &session.globals;
        let Some(code) = self.code else {
            let mut list = List::begin(globals, COLUMNS)?;
            Exit::ALL
                .into_iter()
                .try_for_each(|exit| list.row(&Row::from(exit)))?;
            return list.finish();
        };
        let exit = Exit::of_code(code).ok_or_else(|| {
            Failure::new(Exit::Usage, format!("acs has no exit code {code}"))
                .hint("`acs explain` lists them all")
        })?;
        if format_of(globals) == Format::Table {
            return text(&format!("{code}  {}\n{}\n", exit.meaning(), exit.advice()));
        }
        crate::output::one(globals, COLUMNS, &Row::from(exit))
    }
}
