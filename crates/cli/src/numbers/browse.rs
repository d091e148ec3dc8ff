//! `acs numbers browse`.

use acs_phone_numbers::{
    BrowseRequest, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilityType,
    PhoneNumberPrefix, PhoneNumberType,
};
use clap::Args;

use super::rows::OFFERED;
use crate::{failure::Outcome, output::List, session::Session, value};

pub(crate) const EXAMPLES: &str = "\
The service picks about 25 numbers at random. `acs numbers reserve create` holds such numbers.

Columns: phoneNumber phoneNumberType assignmentType calling sms cost currency status error

Examples:
  acs numbers browse --country US --type tollFree
  acs numbers browse --country US --type geographic --prefix 1425 --calling inbound";

/// Arguments of `acs numbers browse`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(flatten)]
    choice: Choice,
}

/// Numbers to look for among those on offer.
#[derive(Args, Debug)]
pub(crate) struct Choice {
    /// The country, by its code of two letters
    #[arg(long, value_name = "CODE")]
    pub(crate) country: CountryCode,
    /// tollFree, geographic or mobile
    #[arg(long = "type", value_name = "TYPE", value_parser = value::number_type)]
    pub(crate) number_type: PhoneNumberType,
    /// application or person
    #[arg(long, value_name = "WHO", value_parser = value::assignment)]
    assignment: Option<PhoneNumberAssignmentType>,
    /// Calls: none, inbound, outbound or inbound+outbound
    #[arg(long, value_name = "WAY", value_parser = value::capability)]
    calling: Option<PhoneNumberCapabilityType>,
    /// Text messages: none, inbound, outbound or inbound+outbound
    #[arg(long, value_name = "WAY", value_parser = value::capability)]
    sms: Option<PhoneNumberCapabilityType>,
    /// Digits that the numbers begin with, from the country code on; may be given several times
    #[arg(long, value_name = "DIGITS")]
    prefix: Vec<PhoneNumberPrefix>,
}

impl Choice {
    /// Returns the request.
    pub(crate) fn request(&self) -> BrowseRequest {
        let mut request = BrowseRequest::new(self.country.clone(), self.number_type.clone());
        if let Some(assignment) = &self.assignment {
            request = request.assignment_type(assignment.clone());
        }
        if let Some(calling) = &self.calling {
            request = request.calling(calling.clone());
        }
        if let Some(sms) = &self.sms {
            request = request.sms(sms.clone());
        }
        self.prefix
            .iter()
            .cloned()
            .fold(request, BrowseRequest::phone_number_prefix)
    }
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the service has nothing to show.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let client = session.numbers()?;
        let shown = client
            .browse_available_phone_numbers(&self.choice.request())
            .await?;
        let mut list = List::begin(&session.globals, OFFERED)?;
        shown.iter().try_for_each(|number| list.row(number))?;
        if list.is_empty() {
            session.globals.note("There are none.");
        }
        list.finish()
    }
}
