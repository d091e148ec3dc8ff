//! `acs numbers list`.

use acs_phone_numbers::{ListPurchasedPhoneNumbersOptions, PageSize};
use clap::Args;

use super::rows::{OWNED, list};
use crate::{failure::Outcome, session::Session};

pub(crate) const EXAMPLES: &str = "\
Columns: phoneNumber countryCode phoneNumberType assignmentType calling sms cost currency
         purchaseDate

Examples:
  acs numbers list
  acs numbers list -o csv --columns phoneNumber,cost,currency
  acs numbers list --query \"[?countryCode=='US'].phoneNumber\" -o tsv";

/// Arguments of `acs numbers list`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The most numbers to list
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
    /// The numbers to ask for at a time
    #[arg(long, value_name = "COUNT", default_value = "500", value_parser = page_size)]
    page_size: PageSize,
}

fn page_size(text: &str) -> Result<PageSize, String> {
    let count: u32 = text
        .parse()
        .map_err(|_| "write a whole number".to_owned())?;
    PageSize::new(count).map_err(|invalid| invalid.to_string())
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the numbers cannot be read.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let options = ListPurchasedPhoneNumbersOptions::default().page_size(self.page_size);
        let numbers = session
            .numbers()?
            .list_purchased_phone_numbers(Some(options));
        list(session, OWNED, self.limit, numbers).await
    }
}
