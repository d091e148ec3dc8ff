//! `acs numbers reserve add` and `remove`.

use acs_phone_numbers::{
    AvailablePhoneNumber, CountryCode, PhoneNumber, PhoneNumberAssignmentType,
    PhoneNumberCapabilities, PhoneNumberCapabilityType, PhoneNumberType, PhoneNumbersClient,
    ReservationId, ReservationUpdate,
};
use clap::Args;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    session::Session,
    value,
};

pub(crate) const ADD: &str = "\
The service wants to be told again what `acs numbers browse` said of the numbers.

Examples:
  acs numbers reserve add 6a5d1f2e-0f46-4b08-9b2a-2b1bb1b7b7e3 +18335550105 \\
    --country US --type tollFree --assignment application --calling inbound+outbound";

pub(crate) const REMOVE: &str = "\
Examples:
  acs numbers reserve remove 6a5d1f2e-0f46-4b08-9b2a-2b1bb1b7b7e3 +18335550105";

/// Arguments of `acs numbers reserve add`.
#[derive(Args, Debug)]
pub(crate) struct Add {
    /// The reservation's id
    id: ReservationId,
    /// The numbers, in E.164 form
    #[arg(required = true)]
    numbers: Vec<PhoneNumber>,
    /// The country, by its code of two letters
    #[arg(long, value_name = "CODE")]
    country: CountryCode,
    /// tollFree, geographic or mobile
    #[arg(long = "type", value_name = "TYPE", value_parser = value::number_type)]
    number_type: PhoneNumberType,
    /// application or person
    #[arg(long, value_name = "WHO", default_value = "application", value_parser = value::assignment)]
    assignment: PhoneNumberAssignmentType,
    /// Calls: none, inbound, outbound or inbound+outbound
    #[arg(long, value_name = "WAY", default_value = "none", value_parser = value::capability)]
    calling: PhoneNumberCapabilityType,
    /// Text messages: none, inbound, outbound or inbound+outbound
    #[arg(long, value_name = "WAY", default_value = "none", value_parser = value::capability)]
    sms: PhoneNumberCapabilityType,
}

impl Add {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the reservation cannot be changed, or some of the numbers cannot be had.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let capabilities = PhoneNumberCapabilities::new(self.calling, self.sms);
        let offered = |number| {
            AvailablePhoneNumber::new(
                number,
                self.country.clone(),
                self.number_type.clone(),
                self.assignment.clone(),
                capabilities.clone(),
            )
        };
        let numbers = self.numbers.into_iter().map(offered);
        let update = ReservationUpdate::new(self.id);
        let update = numbers.fold(update, |update, number| update.add(&number));
        send(session, &session.numbers()?, &update).await
    }
}

/// Arguments of `acs numbers reserve remove`.
#[derive(Args, Debug)]
pub(crate) struct Remove {
    /// The reservation's id
    id: ReservationId,
    /// The numbers, in E.164 form
    #[arg(required = true)]
    numbers: Vec<PhoneNumber>,
}

impl Remove {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the reservation cannot be changed.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let update = ReservationUpdate::new(self.id);
        let update = self.numbers.iter().fold(update, ReservationUpdate::remove);
        send(session, &session.numbers()?, &update).await
    }
}

/// Changes a reservation and shows it.
///
/// # Errors
/// When some of the numbers cannot be had.
pub(crate) async fn send(
    session: &Session,
    client: &PhoneNumbersClient,
    update: &ReservationUpdate,
) -> Outcome {
    let result = client.create_or_update_reservation(update).await?;
    super::show(session, &result.reservation)?;
    if result.is_complete() {
        return Ok(());
    }
    let failed = result.reservation.failed().count();
    Err(Failure::new(
        Exit::PartlyDone,
        format!("{failed} of the numbers cannot be had"),
    )
    .hint("the column `failed` names them; `acs numbers reserve remove` takes them out"))
}
