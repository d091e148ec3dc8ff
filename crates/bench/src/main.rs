//! Cost of a call, beside a floor written by hand. `cargo xtask bench` runs all of it.
//!
//! One process serves fixed answers on loopback (`serve`); another makes the calls and prints
//! what they cost it (`run`), so that neither pays for the other. `curve` and `routing` need neither:
//! the one follows operations of all durations in virtual time, the other plans and tries out the
//! largest routings.

mod calls;
mod curve;
mod floor;
mod routing;
mod sdk;
mod server;

use std::{env, fs, process::ExitCode, time::Instant};

use calls::{Service, What};
use cpu_time::ProcessTime;
use floor::Floor;
use sdk::Sdk;

type Error = Box<dyn std::error::Error + Send + Sync>;
type Result<T> = std::result::Result<T, Error>;

const USAGE: &str = "usage: acs-bench serve TOTAL | run floor|sdk WHAT COUNT HOST:PORT CERTIFICATE | curve \
     | routing";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let done = match (runtime, arguments.as_slice()) {
        (Ok(runtime), ["serve", total]) => runtime.block_on(server::serve(total)),
        (Ok(runtime), ["curve"]) => runtime.block_on(curve::print()),
        (Ok(runtime), ["routing"]) => runtime.block_on(routing::print()),
        (Ok(runtime), ["run", who, what, count, authority, certificate]) => {
            runtime.block_on(run(who, what, count, [authority, certificate]))
        }
        (Ok(_), _) => Err(USAGE.into()),
        (Err(error), _) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the calls and prints their cost as one line of JSON.
async fn run(who: &str, what: &str, count: &str, server: [&str; 2]) -> Result<()> {
    let (what, count): (What, usize) = (what.parse()?, count.parse()?);
    let [authority, certificate] = server;
    let service = &Service::new(what, authority, certificate)?;
    // Connections and TLS roots are set up once in a program's life.
    let (wall, cpu) = match who {
        "sdk" => measure(Sdk::new(what, service)?.make(what, count)).await?,
        "floor" => measure(Floor::new(what, service)?.make(what, count)).await?,
        _ => return Err(USAGE.into()),
    };
    let line = serde_json::json!({ "cpu": cpu, "wall": wall, "peakKiB": peak_kib()? });
    println!("{line}");
    Ok(())
}

/// The seconds of wall clock and of this process's CPU that `work` takes.
async fn measure(work: impl Future<Output = Result<()>>) -> Result<(f64, f64)> {
    let (wall, cpu) = (Instant::now(), ProcessTime::now());
    work.await?;
    Ok((wall.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64()))
}

/// The most memory that this process has held at any time.
fn peak_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number
        .ok_or("this system does not tell the peak of memory")?
        .parse()?)
}
