//! `acs numbers get`.

use acs_phone_numbers::PhoneNumber;
use clap::Args;

use super::rows::OWNED;
use crate::{failure::Outcome, output::one, session::Session};

pub(crate) const EXAMPLES: &str = "\
Columns: those of `acs numbers list`

Examples:
  acs numbers get +14255550100
  acs numbers get +14255550100 --query capabilities.calling -o tsv";

/// Arguments of `acs numbers get`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The number, in E.164 form
    number: PhoneNumber,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the number is not owned or cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let owned = session
            .numbers()?
            .get_purchased_phone_number(&self.number)
            .await?;
        one(&session.globals, OWNED, &owned)
    }
}
