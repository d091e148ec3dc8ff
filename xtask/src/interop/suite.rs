//! Suites that are run against an emulator.

use std::{
    fmt,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use super::{Places, Result, document, emulator::Emulator, install};

/// Enough to find the first fault by; the rest is in the log.
const LINES_OF_A_FAILURE: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suite {
    JavaScript,
    Python,
    /// Tests of the client for Python by its makers.
    PythonOwn,
    /// The client for JavaScript of [`install::OLDER_JAVASCRIPT`].
    OlderJavaScript,
    /// The client for Python of this version.
    OlderPython(&'static str),
    /// Made-up requests, held against the document of this name.
    Document(&'static str),
}

pub(super) struct Ran {
    pub(super) is_good: bool,
    pub(super) words: String,
}

impl Suite {
    pub(super) const ALL: [Self; 9] = [
        Self::JavaScript,
        Self::Python,
        Self::PythonOwn,
        Self::OlderJavaScript,
        Self::OlderPython("1.1.0"),
        Self::OlderPython("1.2.0"),
        Self::OlderPython("1.3.0"),
        Self::Document("phone-numbers"),
        Self::Document("sip-routing"),
    ];

    /// Installs what each suite needs, unless it is there.
    pub(super) fn install_all(places: &Places) -> Result<()> {
        install::javascript(places)?;
        install::python(places)?;
        for suite in Self::ALL {
            match suite {
                Self::OlderJavaScript => drop(install::older_javascript(places)?),
                Self::OlderPython(version) => drop(install::older_python(places, version)?),
                Self::JavaScript | Self::Python | Self::PythonOwn | Self::Document(_) => {}
            }
        }
        Ok(())
    }

    /// Returns the file in which the scripts of a client write down what they called.
    pub(super) fn notes(self, places: &Places) -> Option<PathBuf> {
        let takes_notes = matches!(self, Self::JavaScript | Self::Python);
        takes_notes.then(|| places.work.join(format!("{self}.notes")))
    }

    /// The name of the document that answers are held against.
    pub(super) fn document(self) -> Option<&'static str> {
        match self {
            Self::Document(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn run(self, places: &Places) -> Result<Ran> {
        let began = Instant::now();
        let emulator = Emulator::start(places, &places.work.join(format!("{self}.emulator.log")))?;
        let mut command = match self {
            Self::JavaScript => javascript(places),
            Self::Python => pytest(places, &places.scripts.join("python")),
            Self::PythonOwn => python_own(places),
            Self::OlderJavaScript => {
                let mut node = Command::new("node");
                node.current_dir(install::older_javascript(places)?);
                node.arg("older.js");
                node
            }
            Self::OlderPython(version) => {
                let environment = install::older_python(places, version)?;
                let mut python = Command::new(environment.join("bin/python"));
                python.arg(places.scripts.join("older/python/older.py"));
                python
            }
            Self::Document(name) => schemathesis(places, &emulator, name)?,
        };
        if let Some(notes) = self.notes(places) {
            File::create(&notes)?;
            command.env("ACS_INTEROP_NOTES", notes);
        }
        let authority = emulator.get("caFile")?;
        for name in ["NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"] {
            command.env(name, authority);
        }
        command.env("ACS_EMULATOR", &emulator.line);
        command.env("NO_PROXY", "127.0.0.1");
        let log = places.work.join(format!("{self}.log"));
        let file = File::create(&log)?;
        command.stdout(file.try_clone()?).stderr(file);
        let status = command.status()?;
        let seconds = began.elapsed().as_secs();
        let words = if status.success() {
            format!("good, {seconds} s{}", self.last_words(&log)?)
        } else {
            format!("{status}, {seconds} s\n{}", end_of(&log)?)
        };
        Ok(Ran {
            is_good: status.success(),
            words,
        })
    }
}

impl Suite {
    /// Returns the last words of the scripts for an older client.
    fn last_words(self, log: &Path) -> Result<String> {
        if !matches!(self, Self::OlderJavaScript | Self::OlderPython(_)) {
            return Ok(String::new());
        }
        let text = fs::read_to_string(log)?;
        let last = text.lines().last().unwrap_or("said nothing");
        Ok(format!(", {last}"))
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::JavaScript => f.write_str("javascript"),
            Self::Python => f.write_str("python"),
            Self::PythonOwn => f.write_str("python-own"),
            Self::OlderJavaScript => write!(f, "javascript-{}", install::OLDER_JAVASCRIPT),
            Self::OlderPython(version) => write!(f, "python-{version}"),
            Self::Document(name) => write!(f, "schemathesis-{name}"),
        }
    }
}

fn javascript(places: &Places) -> Command {
    let mut node = Command::new("node");
    node.current_dir(places.work.join("javascript"));
    node.arg("run.js");
    node
}

fn pytest(places: &Places, tests: &Path) -> Command {
    let mut pytest = Command::new(places.work.join("venv/bin/pytest"));
    pytest.current_dir(tests);
    pytest.args(["-q", "--tb=short", "-p", "no:cacheprovider"]);
    pytest.env("PYTHONDONTWRITEBYTECODE", "1");
    pytest
}

/// Unchanged, with stand-ins for the tools that the client's repository has.
fn python_own(places: &Places) -> Command {
    let mut pytest = pytest(places, &places.work.join("python-client/test"));
    pytest.args(["-p", "live", "--disable-warnings"]);
    pytest.env("PYTHONPATH", places.scripts.join("python-own"));
    pytest
}

fn schemathesis(places: &Places, emulator: &Emulator, name: &str) -> Result<Command> {
    let schema = places.work.join(format!("{name}.openapi.json"));
    fs::write(&schema, document::as_kept(&places.specs, name)?)?;
    let mut schemathesis = Command::new(places.work.join("venv/bin/schemathesis"));
    schemathesis.current_dir(&places.work);
    schemathesis.arg("run").arg(schema);
    schemathesis.args(["--url", emulator.get("endpoint")?]);
    let authorization = format!("Authorization: Bearer {}", emulator.get("token")?);
    schemathesis.args(["--header", &authorization]);
    schemathesis.args([
        "--checks",
        "not_a_server_error,status_code_conformance,content_type_conformance,\
         response_headers_conformance,response_schema_conformance",
    ]);
    schemathesis.args(["--max-examples", "20", "--seed", "1"]);
    schemathesis.args(["--generation-database", "none"]);
    schemathesis.args(["--warnings", "off", "--no-color"]);
    // How long it takes to make requests up says nothing about what is tested.
    schemathesis.args(["--suppress-health-check", "too_slow"]);
    Ok(schemathesis)
}

fn end_of(log: &Path) -> Result<String> {
    let text = fs::read_to_string(log)?;
    let lines: Vec<_> = text.lines().collect();
    let (_, end) = lines.split_at(lines.len().saturating_sub(LINES_OF_A_FAILURE));
    Ok(format!("{}\nall of it: {}", end.join("\n"), log.display()))
}
