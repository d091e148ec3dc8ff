//! Plans in files: JSON without secrets, with who made them, when, and by what.

use std::{env, path::Path};

use acs_core::Timestamp;
use acs_sip_routing::Plan;
use serde::{Deserialize, Serialize};

use super::file::text;
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
    private_file,
};

const FORMAT: &str = "acs-sip-plan/1";

/// Plan in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PlanFile {
    format: String,
    /// The user who made it.
    pub(super) made_by: String,
    /// The time at which it was made.
    pub(super) made_at: String,
    /// The program that made it, with its version.
    pub(super) made_with: String,
    /// The plan: the resource, its routing before, and after.
    pub(super) plan: Plan,
}

impl PlanFile {
    /// A plan that is made now, by whoever runs the program.
    pub(super) fn new(plan: Plan) -> Self {
        let user = ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| env::var(name).ok());
        Self {
            format: FORMAT.to_owned(),
            made_by: user.unwrap_or_else(|| "unknown".to_owned()),
            made_at: Timestamp::now().to_string(),
            made_with: concat!("acs ", env!("CARGO_PKG_VERSION")).to_owned(),
            plan,
        }
    }

    /// Reads a plan.
    pub(super) fn read(file: &Path) -> Outcome<Self> {
        let unreadable = |problem: &str| {
            Failure::new(
                Exit::Usage,
                format!("{} is no plan: {problem}", file.display()),
            )
            .hint("`acs sip plan FILE --out PLAN` makes one")
        };
        let read: Self =
            serde_json::from_str(&text(file)?).map_err(|error| unreadable(&error.to_string()))?;
        if read.format != FORMAT {
            return Err(unreadable("it is of another version of acs"));
        }
        Ok(read)
    }

    /// Writes the plan, for the owner alone: a routing may have numbers in it.
    pub(super) fn write(&self, file: &Path) -> Outcome {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from)?;
        private_file::write(file, &text).map_err(|error| {
            Failure::new(
                Exit::Other,
                format!("{} cannot be written: {error}", file.display()),
            )
        })
    }
}
