//! `acs doctor`.

use serde_json::json;

use crate::{
    account::login::check,
    attempt::{journal_file, pending},
    connection::{Connection, Profiles},
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, List},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
It changes nothing. Its exit code is that of the first problem.

Columns: check result text

Examples:
  acs doctor
  acs doctor -o json";

const COLUMNS: &[Column] = &[
    Column::new("check"),
    Column::new("result"),
    Column::new("text"),
];

/// Checks what commands need, one thing after the other.
///
/// # Errors
/// With the code of the first problem.
pub(crate) async fn run(session: &Session) -> Outcome {
    let mut report = Report {
        list: List::begin(&session.globals, COLUMNS)?,
        first: None,
    };
    match session.connection() {
        Err(failure) => report.add("connection", Err(failure))?,
        Ok(connection) => {
            let (endpoint, sign_in) = (connection.endpoint(), connection.sign_in());
            report.add("connection", Ok(format!("{endpoint} by {sign_in}")))?;
            let numbers = check(&connection)
                .await
                .map(|()| "the service answers".to_owned());
            report.add("phone numbers", numbers)?;
            report.add("direct routing", routing(&connection).await)?;
        }
    }
    report.add(
        "profiles",
        Profiles::load().map(|it| format!("{} profiles", it.all().len())),
    )?;
    let journal = pending().and_then(|entries| {
        Ok(format!(
            "{} pending, in {}",
            entries.len(),
            journal_file()?.display()
        ))
    });
    report.add("journal", journal)?;
    report.finish()
}

async fn routing(connection: &Connection) -> Outcome<String> {
    let found = connection.sip()?.get_configuration().await?;
    Ok(format!(
        "{} trunks, {} routes",
        found.trunks.len(),
        found.routes.len()
    ))
}

struct Report {
    list: List,
    first: Option<Exit>,
}

impl Report {
    fn add(&mut self, what: &str, checked: Outcome<String>) -> Outcome {
        let (result, text) = match checked {
            Ok(text) => ("ok", text),
            Err(failure) => {
                self.first = self.first.or(Some(failure.exit()));
                ("problem", failure.to_string())
            }
        };
        self.list
            .row(&json!({ "check": what, "result": result, "text": text }))
    }

    fn finish(self) -> Outcome {
        self.list.finish()?;
        self.first.map_or(Ok(()), |exit| Err(Failure::quiet(exit)))
    }
}
