//! The binary: one line on standard output, logs on standard error, a clean end.
#![cfg(all(feature = "cli", unix))]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// Ends with the test, however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, which is what the test wants.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[tokio::test]
async fn it_says_when_it_is_ready_and_stops_when_told() {
    let child = Command::new(env!("CARGO_BIN_EXE_acs-emulator"))
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut running = Running(child);
    let mut stdout = BufReader::new(running.0.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    let keys: Vec<_> = ready.as_object().unwrap().keys().collect();
    let expected = ["endpoint", "connectionString", "adminEndpoint", "token"];
    assert_eq!(keys, expected);
    let (endpoint, token) = (
        ready["endpoint"].as_str().unwrap(),
        ready["token"].as_str().unwrap(),
    );
    let reply = reqwest::Client::new()
        .get(format!(
            "{endpoint}/phoneNumbers/+14255550100?api-version=2025-06-01"
        ))
        .bearer_auth(token)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 200);
    drop(reply);

    let id = running.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(running.0.wait().unwrap().success());
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "one line and no more");
    let mut log = String::new();
    running
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    assert!(log.contains("PhoneNumbers_GetByNumber"), "{log}");
    assert!(!log.contains("4255550100"), "the log holds a number");
    assert!(!log.contains(token), "the log holds a token");
}
