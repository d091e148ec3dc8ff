//! The differences between the published document and ours.
//!
//! Both are reduced to facts, a line each: the published one after it has gone through the import,
//! with the deviations that are written down. Prose and examples are no facts, nor are tags.

mod facts;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt, path::Path};

use crate::{
    published::Files,
    spec_import::{self, ImportError},
};

/// The facts that only one of the documents states.
#[derive(Debug)]
pub(crate) struct Report {
    ours: BTreeSet<String>,
    theirs: BTreeSet<String>,
    /// The reasons for which ours is different on purpose.
    deviations: Vec<String>,
}

/// Compares the Swagger 2.0 document at `upstream` with the `OpenAPI` 3.0 document at `spec`.
pub(crate) fn run(upstream: &Path, spec: &Path) -> Result<Report, ImportError> {
    let theirs = spec_import::structure(upstream, spec)?;
    let ours = Files::default().open(spec)?;
    ours.require_format("openapi", "3.0", "OpenAPI 3.0")?;
    Ok(Report {
        ours: facts::of(ours.value()),
        theirs: facts::of(&theirs.document),
        deviations: theirs.deviations.into_iter().map(|it| it.reason).collect(),
    })
}

impl Report {
    /// The number of subjects of which the documents say something else.
    pub(crate) fn differences(&self) -> usize {
        let subjects = self.lines().into_iter().map(|(subject, ..)| subject);
        subjects.collect::<BTreeSet<_>>().len()
    }

    /// The lines that only one of the documents has, with what they are about: ours first, where
    /// both say something about it.
    fn lines(&self) -> Vec<(&str, char, &str)> {
        let ours = self.ours.difference(&self.theirs).map(|it| ('-', it));
        let theirs = self.theirs.difference(&self.ours).map(|it| ('+', it));
        let mut lines: Vec<_> = ours
            .chain(theirs)
            .map(|(sign, line)| (line.split(": ").next().unwrap_or(line), sign, &**line))
            .collect();
        lines.sort_by_key(|(subject, sign, line)| (*subject, *sign == '+', *line));
        lines
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (_, sign, line) in self.lines() {
            writeln!(f, "{sign} {line}")?;
        }
        for reason in &self.deviations {
            writeln!(f, "deviation: {reason}")?;
        }
        let count = self.differences();
        let plural = if count == 1 { "" } else { "s" };
        writeln!(f, "{count} difference{plural} (- ours, + published)")
    }
}
