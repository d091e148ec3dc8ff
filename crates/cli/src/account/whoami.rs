//! `acs whoami`.

use serde_json::json;

use crate::{
    failure::Outcome,
    output::{Column, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Columns: endpoint signIn source

Examples:
  acs whoami
  acs whoami --query endpoint -o tsv";

const COLUMNS: &[Column] = &[
    Column::new("endpoint"),
    Column::new("signIn"),
    Column::new("source"),
];

/// Shows the resource that commands would talk to, and where that was found.
///
/// # Errors
/// When there is no connection.
pub(crate) fn run(session: &Session) -> Outcome {
    let connection = session.connection()?;
    let row = json!({
        "endpoint": connection.endpoint().as_str(),
        "signIn": connection.sign_in(),
        "source": connection.source().to_string(),
    });
    one(&session.globals, COLUMNS, &row)
}
