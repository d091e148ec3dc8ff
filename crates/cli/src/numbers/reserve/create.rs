//! `acs numbers reserve create`.

use acs_phone_numbers::{Quantity, ReservationId, ReservationUpdate};
use clap::Args;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    numbers::{browse::Choice, wanted::quantity},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Columns: id status expires phoneNumbers failed

Examples:
  acs numbers reserve create --country US --type tollFree --quantity 2
  acs numbers reserve create --country US --type geographic --prefix 1425";

/// Arguments of `acs numbers reserve create`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// The count of numbers
    #[arg(long, value_name = "COUNT", default_value = "1", value_parser = quantity)]
    quantity: Quantity,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When there are too few numbers, or some of them cannot be had.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let client = session.numbers()?;
        let shown = client
            .browse_available_phone_numbers(&self.choice.request())
            .await?;
        let count = usize::try_from(self.quantity.get()).unwrap_or(usize::MAX);
        if shown.len() < count {
            let problem = format!("only {} of {count} numbers are on offer", shown.len());
            return Err(Failure::new(Exit::NotFound, problem)
                .hint("ask for fewer, or try again: the service shows others each time"));
        }
        let update = ReservationUpdate::new(ReservationId::new_random());
        let update = shown
            .iter()
            .take(count)
            .fold(update, ReservationUpdate::add);
        super::change::send(session, &client, &update).await
    }
}
