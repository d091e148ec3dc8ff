//! `acs numbers offerings`.

use acs_phone_numbers::{
    CountryCode, ListOfferingsOptions, PhoneNumberAssignmentType, PhoneNumberType,
};
use clap::Args;

use crate::{failure::Outcome, numbers::rows::list, output::Column, session::Session, value};

pub(crate) const EXAMPLES: &str = "\
Columns: phoneNumberType assignmentType calling sms cost currency

Examples:
  acs numbers offerings US
  acs numbers offerings US --type tollFree";

const COLUMNS: &[Column] = &[
    Column::new("phoneNumberType"),
    Column::new("assignmentType"),
    Column::at("calling", "availableCapabilities.calling"),
    Column::at("sms", "availableCapabilities.sms"),
    Column::at("cost", "cost.amount"),
    Column::at("currency", "cost.currencyCode"),
];

/// Arguments of `acs numbers offerings`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The country, by its code of two letters
    country: CountryCode,
    /// tollFree, geographic or mobile
    #[arg(long = "type", value_name = "TYPE", value_parser = value::number_type)]
    number_type: Option<PhoneNumberType>,
    /// application or person
    #[arg(long, value_name = "WHO", value_parser = value::assignment)]
    assignment: Option<PhoneNumberAssignmentType>,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the offerings cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let mut options = ListOfferingsOptions::default();
        if let Some(number_type) = self.number_type {
            options = options.phone_number_type(number_type);
        }
        if let Some(assignment) = self.assignment {
            options = options.assignment_type(assignment);
        }
        let offerings = session
            .numbers()?
            .list_available_offerings(&self.country, Some(options));
        list(session, COLUMNS, None, offerings).await
    }
}
