//! What the service says went wrong.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::redact::redact;

/// What the service says went wrong: a code for programs and a sentence for people.
///
/// `Display` and `Debug` hide phone numbers that the sentence may name;
/// [`message_with_numbers`](Self::message_with_numbers) does not. Serialised, it is the service's
/// own JSON, numbers and all.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct ServiceFault {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    details: Option<Vec<ServiceFault>>,
    #[serde(
        default,
        rename = "innererror",
        skip_serializing_if = "Option::is_none"
    )]
    inner: Option<Box<ServiceFault>>,
}

impl ServiceFault {
    /// The service's code for the fault, for example `NotFound`.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }

    /// The service's sentence, phone numbers hidden.
    pub fn message(&self) -> String {
        redact(self.message_with_numbers()).into_owned()
    }

    /// The service's sentence as it came, phone numbers and all. Keep it out of logs.
    pub fn message_with_numbers(&self) -> &str {
        self.message.as_deref().unwrap_or_default()
    }

    /// The parameter that the fault is about, in lower case, for example `searchid`.
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// Further faults that led to this one.
    pub fn details(&self) -> &[ServiceFault] {
        self.details.as_deref().unwrap_or_default()
    }

    /// A more precise fault inside this one.
    pub fn inner(&self) -> Option<&ServiceFault> {
        self.inner.as_deref()
    }

    /// The most precise fault: the innermost one, or this one.
    pub fn innermost(&self) -> &ServiceFault {
        let mut fault = self;
        while let Some(inner) = fault.inner() {
            fault = inner;
        }
        fault
    }

    /// Lets `change` at every text in it.
    pub(super) fn change_texts(&mut self, change: &mut impl FnMut(&mut String)) {
        let texts = [&mut self.code, &mut self.message, &mut self.target];
        texts.into_iter().flatten().for_each(&mut *change);
        for fault in self.details.iter_mut().flatten() {
            fault.change_texts(change);
        }
        if let Some(inner) = &mut self.inner {
            inner.change_texts(change);
        }
    }
}

impl fmt::Display for ServiceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", redact(self.code()), self.message())?;
        match self.inner() {
            Some(_) => {
                let innermost = self.innermost();
                let code = redact(innermost.code());
                write!(f, " ({code}: {})", innermost.message())
            }
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ServiceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceFault")
            .field("code", &redact(self.code()))
            .field("message", &self.message())
            .field("target", &self.target().map(redact))
            .field("details", &self.details())
            .field("inner", &self.inner)
            .finish()
    }
}

/// The envelope that faults come in.
#[derive(Deserialize)]
pub(crate) struct Envelope {
    pub(crate) error: ServiceFault,
}
