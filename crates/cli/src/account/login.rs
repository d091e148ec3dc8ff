//! `acs login`.

use acs_core::PollerOptions;
use acs_phone_numbers::{ListPurchasedPhoneNumbersOptions, PageSize};
use clap::Args;
use futures::TryStreamExt as _;

use super::profile::entered;
use crate::{
    connection::{Connection, Profiles, client_options},
    failure::Outcome,
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
It asks for the connection string without showing it, or takes it from a file or standard input.
With --endpoint it uses the sign-in to Microsoft Entra ID that is at hand: of the environment, a
managed identity, or the Azure CLI. The profile is kept in a file that only you can read, and only
if the service accepts it.

Examples:
  acs login
  acs login --name prod --connection-string-file secret.txt
  az communication list-key … | acs login --connection-string-file -
  acs login --endpoint https://contoso.communication.azure.com";

/// Arguments of `acs login`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The name of the profile
    #[arg(long, value_name = "NAME", default_value = "default")]
    name: String,
    /// Keep the profile without asking the service if it is accepted
    #[arg(long)]
    no_check: bool,
}

impl Arguments {
    /// Carries the command out.
    ///
    /// # Errors
    /// When the service does not accept it, or the profile cannot be kept.
    pub(crate) async fn run(self, session: &Session) -> Outcome {
        let profile = entered(session, &self.name)?;
        let connection = Connection::by_profile(&profile)?;
        if !self.no_check {
            check(&connection).await?;
        }
        let mut profiles = Profiles::load()?;
        profiles.set(profile);
        profiles.save()?;
        let (name, endpoint) = (&self.name, connection.endpoint());
        session.globals.note(&format!(
            "Signed in to {endpoint}; profile {name} is the current one."
        ));
        Ok(())
    }
}

/// Asks the service for something that changes nothing.
///
/// # Errors
/// When it does not let us in.
pub(crate) async fn check(connection: &Connection) -> Outcome {
    let client = connection.numbers(client_options(PollerOptions::default()))?;
    let options = ListPurchasedPhoneNumbersOptions::default().page_size(PageSize::of::<1>());
    client
        .list_purchased_phone_numbers(Some(options))
        .try_next()
        .await?;
    Ok(())
}
