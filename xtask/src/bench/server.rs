//! The server with fixed answers.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use super::Result;

/// A running server, stopped when dropped.
pub(super) struct Server {
    process: Child,
    /// Its host and port, and its certificate.
    line: String,
}

impl Server {
    /// Serves a resource that owns this many numbers.
    pub(super) fn start(program: &Path, numbers: usize) -> Result<Self> {
        let process = Command::new(program)
            .args(["serve", &numbers.to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut server = Self {
            process,
            line: String::new(),
        };
        let output = server.process.stdout.take();
        let output = output.ok_or("the server has no output")?;
        BufReader::new(output).read_line(&mut server.line)?;
        Ok(server)
    }

    /// Returns what the benchmark has to know of it.
    pub(super) fn at(&self) -> Vec<String> {
        self.line.split_whitespace().map(str::to_owned).collect()
    }

    /// Returns its address without TLS.
    pub(super) fn url(&self) -> String {
        let authority = self.line.split_whitespace().next();
        format!("http://{}", authority.unwrap_or_default())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
