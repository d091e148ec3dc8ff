//! The client, and how one is made.

mod catalogue;
mod operations;
mod operator;
mod purchase;
mod purchased;
mod reservations;
mod search;

use acs_core::{
    AccessKey, CallContext, CallOptions, ClientOptions, Credential, Endpoint, Error, ListCall,
    PageContinuation, Result, Service,
};
use acs_phone_numbers_generated::{
    Client,
    operations::{API_VERSION, OPERATIONS},
};

use crate::{Locale, idempotency::idempotency};

static SERVICE: Service = Service {
    crate_name: env!("CARGO_PKG_NAME"),
    crate_version: env!("CARGO_PKG_VERSION"),
    api_version: API_VERSION,
    operations: OPERATIONS,
    idempotency,
};

/// Finds, buys, reserves, changes and releases the phone numbers of a resource.
///
/// A client is cheap to clone, and clones share their connections. It holds no state of the
/// service: every method asks again.
///
/// # Errors
///
/// Every method returns an [`Error`](crate::Error) with predicates. Those of one method are
/// documented there. Common to all are
/// - [`is_unauthorized`](crate::Error::is_unauthorized): the credential was not accepted;
/// - [`is_throttled`](crate::Error::is_throttled): too many requests;
/// - [`is_server_error`](crate::Error::is_server_error): the service had a problem of its own;
/// - [`is_connect`](crate::Error::is_connect) and [`is_timeout`](crate::Error::is_timeout): it
///   could not be reached, or not in time.
///
/// # Retries
///
/// Reads, and changes that set a value, are sent again after a failure that may pass. A request that costs
/// money, holds numbers or releases one is sent again only if it surely was not carried out. If
/// that is not sure, the error says so with
/// [`is_outcome_unknown`](crate::Error::is_outcome_unknown), and each of these methods says how to
/// find out.
///
/// # Long-running operations
///
/// A method whose name begins with `begin_` starts an operation that takes seconds to minutes and
/// gives a [`Poller`](crate::Poller): `.await` it for the result, or ask it step by step. Dropping
/// it does not stop the operation. Its [`continuation`](crate::Poller::continuation) can be kept,
/// and the `resume_` method of the same name goes on from there, also in another process.
///
/// # Lists
///
/// A method whose name begins with `list_` gives a [`Pager`](crate::Pager), a stream of entries that
/// asks for a page when it is needed. Nothing is sent before the first entry is asked for, so that
/// an error comes as an entry of the stream. The stream of pages that
/// [`into_pages`](crate::Pager::into_pages) gives has a continuation for each page, which the
/// options of the list take back.
#[derive(Clone, Debug)]
pub struct PhoneNumbersClient {
    context: CallContext,
}

/// Making a client. Nothing is sent.
impl PhoneNumbersClient {
    /// A client for the resource, and with the access key, that a connection string names.
    ///
    /// The portal shows the connection string on the resource's page of keys. A faulty one is
    /// refused with what is wrong with it.
    ///
    /// ```
    /// use acs_phone_numbers::PhoneNumbersClient;
    ///
    /// let connection_string =
    ///     "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0LWtleQ==";
    /// let client = PhoneNumbersClient::from_connection_string(connection_string, None)?;
    /// assert_eq!(client.endpoint().as_str(), "https://contoso.communication.azure.com");
    /// # Ok::<(), acs_phone_numbers::Error>(())
    /// ```
    pub fn from_connection_string(
        connection_string: &str,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let options = options.unwrap_or_default();
        let context = CallContext::from_connection_string(&SERVICE, connection_string, options)?;
        Ok(Self { context })
    }

    /// A client for the resource at `endpoint`, with an access key or a token of Microsoft Entra
    /// ID.
    ///
    /// The endpoint is an `https` address; plain `http` is taken for a loopback address, that is,
    /// for an emulator. Tokens travel over `https` only.
    ///
    /// ```no_run
    /// use acs_phone_numbers::{AccessKey, PhoneNumbersClient, default_credential};
    ///
    /// # fn example(key: &str) -> acs_phone_numbers::Result<()> {
    /// let endpoint = "https://contoso.communication.azure.com";
    /// let by_key = PhoneNumbersClient::new(endpoint, AccessKey::new(key)?, None)?;
    /// let by_sign_in = PhoneNumbersClient::new(endpoint, default_credential()?, None)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(
        endpoint: &str,
        credential: impl Into<Credential>,
        options: Option<ClientOptions>,
    ) -> Result<Self> {
        let (endpoint, options) = (Endpoint::new(endpoint)?, options.unwrap_or_default());
        let context = CallContext::new(&SERVICE, endpoint, credential, options)?;
        Ok(Self { context })
    }

    /// Returns a client that makes its calls by these options. It shares the connections of this
    /// one.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use acs_phone_numbers::{CallOptions, PhoneNumber, PhoneNumbersClient};
    ///
    /// # async fn example(client: PhoneNumbersClient) -> acs_phone_numbers::Result<()> {
    /// let quick = CallOptions::default().timeout(Duration::from_secs(5));
    /// let number = PhoneNumber::new("+14255550100")?;
    /// client.with_options(quick).get_purchased_phone_number(&number).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self {
            context: self.context.with_options(options),
        }
    }

    /// Signs with another access key from now on, in all clones and pollers of this client, too.
    ///
    /// # Errors
    /// [`is_invalid_input`](crate::Error::is_invalid_input): the client signs in by tokens.
    pub fn replace_access_key(&self, key: AccessKey) -> Result<()> {
        self.context.replace_access_key(key)
    }

    /// The address of the resource that the client talks to.
    pub fn endpoint(&self) -> &Endpoint {
        self.context.endpoint()
    }

    /// The generated client. It is made for each call, which costs next to nothing.
    fn generated(&self) -> Client {
        Client::new(self.context.clone())
    }

    /// Refuses an answer that names another thing than the one it should be about. One that names
    /// none is taken as it is.
    fn check_about(what: &str, asked: &str, found: &str) -> Result<()> {
        if found.is_empty() || found.eq_ignore_ascii_case(asked) {
            return Ok(());
        }
        Err(Error::unexpected_answer(format!(
            "the answer is about another {what} than the one asked about"
        )))
    }

    /// Returns the common part of the requests of a list. `parts` tell it from others of the
    /// same operation: its country, its type of number.
    fn list_call(
        &self,
        operation_id: &'static str,
        parts: &[&str],
        language: Option<&Locale>,
        continue_from: Option<PageContinuation>,
    ) -> ListCall {
        ListCall {
            context: self.context.clone(),
            operation_id,
            name: [&[operation_id], parts].concat().join(" "),
            accept_language: language.map(ToString::to_string),
            continue_from,
        }
    }
}

#[cfg(test)]
mod tests;
