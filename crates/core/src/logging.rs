//! The log of the clients.
//!
//! The clients write to [`tracing`](https://docs.rs/tracing) and leave it to the program where
//! that goes. A program with a subscriber of its own sees them without this module; one without
//! calls [`init`] and has them on standard error. How much there is, the environment variable
//! `AZURE_LOG_LEVEL` says (`error`, `warning`, `info` or `verbose`), or, at any time,
//! [`set_level`]. Phone numbers, keys and tokens are in none of it.
//!
//! # The span of a request
//!
//! Each request has one span, `call`, however often it is sent, and ends in an event: `answered`
//! (info), `failed` (warning), or `failed with unknown outcome` (error). So has each poll and each
//! page. The attributes are those of OpenTelemetry's conventions for HTTP clients and of the Azure
//! SDKs, so `tracing-opentelemetry` passes them on as they are:
//!
//! | attribute | value |
//! | --- | --- |
//! | `otel.name` | method and template, as in `GET /phoneNumbers/{phoneNumber}` |
//! | `otel.kind`, `otel.status_code` | `client`; `ERROR` if it failed |
//! | `operation` | the REST operation in snake case, as in `get_by_number` |
//! | `http.request.method`, `url.scheme` | |
//! | `url.template` | the path without its values, so never a phone number |
//! | `server.address`, `server.port` | the resource |
//! | `http.response.status_code` | if there was an answer |
//! | `http.request.resend_count` | how often it was sent again, if it was |
//! | `error.type` | the status, or one of few words, as in `timeout`, `connect`, `credential` |
//! | `az.namespace` | `Microsoft.Communication` |
//! | `az.client_request_id` | what this client calls the request, the same for each time it is sent |
//! | `az.service_request_id` | what the service calls it (`MS-CV`), for its support |
//! | `acs.long_running_operation_id` | if a long-running operation is begun, polled or cancelled |

use std::{
    fmt,
    str::FromStr,
    sync::atomic::{AtomicUsize, Ordering},
};

use tracing::{Metadata, level_filters::LevelFilter, subscriber::Interest};
use tracing_subscriber::{
    Layer as _,
    layer::{Context, Filter, SubscriberExt as _},
    registry,
    util::SubscriberInitExt as _,
};

use crate::{Error, InvalidValue, Result};

const VARIABLE: &str = "AZURE_LOG_LEVEL";
/// Crates whose events are shown: ours and the Azure crates below.
const TARGETS: [&str; 5] = [
    "acs_core",
    "acs_phone_numbers",
    "acs_sip_routing",
    "azure_",
    "typespec",
];

static CURRENT: AtomicUsize = AtomicUsize::new(LogLevel::Off as usize);

/// Level of the log. Each level includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// Failures that nobody will mend by themselves.
    Error,
    /// Calls that failed.
    Warning,
    /// Each call with its operation and status.
    Info,
    /// Each request and answer with its headers, without what is secret or personal.
    Verbose,
}

impl LogLevel {
    /// Names and filters, in the order of the levels.
    const ALL: [(Self, &'static str, LevelFilter); 5] = [
        (Self::Off, "off", LevelFilter::OFF),
        (Self::Error, "error", LevelFilter::ERROR),
        (Self::Warning, "warning", LevelFilter::WARN),
        (Self::Info, "info", LevelFilter::INFO),
        (Self::Verbose, "verbose", LevelFilter::TRACE),
    ];

    fn current() -> LevelFilter {
        let [(_, _, off), ..] = Self::ALL;
        let current = Self::ALL.get(CURRENT.load(Ordering::Relaxed));
        current.map_or(off, |(_, _, filter)| *filter)
    }
}

impl FromStr for LogLevel {
    type Err = InvalidValue;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let text = text.trim();
        let wanted = if text.is_empty() { "off" } else { text };
        let found = Self::ALL
            .iter()
            .find(|(_, name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(level, _, _)| *level).ok_or_else(|| {
            InvalidValue::new("log level", "is none of those there are")
                .with_hint("use `error`, `warning`, `info`, `verbose` or `off`")
        })
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name, _) = Self::ALL[*self as usize];
        f.write_str(name)
    }
}

/// Writes what the clients log to standard error, as much of it as `AZURE_LOG_LEVEL` says.
///
/// # Errors
/// When the variable holds no level, or the program has a subscriber already: give that one a
/// layer with [`LogFilter`] instead.
///
/// ```
/// use acs_core::logging::{self, LogLevel};
///
/// logging::init()?;
/// logging::set_level(LogLevel::Info);
/// # Ok::<(), acs_core::Error>(())
/// ```
pub fn init() -> Result<()> {
    if let Ok(level) = std::env::var(VARIABLE) {
        set_level(
            level
                .parse::<LogLevel>()
                .map_err(|invalid| invalid.within(VARIABLE))?,
        );
    }
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    registry()
        .with(layer.with_filter(LogFilter))
        .try_init()
        .map_err(|_| {
            let problem = "cannot be set up: the program has a `tracing` subscriber already";
            Error::from(
                InvalidValue::new("logging", problem)
                    .with_hint("add a layer with `LogFilter` to it"),
            )
        })
}

/// Changes how much is shown, at any time, for the whole program.
pub fn set_level(level: LogLevel) {
    CURRENT.store(level as usize, Ordering::Relaxed);
    // Call sites remember whether anybody listens.
    tracing::callsite::rebuild_interest_cache();
}

/// Lets through what the clients log, as much as [`set_level`] says: for a layer of a
/// subscriber of your own.
///
/// ```
/// use acs_core::logging::LogFilter;
/// use tracing_subscriber::{Layer, layer::SubscriberExt, registry};
///
/// let subscriber = registry().with(tracing_subscriber::fmt::layer().with_filter(LogFilter));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct LogFilter;

impl LogFilter {
    fn lets_through(metadata: &Metadata<'_>) -> bool {
        TARGETS
            .iter()
            .any(|target| metadata.target().starts_with(target))
            && *metadata.level() <= LogLevel::current()
    }
}

impl<S> Filter<S> for LogFilter {
    fn enabled(&self, metadata: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        Self::lets_through(metadata)
    }

    fn callsite_enabled(&self, metadata: &'static Metadata<'static>) -> Interest {
        if Self::lets_through(metadata) {
            Interest::always()
        } else {
            Interest::never()
        }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LogLevel::current())
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{self, Write},
        sync::{Arc, Mutex},
    };

    use super::*;

    #[derive(Clone, Default)]
    struct Shown(Arc<Mutex<Vec<u8>>>);

    impl Write for Shown {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_level_changes_while_the_program_runs() {
        let shown = Shown::default();
        let writer = shown.clone();
        let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone());
        let subscriber = registry().with(layer.with_filter(LogFilter));
        tracing::subscriber::with_default(subscriber, || {
            let log = |word: &str| {
                tracing::info!(target: "acs_core::test", word);
                tracing::info!(target: "somebody_else", word);
            };
            log("before");
            set_level(LogLevel::Info);
            log("during");
            set_level(LogLevel::Warning);
            log("after");
        });
        let text = String::from_utf8(shown.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.matches("during").count(), 1, "{text}");
        assert!(
            !text.contains("before") && !text.contains("after"),
            "{text}"
        );
    }

    #[test]
    fn levels_have_the_names_of_the_official_clients() {
        for level in ["off", "error", "warning", "info", "verbose"] {
            assert_eq!(level.parse::<LogLevel>().unwrap().to_string(), level);
        }
        assert_eq!("VERBOSE".parse::<LogLevel>().unwrap(), LogLevel::Verbose);
        assert!(
            "debug"
                .parse::<LogLevel>()
                .unwrap_err()
                .to_string()
                .contains("`verbose`")
        );
    }
}
