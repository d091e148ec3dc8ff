//! Long-running operations by their id.

use acs_core::Result;

use super::PhoneNumbersClient;
use crate::{OperationId, PhoneNumberOperation};

/// Long-running operations by their id, where there is no poller at hand.
impl PhoneNumbersClient {
    /// Reads how far an operation is: `GET /phoneNumbers/operations/{operationId}`.
    ///
    /// An operation that failed is no error here; its `error` has the reason.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): there is no such operation.
    ///
    /// ```no_run
    /// use acs_phone_numbers::OperationId;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// let operation = client.get_operation(&OperationId::new(kept)?).await?;
    /// println!("{}: {}", operation.operation_type, operation.status);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_operation(&self, operation_id: &OperationId) -> Result<PhoneNumberOperation> {
        let operation = self
            .generated()
            .get_operation(operation_id.as_str())
            .await?;
        let operation = PhoneNumberOperation::from_wire(operation.into_inner());
        Self::check_about("operation", operation_id.as_str(), operation.id.as_str())?;
        Ok(operation)
    }

    /// Asks the service to give an operation up:
    /// `DELETE /phoneNumbers/operations/{operationId}`.
    ///
    /// An operation that is under way may be past stopping. Read it afterwards, and for a
    /// purchase or a release the numbers, too.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found): there is no such operation.
    ///
    /// ```no_run
    /// use acs_phone_numbers::OperationId;
    ///
    /// # async fn example(client: acs_phone_numbers::PhoneNumbersClient, kept: &str) -> acs_phone_numbers::Result<()> {
    /// client.cancel_operation(&OperationId::new(kept)?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn cancel_operation(&self, operation_id: &OperationId) -> Result<()> {
        self.generated()
            .cancel_operation(operation_id.as_str())
            .await?;
        Ok(())
    }
}
