//! From the arguments to the exit code.

use std::{ffi::OsString, io::stderr, process::ExitCode};

use acs_core::logging::{self, LogLevel};
use clap::{CommandFactory as _, Parser as _};

use crate::{
    cli::Cli,
    exit::Exit,
    failure::{Failure, Outcome},
    globals::{Globals, is_coloured, say},
    pending,
    session::Session,
    usage,
};

/// Returns the command line, for manual pages and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program and returns its exit code.
pub fn main(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<_> = arguments.collect();
    let code = match Cli::try_parse_from(&arguments) {
        Ok(cli) => carry_out(cli),
        Err(error) => {
            let globals = Globals::default();
            report(
                &globals,
                usage::wants_json(&arguments),
                usage::settle(&error),
            )
        }
    };
    ExitCode::from(code)
}

fn carry_out(cli: Cli) -> u8 {
    let session = Session::new(cli.globals);
    let tells = cli.command.tells_what_is_pending();
    let result = in_runtime(&session, cli.command.run(&session));
    let globals = &session.globals;
    let is_json = globals
        .output
        .is_some_and(crate::output::Format::has_json_errors);
    let code = report(globals, is_json, result);
    if tells && !globals.quiet {
        pending::mention(globals);
    }
    code
}

fn in_runtime(session: &Session, work: impl Future<Output = Outcome>) -> Outcome {
    log(&session.globals)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let result = runtime.block_on(async {
        tokio::select! {
            biased;
            stopped = session.stopped() => Err(stopped),
            result = work => result,
        }
    });
    // Somebody may still be asked something, who will not answer any more.
    runtime.shutdown_background();
    result
}

/// Lets the clients say on standard error what they do.
fn log(globals: &Globals) -> Outcome {
    let level = match globals.verbose {
        0 => return Ok(()),
        1 => LogLevel::Info,
        _ => LogLevel::Verbose,
    };
    logging::init()?;
    logging::set_level(level);
    Ok(())
}

fn report(globals: &Globals, is_json: bool, result: Outcome) -> u8 {
    let Err(failure) = result else {
        return Exit::Done.code();
    };
    if !failure.is_quiet() {
        say(&text_of(globals, is_json, &failure));
    }
    failure.code()
}

fn text_of(globals: &Globals, is_json: bool, failure: &Failure) -> String {
    if is_json {
        return failure.to_json().to_string();
    }
    if is_coloured(globals, &stderr()) {
        return format!("\x1b[1;31merror:\x1b[0m {failure}");
    }
    format!("error: {failure}")
}
