//! `acs profile`.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::{
    connection::{
        Connection, Profile, Profiles, SignIn, ask_for_connection_string, read_connection_string,
    },
    exit::Exit,
    failure::{Failure, Outcome},
    output::{Column, List, one},
    session::Session,
};

pub(crate) const EXAMPLES: &str = "\
The order in which a connection is looked for: --connection-string-file, --endpoint, --profile;
ACS_PROFILE, COMMUNICATION_CONNECTION_STRING, AZURE_COMMUNICATION_CONNECTION_STRING and
COMMUNICATION_ENDPOINT in the environment; the current profile.

Examples:
  acs profile list
  acs profile use prod
  acs profile set test --connection-string-file secret.txt";

const LIST: &str = "\
Columns: name current endpoint signIn

Examples:
  acs profile list";
const SHOW: &str = "\
Columns: name current endpoint signIn

Examples:
  acs profile show prod";
const USE: &str = "\
Examples:
  acs profile use prod";
const SET: &str = "\
It asks for the connection string, unless --connection-string-file or --endpoint is given. The
service is not asked; `acs login` does that.

Examples:
  acs profile set test --connection-string-file secret.txt
  acs profile set prod --endpoint https://contoso.communication.azure.com";
const REMOVE: &str = "\
Examples:
  acs profile remove test";

const COLUMNS: &[Column] = &[
    Column::new("name"),
    Column::new("current"),
    Column::new("endpoint"),
    Column::new("signIn"),
];

/// Verbs of `acs profile`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List profiles
    #[command(after_help = LIST)]
    List,
    /// Show a profile, without its secret
    #[command(after_help = SHOW)]
    Show(Name),
    /// Make a profile the current one
    #[command(after_help = USE)]
    Use(Name),
    /// Make or change a profile
    #[command(after_help = SET)]
    Set(Name),
    /// Remove a profile with its secret
    #[command(after_help = REMOVE)]
    Remove(Name),
}

/// The profile.
#[derive(Args, Debug)]
pub(crate) struct Name {
    /// The name of the profile
    name: String,
}

impl Command {
    /// Carries the command out.
    ///
    /// # Errors
    /// When there is no such profile, or the file cannot be read or written.
    pub(crate) fn run(self, session: &Session) -> Outcome {
        let globals = &session.globals;
        let mut profiles = Profiles::load()?;
        match self {
            Self::List => {
                let mut list = List::begin(globals, COLUMNS)?;
                profiles
                    .all()
                    .iter()
                    .try_for_each(|it| list.row(&row(&profiles, it)))?;
                return list.finish();
            }
            Self::Show(Name { name }) => {
                return one(globals, COLUMNS, &row(&profiles, profiles.get(&name)?));
            }
            Self::Use(Name { name }) => profiles.use_one(&name)?,
            Self::Set(Name { name }) => {
                let profile = entered(session, &name)?;
                Connection::by_profile(&profile)?;
                profiles.set(profile);
            }
            Self::Remove(Name { name }) => profiles.remove(&name)?,
        }
        profiles.save()
    }
}

fn row(profiles: &Profiles, profile: &Profile) -> Value {
    json!({
        "name": profile.name,
        "current": profiles.current() == Some(profile),
        "endpoint": profile.endpoint(),
        "signIn": profile.sign_in(),
    })
}

/// Returns the profile that the options describe, or that somebody types.
///
/// # Errors
/// When nothing is said and nobody can be asked.
pub(crate) fn entered(session: &Session, name: &str) -> Outcome<Profile> {
    let globals = &session.globals;
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Failure::new(
            Exit::Usage,
            "the name of a profile is one word of printable letters",
        ));
    }
    let sign_in = match (&globals.endpoint, &globals.connection_string_file) {
        (Some(endpoint), _) => SignIn::EntraId {
            endpoint: endpoint.clone(),
        },
        (None, Some(file)) => SignIn::Key {
            connection_string: read_connection_string(file)?,
        },
        (None, None) => SignIn::Key {
            connection_string: ask_for_connection_string()?,
        },
    };
    Ok(Profile {
        name: name.to_owned(),
        sign_in,
    })
}
