//! `acs numbers release`.

use std::{collections::BTreeSet, sync::Arc};

use acs_journal::{Kind, Subject};
use acs_phone_numbers::{PhoneNumber, PhoneNumbersClient};
use clap::Args;
use serde_json::{Value, json};

use crate::{
    attempt::Attempt,
    confirm::{ask_for_word, is_interactive, unconfirmed},
    connection::{Connection, client_options},
    dry_run::DryRun,
    exit::Exit,
    failure::{Failure, Outcome},
    globals::say,
    output::{Column, List},
    session::Session,
    waiting::Waiting,
};

pub(crate) const EXAMPLES: &str = "\
On a terminal it wants the number typed, or the count if there are several. Anywhere else the same
comes after --confirm.

Columns: phoneNumber state operationId journalId

Examples:
  acs numbers release +14255550100
  acs numbers release +14255550100 --confirm +14255550100
  acs numbers release +14255550100 +14255550101 --confirm 2";

const COLUMNS: &[Column] = &[
    Column::new("phoneNumber"),
    Column::new("state"),
    Column::new("operationId"),
    Column::new("journalId"),
];

/// Arguments of `acs numbers release`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The numbers, in E.164 form
    #[arg(required = true)]
    numbers: Vec<PhoneNumber>,
    /// Do not ask: the number once more, or the count if there are several
    #[arg(long, value_name = "NUMBER|COUNT")]
    confirm: Option<String>,
    #[command(flatten)]
    waiting: Waiting,
    /// Show the first request, and send nothing
    #[arg(long, help_heading = "Options")]
    dry_run: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When a number cannot be released, or nobody agrees.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let different: BTreeSet<_> = self.numbers.iter().collect();
        if different.len() < self.numbers.len() {
            return Err(Failure::new(Exit::Usage, "a number is named twice"));
        }
        let connection = session.connection()?;
        if self.dry_run {
            let dry = Arc::new(DryRun::default());
            let client = connection.numbers(dry.options())?;
            let called = client.begin_release_phone_number(&self.numbers[0]).await;
            return dry.show(&session.globals, called);
        }
        self.confirmed(&connection).await?;
        let client = connection.numbers(client_options(self.waiting.poller()))?;
        let mut list = List::begin(&session.globals, COLUMNS)?;
        let mut failure = None;
        for number in &self.numbers {
            match self.release(session, &connection, &client, number).await {
                Ok(row) => list.row(&row)?,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        let released = list.len();
        list.finish()?;
        failure.map_or(Ok(()), |error| Err(self.partly(released, error)))
    }

    /// Tells of what was done before something failed.
    fn partly(&self, released: usize, error: Failure) -> Failure {
        if released == 0 || error.exit() == Exit::OutcomeUnknown {
            return error;
        }
        let total = self.numbers.len();
        error.exit_with(Exit::PartlyDone).hint(format!(
            "{released} of {total} numbers were released; try again with the rest alone"
        ))
    }

    async fn confirmed(&self, connection: &Connection) -> Outcome {
        let word = match self.numbers.as_slice() {
            [number] => number.to_string(),
            numbers => numbers.len().to_string(),
        };
        if let Some(given) = &self.confirm {
            if *given == word {
                return Ok(());
            }
            let problem = "--confirm does not fit what is to be released; nothing was released";
            return Err(Failure::new(Exit::NotConfirmed, problem)
                .hint("give the number once more, or the count if there are several"));
        }
        if !is_interactive() {
            return Err(unconfirmed(
                "releasing",
                "--confirm and the number, or the count",
            ));
        }
        let numbers: Vec<_> = self.numbers.iter().map(PhoneNumber::as_str).collect();
        say(&format!(
            "Resource:  {}\nRelease:   {}\nA released number may never be available again.",
            connection.endpoint(),
            numbers.join(" "),
        ));
        let what = if numbers.len() == 1 {
            "number"
        } else {
            "count"
        };
        ask_for_word(&format!("Type the {what} to release:"), &word).await
    }

    async fn release(
        &self,
        session: &Session,
        connection: &Connection,
        client: &PhoneNumbersClient,
        number: &PhoneNumber,
    ) -> Outcome<Value> {
        let subject = Subject {
            numbers: vec![number.to_string()],
            ..Subject::default()
        };
        let mut attempt = Attempt::begin(session, connection, Kind::Release, subject).await?;
        let begun = client.begin_release_phone_number(number);
        let poller = attempt.send(Box::pin(begun)).await?;
        let released = attempt.follow(&self.waiting, "Releasing", poller).await?;
        Ok(json!({
            "phoneNumber": number,
            "state": if released.is_some() { "released" } else { "begun" },
            "operationId": attempt.operation_id(),
            "journalId": attempt.id().to_string(),
        }))
    }
}
