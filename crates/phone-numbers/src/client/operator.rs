//! Lookup of the operators of numbers.

use acs_core::{Error, PhoneNumber, Result};

use super::PhoneNumbersClient;
use crate::{OperatorInformation, OperatorInformationOptions};

/// Lookup of the operators of numbers.
impl PhoneNumbersClient {
    /// Asks how numbers are written and, if the options say so, who operates them:
    /// `POST /operatorInformation/:search`. **Asking who operates them costs money**, each time.
    ///
    /// Any numbers can be asked about, not only those of the resource. As of now the service
    /// takes one at a time.
    ///
    /// # Errors
    /// - [`is_invalid_input`](crate::Error::is_invalid_input): there is no number.
    /// - Status 400 if there are more numbers than the service takes.
    /// - [`is_outcome_unknown`](crate::Error::is_outcome_unknown): the question may have been
    ///   charged for. Nothing else can have happened, so ask again if that does not matter.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{OperatorInformationOptions, PhoneNumber};
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let options =
    ///     OperatorInformationOptions::default().include_additional_operator_details(true);
    /// let numbers = [PhoneNumber::new("+14255550100")?];
    /// for number in client.search_operator_information(&numbers, Some(options)).await? {
    ///     if let Some(operator) = number.operator_details {
    ///         println!("{}", operator.name.unwrap_or_default());
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn search_operator_information(
        &self,
        phone_numbers: &[PhoneNumber],
        options: Option<OperatorInformationOptions>,
    ) -> Result<Vec<OperatorInformation>> {
        let body = options.unwrap_or_default().to_wire(phone_numbers)?;
        let known = self
            .generated()
            .operator_information_search(&body)
            .await?
            .into_inner();
        // The question may have been charged for, though nothing of the answer can be read.
        let lacking = || Error::unexpected_answer("the answer lacks the list of values");
        let values = known.values.ok_or_else(lacking);
        let values = values.map_err(Error::with_outcome_unknown)?.into_iter();
        let values: Vec<_> = values
            .map(OperatorInformation::from_wire)
            .collect::<Result<_>>()?;
        let digits: Vec<_> = phone_numbers.iter().map(PhoneNumber::digits).collect();
        for value in &values {
            let found = value.phone_number.digits();
            let asked = digits.iter().find(|asked| **asked == found);
            Self::check_about("number", asked.unwrap_or(&""), found)?;
        }
        Ok(values)
    }
}
