//! Recorded requests, carried out again.

use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, Method};
use serde::Deserialize;

use super::Service;
use crate::reading;
use crate::routes::{self, Found};
use crate::server::Received;
use crate::wire::Answer;

/// Why recorded requests are not carried out again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// A line is not what an emulator records.
    #[error("line {line} is no recorded request: {problem}")]
    Malformed {
        /// The line, counted from one.
        line: usize,
        /// The problem with it.
        problem: String,
    },
    /// A request is answered otherwise than it was.
    #[error(
        "line {line}: {method} was answered {recorded} when it was recorded, and {now} now; start \
         with the stock, the seed and the clock of the recording"
    )]
    Differs {
        /// The line, counted from one.
        line: usize,
        /// The method, in capitals.
        method: String,
        /// The status then.
        recorded: u16,
        /// The status now.
        now: u16,
    },
}

/// The part of a recorded request that counts.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recorded {
    method: String,
    target: String,
    body: Option<String>,
    body_base64: Option<String>,
    status: u16,
}

impl Recorded {
    fn request(self) -> Result<Received, String> {
        let body = match (self.body, self.body_base64) {
            (Some(text), _) => text.into_bytes(),
            (None, Some(text)) => BASE64_STANDARD
                .decode(text)
                .map_err(|_| "bodyBase64 is not base64".to_owned())?,
            (None, None) => Vec::new(),
        };
        let method = self.method.parse::<Method>();
        Ok(Received {
            method: method.map_err(|_| "method is no method of HTTP".to_owned())?,
            target: self.target,
            headers: HeaderMap::new(),
            body: Ok(Bytes::from(body)),
        })
    }
}

impl Service {
    /// Carries recorded requests out again, one a line, up to the first that is answered otherwise
    /// than it was.
    ///
    /// A request that was refused, or struck by a fault before it was carried out, had no effect then
    /// and is left out. All others are carried out, whoever sent them.
    pub(crate) fn replay(&self, lines: &str) -> Result<(), ReplayError> {
        let lines = lines.lines().enumerate();
        for (index, text) in lines.filter(|(_, it)| !it.trim().is_empty()) {
            self.replay_line(index + 1, text)?;
        }
        Ok(())
    }

    fn replay_line(&self, line: usize, text: &str) -> Result<(), ReplayError> {
        let malformed = |problem| ReplayError::Malformed { line, problem };
        let recorded: Recorded =
            reading::read(text.as_bytes()).map_err(|it| malformed(it.to_string()))?;
        let status = recorded.status;
        if status == 0 {
            return Ok(());
        }
        let request = recorded.request().map_err(malformed)?;
        let answer = (status < 400)
            .then(|| self.answer_again(&request))
            .flatten();
        // Every answer takes something from the chance behind ids.
        let headers = &mut HeaderMap::new();
        self.add_common_headers(headers, None, false, Instant::now());
        match answer.map(|it| it.status.as_u16()) {
            Some(now) if now != status => Err(ReplayError::Differs {
                line,
                method: request.method.to_string(),
                recorded: status,
                now,
            }),
            _ => Ok(()),
        }
    }

    /// Nothing for what leads to no operation, such as the questions that browsers ask beforehand.
    fn answer_again(&self, request: &Received) -> Option<Answer> {
        let path = request.target.split('?').next().unwrap_or_default();
        let Found::Route(route, parameter) = routes::find(&request.method, path) else {
            return None;
        };
        let body = request.body.as_deref().unwrap_or_default();
        let answer = self.call(request, body, route, &parameter);
        Some(answer.unwrap_or_else(|error| Answer::error(&error)))
    }
}
