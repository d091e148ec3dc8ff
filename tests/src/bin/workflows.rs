//! Runs workflows through a proxy that spoils answers, as many as one likes, and prints a table. It
//! fails if a promise was not kept.
//!
//! ```sh
//! cargo run --release -p acs-tests --bin workflows -- --workflows 10000 --seed 7 [--kind purchase]
//! ```

use std::process::ExitCode;

use acs_tests::{
    Outcome,
    workflows::{Kind, run},
};

struct Arguments {
    workflows: usize,
    seed: u64,
    kinds: Vec<Kind>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<ExitCode> {
    let arguments = arguments(std::env::args().skip(1))?;
    let report = run(&arguments.kinds, arguments.workflows, arguments.seed).await?;
    println!("{report}");
    match report.check() {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(broken) => {
            println!("{broken}");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn arguments(mut given: impl Iterator<Item = String>) -> Outcome<Arguments> {
    let mut arguments = Arguments {
        workflows: 1000,
        seed: 1,
        kinds: Kind::ALL.to_vec(),
    };
    while let Some(name) = given.next() {
        let value = given.next().ok_or_else(|| format!("{name} has no value"))?;
        match name.as_str() {
            "--workflows" => arguments.workflows = value.parse()?,
            "--seed" => arguments.seed = value.parse()?,
            "--kind" => arguments.kinds = vec![value.parse()?],
            _ => return Err(format!("{name} is not known").into()),
        }
    }
    Ok(arguments)
}
