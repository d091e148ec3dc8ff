//! The record of what an emulator was asked.

mod shown;

use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use http::header::AUTHORIZATION;
pub(crate) use shown::Shown;
use time::OffsetDateTime;

use crate::faults::FaultId;

/// How many requests are kept; older ones are forgotten.
const KEPT: usize = 1000;
/// How many bytes of bodies, targets and headers are kept with them.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// A request as it came, and the status it was answered with.
///
/// `Debug` shows neither the target nor the body, which may hold phone numbers; ask for them by
/// name.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, in capitals.
    pub method: String,
    /// Path and query exactly as they came.
    pub target: String,
    /// The headers in the order in which they came, names in lower case. `authorization` holds its
    /// scheme alone: `HMAC-SHA256` or `Bearer`.
    pub headers: Vec<(String, String)>,
    /// The body exactly as it came. Empty if it was refused for its size.
    pub body: Bytes,
    /// When it came, by the machine's clock.
    pub received: OffsetDateTime,
    /// The operation's id in the published documents, such as `PhoneNumbers_GetByNumber`; none if the
    /// request did not get as far as to find one.
    pub operation: Option<&'static str>,
    /// The status of the answer, be it one that a fault lost; zero if a fault left it at none.
    pub status: u16,
    /// The fault that befell it.
    pub fault: Option<FaultId>,
}

impl RecordedRequest {
    /// The first value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }

    fn size(&self) -> usize {
        let headers = self.headers.iter();
        let headers: usize = headers.map(|(name, value)| name.len() + value.len()).sum();
        headers + self.target.len() + self.body.len()
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("operation", &self.operation)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The latest requests, in the order in which they were answered.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<Log>);

/// A file that gets every request, one a line.
#[derive(Debug)]
pub(crate) struct Recording(File);

impl Recording {
    /// Makes the file, in place of one that is there.
    pub(crate) fn to(path: &Path) -> io::Result<Self> {
        File::create(path).map(Self)
    }

    fn add(&mut self, request: &RecordedRequest) -> io::Result<()> {
        let mut line = serde_json::to_vec(&Shown::from(request.clone()))?;
        line.push(b'\n');
        self.0.write_all(&line)
    }
}

#[derive(Debug, Default)]
struct Log {
    requests: VecDeque<RecordedRequest>,
    bytes: usize,
    recording: Option<Recording>,
}

impl RequestLog {
    /// A log that is written down as well.
    pub(crate) fn with(recording: Option<Recording>) -> Self {
        Self(Mutex::new(Log {
            recording,
            ..Log::default()
        }))
    }

    pub(crate) fn add(&self, request: RecordedRequest) {
        let mut log = self.log();
        if let Some(recording) = &mut log.recording
            && let Err(error) = recording.add(&request)
        {
            tracing::error!(%error, "a request could not be recorded");
        }
        log.bytes += request.size();
        log.requests.push_back(request);
        while log.requests.len() > KEPT || log.bytes > KEPT_BYTES {
            let Some(oldest) = log.requests.pop_front() else {
                break;
            };
            log.bytes -= oldest.size();
        }
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.log().requests.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        let mut log = self.log();
        log.requests.clear();
        log.bytes = 0;
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Headers fit to keep: of `authorization`, only the scheme.
pub(crate) fn recordable(headers: &HeaderMap) -> Vec<(String, String)> {
    let recorded = headers.iter().map(|(name, value)| {
        let text = String::from_utf8_lossy(value.as_bytes());
        let text = if name == AUTHORIZATION {
            text.split(' ').next().unwrap_or_default().to_owned()
        } else {
            text.into_owned()
        };
        (name.as_str().to_owned(), text)
    });
    recorded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(target: &str) -> RecordedRequest {
        RecordedRequest {
            method: "GET".to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Bytes::new(),
            received: OffsetDateTime::UNIX_EPOCH,
            operation: None,
            status: 200,
            fault: None,
        }
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let log = RequestLog::default();
        for index in 0..=KEPT {
            log.add(request(&index.to_string()));
        }
        let all = log.all();
        assert_eq!(all.len(), KEPT);
        assert_eq!(all[0].target, "1");
    }

    #[test]
    fn long_ones_are_forgotten_sooner() {
        let log = RequestLog::default();
        for index in 0..20 {
            let mut heavy = request(&index.to_string());
            heavy.body = Bytes::from(vec![0; 1024 * 1024]);
            log.add(heavy);
        }
        let all = log.all();
        assert_eq!((all.len(), all[0].target.as_str()), (15, "5"));
    }

    #[test]
    fn debug_hides_the_target() {
        let text = format!("{:?}", request("/phoneNumbers/+14255550100"));
        assert!(!text.contains("4255550100"), "{text}");
    }
}
