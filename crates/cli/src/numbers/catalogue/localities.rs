//! `acs numbers localities`.

use acs_phone_numbers::{CountryCode, ListLocalitiesOptions, Locale, PhoneNumberType};
use clap::Args;

use crate::{failure::Outcome, numbers::rows::list, output::Column, session::Session, value};

pub(crate) const EXAMPLES: &str = "\
Columns: localizedName division divisionName

Examples:
  acs numbers localities US
  acs numbers localities US --division WA";

const COLUMNS: &[Column] = &[
    Column::new("localizedName"),
    Column::at("division", "administrativeDivision.abbreviatedName"),
    Column::at("divisionName", "administrativeDivision.localizedName"),
];

/// Arguments of `acs numbers localities`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The country, by its code of two letters
    country: CountryCode,
    /// The state or the region, by its abbreviation
    #[arg(long, value_name = "CODE")]
    division: Option<String>,
    /// tollFree, geographic or mobile
    #[arg(long = "type", value_name = "TYPE", value_parser = value::number_type)]
    number_type: Option<PhoneNumberType>,
    /// The language of the names, such as de-DE
    #[arg(long, value_name = "LOCALE")]
    language: Option<Locale>,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the places cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let mut options = ListLocalitiesOptions::default();
        if let Some(division) = self.division {
            options = options.administrative_division(division);
        }
        if let Some(number_type) = self.number_type {
            options = options.phone_number_type(number_type);
        }
        if let Some(language) = self.language {
            options = options.accept_language(language);
        }
        let places = session
            .numbers()?
            .list_available_localities(&self.country, Some(options));
        list(session, COLUMNS, None, places).await
    }
}
