//! `acs operations cancel`.

use acs_phone_numbers::OperationId;
use clap::Args;

use super::target::{Target, check_resource};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
An operation that is under way may be past stopping. `acs operations wait` shows how it ended.

Examples:
  acs operations cancel 7
  acs operations cancel search_7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3";

/// Arguments of `acs operations cancel`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The id of the journal, or the service's
    id: String,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the service refuses, or there is nothing to cancel.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let connection = session.connection()?;
        let id = match Target::find(&self.id)? {
            Target::Operation(id) => id,
            Target::Entry(found) => {
                let (_, entry) = *found;
                check_resource(&entry, &connection)?;
                let id = entry.operation_id().ok_or_else(|| {
                    Failure::new(
                        Exit::NotFound,
                        "the entry has no operation that could be cancelled",
                    )
                    .hint("`acs operations resume` finds out what became of it")
                })?;
                OperationId::new(id)?
            }
        };
        session.numbers()?.cancel_operation(&id).await?;
        let text = "The service was asked to give it up; `acs operations wait` shows how it ends.";
        session.globals.note(text);
        Ok(())
    }
}
