//! Workflows of careful users through a proxy that spoils answers, held against the truth.
//!
//! A workflow is written as the documentation of the clients advises: it believes a success and a
//! definite no, looks up what became of an unknown outcome, and repeats only what was not done. Each
//! call that must not be carried out twice is held against what the emulator did during it, and each
//! workflow against what there is in the end.

mod buying;
mod capabilities;
mod report;
mod routing;
mod steps;
mod world;

use std::{fmt, str::FromStr};

use self::world::World;
use crate::Outcome;

pub use report::{Invariant, Report, Told, Violation};

/// The kinds of workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Searching for a number, buying and releasing it.
    Purchase,
    /// Reserving a number of choice, buying and releasing it.
    Reservation,
    /// Changing what a number can do, twice in a row.
    Capabilities,
    /// Setting a trunk, and routes over it.
    Routing,
    /// Asking for the operator of a number.
    Question,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Purchase,
        Self::Reservation,
        Self::Capabilities,
        Self::Routing,
        Self::Question,
    ];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Purchase => "purchase",
            Self::Reservation => "reservation",
            Self::Capabilities => "capabilities",
            Self::Routing => "routing",
            Self::Question => "question",
        })
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.to_string() == word);
        found.ok_or_else(|| format!("{word} is no kind of workflow"))
    }
}

/// Runs so many workflows of these kinds, one after the other. The same seed meets the same faults.
///
/// # Errors
/// When a workflow cannot be run. An invariant that is violated is in the report.
pub async fn run(kinds: &[Kind], workflows: usize, seed: u64) -> Outcome<Report> {
    let mut world = World::start(seed).await?;
    for (number, kind) in kinds.iter().cycle().take(workflows).enumerate() {
        world.begin(*kind, number);
        match kind {
            Kind::Purchase => buying::purchase(&mut world).await?,
            Kind::Reservation => buying::reservation(&mut world).await?,
            Kind::Capabilities => capabilities::two_changes(&mut world).await?,
            Kind::Routing => routing::trunk_and_routes(&mut world).await?,
            Kind::Question => steps::question(&mut world).await?,
        }
    }
    Ok(world.into_report())
}
