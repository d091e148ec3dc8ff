//! `acs numbers lookup`.

use acs_phone_numbers::{OperatorInformationOptions, PhoneNumber};
use clap::Args;

use crate::{
    failure::Outcome,
    output::{Column, List},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
Microsoft charges for details of operators, number by number. Without --details the service tells
only how the numbers are written, which is free.

Columns: phoneNumber nationalFormat internationalFormat country numberType operator

Examples:
  acs numbers lookup +14255550100
  acs numbers lookup +14255550100 --details";

const COLUMNS: &[Column] = &[
    Column::new("phoneNumber"),
    Column::new("nationalFormat"),
    Column::new("internationalFormat"),
    Column::at("country", "isoCountryCode"),
    Column::new("numberType"),
    Column::at("operator", "operatorDetails.name"),
];

/// Arguments of `acs numbers lookup`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The numbers, in E.164 form
    #[arg(required = true)]
    numbers: Vec<PhoneNumber>,
    /// Ask for the operator, too, which is charged for
    #[arg(long)]
    details: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the service tells nothing.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let options =
            OperatorInformationOptions::default().include_additional_operator_details(self.details);
        let client = session.numbers()?;
        let found = client
            .search_operator_information(&self.numbers, Some(options))
            .await?;
        let mut list = List::begin(&session.globals, COLUMNS)?;
        found.iter().try_for_each(|number| list.row(number))?;
        list.finish()
    }
}
