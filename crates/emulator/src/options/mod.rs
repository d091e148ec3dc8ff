//! What can be chosen before an emulator starts.

mod error;
mod start;

use std::net::IpAddr;
use std::path::PathBuf;

use time::OffsetDateTime;

pub use error::StartError;

use crate::auth::AccessKey;
use crate::clock::Clock;
#[cfg(doc)]
use crate::emulator::Emulator;
use crate::ids::Ids;
use crate::names::Names;
use crate::service::Origins;
use crate::sip::SipRules;
use crate::state::{OperationKind, OperationScript, Scripts};
use crate::stock::Stock;

/// The access key of an emulator that is not given one. It guards nothing.
const DEMO_KEY: &str = "YWNzLWVtdWxhdG9yLWRlbW8ta2V5LWd1YXJkcy1ub3RoaW5n";

/// Chooses how an emulator starts; see [`Emulator::builder`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct EmulatorBuilder {
    port: u16,
    admin_port: Option<u16>,
    names: Names,
    /// Kept as it was given until the start, which is where it can be refused.
    advertised: Option<String>,
    admin_token: Option<String>,
    origins: Origins,
    sip_rules: SipRules,
    record: Option<PathBuf>,
    /// None if it is to run, or to go on as it was.
    clock: Option<Clock>,
    /// None if what was given is no key.
    key: Option<AccessKey>,
    stock: Option<Stock>,
    ids: Ids,
    scripts: Scripts,
    #[cfg(feature = "sqlite")]
    data_file: Option<PathBuf>,
    #[cfg(feature = "tls")]
    tls: bool,
}

impl EmulatorBuilder {
    pub(crate) fn new() -> Self {
        Self {
            port: 0,
            admin_port: None,
            names: Names::default(),
            advertised: None,
            admin_token: None,
            origins: Origins::default(),
            sip_rules: SipRules::default(),
            record: None,
            clock: None,
            key: AccessKey::from_base64(DEMO_KEY),
            stock: None,
            ids: Ids::random(),
            scripts: Scripts::default(),
            #[cfg(feature = "sqlite")]
            data_file: None,
            #[cfg(feature = "tls")]
            tls: false,
        }
    }

    /// Listens on this port. Zero, the default, takes any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Listens on this address in place of 127.0.0.1, with both ports: `0.0.0.0` lets in whoever
    /// can reach this machine.
    ///
    /// The admin API asks for a token then, [`Emulator::admin_token`]. The service is as open as its
    /// access key, and that for demonstrations is known to everybody: choose
    /// [another](Self::access_key).
    pub fn host(mut self, host: IpAddr) -> Self {
        self.names.host = host;
        self
    }

    /// Tells others this host name or address, with or without the port of the service, as the one
    /// to come to, such as `emulator:8080`. Endpoints, connection strings, environments and the
    /// certificate have it; links in answers are relative, as the service's are, and lead back to
    /// wherever the client found the emulator.
    pub fn advertise(mut self, host: impl Into<String>) -> Self {
        self.advertised = Some(host.into());
        self
    }

    /// Lets the admin API ask for this token. Without one it asks on a loopback address for none,
    /// and elsewhere for one that is made at the start.
    pub fn admin_token(mut self, token: impl Into<String>) -> Self {
        self.admin_token = Some(token.into());
        self
    }

    /// Lets pages of this origin, such as `https://app.example`, call the service from a browser, and
    /// `*` those of any. Pages from this machine may in any case.
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.allow(origin.into());
        self
    }

    /// Starts the admin API and the token endpoints as well, on this port; zero takes any that is
    /// free. With an [`Emulator`] at hand it is needed for tokens at most.
    pub fn admin(mut self, port: u16) -> Self {
        self.admin_port = Some(port);
        self
    }

    /// Stops the clock at the present time, so that it moves by [`Emulator::advance`] alone.
    pub fn manual_clock(self) -> Self {
        self.manual_clock_at(OffsetDateTime::now_utc())
    }

    /// Stops the clock at a time of choice, which makes every date in an answer repeatable.
    ///
    /// The dates of signed requests are still compared with the machine's clock: they come from the
    /// client's, which is the machine's.
    pub fn manual_clock_at(mut self, time: OffsetDateTime) -> Self {
        self.clock = Some(Clock::standing_at(time));
        self
    }

    /// Takes this access key, in base64, in place of the one for demonstrations.
    pub fn access_key(mut self, base64: &str) -> Self {
        self.key = AccessKey::from_base64(base64);
        self
    }

    /// Sells and owns these numbers in place of [`Stock::demo`].
    pub fn stock(mut self, stock: Stock) -> Self {
        self.stock = Some(stock);
        self
    }

    /// Makes ids and the order of browsed numbers repeatable.
    pub fn seed(mut self, seed: u64) -> Self {
        self.ids = Ids::seeded(seed);
        self
    }

    /// Lets operations of this kind run by `script` in place of a recorded sequence of the real
    /// service.
    pub fn operation_script(mut self, kind: OperationKind, script: OperationScript) -> Self {
        self.scripts.set(kind, script);
        self
    }

    /// Enables no SIP domain that was not verified: by the stock, by the admin API or by
    /// [`Emulator::set_domain_verified`].
    ///
    /// The service is so strict. The emulator is not by default, because verification happens
    /// outside this API, so that every test would have to begin with it.
    pub fn only_verified_domains(mut self) -> Self {
        self.sip_rules.only_verified_domains = true;
        self
    }

    /// Refuses an update of the SIP configuration with nothing in it.
    ///
    /// The service is said to do so, but nobody has recorded what it answers. By default the
    /// emulator answers with the configuration as it is.
    pub fn refuse_empty_updates(mut self) -> Self {
        self.sip_rules.no_empty_updates = true;
        self
    }

    /// Writes every request to this file as it is answered, one JSON object a line, in the form in
    /// which the admin API shows requests: as many as there are, and without secrets. A file that is
    /// there is replaced.
    pub fn record(mut self, path: impl Into<PathBuf>) -> Self {
        self.record = Some(path.into());
        self
    }

    /// Keeps everything in this file, an `SQLite` database, and goes on from it if it is there already.
    /// Whatever was answered is kept, even if the program is killed the next moment.
    ///
    /// The file also keeps the stock it was made with, and the clock, unless another is chosen.
    /// Scripts, faults and the record of requests are not kept.
    #[cfg(feature = "sqlite")]
    pub fn data_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.data_file = Some(path.into());
        self
    }

    /// Speaks HTTPS as well, on the same port: whoever begins with a handshake gets one. So does the
    /// admin API's port.
    ///
    /// The certificate is made at the start, for `localhost`, `127.0.0.1` and `::1`. Clients have to
    /// trust [`Emulator::ca_certificate`].
    #[cfg(feature = "tls")]
    pub fn tls(mut self) -> Self {
        self.tls = true;
        self
    }
}
