//! `acs numbers countries`.

use acs_phone_numbers::{ListCountriesOptions, Locale};
use clap::Args;

use crate::{failure::Outcome, numbers::rows::list, output::Column, session::Session};

pub(crate) const EXAMPLES: &str = "\
Columns: countryCode localizedName

Examples:
  acs numbers countries
  acs numbers countries --language de-DE -o csv";

const COLUMNS: &[Column] = &[Column::new("countryCode"), Column::new("localizedName")];

/// Arguments of `acs numbers countries`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The language of the names, such as de-DE
    #[arg(long, value_name = "LOCALE")]
    language: Option<Locale>,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the countries cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let mut options = ListCountriesOptions::default();
        if let Some(language) = self.language {
            options = options.accept_language(language);
        }
        let countries = session.numbers()?.list_available_countries(Some(options));
        list(session, COLUMNS, None, countries).await
    }
}
