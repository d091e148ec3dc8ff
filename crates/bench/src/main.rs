//! What a call costs, beside a floor written by hand. `cargo xtask bench` runs all of it.
//!
//! One process serves fixed answers on loopback (`serve`); another makes the calls and prints
//! what they cost it (`run WHO WHAT COUNT ADDRESS`), so that neither pays for the other. `curve`
//! needs neither: it follows operations of all durations in virtual time.

mod curve;
mod floor;
mod sdk;
mod server;

use std::{env, fs, process::ExitCode, time::Instant};

use cpu_time::ProcessTime;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Any key will do; the server does not look.
const KEY: &str = "c2VjcmV0LWtleS1mb3ItdGVzdHM=";
const PAGE: usize = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let done = match (runtime, arguments.as_slice()) {
        (Ok(runtime), ["serve", total]) => runtime.block_on(server::serve(total)),
        (Ok(runtime), ["curve"]) => runtime.block_on(curve::print()),
        (Ok(runtime), ["run", who, what, count, address]) => {
            runtime.block_on(run(who, what, count, address))
        }
        (Ok(_), _) => {
            Err("usage: acs-bench serve TOTAL | run WHO WHAT COUNT ADDRESS | curve".into())
        }
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
async fn run(who: &str, what: &str, count: &str, address: &str) -> Result<()> {
    let count: usize = count.parse()?;
    // Connections and TLS roots are set up once in a program's life.
    let (wall, cpu) = match (who, what) {
        ("sdk", "get") => measure(sdk::get(&sdk::client(address)?, count)).await?,
        ("sdk", "list") => measure(sdk::list(&sdk::client(address)?, count)).await?,
        ("floor", "get") => measure(floor::Floor::new(address)?.get(count)).await?,
        ("floor", "list") => measure(floor::Floor::new(address)?.list(count)).await?,
        _ => return Err("WHO is sdk or floor, WHAT is get or list".into()),
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
