//! Predicates, which tell what happened.

use super::{Error, Kind};

impl Error {
    /// A value was refused before anything was sent. Correct the field that
    /// [`invalid_value`](Self::invalid_value) names.
    ///
    /// ```
    /// use acs_core::{Error, PhoneNumber};
    ///
    /// let error = Error::from(PhoneNumber::new("425-555-0100").unwrap_err());
    /// assert!(error.is_invalid_input());
    /// assert_eq!(error.invalid_value().map(|value| value.field()), Some("phone number"));
    /// ```
    pub fn is_invalid_input(&self) -> bool {
        matches!(self.kind(), Kind::InvalidValue(_))
    }

    /// No token could be obtained, or the service did not accept who is calling (401). Check the
    /// access key or the sign-in, and this machine's clock: signatures hold for minutes only.
    ///
    /// Service codes: `Denied`.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_unauthorized() {
    ///     eprintln!("{error}; is the key still the current one?");
    /// }
    /// # }
    /// ```
    pub fn is_unauthorized(&self) -> bool {
        self.is_credential() || self.status() == Some(401)
    }

    /// No token could be obtained. No request was sent. The text gives each credential's reason.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_credential() {
    ///     eprintln!("sign in first: {error}");
    /// }
    /// # }
    /// ```
    pub fn is_credential(&self) -> bool {
        matches!(self.kind(), Kind::Credential)
    }

    /// The caller is known but may not do this (403). The service answers this also when the
    /// capabilities of a number are changed that the resource does not own.
    ///
    /// Service codes: `InsufficientPermissions`.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_forbidden() && error.target() == Some("phonenumber") {
    ///     eprintln!("that number belongs to somebody else");
    /// }
    /// # }
    /// ```
    pub fn is_forbidden(&self) -> bool {
        self.status() == Some(403)
    }

    /// The thing does not exist, as the service itself says (404 with a code of its own): a number
    /// that is not owned, a search or a reservation that expired, a trunk that is not configured.
    ///
    /// Service codes: `NotFound`, `ReservationNotFound`.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_not_found() && error.target() == Some("searchid") {
    ///     println!("the search has expired: search again");
    /// }
    /// # }
    /// ```
    pub fn is_not_found(&self) -> bool {
        match self.kind() {
            Kind::Missing => true,
            // Something between here and the service knows nothing of what there is.
            Kind::Status(refusal) => refusal.status == 404 && refusal.is_of_the_service(),
            _ => false,
        }
    }

    /// The service understood the request and will not take it as it is (400 or 422). Its
    /// [`code`](Self::code) says why; sending the same again changes nothing.
    ///
    /// Service codes: `BadRequest`, `InvalidInput`, and for direct routing `MissingTrunk`,
    /// `DuplicatedRoute`, `RouteWithDuplicatedTrunk`, `InvalidRouteName`,
    /// `InvalidRouteNumberPattern`, `InvalidTrunkFqdn`, `InvalidTrunkSipSignalingPort`.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_rejected() && error.code() == Some("MissingTrunk") {
    ///     println!("a route still uses that trunk");
    /// }
    /// # }
    /// ```
    pub fn is_rejected(&self) -> bool {
        matches!(self.status(), Some(400 | 422))
    }

    /// Too many requests (429). Wait for [`retry_after`](Self::retry_after), or a minute.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_throttled() {
    ///     let wait = error.retry_after().unwrap_or(Duration::from_secs(60));
    ///     println!("again in {wait:?}");
    /// }
    /// # }
    /// ```
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(429)
    }

    /// The service had a problem of its own (5xx). What may be repeated was tried again already.
    ///
    /// Service codes: `InternalError`.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_server_error() {
    ///     eprintln!("ask the service's support about {:?}", error.correlation_id());
    /// }
    /// # }
    /// ```
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status >= 500)
    }

    /// No connection was made, so nothing was done. Check the endpoint and the network.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_connect() {
    ///     eprintln!("is the endpoint right? {error}");
    /// }
    /// # }
    /// ```
    pub fn is_connect(&self) -> bool {
        matches!(self.kind(), Kind::Connect(_))
    }

    /// The connection broke before the whole answer was there. What may be repeated was tried
    /// again already; for the rest, the [outcome is unknown](Self::is_outcome_unknown).
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_connection_lost() && error.is_transient() {
    ///     println!("nothing was changed: try again");
    /// }
    /// # }
    /// ```
    pub fn is_connection_lost(&self) -> bool {
        matches!(self.kind(), Kind::Broken)
    }

    /// A policy or a transport of the caller's would not carry the request out. The text has its
    /// reason.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_not_carried_out() {
    ///     eprintln!("a policy refused: {error}");
    /// }
    /// # }
    /// ```
    pub fn is_not_carried_out(&self) -> bool {
        matches!(self.kind(), Kind::NotCarriedOut)
    }

    /// A deadline of the client's own passed, that of a try or that of the call. For what may be
    /// slow, raise it in [`ClientOptions`](crate::ClientOptions).
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_timeout() && !error.is_outcome_unknown() {
    ///     println!("nothing was changed: try again");
    /// }
    /// # }
    /// ```
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), Kind::Timeout)
    }

    /// The request may or may not have been carried out, and carrying it out twice could cost
    /// money, so it was not sent again. Find out before you repeat it:
    /// [`operation_id`](Self::operation_id) is what to look up, where it is known.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_outcome_unknown() {
    ///     println!("look up {:?} before buying again", error.operation_id());
    /// }
    /// # }
    /// ```
    pub fn is_outcome_unknown(&self) -> bool {
        self.0.outcome_unknown
    }

    /// The service took the operation on and ended it in failure. [`service_error`](Self::service_error) has its
    /// reason. Polling again changes nothing.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_operation_failed() {
    ///     eprintln!("{:?} failed: {:?}", error.operation_id(), error.code());
    /// }
    /// # }
    /// ```
    pub fn is_operation_failed(&self) -> bool {
        matches!(self.kind(), Kind::OperationFailed(_))
    }

    /// The poller asked for the operation to be cancelled, and it had not ended by then. There is
    /// no result to wait for.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_operation_cancelled() {
    ///     println!("{:?} was given up", error.operation_id());
    /// }
    /// # }
    /// ```
    pub fn is_operation_cancelled(&self) -> bool {
        matches!(self.kind(), Kind::OperationCancelled)
    }

    /// The poller's deadline passed while the operation was still running. The operation goes
    /// on; resume it by its [`continuation`](Self::continuation).
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_still_running() {
    ///     println!("to be continued: {:?}", error.continuation().map(ToString::to_string));
    /// }
    /// # }
    /// ```
    pub fn is_still_running(&self) -> bool {
        matches!(self.kind(), Kind::StillRunning)
    }

    /// The answer is not what the operation promises: not JSON, cut off, too large, without a
    /// header it needs, or a list that leads back into itself. Mostly something between here and
    /// the service answered in its place.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_unexpected_answer() {
    ///     eprintln!("is there a proxy in between? {error}");
    /// }
    /// # }
    /// ```
    pub fn is_unexpected_answer(&self) -> bool {
        matches!(self.kind(), Kind::UnexpectedAnswer | Kind::EndlessList)
    }

    /// A link in an answer pointed to another scheme, host or port. It was not followed, and no
    /// credential went there. Do not go on with whatever answered.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// assert!(!error.is_foreign_origin(), "who is answering? {error}");
    /// # }
    /// ```
    pub fn is_foreign_origin(&self) -> bool {
        matches!(self.kind(), Kind::ForeignOrigin)
    }

    /// A continuation belongs to another operation, resource or API version. Use it with the method
    /// and the resource that it came from. One that is damaged is refused when it is parsed.
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_foreign_continuation() {
    ///     eprintln!("it was kept by another client: {error}");
    /// }
    /// # }
    /// ```
    pub fn is_foreign_continuation(&self) -> bool {
        matches!(self.kind(), Kind::ForeignContinuation)
    }

    /// Returns true if the same request may succeed a little later and repeating it does no harm:
    /// never while the [outcome is unknown](Self::is_outcome_unknown).
    ///
    /// ```
    /// # fn handle(error: acs_core::Error) {
    /// if error.is_transient() {
    ///     println!("on the list for the next round");
    /// }
    /// # }
    /// ```
    pub fn is_transient(&self) -> bool {
        !self.is_outcome_unknown() && self.kind().may_pass()
    }
}
