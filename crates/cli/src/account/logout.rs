//! `acs logout`.

use clap::Args;

use crate::{
    connection::Profiles,
    exit::Exit,
    failure::{Failure, Outcome},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
It removes the profile with its secret. What is in the environment stays.

Examples:
  acs logout
  acs logout --name prod";

/// Arguments of `acs logout`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The name of the profile; without it, the current one
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When there is no such profile.
    pub(crate) fn run(self, session: &Session) -> Outcome {
        let mut profiles = Profiles::load()?;
        let current = profiles.current().map(|profile| profile.name.clone());
        let name = self.name.or(current).ok_or_else(|| {
            Failure::new(Exit::Usage, "no profile is in use").hint("name one by --name")
        })?;
        profiles.remove(&name)?;
        profiles.save()?;
        session.globals.note(&format!("Profile {name} is removed."));
        Ok(())
    }
}
