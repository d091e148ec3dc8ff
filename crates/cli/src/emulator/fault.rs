//! `acs emulator fault`.

use std::time::Duration;

use clap::Args;
use serde_json::{Map, Value, json};

use super::admin::Admin;
use crate::{
    duration,
    failure::Outcome,
    output::{Column, List},
    session::Session,
};

pub(super) const EXAMPLES: &str = "\
Faults: status, delay, resetBeforeExecution, resetAfterExecution, truncatedBody, malformedBody.
Without one it lists those there are.

Columns: id fault operation hits

Examples:
  acs emulator fault resetAfterExecution --operation PhoneNumbers_PurchasePhoneNumbers --times 1
  acs emulator fault status --status 429 --retry-after 5s --times 2
  acs emulator fault
  acs emulator fault --clear";

const COLUMNS: &[Column] = &[
    Column::new("id"),
    Column::at("fault", "rule.fault"),
    Column::at("operation", "rule.operation"),
    Column::new("hits"),
];

/// Arguments of `acs emulator fault`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Fault to inject
    fault: Option<String>,
    /// The status of `status`, from 400 to 599
    #[arg(long, value_name = "CODE")]
    status: Option<u16>,
    /// The time that `status` asks to wait
    #[arg(long, value_name = "TIME", value_parser = duration::parse)]
    retry_after: Option<Duration>,
    /// The operation's id; without it, every request
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// Number of requests to let pass first
    #[arg(long, value_name = "COUNT")]
    after: Option<u64>,
    /// Number of requests that it hits; without it, all
    #[arg(long, value_name = "COUNT")]
    times: Option<u64>,
    /// Let nothing go wrong any more
    #[arg(long, conflicts_with = "fault")]
    clear: bool,
}

impl Arguments {
    pub(super) async fn run(self, session: &Session) -> Outcome {
        let admin = Admin::find()?;
        if self.clear {
            admin.delete("/faults").await?;
        }
        if let Some(fault) = &self.fault {
            admin.post("/faults", Some(self.rule(fault))).await?;
        }
        let faults = admin.get("/faults").await?;
        let mut list = List::begin(&session.globals, COLUMNS)?;
        let all = faults["faults"].as_array().into_iter().flatten();
        all.into_iter().try_for_each(|fault| list.row(fault))?;
        list.finish()
    }

    fn rule(&self, fault: &str) -> Value {
        let seconds = self.retry_after.map(|it| it.as_secs());
        let parts = [
            ("fault", json!(fault)),
            ("status", json!(self.status)),
            ("retryAfterSeconds", json!(seconds)),
            ("operation", json!(self.operation)),
            ("after", json!(self.after)),
            ("times", json!(self.times)),
        ];
        let given = parts.into_iter().filter(|(_, value)| !value.is_null());
        given
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>()
            .into()
    }
}
