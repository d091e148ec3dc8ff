//! `acs-emulator`: the service on one's own machine, until it is told to stop.

mod cli;
mod log;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use cli::{Files, Options, Ready};
use log::Lines;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let log = Lines::start(options.log_level);
    let outcome = run(&options).await;
    if let Err(error) = &outcome {
        tracing::error!("{error}");
    }
    log.finish();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

async fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    // Before anybody can know that there is something to stop.
    let told_to_stop = told_to_stop()?;
    let emulator = options.builder()?.start().await?;
    let files = Files::write(options, &emulator)?;
    let mut stdout = io::stdout();
    writeln!(
        stdout,
        "{}",
        serde_json::to_string(&Ready::of(&emulator, &files))?
    )?;
    stdout.flush()?;
    told_to_stop.await;
    tracing::info!("stopping");
    emulator.shutdown().await;
    Ok(())
}

/// Listens for the signals at once; the future waits for the first of them.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Listens for the signal at once; the future waits for it.
#[cfg(windows)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
