//! The command line of a sample.

use std::ops::Deref;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::{Failure, Result, Service};

const VALUE: &str = "value";
const FOR_REAL: &str = "for-real";

const SERVICE: &str = "\
Without settings the sample runs against an emulator in the same process, which costs nothing and
needs no account. The environment names another service:
  COMMUNICATION_CONNECTION_STRING  a resource, or an emulator, by its connection string
  COMMUNICATION_ENDPOINT           a resource by its endpoint, and the sign-in to Microsoft Entra ID";

/// A sample: its purpose, its arguments, and the change that it makes.
#[derive(Debug)]
pub struct Sample {
    command: Command,
    default: Option<&'static str>,
    change: Option<&'static str>,
}

/// A sample that was started, with its service and its arguments.
#[derive(Debug)]
pub struct Started {
    service: Service,
    arguments: ArgMatches,
    default: &'static str,
}

impl Sample {
    /// A sample with this purpose, which takes no argument and changes nothing.
    #[must_use]
    pub fn new(purpose: &'static str) -> Self {
        let command = Command::new("sample").about(purpose).after_help(SERVICE);
        Self {
            command,
            default: None,
            change: None,
        }
    }

    /// Takes a value by position, or the default without one.
    #[must_use]
    pub fn argument(mut self, name: &'static str, default: &'static str) -> Self {
        let help = match default {
            "" => "May be left out".to_owned(),
            default => format!("{default} if left out"),
        };
        self.command = self
            .command
            .arg(Arg::new(VALUE).value_name(name).help(help));
        self.default = Some(default);
        self
    }

    /// Takes an option that is given or not.
    #[must_use]
    pub fn flag(mut self, name: &'static str, help: &'static str) -> Self {
        let flag = Arg::new(name).long(name).action(ArgAction::SetTrue);
        self.command = self.command.arg(flag.help(help));
        self
    }

    /// Makes this change, which costs money or affects what is in use. On a real resource that
    /// takes `--for-real`.
    #[must_use]
    pub fn changes(mut self, change: &'static str) -> Self {
        self.change = Some(change);
        let help = "Do it on a real resource: ".to_owned() + change;
        let flag = Arg::new(FOR_REAL).long(FOR_REAL).action(ArgAction::SetTrue);
        self.command = self.command.arg(flag.help(help));
        self
    }

    /// Reads the command line, for a sample that needs no service. Ends the program after `--help`,
    /// and where an argument is not known.
    pub fn arguments(self) {
        self.command.get_matches();
    }

    /// Reads the command line and connects to the service. Ends the program after `--help`, and
    /// where an argument is not known.
    ///
    /// # Errors
    /// When the environment names no usable service, or a change was not asked for.
    pub async fn start(self) -> Result<Started> {
        let arguments = self.command.get_matches();
        let service = Service::from_environment().await?;
        if let Some(change) = self.change
            && !service.is_emulated()
            && !arguments.get_flag(FOR_REAL)
        {
            return Err(Failure::because(format!(
                "This would {change} on a real resource. If that is what you want, add `-- --{FOR_REAL}`."
            )));
        }
        Ok(Started {
            service,
            arguments,
            default: self.default.unwrap_or_default(),
        })
    }
}

impl Started {
    /// The value that was given, or its default.
    #[must_use]
    pub fn argument(&self) -> &str {
        let given = self.arguments.try_get_one::<String>(VALUE).ok().flatten();
        given.map_or(self.default, String::as_str)
    }

    /// Returns true if the option was given.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.arguments.get_flag(name)
    }
}

impl Deref for Started {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}
