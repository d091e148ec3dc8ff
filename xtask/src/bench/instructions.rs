//! Cost of the calls in instructions outside the kernel, which is the same on every run.

use std::{fmt::Write as _, path::Path, process::Command};

use super::{CALLS, Result, Server};

/// A run with this part of the calls is taken off, and with it what a program costs before its
/// first call.
const PART: usize = 5;

/// Adds a table for the client and the floor.
pub(super) fn report(report: &mut String, program: &Path) -> Result<()> {
    writeln!(
        report,
        "\n| what | floor, instructions | client | : floor |"
    )?;
    writeln!(report, "| --- | ---: | ---: | ---: |")?;
    for calls in CALLS {
        let mut each = [0, 0];
        for (who, instructions) in ["floor", "sdk"].into_iter().zip(&mut each) {
            let some = count(program, who, calls.what, calls.count / PART)?;
            let all = count(program, who, calls.what, calls.count)?;
            let further = calls.count - calls.count / PART;
            *instructions = all.saturating_sub(some) / u64::try_from(further)?;
        }
        let [floor, client] = each;
        let percent = client * 100 / floor.max(1);
        writeln!(
            report,
            "| one of {calls} | {floor} | {client} | {}.{:02} |",
            percent / 100,
            percent % 100
        )?;
    }
    Ok(())
}

fn count(program: &Path, who: &str, what: &str, count: usize) -> Result<u64> {
    let server = Server::start(program, count)?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["run", who, what, &count.to_string()])
        .args(server.at())
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let words = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("valgrind: {}\n{words}", output.status).into());
    }
    collected(&words).ok_or_else(|| format!("valgrind tells no count:\n{words}").into())
}

/// The number in the line `==PID== Collected : NUMBER`.
fn collected(words: &str) -> Option<u64> {
    let (_, rest) = words.split_once("Collected :")?;
    rest.lines().next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::collected;

    #[test]
    fn reads_what_callgrind_says() {
        let words = "==9== Events    : Ir\n==9== Collected : 341388677\n==9== \n";
        assert_eq!(collected(words), Some(341_388_677));
        assert_eq!(collected("==9== Events    : Ir\n"), None);
    }
}
