//! What is known about the operator of a number.

use acs_core::{Error, PhoneNumber, Result};

use super::PhoneNumbersClient;
use crate::{OperatorInformation, OperatorInformationOptions};

/// What is known about the operator of a number.
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
            .await
            .map_err(Error::of_guarded)?
            .into_inner();
        let values = known.values.unwrap_or_default();
        Ok(values
            .into_iter()
            .map(OperatorInformation::from_wire)
            .collect())
    }
}
