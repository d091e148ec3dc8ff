//! `acs operations get`.

use clap::Args;
use serde_json::{Value, json};

use super::{
    rows::{COLUMNS, row},
    target::{Target, check_resource},
};
use crate::{
    failure::Outcome,
    output::{Column, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Columns: those of `acs operations list`; of an operation that was begun elsewhere
         id operationType status created

Examples:
  acs operations get 7
  acs operations get purchase_7afbcec4-0f46-4b08-9b2a-2b1bb1b7b7e3";

const OF_SERVICE: &[Column] = &[
    Column::new("id"),
    Column::new("operationType"),
    Column::new("status"),
    Column::at("created", "createdDateTime"),
];

/// Arguments of `acs operations get`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The id of the journal, or the service's
    id: String,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When there is no such operation.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match Target::find(&self.id)? {
            Target::Operation(id) => {
                let operation = session.numbers()?.get_operation(&id).await?;
                one(&session.globals, OF_SERVICE, &operation)
            }
            Target::Entry(found) => {
                let (_, entry) = *found;
                let mut shown = row(&entry);
                if let Some(id) = entry.operation_id() {
                    check_resource(&entry, &session.connection()?)?;
                    let id = acs_phone_numbers::OperationId::new(id)?;
                    let operation = match session.numbers()?.get_operation(&id).await {
                        Ok(operation) => json!(operation),
                        // The service does not remember operations for ever.
                        Err(error) if error.is_not_found() => Value::Null,
                        Err(error) => return Err(error.into()),
                    };
                    shown["operation"] = operation;
                }
                one(&session.globals, COLUMNS, &shown)
            }
        }
    }
}
