//! The command line: what can be chosen, and what is said in return.

mod child;
mod ready;
mod values;

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use acs_emulator::{Emulator, EmulatorBuilder, OffsetDateTime, Stock};
use clap::Parser;
use tempfile::NamedTempFile;
use tracing::Level;

pub(crate) use child::{CannotRun, Child, told_to_stop};
pub(crate) use ready::Ready;

const AFTER_HELP: &str = "\
On a terminal it says in words where it is; anywhere else, the ready line on standard output is one
JSON object:
  endpoint          where the service is, over HTTP
  httpsEndpoint     the same over HTTPS; with --tls
  connectionString  endpoint and access key; over HTTPS with --tls
  adminEndpoint     where the admin API is; GET / names its paths
  adminToken        what it asks for, as a bearer token; only if it does
  caFile            the certificate to trust, as PEM; with --tls
  token             a bearer token, good for a day
Logs go to standard error. SIGTERM and ctrl-c end the emulator.

A command after -- runs beside the emulator, which ends with it and with its exit code. It finds in
its environment:
  COMMUNICATION_CONNECTION_STRING, COMMUNICATION_SAMPLES_CONNECTION_STRING,
  AZURE_COMMUNICATION_CONNECTION_STRING
                    the connection string, for the samples of this SDK, those of the official
                    clients, and the Azure CLI
  COMMUNICATION_ENDPOINT
                    the endpoint
  IDENTITY_ENDPOINT, IDENTITY_HEADER
                    where credentials get their tokens
  NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, SSL_CERT_FILE
                    the certificate to trust; with --tls, which the official clients need
  ACS_EMULATOR      the ready line

Examples:
  acs-emulator --port 8080
  acs-emulator --tls --ca ca.pem        NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE or SSL_CERT_FILE
                                        make clients trust ca.pem
  acs-emulator --data resource.sqlite   the next start goes on where this one ended
  acs-emulator --tls -- npm test        tests against an emulator of their own
  acs-emulator --clock 2025-06-17T16:40:22Z --random-seed 1
                                        the same ids and dates each time";

/// Azure Communication Services phone numbers and SIP routing on your own machine.
///
/// Says on standard output when it is ready, with the endpoint, a connection string and a bearer
/// token; everything else goes to standard error.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// The address to listen on. 0.0.0.0 lets in whoever can reach this machine; the admin API asks
    /// for a token then.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = values::address)]
    host: IpAddr,
    /// The host name or address that others are told to come to, with the port of the service if it
    /// is another one for them.
    #[arg(long, value_name = "HOST[:PORT]")]
    advertise: Option<String>,
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value = "0", value_parser = values::port)]
    port: u16,
    /// The port for the admin API; 0 takes any that is free.
    #[arg(long, default_value = "0", value_parser = values::port)]
    admin_port: u16,
    /// Let the admin API ask for this token.
    #[arg(long, value_name = "TOKEN")]
    admin_token: Option<String>,
    /// Let pages of this origin, such as `https://app.example`, call the service from a browser. Those
    /// from this machine may in any case; `*` lets in all.
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Speak HTTPS as well, on the same ports, with a certificate made at the start.
    #[arg(long)]
    tls: bool,
    /// Write the certificate to trust, as PEM, to this file; without it, to a temporary one.
    #[arg(long, value_name = "FILE", requires = "tls")]
    ca: Option<PathBuf>,
    /// Keep everything in this file, and go on from it if it is there already.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Write every request to this file as it is answered, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Take stock, offerings and owned numbers from this JSON file.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Enable no SIP domain that was not verified, by the seed file or the admin API.
    #[arg(long)]
    only_verified_domains: bool,
    /// Refuse an update of the SIP configuration with nothing in it.
    #[arg(long)]
    refuse_empty_updates: bool,
    /// Take this access key, in base64, instead of the one for demonstrations.
    #[arg(long, value_name = "BASE64")]
    access_key: Option<String>,
    /// Let the clock stand still at this time, such as 2025-06-17T16:40:22Z.
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    clock: Option<OffsetDateTime>,
    /// Make ids and the order of browsed numbers repeatable.
    #[arg(long, value_name = "NUMBER", value_parser = values::seed)]
    random_seed: Option<u64>,
    /// Write what workload identities show for a token to this file, to be named in the environment
    /// variable `AZURE_FEDERATED_TOKEN_FILE`.
    #[arg(long, value_name = "FILE")]
    federated_token: Option<PathBuf>,
    /// What is logged on standard error: error, warn, info, debug or trace, each with those before it.
    /// Without it info, or warn beside a command.
    #[arg(long, value_name = "LEVEL", value_parser = values::level)]
    log_level: Option<Level>,
    /// A command to run beside the emulator, with its arguments.
    #[arg(last = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

impl Options {
    pub(crate) fn log_level(&self) -> Level {
        let level = if self.command.is_empty() {
            Level::INFO
        } else {
            Level::WARN
        };
        self.log_level.unwrap_or(level)
    }

    /// The command to run, if there is one, and its arguments.
    pub(crate) fn command(&self) -> Option<(&OsString, &[OsString])> {
        self.command.split_first()
    }

    pub(crate) fn builder(&self) -> Result<EmulatorBuilder, Box<dyn Error>> {
        let mut builder = Emulator::builder()
            .host(self.host)
            .port(self.port)
            .admin(self.admin_port);
        if let Some(host) = &self.advertise {
            builder = builder.advertise(host);
        }
        if let Some(token) = &self.admin_token {
            builder = builder.admin_token(token);
        }
        for origin in &self.allow_origin {
            builder = builder.allow_origin(origin);
        }
        if self.tls {
            builder = builder.tls();
        }
        if let Some(path) = &self.record {
            builder = builder.record(path);
        }
        if let Some(path) = &self.data {
            builder = builder.data_file(path);
        }
        if let Some(path) = &self.seed {
            let text = fs::read_to_string(path).map_err(|error| about(path, &error))?;
            let stock = Stock::from_json(&text).map_err(|error| about(path, &error))?;
            builder = builder.stock(stock);
        }
        if self.only_verified_domains {
            builder = builder.only_verified_domains();
        }
        if self.refuse_empty_updates {
            builder = builder.refuse_empty_updates();
        }
        if let Some(key) = &self.access_key {
            builder = builder.access_key(key);
        }
        if let Some(time) = self.clock {
            builder = builder.manual_clock_at(time);
        }
        if let Some(seed) = self.random_seed {
            builder = builder.seed(seed);
        }
        Ok(builder)
    }
}

/// Files that others read while the emulator runs.
pub(crate) struct Files {
    ca: Option<PathBuf>,
    /// Goes away with the emulator, unless that is killed.
    _temporary: Option<NamedTempFile>,
}

impl Files {
    pub(crate) fn write(options: &Options, emulator: &Emulator) -> Result<Self, Box<dyn Error>> {
        if let Some(path) = &options.federated_token {
            write(path, &emulator.federated_token())?;
        }
        let (ca, temporary) = match (emulator.ca_certificate(), &options.ca) {
            (None, _) => (None, None),
            (Some(pem), Some(path)) => {
                write(path, pem)?;
                (Some(std::path::absolute(path)?), None)
            }
            (Some(pem), None) => {
                let mut file = NamedTempFile::with_suffix(".pem")?;
                file.write_all(pem.as_bytes())?;
                (Some(file.path().to_owned()), Some(file))
            }
        };
        Ok(Self {
            ca,
            _temporary: temporary,
        })
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| about(path, &error))
}

fn about(path: &Path, error: &dyn Error) -> String {
    format!("{}: {error}", path.display())
}
