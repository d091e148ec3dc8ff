//! The binary, started and stopped.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};

use serde_json::Value;

/// A running emulator, which ends with the test, however the test ends.
pub(crate) struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    pub(crate) ready: Value,
}

fn command(arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acs-emulator"));
    command.args(arguments);
    command
}

impl Program {
    /// Starts it and waits until it is ready.
    pub(crate) fn start(arguments: &[impl AsRef<OsStr>]) -> Self {
        Self::run(&mut command(arguments))
    }

    /// Starts it with so many files to open at most.
    pub(crate) fn with_files(files: u32) -> Self {
        let mut shell = Command::new("sh");
        let script = format!("ulimit -n {files} && exec \"$0\"");
        Self::run(shell.args(["-c", &script, env!("CARGO_BIN_EXE_acs-emulator")]))
    }

    fn run(command: &mut Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|error| {
            let mut log = String::new();
            drop(child.stderr.take().unwrap().read_to_string(&mut log));
            panic!("{error}: {line}{log}")
        });
        Self {
            child,
            stdout,
            ready,
        }
    }

    /// Runs one to its end.
    pub(crate) fn output(arguments: &[impl AsRef<OsStr>]) -> Output {
        command(arguments).output().unwrap()
    }

    /// Starts one that does not get ready, and returns what it logs.
    pub(crate) fn fails(arguments: &[impl AsRef<OsStr>]) -> String {
        let output = Self::output(arguments);
        assert!(!output.status.success());
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        self.ready[key].as_str().unwrap()
    }

    /// Ends it at once, in the middle of whatever it does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and returns how it ended, the rest of its standard output and its log.
    pub(crate) fn terminate(mut self) -> (ExitStatus, String, String) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        let status = self.child.wait().unwrap();
        let (mut rest, mut log) = (String::new(), String::new());
        self.stdout.read_to_string(&mut rest).unwrap();
        let stderr = self.child.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut log).unwrap();
        (status, rest, log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already, which is what the test wants.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
