//! Every sample as somebody at a terminal meets it: help, typing errors, a reader that goes away,
//! and an emulator elsewhere on this machine.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests, not their helpers"
)]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use acs_emulator::Emulator;

const MANIFEST: &str = include_str!("../Cargo.toml");

/// The names of all samples.
fn names() -> Vec<String> {
    let manifest: toml::Value = toml::from_str(MANIFEST).unwrap();
    let samples = manifest["example"].as_array().unwrap();
    let names = samples.iter().map(|it| it["name"].as_str().unwrap());
    names.map(str::to_owned).collect()
}

/// The sample of this name, which is built along with the tests.
fn sample(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let built = test.ancestors().nth(2).unwrap().join("examples");
    let mut sample = Command::new(built.join(name));
    for (variable, _) in std::env::vars_os() {
        let variable = variable.to_string_lossy().into_owned();
        if variable.starts_with("COMMUNICATION_") || variable.starts_with("AZURE_") {
            sample.env_remove(variable);
        }
    }
    sample.stdin(Stdio::null());
    sample
}

fn run(command: &mut Command) -> Output {
    command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; `cargo build --examples` makes it"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs all samples, at the same time.
fn each(check: impl Fn(&str) + Sync) {
    std::thread::scope(|scope| {
        for name in names() {
            let check = &check;
            scope.spawn(move || check(&name));
        }
    });
}

#[test]
fn each_has_help_and_refuses_strangers() {
    each(|name| {
        let help = run(sample(name).arg("--help"));
        assert!(help.status.success(), "{name}");
        assert!(text(&help.stdout).contains("Usage:"), "{name}");
        for stranger in ["--nonsense", "--for-reel"] {
            let refused = run(sample(name).arg(stranger));
            let complaint = text(&refused.stderr);
            assert_eq!(refused.status.code(), Some(2), "{name}: {complaint}");
            assert!(complaint.contains(stranger), "{name}: {complaint}");
            assert!(refused.stdout.is_empty(), "{name}");
        }
        let refused = run(sample(name).args(["one", "two"]));
        assert_eq!(refused.status.code(), Some(2), "{name}");
    });
}

#[test]
fn each_runs_on_when_nobody_reads() {
    each(|name| {
        let mut child = sample(name)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let complaint = text(&output.stderr);
        assert!(output.status.success(), "{name}: {complaint}");
        if name != "logging" {
            assert_eq!(complaint, "", "{name}");
        }
    });
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let file = "no-such-folder/picture";
    let output = run(sample("sip_picture").arg(file));
    assert!(!output.status.success());
    let complaint = text(&output.stderr);
    assert!(complaint.contains(file), "{complaint}");

    let nowhere = PathBuf::from("no-such-folder");
    let output = run(sample("sip_move_trunk").env("TMPDIR", &nowhere));
    assert!(!output.status.success());
    let complaint = text(&output.stderr);
    assert!(complaint.contains("no-such-folder"), "{complaint}");
}

#[test]
fn the_pictures_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join("routing");
    assert!(run(sample("sip_picture").arg(&name)).status.success());
    for file in ["routing.svg", "routing-change.svg"] {
        let image = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(image.contains("<svg"), "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emulator_elsewhere_is_called_one_and_asks_for_no_flag() {
    let emulator = Emulator::start().await.unwrap();
    let output = run(sample("quickstart").env(
        "COMMUNICATION_CONNECTION_STRING",
        emulator.connection_string(),
    ));
    let said = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let first = said.lines().next().unwrap();
    assert_eq!(
        first,
        format!("Talking to an emulator at {}", emulator.endpoint())
    );
    for step in ["   … running", "   … succeeded", "is no longer ours"] {
        assert!(said.contains(step), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_description_that_is_there_is_changed() {
    let emulator = Emulator::start().await.unwrap();
    let on_it = |name| {
        let mut sample = sample(name);
        let string = emulator.connection_string();
        sample.env("COMMUNICATION_CONNECTION_STRING", string);
        sample
    };
    let nothing = run(on_it("sip_import_export").arg("--for-real"));
    assert!(text(&nothing.stderr).contains("no route to describe"));
    assert!(run(&mut on_it("sip_replace")).status.success());
    for (before, after) in [
        ("Over either trunk", "for all"),
        ("for all", "for everybody"),
    ] {
        let output = run(on_it("sip_import_export").arg("--for-real"));
        let said = text(&output.stdout);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(said.contains(before) && said.contains(after), "{said}");
        assert!(said.ends_with("changed: true\n"), "{said}");
    }
}

#[test]
fn a_change_of_a_real_resource_is_not_assumed() {
    let string = "endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0";
    for name in [
        "quickstart",
        "purchase",
        "release",
        "sip_replace",
        "sip_import_export",
    ] {
        let output = run(sample(name).env("COMMUNICATION_CONNECTION_STRING", string));
        assert!(!output.status.success(), "{name}");
        let complaint = text(&output.stderr);
        assert!(complaint.contains("`-- --for-real`"), "{name}: {complaint}");
    }
}
