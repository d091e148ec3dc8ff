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
    pub(super) address: String,
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
            address: String::new(),
        };
        let output = server.process.stdout.take();
        let output = output.ok_or("the server has no output")?;
        BufReader::new(output).read_line(&mut server.address)?;
        server.address.truncate(server.address.trim_end().len());
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
