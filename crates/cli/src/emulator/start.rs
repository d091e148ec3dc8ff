//! `acs emulator start`.

use std::{
    ffi::OsString,
    fs,
    io::{IsTerminal as _, stdout},
    path::PathBuf,
    process::ExitStatus,
};

use acs_emulator::{Emulator, Stock};
use clap::Args;

use super::running::Running;
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    output::text,
    session::Session,
};

pub(super) const EXAMPLES: &str = "\
It prints where it is, in words on a terminal and as one line of JSON elsewhere, and ends with
Ctrl-C. A command after -- finds the emulator in its environment, as COMMUNICATION_CONNECTION_STRING
and AZURE_COMMUNICATION_CONNECTION_STRING, and its exit code is that of acs.

Examples:
  acs emulator start
  acs emulator start --port 8080 --data resource.sqlite
  acs emulator start -- acs numbers list";

/// Arguments of `acs emulator start`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value = "0")]
    port: u16,
    /// Keep everything in this file, and go on from it if it is there already
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Take stock, offerings and owned numbers from this JSON file
    #[arg(long, value_name = "FILE")]
    stock: Option<PathBuf>,
    /// A command to run beside the emulator, with its arguments
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

impl Arguments {
    pub(super) async fn run(self, session: &Session) -> Outcome {
        let emulator = self.start().await?;
        let running = Running::of(&emulator);
        running.keep()?;
        let ended = match self.command.split_first() {
            Some((program, arguments)) => beside(&running, program, arguments).await,
            None => wait(session, &running).await,
        };
        running.forget()?;
        emulator.shutdown().await;
        ended
    }

    async fn start(&self) -> Outcome<Emulator> {
        let mut builder = Emulator::builder().port(self.port).admin(0);
        if let Some(file) = &self.data {
            builder = builder.data_file(file);
        }
        if let Some(file) = &self.stock {
            let unusable = |error: &dyn std::fmt::Display| {
                Failure::new(Exit::Usage, format!("{}: {error}", file.display()))
            };
            let text = fs::read_to_string(file).map_err(|error| unusable(&error))?;
            builder = builder.stock(Stock::from_json(&text).map_err(|error| unusable(&error))?);
        }
        let started = builder.start().await;
        started.map_err(|error| {
            Failure::new(Exit::Other, format!("the emulator does not start: {error}"))
        })
    }
}

/// Says where the emulator is, and waits until somebody ends it.
async fn wait(session: &Session, running: &Running) -> Outcome {
    if stdout().is_terminal() {
        let (endpoint, key) = (&running.endpoint, &running.connection_string);
        text(&format!(
            "The emulator is at {endpoint}\n\
             export COMMUNICATION_CONNECTION_STRING='{key}'\n\
             Ctrl-C ends it.\n"
        ))?;
    } else {
        let line = serde_json::to_string(running).map_err(std::io::Error::from)?;
        text(&format!("{line}\n"))?;
    }
    session.interrupted().await;
    Ok(())
}

/// Runs a command to its end.
async fn beside(running: &Running, program: &OsString, arguments: &[OsString]) -> Outcome {
    let key = &running.connection_string;
    let mut command = tokio::process::Command::new(program);
    command
        .args(arguments)
        .env("COMMUNICATION_CONNECTION_STRING", key)
        .env("AZURE_COMMUNICATION_CONNECTION_STRING", key)
        .env("COMMUNICATION_ENDPOINT", &running.endpoint)
        .kill_on_drop(true);
    let ended = command.status().await.map_err(|error| {
        let name = program.to_string_lossy();
        Failure::new(Exit::Usage, format!("{name} cannot be run: {error}"))
    })?;
    match code(ended) {
        0 => Ok(()),
        code => Err(Failure::of_command(code)),
    }
}

/// Returns the code of a command; as shells have it if a signal ended it.
fn code(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status).map(|it| 128 + it);
    #[cfg(not(unix))]
    let signal = None;
    let code = status.code().or(signal);
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}
