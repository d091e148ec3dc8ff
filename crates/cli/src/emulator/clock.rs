//! `acs emulator clock`.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::admin::Admin;
use crate::{
    duration,
    failure::Outcome,
    output::{Column, one},
    session::Session,
};

pub(super) const EXAMPLES: &str = "\
Columns: now running

Examples:
  acs emulator clock
  acs emulator clock --advance 16m        lets every hold lapse
  acs emulator clock --set 2026-01-31T12:00:00Z --stop";

const COLUMNS: &[Column] = &[Column::new("now"), Column::new("running")];

/// Arguments of `acs emulator clock`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Move the clock forward, by a time such as 90s or 16m
    #[arg(long, value_name = "TIME", value_parser = duration::parse, conflicts_with = "set")]
    advance: Option<Duration>,
    /// Set the clock
    #[arg(long, value_name = "MOMENT")]
    set: Option<String>,
    /// Let it stand still
    #[arg(long, conflicts_with = "run")]
    stop: bool,
    /// Let it run
    #[arg(long)]
    run: bool,
}

impl Arguments {
    pub(super) async fn run(self, session: &Session) -> Outcome {
        let admin = Admin::find()?;
        let mut change = serde_json::Map::new();
        if let Some(moment) = self.set {
            change.insert("now".to_owned(), json!(moment));
        }
        if self.stop || self.run {
            change.insert("running".to_owned(), json!(self.run));
        }
        if !change.is_empty() {
            admin.put("/clock", change.into()).await?;
        }
        if let Some(by) = self.advance {
            let body = json!({ "seconds": by.as_secs() });
            admin.post("/clock/advance", Some(body)).await?;
        }
        one(&session.globals, COLUMNS, &admin.get("/clock").await?)
    }
}
