//! All that is logged, by whomever, at every level.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, Once, PoisonError},
};

use tracing::{level_filters::LevelFilter, subscriber::DefaultGuard};
use tracing_subscriber::fmt::{format::FmtSpan, time};

/// What is logged from here on: events and spans of this thread, with all their fields, if somebody
/// subscribes to them, and in any case what goes through the crate `log`.
pub(crate) struct Captured {
    log: Log,
    subscribed: Option<DefaultGuard>,
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

/// What goes through the crate `log`, which knows no threads.
static OF_THE_PROCESS: Mutex<String> = Mutex::new(String::new());

impl Captured {
    pub(crate) fn start(with_tracing: bool) -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            // Whether it was set shows in what was captured.
            let _ = log::set_logger(&LogCrate);
            log::set_max_level(log::LevelFilter::Trace);
        });
        let log = Log::default();
        let subscribed = with_tracing.then(|| {
            let writer = log.clone();
            let all = tracing_subscriber::fmt()
                .with_max_level(LevelFilter::TRACE)
                .with_span_events(FmtSpan::FULL)
                .with_ansi(false)
                .with_timer(time::uptime())
                .with_writer(move || writer.clone())
                .finish();
            tracing::subscriber::set_default(all)
        });
        Self { log, subscribed }
    }

    pub(crate) fn is_subscribed(&self) -> bool {
        self.subscribed.is_some()
    }

    pub(crate) fn text(&self) -> String {
        let spans_and_events = String::from_utf8_lossy(&self.log.bytes()).into_owned();
        spans_and_events + &lines()
    }
}

fn lines() -> MutexGuard<'static, String> {
    OF_THE_PROCESS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

impl Log {
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct LogCrate;

impl log::Log for LogCrate {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!(
            "{} {}: {}\n",
            record.level(),
            record.target(),
            record.args()
        );
        lines().push_str(&line);
    }

    fn flush(&self) {}
}
