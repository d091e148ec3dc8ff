//! An emulator in a process of its own.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

use super::{Places, Result};

/// A running emulator, stopped when dropped.
pub(super) struct Emulator {
    process: Child,
    /// Its ready line.
    pub(super) line: String,
    ready: Value,
}

impl Emulator {
    /// Starts it with its log in this file.
    pub(super) fn start(places: &Places, log: &Path) -> Result<Self> {
        let mut process = Command::new(&places.program)
            .args(["--port", "0", "--tls", "--log-level", "warn"])
            .args(["--random-seed", "1"])
            .stdout(Stdio::piped())
            .stderr(File::create(log)?)
            .spawn()?;
        let output = process.stdout.take();
        let mut emulator = Self {
            process,
            line: String::new(),
            ready: Value::Null,
        };
        let output = output.ok_or("the emulator has no output")?;
        BufReader::new(output).read_line(&mut emulator.line)?;
        emulator.ready = serde_json::from_str(&emulator.line)?;
        Ok(emulator)
    }

    /// Returns the value that the ready line has under this key.
    pub(super) fn get(&self, key: &str) -> Result<&str> {
        let value = self.ready.get(key).and_then(Value::as_str);
        value.ok_or_else(|| format!("the ready line has no {key}").into())
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
