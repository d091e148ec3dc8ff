//! The command line: what can be chosen, and what is said in return.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use acs_emulator::{Emulator, EmulatorBuilder, OffsetDateTime, Stock};
use clap::Parser;
use serde::Serialize;
use tempfile::NamedTempFile;
use time::format_description::well_known::Rfc3339;
use tracing::Level;

const AFTER_HELP: &str = "\
The ready line, on standard output, is one JSON object:
  endpoint          where the service is, over HTTP
  httpsEndpoint     the same over HTTPS; with --tls
  connectionString  endpoint and access key; over HTTPS with --tls
  adminEndpoint     where the admin API is; GET / names its paths
  adminToken        what it asks for, as a bearer token; only if it does
  caFile            the certificate to trust, as PEM; with --tls
  token             a bearer token, good for a day
Logs go to standard error. SIGTERM and ctrl-c end the emulator.

Examples:
  acs-emulator --port 8080
  acs-emulator --tls --ca ca.pem        NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE or SSL_CERT_FILE
                                        make clients trust ca.pem
  acs-emulator --data resource.sqlite   the next start goes on where this one ended
  acs-emulator --clock 2025-06-17T16:40:22Z --random-seed 1
                                        the same ids and dates each time";

/// Azure Communication Services phone numbers and SIP routing on your own machine.
///
/// Prints one line of JSON on standard output when it is ready, with the endpoint, a connection
/// string and a bearer token; everything else goes to standard error.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP)]
pub(crate) struct Options {
    /// The address to listen on. 0.0.0.0 lets in whoever can reach this machine; the admin API asks
    /// for a token then.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::from(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The host name or address that others are told to come to, with the port of the service if it
    /// is another one for them.
    #[arg(long, value_name = "HOST[:PORT]")]
    advertise: Option<String>,
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The port for the admin API; 0 takes any that is free.
    #[arg(long, default_value_t = 0)]
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
    #[arg(long, value_name = "TIME", value_parser = time_of)]
    clock: Option<OffsetDateTime>,
    /// Make ids and the order of browsed numbers repeatable.
    #[arg(long, value_name = "NUMBER")]
    random_seed: Option<u64>,
    /// Write what workload identities show for a token to this file, to be named in the environment
    /// variable `AZURE_FEDERATED_TOKEN_FILE`.
    #[arg(long, value_name = "FILE")]
    federated_token: Option<PathBuf>,
    /// What is logged on standard error: error, warn, info, debug or trace, each with those before it.
    #[arg(long, value_name = "LEVEL", default_value_t = Level::INFO)]
    pub(crate) log_level: Level,
}

fn time_of(text: &str) -> Result<OffsetDateTime, time::error::Parse> {
    OffsetDateTime::parse(text, &Rfc3339)
}

impl Options {
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

/// The ready line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ready<'a> {
    endpoint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    https_endpoint: Option<String>,
    connection_string: String,
    admin_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    admin_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ca_file: Option<&'a Path>,
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
