//! Load that the program can take: signed requests a second, and a million owned numbers listed.
//!
//! `cargo bench -p acs-emulator --bench load`, on Linux, best on a machine with nothing else to do.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use acs_emulator::OffsetDateTime;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cpu_time::ProcessTime;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::format_description::well_known::Rfc2822;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const CONNECTIONS: usize = 64;
const TIME: Duration = Duration::from_secs(5);
const MILLION: u32 = 1_000_000;
const NUMBER: &str = "/phoneNumbers/%2B14255550100?api-version=2025-06-01";
/// Of the times in `/proc`.
const TICKS_A_SECOND: f64 = 100.0;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome<()> {
    signed_requests().await?;
    a_million_numbers().await
}

/// Measures the signed GETs that are answered in a second, and their cost for the emulator.
async fn signed_requests() -> Outcome<()> {
    let emulator = Program::start(&[])?;
    let end = Instant::now() + TIME;
    let (worked, generator) = (emulator.cpu_seconds()?, ProcessTime::now());
    let mut clients = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let request = emulator.signed(NUMBER)?;
        let mut client = Client::connect(&emulator.address).await?;
        clients.spawn(async move {
            let mut answers = 0_u32;
            while Instant::now() < end {
                let body = client.ask(&request).await?;
                assert!(body.starts_with(br#"{"id":"14255550100""#));
                answers += 1;
            }
            Outcome::Ok(answers)
        });
    }
    let mut answers = 0;
    while let Some(ended) = clients.join_next().await {
        answers += ended??;
    }
    let each_second = f64::from(answers) / TIME.as_secs_f64();
    println!("signed GETs over {CONNECTIONS} connections: {each_second:.0} a second here and now");
    // What others do on the machine does not count here.
    let each = (emulator.cpu_seconds()? - worked) / f64::from(answers);
    let asking = generator.elapsed().as_secs_f64() / f64::from(answers);
    println!(
        "  CPU each: {:.1} µs, and {:.1} µs for who asks",
        each * 1e6,
        asking * 1e6
    );
    println!(
        "  two cores can do {:.0} a second, or {:.0} if they do the asking, too",
        2.0 / each,
        2.0 / (each + asking)
    );
    Ok(())
}

/// Measures the memory of a million owned numbers, and the growth while they are listed.
async fn a_million_numbers() -> Outcome<()> {
    let directory = tempfile::tempdir()?;
    let seed = directory.path().join("seed.json");
    fs::write(&seed, million().to_string())?;
    let emulator = Program::start(&["--seed", seed.to_str().ok_or("no text")?])?;
    let at_first = emulator.mebibytes("VmRSS")?;
    println!("a million owned numbers: {at_first} MiB in all");
    let mut client = Client::connect(&emulator.address).await?;
    for size in [100, 1000] {
        let (started, mut listed) = (Instant::now(), 0);
        let mut next = Some(format!("/phoneNumbers?top={size}&api-version=2025-06-01"));
        while let Some(target) = next {
            let body = client.ask(&emulator.signed(&target)?).await?;
            let page: Value = serde_json::from_slice(&body)?;
            listed += page["phoneNumbers"].as_array().map_or(0, Vec::len);
            next = page["nextLink"].as_str().map(str::to_owned);
        }
        assert_eq!(listed, MILLION as usize);
        let (seconds, peak) = (
            started.elapsed().as_secs_f64(),
            emulator.mebibytes("VmHWM")?,
        );
        println!("  listed in pages of {size}: {seconds:.1} s, {peak} MiB in all at most");
    }
    Ok(())
}

fn million() -> Value {
    let capabilities = json!({"calling": "inbound", "sms": "none"});
    json!({
        "countries": [{
            "code": "US", "name": "United States", "callingCode": "1",
            "offerings": [{"phoneNumberType": "tollFree", "assignmentType": "application",
                "capabilities": capabilities, "amount": 2.0}],
        }],
        "owned": [{"countryCode": "US", "phoneNumberType": "tollFree",
            "assignmentType": "application", "capabilities": capabilities,
            "purchaseDate": "2025-01-01T00:00:00Z", "first": "+18335000000", "count": MILLION}],
    })
}

/// The emulator as everybody starts it, with its log.
struct Program {
    child: Child,
    address: String,
    key: Vec<u8>,
}

impl Program {
    fn start(arguments: &[&str]) -> Outcome<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_acs-emulator"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        let stdout = child.stdout.take().ok_or("no standard output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line)?;
        let text = |key: &str| ready[key].as_str().unwrap_or_default().to_owned();
        let connection_string = text("connectionString");
        let (_, key) = connection_string.split_once("accesskey=").ok_or("no key")?;
        Ok(Self {
            child,
            address: text("endpoint").replace("http://", ""),
            key: BASE64_STANDARD.decode(key)?,
        })
    }

    fn signed(&self, target: &str) -> Outcome<Vec<u8>> {
        signed(&self.address, &self.key, target)
    }

    /// Returns the memory in a line of its status in `/proc`.
    fn mebibytes(&self, name: &str) -> Outcome<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|it| it.starts_with(name));
        let kibibytes = line.and_then(|it| it.split_whitespace().nth(1));
        Ok(kibibytes.ok_or("no such line")?.parse::<u64>()? / 1024)
    }

    /// Returns the CPU seconds it has used, for itself and in the kernel.
    fn cpu_seconds(&self) -> Outcome<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name, in parentheses, may hold anything; the times are the twelfth and thirteenth after it.
        let (_, fields) = stat.rsplit_once(')').ok_or("no name")?;
        let times = fields.split_whitespace().skip(11).take(2);
        let ticks: Vec<f64> = times.map(str::parse).collect::<Result<_, _>>()?;
        Ok(ticks.iter().sum::<f64>() / TICKS_A_SECOND)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has nothing to lose.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The bytes of a request that is good for the next five minutes.
fn signed(host: &str, key: &[u8], target: &str) -> Outcome<Vec<u8>> {
    let now = OffsetDateTime::now_utc().replace_nanosecond(0)?;
    let date = now.format(&Rfc2822)?.replace("+0000", "GMT");
    let hash = BASE64_STANDARD.encode(Sha256::digest(b""));
    let mut mac = Hmac::<Sha256>::new_from_slice(key)?;
    mac.update(format!("GET\n{target}\n{date};{host};{hash}").as_bytes());
    let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
    Ok(format!(
        "GET {target} HTTP/1.1\r\nhost: {host}\r\nx-ms-date: {date}\r\nx-ms-content-sha256: {hash}\r\n\
         authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}\r\n\
         accept: application/json\r\nuser-agent: bench\r\n\r\n"
    )
    .into_bytes())
}

/// A connection that reads no more of an answer than it must.
struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    async fn connect(address: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// The body of a 200.
    async fn ask(&mut self, request: &[u8]) -> Outcome<Vec<u8>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection was closed".into());
            }
            let Some(end) = find(&self.buffer, b"\r\n\r\n") else {
                continue;
            };
            let head = std::str::from_utf8(&self.buffer[..end])?;
            if !head.starts_with("HTTP/1.1 200") {
                return Err(head.into());
            }
            let (_, rest) = head.split_once("content-length: ").ok_or("no length")?;
            let length: usize = rest.lines().next().unwrap_or_default().parse()?;
            let body = end + 4;
            if self.buffer.len() >= body + length {
                return Ok(self.buffer[body..body + length].to_vec());
            }
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}
