//! The binary: one line on standard output, logs on standard error, a clean end.

use std::fs;

use serde_json::Value;

use crate::program::Program;

const TARGET: &str = "/phoneNumbers/+14255550100?api-version=2025-06-01";

fn keys(ready: &Value) -> Vec<&str> {
    ready
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[tokio::test]
async fn it_says_when_it_is_ready_and_stops_when_told() {
    let program = Program::start(&["--port", "0"]);
    let expected = ["endpoint", "connectionString", "adminEndpoint", "token"];
    assert_eq!(keys(&program.ready), expected);
    let token = program.text("token").to_owned();
    let reply = reqwest::Client::new()
        .get(format!("{}{TARGET}", program.text("endpoint")))
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 200);
    drop(reply);

    let (status, rest, log) = program.terminate();
    assert!(status.success());
    assert_eq!(rest, "", "one line and no more");
    assert!(log.contains("PhoneNumbers_GetByNumber"), "{log}");
    assert!(!log.contains("4255550100"), "the log holds a number");
    assert!(!log.contains(&token), "the log holds a token");
}

/// A pipe holds some hundred lines of the log. Nobody reads it here, and that must not matter.
#[tokio::test]
async fn it_does_not_wait_for_who_reads_its_log() {
    let program = Program::start(&["--log-level", "trace"]);
    let client = reqwest::Client::new();
    for _ in 0..1500 {
        let url = format!("{}{TARGET}", program.text("endpoint"));
        assert_eq!(client.get(url).send().await.unwrap().status(), 401);
    }
}

#[tokio::test]
async fn it_gets_by_with_few_files() {
    let program = Program::with_files(60);
    let address = program.text("endpoint").replace("http://", "");
    let mut silent = Vec::new();
    for _ in 0..100 {
        silent.push(tokio::net::TcpStream::connect(&address).await.unwrap());
    }
    let url = format!("{}{TARGET}", program.text("endpoint"));
    assert_eq!(reqwest::get(url).await.unwrap().status(), 401);
    let (_, _, log) = program.terminate();
    assert!(log.contains("a connection could not be accepted"), "{log}");
}

#[tokio::test]
async fn it_speaks_https() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ca.pem");
    let chosen = Program::start(&["--tls", "--ca", path.to_str().unwrap()]);
    let expected = [
        "endpoint",
        "httpsEndpoint",
        "connectionString",
        "adminEndpoint",
        "caFile",
        "token",
    ];
    assert_eq!(keys(&chosen.ready), expected);
    assert_eq!(chosen.text("caFile"), path.to_str().unwrap());
    let temporary = Program::start(&["--tls"]);
    for program in [&chosen, &temporary] {
        let https = program.text("httpsEndpoint");
        assert!(program.text("connectionString").contains(https));
        let pem = fs::read(program.text("caFile")).unwrap();
        let reply = reqwest::Client::builder()
            .tls_certs_only([reqwest::Certificate::from_pem(&pem).unwrap()])
            .build()
            .unwrap()
            .get(format!("{https}{TARGET}"))
            .bearer_auth(program.text("token"))
            .send()
            .await
            .unwrap();
        assert_eq!(reply.status(), 200);
    }
    let path = temporary.text("caFile").to_owned();
    assert!(temporary.terminate().0.success());
    assert!(!fs::exists(path).unwrap(), "a temporary file stays behind");
}

#[tokio::test]
async fn it_takes_a_seed_and_a_clock() {
    let directory = tempfile::tempdir().unwrap();
    let seed = directory.path().join("seed.json");
    let stock = r#"{"countries":[{"code":"US","name":"United States","callingCode":"1",
        "offerings":[{"phoneNumberType":"tollFree","assignmentType":"application","capabilities":{"calling":"inbound","sms":"none"},"amount":6.5}],
        "blocks":[{"phoneNumberType":"tollFree","areaCode":"833","first":"+18335550100","count":4}]}]}"#;
    fs::write(&seed, stock).unwrap();
    let arguments = [
        "--seed",
        seed.to_str().unwrap(),
        "--clock",
        "2025-06-17T16:40:22Z",
        "--access-key",
        "c2VjcmV0",
    ];
    let program = Program::start(&arguments);
    assert!(
        program
            .text("connectionString")
            .ends_with("accesskey=c2VjcmV0")
    );
    let admin = program.text("adminEndpoint");
    let path = "/numbers/available?country=US&phoneNumberType=tollFree";
    let body = |path: &str| {
        let url = format!("{admin}{path}");
        async {
            reqwest::get(url)
                .await
                .unwrap()
                .json::<Value>()
                .await
                .unwrap()
        }
    };
    assert_eq!(
        body(path).await["phoneNumbers"].as_array().unwrap().len(),
        4
    );
    assert_eq!(body("/clock").await["now"], "2025-06-17T16:40:22+00:00");
}

#[test]
fn it_says_what_is_wrong() {
    for (arguments, message) in [
        (&["--seed", "/nonexistent.json"][..], "/nonexistent.json"),
        (&["--ca", "ca.pem"], "--tls"),
        (
            &["--clock", "yesterday"],
            "written like 2025-06-17T16:40:22Z",
        ),
        (&["--port", "abc"], "a number from 0 to 65535, such as 8080"),
        (&["--admin-port", "65536"], "a number from 0 to 65535"),
        (&["--host", "localhost"], "written like 127.0.0.1"),
        (&["--advertise", "http://a"], "as in emulator:8080"),
        (&["--random-seed", "x"], "a whole number"),
        (
            &["--log-level", "loud"],
            "error, warn, info, debug or trace",
        ),
        (&["--access-key", "?"], "not base64"),
        (&["--", "/nonexistent"], "cannot run /nonexistent"),
        (&["--data", "/"], "data file"),
        (&["--prot", "1"], "--prot"),
    ] {
        let log = Program::fails(arguments);
        assert!(log.contains(message), "{arguments:?}: {log}");
    }
}

#[test]
fn it_says_where_a_seed_is_wrong_and_what_would_do() {
    let directory = tempfile::tempdir().unwrap();
    let seed = directory.path().join("seed.json");
    for (text, message) in [
        (
            "{\n\"countries\": [\n{\"code\": 5}]}",
            r#"line 3, countries[0].code: the number `5` where a text belongs; for example "code": "US""#,
        ),
        (
            "{\"countries\": [],\n\"verifiedDomains\": [\"x\"]}",
            "line 2, verifiedDomains[0]: not a domain name",
        ),
    ] {
        fs::write(&seed, text).unwrap();
        let log = Program::fails(&["--seed", seed.to_str().unwrap()]);
        assert!(log.contains(&format!("seed.json: {message}")), "{log}");
        assert!(!log.contains("u32") && !log.contains("struct"), "{log}");
    }
}

#[test]
fn it_runs_a_command_and_ends_with_its_code() {
    let script = r#"
        echo "$COMMUNICATION_CONNECTION_STRING"
        [ "$COMMUNICATION_CONNECTION_STRING" = "$COMMUNICATION_SAMPLES_CONNECTION_STRING" ] || exit 1
        [ "$COMMUNICATION_CONNECTION_STRING" = "$AZURE_COMMUNICATION_CONNECTION_STRING" ] || exit 1
        [ -n "$IDENTITY_ENDPOINT" ] && [ -n "$IDENTITY_HEADER" ] || exit 1
        [ -s "$NODE_EXTRA_CA_CERTS" ] && [ -s "$REQUESTS_CA_BUNDLE" ] || exit 1
        case "$COMMUNICATION_ENDPOINT" in https://127.0.0.1:*) ;; *) exit 1 ;; esac
        case "$ACS_EMULATOR" in *adminEndpoint*) ;; *) exit 1 ;; esac
        exit 42"#;
    let output = Program::output(&["--tls", "--", "sh", "-c", script]);
    let (stdout, stderr) = (output.stdout, String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(42), "{stderr}");
    let stdout = String::from_utf8(stdout).unwrap();
    assert!(
        stdout.starts_with("endpoint=https://127.0.0.1:"),
        "{stdout}"
    );
    assert_eq!(stdout.lines().count(), 1, "the command alone speaks");
    let killed = Program::output(&["--", "sh", "-c", "kill -9 $$"]);
    assert_eq!(killed.status.code(), Some(137));
    let missing = Program::output(&["--", "/nonexistent"]);
    assert_eq!(missing.status.code(), Some(127));
}
