//! The clock.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use time::OffsetDateTime;

use super::answer::{Outcome, Refused, ok};
use super::{Admin, Call, nowhere};
use crate::wire::Timestamp;

/// Change of the clock. Parts that are left out stay as they are.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    #[serde(default, with = "time::serde::rfc3339::option")]
    now: Option<OffsetDateTime>,
    running: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

impl Admin {
    pub(super) fn clock(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        match (call.received.method.as_str(), segments) {
            ("GET", ["clock"]) => {}
            ("PUT", ["clock"]) => {
                let change: Change = call.json()?;
                self.service.change_clock(|clock| {
                    match change.running {
                        Some(true) => clock.run(),
                        Some(false) => clock.stop(),
                        None => {}
                    }
                    if let Some(now) = change.now {
                        clock.set(now);
                    }
                });
            }
            ("POST", ["clock", "advance"]) => {
                let Advance { seconds } = call.json()?;
                let by = Duration::try_from_secs_f64(seconds)
                    .map_err(|error| Refused::bad_request(format!("seconds: {error}")))?;
                self.service.change_clock(|clock| clock.advance(by));
            }
            _ => return Err(nowhere()),
        }
        let clock = &self.service.clock;
        ok(&json!({"now": Timestamp(clock.now()), "running": clock.is_running()}))
    }
}
