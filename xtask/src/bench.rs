//! Cost of the client, beside a floor written by hand: one run, one table.
//!
//! All take turns, so that a machine that is busy for a while is busy for all of
//! them, and the ratio is taken round by round. CPU seconds still move with what else the machine
//! does; counts of instructions do not.

mod build;
mod cost;
mod instructions;
mod official;
mod server;

use std::{
    fmt::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use crate::steps::Result;
use cost::{Cost, Spread};
use server::Server;

const NUMBERS: usize = 100_000;
/// Numbers that are listed to see if memory grows with them.
const MEMORY: [usize; 3] = [1_000, 100_000, 1_000_000];

/// Options of the measurement.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Number of times that each kind of call is measured. An odd number has a middle one.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// Counts instructions, too, which repeat where seconds do not. Needs valgrind.
    #[arg(long)]
    instructions: bool,
    /// Makes the same calls with the official clients, too. Needs Node.js and Python.
    #[arg(long)]
    official: bool,
    /// Builds a sample from nothing, too, and measures the build and the program.
    #[arg(long)]
    build: bool,
}

/// Program that makes the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Floor,
    Client,
    JavaScript,
    Python,
}

impl Who {
    fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Client => "client",
            Self::JavaScript => "official JavaScript",
            Self::Python => "official Python",
        }
    }
}

/// One kind of call, how many of it, and how many times the floor's CPU seconds they may take.
#[derive(Clone, Copy)]
struct Calls {
    what: &'static str,
    count: usize,
    wanted: f64,
}

impl Calls {
    const fn new(what: &'static str, count: usize, wanted: f64) -> Self {
        Self {
            what,
            count,
            wanted,
        }
    }

    /// Returns true if the scripts with the official clients make them, too.
    fn are_official(self) -> bool {
        matches!(self.what, "get" | "list")
    }
}

impl fmt::Display for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} × {}", self.count, self.what)
    }
}

const LIST: Calls = Calls::new("list", NUMBERS, 1.05);
const CALLS: [Calls; 5] = [
    Calls::new("get", 3_000, 1.15),
    Calls::new("get-by-token", 3_000, 1.2),
    Calls::new("get-logged", 3_000, 1.4),
    Calls::new("purchase", 1_500, 1.3),
    LIST,
];

/// Programs that are compared.
struct Programs {
    /// The benchmark: server, client and floor.
    bench: PathBuf,
    official: Option<official::Clients>,
}

impl Programs {
    fn everybody(&self, calls: Calls) -> Vec<Who> {
        let mut all = vec![Who::Floor, Who::Client];
        if calls.are_official() && self.official.is_some() {
            all.extend([Who::JavaScript, Who::Python]);
        }
        all
    }

    fn run(&self, who: Who, calls: Calls, server: &Server) -> Result<Cost> {
        let (mut command, at) = match (who, &self.official) {
            (Who::Floor, _) => (self.bench("floor"), server.at()),
            (Who::Client, _) => (self.bench("sdk"), server.at()),
            (Who::JavaScript, Some(clients)) => (clients.javascript(), vec![server.url()]),
            (Who::Python, Some(clients)) => (clients.python(), vec![server.url()]),
            _ => return Err("the official clients are not installed".into()),
        };
        command
            .args([calls.what, &calls.count.to_string()])
            .args(at);
        Cost::of(&mut command)
    }

    fn bench(&self, who: &str) -> Command {
        let mut command = Command::new(&self.bench);
        command.args(["run", who]);
        command
    }
}

/// Builds the benchmark, runs it, and returns its tables.
///
/// # Errors
/// When something cannot be built or run.
pub(crate) fn run(root: &Path, options: &Options) -> Result<String> {
    let mut build = Command::new(env!("CARGO"));
    build
        .current_dir(root)
        .args(["build", "--release", "--package", "acs-bench"]);
    if !build.status()?.success() {
        return Err("the benchmark does not build".into());
    }
    let official = options.official.then(|| official::Clients::install(root));
    let programs = Programs {
        bench: crate::target(root).join("release/acs-bench"),
        official: official.transpose()?,
    };
    let mut report = String::new();
    seconds(&mut report, &programs, options.rounds)?;
    if options.instructions {
        instructions::report(&mut report, &programs.bench)?;
    }
    memory(&mut report, &programs)?;
    for table in ["curve", "routing"] {
        writeln!(report, "\n{}", printed(&programs.bench, table)?)?;
    }
    if options.build {
        build::report(&mut report, root)?;
    }
    Ok(report)
}

/// Adds a table of the client and the floor, and one of the official clients if they are asked.
fn seconds(report: &mut String, programs: &Programs, rounds: usize) -> Result<()> {
    let server = Server::start(&programs.bench, NUMBERS)?;
    let measure = |calls| Ok((calls, measure(programs, calls, &server, rounds)?));
    let measured = CALLS.into_iter().map(measure).collect::<Result<Vec<_>>>()?;
    writeln!(
        report,
        "{rounds} rounds, all in turn; middle (least to most)\n\n\
         | what | floor CPU s | client CPU s | client : floor | wanted | peak over floor KiB |\n\
         | --- | --- | --- | --- | --- | ---: |"
    )?;
    for (calls, figures) in &measured {
        if let [(_, floor), (_, client), ..] = figures.as_slice() {
            let over = client.peak_kib - floor.peak_kib;
            let (wanted, floor, Figures { cpu, ratio, .. }) = (calls.wanted, floor.cpu, client);
            writeln!(
                report,
                "| {calls} | {floor} | {cpu} | {ratio:.2} | ≤ {wanted:.2} | {over:+} |"
            )?;
        }
    }
    if programs.official.is_some() {
        writeln!(report, "\n| what | who | CPU s | : floor | peak KiB |")?;
        writeln!(report, "| --- | --- | --- | --- | ---: |")?;
    }
    for (calls, figures) in &measured {
        for (
            who,
            Figures {
                cpu,
                ratio,
                peak_kib,
            },
        ) in figures.iter().skip(2)
        {
            let who = who.name();
            writeln!(
                report,
                "| {calls} | {who} | {cpu} | {ratio:.2} | {peak_kib} |"
            )?;
        }
    }
    Ok(())
}

/// Measures the cost of the same calls for all, the floor and the client first.
fn measure(
    programs: &Programs,
    calls: Calls,
    server: &Server,
    rounds: usize,
) -> Result<Vec<(Who, Figures)>> {
    let everybody = programs.everybody(calls);
    let round = |_| {
        everybody
            .iter()
            .map(|who| programs.run(*who, calls, server))
            .collect()
    };
    let rounds = (0..rounds).map(round).collect::<Result<Vec<_>>>()?;
    let figures = (0..).map(|index| Figures::of(&rounds, index));
    Ok(everybody.iter().copied().zip(figures).collect())
}

/// Cost of one program in all rounds.
struct Figures {
    cpu: Spread,
    /// By the floor's of the same round.
    ratio: Spread,
    peak_kib: i64,
}

impl Figures {
    fn of(rounds: &[Vec<Cost>], index: usize) -> Self {
        let costs = || rounds.iter().filter_map(|round| round.get(index));
        let floors = rounds.iter().filter_map(|round| round.first());
        Self {
            cpu: Spread::of(costs().map(|cost| cost.cpu)),
            ratio: Spread::of(
                costs()
                    .zip(floors)
                    .map(|(cost, floor)| cost.cpu / floor.cpu),
            ),
            peak_kib: costs().map(|cost| cost.peak_kib).max().unwrap_or_default(),
        }
    }
}

fn memory(report: &mut String, programs: &Programs) -> Result<()> {
    writeln!(
        report,
        "\n| numbers listed | client's peak KiB | floor's peak KiB |"
    )?;
    writeln!(report, "| ---: | ---: | ---: |")?;
    for count in MEMORY {
        let server = Server::start(&programs.bench, count)?;
        let calls = Calls { count, ..LIST };
        let client = programs.run(Who::Client, calls, &server)?.peak_kib;
        let floor = programs.run(Who::Floor, calls, &server)?.peak_kib;
        writeln!(report, "| {count} | {client} | {floor} |")?;
    }
    Ok(())
}

/// A table that the benchmark prints without a server: of the moments at which a poller sees the end
/// of an operation, or of the cost of the largest routings.
fn printed(bench: &Path, table: &str) -> Result<String> {
    let output = Command::new(bench).arg(table).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
