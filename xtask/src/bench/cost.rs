//! Cost of a run, and of several.

use std::{
    fmt,
    process::{Command, Stdio},
};

use serde_json::Value;

use super::Result;

#[derive(Clone, Debug)]
pub(super) struct Cost {
    pub(super) cpu: f64,
    pub(super) peak_kib: i64,
}

impl Cost {
    /// Runs a program that prints what its calls cost it as one line of JSON.
    pub(super) fn of(command: &mut Command) -> Result<Self> {
        let output = command.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(format!("{command:?}: {}", output.status).into());
        }
        let line: Value = serde_json::from_slice(&output.stdout)?;
        let figure = |name: &str| {
            let value = line.get(name);
            value.ok_or_else(|| format!("{command:?} prints no {name}"))
        };
        Ok(Self {
            cpu: figure("cpu")?.as_f64().ok_or("cpu is no number")?,
            peak_kib: figure("peakKiB")?.as_i64().ok_or("peakKiB is no number")?,
        })
    }
}

/// The middle of several figures, and how far they are apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spread {
    least: f64,
    middle: f64,
    most: f64,
}

impl Spread {
    pub(super) fn of(figures: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.collect();
        sorted.sort_by(f64::total_cmp);
        let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
        Self {
            least: at(0),
            middle: at(sorted.len() / 2),
            most: at(sorted.len().saturating_sub(1)),
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(3);
        let Self {
            least,
            middle,
            most,
        } = self;
        write!(f, "{middle:.digits$} ({least:.digits$} to {most:.digits$})")
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn one_slow_round_moves_the_edge_and_not_the_middle() {
        let spread = Spread::of([1.5, 9.0, 1.0, 1.25, 2.0].into_iter());
        assert_eq!(format!("{spread:.2}"), "1.50 (1.00 to 9.00)");
    }

    #[test]
    fn figures_that_nobody_has_are_none() {
        assert_eq!(Spread::of([].into_iter()), Spread::default());
    }
}
