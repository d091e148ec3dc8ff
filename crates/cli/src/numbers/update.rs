//! `acs numbers update`.

use std::sync::Arc;

use acs_journal::{Kind, Subject};
use acs_phone_numbers::{CapabilitiesUpdate, PhoneNumber, PhoneNumberCapabilityType};
use clap::Args;

use super::{buy::show_begun, rows::OWNED};
use crate::{
    attempt::Attempt, connection::client_options, dry_run::DryRun, failure::Outcome, output::one,
    session::Session, value, waiting::Waiting,
};

pub(crate) const EXAMPLES: &str = "\
Columns: those of `acs numbers list`

Examples:
  acs numbers update +14255550100 --calling inbound+outbound
  acs numbers update +14255550100 --sms none --no-wait";

/// Arguments of `acs numbers update`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The number, in E.164 form
    number: PhoneNumber,
    /// Calls: none, inbound, outbound or inbound+outbound
    #[arg(long, value_name = "WAY", value_parser = value::capability, required_unless_present = "sms")]
    calling: Option<PhoneNumberCapabilityType>,
    /// Text messages: none, inbound, outbound or inbound+outbound
    #[arg(long, value_name = "WAY", value_parser = value::capability)]
    sms: Option<PhoneNumberCapabilityType>,
    #[command(flatten)]
    waiting: Waiting,
    /// Show the request, and send nothing
    #[arg(long, help_heading = "Options")]
    dry_run: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the number cannot be changed.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let update = self.update();
        let connection = session.connection()?;
        if self.dry_run {
            let dry = Arc::new(DryRun::default());
            let client = connection.numbers(dry.options())?;
            let called = client.begin_update_phone_number_capabilities(&self.number, &update);
            return dry.show(&session.globals, called.await);
        }
        let client = connection.numbers(client_options(self.waiting.poller()))?;
        let mut attempt =
            Attempt::begin(session, &connection, Kind::Change, self.subject()).await?;
        let begun = client.begin_update_phone_number_capabilities(&self.number, &update);
        let poller = attempt.send(Box::pin(begun)).await?;
        match attempt.follow(&self.waiting, "Changing", poller).await? {
            Some(changed) => one(&session.globals, OWNED, &changed),
            None => show_begun(session, &attempt),
        }
    }

    fn update(&self) -> CapabilitiesUpdate {
        let mut update = CapabilitiesUpdate::default();
        if let Some(calling) = &self.calling {
            update = update.calling(calling.clone());
        }
        if let Some(sms) = &self.sms {
            update = update.sms(sms.clone());
        }
        update
    }

    fn subject(&self) -> Subject {
        Subject {
            numbers: vec![self.number.to_string()],
            calling: self.calling.as_ref().map(ToString::to_string),
            sms: self.sms.as_ref().map(ToString::to_string),
            ..Subject::default()
        }
    }
}
