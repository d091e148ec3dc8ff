//! `acs operations wait`.

use std::time::Duration;

use acs_core::PollerOptions;
use acs_journal::State;
use acs_phone_numbers::OperationId;
use clap::Args;

use super::{
    resume::{Settling, show_entry},
    target::{Target, check_resource},
};
use crate::{
    connection::client_options,
    duration,
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Columns: those of `acs operations list`

Examples:
  acs operations wait 7
  acs operations wait 7 --timeout 30s       exit code 11 if it is still running then";

const OF_SERVICE: &[Column] = &[
    Column::new("id"),
    Column::new("operationType"),
    Column::new("status"),
];
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Arguments of `acs operations wait`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The id of the journal, or the service's
    id: String,
    /// Longest time to wait, such as 90s or 10m
    #[arg(long, value_name = "TIME", value_parser = duration::parse, default_value = "10m")]
    timeout: Duration,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the operation fails, or its end cannot be seen.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match Target::find(&self.id)? {
            Target::Operation(id) => {
                let waited = tokio::time::timeout(self.timeout, wait_for(session, &id));
                waited.await.unwrap_or_else(|_| {
                    Err(Failure::new(
                        Exit::StillRunning,
                        "the operation is still running",
                    ))
                })
            }
            Target::Entry(found) => {
                let (mut journal, mut entry) = *found;
                let connection = session.connection()?;
                check_resource(&entry, &connection)?;
                let options = client_options(PollerOptions::default().deadline(self.timeout));
                let settling = Settling::new(session, connection.numbers(options)?, self.timeout);
                let settled = settling.settle(&mut journal, &mut entry).await;
                show_entry(session, &entry)?;
                settled?;
                if entry.state() == State::NotDone {
                    let note = entry.note().unwrap_or("the operation failed");
                    return Err(Failure::new(Exit::OperationFailed, note));
                }
                Ok(())
            }
        }
    }
}

async fn wait_for(session: &Session, id: &OperationId) -> Outcome {
    let client = session.numbers()?;
    loop {
        let operation = client.get_operation(id).await?;
        if operation.status.is_final() {
            one(&session.globals, OF_SERVICE, &operation)?;
            let has_failed = operation.status != acs_core::OperationStatus::Succeeded;
            return if has_failed {
                Err(Failure::new(
                    Exit::OperationFailed,
                    format!("the operation is {}", operation.status),
                ))
            } else {
                Ok(())
            };
        }
        tokio::time::sleep(LOOK_AGAIN_AFTER).await;
    }
}
