//! A purchase in a process of its own.

use std::{
    io,
    process::{ExitStatus, Stdio},
};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// The program `buyer`, on its way. It ends with its handle.
#[derive(Debug)]
pub struct Buyer {
    process: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Buyer {
    /// Starts `program` and lets it buy what a search found.
    ///
    /// # Errors
    /// When it does not start.
    pub fn buy(program: &str, endpoint: &str, key: &str, search: &str) -> io::Result<Self> {
        Self::start(program, [endpoint, key, "buy", search])
    }

    /// Starts `program` and lets it go on where another was.
    ///
    /// # Errors
    /// When it does not start.
    pub fn resume(program: &str, endpoint: &str, key: &str, kept: &str) -> io::Result<Self> {
        Self::start(program, [endpoint, key, "resume", kept])
    }

    fn start(program: &str, arguments: [&str; 4]) -> io::Result<Self> {
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = process.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self {
            process,
            output: BufReader::new(output).lines(),
        })
    }

    /// The next line that it writes, or nothing if it has ended.
    ///
    /// # Errors
    /// When its output cannot be read.
    pub async fn line(&mut self) -> io::Result<Option<String>> {
        self.output.next_line().await
    }

    /// Ends it as it stands, without giving it a chance to do anything more.
    ///
    /// # Errors
    /// When it had ended before.
    pub async fn kill(&mut self) -> io::Result<ExitStatus> {
        self.process.start_kill()?;
        self.process.wait().await
    }
}
