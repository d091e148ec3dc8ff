//! `acs numbers reserve`: choosing numbers, and holding them together.

mod change;
mod create;

use acs_phone_numbers::{PhoneNumbersReservation, ReservationId};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::rows::list;
use crate::{
    failure::Outcome,
    output::{Column, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
A reservation holds numbers for 15 minutes from its last change, two hours at most, and costs
nothing. `acs numbers buy --reservation ID` buys them.

Examples:
  acs numbers reserve create --country US --type tollFree --quantity 2
  acs numbers reserve list
  acs numbers buy --reservation ID";

const ONE: &str = "\
Columns: id status expires phoneNumbers failed

Examples:
  acs numbers reserve get 6a5d1f2e-0f46-4b08-9b2a-2b1bb1b7b7e3";

const LIST: &str = "\
Columns: id status expires

Examples:
  acs numbers reserve list --query \"[?status=='active'].id\" -o tsv";

const DELETE: &str = "\
Examples:
  acs numbers reserve delete 6a5d1f2e-0f46-4b08-9b2a-2b1bb1b7b7e3";

const LISTED: &[Column] = &[
    Column::new("id"),
    Column::new("status"),
    Column::at("expires", "expiresAt"),
];

const SHOWN: &[Column] = &[
    Column::new("id"),
    Column::new("status"),
    Column::at("expires", "expiresAt"),
    Column::at("phoneNumbers", "held"),
    Column::new("failed"),
];

/// Verbs of `acs numbers reserve`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Pick numbers on offer and hold them
    #[command(after_help = create::EXAMPLES)]
    Create(create::Arguments),
    /// Add numbers on offer to a reservation
    #[command(after_help = change::ADD)]
    Add(change::Add),
    /// Take numbers out of a reservation
    #[command(after_help = change::REMOVE)]
    Remove(change::Remove),
    /// Show a reservation
    #[command(after_help = ONE)]
    Get(Id),
    /// List reservations, expired ones of the last month, too
    #[command(after_help = LIST)]
    List,
    /// Delete a reservation and let go of its numbers
    #[command(after_help = DELETE)]
    Delete(Id),
}

/// The reservation.
#[derive(Args, Debug)]
pub(crate) struct Id {
    /// The reservation's id
    id: ReservationId,
}

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// With the exit code and what to say.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        match self {
            Self::Create(arguments) => arguments.run(session).await,
            Self::Add(arguments) => arguments.run(session).await,
            Self::Remove(arguments) => arguments.run(session).await,
            Self::Get(Id { id }) => show(session, &session.numbers()?.get_reservation(&id).await?),
            Self::List => {
                let reservations = session.numbers()?.list_reservations(None);
                list(session, LISTED, None, reservations).await
            }
            Self::Delete(Id { id }) => {
                session.numbers()?.delete_reservation(&id).await?;
                session.globals.note("Deleted.");
                Ok(())
            }
        }
    }
}

/// Shows a reservation: the numbers that it holds, and those that it could not have.
fn show(session: &Session, reservation: &PhoneNumbersReservation) -> Outcome {
    one(&session.globals, SHOWN, &row(reservation))
}

fn row(reservation: &PhoneNumbersReservation) -> Value {
    let failed: Vec<_> = reservation
        .failed()
        .map(|number| &number.phone_number)
        .collect();
    let numbers = reservation
        .phone_numbers
        .iter()
        .map(|number| &number.phone_number);
    let held: Vec<_> = numbers.filter(|number| !failed.contains(number)).collect();
    json!({
        "id": reservation.id,
        "status": reservation.status,
        "expiresAt": reservation.expires_at,
        "held": held,
        "failed": failed,
        "phoneNumbers": reservation.phone_numbers,
    })
}
