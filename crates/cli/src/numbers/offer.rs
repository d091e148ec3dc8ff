//! Numbers on hold, and the question that comes before they are bought.

use std::time::Duration;

use acs_core::{Endpoint, Timestamp};
use acs_journal::Subject;
use acs_phone_numbers::{
    PhoneNumber, PhoneNumberSearchResult, PhoneNumbersReservation, ReservationId, SearchId,
};
use clap::Args;

use crate::{
    confirm::{ask_for_yes, is_interactive, unconfirmed},
    duration::words,
    exit::Exit,
    failure::{Failure, Outcome},
    globals::say,
    money::{MaxCost, MonthlyCost},
};

/// Consent to spending money.
#[derive(Args, Debug)]
#[command(next_help_heading = "Consent")]
pub(crate) struct Consent {
    /// Do not ask; wants --max-cost
    #[arg(long, requires = "max_cost")]
    pub(crate) yes: bool,
    /// The most that all numbers together may cost in a month, such as 2.50 or 2.50USD
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) max_cost: Option<MaxCost>,
    /// Agree not to resell the numbers, which some countries want
    #[arg(long)]
    pub(crate) agree_to_not_resell: bool,
}

/// Holder of the numbers.
#[derive(Clone, Debug)]
pub(crate) enum Hold {
    /// A search.
    Search(SearchId),
    /// A reservation.
    Reservation(ReservationId),
}

/// Numbers on hold.
#[derive(Debug)]
pub(crate) struct Offer {
    pub(crate) hold: Hold,
    pub(crate) numbers: Vec<PhoneNumber>,
    pub(crate) cost: Option<MonthlyCost>,
    until: Option<Timestamp>,
    wants_agreement: bool,
}

impl Offer {
    /// The offer of a search.
    ///
    /// # Errors
    /// When it found nothing.
    pub(crate) fn of_search(found: PhoneNumberSearchResult) -> Outcome<Self> {
        let offer = Self {
            cost: MonthlyCost::of(found.cost.as_ref(), found.phone_numbers.len()),
            hold: Hold::Search(found.search_id),
            numbers: found.phone_numbers,
            until: found.search_expires_by,
            wants_agreement: found.is_agreement_to_not_resell_required == Some(true),
        };
        offer.checked()
    }

    /// The offer of a reservation.
    ///
    /// # Errors
    /// When there is nothing in it.
    pub(crate) fn of_reservation(reservation: &PhoneNumbersReservation) -> Outcome<Self> {
        if let Some(failed) = reservation.failed().next() {
            let code = failed
                .error
                .as_ref()
                .map_or("unknown", |error| error.code());
            let problem = format!("a number of the reservation cannot be had: {code}");
            return Err(Failure::new(Exit::Refused, problem)
                .hint("take it out with `acs numbers reserve remove`"));
        }
        let numbers = &reservation.phone_numbers;
        let offer = Self {
            hold: Hold::Reservation(reservation.id),
            cost: MonthlyCost::sum(numbers.iter().map(|number| number.cost.as_ref())),
            until: reservation.expires_at,
            wants_agreement: numbers
                .iter()
                .any(|number| number.is_agreement_to_not_resell_required == Some(true)),
            numbers: numbers
                .iter()
                .map(|number| number.phone_number.clone())
                .collect(),
        };
        offer.checked()
    }

    fn checked(self) -> Outcome<Self> {
        if self.numbers.is_empty() {
            return Err(
                Failure::new(Exit::NotFound, "no number is on hold that could be bought")
                    .hint("`acs numbers offerings COUNTRY` lists what is sold"),
            );
        }
        Ok(self)
    }

    /// Returns the subject for the journal.
    pub(crate) fn subject(&self) -> Subject {
        let (search_id, reservation_id) = match &self.hold {
            Hold::Search(id) => (Some(id.to_string()), None),
            Hold::Reservation(id) => (None, Some(id.to_string())),
        };
        Subject {
            search_id,
            reservation_id,
            numbers: self.numbers.iter().map(ToString::to_string).collect(),
            monthly_cost: self.cost.as_ref().map(MonthlyCost::to_journal),
            ..Subject::default()
        }
    }

    /// Lets the offer pass if it was agreed to, or asks.
    ///
    /// # Errors
    /// When it costs more than allowed, or somebody says no.
    pub(crate) async fn confirm(&self, resource: &Endpoint, consent: &Consent) -> Outcome {
        if self.wants_agreement && !consent.agree_to_not_resell {
            let problem = "these numbers are sold only to those who agree not to resell them";
            return Err(
                Failure::new(Exit::NotConfirmed, problem).hint("agree with --agree-to-not-resell")
            );
        }
        if let Some(limit) = &consent.max_cost
            && let Some(reason) = limit.refuses(self.cost.as_ref())
        {
            return Err(Failure::new(
                Exit::NotConfirmed,
                format!("{reason}; nothing was bought"),
            ));
        }
        if consent.yes {
            return Ok(());
        }
        if !is_interactive() {
            return Err(unconfirmed_purchase());
        }
        say(&self.described(resource));
        ask_for_yes("Buy?").await
    }

    fn described(&self, resource: &Endpoint) -> String {
        let cost = self.cost.as_ref().map_or_else(
            || "the service does not say".to_owned(),
            |cost| format!("{cost}, until they are released"),
        );
        let left = self.until.map_or_else(
            || "the service does not say".to_owned(),
            |until| format!("{} more", words(left(until))),
        );
        let numbers: Vec<_> = self.numbers.iter().map(PhoneNumber::as_str).collect();
        format!(
            "Resource:      {resource}\nNumbers:       {} ({})\nMonthly cost:  {cost}\nOn hold:       {left}",
            numbers.len(),
            numbers.join(" "),
        )
    }
}

/// Returns the failure of a purchase that nobody confirmed.
pub(crate) fn unconfirmed_purchase() -> Failure {
    unconfirmed("buying", "--yes --max-cost AMOUNT")
}

fn left(until: Timestamp) -> Duration {
    let left = until.as_offset_date_time() - Timestamp::now().as_offset_date_time();
    left.try_into().unwrap_or_default()
}
