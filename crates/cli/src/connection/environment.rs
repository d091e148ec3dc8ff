//! Connections in the environment.

use std::env;

use super::{Connection, Source};
use crate::{
    exit::Exit,
    failure::{Failure, Outcome},
};

const CONNECTION_STRING: &str = "COMMUNICATION_CONNECTION_STRING";
const AZURE_CONNECTION_STRING: &str = "AZURE_COMMUNICATION_CONNECTION_STRING";
const ENDPOINT: &str = "COMMUNICATION_ENDPOINT";
const PROFILE: &str = "ACS_PROFILE";

/// Returns the connection that the environment names, if it names one.
pub(super) fn find() -> Outcome<Option<Outcome<Connection>>> {
    let found = read(|name| env::var(name).ok().filter(|value| !value.is_empty()))?;
    Ok(found.map(|found| match found {
        Found::Key(text, variable) => Connection::by_key(&text, Source::Environment(variable)),
        Found::EntraId(endpoint) => {
            Connection::by_entra_id(&endpoint, Source::Environment(ENDPOINT))
        }
        Found::Profile(name) => Connection::by_profile(super::Profiles::load()?.get(&name)?),
    }))
}

#[derive(Debug, PartialEq)]
enum Found {
    Key(String, &'static str),
    EntraId(String),
    Profile(String),
}

fn read(variable: impl Fn(&str) -> Option<String>) -> Outcome<Option<Found>> {
    let (ours, azures) = (
        variable(CONNECTION_STRING),
        variable(AZURE_CONNECTION_STRING),
    );
    if let (Some(one), Some(other)) = (&ours, &azures)
        && one.trim() != other.trim()
    {
        let problem =
            format!("{CONNECTION_STRING} and {AZURE_CONNECTION_STRING} are both set and differ");
        return Err(Failure::new(Exit::Usage, problem)
            .hint("unset one of them, or name a profile by --profile"));
    }
    let profile = variable(PROFILE).map(Found::Profile);
    let key = |text: Option<String>, name| text.map(|text| Found::Key(text, name));
    Ok(profile
        .or_else(|| key(ours, CONNECTION_STRING))
        .or_else(|| key(azures, AZURE_CONNECTION_STRING))
        .or_else(|| variable(ENDPOINT).map(Found::EntraId)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_of(variables: &[(&str, &str)]) -> Outcome<Option<Found>> {
        read(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn two_that_differ_are_an_error_without_what_is_in_them() {
        let both = [
            (CONNECTION_STRING, "hidden"),
            (AZURE_CONNECTION_STRING, "two"),
        ];
        let refused = read_of(&both).unwrap_err();
        assert_eq!(refused.exit(), Exit::Usage);
        assert!(!refused.to_string().contains("hidden"), "{refused}");
        let alike = [
            (CONNECTION_STRING, "one"),
            (AZURE_CONNECTION_STRING, "one\n"),
        ];
        assert_eq!(
            read_of(&alike).unwrap(),
            Some(Found::Key("one".to_owned(), CONNECTION_STRING))
        );
    }

    #[test]
    fn a_key_goes_before_an_endpoint() {
        let both = [
            (ENDPOINT, "https://contoso.com"),
            (AZURE_CONNECTION_STRING, "one"),
        ];
        let found = read_of(&both).unwrap();
        assert_eq!(
            found,
            Some(Found::Key("one".to_owned(), AZURE_CONNECTION_STRING))
        );
        let found = read_of(&both[..1]).unwrap();
        assert_eq!(
            found,
            Some(Found::EntraId("https://contoso.com".to_owned()))
        );
        assert_eq!(read_of(&[]).unwrap(), None);
    }
}
