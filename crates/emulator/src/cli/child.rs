//! A command that runs beside the emulator, and signals that end both.

use std::ffi::OsString;
use std::io;
use std::process::{ExitCode, ExitStatus};

use acs_emulator::Emulator;
use tokio::process::Command;

use super::{Options, Ready};

/// As shells have it for a command that is not there.
const NOT_FOUND: u8 = 127;

/// A running command.
pub(crate) struct Child {
    name: String,
    process: tokio::process::Child,
}

/// The command that could not be run, and why.
#[derive(Debug, thiserror::Error)]
#[error("cannot run {name}: {source}")]
pub(crate) struct CannotRun {
    name: String,
    source: io::Error,
}

impl CannotRun {
    pub(crate) const CODE: u8 = NOT_FOUND;
}

impl Child {
    /// Runs the command, if the options name one.
    pub(crate) fn start(
        options: &Options,
        emulator: &Emulator,
        ready: &Ready<'_>,
    ) -> Result<Option<Self>, CannotRun> {
        let Some((program, arguments)) = options.command() else {
            return Ok(None);
        };
        let name = program.to_string_lossy().into_owned();
        let process = Command::new(program)
            .args(arguments)
            .envs(environment(options, emulator, ready))
            .kill_on_drop(true)
            .spawn();
        match process {
            Ok(process) => Ok(Some(Self { name, process })),
            Err(source) => Err(CannotRun { name, source }),
        }
    }

    /// Waits for its end. On ctrl-c the terminal tells it to stop, too, and it may take its time;
    /// told to stop by anybody else, the emulator ends it.
    pub(crate) async fn wait(
        mut self,
        mut told_to_stop: impl AsyncFnMut() -> Stop,
    ) -> io::Result<ExitCode> {
        loop {
            tokio::select! {
                status = self.process.wait() => return status.map(exit_code),
                stop = told_to_stop() => if stop == Stop::Terminate {
                    tracing::warn!(command = self.name, "ended together with the emulator");
                    self.process.kill().await?;
                },
            }
        }
    }
}

/// Returns the variables that the samples, the official clients and their credentials read.
fn environment(
    options: &Options,
    emulator: &Emulator,
    ready: &Ready<'_>,
) -> Vec<(&'static str, OsString)> {
    let mut variables: Vec<(_, OsString)> = Vec::new();
    for name in [
        "COMMUNICATION_CONNECTION_STRING",
        "COMMUNICATION_SAMPLES_CONNECTION_STRING",
        "AZURE_COMMUNICATION_CONNECTION_STRING",
    ] {
        variables.push((name, ready.connection_string.as_str().into()));
    }
    let endpoint = ready.https_endpoint.as_ref().unwrap_or(&ready.endpoint);
    variables.push(("COMMUNICATION_ENDPOINT", endpoint.into()));
    if let Some(file) = ready.ca_file {
        for name in ["NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"] {
            variables.push((name, file.into()));
        }
    }
    let mut identities = emulator.managed_identity_environment().unwrap_or_default();
    if let Some(file) = &options.federated_token {
        let workload = emulator.workload_identity_environment();
        identities.extend(workload.unwrap_or_default());
        variables.push(("AZURE_FEDERATED_TOKEN_FILE", file.into()));
    }
    variables.extend(identities.into_iter().map(|(name, it)| (name, it.into())));
    // A map of texts always is JSON.
    let line = serde_json::to_string(ready).unwrap_or_default();
    variables.push(("ACS_EMULATOR", line.into()));
    variables
}

/// The code of the command; as shells have it if a signal ended it.
fn exit_code(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status).map(|it| 128 + it);
    #[cfg(not(unix))]
    let signal = None;
    let code = status.code().or(signal).unwrap_or(1);
    // More than a byte goes only where a code has more.
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Who tells the emulator to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Somebody at the terminal.
    Interrupt,
    /// Another program.
    #[cfg_attr(not(unix), expect(dead_code, reason = "there is no such signal"))]
    Terminate,
}

/// Listens for the signals at once; what is returned waits for the next of them.
#[cfg(unix)]
pub(crate) fn told_to_stop() -> io::Result<impl AsyncFnMut() -> Stop> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move || {
        tokio::select! {
            _ = interrupt.recv() => Stop::Interrupt,
            _ = terminate.recv() => Stop::Terminate,
        }
    })
}

/// Listens for the signal at once; what is returned waits for the next one.
#[cfg(windows)]
pub(crate) fn told_to_stop() -> io::Result<impl AsyncFnMut() -> Stop> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move || {
        interrupt.recv().await;
        Stop::Interrupt
    })
}
