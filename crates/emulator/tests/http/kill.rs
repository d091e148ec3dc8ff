//! Kills the program again and again in the middle of its work. Whatever it has answered is true
//! ever after.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::program::Program;

const ROUNDS: u64 = 15;
const CLIENTS: usize = 8;
const SIP: &str = "/sip?api-version=2023-03-01";

/// What the program has acknowledged.
#[derive(Default)]
struct Acknowledged {
    /// The port of each client's trunk.
    ports: HashMap<String, u64>,
    reservations: HashSet<String>,
    owned: HashSet<String>,
    /// Released, and not purchased again.
    released: HashSet<String>,
}

struct Tester {
    http: reqwest::Client,
    endpoint: String,
    token: String,
    known: Arc<Mutex<Acknowledged>>,
    answers: Arc<AtomicUsize>,
}

impl Tester {
    /// An answer of that status, or nothing once the program is dead.
    async fn ask(&self, method: &str, target: &str, body: Value) -> Option<(Value, Headers)> {
        let request = self
            .http
            .request(
                method.parse().unwrap(),
                format!("{}{target}", self.endpoint),
            )
            .bearer_auth(&self.token)
            .json(&body);
        let response = request.send().await.ok()?;
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.ok()?;
        assert!(status.is_success(), "{method} {target}: {status} {text}");
        self.answers.fetch_add(1, Ordering::Relaxed);
        Some((
            serde_json::from_str(&text).unwrap_or_default(),
            Headers(headers),
        ))
    }

    async fn finish(&self, started: &Headers) -> Option<()> {
        loop {
            let (polled, _) = self
                .ask("GET", started.get("operation-location"), Value::Null)
                .await?;
            match polled["status"].as_str().unwrap() {
                "succeeded" => return Some(()),
                "failed" => panic!("{polled}"),
                _ => {}
            }
        }
    }

    /// Changes things until the program is dead.
    async fn work(&self, client: usize) -> Option<()> {
        let trunk = format!("trunk{client}.example.com");
        let mut port = self
            .known
            .lock()
            .unwrap()
            .ports
            .get(&trunk)
            .copied()
            .unwrap_or(1);
        loop {
            port += 1;
            let body = json!({"trunks": {&trunk: {"sipSignalingPort": port}}});
            self.ask("PATCH", SIP, body).await?;
            self.known.lock().unwrap().ports.insert(trunk.clone(), port);
            self.reserve().await?;
            let number = self.buy().await?;
            // A few keep what they buy, or there would soon be nothing left to buy.
            if !client.is_multiple_of(4) {
                self.release(&number).await?;
            }
        }
    }

    async fn reserve(&self) -> Option<()> {
        let id = uuid::Uuid::new_v4();
        let target = format!("/availablePhoneNumbers/reservations/{id}?api-version=2025-06-01");
        self.ask("PATCH", &target, json!({"phoneNumbers": {}}))
            .await?;
        self.known.lock().unwrap().reservations.insert(target);
        Some(())
    }

    async fn buy(&self) -> Option<String> {
        let search = json!({"phoneNumberType": "tollFree", "assignmentType": "application",
            "capabilities": {"calling": "inbound", "sms": "none"}});
        let target = "/availablePhoneNumbers/countries/US/:search?api-version=2025-06-01";
        let (_, started) = self.ask("POST", target, search).await?;
        self.finish(&started).await?;
        let (found, _) = self
            .ask("GET", started.get("location"), Value::Null)
            .await?;
        let number = found["phoneNumbers"][0].as_str().unwrap().to_owned();
        let target = "/availablePhoneNumbers/:purchase?api-version=2025-06-01";
        let purchase = json!({"searchId": found["searchId"]});
        let (_, started) = self.ask("POST", target, purchase).await?;
        // From here on it may be owned, and so it is not known to be released.
        self.known.lock().unwrap().released.remove(&number);
        self.finish(&started).await?;
        self.known.lock().unwrap().owned.insert(number.clone());
        Some(number)
    }

    async fn release(&self, number: &str) -> Option<()> {
        let target = format!("/phoneNumbers/{number}?api-version=2025-06-01");
        // From here on it may be released, and so it is not known to be owned.
        self.known.lock().unwrap().owned.remove(number);
        let (_, started) = self.ask("DELETE", &target, Value::Null).await?;
        self.finish(&started).await?;
        self.known
            .lock()
            .unwrap()
            .released
            .insert(number.to_owned());
        Some(())
    }

    /// Looks whether all is as it was acknowledged.
    async fn check(&self) {
        let target = "/phoneNumbers?top=10000&api-version=2025-06-01";
        let (listed, _) = self.ask("GET", target, Value::Null).await.unwrap();
        let listed = listed["phoneNumbers"].as_array().unwrap().iter();
        let listed: Vec<_> = listed
            .map(|it| it["phoneNumber"].as_str().unwrap())
            .collect();
        let owned: HashSet<_> = listed.iter().copied().collect();
        assert_eq!(owned.len(), listed.len(), "a number is owned twice");
        let (sip, _) = self.ask("GET", SIP, Value::Null).await.unwrap();
        let reservations: Vec<_> = {
            let known = self.known.lock().unwrap();
            for number in &known.owned {
                assert!(owned.contains(number.as_str()), "a purchase is lost");
            }
            for number in &known.released {
                assert!(!owned.contains(number.as_str()), "a release is lost");
            }
            for (trunk, port) in &known.ports {
                let found = sip["trunks"][trunk]["sipSignalingPort"].as_u64().unwrap();
                // The change under way at the kill may have happened or not.
                assert!((*port..=port + 1).contains(&found), "{found} after {port}");
            }
            known.reservations.iter().cloned().collect()
        };
        for target in reservations {
            self.ask("GET", &target, Value::Null).await.unwrap();
        }
    }
}

struct Headers(reqwest::header::HeaderMap);

impl Headers {
    fn get(&self, name: &str) -> &str {
        self.0[name].to_str().unwrap()
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("resource.sqlite");
    let known = Arc::new(Mutex::new(Acknowledged::default()));
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..ROUNDS {
        let mut program = Program::start(&["--data", file.to_str().unwrap()]);
        let tester = Arc::new(Tester {
            http: reqwest::Client::new(),
            endpoint: program.text("endpoint").to_owned(),
            token: program.text("token").to_owned(),
            known: Arc::clone(&known),
            answers: Arc::default(),
        });
        tester.check().await;
        let enough = tester.answers.load(Ordering::Relaxed) + random.usize(50..400);
        let mut clients = JoinSet::new();
        for client in 0..CLIENTS {
            let tester = Arc::clone(&tester);
            clients.spawn(async move { tester.work(client).await });
        }
        while tester.answers.load(Ordering::Relaxed) < enough {
            tokio::task::yield_now().await;
        }
        program.kill();
        while let Some(ended) = clients.join_next().await {
            ended.unwrap();
        }
    }
    let known = known.lock().unwrap();
    assert!(!known.owned.is_empty() && !known.released.is_empty());
    assert!(known.ports.len() == CLIENTS && known.reservations.len() > 20);
}
