//! `acs numbers areas`.

use acs_phone_numbers::{
    CountryCode, ListGeographicAreaCodesOptions, PhoneNumberAssignmentType, PhoneNumberType,
};
use clap::Args;

use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    numbers::rows::list,
    output::Column,
    session::Session,
    value,
};

pub(crate) const EXAMPLES: &str = "\
Columns: areaCode

Examples:
  acs numbers areas US --type tollFree
  acs numbers areas US --type geographic --division AK --locality Anchorage";

const COLUMNS: &[Column] = &[Column::new("areaCode")];

/// Arguments of `acs numbers areas`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The country, by its code of two letters
    country: CountryCode,
    /// tollFree, geographic or mobile
    #[arg(long = "type", value_name = "TYPE", value_parser = value::number_type)]
    number_type: PhoneNumberType,
    /// The town or city, of geographic numbers
    #[arg(long, value_name = "NAME")]
    locality: Option<String>,
    /// The state or the region, of geographic numbers, by its abbreviation
    #[arg(long, value_name = "CODE")]
    division: Option<String>,
    /// application or person, of geographic numbers
    #[arg(long, value_name = "WHO", value_parser = value::assignment)]
    assignment: Option<PhoneNumberAssignmentType>,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the codes cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let has_place =
            self.locality.is_some() || self.division.is_some() || self.assignment.is_some();
        if has_place && self.number_type != PhoneNumberType::Geographic {
            let problem = "--locality, --division and --assignment are for geographic numbers";
            return Err(Failure::new(Exit::Usage, problem));
        }
        let (client, country) = (session.numbers()?, &self.country);
        let codes = match self.number_type {
            PhoneNumberType::TollFree => client.list_available_toll_free_area_codes(country, None),
            PhoneNumberType::Mobile => client.list_available_mobile_area_codes(country, None),
            _ => {
                let options = Some(self.geographic());
                client.list_available_geographic_area_codes(country, options)
            }
        };
        list(session, COLUMNS, None, codes).await
    }

    fn geographic(&self) -> ListGeographicAreaCodesOptions {
        let mut options = ListGeographicAreaCodesOptions::default();
        if let Some(locality) = &self.locality {
            options = options.locality(locality);
        }
        if let Some(division) = &self.division {
            options = options.administrative_division(division);
        }
        if let Some(assignment) = &self.assignment {
            options = options.assignment_type(assignment.clone());
        }
        options
    }
}
