//! `acs emulator requests`.

use clap::Args;

use super::admin::Admin;
use crate::{
    failure::Outcome,
    output::{Column, List},
    session::Session,
};

pub(super) const EXAMPLES: &str = "\
Columns: received method target operation status

Examples:
  acs emulator requests
  acs emulator requests --clear
  acs emulator requests --query \"[?method!='GET'].operation\"";

const COLUMNS: &[Column] = &[
    Column::new("received"),
    Column::new("method"),
    Column::new("target"),
    Column::new("operation"),
    Column::new("status"),
];

/// Arguments of `acs emulator requests`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Forget them afterwards
    #[arg(long)]
    clear: bool,
}

impl Arguments {
    pub(super) async fn run(self, session: &Session) -> Outcome {
        let admin = Admin::find()?;
        let requests = admin.get("/requests").await?;
        let mut list = List::begin(&session.globals, COLUMNS)?;
        let all = requests["requests"].as_array().into_iter().flatten();
        all.into_iter().try_for_each(|request| list.row(request))?;
        if self.clear {
            admin.delete("/requests").await?;
        }
        list.finish()
    }
}
