//! Errors of other libraries, without phone numbers.

use std::{error::Error, fmt, sync::Arc};

use super::construction::chain_of;
use crate::Shown;

/// The cause of an error, with its own causes, as text without phone numbers. A transport of the
/// caller's may name a URL in its errors, and a URL may hold a number.
#[derive(Clone)]
pub(crate) struct Cause(Arc<dyn Error + Send + Sync>);

impl Cause {
    pub(crate) fn new(error: impl Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    pub(crate) fn as_azure(&self) -> Option<&azure_core::Error> {
        self.0.downcast_ref()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Shown(&chain_of(&*self.0)))
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cause({self})")
    }
}

impl Error for Cause {}
