//! What the client costs, beside a floor written by hand: one run, one table.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Odd, so that there is a middle one.
const ROUNDS: usize = 7;
const GETS: usize = 3_000;
const NUMBERS: usize = 100_000;
/// How many numbers are listed to see whether memory grows with them.
const MEMORY: [usize; 3] = [1_000, 100_000, 1_000_000];

/// Builds the benchmark, runs it, and returns its table.
///
/// # Errors
/// When something cannot be built or run.
pub(crate) fn run(root: &Path) -> Result<String> {
    let mut build = Command::new(env!("CARGO"));
    build
        .current_dir(root)
        .args(["build", "--release", "--package", "acs-bench"]);
    if !build.status()?.success() {
        return Err("the benchmark does not build".into());
    }
    let program = crate::target(root).join("release/acs-bench");
    let mut table = String::new();
    let rounds = format!("median of {ROUNDS} rounds, client and floor in turn");
    writeln!(table, "{rounds}\n")?;
    writeln!(table, "| what | who | CPU s | wall s | peak KiB |")?;
    writeln!(table, "| --- | --- | ---: | ---: | ---: |")?;
    let server = Server::start(&program, NUMBERS)?;
    compare(&mut table, &server, "get", GETS)?;
    compare(&mut table, &server, "list", NUMBERS)?;
    drop(server);
    writeln!(
        table,
        "\n| numbers listed | client's peak KiB | floor's peak KiB |"
    )?;
    writeln!(table, "| ---: | ---: | ---: |")?;
    for count in MEMORY {
        let server = Server::start(&program, count)?;
        let client = server.measure("sdk", "list", count)?.peak_kib;
        let floor = server.measure("floor", "list", count)?.peak_kib;
        writeln!(table, "| {count} | {client} | {floor} |")?;
    }
    writeln!(
        table,
        "\ncrates that a consumer of acs-phone-numbers builds: {}",
        crates(root)?
    )?;
    Ok(table)
}

/// Runs one kind of call both ways, in turn, and adds its rows.
fn compare(table: &mut String, server: &Server<'_>, what: &str, count: usize) -> Result<()> {
    let (mut client, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floor.push(server.measure("floor", what, count)?);
        client.push(server.measure("sdk", what, count)?);
    }
    let (client, floor) = (Cost::median(&client), Cost::median(&floor));
    for (who, cost) in [("client", &client), ("floor", &floor)] {
        let Cost {
            cpu,
            wall,
            peak_kib,
        } = cost;
        writeln!(
            table,
            "| {count} × {what} | {who} | {cpu:.3} | {wall:.3} | {peak_kib} |"
        )?;
    }
    let ratio = client.cpu / floor.cpu;
    let more = client.peak_kib.saturating_sub(floor.peak_kib);
    writeln!(
        table,
        "| | client : floor | {ratio:.2} × | {:.2} × | + {more} |",
        client.wall / floor.wall
    )?;
    Ok(())
}

#[derive(Clone, Debug)]
struct Cost {
    cpu: f64,
    wall: f64,
    peak_kib: u64,
}

impl Cost {
    fn median(costs: &[Self]) -> Self {
        let middle = |key: fn(&Self) -> f64| {
            let mut values: Vec<f64> = costs.iter().map(key).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or_default()
        };
        Self {
            cpu: middle(|cost| cost.cpu),
            wall: middle(|cost| cost.wall),
            peak_kib: costs
                .iter()
                .map(|cost| cost.peak_kib)
                .max()
                .unwrap_or_default(),
        }
    }
}

/// The server with fixed answers, stopped when dropped.
struct Server<'p> {
    program: &'p Path,
    process: Child,
    address: String,
}

impl<'p> Server<'p> {
    fn start(program: &'p Path, numbers: usize) -> Result<Self> {
        let mut process = Command::new(program)
            .args(["serve", &numbers.to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let mut address = String::new();
        BufReader::new(output).read_line(&mut address)?;
        Ok(Self {
            program,
            process,
            address: address.trim().to_owned(),
        })
    }

    fn measure(&self, who: &str, what: &str, count: usize) -> Result<Cost> {
        let output = Command::new(self.program)
            .args(["run", who, what, &count.to_string(), &self.address])
            .stderr(Stdio::inherit())
            .output()?;
        let line: Value = serde_json::from_slice(&output.stdout)?;
        let number = |name: &str| line.get(name).and_then(Value::as_f64).ok_or("no figure");
        Ok(Cost {
            cpu: number("cpu")?,
            wall: number("wall")?,
            peak_kib: line
                .get("peakKiB")
                .and_then(Value::as_u64)
                .ok_or("no figure")?,
        })
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // One that has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How many crates a program builds that uses the client for phone numbers.
fn crates(root: &Path) -> Result<usize> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root)
        .args([
            "tree",
            "--package",
            "acs-phone-numbers",
            "--edges",
            "normal,build",
        ])
        .args(["--prefix", "none", "--no-dedupe"])
        .output()?;
    let tree = String::from_utf8(output.stdout)?;
    let mut names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(" (").next())
        .map(str::trim)
        .collect();
    names.sort_unstable();
    names.dedup();
    Ok(names.len())
}
