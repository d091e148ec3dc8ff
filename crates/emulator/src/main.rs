//! `acs-emulator`: the service on one's own machine, until it is told to stop.

mod cli;
mod log;

use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use cli::{CannotRun, Child, Files, Options, Ready, told_to_stop};
use log::Lines;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let log = Lines::start(options.log_level());
    let outcome = run(&options).await;
    log.finish();
    outcome.unwrap_or_else(|error| {
        // Without standard error there is nowhere to complain.
        drop(writeln!(io::stderr(), "error: {error}"));
        let could_not_run = error.downcast_ref::<CannotRun>();
        could_not_run.map_or(ExitCode::FAILURE, |_| CannotRun::CODE.into())
    })
}

async fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    // Before anybody can know that there is something to stop.
    let mut told_to_stop = told_to_stop()?;
    let emulator = options.builder()?.start().await?;
    let files = Files::write(options, &emulator)?;
    let ready = Ready::of(&emulator, &files);
    let code = if let Some(child) = Child::start(options, &emulator, &ready)? {
        child.wait(told_to_stop).await?
    } else {
        say(&ready)?;
        told_to_stop().await;
        ExitCode::SUCCESS
    };
    tracing::info!("stopping");
    drop(ready);
    emulator.shutdown().await;
    Ok(code)
}

/// In words to people, in one line of JSON to programs.
fn say(ready: &Ready<'_>) -> Result<(), Box<dyn Error>> {
    let mut stdout = io::stdout();
    if stdout.is_terminal() {
        writeln!(stdout, "{ready}")?;
    } else {
        writeln!(stdout, "{}", serde_json::to_string(ready)?)?;
    }
    Ok(stdout.flush()?)
}
