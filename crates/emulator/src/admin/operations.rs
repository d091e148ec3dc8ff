//! Long-running operations and the scripts they run by.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::json;

use super::answer::{Outcome, Refused, done, ok};
use super::{Admin, Call, nowhere};
use crate::state::{OperationError, OperationKind, OperationScript, PendingStatus};

/// A script in JSON.
#[derive(Deserialize)]
#[serde(tag = "advance", rename_all = "camelCase", deny_unknown_fields)]
enum Script {
    /// By poll count.
    Polls {
        #[serde(default)]
        pending: Vec<PendingStatus>,
        error: Option<Failure>,
    },
    /// By itself.
    Time {
        seconds: f64,
        error: Option<Failure>,
    },
    /// On request.
    Told { status: Option<PendingStatus> },
}

/// The error of an operation that fails.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    code: String,
    message: String,
    target: Option<String>,
}

impl From<Failure> for OperationError {
    fn from(failure: Failure) -> Self {
        Self {
            target: failure.target,
            ..Self::new(failure.code, failure.message)
        }
    }
}

impl TryFrom<Script> for OperationScript {
    type Error = Refused;

    fn try_from(script: Script) -> Result<Self, Refused> {
        let (script, error) = match script {
            Script::Polls { pending, error } => (Self::succeeds_after(pending), error),
            Script::Time { seconds, error } => {
                let time = Duration::try_from_secs_f64(seconds)
                    .map_err(|error| Refused::bad_request(format!("seconds: {error}")))?;
                (Self::succeeds_in(time), error)
            }
            Script::Told { status } => {
                let status = status.unwrap_or(PendingStatus::Running);
                (Self::pending_until_told(status), None)
            }
        };
        Ok(match error {
            Some(error) => script.failing(error.into()),
            None => script,
        })
    }
}

impl Admin {
    pub(super) fn operations(&self, call: &Call<'_>, segments: &[&str]) -> Outcome {
        match (call.received.method.as_str(), segments) {
            ("GET", ["operations"]) => ok(&json!({"operations": self.service.operations()})),
            ("POST", ["operations", id, "complete"]) => self.end(id, Ok(())),
            ("POST", ["operations", id, "fail"]) => {
                let failure: Failure = call.json()?;
                self.end(id, Err(failure.into()))
            }
            ("PUT", ["scripts", kind]) => {
                let (kind, script) = (kind_of(kind)?, call.json::<Script>()?.try_into()?);
                self.service.change(|state| state.scripts.set(kind, script));
                done()
            }
            ("DELETE", ["scripts", kind]) => {
                let kind = kind_of(kind)?;
                self.service.change(|state| state.scripts.unset(kind));
                done()
            }
            _ => Err(nowhere()),
        }
    }

    fn end(&self, id: &str, outcome: Result<(), OperationError>) -> Outcome {
        let id = percent_decode_str(id).decode_utf8_lossy();
        let report = self.service.end_operation(&id, outcome);
        ok(&report.map_err(|_| Refused::not_found("there is no operation of that id"))?)
    }
}

fn kind_of(name: &str) -> Result<OperationKind, Refused> {
    serde_json::from_value(json!(name))
        .map_err(|error| Refused::not_found(format!("kind of operation: {error}")))
}
