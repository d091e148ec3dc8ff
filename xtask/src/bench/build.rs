//! Time to build a program with the client, and its size.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs, io,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use super::Result;

/// The sample that buys a number.
const SAMPLE: &str = "purchase";
/// Linux counts the time of processes in hundredths of a second, whatever its own clock does.
const TICKS_PER_SECOND: f64 = 100.0;

/// Builds the sample in release with nothing built before, and adds what that took.
pub(super) fn report(report: &mut String, root: &Path) -> Result<()> {
    let target = crate::target(root).join("bench-build");
    match fs::remove_dir_all(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let (wall, cpu) = (Instant::now(), children_cpu()?);
    let status = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["build", "--release", "--package", "acs-examples"])
        .args(["--example", SAMPLE])
        .args(["--config", "profile.release.strip=true"])
        .arg("--target-dir")
        .arg(&target)
        // One that remembers would spare the work.
        .env("RUSTC_WRAPPER", "")
        .status()?;
    if !status.success() {
        return Err("the sample does not build".into());
    }
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), children_cpu()? - cpu);
    let bytes = fs::metadata(target.join("release/examples").join(SAMPLE))?.len();
    fs::remove_dir_all(&target)?;
    writeln!(
        report,
        "\n| cold release build of the sample `{SAMPLE}`, wall s | CPU s | stripped bytes \
         | crates of a consumer of acs-phone-numbers |\n\
         | ---: | ---: | ---: | ---: |\n\
         | {wall:.1} | {cpu:.1} | {bytes} | {} |",
        crates(root)?
    )?;
    Ok(())
}

/// The CPU seconds of all processes that this one started and that have ended.
fn children_cpu() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    ticks_of_children(&stat)
        .map(|ticks| ticks / TICKS_PER_SECOND)
        .ok_or_else(|| "this system does not tell the CPU time of children".into())
}

/// Adds up the fields `cutime` and `cstime`, the 16th and 17th. The second is a name in brackets,
/// which may hold spaces.
fn ticks_of_children(stat: &str) -> Option<f64> {
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut ticks = rest.split(' ').skip(13).map(str::parse::<f64>);
    Some(ticks.next()?.ok()? + ticks.next()?.ok()?)
}

/// Returns the number of crates that a program with the client for phone numbers builds.
fn crates(root: &Path) -> Result<usize> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["tree", "--package", "acs-phone-numbers"])
        .args(["--edges", "normal,build", "--prefix", "none"])
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("cargo shows no tree".into());
    }
    let tree = String::from_utf8(output.stdout)?;
    let named = tree.lines().map(|line| {
        let mut words = line.split(' ');
        (words.next(), words.next())
    });
    Ok(named.collect::<BTreeSet<_>>().len())
}

#[cfg(test)]
mod tests {
    use super::ticks_of_children;

    #[test]
    fn reads_what_linux_says_of_children() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 1 2 3 4 50 60 7100 820 20 0 1 0 99 1 1\n";
        assert_eq!(ticks_of_children(stat), Some(7_920.0));
        assert_eq!(ticks_of_children("7 (a) S 1"), None);
    }
}
