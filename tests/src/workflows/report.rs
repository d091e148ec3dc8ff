//! The results of many workflows.

use std::{collections::BTreeMap, fmt};

use super::Kind;
use crate::proxy::{Exchange, Fault};

/// A promise that holds whatever happens on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariant {
    /// A definite no is true.
    NotDoneIsNotDone,
    /// A yes is true.
    DoneIsDone,
    /// One call is carried out once at most.
    OncePerCall,
    /// A search is bought once, and of the numbers nothing is bought that was not asked for.
    BoughtOnce,
    /// An unknown outcome has an id to look up, or does not ask to look anything up.
    UnknownIsNamed,
    /// An error of following an operation that has not failed says how to go on.
    FollowingGoesOn,
    /// Looking up an unknown outcome gives the truth.
    LookingUpIsTrue,
    /// The change that was confirmed last stands in the end.
    ConfirmedStands,
}

impl Invariant {
    fn word(self) -> &'static str {
        match self {
            Self::NotDoneIsNotDone => "a definite no is true",
            Self::DoneIsDone => "a yes is true",
            Self::OncePerCall => "a call is carried out once",
            Self::BoughtOnce => "nothing is bought twice",
            Self::UnknownIsNamed => "an unknown outcome has an id",
            Self::FollowingGoesOn => "an operation can be followed on",
            Self::LookingUpIsTrue => "looking up gives the truth",
            Self::ConfirmedStands => "what was confirmed stands",
        }
    }
}

impl fmt::Display for Invariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The word of a call about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It is done.
    Done,
    /// It may be done.
    Unknown,
    /// It is surely not done.
    NotDone,
}

/// A promise that was not kept.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The promise.
    pub invariant: Invariant,
    /// The workflow, and its place in the run.
    pub workflow: (Kind, usize),
    /// The facts that break it.
    pub text: String,
    /// The exchanges of the workflow so far.
    pub history: Vec<Exchange>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, number) = self.workflow;
        writeln!(
            f,
            "{kind} workflow {number}: not kept: {}: {}",
            self.invariant, self.text
        )?;
        for exchange in &self.history {
            writeln!(f, "    {exchange}")?;
        }
        Ok(())
    }
}

/// Counts of the calls that met one fault first: by their word, and of how often they were carried
/// out.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    done: usize,
    unknown: usize,
    not_done: usize,
    executions: usize,
}

/// The results of many workflows.
#[derive(Debug, Default)]
pub struct Report {
    /// Calls that must not be carried out twice, by the fault that they met first.
    table: BTreeMap<Option<Fault>, Row>,
    /// Counts of the ways in which workflows ended.
    ends: BTreeMap<(&'static str, &'static str), usize>,
    /// The promises that were not kept.
    pub violations: Vec<Violation>,
    /// The number of workflows.
    pub workflows: usize,
    /// The number of exchanges.
    pub exchanges: usize,
}

/// The number of violations that are shown in full.
const SHOWN: usize = 3;

impl Report {
    /// Takes down a call that must not be carried out twice.
    pub(super) fn called(&mut self, first: Option<Fault>, told: Told, executions: usize) {
        let row = self.table.entry(first).or_default();
        row.executions += executions;
        match told {
            Told::Done => row.done += 1,
            Told::Unknown => row.unknown += 1,
            Told::NotDone => row.not_done += 1,
        }
    }

    pub(super) fn ended(&mut self, what: &'static str, how: &'static str) {
        *self.ends.entry((what, how)).or_default() += 1;
    }

    /// Counts how often each promise was not kept.
    pub fn counts(&self) -> BTreeMap<Invariant, usize> {
        let mut counts = BTreeMap::new();
        for violation in &self.violations {
            *counts.entry(violation.invariant).or_default() += 1;
        }
        counts
    }

    /// Nothing, if all promises were kept.
    ///
    /// # Errors
    /// Those that were not, how often, and the first of them with what the proxy had done.
    pub fn check(&self) -> Result<(), String> {
        if self.violations.is_empty() {
            return Ok(());
        }
        let counts = self.counts().into_iter();
        let counts = counts.map(|(invariant, count)| format!("  {count:5} times: {invariant}\n"));
        let shown = self.violations.iter().take(SHOWN);
        let shown = shown.map(|violation| format!("\n{violation}"));
        Err(format!(
            "not kept in {} workflows:\n{}{}",
            self.workflows,
            counts.collect::<String>(),
            shown.collect::<String>()
        ))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} workflows, {} exchanges; calls that must not be carried out twice:\n",
            self.workflows, self.exchanges
        )?;
        let (fault, done, unknown) = ("first fault", "done", "unknown");
        writeln!(
            f,
            "{fault:32}{done:>8}{unknown:>9}{:>10}{:>13}",
            "not done", "carried out"
        )?;
        for (fault, row) in &self.table {
            let fault = fault.map_or("none", Fault::word);
            writeln!(
                f,
                "{fault:32}{:8}{:9}{:10}{:13}",
                row.done, row.unknown, row.not_done, row.executions
            )?;
        }
        writeln!(f, "\nhow they ended:\n")?;
        for ((what, how), count) in &self.ends {
            writeln!(f, "{count:8}  {what} {how}")?;
        }
        Ok(())
    }
}
