//! The program `acs`.

use std::process::ExitCode;

fn main() -> ExitCode {
    acs_cli::main(std::env::args_os())
}
