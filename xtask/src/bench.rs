//! What the client costs, beside a floor written by hand: one run, one table.
//!
//! Who is compared takes turns, so that a machine that is busy for a while is busy for all of
//! them, and the ratio is taken round by round. CPU seconds still move with what else the machine
//! does; counts of instructions do not.

mod cost;
mod instructions;
mod official;
mod server;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use cost::{Cost, Spread};
use server::Server;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Odd, so that there is a middle one.
const ROUNDS: usize = 9;
const GETS: usize = 3_000;
const NUMBERS: usize = 100_000;
/// How many numbers are listed to see whether memory grows with them.
const MEMORY: [usize; 3] = [1_000, 100_000, 1_000_000];

/// What else is measured.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Counts instructions, too, which repeat where seconds do not. Needs valgrind.
    #[arg(long)]
    instructions: bool,
    /// Makes the same calls with the official clients, too. Needs Node.js and Python.
    #[arg(long)]
    official: bool,
}

/// Who makes the calls.
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

/// One kind of call, and how many of it.
#[derive(Clone, Copy)]
struct Calls {
    what: &'static str,
    count: usize,
}

const CALLS: [Calls; 2] = [
    Calls {
        what: "get",
        count: GETS,
    },
    Calls {
        what: "list",
        count: NUMBERS,
    },
];

/// How to start each of those who are compared.
struct Programs {
    /// The benchmark: server, client and floor.
    bench: PathBuf,
    official: Option<official::Clients>,
}

impl Programs {
    fn everybody(&self) -> Vec<Who> {
        let mut all = vec![Who::Floor, Who::Client];
        if self.official.is_some() {
            all.extend([Who::JavaScript, Who::Python]);
        }
        all
    }

    fn run(&self, who: Who, calls: Calls, server: &Server) -> Result<Cost> {
        let mut command = match (who, &self.official) {
            (Who::Floor, _) => self.bench("floor"),
            (Who::Client, _) => self.bench("sdk"),
            (Who::JavaScript, Some(clients)) => clients.javascript(),
            (Who::Python, Some(clients)) => clients.python(),
            _ => return Err("the official clients are not installed".into()),
        };
        command.args([calls.what, &calls.count.to_string(), &server.address]);
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
    seconds(&mut report, &programs)?;
    if options.instructions {
        instructions::report(&mut report, &programs.bench)?;
    }
    memory(&mut report, &programs)?;
    writeln!(report, "\n{}", curve(&programs.bench)?)?;
    let crates = crates(root)?;
    writeln!(
        report,
        "crates that a consumer of acs-phone-numbers builds: {crates}"
    )?;
    Ok(report)
}

fn seconds(report: &mut String, programs: &Programs) -> Result<()> {
    writeln!(
        report,
        "{ROUNDS} rounds, all in turn; middle (least to most)\n"
    )?;
    writeln!(
        report,
        "| what | who | CPU s | : floor | wall s | peak KiB |"
    )?;
    writeln!(report, "| --- | --- | --- | --- | --- | ---: |")?;
    let server = Server::start(&programs.bench, NUMBERS)?;
    for calls in CALLS {
        let rounds = (0..ROUNDS)
            .map(|_| round(programs, calls, &server))
            .collect::<Result<Vec<_>>>()?;
        for (index, who) in programs.everybody().into_iter().enumerate() {
            let costs = || rounds.iter().filter_map(|round| round.get(index));
            let ratios = rounds
                .iter()
                .filter_map(|round| Some(round.get(index)?.cpu / round.first()?.cpu));
            let Calls { what, count } = calls;
            writeln!(
                report,
                "| {count} × {what} | {} | {} | {:.2} | {} | {} |",
                who.name(),
                Spread::of(costs().map(|cost| cost.cpu)),
                Spread::of(ratios),
                Spread::of(costs().map(|cost| cost.wall)),
                costs().map(|cost| cost.peak_kib).max().unwrap_or_default(),
            )?;
        }
    }
    Ok(())
}

/// What each of them spends on the same calls, the floor first.
fn round(programs: &Programs, calls: Calls, server: &Server) -> Result<Vec<Cost>> {
    programs
        .everybody()
        .into_iter()
        .map(|who| programs.run(who, calls, server))
        .collect()
}

fn memory(report: &mut String, programs: &Programs) -> Result<()> {
    writeln!(
        report,
        "\n| numbers listed | client's peak KiB | floor's peak KiB |"
    )?;
    writeln!(report, "| ---: | ---: | ---: |")?;
    for count in MEMORY {
        let server = Server::start(&programs.bench, count)?;
        let calls = Calls {
            what: "list",
            count,
        };
        let client = programs.run(Who::Client, calls, &server)?.peak_kib;
        let floor = programs.run(Who::Floor, calls, &server)?.peak_kib;
        writeln!(report, "| {count} | {client} | {floor} |")?;
    }
    Ok(())
}

/// When a poller sees the end of an operation, and after how many polls.
fn curve(bench: &Path) -> Result<String> {
    let output = Command::new(bench).arg("curve").output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
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
