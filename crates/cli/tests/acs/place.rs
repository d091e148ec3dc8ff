//! An emulated resource, and the program in folders of its own.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use acs_emulator::{Emulator, EmulatorBuilder, OperationKind, OperationScript, ServiceOperation};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{io::AsyncWriteExt as _, process::Command};

pub(crate) const ACS: &str = env!("CARGO_BIN_EXE_acs");
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The end of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Returns the output as JSON.
    pub(crate) fn json(&self) -> Value {
        let json = serde_json::from_str(&self.out);
        assert!(json.is_ok(), "{self:?}");
        json.unwrap_or_default()
    }

    /// Returns the run, which must have ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}

/// An emulated resource, and folders for the program.
pub(crate) struct Place {
    pub(crate) emulator: Emulator,
    folder: TempDir,
}

impl Place {
    /// A resource whose operations take no time.
    pub(crate) async fn start() -> Outcome<Self> {
        Self::built_by(quick(Emulator::builder())).await
    }

    pub(crate) async fn built_by(builder: EmulatorBuilder) -> Outcome<Self> {
        Ok(Self {
            emulator: builder.start().await?,
            folder: tempfile::tempdir()?,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> Outcome<PathBuf> {
        let path = self.folder().join(name);
        std::fs::write(&path, text)?;
        Ok(path)
    }

    /// The variables of the environment, all of them.
    pub(crate) fn environment(&self) -> Vec<(&'static str, OsString)> {
        let key = "COMMUNICATION_CONNECTION_STRING";
        let mut variables = self.folders();
        variables.push((key, self.emulator.connection_string().into()));
        variables
    }

    /// The same without a connection.
    pub(crate) fn folders(&self) -> Vec<(&'static str, OsString)> {
        let folder = |name| self.folder().join(name).into_os_string();
        vec![
            ("ACS_STATE_DIR", folder("state")),
            ("ACS_CONFIG_DIR", folder("config")),
        ]
    }

    /// Returns the program with these words after its name.
    pub(crate) fn acs(&self, line: &str) -> Command {
        command(line, self.environment())
    }

    /// Runs the program.
    pub(crate) async fn run(&self, line: &str) -> Outcome<Ran> {
        end(self.acs(line), "").await
    }

    /// Runs the program in the folder, where files are.
    pub(crate) async fn run_here(&self, line: &str) -> Outcome<Ran> {
        let mut command = self.acs(line);
        command.current_dir(self.folder());
        end(command, "").await
    }

    /// Runs the program where the environment names no connection.
    pub(crate) async fn run_without_connection(&self, line: &str, input: &str) -> Outcome<Ran> {
        end(command(line, self.folders()), input).await
    }

    /// Counts how often an operation was asked for.
    pub(crate) fn asked(&self, operation: ServiceOperation) -> usize {
        let requests = self.emulator.requests().into_iter();
        let asked = requests.filter(|request| request.operation == Some(operation.id()));
        asked.count()
    }
}

/// Lets operations take no time.
pub(crate) fn quick(builder: EmulatorBuilder) -> EmulatorBuilder {
    let kinds = [
        OperationKind::Search,
        OperationKind::Purchase,
        OperationKind::ReservationPurchase,
        OperationKind::Release,
        OperationKind::UpdateCapabilities,
    ];
    kinds.into_iter().fold(builder, |builder, kind| {
        builder.operation_script(kind, OperationScript::succeeds_in(Duration::ZERO))
    })
}

fn command(line: &str, variables: Vec<(&'static str, OsString)>) -> Command {
    let mut command = Command::new(ACS);
    command
        .args(line.split_whitespace())
        .env_clear()
        .envs(variables)
        .kill_on_drop(true);
    command
}

/// Runs a command to its end.
pub(crate) async fn end(mut command: Command, input: &str) -> Outcome<Ran> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that asks for no input may have ended before.
        let _ = stdin.write_all(input.as_bytes()).await;
    }
    let ended = child.wait_with_output().await?;
    Ok(Ran {
        code: ended.status.code(),
        out: String::from_utf8(ended.stdout)?,
        err: String::from_utf8(ended.stderr)?,
    })
}
