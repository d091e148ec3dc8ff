//! Logging to standard error without ever waiting for whoever reads it.

use std::io::{self, Write};
use std::iter;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;

/// Most lines that wait to be written. Once there are more, lines are lost: a reader that does
/// not keep up, or has forgotten to read, must not stop the emulator.
const WAITING: usize = 4096;

/// Time that the end of the program waits for lines that are still to be written.
const PATIENCE: Duration = Duration::from_secs(1);

/// Time in which lines are collected to be written together.
const TOGETHER: Duration = Duration::from_millis(5);

enum Message {
    Line(Vec<u8>),
    /// To be confirmed when all before it is written.
    End(SyncSender<()>),
}

/// Sender of lines to their writer.
#[derive(Clone)]
pub(crate) struct Lines(SyncSender<Message>);

/// One line, which is sent when it is complete.
pub(crate) struct Line {
    lines: Lines,
    text: Vec<u8>,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // Lost if too many wait, or nobody writes any more.
        let line = Message::Line(std::mem::take(&mut self.text));
        drop(self.lines.0.try_send(line));
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line;

    fn make_writer(&'a self) -> Line {
        Line {
            lines: self.clone(),
            text: Vec::new(),
        }
    }
}

/// Writes what has come in a little while in one piece, then waits for more.
fn write_all(messages: &Receiver<Message>) {
    let mut stderr = io::stderr();
    let mut text = Vec::new();
    while let Ok(first) = messages.recv() {
        // Waking up for each line would cost the requests more than all the rest of the log.
        thread::sleep(TOGETHER);
        let mut ends = Vec::new();
        for message in iter::once(first).chain(messages.try_iter().take(WAITING)) {
            match message {
                Message::Line(line) => text.extend_from_slice(&line),
                Message::End(written) => ends.push(written),
            }
        }
        // Without standard error there is nowhere to complain.
        drop(stderr.write_all(&text));
        text.clear();
        for end in ends {
            end.send(()).ok();
        }
    }
}

impl Lines {
    /// Starts logging what is at least as important as `level`.
    pub(crate) fn start(level: Level) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        thread::spawn(move || write_all(&receiver));
        let lines = Self(sender);
        tracing_subscriber::fmt()
            .with_max_level(level)
            .with_writer(lines.clone())
            .with_ansi(false)
            .init();
        lines
    }

    /// Waits until everything is written, but not for long.
    pub(crate) fn finish(&self) {
        let (written, confirmed) = sync_channel(1);
        if self.0.try_send(Message::End(written)).is_ok() {
            // Whoever does not read his log in time goes without the end of it.
            confirmed.recv_timeout(PATIENCE).ok();
        }
    }
}
