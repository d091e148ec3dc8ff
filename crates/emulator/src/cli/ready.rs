//! Text for when the emulator is ready.

use std::fmt;
use std::path::Path;

use acs_emulator::Emulator;
use serde::Serialize;

use super::Files;

/// Facts that other programs need. As JSON it is the ready line; `Display` is for people.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ready<'a> {
    pub(super) endpoint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) https_endpoint: Option<String>,
    pub(super) connection_string: String,
    pub(super) admin_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) admin_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ca_file: Option<&'a Path>,
    token: String,
}

impl<'a> Ready<'a> {
    pub(crate) fn of(emulator: &'a Emulator, files: &'a Files) -> Self {
        let secure = emulator.https_connection_string();
        Self {
            endpoint: emulator.endpoint(),
            https_endpoint: emulator.https_endpoint(),
            // Clients that take a connection string refuse HTTP, or use HTTPS whatever it says.
            connection_string: secure.unwrap_or_else(|| emulator.connection_string()),
            admin_endpoint: emulator.admin_endpoint(),
            admin_token: emulator.admin_token(),
            ca_file: files.ca.as_deref(),
            token: emulator.token(),
        }
    }
}

impl fmt::Display for Ready<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ca_file = self.ca_file.map(|it| it.display().to_string());
        writeln!(f, "The emulator is ready.\n")?;
        for (name, value) in [
            ("Service", Some(self.endpoint.as_str())),
            ("over HTTPS", self.https_endpoint.as_deref()),
            ("Connection string", Some(&self.connection_string)),
            ("Certificate to trust", ca_file.as_deref()),
            ("Admin API", self.admin_endpoint.as_deref()),
            ("Admin token", self.admin_token),
        ] {
            if let Some(value) = value {
                writeln!(f, "  {name:<21} {value}")?;
            }
        }
        write!(f, "\nStop it with ctrl-c. --help says what else it can do.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_where_it_is_and_how_to_stop_it() {
        let ready = Ready {
            endpoint: "http://127.0.0.1:80".to_owned(),
            https_endpoint: None,
            connection_string: "endpoint=http://127.0.0.1:80/;accesskey=c2VjcmV0".to_owned(),
            admin_endpoint: Some("http://127.0.0.1:81".to_owned()),
            admin_token: None,
            ca_file: Some(Path::new("/tmp/ca.pem")),
            token: "a.long.one".to_owned(),
        };
        let expected = "\
The emulator is ready.

  Service               http://127.0.0.1:80
  Connection string     endpoint=http://127.0.0.1:80/;accesskey=c2VjcmV0
  Certificate to trust  /tmp/ca.pem
  Admin API             http://127.0.0.1:81

Stop it with ctrl-c. --help says what else it can do.";
        assert_eq!(ready.to_string(), expected);
    }
}
