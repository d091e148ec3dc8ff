//! The numbers that somebody looks for.

use acs_phone_numbers::{
    AreaCode, CountryCode, PhoneNumberAssignmentType, PhoneNumberCapabilities,
    PhoneNumberCapabilityType, PhoneNumberType, Quantity, SearchRequest,
};
use clap::Args;

use crate::value;

/// The numbers that somebody looks for.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Numbers")]
pub(crate) struct Wanted {
    /// The country, by its code of two letters
    #[arg(long, value_name = "CODE")]
    pub(crate) country: CountryCode,
    /// tollFree, geographic or mobile
    #[arg(long = "type", value_name = "TYPE", value_parser = value::number_type)]
    pub(crate) number_type: PhoneNumberType,
    /// application or person; without it, application
    #[arg(long, value_name = "WHO", value_parser = value::assignment)]
    pub(crate) assignment: Option<PhoneNumberAssignmentType>,
    /// Calls: none, inbound, outbound or inbound+outbound; without it, none
    #[arg(long, value_name = "WAY", value_parser = value::capability)]
    pub(crate) calling: Option<PhoneNumberCapabilityType>,
    /// Text messages: none, inbound, outbound or inbound+outbound; without it, none
    #[arg(long, value_name = "WAY", value_parser = value::capability)]
    pub(crate) sms: Option<PhoneNumberCapabilityType>,
    /// The area code
    #[arg(long, value_name = "CODE")]
    pub(crate) area_code: Option<AreaCode>,
    /// The count of numbers; without it, 1
    #[arg(long, value_name = "COUNT", value_parser = quantity)]
    quantity: Option<Quantity>,
}

/// Reads a count of numbers.
///
/// # Errors
/// When it is none.
pub(crate) fn quantity(text: &str) -> Result<Quantity, String> {
    let count: u32 = text
        .parse()
        .map_err(|_| "write a whole number".to_owned())?;
    Quantity::new(count).map_err(|invalid| invalid.to_string())
}

impl Wanted {
    /// Returns the count of numbers.
    pub(crate) fn quantity(&self) -> Quantity {
        self.quantity.unwrap_or_default()
    }

    /// Returns the search for them.
    pub(crate) fn search(&self) -> SearchRequest {
        let way = |way: &Option<_>| way.clone().unwrap_or(PhoneNumberCapabilityType::None);
        let assignment = self.assignment.clone();
        let request = SearchRequest::new(
            self.country.clone(),
            self.number_type.clone(),
            assignment.unwrap_or(PhoneNumberAssignmentType::Application),
            PhoneNumberCapabilities::new(way(&self.calling), way(&self.sms)),
        )
        .quantity(self.quantity());
        match &self.area_code {
            Some(code) => request.area_code(code.clone()),
            None => request,
        }
    }
}
