//! A record of the requests that came to a proxy.

use std::fmt;

use super::Fault;

/// A request that came to a proxy, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Method and path. A connection that was refused had not said it yet.
    pub request: Option<String>,
    /// The fault, if there was one.
    pub fault: Option<Fault>,
    /// The status that the service answered with, if it was asked.
    pub answered: Option<u16>,
}

impl Exchange {
    /// True if the service did as it was asked.
    pub fn is_carried_out(&self) -> bool {
        self.answered.is_some_and(|status| status < 300)
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.request.as_deref().unwrap_or("(no request)"))?;
        match self.answered {
            Some(status) => write!(f, " -> {status}")?,
            None => f.write_str(" -> not forwarded")?,
        }
        match self.fault {
            Some(fault) => write!(f, ", spoilt: {fault}"),
            None => Ok(()),
        }
    }
}
