//! Telling people that the program is waiting, and for what.

use std::{
    io::{IsTerminal as _, Write as _, stderr},
    pin::pin,
    time::Duration,
};

use acs_core::{Error, Poller};
use tokio::time::{Instant, Interval, interval_at};

use crate::{
    duration::words,
    globals::{Globals, say},
};

const ON_TERMINAL: Duration = Duration::from_millis(500);
const ELSEWHERE: Duration = Duration::from_secs(10);

/// Waits for the operation's end and says so meanwhile: on a terminal in one line with the time that
/// has gone by, elsewhere with a line every ten seconds.
///
/// # Errors
/// Those of [`Poller::wait`].
pub(crate) async fn follow<T: Send + 'static>(
    globals: &Globals,
    what: &str,
    poller: &mut Poller<T>,
) -> Result<T, Error> {
    let mut progress = Progress::begin(globals, what);
    let mut waiting = pin!(poller.wait());
    loop {
        tokio::select! {
            biased;
            ended = &mut waiting => {
                progress.clear();
                return ended;
            }
            _ = progress.tick.tick() => progress.show(),
        }
    }
}

struct Progress<'w> {
    what: &'w str,
    begun: Instant,
    tick: Interval,
    is_shown: bool,
    is_on_terminal: bool,
}

impl<'w> Progress<'w> {
    fn begin(globals: &Globals, what: &'w str) -> Self {
        let is_on_terminal = stderr().is_terminal();
        let every = if is_on_terminal {
            ON_TERMINAL
        } else {
            ELSEWHERE
        };
        let begun = Instant::now();
        Self {
            what,
            begun,
            tick: interval_at(begun + every, every),
            is_shown: !globals.quiet,
            is_on_terminal,
        }
    }

    fn show(&self) {
        if !self.is_shown {
            return;
        }
        let elapsed = words(self.begun.elapsed());
        if self.is_on_terminal {
            let _ = write!(stderr(), "\r\x1b[K{}: {elapsed}", self.what);
        } else {
            say(&format!("{}: {elapsed}", self.what));
        }
    }

    fn clear(&self) {
        if self.is_shown && self.is_on_terminal {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
